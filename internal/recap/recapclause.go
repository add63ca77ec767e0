package recap

import (
	"strings"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// clause is a statement: the smallest piece of the notes that is told apart.
type clause struct {
	*unit
	start, end int // in the unit's text
	// speaker is whose words they are; "" for the user's own notes.
	speaker string
	heard   prose.Heard
	kind    kind
	// alone is what the reader tells of the clause, whole what of its unit.
	alone, whole reader.Reading
}

func (c clause) words() string { return c.heard.Text }

func (c clause) on() []int { return c.LinesOf(c.start, c.end) }

// sure tells in percent how sure the reader is that a clause does something, of the
// clause alone and a little of its whole unit.
func (c clause) sure(label reader.Label) int {
	return (2*c.alone.Of(label) + c.whole.Of(label)) / 3
}

// clauses parts the text of a unit from a place on into its clauses, and has
// each of them read.
func (s *scribe) clauses(u *unit, from int, speaker string) []clause {
	var out []clause
	for _, sentence := range sentencesFrom(u.Text, from) {
		for _, p := range s.split(u.Text, sentence) {
			out = append(out, clause{unit: u, start: p.Start, end: p.End, speaker: speaker, heard: prose.Hear(u.Text[p.Start:p.End])})
		}
	}
	whole := s.read(u, 0, len(u.Text), "", "")
	for i := range out {
		out[i].whole, out[i].alone = whole, whole
		if len(out) == 1 {
			continue
		}
		before, after := "", ""
		if i > 0 {
			before = out[i-1].words()
		}
		if i+1 < len(out) {
			after = out[i+1].words()
		}
		out[i].alone = s.read(u, out[i].start, out[i].end, before, after)
	}
	return out
}

// read is the one place where statements are judged: it gives what the reader
// tells of a piece of a unit, in what stands around it.
func (s *scribe) read(u *unit, start, end int, before, after string) reader.Reading {
	l := reader.Line{Text: u.Text[start:end], Section: u.Heading, Before: before, After: after}
	if start <= u.opens {
		l.Text = u.Text[:end]
	}
	label, rest := u.Speaker, l.Text
	if label == "" && !u.Bullet {
		label, rest, _ = prose.CutLabel(l.Text)
	}
	switch who, _ := s.cast.Who(label); {
	case who == oneonone.Me:
		l.Text, l.Speaker = rest, reader.Me
	case who != "" && who == s.cast.Other():
		l.Text, l.Speaker = rest, reader.Them
	}
	if l.Before == "" && u.no > 0 && !u.Bullet {
		l.Before = s.units[u.no-1].Text
	}
	if l.After == "" && u.no+1 < len(s.units) && !u.Bullet {
		l.After = s.units[u.no+1].Text
	}
	l.Text = prose.CutStamp(l.Text)
	return s.reader.Read(reader.Meeting, l)
}

// sentencesFrom finds the sentences after a place, without the space around.
func sentencesFrom(text string, from int) []prose.Span {
	var out []prose.Span
	for _, s := range prose.Sentences(text[from:]) {
		if t, ok := trimSpan(text, prose.Span{Start: s.Start + from, End: s.End + from}); ok {
			out = append(out, t)
		}
	}
	return out
}

func trimSpan(text string, s prose.Span) (prose.Span, bool) {
	for s.Start < s.End && strings.IndexByte(" \t\n,;", text[s.Start]) >= 0 {
		s.Start++
	}
	for s.Start < s.End && strings.IndexByte(" \t\n,;", text[s.End-1]) >= 0 {
		s.End--
	}
	return s, s.Start < s.End
}

// split cuts a sentence where a new statement begins: after a semicolon or an
// arrow, and before another promise or an order.
func (v *voices) split(text string, s prose.Span) []prose.Span {
	var out []prose.Span
	from, depth := s.Start, 0
	dictated := isDictated(text[s.Start:s.End])
	for i := s.Start; i < s.End; i++ {
		switch text[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		n := joint(text[i:s.End])
		if n == 0 && !(dictated && text[i] == ' ') || depth > 0 {
			continue
		}
		left := near(text, from, i, true)
		parted := n > 0 && v.parts(left, text[i:i+n], near(text, i+n, s.End, false))
		if !parted && dictated && text[i] == ' ' {
			n = 1
			parted = v.parts(left, " ", near(text, i+n, s.End, false))
		}
		if parted {
			if t, ok := trimSpan(text, prose.Span{Start: from, End: i}); ok {
				out = append(out, t)
			}
			from = i + n
		}
		i += n - 1
	}
	if t, ok := trimSpan(text, prose.Span{Start: from, End: s.End}); ok {
		out = append(out, t)
	}
	return out
}

// isDictated tells whether a text is too long for a sentence and has no marks: then
// it may be cut at every word.
func isDictated(text string) bool {
	return !strings.ContainsAny(text, ".,;:!?") && len(strings.Fields(text)) > 30
}

// beginsStatement tells whether who does something stands at the front of what goes
// on in a dictated text, and nothing before it leads there ("that she").
func (v *voices) beginsStatement(left string, right prose.Heard) bool {
	who, rest := right.Subject(v.name)
	if who == "" || prose.Hear(right.Text[:rest]).Count() > 3 || prose.Hear(right.Text[rest:]).Count() < 2 {
		return false
	}
	last := left[strings.LastIndexByte(left, ' ')+1:]
	if unicode.IsUpper(firstRune(last)) && last != "I" && unicode.IsUpper(firstRune(right.Text)) && who != "I" && len(daysIn(last)) == 0 {
		return false // in the middle of a name
	}
	if unicode.IsUpper(firstRune(who)) && who != "I" &&
		(strings.HasSuffix(last, "ing") || prose.IsTaskVerb(last) || len(daysIn(strings.TrimSuffix(who, "s"))) > 0) {
		return false // whom or when the words before are about: "stop interrupting Hector", "three Saturdays in a row"
	}
	if words := prose.Words(left); len(words) > 1 && isDeterminer(words[len(words)-2].Lower) {
		return false // "the way I kept them in the loop": who does it is of the thing
	}
	switch strings.ToLower(last) {
	case "that", "if", "what", "how", "whether", "when", "which", "who", "where", "because", "and", "then", "so", "also", "but", "said",
		"says", "think", "thinks", "like", "than", "as", "with", "to", "for", "of", "from", "the":
		return false
	}
	return true
}

func isDeterminer(word string) bool {
	switch word {
	case "the", "a", "every":
		return true
	}
	return false
}

func beginsWithFiller(text string) bool {
	word := firstWord(text)
	return word != "" && prose.WithoutFillers(word) == ""
}

// earshot is how far from a joint, in bytes, a statement is listened to: no
// sentence of a person is longer, and text that is none must not cost its
// square.
const earshot = 600

// near gives the part of text[from:to] that is close to its end, or to its
// beginning.
func near(text string, from, to int, end bool) string {
	if to-from <= earshot {
		return text[from:to]
	}
	if end {
		return strings.ToValidUTF8(text[to-earshot:to], "")
	}
	return strings.ToValidUTF8(text[from:from+earshot], "")
}

// joint measures the mark or word, at the front of s, at which a sentence may
// be cut; 0 when there is none.
func joint(s string) int {
	for _, j := range [...]string{
		"; ", " -> ", " → ", " => ", ", and ", ", but ", ", then ", ", so ", ", ", " and then ", " so ", " and ", " but ", " — ", " – ", " - ",
	} {
		if strings.HasPrefix(s, j) {
			return len(j)
		}
	}
	return 0
}

// parts tells whether what stands left and right of a joint are two statements:
// right of it somebody else, or somebody at last, takes something on.
func (v *voices) parts(left, joint, right string) bool {
	if joint == "; " {
		return true
	}
	first, second := prose.Hear(left), prose.Hear(right)
	p, ok := second.Promise(v.name)
	promises := ok && p.From == 0 && p.Who != "" && (p.Force == prose.Firm || len(daysIn(right)) > 0)
	if _, must := second.Starts("i need to", "i have to", "let me"); must && strings.HasPrefix(joint, ",") && first.Count() > 2 {
		return true
	}
	told, tells := second.Deed(v.name)
	tells = tells && told.From == 0
	mine, promised := first.Promise(v.name)
	switch joint {
	case " so ":
		days := daysIn(right)
		return len(days) > 0 && days[0].Start == 0
	case " ":
		if beginsWithFiller(right) {
			return true // who dictates and thinks begins anew
		}
		return (first.Count() > 4 || beginsWithFiller(left)) && v.beginsStatement(left, second)
	case " -> ", " → ", " => ":
		return first.Count() > 1 && (promises || tells)
	case ", ":
		_, marked := v.trailingOwner(right)
		if first.Count() > 2 && (tells || second.Orders() && !first.Orders() && marked) {
			return true
		}
	}
	if promises {
		return !promised || !strings.EqualFold(mine.Who, p.Who)
	}
	if _, goesOn := second.Starts("will"); goesOn && joint != ", " && !promised && ok && p.Force == prose.Firm {
		return true // "she liked the plan and will show it round"
	}
	who, _ := second.Subject(v.name)
	return strings.HasPrefix(joint, ", ") && joint != ", " && first.Count() > 3 && second.Count() > 3 && who != ""
}
