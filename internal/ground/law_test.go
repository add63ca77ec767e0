package ground_test

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/testdata/journals"
)

// record is a text on record, among the others of its journal.
type record struct {
	id, text string
	all      []ground.Source
	ground   func() *ground.Ground
	build    func(sources []ground.Source) *ground.Ground
}

// elsewhere tells whether another record has a figure.
func (r record) elsewhere(figure string) bool {
	return slices.ContainsFunc(r.all, func(s ground.Source) bool {
		return s.ID != r.id && strings.Contains(strings.ReplaceAll(s.Text, ",", ""), strings.ReplaceAll(figure, ",", ""))
	})
}

// without gives the ground without the record.
func (r record) without() *ground.Ground {
	return r.build(slices.DeleteFunc(slices.Clone(r.all), func(s ground.Source) bool { return s.ID == r.id }))
}

// recordsOf lists the records of all journals and the lines of their raw notes.
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
		b := brief.New(j.Input())
		for i, it := range slices.Concat(b.Items, b.Said) {
			sources = append(sources, ground.Source{ID: strconv.Itoa(i), Text: it.Words(), On: it.Date})
		}
		names := []string{j.Me, j.Manager.Name}
		for _, p := range j.People {
			names = append(names, p.Name)
		}
		build := func(sources []ground.Source) *ground.Ground { return ground.New(sources, j.Now, prose.Locale{}, names) }
		whole := sync.OnceValue(func() *ground.Ground { return build(slices.Clone(sources)) })
		for _, s := range sources {
			out = append(out, record{id: s.ID, text: s.Text, all: sources, ground: whole, build: build})
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

// fraction finds a point that cannot group thousands: 2.4, 9.05.
var fraction = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d\.\d{1,2}(?:\D|$)`) })

// regrouped writes thousands in another way: 29,800 as 29.800 or 29 800. Nobody writes
// points for both thousands and fractions.
func regrouped(s, mark string) string {
	if mark == "." && fraction().MatchString(s) {
		return s
	}
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
			t.Skip("no sentence")
		}
		s := rapid.SampledFrom(list).Draw(t, "sentence")
		if rapid.Bool().Draw(t, "capital") {
			s = capitalised(s)
		}
		s = regrouped(s, rapid.SampledFrom([]string{",", ".", " "}).Draw(t, "mark"))
		if v := r.ground().Judge(s, []string{r.id}); v.Outcome == ground.Contradicted {
			t.Fatalf("“%s” is contradicted: %s", s, v.Wrong)
		}
	})
}

// figure finds a figure of three digits or more, or one with a fraction, that is no
// year and no day.
var figure = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[ £])([1-9]\d{0,2}(?:,\d{3})+|\d+\.\d+|[13-9]\d{2,})(?:[ %;]|$)`)
})

// TestWhatIsOnNoRecordDoesNotHold takes a record away: a sentence of it with a figure
// that no other record has does not hold any more.
func TestWhatIsOnNoRecordDoesNotHold(t *testing.T) {
	all := recordsOf(t)
	held, tried := 0, 0
	for _, r := range all {
		for _, s := range sentencesOf(r.text) {
			m := figure().FindStringSubmatch(s)
			if m == nil || r.elsewhere(m[1]) || isDay(s, m[1]) {
				continue
			}
			tried++
			if r.without().Judge(s, nil).Outcome == ground.Holds {
				held++
				t.Logf("holds without its record: %s", s)
			}
		}
	}
	if tried < 20 || held > tried/10 {
		t.Errorf("%d of %d sentences hold without their record", held, tried)
	}
}

// isDay tells digits that a sentence has as a day: "till 13.11".
func isDay(sentence, digits string) bool {
	return slices.ContainsFunc(prose.Dates(sentence, time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC), prose.Locale{}), func(d prose.DateSpan) bool {
		return strings.Contains(d.Text, digits)
	})
}

// TestInventedFigures replaces a figure of true statements by others.
func TestInventedFigures(t *testing.T) {
	held, tried := 0, 0
	eachStatement(t, func(s judged) {
		m := figure().FindStringSubmatchIndex(s.Text)
		if !s.True || m == nil {
			return
		}
		old := strings.ReplaceAll(s.Text[m[2]:m[3]], ",", "")
		v, err := strconv.ParseFloat(old, 64)
		if err != nil {
			t.Fatal(err)
		}
		_, decimals, _ := strings.Cut(old, ".")
		for _, by := range []float64{1.27, 0.83} {
			tried++
			text := s.Text[:m[2]] + strconv.FormatFloat(v*by, 'f', len(decimals), 64) + s.Text[m[3]:]
			held += int(btof(s.ground.Judge(text, s.cites).Outcome == ground.Holds))
		}
	})
	t.Logf("%d of %d sentences hold with an invented figure", held, tried)
	if held > tried/7 {
		t.Errorf("%d of %d sentences hold with an invented figure", held, tried)
	}
}

func BenchmarkJudge(b *testing.B) {
	var sources []ground.Source
	for i := range 10_000 {
		text := fmt.Sprintf("Import %d of table %d took %d minutes and lost %d rows. Retried it on %d October, which held.",
			i, i%97, i%53, i%1009, 1+i%28)
		sources = append(sources, ground.Source{ID: strconv.Itoa(i), On: oneonone.Date{Year: 2026, Month: 9, Day: 1 + i%28}, Text: text})
	}
	g := ground.New(sources, oneonone.Date{Year: 2026, Month: 11, Day: 5}, prose.Locale{}, []string{"Ines Okafor"})
	g.Judge("Reads the sources.", nil)
	for b.Loop() {
		g.Judge("The import of table 12 lost 1,008 rows in October, so I retried it and Ines told me that it held.", []string{"12"})
	}
}
