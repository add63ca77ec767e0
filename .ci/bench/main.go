// Command bench times whole commands of oneonone against a Go program that
// prints one line, in turn on the same machine, and prints the ratio of the
// medians. It prints figures and judges nothing.
//
// usage: go run ./.ci/bench [RUNS]
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

const hello = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	runs := 15
	if len(args) > 0 {
		n, err := strconv.Atoi(args[0])
		if err != nil || n < 1 {
			return errors.New("usage: go run ./.ci/bench [RUNS]")
		}
		runs = n
	}
	dir, err := os.MkdirTemp("", "oneonone-bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := bench{dir: dir, runs: runs, now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
	return b.all()
}

type bench struct {
	dir  string
	runs int
	now  time.Time
}

func (b bench) path(name string) string { return filepath.Join(b.dir, name) }

func (b bench) all() error {
	if err := errors.Join(b.build(), b.fill("few.db", 1_000), b.fill("notes.db", 10_000), b.fill("many.db", 100_000), b.history("repo", 20_000)); err != nil {
		return err
	}
	tool := b.path("oneonone")
	few, small, many := "--db="+b.path("few.db"), "--db="+b.path("notes.db"), "--db="+b.path("many.db")
	commands := []struct {
		name string
		argv []string
	}{
		{"a program that prints one line", []string{b.path("hello")}},
		{"version", []string{tool, "version"}},
		{"note, 10,000 notes on file", []string{tool, small, "note", "the import is at 40 s now, was 95"}},
		{"log, 10,000 notes on file", []string{tool, small, "log"}},
		{"search, 100,000 notes on file", []string{tool, many, "search", "schema review"}},
		{"search for a slip, 100,000 notes on file", []string{tool, many, "search", "shcema"}},
		{"export, 100,000 notes on file", []string{tool, many, "export", "--out", b.path("export.jsonl")}},
		{"trends --html over five years, 100,000 notes", []string{tool, many, "trends", "--since", "2021-11-20", "--html", b.path("trends.html")}},
		{"prep --demo", []string{tool, "prep", "--demo"}},
		{"prep, 1,000 notes on file", []string{tool, few, "prep", "--offline", "--no-save"}},
		{"prep, 10,000 notes on file", []string{tool, small, "prep", "--offline", "--no-save"}},
		{"prep, 100,000 notes on file", []string{tool, many, "prep", "--offline", "--no-save"}},
		{"prep, 10,000 notes, 20,000 commits", []string{tool, small, "prep", "--offline", "--no-save", "--git", b.path("repo"), "--author", "me@example.com"}},
		{"reflect over a year, 10,000 notes", []string{tool, small, "reflect", "--offline", "--no-save", "--since", "2025-11-20"}},
	}
	server := newWaiting()
	defer server.Close()
	times := make([][]time.Duration, len(commands)+1)
	for range b.runs + 1 {
		for i, c := range commands {
			took, err := b.time(c.argv)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			times[i] = append(times[i], took)
		}
		took, err := b.asked(server, []string{tool, small, "prep", "--no-save"})
		if err != nil {
			return fmt.Errorf("prep with a model: %w", err)
		}
		times[len(commands)] = append(times[len(commands)], took)
	}
	base := median(times[0][1:])
	fmt.Printf("medians of %d runs after one warm-up\n", b.runs)
	for i := range times {
		name := "prep with a model, 10,000 notes on file: until the request is there"
		if i < len(commands) {
			name = commands[i].name
		}
		m := median(times[i][1:])
		fmt.Printf("%8.1f ms  %7.1f x  %s\n", float64(m.Microseconds())/1000, float64(m)/float64(base), name)
	}
	return nil
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}

func (b bench) time(argv []string) (time.Duration, error) {
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = append(os.Environ(), "ONEONONE_NOW="+b.now.Format(time.RFC3339), "ONEONONE_OFFLINE=1", "TZ=UTC",
		"XDG_CONFIG_HOME="+b.path("config"), "XDG_DATA_HOME="+b.path("data"))
	start := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%w: %s", err, out)
	}
	return time.Since(start), nil
}

// build compiles the program and the one it is compared with.
func (b bench) build() error {
	src := b.path("hello.go")
	if err := os.WriteFile(src, []byte(hello), 0o600); err != nil {
		return err
	}
	for _, argv := range [][]string{
		{"build", "-trimpath", "-ldflags=-s -w", "-o", b.path("oneonone"), "./cmd/oneonone"},
		{"build", "-trimpath", "-ldflags=-s -w", "-o", b.path("hello"), src},
	} {
		cmd := exec.Command("go", argv...)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go %s: %w: %s", strings.Join(argv, " "), err, out)
		}
	}
	return nil
}

// fill makes a store with n notes, one every 50 minutes back from today: more
// notes reach further back, and the last weeks are the same.
func (b bench) fill(name string, n int) error {
	s := store.New(b.path(name))
	words := strings.Fields("deploy cache review parser billing search index latency queue retry timeout schema migration test flake alert dashboard rollout client backlog design doc cost budget mentor sprint")
	const step = 50 * time.Minute
	records := make([]oneonone.Record, 0, 1000)
	for i := range n {
		at := b.now.Add(-time.Duration(i) * step)
		text := fmt.Sprintf("+%s the %s of the %s took %d ms, was %d", words[i%7], words[i%23], words[(i*7)%25], 100+i%400, 300+i%700)
		records = append(records, &oneonone.Note{Head: oneonone.Head{ID: oneonone.DeriveID(name, strconv.Itoa(i)), Kind: oneonone.KindNote, At: at, Text: text, Projects: []string{words[i%7]}, Created: at, Changed: at}})
		if len(records) == cap(records) {
			if err := s.Put(records...); err != nil {
				return err
			}
			records = records[:0]
		}
	}
	return s.Put(records...)
}

// history makes a repository with n commits over five years, a fifth of them
// the user's.
func (b bench) history(name string, n int) error {
	repo := b.path(name)
	if out, err := exec.Command("git", "init", "-q", "-b", "main", repo).CombinedOutput(); err != nil {
		return fmt.Errorf("git init: %w: %s", err, out)
	}
	var in bytes.Buffer
	step := 5 * 365 * 24 * time.Hour / time.Duration(n)
	for i := range n {
		who := []string{"me", "ann", "bob", "cy", "dee"}[i%5]
		when := b.now.Add(-time.Duration(n-i) * step).Unix()
		message := fmt.Sprintf("%s: %s the %s path", []string{"store", "api", "web"}[i%3], []string{"fix", "add", "speed up"}[i%7%3], []string{"read", "write", "list"}[i%11%3])
		fmt.Fprintf(&in, "commit refs/heads/main\nauthor %s <%s@example.com> %d +0000\ncommitter %s <%s@example.com> %d +0000\ndata %d\n%s\n", who, who, when, who, who, when, len(message), message)
		content := fmt.Sprintf("line %d\n", i)
		fmt.Fprintf(&in, "M 100644 inline %s/file%d.go\ndata %d\n%s\n", []string{"store", "api", "web"}[i%3], i%97, len(content), content)
	}
	cmd := exec.Command("git", "-C", repo, "fast-import", "--quiet")
	cmd.Stdin = &in
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("git fast-import: %w: %s", err, out)
	}
	return nil
}
