package oneonone

import "strings"

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

// Inline makes a text from outside safe to stand in a line of Markdown.
func Inline(s string) string { return inline(s) }

// String gives the document, ending in one newline.
func (m *markdown) String() string { return strings.TrimRight(m.Builder.String(), "\n") + "\n" }
