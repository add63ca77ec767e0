package figures

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

func TestOverTime(t *testing.T) {
	now := time.Date(2026, 11, 12, 9, 0, 0, 0, time.UTC)
	day := func(month time.Month, d int) oneonone.Date { return oneonone.Date{Year: 2026, Month: month, Day: d} }
	head := func(id string, on oneonone.Date, text string) oneonone.Head {
		return oneonone.Head{ID: id, At: on.Time(time.UTC), Text: text}
	}
	in := brief.Input{
		Now: now, From: day(10, 1), To: day(11, 12), Meeting: oneonone.Slot{On: day(11, 12)},
		Goals: []*oneonone.Goal{{Head: head("goal", day(8, 1), "Search answers within 500 ms at all depots"), Status: oneonone.StatusOpen, Due: day(12, 31), Progress: []oneonone.Step{
			{On: day(8, 2), Text: "2,400 ms"}, {On: day(9, 14), Text: "1,900 ms"}, {On: day(10, 28), Text: "290 ms at the first 6 depots"}, {On: day(11, 4), Text: "310 ms at 22 of 38 depots, the other 16 as before"},
		}}},
		Notes: []*oneonone.Note{
			{Head: head("one", day(10, 2), "nightly build takes 24 min")}, {Head: head("two", day(11, 2), "nightly build takes 16 min")},
			{Head: head("old", day(7, 1), "flaky importer tests: 9 a week")}, {Head: head("older", day(7, 9), "flaky importer tests: 3 a week")},
		},
	}
	want := []oneonone.Fact{
		{Text: "Search answers within 500 ms at all depots, by 31 Dec: 1,900 ms (14 Sep) → 310 ms at 22 of 38 depots, the other 16 as before (4 Nov)", Evidence: []string{"goal"}},
		{Text: "Nightly build takes 24 min (2 Oct) → nightly build takes 16 min (2 Nov)", Evidence: []string{"one", "two"}},
	}
	if diff := cmp.Diff(want, OverTime(brief.New(in))); diff != "" {
		t.Errorf("over time (-want +got):\n%s", diff)
	}
	in.To, in.Meeting.On = day(10, 30), day(10, 30)
	got := OverTime(brief.New(in))
	if !slices.ContainsFunc(got, func(f oneonone.Fact) bool {
		return f.Text == "Search answers within 500 ms at all depots, by 31 Dec: 1,900 ms (14 Sep) → 290 ms at the first 6 depots (28 Oct)"
	}) {
		t.Errorf("a period that ended knows what came later: %v", got)
	}
}
