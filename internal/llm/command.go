package llm

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"oneonone/internal/coach"
)

// Command is any program that reads a prompt on its standard input and writes
// the answer to its standard output.
type Command struct {
	config Config
}

// NewCommand makes the model of a configuration. It starts nothing.
func NewCommand(c Config) (*Command, error) {
	if len(c.Command) == 0 || c.Command[0] == "" {
		return nil, &Error{Kind: BadConfig, Message: "no command is set to ask", Hint: `set command to a program and its arguments, like ["llm"]`}
	}
	return &Command{c.withDefaults()}, nil
}

// Name gives the program's name.
func (c *Command) Name() string { return filepath.Base(c.config.Command[0]) }

// Stdin gives what Complete writes to the program: one text that holds what to
// do, the schema of the answer, and the data.
func (c *Command) Stdin(r coach.Request) []byte {
	return []byte(strings.TrimSpace(r.System) + "\n\n" + strings.TrimSpace(r.User) + "\n")
}

// graceful is how long a killed program has until its pipes are closed.
const graceful = 2 * time.Second

// Complete runs the program once. What it writes is heard as it comes. It is
// killed, with all it started, when the context ends, when its time is up or
// when it writes too much.
func (c *Command) Complete(ctx context.Context, r coach.Request) (coach.Reply, error) {
	running, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	limit := time.AfterFunc(c.config.Timeout, func() { stop(errTooSlow) })
	defer limit.Stop()

	argv := c.config.Command
	cmd := exec.CommandContext(running, argv[0], argv[1:]...)
	l := &listener{hear: r.Hear}
	out := &limited{most: c.config.MaxAnswer, full: func() { stop(errTooLarge) }, heard: l.piece}
	errs := &tail{}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(c.Stdin(r)), out, errs
	cmd.WaitDelay = graceful
	ownGroup(cmd)
	err := cmd.Run()
	// A helper that the program left behind may hold its output open.
	leftBehind := errors.Is(err, exec.ErrWaitDelay)
	if cause := context.Cause(running); cause != nil || err != nil && !leftBehind {
		return coach.Reply{}, c.explain(ctx, cause, err, errs)
	}
	if len(bytes.TrimSpace(out.kept.Bytes())) == 0 {
		return coach.Reply{}, &Error{Kind: NoAnswer, Message: say("the command "+c.Name()+" wrote no answer", errs.last()), Hint: "run it by hand to see what it does"}
	}
	l.piece(string(out.held))
	return coach.Reply{Text: out.kept.String(), Model: c.config.Model}, nil
}

func (c *Command) explain(ctx context.Context, cause, err error, errs *tail) error {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return context.Canceled
	case errors.Is(cause, errTooLarge):
		return &Error{Kind: TooLarge, Message: fmt.Sprintf("the command %s wrote more than %d MB", c.Name(), c.config.MaxAnswer>>20), Hint: "check what it prints"}
	case errors.Is(cause, errTooSlow), errors.Is(ctx.Err(), context.DeadlineExceeded):
		return &Error{Kind: Timeout, Message: say("the command "+c.Name()+" did not answer in time", errs.last()), Hint: "raise the timeout, or run it by hand to see what it waits for"}
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, exec.ErrDot):
		return &Error{Kind: CommandLost, Message: "there is no command " + clean(c.config.Command[0]), Hint: "install it, or write its full path"}
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return &Error{Kind: CommandFail, Message: say(fmt.Sprintf("the command %s failed (%s)", c.Name(), exit.ProcessState), errs.last()), Hint: "run it by hand to see what it does"}
	}
	return &Error{Kind: CommandLost, Message: say("the command "+c.Name()+" cannot be run", clean(fmt.Sprint(err))), Hint: "check the command in the config file"}
}

// limited keeps what is written to it up to a limit. The buffer is no embedded
// one: its ReadFrom would let io.Copy pass the limit by.
type limited struct {
	kept bytes.Buffer
	most int64
	full func()
	// heard gets what is written, in whole characters: held is the beginning of
	// one.
	heard func(string)
	held  []byte
}

// Write fails when the limit is passed.
func (l *limited) Write(p []byte) (int, error) {
	if int64(l.kept.Len()+len(p)) > l.most {
		l.full()
		return 0, errTooLarge
	}
	l.held = append(l.held, p...)
	whole := wholeRunes(l.held)
	l.heard(string(l.held[:whole]))
	l.held = append([]byte(nil), l.held[whole:]...)
	return l.kept.Write(p)
}

// wholeRunes gives the length of a text without a character at its end that
// goes on in what is still to come.
func wholeRunes(b []byte) int {
	for back := 1; back <= min(len(b), utf8.UTFMax-1); back++ {
		if last := b[len(b)-back:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				return len(b) - back
			}
			break
		}
	}
	return len(b)
}

// tail keeps the end of what is written to it.
type tail struct{ kept []byte }

const tailSize = 4 << 10

// Write never fails.
func (t *tail) Write(p []byte) (int, error) {
	t.kept = append(t.kept, p...)
	if over := len(t.kept) - tailSize; over > 0 {
		t.kept = append(t.kept[:0], t.kept[over:]...)
	}
	return len(p), nil
}

// last gives the last lines that say something, as one.
func (t *tail) last() string {
	var lines []string
	for l := range strings.SplitSeq(string(t.kept), "\n") {
		if l = clean(l); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines[max(0, len(lines)-3):], "; ")
}
