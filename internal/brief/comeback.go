package brief

import (
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
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
			if it.NoteKind == oneonone.Plain && it.IsNote() && !it.Hostile && b.TakesUp(it, no) && !prose.IsDropped(it.Text) {
				it.NoteKind = oneonone.Idea
			}
		}
	}
}

// TakesUp tells whether a later item takes up what a decision refused, in a
// smaller form: it is near it, or names its subject, the first word of the
// refusal that says something.
func (b *Brief) TakesUp(it, no *Item) bool {
	if !b.isAfter(it, no) || !prose.Narrows(it.Text) {
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

// doneBy finds the later note that tells an open promise as done: most of the
// promise's words, its verb in the past, nothing that denies it.
func (b *Brief) doneBy(a *oneonone.Action) *Item {
	promise := b.Item(a.ID)
	if promise == nil {
		return nil
	}
	for _, it := range b.Items {
		if it.IsNote() && !it.Hostile && b.isAfter(it, promise) && sharedWords(it, promise) >= 2 && b.Covers(a.Text, []*Item{it}) >= 0.5 && tellsDone(it.Text, a.Text) {
			return it
		}
	}
	return nil
}

// tellsDone tells whether a text has the first verb of a promise in the past.
func tellsDone(text, promise string) bool {
	verbs := prose.Content(promise)
	if len(verbs) == 0 || prose.Read(text).Says("not", "not yet", "forgot", "haven't", "hasn't", "didn't", "will", "want to", "to do", "half", "except") {
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
