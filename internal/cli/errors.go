package cli

// The voice. Every error that a user sees leaves through this file:
//
//	oneonone: what is wrong
//	oneonone: hint: what to do about it
//
//   - What is wrong is one sentence in the user's words. It names the thing:
//     the id, the flag, the file. It never blames and never jokes.
//   - The hint is the next move: a command to run, a form that works. No hint
//     is better than one that does not help.
//   - Both are short, lower case at the beginning, without a final period.
//   - No type names, no "failed to", no stack. What lies below is shown with
//     --verbose.
//
// Nothing else prints an error, and nothing else decides an exit code.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitStore       = 3
	exitModel       = 4
	exitInterrupted = 130
)

// fault is an error with its words, its hint and its exit code.
type fault struct {
	code int
	what string
	hint string
	// err lies below it; it may be nil.
	err error
}

func (f *fault) Error() string { return f.what }
func (f *fault) Unwrap() error { return f.err }

// wrong says that the user asked for something that can't be: exit code 2.
func wrong(hint, format string, args ...any) error {
	return &fault{code: exitUsage, what: fmt.Sprintf(format, args...), hint: hint}
}

// failed says that something did not work out: exit code 1.
func failed(err error, hint, format string, args ...any) error {
	return &fault{code: exitFailed, what: fmt.Sprintf(format, args...), hint: hint, err: err}
}

// noStore says that there is no place for the store: exit code 3.
func noStore(hint, format string, args ...any) error {
	return &fault{code: exitStore, what: fmt.Sprintf(format, args...), hint: hint}
}

// noModel says that no model answered and none may stand in: exit code 4.
func noModel(err error, hint, format string, args ...any) error {
	return &fault{code: exitModel, what: fmt.Sprintf(format, args...), hint: hint, err: err}
}

// keptError is an error after which the user's text is safe in a file.
type keptError struct {
	err  error
	path string
}

func (k *keptError) Error() string { return k.err.Error() }
func (k *keptError) Unwrap() error { return k.err }

// bug is a panic: a mistake of the program, not of the user.
type bug struct {
	panicked any
	stack    []byte
}

func (b *bug) Error() string {
	return fmt.Sprintf("there is a mistake in this program (%v)", b.panicked)
}

// errInterrupted tells that the user stopped the program.
var errInterrupted = errors.New("interrupted")

// report prints an error and gives the exit code.
func (a *App) report(err error) int {
	if err == nil {
		return exitDone
	}
	f := explain(err)
	hint := f.hint
	var kept *keptError
	if errors.As(err, &kept) {
		hint = strings.TrimPrefix(hint+"; your text is kept in "+kept.path, "; ")
	}
	a.speak(f.what, hint)
	if a.opts.verbose {
		a.tellBelow(err)
	}
	return f.code
}

// speak prints the two lines. A hint may go on with an indented list.
func (a *App) speak(what, hint string) {
	what = strings.Join(strings.Fields(oneonone.Clean(what)), " ")
	fmt.Fprintf(a.env.Stderr, "oneonone: %s\n", what)
	if hint != "" {
		fmt.Fprintf(a.env.Stderr, "oneonone: hint: %s\n", oneonone.Clean(hint))
	}
}

// tellBelow prints what lies below an error, for --verbose.
func (a *App) tellBelow(err error) {
	var b *bug
	if errors.As(err, &b) {
		fmt.Fprintf(a.env.Stderr, "%s\n", oneonone.Clean(string(b.stack)))
		return
	}
	for _, e := range below(err) {
		fmt.Fprintf(a.env.Stderr, "  because: %s\n", oneonone.Clean(e.Error()))
	}
}

// below lists the errors that an error wraps, the nearest first.
func below(err error) []error {
	var all []error
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		all = []error{e.Unwrap()}
	case interface{ Unwrap() []error }:
		all = e.Unwrap()
	}
	all = slices.DeleteFunc(slices.Clone(all), func(e error) bool { return e == nil })
	for _, e := range slices.Clone(all) {
		all = append(all, below(e)...)
	}
	return all
}

// explain finds the words and the exit code of an error.
func explain(err error) *fault {
	var (
		own       *fault
		ambiguous *store.AmbiguousError
		onStore   *store.Error
		panicked  *bug
	)
	switch {
	case errors.As(err, &panicked):
		return &fault{exitFailed, err.Error(), "your records are safe; --verbose shows what to report", err}
	case errors.Is(err, errInterrupted), errors.Is(err, context.Canceled):
		return &fault{exitInterrupted, "interrupted", "", err}
	case errors.As(err, &own):
		return own
	case errors.As(err, &onStore):
		return &fault{exitStore, onStore.Error(), storeHint(onStore), err}
	case errors.As(err, &ambiguous):
		return explainAmbiguous(ambiguous)
	case errors.Is(err, store.ErrNotFound):
		return &fault{exitUsage, notFoundWords(err), "`oneonone log` shows ids; any beginning of one that is unique will do", err}
	case errors.Is(err, term.ErrNoEditor):
		return &fault{exitUsage, "there is no editor to write in", "set EDITOR to yours, or give the text as an argument", err}
	case errors.Is(err, term.ErrNoTerminal):
		return &fault{exitUsage, "there is nobody to ask: this is not a terminal", "--yes answers every question with yes", err}
	case errors.Is(err, term.ErrNoAnswer):
		return &fault{exitFailed, "the question was not answered", "--yes answers every question with yes", err}
	}
	return &fault{exitFailed, err.Error(), "", err}
}

// notFoundWords says which id was not found.
func notFoundWords(err error) string {
	_, which, _ := strings.Cut(err.Error(), store.ErrNotFound.Error()+": ")
	return "no such record: " + which
}

// explainAmbiguous lists what the user may have meant.
func explainAmbiguous(e *store.AmbiguousError) *fault {
	lines := []string{"type more of it:"}
	for _, c := range e.Candidates {
		id := c.ID[:min(len(c.ID), len(e.Prefix)+4)]
		lines = append(lines, fmt.Sprintf("  %s  %-10s %s", id, kindWord(c.Kind), oneLine(c.Text, 50)))
	}
	if e.More {
		lines = append(lines, "  and others")
	}
	what := fmt.Sprintf("%q is the beginning of several ids", e.Prefix)
	return &fault{exitUsage, what, strings.Join(lines, "\n"), e}
}

// storeHint says what to do about a store that can't be used.
func storeHint(e *store.Error) string {
	switch e.Reason {
	case store.ErrLocked:
		return "another oneonone may be running, perhaps in another terminal: wait for it or end it, then try again"
	case store.ErrNewer:
		return "upgrade oneonone on this computer; the store was left as it is"
	case store.ErrDamaged:
		return "nothing was changed: `oneonone doctor --recover` saves what can be saved, or name another file with --db"
	case store.ErrDenied:
		return "make the file and its folder yours to read and write, or name another file with --db"
	case store.ErrFull:
		return "make room and try again; what is on file is unharmed"
	case store.ErrFolder:
		return "make the folder yourself, or name another file with --db"
	case store.ErrNotFile:
		return "name a file with --db or ONEONONE_DB"
	case store.ErrMissing:
		return "check the path"
	}
	return "--verbose shows more; --db names another file"
}
