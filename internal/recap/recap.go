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
	lines []line
	units []unit

	actions   []task
	decisions []verdict
	opinions  []oneonone.FeedbackSaid
	questions []oneonone.Said
	ideas     []oneonone.Said
	// points is everything else that was said, in order.
	points []clause
	// said is every clause, in order, with its kind.
	said []clause
	// request is what somebody has just asked of another.
	request *asked
	reader  reader.Reader
}

func newScribe(n brief.Notes) *scribe {
	two := append([]string{string(n.Meeting.With)}, n.Me[:min(1, len(n.Me))]...)
	lines := readLines(n.Raw, two...)
	all := units(withoutMasthead(lines, two...))
	s := &scribe{notes: n, lines: lines, units: all, voices: listen(n, all, lines)}
	if !s.transcript {
		s.units = s.direct(all)
	}
	for i := range s.units {
		s.units[i].no = i
	}
	s.base = n.Now
	if !n.Meeting.On.IsZero() {
		zone := n.Now.Location()
		s.base = n.Meeting.On.Time(zone)
	}
	return s
}

// withoutMasthead marks the first lines that only say which meeting it was
// ("1:1 Priya / Tomas - 12 Mar") as headings.
func withoutMasthead(lines []line, names ...string) []line {
	seen := 0
	for i := range lines {
		l := &lines[i]
		if l.blank || l.foreign || l.heading {
			continue
		}
		if seen++; seen > 4 || l.bullet || l.box != noBox || !isMasthead(l.text, seen == 1, names...) {
			return lines
		}
		l.heading = true
	}
	return lines
}

func isMasthead(text string, first bool, names ...string) bool {
	if label, _, ok := prose.CutLabel(text); ok {
		switch strings.ToLower(label) {
		case "date", "attendees", "participants", "present", "time", "location", "where", "when", "who", "with", "duration", "meeting", "room":
			return true
		}
		return false
	}
	if len(strings.Fields(text)) > 14 {
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
	if s.transcript && !u.bullet {
		s.takeTurn(u)
		return
	}
	h := s.readHead(u)
	u.opens = h.rest
	switch {
	case h.rest >= len(u.text):
	case u.struck || u.box == doneBox || u.box == droppedBox:
		s.takeClosed(u, h)
	case s.isOpinion(u, h):
		s.takeOpinion(u, h)
	case s.takeTask(u, h):
	default:
		s.sort(s.clauses(u, h.rest, s.speakerOf(h)), h)
	}
}

// speakerOf gives whose words a labelled unit holds: one of the two. A third
// name before a colon is a subject.
func (s *scribe) speakerOf(h head) string {
	if h.who == "" {
		return ""
	}
	if who := string(s.owner(h.who, "")); who == oneonone.Me || who == s.cast.Other() {
		return who
	}
	return ""
}

// takeTurn sorts one turn of a transcript.
func (s *scribe) takeTurn(u *unit) {
	label, rest, ok := prose.CutLabel(u.text)
	if !ok || !s.speakers[label] {
		s.sort(s.clauses(u, 0, ""), head{section: u.section})
		return
	}
	u.label, u.opens = label, len(u.text)-len(rest)
	who, known := s.cast.Who(label)
	if !known {
		who = label
	}
	s.sort(s.clauses(u, len(u.text)-len(rest), who), head{section: u.section, who: label})
}

// takeClosed keeps what is done as a point, and a struck line only with the
// words that say what became of it.
func (s *scribe) takeClosed(u *unit, h head) {
	text := u.text[h.rest:]
	if u.struck {
		text = strings.Replace(strings.TrimPrefix(text, "~~"), "~~ ", " — ", 1)
	}
	whole := clause{unit: u, start: h.rest, end: len(u.text), heard: prose.Hear(plainText(text))}
	_, after, _ := strings.Cut(strings.TrimPrefix(u.text[h.rest:], "~~"), "~~")
	if u.struck && len(strings.Fields(after)) < 2 && !whole.heard.Dropped() && !whole.heard.Done() {
		return
	}
	if u.box == droppedBox && !whole.heard.Dropped() {
		return
	}
	if u.box == doneBox && !whole.heard.Done() {
		whole.heard = prose.Hear("Done: " + whole.heard.Text)
	}
	s.points = append(s.points, whole)
}

// write puts the recap together.
func (s *scribe) write() oneonone.Recap {
	r := oneonone.Recap{
		ID:            oneonone.DeriveID("recap", s.notes.Meeting.ID, s.notes.Meeting.On.String(), strings.ReplaceAll(s.notes.Raw, "\r\n", "\n")),
		Meeting:       s.notes.Meeting,
		Feedback:      s.opinions,
		OpenQuestions: s.questions,
		Ideas:         s.ideas,
		DraftedBy:     oneonone.DraftedBy{Engine: oneonone.Offline},
	}
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
		text, _ := cutBullet(strings.Join(strings.Fields(oneonone.Clean(raw[l.no-1])), " "))
		if !used[l.no] && !l.heading && !strings.HasPrefix(text, "** ") && strings.IndexFunc(text, isWord) >= 0 {
			used[l.no] = true
			out = append(out, oneonone.Said{Text: text, Lines: []int{l.no}})
		}
	}
	return out
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
