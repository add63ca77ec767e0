package figures

import (
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// mostOther bounds the figures that are of no goal.
const mostOther = 2

// OverTime tells what figures did in the brief's window, a line for each: those
// of goals first, with the goal and its day, then a few others. The first figure
// is the last one from before the window where there is one. A figure that
// stands as it stood is no news, and one that does not say of what it is no line;
// one of no goal is none, either, where a later note has another figure of the same thing.
func OverTime(b *brief.Brief) []oneonone.Fact {
	all := series(b)
	var out []oneonone.Fact
	for _, g := range byKind(b.Goals) {
		out = append(out, ofGoal(b, g, all)...)
	}
	left := mostOther
	for _, f := range all {
		if left == 0 || f.GoalID != "" || !f.isOneThing() || f.isOld(b) {
			continue
		}
		if text, ids := f.within(b); text != "" {
			out = append(out, oneonone.Fact{Text: text, Evidence: ids})
			left--
		}
	}
	return out
}

// byKind orders goals: those of the company, of the profession, of the user.
func byKind(goals []*oneonone.Goal) []*oneonone.Goal {
	out := slices.Clone(goals)
	slices.SortStableFunc(out, func(x, y *oneonone.Goal) int { return strings.Compare(string(rank(x)), string(rank(y))) })
	return out
}

// rank puts what is personal behind the other kinds of goals.
func rank(g *oneonone.Goal) oneonone.GoalKind {
	if g.GoalKind == oneonone.Personal {
		return "~"
	}
	return g.GoalKind
}

// ofGoal tells the figures of a goal in the window: its series as far as that knows the
// last step, else its first step and its last; none where nothing was told. What a later
// note says of it stands behind them.
func ofGoal(b *brief.Brief, g *oneonone.Goal, all []Fact) []oneonone.Fact {
	text, ids, last := told(b, g, all)
	if text == "" {
		return nil
	}
	quote, id := putRight(b, text, last)
	if quote == "" {
		quote, id = latest(b, g, last)
	}
	if quote != "" && len(strings.Fields(text+quote)) < mostTold {
		text, ids = text+Later+quote, withID(ids, id)
	}
	return []oneonone.Fact{{Text: text, Evidence: ids}}
}

// Later stands between the figures that were told of a goal and what a note said since.
const Later = ". Later: "

func told(b *brief.Brief, g *oneonone.Goal, all []Fact) (text string, ids []string, last Point) {
	first, end, n := Steps(g, b.From, b.To)
	for _, f := range all {
		if f.GoalID != g.ID || !f.Knows(end) {
			continue
		}
		if text, ids := f.within(b); text != "" {
			return text, ids, f.lastIn(b)
		}
	}
	if n == 0 || !hasDigit(end.Text) || b.Item(g.ID) == nil {
		return "", nil, Point{}
	}
	f := Fact{GoalID: g.ID}
	text = f.lead(b) + dayed(end, b.To)
	if n > 1 && first.Text != end.Text {
		text = f.lead(b) + dayed(first, b.To) + " → " + dayed(end, b.To)
	}
	last = Point{On: end.On, Text: end.Text, ItemID: g.ID}
	if q := amounts(end.Text); len(q) > 0 {
		last.Value, last.Of, last.Unit, last.Figure = q[0].Value, q[0].Of, q[0].Unit, q[0].Text
	}
	return oneonone.Sentence(text), []string{g.ID}, last
}

// lastIn gives the last point of the window.
func (f *Fact) lastIn(b *brief.Brief) Point {
	last := f.Points[0]
	for _, p := range f.Points {
		if !p.On.After(b.To) {
			last = p
		}
	}
	return last
}

// Knows tells whether a series goes on to a step.
func (f *Fact) Knows(s oneonone.Step) bool { return !f.Points[len(f.Points)-1].On.Before(s.On) }

// Steps gives the first and the last step told of a goal in a window, and how many
// there are. What gives orders to a program is none.
func Steps(g *oneonone.Goal, from, to oneonone.Date) (first, last oneonone.Step, n int) {
	for _, s := range g.Progress {
		if s.On.Before(from) || s.On.After(to) || prose.AddressesMachine(s.Text) {
			continue
		}
		if n == 0 {
			first = s
		}
		last = s
		n++
	}
	return first, last, n
}

func dayed(s oneonone.Step, near oneonone.Date) string {
	return strings.TrimRight(oneonone.Spoken(s.Text), ". ") + " (" + s.On.Short(near) + ")"
}

// alike is how many words two texts share that are about one thing.
const alike = 2

// mostTold is how many words figures and what puts them right may have.
const mostTold = 78

// mends is how sure the reader is at least that a note tells of a mistake, in percent.
const mends = 40

// putRight quotes the last later note of the window that puts the last figure right: it
// denies it, or tells of a mistake and another figure of the unit about the same thing.
func putRight(b *brief.Brief, about string, last Point) (quote, id string) {
	for _, it := range slices.Backward(b.Items) {
		if !it.IsNote() || !it.InWindow || !it.Date.After(last.On) || it.Hostile || it.Elsewhere || it.Corrected {
			continue
		}
		for _, q := range amounts(it.Text) {
			said, figure := sentenceAt(it.Text, q.Start), firstNumber(q.Text)
			same := q.Unit == last.Unit && q.Unit != "" && q.Value != last.Value && it.Does.Of(reader.Mistake) >= mends &&
				sharedStems(said, about) > 0
			named := figure == firstNumber(last.Figure) && isOwn(figure) && prose.Denies(said) || q.Value == last.Value && deniedBefore(it.Text, q.Start)
			if words := wholeOr(b, it, figure); words != "" && (same || named) {
				return strings.TrimRight(words, "."), it.ID
			}
		}
	}
	return "", ""
}

// deniedBefore tells whether a negation stands right before a figure: "25 and not 22".
func deniedBefore(text string, at int) bool {
	words := strings.Fields(text[:at])
	return len(words) > 0 && prose.Denies(words[len(words)-1])
}

// wholeOr quotes all of a short note, of a longer one from the sentence with the figure on.
func wholeOr(b *brief.Brief, it *brief.Item, figure string) string {
	const short = 170
	if whole := strings.TrimSpace(oneonone.AfterMarks(it.Text[it.Label:])); len(whole) <= short {
		return "“" + oneonone.Sentence(strings.TrimRight(whole, ".")) + "” (" + it.Date.Short(b.Today) + ")."
	}
	return around(b, it, figure)
}

// isOneThing tells whether the words around the first and the last figure are much the same.
func (f *Fact) isOneThing() bool {
	first, last := f.Points[0], f.Points[len(f.Points)-1]
	return first.ItemID != last.ItemID && sharedStems(first.Text, last.Text) >= alike
}

// isOld tells whether a later note has a figure of the same unit about the same thing.
func (f *Fact) isOld(b *brief.Brief) bool {
	last := f.Points[len(f.Points)-1]
	return slices.ContainsFunc(b.Items, func(it *brief.Item) bool {
		return it.IsNote() && it.Date.After(last.On) && slices.ContainsFunc(amounts(it.Text), func(q prose.Quantity) bool {
			return q.Unit == last.Unit && sharedStems(it.Text, last.Text) >= alike
		})
	})
}

// sharedStems counts the words that two texts share, figures aside.
func sharedStems(x, y string) int {
	there, n := prose.Content(y), 0
	seen := map[string]bool{}
	for _, s := range prose.Content(x) {
		if !seen[s] && len(s) > 2 && !hasDigit(s) && slices.Contains(there, s) {
			seen[s] = true
			n++
		}
	}
	return n
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
