package archive

import (
	"bytes"
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// written gives records as JSON Lines.
func written(t *testing.T, records []oneonone.Record) string {
	t.Helper()
	var lines bytes.Buffer
	for _, rec := range records {
		b, err := json.Marshal(rec)
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(b, '\n'))
	}
	return lines.String()
}

// readable gives the records before the first line that is none.
func readable(text string) []oneonone.Record {
	var out []oneonone.Record
	for rec, err := range Lines(strings.NewReader(text), nil) {
		if err == nil {
			out = append(out, rec)
		}
	}
	return out
}

// checkTaken wants records that go on file as they are: clean, dated, with what they are in the
// text that they came from, and the same when they are read back.
func checkTaken(t *testing.T, from string, records []oneonone.Record) {
	t.Helper()
	for _, rec := range records {
		h := rec.Header()
		if h.ID == "" || h.At.IsZero() || strings.TrimSpace(h.Text) == "" {
			t.Fatalf("%q gives %+v", from, h)
		}
		if oneonone.Clean(h.Text) != h.Text {
			t.Fatalf("%q of %q is not clean", h.Text, from)
		}
	}
	lines := written(t, records)
	if again := written(t, readable(lines)); again != lines {
		t.Fatalf("was\n%s\nis\n%s", lines, again)
	}
}

func FuzzLines(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		for rec, err := range Lines(strings.NewReader(text), nil) {
			if (rec == nil) == (err == nil) {
				t.Fatalf("%v, %v", rec, err)
			}
		}
		lines := written(t, readable(text))
		if again := written(t, readable(lines)); again != lines {
			t.Fatalf("was\n%s\nis\n%s", lines, again)
		}
	})
}

func FuzzJrnl(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		list, err := Jrnl(strings.NewReader(text), time.UTC)
		if err != nil {
			if list != nil {
				t.Fatalf("%q: %d entries and %v", text, len(list), err)
			}
			return
		}
		again, err := Jrnl(strings.NewReader(text), time.UTC)
		if err != nil || written(t, again) != written(t, list) {
			t.Fatalf("%q is read in two ways: %v", text, err)
		}
		checkTaken(t, text, list)
	})
}

// entered is one entry of jrnl.
type entered struct {
	Title string   `json:"title"`
	Body  string   `json:"body"`
	Date  string   `json:"date"`
	Time  string   `json:"time"`
	Tags  []string `json:"tags"`
}

// What somebody wrote into jrnl is a note with those words and tags, whatever they are.
func FuzzJrnlEntry(f *testing.F) {
	f.Fuzz(func(t *testing.T, title, body, tag string) {
		file, err := json.Marshal(map[string]any{"entries": []entered{{title, body, "2026-11-18", "16:40", []string{tag}}}})
		if err != nil {
			t.Fatal(err)
		}
		list, err := Jrnl(bytes.NewReader(file), time.UTC)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		valid := func(s string) string { return string([]rune(s)) } // as JSON has it
		text := strings.TrimSpace(oneonone.Clean(valid(title) + "\n" + valid(body)))
		if text == "" {
			if len(list) > 0 {
				t.Fatalf("%q is made of nothing", list[0].Header().Text)
			}
			return
		}
		if len(list) != 1 || list[0].Header().Text != text {
			t.Fatalf("%s is read as %s, want %q", file, written(t, list), text)
		}
		h := list[0].Header()
		if name := strings.TrimLeft(line(oneonone.Clean(valid(tag))), "@#&+"); name != "" && !slices.Contains(h.Tags, name) {
			t.Fatalf("%q has no tag %q: %q", text, name, h.Tags)
		}
		for _, name := range h.Tags {
			if oneonone.Clean(name) != name || strings.ContainsAny(name, "\n\t") {
				t.Fatalf("tag %q of %q is not clean", name, tag)
			}
		}
		checkTaken(t, string(file), list)
	})
}

func FuzzActions(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		list, unknown, err := Actions(text, "tasks.csv", noon, prose.Locale{})
		if err != nil {
			if list != nil || unknown != nil {
				t.Fatalf("%q: %d items and %v", text, len(list), err)
			}
			return
		}
		checkTaken(t, text, list)
		words := oneonone.Clean(strings.ReplaceAll(text, `""`, `"`))
		for _, rec := range list {
			a := rec.(*oneonone.Action)
			for _, name := range []oneonone.Maybe{a.Owner, a.With} {
				if line(oneonone.Clean(string(name))) != string(name) {
					t.Fatalf("%q of %q is no name on one line", name, text)
				}
			}
			for _, said := range []string{a.Text} {
				if !strings.Contains(text, `"`) && !strings.Contains(words, said) {
					t.Fatalf("%q is not in %q", said, text)
				}
			}
			if a.Open() && !a.Closed.IsZero() {
				t.Fatalf("%q is open and closed on %s", a.Text, a.Closed)
			}
		}
		for _, state := range unknown {
			if strings.TrimSpace(state) == "" || oneonone.Clean(state) != state {
				t.Fatalf("unknown state %q of %q", state, text)
			}
		}
	})
}

// Whatever is on file, the files of an export stay in the folder, each has a name of its own, and
// every note and promise is in one.
func FuzzFolder(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		records := readable(text)
		names := map[string]bool{}
		var all strings.Builder
		for file, err := range Folder(given(records), time.UTC) {
			if err != nil {
				t.Fatal(err)
			}
			low := strings.ToLower(file.Name)
			if names[low] || strings.Count(low, "/") > 1 || strings.Contains(low, "..") || strings.ContainsAny(low, "\\:\x00\n*?\"<>|") {
				t.Fatalf("%q is no good name, of %v", file.Name, names)
			}
			names[low] = true
			all.WriteString(file.Text)
		}
		for _, rec := range records {
			h := rec.Header()
			kept := slices.Contains([]oneonone.Kind{oneonone.KindNote, oneonone.KindAction, oneonone.KindDecision, oneonone.KindFeedback}, h.Kind)
			first, _, _ := strings.Cut(strings.TrimSpace(h.Text), "\n")
			if a, ok := rec.(*oneonone.Action); ok {
				first, _, _ = strings.Cut(strings.TrimSpace(oneonone.AfterOwner(a.Owner, a.Text)), "\n")
			}
			if kept && !h.Removed && !strings.Contains(all.String(), first) {
				t.Fatalf("%s %q is in no file:\n%s", h.Kind, h.Text, all.String())
			}
		}
	})
}

func given(records []oneonone.Record) iter.Seq2[oneonone.Record, error] {
	return func(yield func(oneonone.Record, error) bool) {
		for _, rec := range records {
			if !yield(rec, nil) {
				return
			}
		}
	}
}
