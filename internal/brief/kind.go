package brief

import (
	"cmp"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// NoteKind tells what a note is: sure of it when a tag or a label before the
// text says so, or when the reader is; else what the reader would rather say
// than not, which is a guess; Plain when it would say nothing.
func NoteKind(r *reader.Reader, text string, tags []string) (kind oneonone.NoteKind, sure bool) {
	return noteKind(r, text, tags, r.Read(reader.Journal, reader.Line{Text: text}))
}

// noteKind is NoteKind for who has read the text.
func noteKind(r *reader.Reader, text string, tags []string, does reader.Reading) (kind oneonone.NoteKind, sure bool) {
	for _, kind := range oneonone.NoteKinds {
		if hasTag(tags, string(kind)) {
			return kind, true
		}
	}
	kind, chance := guess(does)
	if said, length := saidKind(r, text, kind); length > 0 {
		return said, true
	}
	return kind, kind != oneonone.Plain && chance >= reader.Sure
}

// guess gives the likeliest kind of a note, and how sure the reader is of it, in percent.
func guess(does reader.Reading) (oneonone.NoteKind, int) {
	label, chance := does.Likeliest(reader.Win, reader.Blocker, reader.Question, reader.Concern, reader.Decision, reader.Learning, reader.Idea)
	return oneonone.NoteKind(label), chance
}

// saidKind finds the word with a colon by which a text says itself what it is
// ("idea: …"), and how many bytes that takes; 0 where there is none. A word that
// is no kind's name is one when the reader takes it alone for what it takes the whole for.
func saidKind(r *reader.Reader, text string, whole oneonone.NoteKind) (oneonone.NoteKind, int) {
	word, _, found := strings.Cut(text, ": ")
	if !found || strings.ContainsAny(word, " \t\n") {
		return oneonone.Plain, 0
	}
	length := len(word) + len(": ")
	for _, kind := range oneonone.NoteKinds {
		if strings.EqualFold(word, string(kind)) {
			return kind, length
		}
	}
	if whole == oneonone.Plain {
		return oneonone.Plain, 0
	}
	if kind, _ := guess(r.Read(reader.Journal, reader.Line{Text: word + ":"})); kind != whole {
		return oneonone.Plain, 0
	}
	return whole, length
}

// wordsWhy is how many words are told that speak for a kind.
const wordsWhy = 3

// Because gives the words that speak most for the kind of a note.
func (b *Brief) Because(it *Item) []string {
	return b.reader.Because(reader.Journal, reader.Line{Text: it.Text}, reader.Label(it.NoteKind), wordsWhy)
}

// leastPraise is how sure the reader is at least of what is called praise, in percent.
const leastPraise = 40

// Praises tells praise from blame.
func Praises(text string) bool {
	does := new(reader.Reader).Read(reader.Opinion, reader.Line{Text: text})
	return does.Of(reader.Praise) > does.Of(reader.Criticism) && does.Of(reader.Praise) >= leastPraise
}

// surelyPraise is how sure the reader is of what may be told as praise, in percent.
const surelyPraise = 66

// surelyPraises tells praise that may be told as such: none has been acted on as what was to be mended.
func surelyPraises(f *oneonone.Feedback) bool {
	does := new(reader.Reader).Read(reader.Opinion, reader.Line{Text: f.Text})
	return does.Of(reader.Praise) >= surelyPraise && does.Of(reader.Criticism) < does.Of(reader.Praise) && len(f.Acted) == 0
}

// reader gives the reader of the brief: one that learned from the user's notes, if it may.
func (in Input) reader() *reader.Reader {
	r := new(reader.Reader)
	if !in.Learn {
		return r
	}
	return r.Learn(reader.Journal, Examples(in.Notes))
}

// Examples gives the public notes of which the user said what they are, or that
// they are none of the kinds, oldest first.
func Examples(notes []*oneonone.Note) []reader.Example {
	told := slices.DeleteFunc(public(notes), func(n *oneonone.Note) bool {
		return n.KindGuessed || n.NoteKind == "" && !n.Placed || n.Fills != nil || prose.AddressesMachine(n.Text)
	})
	slices.SortFunc(told, func(x, y *oneonone.Note) int { return cmp.Or(x.At.Compare(y.At), strings.Compare(x.ID, y.ID)) })
	var out []reader.Example
	for _, n := range told {
		e := reader.Example{Line: reader.Line{Text: n.Text}}
		for _, kind := range oneonone.NoteKinds {
			if string(kind) == string(n.NoteKind) {
				e.Is = append(e.Is, reader.Label(kind))
			} else {
				e.Not = append(e.Not, reader.Label(kind))
			}
		}
		out = append(out, e)
	}
	return out
}

// Does tells how sure the reader is of what a sentence of a note does.
func (b *Brief) Does(sentence string) reader.Reading {
	return b.reader.Read(reader.Journal, reader.Line{Text: sentence})
}
