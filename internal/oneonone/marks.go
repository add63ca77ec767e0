package oneonone

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks finds the words that a user marks in a note: #tag, @person, +project.
// They come without their sign, each once (whatever its case), in the order
// and the case in which they were written. A marked word begins with a letter
// of any script and goes on with letters, digits, "-", "_" and "/"; a person's
// also with a dot between letters. Code, links, e-mail addresses, issue
// numbers, "C#", "+1" and "a+b" mark nothing.
func Marks(text string) (tags, people, projects []string) {
	text = withoutCode(text)
	for i := 0; i < len(text); {
		if n := link(text, i); n > 0 {
			i += n
			continue
		}
		word := ""
		if strings.IndexByte("#@+", text[i]) >= 0 && opens(text, i) {
			word = markedWord(text[i+1:], text[i] == '@')
		}
		switch {
		case word == "":
		case text[i] == '#':
			tags = appendOnce(tags, word)
		case text[i] == '@':
			people = appendOnce(people, word)
		case text[i] == '+':
			projects = appendOnce(projects, word)
		}
		i += 1 + len(word)
	}
	return tags, people, projects
}

// appendOnce adds the word unless it is there in some case.
func appendOnce(words []string, word string) []string {
	same := func(w string) bool { return strings.EqualFold(w, word) }
	if slices.ContainsFunc(words, same) {
		return words
	}
	return append(words, word)
}

// opens tells whether a sign at text[i] can begin a marked word: it follows
// nothing, a space or an opening character.
func opens(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if i == 0 || unicode.IsSpace(before) {
		return true
	}
	if text[i] == '#' && strings.HasSuffix(text[:i], "[[") {
		return false // a wiki link to a heading
	}
	return strings.ContainsRune("([{<>|\"'“‘«„*_~,;:!¿¡—–", before)
}

// markedWord gives the word that text begins with, or "".
func markedWord(text string, dots bool) string {
	end := 0
	for i, r := range text {
		switch {
		case unicode.IsLetter(r), i > 0 && (unicode.IsDigit(r) || unicode.IsMark(r)):
			end = i + utf8.RuneLen(r)
		case i > 0 && strings.ContainsRune("-_/", r):
		case dots && i > 0 && r == '.' && end == i:
		default:
			return text[:end]
		}
	}
	return text[:end]
}

// link gives the length of the address that begins at text[i], or 0: a URL, or
// the target of a Markdown link.
func link(text string, i int) int {
	rest := text[i:]
	if strings.HasPrefix(rest, "](") {
		return len(rest) - len(strings.TrimLeftFunc(rest, inTarget))
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if i > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before)) {
		return 0
	}
	scheme := len(rest) - len(strings.TrimLeftFunc(rest, asciiLetter))
	after := rest[scheme:]
	if scheme == 0 || !strings.HasPrefix(after, "://") && rest[:scheme] != "mailto" && !strings.HasPrefix(rest, "www.") {
		return 0
	}
	return scheme + len(after) - len(strings.TrimLeftFunc(after, inTarget))
}

func asciiLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

func inTarget(r rune) bool { return !unicode.IsSpace(r) && !strings.ContainsRune(")>\"", r) }

// withoutCode gives the text with its fenced blocks and code spans left out.
func withoutCode(text string) string {
	if !strings.Contains(text, "`") && !strings.Contains(text, "~~~") {
		return text
	}
	var b strings.Builder
	fence := ""
	for line := range strings.Lines(text) {
		mark := fenceMark(line)
		switch {
		case fence != "":
			closes := strings.HasPrefix(mark, fence) && strings.TrimSpace(line) == mark
			if closes {
				fence = ""
			}
		case mark != "":
			fence = mark
		default:
			b.WriteString(line)
		}
	}
	return withoutSpans(b.String())
}

// fenceMark gives the run of ` or ~ that opens a fenced block, or "".
func fenceMark(line string) string {
	line = strings.TrimLeft(line, " \t>")
	for _, c := range []string{"`", "~"} {
		rest := strings.TrimLeft(line, c)
		n := len(line) - len(rest)
		if n >= 3 && !(c == "`" && strings.Contains(rest, "`")) {
			return line[:n]
		}
	}
	return ""
}

// withoutSpans puts "`" for each code span; a run of backticks that nothing
// closes in its paragraph is ordinary text.
func withoutSpans(text string) string {
	var b strings.Builder
	for {
		start := strings.IndexByte(text, '`')
		if start < 0 {
			return b.String() + text
		}
		rest := strings.TrimLeft(text[start:], "`")
		ticks := text[start : len(text)-len(rest)]
		b.WriteString(text[:start] + "`")
		if n := spanEnd(rest, ticks); n > 0 {
			rest = rest[n:]
		}
		text = rest
	}
}

// spanEnd gives where the code span ends that ticks opened, or 0.
func spanEnd(text, ticks string) int {
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '`')
		if n < 0 || strings.Contains(text[i:i+n], "\n\n") {
			return 0
		}
		i += n
		run := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
		i += run
		if run == len(ticks) {
			return i
		}
	}
}
