package offline

import (
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// onPage gives a topic as the page has it: what its records say, whole and with
// their days, then what is asked.
func (p *planner) onPage(t topic) oneonone.Topic {
	out := oneonone.Topic{
		ID: t.ID, Title: t.Title, Area: t.Area, Minutes: t.Minutes, Say: p.say(t), Ask: t.Ask, Outcome: outcomeOf(t.Area),
		Proposal:     proposalOf(t),
		ReframedFrom: t.ReframedFrom, Smart: t.Smart, Whys: t.Whys, People: t.People, Blanks: t.Blanks, Evidence: t.Evidence, Carried: t.Carried,
	}
	for i, w := range t.Whys {
		if w.Answer == "" {
			out.Blanks = append(out.Blanks, blank(oneonone.WhyField(i), w.Question))
		}
	}
	return out
}

// say quotes what the topic was made of, oldest first, and no record twice.
func (p *planner) say(t topic) []oneonone.Line {
	var out []oneonone.Line
	var told []string
	for _, f := range t.Facts {
		text := f.Text
		if it := p.b.Item(f.Evidence[0]); it != nil && it.Record != nil {
			if slices.Contains(told, it.ID) || it.Kind == oneonone.EvGoal { // a goal stands under what happened since
				continue
			}
			told = append(told, it.ID)
			text = it.Quoted(p.b.Today)
		}
		if text != "" {
			out = append(out, oneonone.Line{Text: oneonone.Ended(text), Evidence: f.Evidence})
		}
	}
	for _, f := range t.Plan {
		out = append(out, oneonone.Line{Text: oneonone.Ended(f.Text), Evidence: f.Evidence})
	}
	say := p.withRefusal(t, out)
	return say[:min(len(say), mostQuoted)]
}

// mostQuoted is how many records a topic quotes: more is a report.
const mostQuoted = 3

// withRefusal puts what was turned down before what comes back, and what the topic
// was made of behind it: without both nobody knows what is different.
func (p *planner) withRefusal(t topic, say []oneonone.Line) []oneonone.Line {
	quote := func(it *brief.Item) []oneonone.Line {
		text := it.Quoted(p.b.Today)
		stands := func(l oneonone.Line) bool { return slices.Contains(l.Evidence, it.ID) }
		if text == "" || slices.ContainsFunc(say, stands) {
			return nil
		}
		return []oneonone.Line{{Text: text, Evidence: []string{it.ID}}}
	}
	for _, id := range t.Evidence {
		it := p.b.Item(id)
		if it == nil {
			continue
		}
		if d, ok := it.Record.(*oneonone.Decision); ok && d.Declined {
			return slices.Concat(quote(it), quote(p.b.Item(t.Evidence[0])), say)
		}
	}
	return say
}

// proposalOf gives the parts of a proposal that is the user's; "" where the first
// of them is still asked for.
func proposalOf(t topic) string {
	if t.Smart == nil || t.Smart.Specific == "" || !t.Proposes {
		return ""
	}
	parts := []string{t.Smart.Specific}
	if !strings.Contains(t.Smart.Measurable, toFill) {
		parts = append(parts, t.Smart.Measurable)
	}
	parts = append(parts, t.Smart.Achievable, t.Smart.TimeBound)
	var out []string
	for _, part := range parts {
		if part != "" {
			out = append(out, oneonone.Ended(oneonone.Sentence(part)))
		}
	}
	return strings.Join(out, " ")
}

// outcomeOf says what is settled when the two leave a topic of the area.
func outcomeOf(a oneonone.Area) string {
	switch a {
	case oneonone.Blocked:
		return "who decides it and by which day, or what I do until then."
	case oneonone.InitiativeArea, oneonone.TechnicalDebt:
		return "a yes to a first step, or what is missing for one."
	case oneonone.Wellbeing:
		return "what moves to somebody else, and from which day on."
	case oneonone.Career:
		return "the contributions that would count, and who has to see them."
	case oneonone.Skill:
		return "the next case that is mine to try it on."
	case oneonone.FeedbackArea:
		return "one thing to keep, and one to do differently."
	case oneonone.Collaboration:
		return "what we try until the next meeting."
	case oneonone.Ownership:
		return "whose it is from now on."
	case oneonone.DeepDive:
		return "whether the same way serves elsewhere."
	}
	return "an answer, or who has it."
}

// oneAsk gives the ask that stands on top: a question that the user wrote down,
// else that of the first topic. The title goes before it, for it must be complete
// in itself.
func (p *planner) oneAsk(topics []oneonone.Topic) *oneonone.OneAsk {
	if len(topics) == 0 {
		return nil
	}
	t := topics[0]
	if i := slices.IndexFunc(topics, p.asksInOwnWords); i >= 0 {
		t = topics[i]
	}
	text := t.Ask
	if title := strings.TrimRight(t.Title, "?.! "); !strings.HasPrefix(t.Ask, title) {
		text = title + ": " + t.Ask
	}
	return &oneonone.OneAsk{TopicID: t.ID, Text: text}
}

// asksInOwnWords tells whether the ask stands in a record that the topic rests on.
func (p *planner) asksInOwnWords(t oneonone.Topic) bool {
	return slices.ContainsFunc(t.Evidence, func(id string) bool {
		it := p.b.Item(id)
		return it != nil && t.Ask != "" && strings.Contains(strings.ToLower(it.Text), strings.ToLower(t.Ask))
	})
}

// leave puts what has no place among the topics where it is not lost: questions
// under If there is time, the rest under Not today.
func (p *planner) leave(a *oneonone.Agenda, left []candidate) {
	for _, c := range left {
		if c.short {
			a.IfTime = append(a.IfTime, oneonone.Line{Text: oneonone.Ended(c.Title), Evidence: c.Evidence})
			continue
		}
		a.ForMe.NotToday = append(a.ForMe.NotToday, oneonone.NotToday{Text: c.Title})
	}
	a.ForMe.Private = p.b.Private
}
