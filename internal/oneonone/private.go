package oneonone

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Privacy tells what of a text its writer keeps to themselves. Every reader of
// text asks it, so that a mark means the same wherever it is typed.
//
// Private is a line with the tag #private or one below it (#private/health),
// one that begins with "private:", "(private)" or "[private]", and all that
// belongs to it: what is wrapped or nested below it, the list that it is the
// parent or the label of, the section under a heading, what a speaker goes on
// to say. Front matter with "private: true" or the tag, and a line of tags
// above everything, make all of the text private. What Obsidian (%% %%) and
// Markdown (<!-- -->) never show is private, too, wherever it stands.
//
// It knows marks, not matters: a text without one is public. Code marks
// nothing.
type Privacy struct {
	lines, shown []string
	private      []bool
}

// ReadPrivacy reads the marks of a text.
func ReadPrivacy(text string) Privacy {
	lines := strings.Split(text, "\n")
	p := Privacy{lines: lines, shown: lines, private: make([]bool, len(lines))}
	if !mayHide(text) {
		return p
	}
	front, whole := frontMatter(lines)
	shown, code := withoutComments(lines, front)
	p.shown = shown
	c := cover{rows: readRows(lines, shown, code), private: p.private, front: front}
	if whole || c.marks() {
		p.private = slices.Repeat([]bool{true}, len(lines))
	}
	return p
}

// WithoutPrivate gives the public part of a text, each line with its number,
// and how many lines are not, or not whole, in it.
func WithoutPrivate(text string) (public string, hidden int) {
	p := ReadPrivacy(text)
	out := make([]string, len(p.lines))
	for i, line := range p.lines {
		if !p.private[i] {
			out[i] = p.shown[i]
		}
		if out[i] != line && strings.TrimSpace(line) != "" {
			hidden++
		}
	}
	return strings.Join(out, "\n"), hidden
}

// IsMarked tells whether any part of a text is private.
func IsMarked(text string) bool {
	_, hidden := WithoutPrivate(text)
	return hidden > 0
}

// IsPrivate tells whether a record is in nothing that is shared or sent: its
// user said so, or its text does. Raw notes and drafts are documents that may
// have private parts; they are private as a whole only when the user said so.
func IsPrivate(r Record) bool {
	h := r.Header()
	switch h.Kind {
	case KindMeeting, KindAgenda, KindRecap, KindReflection:
		return h.Private
	}
	return h.Private || IsMarked(h.Text)
}

// Shown is the text without comments, private lines included.
func (p Privacy) Shown() string { return strings.Join(p.shown, "\n") }

// Private tells whether one of the lines from first to last, counted from 1,
// is private.
func (p Privacy) Private(first, last int) bool {
	from, to := max(first, 1)-1, min(last, len(p.private))
	return from < to && slices.Contains(p.private[from:to], true)
}

// mayHide spares ordinary text the reading.
func mayHide(text string) bool {
	return strings.Contains(text, "%%") || strings.Contains(text, "<!--") || strings.Contains(strings.ToLower(text), theWord)
}

// theWord is the only one that marks.
const theWord = "private"

// isTheTag tells whether a tag, without its sign, is the one or below it.
func isTheTag(tag string) bool {
	tag = strings.ToLower(strings.TrimLeft(tag, "#@"))
	return tag == theWord || strings.HasPrefix(tag, theWord+"/")
}

// IsPrivateTag tells whether one of the tags of a record marks it.
func IsPrivateTag(tags []string) bool { return slices.ContainsFunc(tags, isTheTag) }

// hasTag finds the tag in a line, outside of code and links. A tag that was
// glued to the word before it counts, since nobody can mean anything else by
// it; in an address or a path it does not.
func hasTag(line string) bool {
	for i := 0; i < len(line); {
		if n := cmp.Or(spanLen(line[i:]), link(line, i)); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(line[i:])
		if (r == '#' || r == '＃') && endsTag(line[i+n:]) && !inPath(line[:i]) {
			return true
		}
		i += n
	}
	return false
}

// endsTag tells whether the word of the tag stands here, and is no longer.
func endsTag(s string) bool {
	if len(s) < len(theWord) || !strings.EqualFold(s[:len(theWord)], theWord) {
		return false
	}
	s = strings.TrimLeft(s[len(theWord):], "-_")
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// inPath tells whether a sign after this begins no tag: the anchor of an
// address ("docs/page#…"), a wiki link ("[[#…"), another "#".
func inPath(before string) bool {
	if strings.HasSuffix(before, "[[") || strings.HasSuffix(before, "#") || strings.HasSuffix(before, "&") {
		return true
	}
	word := before[strings.LastIndexAny(before, " \t")+1:]
	r, _ := utf8.DecodeLastRuneInString(word)
	return strings.ContainsAny(word, "/.") && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '/')
}

// spanLen gives the length of the code span that s begins with, 0 when there
// is none.
func spanLen(s string) int {
	if s == "" || s[0] != '`' {
		return 0
	}
	rest := strings.TrimLeft(s, "`")
	ticks := s[:len(s)-len(rest)]
	if n := spanEnd(rest, ticks); n > 0 {
		return len(ticks) + n
	}
	return len(ticks)
}

// label is how a line calls itself private.
type label int

const (
	noLabel label = iota
	// alone is the word by itself: it heads what comes below it.
	alone
	// opening is a label with more behind it.
	opening
	// callout is Obsidian's: all of the quote is meant.
	callout
)

// labelOf reads the label of a line behind its bullet, its box and the name of
// whoever speaks.
func labelOf(s string) label {
	s = withoutLead(s)
	if l := labelAt(s); l != noLabel {
		return l
	}
	if _, said, ok := cutSpeaker(s); ok {
		return labelAt(withoutLead(said))
	}
	return noLabel
}

func labelAt(s string) label {
	open := s[:len(s)-len(strings.TrimLeft(s, "([{!*_~ "))]
	rest := s[len(open):]
	if len(rest) < len(theWord) || !strings.EqualFold(rest[:len(theWord)], theWord) || strings.HasPrefix(open, "[[") {
		return noLabel
	}
	rest = strings.TrimLeft(rest[len(theWord):], "*_~ ")
	after := strings.TrimLeft(rest, ")]}:：*_~ ")
	switch sign, _ := utf8.DecodeRuneInString(rest); {
	case strings.Contains(open, "[!") && sign == ']':
		return callout
	case rest == "" && open == "":
		return alone
	case strings.ContainsAny(open, "([{") && strings.ContainsRune(")]}:：", sign), strings.ContainsRune(":：", sign):
		if after == "" {
			return alone
		}
		return opening
	}
	return noLabel
}

// withoutLead cuts what may stand before the first word of a line: signs of
// quotes, lists, headings, tables and emphasis, a box, a number, a time.
func withoutLead(s string) string {
	for {
		rest := strings.TrimLeft(s, " \t>-*+•–—◦‣·→_~#|☐☑☒✓✔✅")
		if n := numberLen(rest); n > 0 {
			rest = rest[n:]
		}
		if len(rest) > 2 && rest[0] == '[' && rest[2] == ']' {
			rest = rest[3:]
		}
		rest = withoutStamp(strings.TrimPrefix(rest, "[]"))
		if rest == s {
			return s
		}
		s = rest
	}
}

// numberLen gives the length of the "1.", "2)", "a)" or "(a)" of a list item.
func numberLen(s string) int {
	t := strings.TrimPrefix(s, "(")
	digits := len(t) - len(strings.TrimLeft(t, "0123456789"))
	letter := digits == 0 && len(t) > 1 && asciiLetter(rune(t[0])) && t[1] == ')'
	switch {
	case letter:
		digits = 1
	case digits == 0 || digits > 9:
		return 0
	}
	rest := t[digits:]
	if len(rest) < 2 || rest[0] != ')' && (rest[0] != '.' || t != s) || rest[1] != ' ' && rest[1] != '\t' {
		return 0
	}
	return len(s) - len(rest) + 1
}
