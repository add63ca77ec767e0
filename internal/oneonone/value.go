package oneonone

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"
)

// Date is a calendar day, without a time or a zone. The zero Date is absent
// and is null in JSON.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf gives the day of t in t's own zone.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads 2026-11-24 and nothing else; "" is the absent date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.IsZero() { // the first day there is stands for none
		return Date{}, fmt.Errorf("%q is not a date like 2026-11-24", s)
	}
	return DateOf(t), nil
}

// IsZero tells whether the date is absent.
func (d Date) IsZero() bool { return d == Date{} }

// Time gives the first moment of the day in the zone.
func (d Date) Time(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// AddDays gives the date n days later; the absent date stays absent.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	return DateOf(d.Time(time.UTC).AddDate(0, 0, n))
}

// DaysSince counts the days from earlier to d, negative when d comes first.
func (d Date) DaysSince(earlier Date) int {
	return int(d.Time(time.UTC).Sub(earlier.Time(time.UTC)).Hours()) / 24
}

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time(time.UTC).Weekday() }

// Compare orders dates by time, the absent date first.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before tells whether d comes before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After tells whether d comes after e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// String gives 2026-11-24, or "" when absent.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Long gives "Tuesday 24 November 2026".
func (d Date) Long() string { return d.Time(time.UTC).Format("Monday 2 January 2006") }

// Short gives "24 Nov", with the year when it is not the year of near.
func (d Date) Short(near Date) string {
	if d.Year == near.Year {
		return d.Time(time.UTC).Format("2 Jan")
	}
	return d.Time(time.UTC).Format("2 Jan 2006")
}

// Spelled gives "24 November", with the year when it is not the year of near.
func (d Date) Spelled(near Date) string {
	if d.Year == near.Year {
		return d.Time(time.UTC).Format("2 January")
	}
	return d.Time(time.UTC).Format("2 January 2006")
}

// MarshalJSON writes "2026-11-24" or null.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Date) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if s == nil {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(*s)
	*d = parsed
	return err
}

// Maybe is a text that may be absent: "" is null in JSON.
type Maybe string

// MarshalJSON writes the text, or null when it is absent.
func (m Maybe) MarshalJSON() ([]byte, error) {
	if m == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(m))
}

// UnmarshalJSON reads a text or null.
func (m *Maybe) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*m = ""
	if s != nil {
		*m = Maybe(*s)
	}
	return nil
}

// List is a slice that is [] in JSON when it is empty, never null.
type List[T any] []T

// MarshalJSON writes the elements.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]T(l))
}
