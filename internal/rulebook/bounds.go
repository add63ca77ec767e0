package rulebook

import (
	"slices"

	"oneonone/internal/prose"
)

// bounds finds a scope without an edge.
func (l *linter) bounds(s *sentence) {
	for i, w := range s.words {
		if s.boundless(i) {
			l.add(Unbounded, s, "“%s” has no edge", w.Text)
			return
		}
	}
}

// boundless tells whether the word at i leaves a scope open: no figure bounds
// it ("all 14"), it is no time ("every week") and no turn of phrase ("at all").
func (s *sentence) boundless(i int) bool {
	before, next := s.lower(i-1), s.lower(i+1)
	switch s.words[i].Lower {
	case "everything", "always", "everywhere":
		return !nearly(before)
	case "all", "every", "any", "entire", "whole":
	case "complete":
		if before != "the" && before != "a" {
			return false
		}
	default:
		return false
	}
	if next == "the" {
		next = s.lower(i + 2)
	}
	return !nearly(before) && !slices.Contains([]string{"at", "after", "above", "in", "if", "without"}, before) && !isCount(next)
}

func nearly(word string) bool { return word == "not" || word == "almost" || word == "nearly" }

// isCount tells a figure, or what time is counted in.
func isCount(word string) bool {
	if word == "" {
		return false
	}
	if word[0] >= '0' && word[0] <= '9' || len(prose.Quantities(word+" things")) > 0 {
		return true
	}
	counted := prose.Quantities("2 " + word)
	return len(counted) > 0 && counted[0].Unit != ""
}

// lower gives the word at i in small letters, "" where there is none.
func (s *sentence) lower(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i].Lower
}
