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
	"unicode/utf8"

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
	list, _, err := Actions("Task,Owner,Due date,Status,Created,Person\n\"send the plan, both parts\",me,2026-11-27,open,2026-11-10,Priya\nask legal,Priya Nair,,done,,\n,,,,,\n", "tasks.csv", noon, prose.Locale{})
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
		_, _, err := Actions(text, "tasks.csv", noon, prose.Locale{})
		var at *LineError
		if err == nil || line > 0 && (!errors.As(err, &at) || at.Line != line) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestActionsOfTrackers reads what Jira, Linear, Notion and Todoist export.
func TestActionsOfTrackers(t *testing.T) {
	for text, want := range map[string]string{
		"Issue key,Summary,Assignee,Status,Due date\nPAY-1,Write the rules,Sam Okafor,In Review,20/Nov/26 12:00 AM\n":                                                                                                                                                  "Write the rules | Sam Okafor | 2026-11-20 | [In Review]",
		"\"ID\",\"Title\",\"Status\",\"Assignee\",\"Due Date\",\"Created\"\n\"PAY-1\",\"Write the rules\",\"Backlog\",\"sam@example.com\",\"2026-12-01\",\"2026-11-01T10:00:00.000Z\"\n":                                                                               "Write the rules | sam@example.com | 2026-12-01 | [Backlog]",
		"Name,Owner,Due,Status\nWrite the rules,Sam,\"November 20, 2026\",Not started\n":                                                                                                                                                                               "Write the rules | Sam | 2026-11-20 | [Not started]",
		"TYPE,CONTENT,RESPONSIBLE,DEADLINE\ntask,Write the rules,Sam,2026-11-20\n":                                                                                                                                                                                     "Write the rules | Sam | 2026-11-20 | []",
		"Thread\tTitle\tURL\tAssignees\tStatus\nx\tWrite the rules\thttps://example.com/1\tsam-o\tIn progress\n":                                                                                                                                                       "Write the rules | sam-o |  | [In progress]",
		"Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task\n1201234567890123,2026-11-01,,2026-11-02,Write the rules,Doing,Sam Okafor,sam@example.com,,2026-11-20,,,Pay,\n": "Write the rules | Sam Okafor | 2026-11-20 | [Doing]",
		"Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,Due Complete,List ID,List Name\n65aa,Write the rules,https://x,,,Sam (sam),2026-11-20T10:00:00.000Z,FALSE,1,Doing\n":                                                                      "Write the rules | Sam (sam) | 2026-11-20 | [Doing]",
		"TYPE,CONTENT,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE\nsection,Later,,,,,,,\ntask,Write the rules,4,1,Sam (1),,every Monday,en,UTC\n":                                                                                                       "Write the rules (every Monday) |  |  | []",
		"TYPE,CONTENT,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE\ntask,Write the rules,4,1,Sam (1),,20 Nov 2026,en,UTC\n":                                                                                                                              "Write the rules |  | 2026-11-20 | []",
		"Name,Created by,Created time,Due,Done\nWrite the rules,Ann,\"November 1, 2026 3:30 PM\",\"November 20, 2026 → November 27, 2026\",No\n":                                                                                                                       "Write the rules |  | 2026-11-20 | []",
		"ID,Title,Status,Created,Completed,Canceled,Due Date\nPAY-1,Write the rules,Todo,Thu Nov 05 2026 10:12:33 GMT+0000 (GMT),,,2026-11-20\n":                                                                                                                       "Write the rules |  | 2026-11-20 | []",
		"sep=;\nTask;Due\nWrite the rules;20.11.2026\n": "Write the rules |  | 2026-11-20 | []",
		"Task,Due\nWrite the rules,11/20/2026\n":        "Write the rules |  | 2026-11-20 | []",
		"Aufgabe;Task;Owner\nx;Write the rules;Sam\n":   "Write the rules | Sam |  | []",
	} {
		list, unknown, err := Actions(text, "tasks.csv", noon, prose.Locale{})
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

// TestActionsThatEnded reads what trackers say of items that are done or given up, and when.
func TestActionsThatEnded(t *testing.T) {
	for text, want := range map[string]string{
		"Summary,Status,Resolved\nx,Done,18/Nov/26 9:15 AM\n":                    "done 2026-11-18",
		"Name,Completed At,Section/Column\nx,2026-11-18,Doing\n":                 "done 2026-11-18",
		"Card Name,Due Date,Due Complete,List Name\nx,2026-11-20,true,Doing\n":   "done 2026-11-20",
		"ID,Title,Status,Completed,Canceled\nPAY-1,x,Duplicate,,2026-11-18\n":    "dropped 2026-11-18",
		"title,state\nx,CLOSED\n":                                                "done 2026-11-20",
		"Name,Done\nx,Yes\n":                                                     "done 2026-11-20",
		"ID,Title,Status,Completed,Canceled\nPAY-1,x,Canceled,,\"Nov 18, 2026\"": "dropped 2026-11-18",
	} {
		list, unknown, err := Actions(text, "tasks.csv", noon, prose.Locale{})
		if err != nil || len(list) != 1 || len(unknown) > 0 {
			t.Errorf("%q: %d, %v, %v", text, len(list), unknown, err)
			continue
		}
		a := list[0].(*oneonone.Action)
		if got := fmt.Sprintf("%s %s", a.Status, a.Closed); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestActionsAreKnownByTheirKey gives the same item the same id whatever its title and its place.
func TestActionsAreKnownByTheirKey(t *testing.T) {
	ids := func(text string) (all []string) {
		list, _, err := Actions(text, "tasks.csv", noon, prose.Locale{})
		if err != nil {
			t.Fatal(err)
		}
		for _, rec := range list {
			all = append(all, rec.Header().ID+" "+string(rec.(*oneonone.Action).Source))
		}
		return all
	}
	first, second := ids("Issue key,Summary\nPAY-1,one\nPAY-2,two\n"), ids("Issue key,Summary\nPAY-2,two again\nPAY-1,one\n")
	if first[0] != second[1] || first[1] != second[0] || first[0] == first[1] {
		t.Errorf("%v, then %v", first, second)
	}
	numbered := ids("ID,Title\n1,one\n2,two\n")
	if !strings.HasSuffix(numbered[1], " tasks.csv:3") || ids("ID,Title\n1,other\n")[0] == numbered[0] {
		t.Errorf("%v is taken for a key", numbered)
	}
}

// TestActionsCutOff refuses a table that breaks off, and names the line.
func TestActionsCutOff(t *testing.T) {
	for text, line := range map[string]int{
		"Task,Owner,Due\na,b,\nc,d,\nwrite": 4,
		"Task,Owner\na,b\n\"write it,Sam\n": 3,
		"sep=;\nTask;Due\na;soon\n":         3,
		"when,where\nx,y\n":                 1,
		"":                                  1,
	} {
		list, _, err := Actions(text, "tasks.csv", noon, prose.Locale{})
		var at *LineError
		if !errors.As(err, &at) || at.Line != line || len(list) > 0 {
			t.Errorf("%q: %d read, %v", text, len(list), err)
		}
	}
}

func TestJrnlText(t *testing.T) {
	list, err := JrnlText("[2026-11-03 09:15] Shipped the cart cache @work @checkout\np95 is 410 ms\n\n[2026-11-04 06:00:10 PM] Thinking of leaving @private\n", noon, prose.Locale{})
	if err != nil || len(list) != 2 {
		t.Fatalf("%d, %v", len(list), err)
	}
	h := list[0].Header()
	if h.Text != "Shipped the cart cache @work @checkout\np95 is 410 ms" || h.At.Format("2006-01-02 15:04") != "2026-11-03 09:15" || !slices.Equal(h.Tags, []string{"work", "checkout"}) || len(h.People) > 0 || h.Private {
		t.Errorf("%+v", h)
	}
	if second := list[1].Header(); !second.Private || second.At.Hour() != 18 {
		t.Errorf("%+v", second)
	}
	if _, err := JrnlText("hello\n[2026-11-03 09:15] x", noon, prose.Locale{}); err == nil {
		t.Error("a text without a day was read")
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

// No text, however odd, makes a file outside the folder, or one that a system refuses.
func TestNamesStayInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := folder{names: map[string]bool{}}
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`(?i)(con|nul|aux|com1|lpt9)[. ]*(md)?`), rapid.StringN(200, 400, -1)).Draw(t, "name")
		name := f.name("people", text)
		if strings.Count(name, "/") != 1 || strings.Contains(name, "..") || strings.ContainsAny(name, "\\:\x00\n*?\"<>| ") || len(name) > 200 || !utf8.ValidString(name) {
			t.Fatalf("%q", name)
		}
		base := strings.TrimSuffix(strings.TrimPrefix(name, "people/"), ".md")
		if isDevice().MatchString(base) || strings.HasPrefix(base, ".") || base == "" {
			t.Fatalf("%q", name)
		}
	})
}

// Names that a disk without case takes for one are told apart by a number.
func TestNamesAreDistinct(t *testing.T) {
	f := folder{names: map[string]bool{}}
	seen := map[string]bool{}
	long := strings.Repeat("ab", 150)
	for _, who := range []string{"Ann", "ann", "ANN.", "a/nn", "Straße", "STRASSE", "con", "con.md", "CON", "Rene\u0301", "René", "🦄", "🦄🦄", "...", "", long, long + "c", "ann-2"} {
		name := f.name("people", who)
		if key := folded(name); seen[key] {
			t.Errorf("%q is named %s a second time", who, name)
		} else {
			seen[key] = true
		}
	}
}
