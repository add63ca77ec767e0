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
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

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
// first line that is none, or whose id differs from an earlier one only in case,
// ends it with a *LineError. What of a record this program does not know, as a
// later version may write it, is left out; unknown is told its name, unless it
// is nil.
func Lines(r io.Reader, unknown func(field string)) iter.Seq2[oneonone.Record, error] {
	return func(yield func(oneonone.Record, error) bool) {
		ids := map[string]string{}
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
			if err == nil {
				err = sameCase(ids, rec.Header().ID)
			}
			if err != nil {
				yield(nil, &LineError{n, err})
				return
			}
			if unknown != nil {
				tellUnknown(line, rec.Header().Kind, unknown)
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

// sameCase refuses an id that is another one in other letters: on file the two would be one.
func sameCase(ids map[string]string, id string) error {
	folded := strings.ToLower(id)
	if other, ok := ids[folded]; ok && other != id {
		return fmt.Errorf("the ids %s and %s, which stands further up, differ only in case", id, other)
	}
	ids[folded] = id
	return nil
}

// tellUnknown tells what the JSON of a record has that a record of the kind has not: every such
// field of its own, and the first further down.
func tellUnknown(line []byte, kind oneonone.Kind, tell func(field string)) {
	for {
		blank, err := oneonone.New(kind)
		if err != nil {
			return
		}
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		var name string
		if err = d.Decode(blank); err == nil {
			return
		}
		if n, _ := fmt.Sscanf(err.Error(), "json: unknown field %q", &name); n == 0 {
			return
		}
		tell(name)
		var fields map[string]json.RawMessage
		if json.Unmarshal(line, &fields) != nil || fields[name] == nil {
			return
		}
		delete(fields, name)
		if line, err = json.Marshal(fields); err != nil {
			return
		}
	}
}

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
		name := strings.TrimLeft(oneLine(t), "@#&+")
		people = slices.DeleteFunc(people, func(p string) bool { return strings.EqualFold(p, name) })
		if name != "" && !slices.Contains(tags, name) {
			tags = append(tags, name)
		}
	}
	return people, tags
}

// oneLine gives a name from outside clean and on one line.
func oneLine(text string) string { return line(oneonone.Clean(text)) }

// JrnlText reads a journal as jrnl keeps it and as `jrnl --format text` prints it: each entry begins with its day and time
// in brackets, "[2026-11-03 09:15] Title", and goes on to the next. Words with jrnl's sign @ are tags.
func JrnlText(text string, now time.Time, loc prose.Locale) ([]oneonone.Record, error) {
	var out []oneonone.Record
	var at time.Time
	var entry []string
	end := func() {
		body := strings.TrimSpace(oneonone.Clean(strings.Join(entry, "\n")))
		if body == "" {
			return
		}
		day, clock := at.Format(time.DateOnly), at.Format("15:04")
		n := &oneonone.Note{Head: head(oneonone.KindNote, body, at, "jrnl", day, clock), Source: "jrnl"}
		n.Tags, n.People = append(n.Tags, n.People...), nil
		n.Private = n.Private || oneonone.IsPrivateTag(n.Tags)
		out = append(out, n)
	}
	for i, line := range strings.Split(text, "\n") {
		if next, rest, ok := JrnlStart(line, now, loc); ok {
			end()
			at, entry = next, []string{rest}
			continue
		}
		if at.IsZero() && strings.TrimSpace(line) != "" {
			return nil, &LineError{i + 1, errors.New("an entry of jrnl begins with its day and time: [2026-11-03 09:15]")}
		}
		entry = append(entry, line)
	}
	end()
	return out, nil
}

// JrnlStart reads the line that an entry of jrnl begins with: when it was, and what stands behind it.
func JrnlStart(line string, now time.Time, loc prose.Locale) (at time.Time, rest string, ok bool) {
	stamp, rest, found := strings.Cut(line, "]")
	if !found || !strings.HasPrefix(stamp, "[") {
		return time.Time{}, "", false
	}
	at, clock, err := prose.Stamp(stamp[1:], now, prose.Past, loc)
	return at, strings.TrimSuffix(strings.TrimSpace(rest), " *"), err == nil && clock
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
