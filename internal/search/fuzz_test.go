package search

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// A word is found in every text that has it, and what is marked as found stands there.
func FuzzQuery(f *testing.F) {
	now := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, query, text string) {
		q, err := Parse(query)
		if err != nil {
			if !errors.Is(err, ErrEmpty) || len(q.Words()) > 0 {
				t.Fatalf("%q: %q, %v", query, q.Words(), err)
			}
			return
		}
		if n := len(q.Words()); n < 1 || n > mostTerms {
			t.Fatalf("%q has %d terms", query, n)
		}
		again, err := Parse(`"` + strings.Join(q.Words(), `" "`) + `"`)
		if err != nil || !slices.Equal(again.Words(), q.Words()) {
			t.Fatalf("%q is %q, then %q, %v", query, q.Words(), again.Words(), err)
		}
		if !utf8.ValidString(text) {
			return // records are clean
		}
		end := 0
		for _, s := range q.Marks(text) {
			if s.Start < end || s.End <= s.Start || s.End > len(text) || !utf8.ValidString(text[s.Start:s.End]) {
				t.Fatalf("%v of %q after %d", s, text, end)
			}
			end = s.End
		}
		snippet, marks := q.Snippet(text, 20)
		if n := utf8.RuneCountInString(snippet); n > 20+len("…  …") {
			t.Fatalf("%q has %d letters", snippet, n)
		}
		for _, s := range marks {
			if s.End > len(snippet) || !utf8.ValidString(snippet[s.Start:s.End]) {
				t.Fatalf("%v of %q", s, snippet)
			}
		}
		has := !slices.ContainsFunc(q.Words(), func(w string) bool { return !strings.Contains(foldText(text).text, w) })
		if !has {
			return
		}
		doc, err := json.Marshal(map[string]string{"text": text})
		if err != nil {
			t.Fatal(err)
		}
		hits := q.Rank(slices.Values([]Doc{{JSON: doc, At: now, Weight: 1}}), now)
		if len(hits) != 1 || !hits[0].All {
			t.Fatalf("%q is not found in %s", q.Words(), doc)
		}
	})
}

// Folding a text again changes nothing, and each of its bytes has a place in the text.
func FuzzFold(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		low := foldText(text)
		if again := foldText(low.text); again.text != low.text {
			t.Fatalf("%q is folded to %q, and that to %q", text, low.text, again.text)
		}
		var buffer []byte
		if whole := string(fold(&buffer, []byte(text))); whole != low.text {
			t.Fatalf("%q is folded to %q and %q", text, low.text, whole)
		}
		if len(low.from) != len(low.text)+1 || !slices.IsSorted(low.from) || low.from[len(low.text)] != len(text) {
			t.Fatalf("%q: places %v of %q", text, low.from, low.text)
		}
	})
}
