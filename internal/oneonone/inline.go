package oneonone

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline makes a text safe to stand in a line of Markdown: one line, no
// control characters, and nothing in it that would be read as emphasis, a
// link, an image, HTML or the beginning of a block. Code spans stay.
func inline(s string) string {
	s = strings.Join(strings.Fields(Clean(s)), " ")
	var b strings.Builder
	at := blockMark(s)
	for i := 0; i < len(s); {
		if ticks, n := codeSpan(s[i:]); ticks > 0 {
			if n == 0 { // nothing closes the run: as a whole it is no mark
				b.WriteString(strings.Repeat("\\`", ticks))
				n = ticks
			} else {
				b.WriteString(s[i : i+n])
			}
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if i == at || isMarkup(s, i, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		i += n
	}
	return b.String()
}

// isMarkup tells whether the rune at i would be read as a mark within a line.
func isMarkup(s string, i int, r rune) bool {
	rest := s[i:]
	switch r {
	case '*', '<', '\\', '|':
		return true
	case '~':
		about := (i == 0 || s[i-1] == ' ') && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' // ~5 minutes
		return !about
	case '_':
		return atWordEdge(s, i)
	case ']':
		return len(rest) > 1 && strings.IndexByte("([:", rest[1]) >= 0
	case '!':
		return strings.HasPrefix(rest, "![")
	case '&':
		name, _, found := strings.Cut(rest[1:], ";")
		return found && name != "" && strings.IndexFunc(name, func(r rune) bool { return r != '#' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) < 0
	}
	return false
}

// blockMark gives where the mark stands that makes a heading, a list, a quote
// or a rule of a line, or -1.
func blockMark(s string) int {
	rest := strings.TrimLeft(s, "#")
	if n := len(s) - len(rest); n > 0 && (rest == "" || rest[0] == ' ') {
		return 0
	}
	rest = strings.TrimLeft(s, "0123456789")
	if n := len(s) - len(rest); n > 0 && rest != "" && (rest[0] == '.' || rest[0] == ')') && (len(rest) == 1 || rest[1] == ' ') {
		return n
	}
	if s != "" && strings.IndexByte(">-+=", s[0]) >= 0 {
		return 0
	}
	return -1
}

// codeSpan gives how many backticks s begins with, and the length of the code span that they
// open, or 0: as many backticks at its end as at its beginning.
func codeSpan(s string) (ticks, length int) {
	rest := strings.TrimLeft(s, "`")
	ticks = len(s) - len(rest)
	if ticks == 0 {
		return 0, 0
	}
	if n := spanEnd(rest, s[:ticks]); n > 0 {
		return ticks, ticks + n
	}
	return ticks, 0
}

// atWordEdge tells whether the underscore at i is not between two letters or
// digits: only there does Markdown read it as emphasis.
func atWordEdge(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+1:])
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !word(before) || !word(after)
}

// VerbatimMarkdown gives a text so that every character of it shows, however
// it is rendered: one line as text, several as a block, with their numbers if
// they are to be referred to.
func VerbatimMarkdown(text string, numbered bool) string {
	text = strings.TrimRight(text, "\n")
	if !strings.Contains(text, "\n") && !numbered {
		return inline(text)
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	var b strings.Builder
	b.WriteString(fence + "\n")
	for i, line := range strings.Split(text, "\n") {
		if numbered {
			fmt.Fprintf(&b, "%3d  ", i+1)
		}
		b.WriteString(line + "\n")
	}
	b.WriteString(fence)
	return b.String()
}
