// Package notes reads the form of what somebody pastes after a meeting, before
// anybody reads its sentences: the lists, boxes, headings and tables of notes, the
// turns of a talk in whatever form a program wrote it down, captions, letters, outlines.
//
// It promises that every line of the text is either in an item, with its number, or
// marked for what it is: a heading, what holds the form together, what somebody else
// wrote. The same talk gives the same turns whichever program wrote it down. It
// refuses to say who "I" is: it gives the name that stands before what was said, or none.
package notes

import (
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Notes is the form of raw notes.
type Notes struct {
	Items []Item
	Lines []Line
	// Talk tells that the items are the turns of a talk.
	Talk bool
	// Speakers are the names before the turns of a talk, in order of appearance.
	Speakers []string
	// Author is who wrote the notes, where they are a mail that says so; "" else.
	Author string
}

// Item is what belongs together: an entry of a list, a paragraph, a row of a table, what
// somebody said at a stretch.
type Item struct {
	// Text is what it says on one line, without the marks of the form.
	Text string
	// Speaker is the name before a turn, without its role; "" where none is known.
	Speaker string
	// Heading is the one that it stands under, Section what that promises.
	Heading string
	Section Section
	// Owner is who has it, where a column of a table says so. Own tells that it is a task in
	// the writer's own outliner or vault, by its state or its marks.
	Owner  string
	Own    bool
	Box    Box
	Bullet bool
	Struck bool
	// Sign is the mark at the front by which people sort their notes: '+' and '-' for
	// what they found good and bad, '?' for what is open, '!' for what is to be done; 0 else.
	Sign rune
	// Indent counts the spaces before it.
	Indent int
	pieces []piece
}

// piece is the part of an item's text that stands on one line.
type piece struct{ start, line int }

// Box is a check box, or the state that an outliner writes instead of one.
type Box int

// The states of a check box.
const (
	NoBox Box = iota
	OpenBox
	DoneBox
	DroppedBox
)

// Line is one line of the raw notes, taken apart.
type Line struct {
	// No counts from 1.
	No int
	// Text is without the marks of a list, with the odd spaces made plain.
	Text                          string
	Box                           Box
	Bullet, Struck                bool
	Heading, Blank, Foreign, Form bool
	Indent                        int
	sign                          rune
	// depth counts the marks of a heading.
	depth int
	// joins marks a line that belongs to the task before it, however it is set.
	joins bool
	owner string
	own   bool
	// hanging marks a line that goes on with the list item before it.
	hanging bool
}

// Says tells whether a line holds words that somebody may miss: no blank line, no
// heading, none that only holds the form together.
func (l Line) Says() bool { return !l.Blank && !l.Heading && !l.Form }

// LinesOf gives the numbers of the lines that hold the bytes of the text from start to end.
func (it *Item) LinesOf(start, end int) []int {
	var nos []int
	for i, p := range it.pieces {
		if p.start < end && (i+1 == len(it.pieces) || it.pieces[i+1].start > start) && (len(nos) == 0 || nos[len(nos)-1] != p.line) {
			nos = append(nos, p.line)
		}
	}
	return nos
}

// Turns gives what is said in a talk by the numbers of the lines that say it, each with its
// speaker; nothing for notes that are no talk.
func (n Notes) Turns() map[int]string {
	out := map[int]string{}
	if !n.Talk {
		return out
	}
	for _, it := range n.Items {
		for i, p := range it.pieces {
			end := len(it.Text)
			if i+1 < len(it.pieces) {
				end = it.pieces[i+1].start
			}
			text := strings.TrimSpace(it.Text[p.start:end])
			if it.Speaker != "" {
				text = it.Speaker + ": " + text
			}
			out[p.line] = strings.TrimSpace(out[p.line] + " " + text)
		}
	}
	return out
}

func (it *Item) extend(text string, line int) {
	if text == "" {
		return
	}
	if it.Text != "" {
		it.Text += " "
	}
	it.pieces = append(it.pieces, piece{len(it.Text), line})
	it.Text += text
}

// Meeting is what is known of a meeting before its notes are read.
type Meeting struct {
	On time.Time
	// Knows tells whether a name is one of the people that the meeting is about.
	Knows func(name string) bool
}

// Read takes the raw notes of a meeting apart.
func Read(raw string, m Meeting) Notes {
	n := Notes{Lines: splitLines(raw)}
	captions := readCaptions(n.Lines)
	if !captions {
		n.Author = readForms(n.Lines, m)
		n.Lines = readTables(n.Lines)
	}
	t := findTalk(n.Lines, m.Knows, captions)
	if t == nil {
		n.Items = items(n.Lines)
		return n
	}
	n.Talk = true
	n.Items, n.Speakers = t.turns(n.Lines), t.speakers()
	return n
}

// splitLines parts the text into its lines. A separator that Unicode has for soft line
// ends parts lines that have the same number, as an editor counts them.
func splitLines(raw string) []Line {
	var lines []Line
	texts := strings.Split(raw, "\n")
	mark := commonQuote(texts)
	for i, text := range texts {
		for part := range strings.FieldsFuncSeq(beforeBoxes(text), partsLines) {
			lines = append(lines, readLine(i+1, unquoted(plainSpaces(oneonone.Clean(part)), mark)))
		}
		if strings.TrimFunc(text, partsLines) == "" {
			lines = append(lines, Line{No: i + 1, Blank: true})
		}
	}
	return lines
}

// beforeBoxes ends a line before each check box that stands within it.
func beforeBoxes(text string) string {
	for _, box := range []string{" ☐ ", " ☑ ", " ☒ "} {
		if at := strings.Index(strings.TrimSpace(text), box); at > 2 {
			text = strings.ReplaceAll(text, box, "\v"+box)
		}
	}
	return text
}

func partsLines(r rune) bool {
	return r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// unquoted takes the mark of a quote off the lines of notes that all have it: it is one
// of a list then, or of whoever speaks next, as closed captions have it.
func unquoted(text, mark string) string {
	rest, marked := strings.CutPrefix(text, mark)
	if mark == "" || !marked {
		return text
	}
	return strings.TrimPrefix(rest, " ")
}

// commonQuote gives the mark of a quote that nearly every line has; "" when there is none.
func commonQuote(texts []string) string {
	for _, mark := range []string{">>", ">"} {
		marked, all := 0, 0
		for _, text := range texts {
			if strings.HasPrefix(text, mark) {
				marked++
			}
			if strings.TrimSpace(text) != "" {
				all++
			}
		}
		if marked > 3 && marked*10 >= all*7 {
			return mark
		}
	}
	return ""
}

// plainSpaces writes the spaces of other widths, which keyboards and office programs
// leave behind, as plain ones.
func plainSpaces(s string) string {
	s = strings.ReplaceAll(s, "：", ": ")
	return strings.Map(func(r rune) rune {
		if r == 0xa0 || r >= 0x2000 && r <= 0x200a || r == 0x202f || r == 0x205f || r == 0x3000 {
			return ' '
		}
		return r
	}, s)
}

// DayOf gives the day that raw notes bear: in their properties, the head of their mail, the
// stamps of a chat, or a short first line. The zero Date where they bear none.
func DayOf(raw string, base time.Time, loc prose.Locale) oneonone.Date {
	seen := 0
	for line := range strings.Lines(raw) {
		text := strings.TrimSpace(line)
		if text == "" || isRule(text) {
			continue
		}
		if seen++; seen > mostHead {
			break
		}
		label, _, labelled := strings.Cut(strings.ToLower(text), ":")
		dated := labelled && strings.TrimLeft(label, "*") == "date"
		stamped := strings.HasPrefix(text, "[") && clock().MatchString(head(text))
		if !dated && !stamped && (seen > 1 || len(strings.Fields(text)) > 8) {
			continue
		}
		for _, d := range prose.Dates(text, base, loc) {
			if d.Day.Equal(d.Until) && strings.ContainsAny(d.Text, "0123456789") {
				return oneonone.DateOf(d.Day)
			}
		}
	}
	return oneonone.Date{}
}

// mostHead is how many lines the head of notes has at most.
const mostHead = 8
