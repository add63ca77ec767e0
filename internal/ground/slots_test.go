package ground_test

import (
	"testing"

	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// TestHoldsWhatFollows: a day that the notes have in bare digits, and hours that a count
// of minutes comes to, are not taken out.
func TestHoldsWhatFollows(t *testing.T) {
	on := oneonone.Date{Year: 2026, Month: 11, Day: 18}
	for _, tt := range []struct {
		record, sentence string
		wrong            bool
	}{
		{"retention is 60 days, the first records go on 24.11", "The first records go on Tuesday 24 November.", false},
		{"retention is 60 days, the first records go on 24.11", "The first records go on 25 November.", true},
		{"study days 25+26.11 are pending", "The study days on 25 and 26 November are pending.", false},
		{"the exam is 11/27", "The exam is on 27 November.", false},
		{"the flight is 27.112 lei", "The flight is on 27 November.", true},
		{"49 left, by hand it is 25-30 min each", "By hand the 49 are 20 to 25 hours.", false},
		{"49 left, by hand it is 25-30 min each", "By hand the 49 are 60 hours.", true},
		{"twenty years are through of the 32 years that the goal has", "The campaign is at 20 of 32 years.", false},
		{"twenty years are through of the 32 years that the goal has", "The campaign is at 21 of 32 years.", true},
		{"6 of 32 years were through then; twenty years are through now", "The campaign is at 20 of 32 years.", false},
	} {
		g := ground.New([]ground.Source{{ID: "n1", Text: tt.record, On: on.AddDays(-3)}}, on, prose.Locale{}, nil)
		if v := g.Judge(tt.sentence, []string{"n1"}); (v.Outcome == ground.Contradicted) != tt.wrong {
			t.Errorf("%q against %q: %v %s", tt.sentence, tt.record, v.Outcome, v.Wrong)
		}
	}
}
