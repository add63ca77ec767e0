// Package thread puts records about one thing together: notes, promises,
// decisions, feedback and goals that share a key (a project, a tag, a ticket, a
// series of figures) or words that are rare in this journal. It says of each
// thread what is open in it and since when.
//
// It promises that no record belongs to two threads, that the order of the
// records changes nothing, and that a record taken away changes no thread with
// which it has nothing in common. It knows no word of any language: what is rare
// is counted, so it holds for a journal in German, too.
//
// It refuses to say what a thread means, and to join what only a person who
// knows the trade can join.
package thread

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
)

// Thread is records about one thing.
type Thread struct {
	// ID stays the same as long as the oldest record does.
	ID string
	// Items are its records, oldest first.
	Items []*brief.Item
	// Facts are those computed from its records.
	Facts []figures.Fact
	// Reasons say why it may belong into the next meeting, the weightiest first.
	Reasons []Reason
	// Weight orders threads: on how many days it came up, and its reasons.
	Weight float64

	// stems say how much each word tells of the thread, rare how rare it is in the
	// journal; common are the marks that say nothing there.
	stems, rare map[string]float64
	common      map[string]bool
	// named tells that name and phrases are found: few threads are ever looked at.
	named   bool
	name    string
	phrases []string
}

// Read puts the records of a brief into threads, the weightiest first. The facts
// are those that were computed from the same brief.
func Read(b *brief.Brief, facts []figures.Fact) []*Thread {
	w := newWeave(b, facts)
	threads := w.threads()
	w.share(facts)
	for _, t := range threads {
		t.find(b)
	}
	slices.SortStableFunc(threads, func(x, y *Thread) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), y.newest().Compare(x.newest()))
	})
	return threads
}

// Has tells whether a record belongs to the thread.
func (t *Thread) Has(id string) bool {
	return slices.ContainsFunc(t.Items, func(it *brief.Item) bool { return it.ID == id })
}

// Named tells whether the user means the thread by a text: the beginning of its id,
// words that all stand in its name, or words as one of its records has them.
func (t *Thread) Named(text string) bool {
	text = strings.ToLower(strings.TrimLeft(strings.TrimSpace(text), "+#@"))
	if len(text) < shortest {
		return false
	}
	if t.calls(text) {
		return true
	}
	return slices.ContainsFunc(t.Items, func(it *brief.Item) bool { return strings.Contains(strings.ToLower(it.Text), text) })
}

// shortest is how many letters name a thread at least.
const shortest = 3

// calls tells whether a text is the beginning of the id, or of words of the name.
func (t *Thread) calls(text string) bool {
	name := strings.Fields(strings.ToLower(t.Name()))
	missing := func(word string) bool { return !slices.Contains(name, word) }
	return strings.HasPrefix(t.ID, text) || !slices.ContainsFunc(strings.Fields(text), missing)
}

// Bears tells how much of the thread's words a text has, weighted by how rare
// they are in the journal.
func (t *Thread) Bears(stems []string) float64 {
	sum := 0.0
	for _, s := range stems {
		sum += t.stems[s]
	}
	return sum
}

// Shared tells how much of what holds the records together a text has: the weights of
// the words that stand in two of them or more.
func (t *Thread) Shared(stems []string) float64 {
	sum := 0.0
	for _, s := range stems {
		n := 0
		for _, it := range t.Items {
			if it.Says(s) {
				n++
			}
		}
		if n > 1 {
			sum += t.rare[s]
		}
	}
	return sum
}

// Since is the first day on which something of it was put down, in or before the window.
func (t *Thread) Since() oneonone.Date { return t.Items[0].Date }

// Alike tells how much two records of the thread have in common, by its words.
func (t *Thread) Alike(x, y *brief.Item) float64 {
	shared, all := 0.0, 0.0
	for _, s := range stemsOf(x) {
		w := t.rare[s] * t.rare[s]
		all += w
		if y.Says(s) {
			shared += w
		}
	}
	other := 0.0
	for _, s := range stemsOf(y) {
		other += t.rare[s] * t.rare[s]
	}
	if shared == 0 {
		return 0
	}
	return shared / math.Sqrt(all*other)
}

// Days lists the days of the window on which something was noted, oldest first.
func (t *Thread) Days() []oneonone.Date {
	var out []oneonone.Date
	for _, it := range t.Items {
		if it.IsNote() && it.InWindow && !slices.Contains(out, it.Date) {
			out = append(out, it.Date)
		}
	}
	return out
}

// Notes gives the notes of the thread, oldest first.
func (t *Thread) Notes() []*brief.Item {
	return slices.DeleteFunc(slices.Clone(t.Items), func(it *brief.Item) bool { return !it.IsNote() })
}

func (t *Thread) newest() oneonone.Date {
	if n := len(t.Items); n > 0 {
		return t.Items[n-1].Date
	}
	return oneonone.Date{}
}

// Find gives the thread that the user means by a text: one that is called so before
// one that has the words in a record; nil when there is none.
func Find(threads []*Thread, text string) *Thread {
	low := strings.ToLower(strings.TrimLeft(strings.TrimSpace(text), "+#@"))
	for _, t := range threads {
		if len(low) >= shortest && t.calls(low) {
			return t
		}
	}
	for _, t := range threads {
		if t.Named(text) {
			return t
		}
	}
	return nil
}
