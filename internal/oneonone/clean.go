package oneonone

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes text from outside safe to show, to name files after and to put
// into Markdown: valid UTF-8 without control characters. Line feeds and tabs
// stay. Terminal sequences (colours, titles, links) go as a whole, and so do
// the invisible runes that reorder text or hide words in it; a zero-width
// joiner stays, since emoji are made with it. Other characters that end a
// line become a space, so that no words are joined and no line is counted
// that was none; a broken byte becomes "?". A letter that is written in two
// ways comes out in one (NFC, Unicode Standard Annex 15), so that "é" finds "é".
func Clean(s string) string {
	if isClean(s) {
		return norm.NFC.String(s)
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "?"), "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	for s != "" {
		if n := sequence(s); n > 0 {
			s = s[n:]
			continue
		}
		r, n := utf8.DecodeRuneInString(s)
		s = s[n:]
		switch {
		case partsLines(r):
			b.WriteByte(' ')
		case !forbidden(r):
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// isClean spares ordinary text the copy.
func isClean(s string) bool {
	for i, r := range s {
		if forbidden(r) {
			return false
		}
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return false
			}
		}
	}
	return true
}

// forbidden tells whether no clean text has the rune.
func forbidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < 0x20 || r >= 0x7f && r <= 0x9f: // C0, DEL, C1
		return true
	case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069: // bidi
		return true
	case r >= 0xe0000 && r <= 0xe007f: // tag characters: text nobody sees
		return true
	case r == 0x2028 || r == 0x2029 || r == 0xfeff: // separators, byte order mark
		return true
	}
	return false
}

// partsLines tells whether the rune ends a line somewhere, the line feed
// aside.
func partsLines(r rune) bool {
	switch r {
	case '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// sequence gives the length of the terminal sequence that s begins with, or 0.
// One that never ends is none: it would swallow the text after it.
func sequence(s string) int {
	var n int
	var kind byte
	switch {
	case len(s) > 1 && s[0] == '\x1b':
		n, kind = 2, s[1]
	case strings.HasPrefix(s, "\u009b"):
		n, kind = 2, '['
	case strings.HasPrefix(s, "\u009d"):
		n, kind = 2, ']'
	}
	switch kind {
	case '[':
		return csi(s, n)
	case ']':
		return osc(s, n)
	}
	return 0
}

// csi finds the end of a control sequence: parameters, then one final byte.
func csi(s string, from int) int {
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0x40 && c <= 0x7e:
			return i + 1
		case c < 0x20 || c > 0x7e:
			return 0
		}
	}
	return 0
}

// osc finds the end of an operating system command: BEL or ESC \. No other
// control character stands in one.
func osc(s string, from int) int {
	for i := from; i < len(s); i++ {
		switch {
		case s[i] == '\a':
			return i + 1
		case strings.HasPrefix(s[i:], "\x1b\\"), strings.HasPrefix(s[i:], "\u009c"):
			return i + 2
		case s[i] < 0x20, strings.HasPrefix(s[i:], "\u009d"):
			return 0
		}
	}
	return 0
}
