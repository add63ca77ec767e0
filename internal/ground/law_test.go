package ground_test

import (
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/testdata/journals"
)

// record is a text on record, with its ground and what it is called there.
type record struct {
	ground   *ground.Ground
	id, text string
	sources  []ground.Source
	names    []string
	on       oneonone.Date
}

// recordsOf lists the notes and the lines of raw notes of all journals, each with
// the ground of its journal.
func recordsOf(t *testing.T) []record {
	t.Helper()
	files := os.DirFS("../../testdata/journals")
	found, err := fs.Glob(files, "*.json")
	if err != nil {
		t.Fatal(err)
	}
	var out []record
	for _, name := range found {
		j, err := journals.Read(files, strings.TrimSuffix(name, ".json"))
		if err != nil {
			t.Fatal(err)
		}
		var sources []ground.Source
		b := brief.New(inputOf(j))
		for i, it := range slices.Concat(b.Items, b.Said) {
			sources = append(sources, ground.Source{ID: strconv.Itoa(i), Text: it.Words(), On: it.Date})
		}
		names := []string{j.Me, j.Manager.Name}
		for _, p := range j.People {
			names = append(names, p.Name)
		}
		g := ground.New(slices.Clone(sources), j.Now, prose.Locale{}, names)
		for _, s := range sources {
			out = append(out, record{ground: g, id: s.ID, text: s.Text, sources: sources, names: names, on: j.Now})
		}
	}
	return out
}

// sentencesOf cuts a text as a reader of its lines would.
func sentencesOf(text string) []string {
	var out []string
	for _, span := range prose.Sentences(text) {
		s := strings.TrimSpace(text[span.Start:span.End])
		if len(strings.Fields(s)) > 2 && !strings.ContainsRune(s, '\x1f') {
			out = append(out, s)
		}
	}
	return out
}

// capitalised begins a sentence with a capital.
func capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// regrouped writes thousands in another way: 29,800 as 29.800 or 29 800.
func regrouped(s, mark string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		digit := func(k int) bool { return k >= 0 && k < len(s) && s[k] >= '0' && s[k] <= '9' }
		if s[i] == ',' && digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4) {
			b.WriteString(mark)
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func TestWhatIsOnRecordIsNotContradicted(t *testing.T) {
	all := recordsOf(t)
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(all).Draw(t, "record")
		list := sentencesOf(r.text)
		if len(list) == 0 {
			t.Skip()
		}
		s := rapid.SampledFrom(list).Draw(t, "sentence")
		if rapid.Bool().Draw(t, "capital") {
			s = capitalised(s)
		}
		s = regrouped(s, rapid.SampledFrom([]string{",", ".", " "}).Draw(t, "mark"))
		if v := r.ground.Judge(s, []string{r.id}); v.Outcome == ground.Contradicted {
			t.Fatalf("“%s” is contradicted: %s", s, v.Wrong)
		}
	})
}
