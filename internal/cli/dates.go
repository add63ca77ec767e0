package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// day reads the value of a date flag; lean says whether "friday" is the next
// or the last one. Empty is the absent day.
func (a *App) day(flag, value string, lean prose.Lean) (oneonone.Date, error) {
	if value == "" {
		return oneonone.Date{}, nil
	}
	cfg, err := a.Config()
	if err != nil {
		return oneonone.Date{}, err
	}
	t, err := prose.Day(strings.TrimSpace(value), a.now, lean, cfg.Locale())
	if err != nil {
		return oneonone.Date{}, wrong(`write it like 2026-11-24, "last friday" or "2 weeks ago"`, "--%s: %q is no date", flag, value)
	}
	return oneonone.DateOf(t), nil
}

// moment reads the value of --at: a day of the past, at the time of now, or the time of the day that it says, which clock
// tells. Empty is the zero time.
func (a *App) moment(value string) (at time.Time, clock bool, err error) {
	if value == "" {
		return time.Time{}, false, nil
	}
	cfg, err := a.Config()
	if err != nil {
		return time.Time{}, false, err
	}
	at, clock, err = prose.Stamp(value, a.now, prose.Past, cfg.Locale())
	switch {
	case err != nil:
		return time.Time{}, false, wrong(`write it like 2026-11-24, "last friday" or "yesterday 3pm"`, "--at: %q is no date", value)
	case clock:
		return at, true, nil
	}
	return a.momentOn(oneonone.DateOf(at)), false, nil
}

// dueDay reads a date to come, or "none" for no date.
func (a *App) dueDay(value string) (oneonone.Date, error) {
	if strings.EqualFold(value, "none") {
		return oneonone.Date{}, nil
	}
	return a.day("due", value, prose.Future)
}

// momentOn gives the moment of something that happened on a day: now, for
// today; else the same time of day, so that what is noted later comes later.
func (a *App) momentOn(d oneonone.Date) time.Time {
	if d.IsZero() || d == a.Today() {
		return a.now
	}
	h, m, s := a.now.Clock()
	return time.Date(d.Year, d.Month, d.Day, h, m, s, a.now.Nanosecond(), a.now.Location())
}

// sayDay writes a day for people: "Fri 27 Nov".
func sayDay(d, near oneonone.Date) string {
	return d.Weekday().String()[:3] + " " + d.Short(near)
}

// sayDue writes until when something is due.
func sayDue(d, today oneonone.Date) string {
	late := today.DaysSince(d)
	switch {
	case d.IsZero():
		return "no date"
	case late == 0:
		return "due today"
	case late == 1:
		return "1 day late"
	case late > 1:
		return fmt.Sprintf("%d days late", late)
	}
	return "due " + sayDay(d, today)
}

// everyForms are the ways to write a rhythm.
const everyForms = "10d, 2w, 1m"

// readEvery reads a rhythm ("10d", "2w", "1m", "none") as a number of days; a
// month counts 30.
func readEvery(value string) (int, error) {
	if value == "" || strings.EqualFold(value, "none") {
		return 0, nil
	}
	parts := regexp.MustCompile(`^(\d{1,3}) ?(d|w|m|days?|weeks?|months?)$`).FindStringSubmatch(strings.ToLower(strings.TrimSpace(value)))
	if parts == nil {
		return 0, wrong("write it like "+everyForms, "--every: %q is no rhythm", value)
	}
	n, _ := strconv.Atoi(parts[1]) // it is made of digits
	days := n * map[byte]int{'d': 1, 'w': 7, 'm': 30}[parts[2][0]]
	if days < 1 || days > 366 {
		return 0, wrong("write it like "+everyForms, "--every takes 1 day to a year, not %q", value)
	}
	return days, nil
}

// sayEvery writes a rhythm for people.
func sayEvery(days int) string {
	switch {
	case days == 0:
		return "no fixed rhythm"
	case days == 1:
		return "every day"
	case days == 7:
		return "every week"
	case days == 30:
		return "every month"
	case days%30 == 0:
		return fmt.Sprintf("every %d months", days/30)
	case days%7 == 0:
		return fmt.Sprintf("every %d weeks", days/7)
	}
	return fmt.Sprintf("every %d days", days)
}

// The shortest and the longest meeting.
const (
	minMinutes = 5
	maxMinutes = 480
)

// checkMinutes refuses meetings that nobody has; 0 is no fixed length.
func checkMinutes(n int) error {
	if n != 0 && (n < minMinutes || n > maxMinutes) {
		return wrong("", "--minutes takes %d to %d, not %d", minMinutes, maxMinutes, n)
	}
	return nil
}

// periods are the words of --last.
func periods() []string { return []string{"week", "month", "quarter", "half", "year"} }

// lastPeriod gives the first and the last day of the last whole week, month,
// quarter, half or year, or of so many days, weeks or months up to today.
func lastPeriod(word string, today oneonone.Date) (from, to oneonone.Date, err error) {
	first := func(year int, month time.Month) oneonone.Date {
		return oneonone.DateOf(time.Date(year, month, 1, 0, 0, 0, 0, time.UTC))
	}
	months := map[string]int{"month": 1, "quarter": 3, "half": 6, "year": 12}
	switch n := months[strings.ToLower(word)]; {
	case strings.EqualFold(word, "week"):
		monday := today.AddDays(-(int(today.Weekday()) + 6) % 7)
		return monday.AddDays(-7), monday.AddDays(-1), nil
	case n > 0:
		began := first(today.Year, today.Month-time.Month((int(today.Month)-1)%n))
		return first(began.Year, began.Month-time.Month(n)), began.AddDays(-1), nil
	}
	days, err := readEvery(word)
	if n, isMonths := strings.CutSuffix(strings.ToLower(word), "m"); isMonths && err == nil {
		if months, err := strconv.Atoi(strings.TrimSpace(n)); err == nil {
			return oneonone.DateOf(time.Date(today.Year, today.Month-time.Month(months), today.Day, 0, 0, 0, 0, time.UTC)), today, nil
		}
	}
	if err != nil || days == 0 {
		return from, to, wrong("it takes week, month, quarter, half, year, or a time like "+everyForms, "--last can't be %q", word)
	}
	return today.AddDays(-days), today, nil
}
