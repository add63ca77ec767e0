package figures

import (
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// Since tells what the other person should know and need not decide: where goals
// stand, what became of feedback, what is late.
func Since(b *brief.Brief) []oneonone.News {
	var out []oneonone.News
	add := func(kind oneonone.NewsKind, text string, ids ...string) {
		out = append(out, oneonone.News{Kind: kind, Line: oneonone.Line{Text: text, Evidence: ids}})
	}
	computed := map[string]bool{}
	for _, f := range Of(b) {
		if f.Kind == Series && f.GoalID != "" && !f.On.Before(b.From) {
			add(oneonone.GoalNews, seriesOf(b, f), f.Evidence...)
			computed[f.GoalID] = true
		}
	}
	for _, g := range b.Goals {
		if text := progressOf(b, g); text != "" && !computed[g.ID] {
			add(oneonone.GoalNews, text, g.ID)
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
	return append(out, b.LateNews(func(oneonone.Promise) bool { return true })...)
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
	first, last := f.Points[0], f.Points[len(f.Points)-1]
	return text + b.Dated(first.Figure, first.On) + " → " + b.Dated(oneonone.Unmarked(last.Text), last.On) + "."
}

// progressOf tells where a goal stands, "" where nothing new is on record.
func progressOf(b *brief.Brief, g *oneonone.Goal) string {
	n := len(g.Progress)
	if n == 0 || g.Progress[n-1].On.Before(b.From) {
		return ""
	}
	last := g.Progress[n-1]
	text := b.Dated(strings.TrimRight(oneonone.AsTyped(last.Text), "."), last.On) + ". Goal: " +
		strings.TrimRight(oneonone.AsTyped(g.Text), ".")
	if !g.Due.IsZero() {
		text += ", by " + g.Due.Short(b.Today)
	}
	return text + "."
}
