package source

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// read gives each passage as "line date (section) [task] text".
func read(src string) []string {
	var lines []string
	for _, p := range passages(newMarkdown(), src, calendar{}) {
		line := fmt.Sprint(p.line)
		if !p.date.IsZero() {
			line += " " + p.date.String()
		}
		if len(p.sections) > 0 {
			line += " (" + strings.Join(p.sections, ", ") + ")"
		}
		if p.task != "" {
			line += " [" + string(p.task) + "]"
		}
		line += " " + p.text
		if !p.told.Due.IsZero() {
			line += " due " + p.told.Due.String()
		}
		if !p.told.Closed.IsZero() {
			line += " closed " + p.told.Closed.String()
		}
		lines = append(lines, line)
	}
	return lines
}

func TestPassages(t *testing.T) {
	tests := []struct {
		name, src string
		want      []string
	}{
		{"nothing", "\n \n", nil},
		{"paragraphs", "one\n\ntwo\nlines\n", []string{"1 one", "3 two\nlines"}},
		{"a wrapped paragraph", "This line was wrapped by an editor that keeps lines under eighty\ncolumns. Yes.", []string{"1 This line was wrapped by an editor that keeps lines under eighty columns. Yes."}},
		{"bullets", "- one\n* two\n+ three\n1. four\n-\n- \n", []string{"1 one", "2 two", "3 three", "4 four"}},
		{"a bullet and what belongs to it", "- Release\n  - [x] cut\n  - [ ] tell\n    - everybody\n\n  And more.\n- next", []string{"1 Release\nAnd more.", "2 (Release) [done] cut", "3 (Release) [open] tell\n- everybody", "7 next"}},
		{"a bullet over boxes alone", "- Release\n  - [x] cut\n  - [ ] tell", []string{"2 (Release) [done] cut", "3 (Release) [open] tell"}},
		{"boxes below boxes", "- [ ] ship it\n  - [x] cut\n    - [ ] sign", []string{"1 [open] ship it", "2 (ship it) [done] cut", "3 (ship it, cut) [open] sign"}},
		{"boxes of one's own", "- [/] half\n- [-] not any more\n- [>] moved\n- [!] soon\n- [1] a source\n- [[page]] x\n[x] in a text", []string{"1 [open] half", "2 [dropped] not any more", "3 [open] moved", "4 [open] soon", "5 [1] a source", "6 page x\n[x] in a text"}},
		{"boxes behind odd blanks", "-\u00a0[ ] one\n-\u2003[x]\u00a0two\n\u00a0\u00a0- three", []string{"1 [open] one", "2 [done] two\n- three"}},
		{"the days of Obsidian's tasks", "- [ ] write it 🔼 🔁 every week ➕ 2026-11-01 ⏳ 2026-11-19 📅 2026-11-20\n- [x] read it [due:: 2026-11-18] ✅ 2026-11-19", []string{"1 [open] write it due 2026-11-20", "2 [done] read it due 2026-11-18 closed 2026-11-19"}},
		{"Logseq's tasks", "- Standup\n  id:: 6561\n\t- DOING [#A] write it\n\t  :LOGBOOK:\n\t  CLOCK: [2026-11-18 Wed 09:10:02]\n\t  :END:\n\t- TODO ask\n\t  SCHEDULED: <2026-11-20 Fri 10:00 .+1w>\n\t  DEADLINE: <2026-11-27 Fri>\n\t- WAITING for legal\n\t- CANCELED the talk\n\t- NOW this\n\t- DONE review\n\t- said DONE once", []string{
			"3 (Standup) [open] write it", "7 (Standup) [open] ask due 2026-11-27", "10 (Standup) [open] for legal", "11 (Standup) [dropped] the talk", "12 (Standup) [open] this", "13 (Standup) [done] review", "14 (Standup) said DONE once"}},
		{"Logseq's templates", "- Daily\n  template:: daily\n\t- TODO plan\n\t\t- what\n- TODO write it\n- template:: other\n\t- TODO ask\n- said", []string{"5 [open] write it", "8 said"}},
		{"states in a text of somebody else", "Some words.\nMore of them.\n\nAnd more.\n\nAnd even more.\n\n- TODO write it\n- LATER we said so", []string{"1 Some words.\nMore of them.", "4 And more.", "6 And even more.", "8 [open] write it", "9 LATER we said so"}},
		{"check boxes", "- [ ] open\n- [x] done\n- [X] Done\n- [link](u)\n", []string{"1 [open] open", "2 [done] done", "3 [done] Done", "4 link"}},
		{"a line over a list", "Done:\n- one\n\n**Next**\n\n1. two\n\nafter", []string{"2 (Done) one", "6 (Next) two", "8 after"}},
		{"a bullet over a list", "- Wins:\n  - one\n  - two\n    - part\n- [ ] Buy:\n  - tea", []string{"2 (Wins) one", "3 (Wins) two\n- part", "5 [open] Buy:\n- tea"}},
		{"headings", "# Work\n## Payments\n### Refunds\ntext\n## Tills\n- item\n# Home\nx", []string{"4 (Work, Payments, Refunds) text", "6 (Work, Tills) item", "8 (Home) x"}},
		{"underlined headings", "Work\n====\ntext\n\nPayments\n---\nmore\n", []string{"3 (Work) text", "7 (Work, Payments) more"}},
		{"text with a line under it", "We shipped it.\n---\nnext", []string{"1 We shipped it.", "3 next"}},
		{"rules", "a\n\n---\n\n***\nb", []string{"1 a", "6 b"}},
		{"code alone is no note", "```go\nx := 1\n```\ntext\n\n~~~\nopen", []string{"4 text"}},
		{"code in a note stays", "- Fixed it:\n  ```sql\n  select 1\n  ```\n  Done.", []string{"1 Fixed it:\n```\nselect 1\n```\nDone."}},
		{"indented text is text", "a\n\n    b\n\tc\n- d\n\n      e", []string{"1 a", "3 b\nc", "5 d\ne"}},
		{"quotes", "> Great work,\n> says Dana\n\n> [!note] Careful\n> - here", []string{"1 Great work,\nsays Dana", "4 Careful", "5 here"}},
		{"comments and HTML", "<!-- no\n\nno -->\nyes <!-- no --> still\n\n<details>\nno\n</details>\n", []string{"4 yes  still"}},
		{"tables", "| a | b |\n|---|---|\n| c | d |\n\ntext", []string{"3 c; d", "5 text"}},
		{"tables with days", "| Date | What | Impact |\n|---|---|---|\n| 2026-11-20 | Shipped the cache. | p95 840 to 410 ms |\n| | Waiting | |\n", []string{"3 2026-11-20 Shipped the cache; p95 840 to 410 ms", "4 Waiting"}},
		{"an outline of Logseq", "- Standup\n  id:: 6561\n\t- shipped it\n\t- DOING write\n\t  :LOGBOOK:\n\t  CLOCK: [2026-11-18 Wed]\n\t  :END:\n\t- TODO ask\n\t  SCHEDULED: <2026-11-20 Fri>\n\t- DONE review\n", []string{"3 (Standup) shipped it", "4 (Standup) [open] write", "8 (Standup) [open] ask due 2026-11-20", "10 (Standup) [done] review"}},
		{"templates", "- blocked by {{title}} on <% tp.date.now() %>\n- use ${{ matrix.os }} there\n", []string{"2 use ${{ matrix.os }} there"}},
		{"entries with their day", "**2026-11-03** — Shipped\n\n- 2026-11-08: Migrated\n- Nov 10 release\n", []string{"1 2026-11-03 Shipped", "3 2026-11-08 Migrated", "4 Nov 10 release"}},
		{"inline", "**Bold** *and* _so_ ~~not~~ `code` [link](http://x) ![alt](y) <http://z> [[page|words]] [[other]] snake_case \\*x", []string{"1 Bold and so ~~not~~ `code` link alt http://z words other snake_case *x"}},
		{"definitions", "[a]: http://x\n\nsee [a]", []string{"3 see a"}},
		{"only signs", "---\n\n- …\n- ???\n", nil},
		{"dates", "## 2026-11-18\na\n### Payments\nb\n## Wed 18 Nov 2026 — Standup\nc\n## November 17th, 2026\nd", []string{"2 2026-11-18 a", "4 2026-11-18 (Payments) b", "6 2026-11-18 (Standup) c", "8 2026-11-17 d"}},
		{"topics beside days", "# 2026-11-18\n# Payments\na\n", []string{"3 2026-11-18 (Payments) a"}},
		{"a date ends with its chapter", "# Journal\n## 2026-11-18\na\n# Ideas\nb", []string{"3 2026-11-18 (Journal) a", "5 (Ideas) b"}},
		{"a year over days", "# 2026\n## 18 Nov\na\n## Thu 19 Nov\nb", []string{"3 2026-11-18 (2026) a", "5 2026-11-19 (2026) b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(tt.src)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHeadingDate(t *testing.T) {
	friday := oneonone.Date{Year: 2026, Month: time.November, Day: 27}
	tests := []struct {
		text, date, rest string
		base             oneonone.Date
	}{
		{"2026-11-18", "2026-11-18", "", oneonone.Date{}},
		{"[2026/11/18] Standup", "2026-11-18", "Standup", oneonone.Date{}},
		{"2026-11-18T10:30 Standup", "2026-11-18", "Standup", oneonone.Date{}},
		{"Standup 2026-11-18", "2026-11-18", "Standup", oneonone.Date{}},
		{"1:1 with Dana (18.11.2026)", "2026-11-18", "1:1 with Dana", oneonone.Date{}},
		{"Wednesday, 18 November 2026", "2026-11-18", "", oneonone.Date{}},
		{"Sept 3rd, 2026", "2026-09-03", "", oneonone.Date{}},
		{"11/18/2026", "2026-11-18", "", oneonone.Date{}},
		{"18-11-2026", "2026-11-18", "", oneonone.Date{}},
		{"2026-W47", "2026-11-16", "", oneonone.Date{}},
		{"3 sep", "2026-09-03", "", friday},
		{"Wed Nov 18", "2026-11-18", "", friday},
		{"18 Dec", "2025-12-18", "", friday},
		{"18.11.", "2026-11-18", "", friday},
		{"18/11", "2026-11-18", "", friday},
		{"Week 47", "2026-11-16", "", friday},
		{"20261118", "2026-11-18", "", friday},
		{"2026_11_18", "2026-11-18", "", friday},
		{"18-Nov-2026", "2026-11-18", "", friday},
		{"2026年11月18日", "2026-11-18", "", friday},
		{"2026-11-18 09:15 Standup", "2026-11-18", "Standup", friday},
		{"Standup, Wed Nov 18", "2026-11-18", "Standup", friday},
		{"Mittwoch, 18. November 2026", "2026-11-18", "Mittwoch", friday},
		{"12345678", "", "12345678", friday},
		{"w1", "", "w1", oneonone.Date{}},
		{"3 sep", "", "3 sep", oneonone.Date{}},
		{"Thu 18 Nov 2026", "", "Thu 18 Nov 2026", oneonone.Date{}},
		{"Plan for 1 December 2026", "", "Plan for 1 December 2026", oneonone.Date{}},
		{"Due by 2026-12-01", "", "Due by 2026-12-01", oneonone.Date{}},
		{"We may drop 3 things", "", "We may drop 3 things", friday},
		{"May", "", "May", friday},
		{"31 June 2026", "", "31 June 2026", oneonone.Date{}},
		{"1.2.3", "", "1.2.3", oneonone.Date{}},
		{"Release 2026.1.2.3", "", "Release 2026.1.2.3", oneonone.Date{}},
		{"9999-11-18", "", "9999-11-18", oneonone.Date{}},
		{"Monday", "", "Monday", friday},
		{"Q3 2026", "", "Q3 2026", friday},
		{"3 weeks ago", "", "3 weeks ago", friday},
		{"In 3 days", "", "In 3 days", friday},
		{"", "", "", friday},
	}
	for _, tt := range tests {
		d, rest := calendar{base: tt.base}.heading(tt.text)
		if d.String() != tt.date || rest != tt.rest {
			t.Errorf("heading(%q) from %s = %q, %q, want %q, %q", tt.text, tt.base, d, rest, tt.date, tt.rest)
		}
	}
}

func TestEntryDate(t *testing.T) {
	days := calendar{base: oneonone.Date{Year: 2026, Month: time.November, Day: 27}}
	tests := []struct{ text, date, rest string }{
		{"2026-11-08: Migrated the ingestion", "2026-11-08", "Migrated the ingestion"},
		{"2026-11-12 - Wrote the runbook", "2026-11-12", "Wrote the runbook"},
		{"2026-11-03 — Shipped the cart cache", "2026-11-03", "Shipped the cart cache"},
		{"2026-11-03 Shipped the cart cache", "2026-11-03", "Shipped the cart cache"},
		{"Nov 10: Fixed the flaky tests", "2026-11-10", "Fixed the flaky tests"},
		{"18 Dec: last year", "2025-12-18", "last year"},
		{"Nov 10 release moved again", "", "Nov 10 release moved again"},
		{"3 reviews, two of them long", "", "3 reviews, two of them long"},
		{"1.2.3: the release is out", "", "1.2.3: the release is out"},
		{"19 min!!! from 47", "", "19 min!!! from 47"},
	}
	for _, tt := range tests {
		if d, rest := days.entry(tt.text); d.String() != tt.date || rest != tt.rest {
			t.Errorf("entry(%q) = %q, %q, want %q, %q", tt.text, d, rest, tt.date, tt.rest)
		}
	}
}

func TestNameDate(t *testing.T) {
	tests := []struct{ file, date, base string }{
		{"2026-11-18.md", "2026-11-18", "2026-11-18"},
		{"a/2026-11-18 Standup.md", "2026-11-18", "2026-11-18"},
		{"2026_11_18.md", "2026-11-18", "2026-11-18"},
		{"20261118.md", "2026-11-18", "2026-11-18"},
		{"202611181030 Standup.md", "2026-11-18", "2026-11-18"},
		{"Standup 2026.11.18.md", "2026-11-18", "2026-11-18"},
		{"18-11-2026.md", "2026-11-18", "2026-11-18"},
		{"18.11.2026 Jour fixe.md", "2026-11-18", "2026-11-18"},
		{"November 18th, 2026.md", "2026-11-18", "2026-11-18"},
		{"Nov 18, 2026.md", "2026-11-18", "2026-11-18"},
		{"Wed 18 Nov 2026.md", "2026-11-18", "2026-11-18"},
		{"2026-W47.md", "2026-11-16", "2026-11-22"},
		{"2026W47.md", "2026-11-16", "2026-11-22"},
		{"2026-W47 Review.md", "2026-11-16", "2026-11-22"},
		{"Week 47 2026.md", "2026-11-16", "2026-11-22"},
		{"2026-KW47.md", "2026-11-16", "2026-11-22"},
		{"2026-11.md", "2026-11-01", "2026-11-30"},
		{"November 2026.md", "2026-11-01", "2026-11-30"},
		{"2026-Q4.md", "2026-10-01", "2026-12-31"},
		{"Wed Nov 18.md", "2026-11-18", "2026-11-18"},
		{"Dec 24.md", "2025-12-24", "2025-12-24"},
		{"18.11..md", "2026-11-18", "2026-11-18"},
		{"18.11.26.md", "2026-11-18", "2026-11-18"},
		{"18Nov2026.md", "2026-11-18", "2026-11-18"},
		{"18 Nov 2026.md", "2026-11-18", "2026-11-18"},
		{"2026年11月18日.md", "2026-11-18", "2026-11-18"},
		{"18. November 2026.md", "2026-11-18", "2026-11-18"},
		{"Mittwoch, 18. November 2026.md", "2026-11-18", "2026-11-18"},
		{"Wednesday, November 18th, 2026.md", "2026-11-18", "2026-11-18"},
		{"daily-2026-11-18.md", "2026-11-18", "2026-11-18"},
		{"standup_18-11-2026_notes.md", "2026-11-18", "2026-11-18"},
		{"2026-11-18T0900.md", "2026-11-18", "2026-11-18"},
		{"2026-11-18 0900.md", "2026-11-18", "2026-11-18"},
		{"2026/11-November/2026-11-18-Wednesday.md", "2026-11-18", "2026-11-18"},
		{"2026/11-November/18.md", "2026-11-18", "2026-11-18"},
		{"2026/11/Wed 18.md", "2026-11-18", "2026-11-18"},
		{"2026/11/18-Wednesday.md", "2026-11-18", "2026-11-18"},
		{"1.2 release notes.md", "", "2026-11-30"},
		{"3.11.4.md", "", "2026-11-30"},
		{"10-12.md", "", "2026-11-30"},
		{"May 2 things.md", "", "2026-11-30"},
		{"Friday.md", "", "2026-11-30"},
		{"rfc 2119.md", "", "2026-11-30"},
		{"journals/2026/11/18.md", "2026-11-18", "2026-11-18"},
		{"journals/2026-11/18.md", "2026-11-18", "2026-11-18"},
		{"2025/11/18 tasks.md", "", "2025-12-31"},
		{"2025/notes.md", "", "2025-12-31"},
		{"2026/notes.md", "", "2026-11-30"},
		{"12345678.md", "", "2026-11-30"},
		{"2026-13-40.md", "", "2026-11-30"},
		{"notes.md", "", "2026-11-30"},
		{"sprint 12-14.md", "", "2026-11-30"},
	}
	for _, tt := range tests {
		d, c := calendarOf(tt.file, oneonone.Date{Year: 2026, Month: time.November, Day: 30}, prose.Locale{})
		if d.String() != tt.date || c.base.String() != tt.base {
			t.Errorf("calendarOf(%q) = %q, seen from %q, want %q, %q", tt.file, d, c.base, tt.date, tt.base)
		}
	}
	_, week := calendarOf("2026-W47.md", oneonone.Date{}, prose.Locale{})
	if d, _ := week.heading("Tuesday"); d.String() != "2026-11-17" {
		t.Errorf("Tuesday of 2026-W47 is %q", d)
	}
}

func FuzzPassages(f *testing.F) {
	f.Add("# 2026-11-18\n- [ ] a **b**\n  - c `#x`\n\n> q\n\n| a |\n|---|\n```\nx\n```\n")
	f.Add("---\ntags: [a\n---\nDone:\n1. x\n\n[[a|b]] <!-- \n")
	f.Add("+++\ndate = 2026-11-18\n+++\nText.\n===\n\t- \x1b x")
	days := calendar{base: oneonone.Date{Year: 2026, Month: time.November, Day: 18}}
	f.Fuzz(func(t *testing.T, src string) {
		block, _, _, isTOML := splitFront(src)
		readFront(block, isTOML)
		first, again := passages(newMarkdown(), src, days), passages(newMarkdown(), src, days)
		if diff := cmp.Diff(first, again, cmp.AllowUnexported(passage{})); diff != "" {
			t.Errorf("read again (-first +again):\n%s", diff)
		}
		lines := strings.Count(src, "\n") + 1
		for _, p := range first {
			if strings.TrimSpace(p.text) == "" {
				t.Errorf("line %d has an empty note", p.line)
			}
			if p.line < 1 || p.line > lines {
				t.Errorf("line %d of %d: %q", p.line, lines, p.text)
			}
		}
	})
}

// TestDeepListsKeepTheirWordsAndTheirPrivacy nests deeper than anybody does: every line is in
// a note, but for what hangs below a private one.
func TestDeepListsKeepTheirWordsAndTheirPrivacy(t *testing.T) {
	var b strings.Builder
	for n := range 120 {
		mark := ""
		if n == 80 {
			mark = " #private"
		}
		fmt.Fprintf(&b, "%s- level%03d said something%s\n", strings.Repeat("  ", n), n, mark)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "2026-11-20.md"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	notes, _, err := Notes(t.Context(), folder, NotesOptions{Zone: time.UTC, MaxBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	public, private := "", ""
	for _, n := range notes {
		if n.Private {
			private += n.Text + "\n"
		} else {
			public += n.Text + "\n"
		}
	}
	for n := range 120 {
		word := fmt.Sprintf("level%03d", n)
		if n >= 80 && strings.Contains(public, word) || n < 80 && !strings.Contains(public+private, word) {
			t.Errorf("%s is in the wrong place", word)
		}
	}
}

func BenchmarkDeepList(b *testing.B) {
	var text strings.Builder
	for n := range 1000 {
		fmt.Fprintf(&text, "%s- a thing at level %d\n", strings.Repeat("  ", n), n)
	}
	folder := b.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "2026-11-20.md"), []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := Notes(b.Context(), folder, NotesOptions{Zone: time.UTC, MaxBytes: 8 << 20}); err != nil {
			b.Fatal(err)
		}
	}
}
