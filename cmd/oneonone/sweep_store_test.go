package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// world is a home of its own for programs that a test starts by itself.
type world struct {
	dir string
	env []string
}

// newWorld gives a home in memory where the system has it: what is tested is what is lost, not
// the disk.
func newWorld(t *testing.T) world {
	dir, err := os.MkdirTemp("/dev/shm", "oneonone-test-")
	if err != nil {
		dir = t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return world{dir, append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir, "TZ=UTC")}
}

func (w world) program(args ...string) *exec.Cmd {
	cmd := exec.Command("oneonone", args...)
	cmd.Env = w.env
	return cmd
}

// runs runs the program and wants it to work out.
func (w world) runs(t *testing.T, args ...string) string {
	t.Helper()
	out, err := w.program(args...).Output()
	if err != nil {
		t.Fatalf("oneonone %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

// notes gives the notes that stand in a store by their text.
func (w world) notes(t *testing.T, db string) map[string]bool {
	t.Helper()
	args := []string{"export"}
	if db != "" {
		args = append(args, "--db", db)
	}
	found := map[string]bool{}
	for _, m := range regexp.MustCompile(`"text":"(sweep [0-9-]+)"`).FindAllStringSubmatch(w.runs(t, args...), -1) {
		found[m[1]] = true
	}
	return found
}

// TestSweepKilledPrograms kills the program while it notes, four at a time: what it said is noted
// is on file, and the store is sound. Three thousand times:
//
//	go test ./cmd/oneonone -tags sweep -run SweepKilledPrograms -timeout 60m -v
func TestSweepKilledPrograms(t *testing.T) {
	w := newWorld(t)
	began := time.Now()
	w.runs(t, "note", "sweep 0")
	took := time.Since(began)
	var all sync.WaitGroup
	var mu sync.Mutex
	killed, acknowledged := 0, []string{}
	for worker := range 4 {
		all.Go(func() {
			rng := rand.New(rand.NewPCG(20261201, uint64(worker)))
			for i := worker; i < sweepKills; i += 4 {
				text := fmt.Sprintf("sweep %d-%d", worker, i)
				cmd := w.program("note", text)
				var out strings.Builder
				cmd.Stdout = &out
				if err := cmd.Start(); err != nil {
					t.Error(err)
					return
				}
				kill := time.AfterFunc(time.Duration(rng.Int64N(int64(2*took))), func() { _ = cmd.Process.Kill() })
				err := cmd.Wait()
				kill.Stop()
				mu.Lock()
				if err != nil {
					killed++
				}
				if strings.Contains(out.String(), "noted") {
					acknowledged = append(acknowledged, text)
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	found := w.notes(t, "")
	for _, text := range acknowledged {
		if !found[text] {
			t.Errorf("%q was noted, and is lost", text)
		}
	}
	t.Logf("%d programs, %d killed, %d notes acknowledged, %d on file", sweepKills, killed, len(acknowledged), len(found))
	if len(found) == 0 || w.program("doctor").Run() != nil {
		t.Error("the store is not sound")
	}
}

// TestSweepRestoredPrograms restores a copy beside three programs that note: what they said is noted
// is on file, or in a copy from before a restore. For minutes:
//
//	go test ./cmd/oneonone -tags sweep -run SweepRestoredPrograms -timeout 60m -v
func TestSweepRestoredPrograms(t *testing.T) {
	w := newWorld(t)
	w.runs(t, "note", "sweep 0")
	old := filepath.Join(w.dir, "old.db")
	w.runs(t, "backup", old)
	var all sync.WaitGroup
	stop, acknowledged := time.Now().Add(sweepRestores), make([][]string, 3)
	for i := range acknowledged {
		all.Go(func() {
			for n := 0; time.Now().Before(stop); n++ {
				text := fmt.Sprintf("sweep %d-%d", i, n)
				if out, err := w.program("note", text).CombinedOutput(); err == nil {
					acknowledged[i] = append(acknowledged[i], text)
				} else if !strings.Contains(string(out), "another program is using it") {
					t.Errorf("%v: %s", err, out)
				}
			}
		})
	}
	restores := 0
	for time.Now().Before(stop) {
		if out, err := w.program("restore", old, "--yes").CombinedOutput(); err == nil {
			restores++
		} else if !strings.Contains(string(out), "another program is using it") {
			t.Errorf("%v: %s", err, out)
		}
	}
	all.Wait()
	found := w.notes(t, "")
	kept, err := filepath.Glob(filepath.Join(w.dir, "oneonone", "backups", "*-before-restore*.db"))
	if err != nil || len(kept) == 0 {
		t.Fatalf("no copies were kept: %v", err)
	}
	for _, path := range kept {
		for text := range w.notes(t, path) {
			found[text] = true
		}
	}
	total, lost := 0, 0
	for _, texts := range acknowledged {
		for _, text := range texts {
			total++
			if !found[text] {
				lost++
			}
		}
	}
	t.Logf("%d restores beside 3 writers, %d notes acknowledged, %d lost", restores, total, lost)
	if lost > 0 || total == 0 || restores == 0 {
		t.Errorf("%d of %d notes lost in %d restores", lost, total, restores)
	}
}
