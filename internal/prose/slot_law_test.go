package prose

import (
	"bufio"
	"encoding/json"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// records gives texts as people keep them: the sample journal and the tables.
func records(t testing.TB) []string {
	f, err := os.Open("../../testdata/sample/journal.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var record struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			t.Fatal(err)
		}
		out = append(out, record.Text)
	}
	for _, c := range slotCases {
		out = append(out, c.text)
	}
	for _, c := range quantityCases {
		out = append(out, c.text)
	}
	for _, c := range dateCases {
		out = append(out, c.text)
	}
	if len(out) < 300 {
		t.Fatalf("only %d records", len(out))
	}
	return out
}

// told tells whether one of the slots is the one that was said.
func told(said Slot, all []Slot) bool {
	for _, s := range all {
		same := said.Kind == s.Kind && strings.EqualFold(said.Key, s.Key) && said.Day == s.Day && said.Until == s.Until
		if said.Kind == FigureSlot {
			same = s.Kind == FigureSlot && SameFigure(said, s)
		}
		if same {
			return true
		}
	}
	return false
}

// holds checks that a text says nothing which the record does not tell.
func holds(t interface{ Errorf(string, ...any) }, said, record string, known func(string) bool) {
	all := Slots(record, wednesday, Locale{}, known)
	for _, s := range Slots(said, wednesday, Locale{}, known) {
		if !s.Loose && !told(s, all) {
			t.Errorf("%q says %q=%s\nrecord %q tells %s", said, s.Text, showSlot(s), record, showSlots(all))
		}
	}
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// Every sentence of a record holds against that record, also with a capital at
// its beginning.
func TestSentenceHolds(t *testing.T) {
	thousands := regexp.MustCompile(`\b\d{1,3}(,\d{3})+\b`)
	for _, record := range records(t) {
		for _, s := range Sentences(record) {
			sentence := record[s.Start:s.End]
			holds(t, sentence, record, nil)
			holds(t, capital(sentence), record, nil)
			for _, form := range []string{".", " "} {
				part := func(figure string) string { return strings.ReplaceAll(figure, ",", form) }
				holds(t, thousands.ReplaceAllStringFunc(sentence, part), record, nil)
			}
		}
	}
}

// Figures hold however their thousands are parted.
func TestThousandsHold(t *testing.T) {
	texts := records(t)
	forms := []string{",", ".", " ", "\u00a0"}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom(texts).Draw(t, "text")
		lead := rapid.IntRange(1, 999).Draw(t, "lead")
		rest := rapid.StringMatching(`[0-9]{3}`).Draw(t, "rest")
		frame := rapid.SampledFrom([]string{"October %, and", "it took % rows", "% users", "fell to % in May", "about % €"}).Draw(t, "frame")
		write := func(form string) string {
			return strings.Replace(frame, "%", strings.Join([]string{strconv.Itoa(lead), rest}, form), 1) + ". " + text
		}
		record := write(rapid.SampledFrom(forms).Draw(t, "told"))
		for _, form := range forms {
			holds(t, capital(write(form)), record, nil)
		}
	})
}

// What one record tells, both tell: records joined lose nothing.
func TestJoinedRecordsHold(t *testing.T) {
	texts := records(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SampledFrom(texts).Draw(t, "a"), rapid.SampledFrom(texts).Draw(t, "b")
		holds(t, a, a+"\n\n"+b, nil)
		holds(t, b, a+"\n\n"+b, nil)
	})
}
