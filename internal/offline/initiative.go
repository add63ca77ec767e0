package offline

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
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
		p.takeThread(it)
		switch i.Standing {
		case oneonone.Proposed, oneonone.Realigned, oneonone.Reframed:
			p.proposeInitiative(i, it)
		case oneonone.TurnedDown:
			p.passOver(oneonone.InitiativeArea, "%s was turned down on %s: tie it to a goal or make it about a more pressing "+
				"need before it comes back",
				quoted(oneonone.AsTyped(i.Text)), p.lastNo(i).On.Short(p.b.Today))
		case oneonone.Refused:
			p.escalate(i, it)
		}
	}
}

// mostInitiatives is how many open proposals an agenda looks at, the newest
// first: nobody has more in mind.
const mostInitiatives = 12

// takeThread keeps what is about the same thing from becoming a topic beside it.
func (p *planner) takeThread(it *brief.Item) {
	p.taken[it.ID] = true
	if t := p.of[it.ID]; t != nil {
		for _, other := range t.Items {
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
	g := p.groundFor(it)
	if goal := p.goalByID(string(i.Goal)); goal != nil {
		g.goal = goal
	}
	t := topic{
		Area: oneonone.InitiativeArea, Title: shortHeading(i.Text), Evidence: g.ids(), People: p.stakes(i, g),
		Ask:     "May I start this as a small first piece that I lead myself, and what would you need to see to go on with it?",
		Outcome: "a yes to a first step, or what is missing for one.",
	}
	if g.goal != nil {
		t.Evidence = oneonone.AppendNew(t.Evidence, g.goal.ID)
	}
	t.Say = p.notesOf(it)
	weight := proposed + p.weightOf(it)
	if no := p.lastNo(i); i.Standing != oneonone.Proposed {
		t.ReframedFrom = oneonone.Maybe(heading(oneonone.AsTyped(firstWords(i))) + " (declined " + no.On.Short(p.b.Today) + ")")
		t.Ask = p.secondAsk(i, g, no)
		weight++
	}
	p.smart(&t, g, heading(oneonone.AsTyped(i.Text)))
	p.ownTarget(&t, i)
	p.add(candidate{topic: t, weight: weight, want: 5, least: 3})
}

// weightOf gives the weight of the thread that a record belongs to.
func (p *planner) weightOf(it *brief.Item) float64 {
	if t := p.of[it.ID]; t != nil {
		return max(0, t.Weight)
	}
	return 0
}

// notesOf quotes the newest notes of a record's thread, oldest first.
func (p *planner) notesOf(it *brief.Item) []oneonone.Line {
	t := p.of[it.ID]
	if t == nil {
		return nil
	}
	var out []oneonone.Line
	for _, other := range slices.Backward(t.Items) {
		if other != it && other.IsNote() && !other.Corrected && !other.Elsewhere && len(out) < mostQuoted {
			if text := p.words(t, other, longQuote); text != "" {
				out = append(out, oneonone.Line{Text: p.dated(text, other), Evidence: []string{other.ID}})
			}
		}
	}
	slices.Reverse(out)
	return out
}

// ownTarget takes the figure and the day that the proposal itself names.
func (p *planner) ownTarget(t *topic, i *oneonone.Initiative) {
	text := oneonone.AsTyped(i.Text)
	now, measured := strings.CutSuffix(t.Smart.Measurable, "; target: "+toFill)
	switch {
	case len(prose.Changes(text)) > 0: // from how much to how much, in the user's words
		t.Smart.Measurable, t.Blanks = "as proposed: "+heading(text), without(t.Blanks, "measurable")
	case figures.Names(text) && measured:
		t.Smart.Measurable, t.Blanks = now+"; as proposed: "+heading(text), without(t.Blanks, "measurable")
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
			what = "It serves " + quoted(oneonone.AsTyped(g.goal.Text)) + " now"
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
	g := p.groundFor(it)
	goal := p.goalByID(string(i.Goal))
	var say []oneonone.Line
	for _, turn := range i.Turns {
		if turn.Text != "" && turn.To != oneonone.Proposed {
			text := turnWord(turn.To) + ": " + heading(oneonone.AsTyped(turn.Text))
			say = append(say, oneonone.Line{Text: oneonone.Ended(p.b.Dated(text, turn.On)), Evidence: []string{i.ID}})
		}
	}
	serves := ""
	if goal != nil {
		g.items = append(g.items, p.b.Item(goal.ID))
		serves = " It serves " + quoted(oneonone.AsTyped(goal.Text)) + "."
	}
	p.add(candidate{topic: topic{
		Area: oneonone.Guidance, Title: "Who else may hear it: " + shortHeading(i.Text),
		Say: say, Evidence: g.ids(),
		Ask: fmt.Sprintf("I understand %s no.%s Would you be fine with my showing it to %s, with you in the room, "+
			"or what would have to be different for a yes?", p.possessive(i.With), serves, p.skip()),
		Outcome: "whom I may show it to, or what a yes would take.",
		People:  p.stakes(i, g),
	}, weight: proposed, want: 4, least: 2})
}

func turnWord(s oneonone.Standing) string {
	switch s {
	case oneonone.TurnedDown, oneonone.Refused:
		return "Declined"
	}
	return capital(string(s))
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

func (p *planner) possessive(with oneonone.Maybe) string {
	if with == "" || p.b.Meeting.With == "" || p.isOther(string(with)) {
		return "your"
	}
	return p.fullName(string(with)) + "'s"
}
