package coach

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// findings collects what of an answer did not hold, for a person, and what would,
// for a model that is to mend it.
type findings struct {
	list  []oneonone.Finding
	cures []string
}

// fixRecord is what to do about a statement that no record bears.
const fixRecord = "put it on record if it is true, and draft again"

func (f *findings) add(rule, where, fix, format string, args ...any) {
	f.list = append(f.list, oneonone.Finding{
		Rule: rule, Severity: oneonone.SeverityWarning, Where: where, Fix: fix, Message: line(fmt.Sprintf(format, args...)),
	})
}

// cure notes for a model what is wrong with a sentence and what would not be.
func (f *findings) cure(text, wrong, instead string) {
	cure := fmt.Sprintf("“%s”: %s", short(text), wrong)
	if instead != "" {
		cure += "; " + instead
	}
	f.cures = append(f.cures, cure)
}

// short cuts a text to the length of a line.
func short(text string) string {
	runes := []rune(line(text))
	if len(runes) <= 120 {
		return string(runes)
	}
	return strings.TrimRight(string(runes[:119]), " ,;:") + "…"
}

// court judges the sentences of an answer by the records.
type court struct {
	findings
	b      *brief.Brief
	sheet  *sheet
	ground *ground.Ground
	people []string
	cited  map[string]bool // ids of evidence
}

func newCourt(b *brief.Brief, s *sheet) *court {
	people := b.Names()
	return &court{b: b, sheet: s, people: people, ground: groundOf(b, s, people), cited: map[string]bool{}}
}

// groundOf gathers everything on record: what the model was shown, and what it
// was not for want of room.
func groundOf(b *brief.Brief, s *sheet, people []string) *ground.Ground {
	var sources []ground.Source
	have := map[string]bool{}
	add := func(src ground.Source) {
		if !have[src.ID] {
			have[src.ID] = true
			sources = append(sources, src)
		}
	}
	for _, it := range slices.Concat(b.Items, b.Said) {
		if !it.Hostile {
			add(sourceOf(it))
		}
	}
	for _, r := range s.records() {
		for i, e := range r.evidence {
			if i == 0 || !r.computed { // the rest of a computed fact are the records it was computed from
				add(ground.Source{ID: e.ID, Text: r.Text, On: e.Date, Intends: r.planned, Computed: r.computed})
			}
		}
	}
	names := append(slices.Clone(people), b.Me...)
	for _, it := range b.Items {
		names = append(names, it.Projects...)
	}
	return ground.New(sources, b.Meeting.On, b.Locale, names, b.Today, b.From, b.To, b.LastOn(), nextAfter(b))
}

// sourceOf gives an item as a sentence may rest on it.
func sourceOf(it *brief.Item) ground.Source {
	src := ground.Source{
		ID: it.ID, On: it.Date, Intends: intends(it.Record),
		Wonders: it.NoteKind == oneonone.Idea || it.NoteKind == oneonone.Question,
	}
	text, rest, _ := strings.Cut(it.Words(), "\x1f") // what was told later stands behind it
	src.Text = text
	switch r := it.Record.(type) {
	case *oneonone.Action:
		src.Owner, src.Due, src.Done, src.Open = string(r.Owner), r.Due, r.Closed, r.Open()
		rest = string(r.Why)
		if r.Owner == oneonone.Me {
			src.Owner = ground.Me
		}
	case *oneonone.Goal:
		src.Due, src.Open, src.IsGoal = r.Due, r.Open(), true
	case *oneonone.Feedback:
		src.Who = string(r.From)
	}
	for line := range strings.Lines(rest) {
		src.Later = append(src.Later, stepOf(line))
	}
	return src
}

// stepOf reads a line of what was told later: its day, if it has one, and the text.
func stepOf(line string) oneonone.Step {
	if day, text, found := strings.Cut(line, ": "); found {
		if on, err := oneonone.ParseDate(day); err == nil {
			return oneonone.Step{On: on, Text: text}
		}
	}
	return oneonone.Step{Text: line}
}

// intends tells whether a record says what is to be.
func intends(rec oneonone.Record) bool {
	switch r := rec.(type) {
	case *oneonone.Action:
		return r.Open()
	case *oneonone.Goal:
		return r.Open() && len(r.Progress) == 0
	}
	return false
}

// wrong notes a sentence that the records contradict.
func (c *court) wrong(where, text string, v ground.Verdict) {
	c.add(oneonone.RuleGrounded, where, fixRecord, "left out, since %s: “%s”", v.Wrong, short(text))
	c.cure(text, v.Wrong, c.sheet.labelled(v.Cure))
}

// cites resolves labels to the ids of what was shown, each once, in the order
// given. Unknown labels are dropped.
func (c *court) cites(labels []string) []string {
	var ids []string
	for _, label := range labels {
		if r := c.sheet.all[strings.ToLower(strings.Trim(label, " []()"))]; r != nil {
			for _, e := range r.evidence {
				ids = oneonone.AppendNew(ids, e.ID)
			}
		}
	}
	return ids
}

// goal gives the goal of a label, nil where it is the label of something else.
func (c *court) goal(label string) *oneonone.Goal {
	for _, id := range c.cites([]string{label}) {
		if it := c.b.Item(id); it != nil {
			g, _ := it.Record.(*oneonone.Goal)
			return g
		}
	}
	return nil
}

// state gives what of a statement the records do not contradict, sentence by
// sentence, and nil when nothing is left. Labels that a sentence forgot are
// mended without a word.
func (c *court) state(where, text string, labels []string) *oneonone.Line {
	cites := c.cites(labels)
	l := sift(unlabelled(line(text)), func(sentence string) (ground.Verdict, bool) {
		return c.stands(where, sentence, c.ground.Judge(sentence, cites))
	})
	if l.Text == "" {
		return nil
	}
	for _, id := range l.Evidence {
		c.cited[id] = true
	}
	return &l
}

// propose gives what of a proposal or a question may stand.
func (c *court) propose(where, text string) string {
	return sift(unlabelled(line(text)), func(sentence string) (ground.Verdict, bool) {
		return c.stands(where, sentence, c.ground.Asks(sentence))
	}).Text
}

// advise gives what of a text for the user alone may stand: what they might be asked, or
// do before they go in. Words in quotation marks are what somebody may say, and no quotation.
func (c *court) advise(where, text string, labels []string) *oneonone.Line {
	l := sift(unlabelled(line(text)), func(sentence string) (ground.Verdict, bool) {
		return c.stands(where, sentence, c.ground.Asks(strings.Map(withoutMarks, sentence)))
	})
	if l.Text == "" {
		return nil
	}
	l.Unsure, l.Evidence = false, c.cites(labels) // it states nothing
	for _, id := range l.Evidence {
		c.cited[id] = true
	}
	return &l
}

func withoutMarks(r rune) rune {
	if strings.ContainsRune("“”„\"«»", r) {
		return -1
	}
	return r
}

func (c *court) stands(where, sentence string, v ground.Verdict) (ground.Verdict, bool) {
	if v.Outcome == ground.Contradicted {
		c.wrong(where, sentence, v)
		return v, false
	}
	return v, true
}

// sift keeps the sentences of a text that stand, with what they rest on.
func sift(text string, judge func(sentence string) (v ground.Verdict, stands bool)) oneonone.Line {
	var l oneonone.Line
	var kept []string
	for _, span := range prose.Sentences(text) {
		sentence := strings.TrimSpace(text[span.Start:span.End])
		if sentence == "" {
			continue
		}
		if v, stands := judge(sentence); stands {
			kept = append(kept, sentence)
			l.Unsure = l.Unsure || v.Outcome == ground.Unsure && !strings.HasSuffix(sentence, "?") // a question states nothing
			l.Evidence = oneonone.AppendNew(l.Evidence, v.Evidence...)
		}
	}
	l.Text = strings.Join(kept, " ")
	return l
}

// evidence lists what the draft cites, in the order of the sheet.
func (c *court) evidence() []oneonone.Evidence {
	var out []oneonone.Evidence
	take := func(e oneonone.Evidence) {
		if c.cited[e.ID] {
			out = append(out, e)
			delete(c.cited, e.ID)
		}
	}
	for _, r := range c.sheet.records() {
		for _, e := range r.evidence {
			take(e)
		}
	}
	for _, it := range slices.Concat(c.b.Items, c.b.Said, c.b.Told) {
		take(it.Told())
	}
	return out
}

var labels = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(` *\[[a-z]\d+(?:[,; ]+[a-z]\d+)*\]`) })

// unlabelled takes the labels of records out of a text: they are for cites.
func unlabelled(text string) string { return labels().ReplaceAllString(text, "") }

// GroundOf gives everything that a draft from the brief may rest on.
func GroundOf(b *brief.Brief) *ground.Ground {
	return groundOf(b, newSheet(b, figures.Of(b), selection{}), b.Names())
}
