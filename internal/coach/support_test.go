package coach

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFigures(t *testing.T) {
	for text, want := range map[string][]string{
		"1,200 of 1.2k and 1200":            {"1200", "1200", "1200"},
		"from 18 to 10.50 min":              {"18", "10.5"},
		"18% or 18 percent, 18 per cent":    {"18%", "18%", "18%"},
		"p95 in Q3, v2 and PAY-123":         {"p95", "q3", "v2", "123"},
		"two of three, twice":               {"2", "3", "2"},
		"forty-seven, ninety, twenty-one":   {"47", "90", "21"},
		"thirty-day window, sixteen":        {"30", "16"},
		"0.06 and 1,5 and 3h, 2M":           {"0.06", "1.5", "3", "2000000"},
		"nothing, somebody, zero of it":     {"0"},
		"release 1.2.3":                     {"1.2.3"},
		"somebody wrote often about tenses": nil,
	} {
		if diff := cmp.Diff(want, figures(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// TestFacts says which facts a record bears, and what it lacks for the others.
func TestFacts(t *testing.T) {
	people := []string{"Tomas Berg", "Priya Nair", "Will Otis"}
	for _, tt := range []struct{ record, fact, lacks string }{
		{"2026-11-12, note: deploys failed 4 of 9 times, 40 min each", "4 of 9 deploys failed, 40 minutes each", ""},
		{"2026-11-12, note: deploys failed 4 of 9 times", "Deploys failed 5 of 9 times", "the figure 5"},
		{"2026-11-12, note: deploys failed 4 of 9 times", "Deploys failed four of nine times", ""},
		{"2026-11-12, note: deploys failed 4 of 9 times", "Deploys failed 12 of 9 times", "the figure 12"},
		{"2026-11-12, note: deploys failed 4 of 9 times", "On 12 November deploys failed 4 times", ""},
		{"2026-11-12, note: deploys failed 4 of 9 times", "On Thursday deploys failed 4 times", ""},
		{"2026-11-12, note: deploys failed 4 of 9 times", "On Friday deploys failed 4 times", "the day Friday"},
		{"2026-11-12, note: deploys failed 4 of 9 times", "On 13 November deploys failed 4 times", "the date 13 November"},
		{"2026-11-12, note: deploys failed", "Deploys failed in November", ""},
		{"2026-11-12, note: deploys failed", "Deploys failed in October", "the month October"},
		{"2026-11-12, note: deploys may fail", "May be that deploys fail", ""},
		{"2026-11-12, note: 18% of builds are flaky", "18 percent of builds are flaky", ""},
		{"2026-11-12, note: 18 builds are flaky", "18% of builds are flaky", "the figure 18%"},
		{"2026-11-12, note: p95 is 300 ms", "The p95 is 300 ms", ""},
		{"2026-11-12, note: p95 is 300 ms", "The p99 is 300 ms", "the figure p99"},
		{"note: @priya found the cause of the deploy failures", "Priya found the cause of the deploy failures", ""},
		{"note: @priya found the cause of the deploy failures", "Priya Nair found the cause of the deploy failures", ""},
		{"note: found the cause of the deploy failures", "Priya found the cause of the deploy failures", "the name Priya"},
		{"note: found the cause of the deploy failures", "Alex found the cause of the deploy failures", "the name Alex"},
		{"note: found the cause of the deploy failures", "The cause of the deploy failures is Kubernetes", "the name Kubernetes"},
		{"note: found the cause of the deploy failures", "Finding the cause of the deploy failures took work", ""},
		{"feedback from Priya Nair: your doc was clear", "Priya said “your doc was clear”", ""},
		{"feedback from Priya Nair: your doc was clear", "Priya said “your doc was brilliant”", "the quotation “your doc was brilliant”"},
		{"note: deploys fail", "Will deploys fail? Can deploys fail?", ""},
		{"note: deploys fail", "Deploys fail, says Will", "the name Will"},
		{"note: the oncall week had pages at night", "The on-call week had pages at night", ""},
		{"2026-11-12, note: the importer fails, 3 times this week", "The importer fails three quarters of the time, 3 times this week", "the part three quarters"},
		{"2026-11-12, note: the importer fails, 3 times this week", "The importer fails in half of all runs, 3 times this week", "the part half"},
		{"note: half of the runs fail", "Half the runs fail", ""},
		{"note: deploys failed 4 of the last 9 times", "Almost half the deploys failed", ""},
		{"note: deploys failed 4 of the last 9 times", "Two thirds of the deploys failed", "the part two thirds"},
		{"note: 50% of the runs fail", "Half of the runs fail", ""},
		{"note: a quarter of the runs fail this quarter", "This quarter a quarter of the runs fail", ""},
		{"note: runs fail since the quarter began", "A quarter of the runs fail", "the part a quarter"},
		{"note: the importer fails, 3 times this week", "The importer fails in the morning, 3 times this week", "the time of day morning"},
		{"note: nightly runs of the importer fail", "At night the runs of the importer fail", ""},
		{"note: 40 runs of the importer fail", "Forty-seven runs of the importer fail", "the figure 47"},
		{"note: 21 runs of the importer fail", "Twenty-one runs of the importer fail", ""},
		{"note: the cache is warm", "The morale in the team collapsed", "most of its words"},
	} {
		s := newSupport(people)
		s.addText(tt.record)
		if got := s.lacksAny(tt.fact); got != tt.lacks {
			t.Errorf("%q bears %q: lacks %q, want %q", tt.record, tt.fact, got, tt.lacks)
		}
	}
}

// FuzzSupport: a text bears itself, whatever it says.
func FuzzSupport(f *testing.F) {
	for _, s := range []string{"4 of 9 on 2026-11-12", "“quoted” and \"quoted\"", "May 5th", "in May", "1,2,3 k", "Priya’s 3rd v2.0-rc1 a_b/c", "İ", "½ ٣"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = line(strings.ToValidUTF8(text, ""))
		s := newSupport([]string{"Priya Nair"})
		s.addText(text)
		if missing := s.lacksAny(text); missing != "" {
			t.Errorf("%q lacks %s of itself", text, missing)
		}
	})
}
