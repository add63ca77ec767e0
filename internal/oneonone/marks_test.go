package oneonone

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestMarks(t *testing.T) {
	type marks struct{ Tags, People, Projects []string }
	tests := []struct {
		name, text string
		want       marks
	}{
		{"none", "Nothing is marked here.", marks{}},
		{"one of each", "Paired with @dana on +billing #win", marks{[]string{"win"}, []string{"dana"}, []string{"billing"}}},
		{"order, case, once", "#API #slow #api", marks{Tags: []string{"API", "slow"}}},
		{"punctuation around", "(#a), \"#b\"; **#c**: #d. _#e_", marks{Tags: []string{"a", "b", "c", "d", "e"}}},
		{"possessive", "@dana's review", marks{People: []string{"dana"}}},
		{"dotted name", "asked @dana.reyes. Then @lee.", marks{People: []string{"dana.reyes", "lee"}}},
		{"inside", "#tech-debt #q3_goals #area/db #ops/ #k8s", marks{Tags: []string{"tech-debt", "q3_goals", "area/db", "ops", "k8s"}}},
		{"any script", "#größe @Åsa +продукт #テスト #हिन्दी", marks{[]string{"größe", "テスト", "हिन्दी"}, []string{"Åsa"}, []string{"продукт"}}},
		{"numbers", "#123 fixes #1a, +1, +49 30, @2x", marks{}},
		{"languages and sums", "C# and F#, C++ a+b ++i", marks{}},
		{"e-mail", "mail dana@example.com or mailto:x@y.z", marks{}},
		{"links", "https://x.y/#frag www.x.y/@me [a](#anchor) [b #tag](http://z/+p) [[#heading]] [[n#h]]", marks{Tags: []string{"tag"}}},
		{"heading", "# Title\n## Sub", marks{}},
		{"escaped", `\#no \@no \+no`, marks{}},
		{"code span", "run `x #no` and ``y ` @no`` but #yes", marks{Tags: []string{"yes"}}},
		{"backtick that nothing closes", "a ` b #yes", marks{Tags: []string{"yes"}}},
		{"backtick of another paragraph", "a ` #yes\n\nb ` c", marks{Tags: []string{"yes"}}},
		{"fence", "before #a\n```go\n#no\n// @no\n```\n#b", marks{Tags: []string{"a", "b"}}},
		{"fence of tildes, never closed", "~~~\n#no\n```\n#no", marks{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got marks
			got.Tags, got.People, got.Projects = Marks(tt.text)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Marks(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func FuzzMarks(f *testing.F) {
	f.Add("Paired with @dana.r on +billing #win/x- `#no` ```\n#no\n``` https://x/#y")
	f.Add("](#a ``` ` ~~~ #\xff @é. +a")
	f.Fuzz(func(t *testing.T, text string) {
		tags, people, projects := Marks(text)
		for sign, words := range map[string][]string{"#": tags, "@": people, "+": projects} {
			seen := map[string]bool{}
			for _, w := range words {
				first, _ := utf8.DecodeRuneInString(w)
				if !unicode.IsLetter(first) {
					t.Errorf("%q does not begin with a letter", w)
				}
				if !strings.Contains(text, sign+w) {
					t.Errorf("%q is not marked with %s in %q", w, sign, text)
				}
				if seen[w] {
					t.Errorf("%q twice", w)
				}
				seen[w] = true
			}
		}
	})
}

func BenchmarkMarks(b *testing.B) {
	text := strings.Repeat("Paired with @dana on `code` of +billing, see https://example.com/#x. #win\n", 10)
	for b.Loop() {
		Marks(text)
	}
}
