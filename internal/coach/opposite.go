package coach

import (
	"slices"

	"oneonone/internal/prose"
)

// opposes gives a word that a text denies and the records affirm about the
// same thing, or the other way round; "" when there is none. Only what is
// plain counts: a clause that says no in another way (refused, missed, gone)
// can mean the same as one with a "not".
func opposes(text string, records []prose.Clause) string {
	for _, c := range prose.Clauses(text) {
		for _, stem := range c.Stems {
			denied := slices.Contains(c.Denied, stem)
			if c.Turned && !denied {
				continue
			}
			if clashes(stem, denied, c, records) {
				return stem
			}
		}
	}
	return ""
}

// clashes tells whether records speak of the stem, about the same thing, and
// all of them say the opposite.
func clashes(stem string, denied bool, c prose.Clause, records []prose.Clause) bool {
	opposed := false
	for _, r := range records {
		if !slices.Contains(r.Stems, stem) {
			continue
		}
		if slices.Contains(r.Denied, stem) == denied {
			return false
		}
		if !denied || !r.Turned {
			opposed = opposed || aboutTheSame(c, r)
		} else {
			return false
		}
	}
	return opposed
}

// aboutTheSame tells whether two clauses share two content words, or all that
// the shorter one has.
func aboutTheSame(x, y prose.Clause) bool {
	shared := 0
	for i, stem := range x.Stems {
		if slices.Contains(y.Stems, stem) && !slices.Contains(x.Stems[:i], stem) {
			shared++
		}
	}
	return shared >= 2 || shared > 0 && shared >= min(len(x.Stems), len(y.Stems))
}
