package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lexeme is the smallest piece that days and figures are read from.
type lexeme struct {
	start, end int
	low        string // lower case, with a straight apostrophe
	kind       lexKind
	glued      bool // nothing stands between it and the lexeme before
	upper      bool // it begins with a capital
}

type lexKind uint8

const (
	lexMark   lexKind = iota // one character of no other kind
	lexWord                  // letters: "friday", "'s"
	lexIdent                 // letters, then digits: "Q3", "p95", "k8s"
	lexNumber                // digits, with points and commas inside: "1,200"
	lexOpaque                // code, an address, a ticket: nothing inside counts
	lexBreak                 // the end of a line
)

// lexer cuts a text into lexemes in one pass.
type lexer struct {
	text string
	pos  int
	out  []lexeme
	// noTick is where a search for one, two or three closing backticks last
	// failed: nothing closes before it.
	noTick [4]int
}

// lexemes cuts text into lexemes. Spaces are dropped; `glued` tells where
// there were none.
func lexemes(text string) []lexeme {
	l := lexer{text: text, out: make([]lexeme, 0, len(text)/4+8)}
	for l.pos < len(text) {
		l.step()
	}
	return l.out
}

// step reads one lexeme, or skips one space.
func (l *lexer) step() {
	r, size := utf8.DecodeRuneInString(l.text[l.pos:])
	switch {
	case r == '\n':
		l.emit(l.pos+1, lexBreak)
	case r == '`':
		l.code()
	case unicode.IsSpace(r):
		l.pos += size
	case l.chunkStart() && l.chunk():
	case unicode.IsLetter(r):
		l.word()
	case isDigit(l.text[l.pos]):
		l.emit(numberEnd(l.text, l.pos), lexNumber)
	case isApostrophe(r):
		l.suffix(size)
	default:
		l.emit(l.pos+size, lexMark)
	}
}

func (l *lexer) emit(end int, kind lexKind) {
	text := l.text[l.pos:end]
	r, _ := utf8.DecodeRuneInString(text)
	x := lexeme{start: l.pos, end: end, kind: kind, upper: unicode.IsUpper(r)}
	if n := len(l.out); n > 0 {
		x.glued = l.out[n-1].end == l.pos && l.out[n-1].kind != lexBreak && kind != lexBreak
	}
	if kind == lexWord || kind == lexIdent || kind == lexMark || kind == lexNumber {
		x.low = strings.ToLower(text)
	}
	l.out = append(l.out, x)
	l.pos = end
}

// word reads letters; digits after them make it an identifier.
func (l *lexer) word() {
	end, kind := l.pos, lexWord
	for end < len(l.text) {
		r, size := utf8.DecodeRuneInString(l.text[end:])
		if isDigit(l.text[end]) {
			kind = lexIdent
		} else if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		end += size
	}
	l.emit(end, kind)
}

// suffix reads an apostrophe and the letters behind it: 's, 'll, 't.
func (l *lexer) suffix(size int) {
	end := l.pos + size
	for end < len(l.text) {
		r, n := utf8.DecodeRuneInString(l.text[end:])
		if !unicode.IsLetter(r) {
			break
		}
		end += n
	}
	glued := len(l.out) > 0 && l.out[len(l.out)-1].end == l.pos
	if end == l.pos+size || !glued {
		l.emit(l.pos+size, lexMark)
		l.out[len(l.out)-1].low = "'"
		return
	}
	l.emit(end, lexWord)
	x := &l.out[len(l.out)-1]
	x.low = "'" + x.low[size:]
}

// code skips what stands between backticks: a block of lines after three, a
// piece of one line after fewer. A lone backtick is a mark.
func (l *lexer) code() {
	run := l.pos
	for run < len(l.text) && l.text[run] == '`' {
		run++
	}
	n := min(run-l.pos, 3)
	rest := l.text[run:]
	at := -1
	if run >= l.noTick[n] {
		at = strings.Index(rest, "```"[:n])
	}
	switch line := strings.IndexByte(rest[:max(at, 0)], '\n'); {
	case at < 0:
		l.noTick[n] = len(l.text)
	case line >= 0 && n < 3:
		l.noTick[n] = run + line
	default:
		l.emit(run+at+n, lexOpaque)
		return
	}
	l.emit(run, lexMark)
}

// chunkStart tells whether a run of non-spaces begins here, brackets and
// quotes before it aside.
func (l *lexer) chunkStart() bool {
	n := len(l.out)
	if n == 0 || l.out[n-1].end != l.pos || l.out[n-1].kind == lexBreak {
		return true
	}
	last := l.out[n-1]
	if last.low == "'" {
		return !last.glued
	}
	return last.kind == lexMark && strings.Contains(opening, last.low)
}

// opening lists the marks that a run of non-spaces may begin or end at.
const opening = "()[]{}<>\"“”‘*|,;`=→—–"

// chunk emits the run of non-spaces from here as one opaque lexeme when it
// is an address, a path, a tag, a hash or another name.
func (l *lexer) chunk() bool {
	if l.plain() {
		return false
	}
	end := l.until(opening)
	end = l.pos + len(strings.TrimRight(l.text[l.pos:end], ".,;:!?'’"))
	if end <= l.pos || !isOpaque(l.text[l.pos:end]) {
		return false
	}
	if name := l.text[l.pos:end]; strings.Contains(name, "://") || strings.HasPrefix(name, "--") {
		end = l.until(")<>\"`")
	}
	l.emit(end, lexOpaque)
	return true
}

// plain tells most runs: letters up to a space. None of them is a name.
func (l *lexer) plain() bool {
	i := l.pos
	for i < len(l.text) && isLetter(l.text[i]) {
		i++
	}
	return i == len(l.text) || l.text[i] == ' ' || l.text[i] == '\n'
}

// maxChunk bounds how far a name is looked at, so that a text without spaces
// takes no longer than another.
const maxChunk = 2000

// until finds the next space or one of the marks.
func (l *lexer) until(marks string) int {
	for i, r := range l.text[l.pos:] {
		if i > maxChunk || unicode.IsSpace(r) || strings.ContainsRune(marks, r) {
			return l.pos + i
		}
	}
	return len(l.text)
}

// numberEnd finds where the number that starts at i ends: digits, and points
// or commas with digits on both sides.
func numberEnd(text string, i int) int {
	for i < len(text) {
		inner := text[i] == '.' || text[i] == ','
		if !isDigit(text[i]) && !(inner && i+1 < len(text) && isDigit(text[i+1])) {
			break
		}
		i++
	}
	return i
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }
