package figures

import (
	"slices"
	"testing"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// A figure that the other person heard and that a later note takes back is told, with the
// later notes that name it again; what is only compared, or was never told, is not.
func TestAmended(t *testing.T) {
	for _, tt := range []struct {
		said, note, later string
		figure            string
		also              bool
	}{
		{"MFA 88, takes it to the board on Monday", "The 88 was wrong. The dashboard counts leavers, honest figure is 83.", "", "88", false},
		{"tick 49 on swarm", "ok so its 57, not 49, i forgot the pets, my mistake", "min-jae's slide still says 49 for the swarm tick, my mistake", "49", true},
		{"Q3 loans 61,940 !!", "oh no. the 61,940 I gave Luc has the renewals in, I got it wrong", "", "61,940", false},
		{"MFA 88, takes it to the board on Monday", "MFA went from 88 to 91", "", "", false},
		{"MFA 88, takes it to the board on Monday", "I made a mistake in the release notes, 12 of 88 lines were doubled", "", "", false},
		{"nothing new", "The 88 was wrong. The dashboard counts leavers.", "", "", false},
	} {
		in := input()
		in.From = day("2026-11-05")
		met := oneonone.Head{ID: "met", Kind: oneonone.KindMeeting, At: day("2026-11-05").Time(time.UTC), Text: tt.said}
		in.Held = []*oneonone.Meeting{{Head: met, On: day("2026-11-05"), With: "Marit Hoekstra", Held: true}}
		in.Notes = []*oneonone.Note{note("2026-11-10 " + tt.note)}
		later := ""
		if tt.later != "" {
			in.Notes = append(in.Notes, note("2026-11-12 "+tt.later))
			later = in.Notes[1].ID
		}
		facts := amended(brief.New(in))
		switch {
		case tt.figure == "" && len(facts) > 0:
			t.Errorf("%q after %q: %s", tt.note, tt.said, facts[0].Text)
		case tt.figure != "" && len(facts) != 1:
			t.Errorf("%q after %q: %d facts", tt.note, tt.said, len(facts))
		case tt.figure != "" && (facts[0].Points[0].Number() != tt.figure || slices.Contains(facts[0].Evidence, later) != tt.also):
			t.Errorf("%q after %q: %q, rests on %v", tt.note, tt.said, facts[0].Points[0].Number(), facts[0].Evidence)
		}
	}
}
