package notes

import (
	"math"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

func readLine(no int, text string) Line {
	text = withoutTags(text)
	trimmed := strings.TrimSpace(text)
	l := Line{No: no, Indent: len(text) - len(strings.TrimLeft(text, " \t")), Blank: trimmed == ""}
	switch {
	case isRule(trimmed):
		l.Text, l.Form = trimmed, true
		return l
	case strings.HasPrefix(trimmed, ">"):
		l.Text, l.Foreign = trimmed, true
		return l
	}
	if rest := strings.TrimLeft(trimmed, "#"); rest != trimmed && (rest == "" || rest[0] == ' ') {
		l.Text, l.Heading, l.depth = strings.TrimSpace(rest), true, len(trimmed)-len(rest)
		return l
	}
	if rest := strings.TrimLeft(trimmed, "*"); len(trimmed)-len(rest) > 1 && strings.HasPrefix(rest, " ") {
		l.readOutline(strings.TrimSpace(rest))
		return l
	}
	l.Text, l.Bullet = cutBullet(trimmed)
	if sign, _ := utf8.DecodeRuneInString(trimmed); strings.ContainsRune("+-–*?!", sign) && len(trimmed) > 2 && trimmed[utf8.RuneLen(sign)] == ' ' {
		l.sign = sign
		l.Text = strings.TrimSpace(trimmed[utf8.RuneLen(sign):])
	}
	written := l.Text
	l.Text, l.Box = cutBox(l.Text)
	l.own = l.Box == OpenBox && unicode.IsUpper(firstRune(written)) // TODO, DOING
	l.Text, _ = cutSectionDash(l.Text)
	l.Struck = strings.HasPrefix(l.Text, "~~") && strings.Count(l.Text, "~~") > 1
	bold := strings.TrimSuffix(l.Text, ":")
	if !l.Bullet && len(bold) > 4 && strings.HasPrefix(bold, "**") && strings.HasSuffix(bold, "**") && strings.Count(bold, "**") == 2 {
		l.Text, l.Heading = strings.Trim(bold, "*: "), true
	}
	if (!l.Bullet && l.Box == NoBox || strings.HasSuffix(l.Text, ":")) && isBareHeading(l.Text) || !l.Bullet && isShouted(l.Text) {
		l.Heading = true
	}
	return l
}

// htmlTag finds the tags of HTML that copies of pages leave in a text.
var htmlTag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9]*(?: [^<>]*)?/?>`) })

// withoutTags takes the tags of HTML out of a line that has a closing one.
func withoutTags(text string) string {
	if !strings.Contains(text, "</") || strings.Contains(text, "</v>") {
		return text
	}
	indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	return indent + strings.Join(strings.Fields(htmlTag().ReplaceAllString(text, " ")), " ")
}

// readOutline reads a line of Org behind its stars: a heading, or a task when it has a state.
func (l *Line) readOutline(text string) {
	l.Text, l.Box = cutBox(text)
	l.own = l.Box == OpenBox && unicode.IsUpper(firstRune(text))
	l.Heading = l.Box == NoBox
	l.depth = 2
	l.Bullet = !l.Heading
}

// cutBullet takes the sign of a list item off a line.
func cutBullet(s string) (string, bool) {
	for _, sign := range []string{"-", "*", "+", "•", "–", "—", "◦", "‣", "·", "o", "->", "→", "=>", "▪", "●", "○"} {
		rest, ok := strings.CutPrefix(s, sign)
		if ok && rest != "" && (rest[0] == ' ' || rest[0] == '\t' || sign == "•") {
			return strings.TrimSpace(rest), true
		}
	}
	if n := numberLength(s); n > 0 {
		return strings.TrimSpace(s[n:]), true
	}
	return s, false
}

// numberLength measures the number or the letter of a list item: "2. ", "3) ", "a) ",
// "(b) ", "1a) ", "1.2 "; 0 when there is none.
func numberLength(s string) int {
	t := strings.TrimPrefix(s, "(")
	digits := strings.TrimLeft(t, "0123456789")
	n := len(t) - len(digits)
	if n > 2 {
		return 0
	}
	nested := n > 0
	for nested && len(digits) > 1 && digits[0] == '.' && digits[1] >= '0' && digits[1] <= '9' {
		more := strings.TrimLeft(digits[1:], "0123456789")
		if len(digits)-len(more) > 3 {
			return 0
		}
		digits = more
	}
	if digits != "" && (digits[0] == ' ' || digits[0] == '\t') && len(t)-len(digits) > n && n == 1 { // 1.2, not 31.12
		return len(s) - len(digits) + 1
	}
	if digits != "" && digits[0] >= 'a' && digits[0] <= 'h' {
		digits = digits[1:]
	} else if n == 0 {
		return 0
	}
	if len(digits) > 1 && (digits[0] == ')' || digits[0] == '.' && n > 0) && (digits[1] == ' ' || digits[1] == '\t') {
		return len(s) - len(digits) + 1
	}
	return 0
}

// boxes are the signs of check boxes and the states of Org and Logseq.
func boxes() [3][]string {
	return [3][]string{
		{"[ ]", "[]", "( )", "☐", "[/]", "[~]", "[>]", "TODO ", "DOING ", "NOW ", "LATER ", "WAITING ", "NEXT "},
		{"[x]", "[X]", "[✓]", "☑", "☒", "✅", "✔", "✓", "DONE "},
		{"[-]", "CANCELLED ", "CANCELED ", "DROPPED "},
	}
}

func cutBox(s string) (string, Box) {
	for i, signs := range boxes() {
		for _, sign := range signs {
			rest, ok := strings.CutPrefix(s, sign)
			if !ok {
				continue
			}
			rest = strings.TrimLeft(rest, " \ufe0f")
			box := OpenBox + Box(i)
			if label, _, labelled := prose.CutLabel(rest); labelled && box == DoneBox && SectionOf(label) != NoSection {
				return rest, NoBox // "✅ Decision: …" ticks nothing off
			}
			return rest, box
		}
	}
	return s, NoBox
}

func isRule(s string) bool {
	return len(s) >= 3 && strings.Trim(s, "-=_* ") == ""
}

// items joins the lines to items, and leaves out headings and what others wrote.
func items(lines []Line) []Item {
	var out []Item
	section, heading, listed := NoSection, "", false
	signed := hasSigns(lines)
	widths := wrapWidths(lines)
	for i, l := range lines {
		switch {
		case l.Heading && isLeaf(lines, i):
			it := Item{Section: section, Heading: heading, Bullet: true}
			it.extend(l.Text, l.No)
			out = append(out, it)
			lines[i].Heading = false
		case l.Heading:
			section, heading, listed = SectionOf(l.Text), l.Text, l.Bullet
		case l.Blank && listed:
			section, heading, listed = NoSection, "", false // an empty entry of a list has no more below it
		case l.Blank || l.Foreign || l.Form:
		case l.Text == "" || isPlaceholder(l.Text) || section != NoSection && isEmptyEntry(l.Text) || emptyLabel(l.Text):
			lines[i].Form = true
		case i > 0 && len(out) > 0 && (l.joins && lines[i-1].Says() || continues(lines[i-1], l, widths[i])):
			out[len(out)-1].extend(l.Text, l.No)
			lines[i].hanging = lines[i-1].Bullet || lines[i-1].hanging
		default:
			it := Item{Section: section, Heading: heading, Box: l.Box, Struck: l.Struck, Bullet: l.Bullet, Indent: l.Indent, Owner: l.owner, Own: l.own}
			if l.sign == '?' || l.sign == '!' || signed && l.sign != '*' {
				it.Sign = l.sign
			}
			it.extend(l.Text, l.No)
			out = append(out, it)
		}
	}
	return out
}

// isLeaf tells whether a heading says something itself: nothing stands below it, though
// something stands beside it, and it is more than the name of a section.
func isLeaf(lines []Line, i int) bool {
	l := lines[i]
	if l.depth < 2 || SectionOf(l.Text) != NoSection || len(strings.Fields(l.Text)) < 3 {
		return false
	}
	for _, next := range lines[i+1:] {
		switch {
		case next.Blank || next.Form:
		case next.Heading:
			return next.depth <= l.depth
		default:
			return false
		}
	}
	return true
}

// hasSigns tells whether a plus and a minus before a line mean good and bad: both are
// used, and other lines have no mark of a list.
func hasSigns(lines []Line) bool {
	plus, minus, plain := 0, 0, 0
	for _, l := range lines {
		switch {
		case !l.Says() || l.Foreign:
		case l.sign == '+':
			plus++
		case l.sign == '-' || l.sign == '–':
			minus++
		case !l.Bullet:
			plain++
		}
	}
	return plus > 0 && minus > 0 && plain*3 > plus+minus
}

// emptyLabel tells whether a line names a section and says that there is nothing in it.
func emptyLabel(s string) bool {
	label, rest, ok := prose.CutLabel(s)
	return ok && SectionOf(label) != NoSection && (rest == "" || isEmptyEntry(rest))
}

// continues tells whether a line goes on with the sentence of the one before:
// the hanging lines of a list item, and prose that was wrapped because the
// next word did not fit the width of its paragraph.
func continues(before, l Line, width int) bool {
	if !before.Says() || before.Foreign || l.Bullet || l.Box != NoBox {
		return false
	}
	label, _, labelled := prose.CutLabel(l.Text)
	if labelled && (!unicode.IsLower(firstRune(l.Text)) || SectionOf(label) != NoSection) || prose.CutStamp(l.Text) != l.Text {
		return false
	}
	if before.Bullet || before.hanging {
		return l.Indent > before.Indent || before.hanging && l.Indent == before.Indent
	}
	if len(before.Text) < 45 || strings.HasSuffix(before.Text, ":") {
		return false
	}
	next, _, _ := strings.Cut(l.Text, " ")
	return len(before.Text)+1+len(next) > width && width <= 120
}

// wrapWidths gives for each line the width at which its paragraph is wrapped,
// no width where it is not.
func wrapWidths(lines []Line) []int {
	widths := make([]int, len(lines))
	for from := 0; from < len(lines); {
		to := from
		for to < len(lines) && !lines[to].Blank {
			to++
		}
		width := wrapWidth(lines[from:to])
		for i := from; i < to; i++ {
			widths[i] = width
		}
		from = to + 1
	}
	return widths
}

// wrapWidth is the length of the longest line of a paragraph that was wrapped:
// one whose lines are all as full as the next word allowed, and do not begin
// anew each time.
func wrapWidth(paragraph []Line) int {
	widest := 0
	for _, l := range paragraph {
		widest = max(widest, len(l.Text))
	}
	anew := 0
	for i := 1; i < len(paragraph); i++ {
		before, l := paragraph[i-1], paragraph[i]
		if before.Bullet || l.Bullet || l.Box != NoBox {
			continue
		}
		next, _, _ := strings.Cut(l.Text, " ")
		if len(before.Text)+1+len(next) <= widest-wrapSlack && !endsSentence(before.Text) && len(paragraph) > 2 {
			return math.MaxInt
		}
		if beginsAnew(before.Text, l.Text) {
			anew++
		}
	}
	if anew*3 >= len(paragraph) || len(paragraph) > 3 && punctuated(paragraph)*3 < len(paragraph) {
		return math.MaxInt
	}
	return widest
}

// punctuated counts the lines with a mark inside or at the end: running text
// has them, notes of one thing a line often have none.
func punctuated(paragraph []Line) int {
	n := 0
	for _, l := range paragraph {
		if strings.ContainsAny(l.Text, ".,;:!?") {
			n++
		}
	}
	return n
}

// wrapSlack is how much narrower than the widest line a full one may be:
// people who wrap by hand are not exact.
const wrapSlack = 8

// beginsAnew tells whether a line starts something of its own although the one
// before it has not ended its sentence.
func beginsAnew(before, l string) bool {
	if endsSentence(before) || strings.HasSuffix(before, ",") {
		return false
	}
	_, _, labelled := prose.CutLabel(l)
	return labelled || unicode.IsUpper(firstRune(l)) && !isNameStart(l)
}

func endsSentence(s string) bool {
	return s != "" && strings.IndexByte(".!?:;", s[len(s)-1]) >= 0 || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "。")
}

// isNameStart tells whether a line begins with I or an acronym, which are
// written large in the middle of a sentence too.
func isNameStart(l string) bool {
	first, _, _ := strings.Cut(l, " ")
	return first == "I" || strings.HasPrefix(first, "I'") || len(first) > 1 && first == strings.ToUpper(first)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
