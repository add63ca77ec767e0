package brief

import (
	"encoding/json"
	"strings"
	"testing"

	"oneonone/internal/oneonone"
)

// What goes into a Brief has no key in any of its names either, and the record itself stays as it was.
func TestNamesHaveNoKeys(t *testing.T) {
	const key = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
	h := oneonone.Head{
		ID: "n1", Kind: oneonone.KindNote, Text: "blocked, see " + key,
		Tags: oneonone.List[string]{key}, People: oneonone.List[string]{key}, Projects: oneonone.List[string]{key},
	}
	n := &oneonone.Note{Head: h}
	masked, err := json.Marshal(withoutSecrets(n))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(masked), "16C7") || strings.Count(string(masked), "[secret removed]") != 4 {
		t.Errorf("it is %s", masked)
	}
	if n.Tags[0] != key || n.Text != h.Text {
		t.Error("the record was changed")
	}
}
