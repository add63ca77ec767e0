package brief

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// Review turns a reflection into a self-review: its figures, then its outcomes by
// competency, where the user has a ladder, else by the goals that they serve, each
// with what somebody said of it. What stands among the figures is not told again;
// what no record shows is asked.
func (b *Brief) Review(r oneonone.Reflection) oneonone.Review {
	r = r.Sure()
	out := oneonone.Review{From: r.From, To: r.To, Promises: r.Promises, Missed: r.Missed}
	v := reviewing{Brief: b, r: r}
	for _, f := range r.Figures {
		if v.isResult(f) {
			out.Figures = append(out.Figures, f)
			v.measured = append(v.measured, f.Evidence...)
		}
	}
	if len(b.Ladder) > 0 {
		out.Parts, out.Gaps = v.byCompetency()
	} else {
		out.Parts, out.Gaps = v.byGoal()
	}
	if len(r.Praise) > 0 {
		out.Parts = append(out.Parts, oneonone.ReviewPart{Name: "What others said", Entries: b.results(r.Praise), Keep: 1})
	}
	if len(r.Learned) > 0 {
		out.Parts = append(out.Parts, oneonone.ReviewPart{Name: "What I learned", Entries: b.results(r.Learned), Extra: true})
	}
	if i := slices.IndexFunc(r.Achievements, func(a oneonone.Achievement) bool { return a.Word == "" }); i >= 0 {
		out.Gaps = append(out.Gaps, "“"+r.Achievements[i].Text+"”: whom did it help?")
	}
	return out
}

func (b *Brief) results(facts []oneonone.Fact) []oneonone.Result {
	var out []oneonone.Result
	for _, f := range facts {
		out = append(out, oneonone.Result{On: b.dayOf(f.Evidence), Text: f.Text})
	}
	return out
}

// reviewing is a review while it is made.
type reviewing struct {
	*Brief
	r oneonone.Reflection
	// measured are the records that the figures rest on.
	measured []string
}

// isResult tells whether figures are of a goal or of what is better, and not of
// what only got worse or is a burden.
func (v reviewing) isResult(f oneonone.Fact) bool {
	return slices.ContainsFunc(f.Evidence, func(id string) bool {
		it := v.Item(id)
		if it != nil && it.Kind == oneonone.EvGoal {
			return true
		}
		return slices.ContainsFunc(v.r.Achievements, func(a oneonone.Achievement) bool { return slices.Contains(a.Evidence, id) })
	})
}

// isMeasured tells that all of the records stand among the figures.
func (v reviewing) isMeasured(ids []string) bool {
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return !slices.Contains(v.measured, id) })
}

// outcome gives an achievement as a result; none where the figures and nobody
// else tell it.
func (v reviewing) outcome(a oneonone.Achievement) (oneonone.Result, bool) {
	if a.Word == "" && v.isMeasured(a.Evidence) {
		return oneonone.Result{}, false
	}
	return oneonone.Result{On: v.dayOf(a.Evidence), Text: a.Text, Impact: string(a.Word)}, true
}

func (v reviewing) outcomes(which func(int, oneonone.Achievement) bool) []oneonone.Result {
	var out []oneonone.Result
	for i, a := range v.r.Achievements {
		if !which(i, a) {
			continue
		}
		if o, told := v.outcome(a); told {
			out = append(out, o)
		}
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
		if it := b.Item(a.ID); a.Owner != oneonone.Me || !late || a.On().Before(b.From) || a.On().After(b.To) || it != nil && it.Hostile {
			continue
		}
		text := strings.TrimRight(oneonone.Spoken(secret.Mask(a.Text)), ".") + " (due " + a.Due.Short(b.Today)
		if a.Status == oneonone.StatusDone {
			text += ", done " + a.Closed.Short(b.Today) + ")"
		} else {
			text += ", still open)"
		}
		out = append(out, text)
	}
	return out
}

// byGoal sorts the achievements under the goals that they are near to, each
// once, and asks about goals that nothing speaks for.
func (v reviewing) byGoal() (parts []oneonone.ReviewPart, gaps []string) {
	taken := map[int]bool{}
	for _, g := range v.r.Goals {
		part := oneonone.ReviewPart{Name: oneonone.AsTyped(g.Text), Entries: v.steps(g.GoalID)}
		goal, speaks := v.Item(g.GoalID), slices.Contains(v.measured, g.GoalID)
		part.Entries = append(part.Entries, v.outcomes(func(i int, a oneonone.Achievement) bool {
			near := !taken[i] && goal != nil && v.isNear(a.Evidence, goal)
			taken[i], speaks = taken[i] || near, speaks || near
			return near
		})...)
		if len(part.Entries) > 0 {
			parts = append(parts, part)
		} else if !speaks {
			gaps = append(gaps, "“"+g.Text+"”: what came of it in this period?")
		}
	}
	rest := oneonone.ReviewPart{Name: "Beyond the goals", Entries: v.outcomes(func(i int, _ oneonone.Achievement) bool { return !taken[i] })}
	if len(parts) == 0 {
		rest.Name = "What is better now"
	}
	if len(rest.Entries) > 0 {
		parts = append(parts, rest)
	}
	return parts, gaps
}

// steps gives what was told last about a goal in the window, where no figures
// over time tell it.
func (v reviewing) steps(id string) []oneonone.Result {
	at := slices.IndexFunc(v.Goals, func(g *oneonone.Goal) bool { return g.ID == id })
	if at < 0 || v.Item(id) == nil || slices.Contains(v.measured, id) {
		return nil
	}
	for _, s := range slices.Backward(v.Goals[at].Progress) {
		if s.On.Before(v.From) || s.On.After(v.To) || prose.AddressesMachine(s.Text) {
			continue
		}
		return []oneonone.Result{{On: s.On, Text: oneonone.Spoken(secret.Mask(s.Text))}}
	}
	return nil
}

// byCompetency sorts what the records of the window show under the skills of
// the ladder: a wish, a complaint, a goal is no outcome.
func (v reviewing) byCompetency() (parts []oneonone.ReviewPart, gaps []string) {
	taken := map[int]bool{}
	for _, skill := range v.Ladder {
		part := oneonone.ReviewPart{Name: skill.Name}
		part.Entries = v.outcomes(func(i int, a oneonone.Achievement) bool {
			shows := slices.ContainsFunc(a.Evidence, func(id string) bool { return slices.Contains(skill.By, id) && v.inPeriod(id) })
			if taken[i] || !shows {
				return false
			}
			taken[i] = true
			return true
		})
		switch {
		case len(part.Entries) > 0:
			parts = append(parts, part)
		case len(skill.By) > 0: // the same records as skill counts: words alone are handed on to nobody
			gaps = append(gaps, fmt.Sprintf("“%s”: %s with its words, the last of %s; which of them shows it?", skill.Name,
				oneonone.Plural(len(skill.By), "record", "records"), skill.Last.Short(v.Today)))
		default:
			gaps = append(gaps, "“"+skill.Name+"”: which piece of work shows it?")
		}
	}
	for _, g := range v.r.Goals {
		if steps := v.steps(g.GoalID); len(steps) > 0 {
			parts = append(parts, oneonone.ReviewPart{Name: oneonone.AsTyped(g.Text), Entries: steps})
		}
	}
	if rest := v.outcomes(func(i int, _ oneonone.Achievement) bool { return !taken[i] }); len(rest) > 0 {
		parts = append(parts, oneonone.ReviewPart{Name: "Beyond the ladder", Entries: rest})
	}
	return parts, gaps
}

// inPeriod tells whether a record of the window may be handed on.
func (v reviewing) inPeriod(id string) bool {
	it := v.Item(id)
	return it != nil && it.InWindow && !it.Hostile && !it.Corrected
}

// Vouch finds what others said well of what is better, and what they said well of
// nothing that stands there.
func (b *Brief) Vouch(all []oneonone.Achievement) (praise []oneonone.Fact) {
	for _, f := range b.Feedback {
		said := b.Item(f.ID)
		if said == nil || said.Hostile || !said.InWindow || !Praises(f.Text) {
			continue
		}
		i := slices.IndexFunc(all, func(a oneonone.Achievement) bool {
			return a.Word == "" && b.isNear(a.Evidence, said)
		})
		if i >= 0 && f.From != "" {
			all[i].Word, all[i].Evidence = oneonone.Maybe(b.Word(f)), append(slices.Clone(all[i].Evidence), f.ID)
			continue
		}
		praise = append(praise, oneonone.Fact{Text: b.Word(f), Evidence: []string{f.ID}})
	}
	return praise
}

// isNear tells whether one of the records is about the same thing as an item.
func (b *Brief) isNear(ids []string, item *Item) bool {
	return slices.ContainsFunc(ids, func(id string) bool {
		it := b.Item(id)
		return it != nil && it != item && b.Near(it, item)
	})
}

// Word gives what somebody said, as it was put down, with who and when.
func (b *Brief) Word(f *oneonone.Feedback) string {
	text := prose.WithoutReporter(oneonone.Unmarked(secret.Mask(f.Text)))
	if short := firstSentences(text, wholeUnder); utf8.RuneCountInString(text) > wholeUnder && short != "" {
		text = short
	}
	text = "“" + oneonone.Sentence(strings.TrimRight(text, ".")) + "” (" + f.On().Short(b.Today) + ")"
	if f.From != "" {
		text = string(f.From) + ": " + text
	}
	return text
}

func (b *Brief) dayOf(ids []string) oneonone.Date {
	for _, id := range ids {
		if it := b.Item(id); it != nil {
			return it.Date
		}
	}
	return b.To
}
