package rulebook

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"
)

// sample is a text and what must fire in it; what may fire counts neither way.
type sample struct {
	ID     string
	Text   string
	Rules  []string
	AlsoOK []string `json:"also_ok"`
	Why    string
}

func samples(t *testing.T) []sample {
	t.Helper()
	text, err := os.ReadFile("testdata/texts.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var all []sample
	for line := range bytes.Lines(text) {
		var s sample
		if err := json.Unmarshal(line, &s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	if len(all) < 200 {
		t.Fatalf("only %d texts", len(all))
	}
	return all
}

// The texts were written by somebody who knew the rules' purpose and not their
// code. Nine in ten of what must fire does, and hardly a calm text has a
// finding.
func TestTexts(t *testing.T) {
	hits, missed, alarms, calm, disturbed := 0, 0, 0, 0, 0
	for _, s := range samples(t) {
		got := fired(s.Text)
		wrong := 0
		for _, rule := range got {
			switch {
			case slices.Contains(s.Rules, rule):
				hits++
			case !slices.Contains(s.AlsoOK, rule):
				wrong++
				t.Logf("%s: %s fires in %q (%s)", s.ID, rule, s.Text, s.Why)
			}
		}
		for _, rule := range s.Rules {
			if !slices.Contains(got, rule) {
				missed++
				t.Logf("%s: %s does not fire in %q (%s)", s.ID, rule, s.Text, s.Why)
			}
		}
		alarms += wrong
		if len(s.Rules) == 0 {
			calm++
			if wrong > 0 {
				disturbed++
			}
		}
	}
	if f1 := 2 * float64(hits) / float64(2*hits+missed+alarms); f1 < 0.9 {
		t.Errorf("F1 is %.3f: %d hits, %d missed, %d alarms", f1, hits, missed, alarms)
	}
	if calm == 0 || float64(disturbed)/float64(calm) > 0.03 {
		t.Errorf("%d of %d calm texts have a finding", disturbed, calm)
	}
}
