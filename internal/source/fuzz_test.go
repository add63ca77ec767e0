package source

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// isOneLine tells a clean text on one line.
func isOneLine(s string) bool { return oneonone.Clean(s) == s && !strings.ContainsAny(s, "\n\t") }

// isReal tells a day that the calendar has.
func isReal(d oneonone.Date) bool { return oneonone.DateOf(d.Time(time.UTC)) == d }

// Front matter is a piece of the file's beginning, and what it says are words that stand in it.
func FuzzFront(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		text = oneonone.Clean(text) // as a file is loaded
		block, rest, lines, isTOML := splitFront(text)
		if !strings.HasSuffix(text, rest) || !strings.Contains(text, block) {
			t.Fatalf("%q is parted into %q and %q", text, block, rest)
		}
		taken := text[:len(text)-len(rest)]
		if n := strings.Count(taken, "\n"); lines != n && (lines != n+1 || rest != "") {
			t.Fatalf("%d lines are %q", lines, taken)
		}
		if lines == 0 && (block != "" || rest != text) {
			t.Fatalf("%q has no front matter and %q", text, block)
		}
		got, ok := readFront(block, isTOML)
		if !ok && !cmp.Equal(got, front{}, cmp.AllowUnexported(front{})) {
			t.Fatalf("%q can't be read and says %+v", block, got)
		}
		if !got.date.IsZero() && !isReal(got.date) {
			t.Fatalf("%q is dated %v", block, got.date)
		}
		clean := strings.Join(strings.Fields(oneonone.Clean(block)), " ")
		for _, w := range slices.Concat(got.tags, got.people, got.projects) {
			if w == "" || !isOneLine(w) || utf8.RuneCountInString(w) > 101 {
				t.Fatalf("%q of %q is no mark", w, block)
			}
			if !strings.ContainsAny(block, `\'"`) && !strings.Contains(clean, strings.TrimSuffix(w, "…")) {
				t.Fatalf("%q is not in %q", w, block)
			}
		}
	})
}

// A day as it is written in a file's name is that day, and a name without one has none.
func FuzzNameDate(f *testing.F) {
	f.Fuzz(func(t *testing.T, name string, monthFirst bool) {
		locale := prose.Locale{MonthFirst: monthFirst}
		day, c := calendarOf(name, oneonone.Date{Year: 2025, Month: time.March, Day: 3}, locale)
		if day.IsZero() {
			if !c.week.IsZero() {
				t.Fatalf("%q names the week of %s and no day", name, c.week)
			}
			return
		}
		if !isReal(day) || !isYear(day.Year) || c.base.Before(day) { // a week is seen from its last day
			t.Fatalf("%q is %v, seen from %v", name, day, c.base)
		}
		if !strings.ContainsFunc(name, func(r rune) bool { return r >= '0' && r <= '9' }) {
			t.Fatalf("%q has no figure and is %s", name, day)
		}
		forms := []string{"2006-01-02", "20060102", "2 Jan 2006", "Monday 2 January 2006", "January 2, 2006", "2006/01/02", "2006-01/2006-01-02"}
		for _, form := range forms {
			as := "x/" + day.Time(time.UTC).Format(form) + ".md"
			if again, _ := calendarOf(as, oneonone.Date{}, locale); again != day {
				t.Fatalf("%q is %s, then %q is %s", name, day, as, again)
			}
		}
	})
}

// What a heading or a note says beside its date are words of its own, in their order.
func FuzzDated(f *testing.F) {
	c := calendar{base: oneonone.Date{Year: 2026, Month: time.November, Day: 20}}
	f.Fuzz(func(t *testing.T, text string, named bool) {
		c := c
		if named {
			c.week = oneonone.Date{Year: 2026, Month: time.November, Day: 16}
		}
		for name, read := range map[string]func(string) (oneonone.Date, string){"heading": c.heading, "entry": c.entry} {
			day, rest := read(text)
			if day.IsZero() {
				if rest != text {
					t.Fatalf("%s %q has no date, and became %q", name, text, rest)
				}
				continue
			}
			if !isReal(day) {
				t.Fatalf("%s %q is dated %v", name, text, day)
			}
			if all := strings.Join(strings.Fields(text), " "); len(rest) >= len(all) || !strings.Contains(all, rest) {
				t.Fatalf("%s %q is dated %s and says %q", name, text, day, rest)
			}
			if again, _ := c.heading(day.String()); again != day {
				t.Fatalf("%s is %s", day, again)
			}
		}
	})
}

// What git printed is read field by field, each once and in its order.
func FuzzGitRecords(f *testing.F) {
	me := place{me: selfOf([]string{"ida@example.com", "Ida Holm"})}
	f.Fuzz(func(t *testing.T, out []byte) {
		const fields = len(logFields)
		var all []string
		for r := range records(out, fields) {
			if len(r) != fields {
				t.Fatalf("%d fields", len(r))
			}
			all = append(all, r...)
			e := me.entry(r)
			if !isOneLine(e.Subject) || !isOneLine(e.Name) || !isOneLine(e.Email) || !isOneLine(e.Branch) || oneonone.Clean(e.Body) != e.Body {
				t.Fatalf("%+v is not clean", e)
			}
			if e.CoAuthored && (!e.Mine || !strings.Contains(strings.ToLower(r[8]), "ida")) {
				t.Fatalf("%q is taken for the user's", r[8])
			}
			again := me.entry(r)
			if !cmp.Equal(e, again, cmp.AllowUnexported(entry{})) {
				t.Fatalf("%+v, then %+v", e, again)
			}
		}
		given := strings.Split(string(out), "\x00")
		if whole := len(given) / fields * fields; !slices.Equal(all, given[:whole]) {
			t.Fatalf("%q is read as %q", out, all)
		}
	})
}

// The files of commits are paths that git printed, each on one line.
func FuzzGitNumbers(f *testing.F) {
	f.Fuzz(func(t *testing.T, out []byte) {
		n := 0
		err := eachFile(out, func(hash string, c oneonone.FileChange) {
			n++
			if c.Inserted < 0 || c.Deleted < 0 || c.Binary && c.Inserted > 0 {
				t.Fatalf("%q has %+v", out, c)
			}
			if strings.Contains(hash, "\x00") || !isOneLine(c.Path) {
				t.Fatalf("%q: %q in %q", out, c.Path, hash)
			}
		})
		if most := bytes.Count(out, []byte("\t")) / 2; n > most {
			t.Fatalf("%d files in %q, %v", n, out, err)
		}
	})
}

// The commits of a shallow clone are the words of its file.
func FuzzShallow(f *testing.F) {
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "shallow"), text, 0o600); err != nil {
			t.Fatal(err)
		}
		commits := shallowCommits(dir)
		words := strings.Fields(string(text))
		for hash, is := range commits {
			if !is || !slices.Contains(words, hash) {
				t.Fatalf("%q is not in %q", hash, text)
			}
		}
		for _, w := range words {
			if !commits[w] {
				t.Fatalf("%q of %q is left out", w, text)
			}
		}
	})
}

// What nobody writes by hand is given up before a parser takes the square of it.
func TestYAMLWithoutEnd(t *testing.T) {
	for name, text := range map[string]string{
		"brackets": strings.Repeat("[", 60_000), "brackets over lines": strings.Repeat("[\n", 30_000), "braces": strings.Repeat("{a: ", 15_000),
		"lists in a line": strings.Repeat("- ", 30_000), "a line": strings.Repeat("<", 1<<20-10),
	} {
		begun := time.Now()
		if _, err := skillsOf([]byte("- a: " + text)); err == nil {
			t.Errorf("%s: a ladder was read", name)
		}
		if name != "a line" { // a file has none that long
			readFront("a: "+text, false)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s: took %s", name, took)
		}
	}
}

// A ladder gives named skills, each a line, or says why it is none; it reads the same twice.
func FuzzLadder(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		skills, err := skillsOf([]byte(text))
		if (len(skills) == 0) == (err == nil) {
			t.Fatalf("%q: %d skills, %v", text, len(skills), err)
		}
		if err != nil && !isOneLine(err.Error()) {
			t.Fatalf("%q: %q", text, err)
		}
		again, _ := skillsOf([]byte(text))
		if !cmp.Equal(skills, again) {
			t.Fatalf("%q: %+v, then %+v", text, skills, again)
		}
		for _, s := range skills {
			for _, said := range append([]string{s.Name, s.Level, s.Area}, s.Signs...) {
				if !isOneLine(said) || strings.TrimSpace(said) != said {
					t.Fatalf("%q of %q is not a line", said, text)
				}
			}
			if s.Name == "" || slices.Contains(s.Signs, "") {
				t.Fatalf("%+v of %q", s, text)
			}
		}
	})
}

// Every line of a file stays in its place, whatever is taken out of it before it is read.
func FuzzOutlined(f *testing.F) {
	f.Fuzz(func(t *testing.T, src string) {
		out, is := outlined(src)
		if !is && out != src {
			t.Fatalf("%q became %q", src, out)
		}
		for name, now := range map[string]string{"outline": out, "shallow": shallow(src)} {
			was, is := strings.Split(src, "\n"), strings.Split(now, "\n")
			if len(was) != len(is) {
				t.Fatalf("%s: %d lines of %q became %d", name, len(was), src, len(is))
			}
			for i, line := range is {
				if line != "" && name == "shallow" && !strings.HasSuffix(was[i], line) {
					t.Fatalf("%s: %q became %q", name, was[i], line)
				}
			}
		}
		if again := shallow(shallow(src)); again != shallow(src) {
			t.Fatalf("%q, then %q", shallow(src), again)
		}
		if links := withoutBrackets(src); len(links) > len(src) {
			t.Fatalf("%q became %q", src, links)
		}
	})
}

// A whole file of notes, whatever its bytes and its name: every note has a line, an id of its own,
// a day and clean words; what is private is not told with them.
func FuzzNotes(f *testing.F) {
	f.Fuzz(func(t *testing.T, name string, b []byte) {
		if name = filepath.Base("x/" + name); cleanPath(name) != name || strings.ContainsAny(name, "/\\") || name == ".." || name == "." {
			name = "notes.md"
		}
		read := func() *collector {
			folder := fstest.MapFS{name: {Data: b, ModTime: noon}}
			o := NotesOptions{Zone: time.UTC, MaxBytes: 1 << 20}
			c := &collector{md: newMarkdown(), fsys: folder, o: o, report: NotesReport{Told: map[string]Told{}}}
			if err := c.file(name); err != nil && len(c.notes) > 0 {
				t.Fatalf("%d notes and %v", len(c.notes), err)
			}
			return c
		}
		c := read()
		if diff := cmp.Diff(c.notes, read().notes); diff != "" {
			t.Fatalf("read again: %s", diff)
		}
		ids, lines := map[string]bool{}, 1+bytes.Count(b, []byte("\n"))
		for _, n := range c.notes {
			if ids[n.ID] || n.ID == "" || n.At.IsZero() || strings.TrimSpace(n.Text) == "" || oneonone.Clean(n.Text) != n.Text {
				t.Fatalf("%+v in %q", n, b)
			}
			ids[n.ID] = true
			_, after, _ := strings.Cut(string(n.Source), name+":")
			if line, err := strconv.Atoi(after); err != nil || line < 1 || line > lines {
				t.Fatalf("%s is not in %q", n.Source, b)
			}
		}
	})
}
