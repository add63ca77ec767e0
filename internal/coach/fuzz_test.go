package coach

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// However an answer is wrapped, what is looked at are pieces of it, the whole first.
func FuzzCandidates(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range candidates(text) {
			if !strings.Contains(text, c) {
				t.Fatalf("%q is no piece of %q", c, text)
			}
		}
		for _, c := range braces(text) {
			if c[0] != '{' || c[len(c)-1] != '}' || balanced(c) != len(c) {
				t.Fatalf("%q is not balanced", c)
			}
		}
		if rest := withoutThoughts(text); !strings.HasSuffix(text, rest) {
			t.Fatalf("%q is not the end of %q", rest, text)
		}
		mended := string(withoutTrailingCommas(text))
		if len(mended) > len(text) || strings.ReplaceAll(mended, ",", "") != strings.ReplaceAll(text, ",", "") {
			t.Fatalf("%q became %q", text, mended)
		}
		if _, ok := parse(text); ok && whyNothing(text) == "" {
			t.Fatalf("%q: nothing to say", text)
		}
	})
}

// A text has about as many tokens as its parts have, and hardly more than bytes.
func FuzzTokens(f *testing.F) {
	f.Fuzz(func(t *testing.T, text, more string) {
		n := Tokens(text)
		if n < 0 || n > len(text)*3/2+1 {
			t.Fatalf("%d tokens in %d bytes", n, len(text))
		}
		if !utf8.ValidString(text) || !utf8.ValidString(more) {
			return
		}
		if both := Tokens(text + "\n" + more); both < n-2 || both > n+Tokens(more)+3 {
			t.Fatalf("%q has %d tokens, and with %q %d", text, n, more, both)
		}
	})
}
