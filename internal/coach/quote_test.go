package coach

import (
	"strings"
	"testing"

	"oneonone/internal/brief"
)

func TestCutQuote(t *testing.T) {
	const text = "The feeder didn't jam since Monday. It was three a month,\nsays @rui; \"good riddance\" he said! We keep the old one as a spare…"
	for _, tt := range []struct{ anchor, want string }{
		{"jam since Monday", "The feeder didn't jam since Monday."},
		{"feeder didn’t JAM", "The feeder didn't jam since Monday."},
		{"“jam  since monday.”", "The feeder didn't jam since Monday."},
		{"three a month … rui", "It was three a month,\nsays @rui; \"good riddance\" he said!"},
		{"The feeder … three a month", "The feeder didn't jam since Monday. It was three a month,\nsays @rui; \"good riddance\" he said!"},
		{"a month, says Rui", "It was three a month,\nsays @rui; \"good riddance\" he said!"},
		{"jam since Tuesday", ""},
		{"three a month … the moon", ""},
		{"month … three", ""},
		{"jam", ""},          // points at nothing
		{"eeder didn't", ""}, // no whole word
		{"", ""}, {"…", ""}, {"\"\"", ""},
	} {
		if got := cutQuote(tt.anchor, []string{"something else", text}); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.anchor, got, tt.want)
		}
	}
}

// FuzzCutQuote: whatever the anchor, a quotation is a piece of the record.
func FuzzCutQuote(f *testing.F) {
	f.Add("jam since", "it did not jam since Monday. Good.")
	f.Add("a … b", "a c b")
	f.Add("İstanbul depot … ß", "the İSTANBUL depot  has ß")
	f.Add("\xff\xfe x y", "\xff\xfe x y")
	f.Fuzz(func(t *testing.T, anchor, text string) {
		if q := cutQuote(anchor, []string{text}); !strings.Contains(text, q) {
			t.Errorf("%q is no piece of %q", q, text)
		}
	})
}

// TestQuotes follows quotations into an agenda: cut from the record, left out
// with a word where they stand nowhere or under another record.
func TestQuotes(t *testing.T) {
	b := brief.New(journal())
	s := newSheet(b, selection{})
	for _, tt := range []struct{ anchor, want, finding string }{
		{"failed 4 of the last", "staging deploys failed 4 of the last 9 times, each costs me about 40 min", ""},
		{"before the old pods", "", "left out a quotation: it stands in another record than the one cited: “before the old pods”"},
		{"staging is a disaster", "", "left out a quotation that stands in no record: “staging is a disaster”"},
		{"", "", ""},
	} {
		c := newCourt(b, s)
		got := c.quote("t1", tt.anchor, c.cites([]string{"n1"}))
		if got != tt.want {
			t.Errorf("%q: got %q", tt.anchor, got)
		}
		finding := ""
		for _, f := range c.list {
			finding = f.Message
		}
		if finding != tt.finding {
			t.Errorf("%q: finding %q, want %q", tt.anchor, finding, tt.finding)
		}
	}
}
