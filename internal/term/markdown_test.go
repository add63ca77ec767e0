package term

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the pages in testdata as they look now")

func agenda(t testing.TB) string {
	t.Helper()
	md, err := os.ReadFile("testdata/agenda.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(md)
}

// show renders md on a real terminal.
func show(t *testing.T, md string, columns int, o Options, pairs ...string) string {
	t.Helper()
	term := openTerminal(t, columns)
	if err := New(nil, term.tty, term.tty, env(pairs...), o).Markdown(md); err != nil {
		t.Fatal(err)
	}
	return term.output()
}

// TestPages compares whole rendered pages. The files can be looked at with cat.
func TestPages(t *testing.T) {
	for _, c := range []struct {
		file    string
		columns int
		options Options
		env     []string
	}{
		{"dark-80", 80, Options{}, nil},
		{"light-80", 80, Options{Background: "light"}, nil},
		{"dark-40", 40, Options{}, nil},
		{"dark-120", 120, Options{}, nil},
		{"nocolor-80", 80, Options{}, []string{"NO_COLOR", "1"}},
	} {
		file := filepath.Join("testdata", c.file+".txt")
		got := show(t, agenda(t), c.columns, c.options, c.env...)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s: %s", c.file, diff)
		}
	}
}

func TestMarkdownIsRenderedOnTerminalsOnly(t *testing.T) {
	md := agenda(t)
	var pipe bytes.Buffer
	if err := New(nil, &pipe, &pipe, env(), Options{}).Markdown(md); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(md, pipe.String()); diff != "" {
		t.Errorf("pipe: %s", diff)
	}
	if diff := cmp.Diff(md, strings.ReplaceAll(show(t, md, 80, Options{Plain: true}), "        send", "\tsend")); diff != "" {
		t.Errorf("plain on a terminal: %s", diff)
	}
	if !strings.Contains(show(t, md, 80, Options{}), "\x1b[1m11 records\x1b[0m") {
		t.Error("terminal: nothing is bold")
	}
	for _, pair := range [][]string{{"NO_COLOR", "1"}, {"TERM", "dumb"}} {
		if got := show(t, md, 80, Options{}, pair...); strings.ContainsRune(got, '\x1b') {
			t.Errorf("%s: escapes in %q", pair, got)
		}
	}
}

// TestShapes is what the renderer alone shows badly.
func TestShapes(t *testing.T) {
	for _, c := range []struct{ name, md, want string }{
		{"nested lists", "- a\n  1. b\n  2. c\n     - d\n- e", "  • a\n    1. b\n    2. c\n      • d\n  • e\n"},
		{"items hang", "- one two three four five six", "  • one two three\n    four five six\n"},
		{"numbers hang", "10. one two three four five", "  10. one two three\n      four five\n"},
		{"tasks hang", "- [ ] one two three four\n- [x] five", "  [ ] one two three\n      four\n  [x] five\n"},
		{"text flows in items", "- one\n  two\n  three", "  • one two three\n"},
		{"paragraphs of an item", "- one\n\n  two\n- three", "  • one\n\n    two\n  • three\n"},
		{"text after a list", "- one\n\ntwo", "  • one\n\ntwo\n"},
		{"code after a list", "- one\n\n```\ntwo\n```", "  • one\n\n  two\n"},
		{"list in a quote", "> - one two three four five six\n>\n> seven", "│   • one two three\n│     four five six\n│\n│ seven\n"},
		{"quote after a list", "- one\n\n> two", "  • one\n\n│ two\n"},
		{"dates stay whole", "- one two three 2026-11-24\n\nthe first one 2026-11-24", "  • one two three\n    2026-11-24\n\nthe first one\n2026-11-24\n"},
		{"figures stay whole", "- one two three fo 1,234.5", "  • one two three fo\n    1,234.5\n"},
		{"dates in links", "[a](n/2026-11-24.md) `2026-11-24`", "a n/2026-11-24.md\n2026-11-24\n"},
		{"comments", "one <!-- two --> three", "one  three\n"},
		{"rule", "one\n\n***\n\ntwo", "one\n\n────────\n\ntwo\n"},
		{"code is shown as it is", "```go\na\\.b &lt; 1.5\n\n\tc\n```\n\ntext", "  a\\.b &lt; 1.5\n\n      c\n\ntext\n"},
		{"several lists end at once", "- a\n  - b\n    - c\n\ntext", "  • a\n    • b\n      • c\n\ntext\n"},
		{"more text after an inner list", "- a\n  - b\n\n  more", "  • a\n    • b\n\n    more\n"},
		{"list without blank line", "text\n- a\n- b\n\n## Next\n- c", "text\n\n  • a\n  • b\n\nNext\n\n  • c\n"},
		{"loose list", "- a\n\n- b\n\n- c", "  • a\n  • b\n  • c\n"},
		{"quoted quote", "> a\n>\n> > b", "│ a\n│\n│ │ b\n"},
		{"code in an item", "- a\n\n  ```\n  b\n  ```\n\n  more", "  • a\n    b\n\n    more\n"},
		{"HTML block", "<div>one</div>\n\ntwo", "one\ntwo\n"},
		{"tags and text", "a <b class='x>y'>b</b> 1 < 2 <br/> c > d &amp; e", "a b 1 < 2  c > d & e\n"},
		{"HTML that holds no text", "<div>\n<script>if (a < b) {}</script>\n<style>p {}</style><p>one</p>\n<!-- a > b -->\n</div>", "one\n"},
		{"table and text", "| a | b |\n|---|---|\n| 1 | 2.5 |\n\ntext", " a       │ b\n─────────┼─────────\n 1       │ 2.5\n\ntext\n"},
		{"entities", "a &lt;b&gt; &amp; c", "a <b> & c\n"},
		{"nothing", "", "\n"},
	} {
		got := ansi.Strip(show(t, c.md, 25, Options{}))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestTextCannotActOnTheTerminal(t *testing.T) {
	for _, c := range []struct{ name, md, want string }{
		{"escape", "a\x1b[2Jb", "ab\n"},
		{"title", "a\x1b]0;x\ab", "ab\n"},
		{"clipboard", "a\x1b]52;c;eA==\x1b\\b", "ab\n"},
		{"return and backspace", "ab\rc\bd", "abcd\n"},
		{"C1", "a\u009b2Jb", "a2Jb\n"},
		{"direction", "a\u202eb\u2066c", "abc\n"},
		{"reference", "a &#27;[2J b", "a &#27;[2J b\n"},
		{"hexadecimal reference", "a &#x1b;[2J b", "a &#x1b;[2J b\n"},
		{"reference without a semicolon", "a &#00027 b", "a &#00027 b\n"},
		{"named reference", "a&rlm;b", "a&rlm;b\n"},
		{"style", "a &#27;[8m b", "a &#27;[8m b\n"},
		{"in HTML", "<p>a &#27;[2J b</p>", "a &#27;[2J b\n"},
		{"in code", "`a\x1b[2Jb`", "ab\n"},
	} {
		got := ansi.Strip(show(t, c.md, 80, Options{}))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestRestyle(t *testing.T) {
	for _, c := range []struct{ name, rendered, want string }{
		{"styles that show nothing", "a\x1b[1m\x1b[0m\x1b[31m\x1b[0mb", "ab"},
		{"same style twice", "\x1b[1ma\x1b[0m\x1b[1mb\x1b[0m", "\x1b[1mab\x1b[0m"},
		{"style over two lines", "\x1b[1ma\nb\x1b[0m", "\x1b[1ma\x1b[0m\n\x1b[1mb\x1b[0m"},
		{"style that is never closed", "\x1b[1ma", "\x1b[1ma\x1b[0m"},
		{"other escapes", "a\x1b[2Jb\x1b]0;x\ac\x1b[6nd", "abcd"},
	} {
		if diff := cmp.Diff(c.want, restyle(c.rendered)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// FuzzMarkdown: whatever the text and the width, no line is wider than the
// terminal, and nothing but styles acts on it.
func FuzzMarkdown(f *testing.F) {
	f.Add(agenda(f), uint8(40))
	f.Add("- a\n  - 採用面接採用面接採用面接 &#27;[2J\n\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n", uint8(10))
	f.Add("1000000000. x\n\n\tcode\n\n* * *\n<b>\n![a](b)\n", uint8(3))
	f.Fuzz(func(t *testing.T, md string, width uint8) {
		columns := max(int(width), 4)
		s := New(nil, nil, nil, env("COLUMNS", fmt.Sprint(columns)), Options{})
		got, err := s.render(md)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(got) {
			if w := ansi.StringWidth(strings.TrimRight(line, "\n")); w > columns {
				t.Errorf("%d columns wide on %d: %q", w, columns, line)
			}
		}
		for _, part := range strings.SplitAfter(got, "\x1b") {
			part = strings.TrimSuffix(part, "\x1b")
			if i := strings.IndexFunc(part, unwanted); i >= 0 {
				t.Errorf("%q has an unwanted character at %d", part, i)
			}
		}
	})
}

// TestSilentTerminal runs the screen in a process of its own on a terminal
// that answers nothing: it must ask nothing.
func TestSilentTerminal(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	term := openTerminal(t, 80)
	cmd := exec.CommandContext(ctx, os.Args[0], "testdata/agenda.md")
	cmd.Env = append(os.Environ(), "TERM_TEST_JOB=markdown", "TERM=xterm-256color", "NO_COLOR=", "COLORFGBG=")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = term.tty, term.tty, term.tty
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/dark-80.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), term.output()); diff != "" {
		t.Error(diff)
	}
}

// TestWordsSurvive: rendering drops no word of a text, at any width.
func TestWordsSurvive(t *testing.T) {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, s)
	}
	md, _, _ := strings.Cut(agenda(t), "| What")
	want := letters(md)
	for _, columns := range []int{20, 40, 80, 120, 200} {
		if diff := cmp.Diff(want, letters(ansi.Strip(show(t, md, columns, Options{})))); diff != "" {
			t.Errorf("%d columns: %s", columns, diff)
		}
	}
}

func BenchmarkMarkdown(b *testing.B) {
	md := agenda(b)
	s := New(nil, nil, nil, env(), Options{})
	for b.Loop() {
		if _, err := s.render(md); err != nil {
			b.Fatal(err)
		}
	}
}
