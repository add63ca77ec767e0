package brief

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// comebacks hears the plain note that takes up something that was turned down,
// in a smaller form: it is an idea, whether the user called it one or not.
func (b *Brief) comebacks() {
	for i, no := range b.Items {
		d, ok := no.Record.(*oneonone.Decision)
		if !ok || !d.Declined {
			continue
		}
		for _, it := range b.Items[i+1:] {
			if it.NoteKind == oneonone.Plain && it.IsNote() && !it.Hostile && b.TakesUp(it, no) && !it.Does.Tells(reader.Decision) {
				it.NoteKind = oneonone.Idea
			}
		}
	}
}

// TakesUp tells whether a later item takes up what a decision refused, in a
// smaller form: it is near it, or names its subject, the first word of the
// refusal that says something.
func (b *Brief) TakesUp(it, no *Item) bool {
	if !b.Follows(it, no) {
		return false
	}
	if not := prose.Contrast(it.Text); not != "" && b.Covers(not, []*Item{no}) >= 0.5 { // "not a rewrite: …"
		return true
	}
	if !prose.Narrows(it.Text) {
		return false
	}
	if b.Near(it, no) {
		return true
	}
	subject := prose.Content(no.Text)
	return len(subject) > 0 && it.Says(subject[0]) && !b.isCommon(subject[0])
}

// isCommon tells whether a word stands in so much of the brief that sharing it
// says little.
func (b *Brief) isCommon(stem string) bool {
	n := 0
	for _, it := range b.Items {
		if it.Says(stem) {
			n++
		}
	}
	return n*6 > len(b.Items)
}

// DoneBy finds the later note that tells an open promise as done, nil for none: a recap
// that says so, or a sentence with enough of its words. It may be wrong, so only the user
// closes a promise.
func (b *Brief) DoneBy(a *oneonone.Action) *Item {
	if it := b.told[a.ID]; it != nil {
		return it
	}
	promise := b.Item(a.ID)
	if promise == nil {
		return nil
	}
	for _, it := range b.Items {
		if it.IsNote() && !it.Hostile && b.Follows(it, promise) && sharedWords(it, promise) >= 2 && b.sentenceDone(it, a.Text) {
			return it
		}
	}
	return nil
}

// sentenceDone tells whether a sentence of a note tells a promise as done: a third of the
// promise's words with its verb in the past, or half of them in what the reader takes for a thing done.
func (b *Brief) sentenceDone(it *Item, promise string) bool {
	words := b.Content(promise)
	for _, span := range prose.Sentences(it.Text) {
		s := it.Text[span.Start:span.End]
		there := b.Content(s)
		shared, weight, all := 0, 0.0, 0.0
		for _, w := range words {
			all += b.rel.weight[w]
			if slices.Contains(there, w) {
				shared, weight = shared+1, weight+b.rel.weight[w]
			}
		}
		if shared < 2 || prose.Denies(s) || strings.Contains(s, "?") {
			continue
		}
		most, half, third := weight*3 >= 2*all, weight*2 >= all, weight*3 >= all
		does := b.Does(s)
		if third && tellsDone(s, promise) || half && does.Of(reader.Done) >= likelyDone || most && isSettledBy(s, does) {
			return true
		}
	}
	return false
}

// isSettledBy tells whether a sentence that names nearly all of a promise leaves nothing of
// it open: it tells rather of something that went well, counts no part of a whole, and promises, asks,
// wants and fears nothing.
func isSettledBy(s string, does reader.Reading) bool {
	for _, label := range [...]reader.Label{reader.PromiseMe, reader.PromiseOther, reader.Question, reader.Wish, reader.Blocker, reader.Concern, reader.Risk} {
		if does.Tells(label) {
			return false
		}
	}
	good := does.Of(reader.Done) + does.Of(reader.Win) + does.Of(reader.Unblocked) - does.Of(reader.Trivia)
	return good >= rather && !slices.ContainsFunc(prose.Quantities(s), func(q prose.Quantity) bool { return q.Of != 0 })
}

// rather is by how many percent a sentence must rather tell of something that went well.
const rather = 10

// likelyDone is from how many percent on a sentence about a promise tells it as done:
// what is only likely is asked about, and not told as late.
const likelyDone = 50

// undone are words that deny that something is done, or put it off.
var undone = []string{"not", "not yet", "forgot", "haven't", "hasn't", "didn't", "will", "want to", "to do", "half", "except"}

// tellsDone tells whether a text has the first verb of a promise in the past.
func tellsDone(text, promise string) bool {
	verbs := prose.Content(promise)
	if len(verbs) == 0 || prose.Read(text).Says(undone...) {
		return false
	}
	for _, w := range prose.Words(text) {
		past := strings.HasSuffix(w.Lower, "ed") || prose.IsIrregularPast(w.Lower)
		if past && prose.BaseStem(w.Lower) == verbs[0] {
			return true
		}
	}
	return false
}

// ToldDone tells whether a line of a later recap tells a promise as done: half
// of the promise's words and its verb in the past, or a word for done.
func ToldDone(line string, a *oneonone.Action) bool {
	x, y := uniq(prose.Content(line)), uniq(prose.Content(a.Text))
	shared := 0
	for _, stem := range y {
		if _, found := slices.BinarySearch(x, stem); found {
			shared++
		}
	}
	if shared < 2 || shared*2 < len(y) || prose.Read(line).Says(undone...) {
		return false
	}
	return prose.Hear(line).Done() || tellsDone(line, a.Text)
}

// hearRecaps finds the open promises that a recap of a later meeting tells as
// done. The recap stands for what it says about them, as evidence of its own.
func (b *Brief) hearRecaps(recaps []*oneonone.Recap) {
	b.told = map[string]*Item{}
	for _, r := range recaps {
		it := &Item{Evidence: oneonone.Evidence{ID: r.ID, Kind: oneonone.EvNote, Date: r.Meeting.On}}
		var said []string
		for _, point := range r.KeyPoints {
			for _, p := range b.Promises {
				if p.On().Before(r.Meeting.On) && b.told[p.ID] == nil && ToldDone(point.Text, p.Action) {
					b.told[p.ID] = it
					said = oneonone.AppendNew(said, point.Text)
				}
			}
		}
		if len(said) > 0 {
			it.Text = strings.Join(said, "; ")
			b.Told = append(b.Told, it)
			b.byID[it.ID] = it
		}
	}
}
