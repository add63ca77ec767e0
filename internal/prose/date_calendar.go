package prose

import "time"

// stretch is a run of days, both ends included.
type stretch struct{ first, last time.Time }

func oneDay(t time.Time) stretch { return stretch{t, t} }

// civil gives t's day in t's zone as a midnight in UTC: there, every day has
// 24 hours and a midnight, and days can be counted.
func civil(t time.Time) time.Time {
	y, m, d := t.Date()
	return calendar(y, m, d)
}

func calendar(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// inZone gives the first moment of a civil day in a zone.
func inZone(t time.Time, zone *time.Location) time.Time {
	y, m, d := t.Date()
	local := time.Date(y, m, d, 0, 0, 0, 0, zone)
	if local.Day() != d { // midnight was skipped
		local = time.Date(y, m, d, 1, 0, 0, 0, zone)
	}
	return local
}

// date gives a day of the calendar, or false when there is none such, as with
// 31 June.
func date(y int, m time.Month, d int) (time.Time, bool) {
	t := calendar(y, m, d)
	return t, t.Day() == d && t.Month() == m && d > 0
}

func plusDays(t time.Time, n int) time.Time { return t.AddDate(0, 0, n) }

// plusMonths keeps to the last day of a shorter month: a month after
// 31 January is 28 February.
func plusMonths(t time.Time, n int) time.Time {
	first := calendar(t.Year(), t.Month()+time.Month(n), 1)
	return plusDays(first, min(t.Day(), monthEnd(first).Day())-1)
}

// plusWorkdays counts Monday to Friday only.
func plusWorkdays(t time.Time, n int) time.Time {
	for step := 1; n != 0; {
		if n < 0 {
			step = -1
		}
		t = plusDays(t, step)
		if t.Weekday() != time.Saturday && t.Weekday() != time.Sunday {
			n -= step
		}
	}
	return t
}

// plus moves a day by n units. Hours count as whole days when they are some.
func plus(t time.Time, n int, u unit) time.Time {
	switch u {
	case hours:
		return plusDays(t, n/24)
	case workdays:
		return plusWorkdays(t, n)
	case weeks, weekends:
		return plusDays(t, 7*n)
	case fortnights:
		return plusDays(t, 14*n)
	case months:
		return plusMonths(t, n)
	case quarters:
		return plusMonths(t, 3*n)
	case years:
		return plusMonths(t, 12*n)
	}
	return plusDays(t, n)
}

// monday gives the Monday of t's week.
func monday(t time.Time) time.Time { return plusDays(t, -(int(t.Weekday())+6)%7) }

// inWeek gives the weekday in the week that begins at start, a Monday.
func inWeek(start time.Time, w time.Weekday) time.Time {
	return plusDays(start, (int(w)+6)%7)
}

// nextWeekday gives the first w after t, never t itself.
func nextWeekday(t time.Time, w time.Weekday) time.Time {
	return plusDays(t, (int(w)-int(t.Weekday())+6)%7+1)
}

// lastWeekday gives the last w before t, never t itself.
func lastWeekday(t time.Time, w time.Weekday) time.Time {
	return plusDays(t, -((int(t.Weekday())-int(w)+6)%7 + 1))
}

func monthEnd(t time.Time) time.Time {
	return calendar(t.Year(), t.Month()+1, 0)
}

// monthsFrom gives the n months that begin with m.
func monthsFrom(y int, m time.Month, n int) stretch {
	first := calendar(y, m, 1)
	return stretch{first, monthEnd(plusMonths(first, n-1))}
}

// around gives the calendar unit that holds t: its week from Monday to Friday
// (to Sunday when t is on the weekend), its month, its quarter, its year.
func around(t time.Time, u unit) stretch {
	switch u {
	case weeks:
		return week(monday(t), t)
	case weekends:
		return stretch{inWeek(monday(t), time.Saturday), inWeek(monday(t), time.Sunday)}
	case months:
		return monthsFrom(t.Year(), t.Month(), 1)
	case quarters:
		return monthsFrom(t.Year(), (t.Month()-1)/3*3+1, 3)
	case years:
		return monthsFrom(t.Year(), time.January, 12)
	}
	return oneDay(t)
}

func week(start, seen time.Time) stretch {
	last := inWeek(start, time.Friday)
	if last.Before(seen) && !inWeek(start, time.Sunday).Before(seen) {
		last = inWeek(start, time.Sunday)
	}
	return stretch{start, last}
}

// nthWeekday gives the nth w of the stretch, the last one for n < 0.
func nthWeekday(s stretch, n int, w time.Weekday) (time.Time, bool) {
	if n < 0 {
		return lastWeekday(plusDays(s.last, 1), w), true
	}
	t := plusDays(nextWeekday(plusDays(s.first, -1), w), 7*(n-1))
	return t, !t.After(s.last)
}

// isoWeek gives Monday to Friday of an ISO week.
func isoWeek(y, n int) (stretch, bool) {
	start := plusDays(monday(calendar(y, time.January, 4)), 7*(n-1))
	gotYear, got := start.ISOWeek()
	return stretch{start, inWeek(start, time.Friday)}, got == n && gotYear == y
}
