package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"oneonone/internal/decode"
	"oneonone/internal/oneonone"
)

// journal writes files into a folder of that name, all changed on
// 2 November 2026.
func journal(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "journal")
	for name, text := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(full, at("2026-11-02 10:00"), at("2026-11-02 10:00")); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// list gives each note as "source date text".
func listed(notes []*oneonone.Note) []string {
	var lines []string
	for _, n := range notes {
		lines = append(lines, fmt.Sprintf("%s %s %s", n.Source, n.On(), n.Text))
	}
	return lines
}

func TestNotesGivesWholeNotes(t *testing.T) {
	dir := journal(t, map[string]string{"2026-11-18.md": "\ufeff---\r\ntags: [daily]\r\npeople: \"Dana Reyes\"\r\n---\r\n# Payments #money\r\n- [x] Paid @dana for +till \x1b[1mnow\x1b[0m\r\n"})
	zone := time.FixedZone("", 3600)
	notes, report, err := Notes(t.Context(), dir, NotesOptions{Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	changed := at("2026-11-02 10:00")
	want := []*oneonone.Note{{
		Head: oneonone.Head{
			ID: "z3lozeocl6rk4nsw", Kind: oneonone.KindNote, At: time.Date(2026, 11, 18, 0, 0, 0, 0, zone),
			Text: "Paid @dana for +till now", Tags: []string{"daily", "money"}, People: []string{"Dana Reyes", "dana"}, Projects: []string{"till"},
			Created: changed, Changed: changed,
		},
		Source: "journal/2026-11-18.md:6", Section: "Payments #money", Task: "done",
	}}
	if diff := cmp.Diff(want, notes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(NotesReport{Files: 1, Told: map[string]Told{}}, report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

func TestNotesOfAFolder(t *testing.T) {
	dir := journal(t, map[string]string{
		"b.md":                   "undated",
		"a.markdown":             "+++\ndate = 2026-10-05\n+++\nby front matter",
		"C.MD":                   "# 2026-11-01\nby heading",
		"2026/11/18.md":          "by folders",
		"2026-11-18.md":          "by name\n## 2026-11-17\nby heading in it",
		"new.md":                 "---\ncreated: 2026-10-06T10:00:00Z\n---\ncreated",
		"e.txt":                  "no",
		".obsidian/x.md":         "no",
		".hidden.md":             "no",
		"node_modules/x/read.md": "no",
		"bin.md":                 "a\x00b",
		"big.md":                 strings.Repeat("x ", 20_000),
		"picture.md":             "before\n" + strings.Repeat("x", 17<<10) + "\nafter",
		"latin.md":               "caf\xe9",
		"empty.md":               "",
	})
	outside := journal(t, map[string]string{"secret.md": "no"})
	for name, target := range map[string]string{"link.md": filepath.Join(outside, "secret.md"), "linked": outside} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	notes, report, err := Notes(t.Context(), dir, NotesOptions{MaxBytes: 30_000})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"journal/2026/11/18.md:1 2026-11-18 by folders",
		"journal/2026-11-18.md:1 2026-11-18 by name",
		"journal/2026-11-18.md:3 2026-11-17 by heading in it",
		"journal/C.MD:2 2026-11-01 by heading",
		"journal/a.markdown:4 2026-10-05 by front matter",
		"journal/b.md:1 2026-11-02 undated",
		"journal/latin.md:1 2026-11-02 café",
		"journal/new.md:4 2026-10-06 created",
		"journal/picture.md:1 2026-11-02 before",
		"journal/picture.md:3 2026-11-02 after",
	}
	if diff := cmp.Diff(want, listed(notes), cmpopts.SortSlices(strings.Compare)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wantReport := NotesReport{Files: 9, Undated: 4, Skipped: []Skipped{{"big.md", ErrTooLarge}, {"bin.md", ErrNotText}, {"picture.md:2", ErrLongLine}}, Encoded: []Encoded{{"latin.md", decode.Windows1252}}}
	if diff := cmp.Diff(wantReport, report, cmpopts.EquateErrors(), cmpopts.IgnoreFields(NotesReport{}, "Told")); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	again, _, err := Notes(t.Context(), dir, NotesOptions{MaxBytes: 30_000})
	if diff := cmp.Diff(notes, again); diff != "" || err != nil {
		t.Errorf("read again: %v (-first +again):\n%s", err, diff)
	}
}

func TestNotesKeepsToTheWindow(t *testing.T) {
	dir := journal(t, map[string]string{
		"2026-11-09.md": "early",
		"2026-11-10.md": "first",
		"2026-11-20.md": "last",
		"2026-11-21.md": "late\n# 2026-11-15\nnot opened",
		"log.md":        "# 2026-11-09\nearly\n# 2026-11-15\nmiddle\n# 2026-11-21\nlate",
		"old.md":        "undated and out of it",
	})
	notes, report, err := Notes(t.Context(), dir, NotesOptions{Since: at("2026-11-10 15:00"), Until: at("2026-11-20 00:00")})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"journal/2026-11-10.md:1 2026-11-10 first", "journal/2026-11-20.md:1 2026-11-20 last", "journal/log.md:4 2026-11-15 middle"}
	if diff := cmp.Diff(want, listed(notes)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(NotesReport{Files: 4, Told: map[string]Told{}}, report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

func TestNotesIDs(t *testing.T) {
	dir := journal(t, map[string]string{"a.md": "- same\n- same\n- other", "b.md": "same", "c.md": "# 2026-11-18\n\n\n- moved"})
	ids := map[string]string{}
	read := func() []*oneonone.Note {
		notes, _, err := Notes(t.Context(), dir, NotesOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return notes
	}
	for _, n := range read() {
		if ids[n.ID] != "" || len(n.ID) != 16 {
			t.Errorf("id %q of %q and of %q", n.ID, n.Source, ids[n.ID])
		}
		ids[n.ID] = n.Text
	}
	if err := os.WriteFile(filepath.Join(dir, "c.md"), []byte("# 2026-11-19\n- new\n- moved"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, n := range read() {
		if n.Text == "moved" && ids[n.ID] != "moved" {
			t.Error("a note has another id on another line")
		}
	}
}

func TestNotesPrivate(t *testing.T) {
	tests := []struct {
		name, src string
		want      []bool
	}{
		{"not said", "a", []bool{false}},
		{"front matter", "---\nprivate: true\n---\na\n\nb", []bool{true, true}},
		{"in other words", "---\nPrivate: yes\n---\na", []bool{true}},
		{"TOML", "+++\nprivate = true\n+++\na", []bool{true}},
		{"said not to be", "---\nprivate: false\n---\na", []bool{false}},
		{"a tag", "- a #Private\n- b", []bool{true, false}},
		{"a tag of the file", "---\ntags: private, x\n---\na", []bool{true}},
		{"a heading's tag", "# Feelings #private\na\n# Work\nb", []bool{true, false}},
		{"front matter nobody can read", "---\nprivate: true\n  tags: [a\n---\nb", []bool{true, true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			notes, _, err := Notes(t.Context(), journal(t, map[string]string{"a.md": tt.src}), NotesOptions{})
			if err != nil {
				t.Fatal(err)
			}
			var got []bool
			for _, n := range notes {
				got = append(got, n.Private)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s\n%q", diff, listed(notes))
			}
		})
	}
}

func TestReadFront(t *testing.T) {
	day := oneonone.Date{Year: 2026, Month: 11, Day: 18}
	tests := []struct {
		name, src string
		want      front
		ok        bool
	}{
		{"lists", "tags:\n  - '#a'\n  - b\nproject: +till\nperson: ['@ana', \"Bo Chen\"]", front{tags: []string{"a", "b"}, people: []string{"ana", "Bo Chen"}, projects: []string{"till"}}, true},
		{"texts", "tags: a b, c\npeople: Ana Diaz, Bo\ndate: 2026-11-18 10:00", front{tags: []string{"a", "b", "c"}, people: []string{"Ana Diaz", "Bo"}, date: day}, true},
		{"a quoted date", `date: "2026-11-18"`, front{date: day}, true},
		{"a written date", `date: November 18, 2026`, front{date: day}, true},
		{"wiki links", `people: ["[[Ana]]"]`, front{people: []string{"Ana"}}, true},
		{"empty", "", front{}, true},
		{"a comment", "# only", front{}, true},
		{"one entry, nothing of ours", "title: x", front{}, true},
		{"text", "just a line", front{}, false},
		{"broken", "tags: [a\nb: }", front{}, false},
		{"laughs", "a: &a [x, x]\nb: &b [*a, *a]\ntags: [*b, *b]", front{}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := readFront(tt.src, false)
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(front{}), cmpopts.EquateEmpty()); diff != "" || ok != tt.ok {
				t.Errorf("ok %v, want %v (-want +got):\n%s", ok, tt.ok, diff)
			}
		})
	}
}

func TestNotesErrors(t *testing.T) {
	dir := journal(t, map[string]string{"bin.md": "\x00", "big.txt": strings.Repeat("x", 2000), "ok.txt": "fine", "shut.md": "x"})
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		path string
		want error
	}{
		{"no", ErrNoNotes}, {"bin.md", ErrNotText}, {"big.txt", ErrTooLarge}, {"pipe", ErrNotText}, {"ok.txt", nil},
	}
	if os.Getuid() != 0 {
		if err := os.Chmod(filepath.Join(dir, "shut.md"), 0); err != nil {
			t.Fatal(err)
		}
		tests = append(tests, struct {
			path string
			want error
		}{"shut.md", ErrNoAccess})
	}
	for _, tt := range tests {
		full := filepath.Join(dir, tt.path)
		notes, _, err := Notes(t.Context(), full, NotesOptions{MaxBytes: 1024})
		if !errors.Is(err, tt.want) || tt.want != nil && !strings.HasPrefix(err.Error(), "reading the notes in "+full+": ") {
			t.Errorf("%s: the error is %v, want %v", tt.path, err, tt.want)
		}
		if tt.want == nil && (len(notes) != 1 || notes[0].Source != "ok.txt:1") {
			t.Errorf("%s: read %q", tt.path, listed(notes))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Notes(ctx, dir, NotesOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want that it was stopped", err)
	}
}

// BenchmarkNotes reads eight weeks out of 5,000 files of twenty notes: days by
// name, and one file in ten that must be read to know.
func BenchmarkNotes(b *testing.B) {
	files := map[string]string{}
	day := oneonone.Date{Year: 2026, Month: 11, Day: 20}
	text := strings.Repeat("- Did **one** thing for +project with @dana, see [this](https://example.org)\n", 20)
	for i := range 5000 {
		name := day.AddDays(-i).String()
		if i%10 == 0 {
			name = fmt.Sprintf("topic %d", i)
		}
		files[name+".md"] = text
	}
	dir := journal(b, files)
	for b.Loop() {
		notes, _, err := Notes(b.Context(), dir, NotesOptions{Since: day.AddDays(-56).Time(time.UTC)})
		if err != nil || len(notes) == 0 {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(notes)), "notes")
	}
}
