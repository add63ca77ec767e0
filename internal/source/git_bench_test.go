package source

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// BenchmarkGit reads eight weeks out of ten years and 20,000 commits of nine
// people, with a branch of the user's that is not merged.
func BenchmarkGit(b *testing.B) {
	r := newTestRepo(b)
	const commits = 20_000
	last := at("2026-11-20 12:00")
	var in strings.Builder
	for i := range commits {
		when := last.Add(-time.Duration(commits-i) * (10 * 365 * 24 * time.Hour / commits)).Unix()
		who := ana
		if i%9 > 0 {
			who = fmt.Sprintf("P %d <p%d@example.org>", i%9, i%9)
		}
		ref := "main"
		if i > commits-10 && i%9 == 0 {
			ref = "topic"
		}
		fmt.Fprintf(&in, "commit refs/heads/%s\nmark :%d\nauthor %s %d +0000\ncommitter %s %d +0000\n", ref, i+1, who, when, who, when)
		message := fmt.Sprintf("Change %d\n\nA line that says why.\n", i)
		fmt.Fprintf(&in, "data %d\n%s", len(message), message)
		if ref == "topic" {
			fmt.Fprintf(&in, "from :%d\n", i)
		}
		for f := range 3 {
			text := fmt.Sprintf("%s%d\n", strings.Repeat("line\n", 50), i)
			fmt.Fprintf(&in, "M 100644 inline pkg%d/file%d.go\ndata %d\n%s\n", i%40, (i+f)%97, len(text), text)
		}
	}
	cmd := exec.Command("git", "-C", r.dir, "fast-import", "--quiet")
	cmd.Stdin = strings.NewReader(in.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	since := last.AddDate(0, 0, -56)
	for b.Loop() {
		h := r.read(GitOptions{Since: since})
		b.ReportMetric(float64(len(h.Commits)), "commits")
		b.ReportMetric(float64(len(h.Earlier)), "earlier")
	}
}
