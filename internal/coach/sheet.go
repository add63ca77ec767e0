package coach

import (
	"fmt"
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
	all        map[string]*shown
	considered int
	labelOf    map[string]string // by the id of the evidence
	promises   map[string]brief.Promise
	selection
}

// commitsPerWork is how many commits of a piece of work are shown; its figures
// count them all.
const commitsPerWork = 6

// newSheet chooses what is shown and labels it.
func newSheet(b *brief.Brief, computed []figures.Fact, sel selection) *sheet {
	s := &sheet{all: map[string]*shown{}, labelOf: map[string]string{}, promises: map[string]brief.Promise{}, considered: len(b.Items) + len(b.Said), selection: sel}
	for _, p := range b.Promises {
		s.promises[p.ID] = p
	}
	byPrefix := map[string][]*brief.Item{}
	for _, it := range b.Items {
		if prefix := prefixOf(it.Kind); prefix != "" && s.shows(it.ID) && worth(b, it) {
			byPrefix[prefix] = append(byPrefix[prefix], it)
			s.labelOf[it.ID] = fmt.Sprintf("%s%d", prefix, len(byPrefix[prefix]))
		}
	}
	s.addSaid(b)
	s.addComputed(computed)
	s.addItems("Promises (action items)", byPrefix["a"])
	s.addCarried(b.Carried)
	s.addItems("Goals", byPrefix["g"])
	s.addItems("Feedback", byPrefix["f"])
	s.addItems("Decisions", byPrefix["d"])
	s.addItems("Notes", byPrefix["n"])
	s.addItems("Figures counted from git histories", byPrefix["s"])
	s.addWork(b)
	var texts []string
	for _, r := range s.records() {
		texts = append(texts, r.Text)
	}
	s.mark = markOf(texts)
	return s
}

// worth tells whether a draft may need the item: what gives orders to a program
// never, what happened in the window, is open or was said by others always,
// and of the notes before the window those of a kind, or with a figure about
// something that goes on.
func worth(b *brief.Brief, it *brief.Item) bool {
	if it.Hostile {
		return false
	}
	if it.InWindow || it.Record == nil {
		return true
	}
	switch r := it.Record.(type) {
	case *oneonone.Note:
		return !it.Date.Before(b.SaidSince) && !b.SaidSince.IsZero() || !it.Settled && !it.Corrected && (it.NoteKind != oneonone.Plain || it.Figures() && b.GoesOn(it))
	case *oneonone.Action:
		return r.Open() || !r.Closed.Before(b.From)
	}
	return true
}

func prefixOf(kind oneonone.EvidenceKind) string {
	switch kind {
	case oneonone.EvNote, oneonone.EvFile:
		return "n"
	case oneonone.EvAction:
		return "a"
	case oneonone.EvGoal:
		return "g"
	case oneonone.EvFeedback:
		return "f"
	case oneonone.EvDecision:
		return "d"
	case oneonone.EvSignal:
		return "s"
	}
	return ""
}

func (s *sheet) add(title string, records []*shown) {
	if len(records) == 0 {
		return
	}
	s.groups = append(s.groups, group{Title: title, Records: records})
	for _, r := range records {
		s.all[r.Label] = r
		for _, e := range r.evidence {
			s.labelOf[e.ID] = r.Label
		}
	}
}

func (s *sheet) addItems(title string, items []*brief.Item) {
	var records []*shown
	for _, it := range items {
		records = append(records, s.show(it))
	}
	s.add(title, records)
}

// show writes an item: the day, what it is, what it says. The brief has left
// out of its text what must not be shown.
func (s *sheet) show(it *brief.Item) *shown {
	what, extra := s.describe(it)
	head := what
	if !it.Date.IsZero() {
		head = it.Date.String() + ", " + what
	}
	if it.Settled {
		head += ", settled"
		if by := s.labelOf[it.SettledBy]; by != "" {
			head += " by [" + by + "]"
		}
	}
	if it.Corrected {
		head += ", taken back later"
	}
	if it.Elsewhere {
		head += ", between me and somebody else"
	}
	r := &shown{
		Label: s.labelOf[it.ID], key: it.ID, evidence: []oneonone.Evidence{it.Evidence},
		Text: indent(head + ": " + s.cut(it.Text+extra)),
		says: it.Text, planned: intends(it.Record),
	}
	return r
}

// describe says of what kind an item is, and what else stands in its record.
func (s *sheet) describe(it *brief.Item) (what, extra string) {
	switch r := it.Record.(type) {
	case *oneonone.Action:
		return s.describeAction(r)
	case *oneonone.Goal:
		extra = steps("progress", r.Progress)
		if r.Plan != nil {
			extra += "\n" + strings.Join(planLines(r.Plan), "\n")
		}
		return "goal (" + string(r.GoalKind) + ")" + due(r.Due) + ", " + string(r.Status), strings.TrimRight(extra, "\n")
	case *oneonone.Initiative:
		return "initiative, " + string(r.Standing), turns(r.Turns)
	case *oneonone.Note:
		if r.Fills != nil {
			return "answer to “" + safe(r.Fills.Question) + "”", ""
		}
		extra = chain(r)
	case *oneonone.Feedback:
		what = "feedback"
		if r.From != "" {
			what += " from " + safe(string(r.From))
		}
		if r.About != "" {
			what += " about " + safe(string(r.About))
		}
		return what, steps("acted on", r.Acted)
	case *oneonone.Decision:
		if r.Declined {
			return "declined", ""
		}
		return "decision", ""
	}
	if it.Kind == oneonone.EvSignal {
		return "figure counted by the program", ""
	}
	if it.NoteKind != oneonone.Plain {
		return "note, " + string(it.NoteKind), extra
	}
	return "note", extra
}

// planLines says how a goal is to be reached, one part a line.
func planLines(p *oneonone.Plan) []string {
	var out []string
	for _, part := range []struct{ name, text string }{{"missing", string(p.Gap)}, {"need it fills", string(p.Need)}, {"trial", string(p.Trial)}, {"measured by", string(p.Measure)}} {
		if part.text != "" {
			out = append(out, part.name+": "+safe(part.text))
		}
	}
	for _, m := range p.Milestones {
		state := ", not done"
		if !m.Done.IsZero() {
			state = ", done on " + m.Done.String()
		}
		out = append(out, "step due "+m.Due.String()+state+": "+safe(m.Text))
	}
	return out
}

func turns(list []oneonone.Turn) string {
	var text strings.Builder
	for _, t := range list {
		fmt.Fprintf(&text, "\n%s, %s: %s", t.To, t.On, safe(t.Text))
	}
	return text.String()
}

// chain gives the whys that the user asked about a note.
func chain(n *oneonone.Note) string {
	var text strings.Builder
	for _, w := range n.Whys {
		fmt.Fprintf(&text, "\n%s %s", safe(w.Question), safe(string(w.Answer)))
	}
	return text.String()
}

func (s *sheet) describeAction(a *oneonone.Action) (what, extra string) {
	owner := "nobody's"
	switch {
	case a.Owner == oneonone.Me:
		owner = "my"
	case a.Owner != "":
		owner = safe(string(a.Owner)) + "'s"
	}
	what = owner + " promise" + due(a.Due) + ", " + string(a.Status)
	if a.Doubtful() {
		what += ", read from notes by the program and perhaps misread"
	}
	if p, open := s.promises[a.ID]; open {
		what += fmt.Sprintf(", %d days old on the day of the meeting", p.AgeDays)
		if p.Overdue {
			what += ", overdue"
		}
	}
	if !a.Closed.IsZero() {
		what += " on " + a.Closed.String()
	}
	if a.Why != "" {
		extra = "\nbecause " + safe(string(a.Why))
	}
	return what, extra
}

func due(d oneonone.Date) string {
	if d.IsZero() {
		return ""
	}
	return ", due " + d.String()
}

func steps(what string, list []oneonone.Step) string {
	var text strings.Builder
	for _, step := range list {
		fmt.Fprintf(&text, "\n%s, %s: %s", what, step.On, safe(step.Text))
	}
	return text.String()
}

// addSaid shows the raw notes of the last two meetings, line by line.
func (s *sheet) addSaid(b *brief.Brief) {
	var records []*shown
	var on oneonone.Date
	end := func() {
		s.add("My own notes of our 1:1 on "+on.Long(), records)
		records = nil
	}
	n := 0
	for _, it := range b.Said {
		if !s.shows(it.ID) {
			continue
		}
		if it.Date != on && len(records) > 0 {
			end()
		}
		on = it.Date
		n++
		text := safe(it.Text)
		records = append(records, &shown{Label: fmt.Sprintf("m%d", n), key: it.ID, says: text, said: true, Text: indent(text), evidence: []oneonone.Evidence{it.Evidence}})
	}
	end()
}

// addComputed shows what the program computed, to be cited like a record.
func (s *sheet) addComputed(facts []figures.Fact) {
	var records []*shown
	for _, f := range facts {
		if s.shows(f.ID) {
			records = append(records, &shown{
				Label: fmt.Sprintf("c%d", len(records)+1), key: f.ID, says: f.Text, computed: true, Text: indent(safe(f.Text)),
				evidence: []oneonone.Evidence{{ID: f.ID, Kind: oneonone.EvSignal, Date: f.On, Text: f.Text, Source: f.How}},
			})
		}
	}
	s.add("Computed from the records by the program", records)
}

// addCarried shows the topics that the last meeting did not reach.
func (s *sheet) addCarried(carried []brief.Carried) {
	var records []*shown
	for _, c := range carried {
		title := safe(c.Title)
		if !s.shows(c.ID) {
			continue
		}
		records = append(records, &shown{
			Label: fmt.Sprintf("t%d", len(records)+1), key: c.ID, says: title, planned: true,
			Text:     indent(fmt.Sprintf("on the agenda of %s, not reached: %s", c.Since, title)),
			evidence: []oneonone.Evidence{{ID: c.ID, Kind: oneonone.EvTopic, Date: c.Since, Text: title, Source: "agenda of " + c.Since.String()}},
		})
	}
	s.add("Topics carried over from the last meeting", records)
}

// addWork shows the pieces of work, each with a few of its commits. A piece of
// work rests on the commits shown.
func (s *sheet) addWork(b *brief.Brief) {
	var records []*shown
	for i := range b.Streams {
		r := &shown{Label: fmt.Sprintf("w%d", len(records)+1), key: fmt.Sprintf("work %d", i)}
		if !s.shows(r.key) {
			continue
		}
		var commits strings.Builder
		for _, c := range b.Streams[i].Commits {
			it := b.Item(brief.CommitID(c))
			if it == nil || it.Hostile || len(r.evidence) == commitsPerWork {
				continue
			}
			r.evidence = append(r.evidence, it.Evidence)
			r.says += safe(it.Text) + "\n"
			fmt.Fprintf(&commits, "\n%s, commit: %s", it.Date, safe(it.Text))
		}
		if len(r.evidence) == 0 {
			continue
		}
		r.Text = indent(workFigures(b.Streams[i]) + reasons(b.Streams[i].Rationale) + commits.String())
		records = append(records, r)
	}
	s.add("Pieces of work in git histories", records)
}

func workFigures(w brief.Stream) string {
	when := fmt.Sprintf("%s on %s, %s to %s", counted(len(w.Commits), "commit"), counted(w.Days, "day"), w.First, w.Last)
	if w.First == w.Last {
		when = fmt.Sprintf("%s on %s", counted(len(w.Commits), "commit"), w.First)
	}
	text := fmt.Sprintf("%s, in %s: %s in, %d out, %s", when, safe(w.Repo), counted(w.Inserted, "line"), w.Deleted, counted(w.Files, "file"))
	if w.Fixes > 0 {
		text += fmt.Sprintf(", %d mend something", w.Fixes)
	}
	if w.WithTests > 0 {
		text += fmt.Sprintf(", %d change tests", w.WithTests)
	}
	if len(w.Areas) > 0 {
		text += "; mostly in " + safe(w.Areas[0])
	}
	if w.Branch != "" {
		text += "; not merged yet"
	}
	return text
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func reasons(rationale []string) string {
	var b strings.Builder
	for i, r := range rationale {
		if i < 3 && !prose.AddressesMachine(r) {
			b.WriteString("\nreason given in a commit: " + safe(r))
		}
	}
	return b.String()
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
