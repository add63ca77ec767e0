package brief

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// Item is one piece of evidence as read: what it says and what it is about.
type Item struct {
	oneonone.Evidence
	// Record is the record behind it, nil for a signal or a commit.
	Record oneonone.Record
	// NoteKind is what the user said the note is, or what the reader tells.
	NoteKind oneonone.NoteKind
	// Sure tells that the kind is what the user called it, by a flag, a tag, or a
	// label before the text, or that the reader is sure of it.
	Sure bool
	// Does says how sure the reader is of all that a note may do.
	Does reader.Reading
	// Label is how many bytes of the text are such a label.
	Label    int
	People   []string
	Projects []string
	// Tags are those that say what it is about; #win and the like say what it
	// is, and #hard (Hard) how it is to speak of it.
	Tags []string
	Hard bool
	// InWindow tells whether it happened in the window of the brief.
	InWindow bool
	// Settled tells that a later record ended what it asks for, SettledBy is
	// that record's id.
	Settled   bool
	SettledBy string
	// Corrected tells that a later record takes back what it says.
	Corrected bool
	// Hostile tells that the text gives orders to a program: it is evidence
	// that nobody quotes.
	Hostile bool
	// Elsewhere tells that it is between the user and somebody else than the
	// person met: background, and nothing to raise.
	Elsewhere bool
	// Said tells that it is a line of the raw notes of a 1:1 with the person met.
	Said  bool
	at    time.Time
	stems []string
	norm  float64
}

// IsNote tells whether it is something the user wrote down, here or in a file.
// The answer to a question of an agenda belongs to that question and is none.
func (it *Item) IsNote() bool {
	return (it.Kind == oneonone.EvNote || it.Kind == oneonone.EvFile) && it.Fills() == nil && !it.Said
}

// Fills gives the blank that the item answers, nil when it answers none.
func (it *Item) Fills() *oneonone.Fill {
	if n, ok := it.Record.(*oneonone.Note); ok {
		return n.Fills
	}
	return nil
}

// Whys gives the chain of whys that the user asked about the item, and the
// cause at its end, "" when nobody can act on it yet.
func (it *Item) Whys() (chain []oneonone.Reason, cause string) {
	if n, ok := it.Record.(*oneonone.Note); ok {
		return n.Whys, string(n.Cause)
	}
	return nil, ""
}

// Sentences gives the sentences of the text as they were typed, line by line, without
// marks and what a line of a list begins with.
func (it *Item) Sentences() []string {
	var out []string
	for line := range strings.Lines(it.Text[it.Label:]) {
		line = oneonone.Unmarked(oneonone.AfterMarks(strings.TrimLeft(strings.TrimSpace(line), "•-* ")))
		for _, span := range prose.Sentences(line) {
			if s := strings.TrimSpace(line[span.Start:span.End]); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// Says tells whether the text has a content word, given by its stem.
func (it *Item) Says(stem string) bool {
	_, found := slices.BinarySearch(it.stems, stem)
	return found
}

// Stems gives the content words of the text, by their stems, each once.
func (it *Item) Stems() []string { return it.stems }

// read turns the records and the signals of the brief into items, oldest
// first.
func (b *Brief) read(notes []*oneonone.Note) []*Item {
	var items []*Item
	for _, n := range notes {
		items = append(items, b.noteItem(n))
	}
	for _, a := range b.Actions {
		items = append(items, b.item(a, oneonone.EvAction, a.Text, actionWords(a)))
	}
	for _, f := range b.Feedback {
		it := b.item(f, oneonone.EvFeedback, f.Text, string(f.About)+" "+stepText(f.Acted))
		it.People = oneonone.AppendNew(it.People, string(f.From))
		items = append(items, it)
	}
	for _, g := range b.Goals {
		items = append(items, b.item(g, oneonone.EvGoal, g.Text, stepText(g.Progress)))
	}
	for _, d := range b.Decisions {
		items = append(items, b.item(d, oneonone.EvDecision, d.Text, ""))
	}
	for _, i := range b.Initiatives {
		items = append(items, b.item(i, oneonone.EvTopic, i.Text, ""))
	}
	for i := range b.Signals {
		s := &b.Signals[i]
		items = append(items, &Item{Evidence: s.evidence(), InWindow: true, stems: uniq(b.known.Content(s.Area))})
	}
	items = append(items, b.streamItems()...)
	slices.SortStableFunc(items, func(x, y *Item) int {
		return cmp.Or(x.Date.Compare(y.Date), x.at.Compare(y.at), strings.Compare(x.Text, y.Text), cmp.Compare(x.Kind, y.Kind),
			strings.Compare(x.ID, y.ID))
	})
	return items
}

func (b *Brief) noteItem(n *oneonone.Note) *Item {
	it := b.item(n, oneonone.EvNote, n.Text, "")
	if n.Source != "" {
		it.Kind, it.Source = oneonone.EvFile, string(n.Source)
	}
	for _, name := range b.named(n.Text) {
		it.People = oneonone.AppendNew(it.People, name)
	}
	it.stems = withoutNames(it.stems, it.People)
	if !it.Hostile {
		it.Does = b.reader.Read(reader.Journal, reader.Line{Text: n.Text})
	}
	told, _ := guess(it.Does)
	_, it.Label = saidKind(b.reader, n.Text, told)
	switch {
	case n.NoteKind != "" && !n.KindGuessed:
		it.NoteKind, it.Sure = oneonone.NoteKind(n.NoteKind), true
	case !it.Hostile && n.Fills == nil && !n.Placed:
		it.NoteKind, it.Sure = noteKind(b.reader, n.Text, n.Tags, it.Does)
	}
	return it
}

// withoutNames leaves people's names out of what a text is about: two notes
// about different things may name the same person.
func withoutNames(stems, people []string) []string {
	return slices.DeleteFunc(slices.Clone(stems), func(stem string) bool {
		return slices.ContainsFunc(people, func(name string) bool {
			first := strings.ToLower(oneonone.FirstName(name))
			return stem == prose.Stem(first) || stem == first
		})
	})
}

// named finds the people on file whom a text calls by their first name.
func (b *Brief) named(text string) []string {
	var out []string
	for _, w := range prose.Words(text) {
		for _, p := range b.People {
			first := strings.ToLower(oneonone.FirstName(p.Text))
			if strings.TrimSuffix(w.Lower, "'s") == first && !prose.IsAmbiguousName(first) {
				out = oneonone.AppendNew(out, p.Text)
			}
		}
	}
	return out
}

// item makes the item of a record; about is text that tells what it is about
// without being said in it.
func (b *Brief) item(r oneonone.Record, kind oneonone.EvidenceKind, text, about string) *Item {
	h := r.Header()
	return &Item{
		Evidence: oneonone.Evidence{ID: h.ID, Kind: kind, Date: h.On(), Text: text, Source: "on file"},
		Record:   r,
		at:       h.At,
		People:   slices.Clone([]string(h.People)),
		Projects: h.Projects,
		Tags:     aboutTags(h.Tags),
		Hard:     hasTag(h.Tags, "hard"),
		InWindow: !h.On().Before(b.From) && !h.On().After(b.To),
		Hostile:  prose.AddressesMachine(text),
		stems:    uniq(b.known.Content(prose.WithoutQuoted(text) + " " + about)),
	}
}

// aboutTags leaves out the tags that are no subject.
func aboutTags(tags []string) []string {
	return slices.DeleteFunc(slices.Clone(tags), func(tag string) bool {
		return strings.EqualFold(tag, "hard") || slices.ContainsFunc(oneonone.NoteKinds[:],
			func(k oneonone.NoteKind) bool { return strings.EqualFold(tag, string(k)) })
	})
}

func hasTag(tags []string, tag string) bool {
	return slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(t, tag) })
}

func actionWords(a *oneonone.Action) string {
	if a.Owner == oneonone.Me {
		return string(a.With)
	}
	return string(a.Owner)
}

func stepText(steps []oneonone.Step) string {
	var parts []string
	for _, s := range steps {
		parts = append(parts, s.Text)
	}
	return strings.Join(parts, " ")
}

func stepLines(steps []oneonone.Step) string {
	var lines strings.Builder
	for _, s := range steps {
		lines.WriteString(s.On.String() + ": " + s.Text + "\n")
	}
	return lines.String()
}

// Told gives the evidence with all that the record says in its text: who reads
// a draft finds there what the draft says.
func (it *Item) Told() oneonone.Evidence {
	e := it.Evidence
	if it.Kind != oneonone.EvAction {
		e.Text = oneLine(it.Words())
	}
	return e
}

// oneLine joins the lines of what was told later behind the text.
func oneLine(words string) string {
	text, rest, _ := strings.Cut(words, toldLater)
	var parts []string
	for part := range strings.Lines(rest) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return text
	}
	return text + " — " + strings.Join(parts, "; ")
}

// toldLater parts a record's text from what was told about it since.
const toldLater = "\x1f"

// Words gives all that the record says: its text, and what was told about it
// since.
func (it *Item) Words() string {
	switch r := it.Record.(type) {
	case *oneonone.Goal:
		return it.Text + toldLater + stepLines(r.Progress) + "\n" + planWords(r.Plan)
	case *oneonone.Note:
		return it.Text + toldLater + whyWords(r)
	case *oneonone.Initiative:
		return it.Text + toldLater + turnWords(r.Turns)
	case *oneonone.Feedback:
		return it.Text + toldLater + string(r.About) + "\n" + stepLines(r.Acted)
	case *oneonone.Action:
		return it.Text + toldLater + string(r.Owner) + "\n" + string(r.With)
	}
	return it.Text
}
