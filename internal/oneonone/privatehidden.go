package oneonone

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// frontMatter reads what stands between "---" or "+++" at the very top: how
// many lines it takes, and whether it makes all of the text private. Where
// nothing closes it, it takes none, and only a clear yes counts.
func frontMatter(lines []string) (n int, private bool) {
	first := slices.IndexFunc(lines, func(line string) bool { return strings.TrimSpace(line) != "" })
	if first < 0 {
		return 0, false
	}
	mark := strings.TrimSpace(strings.TrimPrefix(lines[first], "\ufeff"))
	if mark != "---" && mark != "+++" {
		return 0, false
	}
	isEnd := func(line string) bool {
		line = strings.TrimSpace(line)
		return line == mark || mark == "---" && line == "..."
	}
	body := lines[first+1:]
	end := slices.IndexFunc(body, isEnd)
	if end < 0 {
		return 0, frontSays(body, false)
	}
	return first + end + 2, frontSays(body[:end], true)
}

// frontSays tells whether the fields of front matter make a text private. What
// nothing closes ends where the fields do.
func frontSays(lines []string, closed bool) bool {
	key, value := "", ""
	for _, line := range lines {
		if key, value = frontField(key, line); key == "" && !closed {
			return false
		}
		switch {
		case key == theWord && (closed && !saysNo(value) || saysYes(value)):
			return true
		case (key == "tags" || key == "tag") && IsPrivateTag(strings.FieldsFunc(value, inList)), hasTag(line):
			return true
		}
	}
	return false
}

// frontField parts a line of front matter; an item of a list belongs to the
// key above it. What can be none has no key.
func frontField(above, line string) (key, value string) {
	s := strings.TrimSpace(strings.ToLower(line))
	if s == "" || s[0] == '#' {
		return above + " ", "" // a key that is nobody's, and yet one
	}
	if item, ok := strings.CutPrefix(s, "-"); ok {
		return strings.TrimSpace(above), item
	}
	at := strings.IndexAny(s, ":=")
	if at < 0 {
		return "", ""
	}
	value, _, _ = strings.Cut(s[at+1:], " # ") // YAML's remark
	return strings.Trim(s[:at], "\"' {"), strings.Trim(value, "\"' }")
}

func inList(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",[]\"'#", r) }

func saysNo(value string) bool {
	return slices.Contains([]string{"false", "no", "off", "0", "", "null", "~"}, value)
}

func saysYes(value string) bool { return slices.Contains([]string{"true", "yes", "on", "1"}, value) }

// stripper takes comments out of lines.
type stripper struct {
	lines, shown []string
	code         []bool
	closer       string          // of the comment that is open
	unclosed     map[string]bool // marks that nothing closes from here on
}

// withoutComments gives the lines without comments, and tells which of them
// are code; the front matter counts as code.
func withoutComments(lines []string, front int) (shown []string, code []bool) {
	s := stripper{lines: lines, shown: make([]string, len(lines)), code: make([]bool, len(lines)), unclosed: map[string]bool{}}
	for i := 0; i < len(lines); i++ {
		end := front - 1
		if i >= front {
			end = s.fenceEnd(i)
		}
		if end < i {
			s.line(i)
			continue
		}
		for ; i <= end; i++ {
			s.shown[i], s.code[i] = lines[i], true
		}
		i--
	}
	return s.shown, s.code
}

// fenceEnd gives the line that closes the fence that a line opens, or -1.
func (s *stripper) fenceEnd(i int) int {
	mark := fenceMark(s.lines[i])
	if mark == "" || s.closer != "" || s.unclosed[mark] {
		return -1
	}
	for j := i + 1; j < len(s.lines); j++ {
		if end := fenceMark(s.lines[j]); strings.HasPrefix(end, mark) && strings.TrimLeft(strings.TrimSpace(s.lines[j]), "> \t") == end {
			return j
		}
	}
	s.unclosed[mark] = true
	return -1
}

// line takes the comments out of one line.
func (s *stripper) line(i int) {
	var b strings.Builder
	rest := s.lines[i]
	for rest != "" {
		if s.closer != "" {
			_, after, found := strings.Cut(rest, s.closer)
			if rest = after; found {
				s.closer = ""
			}
			continue
		}
		at, open := commentStart(rest)
		if at < 0 {
			break
		}
		b.WriteString(rest[:at])
		rest = rest[at+len(open):]
		if s.closer = s.closes(i, b.String(), open, rest); s.closer == "" {
			b.WriteString(open)
		}
	}
	if s.closer == untilBlank && (i+1 == len(s.lines) || strings.TrimSpace(s.lines[i+1]) == "") {
		s.closer = ""
	}
	b.WriteString(rest)
	if s.shown[i] = b.String(); s.shown[i] != s.lines[i] {
		s.shown[i] = strings.TrimRight(s.shown[i], " \t")
	}
}

// What ends a comment that nothing closes: its paragraph or the text.
const (
	untilBlank = "\n\n"
	never      = "\n"
)

// closes gives what ends the comment that opens on a line, "" where it is
// none.
func (s *stripper) closes(i int, before, open, rest string) string {
	closer := map[string]string{"%%": "%%", "<!--": "-->"}[open]
	if open == "%%" && isPercent(before, rest) {
		if ownMarks(rest)%2 == 0 {
			return ""
		}
		return untilBlank // a comment begins or ends here, nobody can say which
	}
	if strings.Contains(rest, closer) {
		return closer
	}
	if !s.unclosed[closer] {
		for _, line := range s.lines[i+1:] {
			if strings.Contains(line, closer) {
				return closer
			}
		}
		s.unclosed[closer] = true
	}
	if withoutLead(before) == "" {
		return never
	}
	return untilBlank
}

// isPercent knows the "100%%" that some write for 100%.
func isPercent(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsDigit(last) && !unicode.IsLetter(next)
}

// ownMarks counts the "%%" that are no percents.
func ownMarks(s string) int {
	n := 0
	for {
		before, after, ok := strings.Cut(s, "%%")
		if !ok {
			return n
		}
		if !isPercent(before, after) {
			n++
		}
		s = after
	}
}

// commentStart finds where a comment opens, outside of code.
func commentStart(s string) (at int, open string) {
	for i := 0; i < len(s); {
		if n := spanLen(s[i:]); n > 0 {
			i += n
			continue
		}
		for _, open := range []string{"%%", "<!--"} {
			if strings.HasPrefix(s[i:], open) {
				return i, open
			}
		}
		i++
	}
	return -1, ""
}
