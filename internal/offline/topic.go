package offline

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
	"oneonone/internal/thread"
)

// topic is a topic while it is put together: what the page shows of it, and what
// it was made of.
type topic struct {
	ID           string
	Title        string
	Area         oneonone.Area
	Minutes      int
	Ask, Outcome string
	ReframedFrom oneonone.Maybe
	Smart        *oneonone.Smart
	// Say are what the records say.
	Say      []oneonone.Line
	Whys     []oneonone.Why
	People   []oneonone.Stakeholding
	Blanks   []oneonone.Blank
	Evidence []string
	Carried  *oneonone.Carry
	// Proposes tells that the proposal is in the user's words, so that the page may
	// have it: their idea, the cause they found, a step of their plan, what they
	// answered to an earlier page.
	Proposes bool
	// asked tells that the ask is a question that the user wrote down.
	asked bool
	// tells is the goal whose figures the topic tells, "" for none.
	tells string
	// proposed is the record whose words are proposed, nil for none.
	proposed *brief.Item
}

// onPage gives a topic as the page has it.
func (p *planner) onPage(t topic) oneonone.Topic {
	out := oneonone.Topic{
		ID: t.ID, Title: t.Title, Area: t.Area, Minutes: t.Minutes, Say: t.Say, Ask: t.Ask, Outcome: t.Outcome, Proposal: proposalOf(t),
		ReframedFrom: t.ReframedFrom, Smart: t.Smart, Whys: t.Whys, People: t.People, Blanks: t.Blanks, Evidence: t.Evidence, Carried: t.Carried,
	}
	for i, w := range t.Whys {
		if w.Answer == "" {
			out.Blanks = append(out.Blanks, blank(oneonone.WhyField(i), w.Question))
		}
	}
	return out
}

// fromThreads makes a topic of each thread that has a reason to be one.
func (p *planner) fromThreads() {
	made := 0
	for _, t := range p.threads {
		if made == mostTopics {
			return
		}
		if c, ok := p.topicOf(t); ok {
			p.add(c)
			made++
		}
	}
}

// mostTopics is how many threads are looked at, the weightiest: no page has room for
// more, topics and lines together.
const mostTopics = 40

// topicOf makes a topic of a thread; false when it is none: nothing in it is open,
// or another topic has it, or the user left it out.
func (p *planner) topicOf(t *thread.Thread) (candidate, bool) {
	skipped := slices.ContainsFunc(p.drafter.Skip, t.Named)
	asked := slices.ContainsFunc(p.b.About, t.Named)
	if last := lastOf(t, (*brief.Item).IsNote); asked && len(t.Reasons) == 0 && last != nil {
		t.Reasons = append(t.Reasons, thread.Reason{Why: thread.Named, Item: last, Open: last.Date})
	}
	onlyMet := !slices.ContainsFunc(t.Reasons, func(r thread.Reason) bool { return r.Why != thread.Met })
	listed := !asked && !slices.ContainsFunc(t.Items, func(it *brief.Item) bool { return !p.b.IsWork(it) }) // titles alone are no topic
	if skipped || onlyMet || listed || slices.ContainsFunc(t.Items, func(it *brief.Item) bool { return p.taken[it.ID] }) {
		return candidate{}, false
	}
	r := &t.Reasons[0]
	if isStatus(t) && !asked || r.Item.Elsewhere {
		return candidate{}, false
	}
	g := p.groundOf(t, r.Item)
	out := topic{Area: areaOf(t, r), Evidence: g.ids(), People: p.people(g)}
	out.Title = p.title(t, r)
	out.Say = p.quotes(t, r)
	if r.Why == thread.Wrong {
		out.Say = p.putRight(t, r)
	}
	if goal, ok := r.Item.Record.(*oneonone.Goal); ok {
		if text := figures.Standing(p.b, p.facts, goal); text != "" {
			out.Say, out.tells = append([]oneonone.Line{{Text: text, Evidence: []string{goal.ID}}}, out.Say...), goal.ID
		}
	}
	q := p.ask(t, r, out.Say)
	out.Ask, out.Outcome, out.asked = q.ask, q.outcome, q.own
	if out.asked && len(out.Say) > 1 { // it is asked below
		out.Say = slices.DeleteFunc(out.Say, func(l oneonone.Line) bool { return strings.HasPrefix(l.Text, out.Ask+" (") })
	}
	p.propose(&out, g, r)
	if out.Ask == openAsk && out.Smart == nil && p.asked < mostAsked {
		p.asked++
		out.Blanks = slices.Insert(out.Blanks, 0, blank("ask", "What do you want of "+p.theOther()+" on “"+out.Title+"”?"))
	}
	if out.proposed != nil && len(out.Say) > 1 { // the proposal has its words
		out.Say = slices.DeleteFunc(out.Say, func(l oneonone.Line) bool { return slices.Contains(l.Evidence, out.proposed.ID) })
	}
	vague := out.Ask == openAsk && !r.Item.Sure
	bare := len(out.Say) == 0
	if r.Why == thread.LateMine && (bare || t.Presses(p.b) == nil) { // it stands under what happened since
		return candidate{}, false
	}
	return candidate{topic: out, weight: t.Weight, want: 6, least: 2, soft: isLine(t, r, p.b) || bare || vague, old: r.Old, own: asked}, true
}

// isLine tells a reason that is worth a line and no topic: nothing is to be settled before
// a day that is near.
func isLine(t *thread.Thread, r *thread.Reason, b *brief.Brief) bool {
	return r.IsSoft() && t.Presses(b) == nil
}

// theOther names the person met as the user would.
func (p *planner) theOther() string {
	if p.b.Meeting.With == "" {
		return "them"
	}
	return oneonone.FirstName(string(p.b.Meeting.With))
}

// isStatus tells a thread that is read and not discussed: what is late, and a goal
// that is on its way, where nobody wrote a word that asks for more.
func isStatus(t *thread.Thread) bool {
	written := slices.ContainsFunc(t.Items, func(it *brief.Item) bool { return it.IsNote() && it.InWindow })
	return !slices.ContainsFunc(t.Reasons, func(r thread.Reason) bool {
		switch r.Why {
		case thread.Told, thread.Missed, thread.Stuck, thread.Asked, thread.Behind:
			return true
		case thread.Due, thread.Met, thread.Repeats:
			return false
		}
		return written
	})
}

func areaOf(t *thread.Thread, r *thread.Reason) oneonone.Area {
	if t.Because(thread.Stuck) != nil {
		return oneonone.Blocked
	}
	guessed := r.Item.IsNote() && !r.Item.Sure
	switch r.Why {
	case thread.Friction:
		return oneonone.Collaboration
	case thread.Told:
		return oneonone.FeedbackArea
	case thread.Refused, thread.Worse:
		return oneonone.InitiativeArea
	case thread.Worry, thread.Idea:
		if !guessed {
			return oneonone.InitiativeArea
		}
	}
	return oneonone.Guidance
}

// question is what a topic asks the other person, and what is settled when it is
// answered.
type question struct {
	ask, outcome string
	// own tells that the user wrote it down.
	own bool
}

// ask gives the question that a topic puts to the other person: the user's own
// where they wrote one down, else one that its reason gives, whatever the words are,
// else one that a day or a person gives.
func (p *planner) ask(t *thread.Thread, r *thread.Reason, say []oneonone.Line) question {
	asked := t.Because(thread.Asked)
	if asked != nil && asked.Answered == nil && r.Why != thread.Refused && r.Why != thread.Wrong {
		if q := p.lastQuestion(asked.Item); q != "" {
			return question{q, "an answer, or who has it.", true}
		}
	}
	if q, ok := p.askFor(t, r); ok {
		return q
	}
	press := t.Presses(p.b)
	switch {
	case press != nil && p.carries(say, press):
		text := fmt.Sprintf("What do we settle before %s, and who does it?", p.day(press.Open))
		return question{text, "what is done before that day, and by whom.", false}
	case r.Why == thread.Stuck && r.Item.Sure && r.Item == lastOf(t, (*brief.Item).IsNote):
		return question{"Who can decide this, and what shall I do until then?", "who decides, and by when.", false}
	case t.Because(thread.Repeats) != nil:
		n := oneonone.Plural(len(t.Days()), "day", "days")
		text := fmt.Sprintf("It came up on %s since %s: what would you change first?", n, p.day(t.Days()[0]))
		return question{text, "one thing that we change.", false}
	}
	return question{ask: openAsk}
}

// askFor gives the question that a reason gives by itself.
func (p *planner) askFor(t *thread.Thread, r *thread.Reason) (question, bool) {
	day := r.Open.Short(p.b.Today)
	switch r.Why {
	case thread.Wrong:
		return question{"Who has the old figure from you, and who tells them?", "who tells whom, and by when.", false}, true
	case thread.Refused:
		text := fmt.Sprintf("The answer was no on %s. Does this change it?", day)
		if idea := newIdea(t, r.Item); idea != "" {
			text = fmt.Sprintf("The answer was no on %s. And to %s?", day, quoted(idea))
		}
		return question{text, "a yes, or what is still missing for one.", false}, true
	case thread.LateYours:
		text := "it"
		if a := r.Item.Record.(*oneonone.Action); promised(r) == "" {
			text = quoted(oneonone.AsTyped(oneonone.AfterOwner(a.Owner, a.Text)))
		}
		return question{fmt.Sprintf("You took %s on by %s: where does it stand?", text, day), "a day that I can count on.", false}, true
	case thread.Missed:
		text := fmt.Sprintf("The day was %s: which one do we set now, or what do we leave out?", day)
		return question{text, "a day that holds, or what is left out.", false}, true
	case thread.Behind:
		text := fmt.Sprintf("At the pace so far it is not there by %s: what gives way, the day or the aim?", day)
		return question{text, "a day that holds, or what is left out.", false}, true
	case thread.Told:
		if f := r.Item.Record.(*oneonone.Feedback); f.From != "" && !p.isOther(string(f.From)) {
			text := "Do you see the same as " + oneonone.FirstName(string(f.From)) + ", and what would you try first?"
			return question{text, "one thing to keep, and one to do differently.", false}, true
		}
		text := "Is this what you meant, and what would show you that it is better?"
		return question{text, "one thing to keep, and one to do differently.", false}, true
	case thread.Idea:
		if r.Item.Sure {
			text := "May I try this as a small first piece that I lead, and what would you need to see to go on with it?"
			return question{text, "a yes to a first step, or what is missing for one.", false}, true
		}
	}
	return question{}, false
}

// longestIdea is up to how many words of an idea a question takes up.
const longestIdea = 22

// newIdea gives the first sentence of an idea that came after a refusal, "" where there is
// none that is short.
func newIdea(t *thread.Thread, no *brief.Item) string {
	idea := lastOf(t, func(it *brief.Item) bool {
		return it.NoteKind == oneonone.Idea && it.Sure && !it.Settled && it.Date.After(no.Date)
	})
	if idea == nil {
		return ""
	}
	if all := sentences(idea); len(all) > 0 && len(strings.Fields(all[0])) <= longestIdea {
		return capital(all[0])
	}
	return ""
}

// carries tells whether a line has the sentence that names a day: an ask with a day that
// nobody reads about is a riddle.
func (p *planner) carries(say []oneonone.Line, press *thread.Reason) bool {
	s := strings.ToLower(strings.TrimRight(p.naming(press), ". "))
	return s != "" && slices.ContainsFunc(say, func(l oneonone.Line) bool { return strings.Contains(strings.ToLower(l.Text), s) })
}

// naming gives the sentence that names the day, "" where it stands in none.
func (p *planner) naming(press *thread.Reason) string {
	it := press.Item
	for _, s := range sentences(it) {
		if slices.ContainsFunc(prose.Dates(s, it.Date.Time(p.b.Now.Location()), p.b.Locale), func(d prose.DateSpan) bool {
			return oneonone.DateOf(d.Day) == press.Open
		}) {
			return s
		}
	}
	return ""
}

// day names a day with its weekday, as one says it.
func (p *planner) day(d oneonone.Date) string { return d.Time(p.b.Now.Location()).Format("Mon 2 Jan") }

// openAsk is what is asked where no record says what the user wants of the other: the
// page asks the user for something better, for mostAsked topics at most.
const (
	mostAsked = 2
	openAsk   = "How do you see this, and who does what next?"
	backAsk   = "Do you back this, and who has to agree besides you?"
)

// overload raises the load when several records of the window tell of it. It
// comes before any wish.
func (p *planner) overload() {
	var seeds []*brief.Item
	surest := 0
	for _, it := range slices.Backward(p.b.Items) {
		if !it.InWindow || !it.IsNote() || it.Hostile || it.Corrected || it.Settled {
			continue
		}
		if sure := p.overloads(it); sure > 0 {
			seeds, surest = append(seeds, it), max(surest, sure)
		}
	}
	if len(seeds) < 2 || surest < reader.Sure {
		return
	}
	g := &ground{lead: seeds[0], items: seeds}
	for _, s := range seeds {
		p.taken[s.ID] = true
	}
	t := topic{
		Area: oneonone.Wellbeing, Title: "My load: which work moves, and what that buys", Evidence: g.ids(), People: p.people(g),
		Ask:          "Which of my current pieces of work would you move or drop first, and from when?",
		Outcome:      "what moves to somebody else, and from which day on.",
		ReframedFrom: own(seeds[0]),
	}
	for _, s := range slices.Backward(seeds[:min(len(seeds), mostQuoted)]) {
		t.Say = append(t.Say, p.quote(s)...)
	}
	p.smart(&t, g, "one piece of work moves away from me, the one with the least loss")
	most := p.shareForMe()
	if most < 2 {
		p.passOver(oneonone.Wellbeing, "a fifth of %s is too little for it; ask for a meeting of its own: %s",
			oneonone.Plural(p.b.Meeting.Minutes, "minute", "minutes"), t.Title)
		return
	}
	p.add(candidate{topic: t, weight: overloaded + 0.1*float64(len(seeds)), want: min(5, most), least: min(3, most)})
}

// capital begins a text with a capital.
func capital(text string) string { return oneonone.Sentence(strings.TrimSpace(text)) }
