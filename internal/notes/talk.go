package notes

import (
	"slices"
	"strings"
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
			first := !slices.ContainsFunc(lines[:i], func(l Line) bool { return !l.Blank })
			title := !endsSentence(l.Text) && (first || t.startsIt(l.Text))
			l.Form = i < t.first && (labelled || title)
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

// startsIt tells whether a line above a talk says which of its speakers began to record it, as
// programs do: "Ada Byron started transcription".
func (t *talk) startsIt(text string) bool {
	return slices.ContainsFunc(t.order, func(name string) bool {
		rest, ok := strings.CutPrefix(text, name+" ")
		return ok && len(strings.Fields(rest)) < 4
	})
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
