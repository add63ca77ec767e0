package figures

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/testdata"
)

// sampleInput is the sample journal as it stands on the day of its meeting.
func sampleInput(t testing.TB) brief.Input {
	t.Helper()
	records, err := testdata.Journal()
	if err != nil {
		t.Fatal(err)
	}
	in := brief.Input{Now: testdata.Now(), Me: testdata.Me()}
	in.Meeting = oneonone.Slot{On: oneonone.DateOf(testdata.Now()), With: "Marit Hoekstra", Minutes: 30}
	in.From, in.To = oneonone.Date{Year: 2026, Month: 10, Day: 22}, in.Meeting.On
	for _, rec := range records {
		switch r := rec.(type) {
		case *oneonone.Note:
			in.Notes = append(in.Notes, r)
		case *oneonone.Action:
			in.Actions = append(in.Actions, r)
		case *oneonone.Feedback:
			in.Feedback = append(in.Feedback, r)
		case *oneonone.Goal:
			in.Goals = append(in.Goals, r)
		case *oneonone.Person:
			in.People = append(in.People, r)
		case *oneonone.Decision:
			in.Decisions = append(in.Decisions, r)
		}
	}
	return in
}

// The sample tells what a reader of it would compute, and nothing odd.
func TestSample(t *testing.T) {
	var got []string
	for _, f := range Of(brief.New(sampleInput(t))) {
		t.Logf("%s: %s [%s]", f.Kind, f.Text, f.How)
		if f.Kind == Series {
			got = append(got, figuresOf(f))
		}
	}
	want := []string{
		"14 pages > 6 pages",
		"1,900 ms > 240 ms > 290 ms > 310 ms",
		"2 of 35 pipelines > 1 of 47",
		"11 edi > 9 edi > 2 edi",
		"60 s > 4 min",
		"26 > 41 min",
		"2.1 s > 180 ms",
		"24 > 16 min",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
