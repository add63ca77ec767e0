package thread

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// What makes two records belong together. The weights are those of tf-idf
// (Salton & Buckley, 1988) against a journal of a fixed size, so that a record
// more or less changes only the words that it has itself.
const (
	journal = 60.0  // records of the journal against which a word is rare
	crowd   = 48    // a word that so many records have joins nothing by itself
	alike   = 0.14  // how much two records have in common that are linked
	oneWord = 0.30  // the same where they share a single word
	bond    = 0.055 // how much two groups have in common on the average that are one
	nearest = 8     // with how many others a record is linked at most

	byMark   = 0.12 // a project or a tag in common
	byTicket = 0.30
	byNumber = 0.10 // a number that is no round one
	byFirst  = 0.10 // the first word: who writes a note begins with its subject
	byPerson = 0.04
	byFigure = 0.35 // figures of one series
	byUser   = 2.0  // the user put them together
)

// weave finds the threads among records.
type weave struct {
	items  []*brief.Item
	place  map[string]int
	weight map[string]float64
	// having lists the records that have a stem, keyed those that have a mark.
	having, keyed map[string][]int
	keys          [][]string
	norm          []float64
	tied          map[[2]int]float64
	common        map[string]bool
	// of gives the thread that a record belongs to.
	of map[string]*Thread
}

func newWeave(b *brief.Brief, facts []figures.Fact) *weave {
	w := &weave{place: map[string]int{}, having: map[string][]int{}, keyed: map[string][]int{}, weight: map[string]float64{}, tied: map[[2]int]float64{}, of: map[string]*Thread{}, common: map[string]bool{}}
	for _, it := range slices.Concat(b.Items, b.Said) {
		if belongs(it) {
			w.place[it.ID] = len(w.items)
			w.items = append(w.items, it)
		}
	}
	for i, it := range w.items {
		for _, s := range stemsOf(it) {
			w.having[s] = append(w.having[s], i)
		}
		w.keys = append(w.keys, keysOf(it, b))
		for _, k := range w.keys[i] {
			w.keyed[k] = append(w.keyed[k], i)
		}
	}
	for key, in := range w.keyed {
		w.common[key] = isCommon(in, len(w.items))
	}
	for s, in := range w.having {
		w.weight[s] = math.Log(1 + journal/float64(len(in)))
	}
	w.norm = make([]float64, len(w.items))
	for i, it := range w.items {
		for _, s := range stemsOf(it) {
			w.norm[i] += w.weight[s] * w.weight[s]
		}
		w.norm[i] = math.Sqrt(w.norm[i])
	}
	w.tie(facts)
	w.tieComebacks(b)
	w.tieByUser()
	return w
}

// belongs tells whether an item is something that the user put down, and not an
// answer to a question of an agenda.
func belongs(it *brief.Item) bool {
	return (it.Record != nil || it.Said) && !it.Hostile && it.Fills() == nil
}

// stemsOf gives the words of an item: a figure is no word.
func stemsOf(it *brief.Item) []string {
	return slices.DeleteFunc(slices.Clone(it.Stems()), func(s string) bool { return len(s) < 2 || amount().MatchString(s) })
}

// amount is a figure, with a unit or without.
var amount = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[\d.,:]+(?:[hdwmsxk%]|ms|min|mins|[kmgt]b)?$`)
})

// keysOf gives the marks by which the user says what a record is about: projects,
// tags, tickets; and whom it names, but for the person met.
func keysOf(it *brief.Item, b *brief.Brief) []string {
	var out []string
	for _, p := range it.Projects {
		out = append(out, "+"+strings.ToLower(p))
	}
	for _, tag := range it.Tags {
		out = append(out, "#"+strings.ToLower(tag))
	}
	for _, s := range it.Stems() {
		if isTicket(s) {
			out = append(out, "!"+s)
		}
	}
	out = append(out, b.Refs(it)...)
	out = append(out, numbersIn(it)...)
	if first := firstStem(it); first != "" {
		out = append(out, "^"+first)
	}
	for _, name := range it.People {
		if !oneonone.SameName(name, string(b.Meeting.With)) {
			out = append(out, "@"+strings.ToLower(oneonone.FirstName(name)))
		}
	}
	return out
}

// firstStem gives the first word of a text that says something, none where it begins
// with a mark, for that is a key already.
func firstStem(it *brief.Item) string {
	for i, word := range strings.Fields(it.Text) {
		if i == amongWords || strings.ContainsAny(word[:1], "+#@") {
			return ""
		}
		for _, s := range prose.Content(word) {
			if it.Says(s) && !amount().MatchString(s) {
				return s
			}
		}
	}
	return ""
}

// amongWords is among how many words the first that says something is looked for.
const amongWords = 3

// numbersIn gives the numbers by which one knows a thing again: those of three digits
// and more. Years and days are none.
func numbersIn(it *brief.Item) []string {
	if !strings.ContainsAny(it.Text, "0123456789") {
		return nil
	}
	var out []string
	for _, q := range prose.Quantities(it.Text) {
		for _, v := range [...]float64{q.Value, q.Of} {
			text := strconv.FormatFloat(v, 'f', -1, 64)
			digits := strings.TrimRight(strings.Replace(text, ".", "", 1), "0")
			if year := v >= 1990 && v < 2100 && v == math.Trunc(v) && q.Unit == ""; len(strings.Replace(text, ".", "", 1)) >= 3 && len(digits) >= 2 && !year {
				out = append(out, "="+text)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// isTicket tells a key with a number: "pv-3071".
func isTicket(stem string) bool {
	head, number, found := strings.Cut(stem, "-")
	return found && len(head) > 0 && len(head) < 8 && len(number) > 0 && strings.Trim(number, "0123456789") == "" &&
		strings.IndexFunc(head, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// tie binds the records of one series of figures to each other, in the order of
// its days, and to its goal.
func (w *weave) tie(facts []figures.Fact) {
	for _, f := range facts {
		if f.Kind != figures.Series && f.Kind != figures.Amended {
			continue
		}
		last := -1
		for _, id := range f.Evidence {
			i, ok := w.place[id]
			if !ok {
				continue
			}
			if goal, found := w.place[f.GoalID]; found && goal != i {
				w.tied[pair(i, goal)] = byFigure
			}
			if last >= 0 && last != i {
				w.tied[pair(last, i)] = byFigure
			}
			last = i
		}
	}
}

// tieComebacks binds what takes up a refusal in a smaller form to the refusal.
func (w *weave) tieComebacks(b *brief.Brief) {
	for i, no := range w.items {
		d, ok := no.Record.(*oneonone.Decision)
		if !ok || !d.Declined {
			continue
		}
		for j, it := range w.items {
			if it.IsNote() && b.TakesUp(it, no) {
				w.tied[pair(i, j)] = byFigure
			}
		}
	}
}

// tieByUser binds a note to the records that the user put it together with.
func (w *weave) tieByUser() {
	for i, it := range w.items {
		n, ok := it.Record.(*oneonone.Note)
		if !ok {
			continue
		}
		for _, id := range n.About {
			if j, found := w.place[id]; found && j != i {
				w.tied[pair(i, j)] = byUser
			}
		}
	}
}

func pair(i, j int) [2]int { return [2]int{min(i, j), max(i, j)} }

// link tells how much two records have in common.
type link struct {
	i, j int
	much float64
}

// links gives for every record its nearest others, the closest first.
func (w *weave) links() []link {
	seen := map[[2]int]float64{}
	for p, much := range w.tied {
		seen[p] = much + w.cosine(p[0], p[1])
	}
	near := newNeighbours(len(w.items))
	for i := range w.items {
		near.reset()
		w.meet(i, near)
		for _, l := range near.best(i, w) {
			p := pair(l.i, l.j)
			seen[p] = max(seen[p], l.much+w.tied[p])
		}
	}
	out := make([]link, 0, len(seen))
	for p, much := range seen {
		out = append(out, link{p[0], p[1], much})
	}
	slices.SortFunc(out, func(x, y link) int {
		return cmp.Or(cmp.Compare(y.much, x.much), cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j))
	})
	return out
}

// meet collects what the others have in common with a record.
func (w *weave) meet(i int, near *neighbours) {
	for _, s := range stemsOf(w.items[i]) {
		others := w.having[s]
		if len(others) > crowd {
			continue
		}
		for _, j := range others {
			near.add(j, w.weight[s]*w.weight[s])
		}
	}
	for _, key := range w.keys[i] {
		if w.common[key] {
			continue
		}
		for _, j := range w.keyed[key] {
			near.mark(j, says(key))
		}
	}
}

// isCommon tells that a mark says nothing, for a third of all records have it, as the
// tag of a daily note.
func isCommon(having []int, all int) bool {
	return len(having)*3 > all && len(having) > 3 || len(having) > crowd
}

// says gives how much a key in common counts.
func says(key string) float64 {
	switch key[0] {
	case '!':
		return byTicket
	case '@':
		return byPerson
	case '=':
		return byNumber
	case '^':
		return byFirst
	}
	return byMark
}

func (w *weave) cosine(i, j int) float64 {
	product := 0.0
	for _, s := range stemsOf(w.items[i]) {
		if w.items[j].Says(s) {
			product += w.weight[s] * w.weight[s]
		}
	}
	if product == 0 {
		return 0
	}
	return product / (w.norm[i] * w.norm[j])
}

// neighbours adds up what others have in common with one record.
type neighbours struct {
	words   []int
	product []float64
	marks   []float64
	touched []int
}

func newNeighbours(n int) *neighbours {
	return &neighbours{words: make([]int, n), product: make([]float64, n), marks: make([]float64, n)}
}

func (n *neighbours) touch(j int) {
	if n.words[j] == 0 && n.marks[j] == 0 {
		n.touched = append(n.touched, j)
	}
}

func (n *neighbours) add(j int, product float64) {
	n.touch(j)
	n.words[j]++
	n.product[j] += product
}

func (n *neighbours) mark(j int, much float64) {
	n.touch(j)
	n.marks[j] += much
}

func (n *neighbours) reset() {
	for _, j := range n.touched {
		n.words[j], n.product[j], n.marks[j] = 0, 0, 0
	}
	n.touched = n.touched[:0]
}

// best gives the nearest of those collected.
func (n *neighbours) best(i int, w *weave) []link {
	var out []link
	for _, j := range n.touched {
		if j == i {
			continue
		}
		cosine := 0.0
		if n.product[j] > 0 {
			cosine = n.product[j] / (w.norm[i] * w.norm[j])
		}
		much := cosine + n.marks[j]
		if much >= alike && (n.words[j] > 1 || much >= oneWord || n.marks[j] >= byFirst && n.words[j] > 0) {
			out = append(out, link{i, j, much})
		}
	}
	slices.SortFunc(out, func(x, y link) int {
		return cmp.Or(cmp.Compare(y.much, x.much), cmp.Compare(x.j, y.j))
	})
	return out[:min(len(out), nearest)]
}

// group is records that were found to belong together.
type group struct {
	items []int
	// links sums what the group has in common with each other one.
	links map[int]float64
}

// groups joins records along their links, the closest first, as long as the two
// groups have enough in common on the average: no chain of neighbours makes one
// thread of a journal.
func (w *weave) groups() []*group {
	groups := make([]*group, len(w.items))
	of := make([]int, len(w.items))
	for i := range w.items {
		groups[i], of[i] = &group{items: []int{i}, links: map[int]float64{}}, i
	}
	links := w.links()
	for _, l := range links {
		groups[l.i].links[l.j], groups[l.j].links[l.i] = l.much, l.much
	}
	for _, l := range links {
		x, y := of[l.i], of[l.j]
		if x == y {
			continue
		}
		if len(groups[x].items) < len(groups[y].items) || len(groups[x].items) == len(groups[y].items) && x > y {
			x, y = y, x
		}
		into, from := groups[x], groups[y]
		if into.links[y]/float64(len(into.items)*len(from.items)) < bond {
			continue
		}
		for other, much := range from.links {
			if other == x {
				continue
			}
			into.links[other] += much
			groups[other].links[x] = into.links[other]
			delete(groups[other].links, y)
		}
		delete(into.links, y)
		into.items = append(into.items, from.items...)
		for _, i := range from.items {
			of[i] = x
		}
		groups[y] = nil
	}
	return slices.DeleteFunc(groups, func(g *group) bool { return g == nil })
}

func (w *weave) threads() []*Thread {
	var out []*Thread
	groups := w.groups()
	for _, g := range groups {
		slices.SortFunc(g.items, func(i, j int) int {
			return cmp.Or(w.items[i].Date.Compare(w.items[j].Date), cmp.Compare(i, j))
		})
	}
	slices.SortFunc(groups, func(x, y *group) int { return cmp.Compare(x.items[0], y.items[0]) })
	for _, g := range groups {
		t := &Thread{stems: map[string]float64{}, rare: w.weight, common: w.common}
		for _, i := range g.items {
			t.Items = append(t.Items, w.items[i])
		}
		t.ID = oneonone.DeriveID("thread", t.Items[0].ID)
		for _, i := range g.items {
			w.of[w.items[i].ID] = t
			for _, s := range stemsOf(w.items[i]) {
				t.stems[s] += w.weight[s]
			}
		}
		out = append(out, t)
	}
	return out
}

// share gives each thread the facts that rest on its records.
func (w *weave) share(facts []figures.Fact) {
	for _, f := range facts {
		var given []*Thread
		for _, id := range f.Evidence {
			if t := w.of[id]; t != nil && !slices.Contains(given, t) {
				given = append(given, t)
				t.Facts = append(t.Facts, f)
			}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
