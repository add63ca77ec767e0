package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Span is a piece of a text: the bytes from Start up to End, never empty.
type Span struct{ Start, End int }

// Sentences finds the sentences of a text, without the spaces and the list
// marks ("- ", "1. ", "> ", "## ") around them. A line ends a sentence, unless
// the next one plainly goes on with it. Inside a line, Unicode's rules (UAX 29)
// hold, except that abbreviations and initials end no sentence and a small
// letter may begin one.
func Sentences(text string) []Span {
	var spans []Span
	for start := 0; start < len(text); {
		end := paragraphEnd(text, start)
		spans = appendSentences(spans, text, start, end)
		start = end
	}
	return spans
}

// paragraphEnd finds the end of the lines that belong together from start on.
func paragraphEnd(text string, start int) int {
	end := lineEnd(text, start)
	for end < len(text) {
		next := lineEnd(text, end)
		if !goesOnBelow(text[start:end], text[end:next]) {
			break
		}
		start, end = end, next
	}
	return end
}

// lineEnd finds the start of the next line.
func lineEnd(text string, start int) int {
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
		return start + i + 1
	}
	return len(text)
}

// wrapWidth is the length from which a line may have been wrapped.
const wrapWidth = 60

// goesOnBelow tells whether a line was wrapped: the next one begins small,
// and this one ends in a comma or a small word, or is long and begins with a
// capital, as the writer's sentences do.
func goesOnBelow(line, next string) bool {
	line, next = strings.TrimSpace(line), strings.TrimSpace(next)
	if line == "" || next == "" || markEnd(next) > 0 || strings.HasPrefix(line, "#") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next)
	last, _ := utf8.DecodeLastRuneInString(line)
	if !unicode.IsLower(first) && !isDigit(next[0]) || strings.ContainsRune(".!?:;|", last) {
		return false
	}
	if last == ',' || endsInSmallWord(line) {
		return true
	}
	begin, _ := utf8.DecodeRuneInString(line[markEnd(line):])
	return utf8.RuneCountInString(line) >= wrapWidth && unicode.IsUpper(begin)
}

// endsInSmallWord tells a line that breaks off after "the", "to", "and".
func endsInSmallWord(line string) bool {
	switch strings.ToLower(line[strings.LastIndexByte(line, ' ')+1:]) {
	case "the", "a", "an", "of", "to", "and", "or", "for", "with", "by", "in", "on", "at", "from", "but", "because", "that", "our", "my", "his", "her", "their", "is", "are", "will":
		return strings.Contains(line, " ")
	}
	return false
}

// markEnd gives the length of the marks that open a list item, a heading or a
// quote, with the spaces behind them.
func markEnd(line string) int {
	at := 0
	for {
		n := oneMark(line[at:])
		if n == 0 {
			return at
		}
		at += n
		at += len(line[at:]) - len(strings.TrimLeft(line[at:], " \t\r"))
	}
}

// oneMark reads one of "- ", "* ", "• ", "> ", "# ", "1. ", "2) ".
func oneMark(line string) int {
	n := 0
	for n < len(line) && (line[n] == '#' || isDigit(line[n])) {
		n++
	}
	switch {
	case n > 0 && line[0] == '#' && strings.Trim(line[:n], "#") == "":
	case n > 0 && n <= 3 && isDigit(line[0]) && n < len(line) && (line[n] == '.' || line[n] == ')'):
		n++
	case n == 0 && line != "":
		r, size := utf8.DecodeRuneInString(line)
		if !strings.ContainsRune("-*•‣◦–—>+·", r) {
			return 0
		}
		n = size
		if r == '>' {
			return n
		}
	default:
		return 0
	}
	if n < len(line) && line[n] != ' ' && line[n] != '\t' {
		return 0
	}
	return n
}

// appendSentences cuts text[start:end], lines that belong together.
func appendSentences(spans []Span, text string, start, end int) []Span {
	block := text[start:end]
	from := len(block) - len(strings.TrimLeftFunc(block, unicode.IsSpace))
	from += markEnd(block[from:])
	open := from
	for it := sentences.FromString(block[from:]); it.Next(); {
		at, next := from+it.Start(), from+it.End()
		for cut := smallStart(block, at, next); cut > 0; cut = smallStart(block, at, next) {
			spans = appendTrimmed(spans, block, start, open, cut)
			open, at = cut, cut
		}
		if next < len(block) && (block[next-1] == '\n' || !unicode.IsSpace(rune(block[next-1])) && isWordByte(block[next]) || endsInAbbreviation(block[open:next], block[next:])) {
			continue
		}
		spans = appendTrimmed(spans, block, start, open, next)
		open = next
	}
	return appendTrimmed(spans, block, start, open, len(block))
}

// isWordByte tells whether a byte begins or goes on with a word: a mark right
// before one ends no sentence ("job?id=3").
func isWordByte(b byte) bool {
	return b >= 0x80 || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z' || b == '=' || b == '&' || b == '}' || b == '/' || b == ']' || b == '('
}

func appendTrimmed(spans []Span, block string, offset, start, end int) []Span {
	if start >= end {
		return spans
	}
	s := block[start:end]
	begin := start + len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	s = strings.TrimSpace(s)
	if s == "" {
		return spans
	}
	return append(spans, Span{offset + begin, offset + begin + len(s)})
}

// smallStart finds a sentence that begins with a small letter inside
// block[start:end], which Unicode's rules leave uncut: "fixed it. needs tests."
func smallStart(block string, start, end int) int {
	for i := start + 1; i+1 < end; i++ {
		if !strings.Contains(".!?", block[i:i+1]) || block[i+1] != ' ' || block[i-1] == '.' {
			continue
		}
		next := i + 1 + len(block[i+1:end]) - len(strings.TrimLeft(block[i+1:end], " "))
		r, _ := utf8.DecodeRuneInString(block[next:])
		if next >= end || !unicode.IsLower(r) || endsInAbbreviation(block[start:i+1], block[next:]) {
			continue
		}
		return next
	}
	return 0
}
