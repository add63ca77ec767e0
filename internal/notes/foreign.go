package notes

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"oneonone/internal/prose"
)

// readForms marks what the programs that notes are written with put around them, and
// what somebody else wrote, and gives the writer of a mail.
func readForms(lines []Line, m Meeting) (author string) {
	head := frontMatter(lines)
	vault := head > 0 || slices.ContainsFunc(lines, func(l Line) bool { return strings.Contains(l.Text, "[[") })
	for i := range lines {
		lines[i].own = lines[i].own || vault && lines[i].Box == OpenBox // what nobody else has, in one's own vault
	}
	head += ownMail(lines[head:], m.Knows, &author)
	readOutliner(lines[head:])
	readCallouts(lines[head:])
	markForeign(lines[head:])
	signature(lines[head:], m.Knows)
	otherSections(lines[head:], m.Knows)
	otherDays(lines[head:], m.On)
	return author
}

// markForeign marks pasted text: fenced blocks, mails with their headers,
// what follows "pasted from …:", and what orders a machine about.
func markForeign(lines []Line) {
	fenced, mail, pasted, comment := false, false, false, false
	for i := range lines {
		l := &lines[i]
		if strings.HasPrefix(l.Text, "```") || strings.HasPrefix(l.Text, "~~~") {
			fenced, l.Foreign = !fenced, true
			continue
		}
		mail = mail && !l.Heading && !isRule(l.Text) || startsMail(lines, i)
		if l.Blank {
			pasted = false
		}
		comment = comment || strings.HasPrefix(l.Text, "<!--")
		if mail && answersBetween(lines, i) {
			mail, l.Foreign = false, true // what it quotes has its own mark
			continue
		}
		if fenced || mail || pasted || comment || prose.AddressesMachine(l.Text) {
			l.Foreign, l.Heading = true, false
		}
		comment = comment && !strings.Contains(l.Text, "-->") && !l.Blank
		if introducesPaste(l.Text) {
			pasted, l.Foreign = true, true
		}
	}
	if fenced {
		releaseUnclosed(lines)
	}
}

// answersBetween tells whether a line leads to a mail that is quoted piece by piece, with marks,
// and answered in between.
func answersBetween(lines []Line, i int) bool {
	if !strings.HasSuffix(lines[i].Text, ":") {
		return false
	}
	quoted, own := false, false
	for _, l := range lines[i+1:] {
		switch {
		case strings.HasPrefix(l.Text, ">"):
			if own {
				return true
			}
			quoted = true
		case l.Blank:
		case !quoted:
			return false
		default:
			own = true
		}
	}
	return false
}

// releaseUnclosed gives back what an unclosed fence would swallow to the end
// of the notes.
func releaseUnclosed(lines []Line) {
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.HasPrefix(lines[i].Text, "```") || strings.HasPrefix(lines[i].Text, "~~~") {
			return
		}
		lines[i].Foreign = strings.HasPrefix(lines[i].Text, ">") || prose.AddressesMachine(lines[i].Text)
	}
}

// ownMail reads the head of a mail that the notes are as a whole: it stands at their
// front, and is the user's own or from one of the people of the meeting. It gives how
// many lines the head has.
func ownMail(lines []Line, knows func(string) bool, author *string) int {
	n, fields, own := 0, 0, false
	for n < len(lines) && (lines[n].Blank && fields == 0 || isMailField(lines[n].Text)) {
		if name, value, ok := strings.Cut(lines[n].Text, ":"); ok && !lines[n].Blank {
			fields++
			who := addressee(value, knows)
			own = own || who != ""
			if strings.EqualFold(strings.Trim(name, "*"), "from") {
				*author = who
			}
		}
		n++
	}
	if fields == 0 || !own || *author == "" && hasField(lines[:n], "from") {
		*author = ""
		return 0
	}
	for i := range n {
		lines[i].Form = true
	}
	return n
}

func hasField(lines []Line, field string) bool {
	for _, l := range lines {
		if name, _, ok := strings.Cut(l.Text, ":"); ok && strings.EqualFold(strings.Trim(name, "*"), field) {
			return true
		}
	}
	return false
}

// addressee gives the name in a field of a mail that is one of the people of the meeting: a
// display name, its first word, or what stands before the @.
func addressee(value string, knows func(string) bool) string {
	for _, part := range strings.Split(value, ",") {
		name, address, _ := strings.Cut(strings.Trim(part, " *\""), "<")
		name = strings.Trim(name, " \"")
		local, _, _ := strings.Cut(strings.Trim(address+name, "> "), "@")
		first, _, _ := strings.Cut(name, " ")
		dotted, _, _ := strings.Cut(local, ".")
		for _, s := range []string{name, first, local, dotted} {
			if s != "" && knows(s) {
				return s
			}
		}
	}
	return ""
}

// startsMail sees the head of a mail: two header fields in a row, or the line
// that a mail program puts above what it quotes.
func startsMail(lines []Line, i int) bool {
	text := lines[i].Text
	if strings.Contains(text, "Original Message") || strings.Contains(text, "Forwarded message") ||
		strings.HasPrefix(text, "On ") && strings.HasSuffix(text, " wrote:") {
		return true
	}
	return isMailField(text) && i+1 < len(lines) && isMailField(lines[i+1].Text) || isMailHead(lines, i)
}

// mailField finds a field of a mail's head in any language: a word, a colon, a value.
var mailField = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\*?\pL[\pL-]{0,11} ?:\*? \S`) })

// isMailHead sees three fields in a row, one of them with an address.
func isMailHead(lines []Line, i int) bool {
	address := false
	for j := i; j < i+3; j++ {
		if j >= len(lines) || !mailField().MatchString(lines[j].Text) {
			return false
		}
		address = address || strings.Contains(lines[j].Text, "<") && strings.Contains(lines[j].Text, "@")
	}
	return address
}

func isMailField(s string) bool {
	for _, name := range []string{"From:", "To:", "Cc:", "CC:", "Subject:", "Sent:", "Reply-To:", "Date:"} {
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

// signature marks what stands below the two dashes of a mail, and a name alone on the last
// lines.
func signature(lines []Line, knows func(string) bool) {
	for i, l := range lines {
		if l.Text == "--" && i > 0 {
			for j := i; j < len(lines) && !lines[j].Foreign && !lines[j].Heading; j++ {
				lines[j].Form = true
			}
			break
		}
	}
	for i := len(lines) - 1; i > 0; i-- {
		l := &lines[i]
		if l.Blank || l.Form || l.Foreign {
			continue
		}
		name := strings.Trim(l.Text, " ,.-–—")
		if !l.Bullet && (knows(name) || len(name) > 0 && len(strings.Fields(name)) <= 3 && speaker(name) == name && strings.HasSuffix(previous(lines, i), ",")) {
			l.Form = true
		}
		return
	}
}

func previous(lines []Line, i int) string {
	for j := i - 1; j >= 0; j-- {
		if !lines[j].Blank {
			return lines[j].Text
		}
	}
	return ""
}

// otherSections leaves what a daily note holds besides the meeting out: when one heading
// of several names it, the notes are what stands below that.
func otherSections(lines []Line, knows func(string) bool) {
	from, to, level := -1, len(lines), 0
	for i, l := range lines {
		depth := l.depth
		if depth == 0 {
			continue
		}
		switch {
		case isLeaf(lines, i):
		case from < 0 && namesMeeting(l.Text, knows):
			from, level = i, depth
		case from >= 0 && to == len(lines) && depth <= level:
			to = i
		case from >= 0 && i >= to && namesMeeting(l.Text, knows):
			return // several meetings, or topics that name the other one
		}
	}
	if from <= 0 || !hasSection(lines[:from], level) && to == len(lines) {
		return
	}
	for i := range lines {
		if (i < from || i >= to) && lines[i].Says() {
			lines[i].Foreign = true
		}
	}
}

// otherDays leaves the older meetings of a running document out: of several headings that
// are days, the notes are below the day of the meeting, else below the last before it.
func otherDays(lines []Line, on time.Time) {
	from, to, level, days := -1, len(lines), 0, 0
	var best time.Time
	for i, l := range lines {
		if l.depth == 0 || level != 0 && l.depth != level || !isStamp(l.Text) && !strings.Contains(l.Text, "1:1") {
			if l.depth != 0 && l.depth < level && from >= 0 && to == len(lines) && i > from {
				to = i
			}
			continue
		}
		spans := prose.Dates(l.Text, on, prose.Locale{})
		if len(spans) == 0 {
			continue
		}
		level = l.depth
		days++
		if from >= 0 && to == len(lines) {
			to = i
		}
		if day := spans[0].Day; !day.After(on) && day.After(best) {
			from, to, best = i, len(lines), day
		}
	}
	if days < 2 || from < 0 {
		return
	}
	for i := range lines {
		if (i < from || i >= to) && lines[i].Says() {
			lines[i].Foreign = true
		}
	}
}

func hasSection(lines []Line, level int) bool {
	for _, l := range lines {
		if l.depth == level {
			return true
		}
	}
	return false
}

// namesMeeting tells whether a heading names the meeting: "1:1", or one of its people.
func namesMeeting(heading string, knows func(string) bool) bool {
	if strings.Contains(heading, "1:1") || strings.Contains(heading, "1-1") || strings.Contains(strings.ToLower(heading), "one on one") {
		return true
	}
	words := strings.Fields(heading)
	for _, w := range words {
		if name := strings.Trim(w, " ,.:()[]/&"); len(name) > 1 && len(words) <= 8 && knows(name) {
			return true
		}
	}
	return false
}

// daysIn finds the days in a text, to ask whether and where it names one.
func daysIn(text string) []prose.DateSpan {
	return prose.Dates(text, time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), prose.Locale{})
}
