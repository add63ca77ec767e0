package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Program is a program of the user's that prints what it knows. It talks to the network itself, as the user is logged in there.
type Program struct {
	// Command is the program and its arguments; no shell reads them.
	Command []string
	// Hidden are names of variables that it is not told: keys that are none of its business.
	Hidden []string
	// Patience is how long a run may take; zero is 20 seconds.
	Patience time.Duration
}

// What can be wrong with a program, in the user's words.
var (
	ErrNoProgram   = errors.New("it is not installed")
	ErrProgramSlow = errors.New("it did not answer in time")
	ErrWebPage     = errors.New("it answered with a web page in the place of data: a proxy or a page to sign in stands in between")
	ErrNoData      = errors.New("it printed nothing")
	errTooMuch     = errors.New("it printed more than 64 MB")
)

// ProgramError is a failure of the program itself. Said is what it said, on one line.
type ProgramError struct {
	Said string
	Code int
}

func (e *ProgramError) Error() string {
	if e.Said == "" {
		return fmt.Sprintf("it failed without saying why (exit code %d)", e.Code)
	}
	return "it says: " + e.Said
}

// mostPrinted bounds what a program may print, in bytes.
const mostPrinted = 64 << 20

// run gives what the program prints. It is ended, with what it started, when the context ends or its time is up.
func (p Program) run(ctx context.Context, args ...string) ([]byte, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	patience := p.Patience
	if patience == 0 {
		patience = 20 * time.Second
	}
	limit := time.AfterFunc(patience, func() { cancel(ErrProgramSlow) })
	defer limit.Stop()
	cmd := exec.CommandContext(ctx, p.Command[0], append(slices.Clone(p.Command[1:]), args...)...)
	out, said := &bounded{most: mostPrinted, full: func() { cancel(errTooMuch) }}, &bounded{most: 4 << 10}
	cmd.Stdout, cmd.Stderr, cmd.Env, cmd.WaitDelay = out, said, p.environ(), 2*time.Second
	ownGroup(cmd)
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, os.ErrNotExist):
		return nil, ErrNoProgram
	case errors.As(err, &exit):
		return nil, &ProgramError{Said: oneLine(said.String(), 240), Code: exit.ExitCode()}
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return nil, fmt.Errorf("it can't be started: %w", err)
	}
	return out.Bytes(), isData(out.Bytes())
}

// isData refuses what is no data at all.
func isData(out []byte) error {
	head := bytes.TrimSpace(out[:min(len(out), 512)])
	switch {
	case len(head) == 0:
		return ErrNoData
	case head[0] == '<':
		return ErrWebPage
	}
	return nil
}

// environ is the environment without the keys of others, and with what keeps programs from asking and colouring.
func (p Program) environ() []string {
	env := slices.DeleteFunc(os.Environ(), func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return slices.Contains(p.Hidden, name)
	})
	quiet := "NO_COLOR=1 CLICOLOR_FORCE=0 GH_PROMPT_DISABLED=1 GH_NO_UPDATE_NOTIFIER=1 NO_PROMPT=1 GLAB_CHECK_UPDATE=false"
	return append(env, strings.Fields(quiet)...)
}

// Name is the program's name.
func (p Program) Name() string { return oneLine(filepath.Base(p.Command[0]), 60) }

// Version gives the first line that the program prints with --version.
func (p Program) Version(ctx context.Context) (string, error) {
	p.Command = p.Command[:1]
	out, err := p.run(ctx, "--version")
	line, _, _ := strings.Cut(string(out), "\n")
	return oneLine(line, 120), err
}

// LoggedIn asks gh or glab whether the user is logged in.
func (p Program) LoggedIn(ctx context.Context) error {
	_, err := p.run(ctx, "auth", "status")
	if errors.Is(err, ErrNoData) { // it may say so on standard error
		return nil
	}
	return err
}

// bounded keeps the first bytes of what is written, and calls when there are more.
type bounded struct {
	bytes.Buffer
	most int
	full func()
}

func (b *bounded) Write(p []byte) (int, error) {
	if room := b.most - b.Len(); len(p) > room {
		b.Buffer.Write(p[:room])
		if b.full != nil {
			b.full()
		}
		return len(p), nil
	}
	return b.Buffer.Write(p)
}
