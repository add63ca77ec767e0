package term

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"
)

func env(pairs ...string) func(string) string {
	return func(key string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == key {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// terminal is a real pty of a width. It answers nothing.
type terminal struct {
	tty, far *os.File
	shown    chan string
}

func openTerminal(t *testing.T, columns int) *terminal {
	t.Helper()
	far, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { far.Close(); tty.Close() })
	if err := pty.Setsize(tty, &pty.Winsize{Rows: 24, Cols: uint16(columns)}); err != nil {
		t.Fatal(err)
	}
	shown := make(chan string, 1)
	go func() {
		var b bytes.Buffer
		io.Copy(&b, far) // ends with an error when the last tty is closed
		shown <- strings.ReplaceAll(b.String(), "\r\n", "\n")
	}()
	return &terminal{tty, far, shown}
}

// output closes the terminal and returns what was written to it.
func (term *terminal) output() string {
	term.tty.Close()
	return <-term.shown
}

func TestWidth(t *testing.T) {
	narrow, wide, unknown := openTerminal(t, 40), openTerminal(t, 200), openTerminal(t, 0)
	for _, c := range []struct {
		name string
		out  io.Writer
		env  func(string) string
		want int
	}{
		{"terminal", narrow.tty, env("COLUMNS", "70"), 40},
		{"wide terminal", wide.tty, env(), 100},
		{"terminal that knows no width", unknown.tty, env("COLUMNS", "70"), 70},
		{"pipe", io.Discard, env("COLUMNS", "70"), 70},
		{"nothing known", io.Discard, env(), 80},
		{"nonsense", io.Discard, env("COLUMNS", "-3"), 80},
	} {
		if got := New(nil, c.out, io.Discard, c.env, Options{}).Width(); got != c.want {
			t.Errorf("%s: width %d, want %d", c.name, got, c.want)
		}
	}
}

func TestBackground(t *testing.T) {
	for _, c := range []struct {
		option, colorfgbg string
		light             bool
	}{
		{"", "", false},
		{"", "0;15", true},
		{"", "15;0", false},
		{"", "0;default;7", true},
		{"", "12;8", false},
		{"", "x", false},
		{"dark", "0;15", false},
		{"light", "15;0", true},
	} {
		s := New(nil, io.Discard, io.Discard, env("COLORFGBG", c.colorfgbg), Options{Background: c.option})
		if s.light() != c.light {
			t.Errorf("option %q, COLORFGBG %q: light %v", c.option, c.colorfgbg, !c.light)
		}
	}
}

func TestSayAndWarn(t *testing.T) {
	for _, c := range []struct {
		name    string
		options Options
		want    string
	}{
		{"usual", Options{}, "kept 3\nwarning: late\n"},
		{"quiet", Options{Quiet: true}, ""},
	} {
		var out, errw bytes.Buffer
		s := New(nil, &out, &errw, env(), c.options)
		s.Say("kept %d", 3)
		s.Warn("la\x1b[2Jte\n")
		if diff := cmp.Diff([]string{"", c.want}, []string{out.String(), errw.String()}); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestQuestions(t *testing.T) {
	confirm := func(s *Screen) (any, error) { return s.Confirm(context.Background(), "Remove it?") }
	ask := func(s *Screen) (any, error) { return s.Ask(context.Background(), "Your name?", "Ada") }
	for _, c := range []struct {
		name     string
		question func(*Screen) (any, error)
		typed    string
		want     any
		err      error
	}{
		{"yes", confirm, "y\n", true, nil},
		{"the word", confirm, " YES \n", true, nil},
		{"no", confirm, "n\n", false, nil},
		{"enter", confirm, "\n", false, nil},
		{"not understood", confirm, "maybe\nyes\n", true, nil},
		{"end of input", confirm, "\x04", false, ErrNoAnswer},
		{"answer", ask, "Grace Hopper\n", "Grace Hopper", nil},
		{"suggestion", ask, "\n", "Ada", nil},
		{"arrow keys", ask, "Gr\x1b[Dace\n", "Grace", nil},
		{"no text", ask, "\x04", "", ErrNoAnswer},
	} {
		term := openTerminal(t, 80)
		s := New(term.tty, io.Discard, term.tty, env(), Options{})
		io.WriteString(term.far, c.typed)
		got, err := c.question(s)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %v, %v; want %v, %v", c.name, got, err, c.want, c.err)
		}
		if shown := term.output(); !strings.Contains(shown, "? [") {
			t.Errorf("%s: the question was not shown: %q", c.name, shown)
		}
	}
}

func TestQuestionsNeedATerminal(t *testing.T) {
	term := openTerminal(t, 80)
	for name, s := range map[string]*Screen{
		"input is piped":      New(strings.NewReader("y\n"), term.tty, term.tty, env(), Options{}),
		"messages are piped":  New(term.tty, term.tty, io.Discard, env(), Options{}),
		"nothing is terminal": New(strings.NewReader("y\n"), io.Discard, io.Discard, env(), Options{}),
	} {
		if yes, err := s.Confirm(t.Context(), "Really?"); yes || !errors.Is(err, ErrNoTerminal) {
			t.Errorf("%s: %v, %v", name, yes, err)
		}
	}
	s := New(strings.NewReader(""), io.Discard, io.Discard, env(), Options{Yes: true})
	if yes, err := s.Confirm(t.Context(), "Really?"); !yes || err != nil {
		t.Errorf("with yes to everything: %v, %v", yes, err)
	}
}

func TestInterruptedQuestion(t *testing.T) {
	term := openTerminal(t, 80)
	s := New(term.tty, io.Discard, term.tty, env(), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Confirm(ctx, "Really?")
	if !errors.Is(err, ErrNoAnswer) || !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	io.WriteString(term.far, "\n") // lets the reader end
}

func TestProgress(t *testing.T) {
	const half = 500 * time.Millisecond
	for _, c := range []struct {
		name    string
		tty     bool
		options Options
		env     func(string) string
		// early and late are what stands on standard error before and after
		// half a second, end when the work was stopped.
		early, late, end string
	}{
		{"terminal", true, Options{}, env(), "", "⠋ asking the model", "⠋ asking the model\r\x1b[K"},
		{"narrow terminal", true, Options{}, env("COLUMNS", "8"), "", "⠋ aski…", "⠋ aski…\r\x1b[K"},
		{"dumb terminal", true, Options{}, env("TERM", "dumb"), "", "", ""},
		{"pipe", false, Options{}, env(), "", "", ""},
		{"verbose pipe", false, Options{Verbose: true}, env(), "", "asking the model …\n", "asking the model …\n"},
		{"quiet terminal", true, Options{Quiet: true}, env(), "", "", ""},
		{"quiet pipe", false, Options{Quiet: true, Verbose: true}, env(), "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // fails if a goroutine is left
				var errw bytes.Buffer
				s := New(nil, io.Discard, &errw, c.env, c.options)
				s.errTTY = c.tty
				p := s.Progress("asking the \x1b[1mmodel")
				var got []string
				look := func() {
					synctest.Wait()
					s.mu.Lock()
					defer s.mu.Unlock()
					got = append(got, errw.String())
				}
				time.Sleep(half - time.Millisecond)
				look()
				time.Sleep(2 * time.Millisecond)
				look()
				p.Stop()
				p.Stop()
				look()
				if diff := cmp.Diff([]string{c.early, c.late, c.end}, got); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

// TestProgressStepsAside: what is said meanwhile stands on a line of its own,
// and the spinner goes on below.
func TestProgressStepsAside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var errw bytes.Buffer
		s := New(nil, io.Discard, &errw, env(), Options{})
		s.errTTY = true
		p := s.Progress("reading")
		time.Sleep(quickWork + frame/2)
		s.Say("2 notes skipped")
		time.Sleep(frame)
		p.Stop()
		want := "⠋ reading\r\x1b[K2 notes skipped\n⠙ reading\r\x1b[K"
		if diff := cmp.Diff(want, errw.String()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestProgressOnATerminal(t *testing.T) {
	term := openTerminal(t, 80)
	s := New(term.tty, io.Discard, term.tty, env(), Options{})
	s.delay = 0
	p := s.Progress("reading")
	for drawn := false; !drawn; time.Sleep(time.Millisecond) {
		s.mu.Lock()
		drawn = s.drawn
		s.mu.Unlock()
	}
	p.Stop()
	if got := term.output(); !strings.HasPrefix(got, "⠋ reading") || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("output %q", got)
	}
}
