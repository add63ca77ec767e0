package oneonone

import (
	"regexp"
	"testing"
)

func TestDeriveID(t *testing.T) {
	wellFormed := regexp.MustCompile(`^[a-z2-7]{16}$`)
	seen := map[string][]string{}
	for _, parts := range [][]string{nil, {"", ""}, {"a"}, {"a", "b"}, {"ab"}, {"b", "a"}, {"a", "b", ""}, {"signal", "shop", "fix_share", "pay"}, {"é"}} {
		id := DeriveID(parts...)
		if !wellFormed.MatchString(id) || len(id) != IDLength {
			t.Errorf("%q gives %q", parts, id)
		}
		if again := DeriveID(parts...); again != id {
			t.Errorf("%q gives %s and then %s", parts, id, again)
		}
		if other, found := seen[id]; found {
			t.Errorf("%q and %q give the same id", parts, other)
		}
		seen[id] = parts
	}
}

// TestDeriveIDStays pins one id: ids of signals and topics are on file.
func TestDeriveIDStays(t *testing.T) {
	if got := DeriveID("signal", "shop"); got != "xl2rdx2nat6whmbv" {
		t.Errorf("got %s", got)
	}
}
