package figures

import (
	"strings"
	"testing"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// A figure of a goal is not told without the note that takes it up again, and no other
// note is taken for that one.
func TestAgain(t *testing.T) {
	tests := map[string]struct {
		step  string
		notes []string
		want  string
	}{
		"put right": {
			step:  "2026-11-12 17",
			notes: []string{"2026-11-12 Recon at 17, Yusuf can't believe it", "2026-11-17 Yusuf says my 17 left out the reversal lines. With them it is 23."},
			want:  "“Yusuf says my 17 left out the reversal lines. With them it is 23” (17 Nov).",
		},
		"a figure of its own needs no word in common": {
			step:  "2026-11-04 13.6 m",
			notes: []string{"2026-11-12 Rerun from cold start gave 16.8 m. That 13.6 had seen the future."},
			want:  "“That 13.6 had seen the future” (12 Nov).",
		},
		"another thing of the same number": {
			step:  "2026-11-12 17",
			notes: []string{"2026-11-12 Recon at 17, Yusuf can't believe it", "2026-11-17 17 eggs and 2 loaves"},
		},
		"a day is no figure":      {step: "2026-11-12 17", notes: []string{"2026-11-12 Recon at 17 with Yusuf", "2026-11-18 Yusuf is off from 17 Nov to 23 Nov"}},
		"only the figure, again":  {step: "2026-11-04 13.6 m", notes: []string{"2026-11-12 told everybody 13.6"}},
		"from before it was told": {step: "2026-11-12 13.6 m", notes: []string{"2026-11-04 13.6 and not 16.8"}},
	}
	for name, test := range tests {
		in := input()
		in.Goals = []*oneonone.Goal{goal("Unmatched lines under 20 a day", test.step)}
		in.Goals[0].GoalKind = oneonone.Professional
		for _, line := range test.notes {
			in.Notes = append(in.Notes, note(line))
		}
		b := brief.New(in)
		got := Since(b, Of(b))
		if len(got) != 1 {
			t.Errorf("%s: %v", name, got)
			continue
		}
		_, quote, _ := strings.Cut(got[0].Text, "“")
		if want := strings.TrimPrefix(test.want, "“"); quote != want {
			t.Errorf("%s: %q, want the quote %q", name, got[0].Text, test.want)
		}
		if cited := len(got[0].Evidence); (cited > 1) != (test.want != "") {
			t.Errorf("%s: it rests on %v", name, got[0].Evidence)
		}
	}
}
