package source

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"oneonone/internal/oneonone"
)

// testRepo is a real repository with a clock of its own.
type testRepo struct {
	t   testing.TB
	dir string
	now time.Time
	who string
}

const (
	ana = "Ana Diaz <ana@example.org>"
	bo  = "Bo Chen <bo@example.org>"
)

// newTestRepo makes a repository of Ana's on the branch main. Nothing of the
// machine's own git settings reaches it.
func newTestRepo(t testing.TB) *testRepo {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	r := &testRepo{t: t, dir: filepath.Join(t.TempDir(), "shop"), now: at("2026-10-01 09:00"), who: ana}
	if err := os.Mkdir(r.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	r.git("init", "-q", "-b", "main")
	r.git("config", "user.email", "ana@example.org")
	r.git("config", "user.name", "Ana Diaz")
	return r
}

func at(s string) time.Time {
	t, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		panic(err)
	}
	return t
}

// git runs git, with each run an hour after the one before.
func (r *testRepo) git(args ...string) string {
	r.t.Helper()
	r.now = r.now.Add(time.Hour)
	name, email, _ := strings.Cut(strings.TrimSuffix(r.who, ">"), " <")
	date := r.now.Format(time.RFC3339)
	cmd := exec.Command("git", append([]string{"-C", r.dir}, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C",
		"GIT_AUTHOR_NAME="+name, "GIT_AUTHOR_EMAIL="+email, "GIT_AUTHOR_DATE="+date,
		"GIT_COMMITTER_NAME="+name, "GIT_COMMITTER_EMAIL="+email, "GIT_COMMITTER_DATE="+date)
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// write puts a file of so many lines into the work tree; word tells versions
// apart.
func (r *testRepo) write(path, word string, lines int) {
	r.t.Helper()
	full := filepath.Join(r.dir, path)
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		r.t.Fatal(err)
	}
	var b strings.Builder
	for i := range lines {
		fmt.Fprintf(&b, "%s %d\n", word, i)
	}
	if err := os.WriteFile(full, []byte(b.String()), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

// commit writes a file and commits it.
func (r *testRepo) commit(message, path, word string, lines int) string {
	r.t.Helper()
	r.write(path, word, lines)
	return r.commitAll(message)
}

func (r *testRepo) commitAll(message string) string {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message)
	return r.git("rev-parse", "HEAD")
}

// read reads the history and fails on errors.
func (r *testRepo) read(o GitOptions) oneonone.History {
	r.t.Helper()
	h, err := Git(r.t.Context(), r.dir, o)
	if err != nil {
		r.t.Fatal(err)
	}
	return h
}

// told gives each commit as "subject [branch] mine files", to compare.
func told(h oneonone.History) []string {
	var lines []string
	for _, c := range h.Commits {
		line := c.Subject
		if c.Branch != "" {
			line += " [" + c.Branch + "]"
		}
		if c.Mine {
			line += " mine"
		}
		if c.CoAuthored {
			line += " with"
		}
		for _, f := range c.Files {
			line += fmt.Sprintf(" %s+%d-%d", f.Path, f.Inserted, f.Deleted)
			if f.Binary {
				line += " binary"
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func sorted(lines []string) []string {
	slices.Sort(lines)
	return lines
}
