package thread

import (
	"slices"
	"strings"
	"testing"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// Whatever notes say: no record is in two threads, their order changes nothing, and a thread is
// found by its id and its name.
func FuzzThreads(f *testing.F) {
	f.Fuzz(func(t *testing.T, first, second, asked string) {
		var notes []*oneonone.Note
		for i, text := range []string{first, second, first + " again", second + ", " + asked, "+cache moved the index"} {
			if text = oneonone.Clean(text); strings.TrimSpace(text) != "" {
				notes = append(notes, note(1+i, text))
			}
		}
		threads := read(input(notes...))
		seen := map[string]bool{}
		for _, th := range threads {
			if len(th.Items) == 0 || th.ID == "" {
				t.Fatalf("%+v holds nothing", th)
			}
			for _, it := range th.Items {
				if seen[it.ID] {
					t.Fatalf("%q is in two threads", it.Text)
				}
				seen[it.ID] = true
			}
			if found := Find(threads, th.ID); found != th {
				t.Fatalf("%s is not found by its id", th.ID)
			}
			name := th.Name()
			if name != oneonone.Clean(name) || strings.Contains(name, "\n") {
				t.Fatalf("a thread is called %q", name)
			}
			for _, word := range strings.Fields(name) {
				if !slices.ContainsFunc(th.Items, func(it *brief.Item) bool {
					return strings.Contains(it.Text, word) || slices.Contains(it.Projects, word)
				}) {
					t.Fatalf("%q of %q is in no record", word, name)
				}
			}
		}
		slices.Reverse(notes)
		if turned := ids(read(input(notes...))); !slices.Equal(turned, ids(threads)) {
			t.Fatalf("%v, and in another order %v", ids(threads), turned)
		}
		if th := Find(threads, asked); th != nil && !slices.Contains(threads, th) {
			t.Fatalf("%q finds what is not there", asked)
		}
	})
}
