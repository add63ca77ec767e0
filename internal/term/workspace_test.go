package term

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestWithoutWorkspace: go.work puts stand-ins in the place of two libraries
// of the renderer. A build without it links the real ones, and the pages and
// shapes that the other tests expect must be the same there.
func TestWithoutWorkspace(t *testing.T) {
	work, err := exec.Command("go", "env", "GOWORK").Output()
	if err != nil || strings.TrimSpace(string(work)) == "" || testing.Short() {
		t.Skip("not in a workspace, or short")
	}
	alone := append(os.Environ(), "GOWORK=off", "GOPROXY=off")
	list := exec.Command("go", "list", "-deps", "-test", ".")
	list.Env = alone
	if out, err := list.CombinedOutput(); err != nil {
		t.Skipf("the real libraries are not on this machine: %s", out)
	}
	test := exec.Command("go", "test", "-short", "-v", "-run", "^(TestPages|TestShapes|TestTextCannotActOnTheTerminal)$", ".")
	test.Env = alone
	out, err := test.CombinedOutput()
	if err != nil || strings.Count(string(out), "--- PASS") != 3 {
		t.Errorf("%v\n%s", err, out)
	}
}
