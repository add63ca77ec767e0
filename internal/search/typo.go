package search

import (
	"cmp"
	"iter"
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
	letters := bitsOf([]byte(word))
	seen := map[string]int{}
	var buffer []byte
	for d := range docs {
		low := lower(&buffer, d.JSON, false)
		for at := 0; at < len(low); {
			if !isLetter(low[at]) {
				at++
				continue
			}
			end := at
			for end < len(low) && isLetter(low[end]) {
				end++
			}
			if w := low[at:end]; abs(len(w)-len(word)) <= slips && ones(bitsOf(w)^letters) <= 2*slips {
				if _, known := seen[string(w)]; known || distance(string(w), word, slips) <= slips && isValue(low, at) {
					seen[string(w)]++
				}
			}
			at = end
		}
	}
	best := ""
	for w, n := range seen {
		d, b := distance(w, word, slips), distance(best, word, slips)
		if best == "" || cmp.Or(cmp.Compare(d, b), cmp.Compare(seen[best], n), strings.Compare(w, best)) < 0 {
			best = w
		}
	}
	return best
}

func bitsOf(word []byte) uint64 {
	var bits uint64
	for _, c := range word {
		bits |= 1 << (c & 63)
	}
	return bits
}

func ones(bits uint64) int {
	n := 0
	for ; bits != 0; bits &= bits - 1 {
		n++
	}
	return n
}

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
