package oneonone

import (
	"fmt"
	"slices"
	"strings"
)

// rules ends a document with what rulesLine says.
func (m *markdown) rules(d DraftedBy) {
	if line := d.rulesLine(); line != "" {
		m.para("*" + strings.TrimPrefix(line, " · ") + "*")
	}
}

// rulesLine says which rules the draft was not held to, or only loosely.
func (d DraftedBy) rulesLine() string {
	line := ""
	if len(d.RulesOff) > 0 {
		line += " · rules off: " + inline(strings.Join(d.RulesOff, ", "))
	}
	if len(d.RulesWarn) > 0 {
		line += " · warnings only: " + inline(strings.Join(d.RulesWarn, ", "))
	}
	return line
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// markdown builds a document block by block, one empty line between two.
type markdown struct {
	strings.Builder
	inList bool
}

func (m *markdown) heading(level int, text string) {
	m.gap()
	m.WriteString(strings.Repeat("#", level) + " " + text + "\n\n")
}

func (m *markdown) para(text string) {
	if text == "" {
		return
	}
	m.gap()
	m.WriteString(text + "\n\n")
}

func (m *markdown) bullet(text string) {
	m.inList = true
	m.WriteString("- " + text + "\n")
}

// gap ends a list.
func (m *markdown) gap() {
	if m.inList {
		m.inList = false
		m.WriteByte('\n')
	}
}

// section writes a heading and its bullets; nothing when there are none.
func (m *markdown) section(name string, n int, line func(int) string) {
	if n == 0 {
		return
	}
	m.heading(2, name)
	for i := range n {
		m.bullet(line(i))
	}
	m.gap()
}

// findings ends a document with what must be mended, and with what is worth a
// look, each with the question or the step that mends it.
func (m *markdown) findings(findings []Finding) {
	for _, sort := range []struct {
		severity Severity
		heading  string
	}{{SeverityError, "Mend this before you use it"}, {SeverityWarning, "Worth a look before you use it"}} {
		some := slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool { return f.Severity != sort.severity })
		m.section(sort.heading, len(some), func(i int) string {
			line := inline(some[i].Message)
			if some[i].Fix != "" {
				line += " — " + inline(some[i].Fix)
			}
			return line
		})
	}
}

// Inline makes a text from outside safe to stand in a line of Markdown.
func Inline(s string) string { return inline(s) }

// String gives the document, ending in one newline.
func (m *markdown) String() string { return strings.TrimRight(m.Builder.String(), "\n") + "\n" }
