package brief

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"oneonone/internal/oneonone"
)

func pulls(n int) []oneonone.Work {
	var all []oneonone.Work
	for i := range n {
		at := time.Date(2026, 11, 19, 9, 0, 0, 0, time.UTC).AddDate(0, 0, -i/18)
		all = append(all, oneonone.Work{
			Source: "github", Place: "acme/api", Ref: fmt.Sprintf("#%d", 100+i), Pull: true, Mine: true, Title: fmt.Sprintf("Retry step %d", i),
			Link: fmt.Sprintf("https://github.com/acme/api/pull/%d", i), State: oneonone.WorkMerged, Ready: at, Ended: at.Add(time.Hour), Inserted: 10,
			Looks: []oneonone.Look{{Who: "priya", At: at.Add(30 * time.Minute)}},
		})
	}
	return all
}

func briefOf(work []oneonone.Work, notes ...*oneonone.Note) *Brief {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	to := oneonone.DateOf(now)
	return New(Input{Now: now, From: to.AddDays(-14), To: to, Work: work, Notes: notes})
}

// What is private or holds a secret is not told; what nobody names is counted and no item.
func TestWorkShown(t *testing.T) {
	work := pulls(3)
	work[0].Title, work[0].State, work[0].Ended, work[0].Looks = "Secret review #private", oneonone.WorkOpen, time.Time{}, nil
	work[1].Title, work[1].State, work[1].Ended, work[1].Looks = "Use ghp_abcdefghijklmnopqrstuvwxyz0123456789", oneonone.WorkOpen, time.Time{}, nil
	work[0].Ready, work[1].Ready = work[0].Ready.AddDate(0, 0, -5), work[1].Ready.AddDate(0, 0, -5)
	b := briefOf(work)
	for _, it := range b.Items {
		if strings.Contains(it.Text, "Secret review") || strings.Contains(it.Text, "ghp_abc") {
			t.Errorf("told: %s", it.Text)
		}
		if b.IsWork(it) {
			t.Errorf("an item nobody names: %s", it.Text)
		}
	}
	named := briefOf(pulls(3), &oneonone.Note{Head: oneonone.Head{ID: "n1", At: time.Date(2026, 11, 18, 9, 0, 0, 0, time.UTC), Text: "PR 101 needs a second look"}})
	found := 0
	for _, it := range named.Items {
		if named.IsWork(it) {
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d items for one that a note names", found)
	}
}

// What others looked at before it was ready is not said to have no review.
func TestCourseOfDraft(t *testing.T) {
	work := pulls(1)
	work[0].Looks[0].At = work[0].Ready.Add(-time.Hour)
	if got := briefOf(work).Course(work[0]); !strings.Contains(got, "reviewed as a draft") {
		t.Error(got)
	}
	work[0].Looks = nil
	if got := briefOf(work).Course(work[0]); !strings.Contains(got, "no review by anybody else") {
		t.Error(got)
	}
}

func TestMiddle(t *testing.T) {
	if got := middle([]float64{9, 1, 5}); got != 5 {
		t.Error(got)
	}
	if got := middle([]float64{4, 1, 2, 9}); got != 3 {
		t.Error(got)
	}
}

func BenchmarkWork(b *testing.B) {
	for _, n := range [...]int{0, 1000} {
		work := pulls(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				briefOf(work)
			}
		})
	}
}
