package search

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"strings"
)

// Missing gives the words of the query that no hit has.
func (q Query) Missing(hits []Hit) []string {
	var out []string
	for i, t := range q.terms {
		if !slices.ContainsFunc(hits, func(h Hit) bool { return h.marks[i] > 0 }) {
			out = append(out, t.text)
		}
	}
	return out
}

// With gives the query with a word in the place of another.
func (q Query) With(word, instead string) Query {
	var out Query
	for _, t := range q.terms {
		if t.text == word {
			t.text = instead
		}
		out.add(t.text, strings.Contains(t.text, " "))
	}
	return out
}

// tooFar marks a word that is no slip of the one looked for.
const tooFar = -1

// leastTypo is the length from which a word may be mistyped: shorter ones are
// near too many others.
const leastTypo = 4

// Near finds the word on file that is nearest to one that nobody wrote: one
// slip of the finger away, two for a long one (a letter too many, too few,
// wrong, or two swapped). Of several the most frequent; "" when there is none.
func Near(word string, docs iter.Seq[Doc]) string {
	if len(word) < leastTypo || strings.ContainsAny(word, " ") {
		return ""
	}
	slips := 1
	if len(word) >= 8 {
		slips = 2
	}
	letters := bitsOf(word)
	small := folding()
	seen := map[string]int{}
	var buffer []byte
	for d := range docs {
		text := d.JSON
		for at := 0; at < len(text); at++ {
			if small[text[at]] == 0 {
				continue
			}
			from, set := at, uint64(0)
			for ; at < len(text); at++ {
				c := small[text[at]]
				if c == 0 {
					break
				}
				set |= 1 << (c & 63)
			}
			if abs(at-from-len(word)) > slips || ones(set^letters) > 2*slips {
				continue
			}
			low := fold(&buffer, text[from:at])
			n, known := seen[string(low)]
			switch {
			case known && n > 0:
				seen[string(low)]++
			case !known && distance(string(low), word, slips) > slips:
				seen[string(low)] = tooFar
			case n != tooFar && isValue(text, from):
				seen[string(low)]++
			}
		}
	}
	best := ""
	for w, n := range seen {
		if n <= 0 {
			continue
		}
		d, b := distance(w, word, slips), distance(best, word, slips)
		if best == "" || cmp.Or(cmp.Compare(d, b), cmp.Compare(seen[best], n), strings.Compare(w, best)) < 0 {
			best = w
		}
	}
	return best
}

// folding gives for each byte of a word its lower case, 0 for what is in no
// word.
func folding() (fold [256]byte) {
	for i := range fold {
		c := byte(i)
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if isLetter(c) {
			fold[i] = c
		}
	}
	return fold
}

func bitsOf(word string) uint64 {
	var set uint64
	for i := range len(word) {
		set |= 1 << (word[i] & 63)
	}
	return set
}

func ones(set uint64) int { return bits.OnesCount64(set) }

func abs(n int) int { return max(n, -n) }

// distance counts the slips between two words (Damerau's, with letters that are
// next to each other swapped at most once), and gives up beyond a bound.
func distance(x, y string, bound int) int {
	if abs(len(x)-len(y)) > bound {
		return bound + 1
	}
	before, row, next := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
			least = min(least, next[j])
		}
		if least > bound {
			return bound + 1
		}
		before, row, next = row, next, before
	}
	return min(row[len(y)], bound+1)
}
