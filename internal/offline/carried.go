package offline

import (
	"slices"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// carryTwice is from how many times on a topic that was not reached has its own
// slot.
const carryTwice = 2

// carryOver brings back what the last meeting did not reach. A topic that the
// records raise again anyway says since when it waits.
func (p *planner) carryOver() {
	for _, c := range p.b.Carried {
		i := slices.IndexFunc(p.candidates, func(x candidate) bool { return x.ID == c.ID })
		if i < 0 && len(c.Evidence) > 0 {
			i = slices.IndexFunc(p.candidates, func(x candidate) bool { return slices.Contains(x.Evidence, c.Evidence[0]) })
		}
		if i >= 0 {
			p.waits(&p.candidates[i], c)
			continue
		}
		if t, alive := p.revived(c); alive {
			back := candidate{topic: t, weight: worthwhile, want: max(t.Minutes, 2), least: 2}
			p.waits(&back, c)
			p.candidates = append(p.candidates, back)
		}
	}
}

// waits marks a topic as carried, and gives it its own slot when it was carried
// twice.
func (p *planner) waits(c *candidate, carried brief.Carried) {
	c.Carried = &oneonone.Carry{Times: carried.Times, Since: carried.Since}
	c.weight += waited * float64(carried.Times)
	c.filler = false
	if carried.Times >= carryTwice {
		c.own = true
	}
}

// revived gives the carried topic with the evidence that is still on file; a
// topic whose records are all gone or settled does not come back.
func (p *planner) revived(c brief.Carried) (topic, bool) {
	alive := func(id string) bool {
		it := p.b.Item(id)
		return it != nil && !it.Settled && !it.Hostile && !it.Corrected && !over(it.Record)
	}
	gone := func(id string) bool { return !alive(id) }
	if len(c.Evidence) == 0 || gone(c.Evidence[0]) || p.b.Item(c.Evidence[0]).Elsewhere { // the first is what the topic was made of
		return topic{}, false
	}
	t := topic{
		ID: c.ID, Title: c.Title, Area: c.Area, Minutes: c.Minutes, Ask: c.Ask, Outcome: c.Outcome, ReframedFrom: c.ReframedFrom, Smart: c.Smart,
		Whys: c.Whys, People: c.People, Blanks: slices.Clone(c.Blanks), Evidence: slices.DeleteFunc(slices.Clone(c.Evidence), gone),
	}
	for i := range t.Whys { // the page asks them anew
		t.Blanks = without(t.Blanks, oneonone.WhyField(i))
	}
	if slices.ContainsFunc(c.Evidence, gone) { // nothing tells which words came from where
		t.Smart, t.Whys, t.People, t.Blanks, t.ReframedFrom = nil, nil, nil, nil, ""
		t.Ask, t.Outcome = "Is this still worth your time, and what has changed since?", "whether it stays on the list."
	}
	for _, l := range c.Say {
		if !slices.ContainsFunc(l.Evidence, gone) {
			t.Say = append(t.Say, oneonone.Line{Text: l.Text, Evidence: l.Evidence})
		}
	}
	p.renew(&t)
	return t, true
}

// renew asks again for what an earlier page proposed and time has overtaken.
func (p *planner) renew(t *topic) {
	if t.Smart == nil {
		return
	}
	stale := *t.Smart
	stale.Achievable = ""
	t.Blanks = append(without(t.Blanks, "achievable"), blank("achievable", "What is the first step now?"))
	if day, _, ok := prose.Due(stale.TimeBound, p.b.Now, p.b.Locale); ok && !oneonone.DateOf(day).After(p.b.Meeting.On) {
		stale.TimeBound = ""
	}
	if stale.TimeBound == "" {
		t.Blanks = append(without(t.Blanks, "time_bound"), blank("time_bound", "By when?"))
	}
	t.Smart = &stale
}

// over tells whether a record asks for nothing any more: feedback that was acted
// on, a promise or a goal that is closed.
func over(rec oneonone.Record) bool {
	switch r := rec.(type) {
	case *oneonone.Feedback, *oneonone.Action, *oneonone.Goal, *oneonone.Initiative:
		return !r.Open()
	}
	return false
}

func masked(text string) string { return secret.Mask(oneonone.AsTyped(text)) }
