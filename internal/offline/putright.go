package offline

import (
	"slices"
	"strings"

	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/thread"
)

// amendment gives the fact of a figure that was given and taken back.
func amendment(t *thread.Thread) *figures.Fact {
	i := slices.IndexFunc(t.Facts, func(f figures.Fact) bool { return f.Kind == figures.Amended && t.Has(f.Evidence[1]) })
	return &t.Facts[i]
}

// mostOld is how many words a figure has before it in a heading.
const mostOld = 5

// old names the figure that is to be put right: with the words that stand before it where
// they are few, else by its day.
func (p *planner) old(t *thread.Thread) string {
	f := amendment(t)
	given := f.Points[0]
	before, _, _ := strings.Cut(given.Text, given.Figure)
	if at := strings.LastIndexAny(before, ",;:"); at >= 0 {
		before = before[at+1:]
	}
	before = strings.TrimLeft(before, " -–—")
	if n := len(strings.Fields(before)); n == 0 || n > mostOld {
		return given.Figure + " of " + given.On.Short(p.b.Today)
	}
	return before + given.Figure
}

// putRight tells which figure was given when, and what was found since.
func (p *planner) putRight(t *thread.Thread, r *thread.Reason) []oneonone.Line {
	f := amendment(t)
	given := f.Points[0]
	text := "On " + p.day(given.On) + " we spoke of " + given.Figure + "."
	if it := p.b.Item(given.ItemID); it != nil && !it.Said {
		text = "I noted " + given.Figure + " on " + p.day(given.On) + "."
	}
	out := []oneonone.Line{{Text: text, Evidence: []string{given.ItemID}}}
	for _, id := range f.Evidence[1:min(len(f.Evidence), mostQuoted)] {
		it := p.b.Item(id)
		if text := p.words(t, it, longQuote); text != "" {
			out = append(out, oneonone.Line{Text: p.dated(text, it), Evidence: []string{id}})
		}
	}
	return out
}
