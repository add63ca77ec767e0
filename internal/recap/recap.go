// Package recap is the embedded reader of raw notes: it turns what somebody
// scribbled in a 1:1, or a transcript of it, into who does what, what was agreed,
// said and left open. What the form of the notes says goes first (boxes, headings,
// labels, marks behind a task); what else a statement does, internal/reader judges;
// whose it is, a small grammar of names, pronouns and modals tells.
//
// It promises that every item is cut from the lines that it cites, and that the
// same notes give the same bytes. It refuses to say what nobody said, and to
// take what was planned for what was talked about.
package recap

import (
	"context"
	"strings"
	"time"
	"unicode"

	"oneonone/internal/brief"
	"oneonone/internal/notes"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// Reader is the embedded reader. It needs no model, no network and no key.
type Reader struct{}

// Recap turns raw notes into a recap that says only what they say: every item
// is cut from the lines that it cites. It never fails; the context is there
// for drafters that ask a model.
func (Reader) Recap(_ context.Context, n brief.Notes) (oneonone.Recap, error) {
	s := newScribe(n)
	for i := range s.units {
		s.take(&s.units[i])
	}
	return s.write(), nil
}

// scribe goes through the units of the notes and sorts what they say.
type scribe struct {
	*voices
	notes brief.Notes
	base  time.Time
	lines []notes.Line
	// heads are the lines that only say which meeting it was.
	heads map[int]bool
	units []unit

	actions   []task
	decisions []verdict
	opinions  []oneonone.FeedbackSaid
	// opinionKeys are the words of each, by which it is known again.
	opinionKeys []map[string]bool
	questions   []oneonone.Said
	ideas       []oneonone.Said
	doubts      []doubt
	// points is everything else that was said, in order.
	points []clause
	// said is every clause, in order, with its kind.
	said []clause
	// request is what somebody has just asked of another.
	request *asked
	// owned is the heading under which an action item has an owner.
	owned string
	// accepted is the turn in which the last request was.
	accepted *unit
	reader   reader.Reader
}

func newScribe(n brief.Notes) *scribe {
	s := &scribe{notes: n, base: n.Now, heads: map[int]bool{}}
	if !n.Meeting.On.IsZero() {
		s.base = n.Meeting.On.Time(n.Now.Location())
	}
	cast := castOf(n)
	form := notes.Read(n.Raw, notes.Meeting{On: s.base, Knows: func(name string) bool { return knows(cast, name) }})
	s.lines = form.Lines
	s.units = s.withoutMasthead(unitsOf(form.Items), string(n.Meeting.With), first(n.Me))
	s.voices = listen(cast, castOf(n), form, s.units)
	if !s.transcript {
		s.units = s.underPeople(s.units)
	}
	for i := range s.units {
		s.units[i].no = i
	}
	return s
}

func first(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// unit is an item of the notes, and what the lines around it say of it.
type unit struct {
	notes.Item
	no    int // in the units
	opens int // where the first statement begins
	// directed tells that the lines are somebody's opinion, from and to whose of whom.
	directed bool
	from, to string
	// under is the person whose name alone stands above it.
	under string
}

func unitsOf(items []notes.Item) []unit {
	out := make([]unit, len(items))
	for i, it := range items {
		out[i] = unit{Item: it}
	}
	return out
}

// underPeople tells the units below a name, or below whose opinion of whom, so, and takes
// the lines that say no more than that for headings.
func (s *scribe) underPeople(all []unit) []unit {
	for _, u := range all {
		s.heads[u.LinesOf(0, 1)[0]] = true
	}
	out := s.direct(all)
	for _, u := range out {
		delete(s.heads, u.LinesOf(0, 1)[0])
	}
	return out
}

// withoutMasthead leaves the first lines out that only say which meeting it was
// ("1:1 Priya / Tomas - 12 Mar").
func (s *scribe) withoutMasthead(all []unit, names ...string) []unit {
	for i := range all {
		u := &all[i]
		if i > 3 || u.Bullet || u.Box != notes.NoBox || u.Speaker != "" || !isMasthead(u.Text, i == 0, names...) {
			return all[i:]
		}
		for _, no := range u.LinesOf(0, len(u.Text)) {
			s.heads[no] = true
		}
	}
	return nil
}

func isMasthead(text string, first bool, names ...string) bool {
	if label, _, ok := prose.CutLabel(text); ok {
		switch strings.ToLower(label) {
		case "date", "attendees", "participants", "present", "time", "location", "where", "when", "who", "with", "duration", "meeting", "room":
			return true
		}
		return false
	}
	if len(strings.Fields(text)) > 14 || prose.Hear(text).Says("i") {
		return false
	}
	said := 0
	for _, name := range names {
		if name != "" && strings.Contains(prose.Fold(text), prose.Fold(oneonone.FirstName(name))) {
			said++
		}
	}
	if strings.Contains(text, "1:1") || first && said > 1 && !strings.HasSuffix(text, ".") && !prose.Hear(text).Says("to", "will") {
		return true
	}
	var r reader.Reader
	return first && (said > 0 || startsWithDay(text)) && r.Read(reader.Meeting, reader.Line{Text: text}).Of(reader.Noise) >= sureNoise
}

// startsWithDay sees the head of notes that opens with a date.
func startsWithDay(text string) bool {
	spans := daysIn(text)
	return len(spans) > 0 && spans[0].Start < 12
}

// take sorts one unit.
func (s *scribe) take(u *unit) {
	if s.transcript && !u.Bullet {
		s.takeTurn(u)
		return
	}
	h := s.readHead(u)
	u.opens = h.rest
	switch {
	case h.rest >= len(u.Text):
	case u.Struck || u.Box == notes.DoneBox || u.Box == notes.DroppedBox:
		s.takeClosed(u, h)
	case s.isOpinion(u, h):
		s.takeOpinion(u, h)
	case s.takeTask(u, h):
	default:
		s.sort(s.clauses(u, h.rest, s.speakerOf(h)), h)
	}
}

// speakerOf gives whose words a labelled unit holds: one of the two. A third
// name before a colon is a subject. What has no label is the writer's.
func (s *scribe) speakerOf(h head) string {
	if h.who == "" {
		return s.author
	}
	who := string(s.owner(h.who, ""))
	if who == oneonone.Me || who == s.cast.Other() {
		return who
	}
	if writtenAsNames(h.who) && !s.isWho(h.who) {
		return who
	}
	return ""
}

// takeTurn sorts one turn of a transcript.
func (s *scribe) takeTurn(u *unit) {
	h := head{section: u.Section, who: u.Speaker}
	if u.Speaker == "" {
		s.sort(s.clauses(u, 0, stranger), h)
		return
	}
	who, known := s.cast.Who(u.Speaker)
	if !known {
		who = u.Speaker
	}
	s.sort(s.clauses(u, 0, who), h)
}

// takeClosed keeps what is done as a point, and a struck line only with the
// words that say what became of it.
func (s *scribe) takeClosed(u *unit, h head) {
	text := u.Text[h.rest:]
	if u.Struck {
		text = strings.Replace(strings.TrimPrefix(text, "~~"), "~~ ", " — ", 1)
	}
	whole := clause{unit: u, start: h.rest, end: len(u.Text), heard: prose.Hear(plainText(text))}
	_, after, _ := strings.Cut(strings.TrimPrefix(u.Text[h.rest:], "~~"), "~~")
	if u.Struck && len(strings.Fields(after)) < 2 && !whole.heard.Dropped() && !whole.heard.Done() {
		return
	}
	if u.Box == notes.DroppedBox && !whole.heard.Dropped() {
		return
	}
	if u.Box == notes.DoneBox && !whole.heard.Done() {
		whole.heard = prose.Hear("Done: " + whole.heard.Text)
	}
	s.points = append(s.points, whole)
}

// write puts the recap together.
func (s *scribe) write() oneonone.Recap {
	r := oneonone.Recap{
		ID:            oneonone.DeriveID("recap", s.notes.Meeting.ID, s.notes.Meeting.On.String(), strings.ReplaceAll(s.notes.Raw, "\r\n", "\n")),
		Meeting:       s.notes.Meeting,
		Talk:          s.transcript,
		Feedback:      s.opinions,
		OpenQuestions: s.questions,
		Ideas:         s.ideas,
		DraftedBy:     oneonone.DraftedBy{Engine: oneonone.Offline},
	}
	r.NotSure = s.settleDoubts()
	r.ActionItems = s.actionItems()
	r.Decisions = s.decided()
	r.Summary, r.KeyPoints = s.digest()
	r.Topics = s.outcomes()
	r.NotPlaced = s.notPlaced(r)
	return r
}

// notPlaced gives the lines of the notes that no entry rests on. A heading says
// nothing by itself, nor does what only a table or a caption is made of.
func (s *scribe) notPlaced(r oneonone.Recap) []oneonone.Said {
	used := map[int]bool{}
	for _, no := range r.Lines() {
		used[no] = true
	}
	raw := strings.Split(s.notes.Raw, "\n")
	var out []oneonone.Said
	for _, l := range s.lines {
		if used[l.No] || s.heads[l.No] || !l.Says() {
			continue
		}
		if text := s.asWritten(raw[l.No-1]); strings.IndexFunc(text, isWord) >= 0 {
			used[l.No] = true
			out = append(out, oneonone.Said{Text: text, Lines: []int{l.No}})
		}
	}
	return out
}

// asWritten gives a line without the mark of a list.
func (s *scribe) asWritten(line string) string {
	text := strings.Join(strings.Fields(oneonone.Clean(line)), " ")
	for _, mark := range []string{"- ", "* ", "+ ", "• "} {
		text = strings.TrimPrefix(text, mark)
	}
	return text
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
