package oneonone

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// row is a line as far as it matters for what belongs to what.
type row struct {
	text                 string // without quote signs and the blanks around it
	quote, indent, level int
	bullet, code         bool
	// cut marks a line that was nothing but a comment: it parts nothing.
	cut bool
	// speaks marks the first line of a turn, said one that goes on with it.
	speaks, said bool
	// owner is the list item that the line belongs to, itself for any other.
	owner int
	tag   bool
	label label
}

func (r row) blank() bool { return r.text == "" }

// plain tells whether a line can go on with the one before it.
func (r row) plain() bool {
	return !r.blank() && !r.code && !r.bullet && r.level == 0 && !r.speaks
}

// readRows takes the lines apart. Marks count in comments, too: people hide
// their tags there.
func readRows(lines, shown []string, code []bool) []row {
	rows := make([]row, len(lines))
	for i, line := range shown {
		r := readRow(strings.TrimSuffix(line, "\r"), code[i])
		r.cut = r.blank() && strings.TrimSpace(lines[i]) != ""
		if !code[i] {
			r.tag = hasTag(lines[i]) && (!r.blank() || aloneInComment(lines[i]))
			r.label = labelOf(r.text)
			if r.cut && r.tag {
				r.text, r.cut = "#"+theWord, false
			}
		}
		rows[i] = r
	}
	underlined(rows)
	settleWord(rows)
	owners(rows)
	turns(rows)
	return rows
}

// aloneInComment tells whether a comment opens and closes on the line.
func aloneInComment(line string) bool {
	s := strings.TrimSpace(line)
	if strings.HasPrefix(s, "<!--") {
		return strings.HasSuffix(s, "-->")
	}
	return len(s) > 4 && strings.HasPrefix(s, "%%") && strings.HasSuffix(s, "%%")
}

func readRow(line string, code bool) row {
	r := row{code: code}
	for rest := strings.TrimLeft(line, " \t"); strings.HasPrefix(rest, ">"); rest = strings.TrimLeft(line, " \t") {
		r.quote++
		line = strings.TrimPrefix(rest[1:], " ")
	}
	r.indent, r.text = columns(line), strings.TrimSpace(line)
	if code {
		return r
	}
	hashes := len(r.text) - len(strings.TrimLeft(r.text, "#"))
	if hashes > 0 && hashes < 7 && (len(r.text) == hashes || r.text[hashes] == ' ' || r.text[hashes] == '\t') {
		r.level = hashes
	}
	r.bullet = isBullet(r.text)
	if !r.bullet && isBold(r.text) {
		r.level = boldLevel
	}
	return r
}

// boldLevel is the rank of a line that is all bold: below every heading.
const boldLevel = 7

// isBold tells whether a line is all bold, its tags aside, and short enough for
// a heading.
func isBold(s string) bool {
	if !strings.HasSuffix(strings.TrimSuffix(s, ":"), "**") {
		s = withoutTags(s)
	}
	inner, opens := strings.CutPrefix(strings.TrimSuffix(s, ":"), "**")
	inner, closes := strings.CutSuffix(inner, "**")
	words := strings.TrimSuffix(withoutTags(inner), ":")
	return opens && closes && inner != "" && !strings.Contains(inner, "**") && len(strings.Fields(words)) <= 6 && !endsSentence(words)
}

// columns counts the blanks that a line begins with.
func columns(line string) int {
	n := 0
	for _, r := range line {
		switch {
		case r == '\t':
			n += 4 - n%4
		case unicode.IsSpace(r):
			n++
		default:
			return n
		}
	}
	return n
}

func isBullet(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("-*+•–—◦‣·→☐☑☒", r) {
		next, _ := utf8.DecodeRuneInString(s[n:])
		return s[n:] == "" || unicode.IsSpace(next) || r == '•'
	}
	return numberLen(s) > 0
}

// underlined finds the headings that a line below makes, as Markdown has them.
func underlined(rows []row) {
	for i := 1; i < len(rows); i++ {
		line, above := rows[i].text, &rows[i-1]
		level := 0
		switch {
		case len(line) > 1 && strings.Trim(line, "=") == "":
			level = 1
		case len(line) > 1 && strings.Trim(line, "-") == "":
			level = 2
		}
		title := withoutTags(above.text)
		if level > 0 && above.plain() && above.quote == rows[i].quote && len(strings.Fields(title)) <= 6 && !endsSentence(title) {
			above.level = level
		}
	}
}

// settleWord leaves the bare word, small, a label where it heads something; the last
// word of a wrapped line may be it by chance.
func settleWord(rows []row) {
	for i := range rows {
		r := &rows[i]
		bare := r.label == alone && r.text == theWord
		if bare && !r.bullet && r.level == 0 && i > 0 && !rows[i-1].blank() && rows[i-1].level == 0 {
			r.label = noLabel
		}
	}
}

// owners finds the list item of each line by how far it is indented.
func owners(rows []row) {
	var open []int
	fence := -1 // where the code begins that the line is in
	for i := range rows {
		r := &rows[i]
		r.owner = i
		switch {
		case !r.code:
			fence = -1
		case fence < 0:
			fence = i
		}
		if fence >= 0 && fence < i {
			r.owner, r.indent, r.quote = rows[fence].owner, rows[fence].indent, rows[fence].quote
			continue
		}
		if r.blank() {
			continue
		}
		for len(open) > 0 && (rows[open[len(open)-1]].indent >= r.indent || rows[open[len(open)-1]].quote != r.quote) {
			open = open[:len(open)-1]
		}
		switch {
		case r.bullet:
			open = append(open, i)
		case len(open) > 0:
			r.owner = open[len(open)-1]
		}
	}
}

// turns finds who goes on speaking: from the line that names a speaker to the
// next, to a blank line, to anything that is not speech.
func turns(rows []row) {
	often := map[string]int{}
	for _, r := range rows {
		if name, _, ok := cutSpeaker(withoutStamp(r.text)); ok {
			often[strings.ToLower(name)]++
		}
	}
	said := false
	for i := range rows {
		r := &rows[i]
		if r.cut {
			continue
		}
		if r.code || r.blank() || r.bullet || r.level > 0 && r.level < boldLevel {
			said = false
			continue
		}
		name, _, ok := cutSpeaker(withoutStamp(r.text))
		r.speaks = ok && (isName(name) || often[strings.ToLower(name)] > 1) || headsTurn(r.text)
		said = said || r.speaks
		r.said = said
	}
}

// cutSpeaker reads "Priya Nair: …" and "<v Priya Nair>…".
func cutSpeaker(s string) (name, said string, ok bool) {
	if rest, found := strings.CutPrefix(s, "<v"); found {
		return strings.Cut(strings.TrimLeft(rest, ". "), ">")
	}
	at := strings.IndexAny(s, ":：")
	if at < 0 {
		return "", "", false
	}
	_, n := utf8.DecodeRuneInString(s[at:])
	said = s[at+n:]
	if name = strings.Trim(s[:at], "*_~ @"); name == "" || strings.Contains(name, "#") || len(name) > 60 || len(strings.Fields(name)) > 5 {
		return "", "", false
	}
	if strings.EqualFold(name, theWord) || n == 1 && said != "" && !strings.ContainsRune(" \t*_", rune(said[0])) {
		return "", "", false
	}
	return name, said, true
}

// isName tells whether a label is written like a name: each word large, or in
// a script that knows no large letters.
func isName(s string) bool {
	return !slices.ContainsFunc(strings.Fields(s), func(word string) bool {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "([{"))
		return unicode.IsLower(r)
	})
}

// headsTurn tells whether a line only says who speaks next, or when: "Priya
// Nair 00:34", "**Priya**", the times of a caption.
func headsTurn(s string) bool {
	words := strings.Fields(s)
	if len(words) > 1 && words[1] == "-->" && isClock(words[0]) {
		return true
	}
	bold := strings.HasPrefix(s, "**") && strings.HasSuffix(s, "**") && len(s) > 4
	return len(words) <= 6 && isName(s) && (bold || slices.ContainsFunc(words, isClock))
}

// withoutStamp cuts the time that a line of a transcript begins with.
func withoutStamp(s string) string {
	for range 4 { // a day, a time, AM or PM
		first, rest, found := strings.Cut(s, " ")
		if !found || !isStampPart(first) {
			break
		}
		s = strings.TrimLeft(rest, " \t-–")
	}
	return s
}

// isStampPart knows the words before what a chat wrote down: [30/11/2026, 14:03:12], 2:03 PM.
func isStampPart(w string) bool {
	w = strings.Trim(w, "[](),")
	if w == "AM" || w == "PM" {
		return true
	}
	return isClock(w) || len(w) > 5 && strings.Trim(w, "0123456789/.-") == ""
}

// isClock knows 9:41, 00:12:34, [00:12] and (00:12.345).
func isClock(w string) bool {
	w = strings.Trim(w, "[](),")
	return w != "" && strings.Contains(w, ":") && w[0] >= '0' && w[0] <= '9' && strings.Trim(w, "0123456789:.,") == ""
}

func endsSentence(s string) bool {
	return s != "" && strings.ContainsRune(".!?:;", rune(s[len(s)-1]))
}

// withoutTags gives a text without the tags that it ends with.
func withoutTags(s string) string {
	words := strings.Fields(s)
	for len(words) > 0 && strings.HasPrefix(words[len(words)-1], "#") {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}
