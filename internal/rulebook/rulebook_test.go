package rulebook

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

var today = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

func fired(text string) []string {
	var names []string
	for _, r := range Lint(text, today, prose.Locale{}) {
		if !slices.Contains(names, r.Rule) {
			names = append(names, r.Rule)
		}
	}
	slices.Sort(names)
	return names
}

// Each rule finds fault with its bad example, and nothing with its good one.
func TestExamples(t *testing.T) {
	for _, r := range textRules() {
		if got := fired(r.Bad); !slices.Equal(got, []string{r.Name}) {
			t.Errorf("%s: in %q it is %v that fires", r.Name, r.Bad, got)
		}
		if got := fired(r.Good); len(got) > 0 {
			t.Errorf("%s: in %q fires %v", r.Name, r.Good, got)
		}
		if r.Flags == "" || r.Why == "" || r.Fix == "" || r.Severity == "" {
			t.Errorf("%s is not explained", r.Name)
		}
	}
}

// A complete proposal has no finding; without one of its parts it has the one
// that names the part.
func TestPartsOfAProposal(t *testing.T) {
	for text, want := range map[string]string{
		"Cut p95 CI time from 18 to 10 minutes by 15 January by splitting the integration job; frees about 3 h a week of the team": "",
		"Cut p95 CI time by 15 January by splitting the integration job":                                                           NoMetric,
		"Cut p95 CI time from 18 to 10 minutes by splitting the integration job; frees about 3 h a week of the team":               NoDeadline,
		"Cut p95 CI time from 18 to 10 minutes by 15 October by splitting the integration job":                                     PastDeadline,
		"Cut the time of every CI job from 18 to 10 minutes by 15 January":                                                         Unbounded,
		"- [ ] Omar: split the integration job by 15 January":                                                                      "",
		"- [ ] split the integration job by 15 January":                                                                            NoOwner,
	} {
		got := strings.Join(fired(text), " ")
		if got != want {
			t.Errorf("%q: %q fires, want %q", text, got, want)
		}
	}
}

// What is no prose is no proposal.
func TestMarkdown(t *testing.T) {
	for _, text := range []string{
		"```\nImprove all tests\n```",
		"    Improve all tests",
		"> Improve all tests",
		"# Improve all tests",
		"| Improve all tests |\n|---|\n| Improve all tests |",
		"`Improve all tests`",
		"<!-- Improve all tests -->",
		"See [the page](https://example.com/improve-all-tests) and https://example.com/we-should-improve-everything",
		"She told me: \"Improve all tests, always\".",
		"- [x] improve all tests",
		"- `length`: raise the limit once or fail",
		"",
		"\ufeff",
	} {
		if got := fired(text); len(got) > 0 {
			t.Errorf("%q: %v fires", text, got)
		}
	}
}

// The parts of a proposal may stand in lines of their own, filled or asked for.
func TestPartsInLines(t *testing.T) {
	for text, want := range map[string]string{
		"## Reviews\n\n- **Proposal:** make reviews quicker\n- **Measured by:** hours to the first answer\n- **When:** by March":  "",
		"## Reviews\n\n- **Proposal:** make reviews quicker\n\nTo fill in before:\n\n- [ ] By when?\n- [ ] What would you count?": "",
		"## Reviews\n\n- **Proposal:** make reviews quicker\n\n## Builds\n\n- [ ] By when?\n- **Metric:** minutes":                "no-deadline no-metric",
		"Next steps:\n\n- renew the key\n\nThe rest is prose.\n\n- builds\n- holidays":                                            "no-owner",
		"## Action items\n\n- [ ] Mei - the report\n- [ ] Mei: the report":                                                        "",
	} {
		if got := strings.Join(fired(text), " "); got != want {
			t.Errorf("%q: %q fires, want %q", text, got, want)
		}
	}
}

func TestPositions(t *testing.T) {
	text := "# Topics\n\n- Größe prüfen. We should improve the reviews.\r\n- **AI:** somebody checks the job\n"
	type place struct {
		rule         string
		line, column int
	}
	var got []place
	for _, r := range Lint(text, today, prose.Locale{}) {
		got = append(got, place{r.Rule, r.Line, r.Column})
	}
	want := []place{{NoMetric, 3, 17}, {NoDeadline, 3, 17}, {NoOwner, 4, 5}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// FuzzLint: no text panics, and a finding stands within its text.
func FuzzLint(f *testing.F) {
	for _, r := range Rules() {
		f.Add(r.Bad + "\n\n" + r.Good)
	}
	f.Add("- [ ] a\n  - [x] **b** `c\n\n> d\n\n| e |\n|-|\n“f\r\n<g>\n")
	f.Add("1. \xff @\n***\n[a](b) \"cccccccccccccc\"\ufeff")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		for _, r := range Lint(text, today, prose.Locale{}) {
			if r.Line < 1 || r.Line > len(lines) || r.Column < 1 || r.Column > utf8.RuneCountInString(lines[r.Line-1])+1 {
				t.Errorf("%q: %s at %d:%d", text, r.Rule, r.Line, r.Column)
			}
		}
	})
}

// Paragraphs of prose around a text change nothing of what fires in it.
func TestProseChangesNothing(t *testing.T) {
	calm := []string{"The cache is warm.", "Deploys run twice a day.", "The schema has three tables.", "Omar presented the results."}
	rapid.Check(t, func(t *rapid.T) {
		rule := rapid.SampledFrom(textRules()).Draw(t, "rule")
		before, after := rapid.SampledFrom(calm).Draw(t, "before"), rapid.SampledFrom(calm).Draw(t, "after")
		got := fired(before + "\n\n" + rule.Bad + "\n\n" + after)
		if !slices.Equal(got, []string{rule.Name}) {
			t.Errorf("%s: %v fires", rule.Name, got)
		}
	})
}

func TestSeverities(t *testing.T) {
	for _, r := range Lint("We should improve the reviews.", today, prose.Locale{}) {
		if r.Severity != oneonone.SeverityError || r.Fix == "" || r.Message == "" || r.Where != "1:1" {
			t.Errorf("got %+v", r)
		}
	}
}

func BenchmarkLint(b *testing.B) {
	text := strings.Repeat("We moved the cache. I propose to cut the build from 18 to 10 minutes by 15 January.\n\n- [ ] Omar: renew the key\n- the rest is prose, and goes on for a while without saying much\n\n", 6000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Lint(text, today, prose.Locale{})
	}
}
