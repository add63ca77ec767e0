package source

import (
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// calendar reads the days of one file.
type calendar struct {
	// base is the day that its days are seen from: the file's own, else that of its last
	// change, else the last day of a year that it names. A day without a year is the last such
	// day up to it; without a base there is none.
	base oneonone.Date
	// week is the Monday of a file that is named by its week: "Tuesday" is a day in it.
	week   oneonone.Date
	locale prose.Locale
}

// longestDay is how many words a date has at most: "Wed 18th of November 2026,".
const longestDay = 5

// heading reads the date that a heading begins or ends with, and gives the words
// beside it: "2026-11-18 Standup", "Wed 18 Nov 2026", "11/18/2026", "2026-W47", "1:1 with
// Dana (18.11.2026)". A preposition before it makes it none ("Plan for 1 December"), since
// then the heading speaks of that day rather than on it, and so does a weekday that
// contradicts it.
func (c calendar) heading(text string) (oneonone.Date, string) {
	words := strings.Fields(text)
	if d, n := c.leading(words); n > 0 {
		return d, trimEdges(strings.Join(words[n:], " "))
	}
	for i := 1; i < len(words); i++ {
		if isWeekday(words[i-1]) || prose.IsStop(strings.ToLower(trimEdges(words[i-1]))) || strings.EqualFold(words[i-1], "due") {
			continue
		}
		if d, n := c.leading(words[i:]); n > 0 && i+n == len(words) {
			return d, trimEdges(strings.Join(words[:i], " "))
		}
	}
	return oneonone.Date{}, text
}

// entry reads the date that a note begins with, set off by a mark: "2026-11-08: migrated",
// "Nov 10 - fixed". In front of more words, only one with its year needs no mark.
func (c calendar) entry(text string) (oneonone.Date, string) {
	words := strings.Fields(text)
	d, n := c.leading(words)
	if n == 0 {
		return oneonone.Date{}, text
	}
	rest := strings.Join(words[n:], " ")
	last := words[n-1]
	marked := strings.ContainsAny(last[len(last)-1:], ":,)]*") || strings.IndexAny(rest, ":-–—|") == 0 || rest == ""
	if !marked && !strings.HasPrefix(trimEdges(words[0]), strconv.Itoa(d.Year)+"-") {
		return oneonone.Date{}, text
	}
	return d, strings.TrimLeft(rest, " :-–—|*_")
}

// leading reads the date that the words begin with and says how many they are.
func (c calendar) leading(words []string) (oneonone.Date, int) {
	for n := min(longestDay, len(words)); n > 0; n-- {
		parts := make([]string, n)
		for i, w := range words[:n] {
			parts[i] = trimEdges(w)
		}
		if d := c.day(strings.TrimSpace(strings.Join(parts, " "))); !d.IsZero() {
			return d, n
		}
	}
	return oneonone.Date{}, 0
}

// day reads a text that is a date and nothing else, as it is written over notes: with a
// figure in it, or a weekday where the week is known.
func (c calendar) day(text string) oneonone.Date {
	if !c.week.IsZero() && isWeekday(text) {
		for i := range 7 {
			if d := c.week.AddDays(i); strings.HasPrefix(strings.ToLower(d.Weekday().String()), strings.ToLower(text)) {
				return d
			}
		}
	}
	if !looksDated(text) {
		return oneonone.Date{}
	}
	text = withoutTime(text)
	base := c.base
	if base.IsZero() {
		if !hasYear(text) {
			return oneonone.Date{}
		}
		base = oneonone.Date{Year: 2000, Month: time.January, Day: 1}
	}
	day, err := prose.Day(text, base.Time(time.UTC), prose.Past, c.locale)
	if err != nil || !isYear(day.Year()) {
		return oneonone.Date{}
	}
	d := oneonone.DateOf(day)
	if first, rest, found := strings.Cut(text, " "); found && isWeekday(first) {
		if looksDated(rest) && !strings.HasPrefix(strings.ToLower(d.Weekday().String()), strings.ToLower(strings.Trim(first, ".,"))) {
			return oneonone.Date{} // "Thu 18 Nov 2026" is a slip
		}
	}
	return d
}

// looksDated tells whether a text may be a date: figures tied by marks, or beside a month.
func looksDated(text string) bool {
	digits, marks, letters := 0, 0, false
	for i, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune("-/._", r) && i > 0:
			marks++
		case unicode.IsLetter(r):
			letters = true
		}
	}
	first, _, _ := strings.Cut(text, " ")
	if !strings.ContainsAny(first[:min(1, len(first))], "0123456789") && !hasMonth(first) && !isWeekday(first) {
		return false // "for 1 December", "in 3 days"
	}
	if marks == 0 && hasYear(text) {
		digits -= 4 // "Nov 2026" has many days
	}
	return digits > 0 && (marks > 0 || letters && hasMonth(text))
}

func hasMonth(text string) bool {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for m := time.January; m <= time.December; m++ {
			if isShortOf(w, m.String()) {
				return true
			}
		}
	}
	return false
}

func isWeekday(text string) bool {
	text = strings.Trim(text, ".,:")
	for d := time.Sunday; d <= time.Saturday; d++ {
		if isShortOf(text, d.String()) {
			return true
		}
	}
	return false
}

// isShortOf tells whether s is a name or a short form of it: at least its first three letters.
func isShortOf(s, name string) bool {
	return len(s) >= 3 && len(s) <= len(name) && strings.EqualFold(s, name[:len(s)])
}

// withoutTime cuts the time of the day behind an ISO date, and writes the marks of file
// names as those of dates.
func withoutTime(text string) string {
	if len(text) > 10 && text[10] == 'T' && !strings.Contains(text, " ") {
		text = text[:10]
	}
	if strings.Count(text, "_") == 2 || strings.Count(text, ".") == 2 && len(text) == 10 && text[4] == '.' || strings.Count(text, "/") == 2 && len(text) > 4 && text[4] == '/' {
		text = strings.NewReplacer("_", "-", ".", "-", "/", "-").Replace(text)
	}
	return text
}

func hasYear(text string) bool {
	for _, f := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if y, err := strconv.Atoi(f); err == nil && len(f) == 4 && isYear(y) {
			return true
		}
	}
	return false
}

// isYear tells a year of a life's work.
func isYear(y int) bool { return y >= 1970 && y < 2200 }

// trimEdges takes away the punctuation around a word or a rest of words.
func trimEdges(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("[](){}<>,.:;|-–—_*\"'", r)
	})
}

// calendarOf reads the date in a file's name, or in its name and folders together, as daily
// and weekly notes have it: 2026-11-18.md, 20261118 Standup.md, 18-11-2026.md, "November
// 18th, 2026.md", 2026/11/18.md, 2026-W47.md. Changed is when the file was changed last.
func calendarOf(file string, changed oneonone.Date, locale prose.Locale) (day oneonone.Date, c calendar) {
	c = calendar{base: changed, locale: locale}
	day, year := c.inName(file)
	switch {
	case !day.IsZero():
		c.base = day
	case year > 0 && (changed.IsZero() || changed.Year != year):
		c.base = oneonone.Date{Year: year, Month: time.December, Day: 31}
	}
	return day, c
}

func (c *calendar) inName(file string) (d oneonone.Date, year int) {
	file = strings.TrimSuffix(file, path.Ext(file))
	all := strings.FieldsFunc(file, notDigit)
	for _, f := range all {
		if y, err := strconv.Atoi(f); err == nil && len(f) == 4 && isYear(y) {
			year = y
		}
	}
	base := path.Base(file)
	if stamped := compact(base); !stamped.IsZero() {
		return stamped, stamped.Year
	}
	plain := calendar{locale: c.locale}
	words := strings.FieldsFunc(base, func(r rune) bool { return r == ' ' || r == '_' && strings.Count(base, "_") != 2 })
	for i := range words {
		d, n := plain.leading(words[i:])
		if n == 0 {
			continue
		}
		if strings.ContainsAny(words[i], "Ww") && !hasMonth(words[i]) {
			c.week = d
		}
		return d, d.Year
	}
	if n := len(all); n > 2 && dayOnly(base) {
		if d := plain.day(strings.Join(all[n-3:], "-")); !d.IsZero() && len(all[n-3]) == 4 {
			return d, d.Year
		}
	}
	return oneonone.Date{}, year
}

// compact reads 20261118 and what goes on with a time: 202611181030.
func compact(base string) oneonone.Date {
	for _, f := range strings.FieldsFunc(base, notDigit) {
		if len(f) != 8 && len(f) != 12 && len(f) != 14 {
			continue
		}
		if day, err := time.Parse("20060102", f[:8]); err == nil && isYear(day.Year()) {
			return oneonone.DateOf(day)
		}
	}
	return oneonone.Date{}
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// dayOnly tells whether a file is named by numbers alone, as in 2026/11/18.md.
func dayOnly(base string) bool {
	return strings.IndexFunc(base, func(r rune) bool { return notDigit(r) && r != '-' && r != '_' }) < 0
}
