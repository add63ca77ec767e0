package oneonone

import "slices"

// Plan says how a goal is to be reached: the topics guide's career sprint plan.
// What was achieved stands in the goal's progress.
type Plan struct {
	// Gap is what is missing, Need the need of the team or company that the
	// goal fills, Trial a small piece to show it with, Measure what would show
	// that it worked.
	Gap     Maybe `json:"gap"`
	Need    Maybe `json:"need"`
	Trial   Maybe `json:"trial"`
	Measure Maybe `json:"measure"`
	// Milestones are the steps, in the order of their days.
	Milestones List[Milestone] `json:"milestones"`
}

// PlanWeeks is how far ahead a milestone may lie: a sprint of twelve weeks.
const PlanWeeks = 12

// Milestone is a step of a plan.
type Milestone struct {
	Text string `json:"text"`
	Due  Date   `json:"due"`
	// Proof is what will show that it is done.
	Proof Maybe `json:"proof"`
	// Done is the day on which it was.
	Done Date `json:"done"`
}

// Late tells whether the step is not done and its day has passed.
func (m Milestone) Late(day Date) bool { return m.Done.IsZero() && m.Due.Before(day) }

// Next gives the first step that is not done; ok is false when there is none.
func (p *Plan) Next() (m Milestone, ok bool) {
	if p == nil {
		return m, false
	}
	i := slices.IndexFunc(p.Milestones, func(m Milestone) bool { return m.Done.IsZero() })
	if i < 0 {
		return m, false
	}
	return p.Milestones[i], true
}
