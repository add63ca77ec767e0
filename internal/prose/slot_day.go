package prose

import (
	"strings"
	"time"
)

func dateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// addDay adds what was found as a day, a month or a weekday.
func (q *slotReader) addDay(f found) {
	s := Slot{Kind: DaySlot, Day: dateOf(f.days.first), Until: dateOf(f.days.last), Deadline: f.limit || f.cue == limitCue}
	s.Relative = !q.absolute(f)
	if f.yearless && !s.Relative {
		s.Day.Year, s.Until.Year = 0, 0
	}
	s.Part = q.partIn(f.start, f.end)
	w, isWeekday := weekdayOf(q.low(f.start))
	switch {
	case f.grain == months && !s.Relative && s.Day.Month == s.Until.Month:
		s.Kind, s.Day.Day, s.Until = MonthSlot, 0, Date{}
	case isWeekday && s.Relative && q.bareWeekday(f):
		s.Kind, s.Weekday = WeekdaySlot, w
	}
	q.put(f.start, f.end, s)
}

// absolute tells a day that is itself whenever it is said: a month, a year or
// a number of the calendar stands in it.
func (q *slotReader) absolute(f found) bool {
	if f.open {
		return false
	}
	for i := f.start; i < f.end; i++ {
		switch q.kind(i) {
		case lexIdent: // Q3; a week's number is reckoned
			if _, _, ok := partOfYear(q.low(i)); ok {
				return true
			}
		case lexNumber:
			_, digits, _ := q.number(i)
			chained := q.glued(i+1) && q.is(i+1, "-", "/") && q.kind(i+2) == lexNumber
			if digits == 4 || chained || strings.Contains(q.low(i), ".") {
				return true
			}
		case lexWord:
			if _, ok := monthOf(q.low(i)); ok || q.is(i, "christmas", "xmas") {
				return true
			}
		}
	}
	return q.is(f.start, "new")
}

// bareWeekday tells a weekday, or some, with nothing that says of which week.
func (q *slotReader) bareWeekday(f found) bool {
	for i := f.start; i < f.end; i++ {
		_, ok := weekdayOf(q.low(i))
		ok = ok || isDaypart(q.low(i)) || q.is(i, "to", "through", "thru", "till", "until", "late", "early")
		if q.kind(i) == lexNumber || q.kind(i) == lexWord && !ok {
			return false
		}
	}
	return true
}

// addWeekdays adds weekdays that name no day: "on Fridays", "every Monday",
// and the weekends.
func (q *slotReader) addWeekdays(i int) int {
	if q.kind(i) != lexWord {
		return i
	}
	low := q.low(i)
	if low == "weekend" || low == "weekends" {
		return q.put(i, i+1, Slot{Kind: WeekdaySlot, Weekday: time.Saturday})
	}
	w, ok := weekdayOf(low)
	repeated := ok && q.is(i-1, "every", "each", "per", "any", "other", "second")
	if name := strings.TrimSuffix(low, "s"); !ok && len(name) > 5 {
		w, repeated = weekdayOf(name)
	}
	if !repeated {
		return i
	}
	return q.put(i, i+1, Slot{Kind: WeekdaySlot, Weekday: w})
}
