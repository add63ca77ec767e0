package offline

import (
	"slices"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// skill picks the one skill to deepen, where little else asks for the time: a goal that
// names one, else a wish, else the first that the user's ladder asks for and no record shows.
func (p *planner) skill() {
	switch {
	case p.skillGoal():
	case p.skillWished != nil:
		p.skillWish(p.skillWished)
	default:
		p.ladderGap()
	}
}

func (p *planner) skillGoal() bool {
	var best *brief.Item
	for _, it := range p.b.Items {
		goal, ok := it.Record.(*oneonone.Goal)
		if !ok || !goal.Open() || goal.GoalKind != oneonone.Personal || p.taken[it.ID] || figures.Names(goal.Text) {
			continue
		}
		if best == nil || before(goal, best.Record.(*oneonone.Goal)) {
			best = it
		}
	}
	if best == nil || p.isTopic(best.ID) {
		return best != nil
	}
	p.taken[best.ID] = true
	g := p.groundFor(best)
	g.goal = best.Record.(*oneonone.Goal)
	t := topic{
		Area: oneonone.Skill, Title: shortHeading(best.Text), Evidence: g.ids(), People: p.people(g),
		Ask:     "What would you accept as proof that I can do this, and which next case can I take on my own?",
		Outcome: "the next case that is mine to try it on.",
	}
	t.Say = p.progressLines(g.goal)
	p.smart(&t, g, best.Text)
	t.Blanks = without(t.Blanks, "achievable")
	p.serve(&t, g, "Which need of the team or company does it fill?")
	p.planned(&t, g, blank("path", "Which two or three steps come next, each with a date and a proof?"))
	p.add(candidate{topic: t, weight: skillNext, want: 4, least: 3, filler: true})
	return true
}

// isTopic tells whether a topic rests on a record already.
func (p *planner) isTopic(id string) bool {
	return slices.ContainsFunc(p.candidates, func(c candidate) bool { return slices.Contains(c.Evidence, id) })
}

// isQuoted tells whether a topic tells a record already.
func (p *planner) isQuoted(id string) bool {
	return slices.ContainsFunc(p.candidates, func(c candidate) bool {
		return c.Evidence[0] == id || slices.ContainsFunc(c.Say, func(l oneonone.Line) bool { return slices.Contains(l.Evidence, id) })
	})
}

// before prefers the goals of work to the personal ones, then those with
// progress, then the sooner.
func before(a, b *oneonone.Goal) bool {
	if pa, pb := a.GoalKind == oneonone.Professional, b.GoalKind == oneonone.Professional; pa != pb {
		return pa
	}
	if x, y := len(a.Progress) > 0, len(b.Progress) > 0; x != y {
		return x
	}
	return !a.Due.IsZero() && (b.Due.IsZero() || a.Due.Before(b.Due))
}

// skillWish turns a wish into one skill, with dated steps to be named.
func (p *planner) skillWish(it *brief.Item) {
	g := p.groundFor(it)
	p.add(candidate{topic: topic{
		Area: oneonone.Skill, Title: "One skill to go deep on", Say: p.quote(it), Evidence: []string{it.ID}, ReframedFrom: own(it), People: p.people(g),
		Ask:     "Which piece of our work would need this first, and may I take it with somebody who knows it?",
		Outcome: "the first piece of work for it, and with whom.",
		Blanks: []oneonone.Blank{
			blank("skill", "What could you not do lately because of it, and what would doing it well look like?"),
			blank("path", "Which two or three steps get you there within nine months, each with a date and a proof?"),
			blank("relevant", "Which need of the team does it fill?"),
		},
	}, weight: skillNext, want: 3, least: 2, filler: true})
}

// ladderGap makes a topic of the first skill of the user's ladder that no
// record shows.
func (p *planner) ladderGap() {
	for i := range p.b.Signals {
		s := &p.b.Signals[i]
		if s.Kind != brief.LadderGap {
			continue
		}
		p.add(candidate{topic: topic{
			Area: oneonone.Skill, Title: "One skill to show: " + s.Area, Say: []oneonone.Line{signalLine(s)}, Evidence: []string{s.ID},
			Ask:     "Which next piece of work would let me show this, and who does it well here?",
			Outcome: "the piece of work that shows it.",
			Blanks: []oneonone.Blank{
				blank("skill", "Have you done it and not written it down, or is it a gap?"),
				blank("path", "Which two or three steps get you there, each with a date and a proof?"),
			},
		}, weight: skillNext, want: 3, least: 2, filler: true})
		return
	}
}

// signalLine tells what was counted.
func signalLine(s *brief.Signal) oneonone.Line {
	return oneonone.Line{Text: oneonone.Ended(capital(s.Text)), Evidence: []string{s.ID}}
}

// progressLines quotes the last steps that were told of a goal.
func (p *planner) progressLines(goal *oneonone.Goal) []oneonone.Line {
	var out []oneonone.Line
	for _, s := range goal.Progress[max(0, len(goal.Progress)-2):] {
		if !prose.AddressesMachine(s.Text) {
			out = append(out, oneonone.Line{Text: oneonone.Ended(p.b.Dated(heading(masked(s.Text)), s.On)), Evidence: []string{goal.ID}})
		}
	}
	return out
}
