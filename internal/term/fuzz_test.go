package term

import (
	"slices"
	"strings"
	"testing"
)

// Words that are written as one command come back as they were, and a command that can't be read
// has no words.
func FuzzSplitCommand(f *testing.F) {
	f.Fuzz(func(t *testing.T, command string, windows bool) {
		words, err := splitCommand(command, windows)
		if err != nil {
			if words != nil {
				t.Fatalf("%q: %q and %v", command, words, err)
			}
			return
		}
		for _, w := range words {
			if len(w) > 3*len(command) { // a broken byte becomes a sign of three
				t.Fatalf("%q of %q", w, command)
			}
		}
		if windows && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, `"`) }) {
			t.Fatalf("a quote is left in %q of %q", words, command)
		}
		var quoted []string
		for _, w := range words {
			if !windows {
				w = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(w)
			}
			quoted = append(quoted, `"`+w+`"`)
		}
		again, err := splitCommand(strings.Join(quoted, " \t"), windows)
		if err != nil || !slices.Equal(again, words) {
			t.Fatalf("%q, then %q, %v", words, again, err)
		}
	})
}
