//go:build unix

package llm

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/coach"
)

// TestMain lets the test binary stand for a command: its behaviour is the last
// argument.
func TestMain(m *testing.M) {
	if behave := os.Getenv("LLM_TEST_BEHAVE"); behave != "" {
		os.Exit(stand(behave))
	}
	os.Exit(m.Run())
}

func stand(behave string) int {
	in, _ := io.ReadAll(os.Stdin)
	switch behave {
	case "echo":
		fmt.Printf("args %q\n%s", os.Args[1:], in)
	case "fail":
		fmt.Fprint(os.Stderr, "one\ntwo\n\x1b[31mthree\x1b[0m\n\nlast: not logged in\n")
		return 3
	case "silent":
		fmt.Fprint(os.Stderr, "nothing to say")
	case "flood":
		out := bufio.NewWriter(os.Stdout)
		for {
			if _, err := out.WriteString(strings.Repeat("x", 1024)); err != nil {
				return 0
			}
		}
	case "pieces":
		// The second piece is written once the first was heard.
		os.Stdout.Write([]byte("caf\xc3"))
		for _, err := os.Stat(os.Getenv("LLM_TEST_HEARD")); err != nil; _, err = os.Stat(os.Getenv("LLM_TEST_HEARD")) {
			time.Sleep(time.Millisecond)
		}
		os.Stdout.Write([]byte("\xa9 {}\xe2\x82"))
	case "sleep":
		time.Sleep(time.Minute)
	case "parent":
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "LLM_TEST_BEHAVE=sleep")
		child.Stdout = os.Stdout
		if err := child.Start(); err != nil {
			return 1
		}
		os.WriteFile(os.Getenv("LLM_TEST_PID"), []byte(strconv.Itoa(child.Process.Pid)), 0o600)
		child.Wait()
	}
	return 0
}

func command(t *testing.T, behave string, c Config) *Command {
	t.Helper()
	t.Setenv("LLM_TEST_BEHAVE", behave)
	c.Command = []string{os.Args[0], "-x", "a b; $(touch no) `no`"}
	cmd, err := NewCommand(c)
	if err != nil {
		t.Fatal(err)
	}
	return cmd
}

func TestCommandAnswers(t *testing.T) {
	c := command(t, "echo", Config{Model: "mine"})
	got, err := c.Complete(t.Context(), question)
	if err != nil {
		t.Fatal(err)
	}
	want := coach.Reply{Text: "args [\"-x\" \"a b; $(touch no) `no`\"]\n" + string(c.Stdin(question)), Model: "mine"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if want := question.System + "\n\n" + question.User + "\n"; string(c.Stdin(question)) != want {
		t.Errorf("stdin is %q", c.Stdin(question))
	}
}

// TestCommandIsHeard hears what the program writes while it still runs, in
// whole characters.
func TestCommandIsHeard(t *testing.T) {
	heardFile := filepath.Join(t.TempDir(), "heard")
	t.Setenv("LLM_TEST_HEARD", heardFile)
	c := command(t, "pieces", Config{Timeout: 10 * time.Second})
	var heard []string
	q := question
	q.Hear = func(d coach.Delta) {
		heard = append(heard, d.Text)
		if len(heard) == 1 {
			if err := os.WriteFile(heardFile, nil, 0o600); err != nil {
				t.Error(err)
			}
		}
	}
	got, err := c.Complete(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"caf", "é {}", "\xe2\x82"}, heard); diff != "" {
		t.Error(diff)
	}
	if want := "café {}\xe2\x82"; got.Text != want {
		t.Errorf("got %q, want %q", got.Text, want)
	}
}

func TestCommandFailures(t *testing.T) {
	name := filepath.Base(os.Args[0])
	for behave, tt := range map[string]struct {
		c       Config
		kind    Kind
		message string
	}{
		"fail":   {Config{}, CommandFail, "the command " + name + " failed (exit status 3): two; three; last: not logged in"},
		"silent": {Config{}, NoAnswer, "the command " + name + " wrote no answer: nothing to say"},
		"flood":  {Config{MaxAnswer: 1 << 20}, TooLarge, "the command " + name + " wrote more than 1 MB"},
		"sleep":  {Config{Timeout: 50 * time.Millisecond}, Timeout, "the command " + name + " did not answer in time"},
	} {
		t.Run(behave, func(t *testing.T) {
			_, err := command(t, behave, tt.c).Complete(t.Context(), question)
			wantError(t, err, tt.kind, tt.message)
		})
	}
}

func TestCommandIsNotThere(t *testing.T) {
	c, err := NewCommand(Config{Command: []string{"no-such-program-anywhere"}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Complete(t.Context(), question)
	wantError(t, err, CommandLost, "there is no command no-such-program-anywhere")
}

// TestCommandCancelled cancels a command that started another one: both go.
func TestCommandCancelled(t *testing.T) {
	pidFile := filepath.Join(t.TempDir(), "pid")
	t.Setenv("LLM_TEST_PID", pidFile)
	c := command(t, "parent", Config{})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := c.Complete(ctx, question)
		done <- err
	}()
	pid := 0
	for pid == 0 {
		b, _ := os.ReadFile(pidFile)
		pid, _ = strconv.Atoi(string(b))
		time.Sleep(5 * time.Millisecond)
	}
	cancel()
	if err := <-done; err != context.Canceled {
		t.Errorf("got %v", err)
	}
	for range 400 {
		if isGone(pid) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("the grandchild lives on")
}

// isGone tells whether the process has ended, reaped or not.
func isGone(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return true
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && strings.Contains(string(stat), ") Z ")
}
