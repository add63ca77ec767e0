package recap

import (
	"math"
	"strings"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// section is what a heading of the notes says about the lines under it.
type section int

const (
	noSection section = iota
	pastActions
	actionSection
	decisionSection
	feedbackSection
	questionSection
	ideaSection
)

// box is the check box of a line.
type box int

const (
	noBox box = iota
	openBox
	doneBox
	droppedBox
)

// line is one line of the raw notes, taken apart.
type line struct {
	no      int
	text    string // without bullet and box
	bullet  bool
	indent  int
	box     box
	struck  bool
	heading bool
	blank   bool
	// hanging marks a line that goes on with the list item before it.
	hanging bool
	// foreign marks what somebody else wrote: quotes, pasted mail, code. It is
	// data about the meeting, never what was said in it.
	foreign bool
}

// readLines takes the raw notes apart. Line numbers count from 1.
func readLines(raw string, names ...string) []line {
	var lines []line
	texts := strings.Split(raw, "\n")
	quoted := mostlyQuoted(texts)
	for i, text := range texts {
		text = oneonone.Clean(strings.TrimSuffix(text, "\r"))
		if quoted { // then the mark is one of a list
			text = strings.TrimPrefix(strings.TrimPrefix(text, ">"), " ")
		}
		lines = append(lines, readLine(i+1, text))
	}
	markForeign(lines[ownMail(lines, names):])
	return joinSpeakers(readTables(lines))
}

// mostlyQuoted tells whether nearly every line has the mark of a quote.
func mostlyQuoted(texts []string) bool {
	marked, all := 0, 0
	for _, text := range texts {
		if strings.HasPrefix(text, ">") {
			marked++
		}
		if strings.TrimSpace(text) != "" {
			all++
		}
	}
	return marked > 3 && marked*10 >= all*7
}

func readLine(no int, text string) line {
	trimmed := strings.TrimSpace(text)
	l := line{no: no, indent: len(text) - len(strings.TrimLeft(text, " \t")), blank: trimmed == ""}
	if strings.HasPrefix(trimmed, ">") {
		l.text, l.foreign = trimmed, true
		return l
	}
	if rest := strings.TrimLeft(trimmed, "#"); rest != trimmed && (rest == "" || rest[0] == ' ') {
		l.text, l.heading = strings.TrimSpace(rest), true
		return l
	}
	if rest := strings.TrimLeft(trimmed, "*"); len(trimmed)-len(rest) > 1 && strings.HasPrefix(rest, " ") {
		l.text, l.heading = strings.TrimSpace(rest), true // of an outline
		l.text, l.box = cutBox(l.text)
		l.heading = l.box == noBox
		l.bullet = !l.heading
		return l
	}
	l.text, l.bullet = cutBullet(trimmed)
	l.text, l.box = cutBox(l.text)
	l.struck = strings.HasPrefix(l.text, "~~") && strings.Count(l.text, "~~") > 1
	bold := strings.TrimSuffix(l.text, ":")
	if !l.bullet && len(bold) > 4 && strings.HasPrefix(bold, "**") && strings.HasSuffix(bold, "**") && strings.Count(bold, "**") == 2 {
		l.text, l.heading = strings.Trim(bold, "*: "), true
	}
	if (!l.bullet && l.box == noBox || strings.HasSuffix(l.text, ":")) && isBareHeading(l.text) || !l.bullet && isShouted(l.text) {
		l.heading = true
	}
	if label, rest, ok := prose.CutLabel(l.text); ok && prose.CutStamp(l.text) != l.text && strings.HasPrefix(label, "From ") {
		l.text = label[len("From "):] + ": " + rest // a chat of a meeting program
	}
	return l
}

// cutBullet takes the sign of a list item off a line.
func cutBullet(s string) (string, bool) {
	for _, sign := range []string{
		"- ", "* ", "+ ", "• ", "– ", "— ", "◦ ", "‣ ", "· ", "o ", "-\t", "*\t", "•", "-> ", "→ ", "=> ",
	} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			return strings.TrimSpace(rest), true
		}
	}
	if len(s) > 3 && s[0] >= 'a' && s[0] <= 'h' && s[1] == ')' && s[2] == ' ' {
		return strings.TrimSpace(s[3:]), true
	}
	digits := strings.TrimLeft(s, "0123456789")
	n := len(s) - len(digits)
	if n > 0 && len(digits) > 2 && digits[0] >= 'a' && digits[0] <= 'h' && (digits[1] == ')' || digits[1] == '.') {
		digits = digits[1:] // 1a)
	}
	if n > 0 && n < 3 && (strings.HasPrefix(digits, ". ") || strings.HasPrefix(digits, ") ")) {
		return strings.TrimSpace(digits[2:]), true
	}
	return s, false
}

func cutBox(s string) (string, box) {
	for _, b := range []struct {
		sign string
		box  box
	}{
		{"[ ]", openBox}, {"[]", openBox}, {"☐", openBox}, {"[/]", openBox}, {"[~]", openBox}, {"[>]", openBox}, {"TODO ", openBox},
		{"[x]", doneBox}, {"[X]", doneBox}, {"[✓]", doneBox}, {"☑", doneBox}, {"☒", doneBox}, {"✅", doneBox}, {"✔", doneBox},
		{"✓", doneBox}, {"DONE ", doneBox}, {"[-]", droppedBox}, {"CANCELLED ", droppedBox}, {"DROPPED ", droppedBox},
	} {
		rest, ok := strings.CutPrefix(s, b.sign)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, " \ufe0f")
		if label, _, labelled := prose.CutLabel(rest); labelled && b.box == doneBox && sectionOf(label) != noSection {
			return rest, noBox // "✅ Decision: …" ticks nothing off
		}
		return rest, b.box
	}
	return s, noBox
}

// isBareHeading hears a heading without a mark: "Actions", "Open questions:".
func isBareHeading(s string) bool {
	name := strings.TrimSpace(strings.TrimSuffix(s, ":"))
	if name == "" || len(name) > 40 || strings.Contains(name, ": ") || len(strings.Fields(name)) > 4 {
		return false
	}
	if sectionOf(name) != noSection {
		return strings.HasSuffix(s, ":") || !strings.ContainsAny(s, ".,;!?")
	}
	switch strings.ToLower(name) {
	case "notes", "topics", "agenda", "discussion", "summary", "misc", "other", "updates", "minutes", "transcript":
		return true
	}
	return false
}

// isShouted hears a heading in capitals: "DONE SINCE LAST".
func isShouted(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) || strings.ContainsRune(".,:;!?<>=|[]()", r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 3 && len(strings.Fields(s)) <= 5
}

// sectionOf tells what a heading promises.
func sectionOf(heading string) section {
	h := prose.Hear(heading)
	if h.Count() > 5 {
		return noSection
	}
	actions := h.Says("action", "actions", "todo", "todos", "to do", "to-do", "to-dos", "tasks", "next steps", "follow-ups", "follow ups",
		"followups", "commitments", "ais", "who does what", "promises")
	switch {
	case h.Undecided():
		return questionSection
	case actions && h.Says("last", "previous", "past", "old", "review of"):
		return pastActions
	case h.Says("last time", "carried over from"):
		return pastActions
	case actions:
		return actionSection
	case h.Says("decision", "decisions", "decided", "agreements", "agreed"):
		return decisionSection
	case h.Says("feedback", "praise", "kudos"):
		return feedbackSection
	case startsQuestions(h):
		return questionSection
	case h.Says("ideas", "idea", "someday", "wishlist", "wish list", "brainstorm"):
		return ideaSection
	}
	return noSection
}

// startsQuestions keeps "Open questions" apart from a subject ("Support
// questions").
func startsQuestions(h prose.Heard) bool {
	_, ok := h.Starts("questions", "open", "question", "my questions", "our questions", "unresolved", "parking lot", "undecided")
	return ok
}

// markForeign marks pasted text: fenced blocks, mails with their headers,
// what follows "pasted from …:", and what orders a machine about.
func markForeign(lines []line) {
	fenced, mail, pasted, comment := false, false, false, false
	for i := range lines {
		l := &lines[i]
		if strings.HasPrefix(l.text, "```") || strings.HasPrefix(l.text, "~~~") {
			fenced, l.foreign = !fenced, true
			continue
		}
		mail = mail && !l.heading && !isRule(l.text) || startsMail(lines, i)
		if l.blank {
			pasted = false
		}
		comment = comment || strings.HasPrefix(l.text, "<!--")
		if fenced || mail || pasted || comment || ordersMachine(l.text) {
			l.foreign, l.heading = true, false
		}
		comment = comment && !strings.Contains(l.text, "-->") && !l.blank
		if introducesPaste(l.text) {
			pasted, l.foreign = true, true
		}
	}
	if fenced || mail {
		releaseUnclosed(lines, fenced)
	}
}

// ownMail gives the number of lines of the head of a mail that the notes are as a
// whole: it stands at their front and names one of the two.
func ownMail(lines []line, names []string) int {
	n, own := 0, false
	for n < len(lines) && (lines[n].blank && !own || isMailField(lines[n].text)) {
		for _, name := range names {
			own = own || name != "" && strings.Contains(prose.Fold(lines[n].text), prose.Fold(oneonone.FirstName(name)))
		}
		n++
	}
	if !own {
		return 0
	}
	for i := range n {
		lines[i].heading = true
	}
	return n
}

// releaseUnclosed gives back what an unclosed fence would swallow to the end
// of the notes.
func releaseUnclosed(lines []line, fenced bool) {
	if !fenced {
		return
	}
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.HasPrefix(lines[i].text, "```") || strings.HasPrefix(lines[i].text, "~~~") {
			return
		}
		lines[i].foreign = strings.HasPrefix(lines[i].text, ">") || ordersMachine(lines[i].text)
	}
}

func isRule(s string) bool {
	return len(s) >= 3 && strings.Trim(s, "-=_* ") == ""
}

// startsMail sees the head of a mail: two header fields in a row, or the line
// that a mail program puts above what it quotes.
func startsMail(lines []line, i int) bool {
	text := lines[i].text
	if strings.Contains(text, "Original Message") || strings.Contains(text, "Forwarded message") ||
		strings.HasPrefix(text, "On ") && strings.HasSuffix(text, " wrote:") {
		return true
	}
	return isMailField(text) && i+1 < len(lines) && isMailField(lines[i+1].text)
}

func isMailField(s string) bool {
	for _, name := range []string{"From:", "To:", "Cc:", "CC:", "Subject:", "Sent:", "Reply-To:"} {
		if strings.HasPrefix(strings.TrimLeft(s, "*"), name) {
			return true
		}
	}
	return false
}

// introducesPaste hears "Pasted from the ticket:".
func introducesPaste(s string) bool {
	if !strings.HasSuffix(s, ":") {
		return false
	}
	return prose.Hear(s).Says("pasted", "copied", "forwarded", "from the ticket", "from the mail", "from the email")
}

// ordersMachine tells whether a line speaks to the program that reads it.
func ordersMachine(s string) bool { return prose.AddressesMachine(s) }

// unit is what belongs together: a bullet, a turn of a transcript, a
// paragraph, with the lines it stands on.
type unit struct {
	text    string
	no      int // in the units
	opens   int // where the first statement begins
	lines   []int
	starts  []int // where each line's part begins in text
	label   string
	section section
	box     box
	struck  bool
	bullet  bool
	indent  int
	// heading is the one that it stands under; from and to say whose opinion of
	// whom the lines there are, when they are.
	heading  string
	directed bool
	from, to string
	// under is the person whose name alone stands above it.
	under string
}

// linesOf gives the lines that hold the bytes from start to end.
func (u *unit) linesOf(start, end int) []int {
	var nos []int
	for i, no := range u.lines {
		if u.starts[i] < end && (i+1 == len(u.lines) || u.starts[i+1] > start) {
			nos = append(nos, no)
		}
	}
	return nos
}

// units joins the lines to units, and leaves out headings and what others
// wrote.
func units(lines []line) []unit {
	var out []unit
	now, heading := noSection, ""
	widths := wrapWidths(lines)
	for i, l := range lines {
		switch {
		case l.heading:
			now, heading = sectionOf(l.text), l.text
		case l.blank || l.foreign || isRule(l.text):
		case i > 0 && len(out) > 0 && continues(lines[i-1], l, widths[i]):
			out[len(out)-1].extend(l)
			lines[i].hanging = lines[i-1].bullet || lines[i-1].hanging
		default:
			out = append(out, unit{
				text: l.text, lines: []int{l.no}, starts: []int{0}, section: now, box: l.box, struck: l.struck, bullet: l.bullet,
				indent: l.indent, heading: heading,
			})
		}
	}
	return out
}

func (u *unit) extend(l line) {
	u.text += " "
	u.starts = append(u.starts, len(u.text))
	u.text += l.text
	u.lines = append(u.lines, l.no)
}

// continues tells whether a line goes on with the sentence of the one before:
// the hanging lines of a list item, and prose that was wrapped because the
// next word did not fit the width of its paragraph.
func continues(before, l line, width int) bool {
	if before.blank || before.heading || before.foreign || l.bullet || l.box != noBox || isRule(before.text) {
		return false
	}
	label, _, labelled := prose.CutLabel(l.text)
	if labelled && (!unicode.IsLower(firstRune(l.text)) || sectionOf(label) != noSection) || prose.CutStamp(l.text) != l.text {
		return false
	}
	if before.bullet || before.hanging {
		return l.indent > before.indent || before.hanging && l.indent == before.indent
	}
	if len(before.text) < 45 || strings.HasSuffix(before.text, ":") {
		return false
	}
	next, _, _ := strings.Cut(l.text, " ")
	return len(before.text)+1+len(next) > width && width <= 120
}

// wrapWidths gives for each line the width at which its paragraph is wrapped,
// no width where it is not.
func wrapWidths(lines []line) []int {
	widths := make([]int, len(lines))
	for from := 0; from < len(lines); {
		to := from
		for to < len(lines) && !lines[to].blank {
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
func wrapWidth(paragraph []line) int {
	widest := 0
	for _, l := range paragraph {
		widest = max(widest, len(l.text))
	}
	anew := 0
	for i := 1; i < len(paragraph); i++ {
		before, l := paragraph[i-1], paragraph[i]
		if before.bullet || l.bullet || l.box != noBox {
			continue
		}
		next, _, _ := strings.Cut(l.text, " ")
		if len(before.text)+1+len(next) <= widest-wrapSlack && !endsSentence(before.text) && len(paragraph) > 2 {
			return math.MaxInt
		}
		if beginsAnew(before.text, l.text) {
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
func punctuated(paragraph []line) int {
	n := 0
	for _, l := range paragraph {
		if strings.ContainsAny(l.text, ".,;:!?") {
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
	return s != "" && strings.IndexByte(".!?:;", s[len(s)-1]) >= 0
}

// isNameStart tells whether a line begins with I or an acronym, which are
// written large in the middle of a sentence too.
func isNameStart(l string) bool {
	first, _, _ := strings.Cut(l, " ")
	return first == "I" || strings.HasPrefix(first, "I'") || len(first) > 1 && first == strings.ToUpper(first)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
