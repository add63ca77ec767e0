package ground

import (
	"fmt"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"testing"
)

func TestX(t *testing.T) {
	on, _ := oneonone.ParseDate("2026-11-05")
	g := New(nil, on, prose.Locale{}, nil)
	for _, x := range []string{"MFA 88 - takes it to G's board on Monday", "to Gordon's board on Monday, 9 November.", "after the 27th there's the freeze, 30 November to 8 January.", "past 8 January, since", "freeze starts today thru dec 1", "the freeze on 1 December.", "oct 17 of 22, 28h20. S wrote", "logs and 28 h 20, and this", "that 14 of September's 19 complaint logs", "by mid-November I had", "asked 2 study days, got 1", "on Friday the 27th and", "Feedback 2 of the six"} {
		fmt.Println(x)
		for _, s := range g.slotsOf(x, on) {
			fmt.Printf("   %q kind %d val %v of %v unit %q noun %q loose %v day %v-%v rel %v wd %v\n", s.Text, s.Kind, s.Value, s.Of, s.Unit, s.Noun, s.Loose, s.Day, s.Until, s.Relative, s.Weekday)
		}
	}
}
