package secret

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shadow is a text as it is read: without what nobody sees in a word, wide letters and signs as the
// usual ones, every blank of a line as a space. Its places are found again in the text itself.
type shadow struct {
	text string
	from []int // where each byte of it stands in the text, and where that ends; nil when the two are one
}

func shadowOf(text string) shadow {
	if strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) < 0 {
		return shadow{text: text}
	}
	var b strings.Builder
	from := make([]int, 0, len(text)+1)
	for i, r := range text {
		c := plainly(r)
		if c < 0 {
			continue
		}
		for range utf8.RuneLen(c) {
			from = append(from, i)
		}
		b.WriteRune(c)
	}
	return shadow{b.String(), append(from, len(text))}
}

// plainly gives the letter as which a reader takes one, -1 for what is not seen.
func plainly(r rune) rune {
	switch {
	case r == utf8.RuneError:
		return '?'
	case unicode.In(r, unicode.Cf, unicode.Variation_Selector):
		return -1
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// at gives the place in the text.
func (s shadow) at(i int) int {
	if s.from == nil {
		return i
	}
	return s.from[i]
}
