package notes

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"oneonone/internal/prose"
)

// form is how a talk marks who begins to speak.
type form int

const (
	labelled  form = iota // Ada Byron: text
	timed                 // Ada Byron 0:03, [Ada Byron] 10:02:11, **Ada Byron** 00:34 text
	timeFirst             // 0:03 Ada Byron, [10:02] Ada: text, 10:02:11 From Ada Byron to Everyone:
	angled                // <ada> text
	twoLines              // the name on a line, the time on the next
	bare                  // the name of somebody known, alone on a line
	forms
)

// opening is where somebody begins to speak: the name, and what is said on the same line.
type opening struct {
	form form
	name string
	rest string
}

// talk is how the lines of a talk name their speakers.
type talk struct {
	form  form
	opens map[int]opening // by the place of the line among the lines
	// names gives how often each speaks.
	names map[string]int
	order []string
	first int
	last  int
	// cued tells that the lines are captions: a sentence goes on over several.
	cued bool
}

// findTalk finds the form in which a text names its speakers, in the text itself: lines
// of one shape that hold a name, and mostly a time, again and again. Nil when it is no talk.
func findTalk(lines []Line, knows func(string) bool, captions bool) *talk {
	var found [forms]*talk
	content := 0
	for i, l := range lines {
		if !l.Says() && !l.Heading || l.Foreign {
			continue
		}
		content++
		for _, o := range openings(lines, i, knows) {
			if found[o.form] == nil {
				found[o.form] = &talk{form: o.form, opens: map[int]opening{}, names: map[string]int{}, first: i, cued: captions}
			}
			found[o.form].add(i, o)
		}
	}
	var best *talk
	for _, t := range found {
		if t != nil && t.holds(lines, content, knows) && (best == nil || len(t.opens) > len(best.opens)) {
			best = t
		}
	}
	if best != nil {
		best.skipHead(knows)
	}
	if best == nil && captions {
		return &talk{opens: map[int]opening{}, names: map[string]int{}, cued: true, last: len(lines)}
	}
	return best
}

// skipHead takes the fields above a talk ("Date: …", "Participants: …") for no turns: their
// labels do not come again, and nobody is called so.
func (t *talk) skipHead(knows func(string) bool) {
	for i := t.first; i < t.last && t.form == labelled; i++ {
		o, opens := t.opens[i]
		if opens && (t.names[o.name] > 1 || knows(o.name)) {
			t.first = i
			return
		}
		if opens {
			delete(t.opens, i)
			delete(t.names, o.name)
			t.order = slices.DeleteFunc(t.order, func(name string) bool { return name == o.name })
		}
	}
}

func (t *talk) add(i int, o opening) {
	t.opens[i], t.last = o, i
	if t.names[o.name]++; t.names[o.name] == 1 {
		t.order = append(t.order, o.name)
	}
}

// holds tells whether the lines that look so are the turns of a talk: the names come
// again and again, or belong to the people of the meeting.
func (t *talk) holds(lines []Line, content int, knows func(string) bool) bool {
	turns, known, alone, listed := len(t.opens), 0, 0, 0
	for i, o := range t.opens {
		if knows(o.name) {
			known++
		}
		if o.rest == "" {
			alone++
		}
		if lines[i].Bullet {
			listed++
		}
	}
	if turns == 1 {
		return t.form == timeFirst && known == 1 && content == 1
	}
	again := turns >= 4 && turns >= 2*len(t.names) && len(t.names) > 1
	if turns < 2 || listed > 0 && (t.form == labelled || listed < turns) {
		return false
	}
	switch t.form {
	case labelled:
		if t.cued {
			return again || known == turns
		}
		most := again && (turns*10 >= content*6 || known*2 >= turns && !t.hasList(lines))
		if alone == turns {
			return known == turns && len(t.names) > 1 && !t.hasList(lines)
		}
		return most || (known == turns && len(t.names) > 1 || t.joinsTwo(knows)) && turns*2 >= content && t.isUnbroken(lines) && t.converses()
	case bare:
		return known == turns && len(t.names) > 1 && !t.hasList(lines)
	case angled:
		return turns > 1 && (len(t.names) > 1 || known == turns)
	}
	return again || known == turns || alone == turns && len(t.names) > 1 || t.form == timeFirst && known > 0 && len(t.names) == 2
}

// isUnbroken tells whether nothing but turns, and times, stands between the first turn and
// the last.
func (t *talk) isUnbroken(lines []Line) bool {
	for i := t.first; i < t.last; i++ {
		if _, opens := t.opens[i]; !opens && lines[i].Says() && !isStamp(lines[i].Text) {
			return false
		}
	}
	return true
}

// joinsTwo tells whether two people of the meeting speak, and others who are written as names.
func (t *talk) joinsTwo(knows func(string) bool) bool {
	known := 0
	for name := range t.names {
		if knows(name) {
			known++
		} else if speaker(name) != name {
			return false
		}
	}
	return known > 1
}

// hasList tells whether entries of a list stand between the turns.
func (t *talk) hasList(lines []Line) bool {
	return slices.ContainsFunc(lines[t.first:min(t.last+2, len(lines))], func(l Line) bool { return l.Bullet && !l.Heading })
}

// converses tells whether somebody speaks of himself or to the other: "Sam: write the
// rules" is a task of Sam's, "Sam: I'll write the rules" is what Sam said.
func (t *talk) converses() bool {
	for _, o := range t.opens {
		if h := prose.Hear(o.rest); h.Says("i", "you", "we", "my", "your", "me") || h.Asks() || h.SaysYes() && h.Count() < 3 {
			return true
		}
	}
	return false
}

func (t *talk) speakers() []string { return t.order }

// isSpeaker tells whether a label is one that speaks, and not the subject of a line:
// it comes again, or is written as a name.
func (t *talk) isSpeaker(name string) bool {
	return t.form != labelled || t.names[name] > 1 || isName(name)
}

// turns gives the talk turn by turn.
func (t *talk) turns(lines []Line) []Item {
	var out []Item
	speaker, open, paused := "", false, false
	heading, section, ruled := "", NoSection, false // a rule behind the talk sets the user's own words off
	for i := range lines {
		l := &lines[i]
		o, opens := t.opens[i]
		switch {
		case opens && t.isSpeaker(o.name) && SectionOf(o.name) == NoSection:
			open = t.cued && o.name == speaker && len(out) > 0 && open
			speaker, paused, l.Form = o.name, false, o.rest == ""
			heading, section = "", NoSection
			if o.rest != "" && !isReaction(o.rest, out) {
				out, open = t.say(out, open, speaker, o.rest, l), true
			} else if o.rest != "" {
				l.Form = true
			}
		case l.Heading:
			heading, section, open = l.Text, SectionOf(l.Text), false
		case l.Blank:
			paused, open = true, open && t.cued
		case l.Foreign || l.Form && !isRule(l.Text):
		case t.isTime(lines, i), isProgramLine(l.Text):
			l.Form = true
		case isRule(l.Text) || strings.HasPrefix(l.Text, "---"):
			ruled, l.Form, open = i > t.last, true, false
		case t.isOutside(i, lines) && !l.Bullet && section == NoSection && !ruled && !namesSection(l.Text):
			open = false
			_, _, labelled := prose.CutLabel(l.Text)
			l.Form = i < t.first && (labelled || !endsSentence(l.Text))
		case l.Bullet && (i < t.first || i > t.last && paused) || section != NoSection || ruled || t.isOutside(i, lines):
			it := Item{Heading: heading, Section: section, Box: l.Box, Struck: l.Struck, Bullet: true, Indent: l.Indent}
			it.extend(l.Text, l.No)
			out, open = append(out, it), false
		default:
			if isReaction(l.Text, out) {
				l.Form = true
				continue
			}
			out, open = t.say(out, open, speaker, l.Text, l), true
		}
	}
	return out
}

// namesSection tells whether a line begins with what it is: "decided: …".
func namesSection(text string) bool {
	label, rest, ok := prose.CutLabel(text)
	return ok && rest != "" && SectionOf(label) != NoSection
}

// isProgramLine tells what a chat program puts between what is said: a line in square
// brackets, how many liked it.
func isProgramLine(s string) bool {
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") && !strings.Contains(s[1:], "[") {
		return true
	}
	word, count, found := strings.Cut(s, " ")
	return found && len(count) <= 2 && strings.Trim(count, "0123456789") == "" && word == strings.ToLower(word) && isNick(word)
}

// isTime tells whether a line is a time that the program wrote: below a name, or set apart.
// What somebody answers may be a time too.
func (t *talk) isTime(lines []Line, i int) bool {
	if t.cued || !isStamp(lines[i].Text) {
		return false
	}
	_, named := t.opens[i-1]
	return i < t.first || i == 0 || lines[i-1].Blank || named && t.form == twoLines
}

// isOutside tells whether a line stands before or behind a talk: nobody said it. Where
// names stand on lines of their own, a paragraph behind the last turn may go on with it.
func (t *talk) isOutside(i int, lines []Line) bool {
	switch {
	case i < t.first:
		return true
	case i < t.last || t.cued:
		return false
	}
	if slices.ContainsFunc(lines[t.last:i], func(l Line) bool { return isRule(l.Text) }) {
		return true
	}
	return t.opens[t.last].rest != "" && (clock().MatchString(lines[i].Text) || slices.ContainsFunc(lines[t.last:i], func(l Line) bool { return l.Blank }))
}

// say adds what is said to the last item while the same speaker goes on with a sentence,
// or begins another.
func (t *talk) say(out []Item, open bool, speaker, text string, l *Line) []Item {
	if open && len(out) > 0 {
		last := &out[len(out)-1]
		if t.cued || !endsSentence(last.Text) && unicode.IsLower(firstRune(text)) || endsSentence(last.Text) && len(last.Text) > fullLine {
			last.extend(text, l.No)
			return out
		}
	}
	it := Item{Speaker: speaker}
	it.extend(text, l.No)
	return append(out, it)
}

// fullLine is how long a line is at least that a program wrapped.
const fullLine = 60

// isReaction tells whether a chat program says that somebody answered a message: a few
// words around the beginning of what was said before.
func isReaction(text string, said []Item) bool {
	from := strings.IndexAny(text, "\"“")
	to := strings.LastIndexAny(text, "\"”")
	if from < 0 || to <= from || len(strings.Fields(text[:from])) > 3 || len(strings.Fields(text[to:])) > 4 {
		return false
	}
	quote := strings.TrimSpace(strings.TrimRight(strings.Trim(text[from:to], "\"“”"), ".… "))
	if len(strings.Fields(quote)) < 2 {
		return false
	}
	for i := len(said) - 1; i >= max(0, len(said)-40); i-- {
		if strings.HasPrefix(said[i].Text, quote) {
			return true
		}
	}
	return false
}

// clock finds a time of the day or of a recording.
var clock = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\b(?:\s?[AaPp]\.?[Mm]\b\.?)?`)
})

// openings gives how a line may name somebody who begins to speak.
func openings(lines []Line, i int, knows func(string) bool) []opening {
	s := lines[i].Text
	if s == "" || lines[i].Box != NoBox {
		return nil
	}
	if at := clock().FindStringIndex(head(s)); at != nil {
		before, after := withoutDay(s[:at[0]]), s[at[1]:]
		if name := label(before); name != "" && !isStamp(before) {
			return []opening{{timed, name, rest(after)}}
		}
		if !isStamp(before) {
			return labels(s)
		}
		return behindTime(after, knows)
	}
	if strings.HasPrefix(s, "<") {
		name, text, found := strings.Cut(s[1:], ">")
		if name = strings.Trim(name, " @+"); found && isNick(name) && text != "" {
			return []opening{{angled, name, strings.TrimSpace(text)}}
		}
	}
	if inside, said, closed := strings.Cut(strings.TrimPrefix(s, "["), "] "); closed && s[0] == '[' && speaker(inside) == inside {
		return []opening{{labelled, inside, strings.TrimSpace(said)}}
	}
	if out := labels(s); out != nil {
		return out
	}
	name := speaker(s)
	if name == "" || lines[i].Bullet {
		return nil
	}
	if next := nextSaying(lines, i); next >= 0 && isStamp(lines[next].Text) && clock().MatchString(lines[next].Text) {
		return []opening{{twoLines, name, ""}}
	}
	if knows(name) {
		return []opening{{bare, name, ""}}
	}
	return nil
}

// withoutDay takes the day off the end of what stands before a time: "Ada — Today at".
func withoutDay(s string) string {
	for _, mark := range []string{" — ", " – ", " - ", " | ", " · ", ", ", "  ", " ["} {
		if name, day, found := strings.Cut(s, mark); found && isStamp(day) && !isStamp(name) {
			return name
		}
	}
	return s
}

// head is as much of a line as may hold who speaks and when.
func head(s string) string { return s[:min(len(s), 90)] }

func nextSaying(lines []Line, i int) int {
	for j := i + 1; j < len(lines) && j <= i+2; j++ {
		if lines[j].Says() {
			return j
		}
	}
	return -1
}

// behindTime reads who speaks behind the time at the front of a line.
func behindTime(after string, knows func(string) bool) []opening {
	after = strings.TrimLeft(after, " \t-–—|:])>*_•,.")
	if from, ok := strings.CutPrefix(after, "From "); ok {
		if who, text, found := strings.Cut(from, ":"); found {
			who, _, _ = strings.Cut(strings.Join(strings.Fields(who), " "), " to ")
			if name := speaker(who); name != "" {
				return []opening{{timeFirst, name, rest(text)}}
			}
		}
	}
	if inside, ok := strings.CutPrefix(after, "<"); ok {
		if name, text, found := strings.Cut(inside, ">"); found && isNick(strings.Trim(name, " @+")) {
			return []opening{{angled, strings.Trim(name, " @+"), rest(text)}}
		}
	}
	for _, mark := range []string{":", "：", "\t", "  ", "**", " — ", " - ", "]"} {
		before, text, found := strings.Cut(after, mark)
		if name := speaker(before); found && name != "" && len(before) <= longestName {
			return []opening{{timeFirst, name, rest(text)}}
		}
	}
	if name := speaker(after); name != "" {
		return []opening{{timeFirst, name, ""}}
	}
	words := strings.Fields(after)
	for n := min(3, len(words)-1); n > 0; n-- {
		if name := strings.Join(words[:n], " "); speaker(name) == name && knows(name) {
			return []opening{{timeFirst, name, strings.Join(words[n:], " ")}}
		}
	}
	return nil
}

// labels reads a name before a colon.
func labels(s string) []opening {
	at := strings.IndexAny(head(s), ":：")
	if at <= 0 || at > longestName {
		return nil
	}
	behind := strings.TrimPrefix(strings.TrimPrefix(s[at:], ":"), "：")
	if s[at] == ':' && behind != "" && strings.IndexByte(" \t*_", behind[0]) < 0 {
		return nil
	}
	if name := label(s[:at]); name != "" {
		return []opening{{labelled, name, rest(behind)}}
	}
	return nil
}

// longestName is how many bytes a name has at most, with its role.
const longestName = 64

// rest gives what is said behind the name and the marks around it.
func rest(s string) string {
	s = strings.TrimSpace(strings.TrimLeft(s, " \t:：])>*_|–—-•"))
	if at := strings.LastIndexByte(s, '<'); at > 0 && strings.HasSuffix(s, ">") && len(strings.Fields(s[at:])) > 2 {
		s = strings.TrimSpace(s[:at]) // <This message was edited>
	}
	return s
}

// label gives the name before a colon: a name, or a nick in small letters.
func label(s string) string {
	if name := speaker(s); name != "" {
		return name
	}
	name := strings.Trim(s, " \t*_[]<>@`")
	if isNick(name) {
		return name
	}
	return ""
}

// isNick tells whether a text is how somebody calls himself in a chat: one word that
// begins with a letter.
func isNick(s string) bool {
	return s != "" && len(s) <= 24 && unicode.IsLetter(firstRune(s)) && !strings.ContainsAny(s, " \t/\\<>()[]{}\"'=,;!?")
}

// speaker gives the name that a text is and nothing else, without marks, role and
// company in brackets; "Byron, Ada" is turned round. "" when it is no name.
func speaker(s string) string {
	s = strings.Trim(withoutBrackets(s), " \t*_[]<>|`@:,–—-•·")
	if last, first, found := strings.Cut(s, ", "); found && !strings.Contains(first, ",") {
		s = first + " " + last
	}
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 || len(s) > longestName || strings.ContainsAny(s, ":;!?\"“”/=<>{}#|*") {
		return ""
	}
	for i, w := range words {
		if !isNameWord(w, i > 0) {
			return ""
		}
	}
	if len(words) == 1 && prose.IsStop(strings.ToLower(s)) && !isSelf(s) || SectionOf(s) != NoSection {
		return ""
	}
	return strings.Join(words, " ")
}

// isNameWord tells whether a word may be part of a name: with a capital, in a script
// without, a particle or a number behind the first.
func isNameWord(w string, behind bool) bool {
	r := firstRune(strings.TrimLeft(w, "'’"))
	switch {
	case unicode.IsUpper(r), unicode.IsLetter(r) && !unicode.IsLower(r):
		return !strings.HasSuffix(w, ",")
	case behind && unicode.IsDigit(r):
		return len(w) <= 2
	case behind && unicode.IsLower(r):
		return len(w) <= 3 && (!prose.IsStop(w) || w == "do") // Maria do Carmo
	}
	return false
}

// isSelf tells whether a program calls the user so.
func isSelf(s string) bool {
	switch strings.ToLower(s) {
	case "me", "you", "them", "they", "i":
		return true
	}
	return false
}

// withoutBrackets takes roles and companies off a name.
func withoutBrackets(s string) string {
	for {
		from := strings.IndexAny(s, "([")
		if from <= 0 {
			return s
		}
		to := strings.IndexAny(s[from:], ")]")
		if to < 0 {
			return s[:from]
		}
		s = strings.TrimRight(s[:from], " ") + s[from+to+1:]
	}
}

// isStamp tells whether a text is a time, a day or a length and nothing else: what a
// program writes beside what was said. No text at all is one.
func isStamp(s string) bool {
	if len(s) > longestName || s != "" && !strings.ContainsAny(s, "0123456789") && strings.IndexFunc(s, unicode.IsLetter) >= 0 && len(daysIn(s)) == 0 {
		return false
	}
	s = clock().ReplaceAllString(strings.Trim(s, " \t[](){}<>*_|•-–—,.:"), " ")
	for _, d := range daysIn(s) {
		s = s[:d.Start] + strings.Repeat(" ", d.End-d.Start) + s[d.End:]
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("[](){}<>,.;:/-–—|T", r) }) {
		switch strings.ToLower(w) {
		case "at", "on", "utc":
			continue
		}
		if strings.Trim(w, "0123456789") != "" && !isLength(w) {
			return false
		}
	}
	return true
}

// isLength tells whether a word is a length of time, as "31m", "2s", "1h".
func isLength(w string) bool {
	digits := strings.TrimLeft(w, "0123456789")
	return len(digits) < len(w) && (digits == "h" || digits == "m" || digits == "s" || digits == "min")
}

func isName(s string) bool {
	for _, w := range strings.Fields(s) {
		if !unicode.IsUpper(firstRune(w)) {
			return false
		}
	}
	return s != ""
}
