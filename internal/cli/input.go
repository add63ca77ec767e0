package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"oneonone/internal/decode"
	"oneonone/internal/oneonone"
	"oneonone/internal/term"
)

// maxInput is the most that is read from standard input, in bytes.
const maxInput = 16 << 20

// typed is a text of the user on its way to the store.
type typed struct {
	text string
	// sheet is where it stands on disk, if it came from an editor.
	sheet term.Sheet
	// piped tells that nobody but us has it any more.
	piped bool
}

// typedAs gives a text that was typed as arguments.
func (a *App) typedAs(words []string) typed {
	a.typed = typed{text: clean(strings.Join(words, " "))}
	return a.typed
}

// readTyped gets a text without the blank space around it, as readLines does.
func (a *App) readTyped(ctx context.Context, args []string, initial, file string) (typed, error) {
	t, err := a.readLines(ctx, args, initial, file)
	t.text = clean(t.text)
	return t, err
}

// readLines gets a text with its lines where they are: from the arguments,
// else from standard input if it is piped (always when the argument is "-"),
// else from the user's editor, which opens on initial.
func (a *App) readLines(ctx context.Context, args []string, initial, file string) (typed, error) {
	fromInput := len(args) == 1 && args[0] == "-" || len(args) == 0 && !term.IsTerminal(a.env.Stdin)
	switch {
	case fromInput:
		return a.readPiped(ctx)
	case len(args) > 0:
		return a.typedAs(args), nil
	}
	sheet, err := a.Screen().Edit(ctx, initial, file)
	if err != nil {
		return typed{}, err
	}
	a.typed = typed{text: cleanLines(sheet.Text), sheet: sheet}
	return a.typed, nil
}

// readPiped reads standard input to its end, unless ctx ends first.
func (a *App) readPiped(ctx context.Context) (typed, error) {
	b, err := await(ctx, func() ([]byte, error) { return io.ReadAll(io.LimitReader(a.env.Stdin, maxInput+1)) })
	switch {
	case errors.Is(err, errInterrupted):
		return typed{}, err
	case err != nil:
		return typed{}, failed(err, "", "standard input can't be read: %v", err)
	}
	return a.fromBytes(b)
}

// await gives what fn gives, or errInterrupted as soon as the context ends: a pipe may never have
// a writer, and nothing else ends a read of it.
func await[T any](ctx context.Context, fn func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
	}
	done := make(chan outcome, 1)
	go func() {
		value, err := fn()
		done <- outcome{value, err}
	}()
	select {
	case <-ctx.Done():
		var none T
		return none, errInterrupted
	case o := <-done:
		return o.value, o.err
	}
}

// fromBytes makes text of what was piped in.
func (a *App) fromBytes(b []byte) (typed, error) {
	if len(b) > maxInput {
		return typed{}, wrong("split it up", "standard input is larger than 16 MB")
	}
	text, err := a.decoded(b, "standard input")
	a.typed = typed{text: text, piped: true}
	return a.typed, err
}

// decoded gives bytes from outside as text, and says when they were no UTF-8.
func (a *App) decoded(b []byte, name string) (string, error) {
	text, encoding, err := decode.Text(b)
	if err != nil {
		return "", wrong("save it as UTF-8 text first", "%s is not text", name)
	}
	a.sayEncoding(name, encoding)
	return cleanLines(text), nil
}

// sayEncoding says in what a text was written, where that is not what is written today.
func (a *App) sayEncoding(name string, encoding decode.Encoding) {
	switch encoding {
	case decode.Broken:
		a.Screen().Warn("some of %s is not UTF-8; each of those bytes is kept as a question mark", name)
	case decode.UTF16, decode.Windows1252:
		a.Screen().Warn("%s is read as %s", name, encoding)
	}
}

// clean makes text fit to be kept.
func clean(text string) string { return strings.TrimSpace(oneonone.Clean(text)) }

// cleanLines makes text fit to be kept and leaves its lines where they are. What some
// programs write for a soft line end parts lines, as their users see it.
func cleanLines(text string) string {
	text = strings.NewReplacer("\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.TrimRight(oneonone.Clean(text), " \n\t")
}

// settle ends a text's way: stored, its file goes; else it is kept in a file,
// which the error names.
func (t typed) settle(err error) error {
	switch {
	case err == nil:
		_ = t.sheet.Remove() // a file too many harms nobody
		return nil
	case t.sheet.Path != "":
		return &keptError{err, t.sheet.Path}
	case t.piped && t.text != "":
		return t.rescue(err)
	}
	return err
}

// expectTyped notes what the user typed before anything is done that may fail: the words that the
// usage line calls TEXT. Where there are none, a text may be waiting in a pipe.
func (a *App) expectTyped(usage string, args []string) {
	words := strings.Fields(usage)
	for i, word := range words[1:] {
		switch {
		case !strings.Contains(word, "TEXT"):
		case len(args) > i && strings.ContainsAny(strings.Join(args[i:], " "), " \t\n"): // else it may be an id
			a.typedAs(args[i:])
		case len(args) <= i:
			a.textPiped = true
		}
	}
	a.textPiped = a.textPiped || words[0] == "recap" && len(args) == 0
}

// keepTyped keeps what was typed in a file when it is the store that failed, wherever that was.
func (a *App) keepTyped(ctx context.Context, err error) error {
	if !isStoreError(err) || errors.As(err, new(*keptError)) {
		return err
	}
	if a.typed.text == "" && a.textPiped && !term.IsTerminal(a.env.Stdin) {
		if _, err := a.readPiped(ctx); err != nil {
			a.typed.text = "" // what is no text can't be kept as one
		}
	}
	a.typed.piped = true
	return a.typed.settle(err)
}

// rescue writes a text that can't be stored into a file of its own.
func (t typed) rescue(err error) error {
	f, failed := os.CreateTemp("", "oneonone-*.md")
	if failed != nil {
		return err
	}
	_, failed = io.WriteString(f, t.text+"\n")
	if errors.Join(failed, f.Close()) != nil {
		return err
	}
	return &keptError{err, f.Name()}
}

// discard removes the file of a text that nobody wants.
func (t typed) discard() { _ = t.sheet.Remove() } // a file too many harms nobody
