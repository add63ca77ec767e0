package prose

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Stamp reads when something was noted: a day as Day reads it or as programs write it into the names of files, headings
// and columns (20261118, 2026_11_18, 20/Nov/26, 2026W47, 2026年11月18日), with or without a time of the day ("yesterday
// 3pm", 2026-11-24T09:00Z). At is in today's zone; without a time, which clock tells, it is midnight. A time alone is today's.
func Stamp(s string, today time.Time, lean Lean, loc Locale) (at time.Time, clock bool, err error) {
	day, hour, err := stamped(s, today, lean, loc)
	if err != nil || !hour.said {
		return day, false, err
	}
	zone := today.Location()
	if hour.zone != nil {
		zone = hour.zone
	}
	return time.Date(day.Year(), day.Month(), day.Day(), hour.h, hour.m, hour.s, 0, zone).In(today.Location()), true, nil
}

// StampDay gives the day that a stamp has in its writing, at midnight in today's zone, whatever zone its time has.
func StampDay(s string, today time.Time, lean Lean, loc Locale) (time.Time, error) {
	day, _, err := stamped(s, today, lean, loc)
	return day, err
}

func stamped(s string, today time.Time, lean Lean, loc Locale) (day time.Time, hour hourSaid, err error) {
	written, hour := cutHour(s)
	if hour.said && !hour.real() {
		return time.Time{}, hour, fmt.Errorf("%q has no time of a day", strings.TrimSpace(s))
	}
	if written == "" && hour.said {
		return inZone(civil(today), today.Location()), hour, nil
	}
	day, err = Day(plainDay(written), today, lean, loc)
	return day, hour, err
}

// hourSaid is a time of the day, and the zone that it was written with.
type hourSaid struct {
	said    bool
	h, m, s int
	zone    *time.Location
}

func (h hourSaid) real() bool { return h.h >= 0 && h.h < 24 && h.m < 60 && h.s < 60 }

// hourForm finds a time: 09:00, 9:00:05.5 PM, 3pm, 15h, 9h30, with a zone in figures.
const hourForm = `(\d{1,2})(?:[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?:\s*([ap]m))?|\s*([ap]m)|h)(?:\s*(z|(?:utc|gmt)?[+-]\d{2}:?\d{2}|utc|gmt))?(?:\s*\([^()]*\))?`

var (
	hourBehind = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)(?:^|[\s,@]\s*(?:at\s+)?|(\d)t)` + hourForm + `$`)
	})
	hourBefore = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^(\b)?` + hourForm + `[\s,]+`) })
	// hourTied finds the time behind a day in the names of files: T0900, T090005Z.
	hourTied = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)(\d)t(\d{2})(\d{2})(\d{2})?()()(z)?$`) })
)

// cutHour takes the time of the day off a text, behind the day or before it.
func cutHour(s string) (rest string, hour hourSaid) {
	s = strings.TrimSpace(s)
	for _, form := range []*regexp.Regexp{hourBehind(), hourTied(), hourBefore()} {
		at := form.FindStringSubmatchIndex(s)
		if at == nil {
			continue
		}
		part := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return s[at[2*n]:at[2*n+1]]
		}
		rest = strings.Trim(s[:at[0]]+part(1)+" "+s[at[1]:], " ,@")
		return rest, readHour(part(2), part(3), part(4), part(5)+part(6), part(7))
	}
	return s, hourSaid{}
}

func readHour(h, m, s, half, zone string) hourSaid {
	number := func(s string) int {
		n, _ := strconv.Atoi(s) // digits, or nothing
		return n
	}
	out := hourSaid{said: true, h: number(h), m: number(m), s: number(s)}
	if half != "" {
		if out.h < 1 || out.h > 12 {
			return hourSaid{said: true, h: -1}
		}
		out.h %= 12
		if strings.EqualFold(half, "pm") {
			out.h += 12
		}
	}
	switch {
	case zone == "":
	case strings.ContainsAny(zone, "+-"):
		sign := strings.IndexAny(zone, "+-")
		figures := strings.ReplaceAll(zone[sign+1:], ":", "")
		seconds := 3600*number(figures[:2]) + 60*number(figures[2:])
		if zone[sign] == '-' {
			seconds = -seconds
		}
		out.zone = time.FixedZone(zone, seconds)
	default:
		out.zone = time.UTC
	}
	return out
}

// The ways in which programs and other languages tie the figures of a day.
var (
	yearFirst = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\d{4})` + tie + `(\d{1,2})` + tie + `(\d{1,2})(?:\.|\p{Han}|\p{Hangul})?$`)
	})
	dayFirst   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(\d{1,2})(_|\. )(\d{1,2})(_|\. )(\d{4})\.?$`) })
	allFigures = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^((?:19|20|21)\d{2})(\d{2})(\d{2})(?:\d{4}|\d{6})?$`)
	})
	withMonth = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\d{1,4})[-/_. ]*([A-Za-z]{3,9})[-/_. ]*(\d{1,4})$`)
	})
	yearWeek = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(\d{4})[-_ ]*` + weekWord + `[-_ ]*(\d{1,2})(?:-([1-7]))?$`)
	})
	weekYear = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^` + weekWord + `[-_ ]*(\d{1,2})(?:[-_, ]+(\d{4}))?$`)
	})
	yearPart = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^(\d{4})[-_ ]*(q[1-4])$`) })
)

const (
	tie      = `(?:[-_./]|\. |\p{Han}\s?|\p{Hangul}\s?)`
	weekWord = `(?:[ck]?wk?|week)`
)

// plainDay writes a day as Day reads it, where it knows the way in which it is written.
func plainDay(s string) string {
	s = strings.TrimSpace(s)
	if n := len(s) - 1; n > 0 && s[n] == '.' && isDigit(s[n-1]) {
		s = s[:n]
	}
	if m := yearFirst().FindStringSubmatch(s); m != nil {
		return m[1] + "-" + padded(m[2]) + "-" + padded(m[3])
	}
	if m := allFigures().FindStringSubmatch(s); m != nil {
		return m[1] + "-" + m[2] + "-" + m[3]
	}
	if m := dayFirst().FindStringSubmatch(s); m != nil {
		sep := strings.NewReplacer("_", "-", " ", "").Replace(m[2])
		return m[1] + sep + m[3] + sep + m[5]
	}
	if m := withMonth().FindStringSubmatch(s); m != nil {
		if _, ok := monthOf(strings.ToLower(m[2])); ok && len(m[1]) > 2 {
			return m[3] + " " + m[2] + " " + m[1]
		} else if ok {
			return m[1] + " " + m[2] + " " + m[3]
		}
	}
	return plainPeriod(s)
}

// plainPeriod writes a week or a quarter as Day reads it.
func plainPeriod(s string) string {
	if m := yearWeek().FindStringSubmatch(s); m != nil {
		week := m[1] + "-W" + padded(m[2])
		if m[3] == "" {
			return week
		}
		if days, ok := isoWeek(small(m[1]), small(m[2])); ok {
			return plusDays(days.first, small(m[3])-1).Format(time.DateOnly)
		}
	}
	if m := weekYear().FindStringSubmatch(s); m != nil {
		if m[2] != "" {
			return m[2] + "-W" + padded(m[1])
		}
		return "W" + padded(m[1])
	}
	if m := yearPart().FindStringSubmatch(s); m != nil {
		return m[2] + " " + m[1]
	}
	return s
}

func padded(figures string) string {
	if len(figures) == 1 {
		return "0" + figures
	}
	return figures
}

func small(figures string) int {
	n, _ := parseSmall(figures)
	return n
}
