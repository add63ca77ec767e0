package prose

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// seed adds the texts of all tables.
func seed(f *testing.F) {
	for _, c := range dateCases {
		f.Add(c.text)
	}
	for _, c := range quantityCases {
		f.Add(c.text)
	}
	f.Add("a``b\xffc’s 9’9 İ1 ”2 ½ 1.")
}

// checkSpan holds what is promised of every span: inside the text, not empty,
// cut at whole characters, behind the one before.
func checkSpan(t *testing.T, text, part string, start, end, after int) {
	t.Helper()
	if start < after || start >= end || end > len(text) {
		t.Fatalf("span %d:%d after %d of %d bytes", start, end, after, len(text))
	}
	if text[start:end] != part {
		t.Fatalf("span holds %q, says %q", text[start:end], part)
	}
	if utf8.ValidString(text) && !utf8.ValidString(part) {
		t.Fatalf("%q is cut inside a character", part)
	}
}

func FuzzDates(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		after := 0
		for _, s := range Dates(text, wednesday, Locale{}) {
			checkSpan(t, text, s.Text, s.Start, s.End, after)
			if s.Until.Before(s.Day) || s.Day.IsZero() {
				t.Fatalf("%q lasts from %v until %v", s.Text, s.Day, s.Until)
			}
			after = s.End
		}
		if _, s, ok := Due(text, wednesday, Locale{MonthFirst: true}); ok {
			checkSpan(t, text, s.Text, s.Start, s.End, 0)
		}
	})
}

func FuzzQuantities(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		after := 0
		for _, q := range Quantities(text) {
			checkSpan(t, text, q.Text, q.Start, q.End, after)
			if !strings.Contains(q.Text, q.Noun) {
				t.Fatalf("%q is no part of %q", q.Noun, q.Text)
			}
			after = q.End
		}
		after = 0
		for _, c := range Changes(text) {
			checkSpan(t, text, c.Text, c.Start, c.End, after)
			after = c.End
		}
	})
}

// Slots stand in order, each behind the one before but for what a quotation
// holds; each is the same as itself, and a line more takes none away.
func FuzzSlots(f *testing.F) {
	seed(f)
	for _, c := range slotCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		known := func(word string) bool { return len(word)%2 == 0 }
		all := Slots(text, wednesday, Locale{}, known)
		after := 0
		for _, s := range all {
			checkSpan(t, text, s.Text, s.Start, s.End, after)
			after = s.End
			if s.Kind == QuotationSlot {
				after = s.Start
			}
			if !told(s, []Slot{s}) {
				t.Fatalf("%q=%s is not itself", s.Text, showSlot(s))
			}
			Derives(s, all[:min(len(all), 20)])
		}
		more := Slots(text+"\n\nso", wednesday, Locale{}, known)
		for _, s := range all {
			if len(all) < 50 && !told(s, more) {
				t.Fatalf("%q=%s is gone with a line more: %s", s.Text, showSlot(s), showSlots(more))
			}
		}
	})
}

// Every letter and digit of a text is in some sentence, but for list numbers.
func FuzzSentences(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		after, outside := 0, ""
		for _, s := range Sentences(text) {
			part := text[max(0, min(s.Start, len(text))):max(0, min(s.End, len(text)))]
			checkSpan(t, text, part, s.Start, s.End, after)
			if strings.TrimSpace(part) != part {
				t.Fatalf("%q is not trimmed", part)
			}
			outside += text[after:s.Start]
			after = s.End
		}
		outside += text[min(after, len(text)):]
		if strings.ContainsFunc(outside, func(r rune) bool { return r < 128 && isLetter(byte(r)) }) {
			t.Fatalf("%q is in no sentence", outside)
		}
	})
}

func FuzzDay(f *testing.F) {
	for _, n := range []int{0, 1, 59, 365, 20000, 47000} {
		f.Add(n, "soon")
	}
	layouts := []string{time.DateOnly, "2 Jan 2006", "Jan 2, 2006", "02/01/2006", "02.01.2006", "Monday 2 January 2006", "Mon, 2 Jan 2006", "2-Jan-2006", "2006/01/02", "January 2nd 2006", "2006-01-02T15:04:05Z07:00"}
	f.Fuzz(func(t *testing.T, n int, s string) {
		_, _ = Day(s, wednesday, Past, Locale{})
		want := inZone(plusDays(calendar(1970, 1, 1), int(uint(n)%80000)), time.UTC)
		for _, layout := range layouts {
			if layout == "January 2nd 2006" && want.Day() != 2 {
				continue
			}
			got, err := Day(want.Format(layout), wednesday, Future, Locale{})
			if err != nil || !got.Equal(want) {
				t.Fatalf("Day(%q) = %v, %v", want.Format(layout), got, err)
			}
		}
	})
}

// long gives a megabyte of a text over and over.
func long(piece string) string { return strings.Repeat(piece, 1<<20/len(piece)+1)[:1<<20] }

func BenchmarkMegabyte(b *testing.B) {
	notes := "Ana ships the parser by Fri 24 Nov, p95 from 840 ms to 310 ms. we may drop 3 of 5 tests\n- see ACME-4412, due next week\n"
	texts := map[string]string{
		"notes": long(notes), "oneLine": long(strings.ReplaceAll(notes, "\n", " ")), "numbers": long("1 "), "digits": long("1"), "points": long("1."),
		"ticks": long("`a"), "ticks2": long("``a`"), "quotes": long("'a"), "brackets": long("))"), "dots": long(". "), "dashes": long("1-"), "words": long("a"),
		"the": long("the "), "fri": long("fri-"), "newlines": long("a,\nb "), "slashes": long("a/"), "stars": long("*a"), "units": long("first of "), "close": long("a.)"),
		"on": long("on the "), "marks": long("- "), "quote": long("a.\" "), "nbsp": long("a.\u00a0"), "backticks": long("```a``"),
		"quotations": long("“a "), "quotation": long("'a b "), "names": long("Ana "), "rates": long("1 a week "), "clocks": long("6:00-"), "groups": long("1 000 "),
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Dates(text, wednesday, Locale{})
				Changes(text)
				Sentences(text)
				Slots(text, wednesday, Locale{}, nil)
			}
		})
	}
}
