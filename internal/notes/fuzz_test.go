package notes

import (
	"html"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

var known = Meeting{On: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), Knows: func(name string) bool {
	return slices.Contains([]string{"Ada", "Ada Byron", "Sam", "Sam Okafor"}, name)
}}

// checkRead wants items whose letters are in the text, but for the "by" and "on" before a day, and
// lines that the text has.
func checkRead(t *testing.T, raw string) Notes {
	t.Helper()
	n := Read(raw, known)
	has := lettersOf(raw + html.UnescapeString(raw) + oneonone.Clean(raw))
	lines := strings.Count(raw, "\n") + 1
	for _, it := range n.Items {
		for r, count := range lettersOf(it.Text + it.Speaker) {
			if count > has[r] && !strings.ContainsRune("byon", r) {
				t.Fatalf("%q says %q of %q", it.Speaker, it.Text, raw)
			}
		}
		for _, no := range it.LinesOf(0, len(it.Text)) {
			if no < 1 || no > lines {
				t.Fatalf("%q is on line %d of %d", it.Text, no, lines)
			}
		}
	}
	for _, name := range append(n.Speakers, n.Author) {
		if !strings.Contains(raw, name) && !strings.Contains(html.UnescapeString(oneonone.Clean(raw)), name) {
			t.Fatalf("%q speaks, of %q", name, raw)
		}
	}
	return n
}

func lettersOf(text string) map[rune]int {
	count := map[rune]int{}
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			count[r]++
		}
	}
	return count
}

// What is said in captions is what stands there, whichever of the two forms they have.
func FuzzCaptions(f *testing.F) {
	f.Fuzz(func(t *testing.T, first, second string) {
		checkRead(t, "WEBVTT\n\nNOTE made by a machine\n\n00:00:01.000 --> 00:00:03.000\n<v Ada Byron>"+first+"</v>\n\n"+
			"7\n00:00:04.000 --> 00:00:05.500 align:start\n<v.loud Sam Okafor>"+second+"\n")
		checkRead(t, "1\n00:00:01,000 --> 00:00:03,000\nAda Byron: "+first+"\n\n2\n00:00:04,000 --> 00:00:05,500\n"+second+"\n")
	})
}

// A mail's head is no note, and who wrote it is one of those that meet.
func FuzzMail(f *testing.F) {
	f.Fuzz(func(t *testing.T, field, body string) {
		n := checkRead(t, "From: Ada Byron <ada@example.com>\nTo: Sam Okafor\n"+field+"\n\n"+body)
		if n.Author != "" && !known.Knows(n.Author) && n.Author != "ada" {
			t.Fatalf("%q wrote it", n.Author)
		}
	})
}

// What hangs in an outline keeps its words, whatever its program folds away.
func FuzzOutline(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		checkRead(t, "#+TITLE: 1:1\n* Topics :work:\n** TODO "+text+"\n:LOGBOOK:\nCLOCK: [2026-11-18]\n:END:\n")
		checkRead(t, "- [[Ada Byron]] "+text+"\n  id:: 6561\n  - {{[[TODO]]}} "+text)
		checkRead(t, "> [!todo] "+text+"\n> "+text)
	})
}

// A table, however it is ruled, keeps what its cells say.
func FuzzTable(f *testing.F) {
	f.Fuzz(func(t *testing.T, head, row string) {
		checkRead(t, "| "+head+" |\n|---|---|\n| "+row+" |\n| "+head+" | "+row)
		checkRead(t, head+"\t"+row+"\n"+row+"\t"+head+"\n"+head+"\t"+row)
	})
}

// Turns are told apart by the names before them, in any of the forms, and hold what was said.
func FuzzTalk(f *testing.F) {
	f.Fuzz(func(t *testing.T, stamp, first, second string) {
		for _, write := range []func(name, said string) string{
			func(name, said string) string { return name + ": " + said },
			func(name, said string) string { return stamp + " " + name + ": " + said },
			func(name, said string) string { return name + " " + stamp + "\n" + said + "\n" },
			func(name, said string) string { return "**" + name + "** " + stamp + "\n\n" + said + "\n" },
		} {
			talk := []string{write("Ada Byron", first), write("Sam Okafor", second), write("Ada Byron", second), write("Sam Okafor", first)}
			n := checkRead(t, strings.Join(talk, "\n"))
			for no := range n.Turns() {
				if no < 1 || no > len(n.Lines) {
					t.Fatalf("a turn on line %d of %d", no, len(n.Lines))
				}
			}
		}
	})
}

// The day that notes bear is one of the calendar, and a day in their head is that day.
func FuzzDayOf(f *testing.F) {
	base := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw string, monthFirst bool) {
		locale := prose.Locale{MonthFirst: monthFirst}
		day := DayOf(raw, base, locale)
		if day.IsZero() {
			return
		}
		if oneonone.DateOf(day.Time(time.UTC)) != day {
			t.Fatalf("%q is on %v", raw, day)
		}
		if again := DayOf("Date: "+day.String()+"\n\n"+raw, base, locale); again != day && day.Year >= 1970 && day.Year < 2200 {
			t.Fatalf("%s is read as %s", day, again)
		}
	})
}
