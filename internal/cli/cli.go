// Package cli is the hall of the house: it reads what the user typed, wires
// the other packages together, and says how it went.
//
// It promises that the result goes to standard output and all else to
// standard error, that every error is a sentence and a hint with one of a few
// exit codes (errors.go), that what a person typed is on disk before anything
// can fail, and that a command loads only what it needs: taking a note reads
// no rule, renders nothing and asks no model.
//
// It refuses to know how things are done: files, terminals, models and
// English belong to the packages it calls. It keeps no state outside an App.
package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

// Env is the world that a run takes place in.
type Env struct {
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	// Environ is the environment as "NAME=value"; the last of a name counts.
	Environ []string
	// Now is the clock, unless ONEONONE_NOW sets it.
	Now func() time.Time
	// NewID makes the id of a new record.
	NewID func() string
}

// System is the world of this process.
func System() Env {
	return Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Environ: os.Environ(), Now: time.Now,
		NewID: func() string { return strings.ToLower(rand.Text()[:16]) },
	}
}

// Getenv gives an environment variable, or "".
func (e Env) Getenv(name string) string {
	value := ""
	for _, pair := range e.Environ {
		if k, v, ok := strings.Cut(pair, "="); ok && k == name {
			value = v
		}
	}
	return value
}

// Main runs the command that args name (without the program's own name) and
// gives the exit code. It prints the error, if there is one.
func Main(ctx context.Context, args []string, env Env) (code int) {
	a := newApp(ctx, env)
	err := a.keepTyped(ctx, a.run(ctx, args))
	if ctx.Err() != nil && err != nil {
		err = errors.Join(errInterrupted, err)
	}
	return a.report(err)
}

// run executes the command and turns a panic into an error.
func (a *App) run(ctx context.Context, args []string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &bug{panicked: p, stack: debug.Stack()}
		}
	}()
	root := newRootCmd(a)
	root.SetArgs(args)
	err = root.ExecuteContext(ctx)
	if errors.Is(err, syscall.EPIPE) {
		return nil // whoever read our output has seen enough
	}
	return err
}
