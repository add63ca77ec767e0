package cli

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/llm"
)

// remembering is an App whose state folder is its own.
func remembering(t *testing.T, now time.Time) (*App, string) {
	t.Helper()
	w := newWorld(t)
	dir := t.TempDir()
	w.Environ = append(w.Environ, "XDG_STATE_HOME="+dir)
	a := newApp(t.Context(), w.Env)
	a.now = now
	return a, filepath.Join(dir, "oneonone", "models.json")
}

// What was learned of one model holds for it alone, for a month, in a file that
// only the user can read.
func TestHabitsAreKept(t *testing.T) {
	begin := time.Date(2026, time.November, 20, 9, 0, 0, 0, time.UTC)
	a, path := remembering(t, begin)
	one, other := llm.Habits{Form: llm.FormObject}, llm.Habits{NoStream: true}
	a.keepHabits("http://a/v1", "m", one)
	a.keepHabits("http://a/v1", "n", other)
	a.keepHabits("http://b/v1", "m", llm.Habits{})
	got := []llm.Habits{a.learned("http://a/v1", "m").Habits, a.learned("http://a/v1", "n").Habits, a.learned("http://b/v1", "m").Habits}
	if diff := cmp.Diff([]llm.Habits{one, other, {}}, got); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left over: %v, %v", left, err)
	}
	for days, want := range map[int]llm.Habits{29: one, 30: {}, -1: {}} {
		a.now = begin.AddDate(0, 0, days)
		if got := a.learned("http://a/v1", "m").Habits; got != want {
			t.Errorf("after %d days: %+v", days, got)
		}
	}
	a.now = begin
	a.keepContext("http://a/v1", "n", 8192)
	if got := a.learned("http://a/v1", "n"); got.Context != 8192 || got.Habits != other {
		t.Errorf("kept: %+v", got)
	}
	a.keepHabits("http://a/v1", "m", llm.Habits{})
	if got := a.learned("http://a/v1", "m").Habits; got != (llm.Habits{}) {
		t.Errorf("not forgotten: %+v", got)
	}
	if n := len(a.readHabits()); n != 1 {
		t.Errorf("%d models are on file", n)
	}
}

// Nothing that is the matter with the file is the user's concern.
func TestHabitsNeverFail(t *testing.T) {
	a, path := remembering(t, time.Now())
	a.keepHabits("u", "m", llm.Habits{})
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written to say nothing")
	}
	for _, text := range []string{"", "{", `{"a":1}`, "null"} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := a.learned("u", "m").Habits; got != (llm.Habits{}) {
			t.Errorf("%q: %+v", text, got)
		}
		a.keepHabits("u", "m", llm.Habits{NoUsage: true})
		if got := a.learned("u", "m").Habits; !got.NoUsage {
			t.Errorf("%q: not kept", text)
		}
	}
	if err := os.RemoveAll(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Dir(path), nil, 0o600); err != nil { // a file in the folder's place
		t.Fatal(err)
	}
	a.keepHabits("u", "m", llm.Habits{NoUsage: true})
}
