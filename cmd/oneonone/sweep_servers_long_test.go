//go:build sweep

package main

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestSweepServers takes every command against every behaviour, with the program
// itself.
func TestSweepServers(t *testing.T) {
	world, all, runs := sweepWorld(t), behaviours(), sweepRuns()
	var mu sync.Mutex
	var longest time.Duration
	var slow string
	t.Cleanup(func() {
		t.Logf("%d behaviours, %d runs; the longest took %s: %s", len(all), len(all)*len(runs), longest.Round(time.Millisecond), slow)
	})
	for _, b := range all {
		for _, r := range runs {
			t.Run(b.name+", "+r.name, func(t *testing.T) {
				t.Parallel()
				took := sweepOne(t, world, b, r, asProgram)
				mu.Lock()
				defer mu.Unlock()
				if took > longest {
					longest, slow = took, t.Name()
				}
			})
		}
	}
}

// asProgram runs a command as a process of its own.
func asProgram(ctx context.Context, home, url string, args []string) (int, string) {
	cmd := exec.CommandContext(ctx, "oneonone", args...)
	var out bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Env = strings.NewReader(sweepNotes), &out, &out, sweepEnviron(home, url)
	err := cmd.Run()
	if failed, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok || ok && failed.ExitCode() < 0 {
		return -1, err.Error() + "\n" + out.String()
	}
	return cmd.ProcessState.ExitCode(), out.String()
}
