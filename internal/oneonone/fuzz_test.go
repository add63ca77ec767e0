package oneonone

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// A record that was read is the same when it is written and read again.
func FuzzRecord(f *testing.F) {
	f.Fuzz(func(t *testing.T, b []byte) {
		rec, err := Decode(b)
		if (rec == nil) == (err == nil) {
			t.Fatalf("%q: %v, %v", b, rec, err)
		}
		if err != nil {
			return
		}
		written, err := json.Marshal(rec)
		if err != nil {
			return // a time that JSON cannot write
		}
		again, err := Decode(written)
		if err != nil {
			t.Fatalf("%s can't be read: %v", written, err)
		}
		if twice, err := json.Marshal(again); err != nil || !bytes.Equal(twice, written) {
			t.Fatalf("was\n%s\nis\n%s, %v", written, twice, err)
		}
	})
}

// A day is written as it was read, and every day that is read is in the calendar.
func FuzzParseDate(f *testing.F) {
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err != nil && !d.IsZero() || err == nil && d.String() != s {
			t.Fatalf("%q is %q, %v", s, d, err)
		}
	})
}

// What is private by a line's words stays so when text is put above and below it in other
// paragraphs, and every line keeps its number.
func FuzzPrivacy(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		p := ReadPrivacy(text)
		if shown := p.Shown(); strings.Count(shown, "\n") != strings.Count(text, "\n") {
			t.Fatalf("%q is shown as %q", text, shown)
		}
		public, hidden := WithoutPrivate(text)
		if hidden < 0 || hidden > strings.Count(text, "\n")+1 {
			t.Fatalf("%d lines of %q are hidden", hidden, text)
		}
		again, _ := WithoutPrivate(public)
		if len(again) > len(public) {
			t.Fatalf("%q, then %q", public, again)
		}
		const own = "salary talk #private"
		below, _ := WithoutPrivate(own + "\n\n" + text)
		if strings.Contains(below, "salary") && !strings.Contains(text, "salary") {
			t.Fatalf("%q is told in %q", own, below)
		}
	})
}
