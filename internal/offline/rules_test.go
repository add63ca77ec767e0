package offline

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/rulebook"
)

// Whatever the records, the rulebook finds no error in an agenda of the
// embedded drafter.
func TestPrepKeepsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := brief.New(drawWorld(t).Input)
		a, err := Drafter{}.Prep(context.Background(), b)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range (rulebook.Book{}).Agenda(a, b) {
			if f.Severity == oneonone.SeverityError {
				t.Errorf("%s: %s", f.Rule, f.Message)
			}
		}
	})
}
