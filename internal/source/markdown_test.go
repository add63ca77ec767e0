package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// read gives each passage as "line date (section) [task] text".
func read(src string, year int) []string {
	var lines []string
	for _, p := range passages(newMarkdown(), src, year) {
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
		lines = append(lines, line+" "+p.text)
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
		{"a bullet and what belongs to it", "- Release\n  - [x] cut\n  - [ ] tell\n    - everybody\n\n  And more.\n- next", []string{"1 Release\n- [x] cut\n- [ ] tell\n  - everybody\nAnd more.", "7 next"}},
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
		{"tables", "| a | b |\n|---|---|\n| c | d |\n\ntext", []string{"5 text"}},
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
			if diff := cmp.Diff(tt.want, read(tt.src, 0)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHeadingDate(t *testing.T) {
	tests := []struct {
		text, date, rest string
		year             int
	}{
		{"2026-11-18", "2026-11-18", "", 0},
		{"[2026/11/18] Standup", "2026-11-18", "Standup", 0},
		{"2026-11-18T10:30 Standup", "2026-11-18", "Standup", 0},
		{"Standup 2026-11-18", "2026-11-18", "Standup", 0},
		{"1:1 with Dana (18.11.2026)", "2026-11-18", "1:1 with Dana", 0},
		{"Wednesday, 18 November 2026", "2026-11-18", "", 0},
		{"Sept 3rd, 2026", "2026-09-03", "", 0},
		{"3 sep", "2026-09-03", "", 2026},
		{"3 sep", "", "3 sep", 0},
		{"Thu 18 Nov 2026", "", "Thu 18 Nov 2026", 0},
		{"Plan for 1 December 2026", "", "Plan for 1 December 2026", 0},
		{"Due by 2026-12-01", "", "Due by 2026-12-01", 0},
		{"We may drop 3 things", "", "We may drop 3 things", 2026},
		{"May", "", "May", 2026},
		{"31 June 2026", "", "31 June 2026", 0},
		{"11/18/2026", "", "11/18/2026", 0},
		{"1.2.3", "", "1.2.3", 0},
		{"Release 2026.1.2.3", "", "Release 2026.1.2.3", 0},
		{"9999-11-18", "", "9999-11-18", 0},
		{"Monday", "", "Monday", 2026},
		{"", "", "", 2026},
	}
	for _, tt := range tests {
		d, rest := headingDate(tt.text, tt.year)
		if d.String() != tt.date || rest != tt.rest {
			t.Errorf("headingDate(%q, %d) = %q, %q, want %q, %q", tt.text, tt.year, d, rest, tt.date, tt.rest)
		}
	}
}

func TestNameDate(t *testing.T) {
	tests := []struct {
		file, date string
		year       int
	}{
		{"2026-11-18.md", "2026-11-18", 2026},
		{"a/2026-11-18 Standup.md", "2026-11-18", 2026},
		{"2026_11_18.md", "2026-11-18", 2026},
		{"20261118.md", "2026-11-18", 2026},
		{"202611181030 Standup.md", "2026-11-18", 2026},
		{"Standup 2026.11.18.md", "2026-11-18", 2026},
		{"journals/2026/11/18.md", "2026-11-18", 2026},
		{"journals/2026-11/18.md", "2026-11-18", 2026},
		{"2026/11/18 tasks.md", "", 2026},
		{"2026/notes.md", "", 2026},
		{"12345678.md", "", 0},
		{"2026-13-40.md", "", 2026},
		{"notes.md", "", 0},
	}
	for _, tt := range tests {
		d, year := nameDate(tt.file)
		if d.String() != tt.date || year != tt.year {
			t.Errorf("nameDate(%q) = %q, %d, want %q, %d", tt.file, d, year, tt.date, tt.year)
		}
	}
}

func FuzzPassages(f *testing.F) {
	f.Add("# 2026-11-18\n- [ ] a **b**\n  - c `#x`\n\n> q\n\n| a |\n|---|\n```\nx\n```\n")
	f.Add("---\ntags: [a\n---\nDone:\n1. x\n\n[[a|b]] <!-- \n")
	f.Add("+++\ndate = 2026-11-18\n+++\nText.\n===\n\t- \x1b x")
	f.Fuzz(func(t *testing.T, src string) {
		block, _, _, isTOML := splitFront(src)
		readFront(block, isTOML)
		first, again := passages(newMarkdown(), src, 2026), passages(newMarkdown(), src, 2026)
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
