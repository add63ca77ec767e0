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

// mostAllocs is how much a package of ours may do before main: a table of its
// words is built there, an expression that is compiled there costs hundreds.
const mostAllocs = 60

// TestInit makes sure that no package of ours works before main: `note` is
// typed many times a day. It counts allocations, not time, which another
// program on the machine can stretch.
func TestInit(t *testing.T) {
	counts := initAllocs(t)
	if len(counts) == 0 {
		t.Fatal("the trace tells of no package")
	}
	for name, n := range counts {
		if strings.HasPrefix(name, "oneonone/") && n > mostAllocs {
			t.Errorf("%s allocates %d times before main", name, n)
		}
	}
}

// initAllocs runs the program and gives how often each package allocated before main.
func initAllocs(t *testing.T) map[string]int {
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
	line := regexp.MustCompile(`^init (\S+) @.* (\d+) allocs$`)
	counts := map[string]int{}
	for s := bufio.NewScanner(&trace); s.Scan(); {
		if m := line.FindStringSubmatch(s.Text()); m != nil {
			counts[m[1]], _ = strconv.Atoi(m[2]) // digits
		}
	}
	return counts
}
