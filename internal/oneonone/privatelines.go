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
	first := 0
	for first < len(lines) && strings.TrimSpace(lines[first]) == "" {
		first++
	}
	if first == len(lines) {
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
	return strings.Trim(s[:at], "\"' {"), strings.Trim(withoutRemark(s[at+1:]), "\"' }")
}

// withoutRemark cuts YAML's " # …".
func withoutRemark(value string) string {
	if at := strings.Index(value, " # "); at >= 0 {
		return value[:at]
	}
	return value
}

func inList(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",[]\"'#", r) }

func saysNo(value string) bool {
	switch value {
	case "false", "no", "off", "0", "", "null", "~":
		return true
	}
	return false
}

func saysYes(value string) bool {
	switch value {
	case "true", "yes", "on", "1":
		return true
	}
	return false
}

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
		end := i
		switch {
		case i < front:
		case s.closer != "":
			s.line(i)
			continue
		default:
			if end = s.fenceEnd(i); end < 0 {
				s.line(i)
				continue
			}
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
	if mark == "" || s.unclosed[mark] {
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
	return strings.HasPrefix(s, "%%") && strings.HasSuffix(s, "%%") && len(s) > 4 || strings.HasPrefix(s, "<!--") && strings.HasSuffix(s, "-->")
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
		if level > 0 && above.plain() && above.quote == rows[i].quote && len(strings.Fields(above.text)) <= 6 && !endsSentence(withoutTags(above.text)) {
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
	fence := -1
	for i := range rows {
		r := &rows[i]
		r.owner = i
		if fence = fenceFrom(rows, i, fence); fence >= 0 && fence < i {
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

// fenceFrom gives the line where the code begins that a line is in, or -1.
func fenceFrom(rows []row, i, before int) int {
	switch {
	case !rows[i].code:
		return -1
	case before < 0:
		return i
	}
	return before
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
	for _, w := range strings.Fields(s) {
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "([{")); unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// headsTurn tells whether a line only says who speaks next, or when: "Priya
// Nair 00:34", "**Priya**", the times of a caption.
func headsTurn(s string) bool {
	words := strings.Fields(s)
	if len(words) > 1 && words[1] == "-->" && isClock(words[0]) {
		return true
	}
	if len(words) > 6 || !isName(s) {
		return false
	}
	for _, w := range words {
		if isClock(w) {
			return true
		}
	}
	return strings.HasPrefix(s, "**") && strings.HasSuffix(s, "**") && len(s) > 4
}

// withoutStamp cuts the time that a line of a transcript begins with.
func withoutStamp(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	if isClock(first) {
		return strings.TrimLeft(rest, " \t-–")
	}
	return s
}

// isClock knows 9:41, 00:12:34, [00:12] and (00:12.345).
func isClock(w string) bool {
	w = strings.Trim(w, "[](),")
	return strings.Contains(w, ":") && w[0] >= '0' && w[0] <= '9' && strings.Trim(w, "0123456789:.,") == ""
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
