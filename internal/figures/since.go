package figures

import (
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// Since tells what the other person should know and need not decide: where goals
// stand, what became of feedback. The facts are those of the same brief.
func Since(b *brief.Brief, facts []Fact) []oneonone.News {
	var out []oneonone.News
	add := func(kind oneonone.NewsKind, text string, ids ...string) {
		out = append(out, oneonone.News{Kind: kind, Line: oneonone.Line{Text: text, Evidence: ids}})
	}
	for _, g := range ofWork(b.Goals) {
		told := false
		for _, f := range facts {
			if f.Kind == Series && f.GoalID == g.ID && !f.On.Before(b.From) {
				last := f.Points[len(f.Points)-1]
				quote, id := again(b, last.Figure, last.On)
				add(oneonone.GoalNews, withQuote(seriesOf(b, f), quote), withID(f.Evidence, id)...)
				told = true
			}
		}
		if text := progressOf(b, g); text != "" && !told {
			last := g.Progress[len(g.Progress)-1]
			quote, id := again(b, last.Text, last.On)
			add(oneonone.GoalNews, withQuote(text, quote), withID([]string{g.ID}, id)...)
		}
	}
	last := b.LastOn()
	for _, f := range b.Feedback {
		it, n := b.Item(f.ID), len(f.Acted)
		if it == nil || it.Hostile || it.Elsewhere {
			continue
		}
		if n > 0 && !f.Acted[n-1].On.Before(b.From) && (last.IsZero() || f.Acted[n-1].On.After(last)) {
			done := f.Acted[n-1]
			text := "On “" + strings.TrimRight(oneonone.AsTyped(f.Text), ".") + "” (" + f.On().Short(b.Today) + "): "
			add(oneonone.FeedbackNews, oneonone.Ended(text+b.Dated(strings.TrimRight(done.Text, ". "), done.On)), f.ID)
		}
	}
	return out
}

func withQuote(text, quote string) string { return strings.TrimSpace(text + " " + quote) }

func withID(ids []string, id string) []string {
	if id == "" {
		return ids
	}
	return oneonone.AppendNew(slices.Clone(ids), id)
}

// ofWork gives the goals that are the other person's matter, those of the company
// first: what is personal is the user's own.
func ofWork(goals []*oneonone.Goal) []*oneonone.Goal {
	out := slices.DeleteFunc(slices.Clone(goals), func(g *oneonone.Goal) bool { return g.GoalKind == oneonone.Personal })
	slices.SortStableFunc(out, func(x, y *oneonone.Goal) int { return strings.Compare(string(x.GoalKind), string(y.GoalKind)) })
	return out
}

// Standing tells where a goal stands, without its words: its figures from the first
// to the last, else its last step; "" where nothing is on record.
func Standing(b *brief.Brief, facts []Fact, g *oneonone.Goal) string {
	for _, f := range facts {
		if f.Kind == Series && f.GoalID == g.ID {
			return f.firstToLast(b)
		}
	}
	if n := len(g.Progress); n > 0 {
		return oneonone.Ended(b.Dated(strings.TrimRight(oneonone.AsTyped(g.Progress[n-1].Text), "."), g.Progress[n-1].On))
	}
	return ""
}

// firstToLast tells the first figure, the one at the last meeting, and the last, each
// with the words that limit it where they are few.
func (f *Fact) firstToLast(b *brief.Brief) string {
	first, last := f.Points[0], f.Points[len(f.Points)-1]
	text := b.Dated(first.short(), first.On) + " → "
	if met := b.LastOn(); !met.IsZero() {
		for _, p := range slices.Backward(f.Points) {
			if !p.On.After(met) {
				if p.On != first.On && p.On != last.On && p.Figure != first.Figure && p.Figure != last.Figure {
					text += b.Dated(p.short(), p.On) + " → "
				}
				break
			}
		}
	}
	return text + b.Dated(strings.TrimRight(oneonone.Unmarked(last.Text), ". "), last.On) + "."
}

// shortPoint is up to how many characters of words stand beside a figure on the way.
const shortPoint = 40

func (p Point) short() string {
	if text := strings.TrimRight(oneonone.Unmarked(p.Text), ". "); len(text) <= shortPoint {
		return text
	}
	return p.Figure
}

// seriesOf tells the figures of a goal from the first to the last: what the goal
// asks stands in its own words.
func seriesOf(b *brief.Brief, f Fact) string {
	text := ""
	if it := b.Item(f.GoalID); it != nil {
		text = strings.TrimRight(oneonone.AsTyped(it.Text), ".")
		if g, ok := it.Record.(*oneonone.Goal); ok && !g.Due.IsZero() {
			text += ", by " + g.Due.Short(b.Today)
		}
		text += ": "
	}
	return text + f.firstToLast(b)
}

// progressOf tells where a goal stands, "" where nothing new is on record.
func progressOf(b *brief.Brief, g *oneonone.Goal) string {
	n := len(g.Progress)
	if n == 0 || g.Progress[n-1].On.Before(b.From) {
		return ""
	}
	last := g.Progress[n-1]
	text := strings.TrimRight(oneonone.AsTyped(g.Text), ".")
	if !g.Due.IsZero() {
		text += ", by " + g.Due.Short(b.Today)
	}
	text += ": " + b.Dated(strings.TrimRight(oneonone.Unmarked(last.Text), ". "), last.On)
	return text + "."
}
