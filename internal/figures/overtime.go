package figures

import (
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// OverTime tells what figures did in the brief's window, a line for each: those
// of goals first, with the goal and its day, then the others. The first figure
// is the last one from before the window where there is one. A figure that
// stands as it stood is no news, and one that does not say of what it is no line.
func OverTime(b *brief.Brief) []oneonone.Fact {
	var out []oneonone.Fact
	for _, f := range series(b) {
		if text, ids := f.within(b); text != "" {
			out = append(out, oneonone.Fact{Text: text, Evidence: ids})
		}
	}
	return out
}

// within tells a series from its first point to its last in the window, and on
// which records that rests; "" when it says nothing there.
func (f *Fact) within(b *brief.Brief) (text string, ids []string) {
	var told []Point
	for _, p := range f.Points {
		if p.On.After(b.To) {
			break
		}
		if !p.On.After(b.From) {
			told = told[:0]
		}
		told = append(told, p)
	}
	if len(told) < 2 || told[len(told)-1].On.Before(b.From) {
		return "", nil
	}
	first, last := told[0], told[len(told)-1]
	if first.Figure == last.Figure || f.GoalID == "" && isBare(f.said(last, b)) {
		return "", nil
	}
	text = f.lead(b) + f.said(first, b) + " → " + f.said(last, b)
	if before := told[len(told)-2]; before.Text == last.Text && before.Value == first.Value { // one record tells both
		text = f.lead(b) + f.said(last, b)
	}
	ids = []string{first.ItemID, last.ItemID}
	if f.GoalID != "" {
		ids = append(ids, f.GoalID)
	}
	slices.Sort(ids)
	return oneonone.Sentence(text), slices.Compact(ids)
}

// lead names the goal of a series, and by when it is to be reached.
func (f *Fact) lead(b *brief.Brief) string {
	at := slices.IndexFunc(b.Goals, func(g *oneonone.Goal) bool { return g.ID == f.GoalID })
	if at < 0 {
		return ""
	}
	g := b.Goals[at]
	text := strings.TrimRight(oneonone.Spoken(g.Text), ".")
	if !g.Due.IsZero() {
		text += ", by " + g.Due.Short(b.To)
	}
	return text + ": "
}

// isBare tells that a text does not say of what its figures are: it has fewer than
// two words for that.
func isBare(text string) bool {
	n := 0
	for _, stem := range prose.Content(text) {
		if len(stem) > 2 && !strings.ContainsAny(stem, "0123456789") {
			n++
		}
	}
	return n < 2
}

// said gives the words around a figure with their day: of a goal's progress all
// that was said, since what limits a figure stands beside it. Where no goal says of
// what it is and the words do not, the sentence does.
func (f *Fact) said(p Point, b *brief.Brief) string {
	text := p.Text
	for _, g := range b.Goals {
		for _, s := range g.Progress {
			if whole := oneonone.Spoken(s.Text); g.ID == p.ItemID && s.On == p.On && strings.Contains(whole, text) && len(whole) <= 2*longest {
				text = whole
			}
		}
	}
	if it := b.Item(p.ItemID); it != nil && f.GoalID == "" && isBare(text) {
		text = sentenceWith(text, oneonone.Unmarked(it.Text))
	}
	text = strings.TrimPrefix(strings.TrimPrefix(text, "and "), "but ")
	return strings.TrimRight(text, ".") + " (" + p.On.Short(b.To) + ")"
}

// sentenceWith gives the sentence of a text that has the words, the words
// themselves where it has other lines to tell.
func sentenceWith(words, text string) string {
	_, bare, _ := strings.Cut(words, ": ")
	for _, span := range prose.Sentences(text) {
		sentence := strings.TrimSpace(text[span.Start:span.End])
		if len(sentence) <= 2*longest && (strings.Contains(sentence, words) || bare != "" && strings.Contains(sentence, bare)) {
			return sentence
		}
	}
	return words
}
