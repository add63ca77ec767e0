package offline

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
	"oneonone/internal/rulebook"
	"oneonone/internal/secret"
	"oneonone/internal/thread"
)

// The page quotes: whole sentences as they were typed, with their day. What is
// longer than that allows is left out rather than cut.
const (
	// mostQuoted is how many records a topic quotes: more is a report.
	mostQuoted = 4
	// titleWords and titleLetters bound a heading.
	titleWords, titleLetters = 14, 100
	// longQuote is up to how many characters of one record are quoted.
	longQuote = 240
	// sameThing is how close a record is to another that is quoted beside it.
	sameThing = 0.1
)

// sentences gives what an item says, sentence by sentence, as it was typed, without
// the label that says of what kind it is and what lays a fault on somebody: what was observed is enough.
func sentences(it *brief.Item) []string {
	if it.Hostile || strings.Contains(it.Text, secret.Masked) {
		return nil
	}
	text := oneonone.Unmarked(oneonone.AfterMarks(prose.WithoutQuoted(it.Text[it.Label:])))
	var out []string
	for _, point := range strings.FieldsFunc(text, func(r rune) bool { return r == '•' || r == '·' }) { // each point is one matter
		for _, span := range prose.Sentences(point) {
			if s := strings.TrimSpace(point[span.Start:span.End]); s != "" {
				if _, blames := rulebook.Blames(s); !blames {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// lastQuestion gives the last sentence of an item that asks, "" when none does: what is
// asked of oneself or of nobody is no question, and one about a third person was not for
// the person met.
func (p *planner) lastQuestion(it *brief.Item) string {
	for _, s := range slices.Backward(sentences(it)) {
		if strings.HasSuffix(s, "?") && len(strings.Fields(s)) > 2 && !p.b.Does(s).Tells(reader.Rhetorical) && !oneonone.SpeaksOfSomebody(s) {
			return capital(s)
		}
	}
	return ""
}

// title gives a heading in the user's words: the goal or promise that it is
// about, else a whole sentence of the record that gives the reason, else of
// another record, else the name of the thread.
func (p *planner) title(t *thread.Thread, r *thread.Reason) string {
	if r.Why == thread.Wrong {
		return "To put right: " + p.old(t)
	}
	if r.Why == thread.Told {
		whose := p.whose(r.Item)
		for _, s := range sentences(r.Item) {
			if s = upToPause(withoutSigh(s)); s != "" {
				return whose + " " + quoted(capital(s))
			}
		}
		return whose + " of " + r.Open.Short(p.b.Today)
	}
	if r.Item.Kind == oneonone.EvGoal {
		if s := upToPause(strings.Join(sentences(r.Item), " ")); s != "" {
			return heading(s)
		}
	}
	if r.Why == thread.Refused {
		if s := upToPause(thread.WithoutNo(strings.Join(sentences(r.Item), " "))); s != "" {
			return heading(s)
		}
	}
	if promise := promised(r); promise != "" {
		return heading(promise)
	}
	asked := t.Because(thread.Asked)
	if phrase := phraseFor(t, r.Item); phrase != "" {
		return capital(phrase) + p.until(t, r)
	}
	if asked != nil && asked.Answered == nil {
		if q := p.lastQuestion(asked.Item); fits(q) {
			return q
		}
	}
	if a, ok := r.Item.Record.(*oneonone.Action); ok && a.Meeting == "" {
		if s := strings.Join(sentences(r.Item), " "); fits(s) {
			return heading(s)
		}
	}
	if best := p.headline(t, r); best != "" {
		return heading(best)
	}
	if len(t.Items) > 1 && r.Item.Kind != oneonone.EvAction {
		return capital(t.Name())
	}
	for _, s := range sentences(r.Item) { // nothing but questions, or one or two words
		if s = upToPause(withoutSigh(s)); s != "" {
			return heading(s)
		}
	}
	return capital(t.Name())
}

// longestPromise is up to how many words of a late promise are a heading.
const longestPromise = 10

// promised gives a late promise of the other person where it is short: a heading out of
// another record might be about another matter.
func promised(r *thread.Reason) string {
	a, ok := r.Item.Record.(*oneonone.Action)
	if !ok || r.Why != thread.LateYours {
		return ""
	}
	if text := oneonone.AsTyped(oneonone.AfterOwner(a.Owner, a.Text)); len(strings.Fields(text)) <= longestPromise {
		return text
	}
	return ""
}

// until says behind the name of a thing what is to happen with it, and when.
func (p *planner) until(t *thread.Thread, r *thread.Reason) string {
	switch press := t.Presses(p.b); {
	case r.Why == thread.LateYours:
		return ": due since " + r.Open.Short(p.b.Today)
	case press != nil:
		return ": before " + p.day(press.Open)
	}
	return ""
}

// amendment gives the fact of a figure that was given and taken back.
func amendment(t *thread.Thread) *figures.Fact {
	i := slices.IndexFunc(t.Facts, func(f figures.Fact) bool { return f.Kind == figures.Amended && t.Has(f.Evidence[1]) })
	return &t.Facts[i]
}

// mostOld is how many words a figure has before it in a heading.
const mostOld = 5

// old names the figure that is to be put right: with the words that stand before it where
// they are few, else by its day.
func (p *planner) old(t *thread.Thread) string {
	f := amendment(t)
	given := f.Points[0]
	before, _, _ := strings.Cut(given.Text, given.Figure)
	if at := strings.LastIndexAny(before, ",;:"); at >= 0 {
		before = before[at+1:]
	}
	before = strings.TrimLeft(before, " -–—")
	if n := len(strings.Fields(before)); n == 0 || n > mostOld {
		return given.Figure + " of " + given.On.Short(p.b.Today)
	}
	return before + given.Figure
}

// putRight tells which figure was given when, and what was found since.
func (p *planner) putRight(t *thread.Thread, r *thread.Reason) []oneonone.Line {
	f := amendment(t)
	given := f.Points[0]
	text := "On " + p.day(given.On) + " we spoke of " + given.Figure + "."
	if it := p.b.Item(given.ItemID); it != nil && !it.Said {
		text = "I noted " + given.Figure + " on " + p.day(given.On) + "."
	}
	out := []oneonone.Line{{Text: text, Evidence: []string{given.ItemID}}}
	for _, id := range f.Evidence[1:min(len(f.Evidence), mostQuoted)] {
		it := p.b.Item(id)
		if text := p.words(t, it, longQuote); text != "" {
			out = append(out, oneonone.Line{Text: p.dated(text, it), Evidence: []string{id}})
		}
	}
	return out
}

// phraseFor gives the phrase of a thread that stands in a record, or in a note of the
// window where the record is no note; "" where none does.
func phraseFor(t *thread.Thread, lead *brief.Item) string {
	isFresh := func(it *brief.Item) bool { return it.InWindow && it.IsNote() }
	fresh := !lead.IsNote() && slices.ContainsFunc(t.Items, isFresh)
	for _, phrase := range t.Phrases() {
		has := func(it *brief.Item) bool { return strings.Contains(strings.ToLower(it.Text), strings.ToLower(phrase)) }
		if fresh && slices.ContainsFunc(t.Items, func(it *brief.Item) bool { return isFresh(it) && has(it) }) || !fresh && has(lead) {
			return phrase
		}
	}
	return ""
}

// whose names feedback by who gave it.
func (p *planner) whose(it *brief.Item) string {
	f, ok := it.Record.(*oneonone.Feedback)
	switch {
	case ok && f.From == "" && p.isOther(string(f.With)):
		return "Your feedback"
	case !ok || f.From == "":
		return "The feedback"
	case p.isOther(string(f.From)):
		return "Your feedback"
	}
	return oneonone.FirstName(string(f.From)) + "'s feedback"
}

// leads is how much more the record that gives the reason counts among those in which a
// heading is looked for.
const leads = 1.5

// headline gives the sentence that fits a heading and tells most of why the thread is a
// topic; one without the reader's name first. A question is what is asked.
func (p *planner) headline(t *thread.Thread, r *thread.Reason) string {
	asked, best, most, top := t.Because(thread.Asked), "", 0.0, 0.0
	for _, it := range p.byReason(t, r) {
		if it.Kind == oneonone.EvAction { // the ask quotes it
			continue
		}
		for _, s := range sentences(it) {
			if asked != nil && strings.HasSuffix(s, "?") {
				continue
			}
			much := p.telling(t, r.Why, s) + p.exact(s, it)/2
			if it == r.Item {
				much *= leads
			}
			top = max(top, much)
			if s = upToPause(withoutSigh(s)); len(strings.Fields(s)) < 3 || p.namesToday(s, it) {
				continue
			}
			if p.namesReader(s) || oneonone.SpeaksOfSomebody(s) { // "she" is hardly ever clear in a heading
				much /= 2
			}
			if much > most {
				best, most = s, much
			}
		}
	}
	if 2*most < top && len(t.Items) > 1 { // what tells it is too long, and this something else
		return ""
	}
	return best
}

// telling tells how much a sentence says of what a thread is a topic for: how sure the
// reader is that it does what the reason says, and how much of the words it has that hold
// the records together.
func (p *planner) telling(t *thread.Thread, why thread.Why, sentence string) float64 {
	shared := t.Shared(p.b.Content(sentence))
	much := shared / (shared + wordsOfTwo)
	does := p.b.Does(sentence)
	if label := labelOf(why); label != "" {
		much += float64(does.Of(label)) / 100
	}
	return max(0, much-float64(does.Of(reader.Trivia))/100) + 0.01 // of those that say nothing the first
}

// wordsOfTwo is about what two rare words weigh that records have in common.
const wordsOfTwo = 6

// labelOf gives what a sentence does that is the reason for a topic, "" where no sentence
// by itself is.
func labelOf(why thread.Why) reader.Label {
	switch why {
	case thread.Stuck:
		return reader.Blocker
	case thread.Asked:
		return reader.Question
	case thread.Idea:
		return reader.Idea
	case thread.Worry, thread.Friction:
		return reader.Concern
	}
	return ""
}

// namesReader tells whether a text speaks of the person met, who reads the page.
func (p *planner) namesReader(s string) bool {
	return p.b.Meeting.With != "" && slices.ContainsFunc(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }),
		func(word string) bool { return p.isOther(word) })
}

// namesToday tells whether a text names a day as seen from the day it was written:
// "this week" is another one by now. A month is the same a month later.
func (p *planner) namesToday(s string, it *brief.Item) bool {
	return slices.ContainsFunc(prose.Dates(s, it.Date.Time(p.b.Now.Location()), p.b.Locale), func(d prose.DateSpan) bool {
		month := oneonone.DateOf(d.Until).DaysSince(oneonone.DateOf(d.Day)) > 26
		return !strings.ContainsAny(d.Text, "0123456789") && !month
	})
}

// withoutSigh leaves out a last clause that only complains: a heading names what is to
// change.
func withoutSigh(s string) string {
	at := strings.LastIndex(s, ", ")
	if at <= 0 {
		return s
	}
	sigh := new(reader.Reader).Read(reader.Draft, reader.Line{Text: s[at+len(", "):]})
	if sigh.Of(reader.Grievance) < reader.Sure {
		return s
	}
	return s[:at]
}

// upToPause gives a sentence that fits a heading, or what stands before its last
// comma, dash or bracket that does; "" where nothing does. All of it is quoted below.
func upToPause(s string) string {
	for !fits(s) {
		at := max(strings.LastIndex(s, ", "), strings.LastIndex(s, "; "), strings.LastIndex(s, " ("), strings.LastIndex(s, " - "),
			strings.LastIndex(s, " – "), strings.LastIndex(s, " — "))
		if at <= 0 {
			return ""
		}
		s = s[:at]
	}
	if open := strings.LastIndex(s, " ("); open > 0 && !strings.Contains(s[open:], ")") {
		return s[:open]
	}
	return s
}

// byReason lists the records of a thread in which its heading is looked for: the
// one that gives the reason, then the notes, the newest first.
func (p *planner) byReason(t *thread.Thread, r *thread.Reason) []*brief.Item {
	var out []*brief.Item
	if r.Item.Kind != oneonone.EvAction {
		out = append(out, r.Item)
	}
	for _, it := range slices.Backward(t.Items) {
		if it != r.Item && it.IsNote() && !it.Corrected {
			out = append(out, it)
		}
	}
	return append(out, r.Item)
}

func fits(s string) bool {
	return s != "" && len(strings.Fields(s)) <= titleWords && utf8.RuneCountInString(s) <= titleLetters
}

// heading is a sentence without its full stop.
func heading(s string) string { return capital(strings.TrimRight(s, ".,;: ")) }

// quotes chooses what a topic says: the newest word on it, for what came last carries
// what is to be settled, what gives the reason, and what else is closest; told in the
// order of time. What is from before the window is told where nothing newer is, and
// what names the person met where nothing else does.
func (p *planner) quotes(t *thread.Thread, r *thread.Reason) []oneonone.Line {
	lead := r.Item
	var fresh, old []*brief.Item
	for _, it := range slices.Backward(t.Items) {
		switch alike := t.Alike(lead, it); {
		case it == lead || it.Corrected || it.Elsewhere || !it.IsNote() && !it.Said:
		case it.InWindow && alike >= sameThing && !it.Said:
			fresh = append(fresh, it)
		case isPassed(t, it) || lead.Kind == oneonone.EvGoal: // its figures tell what was
		case (alike >= 2*sameThing || lead.Kind == oneonone.EvAction && alike >= sameThing) && !it.Settled && !(it.Said && lead.IsNote()) &&
			!(it.Date == lead.Date && (it.Said || lead.Said)):
			old = append(old, it)
		}
	}
	slices.SortStableFunc(fresh[min(1, len(fresh)):], func(x, y *brief.Item) int { return cmp.Compare(t.Alike(lead, y), t.Alike(lead, x)) })
	slices.SortStableFunc(old, func(x, y *brief.Item) int { return cmp.Compare(t.Alike(lead, y), t.Alike(lead, x)) })
	chosen := []*brief.Item{lead}
	if lead.Kind == oneonone.EvGoal || lead.Kind == oneonone.EvAction { // they stand under what happened since
		chosen = nil
	}
	if press := t.Presses(p.b); press != nil && press.Item != lead {
		fresh = slices.Insert(slices.DeleteFunc(fresh, func(it *brief.Item) bool { return it == press.Item }), 0, press.Item)
	}
	chosen = slices.Concat(chosen, fresh, old)
	if len(chosen) == 0 && lead.Kind == oneonone.EvGoal {
		if it := lastOf(t, func(it *brief.Item) bool { return it.IsNote() && it.InWindow && !it.Corrected && !it.Elsewhere }); it != nil {
			chosen = append(chosen, it)
		}
	}
	var out []*brief.Item
	var texts []string
	for _, it := range chosen {
		if len(out) == mostQuoted {
			break
		}
		if text := p.words(t, it, longQuote); text != "" && (it == lead || !p.repeats(text, texts)) {
			texts, out = append(texts, text), append(out, it)
		}
	}
	slices.SortStableFunc(out, func(x, y *brief.Item) int { return slices.Index(t.Items, x) - slices.Index(t.Items, y) })
	lines := make([]oneonone.Line, 0, len(out))
	for _, it := range out {
		lines = append(lines, oneonone.Line{Text: p.dated(p.words(t, it, longQuote), it), Evidence: []string{it.ID}})
	}
	return lines
}

// isPassed tells a note from before the window that asked for something and was
// followed by another of those days: what came of it is not known.
func isPassed(t *thread.Thread, it *brief.Item) bool {
	waits := it.NoteKind == oneonone.Blocker || it.NoteKind == oneonone.Question || it.NoteKind == oneonone.Concern
	return !it.InWindow && waits && slices.ContainsFunc(t.Items, func(x *brief.Item) bool {
		return x.IsNote() && !x.InWindow && x.Date.After(it.Date)
	})
}

// repeats tells whether a text says little that another one does not say.
func (p *planner) repeats(text string, told []string) bool {
	words := p.b.Content(text)
	for _, other := range told {
		there, n := p.b.Content(other), 0
		for _, w := range words {
			if slices.Contains(there, w) {
				n++
			}
		}
		if 3*n >= 2*len(words) {
			return true
		}
	}
	return false
}

// words gives what a record says of a thread: all of it, or of a long text the sentences
// in a row that tell most of why the thread is a topic, the one among them that names a
// day before which something is to be settled.
func (p *planner) words(t *thread.Thread, it *brief.Item, longest int) string {
	why, day := thread.Why(""), ""
	if len(t.Reasons) > 0 {
		why = t.Reasons[0].Why
	}
	if press := t.Presses(p.b); press != nil && press.Item == it {
		day = p.naming(press)
	}
	all := p.spoken(p.onSubject(t, why, sentences(it)), day)
	if whole := strings.Join(all, " "); utf8.RuneCountInString(whole) <= longest {
		return whole
	}
	best, most := "", 0.0
	for from := range all {
		text, much := "", 0.0
		for _, s := range all[from:] {
			text = strings.TrimSpace(text + " " + s)
			if utf8.RuneCountInString(text) > longest {
				break
			}
			if much += p.telling(t, why, s) + p.exact(s, it); s == day {
				much += 10
			}
			if much > most {
				best, most = text, much
			}
		}
	}
	return best
}

// spoken leaves out the sentences at the beginning and the end that speak of who reads the
// page, unless nothing else is left: nobody is told about themselves. One that names the day stays.
func (p *planner) spoken(all []string, day string) []string {
	from, to := 0, len(all)
	for from < to && all[from] != day && p.namesReader(all[from]) {
		from++
	}
	for to > from && all[to-1] != day && p.namesReader(all[to-1]) {
		to--
	}
	if from == to {
		return all
	}
	return all[from:to]
}

// exact tells how much a sentence has that can be checked: figures, days and people.
func (p *planner) exact(s string, it *brief.Item) float64 {
	much := 0.0
	if figures.Names(s) {
		much += 0.3
	}
	if len(prose.Dates(s, it.Date.Time(p.b.Now.Location()), p.b.Locale)) > 0 {
		much += 0.2
	}
	if p.namesSomebody(s) {
		much += 0.1
	}
	return much
}

// namesSomebody tells whether a sentence names somebody on file.
func (p *planner) namesSomebody(s string) bool {
	return slices.ContainsFunc(prose.Words(s), func(w prose.Word) bool { return p.isOnFile(w.Text) })
}

// onSubject leaves out the sentences before the first that is about the thread: other
// matters of that day. What comes behind it may take back what it says, and stays.
func (p *planner) onSubject(t *thread.Thread, why thread.Why, all []string) []string {
	for i, s := range all {
		label := labelOf(why)
		if t.Shared(p.b.Content(s)) > 0 || label != "" && p.b.Does(s).Tells(label) {
			return all[i:]
		}
	}
	return all
}

// dated gives the words of a record with their day.
func (p *planner) dated(text string, it *brief.Item) string {
	text = capital(text)
	if !it.Date.IsZero() {
		text = strings.TrimRight(text, ". ") + " (" + it.Date.Short(p.b.Today) + ")"
	}
	return oneonone.Ended(text)
}

// quote gives a record as a line of its own, none for what nobody should repeat.
func (p *planner) quote(it *brief.Item) []oneonone.Line {
	if text := it.Quoted(p.b.Today); text != "" {
		return []oneonone.Line{{Text: text, Evidence: []string{it.ID}}}
	}
	return nil
}

// shortHeading is a heading of words that may be too long for one: up to a pause.
func shortHeading(text string) string {
	text = oneonone.AsTyped(text)
	if s := upToPause(text); s != "" {
		return heading(s)
	}
	return heading(text)
}

// own gives the user's words as they stand beside a proposal.
func own(it *brief.Item) oneonone.Maybe {
	text := strings.Join(sentences(it), " ")
	if utf8.RuneCountInString(text) > longQuote {
		text = sentences(it)[0]
	}
	return oneonone.Maybe(heading(text))
}

// quoted sets the user's words apart from the drafter's.
func quoted(s string) string { return "“" + strings.TrimRight(s, ".") + "”" }
