package brief

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
	"oneonone/internal/secret"
)

func TestQuoted(t *testing.T) {
	day := oneonone.Date{Year: 2026, Month: 11, Day: 5}
	long := strings.Repeat("and so on and on ", 15)
	for text, want := range map[string]string{
		"the batch ran at 06:30 again":                 "The batch ran at 06:30 again (5 Nov).",
		"+billing the job is slow, ask @ruth #ops #ci": "The job is slow, ask Ruth (5 Nov).",
		"p95 is 5.8 s. Who decides?":                   "p95 is 5.8 s. Who decides? (5 Nov).",
		"It is done...":                                "It is done (5 Nov).",
		"It is short. " + long + ".":                   "It is short (5 Nov).",
		"It is " + long + ". It is short.":             "",
		"the key is " + secret.Masked:                  "",
		"":                                             "",
	} {
		it := &Item{Evidence: oneonone.Evidence{Text: text, Date: day}}
		if got := it.Quoted(day); got != want {
			t.Errorf("%q is quoted as %q, want %q", text, got, want)
		}
		it.Hostile = true
		if got := it.Quoted(day); got != "" {
			t.Errorf("%q gives orders to a program and is quoted as %q", text, got)
		}
	}
	undated := &Item{Evidence: oneonone.Evidence{Text: "the batch ran"}}
	if got := undated.Quoted(day); got != "The batch ran." {
		t.Errorf("without a day %q", got)
	}
	undated.Date = oneonone.Date{Year: 2025, Month: 11, Day: 5}
	if got := undated.Quoted(day); got != "The batch ran (5 Nov 2025)." {
		t.Errorf("of another year %q", got)
	}
}

// TestQuotedWhole: a record is quoted whole, or its first whole sentences are;
// nothing is added and nothing is cut inside a sentence.
func TestQuotedWhole(t *testing.T) {
	day := oneonone.Date{Year: 2026, Month: 11, Day: 5}
	words := rapid.SampledFrom([]string{"the", "batch", "ran", "at 06:30", "3.5 s", "Ruth", "e.g.", "again;", "p95", "(38 depots)"})
	sentence := rapid.Custom(func(t *rapid.T) string {
		said, mark := rapid.SliceOfN(words, 1, 40).Draw(t, "words"), rapid.SampledFrom([]string{".", "?", "!"}).Draw(t, "mark")
		return "It " + strings.Join(said, " ") + mark
	})
	rapid.Check(t, func(t *rapid.T) {
		sentences := rapid.SliceOfN(sentence, 1, 5).Draw(t, "sentences")
		text := strings.Join(sentences, " ")
		got := (&Item{Evidence: oneonone.Evidence{Text: text, Date: day}}).Quoted(day)
		if got == "" {
			if utf8.RuneCountInString(text) <= 200 {
				t.Errorf("%q is short enough and not quoted", text)
			}
			return
		}
		said := strings.TrimSuffix(got, " (5 Nov).")
		if !strings.HasPrefix(text, said) {
			t.Fatalf("%q is quoted as %q", text, got)
		}
		whole := strings.TrimLeft(text[len(said):], ".") == ""
		if utf8.RuneCountInString(text) <= 200 && !whole || utf8.RuneCountInString(said) > 200 {
			t.Errorf("%q is quoted as %q", text, got)
		}
		ends := 0
		for i := range sentences {
			ended := strings.Join(sentences[:i+1], " ")
			if said == ended || said == strings.TrimRight(ended, ".") {
				ends++
			}
		}
		if ends != 1 && !strings.Contains(text, "e.g.") {
			t.Errorf("%q is cut inside a sentence: %q", text, got)
		}
	})
}
