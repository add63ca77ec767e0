package thread

import (
	"cmp"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// mostRecurring is how many things that came up again a look back names.
const mostRecurring = 5

// Recurring lists what came up on two days of the window or more and is open: not
// settled, and no success at the end. What came up most often is first, told by
// what was said of it first and last, so that one sees whether it is the same thing.
func Recurring(b *brief.Brief, threads []*Thread) []oneonone.Fact {
	type again struct {
		notes []*brief.Item
		days  int
	}
	var found []again
	for _, t := range threads {
		notes := slices.DeleteFunc(t.Notes(), func(it *brief.Item) bool {
			return !it.InWindow || it.Hostile || it.Corrected || strings.Contains(it.Text, secret.Masked)
		})
		open := slices.ContainsFunc(t.Reasons, func(r Reason) bool { return slices.Contains([]Why{Stuck, Asked, Worry, Worse}, r.Why) })
		if !open || len(notes) == 0 || notes[len(notes)-1].NoteKind == oneonone.Win {
			continue
		}
		last := notes[len(notes)-1]
		notes = slices.DeleteFunc(notes, func(it *brief.Item) bool { return it != last && t.Alike(it, last) < oneWord/2 })
		days := map[oneonone.Date]bool{}
		for _, it := range notes {
			days[it.Date] = true
		}
		if len(days) > 1 {
			found = append(found, again{notes, len(days)})
		}
	}
	slices.SortStableFunc(found, func(x, y again) int { return cmp.Compare(y.days, x.days) })
	var out []oneonone.Fact
	for _, f := range found[:min(len(found), mostRecurring)] {
		text := firstWords(f.notes[0], b.Today) + " · " + firstWords(f.notes[len(f.notes)-1], b.Today)
		if n := f.days - 2; n > 0 {
			text += ", and on " + oneonone.Plural(n, "other day", "other days")
		}
		fact := oneonone.Fact{Text: text}
		for _, it := range f.notes {
			fact.Evidence = append(fact.Evidence, it.ID)
		}
		out = append(out, fact)
	}
	return out
}

// firstWords quotes the first sentence of a note, with its day.
func firstWords(it *brief.Item, near oneonone.Date) string {
	text := oneonone.AsTyped(it.Text)
	if spans := prose.Sentences(text); len(spans) > 0 {
		text = strings.TrimSpace(text[:spans[0].End])
	}
	return "“" + strings.TrimRight(text, ".") + "” (" + it.Date.Short(near) + ")"
}
