package brief

import (
	"iter"
	"math"
	"slices"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// relations hold how much each item has in common with each other one: the
// cosine of their content words, weighted by how rare a word is in this brief
// (tf-idf, Salton & Buckley 1988), plus what the user's own marks say.
type relations struct {
	weight map[string]float64
	// having lists the items that say a stem, in their order: two items that
	// share none are about different things.
	having map[string][]int
}

func relate(items []*Item) relations {
	r := relations{having: map[string][]int{}}
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
		it.norm = r.length(it.stems)
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
	product := 0.0
	for _, s := range x.stems {
		if y.Says(s) {
			product += r.weight[s] * r.weight[s]
		}
	}
	return r.close(x, y, product)
}

// close is the closeness of two items whose shared words have that product.
func (r relations) close(x, y *Item, product float64) float64 {
	c := 0.0
	if product > 0 {
		c = product / (x.norm * y.norm)
	}
	if shares(x.Projects, y.Projects) {
		c += 0.12
	}
	if shares(x.Tags, y.Tags) {
		c += 0.06
	}
	return c
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
	for other, closeness := range b.related(it) {
		found = append(found, scored{other, closeness})
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

// related gives what Related does, oldest first, with how close it is.
func (b *Brief) related(it *Item) iter.Seq2[*Item, float64] {
	return func(yield func(*Item, float64) bool) {
		for i, o := range b.overlaps(it) {
			other := b.Items[i]
			if o.words == 0 || other == it || other.Hostile {
				continue
			}
			if c := b.rel.close(it, other, o.product); meet(c, o.words) && !yield(other, c) {
				return
			}
		}
	}
}

// overlap is what an item has in common with another: how many content words,
// and the product of their weights.
type overlap struct {
	words   int
	product float64
}

// overlaps gives what each item, by its place among all, shares with it.
func (b *Brief) overlaps(it *Item) []overlap {
	out := make([]overlap, len(b.Items))
	for _, s := range it.stems {
		w := b.rel.weight[s]
		for _, i := range b.rel.having[s] {
			out[i].words++
			out[i].product += w * w
		}
	}
	return out
}

// Sharing gives the other items that have a content word of the item, oldest
// first.
func (b *Brief) Sharing(it *Item) []*Item {
	var out []*Item
	for i, o := range b.overlaps(it) {
		if o.words > 0 && b.Items[i] != it {
			out = append(out, b.Items[i])
		}
	}
	return out
}

// Closeness tells how much two items have in common, from 0 (nothing) up; Near
// tells whether it is enough to be about the same thing.
func (b *Brief) Closeness(x, y *Item) float64 { return b.rel.closeness(x, y) }

// Near tells whether two items are about the same thing.
func (b *Brief) Near(x, y *Item) bool { return meet(b.rel.closeness(x, y), sharedWords(x, y)) }

// meet tells whether two items of that closeness, with that many words in
// common, are about the same thing. One word is chance, unless it is most of
// what is said.
func meet(closeness float64, words int) bool {
	return closeness >= near && (closeness >= veryNear || words >= 2)
}

// Content gives the stems of a text's content words, each once.
func (b *Brief) Content(text string) []string { return uniq(b.known.Content(text)) }

// Covers tells which share of a text's content words, weighted by rarity,
// stands in the items: from 0 to 1.
func (b *Brief) Covers(text string, items []*Item) float64 {
	shared, total := 0.0, 0.0
	for _, s := range b.Content(text) {
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
	var enders []int
	var correctors []*Item
	for i, it := range b.Items {
		if !it.IsNote() || it.Hostile {
			continue
		}
		if it.NoteKind != oneonone.Blocker && it.NoteKind != oneonone.Question && ends(it) {
			enders = append(enders, i)
		}
		if it.Does.Tells(reader.Mistake) || len(denied(it.Text)) > 0 {
			correctors = append(correctors, it)
		}
	}
	for _, it := range b.Items {
		if n, ok := it.Record.(*oneonone.Note); ok && n.Settled != nil {
			it.Settled = true
		} else if asks(it) {
			b.settleOne(it, enders)
		}
	}
	for _, later := range correctors {
		b.correct(later)
	}
	b.settleByActions()
}

// denied gives the figures that a text denies: a negation stands right before them
// ("41 ms, not 61"), or a word between.
func denied(text string) []prose.Quantity {
	return slices.DeleteFunc(prose.Quantities(text), func(q prose.Quantity) bool {
		words := prose.Words(text[:q.Start])
		last := words[max(0, len(words)-2):]
		return len(last) == 0 || !prose.Denies(text[last[0].Start:q.Start])
	})
}

// ends tells whether a note tells that something came to its end: it goes on, was
// done, was decided.
func ends(it *Item) bool {
	return slices.ContainsFunc([]reader.Label{reader.Unblocked, reader.Win, reader.Done, reader.Decision}, it.Does.Tells)
}

// settleOne looks for the first record after it that ends it.
func (b *Brief) settleOne(it *Item, enders []int) {
	shared := b.overlaps(it)
	for _, i := range enders {
		later, o := b.Items[i], shared[i]
		if b.Follows(later, it) && meet(b.rel.close(it, later, o.product), o.words) {
			it.Settled, it.SettledBy = true, later.ID
			return
		}
	}
}

// Follows tells whether a record came after another one; two of one day are told apart
// by the time they were made.
func (b *Brief) Follows(later, it *Item) bool {
	if later == it {
		return false
	}
	if later.Record == nil || it.Record == nil {
		return later.Date.After(it.Date)
	}
	return later.Record.Header().At.After(it.Record.Header().At)
}

// correct marks what the correction takes back: of the records before it that
// state one of its figures the one closest to it, the latest among equals.
func (b *Brief) correct(later *Item) {
	figures := denied(later.Text)
	if len(figures) == 0 {
		figures = prose.Quantities(later.Text)
	}
	var wrong *Item
	most := 0.0
	for _, it := range b.Items {
		if !b.Follows(later, it) || it.Record == nil {
			continue
		}
		if c := b.rel.closeness(later, it); c >= most && b.sharedFigure(it, figures) {
			wrong, most = it, c
		}
	}
	if wrong != nil {
		wrong.Corrected = true
	}
}

func (b *Brief) sharedFigure(it *Item, figures []prose.Quantity) bool {
	for _, q := range prose.Quantities(it.Text) {
		for _, f := range figures {
			if q.Value == f.Value && (q.Unit == f.Unit || q.Unit == "" || f.Unit == "") {
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
func sharedWords(x, y *Item) int {
	n := 0
	for _, s := range x.stems {
		if y.Says(s) {
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
			if asks(it) && !it.Settled && !it.Date.After(action.Closed) && sharedWords(it, a) >= 2 && b.rel.closeness(it, a) >= near {
				it.Settled, it.SettledBy = true, a.ID
			}
		}
	}
}
