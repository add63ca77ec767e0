//go:build sweep && unix

package main

import "testing"

// TestSweepRepositories reads every hostile repository. It takes minutes: git is waited for where it waits.
func TestSweepRepositories(t *testing.T) {
	all := hostileRepos()
	if len(all) < 100 {
		t.Fatalf("only %d repositories", len(all))
	}
	base := hostileBase(t)
	seen := map[string]bool{}
	for _, h := range all {
		if seen[h.name] {
			t.Errorf("two are called %s", h.name)
		}
		seen[h.name] = true
		t.Run(h.name, func(t *testing.T) { t.Parallel(); readHostile(t, base, h) })
	}
}
