package source

import (
	"bytes"
	"cmp"
	"context"
	_ "embed" // the presets
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Tracker is any program that prints what the user works on, as JSON or CSV.
type Tracker struct {
	Program
	// Name is what the user calls it.
	Name string
	Fields
	// Me are the names by which it calls the user: what is somebody else's is left out. With none all is the user's.
	Me     []string
	Locale prose.Locale
	// Now is when days without a year are read.
	Now time.Time
}

// Fields say where in an entry what stands. A path of JSON goes by dots ("fields.status.name",
// "title.0.text"), a field of CSV is the name of its column; of several, parted by "|", the first that is there counts.
type Fields struct {
	// Items leads to the list of entries; where it is empty, the list is found.
	Items string `toml:"items"`
	// Ref is what an entry is called, Ended the day on which it was done.
	Text    string `toml:"text"`
	Date    string `toml:"date"`
	State   string `toml:"state"`
	Who     string `toml:"who"`
	Link    string `toml:"link"`
	Project string `toml:"project"`
	Ref     string `toml:"ref"`
	Ended   string `toml:"ended"`
	// Resolution says how it ended, where the state does not.
	Resolution string `toml:"resolution"`
	// Open and Done are the states that mean so; one that is in neither is open and told. Dropped are states and
	// resolutions of what is not to be done: it is left out.
	Open    []string `toml:"open"`
	Done    []string `toml:"done"`
	Dropped []string `toml:"dropped"`
}

//go:embed presets.toml
var presets string

// Preset gives the fields of a program or an export that is known.
func Preset(name string) (Fields, bool) {
	known := map[string]Fields{}
	err := toml.Unmarshal([]byte(presets), &known)
	f, ok := known[name]
	return f, ok && err == nil
}

// Over lays what is set over what is known.
func (f Fields) Over(known Fields) Fields {
	return Fields{
		Items: cmp.Or(f.Items, known.Items), Text: cmp.Or(f.Text, known.Text), Date: cmp.Or(f.Date, known.Date),
		State: cmp.Or(f.State, known.State), Who: cmp.Or(f.Who, known.Who), Link: cmp.Or(f.Link, known.Link),
		Project: cmp.Or(f.Project, known.Project), Ref: cmp.Or(f.Ref, known.Ref), Ended: cmp.Or(f.Ended, known.Ended),
		Resolution: cmp.Or(f.Resolution, known.Resolution), Open: slices.Concat(known.Open, f.Open),
		Done: slices.Concat(known.Done, f.Done), Dropped: slices.Concat(known.Dropped, f.Dropped),
	}
}

// Listed is what a tracker gave.
type Listed struct {
	Work []oneonone.Work
	// Unknown counts the states that are neither open nor done as far as is known.
	Unknown map[string]int
	// Bare counts the entries without a text or a day, Others those that are somebody else's, Dropped those of the
	// user's that are not to be done.
	Bare, Others, Dropped int
}

// List runs the program and reads what it prints. JSON and CSV are told apart by how it begins.
func (t Tracker) List(ctx context.Context) (Listed, error) {
	out, err := t.run(ctx)
	if errors.Is(err, ErrNoData) { // nothing to do is nothing to print
		return Listed{}, nil
	}
	if err != nil {
		return Listed{}, err
	}
	entries, err := t.entries(bytes.TrimSpace(bytes.TrimPrefix(out, []byte("\ufeff"))))
	if err != nil {
		return Listed{}, err
	}
	l := Listed{Unknown: map[string]int{}}
	for _, e := range entries {
		w, ok := t.work(e)
		switch {
		case !ok:
			l.Bare++
		case !w.Mine:
			l.Others++
		case t.dropped(e):
			l.Dropped++
		default:
			l.Work = append(l.Work, w)
			if state := e.first(t.State, 60); state != "" && w.State == oneonone.WorkOpen && !oneOf(t.Open, state) {
				l.Unknown[state]++
			}
		}
	}
	l.Work = Newest(l.Work)
	return l, nil
}

// fields gives the values of one entry by their path.
type fields func(path string) string

func (t Tracker) entries(out []byte) ([]fields, error) {
	if len(out) > 0 && (out[0] == '{' || out[0] == '[') {
		return t.jsonEntries(out)
	}
	r := csv.NewReader(bytes.NewReader(out))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 || len(rows[0]) < 2 {
		return nil, fmt.Errorf("it printed neither JSON nor CSV, but %q", oneLine(string(out[:min(len(out), 80)]), 60))
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[strings.ToLower(strings.TrimSpace(name))] = i
	}
	var list []fields
	for _, row := range rows[1:] {
		list = append(list, func(path string) string {
			i, ok := at[strings.ToLower(path)]
			if !ok || i >= len(row) {
				return ""
			}
			return row[i]
		})
	}
	return list, nil
}

func (t Tracker) jsonEntries(out []byte) ([]fields, error) {
	var list []fields
	err := pages(out, func(page any) error {
		found, ok := t.listIn(dig(page, t.Items)).([]any)
		if !ok { // one entry on a line
			found = []any{page}
		}
		for _, e := range found {
			list = append(list, jsonEntry(e))
		}
		return nil
	})
	return list, err
}

// jsonEntry gives the fields of one value of JSON.
func jsonEntry(v any) fields { return func(path string) string { return plain(dig(v, path)) } }

// listIn finds the list of entries: the value itself, or the only list in what wraps it. What has a text of its own is
// an entry, and a list in it none of entries.
func (t Tracker) listIn(v any) any {
	for range 4 {
		m, ok := v.(map[string]any)
		if !ok || jsonEntry(v).first(t.Text, 1) != "" {
			return v
		}
		var inner []any
		for _, key := range slices.Sorted(maps.Keys(m)) {
			switch x := m[key].(type) {
			case []any:
				return x
			case map[string]any:
				inner = append(inner, x)
			}
		}
		if len(inner) != 1 {
			return v
		}
		v = inner[0]
	}
	return v
}

// dig goes down a path by dots.
func dig(v any, path string) any {
	if path == "" {
		return v
	}
	for key := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

func plain(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(x)
	}
	return ""
}

// first gives the first of the paths that is there.
func (e fields) first(paths string, limit int) string {
	for path := range strings.SplitSeq(paths, "|") {
		if value := oneLine(e(strings.TrimSpace(path)), limit); path != "" && value != "" {
			return value
		}
	}
	return ""
}

// oneOf tells whether a state is one of those, in whatever case.
func oneOf(states []string, state string) bool {
	return slices.ContainsFunc(states, func(s string) bool { return strings.EqualFold(s, state) })
}

func (t Tracker) dropped(e fields) bool {
	return oneOf(t.Dropped, e.first(t.State, 60)) || oneOf(t.Dropped, e.first(t.Resolution, 60))
}

// work makes one entry to work; false where it has no text or no day.
func (t Tracker) work(e fields) (oneonone.Work, bool) {
	w := oneonone.Work{
		Source: t.Name, Place: e.first(t.Project, 100), Ref: e.first(t.Ref, 60), Title: e.first(t.Text, 300), Who: e.first(t.Who, 100),
		Link: webLink(e.first(t.Link, 500)), State: oneonone.WorkOpen, Ready: t.day(e.first(t.Date, 60)), Ended: t.day(e.first(t.Ended, 60)),
	}
	w.Mine = w.Who == "" || len(t.Me) == 0 || oneOf(t.Me, w.Who) ||
		slices.ContainsFunc(t.Me, func(me string) bool { return oneonone.SameName(me, w.Who) })
	if !w.Ended.IsZero() || oneOf(t.Done, e.first(t.State, 60)) {
		w.State = oneonone.WorkClosed
		if w.Ended.IsZero() {
			w.Ended = w.Ready
		}
	}
	return w, w.Title != "" && !(w.Ready.IsZero() && w.Ended.IsZero())
}

// jiraTime is how Jira writes a time, with parts of a second or without.
const jiraTime = "2006-01-02T15:04:05-0700"

// day reads a time as programs write it, else the first day that a text names, where the user is.
func (t Tracker) day(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	for _, layout := range [...]string{time.RFC3339, jiraTime, time.DateTime, time.DateOnly} {
		if at, err := time.ParseInLocation(layout, s, t.Now.Location()); err == nil {
			return at.In(t.Now.Location())
		}
	}
	if seconds, err := strconv.ParseInt(s, 10, 64); err == nil && seconds > 1e9 && seconds < 1e14 {
		if seconds > 1e11 {
			seconds /= 1000
		}
		return time.Unix(seconds, 0).In(t.Now.Location())
	}
	if days := prose.Dates(s, t.Now, t.Locale); len(days) > 0 {
		return days[0].Day
	}
	return time.Time{}
}
