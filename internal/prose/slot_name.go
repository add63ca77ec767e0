package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// addName adds a word written like a name, or one that is known as such.
func (q *slotReader) addName(i int) int {
	end := i + 1
	switch q.kind(i) {
	case lexOpaque:
		if x := q.lex[i]; q.text[x.start] == '@' {
			return q.put(i, end, Slot{Kind: NameSlot, Key: Fold(q.text[x.start+1 : x.end])})
		}
		return i
	case lexWord, lexIdent:
	default:
		return i
	}
	if !q.upper(i) {
		return i
	}
	for q.is(end, "-") && q.glued(end) && q.glued(end+1) && q.kind(end+1) == lexWord && q.upper(end+1) {
		end += 2
	}
	word := q.text[q.lex[i].start:q.lex[end-1].end]
	if !q.known(word) && !q.writtenAsName(i, end, word) {
		return i
	}
	return q.put(i, end, Slot{Kind: NameSlot, Key: Fold(word)})
}

// writtenAsName tells a word whose capital can only be that of a name.
func (q *slotReader) writtenAsName(i, end int, word string) bool {
	low := q.low(i)
	switch {
	case q.kind(i) == lexIdent || isCapitals(word) || IsStop(low) || isDateWord(low):
		return false
	case q.glued(end) && q.kind(end) == lexWord && !q.is(end, "'s"): // Don't
		return false
	case q.kind(end) == lexNumber && q.labelled(end):
		return false
	}
	return !q.begins(i) && !q.isTitle(i)
}

// begins tells that a sentence, a clause or a list item may begin with the
// lexeme at i, so that its capital says nothing.
func (r *reader) begins(i int) bool {
	switch r.kind(i - 1) {
	case lexBreak:
		return true
	case lexMark:
		return !r.is(i-1, ",", "&", "/", "+", "%", "€", "$", "'") && !(r.is(i-1, "-") && r.glued(i) && r.glued(i-1))
	}
	return false
}

// isTitle tells a line in which every word of meaning has a capital.
func (q *slotReader) isTitle(i int) bool {
	if i < q.lineEnd {
		return q.titled
	}
	start := i
	for start > 0 && q.kind(start-1) != lexBreak {
		start--
	}
	capitals, small := 0, false
	for q.lineEnd = start; q.kind(q.lineEnd) != lexBreak; q.lineEnd++ {
		low := q.low(q.lineEnd)
		switch {
		case q.kind(q.lineEnd) != lexWord || strings.HasPrefix(low, "'"):
		case !q.upper(q.lineEnd):
			small = small || len(low) > 4 || !IsStop(low)
		case !IsStop(low):
			capitals++
		}
	}
	q.titled = capitals > 2 && !small
	return q.titled
}

// isCapitals tells API and PRs.
func isCapitals(word string) bool {
	if r, size := utf8.DecodeLastRuneInString(word); r == 's' && len(word) > 2 {
		word = word[:len(word)-size]
	}
	return !strings.ContainsFunc(word, unicode.IsLower)
}
