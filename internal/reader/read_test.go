package reader

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What everybody would call by the same name is called so.
func TestRead(t *testing.T) {
	tests := map[string]Label{
		"still waiting for the vendor's answer":                           Blocker,
		"We decided to stay with Postgres":                                Decision,
		"what if we cached the manifest?":                                 Idea,
		"Who decides about the budget?":                                   Question,
		"latency went from 310 ms to 90 ms, support has no tickets since": Win,
	}
	for text, want := range tests {
		got, chance := new(Reader).Read(Journal, Line{Text: text}).Likeliest(Win, Blocker, Question, Concern, Decision, Learning, Idea)
		if got != want {
			t.Errorf("%q: %s (%d %%), want %s", text, got, chance, want)
		}
	}
	if got, chance := new(Reader).Read(Journal, Line{Text: "p95 is 310 ms"}).Likeliest(Win, Blocker, Concern, Decision); got != "" {
		t.Errorf("a bare figure is told to be a %s (%d %%)", got, chance)
	}
}

// A reading is one of the line: the same each time, and within bounds.
func TestReadLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String()
		l := Line{Text: text.Draw(t, "text"), Before: text.Draw(t, "before"), After: text.Draw(t, "after"), Section: text.Draw(t, "section")}
		for kind := Meeting; kind <= Opinion; kind++ {
			once, again := new(Reader).Read(kind, l), new(Reader).Read(kind, l)
			if !reflect.DeepEqual(once, again) {
				t.Fatalf("kind %d reads %q twice in two ways", kind, l.Text)
			}
			for _, label := range once.Labels {
				if p := once.Of(label); p < 0 || p > 99 {
					t.Fatalf("%s is %d %% sure", label, p)
				}
			}
		}
	})
}

// Who tells the reader often enough that lines of a kind are something gets it
// told of the next one, and of no other line.
func TestLearn(t *testing.T) {
	of := func(r *Reader, text string) int { return r.Read(Journal, Line{Text: text}).Of(Win) }
	var own []Example
	for _, thing := range []string{"gateway", "importer", "billing job", "rota", "search box"} {
		own = append(own, Example{Line: Line{Text: "zapped the " + thing + " again, kudos"}, Is: []Label{Win}, Not: []Label{Blocker, Concern}})
	}
	plain, other := new(Reader), "still waiting for the certificate"
	taught := plain.Learn(Journal, own)
	if before, after := of(plain, "zapped the printer, kudos"), of(taught, "zapped the printer, kudos"); after < 50 || after <= before {
		t.Errorf("a line like five wins: %d %%, before %d %%", after, before)
	}
	blocker := func(r *Reader) int { return r.Read(Journal, Line{Text: other}).Of(Blocker) }
	if before, after := blocker(plain), blocker(taught); after < before-10 {
		t.Errorf("a blocker is one to %d %% now, before %d %%", after, before)
	}
	if again := plain.Learn(Journal, own); !reflect.DeepEqual(again.learned, taught.learned) {
		t.Error("the same examples teach two things")
	}
	if of(plain, "zapped the printer, kudos") != of(new(Reader), "zapped the printer, kudos") {
		t.Error("the plain reader changed")
	}
}

// Damaged weights are an error and no wrong reading.
func TestDecodeDamaged(t *testing.T) {
	for _, damaged := range []string{weights[:len(weights)/2], "{}", strings.Replace(weights, `"rows":`, `"rows":9`, 1)} {
		if _, err := Decode([]byte(damaged)); err == nil {
			t.Errorf("%d bytes are taken for weights", len(damaged))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("waiting for the vendor, since Tuesday", "")
	f.Add("\xff\xfe", "## Decisions")
	f.Fuzz(func(_ *testing.T, text, section string) {
		new(Reader).Read(Draft, Line{Text: text, Section: section, Before: text, After: section})
	})
}

func BenchmarkRead(b *testing.B) {
	l := Line{Text: "Release pipeline: artefact upload now retries on its own, no failed nightly since the 12th (was two a week). Felix said thanks."}
	for b.Loop() {
		new(Reader).Read(Journal, l)
	}
}
