package source

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
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
	base := c.base
	if base.IsZero() {
		if !hasYear(text) {
			return oneonone.Date{}
		}
		base = oneonone.Date{Year: 2000, Month: time.January, Day: 1}
	}
	day, err := prose.StampDay(text, base.Time(time.UTC), prose.Past, c.locale)
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

// looksDated tells whether a text may be a date: figures tied by marks or letters of a date, or beside a month, or a week.
func looksDated(text string) bool {
	if isWeek().MatchString(text) {
		return true
	}
	first, _, _ := strings.Cut(text, " ")
	if strings.IndexFunc(first, unicode.IsDigit) != 0 && !hasMonth(first) && !isWeekday(first) {
		return false // "for 1 December", "in 3 days"
	}
	digits, marks, letters := 0, 0, 0
	for i, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case i > 0 && (strings.ContainsRune("-/._", r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r)):
			marks++
		case unicode.IsLetter(r):
			letters++
		}
	}
	if marks == 0 && hasYear(text) {
		digits -= 4 // "Nov 2026" has many days
	}
	return digits > 0 && (marks > 0 || letters > 0 && hasMonth(text) || letters == 0 && !compact(text).IsZero())
}

// isWeek finds weeks as files are named by them, in either order: 2026-W47, 2026W47, "Week 47, 2026".
var isWeek = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:\d{4}[-_ ]*)?[ck]?w(?:k|eek)?[-_ ]*\d{1,2}(?:-[1-7]|[-_, ]+\d{4})?$`)
})

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

// calendarOf reads the date in a file's name, or in its name and folders together, as daily, weekly and monthly notes
// have it: 2026-11-18.md, 20261118 Standup.md, 18-11-2026.md, "November 18th, 2026.md", "Wed Nov 18.md", 2026/11/18.md,
// 2026-W47.md, "November 2026.md". Changed is when the file was changed last.
func calendarOf(file string, changed oneonone.Date, locale prose.Locale) (day oneonone.Date, c calendar) {
	c = calendar{locale: locale}
	file = strings.TrimSuffix(file, path.Ext(file))
	day, last := c.inName(file)
	year := yearIn(file)
	if day.IsZero() && !changed.IsZero() {
		c.base = changed
		day, last = c.wholeName(path.Base(file))
	}
	switch {
	case !day.IsZero():
		c.base = last
	case year > 0 && (changed.IsZero() || year < changed.Year):
		c.base = oneonone.Date{Year: year, Month: time.December, Day: 31}
	}
	return day, c
}

// inName reads a day with its year, or the first and the last day of a week, a month or a quarter.
func (c *calendar) inName(file string) (first, last oneonone.Date) {
	base := path.Base(file)
	if stamped := compact(base); !stamped.IsZero() {
		return stamped, stamped
	}
	words := strings.FieldsFunc(base, func(r rune) bool { return r == ' ' || r == '_' && strings.Count(base, "_") != 2 })
	for i := range words {
		if d, n := c.leading(words[i:]); n > 0 {
			return c.period(strings.Join(words[i:i+n], " "), d)
		}
	}
	if m := dayInside().FindStringSubmatch(base); m != nil {
		if d := c.day(m[1]); !d.IsZero() {
			return d, d
		}
	}
	if hasYear(base) && len(base) > len("2026") {
		if d, err := prose.StampDay(base, time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), prose.Past, c.locale); err == nil {
			return c.period(base, oneonone.DateOf(d))
		}
	}
	d := c.inFolders(file)
	return d, d
}

// period gives the first and the last day of what a name says.
func (c *calendar) period(text string, first oneonone.Date) (_, last oneonone.Date) {
	until, err := prose.StampDay(trimEdges(text), first.Time(time.UTC), prose.Future, c.locale)
	last = oneonone.DateOf(until)
	if err != nil || last.Before(first) {
		return first, first
	}
	if isWeek().MatchString(trimEdges(text)) && last != first {
		c.week, last = first, first.AddDays(6)
	}
	return first, last
}

// dayInside finds a day that is tied to other words: daily-2026-11-18, 2026-11-18-Wednesday.
var dayInside = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|\D)(\d{4}[-_.]\d{2}[-_.]\d{2}|\d{1,2}[-_.]\d{1,2}[-_.]\d{4})(?:\D|$)`)
})

// inFolders reads a file that is named by its day alone, in folders that are named by the year and the month.
func (c *calendar) inFolders(file string) oneonone.Date {
	base := strings.FieldsFunc(path.Base(file), func(r rune) bool { return r == ' ' || r == '-' || r == '_' })
	base = slices.DeleteFunc(base, isWeekday)
	if !dayOnly(strings.Join(base, "-")) {
		return oneonone.Date{}
	}
	all := strings.FieldsFunc(path.Join(path.Dir(file), strings.Join(base, "-")), notDigit)
	n := len(all)
	if n < 3 || len(all[n-3]) != 4 {
		return oneonone.Date{}
	}
	return c.day(strings.Join(all[n-3:], "-"))
}

// wholeName reads a name that is a day without a year and nothing else.
func (c *calendar) wholeName(base string) (first, last oneonone.Date) {
	words := strings.Fields(strings.ReplaceAll(base, "_", " "))
	if d, n := c.leading(words); n > 0 && n == len(words) {
		return c.period(base, d)
	}
	return oneonone.Date{}, oneonone.Date{}
}

// yearIn gives the last year that a name or its folders say, 0 for none.
func yearIn(file string) (year int) {
	for _, f := range strings.FieldsFunc(file, notDigit) {
		if y, err := strconv.Atoi(f); err == nil && len(f) == 4 && isYear(y) {
			year = y
		}
	}
	return year
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
