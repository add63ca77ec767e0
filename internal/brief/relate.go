package brief

import (
	"math"
	"slices"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// relations hold how much each item has in common with each other one: the
// cosine of their content words, weighted by how rare a word is in this brief
// (tf-idf, Salton & Buckley 1988), plus what the user's own marks say.
type relations struct {
	weight map[string]float64
	norm   map[*Item]float64
	// having lists the items that say a stem, in their order: two items that
	// share none are about different things.
	having map[string][]int
}

func relate(items []*Item) relations {
	r := relations{norm: make(map[*Item]float64, len(items)), having: map[string][]int{}}
	for i, it := range items {
		for _, s := range it.stems {
			r.having[s] = append(r.having[s], i)
		}
	}
	r.weight = make(map[string]float64, len(r.having))
	n := float64(len(items))
	for s, in := range r.having {
		r.weight[s] = math.Log(1 + n/float64(len(in)))
	}
	for _, it := range items {
		r.norm[it] = r.length(it.stems)
	}
	return r
}

func (r relations) length(stems []string) float64 {
	sum := 0.0
	for _, s := range stems {
		sum += r.weight[s] * r.weight[s]
	}
	return math.Sqrt(sum)
}

func uniq(stems []string) []string {
	sorted := slices.Clone(stems)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// closeness is between 0 and about 1.5.
func (r relations) closeness(x, y *Item) float64 {
	c := r.cosine(x.stems, r.norm[x], y.stems, r.norm[y])
	if shares(x.Projects, y.Projects) {
		c += 0.12
	}
	if shares(x.Tags, y.Tags) {
		c += 0.06
	}
	return c
}

func (r relations) cosine(xs []string, nx float64, ys []string, ny float64) float64 {
	if nx == 0 || ny == 0 {
		return 0
	}
	sum := 0.0
	for _, s := range xs {
		if _, found := slices.BinarySearch(ys, s); found {
			sum += r.weight[s] * r.weight[s]
		}
	}
	return sum / (nx * ny)
}

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// near is the closeness from which two records are about the same thing.
const near = 0.16

// veryNear is the closeness from which a single word in common will do.
const veryNear = 0.32

// Related gives the items about the same thing as it, the closest first;
// neither the item itself nor what is hostile.
func (b *Brief) Related(it *Item) []*Item {
	type scored struct {
		*Item
		closeness float64
	}
	var found []scored
	for _, other := range b.sharing(it) {
		if other == it || other.Hostile {
			continue
		}
		if c := b.rel.closeness(it, other); b.meet(it, other, c) {
			found = append(found, scored{other, c})
		}
	}
	slices.SortStableFunc(found, func(x, y scored) int {
		switch {
		case x.closeness > y.closeness:
			return -1
		case x.closeness < y.closeness:
			return 1
		}
		return y.Date.Compare(x.Date)
	})
	out := make([]*Item, len(found))
	for i, f := range found {
		out[i] = f.Item
	}
	return out
}

// sharing gives the items that have a content word of the item, in the order
// of all items.
func (b *Brief) sharing(it *Item) []*Item {
	var at []int
	for _, s := range it.stems {
		at = append(at, b.rel.having[s]...)
	}
	slices.Sort(at)
	at = slices.Compact(at)
	out := make([]*Item, len(at))
	for i, n := range at {
		out[i] = b.Items[n]
	}
	return out
}

// Closeness tells how much two items have in common, from 0 (nothing) up; Near
// tells whether it is enough to be about the same thing.
func (b *Brief) Closeness(x, y *Item) float64 { return b.rel.closeness(x, y) }

// Near tells whether two items are about the same thing.
func (b *Brief) Near(x, y *Item) bool { return b.meet(x, y, b.rel.closeness(x, y)) }

// meet tells whether two items of that closeness are about the same thing. One
// word in common is chance, unless it is most of what is said.
func (b *Brief) meet(x, y *Item, closeness float64) bool {
	return closeness >= near && (closeness >= veryNear || b.sharedWords(x, y) >= 2)
}

// Covers tells which share of a text's content words, weighted by rarity,
// stands in the items: from 0 to 1.
func (b *Brief) Covers(text string, items []*Item) float64 {
	shared, total := 0.0, 0.0
	for _, s := range uniq(prose.Content(text)) {
		w := b.rel.weight[s]
		total += w
		for _, it := range items {
			if _, found := slices.BinarySearch(it.stems, s); found {
				shared += w
				break
			}
		}
	}
	if total == 0 {
		return 0
	}
	return shared / total
}

// settle marks what a later record ended: a blocker that a later note calls
// fixed, a question whose action item is done, a thing that was dropped, a
// figure that was corrected.
func (b *Brief) settle() {
	var enders, correctors []*Item
	for _, it := range b.Items {
		if it.Kind != oneonone.EvNote && it.Kind != oneonone.EvFile || it.Hostile {
			continue
		}
		if prose.Settles(it.Text) || prose.IsDropped(it.Text) {
			enders = append(enders, it)
		}
		if prose.Corrects(it.Text) {
			correctors = append(correctors, it)
		}
	}
	for _, it := range b.Items {
		if asks(it) {
			b.settleOne(it, enders)
		}
	}
	for _, later := range correctors {
		b.correct(later)
	}
	b.settleByActions()
}

// settleOne looks for the first record after it that ends it.
func (b *Brief) settleOne(it *Item, enders []*Item) {
	for _, later := range enders {
		if b.isAfter(later, it) && b.rel.closeness(it, later) >= near && b.sharedWords(it, later) >= 1 {
			it.Settled, it.SettledBy = true, later.ID
			return
		}
	}
}

// isAfter orders two records of one day by the time they were made.
func (b *Brief) isAfter(later, it *Item) bool {
	if later == it {
		return false
	}
	if later.Record == nil || it.Record == nil {
		return later.Date.After(it.Date)
	}
	return later.Record.Header().At.After(it.Record.Header().At)
}

// correct marks what the correction takes back: the latest record before it
// that states one of its figures.
func (b *Brief) correct(later *Item) {
	figures := prose.Quantities(later.Text)
	for i := len(b.Items) - 1; i >= 0; i-- {
		it := b.Items[i]
		if !b.isAfter(later, it) || it.Record == nil || !b.sharedFigure(it, figures) {
			continue
		}
		it.Corrected = true
		return
	}
}

func (b *Brief) sharedFigure(it *Item, figures []prose.Quantity) bool {
	for _, q := range prose.Quantities(it.Text) {
		for _, f := range figures {
			if q.Value == f.Value && q.Unit == f.Unit {
				return true
			}
		}
	}
	return false
}

// asks tells whether an item is of the kind that can be settled.
func asks(it *Item) bool {
	switch it.NoteKind {
	case oneonone.Blocker, oneonone.Question, oneonone.Concern, oneonone.Idea:
		return true
	}
	return false
}

// sharedWords counts the content words that both have: a shared project alone
// settles nothing.
func (b *Brief) sharedWords(x, y *Item) int {
	ys := y.stems
	n := 0
	for _, s := range x.stems {
		if _, found := slices.BinarySearch(ys, s); found {
			n++
		}
	}
	return n
}

// settleByActions closes what an action item, done or dropped after it, was
// about.
func (b *Brief) settleByActions() {
	for _, a := range b.Items {
		action, ok := a.Record.(*oneonone.Action)
		if !ok || action.Open() {
			continue
		}
		for _, it := range b.Items {
			if asks(it) && !it.Settled && !it.Date.After(action.Closed) && b.sharedWords(it, a) >= 2 && b.rel.closeness(it, a) >= near {
				it.Settled, it.SettledBy = true, a.ID
			}
		}
	}
}
