package figures

import (
	"maps"
	"math"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

const (
	// commonWord is which part of the notes may have a word that still tells one goal.
	commonWord = 6
	// exemplary is within how many days of a step a note may tell the same.
	exemplary = 1
	// longestLatest is up to how many characters a sentence is quoted.
	longestLatest = 150
	// farOff is by which factor a figure of the same thing may differ from the last.
	farOff = 4.0
)

// latest quotes the newest note of the window that has a figure of a goal after the last
// that was told of it, and gives its id; "" and "" where there is none. How the user writes of the
// goal in notes is learned from the goal, its steps, and the notes that told those steps.
func latest(b *brief.Brief, g *oneonone.Goal, last Point) (quote, id string) {
	if last.Value == 0 { // nothing to compare with
		return "", ""
	}
	words, only := wordsOf(b, g), isOnlyFraction(b, g)
	for _, it := range slices.Backward(b.Items) {
		if !it.IsNote() || !it.InWindow || !it.Date.After(last.On) || it.Hostile || it.Elsewhere || it.Corrected {
			continue
		}
		for _, s := range quotable(it) {
			if len(s) <= longestLatest && (isOf(b, words, s, last, it.Date) || only && isBareOf(s, last)) {
				return "“" + oneonone.Sentence(strings.TrimRight(s, ". ")) + "” (" + it.Date.Short(b.Today) + ")", it.ID
			}
		}
	}
	return "", ""
}

// quotable gives a short note whole, of a longer one its sentences.
func quotable(it *brief.Item) []string {
	all := it.Sentences()
	if whole := strings.Join(all, " "); len(whole) <= shortNote && !strings.Contains(it.Text, "\n") {
		return []string{whole}
	}
	return all
}

// isOnlyFraction tells that of all goals this one alone was told last by a number with a
// fraction and no unit.
func isOnlyFraction(b *brief.Brief, g *oneonone.Goal) bool {
	var found []*oneonone.Goal
	for _, other := range b.Goals {
		_, last, n := Steps(other, b.From, b.To)
		if all := amounts(last.Text); n > 0 && len(all) > 0 && all[0].Unit == "" && strings.ContainsAny(firstNumber(last.Text), ".,") {
			found = append(found, other)
		}
	}
	return len(found) == 1 && found[0] == g
}

// fewWords is how many words a note may have that says nothing but a figure.
const fewWords, shortNote = 8, 110

// isBareOf tells a few words around a number with a fraction of the size of the last.
func isBareOf(s string, last Point) bool {
	all := amounts(s)
	return len(all) == 1 && all[0].Unit == "" && all[0].Noun == "" && strings.ContainsAny(firstNumber(all[0].Text), ".,") &&
		len(strings.Fields(s)) <= fewWords && 3*all[0].Value >= last.Value && all[0].Value <= 3*last.Value
}

// wordsOf gives the words that tell of a goal and of little else, true for those of the goal
// itself and of several of its steps.
func wordsOf(b *brief.Brief, g *oneonone.Goal) map[string]bool {
	having, notes := map[string]int{}, 0
	for _, it := range b.Items {
		if it.IsNote() {
			notes++
			for _, s := range it.Stems() {
				having[s]++
			}
		}
	}
	words := map[string]bool{}
	add := func(text string, own bool) {
		for _, s := range prose.Content(text) {
			if len(s) > 1 && !hasDigit(s) && having[s] <= max(3, notes/commonWord) {
				words[s] = words[s] || own
			}
		}
	}
	add(g.Text, true)
	own, in := maps.Clone(words), map[string]int{} // how many steps have a word
	for _, s := range g.Progress {
		add(s.Text, false)
		for _, stem := range b.Content(s.Text) {
			if in[stem]++; in[stem] > 1 {
				add(stem, true)
			}
		}
		for _, it := range b.Items {
			days := it.Date.DaysSince(s.On)
			if !it.IsNote() || days < -exemplary || days > exemplary {
				continue
			}
			for _, sentence := range it.Sentences() {
				if tellsSame(sentence, s.Text) || hasDigit(sentence) && saysAny(sentence, own) {
					add(sentence, false)
				}
			}
		}
	}
	return words
}

func saysAny(text string, words map[string]bool) bool {
	return slices.ContainsFunc(prose.Content(text), func(s string) bool { _, found := words[s]; return found })
}

// tellsSame tells whether two texts have a figure in common; a share is one with its percent.
func tellsSame(x, y string) bool {
	return slices.ContainsFunc(amounts(x), func(a prose.Quantity) bool {
		return slices.ContainsFunc(amounts(y), func(c prose.Quantity) bool {
			return a.Value == c.Value || a.Of != 0 && math.Abs(100*a.Value/a.Of-c.Value) < 1
		})
	})
}

// isOf tells whether a sentence has a figure of the size of the last and a word of the goal
// or several steps: it has the same unit, or none where nobody repeats it and the figure stands as a value, or
// counts what the goal names in two words. A part of the same whole, or one that is a percentage, needs a word
// of a note that told a step.
func isOf(b *brief.Brief, words map[string]bool, sentence string, last Point, on oneonone.Date) bool {
	n, own := 0, 0
	for _, s := range b.Content(sentence) {
		if w, found := words[s]; found {
			n++
			if w {
				own++
			}
		}
	}
	days := prose.Dates(sentence, on.Time(b.Now.Location()), b.Locale)
	return n > 0 && slices.ContainsFunc(amounts(sentence), func(q prose.Quantity) bool {
		inDate := slices.ContainsFunc(days, func(d prose.DateSpan) bool { return q.Start >= d.Start && q.Start < d.End })
		if inDate || q.Of != 0 && q.Of != last.Of && (last.Unit != "%" || q.Of < fewest) {
			return false
		}
		value := q.Value
		if q.Of != 0 && last.Unit == "%" {
			value = 100 * q.Value / q.Of
		}
		if value*farOff < last.Value || value > farOff*last.Value {
			return false
		}
		stands := q.Start == 0 || strings.HasSuffix(sentence[:q.Start], ": ") || last.Unit == "" && isOwn(firstNumber(q.Text))
		switch {
		case q.Of != 0:
			return true
		case q.Unit != "":
			return own > 0 && q.Unit == last.Unit && (stands || n > 1)
		case q.Noun != "":
			counted := prose.Content(q.Noun)
			return len(counted) > 1 && !slices.ContainsFunc(counted, func(s string) bool { return !words[s] })
		}
		return own > 0 && stands
	})
}

// fewest is of how many at least a part is a percentage.
const fewest = 20
