package offline

import (
	"cmp"
	"context"
	"slices"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/rulebook"
	"oneonone/internal/thread"
)

// Drafter is the embedded drafter. It drafts by the rules that are not off.
type Drafter struct {
	Rules rulebook.Book
	// Topics bounds how many topics an agenda has, 0 as many as there is room for.
	Topics int
	// Skip lists threads that are no topic this time, by their names or ids.
	Skip []string
	// Pick lists the records that the topics are made of, in the order that the user
	// chose; nothing lets the drafter choose.
	Pick []string
}

// Prep drafts the agenda of the brief's meeting. It never fails: with nothing
// on record the agenda is short and asks.
func (d Drafter) Prep(_ context.Context, b *brief.Brief) (oneonone.Agenda, error) {
	p := newPlanner(b, d)
	p.considerAll()
	topics, left := p.fit()
	a := oneonone.Agenda{
		ID: oneonone.DeriveID("agenda", b.Meeting.ID, b.Now.Format("20060102150405")), Meeting: b.Meeting, LastOn: b.LastOn(),
		Since: p.since(topics), FollowUps: b.FollowUps(), Career: b.Career,
		DraftedBy: oneonone.DraftedBy{Engine: oneonone.Offline, ConsideredRecords: len(b.Items)},
	}
	for i, t := range topics {
		if slices.ContainsFunc(topics[:i], func(x topic) bool { return x.Area == oneonone.Blocked }) {
			t.Blanks = without(t.Blanks, "options") // asked of one, it is remembered for all
		}
		a.Topics = append(a.Topics, p.onPage(t))
	}
	a.OneAsk = p.oneAsk(a.Topics)
	p.leave(&a, left)
	a = a.Fit(oneonone.RoomFor(b.Meeting.Minutes).Quoted())
	a.Considered = p.considered(fitted(a, topics, left))
	a.Evidence = p.cited(a)
	return a, nil
}

// fitted parts the topics again: one that the page had no words for is left, too.
func fitted(a oneonone.Agenda, topics []topic, left []candidate) ([]topic, []candidate) {
	var kept []topic
	for _, t := range topics {
		if slices.ContainsFunc(a.Topics, func(shown oneonone.Topic) bool { return shown.ID == t.ID }) {
			kept = append(kept, t)
			continue
		}
		left = append(left, candidate{topic: t, weight: worthwhile})
	}
	return kept, left
}

// planner gathers candidates for topics, the strongest first.
type planner struct {
	b       *brief.Brief
	drafter Drafter
	facts   []figures.Fact
	threads []*thread.Thread
	of      map[string]*thread.Thread
	// candidates compete for the meeting; taken holds the records that one of them
	// was made of.
	candidates []candidate
	taken      map[string]bool
	// aspiration is a wish that the career topic grows out of; skillWished one that
	// came while no career topic is due.
	aspiration, skillWished *brief.Item
	// feedbackWished tells that a topic asks for feedback on a piece of work.
	feedbackWished bool
	// asked counts the topics for which the user is asked what they want.
	asked int
	// rest are reasons for what gets no topic.
	rest []oneonone.Considered
}

func newPlanner(b *brief.Brief, d Drafter) *planner {
	p := &planner{b: b, drafter: d, facts: figures.Of(b), taken: map[string]bool{}, of: map[string]*thread.Thread{}}
	p.threads = thread.Read(b, p.facts)
	for _, t := range p.threads {
		for _, it := range t.Items {
			p.of[it.ID] = t
		}
	}
	return p
}

// candidate is a topic that competes for minutes.
type candidate struct {
	topic
	// weight orders candidates: a day on which something came up counts about one.
	weight float64
	// want and least are the minutes it would like and needs.
	want, least int
	// own marks a topic that has its own slot, whatever else there is; filler one
	// that has a slot where little else is.
	own, filler bool
	// soft marks what is worth a line under If there is time, and a topic only where
	// there are few.
	soft bool
	// old marks what may be settled by now.
	old bool
}

// The weights of what is no thread, beside those of threads.
const (
	// worthwhile is the weight from which something is worth minutes.
	worthwhile = 1.4
	// proposed is what a proposal on file counts beyond its thread, overloaded what
	// several notes of too much work count.
	proposed, overloaded = 2.0, 4.0
	careerDue, skillNext = 3.0, 1.5
	counted              = 1.5 // a figure from a history
	waited               = 1.2 // once more for each time that a topic was not reached
)

// considerAll collects what could be a topic. What the user keeps as a proposal or
// a goal of their own takes its records first.
func (p *planner) considerAll() {
	p.initiatives()
	p.wishes()
	p.career()
	p.overload()
	p.fromThreads()
	p.skill()
	p.codeHealth()
	p.reviews()
	p.ownership()
	p.deepDives()
	p.carryOver()
	p.order()
}

func (p *planner) add(c candidate) {
	if c.Title == "" || len(c.Evidence) == 0 {
		return
	}
	if p.demands(c.Title) && (c.Smart == nil || c.ReframedFrom == "") {
		c.Title = "One step towards what I wish for"
	}
	if _, blames := rulebook.Blames(c.Title); blames {
		c.Title = "What to arrange differently"
	}
	for _, l := range c.Say {
		c.Evidence = oneonone.AppendNew(c.Evidence, l.Evidence...)
	}
	c.ID = "t-" + oneonone.DeriveID(string(c.Area), c.Evidence[0])[:8]
	if c.Area == oneonone.InitiativeArea {
		supporters(&c.topic)
	}
	p.fillIn(&c)
	if it := p.b.Item(c.Evidence[0]); it != nil && it.Hard {
		c.own = true
	}
	p.candidates = append(p.candidates, c)
}

// order puts the weightiest first, and a wish for growth below an unanswered
// overload, as the topics guide's order of needs asks.
func (p *planner) order() {
	for i, c := range p.candidates {
		if p.drafter.Rules.Holds(rulebook.NeedsOrder) && (c.Area == oneonone.Career || c.Area == oneonone.Skill) {
			p.candidates[i].weight = min(c.weight, overloaded-1)
		}
	}
	slices.SortStableFunc(p.candidates, func(x, y candidate) int {
		return cmp.Or(order(y.own, x.own), order(x.filler, y.filler), cmp.Compare(y.counts(), x.counts()))
	})
}

// counts is the weight of a candidate among the others: what is only worth a line comes
// behind what asks for something.
func (c candidate) counts() float64 {
	if c.soft {
		return c.weight * 2 / 3
	}
	return c.weight
}

func order(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// fewTopics is up to how many topics leave room for what only fills.
const fewTopics = 2

// fit takes candidates while the page has room for them, then deals out the
// minutes. It gives what was left as well.
func (p *planner) fit() ([]topic, []candidate) {
	most, budget := oneonone.RoomFor(p.b.Meeting.Minutes).Quoted().Topics, p.b.Meeting.Minutes
	if p.drafter.Topics > 0 {
		most = min(most, p.drafter.Topics)
	}
	if len(p.drafter.Pick) > 0 {
		chosen, left := p.picked()
		return dealMinutes(chosen, max(0, budget-2*len(chosen))), left
	}
	var chosen, left []candidate
	perArea := map[oneonone.Area]int{}
	for _, c := range p.candidates {
		full := len(chosen) == most || c.least > budget || perArea[c.Area] == mostOf(c.Area)
		again := p.guessed(c) && slices.ContainsFunc(chosen, func(x candidate) bool { return x.Ask == c.Ask && c.Ask != "" })
		slight := again || c.weight < worthwhile || c.filler || c.soft && len(chosen) > fewTopics
		if full || !c.own && slight && len(chosen) >= fewTopics {
			left = append(left, c)
			continue
		}
		budget -= c.least
		perArea[c.Area]++
		chosen = append(chosen, c)
	}
	chosen, left = withCareer(chosen, left)
	if p.drafter.Rules.Holds(rulebook.NeedsOrder) {
		byNeed(chosen)
	}
	return dealMinutes(chosen, budget), left
}

// guessed tells a topic that the reader found and the user did not mark: with a question
// that another topic asks already it is a form filled in twice.
func (p *planner) guessed(c candidate) bool {
	it := p.b.Item(c.Evidence[0])
	return it != nil && it.IsNote() && !it.Sure && c.Carried == nil
}

// picked parts the candidates as the user chose.
func (p *planner) picked() (chosen, left []candidate) {
	for _, id := range p.drafter.Pick {
		if i := slices.IndexFunc(p.candidates, func(c candidate) bool { return c.Evidence[0] == id }); i >= 0 {
			c := p.candidates[i]
			c.least = min(c.least, 2)
			chosen = append(chosen, c)
		}
	}
	for _, c := range p.candidates {
		if !slices.Contains(p.drafter.Pick, c.Evidence[0]) {
			left = append(left, c)
		}
	}
	return chosen, left
}

// withCareer gives a career topic that is due the place of the last topic that has no
// slot of its own: it comes at every third meeting, whatever else there is.
func withCareer(chosen, left []candidate) ([]candidate, []candidate) {
	i := slices.IndexFunc(left, func(c candidate) bool { return c.Area == oneonone.Career && !c.filler })
	if i < 0 || len(chosen) < fewTopics || chosen[len(chosen)-1].own {
		return chosen, left
	}
	last := len(chosen) - 1
	chosen[last], left[i] = left[i], chosen[last]
	return chosen, left
}

// byNeed puts the topics that are about a need in the order of needs, in the
// places that they have among the others.
func byNeed(chosen []candidate) {
	var places []int
	var needs []candidate
	for i, c := range chosen {
		if rulebook.Need(c.Area) > 0 {
			places, needs = append(places, i), append(needs, c)
		}
	}
	slices.SortStableFunc(needs, func(x, y candidate) int { return rulebook.Need(x.Area) - rulebook.Need(y.Area) })
	for k, i := range places {
		chosen[i] = needs[k]
	}
}

// mostOf is how many topics of an area one meeting takes: one skill at a time,
// one career.
func mostOf(a oneonone.Area) int {
	switch a {
	case oneonone.Skill, oneonone.Career, oneonone.Wellbeing:
		return 1
	case oneonone.DeepDive:
		return 2
	}
	return 6
}

// dealMinutes gives each topic what it needs and deals the rest out one minute
// at a time, to whoever is furthest below what it wants, the weightiest first.
// What nobody wants stays as slack at the end.
func dealMinutes(chosen []candidate, rest int) []topic {
	topics := make([]topic, len(chosen))
	for i, c := range chosen {
		topics[i] = c.topic
		topics[i].Minutes = c.least
	}
	for rest > 0 {
		at, gap := -1, 0
		for i, c := range chosen {
			if g := c.want - topics[i].Minutes; g > gap {
				at, gap = i, g
			}
		}
		if at < 0 {
			break
		}
		topics[at].Minutes++
		rest--
	}
	return topics
}
