package reader

import "slices"

// Example is a line of which somebody said what it does and what it does not.
type Example struct {
	Line
	Is, Not []Label
}

// learned is what examples add to the weights of features, for each label of a
// kind, in parts of a weight.
type learned map[uint32][]int

// part is how finely a weight is learned: weights are whole numbers.
const part = 256

// How far one example moves the weights, and how often the examples are gone through.
// The whole of them is to bring a line that is alike over the middle, not to
// shout the other lines down.
const (
	pace   = 24 * part
	passes = 3
)

// Learn gives a reader that also knows what a user's own examples say, in their
// order. The same examples give the same reader; the receiver stays as it is.
func (r *Reader) Learn(kind Kind, examples []Example) *Reader {
	own := learned{}
	m := &r.models()[kind]
	for range passes {
		for _, e := range examples {
			own.add(m, r.Features(kind, e.Line), e)
		}
	}
	all := map[Kind]learned{kind: own}
	for k, other := range r.learned {
		if k != kind {
			all[k] = other
		}
	}
	return &Reader{r.weights, all}
}

// add moves the weights of a line's features towards what was said of it, by
// as much as the reader was wrong (a step of logistic regression).
func (own learned) add(m *model, features []uint32, e Example) {
	chances := m.chances(m.scores(features, own))
	weight := 0
	for _, f := range features {
		weight += weightOf(f)
	}
	root := max(1, rootOf(weight/100))
	for i, label := range m.Labels {
		want := 0
		switch {
		case slices.Contains(e.Is, label):
			want = 100
		case !slices.Contains(e.Not, label):
			continue
		}
		step := (want - int(chances[i])) * pace / 100 / root
		for _, f := range features {
			if own[f] == nil {
				own[f] = make([]int, len(m.Labels))
			}
			own[f][i] += step * weightOf(f) / 100
		}
	}
}
