package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func collect(t interface{ Fatal(...any) }, text string) []oneonone.Record {
	var all []oneonone.Record
	for rec, err := range Lines(strings.NewReader(text), nil) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rec)
	}
	return all
}

// What is written a record a line comes back as it was.
func TestLinesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lines bytes.Buffer
		n := rapid.IntRange(0, 5).Draw(t, "n")
		for range n {
			h := oneonone.Head{ID: rapid.StringMatching(`[a-z2-7]{16}`).Draw(t, "id"), At: noon, Text: rapid.String().Draw(t, "text"), Created: noon, Changed: noon}
			var rec oneonone.Record
			if h.Removed = rapid.Bool().Draw(t, "removed"); rapid.Bool().Draw(t, "action") {
				h.Kind = oneonone.KindAction
				rec = &oneonone.Action{Head: h, Owner: "me", Status: oneonone.StatusOpen}
			} else {
				h.Kind = oneonone.KindNote
				rec = &oneonone.Note{Head: h}
			}
			b, err := json.Marshal(rec)
			if err != nil {
				t.Fatal(err)
			}
			lines.Write(append(b, '\n'))
		}
		var again bytes.Buffer
		for _, rec := range collect(t, lines.String()) {
			b, err := json.Marshal(rec)
			if err != nil {
				t.Fatal(err)
			}
			again.Write(append(b, '\n'))
		}
		if again.String() != lines.String() {
			t.Fatalf("was\n%s\nis\n%s", lines.String(), again.String())
		}
	})
}

func TestLinesRefuses(t *testing.T) {
	for _, text := range []string{"\n{]", "\n{}", "\n" + `{"id":"a","kind":"poem","at":"2026-11-20T12:00:00Z"}`, "\n" + `{"kind":"note","at":"2026-11-20T12:00:00Z"}`, "\n" + `{"id":"a","kind":"note"}`, "\nhello"} {
		var at *LineError
		for _, err := range Lines(strings.NewReader(text), nil) {
			if !errors.As(err, &at) || at.Line != 2 {
				t.Errorf("%q: %v", text, err)
			}
		}
		if at == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func TestJrnl(t *testing.T) {
	const file = `{"tags":{"@ann":1},"entries":[
		{"title":"Shipped the retry queue with @ann.","body":"p95 is 310 ms now\u001b[31m","date":"2026-11-18","time":"16:40","tags":["@ann"],"starred":false},
		{"title":"","body":"","date":"2026-11-19","time":"09:00"},
		{"title":"No clock","date":"2026-11-19"}]}`
	read := func() []oneonone.Record {
		list, err := Jrnl(strings.NewReader(file), time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	list := read()
	if len(list) != 2 {
		t.Fatalf("%d entries", len(list))
	}
	first := list[0].Header()
	if first.Text != "Shipped the retry queue with @ann.\np95 is 310 ms now" || !first.At.Equal(time.Date(2026, 11, 18, 16, 40, 0, 0, time.UTC)) || !slices.Equal(first.Tags, []string{"ann"}) || len(first.People) > 0 {
		t.Errorf("%+v", first)
	}
	if again := read(); again[0].Header().ID != first.ID || again[1].Header().ID == first.ID {
		t.Error("ids change or clash")
	}
	for _, bad := range []string{"", "[]", `{"entries":[{"title":"x","date":"soon"}]}`} {
		if _, err := Jrnl(strings.NewReader(bad), time.UTC); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestActions(t *testing.T) {
	list, _, err := Actions("Task,Owner,Due date,Status,Created,Person\n\"send the plan, both parts\",me,2026-11-27,open,2026-11-10,Priya\nask legal,Priya Nair,,done,,\n,,,,,\n", noon, prose.Locale{})
	if err != nil || len(list) != 2 {
		t.Fatalf("%d, %v", len(list), err)
	}
	a, b := list[0].(*oneonone.Action), list[1].(*oneonone.Action)
	if a.Text != "send the plan, both parts" || a.Owner != oneonone.Me || a.Due.String() != "2026-11-27" || !a.Open() || a.On().String() != "2026-11-10" || a.With != "Priya" {
		t.Errorf("%+v", a)
	}
	if b.Owner != "Priya Nair" || !b.Due.IsZero() || b.Status != oneonone.StatusDone || !b.At.Equal(noon) {
		t.Errorf("%+v", b)
	}
	for text, line := range map[string]int{"who,when\nx,y\n": 1, "task,due\nx,soon\n": 2, "task\n\"x": 0} {
		_, _, err := Actions(text, noon, prose.Locale{})
		var at *LineError
		if err == nil || line > 0 && (!errors.As(err, &at) || at.Line != line) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestActionsOfTrackers reads what Jira, Linear, Notion and Todoist export.
func TestActionsOfTrackers(t *testing.T) {
	for text, want := range map[string]string{
		"Issue key,Summary,Assignee,Status,Due date\nPAY-1,Write the rules,Sam Okafor,In Review,20/Nov/26 12:00 AM\n":                                                                    "Write the rules | Sam Okafor | 2026-11-20 | [In Review]",
		"\"ID\",\"Title\",\"Status\",\"Assignee\",\"Due Date\",\"Created\"\n\"PAY-1\",\"Write the rules\",\"Backlog\",\"sam@example.com\",\"2026-12-01\",\"2026-11-01T10:00:00.000Z\"\n": "Write the rules | sam@example.com | 2026-12-01 | [Backlog]",
		"Name,Owner,Due,Status\nWrite the rules,Sam,\"November 20, 2026\",Not started\n":                                                                                                 "Write the rules | Sam | 2026-11-20 | [Not started]",
		"TYPE,CONTENT,RESPONSIBLE,DEADLINE\ntask,Write the rules,Sam,2026-11-20\n":                                                                                                       "Write the rules | Sam | 2026-11-20 | []",
		"Aufgabe;Task;Owner\nx;Write the rules;Sam\n":                                                                                                                                    "Write the rules | Sam |  | []",
	} {
		list, unknown, err := Actions(text, noon, prose.Locale{})
		if err != nil || len(list) != 1 {
			t.Errorf("%q: %d, %v", text, len(list), err)
			continue
		}
		a := list[0].(*oneonone.Action)
		if got := fmt.Sprintf("%s | %s | %s | %v", a.Text, a.Owner, a.Due, unknown); got != want || !a.Open() {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestFolder(t *testing.T) {
	head := func(kind oneonone.Kind, id, text string, day int) oneonone.Head {
		return oneonone.Head{ID: id, Kind: kind, At: time.Date(2026, 11, day, 9, 0, 0, 0, time.UTC), Text: text}
	}
	records := []oneonone.Record{
		&oneonone.Note{Head: head("note", "a", "one\nmore of it", 18), NoteKind: "win"},
		&oneonone.Note{Head: head("note", "b", "two", 18)},
		&oneonone.Note{Head: head("note", "c", "three", 19)},
		&oneonone.Note{Head: oneonone.Head{ID: "x", Kind: "note", Removed: true}},
		&oneonone.Person{Head: head("person", "d", "Priya Nair", 1), Role: oneonone.Manager},
		&oneonone.Meeting{Head: head("meeting", "e", "raw\nnotes", 20), On: oneonone.Date{Year: 2026, Month: 11, Day: 20}, With: "Priya", Number: 3, Held: true},
		&oneonone.Action{Head: head("action", "f", "send the plan", 20), Owner: oneonone.Me, With: "Priya Nair", Status: oneonone.StatusDone, Closed: oneonone.Date{Year: 2026, Month: 11, Day: 21}},
		&oneonone.Feedback{Head: head("feedback", "g", "docs come late", 16), From: "priya"},
		&oneonone.Action{Head: head("action", "h", "tidy up", 20), Owner: oneonone.Me, Status: oneonone.StatusOpen},
		&oneonone.Kept[oneonone.Agenda]{Head: head("agenda", "i", "# 1:1", 20)},
		&oneonone.Kept[oneonone.Agenda]{Head: head("agenda", "j", "# 1:1 again", 20)},
	}
	got := map[string]string{}
	for f, err := range Folder(func(yield func(oneonone.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}, time.UTC) {
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := got[f.Name]; twice {
			t.Errorf("%s twice", f.Name)
		}
		got[f.Name] = f.Text
	}
	for name, want := range map[string]string{
		"notes/2026-11-18.md":            "# 2026-11-18\n\n- one\n  more of it #win\n- two\n",
		"notes/2026-11-19.md":            "# 2026-11-19\n\n- three\n",
		"people/priya-nair.md":           "# Priya Nair\n\nmanager\n\n## 2026-11-16\n\n- feedback: docs come late\n\n## 2026-11-20\n\n1:1, no. 3\n\n> raw\n> notes\n\n- [x] me: send the plan (done 2026-11-21)\n",
		"people/nobody-in-particular.md": "# With nobody in particular\n\n## 2026-11-20\n\n- [ ] me: tidy up\n",
	} {
		if got[name] != want {
			t.Errorf("%s is\n%s\nwant\n%s", name, got[name], want)
		}
	}
	if len(got) != 6 {
		t.Errorf("%d files: %v", len(got), got)
	}
}

// No text, however odd, makes a file outside the folder.
func TestNamesStayInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := folder{names: map[string]bool{}}
		name := f.name("people", rapid.String().Draw(t, "name"))
		if strings.Count(name, "/") != 1 || strings.Contains(name, "..") || strings.ContainsAny(name, "\\:\x00\n*?\"<>|") {
			t.Fatalf("%q", name)
		}
	})
}
