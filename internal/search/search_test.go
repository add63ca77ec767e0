package search

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var now = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

type written struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	Text string `json:"text"`
}

func docsOf(t interface{ Fatal(...any) }, texts ...string) iter.Seq[Doc] {
	var docs []Doc
	for i, text := range texts {
		b, err := json.Marshal(written{ID: "id" + string(rune('a'+i%26)), Kind: "note", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, Doc{JSON: b, At: now.AddDate(0, 0, -i), Weight: 1})
	}
	return slices.Values(docs)
}

func places(hits []Hit) []int {
	out := []int{}
	for _, h := range hits {
		if h.All {
			out = append(out, h.Place)
		}
	}
	return out
}

// TestMarksStandWhereTheyStood finds words across accents, and marks all of each.
func TestMarksStandWhereTheyStood(t *testing.T) {
	for _, tt := range []struct{ query, text, want string }{
		{"cafe", "The Café opens", "Café"},
		{"café", "The Cafe\u0301 opens", "Cafe\u0301"},
		{"strasse", "in der Hauptstraße 5", "straße"},
		{"renee", "for Renée’s rota", "Renée"},
	} {
		q, err := Parse(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		marks := q.Marks(tt.text)
		if len(marks) != 1 || tt.text[marks[0].Start:marks[0].End] != tt.want {
			t.Errorf("%s in %q: %v, want %q", tt.query, tt.text, marks, tt.want)
		}
	}
}

func TestRank(t *testing.T) {
	texts := []string{
		"lunch with the team",
		"the load test of the checkout ran 40 minutes",
		"test data for the load balancer, test by test",
		"Reviewed the RFC of Zoë: résumé parsing at 310 ms",
		`she said "ship it" & we did <today>`,
		"don't move the rack from Hauptstraße",
		"the rack at オオサカ, not オオザカ",
	}
	for _, tt := range []struct {
		query string
		want  []int
	}{
		{"checkout", []int{1}},
		{"CHECKOUT", []int{1}},
		{"load test", []int{2, 1}},
		{`"load test"`, []int{1}},
		{"reviews", []int{3}},
		{"heck", []int{1}}, // as grep would
		{"zoë", []int{3}},
		{"RÉSUMÉ", []int{3}},
		{"zoe", []int{3}},
		{"resume", []int{3}},
		{"re\u0301sume\u0301", []int{3}},
		{"don’t", []int{5}},
		{"strasse", []int{5}},
		{"オオサカ", []int{6}},
		{"<today>", []int{4}},
		{"&", []int{4}},
		{"note", []int{}},
		{"ida", []int{}},
		{"text", []int{}},
		{"checkout lunch", []int{}},
	} {
		q, err := Parse(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		if got := places(q.Rank(docsOf(t, texts...), now)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.query, got, tt.want)
		}
	}
	for _, empty := range []string{"", "  ", `""`} {
		if _, err := Parse(empty); err != ErrEmpty {
			t.Errorf("Parse(%q): %v", empty, err)
		}
	}
}

// Of two records that say the same, the newer comes first, and a draft that
// says it again after the note.
func TestRankPrefers(t *testing.T) {
	q, _ := Parse("queue")
	same := []string{"the queue is long", "the queue is long"}
	if got := places(q.Rank(docsOf(t, same...), now)); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("newer first: %v", got)
	}
	weighed := func(yield func(Doc) bool) {
		for d := range docsOf(t, same...) {
			if d.At.Equal(now) {
				d.Weight = 0.4
			}
			if !yield(d) {
				return
			}
		}
	}
	if got := places(q.Rank(weighed, now)); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("drafts last: %v", got)
	}
}

// What grep finds, a search finds: any piece of a text without a space.
func TestFindsWhatGrepFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.StringOfN(rapid.RuneFrom([]rune(`abcXYZé0-."\/<&@ `)), 1, 40, -1)
		texts := rapid.SliceOfN(letters, 1, 6).Draw(t, "texts")
		at := rapid.IntRange(0, len(texts)-1).Draw(t, "at")
		words := strings.Fields(texts[at])
		if len(words) == 0 {
			return
		}
		runes := []rune(rapid.SampledFrom(words).Draw(t, "word"))
		from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
		piece := strings.ReplaceAll(string(runes[from:]), `"`, "")
		q, err := Parse(piece)
		if err != nil || piece != string(runes[from:]) {
			return
		}
		if got := places(q.Rank(docsOf(t, texts...), now)); !slices.Contains(got, at) {
			t.Fatalf("%q is in %q and not found", piece, texts[at])
		}
	})
}

// Marks stand in order, do not overlap, and show a term or a form of it.
func TestSnippet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("loadtesİé. \n")), 0, 300, -1).Draw(t, "text")
		q, err := Parse(rapid.SampledFrom([]string{"load", "test load", `"d t"`, "é", "tests"}).Draw(t, "query"))
		if err != nil {
			t.Fatal(err)
		}
		letters := rapid.IntRange(1, 80).Draw(t, "letters")
		cut, marks := q.Snippet(text, letters)
		if n := len([]rune(cut)); n > letters+4 {
			t.Fatalf("%d letters of %d: %q", n, letters, cut)
		}
		at := 0
		for _, m := range marks {
			if m.Start < at || m.End <= m.Start || m.End > len(cut) {
				t.Fatalf("marks %v of %q", marks, cut)
			}
			at = m.End
		}
	})
	q, _ := Parse("floor")
	got, marks := q.Snippet(strings.Repeat("word ", 40)+"the floor is 410 ms "+strings.Repeat("word ", 40), 40)
	if !strings.HasPrefix(got, "… ") || !strings.HasSuffix(got, " …") || len(marks) != 1 || got[marks[0].Start:marks[0].End] != "floor" {
		t.Errorf("%q %v", got, marks)
	}
}

func TestNear(t *testing.T) {
	texts := []string{"the checkout is slow", "checkout again", "chuckwagon", "schema of the parser"}
	for word, want := range map[string]string{
		"chekout": "checkout", "checkuot": "checkout", "checkouts": "checkout", "shcema": "schema", "parsre": "parser",
		"zzzzzz": "", "the": "", "kind": "", "slwo": "slow",
	} {
		if got := Near(word, docsOf(t, texts...)); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
}

// The distance is the same both ways, 0 for equal words alone, and never more
// than one beyond its bound.
func TestDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[abc]{0,6}`)
		x, y := word.Draw(t, "x"), word.Draw(t, "y")
		d := distance(x, y, 3)
		if d != distance(y, x, 3) || d > 4 || (d == 0) != (x == y) {
			t.Fatalf("distance(%q, %q) = %d, back %d", x, y, d, distance(y, x, 3))
		}
	})
}
