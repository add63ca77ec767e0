package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Span is a stretch of a text, in bytes.
type Span struct{ Start, End int }

// Marks finds where the terms of the query stand in a text, in order and
// without overlap.
func (q Query) Marks(text string) []Span {
	low := foldText(text)
	var out []Span
	for _, t := range q.terms {
		found := false
		for at := 0; ; {
			i := strings.Index(low.text[at:], t.text)
			if i < 0 {
				break
			}
			out = append(out, low.span(at+i, at+i+len(t.text)))
			at += i + len(t.text)
			found = true
		}
		if !found && t.stem != nil {
			out = append(out, forms(low, string(t.stem))...)
		}
	}
	slices.SortFunc(out, func(x, y Span) int { return x.Start - y.Start })
	kept := out[:0]
	for _, s := range out {
		if len(kept) == 0 || s.Start >= kept[len(kept)-1].End {
			kept = append(kept, s)
		}
	}
	return kept
}

// forms finds the words that begin with a stem and end soon after it.
func forms(f folded, stem string) []Span {
	low := f.text
	var out []Span
	for at := 0; ; {
		i := strings.Index(low[at:], stem)
		if i < 0 {
			return out
		}
		from := at + i
		end := from + len(stem)
		for end < len(low) && isLetter(low[end]) {
			end++
		}
		if (from == 0 || !isLetter(low[from-1])) && end-from-len(stem) <= 4 {
			out = append(out, f.span(from, end))
		}
		at = from + len(stem)
	}
}

// Snippet cuts the piece of a text, at most so many letters long, that has the
// first term of the query in it, and says where the terms stand in it. A text
// without a term gives its beginning.
func (q Query) Snippet(text string, letters int) (string, []Span) {
	text = strings.Join(strings.Fields(text), " ")
	marks := q.Marks(text)
	if utf8.RuneCountInString(text) > letters {
		text = window(text, marks, letters)
		marks = q.Marks(text)
	}
	return text, marks
}

// window cuts the text around the first mark, at the spaces.
func window(text string, marks []Span, letters int) string {
	from := 0
	if len(marks) > 0 {
		from = back(text, marks[0].Start, letters/3)
	}
	to := from
	for n := 0; to < len(text) && n < letters; n++ {
		_, size := utf8.DecodeRuneInString(text[to:])
		to += size
	}
	if to < len(text) {
		if space := strings.LastIndexByte(text[from:to], ' '); space > 0 && (len(marks) == 0 || from+space > marks[0].End) {
			to = from + space
		}
	}
	out := text[from:to]
	if from > 0 {
		out = "… " + out
	}
	if to < len(text) {
		out += " …"
	}
	return out
}

// back goes back at most so many letters from a place, to the beginning of a
// word.
func back(text string, at, letters int) int {
	from := at
	for n := 0; from > 0 && n < letters; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	if from == 0 {
		return 0
	}
	if space := strings.IndexByte(text[from:at], ' '); space >= 0 {
		return from + space + 1
	}
	return at
}
