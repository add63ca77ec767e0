package search

import (
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

// lastAccented is where the letters end whose marks are accents: in the scripts beyond
// Latin, Greek and Cyrillic a mark makes another letter.
const lastAccented = 0x52f

// appendFolded adds a rune in the form in which words are compared: a small letter
// without accents; dashes and single quotes as a keyboard has them.
func appendFolded(to []byte, r rune) []byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return append(to, byte(r+'a'-'A'))
	case r < utf8.RuneSelf:
		return append(to, byte(r))
	case r >= 0x300 && r <= 0x36f: // an accent that stands by itself
		return to
	case r >= 0x2010 && r <= 0x2015:
		return append(to, '-')
	case r == '\u2018', r == '\u2019':
		return append(to, '\'')
	case r == '\u00a0':
		return append(to, ' ')
	case r > lastAccented && (r < 0x1e00 || r > 0x1fff): // Latin and Greek have more letters there
		return utf8.AppendRune(to, unicode.ToLower(r))
	}
	return append(to, prose.Fold(string(r))...)
}

// fold gives the text in the form in which words are compared, in memory that is used again.
func fold(buffer *[]byte, text []byte) []byte {
	b := (*buffer)[:0]
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			b = appendFolded(b, rune(text[i]))
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		b = appendFolded(b, r)
		i += n
	}
	*buffer = b
	return b
}

// folded is a text as it is compared, and where each of its bytes stood.
type folded struct {
	text string
	from []int
}

func foldText(text string) folded {
	var b []byte
	var from []int
	for i, r := range text {
		b = appendFolded(b, r)
		for len(from) < len(b) {
			from = append(from, i)
		}
	}
	return folded{string(b), append(from, len(text))}
}

// span gives where a stretch of the folded text stood, with the accents that follow it.
func (f folded) span(start, end int) Span { return Span{f.from[start], f.from[end]} }
