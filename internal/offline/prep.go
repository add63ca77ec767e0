package offline

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/rulebook"
)

// Drafter is the embedded drafter. It drafts by the rules that are not off.
type Drafter struct{ Rules rulebook.Book }

// Prep drafts the agenda of the brief's meeting. It never fails: with nothing
// on record the agenda is short and asks.
func (d Drafter) Prep(_ context.Context, b *brief.Brief) (oneonone.Agenda, error) {
	p := &planner{b: b, rules: d.Rules, taken: map[string]bool{}}
	p.considerAll()
	topics, left := p.fit()
	a := oneonone.Agenda{
		ID: oneonone.DeriveID("agenda", b.Meeting.ID, b.Now.Format("20060102150405")), Meeting: b.Meeting, LastOn: b.LastOn(),
		Since: figures.Since(b), FollowUps: b.FollowUps(), Career: b.Career,
		DraftedBy: oneonone.DraftedBy{Engine: oneonone.Offline, ConsideredRecords: len(b.Items)},
	}
	for _, t := range topics {
		a.Topics = append(a.Topics, p.onPage(t))
	}
	a.OneAsk = p.oneAsk(a.Topics)
	p.leave(&a, left)
	a = a.Fit(oneonone.RoomFor(b.Meeting.Minutes))
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
	b          *brief.Brief
	rules      rulebook.Book
	candidates []candidate
	// taken holds the items that a candidate was made of, so that no other
	// candidate is made of the same thing.
	taken map[string]bool
	// aspiration is a wish for a role, or for a promotion, that the career topic
	// grows out of.
	aspiration *brief.Item
	// skillWished is a wish to learn something.
	skillWished *brief.Item
	// rest are reasons for what gets no topic.
	rest []oneonone.Considered
}

// candidate is a topic that competes for minutes.
type candidate struct {
	topic
	// weight orders candidates, from 0 to about 100.
	weight float64
	// want and least are the minutes it would like and needs.
	want, least int
	// short marks a question that can be asked in passing.
	short bool
	// ground is cited in full: what its proposal and its whys took from it.
	ground *ground
	// own marks a topic that has its own slot, whatever else there is.
	own bool
}

// considerAll asks every area for its candidates. The order matters where two
// areas would take the same record: what is stuck comes before what is wished.
func (p *planner) considerAll() {
	p.blockers()
	p.overload()
	p.initiatives()
	p.grievances()
	p.ideas()
	p.health()
	p.wishes()
	p.career()
	p.skills()
	p.feedback()
	p.friction()
	p.risks()
	p.questions()
	p.ownership()
	p.standing()
	p.deepDives()
	p.askForFeedback()
	p.carryOver()
	p.orderByNeed()
}

func (p *planner) add(c candidate) {
	if c.Title == "" || len(c.Evidence) == 0 {
		return
	}
	if c.ground != nil {
		c.Evidence = oneonone.AppendNew(c.Evidence, c.ground.used...)
	}
	c.ID = "t-" + oneonone.DeriveID(string(c.Area), c.Evidence[0])[:8]
	p.soften(&c)
	if c.Area == oneonone.InitiativeArea {
		supporters(&c.topic)
	}
	p.fillIn(&c)
	p.openHard(&c)
	p.candidates = append(p.candidates, c)
}

// orderByNeed keeps a wish for growth below an unanswered overload, as the
// topics guide's order of needs asks.
func (p *planner) orderByNeed() {
	overload := 0.0
	for _, c := range p.candidates {
		if c.Area == oneonone.Wellbeing && p.rules.Holds(rulebook.NeedsOrder) {
			overload = max(overload, c.weight)
		}
	}
	for i, c := range p.candidates {
		if overload > 0 && (c.Area == oneonone.Career || c.Area == oneonone.Skill) && c.weight >= overload {
			p.candidates[i].weight = overload - 1
		}
	}
	slices.SortStableFunc(p.candidates, func(x, y candidate) int {
		return cmp.Or(boolOrder(y.own, x.own), cmp.Compare(y.weight, x.weight))
	})
}

// fit takes candidates while the page has room for them, then deals out the
// minutes. It gives what was left as well.
func (p *planner) fit() ([]topic, []candidate) {
	room := oneonone.RoomFor(p.b.Meeting.Minutes)
	budget := p.b.Meeting.Minutes
	var chosen []candidate
	perArea := map[oneonone.Area]int{}
	take := func(candidates []candidate, fits func(candidate) bool) (rest []candidate) {
		for _, c := range candidates {
			full := len(chosen) == room.Topics || perArea[c.Area] == mostOf(c.Area) || c.least > budget
			if full || !c.own && (c.weight < worthwhile || !fits(c)) {
				rest = append(rest, c)
				continue
			}
			budget -= c.least
			perArea[c.Area]++
			chosen = append(chosen, c)
		}
		return rest
	}
	left := take(p.candidates, func(c candidate) bool { return c.Area != oneonone.DeepDive })
	if len(chosen) < fewTopics { // what went well asks for nothing while something else does
		left = take(left, func(candidate) bool { return true })
	}
	if p.rules.Holds(rulebook.NeedsOrder) {
		byNeed(chosen)
	}
	return sayOnce(dealMinutes(chosen, budget)), left
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

func boolOrder(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// fewTopics is up to how many topics leave room for what only went well.
const fewTopics = 2

// worthwhile is the weight from which something is worth minutes: what only asks
// in passing is not.
const worthwhile = 30

// mostOf is how many topics of an area one meeting takes: one skill at a time,
// one career.
func mostOf(a oneonone.Area) int {
	switch a {
	case oneonone.Skill, oneonone.Career:
		return 1
	case oneonone.InitiativeArea:
		return 3
	}
	return 2
}

// sayOnce leaves out what an earlier topic tells already. A topic that would
// have nothing left keeps what it was made of.
func sayOnce(topics []topic) []topic {
	told := map[string]bool{}
	for i := range topics {
		fresh := slices.DeleteFunc(slices.Clone(topics[i].Facts), func(f oneonone.Fact) bool { return told[f.Text] })
		if len(fresh) == 0 {
			elsewhere := func(f oneonone.Fact) bool { return !slices.Contains(f.Evidence, topics[i].Evidence[0]) }
			fresh = slices.DeleteFunc(slices.Clone(topics[i].Facts), elsewhere)
		}
		topics[i].Facts = fresh
		for _, f := range topics[i].Facts {
			told[f.Text] = true
		}
	}
	return topics
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

func (p *planner) isOther(name string) bool {
	return p.b.Meeting.With != "" && oneonone.SameName(name, string(p.b.Meeting.With))
}

// passOver notes why something of an area gets no topic.
func (p *planner) passOver(area oneonone.Area, format string, args ...any) {
	p.rest = append(p.rest, oneonone.Considered{Area: area, WhyNot: fmt.Sprintf(format, args...)})
}

// considered names the areas that got no topic, each with the reason.
func (p *planner) considered(topics []topic, left []candidate) []oneonone.Considered {
	covered := map[oneonone.Area]bool{}
	for _, t := range topics {
		covered[t.Area] = true
	}
	p.markHealthTold(topics, covered)
	var out []oneonone.Considered
	room := oneonone.RoomFor(p.b.Meeting.Minutes).Topics
	for _, c := range left {
		if named := covered[c.Area]; named && (c.weight < worthwhile || len(out) == room) {
			continue
		}
		covered[c.Area] = true
		why := fmt.Sprintf("enough for %d minutes without it; kept for next time: %s", p.b.Meeting.Minutes, c.Title)
		out = append(out, oneonone.Considered{Area: c.Area, WhyNot: why})
	}
	for _, gap := range p.gaps() {
		if !covered[gap.Area] {
			out = append(out, gap)
		}
	}
	return append(out, p.rest...)
}

// markHealthTold counts code health as covered when a topic tells a figure
// about it, whatever the topic's area.
func (p *planner) markHealthTold(topics []topic, covered map[oneonone.Area]bool) {
	for _, t := range topics {
		for _, f := range t.Facts {
			if prose.SpeaksOfHealth(f.Text) && len(prose.Quantities(f.Text)) > 0 {
				covered[oneonone.TechnicalDebt] = true
			}
		}
	}
}

// gaps says for the areas that every agenda considers why the records gave
// them no topic.
func (p *planner) gaps() []oneonone.Considered {
	gaps := []oneonone.Considered{
		{Area: oneonone.TechnicalDebt, WhyNot: "I found no figure about code health in the records; which one would you steer by?"},
		{Area: oneonone.Ownership, WhyNot: p.noOwnership()},
		{Area: oneonone.Skill, WhyNot: "no goal, feedback or learning names a skill; which one would have helped you since " +
			p.b.From.Short(p.b.Today) + "?"},
		{Area: oneonone.FeedbackArea, WhyNot: p.noFeedback()},
	}
	if !p.b.Career.Due {
		gaps = append(gaps, oneonone.Considered{Area: oneonone.Career, WhyNot: p.careerNotDue()})
	}
	return gaps
}

func (p *planner) noOwnership() string {
	for _, g := range p.b.Goals {
		if g.Open() && prose.NamesRole(g.Text) {
			return "no figure shows who works in which area; your goal " + quote(shorten(g.Text, titleLength)) + " speaks of it"
		}
	}
	return "no record shows an area that is mostly yours, and no goal asks for one"
}

func (p *planner) careerNotDue() string {
	if len(p.b.Held) == 0 {
		return "due at every third meeting, and this is the first"
	}
	if p.b.Career.MeetingsSince == 0 {
		return "due at every third meeting, and it was talked about in the last one"
	}
	return fmt.Sprintf("due at every third meeting; %s held since it was talked about",
		oneonone.Plural(p.b.Career.MeetingsSince, "meeting was", "meetings were"))
}

// cited lists the evidence that the agenda rests on, and no other.
func (p *planner) cited(a oneonone.Agenda) []oneonone.Evidence {
	ids := a.Cites()
	var out []oneonone.Evidence
	for _, it := range slices.Concat(p.b.Items, p.b.Told) {
		if ids[it.ID] {
			out = append(out, it.Told())
		}
	}
	return out
}
