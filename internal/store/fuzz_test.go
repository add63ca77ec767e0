package store

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"unicode/utf8"

	"oneonone/internal/oneonone"
)

// Of what lies in a damaged file only records come back that stand in it whole, as they stand
// there; those that nothing was done to all do.
func FuzzSalvage(f *testing.F) {
	f.Fuzz(func(t *testing.T, before, between []byte, text string, cut int) {
		first, second := noted(1), noted(2)
		first.Text, second.Text = text, "as it was"
		var data []byte
		for _, part := range []any{before, first, between, second} {
			raw, ok := part.([]byte)
			if !ok {
				var err error
				if raw, err = json.Marshal(part); err != nil {
					t.Fatal(err)
				}
			}
			data = append(data, raw...)
		}
		all := salvaged(data)
		for id, rec := range all {
			if rec.Header().ID != id || checkID(id) != nil || rec.Header().At.IsZero() {
				t.Fatalf("%q is filed as %q", rec.Header().ID, id)
			}
			if id == first.ID && rec.Header().Text != string([]rune(text)) && !bytes.Contains(slices.Concat(before, between), []byte(id)) {
				t.Fatalf("%q was written and %q came back", text, rec.Header().Text)
			}
		}
		open := bytes.ContainsAny(slices.Concat(before, between), `{"`)
		if !open && (all[first.ID] == nil || all[second.ID] == nil) {
			t.Fatalf("only %d came back of %q", len(all), data)
		}
		if cut < 0 || cut > len(data) || open || !utf8.ValidString(text) {
			return
		}
		// A file that breaks off anywhere, and one with a page of zeros.
		page := min(64, len(data)-cut)
		for _, damaged := range [][]byte{data[:cut], slices.Concat(data[:cut], make([]byte, page), data[cut+page:])} {
			for id, rec := range salvaged(damaged) {
				if want := map[string]oneonone.Record{first.ID: first, second.ID: second}[id]; want == nil || !sameRecord(t, want, rec) {
					t.Fatalf("%s says %+v, which was never written", id, rec)
				}
			}
		}
	})
}

// salvaged gives the records that stand in the bytes of a file, by their ids.
func salvaged(data []byte) map[string]oneonone.Record {
	saved := &Saved{sheets: map[string]sheet{}}
	saved.scan(data)
	out := map[string]oneonone.Record{}
	for _, sh := range saved.sheets {
		if rec, err := oneonone.Decode(sh.raw); err == nil {
			out[rec.Header().ID] = rec
		}
	}
	return out
}

func sameRecord(t *testing.T, x, y oneonone.Record) bool {
	t.Helper()
	a, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(y)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(a, b)
}
