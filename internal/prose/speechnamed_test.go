package prose

import "testing"

func TestNames(t *testing.T) {
	c := NewCast([]string{"Noor"}, "Tomas Berg", []string{"Priya Nair"})
	for _, tt := range []struct {
		who, line string
		want      bool
	}{
		{Writer, "I'll send the doc", true},
		{Writer, "Noor sends the doc", true},
		{Writer, "send the doc", false},
		{Writer, "Tomas: I'll send the doc", false},
		{"Tomas Berg", "Tomas: I'll send the doc", true},
		{"Tomas Berg", "T: I'll send the doc", true},
		{"Tomas Berg", "he sends the doc", true},
		{"Tomas Berg", "Priya says he sends the doc", false},
		{"Tomas Berg", "I asked, he sends the doc", false},
		{"Priya Nair", "@priya sends the doc", true},
		{"Priya Nair", "Priya's doc goes out", true},
		{"Priya Nair", "she sends the doc", false},
		{"Sven", "Sven to send the doc", true},
		{"Sven", "send a doc", false},
		{"Anna", "send a doc", false},
	} {
		if got := c.Names(tt.who, tt.line); got != tt.want {
			t.Errorf("%q names %s: %t", tt.line, tt.who, got)
		}
	}
}
