package ground_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// A record is never told to be wrong in its own words, a judgement is the same each time and says
// why, it rests on records that there are, and a figure that no record has is found.
func FuzzJudge(f *testing.F) {
	today := oneonone.Date{Year: 2026, Month: 11, Day: 20}
	f.Fuzz(func(t *testing.T, text, other string) {
		if !utf8.ValidString(text) || !utf8.ValidString(other) {
			return // records are clean
		}
		sources := func() []ground.Source {
			return []ground.Source{
				{ID: "own", Text: text, On: oneonone.Date{Year: 2026, Month: 11, Day: 18}},
				{ID: "goal", Text: "Checkout answers within 300 ms", On: today, IsGoal: true, Open: true, Due: today.AddDays(41)},
				{ID: "promise", Text: other, On: today, Owner: "Priya Nair", Open: true},
			}
		}
		build := func() *ground.Ground {
			return ground.New(sources(), today, prose.Locale{}, []string{"Priya Nair", "Ida Holm"}, today)
		}
		check := func(said string, v ground.Verdict) {
			for _, id := range v.Evidence {
				if !slices.Contains([]string{"own", "goal", "promise"}, id) {
					t.Fatalf("%q rests on %q", said, id)
				}
			}
			if (v.Outcome == ground.Holds) != (v.Wrong == "") {
				t.Fatalf("%q: %+v", said, v)
			}
			if again := build().Judge(said, []string{"own"}); !cmp.Equal(again, v) {
				t.Fatalf("%q: %+v, then %+v", said, v, again)
			}
		}
		own := build().Judge(text, []string{"own"})
		check(text, own)
		if own.Outcome == ground.Contradicted && strings.TrimSpace(text) != "" {
			t.Fatalf("%q is wrong in its own words: %+v", text, own)
		}
		check(other+" "+text, build().Judge(other+" "+text, []string{"own"}))
		build().Asks(other)
		const unknown = "It took 7919 apples."
		if !strings.Contains(text+other, "7") && build().Judge(unknown, nil).Outcome != ground.Contradicted {
			t.Fatalf("%q holds by %q and %q", unknown, text, other)
		}
	})
}
