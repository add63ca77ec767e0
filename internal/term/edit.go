package term

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// ErrNoEditor tells that the editor that is set does not exist, or that none
// is set and none of the usual ones is there.
var ErrNoEditor = errors.New("no editor found")

// Sheet is a file that the user wrote in an editor. It stays on disk, in a
// folder of its own that only the user can open, until it is removed: the
// caller does that once the text is safe elsewhere.
type Sheet struct{ Text, Path string }

// Remove deletes the file and its folder.
func (s Sheet) Remove() error {
	if s.Path == "" {
		return nil
	}
	return os.RemoveAll(filepath.Dir(s.Path))
}

// Edit opens the user's editor on a text and returns what it became. The name
// of the file is pattern, its last "*" replaced as os.CreateTemp does. An
// editor that fails, or that ctx ends, leaves the file in place: the error
// names it, and the Sheet holds what was written so far.
func (s *Screen) Edit(ctx context.Context, initial, pattern string) (Sheet, error) {
	argv, err := s.editor()
	if err != nil {
		return Sheet{}, err
	}
	path, err := privateFile(initial, pattern)
	if err != nil {
		return Sheet{}, fmt.Errorf("open an editor: %w", err)
	}
	failed := s.run(ctx, append(argv, path))
	text, err := readSheet(path)
	sheet := Sheet{Text: text, Path: path}
	if failed != nil {
		return sheet, fmt.Errorf("the editor %q failed, the text is kept in %s: %w", argv[0], path, failed)
	}
	if err != nil {
		return sheet, fmt.Errorf("read what the editor %q wrote: %w", argv[0], err)
	}
	return sheet, nil
}

// Editor names the program that Edit would start. Errors: ErrNoEditor.
func (s *Screen) Editor() (string, error) {
	argv, err := s.editor()
	if err != nil {
		return "", err
	}
	return exec.LookPath(argv[0])
}

// editor is the command that the user set in VISUAL or EDITOR, else one of
// the usual editors. Its program exists.
func (s *Screen) editor() ([]string, error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		argv, err := splitCommand(s.getenv(name), runtime.GOOS == "windows")
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if len(argv) == 0 {
			continue
		}
		if _, err := exec.LookPath(argv[0]); err != nil {
			return nil, fmt.Errorf("%w: %s is set to %q, which is not a program here", ErrNoEditor, name, argv[0])
		}
		return argv, nil
	}
	usual := []string{"vi", "nano"}
	if runtime.GOOS == "windows" {
		usual = []string{"notepad"}
	}
	for _, name := range usual {
		if path, err := exec.LookPath(name); err == nil {
			return []string{path}, nil
		}
	}
	return nil, fmt.Errorf("%w: EDITOR is not set", ErrNoEditor)
}

// run starts the editor on the terminal and waits. The interrupt that ends
// ctx is passed on, so that the editor can put the terminal back in order.
func (s *Screen) run(ctx context.Context, argv []string) error {
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.in, s.out, s.err
	if !s.outTTY {
		cmd.Stdout = s.err // standard output is for the result only
	}
	if !s.inTTY && s.errTTY {
		if tty, err := os.Open("/dev/tty"); err == nil {
			defer tty.Close()
			cmd.Stdin = tty
		}
	}
	s.write(s.err, "")
	return cmd.Run()
}

// splitCommand splits a command into words at blanks, without a shell: quotes
// hold a word together, and a backslash keeps the next character as it is,
// except on Windows, where it separates folders.
func splitCommand(command string, windows bool) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote rune
	var inWord, escaped bool
	for _, r := range command {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && !windows && quote != '\'':
			escaped, inWord = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\'' && !windows):
			quote, inWord = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if inWord {
				words = append(words, word.String())
			}
			word.Reset()
			inWord = false
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	if quote != 0 || escaped {
		return nil, fmt.Errorf("%s has a quote without an end", command)
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}

// privateFile makes a file with a text that only the user can read.
func privateFile(text, pattern string) (path string, err error) {
	dir, err := os.MkdirTemp("", "oneonone-*")
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, pattern)
	if err != nil {
		return "", errors.Join(err, os.Remove(dir))
	}
	_, err = io.WriteString(f, text)
	return f.Name(), errors.Join(err, f.Close())
}

// readSheet reads what an editor wrote, with the line ends of Unix and
// without a byte order mark.
func readSheet(path string) (string, error) {
	b, err := os.ReadFile(path)
	text := strings.TrimPrefix(strings.ToValidUTF8(string(b), "\ufffd"), "\ufeff")
	return strings.ReplaceAll(text, "\r\n", "\n"), err
}
