package thread

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// Why names what makes a thread worth the other person's time.
type Why string

// The reasons.
const (
	Wrong     Why = "wrong"      // a figure that the person met was given and a later note takes back
	Refused   Why = "refused"    // turned down, and something new since
	LateMine  Why = "late_mine"  // a promise of the user's
	LateYours Why = "late_yours" // a promise of the person met
	Missed    Why = "missed"     // a goal that was not reached by its day
	Stuck     Why = "stuck"      // called a blocker, and not settled
	Asked     Why = "asked"      // a question without an answer
	Told      Why = "told"       // feedback that nothing was done about
	Worry     Why = "worry"      // called a concern
	Friction  Why = "friction"   // something between the user and somebody on file
	Worse     Why = "worse"      // a figure that moves away from its goal
	Behind    Why = "behind"     // a figure that is not at its goal in time, at its pace
	Due       Why = "due"        // a goal whose day is near
	Ahead     Why = "ahead"      // a day that is near
	Idea      Why = "idea"       // called an idea
	Named     Why = "named"      // names the person met
	Repeats   Why = "repeats"    // came up on several days
	Measured  Why = "measured"   // tells a figure
	Met       Why = "met"        // was spoken of in one of the last two meetings
)

// weight says how much a reason counts beside a day on which the thread came up, which
// counts about one.
func (w Why) weight() float64 {
	switch w {
	case Wrong:
		return 2
	case Refused:
		return 1.8
	case Missed:
		return 1.5
	case Told:
		return 1.4
	case LateYours:
		return 1.35
	case Stuck:
		return 1.3
	case LateMine:
		return 0.6
	case Asked:
		return 0.9
	case Worry:
		return 0.9
	case Friction:
		return 0.8
	case Worse:
		return 0.9
	case Behind:
		return 0.8
	case Due:
		return 0.4
	case Ahead:
		return 0.5
	case Idea:
		return 0.6
	case Named:
		return 0.6
	case Met:
		return 0.5
	case Measured:
		return 0.3
	}
	return 0
}

// Reason is a reason with the record that gives it.
type Reason struct {
	Why  Why
	Item *brief.Item
	// Open is when the promise or the goal was due, or since when it is open.
	Open oneonone.Date
	// Old tells what was noted before the window and did not come up since: it may be
	// settled by now.
	Old bool
	// Answered is a later note that may answer a question, nil for none.
	Answered *brief.Item
}

// Because gives the reason of that kind, nil when the thread has none.
func (t *Thread) Because(why Why) *Reason {
	for i := range t.Reasons {
		if t.Reasons[i].Why == why {
			return &t.Reasons[i]
		}
	}
	return nil
}

// Presses tells whether a day that the thread names is so near behind the meeting that what is to
// be settled before it can't wait for the next one.
func (t *Thread) Presses(b *brief.Brief) *Reason {
	r := t.Because(Ahead)
	if r == nil || r.Open.DaysSince(b.Meeting.On) > pressing || !r.Item.InWindow || !r.Item.IsNote() {
		return nil
	}
	return r
}

// counts is the weight of a reason: half of it for what was heard in the words alone,
// and for what may be settled by now.
func (r Reason) counts() float64 {
	guessed := !r.Item.Sure && (r.Why == Stuck || r.Why == Worry || r.Why == Idea)
	if guessed || r.Old {
		return r.Why.weight() / 2
	}
	return r.Why.weight()
}

// IsSoft tells a reason that is worth a line and no topic by itself.
func (r *Reason) IsSoft() bool {
	if r.Old {
		return true
	}
	switch r.Why {
	case Named, Ahead, Met, Due, LateMine, Measured:
		return true
	}
	return false
}

// near is how many days after the meeting a goal's day is near; soon the same for
// a day that a record names.
const (
	near = 35
	soon = 21
	// pressing is within how many days what is to be settled can't wait for the next meeting.
	pressing = 14
	// repeats is on how many days something comes up that comes up again and again.
	repeats = 3
)

// find fills the reasons and the weight.
func (t *Thread) find(b *brief.Brief) {
	for _, it := range t.Items {
		if it.Elsewhere || it.Corrected {
			continue
		}
		t.hear(b, it)
	}
	t.forget()
	t.measure(b)
	days := t.Days()
	if len(days) >= repeats {
		t.add(Repeats, t.lastNote(), days[0])
	}
	earlier := 0
	if t.Because(Asked) != nil || t.Because(Stuck) != nil || t.Because(Refused) != nil {
		earlier = t.earlierDays()
	}
	if r := t.Because(Asked); r != nil {
		r.Answered = t.after(r.Item)
	}
	slices.SortStableFunc(t.Reasons, func(x, y Reason) int { return cmp.Compare(y.counts(), x.counts()) })
	t.Weight = math.Pow(float64(len(days))+float64(earlier)/2, 0.7)
	for _, r := range t.Reasons {
		t.Weight += r.counts()
	}
	t.Weight += t.matters()
	if last := t.lastNote(); last != nil {
		t.Weight -= min(0.6, 0.02*float64(max(0, b.Today.DaysSince(last.Date))))
		if last.NoteKind == oneonone.Win {
			t.Weight--
		}
	}
}

// What the reader tells of the notes of the window, and what the last two meetings spoke
// of, counts beside the reasons. On eighteen journals with what the next 1:1 owes, of
// which a logistic regression over all that is known of a thread made no more, the first
// six threads had 6.1 of twelve things without, 6.8 with it; docs/evaluation.md has more.
const (
	byRisk   = 1.5
	byTrivia = 1.0
	bySaid   = 1.0
)

// matters tells how much more a thread counts for what may go wrong in it and for each
// line of the last two meetings about it, and how much less for what is by the way.
func (t *Thread) matters() float64 {
	risk, trivia, lines := 0, 0, 0
	for _, it := range t.Items {
		switch {
		case it.Said:
			lines++
		case it.IsNote() && it.InWindow:
			risk, trivia = max(risk, it.Does.Of(reader.Risk)), max(trivia, it.Does.Of(reader.Trivia))
		}
	}
	return byRisk*float64(risk)/100 - byTrivia*float64(trivia)/100 + bySaid*math.Log1p(float64(lines))
}

// forget finds what was asked before the window and not again, and what stood still
// then and did not come up since: what the user marked as such may still be open, what was only heard in the words is
// left out. What was asked on two days is open.
func (t *Thread) forget() {
	fresh := slices.ContainsFunc(t.Items, func(it *brief.Item) bool { return it.InWindow && (it.IsNote() || it.Said) })
	var kept []Reason
	for _, r := range t.Reasons {
		old := !r.Item.InWindow && (r.Why == Asked && r.Open == r.Item.Date || r.Why == Stuck && !fresh)
		if r.Old = old; r.Old && !r.Item.Sure {
			continue
		}
		kept = append(kept, r)
	}
	t.Reasons = kept
}

// after gives the newest later note about the same as a question that asks nothing
// itself, nil for none.
func (t *Thread) after(question *brief.Item) *brief.Item {
	for _, it := range slices.Backward(t.Items) {
		if it == question || it.Date.Before(question.Date) {
			return nil
		}
		asks := it.NoteKind == oneonone.Question || strings.Contains(it.Text, "?")
		if it.IsNote() && it.Date.After(question.Date) && !asks && t.Alike(question, it) >= answers {
			return it
		}
	}
	return nil
}

// answers is how much a note has in common with a question that it may answer.
const answers = 0.2

// earlierDays counts the days before the window on which something was noted.
func (t *Thread) earlierDays() int {
	var days []oneonone.Date
	for _, it := range t.Items {
		if it.IsNote() && !it.InWindow && !slices.Contains(days, it.Date) {
			days = append(days, it.Date)
		}
	}
	return len(days)
}

// add keeps one reason of a kind: the newest record's, and since when it is open.
// What is late has the day of its own.
func (t *Thread) add(why Why, it *brief.Item, open oneonone.Date) {
	if r := t.Because(why); r != nil {
		own := why == LateMine || why == LateYours || why == Missed || why == Due || why == Behind || why == Ahead
		if own || r.Open.IsZero() || !open.IsZero() && open.Before(r.Open) {
			r.Open = open
		}
		r.Item = it
		return
	}
	t.Reasons = append(t.Reasons, Reason{Why: why, Item: it, Open: open})
}

func (t *Thread) lastNote() *brief.Item {
	for _, it := range slices.Backward(t.Items) {
		if it.IsNote() {
			return it
		}
	}
	return nil
}

// acted tells whether other feedback of the same day was acted on: the raw notes of a
// meeting have it in other words.
func (t *Thread) acted(f *oneonone.Feedback) bool {
	return slices.ContainsFunc(t.Items, func(it *brief.Item) bool {
		other, ok := it.Record.(*oneonone.Feedback)
		return ok && other != f && other.On() == f.On() && !other.Open()
	})
}

// drop leaves out that a goal is due or over: its figures say that it is reached.
func (t *Thread) drop(goal string) {
	t.Reasons = slices.DeleteFunc(t.Reasons, func(r Reason) bool {
		return r.Item != nil && r.Item.ID == goal && (r.Why == Missed || r.Why == Due)
	})
}

// toldSince tells whether something was told of a goal around its day or later: it may
// be reached by now, and only figures say whether it is not.
func toldSince(g *oneonone.Goal) bool {
	n := len(g.Progress)
	return n > 0 && !g.Progress[n-1].On.Before(g.Due.AddDays(-aroundDay))
}

// aroundDay is how many days before its day a goal may have been reached.
const aroundDay = 10

// hear finds what one record gives.
func (t *Thread) hear(b *brief.Brief, it *brief.Item) {
	switch r := it.Record.(type) {
	case *oneonone.Action:
		switch {
		case !r.Open() || !r.Overdue(b.Meeting.On) || t.IsDoubtful(b, r) || t.Renewed(it) || b.DoneBy(r) != nil:
		case r.Owner == oneonone.Me:
			t.add(LateMine, it, r.Due)
		case oneonone.SameName(string(r.Owner), string(b.Meeting.With)):
			t.add(LateYours, it, r.Due)
		}
	case *oneonone.Goal:
		switch days := r.Due.DaysSince(b.Meeting.On); {
		case !r.Open() || r.Due.IsZero():
		case days <= 0 && !toldSince(r):
			t.add(Missed, it, r.Due)
		case days <= near:
			t.add(Due, it, r.Due)
		}
	case *oneonone.Feedback:
		if r.Open() && !brief.Praises(r.Text) && !t.acted(r) {
			t.add(Told, it, it.Date)
		}
	case *oneonone.Decision:
		who, _, labelled := strings.Cut(r.Text, ":")
		mine := labelled && b.IsMe(strings.TrimSpace(who)) // the user's own no
		if r.Declined && !mine && !lacks().MatchString(r.Text) && t.newSince(b, it) {
			t.add(Refused, it, it.Date)
		}
	case *oneonone.Note:
		t.hearNote(b, it)
	}
	if it.Said {
		t.hearSaid(b, it)
	}
}

// hearSaid finds what a line of the raw notes of a 1:1 gives: that there was talk of
// it, and perhaps a no. What came of it since is what makes it worth coming back to.
func (t *Thread) hearSaid(b *brief.Brief, it *brief.Item) {
	since := slices.ContainsFunc(t.Items, func(x *brief.Item) bool { return x.IsNote() && x.InWindow && x.Date.After(it.Date) })
	if since || t.Because(Asked) != nil {
		t.add(Met, it, it.Date)
	}
	if no := saysNo().FindStringSubmatch(it.Text); no != nil && !b.IsMe(no[1]+no[2]) && t.newSince(b, it) {
		t.add(Refused, it, it.Date)
	}
}

// newSince tells whether a later note is about what was refused and has something that
// may change it: an idea, or a figure.
func (t *Thread) newSince(b *brief.Brief, no *brief.Item) bool {
	return slices.ContainsFunc(t.Items, func(it *brief.Item) bool {
		later := it.IsNote() && it.InWindow && it.Date.After(no.Date) && !it.Settled
		return later && (b.TakesUp(it, no) || t.Alike(no, it) >= oneWord/1.5 && (it.NoteKind == oneonone.Idea || figures.Names(it.Text)))
	})
}

// Renewed tells whether a promise was made again later, in much the same words: the
// newer day counts.
func (t *Thread) Renewed(promise *brief.Item) bool {
	a, ok := promise.Record.(*oneonone.Action)
	return ok && slices.ContainsFunc(t.Items, func(it *brief.Item) bool {
		later, ok := it.Record.(*oneonone.Action)
		return ok && later.Open() && later.Owner == a.Owner && later.On().After(a.On()) && t.Alike(promise, it) >= answers
	})
}

// label finds who says something, or of what it is said, before a text: a promise that
// begins so was not understood.
var label = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\pL+:`)
})

// saysNo finds a no as it is scribbled, behind a colon, a dash or an arrow, and who
// says it where somebody does. The words are those for no of a few languages.
var saysNo = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(\pL*)\s*(?:[:=–—-]|->|=>|→|⇒)\s*(?:no|nope|nein|não|nao|non|nee|nej|ei)\s*(?:[^\pL\s]|$)|(\pL*)\s*(?:[:=–—-]|->|=>|→|⇒)\s*(?-i:NO)\b`)
})

// lacks finds what is no refusal: "no logs yet".
var lacks = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[:=–—-]\s*no \pL`)
})

// IsDoubtful tells a promise that was cut out of raw notes and may be misread: it has
// the user's own part in it though it is another's, or one of the same meeting and
// owner about the same thing is closed already.
func (t *Thread) IsDoubtful(b *brief.Brief, a *oneonone.Action) bool {
	if a.Meeting == "" {
		return false
	}
	if a.Owner != oneonone.Me && slices.ContainsFunc(prose.Words(a.Text), func(w prose.Word) bool { return w.Text == "I" || b.IsMe(w.Text) }) {
		return true
	}
	promise := b.Item(a.ID)
	return slices.ContainsFunc(t.Items, func(it *brief.Item) bool {
		other, ok := it.Record.(*oneonone.Action)
		// What the other person asked for stands beside the promise of it, by the same day.
		sameDay := ok && !a.Due.IsZero() && other.Due == a.Due
		asked := sameDay && other.Owner == oneonone.Me && a.Owner != oneonone.Me && promise != nil && t.Alike(promise, it) > 0
		return asked || ok && !other.Open() && other.Owner == a.Owner && other.On() == a.On()
	}) || label().MatchString(a.Text) || oneonone.SpeaksOfSomebody(a.Text)
}

func (t *Thread) hearNote(b *brief.Brief, it *brief.Item) {
	if it.Settled || !it.IsNote() {
		return
	}
	switch it.NoteKind {
	case oneonone.Blocker:
		t.add(Stuck, it, it.Date)
	case oneonone.Question:
		t.add(Asked, it, it.Date)
	}
	if !it.InWindow {
		return
	}
	switch it.NoteKind {
	case oneonone.Concern:
		t.add(Worry, it, it.Date)
	case oneonone.Idea:
		t.add(Idea, it, it.Date)
	case oneonone.Plain:
		if strings.Contains(it.Text, "?") {
			t.add(Asked, it, it.Date)
		}
	}
	if len(it.People) > 0 && !namesMet(b, it) && (it.Does.Tells(reader.Criticism) || it.Does.Tells(reader.Concern)) {
		t.add(Friction, it, it.Date)
	}
	good := slices.Contains([]oneonone.NoteKind{oneonone.Win, oneonone.Decided, oneonone.Learning}, it.NoteKind) &&
		(it.Sure || it.Does.Of(reader.Label(it.NoteKind)) >= likely)
	if !good && figures.Names(it.Text) {
		t.add(Measured, it, it.Date)
	}
	if namesMet(b, it) && it.NoteKind != oneonone.Win {
		t.add(Named, it, it.Date)
	}
}

// likely is from how many percent on a guess is more likely right than wrong.
const likely = 50

// namesMet tells whether a note names the person met: by name or, as many do, by the
// first letter or the initials.
func namesMet(b *brief.Brief, it *brief.Item) bool {
	with := string(b.Meeting.With)
	if with == "" {
		return false
	}
	if slices.ContainsFunc(it.People, func(name string) bool { return oneonone.SameName(name, with) }) {
		return true
	}
	initial, initials := string([]rune(with)[:1]), ""
	for _, name := range strings.FieldsFunc(with, notLetter) {
		initials += string([]rune(name)[:1])
	}
	return slices.ContainsFunc(strings.FieldsFunc(it.Text, notLetter), func(word string) bool {
		return word == initial && initial != "I" && initial != "A" || len(initials) > 1 && word == initials
	})
}

// WithoutNo gives what stands before the no that a text ends in or goes on from, all
// of it where there is none.
func WithoutNo(text string) string {
	at := saysNo().FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	return strings.TrimRight(text[:max(at[3], at[5])], " ")
}

func notLetter(r rune) bool {
	return !(r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 127 || r >= '0' && r <= '9')
}

// measure finds what computed facts say of the thread: figures that move away
// from where they should go, and days that are near.
func (t *Thread) measure(b *brief.Brief) {
	for _, f := range t.Facts {
		it := b.Item(f.Evidence[len(f.Evidence)-1])
		switch {
		case f.Kind == figures.Amended:
			if note := f.Evidence[1]; t.Has(note) {
				t.add(Wrong, b.Item(note), f.Day)
			}
		case f.Kind == figures.Series && f.Reached && t.Has(f.GoalID):
			t.drop(f.GoalID)
		case f.Kind == figures.Series && f.Worse && !f.On.Before(b.From):
			t.add(Worse, it, f.On)
		case f.Kind == figures.Series && f.Behind && t.Has(f.GoalID):
			t.add(Behind, b.Item(f.GoalID), f.Day)
		case f.Kind == figures.Until && f.Day.DaysSince(b.Meeting.On) <= soon:
			t.add(Ahead, it, f.Day)
		}
	}
}
