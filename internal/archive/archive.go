// Package archive is the journal as files that any other program can read, and
// as what other programs wrote: JSON Lines with everything in them, a folder of
// Markdown for people, the JSON of jrnl, CSV with action items.
//
// It promises that what was written as JSON Lines comes back as it was, and
// that the same file read twice gives the same records under the same ids. It
// refuses to guess: a line that it can't read is an error that names it.
package archive

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// longest bounds a line of JSON Lines: a meeting with its notes and their
// earlier versions.
const longest = 64 << 20

// longestID bounds the length of an id, as the store does.
const longestID = 128

// LineError is a line that can't be read, counted from 1.
type LineError struct {
	Line int
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

func (e *LineError) Unwrap() error { return e.Err }

// Lines reads records from JSON Lines, one a line, tombstones included. The
// first line that is none ends it with a *LineError.
func Lines(r io.Reader) iter.Seq2[oneonone.Record, error] {
	return func(yield func(oneonone.Record, error) bool) {
		s := bufio.NewScanner(r)
		s.Buffer(make([]byte, 0, 64<<10), longest)
		n := 0
		for s.Scan() {
			n++
			line := bytes.TrimSpace(bytes.TrimPrefix(s.Bytes(), []byte("\ufeff")))
			if len(line) == 0 {
				continue
			}
			rec, err := readRecord(line)
			if err != nil {
				yield(nil, &LineError{n, err})
				return
			}
			if !yield(rec, nil) {
				return
			}
		}
		if err := s.Err(); err != nil {
			yield(nil, &LineError{n + 1, err})
		}
	}
}

var (
	errNoRecord = errors.New("it is no record: there is no id, kind or time")
	errNoTime   = errors.New("it has no day that can be read")
)

func readRecord(line []byte) (oneonone.Record, error) {
	rec, err := oneonone.Decode(line)
	if err != nil {
		return nil, err
	}
	h := rec.Header()
	if h.ID == "" || h.At.IsZero() {
		return nil, errNoRecord
	}
	if len(h.ID) > longestID || strings.ContainsFunc(h.ID, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, fmt.Errorf("%q can't be the id of a record", h.ID)
	}
	return rec, nil
}

// Jrnl reads the entries of `jrnl --format json` as notes, dated in the zone.
// What jrnl calls tags stays in the text, as it was typed.
func Jrnl(r io.Reader, zone *time.Location) ([]oneonone.Record, error) {
	var file struct {
		Entries []struct {
			Title string `json:"title"`
			Body  string `json:"body"`
			Date  string `json:"date"`
			Time  string `json:"time"`
			// Tags come with jrnl's sign for them, which is the user's choice.
			Tags []string `json:"tags"`
		} `json:"entries"`
	}
	if err := json.NewDecoder(r).Decode(&file); err != nil {
		return nil, fmt.Errorf("it is no JSON of jrnl: %w", err)
	}
	var out []oneonone.Record
	for i, e := range file.Entries {
		at, err := time.ParseInLocation("2006-01-02 15:04", e.Date+" "+orMidnight(e.Time), zone)
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i+1, errNoTime)
		}
		text := strings.TrimSpace(oneonone.Clean(e.Title + "\n" + e.Body))
		if text == "" {
			continue
		}
		n := &oneonone.Note{Head: head(oneonone.KindNote, text, at, "jrnl", e.Date, e.Time)}
		n.Source = "jrnl"
		n.People, n.Tags = jrnlTags(e.Tags, n.People, n.Tags)
		n.Private = n.Private || oneonone.IsPrivateTag(e.Tags)
		out = append(out, n)
	}
	return out, nil
}

// jrnlTags gives the people and the tags of an entry: what the file calls a tag is one, also
// where jrnl's sign for it is the one that stands for people here.
func jrnlTags(called, people, tags []string) (_, _ []string) {
	for _, t := range called {
		name := strings.TrimLeft(t, "@#&+")
		people = slices.DeleteFunc(people, func(p string) bool { return strings.EqualFold(p, name) })
		if name != "" && !slices.Contains(tags, name) {
			tags = append(tags, name)
		}
	}
	return people, tags
}

func orMidnight(clock string) string {
	if clock == "" {
		return "00:00"
	}
	return clock[:min(5, len(clock))]
}

// head makes the head of a record that another program kept. Its id depends on
// what it says and when alone.
func head(kind oneonone.Kind, text string, at time.Time, parts ...string) oneonone.Head {
	id := oneonone.DeriveID(append([]string{string(kind), text}, parts...)...)
	h := oneonone.Head{ID: id, Kind: kind, At: at, Text: text, Created: at, Changed: at}
	h.Tags, h.People, h.Projects = oneonone.Marks(text)
	h.Private = oneonone.IsMarked(text)
	return h
}

// Actions reads action items from CSV. The first row names the columns: text
// (or task, action, title), owner (or assignee), due (or deadline), status (or
// done), created (or date), with (or person), or as Jira, Linear, Notion and Todoist call
// them. Days are written in any way that a flag takes. An item without a day of its own is
// dated now. A state that is none of open, done and dropped is taken for open, and given
// in unknown.
func Actions(text string, now time.Time, loc prose.Locale) (list []oneonone.Record, unknown []string, err error) {
	c := csv.NewReader(strings.NewReader(text))
	if first, _, _ := strings.Cut(text, "\n"); !strings.Contains(first, ",") && strings.Contains(first, ";") {
		c.Comma = ';' // as spreadsheets write it where the comma is decimal
	}
	c.FieldsPerRecord = -1
	c.TrimLeadingSpace = true
	names, err := c.Read()
	if err != nil {
		return nil, nil, fmt.Errorf("the first row names the columns: %w", err)
	}
	at := columnsOf(names)
	if at.text < 0 {
		return nil, nil, &LineError{1, errors.New("no column is called text, task, title, summary or name")}
	}
	at.now, at.locale = now, loc
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return list, unknown, nil
		}
		if err != nil {
			return nil, nil, err // names its line itself
		}
		line, _ := c.FieldPos(0)
		a, state, err := at.action(row)
		if err != nil {
			return nil, nil, &LineError{line, err}
		}
		if a == nil {
			continue
		}
		list = append(list, a)
		if state != "" && !slices.Contains(unknown, state) {
			unknown = append(unknown, state)
		}
	}
}

// places says in which column what stands; -1 for none.
type places struct {
	text, owner, due, status, created, with int

	now    time.Time
	locale prose.Locale
}

func columnsOf(names []string) places {
	find := func(called ...string) int {
		for i, name := range names {
			name = strings.ToLower(strings.TrimSpace(name))
			for _, c := range called {
				if name == c || strings.HasPrefix(name, c+" ") {
					return i
				}
			}
		}
		return -1
	}
	return places{
		text:   find("text", "task", "action", "title", "summary", "name", "content", "what"),
		owner:  find("owner", "assignee", "responsible"),
		due:    find("due", "deadline", "by"),
		status: find("status", "state", "done"), created: find("created", "date", "at", "on"), with: find("with", "person"),
	}
}

// day reads a day as trackers write it, with or without a time behind it: 2026-12-01T10:00, 20/Nov/26 12:00 AM,
// November 20, 2026, and the first day of a run: "Nov 20, 2026 → Nov 27, 2026".
func (p places) day(s string) (oneonone.Date, error) {
	s, _, _ = strings.Cut(s, "→")
	day, err := prose.StampDay(s, p.now, prose.Past, p.locale)
	if err != nil {
		return oneonone.Date{}, err
	}
	return oneonone.DateOf(day), nil
}

// action reads a row. State is what the row says of its state where that is none that is known:
// it is taken for open.
func (p places) action(row []string) (a *oneonone.Action, state string, err error) {
	cell := func(i int) string {
		if i < 0 || i >= len(row) {
			return ""
		}
		return strings.TrimSpace(oneonone.Clean(row[i]))
	}
	text := cell(p.text)
	if text == "" {
		return nil, "", nil
	}
	at, dated := p.now, false
	if day := cell(p.created); day != "" {
		d, err := p.day(day)
		if err != nil {
			return nil, "", err
		}
		at, dated = d.Time(p.now.Location()), true
	}
	a = &oneonone.Action{Head: head(oneonone.KindAction, text, at, cell(p.owner), cell(p.due), cell(p.created)),
		Owner: oneonone.Maybe(cell(p.owner)), With: oneonone.Maybe(cell(p.with)), Status: oneonone.StatusOpen}
	switch strings.ToLower(string(a.Owner)) {
	case "me", "i", "myself":
		a.Owner = oneonone.Me
	}
	if day := cell(p.due); day != "" {
		if a.Due, err = p.day(day); err != nil {
			return nil, "", err
		}
	}
	switch strings.ToLower(cell(p.status)) {
	case "done", "x", "yes", "true", "closed", "completed", "1":
		a.Status, a.Closed = oneonone.StatusDone, oneonone.DateOf(at)
	case "dropped", "cancelled", "canceled":
		a.Status, a.Closed = oneonone.StatusDropped, oneonone.DateOf(at)
	case "", "open", "todo", "0":
	default:
		state = cell(p.status)
	}
	if !dated { // nobody knows when it changed: what is on file already is newer
		a.Changed = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return a, state, nil
}
