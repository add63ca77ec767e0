package thread

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// Name is what the records have in common, in the user's words: the project that most
// of them have, words that stand side by side in several of them, else the two words
// that hold them together.
func (t *Thread) Name() string {
	t.call()
	return t.name
}

// Phrases are two or three words that stand side by side in two of the records or
// more, as the user typed them, the most telling first.
func (t *Thread) Phrases() []string {
	t.call()
	return t.phrases
}

func (t *Thread) call() {
	if t.named {
		return
	}
	t.named = true
	count := map[string]int{}
	for _, it := range t.Items {
		for _, s := range stemsOf(it) {
			count[s]++
		}
	}
	t.phrases = t.sideBySide()
	t.name = cmp.Or(project(t), append(slices.Clone(t.phrases), "")[0], t.words(count))
}

// project gives the project of more than half of the records, "" where none is.
func project(t *Thread) string {
	marks := map[string]int{}
	for _, it := range t.Items {
		for _, p := range it.Projects {
			marks[p]++
		}
	}
	for _, p := range sortedKeys(marks) {
		if len(t.Items) > 1 && marks[p]*2 > len(t.Items) && !t.common["+"+strings.ToLower(p)] {
			return p
		}
	}
	return ""
}

// words gives the two rarest words that the records have in common, as typed.
func (t *Thread) words(count map[string]int) string {
	telling := sortedKeys(count)
	if len(t.Items) > 1 {
		shared := slices.DeleteFunc(slices.Clone(telling), func(s string) bool { return count[s] < 2 })
		if len(shared) > 0 {
			telling = shared
		}
	}
	slices.SortStableFunc(telling, func(x, y string) int {
		return cmp.Compare(t.rare[y]*math.Sqrt(float64(count[y])), t.rare[x]*math.Sqrt(float64(count[x])))
	})
	var out []string
	for _, s := range telling[:min(len(telling), 2)] {
		if word := surface(t.Items, s); word != "" && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}

// surface gives a stem as the user typed it last.
func surface(items []*brief.Item, stem string) string {
	for _, it := range slices.Backward(items) {
		for _, word := range prose.Words(strings.ReplaceAll(it.Words(), secret.Masked, ".")) {
			if slices.Contains(prose.Content(word.Text), stem) {
				return word.Text
			}
		}
	}
	return ""
}

// sideBySide finds the words that stand side by side in several records, the rare ones and
// those in most records first: a third word belongs to them where it follows as often.
func (t *Thread) sideBySide() []string {
	type found struct {
		typed string
		ids   map[string]bool
		much  float64
	}
	all := map[string]*found{}
	for _, it := range t.Items {
		for _, run := range runs(it) {
			for i := range run {
				for _, n := range [...]int{2, 3} {
					if i+n > len(run) {
						continue
					}
					key, typed, much := "", "", 0.0
					for _, x := range run[i : i+n] {
						key, typed, much = key+" "+x.stem, typed+" "+x.typed, much+t.rare[x.stem]
					}
					if all[key] == nil {
						all[key] = &found{ids: map[string]bool{}}
					}
					all[key].typed, all[key].much = strings.TrimSpace(typed), much
					all[key].ids[it.ID] = true
				}
			}
		}
	}
	keys := slices.DeleteFunc(sortedKeys(all), func(key string) bool { return len(all[key].ids) < 2 })
	much := func(key string) float64 { return all[key].much * float64(len(all[key].ids)-1) }
	slices.SortStableFunc(keys, func(x, y string) int { return cmp.Compare(much(y), much(x)) })
	var out []string
	for _, key := range keys[:min(len(keys), mostPhrases)] {
		out = append(out, all[key].typed)
	}
	return out
}

// mostPhrases bounds the phrases of a thread.
const mostPhrases = 8

// content is a word with its stem.
type content struct{ typed, stem string }

// runs gives the words of a record that stand side by side, without function words,
// figures, days and the names of people between them.
func runs(it *brief.Item) [][]content {
	text := strings.ReplaceAll(oneonone.Unmarked(it.Text), secret.Masked, ".")
	var out [][]content
	var run []content
	end := 0
	cut := func() {
		if len(run) > 1 {
			out = append(out, run)
		}
		run = nil
	}
	for _, word := range prose.Words(text) {
		if strings.Trim(text[end:word.Start], " ") != "" {
			cut()
		}
		end = word.Start + len(word.Text)
		stems := prose.Content(word.Text)
		if len(stems) == 0 || len(word.Text) < 2 || unicode.IsDigit(rune(word.Text[0])) || !it.Says(stems[0]) {
			cut()
			continue
		}
		run = append(run, content{word.Text, stems[0]})
	}
	cut()
	return out
}
