package coach

import (
	"fmt"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// written writes an item: the day, what it is, what it says. The brief has left
// out of its text what must not be shown.
func (s *sheet) written(it *brief.Item) *shown {
	what, extra := s.describe(it)
	head := what
	if !it.Date.IsZero() {
		head = it.Date.String() + ", " + what
	}
	if it.Settled {
		head += ", settled"
		if by := s.labelOf[it.SettledBy]; by != "" {
			head += " by [" + by + "]"
		}
	}
	if it.Corrected {
		head += ", taken back later"
	}
	if it.Elsewhere {
		head += ", between me and somebody else"
	}
	return &shown{
		Label: s.labelOf[it.ID], key: it.ID, evidence: []oneonone.Evidence{it.Evidence}, says: it.Text, planned: intends(it.Record),
		Text: head + ": " + s.cut(strings.Join(append([]string{it.Text}, extra...), "\n")),
	}
}

// describe says of what kind an item is, and what else stands in its record, one
// thing a line.
func (s *sheet) describe(it *brief.Item) (what string, extra []string) {
	switch r := it.Record.(type) {
	case *oneonone.Action:
		return s.describeAction(r)
	case *oneonone.Goal:
		what = "goal (" + string(r.GoalKind) + ")" + due(r.Due) + ", " + string(r.Status)
		return what, append(steps("progress", r.Progress), planLines(r.Plan)...)
	case *oneonone.Initiative:
		for _, t := range r.Turns {
			extra = append(extra, fmt.Sprintf("%s, %s: %s", t.To, t.On, safe(t.Text)))
		}
		return "initiative, " + string(r.Standing), extra
	case *oneonone.Note:
		if r.Fills != nil {
			return "answer to “" + safe(r.Fills.Question) + "”", nil
		}
		for _, w := range r.Whys { // what the user asked about it
			extra = append(extra, safe(w.Question)+" "+safe(string(w.Answer)))
		}
	case *oneonone.Feedback:
		what = "feedback"
		if r.From != "" {
			what += " from " + safe(string(r.From))
		}
		if r.About != "" {
			what += " about " + safe(string(r.About))
		}
		return what, steps("acted on", r.Acted)
	case *oneonone.Decision:
		if r.Declined {
			return "declined", nil
		}
		return "decision", nil
	}
	switch {
	case it.Kind == oneonone.EvSignal:
		return "figure counted by the program", nil
	case it.NoteKind != oneonone.Plain:
		return "note, " + string(it.NoteKind), extra
	}
	return "note", extra
}

// planLines says how a goal is to be reached, one part a line.
func planLines(p *oneonone.Plan) []string {
	if p == nil {
		return nil
	}
	var out []string
	say := func(what string, text oneonone.Maybe) {
		if text != "" {
			out = append(out, what+": "+safe(string(text)))
		}
	}
	say("missing", p.Gap)
	say("need it fills", p.Need)
	say("trial", p.Trial)
	say("measured by", p.Measure)
	for _, m := range p.Milestones {
		state := ", not done"
		if !m.Done.IsZero() {
			state = ", done on " + m.Done.String()
		}
		out = append(out, "step due "+m.Due.String()+state+": "+safe(m.Text))
	}
	return out
}

func (s *sheet) describeAction(a *oneonone.Action) (what string, extra []string) {
	owner := "nobody's"
	switch {
	case a.Owner == oneonone.Me:
		owner = "my"
	case a.Owner != "":
		owner = safe(string(a.Owner)) + "'s"
	}
	what = owner + " promise" + due(a.Due) + ", " + string(a.Status)
	if a.Doubtful() {
		what += ", read from notes by the program and perhaps misread"
	}
	if p, open := s.promises[a.ID]; open {
		what += fmt.Sprintf(", %d days old on the day of the meeting", p.AgeDays)
		if p.Overdue {
			what += ", overdue"
		}
	}
	if !a.Closed.IsZero() {
		what += " on " + a.Closed.String()
	}
	if a.Why != "" {
		extra = append(extra, "because "+safe(string(a.Why)))
	}
	return what, extra
}

func due(d oneonone.Date) string {
	if d.IsZero() {
		return ""
	}
	return ", due " + d.String()
}

func steps(what string, list []oneonone.Step) []string {
	var out []string
	for _, step := range list {
		out = append(out, fmt.Sprintf("%s, %s: %s", what, step.On, safe(step.Text)))
	}
	return out
}

// workFigures says of a piece of work how much it is.
func workFigures(w brief.Stream) string {
	days := "on " + w.First.String()
	if w.First != w.Last {
		days = fmt.Sprintf("on %s, %s to %s", oneonone.Plural(w.Days, "day", "days"), w.First, w.Last)
	}
	text := fmt.Sprintf("%s %s, in %s: %s in, %d out, %s", oneonone.Plural(len(w.Commits), "commit", "commits"), days, safe(w.Repo),
		oneonone.Plural(w.Inserted, "line", "lines"), w.Deleted, oneonone.Plural(w.Files, "file", "files"))
	if w.Fixes > 0 {
		text += fmt.Sprintf(", %d mend something", w.Fixes)
	}
	if w.WithTests > 0 {
		text += fmt.Sprintf(", %d change tests", w.WithTests)
	}
	if len(w.Areas) > 0 {
		text += "; mostly in " + safe(w.Areas[0])
	}
	if w.Branch != "" {
		text += "; not merged yet"
	}
	return text
}

func reasons(rationale []string) string {
	var b strings.Builder
	for i, r := range rationale {
		if i < 3 && !prose.AddressesMachine(r) {
			b.WriteString("\nreason given in a commit: " + safe(r))
		}
	}
	return b.String()
}
