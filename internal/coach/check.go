package coach

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// findings collects what had to be changed in an answer.
type findings struct{ list []oneonone.Finding }

// The fixes that findings suggest. None of them invents anything.
const (
	fixCite   = "put it on record if it is true, and draft again"
	fixFigure = "say which record has it, or ask for it"
	fixDate   = "choose a day after the meeting"
)

func (f *findings) add(rule string, severity oneonone.Severity, where, fix, format string, args ...any) {
	f.list = append(f.list, oneonone.Finding{
		Rule: rule, Severity: severity, Where: where, Fix: fix, Message: line(fmt.Sprintf(format, args...)),
	})
}

// leftOut says that something without ground was left out of the draft.
func (f *findings) leftOut(where, what, text, missing string) {
	f.add("grounded", oneonone.SeverityError, where, fixCite, "left out %s: no record that it cites has %s: “%s”", what, missing, short(text))
}

// short cuts a text to the length of a line.
func short(text string) string {
	runes := []rune(line(text))
	if len(runes) <= 120 {
		return string(runes)
	}
	return strings.TrimRight(string(runes[:119]), " ,;:") + "…"
}

// court judges the statements of an answer by the records shown.
type court struct {
	findings
	sheet  *sheet
	people []string
	cited  map[string]bool // ids of evidence
}

func newCourt(b *brief.Brief, s *sheet) *court {
	return &court{sheet: s, people: peopleOf(b), cited: map[string]bool{}}
}

// peopleOf lists the names that the records know, the fullest spelling of each
// first.
func peopleOf(b *brief.Brief) []string {
	var names []string
	add := func(name string) {
		name = line(strings.TrimPrefix(name, "@"))
		same := func(known string) bool { return oneonone.SameName(known, name) }
		if name != "" && name != oneonone.Me && !slices.ContainsFunc(b.Me, same) && !slices.ContainsFunc(names, same) {
			names = append(names, name)
		}
	}
	add(string(b.Meeting.With))
	for _, p := range b.People {
		add(p.Text)
	}
	for _, it := range b.Items {
		if it.Hostile {
			continue
		}
		switch r := it.Record.(type) {
		case *oneonone.Action:
			add(string(r.Owner))
			add(string(r.With))
		case *oneonone.Feedback:
			add(string(r.From))
		}
		for _, name := range it.People {
			add(name)
		}
	}
	return names
}

// cites resolves labels to what was shown, each once, in the order given.
// Unknown labels are dropped.
func (c *court) cites(labels []string) []*shown {
	var out []*shown
	for _, label := range labels {
		label = strings.ToLower(strings.Trim(label, " []()"))
		if r := c.sheet.all[label]; r != nil && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// ids lists the evidence of what was cited, each once, and remembers it.
func (c *court) ids(cited []*shown) []string {
	var out []string
	for _, r := range cited {
		for _, e := range r.evidence {
			if !slices.Contains(out, e.ID) {
				out = append(out, e.ID)
			}
			c.cited[e.ID] = true
		}
	}
	return out
}

// supportOf gathers what records say.
func (c *court) supportOf(cited []*shown) *support {
	s := newSupport(c.people)
	for _, r := range cited {
		s.addText(r.Text)
	}
	s.addCount(len(cited))
	return s
}

// fact gives the text of a fact that its records bear, and those records. One
// that they don't bear is left out with a finding.
func (c *court) fact(where, what, text string, labels []string) (string, []*shown) {
	text = line(text)
	if text == "" {
		return "", nil
	}
	cited := c.cites(labels)
	if len(cited) == 0 {
		c.add("grounded", oneonone.SeverityError, where, fixCite, "left out %s that no record is cited for: “%s”", what, short(text))
		return "", nil
	}
	s := c.supportOf(cited)
	missing := s.lacksAny(text)
	if missing == "" && s.shares(text) == 0 {
		missing = "a word of it"
	}
	if missing != "" {
		c.leftOut(where, what, text, missing)
		return "", nil
	}
	return text, cited
}

// spokenText gives what of a text rests on the support: its sentences without
// those that have a figure, a date, a name or a quotation of nowhere.
func (c *court) spokenText(where, what, text string, s *support) string {
	text = line(text)
	if s.lacks(text) == "" {
		return text
	}
	var kept []string
	for _, span := range prose.Sentences(text) {
		sentence := strings.TrimSpace(text[span.Start:span.End])
		if missing := s.lacks(sentence); missing != "" {
			c.leftOut(where, what, sentence, missing)
			continue
		}
		kept = append(kept, sentence)
	}
	return strings.Join(kept, " ")
}

// evidence lists what the draft cites, in the order of the sheet.
func (c *court) evidence() []oneonone.Evidence {
	var out []oneonone.Evidence
	for _, g := range c.sheet.groups {
		for _, r := range g.Records {
			for _, e := range r.evidence {
				if c.cited[e.ID] {
					out = append(out, e)
					delete(c.cited, e.ID)
				}
			}
		}
	}
	return out
}
