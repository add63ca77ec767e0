package coach

import (
	"slices"
	"strings"

	"oneonone/internal/prose"
)

// ties are the words that go with each figure of a text: those that stand
// nearest to it between two pauses.
type ties map[string][]string

// tie reads which words go with which figure. A word goes with the figure
// before it rather than with the one after it: "40 in May and 95 in June".
func tie(text string) ties {
	out := ties{}
	words := prose.Words(text)
	from := 0
	for i := 0; i <= len(words); i++ {
		if i < len(words) && !(i > from && pauses(text, words[i-1], words[i])) {
			continue
		}
		out.add(words[from:i])
		from = i
	}
	return out
}

// pauses tells whether one word begins a thought of its own after another.
func pauses(text string, before, after prose.Word) bool {
	switch after.Lower {
	case "and", "but", "while", "against", "instead", "versus", "vs":
		return true
	}
	return strings.ContainsAny(text[before.End:after.Start], ",;:!?()—–\n") || strings.Contains(text[before.End:after.Start], ". ")
}

// add ties the words of one clause to its figures.
func (t ties) add(words []prose.Word) {
	figures := make([]string, len(words))
	for i, w := range words {
		figures[i] = oneFigure(w.Text)
	}
	for i, w := range words {
		word := tieWord(w.Lower)
		if word == "" || figures[i] != "" {
			continue
		}
		best, near := "", 0
		for j, f := range figures {
			distance := i - j
			if j > i {
				distance = 2 * (j - i)
			}
			if f != "" && (best == "" || distance < near) {
				best, near = f, distance
			}
		}
		if best != "" && !slices.Contains(t[best], word) {
			t[best] = append(t[best], word)
		}
	}
	for _, f := range figures {
		if f != "" && t[f] == nil {
			t[f] = []string{}
		}
	}
}

// tieWord gives a word in the form in which it ties, "" for words that go with
// anything.
func tieWord(lower string) string {
	switch lower {
	case "i", "me", "my", "mine":
		return "me"
	case "now", "before", "after", "today":
		return lower
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december":
		return lower[:3]
	case "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec":
		return lower
	}
	if _, isDay := weekday(lower); isDay {
		return lower
	}
	if prose.IsStop(lower) {
		return ""
	}
	return prose.Stem(lower)
}

// swapped gives two figures of a text that stand in one record the other way
// round: each goes with the words of the other.
func (s *support) swapped(text string) (a, b string) {
	said := tie(text)
	for whole, parts := range shares(text) { // what goes with a share goes with both
		delete(said, whole)
		for _, part := range parts {
			delete(said, part)
		}
	}
	var figures []string
	for f := range said {
		figures = append(figures, f)
	}
	slices.Sort(figures)
	for _, record := range s.tied {
		for i, f := range figures {
			for _, g := range figures[i+1:] {
				rf, inF := record[f]
				rg, inG := record[g]
				if !inF || !inG {
					continue
				}
				straight := inCommon(said[f], rf) + inCommon(said[g], rg)
				crossed := inCommon(said[f], rg) + inCommon(said[g], rf)
				if crossed > straight+1 || crossed > straight && straight <= 1 && crossed >= 2 {
					return f, g
				}
			}
		}
	}
	return "", ""
}

func inCommon(a, b []string) int {
	n := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	return n
}

// unknownRate gives the time of a rate ("17 bugs a week") that no record
// speaks of, "" when there is none.
func (s *support) unknownRate(text string) string {
	words := prose.Words(text)
	for i := 2; i < len(words); i++ {
		if words[i-1].Lower != "a" && words[i-1].Lower != "per" && words[i-1].Lower != "every" {
			continue
		}
		counted := slices.ContainsFunc(words[max(0, i-5):i-1], func(w prose.Word) bool { return oneFigure(w.Text) != "" })
		if counted && isSpell(words[i].Lower) && !s.tellsRate(words[i].Lower) {
			return words[i].Lower
		}
	}
	return ""
}

// tellsRate tells whether a record counts something by that time: "a week",
// "per sprint", "an on-call week", "weekly".
func (s *support) tellsRate(spell string) bool {
	if s.literal[spell+"ly"] {
		return true
	}
	words := strings.Fields(strings.NewReplacer("/", " per ", ",", " ", ".", " ", ":", " ", ";", " ").Replace(s.folded))
	for i, w := range words {
		if w != spell || i == 0 {
			continue
		}
		for _, before := range words[max(0, i-2):i] {
			if isWord(before, "a", "an", "per", "every", "each") {
				return true
			}
		}
	}
	return false
}

func isSpell(word string) bool {
	return slices.Contains([]string{"minute", "hour", "day", "night", "week", "sprint", "month", "quarter", "year", "release"}, word)
}

// twisted finds figures that stand in the records, but not in this way: another
// part of the same whole, or a change told backwards.
func (s *support) twisted(text string) string {
	for whole, parts := range shares(text) {
		for _, part := range parts {
			if known := s.shareOf[whole]; len(known) > 0 && !slices.Contains(known, part) {
				return "the figure " + part + " of " + whole
			}
		}
	}
	for _, c := range plainChanges(text) {
		backwards := func(k prose.Change) bool {
			return k.From.Value == c.To.Value && k.To.Value == c.From.Value && c.From.Value != c.To.Value
		}
		same := func(k prose.Change) bool { return k.From.Value == c.From.Value && k.To.Value == c.To.Value }
		if slices.ContainsFunc(s.changes, backwards) && !slices.ContainsFunc(s.changes, same) {
			return "this change: they tell it the other way round"
		}
	}
	return ""
}

// shortChange is how long a change told with "was" is at most: what lies
// further apart may speak of two things.
const shortChange = 32

// plainChanges are those told as "from … to …", with an arrow, with "was" or
// with "instead of": what came first is beyond doubt.
func plainChanges(text string) []prose.Change {
	return slices.DeleteFunc(prose.Changes(text), func(c prose.Change) bool {
		before := strings.ToLower(text[max(0, c.Start-8):c.Start] + c.Text)
		return !strings.Contains(before, "from ") && !strings.Contains(c.Text, "->") && !strings.Contains(c.Text, "→") && !(len(c.Text) <= shortChange && (strings.Contains(c.Text, "was ") || strings.Contains(c.Text, "instead of")))
	})
}

// universal gives the word by which a text speaks of all there is, "" when it
// does not.
func universal(text string) string {
	words := prose.Words(text)
	for i, w := range words {
		if i > 0 && slices.Contains([]string{"at", "above", "after", "in", "of"}, words[i-1].Lower) {
			continue
		}
		switch w.Lower {
		case "all", "every", "everyone", "everybody", "always", "entire":
			return w.Lower
		}
	}
	return ""
}

// saysAll tells the words that speak of all there is.
func saysAll(word string) bool {
	switch word {
	case "all", "every", "each", "everyone", "everybody", "everything", "everywhere", "always", "entire", "whole", "any", "daily", "weekly", "monthly", "both", "100":
		return true
	}
	return false
}
