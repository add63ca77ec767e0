package coach

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/prompts"
)

// PrepRequest gives what Prep would send first, without sending it.
func (c Coach) PrepRequest(b *brief.Brief) (Request, error) {
	_, req, err := c.prepSheet(b, c.prepTask())
	return req, err
}

// RecapRequest gives what Recap would send first, without sending it.
func (c Coach) RecapRequest(n brief.Notes) (Request, error) {
	_, parts, err := c.recapParts(n)
	if err != nil {
		return Request{}, err
	}
	return parts[0], nil
}

// ReflectRequest gives what Reflect would send, without sending it.
func (c Coach) ReflectRequest(b *brief.Brief) (Request, error) {
	_, req, err := c.reflectSheet(b)
	return req, err
}

// The tasks, by the names of their schemas.
const (
	taskPrep    = "prep"
	taskRecap   = "recap"
	taskReflect = "reflect"
	taskShort   = "short"
	taskVerify  = "verify"
)

// prepTask is the task by which an agenda is asked for first.
func (c Coach) prepTask() string {
	if c.isSmall() {
		return taskShort
	}
	return taskPrep
}

func (c Coach) prepSheet(b *brief.Brief, task string) (*sheet, Request, error) {
	return c.sheetFor(b, task, prepData(b))
}

// prepData is what an agenda is asked with besides records.
func prepData(b *brief.Brief) evidenceData {
	room := oneonone.RoomFor(b.Meeting.Minutes).Written()
	return evidenceData{
		Topics: room.Topics, Words: room.Asked(), Frame: meetingFrame(b),
	}
}

func (c Coach) reflectSheet(b *brief.Brief) (*sheet, Request, error) {
	frame := append([]string{
		fmt.Sprintf("from %s to %s", b.From.Long(), b.To.Long()),
		"today is " + b.Today.Long(),
	}, peopleFrame(b.Me, b.People)...)
	return c.sheetFor(b, taskReflect, evidenceData{Period: true, Frame: frame})
}

// evidenceData fills evidence.md.
type evidenceData struct {
	Period bool
	// Topics and Words are what the page has room for.
	Topics, Words int
	Frame         []string
	Mark          string
	Groups        []group
}

// notesData fills notes.md.
type notesData struct {
	Frame  []string
	Mark   string
	Topics []shown
	Lines  []string
}

func (c Coach) recapRequest(n brief.Notes, p *page, part span) (Request, error) {
	if p.empty() {
		return Request{}, ErrNoRecords
	}
	frame := []string{"held on " + n.Meeting.On.Long()}
	if n.Meeting.With != "" {
		frame = append(frame, "with "+line(safe(string(n.Meeting.With))))
	}
	people := make([]*oneonone.Person, len(n.People))
	for i := range n.People {
		people[i] = &n.People[i]
	}
	frame = append(append(frame, peopleFrame(n.Me, people)...), part.frame()...)
	data := notesData{Frame: frame, Mark: p.mark, Topics: p.topics, Lines: p.shown(part)}
	return c.request(taskRecap, prompts.Notes, data)
}

// request puts the parts together: the task and the form of the answer for the
// system, the data for the user.
func (c Coach) request(task, user string, data any) (Request, error) {
	var system strings.Builder
	for _, name := range []string{task + ".md", prompts.Answer} {
		text, err := c.Prompts.Render(name, data)
		if err != nil {
			return Request{}, err
		}
		system.WriteString(text)
	}
	form, err := prompts.Form(task)
	if err != nil {
		return Request{}, err
	}
	show, err := c.Prompts.Render(user, data)
	if err != nil {
		return Request{}, err
	}
	schema, err := prompts.Schema(task)
	if err != nil {
		return Request{}, err
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, schema); err != nil {
		return Request{}, fmt.Errorf("reading the schema of the answer: %w", err)
	}
	req := Request{System: system.String() + form, User: show, SchemaName: task, Schema: compact.Bytes(), Stream: true}
	req.MostTokens = c.roomFor(req)
	return req, nil
}

// meetingFrame says which meeting it is.
func meetingFrame(b *brief.Brief) []string {
	m := b.Meeting
	frame := []string{fmt.Sprintf("on %s, %d minutes long", m.On.Long(), m.Minutes)}
	switch {
	case m.With != "" && b.With != nil && b.With.Role != "":
		frame = append(frame, fmt.Sprintf("with %s, to the engineer a %s", line(safe(string(m.With))), b.With.Role))
	case m.With != "":
		frame = append(frame, "with "+line(safe(string(m.With))))
	}
	if b.First {
		frame = append(frame, "the first meeting of the two")
	}
	if b.Career.Due {
		frame = append(frame, "a career topic is due")
	} else {
		frame = append(frame, "a career topic is not due")
	}
	if next := nextAfter(b); !next.IsZero() {
		frame = append(frame, "at the rhythm so far we meet again about "+next.Long())
	}
	frame = append(frame, fmt.Sprintf("written on %s and read at the meeting, which “today” is; the period looked at began on %s",
		b.Today.Long(), b.From.Long()))
	return append(frame, peopleFrame(b.Me, b.People)...)
}

// nextAfter gives about when the meeting after this one is: by how often the two are to
// meet, else as long after it as the last one was before it. Absent where neither is
// known.
func nextAfter(b *brief.Brief) oneonone.Date {
	days := 0
	if last := b.LastOn(); !last.IsZero() {
		days = b.Meeting.On.DaysSince(last)
	}
	if b.With != nil && b.With.EveryDays > 0 {
		days = b.With.EveryDays
	}
	if days <= 0 {
		return oneonone.Date{}
	}
	return b.Meeting.On.AddDays(days)
}

// peopleFrame says who is who.
func peopleFrame(me []string, people []*oneonone.Person) []string {
	var out []string
	if len(me) > 0 {
		out = append(out, "the records may call the engineer "+line(safe(strings.Join(me, ", "))))
	}
	var names []string
	for _, p := range people {
		name := line(safe(p.Text))
		if p.Role != "" {
			name += " (" + string(p.Role) + ")"
		}
		names = append(names, name)
	}
	if len(names) > 0 {
		out = append(out, "people on file: "+strings.Join(names, ", "))
	}
	return out
}
