package offline

import (
	"fmt"
	"slices"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
)

// career brings the user's own goal as a roadmap of contributions, when the
// cadence says it is time.
func (p *planner) career() {
	if !p.b.Career.Due {
		return
	}
	goal := p.careerGoal()
	if goal == nil {
		p.careerWithoutGoal()
		return
	}
	p.takeThread(goal)
	g := p.groundFor(goal)
	g.goal = goal.Record.(*oneonone.Goal)
	t := topic{
		Area: oneonone.Career, Title: shortHeading(goal.Text), Evidence: g.ids(), People: p.people(g),
		Ask:     "Which two contributions in the next twelve weeks would show you that this is reached, and who besides you has to see them?",
		Outcome: "the contributions that would count, and who has to see them.",
	}
	t.Say = p.notesOf(goal)
	p.smart(&t, g, g.goal.Text)
	t.Blanks = without(t.Blanks, "achievable")
	p.serve(&t, g, "Which need of the team or company does it fill?")
	p.planned(&t, g, blank("gap", "What is still missing, in your own view, that you could show within twelve weeks?"))
	p.trial(&t, g.goal)
	p.sinceLastCareer(&t, g.goal)
	p.outOfWish(&t)
	t.Evidence = oneonone.AppendNew(t.Evidence, slices.Concat(g.used, p.cadence())...)
	p.add(candidate{topic: t, weight: careerDue, want: 6, least: 4})
}

// cadence gives the id of the count that makes a career topic due.
func (p *planner) cadence() []string {
	for _, s := range p.b.Signals {
		if s.Kind == brief.Cadence {
			return []string{s.ID}
		}
	}
	return nil
}

// serve says which need a goal of the user's fills: the one its plan names, the
// goal it counts toward, or a company goal in the same words; else it asks.
func (p *planner) serve(t *topic, g *ground, question string) {
	t.Blanks = without(t.Blanks, "relevant")
	t.Smart.Relevant = ""
	above := p.goalByID(string(g.goal.Serves))
	if above != nil {
		t.Evidence = oneonone.AppendNew(t.Evidence, above.ID)
		t.Smart.Relevant = "serves the " + string(above.GoalKind) + " goal " + quoted(oneonone.AsTyped(above.Text))
	}
	if plan := g.goal.Plan; plan != nil && plan.Need != "" {
		if t.Smart.Relevant != "" {
			t.Smart.Relevant += "; "
		}
		t.Smart.Relevant += "the need: " + oneonone.Spoken(string(plan.Need))
	}
	if t.Smart.Relevant == "" {
		t.Blanks = append(t.Blanks, blank("relevant", question))
	}
}

// planned tells the plan of a goal: what is missing, which step comes next and
// which are late. Without a step it asks for the blank.
func (p *planner) planned(t *topic, g *ground, ask oneonone.Blank) {
	plan := g.goal.Plan
	next, some := plan.Next()
	if plan == nil || !some && plan.Gap == "" {
		t.Blanks = append(t.Blanks, ask)
		return
	}
	var steps []oneonone.Line
	tell := func(text string) {
		steps = append(steps, oneonone.Line{Text: oneonone.Ended(text), Evidence: []string{g.goal.ID}})
	}
	defer func() { t.Say = slices.Concat(steps, t.Say) }()
	for _, m := range plan.Milestones {
		switch {
		case !m.Done.IsZero():
			tell(p.b.Dated("Done: "+oneonone.Spoken(m.Text), m.Done))
		case m.Late(p.b.Meeting.On):
			tell(fmt.Sprintf("Late: %s, due %s", oneonone.Spoken(m.Text), m.Due.Short(p.b.Today)))
		}
	}
	if plan.Gap != "" {
		tell("Missing: " + oneonone.Spoken(string(plan.Gap)))
	}
	if !some {
		t.Blanks = append(t.Blanks, blank("path", "Which step comes next, by when, and what will show that it is done?"))
		return
	}
	step := "next step: " + oneonone.Spoken(next.Text)
	if !next.Late(p.b.Meeting.On) {
		step += ", by " + next.Due.Short(p.b.Today)
	}
	if next.Proof != "" {
		step += "; proof: " + oneonone.Spoken(string(next.Proof))
	}
	t.Smart.Achievable = step
	t.Proposes = true
	if plan.Measure != "" {
		t.Smart.Measurable = oneonone.Spoken(string(plan.Measure))
		t.Blanks = without(t.Blanks, "measurable")
	}
}

// trial asks a goal that is a role for a small piece to show it with: scope,
// end and what would tell that it worked, as the guide's example of a trial
// has it.
func (p *planner) trial(t *topic, goal *oneonone.Goal) {
	if goal.Plan != nil && goal.Plan.Trial != "" {
		t.Say = append(t.Say, oneonone.Line{Text: oneonone.Ended("Trial: " + oneonone.Spoken(string(goal.Plan.Trial))), Evidence: []string{goal.ID}})
		return
	}
	t.Blanks = append(t.Blanks, blank("trial", "Which small piece could you take on as a trial, until when, and what would show that it worked?"))
}

// sinceLastCareer builds on the last talk about it: the progress since, or the
// question what is different.
func (p *planner) sinceLastCareer(t *topic, goal *oneonone.Goal) {
	last := p.lastCareer()
	if last.IsZero() {
		return
	}
	for _, s := range goal.Progress {
		if s.On.After(last) {
			return // it is told as a fact
		}
	}
	t.Blanks = append(t.Blanks, blank("since", "What is different since "+last.Short(p.b.Today)+", or has the aim changed?"))
}

// lastCareer gives the day of the last meeting that talked about career.
func (p *planner) lastCareer() oneonone.Date {
	var last oneonone.Date
	for _, m := range p.b.Held {
		if m.Career && m.On.After(last) {
			last = m.On
		}
	}
	return last
}

// outOfWish keeps the wish that a career topic grows out of.
func (p *planner) outOfWish(t *topic) {
	if p.aspiration != nil {
		t.ReframedFrom = own(p.aspiration)
		t.Evidence = append(t.Evidence, p.aspiration.ID)
	}
}

// longTerm is how many days ahead of the meeting a goal is due that is about where
// the user wants to be, and no task.
const longTerm = 45

// careerGoal picks the professional goal that speaks of no figure and no skill and lies
// far ahead; the one with the most progress on record first.
func (p *planner) careerGoal() *brief.Item {
	var best *brief.Item
	most := -1
	for _, it := range p.b.Items {
		goal, ok := it.Record.(*oneonone.Goal)
		if !ok || !goal.Open() || goal.GoalKind != oneonone.Professional || figures.Names(goal.Text) {
			continue
		}
		far := goal.Due.IsZero() || goal.Due.DaysSince(p.b.Meeting.On) > longTerm
		if n := len(goal.Progress); n > most && far {
			best, most = it, n
		}
	}
	return best
}

func (p *planner) careerWithoutGoal() {
	t := topic{
		Area: oneonone.Career, Title: "Career: where I want to be in a year, and the first step", Evidence: p.cadence(),
		Outcome: "the first contribution, and who has to see it.",
		Ask:     "Which problem of the team would you give to somebody who wants to grow, and what would they have to show first?",
		Blanks: []oneonone.Blank{
			blank("specific", "Which role or reach do you want, by when, and what have you done already that points there?"),
			blank("trial", "Which small piece could you take on as a trial, until when, and what would show that it worked?"),
			blank("relevant", "Which need of the team or company does it fill?"),
		},
	}
	p.outOfWish(&t)
	p.add(candidate{topic: t, weight: careerDue, want: 5, least: 3, filler: p.aspiration == nil && !p.b.CareerAsked})
}
