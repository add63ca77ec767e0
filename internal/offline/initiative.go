package offline

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// initiatives brings what the user proposes and keeps on file, as far as its
// life has come: new, realigned or reframed after a no, to be escalated after
// a second one. What was turned down and is as it was waits.
func (p *planner) initiatives() {
	looked := 0
	for _, i := range slices.Backward(p.b.Initiatives) {
		it := p.b.Item(i.ID)
		if it == nil || it.Hostile || it.Elsewhere || p.taken[i.ID] || !i.Open() {
			continue
		}
		if looked++; looked > mostInitiatives {
			p.passOver(oneonone.InitiativeArea, "more than %d proposals are open; `oneonone initiative list` shows the older ones", mostInitiatives)
			return
		}
		p.taken[i.ID] = true
		p.takeIdeas(it)
		switch i.Standing {
		case oneonone.Proposed, oneonone.Realigned, oneonone.Reframed:
			p.proposeInitiative(i, it)
		case oneonone.TurnedDown:
			p.passOver(oneonone.InitiativeArea, "%s was turned down on %s: tie it to a goal or make it about a more pressing "+
				"need before it comes back",
				quote(i.Text), p.lastNo(i).On.Short(p.b.Today))
		case oneonone.Refused:
			p.escalate(i, it)
		}
	}
}

// mostInitiatives is how many open proposals an agenda looks at, the newest
// first: nobody has more in mind.
const mostInitiatives = 12

// takeIdeas keeps notes about the same idea from becoming a topic beside it.
func (p *planner) takeIdeas(it *brief.Item) {
	for _, other := range p.b.Related(it) {
		if other.NoteKind == oneonone.Idea && p.b.Near(it, other) && p.b.Covers(it.Text, []*brief.Item{other}) >= 0.5 {
			p.taken[other.ID] = true
		}
	}
}

func (p *planner) lastNo(i *oneonone.Initiative) oneonone.Turn {
	no := i.Refusals()
	if len(no) == 0 {
		return oneonone.Turn{On: i.On()}
	}
	return no[len(no)-1]
}

func (p *planner) proposeInitiative(i *oneonone.Initiative, it *brief.Item) {
	g := p.on(it)
	if i.Goal != "" {
		if goal := p.goalByID(string(i.Goal)); goal != nil {
			g.goal = goal
		}
	}
	facts := p.facts(g, factsPerTopic)
	t := topic{
		Area: oneonone.InitiativeArea, Title: tidy(shorten(oneonone.Spoken(i.Text), titleLength)), Facts: facts, Evidence: g.ids(facts),
		People: p.stakes(i, g), Ask: "May I start this as a small first piece that I lead myself, and what would you need " +
			"to see to go on with it?",
	}
	weight := 68 + p.pressure(g)
	if no := p.lastNo(i); i.Standing != oneonone.Proposed {
		first := tidy(shorten(oneonone.Spoken(firstWords(i)), excerptLength))
		t.ReframedFrom = oneonone.Maybe(first + " (declined " + no.On.Short(p.b.Today) + ")")
		t.Ask = p.secondAsk(i, g, no)
		weight += 6
	}
	t.Smart, t.Blanks = p.smart(g, tidy(shorten(oneonone.Spoken(i.Text), wholeNote)))
	p.ownTarget(&t, i)
	p.takeStep(g)
	p.add(candidate{topic: t, weight: weight, want: 5, least: 3, ground: g})
}

// ownTarget takes the figure and the day that the proposal itself names.
func (p *planner) ownTarget(t *topic, i *oneonone.Initiative) {
	text := oneonone.Spoken(i.Text)
	var figures []prose.Quantity
	dates := prose.Dates(text, i.At, p.b.Locale)
	for _, q := range measuresIn(text) {
		if !slices.ContainsFunc(dates, func(d prose.DateSpan) bool { return q.Start < d.End && d.Start < q.End }) {
			figures = append(figures, q)
		}
	}
	if changes := prose.Changes(text); len(changes) > 0 { // from how much to how much, in the user's words
		now, measured := strings.CutSuffix(t.Smart.Measurable, "; target: "+toFill)
		t.Smart.Measurable = changes[0].Text + ", as proposed"
		if measured {
			t.Smart.Measurable = now + "; " + t.Smart.Measurable
		}
		t.Blanks = without(t.Blanks, "measurable")
	} else if len(figures) > 0 {
		target := "target: " + limitBefore(text, figures[len(figures)-1].Start) + figures[len(figures)-1].Text + ", as proposed"
		now, measured := strings.CutSuffix(t.Smart.Measurable, "; target: "+toFill)
		t.Blanks = without(t.Blanks, "measurable")
		t.Smart.Measurable = now + "; " + target
		if !measured {
			t.Smart.Measurable = target + "; now: " + toFill
			t.Blanks = append(t.Blanks, blank("measurable", "What is the figure today?"))
		}
	}
	day, span, ok := prose.Due(text, i.At, p.b.Locale)
	if ok && oneonone.DateOf(day).After(p.b.Meeting.On) {
		t.Smart.TimeBound = "by " + oneonone.DateOf(day).Short(p.b.Today) + ", as proposed (" + strings.TrimSpace(span.Text) + ")"
		t.Blanks = without(t.Blanks, "time_bound")
	}
}

// firstWords gives what was proposed first: a reframed initiative has other
// words by now.
func firstWords(i *oneonone.Initiative) string {
	if len(i.Turns) > 0 && i.Turns[0].Text != "" {
		return i.Turns[0].Text
	}
	return i.Text
}

func (p *planner) secondAsk(i *oneonone.Initiative, g *ground, no oneonone.Turn) string {
	what := "It is about a more pressing need now"
	if i.Standing == oneonone.Realigned {
		what = "It is tied to a goal now"
		if g.goal != nil {
			what = "It serves " + quote(g.goal.Text) + " now"
		}
	}
	return what + ": does that answer " + p.possessive(i.With) + " reasons of " + no.On.Short(p.b.Today) + ", and if not, which one is left?"
}

func (p *planner) goalByID(id string) *oneonone.Goal {
	for _, goal := range p.b.Goals {
		if goal.ID == id && goal.Open() {
			return goal
		}
	}
	return nil
}

// stakes gives the influence map of an initiative: who is on it, and the other
// person, who decides unless somebody else does.
func (p *planner) stakes(i *oneonone.Initiative, g *ground) []oneonone.Stakeholding {
	mapped := p.b.Stances[i.ID]
	if len(mapped) == 0 {
		return p.people(g)
	}
	out := slices.Clone(mapped)
	decided := slices.ContainsFunc(out, func(s oneonone.Stakeholding) bool { return s.Role == oneonone.Decides })
	here := slices.ContainsFunc(out, func(s oneonone.Stakeholding) bool { return p.isOther(s.Name) })
	if with := p.fullName(string(p.b.Meeting.With)); with != "" && !decided && !here {
		out = append([]oneonone.Stakeholding{{Name: with, Role: oneonone.Decides}}, out...)
	}
	return out
}

// escalate drafts the polite way on after a second no: who else may hear it,
// asked of the person who said no, with the goal and what was tried.
func (p *planner) escalate(i *oneonone.Initiative, it *brief.Item) {
	g := p.on(it)
	goal := p.goalByID(string(i.Goal))
	g.goal = goal
	var facts []oneonone.Fact
	for _, turn := range i.Turns {
		if turn.Text != "" && turn.To != oneonone.Proposed {
			text := turnWord(turn.To) + ": " + tidy(shorten(oneonone.Spoken(turn.Text), excerptLength))
			facts = append(facts, oneonone.Fact{Text: p.b.Dated(text, turn.On), Evidence: []string{i.ID}})
		}
	}
	serves := ""
	if goal != nil {
		serves = " It serves " + quote(goal.Text) + "."
	}
	p.add(candidate{topic: topic{
		Area: oneonone.Guidance, Title: "Who else may hear it: " + tidy(shorten(oneonone.Spoken(i.Text), titleLength)),
		Facts: facts, Evidence: g.ids(facts),
		Ask: fmt.Sprintf("I understand %s no.%s Would you be fine with my showing it to %s, with you in the room, "+
			"or what would have to be different for a yes?", p.possessive(i.With), serves, p.skip()),
		People: p.stakes(i, g),
	}, weight: 60, want: 4, least: 2})
}

func turnWord(s oneonone.Standing) string {
	switch s {
	case oneonone.TurnedDown, oneonone.Refused:
		return "Declined"
	}
	return tidy(string(s))
}

// skip names whom to escalate to: the person on file who is a skip-level
// manager, else a blank that the user can fill in speaking.
func (p *planner) skip() string {
	for _, person := range p.b.People {
		if person.Role == oneonone.Skip {
			return person.Text
		}
	}
	return "somebody who sees both sides"
}

// fillIn puts the user's answers to earlier blanks in their place.
func (p *planner) fillIn(c *candidate) {
	var left []oneonone.Blank
	for _, b := range c.Blanks {
		it := p.b.Filled(c.ID, c.Evidence, b.Field)
		if it == nil || !p.answer(c, b.Field, it) {
			left = append(left, b)
			continue
		}
		c.Evidence = oneonone.AppendNew(c.Evidence, it.ID)
	}
	c.Blanks = left
	p.answerWhys(c)
}

// answer puts one answer in its place; false when it does not fill the blank:
// a day that has passed asks for another.
func (p *planner) answer(c *candidate, field string, it *brief.Item) bool {
	text := tidy(shorten(oneonone.Spoken(it.Text), wholeNote))
	if s := c.Smart; s != nil {
		c.Proposes = true
		switch field {
		case "specific":
			s.Specific = text
			return true
		case "measurable":
			if strings.Contains(s.Measurable, toFill) {
				text = strings.Replace(s.Measurable, toFill, text, 1)
			}
			s.Measurable = text
			return true
		case "achievable", "path", "gap":
			s.Achievable = text
			return true
		case "relevant":
			s.Relevant = text
			return true
		case "time_bound":
			if p.isPast(text, it) {
				return false
			}
			s.TimeBound = text
			return true
		}
	}
	c.Facts = append(c.Facts, oneonone.Fact{Text: tidy(strings.ReplaceAll(field, "_", " ")) + ": " + p.b.Dated(text, it.Date),
		Evidence: []string{it.ID}})
	return true
}

// toFill stands where a figure is still asked for.
const toFill = "[to fill in]"

// answerWhys puts answers into the chain of whys, and asks on behind the last
// one.
func (p *planner) answerWhys(c *candidate) {
	for i := 0; i < len(c.Whys) && i < mostWhys; i++ {
		w := &c.Whys[i]
		if w.Answer != "" {
			continue
		}
		it := p.b.Filled(c.ID, c.Evidence, oneonone.WhyField(i))
		if it == nil {
			return
		}
		w.Answer = oneonone.Maybe(p.b.Dated(tidy(shorten(oneonone.Spoken(it.Text), wholeNote)), it.Date))
		c.Facts = append(c.Facts, oneonone.Fact{Text: string(w.Answer), Evidence: []string{it.ID}})
		c.Evidence = oneonone.AppendNew(c.Evidence, it.ID)
		if i == len(c.Whys)-1 && i+1 < mostWhys {
			c.Whys = append(c.Whys, oneonone.Why{Question: whyBehind(i)})
		}
	}
}

// mostWhys is how deep a chain goes: five, as the method has it.
const mostWhys = 5

func whyBehind(i int) string {
	return [...]string{"And what is behind that, that one of us can change?", "And why is that so?", "And what lies behind that?",
		"And behind that, at the root?", "And what is the root of it?"}[min(i, mostWhys-1)]
}

// isPast tells whether a day that the user gave, seen from when they gave it,
// is over by the meeting.
func (p *planner) isPast(text string, it *brief.Item) bool {
	day, _, ok := prose.Due(text, it.Date.Time(p.b.Now.Location()), p.b.Locale)
	return ok && oneonone.DateOf(day).Before(p.b.Meeting.On)
}
