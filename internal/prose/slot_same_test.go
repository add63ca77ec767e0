package prose

import "testing"

func TestSameFigure(t *testing.T) {
	cases := []struct {
		said, told string
		want       bool
	}{
		{"310 ms", "0.31 s", true},
		{"2 h", "120 min", true},
		{"50%", "half of the bugs", true},
		{"a third of the bugs", "33%", true},
		{"a third of the bugs", "30%", false},
		{"48 hours", "2 days", true},
		{"an hour and a half", "90 minutes", true},
		{"2.1M users", "2,100,000 users", true},
		{"1.5 GB", "1500 MB", true},
		{"29.8k rows", "29.800 rows", true},
		{"forty-seven people", "47 people", true},
		{"twice", "2 times", true},
		{"2.3 s", "2 s", false},
		{"about 2 s", "2.1 s", true},
		{"nearly 6 s", "5.8 s", true},
		{"6 s", "5.8 s", false},
		{"almost 6 s", "4 s", false},
		{"17", "17 bugs", true},
		{"18%", "18 days", false},
		{"18 bugs", "18 days", false},
		{"3 months", "90 days", false},
		{"41 minutes", "target 15 minutes, took 41", true},
		{"7 years", "we are 7", false},
		{"143 times", "143 of 1,930 photos", true},
		{"less than half a second", "0.4 s", true},
		{"over 50%", "58%", true},
		{"over 50%", "48%", false},
		{"12 crashes a week", "12 crashes a day", false},
		{"12 crashes", "12 crashes a day", true},
		{"3 of 5", "3 of 5 tickets", true},
		{"3 of 5", "3 of 6", false},
		{"5", "3 of 5", true},
		{"2-3 days", "2 to 3 days", true},
		{"2-3 days", "3 days", false},
		{"3 days", "2-3 days", true},
		{"$5", "5 €", false},
	}
	for _, c := range cases {
		all := Slots(c.told, wednesday, Locale{}, nil)
		said := Slots(c.said, wednesday, Locale{}, nil)
		if got := len(said) > 0 && told(said[0], all); got != c.want {
			t.Errorf("%q is %q: %v, want %v\n%s\n%s", c.said, c.told, got, c.want, showSlots(said), showSlots(all))
		}
	}
}

func TestDerives(t *testing.T) {
	cases := []struct {
		said, told string
		want       bool
	}{
		{"27 bugs", "46 bugs in May, 19 open bugs", true},
		{"27 bugs", "17 bugs, 10 more", true},
		{"28 bugs", "46 bugs in May, 19 open bugs", false},
		{"27 people", "46 bugs in May, 19 open bugs", false},
		{"59% fewer", "46 bugs in May, 19 open bugs", true},
		{"16 depots", "22 of 38 depots", true},
		{"16 of 38 depots", "22 of 38 depots", true},
		{"16 of 40 depots", "22 of 38 depots", false},
		{"58%", "22 of 38 depots", true},
		{"60%", "3 of 5", true},
		{"doubled", "from 3 to 6 tickets", true},
		{"doubled", "from 3 to 8 tickets", false},
		{"6x", "1,900 ms to 310 ms", true},
		{"84%", "1,900 ms to 310 ms", true},
		{"1.6 s", "1,900 ms to 310 ms", true},
		{"0.04 percentage points", "0.14% in October, goal 0.10%", true},
		{"about 30 minutes", "28 minutes", true},
		{"2.3 s", "2.34 s", true},
		{"2 s", "2.34 s", false},
		{"29.8k rows", "29,812 rows", true},
		{"27 days", "2 Nov; 29 Nov", true},
		{"4 weeks", "2 Nov and, 30 Nov", true},
		{"5 weeks", "2 Nov and, 20 Nov", false},
		{"16 days", "20 Dec and, 5 Jan", true},
		{"4 years", "1 May 2022 and, 2026-11-05", true},
		{"3 days", "3 bugs", false},
		{"5 November", "2 Nov; 3 days", false},
		{"1.9 s", "2.3 s to 1.4 s", false},
		{"26 minutes", "target 15 minutes, took 41", true},
		{"3.8 min", "from 35.2 to 31.4", true},
	}
	for _, c := range cases {
		said, from := Slots(c.said, wednesday, Locale{}, nil), Slots(c.told, wednesday, Locale{}, nil)
		if got := Derives(said[0], from); got != c.want {
			t.Errorf("%q follows from %q: %v, want %v\n%s\n%s", c.said, c.told, got, c.want, showSlots(said), showSlots(from))
		}
	}
}

// Two figures of different groups make no third.
func TestDerivesWithinGroups(t *testing.T) {
	all := Slots("46 bugs, 19 bugs", wednesday, Locale{}, nil)
	x := Slots("27 bugs", wednesday, Locale{}, nil)[0]
	for _, c := range []struct {
		a, b int
		want bool
	}{{1, 1, true}, {1, 2, false}, {0, 2, true}} {
		all[0].Group, all[1].Group = c.a, c.b
		if got := Derives(x, all); got != c.want {
			t.Errorf("groups %d and %d: %v", c.a, c.b, got)
		}
	}
}
