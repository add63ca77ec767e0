package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// leastRuns is how often the start is looked at: the least of the times is
// the one that no other program disturbed.
const leastRuns = 3

// TestInit makes sure that no package of ours works before main: `note` is
// typed many times a day.
func TestInit(t *testing.T) {
	least := map[string]float64{}
	for range leastRuns {
		for name, ms := range initTimes(t) {
			if old, ok := least[name]; !ok || ms < old {
				least[name] = ms
			}
		}
	}
	if len(least) == 0 {
		t.Fatal("the trace tells of no package")
	}
	for name, ms := range least {
		if strings.HasPrefix(name, "oneonone/") && ms >= 1 {
			t.Errorf("%s takes %.2f ms before main", name, ms)
		}
	}
}

// initTimes runs the program and gives the milliseconds that the
// initialisation of each package took.
func initTimes(t *testing.T) map[string]float64 {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "oneonone")
	if err := os.Symlink(self, program); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	var trace bytes.Buffer
	cmd := exec.Command(program, "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, trace.String())
	}
	line := regexp.MustCompile(`^init (\S+) @[\d.]+ ms, ([\d.]+) ms clock`)
	times := map[string]float64{}
	for s := bufio.NewScanner(&trace); s.Scan(); {
		if m := line.FindStringSubmatch(s.Text()); m != nil {
			times[m[1]], _ = strconv.ParseFloat(m[2], 64) // digits and dots
		}
	}
	return times
}
