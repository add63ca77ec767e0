package term

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fakeEditor writes a script and returns its path. Blanks in its folder and
// name are what quotes are for.
func fakeEditor(t *testing.T, script string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "my tools")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "my editor")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// editScreen edits into a temporary folder of the test.
func editScreen(t *testing.T, out, errw io.Writer, pairs ...string) *Screen {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	return New(strings.NewReader(""), out, errw, env(pairs...), Options{})
}

func TestEdit(t *testing.T) {
	var out, errw bytes.Buffer
	editor := fakeEditor(t, `
for file; do :; done # the last argument
echo "arguments: $1|$2|$#"
cat "$file"
printf 'caf\303\251\r\nsecond\n' >"$file"
`)
	s := editScreen(t, &out, &errw, "EDITOR", `'`+editor+`' --flag "two words"`)
	sheet, err := s.Edit(t.Context(), "first\n", "note-*.md")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("café\nsecond\n", sheet.Text); diff != "" {
		t.Error(diff)
	}
	want := "arguments: --flag|two words|3\nfirst\n"
	if diff := cmp.Diff([]string{"", want}, []string{out.String(), errw.String()}); diff != "" {
		t.Errorf("the editor saw and wrote: %s", diff)
	}
	name := filepath.Base(sheet.Path)
	if !strings.HasPrefix(name, "note-") || !strings.HasSuffix(name, ".md") {
		t.Errorf("name %s", name)
	}
	modes := map[string]os.FileMode{sheet.Path: 0o600, filepath.Dir(sheet.Path): 0o700 | os.ModeDir}
	for path, want := range modes {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s: mode %v, error %v", path, info.Mode(), err)
		}
	}
	if err := sheet.Remove(); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestVisualComesFirst(t *testing.T) {
	visual := fakeEditor(t, `echo visual >"$1"`)
	s := editScreen(t, io.Discard, io.Discard, "VISUAL", `"`+visual+`"`, "EDITOR", "false")
	if sheet, err := s.Edit(t.Context(), "", "*"); err != nil || sheet.Text != "visual\n" {
		t.Errorf("%q, %v", sheet.Text, err)
	}
}

func TestEditorOnATerminal(t *testing.T) {
	term := openTerminal(t, 80)
	editor := fakeEditor(t, `test -t 0 && test -t 1 && test -t 2 && echo terminal >"$1"`)
	s := New(term.tty, io.Discard, term.tty, env("EDITOR", `"`+editor+`"`), Options{})
	sheet, err := s.Edit(t.Context(), "", "*")
	if err != nil || sheet.Text != "terminal\n" {
		t.Errorf("%q, %v", sheet.Text, err)
	}
	sheet.Remove()
}

func TestFailingEditorKeepsTheText(t *testing.T) {
	for _, c := range []struct{ name, script string }{
		{"exit", `echo precious >"$1"; exit 3`},
		{"killed", `echo precious >"$1"; kill -9 $$`},
	} {
		s := editScreen(t, io.Discard, io.Discard, "EDITOR", `"`+fakeEditor(t, c.script)+`"`)
		sheet, err := s.Edit(t.Context(), "", "note-*.md")
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !strings.Contains(err.Error(), sheet.Path) {
			t.Errorf("%s: error %v does not name %s", c.name, err, sheet.Path)
		}
		kept, readErr := os.ReadFile(sheet.Path)
		if diff := cmp.Diff([]string{"precious\n", "precious\n"}, []string{string(kept), sheet.Text}); diff != "" || readErr != nil {
			t.Errorf("%s: %v %s", c.name, readErr, diff)
		}
	}
}

func TestInterruptedEditor(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ready := filepath.Join(t.TempDir(), "ready")
	editor := fakeEditor(t, `
trap 'echo orderly >>"$1"; exit 1' INT
echo precious >"$1"; mkfifo "`+ready+`"; : >"`+ready+`"
while :; do sleep 0.01; done
`)
	go func() {
		defer cancel()
		for {
			if f, err := os.Open(ready); err == nil { // waits for the script
				f.Close()
				return
			}
		}
	}()
	s := editScreen(t, io.Discard, io.Discard, "EDITOR", `"`+editor+`"`)
	sheet, err := s.Edit(ctx, "", "*")
	if err == nil || sheet.Text != "precious\norderly\n" {
		t.Errorf("%q, %v", sheet.Text, err)
	}
}

func TestNoEditor(t *testing.T) {
	for _, c := range []struct {
		name string
		env  []string
		want string
	}{
		{"not set", nil, "no editor found: EDITOR is not set"},
		{"not there", []string{"EDITOR", "no-such-editor -w"}, `no editor found: EDITOR is set to "no-such-editor", which is not a program here`},
		{"no such file", []string{"VISUAL", "/nowhere/vim"}, `no editor found: VISUAL is set to "/nowhere/vim", which is not a program here`},
		{"open quote", []string{"EDITOR", `vim "a`}, `read EDITOR: vim "a has a quote without an end`},
	} {
		s := editScreen(t, io.Discard, io.Discard, c.env...)
		t.Setenv("PATH", t.TempDir())
		_, err := s.Edit(t.Context(), "x", "*")
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: error %v", c.name, err)
		}
		if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
			t.Errorf("%s: left behind: %v", c.name, left)
		}
	}
	s := editScreen(t, io.Discard, io.Discard)
	if _, err := s.Edit(t.Context(), "x", "*"); !errors.Is(err, ErrNoEditor) {
		t.Errorf("error %v", err)
	}
}

func TestUsualEditor(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	for _, name := range []string{"nano", "vi"} { // vi is preferred
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\necho "+name+` >"$1"`), 0o700); err != nil {
			t.Fatal(err)
		}
		s := editScreen(t, io.Discard, io.Discard)
		if sheet, err := s.Edit(t.Context(), "", "*"); err != nil || sheet.Text != name+"\n" {
			t.Errorf("%q, %v", sheet.Text, err)
		}
	}
}

func TestSplitCommand(t *testing.T) {
	for _, c := range []struct {
		command string
		windows bool
		want    []string
	}{
		{"vim", false, []string{"vim"}},
		{"  code   --wait\t-n ", false, []string{"code", "--wait", "-n"}},
		{`"/my tools/ed" -c 'set tw=72'`, false, []string{"/my tools/ed", "-c", "set tw=72"}},
		{`/my\ tools/ed a\"b`, false, []string{"/my tools/ed", `a"b`}},
		{`a"b c"d ''`, false, []string{"ab cd", ""}},
		{`'a\b' "a\"b"`, false, []string{`a\b`, `a"b`}},
		{`$HOME/ed; rm *`, false, []string{"$HOME/ed;", "rm", "*"}},
		{`"C:\Program Files\ed.exe" -w`, true, []string{`C:\Program Files\ed.exe`, "-w"}},
		{`C:\ed.exe it's`, true, []string{`C:\ed.exe`, "it's"}},
		{" ", false, nil},
		{"", false, nil},
	} {
		got, err := splitCommand(c.command, c.windows)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", c.command, err, diff)
		}
	}
	for _, command := range []string{`vim "`, `vim '`, `vim \`} {
		if got, err := splitCommand(command, false); err == nil {
			t.Errorf("%s: %q, no error", command, got)
		}
	}
}
