// Package journals reads the journals that the tests hold drafts against:
// invented engineers of several trades, written by language models that had not read
// the program, with sentences as models write them that their writers labelled.
//
// It promises records as the program keeps them, with the same ids each time.
// It refuses what is not of the form: a test must not pass on a file half read.
package journals

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// Journal is one engineer's records, and the meeting to prepare.
type Journal struct {
	Me      string `json:"me"`
	Trade   string `json:"trade"`
	Manager struct {
		Name    string `json:"name"`
		Minutes int    `json:"minutes"`
	} `json:"manager"`
	People []struct {
		Name string        `json:"name"`
		Role oneonone.Role `json:"role"`
	} `json:"people"`
	Goals []struct {
		On       oneonone.Date     `json:"on"`
		Text     string            `json:"text"`
		Kind     oneonone.GoalKind `json:"kind"`
		Due      oneonone.Date     `json:"due"`
		Progress []oneonone.Step   `json:"progress"`
	} `json:"goals"`
	Promises []struct {
		On        oneonone.Date `json:"on"`
		Text      string        `json:"text"`
		Owner     string        `json:"owner"`
		Due       oneonone.Date `json:"due"`
		Done      oneonone.Date `json:"done"`
		Dropped   *string       `json:"dropped"`
		DroppedOn oneonone.Date `json:"dropped_on"`
	} `json:"promises"`
	Feedback []struct {
		On    oneonone.Date   `json:"on"`
		From  string          `json:"from"`
		Text  string          `json:"text"`
		About string          `json:"about"`
		Acted []oneonone.Step `json:"acted"`
	} `json:"feedback"`
	Notes []struct {
		On      oneonone.Date `json:"on"`
		Text    string        `json:"text"`
		Kind    *string       `json:"kind"`
		Private bool          `json:"private"`
	} `json:"notes"`
	Meetings []struct {
		On  oneonone.Date `json:"on"`
		Raw string        `json:"raw"`
	} `json:"meetings"`
	Next struct {
		On      oneonone.Date `json:"on"`
		Minutes int           `json:"minutes"`
	} `json:"next"`
	Now oneonone.Date `json:"now"`
	// Owed lists what the next meeting owes, the most important first; Say gives for
	// each the words that a page that mentions it must have: one of every group, whole
	// words, a star for any ending.
	Owed []string     `json:"owed"`
	Say  [][][]string `json:"say"`
}

// Statement is a sentence of a recorded answer, and whether the records bear it
// out.
type Statement struct {
	Task  string `json:"task"`
	Voice string `json:"voice"`
	Text  string `json:"text"`
	// From are pieces of the records that it was made of, letter by letter.
	From []string `json:"from"`
	True bool     `json:"true"`
	// Slot tells of a false one that a figure, a day, a name, a ticket, a
	// quotation, an owner or a state in it contradicts the records.
	Slot    bool          `json:"slot"`
	Why     string        `json:"why"`
	Meeting oneonone.Date `json:"meeting"`
	Lines   []int         `json:"lines"`
}

// Read reads a journal by its name.
func Read(files fs.FS, name string) (*Journal, error) {
	b, err := fs.ReadFile(files, name+".json")
	if err != nil {
		return nil, err
	}
	var j Journal
	if err := json.Unmarshal(b, &j); err != nil {
		return nil, fmt.Errorf("reading the journal %s: %w", name, err)
	}
	if len(j.Notes) < 20 || len(j.Meetings) < 2 {
		return nil, fmt.Errorf("the journal %s has %d notes and %d meetings", name, len(j.Notes), len(j.Meetings))
	}
	return &j, nil
}

// Statements reads the labelled statements about a journal.
func Statements(files fs.FS, name string) ([]Statement, error) {
	b, err := fs.ReadFile(files, name+".statements.jsonl")
	if err != nil {
		return nil, err
	}
	var out []Statement
	lines := bufio.NewScanner(bytes.NewReader(b))
	for lines.Scan() {
		var s Statement
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			return nil, fmt.Errorf("reading the statements about %s: %w", name, err)
		}
		out = append(out, s)
	}
	return out, lines.Err()
}

// Records gives the journal as the program keeps it.
func (j *Journal) Records() []oneonone.Record {
	var out []oneonone.Record
	head := func(kind oneonone.Kind, on oneonone.Date, text string) oneonone.Head {
		h := oneonone.Head{ID: oneonone.DeriveID(string(kind), on.String(), text, fmt.Sprint(len(out))), Kind: kind, Text: text, At: at(on)}
		h.Created, h.Changed = h.At, h.At
		h.Tags, h.People, h.Projects = oneonone.Marks(text)
		return h
	}
	out = append(out, &oneonone.Person{Head: head(oneonone.KindPerson, j.Notes[0].On, j.Manager.Name), Role: oneonone.Manager,
		Minutes: j.Manager.Minutes})
	for _, p := range j.People {
		out = append(out, &oneonone.Person{Head: head(oneonone.KindPerson, j.Notes[0].On, p.Name), Role: p.Role})
	}
	for _, g := range j.Goals {
		out = append(out, &oneonone.Goal{Head: head(oneonone.KindGoal, g.On, g.Text), GoalKind: g.Kind, Due: g.Due,
			Status: oneonone.StatusOpen, Progress: g.Progress})
	}
	for _, p := range j.Promises {
		a := &oneonone.Action{Head: head(oneonone.KindAction, p.On, p.Text), Owner: oneonone.Maybe(p.Owner), Due: p.Due,
			Status: oneonone.StatusOpen}
		switch {
		case p.Dropped != nil:
			a.Status, a.Why, a.Closed = oneonone.StatusDropped, oneonone.Maybe(*p.Dropped), p.DroppedOn
		case !p.Done.IsZero():
			a.Status, a.Closed = oneonone.StatusDone, p.Done
		}
		out = append(out, a)
	}
	for _, f := range j.Feedback {
		out = append(out, &oneonone.Feedback{Head: head(oneonone.KindFeedback, f.On, f.Text), From: oneonone.Maybe(f.From),
			About: oneonone.Maybe(f.About), Acted: f.Acted})
	}
	for _, n := range j.Notes {
		note := &oneonone.Note{Head: head(oneonone.KindNote, n.On, n.Text)}
		note.Private = n.Private
		if n.Kind != nil {
			note.NoteKind = oneonone.Maybe(*n.Kind)
		}
		out = append(out, note)
	}
	for i, m := range j.Meetings {
		out = append(out, &oneonone.Meeting{
			Head: head(oneonone.KindMeeting, m.On, strings.TrimRight(m.Raw, "\n")), On: m.On, With: oneonone.Maybe(j.Manager.Name),
			Length: j.Manager.Minutes, Number: i + 1, Held: true,
		})
	}
	return out
}

// Input gives what the next meeting is prepared from.
func (j *Journal) Input() brief.Input {
	in := brief.Input{Now: j.At(), Meeting: j.Slot(), From: j.Meetings[len(j.Meetings)-1].On, To: j.Now, Me: []string{j.Me}}
	for _, rec := range j.Records() {
		switch r := rec.(type) {
		case *oneonone.Note:
			in.Notes = append(in.Notes, r)
		case *oneonone.Action:
			in.Actions = append(in.Actions, r)
		case *oneonone.Feedback:
			in.Feedback = append(in.Feedback, r)
		case *oneonone.Goal:
			in.Goals = append(in.Goals, r)
		case *oneonone.Person:
			in.People = append(in.People, r)
		case *oneonone.Meeting:
			in.Held = append(in.Held, r)
		}
	}
	return in
}

// Slot gives the meeting to prepare.
func (j *Journal) Slot() oneonone.Slot {
	return oneonone.Slot{ID: "next", On: j.Next.On, With: oneonone.Maybe(j.Manager.Name), Minutes: j.Next.Minutes, Number: len(j.Meetings) + 1}
}

// At gives the clock at which the meeting is prepared.
func (j *Journal) At() time.Time { return at(j.Now) }

func at(d oneonone.Date) time.Time { return d.Time(time.UTC).Add(9 * time.Hour) }
