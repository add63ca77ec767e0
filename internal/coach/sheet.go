package coach

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// shown is one piece of evidence as the model sees it, under a label that is
// good for one run. What a fact may say is what its Text says.
type shown struct {
	Label string
	Text  string
	// key tells it among all that a brief has; says is its text without what the
	// program says about it. Planned tells that it says what is to be, not what
	// is.
	key     string
	says    string
	planned bool
	// computed tells that the program computed it, said that it is a line of the
	// raw notes of an earlier meeting.
	computed, said bool
	// evidence is what a draft cites for the label.
	evidence []oneonone.Evidence
}

// group is the evidence of one kind.
type group struct {
	Title   string
	Records []*shown
}

// sheet is all evidence of a brief that a model is shown.
type sheet struct {
	groups []group
	// mark is the line before and after the records. It is made from them, so
	// that no record can hold it.
	mark       string
	all        map[string]*shown // by label
	labelOf    map[string]string // by the id of the evidence
	labels     map[string]int    // how many there are of each kind
	considered int
	promises   map[string]brief.Promise
	selection
}

// commitsPerWork is how many commits of a piece of work are shown; its figures
// count them all.
const commitsPerWork = 6

// newSheet chooses what is shown and labels it.
func newSheet(b *brief.Brief, computed []figures.Fact, sel selection) *sheet {
	s := &sheet{
		all: map[string]*shown{}, labelOf: map[string]string{}, labels: map[string]int{},
		considered: len(b.Items) + len(b.Said), promises: map[string]brief.Promise{}, selection: sel,
	}
	for _, p := range b.Promises {
		s.promises[p.ID] = p
	}
	s.addSaid(b.Said)
	s.addComputed(b, computed)
	s.addCarried(b.Carried)
	s.addItems(b)
	s.addWork(b)
	var texts []string
	for _, r := range s.records() {
		texts = append(texts, r.Text)
	}
	s.mark = markOf(texts)
	return s
}

// put shows a record below a title, under the next label of its kind unless it
// has one.
func (s *sheet) put(title, kind string, r *shown) {
	if r.Label == "" {
		r.Label = s.label(kind)
	}
	r.Text = indent(r.Text)
	if n := len(s.groups); n == 0 || s.groups[n-1].Title != title {
		s.groups = append(s.groups, group{Title: title})
	}
	g := &s.groups[len(s.groups)-1]
	g.Records = append(g.Records, r)
	s.all[r.Label] = r
	for _, e := range r.evidence {
		s.labelOf[e.ID] = r.Label
	}
}

func (s *sheet) label(kind string) string {
	s.labels[kind]++
	return kind + strconv.Itoa(s.labels[kind])
}

// kindOfItem is how items of a kind are labelled, and below what they stand.
type kindOfItem struct {
	label, title string
	kinds        []oneonone.EvidenceKind
}

func kindsOfItems() []kindOfItem {
	return []kindOfItem{
		{"a", "Promises (action items)", []oneonone.EvidenceKind{oneonone.EvAction}},
		{"g", "Goals", []oneonone.EvidenceKind{oneonone.EvGoal}},
		{"f", "Feedback", []oneonone.EvidenceKind{oneonone.EvFeedback}},
		{"d", "Decisions", []oneonone.EvidenceKind{oneonone.EvDecision}},
		{"n", "Notes", []oneonone.EvidenceKind{oneonone.EvNote, oneonone.EvFile}},
		{"s", "Figures counted from git histories", []oneonone.EvidenceKind{oneonone.EvSignal}},
	}
}

// addItems shows the records of a kind after those of another. All have labels
// before one is written, for it may name another.
func (s *sheet) addItems(b *brief.Brief) {
	kinds := kindsOfItems()
	items := make([][]*brief.Item, len(kinds))
	for _, it := range b.Items {
		k := slices.IndexFunc(kinds, func(k kindOfItem) bool { return slices.Contains(k.kinds, it.Kind) })
		if k >= 0 && s.shows(it.ID) && !it.Hostile {
			items[k] = append(items[k], it)
			s.labelOf[it.ID] = s.label(kinds[k].label)
		}
	}
	for k, list := range items {
		for _, it := range list {
			s.put(kinds[k].title, kinds[k].label, s.written(it))
		}
	}
}

// addSaid shows the raw notes of the last two meetings, line by line.
func (s *sheet) addSaid(said []*brief.Item) {
	for _, it := range said {
		if s.shows(it.ID) {
			text := safe(it.Text)
			s.put("My own notes of our 1:1 on "+it.Date.Long(), "m", &shown{
				key: it.ID, Text: text, says: text, said: true, evidence: []oneonone.Evidence{it.Evidence},
			})
		}
	}
}

// addComputed shows what the program computed, to be cited like a record.
func (s *sheet) addComputed(b *brief.Brief, facts []figures.Fact) {
	for _, f := range facts {
		if !s.shows(f.ID) {
			continue
		}
		r := &shown{
			key: f.ID, Text: safe(f.Text), says: f.Text, computed: true,
			evidence: []oneonone.Evidence{{ID: f.ID, Kind: oneonone.EvSignal, Date: f.On, Text: f.Text, Source: f.How}},
		}
		s.put("Computed from the records by the program", "c", r)
		for _, id := range f.Evidence { // who cites the fact cites what it was computed from
			if it := b.Item(id); it != nil {
				r.evidence = append(r.evidence, it.Evidence)
			}
		}
	}
}

// addCarried shows the topics that the last meeting did not reach.
func (s *sheet) addCarried(carried []brief.Carried) {
	for _, c := range carried {
		if s.shows(c.ID) {
			e := oneonone.Evidence{ID: c.ID, Kind: oneonone.EvTopic, Date: c.Since, Text: safe(c.Title), Source: "agenda of " + c.Since.String()}
			s.put("Topics carried over from the last meeting", "t", &shown{
				key: c.ID, Text: fmt.Sprintf("on the agenda of %s, not reached: %s", c.Since, e.Text), says: e.Text, planned: true,
				evidence: []oneonone.Evidence{e},
			})
		}
	}
}

// addWork shows the pieces of work, each with a few of its commits. A piece of
// work rests on the commits shown.
func (s *sheet) addWork(b *brief.Brief) {
	for i, w := range b.Streams {
		r := &shown{key: fmt.Sprintf("work %d", i), Text: workFigures(w) + reasons(w.Rationale)}
		for _, c := range w.Commits {
			it := b.Item(brief.CommitID(c))
			if it == nil || it.Hostile || len(r.evidence) == commitsPerWork {
				continue
			}
			r.evidence = append(r.evidence, it.Evidence)
			r.says += safe(it.Text) + "\n"
			r.Text += fmt.Sprintf("\n%s, commit: %s", it.Date, safe(it.Text))
		}
		if s.shows(r.key) && len(r.evidence) > 0 {
			s.put("Pieces of work in git histories", "w", r)
		}
	}
}

// records lists all that is shown, in order.
func (s *sheet) records() []*shown {
	var out []*shown
	for _, g := range s.groups {
		out = append(out, g.Records...)
	}
	return out
}

// labelled gives what begins with the id of a record with its label instead, which
// is all that a model knows of it.
func (s *sheet) labelled(text string) string {
	id, rest, found := strings.Cut(text, " ")
	if !found {
		return ""
	}
	if label := s.labelOf[id]; label != "" {
		return "[" + label + "] " + rest
	}
	return "a record " + rest
}

// count fills in how much was sent.
func (s *sheet) count(by *oneonone.DraftedBy) {
	by.SentRecords = 0
	for _, r := range s.records() {
		if !r.computed { // it is no record
			by.SentRecords += len(r.evidence)
		}
		by.Redactions += strings.Count(r.Text, secret.Masked)
	}
	by.ConsideredRecords = s.considered
}

// safe makes a text fit to be shown to a model: no control characters, no
// secrets. A text beside a record that gives orders to a program is left out.
func safe(text string) string {
	text = secret.Mask(oneonone.Clean(text))
	if prose.AddressesMachine(text) {
		return "[left out]"
	}
	return text
}

// indent keeps the lines of a record under its label, so that no record can
// look like two.
func indent(text string) string {
	return strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ")
}

// markOf makes a line that none of the texts holds, since it depends on them.
func markOf(texts []string) string { return "=== data " + oneonone.DeriveID(texts...)[:8] + " ===" }
