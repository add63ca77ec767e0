package coach

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// heardOf gives the lines that an ear tells of a text that comes in pieces of
// n bytes.
func heardOf(task, text string, n int) []string {
	var out []string
	e := newEar(task, func(line string) { out = append(out, line) })
	for text != "" {
		cut := min(n, len(text))
		e.hear(Delta{Text: text[:cut]})
		text = text[cut:]
	}
	return out
}

func TestEar(t *testing.T) {
	const agenda = `{"topics":[{"title":"A {b} \"c\" \u00e9","say":[{"text":"x","cites":["n1"]}],"minutes":4},{"minutes":7,"title":"Second"}],"since":[{"kind":"news","text":"none"}]}`
	topics := []string{"A {b} \"c\" é", "Second"}
	for name, tt := range map[string]struct {
		task, text string
		want       []string
	}{
		"bare":            {"prep", agenda, topics},
		"fenced":          {"prep", "Sure, {here} you are:\n```json\n" + agenda + "\n```\nBye {now}", topics},
		"thoughts":        {"prep", "<think>{\"topics\":[{\"title\":\"No\",\"minutes\":1}]}</think>" + agenda, topics},
		"thoughts unsaid": {"prep", "maybe {\"a\": </think>" + agenda, topics},
		"byte order mark": {"prep", "\ufeff" + agenda, topics},
		"trailing commas": {"prep", strings.Replace(agenda, `"minutes":4}`, `"minutes":4,},`, 1), topics},
		"cut off":         {"prep", agenda[:len(agenda)-70], topics[:1]},
		"recap": {"recap", `{"summary":[{"text":"all of it"}],"key_points":[{"text":"kp","lines":[1]}],"action_items":[{"text":"do it","owner":null}],"decisions":[{"text":"so be it"}]}`,
			[]string{"all of it", "kp", "do it", "so be it"}},
		"reflection": {"reflect", `{"goals":[{"goal":"g1","progress":"half way"}],"achievements":[{"text":"faster"}],"learned":[{"text":"a lesson"}]}`, []string{"half way", "faster", "a lesson"}},
		"escapes":    {"prep", `{"topics":[{"title":"\u001b[31mred\u0007 [x](http://evil)","minutes":2}]}`, []string{"red [x](http://evil)"}},
		"no JSON":    {"prep", "I can't do that. {sorry}", nil},
		"small task": {"short", `{"topics":[{"title":"Access to staging","records":["n1"],"ask":"Who?"}]}`, []string{"Access to staging"}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{1, 2, 3, 7, 1 << 20} {
				if diff := cmp.Diff(tt.want, heardOf(tt.task, tt.text, n)); diff != "" {
					t.Errorf("in pieces of %d: %s", n, diff)
				}
			}
		})
	}
}

// TestEarAgain: an answer that starts anew is heard anew.
func TestEarAgain(t *testing.T) {
	var got []string
	e := newEar("prep", func(line string) { got = append(got, line) })
	e.hear(Delta{Text: `{"topics":[{"title":"One","minutes":1},{"title":"Tw`})
	e.hear(Delta{Text: `{"topics":[{"title":"One","minutes":1}]}`, Again: true})
	if diff := cmp.Diff([]string{"One", "One"}, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzEar: however a text is cut into pieces, the same is told. Thoughts are
// another matter: where they end only shows when their end arrives.
func FuzzEar(f *testing.F) {
	for _, s := range []string{"", `{"topics":[{"title":"é","minutes":2}]}`, "```\n{]}[{\"", "{\"topics\":[{}{}{\"title\":\"a\"},]}"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		if strings.Contains(text, "think>") {
			return
		}
		n = 1 + max(n, -n)%17
		if n < 1 {
			n = 1
		}
		if diff := cmp.Diff(heardOf("prep", text, len(text)+1), heardOf("prep", text, n)); diff != "" {
			t.Errorf("%q in pieces of %d: %s", text, n, diff)
		}
	})
}

// BenchmarkEar measures from a piece that completes a topic to the line told.
func BenchmarkEar(b *testing.B) {
	var text strings.Builder
	text.WriteString(`{"topics":[`)
	for i := range 6 {
		fmt.Fprintf(&text, `{"area":"skill","title":"Topic %d","minutes":5,"why_now":%q},`, i, strings.Repeat("words and more ", 200))
	}
	answer := text.String()
	for b.Loop() {
		told := 0
		e := newEar("prep", func(string) { told++ })
		for i := 0; i < len(answer); i += 5 {
			e.hear(Delta{Text: answer[i:min(i+5, len(answer))]})
		}
		if told != 6 {
			b.Fatal(told)
		}
	}
}
