package brief

import (
	"fmt"
	"slices"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// Review turns a reflection into a self-review: its outcomes by competency,
// where the user has a ladder, else by the goals that they serve. Impact is the
// goal that an outcome serves, or the praise that somebody gave for it; where
// no record has one it stays open.
func (b *Brief) Review(r oneonone.Reflection) oneonone.Review {
	out := oneonone.Review{From: r.From, To: r.To, Promises: r.Promises, Missed: b.Missed()}
	if len(b.Ladder) > 0 {
		out.Parts, out.Gaps = b.byCompetency(r)
	} else {
		out.Parts, out.Gaps = b.byGoal(r)
	}
	if others := b.praised(); len(others) > 0 {
		out.Parts = append(out.Parts, oneonone.ReviewPart{Name: "What others said", Plain: true, Entries: others})
	}
	for _, f := range r.Learned {
		if len(out.Parts) == 0 || out.Parts[len(out.Parts)-1].Name != "What I learned" {
			out.Parts = append(out.Parts, oneonone.ReviewPart{Name: "What I learned", Plain: true})
		}
		last := &out.Parts[len(out.Parts)-1]
		last.Entries = append(last.Entries, oneonone.Result{Text: f.Text, Evidence: b.evidenceBehind(f.Evidence), On: b.dayOf(f.Evidence)})
	}
	return out
}

// Missed lists the user's own promises of the window that missed their date.
func (b *Brief) Missed() []string {
	var out []string
	for _, a := range b.Actions {
		asOf := b.Today
		if b.To.Before(asOf) {
			asOf = b.To.AddDays(1)
		}
		late := a.Overdue(asOf) || a.Status == oneonone.StatusDone && !a.Due.IsZero() && a.Closed.After(a.Due)
		if a.Owner != oneonone.Me || !late || a.On().Before(b.From) || a.On().After(b.To) {
			continue
		}
		text := oneonone.Spoken(secret.Mask(a.Text)) + " (due " + a.Due.Short(b.Today)
		if a.Status == oneonone.StatusDone {
			text += ", done " + a.Closed.Short(b.Today)
		}
		out = append(out, text+")")
	}
	return out
}

// byGoal sorts the achievements under the goals that they are near to, each
// once, and asks about goals that nothing speaks for.
func (b *Brief) byGoal(r oneonone.Reflection) (parts []oneonone.ReviewPart, gaps []string) {
	taken := map[int]bool{}
	for _, g := range r.Goals {
		part := oneonone.ReviewPart{Name: g.Text, Entries: b.steps(g.GoalID)}
		goal := b.Item(g.GoalID)
		for i, a := range r.Achievements {
			if !taken[i] && goal != nil && slices.ContainsFunc(a.Evidence, func(id string) bool { it := b.Item(id); return it != nil && b.Near(it, goal) }) {
				taken[i] = true
				part.Entries = append(part.Entries, b.outcome(a, b.counts(g.GoalID)))
			}
		}
		if len(part.Entries) == 0 {
			gaps = append(gaps, "“"+g.Text+"”: what came of it in this period? No record says.")
			continue
		}
		parts = append(parts, part)
	}
	rest := oneonone.ReviewPart{Name: "Beyond the goals"}
	if len(parts) == 0 {
		rest.Name = "What is better now"
	}
	for i, a := range r.Achievements {
		if !taken[i] {
			rest.Entries = append(rest.Entries, b.outcome(a, ""))
		}
	}
	if len(rest.Entries) > 0 {
		parts = append(parts, rest)
	}
	return parts, gaps
}

// steps gives what was told about a goal in the window: nothing is nearer to
// it.
func (b *Brief) steps(id string) []oneonone.Result {
	var out []oneonone.Result
	for _, g := range b.Goals {
		it := b.Item(g.ID)
		if g.ID != id || it == nil {
			continue
		}
		for _, s := range g.Progress {
			if s.On.Before(b.From) || s.On.After(b.To) || prose.AddressesMachine(s.Text) {
				continue
			}
			told := it.Told()
			told.Date = s.On
			out = append(out, oneonone.Result{On: s.On, Text: oneonone.Spoken(secret.Mask(s.Text)), Impact: b.counts(id), Evidence: []oneonone.Evidence{told}})
		}
	}
	return out
}

// counts says what a goal counts toward: it is the company's, or serves one that
// is. The user's own goals serve the user; whom else is a question.
func (b *Brief) counts(id string) string {
	for _, g := range b.Goals {
		switch {
		case g.ID != id:
		case g.GoalKind == oneonone.Company:
			return "a goal of the company: “" + oneonone.Spoken(secret.Mask(g.Text)) + "”"
		case g.Serves != "":
			return b.counts(string(g.Serves))
		}
	}
	return ""
}

// byCompetency sorts what the records of the window show under the skills of
// the ladder.
func (b *Brief) byCompetency(r oneonone.Reflection) (parts []oneonone.ReviewPart, gaps []string) {
	metric := map[string]oneonone.Achievement{}
	for _, a := range r.Achievements {
		for _, id := range a.Evidence {
			metric[id] = a
		}
	}
	shown := map[string]bool{}
	for _, skill := range b.Ladder {
		part := oneonone.ReviewPart{Name: skill.Name}
		for _, id := range skill.By {
			it := b.Item(id)
			if it == nil || !it.InWindow || it.Hostile || shown[id] {
				continue
			}
			if a, ok := metric[id]; ok { // a wish, a complaint, a goal is no outcome
				shown[id] = true
				part.Entries = append(part.Entries, b.outcome(a, b.served(it)))
			}
		}
		if len(part.Entries) == 0 {
			gaps = append(gaps, "“"+skill.Name+"”: which piece of work shows it? No record of this period does.")
			continue
		}
		parts = append(parts, part)
	}
	for _, g := range r.Goals {
		if steps := b.steps(g.GoalID); len(steps) > 0 {
			parts = append(parts, oneonone.ReviewPart{Name: g.Text, Entries: steps})
		}
	}
	rest := oneonone.ReviewPart{Name: "Beyond the ladder"}
	for _, a := range r.Achievements {
		if !slices.ContainsFunc(a.Evidence, func(id string) bool { return shown[id] }) {
			rest.Entries = append(rest.Entries, b.outcome(a, ""))
		}
	}
	if len(rest.Entries) > 0 {
		parts = append(parts, rest)
	}
	return parts, gaps
}

func (b *Brief) outcome(a oneonone.Achievement, impact string) oneonone.Result {
	if impact == "" {
		for _, id := range a.Evidence {
			if it := b.Item(id); it != nil && impact == "" {
				impact = b.served(it)
			}
		}
	}
	return oneonone.Result{On: b.dayOf(a.Evidence), Text: a.Text, Metric: a.Metric, Impact: impact, Evidence: b.evidenceBehind(a.Evidence)}
}

// served says which goal an item serves, or who praised what it tells of.
func (b *Brief) served(it *Item) string {
	for _, g := range b.Goals {
		if goal := b.Item(g.ID); goal != nil && b.Near(it, goal) {
			if toward := b.counts(g.ID); toward != "" {
				return toward
			}
		}
	}
	for _, f := range b.Feedback {
		if said := b.Item(f.ID); said != nil && said != it && f.From != "" && Praises(f.Text) && b.Near(it, said) {
			return string(f.From) + ": “" + oneonone.Spoken(secret.Mask(f.Text)) + "”"
		}
	}
	return ""
}

// praised lists the praise of the window.
func (b *Brief) praised() []oneonone.Result {
	var out []oneonone.Result
	for _, f := range b.Feedback {
		it := b.Item(f.ID)
		if it == nil || !it.InWindow || !Praises(f.Text) {
			continue
		}
		text := "“" + oneonone.Spoken(secret.Mask(f.Text)) + "”"
		if f.From != "" {
			text = string(f.From) + ": " + text
		}
		out = append(out, oneonone.Result{On: it.Date, Text: text, Evidence: []oneonone.Evidence{it.Told()}})
	}
	return out
}

// evidenceBehind gives the evidence of ids that are on file.
func (b *Brief) evidenceBehind(ids []string) []oneonone.Evidence {
	var out []oneonone.Evidence
	for _, id := range ids {
		if it := b.Item(id); it != nil {
			out = append(out, it.Told())
		}
	}
	return out
}

func (b *Brief) dayOf(ids []string) oneonone.Date {
	for _, id := range ids {
		if it := b.Item(id); it != nil {
			return it.Date
		}
	}
	return b.To
}

// Recurring lists what came up on two days of the window or more and was never
// settled: blockers, concerns and open questions about the same thing, the most
// frequent first.
func (b *Brief) Recurring() []oneonone.Fact {
	type knot struct {
		first *Item
		ids   []string
		days  map[oneonone.Date]bool
	}
	var knots []*knot
	for _, it := range b.Items {
		waits := it.NoteKind == oneonone.Blocker || it.NoteKind == oneonone.Concern || it.NoteKind == oneonone.Question
		if !it.InWindow || !it.IsNote() || !waits || it.Hostile || it.Corrected {
			continue
		}
		at := slices.IndexFunc(knots, func(k *knot) bool { return b.Near(k.first, it) })
		if at < 0 {
			knots = append(knots, &knot{first: it, days: map[oneonone.Date]bool{}})
			at = len(knots) - 1
		}
		knots[at].ids = append(knots[at].ids, it.ID)
		knots[at].days[it.Date] = true
	}
	slices.SortStableFunc(knots, func(x, y *knot) int { return len(y.days) - len(x.days) })
	var out []oneonone.Fact
	for _, k := range knots {
		if len(k.days) > 1 && len(out) < mostRecurring {
			text := fmt.Sprintf("on %d days since %s: %s", len(k.days), k.first.Date.Short(b.Today), short(k.first.Text))
			out = append(out, oneonone.Fact{Text: text, Evidence: k.ids})
		}
	}
	return out
}

// mostRecurring is how many recurring concerns a reflection names.
const mostRecurring = 5

// Praises tells praise from blame.
func Praises(text string) bool {
	h := prose.Hear(text)
	return prose.IsPraise(text) || h.Praises() && !h.Criticises()
}
