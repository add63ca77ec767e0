package figures

import (
	"testing"

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

func TestSample(t *testing.T) {
	for _, f := range Of(brief.New(sampleInput(t))) {
		t.Logf("%s %s %s\n   %s", f.Kind, f.Reached, f.Text, f.How)
	}
}
