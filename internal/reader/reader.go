// Package reader tells what a line does: whether it promises, decides, asks,
// worries, tells a success. It is for whoever must know that without asking the
// writer: the kinds of notes, the order of topics, lint, recaps.
//
// It is one small linear model over what can be seen of a line (words, their
// order, their frame of small words, marks, neighbours), learned from labelled
// lines by `go generate`; docs/reader.md says from which, by whom, and how often
// it is right about writers it never saw. It promises a probability that means
// what it says, the same to the bit on every processor, and microseconds.
//
// It refuses to decide: what to do at which probability is the caller's
// business, and below Sure the caller asks or leaves the line as it is.
package reader

import (
	"slices"

	"oneonone/internal/prose"
)

//go:generate go run ./train

// Label is something that a line can do. A line may do several, or none.
type Label string

// What a note, a line of a meeting's notes or a sentence of a draft does.
// testdata/reader/README.md says how each was understood when lines were labelled.
const (
	Win          Label = "win"
	Blocker      Label = "blocker"
	Unblocked    Label = "unblocked"
	Concern      Label = "concern"
	Risk         Label = "risk"
	Question     Label = "question"
	Rhetorical   Label = "rhetorical"
	Decision     Label = "decision"
	Declined     Label = "declined"
	Learning     Label = "learning"
	Mistake      Label = "mistake"
	Idea         Label = "idea"
	Wish         Label = "wish"
	Toil         Label = "toil"
	Incident     Label = "incident"
	Feedback     Label = "feedback"
	Praise       Label = "praise"
	Criticism    Label = "criticism"
	PromiseMe    Label = "promise_me"
	PromiseOther Label = "promise_other"
	Done         Label = "done"
	Trivia       Label = "trivia"
	Private      Label = "private"
	Action       Label = "action"
	Goal         Label = "goal"
	Info         Label = "info"
	Noise        Label = "noise"

	// Only in drafts.
	Proposal      Label = "proposal"
	Promise       Label = "promise"
	Ask           Label = "ask"
	Report        Label = "report"
	Outcome       Label = "outcome"
	Grievance     Label = "grievance"
	Blame         Label = "blame"
	VagueFeedback Label = "vague_feedback"
	Promotion     Label = "promotion"
	Earned        Label = "earned"
	Quoted        Label = "quoted"
)

// Kind is the kind of text that a line stands in; each has its own model. What
// the models of the kinds before it tell of a line is to a model one more thing
// that can be seen of it (stacking; Wolpert 1992): it has fewer lines to learn from.
type Kind byte

// The kinds of texts, in the order of the weights.
const (
	Journal Kind = iota
	Meeting
	Draft
	// Opinion is a text of which it is known that it is feedback.
	Opinion
)

// Line is what is read: one line or sentence, and what stands around it.
type Line struct {
	Text string
	// Before and After are the neighbouring lines; Section is the heading above.
	Before, After, Section string
	// Speaker says whose words they are, where that is known.
	Speaker Speaker
}

// Speaker says who speaks in a line.
type Speaker byte

// Whose words a line holds.
const (
	Unsaid Speaker = iota
	Me
	Them
)

// Sure is the probability, in percent, from which a caller may act on a label
// without asking.
const Sure = 80

// Reading is how sure the reader is, in percent, of each label of a kind.
type Reading struct {
	header
	chance []byte
}

// Of gives how sure the reader is of a label, in percent; 0 for a label that
// the kind of text does not have.
func (r Reading) Of(label Label) int {
	if i := slices.Index(r.Labels, label); i >= 0 {
		return int(r.chance[i])
	}
	return 0
}

// Tells tells whether the reader would rather say that a line does something
// than not: the percentage from which on that is so is each label's own, for
// rare things are hard to be sure of.
func (r Reading) Tells(label Label) bool {
	i := slices.Index(r.Labels, label)
	return i >= 0 && int(r.chance[i]) >= r.Told[i]
}

// Likeliest gives the one of some labels that the reader tells and is most sure
// of, and how sure it is; no label where it tells none.
func (r Reading) Likeliest(among ...Label) (Label, int) {
	var best Label
	most := 0
	for _, label := range among {
		if p := r.Of(label); p > most && r.Tells(label) {
			best, most = label, p
		}
	}
	return best, most
}

// Reader reads lines with the built-in weights and what it learned since. Its zero
// value has the built-in weights alone; it is safe for use by many at once.
type Reader struct {
	weights []model
	learned map[Kind]learned
}

// Decode gives a reader with weights as Encode writes them.
func Decode(weights []byte) (*Reader, error) {
	all, err := decode(string(weights))
	return &Reader{weights: all}, err
}

func (r *Reader) models() []model {
	if r.weights != nil {
		return r.weights
	}
	return builtIn()
}

// Read tells what a line of some kind of text does.
func (r *Reader) Read(kind Kind, l Line) Reading {
	m := &r.models()[kind]
	return Reading{m.header, m.chances(m.scores(r.Features(kind, l), r.learned[kind]))}
}

// Features gives the hashes of all that a kind's model sees of a line.
func (r *Reader) Features(kind Kind, l Line) []uint32 {
	f := features(l)
	seen := f
	for k := range r.models()[:kind] {
		m := &r.models()[k]
		f = appendTold(f, Kind(k), m.chances(m.scores(seen, r.learned[Kind(k)])))
		seen = f
	}
	return f
}

// Sum tells from which labelled lines the built-in weights were learned.
func Sum() string { return builtIn()[0].Sum }

// Because gives the words of a line without which the reader would be least sure
// of a label, the weightiest first: at most n, and only such as speak for it.
func (r *Reader) Because(kind Kind, l Line, label Label, n int) []string {
	m := &r.models()[kind]
	i := slices.Index(m.Labels, label)
	if i < 0 {
		return nil
	}
	score := func(text string) int {
		without := l
		without.Text = text
		return m.scores(r.Features(kind, without), r.learned[kind])[i]
	}
	type weighed struct {
		word string
		loss int
	}
	whole := score(l.Text)
	var words []weighed
	for _, w := range prose.Words(l.Text) {
		if loss := whole - score(l.Text[:w.Start]+l.Text[w.End:]); loss > 0 {
			words = append(words, weighed{w.Text, loss})
		}
	}
	slices.SortStableFunc(words, func(a, b weighed) int { return b.loss - a.loss })
	var out []string
	for _, w := range words[:min(n, len(words))] {
		out = append(out, w.word)
	}
	return out
}
