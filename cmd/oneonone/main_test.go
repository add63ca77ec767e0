package main

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the programs print into the scripts")

// TestMain lets this test binary be the program itself, and the helpers that
// scripts use, by the name it is called with.
func TestMain(m *testing.M) {
	// Scripts wait more than they compute; -parallel says otherwise.
	if err := flag.Set("test.parallel", strconv.Itoa(4*runtime.GOMAXPROCS(0))); err != nil {
		panic(err)
	}
	programs := map[string]func(){"oneonone": main}
	for name, run := range helpers() {
		programs[name] = run
	}
	testscript.Main(m, programs)
}

// TestScripts runs every script, each in a world of its own: a home, a clock
// that stands still, and nothing of the environment outside.
func TestScripts(t *testing.T) {
	const dir = "../../testdata/script"
	scripts, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("there are no scripts in %s (%v)", dir, err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Cmds:                commands(),
		Setup:               setUp,
	})
}

// commands are all that scripts have besides testscript's own.
func commands() map[string]func(*testscript.TestScript, bool, []string) {
	all := scriptCommands()
	maps.Copy(all, modelCommands())
	return all
}

func setUp(e *testscript.Env) error {
	e.Values[serverKey{}] = &scriptServer{t: e.T()}
	home := filepath.Join(e.WorkDir, "home")
	e.Setenv("HOME", home)
	e.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
	e.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	e.Setenv("DB", filepath.Join(home, "data", "oneonone", "oneonone.db"))
	e.Setenv("ONEONONE_NOW", "2026-11-20T09:00:00Z")
	e.Setenv("TZ", "UTC")
	e.Setenv("TERM", "xterm-256color")
	e.Setenv("EDITOR", "typewriter")
	e.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	return os.MkdirAll(home, 0o700)
}
