package source

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"oneonone/internal/oneonone"
)

// box finds the box that an entry of a list begins with. What stands in it besides a blank and
// a cross is the writer's own: half done, moved, important.
var box = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[([^\pL\pN\[\]]|[xX])\][\s\pZ]+`) })

// cutBox gives the state that a box before a text tells, "" for none, and the text behind it.
func cutBox(text string) (oneonone.Status, string) {
	m := box().FindStringSubmatch(text)
	if m == nil {
		return "", text
	}
	rest := text[len(m[0]):]
	switch m[1] {
	case "x", "X":
		return oneonone.StatusDone, rest
	case "-":
		return oneonone.StatusDropped, rest
	}
	return oneonone.StatusOpen, rest
}

// taskOf tells of the box that an entry of a list begins with; n is its first block.
func (r *reader) taskOf(n ast.Node) oneonone.Status {
	if n == nil || n.Parent() == nil || n.Parent().Kind() != ast.KindListItem || n.PreviousSibling() != nil || n.Lines().Len() == 0 {
		return ""
	}
	status, _ := cutBox(string(n.Lines().Value(r.src)))
	return status
}

// Told is what a file says of a note beside its text.
type Told struct {
	// Undated tells that nothing but the time of the file dates the note.
	Undated bool
	// Due and Closed are the days that a task has in its text: Obsidian's 📅 and ✅, DEADLINE, due::.
	Due, Closed oneonone.Date
}

// The ways in which programs write the days of a task: 📅 2026-11-20, [due:: 2026-11-20], DEADLINE: <2026-11-20 Fri>.
var (
	signed = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\s*(\p{So}|[\x{23F3}\x{2795}\x{274C}\x{2705}])\x{FE0F}?\s*(\d{4}-\d{2}-\d{2})`)
	})
	field    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s*[\[(]([A-Za-z][\w -]*?):: ?([^\])]*)[\])]`) })
	deadline = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\s*\b(SCHEDULED|DEADLINE|CLOSED): ?[<\[]([^>\]]*)[>\]]`)
	})
	// ranked finds how much a task matters and how often it comes again.
	ranked = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\s*(?:[🔺⏫🔼🔽⏬]\x{FE0F}?|🔁[^\n\p{So}]*)`)
	})
)

// cutDays takes the days of a task out of its first line.
func (c calendar) cutDays(text string) (rest string, t Told) {
	line, below, more := strings.Cut(text, "\n")
	for _, form := range []*regexp.Regexp{signed(), field(), deadline()} {
		for _, m := range form.FindAllStringSubmatch(line, -1) {
			day, _ := c.leading(strings.Fields(m[2]))
			t.take(m[1], day)
		}
		line = form.ReplaceAllString(line, "")
	}
	line = strings.TrimSpace(ranked().ReplaceAllString(line, ""))
	if more {
		line += "\n" + below
	}
	return line, t
}

// take keeps a day by the sign or the word before it. What is due counts before what is planned.
func (t *Told) take(word string, day oneonone.Date) {
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case day.IsZero():
	case first == '📅' || first == '📆' || first == '🗓' || strings.EqualFold(word, "due") || word == "DEADLINE":
		t.Due = day
	case first == '⏳' || word == "SCHEDULED" || strings.EqualFold(word, "scheduled"):
		if t.Due.IsZero() {
			t.Due = day
		}
	case first == '✅' || first == '❌' || word == "CLOSED" || strings.EqualFold(word, "completion"):
		t.Closed = day
	}
}
