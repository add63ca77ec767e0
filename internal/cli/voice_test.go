package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

// world is an Env in a folder of its own, with what was printed.
type world struct {
	Env
	out, err bytes.Buffer
}

func newWorld(t testing.TB) *world {
	t.Helper()
	home := t.TempDir()
	w := &world{}
	n := 0
	w.Env = Env{
		Stdin: strings.NewReader(""), Stdout: &w.out, Stderr: &w.err,
		Environ: []string{"HOME=" + home, "ONEONONE_DB=" + filepath.Join(home, "test.db")},
		Now:     func() time.Time { return time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC) },
		NewID:   func() string { n++; return fmt.Sprintf("id%014d", n) },
	}
	return w
}

func (w *world) run(args ...string) int { return Main(context.Background(), args, w.Env) }

// A mistake of the program is one sentence, not a stack.
func TestPanicIsOneSentence(t *testing.T) {
	for _, verbose := range []bool{false, true} {
		w := newWorld(t)
		w.NewID = func() string { panic("no more ids") }
		args := []string{"note", "x"}
		if verbose {
			args = append(args, "--verbose")
		}
		if code := w.run(args...); code != exitFailed {
			t.Errorf("exit code %d, want %d", code, exitFailed)
		}
		want := "oneonone: there is a mistake in this program (no more ids)\noneonone: hint: your records are safe; --verbose shows what to report\n"
		head, rest := w.err.String(), ""
		if len(head) > len(want) {
			head, rest = head[:len(want)], head[len(want):]
		}
		if diff := cmp.Diff(want, head); diff != "" {
			t.Error(diff)
		}
		if verbose != strings.Contains(rest, "goroutine") {
			t.Errorf("with verbose=%v, stderr goes on with %q", verbose, rest)
		}
	}
}

// brokenPipe is an output whose reader has gone.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}
}

// A reader that has seen enough is no error.
func TestBrokenPipeIsQuiet(t *testing.T) {
	w := newWorld(t)
	if code := w.run("note", "x"); code != exitDone {
		t.Fatal(w.err.String())
	}
	w.Stdout = brokenPipe{}
	for _, args := range [][]string{{"log"}, {"log", "--json"}, {"--help"}, {"show", "id00"}, {"schema", "record"}, {"config", "list"}} {
		if code := w.run(args...); code != exitDone || w.err.Len() > 0 {
			t.Errorf("%v: exit code %d, %q", args, code, w.err.String())
		}
	}
}

// An interrupt is exit code 130, whatever failed because of it.
func TestInterrupted(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(context.Background())
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	defer out.Close()
	w.Stdin = in
	cancel()
	for _, args := range [][]string{{"note"}, {"show", "nothing"}} {
		w.err.Reset()
		if code := Main(ctx, args, w.Env); code != exitInterrupted {
			t.Errorf("%v: exit code %d, want %d", args, code, exitInterrupted)
		}
		if diff := cmp.Diff("oneonone: interrupted\n", w.err.String()); diff != "" {
			t.Errorf("%v: %s", args, diff)
		}
	}
}

// Every reason for which a store fails has its own hint and exit code 3.
func TestStoreReasonsHaveHints(t *testing.T) {
	reasons := []error{
		store.ErrLocked, store.ErrNewer, store.ErrDamaged, store.ErrDenied, store.ErrFull,
		store.ErrFolder, store.ErrNotFile, store.ErrMissing, store.ErrSystem,
	}
	seen := map[string]error{}
	for _, reason := range reasons {
		f := explain(fmt.Errorf("noting: %w", &store.Error{Path: "x.db", Doing: "read", Reason: reason}))
		if f.code != exitStore {
			t.Errorf("%v: exit code %d, want %d", reason, f.code, exitStore)
		}
		if other, twice := seen[f.hint]; twice || f.hint == "" {
			t.Errorf("%v: hint %q, as for %v", reason, f.hint, other)
		}
		seen[f.hint] = reason
	}
}

// Nothing that an argument holds reaches the terminal as a control sequence,
// and a message is one line.
func TestErrorsAreClean(t *testing.T) {
	const text = "\x1b[31mred\nand more"
	for _, args := range [][]string{{"show", text}, {"config", "list", "--config", text}} {
		w := newWorld(t)
		if code := w.run(args...); code == exitDone {
			t.Errorf("%q: exit code %d", args, code)
		}
		if strings.Contains(w.err.String(), "\x1b") || strings.Count(w.err.String(), "\n") != 2 {
			t.Errorf("%q printed %q", args, w.err.String())
		}
	}
}

// commands lists a command and all below it.
func commands(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		all = append(all, commands(c)...)
	}
	return all
}

// Every command says what it is for, has an example, and fits 80 columns.
func TestHelp(t *testing.T) {
	all := commands(newRootCmd(newApp(t.Context(), newWorld(t).Env)))
	if len(all) < 30 {
		t.Fatalf("only %d commands found", len(all))
	}
	for _, c := range all {
		if c.Short == "" || c.Long == "" || c.Example == "" {
			t.Errorf("%s has no short, long or example", c.CommandPath())
		}
		for line := range strings.Lines(helpOf(c)) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > 80 {
				t.Errorf("%s: %d columns: %s", c.CommandPath(), n, line)
			}
		}
	}
}

// Every example of the help is understood: its commands and flags exist.
func TestExamplesParse(t *testing.T) {
	root := newRootCmd(newApp(t.Context(), newWorld(t).Env))
	seen := 0
	for _, c := range commands(root) {
		for line := range strings.Lines(c.Example) {
			words := strings.Fields(strings.TrimSpace(line))
			if len(words) == 0 || words[0] != "oneonone" {
				continue
			}
			seen++
			found, rest, err := root.Find(words[1:])
			if err != nil || found == root && len(words) > 1 {
				t.Errorf("%s: %q leads nowhere (%v)", c.CommandPath(), line, err)
				continue
			}
			for _, w := range rest {
				name, _, _ := strings.Cut(strings.TrimPrefix(w, "--"), "=")
				if strings.HasPrefix(w, "--") && name != "" && found.Flags().Lookup(name) == nil && found.InheritedFlags().Lookup(name) == nil {
					t.Errorf("%s: %q has no flag %s", c.CommandPath(), line, w)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("there are no examples")
	}
}

func TestGetenvTakesTheLast(t *testing.T) {
	e := Env{Environ: []string{"A=1", "AB=2", "A=3=4", "strange"}}
	got := []string{e.Getenv("A"), e.Getenv("AB"), e.Getenv("B"), e.Getenv("strange")}
	if diff := cmp.Diff([]string{"3=4", "2", "", ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadEvery(t *testing.T) {
	tests := map[string]int{
		"2w": 14, "3w": 21, "10d": 10, "1m": 30, "1W": 7, "2 weeks": 14, "1 day": 1, "none": 0, "": 0,
		"0d": -1, "2": -1, "w": -1, "-1w": -1, "often": -1, "53w": -1, "999m": -1,
	}
	for in, want := range tests {
		got, err := readEvery(in)
		if err != nil {
			got = -1
		}
		if got != want {
			t.Errorf("readEvery(%q) = %d, want %d", in, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"win", "blocker", "question", "Priya"}
	tests := map[string]string{
		"wni": "win", "blokcer": "blocker", "questions": "question", "pirya": "Priya", "PRIYA": "Priya",
		"bob": "", "": "", "party": "",
	}
	for in, want := range tests {
		if got := nearest(in, words); got != want {
			t.Errorf("nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

// BenchmarkNote10k files a note beside 10,000 others.
func BenchmarkNote10k(b *testing.B) {
	w := newWorld(b)
	records := make([]oneonone.Record, 0, 10_000)
	day := w.Now().AddDate(-3, 0, 0)
	for i := range 10_000 {
		h := oneonone.Head{ID: fmt.Sprintf("old%013d", i), Kind: oneonone.KindNote, At: day.Add(time.Duration(i) * time.Hour), Text: "an older note about the work of a day, with #tags and @people in it"}
		records = append(records, &oneonone.Note{Head: h})
	}
	if err := store.New(w.Getenv("ONEONONE_DB")).Put(records...); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if code := w.run("note", "one more"); code != exitDone {
			b.Fatal(w.err.String())
		}
	}
}
