package rulebook

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// draft is a text of testdata/reader by its sentences; what may fire counts neither way.
type draft struct {
	ID     string
	Rules  []string
	AlsoOK []string `json:"also_ok"`
	Lines  []struct {
		T   string
		New bool
	}
}

func (d draft) text() string {
	text := ""
	for i, l := range d.Lines {
		switch {
		case i == 0:
		case l.New:
			text += "\n"
		default:
			text += " "
		}
		text += l.T
	}
	return text
}

func drafts(t *testing.T) []draft {
	t.Helper()
	files, err := filepath.Glob("../../testdata/reader/drafts-*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no drafts", err)
	}
	var all []draft
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			var d draft
			if err := json.Unmarshal(line, &d); err != nil {
				t.Fatal(name, err)
			}
			all = append(all, d)
		}
	}
	return all
}

// The reader learned from these texts, so what it makes of them says nothing about
// texts that it never saw (docs/reader.md does); that rules and reader fit together is what
// this holds.
func TestDrafts(t *testing.T) {
	hits, missed, alarms, calm, disturbed := 0, 0, 0, 0, 0
	for _, d := range drafts(t) {
		got := fired(d.text())
		wrong := slices.DeleteFunc(slices.Clone(got), func(rule string) bool {
			return slices.Contains(d.Rules, rule) || slices.Contains(d.AlsoOK, rule)
		})
		due := slices.DeleteFunc(slices.Clone(d.Rules), func(rule string) bool { return slices.Contains(got, rule) })
		if len(wrong)+len(due) > 0 {
			t.Logf("%s: %v fire, %v do not in %q", d.ID, wrong, due, d.text())
		}
		hits, missed, alarms = hits+len(d.Rules)-len(due), missed+len(due), alarms+len(wrong)
		if len(d.Rules) == 0 {
			calm++
			if len(wrong) > 0 {
				disturbed++
			}
		}
	}
	if f1 := 2 * float64(hits) / float64(2*hits+missed+alarms); f1 < 0.85 {
		t.Errorf("F1 is %.3f: %d hits, %d missed, %d alarms", f1, hits, missed, alarms)
	}
	if calm == 0 || float64(disturbed)/float64(calm) > 0.05 {
		t.Errorf("%d of %d calm texts have a finding", disturbed, calm)
	}
}
