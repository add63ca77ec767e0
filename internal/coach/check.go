package coach

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// findings collects what had to be changed in an answer. All are warnings: the
// draft says nothing any more that it may not, but it could be stronger.
type findings struct{ list []oneonone.Finding }

// The fixes that findings suggest. None of them invents anything.
const (
	fixCite = "put it on record if it is true, and draft again"
	fixLine = "add it to the notes if it was said, and draft again"
	fixDate = "choose a day after the meeting"
)

func (f *findings) add(rule, where, fix, format string, args ...any) {
	f.list = append(f.list, oneonone.Finding{
		Rule: rule, Severity: oneonone.SeverityWarning, Where: where, Fix: fix, Message: line(fmt.Sprintf(format, args...)),
	})
}

// complaints lists what a model could mend.
func (f *findings) complaints() []string {
	var out []string
	for _, one := range f.list {
		if one.Rule == "grounded" || one.Rule == "smart" {
			out = append(out, one.Message)
		}
	}
	return out
}

// nowhere takes the place off the findings from one on: what they speak of is
// no longer in the draft.
func (f *findings) nowhere(from int) {
	for i := range f.list[from:] {
		f.list[from+i].Where = ""
	}
}

// leftOut says that something without ground was left out of the draft.
func (f *findings) leftOut(where, what, text, missing string) {
	f.add("grounded", where, fixCite, "left out %s: the records that it cites lack %s: “%s”", what, missing, short(text))
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
	// projects are the names of things, plain the words in lower case, that
	// the records have.
	projects []string
	plain    map[string]bool
	// whole is what all records say together, for what cites none.
	whole *support
	cited map[string]bool // ids of evidence
}

func newCourt(b *brief.Brief, s *sheet) *court {
	c := &court{sheet: s, people: peopleOf(b), projects: projectsOf(b), plain: plainWords(s), cited: map[string]bool{}}
	c.whole = c.supportOf(s.records())
	c.whole.addText(string(b.Meeting.With))
	return c
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

// projectsOf lists the names of the user's projects and repositories. Names of
// under four letters are left out: too many are words.
func projectsOf(b *brief.Brief) []string {
	var out []string
	add := func(name string) {
		if name = strings.ToLower(name); len(name) > 3 && !prose.IsStop(name) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, it := range b.Items {
		for _, p := range it.Projects {
			add(p)
		}
	}
	for i := range b.Streams {
		add(b.Streams[i].Repo)
	}
	return out
}

// plainWords collects the words that the records have in lower case.
func plainWords(s *sheet) map[string]bool {
	out := map[string]bool{}
	for _, r := range s.records() {
		for _, w := range prose.Words(r.Text) {
			if w.Text == w.Lower {
				out[w.Lower] = true
			}
		}
	}
	return out
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
	s.projects, s.plain = c.projects, c.plain
	for _, r := range cited {
		s.addText(r.Text)
	}
	s.addCount(len(cited))
	return s
}

// bearing is supportOf for facts: it knows what records affirm and deny. What
// is only planned does neither.
func (c *court) bearing(cited []*shown) *support {
	s := c.supportOf(cited)
	for _, r := range cited {
		if !r.planned {
			s.clauses = append(s.clauses, prose.Clauses(r.Text)...)
		}
	}
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
		c.add("grounded", where, fixCite, "left out %s that no record is cited for: “%s”", what, short(text))
		return "", nil
	}
	if onlyPromised(cited) && (toldAsDone(text) || toldAsKept(text, cited)) {
		c.leftOut(where, what, text, "that it is done: they only promise it")
		return "", nil
	}
	s := c.bearing(cited)
	missing := s.lacksAny(text)
	switch {
	case missing != "":
	case c.planAsReached(text, cited):
		missing = "that it is so: it is a goal or a promise"
	case othersPromise(text, cited):
		missing = "that the promise is yours"
	default:
		if name := s.wordOf(text, cited); name != "" {
			missing = "a word of " + name
		}
	}
	if missing != "" {
		c.leftOut(where, what, text, missing)
		return "", nil
	}
	return text, cited
}

// spoken gives what of a text rests on the records: its sentences without
// those that have a figure, a date, a name or a quotation of nowhere. For a
// proposal, lacks is a support's lacksVoice.
func (c *court) spoken(where, what, text string, lacks func(string) string) string {
	text = line(text)
	if lacks(text) == "" {
		return text
	}
	var kept []string
	for _, span := range prose.Sentences(text) {
		sentence := strings.TrimSpace(text[span.Start:span.End])
		if missing := lacks(sentence); missing != "" {
			c.leftOut(where, what, sentence, missing)
			continue
		}
		kept = append(kept, sentence)
	}
	return strings.Join(kept, " ")
}

// proposed gives what of a proposal or a question may stand: figures and days
// of its own are what proposals are made of; people, quotations and what
// somebody is said to have done are not.
func (c *court) proposed(where, what, text string) string {
	return c.spoken(where, what, text, func(sentence string) string {
		if missing := c.whole.lacksVoice(sentence); missing != "" || !tellsDeed(sentence) {
			return missing
		}
		return c.lacksTeller(sentence)
	})
}

// lacksTeller tells that no record says what a sentence tells, "" when one
// does.
func (c *court) lacksTeller(sentence string) string {
	tells := func(r *shown) bool {
		return sharedStems(sentence, r.Text) > 0 && c.bearing([]*shown{r}).lacksAny(sentence) == ""
	}
	if slices.ContainsFunc(c.sheet.records(), tells) {
		return ""
	}
	return "a record that tells it"
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
