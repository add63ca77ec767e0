package prose

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestClauses(t *testing.T) {
	for text, want := range map[string][]Clause{
		"the printer jams on thick stock":     {{Stems: []string{"printer", "jam", "thick", "stock"}}},
		"the printer does not jam":            {{Stems: []string{"printer", "jam"}, Denied: []string{"jam"}}},
		"no jam since Monday, feeder is live": {{Stems: []string{"jam"}, Denied: []string{"jam"}}, {Stems: []string{"feeder", "live"}}},
		"it hasn't jammed and it prints":      {{Stems: []string{"jam"}, Denied: []string{"jam"}}, {Stems: []string{"print"}}},
		"not only the printer jams":           {{Stems: []string{"printer", "jam"}}},
		"the printer no longer jams":          {{Stems: []string{"printer", "longer", "jam"}, Denied: []string{"jam"}}},
		"platform refused the cluster":        {{Stems: []string{"platform", "refus", "cluster"}, Turning: []string{"refus"}}},
		"does the printer jam?":               {{Stems: []string{"printer", "jam"}, Turning: []string{"?"}}},
		"no rollback":                         {{Stems: []string{"rollback", "roll", "back"}, Denied: []string{"rollback", "roll", "back"}}},
		"":                                    nil,
	} {
		got := Clauses(text)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}
