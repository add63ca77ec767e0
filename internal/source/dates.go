package source

import (
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"

	"oneonone/internal/oneonone"
)

// headingDate reads the date that a heading begins or ends with, and gives the
// words beside it: "2026-11-18 Standup", "Wed 18 Nov 2026", "November 18th,
// 2026", "1:1 with Dana (18.11.2026)". A date without a year takes the year
// given; a weekday that contradicts its date makes it none, and so does a
// preposition before it ("Plan for 1 December"), since then the heading speaks
// of that day rather than on it.
func headingDate(text string, year int) (oneonone.Date, string) {
	words := strings.Fields(text)
	if d, n := dateAt(words, year); n > 0 {
		return d, trimEdges(strings.Join(words[n:], " "))
	}
	for i := 1; i < len(words); i++ {
		_, contradicted := weekday(trimEdges(words[i-1]))
		d, n := dateAt(words[i:], year)
		if n > 0 && i+n == len(words) && !contradicted && !preposition(words[i-1]) {
			return d, trimEdges(strings.Join(words[:i], " "))
		}
	}
	return oneonone.Date{}, text
}

func preposition(word string) bool {
	switch strings.ToLower(trimEdges(word)) {
	case "by", "on", "for", "until", "till", "before", "after", "from", "since", "to", "due", "of", "and":
		return true
	}
	return false
}

// trimEdges takes away the punctuation around a word or a rest of words.
func trimEdges(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("[](){}<>,.:;|-–—_*\"'", r)
	})
}

// dateAt reads the date that the words begin with and says how many they are.
func dateAt(words []string, year int) (oneonone.Date, int) {
	if len(words) == 0 {
		return oneonone.Date{}, 0
	}
	if day, ok := weekday(trimEdges(words[0])); ok {
		if d, n := dateAt(words[1:], year); n > 0 && d.Weekday() == day {
			return d, n + 1
		}
		return oneonone.Date{}, 0
	}
	if d, ok := numericDate(trimEdges(words[0])); ok {
		return d, 1
	}
	return writtenDate(words, year)
}

// writtenDate reads "18 Nov 2026" and "November 18th, 2026"; the year may be
// missing where one is known.
func writtenDate(words []string, year int) (oneonone.Date, int) {
	if len(words) < 2 {
		return oneonone.Date{}, 0
	}
	first, second := trimEdges(words[0]), trimEdges(words[1])
	month, ok := monthNamed(second)
	day := first
	if !ok {
		if month, ok = monthNamed(first); !ok {
			return oneonone.Date{}, 0
		}
		day = second
	}
	n := 2
	if len(words) > 2 {
		if y, ok := yearIn(trimEdges(words[2])); ok {
			year, n = y, 3
		}
	}
	d, ok := realDate(year, int(month), dayOfMonth(day))
	if !ok {
		return oneonone.Date{}, 0
	}
	return d, n
}

// dayOfMonth reads "18" and "18th"; 0 is none.
func dayOfMonth(s string) int {
	digits := strings.TrimRight(s, "stndrh")
	if s != digits && len(s)-len(digits) != 2 {
		return 0
	}
	n, _ := strconv.Atoi(digits)
	return n
}

// numericDate reads 2026-11-18 (also with "/", "." and "_", also with a time
// after it), and 18.11.2026. 11/18/2026 could be either order and is no date.
func numericDate(s string) (oneonone.Date, bool) {
	if len(s) > 10 && s[10] == 'T' {
		s = s[:10]
	}
	for _, sep := range []string{"-", "/", ".", "_"} {
		f := strings.Split(s, sep)
		if len(f) != 3 || len(f[1]) > 2 {
			continue
		}
		if sep == "." && len(f[2]) == 4 {
			f[0], f[2] = f[2], f[0]
		}
		return dateFrom(f[0], f[1], f[2])
	}
	return oneonone.Date{}, false
}

func dateFrom(year, month, day string) (oneonone.Date, bool) {
	y, ok := yearIn(year)
	m, err1 := strconv.Atoi(month)
	d, err2 := strconv.Atoi(day)
	if !ok || err1 != nil || err2 != nil || len(day) > 2 {
		return oneonone.Date{}, false
	}
	return realDate(y, m, d)
}

// yearIn reads a year of a life's work.
func yearIn(s string) (int, bool) {
	y, err := strconv.Atoi(s)
	return y, err == nil && len(s) == 4 && y >= 1970 && y < 2200
}

// realDate refuses the 31st of June and the year 0.
func realDate(year, month, day int) (oneonone.Date, bool) {
	d := oneonone.Date{Year: year, Month: time.Month(month), Day: day}
	return d, year > 0 && d == oneonone.DateOf(d.Time(time.UTC))
}

func monthNamed(s string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if names(s, m.String()) {
			return m, true
		}
	}
	return 0, false
}

func weekday(s string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if names(s, d.String()) {
			return d, true
		}
	}
	return 0, false
}

// names tells whether s is the name or a short form of it: at least its first
// three letters.
func names(s, name string) bool {
	return len(s) >= 3 && len(s) <= len(name) && strings.EqualFold(s, name[:len(s)])
}

// nameDate reads the date in a file's name, or in its name and folders
// together: 2026-11-18.md, 2026_11_18 Standup.md, 20261118.md,
// 2026/11/18.md. year is one that the path names, for dates without one.
func nameDate(file string) (d oneonone.Date, year int) {
	file = strings.TrimSuffix(file, path.Ext(file))
	base := strings.FieldsFunc(path.Base(file), notDigit)
	all := strings.FieldsFunc(file, notDigit)
	for _, f := range all {
		if y, ok := yearIn(f); ok {
			year = y
		}
	}
	for i, f := range base {
		if len(f) == 8 || len(f) == 12 || len(f) == 14 { // the longer ones go on with a time
			if d, ok := dateFrom(f[:4], f[4:6], f[6:8]); ok {
				return d, d.Year
			}
		}
		if i+2 < len(base) {
			if d, ok := dateFrom(f, base[i+1], base[i+2]); ok {
				return d, d.Year
			}
		}
	}
	if n := len(all); n > 2 && dayOnly(path.Base(file)) {
		if d, ok := dateFrom(all[n-3], all[n-2], all[n-1]); ok {
			return d, d.Year
		}
	}
	return oneonone.Date{}, year
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// dayOnly tells whether a file is named by numbers alone, as in 2026/11/18.md.
func dayOnly(base string) bool {
	return strings.IndexFunc(base, func(r rune) bool { return notDigit(r) && r != '-' && r != '_' }) < 0
}
