package coach

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

func prep(t *testing.T, in brief.Input, answer string) oneonone.Agenda {
	t.Helper()
	a, err := scripted(t, answer).coach().Prep(t.Context(), brief.New(in))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestDraws compares what comes of whole answers with what should.
func TestDraws(t *testing.T) {
	for _, name := range []string{"careful.json", "sloppy.txt"} {
		t.Run(name, func(t *testing.T) {
			a := prep(t, journal(), golden(t, name))
			got, err := json.MarshalIndent(a, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			base, _, _ := strings.Cut(name, ".")
			if diff := cmp.Diff(golden(t, base+".want.json"), string(got)+"\n"); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
var _ = errors.New
var _ = rand.N[int]
