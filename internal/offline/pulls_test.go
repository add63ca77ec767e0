package offline

import (
	"testing"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// A line on a pull request rests on it: one that is no item of the brief is not told.
func TestPullLinesRest(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	to := oneonone.DateOf(now)
	work := oneonone.Work{
		Source: "github", Place: "acme/api", Ref: "#100", Pull: true, Mine: true, Title: "Retry refunds",
		Link: "https://github.com/acme/api/pull/100", State: oneonone.WorkMerged, Ready: now.AddDate(0, 0, -3), Ended: now.AddDate(0, 0, -2),
	}
	note := &oneonone.Note{Head: oneonone.Head{ID: "n1", At: now.AddDate(0, 0, -1), Text: "PR 100 went out"}}
	stream := brief.Stream{Repo: "api", Commits: []oneonone.Commit{{Subject: "Retry refunds (#100)"}}}
	for _, c := range [...]struct {
		notes []*oneonone.Note
		want  int
	}{{nil, 0}, {[]*oneonone.Note{note}, 1}} {
		p := &planner{b: brief.New(brief.Input{Now: now, From: to.AddDays(-14), To: to, Work: []oneonone.Work{work}, Notes: c.notes})}
		lines := p.pullLines(&stream)
		if len(lines) != c.want {
			t.Errorf("%d lines for %d items", len(lines), c.want)
		}
		for _, l := range lines {
			if len(l.Evidence) == 0 {
				t.Errorf("rests on nothing: %s", l.Text)
			}
		}
	}
}
