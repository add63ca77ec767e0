package prose

import (
	"math"
	"strings"
)

// Same tells whether what one text says is what another told: the same figure,
// day, clock, ticket or name, in whatever spelling. A period is said rightly of
// a day that lies in it ("in October" of 14 October), a part of the day of an
// hour; it does not hold the other way round.
func Same(said, told Slot) bool {
	switch said.Kind {
	case FigureSlot:
		return told.Kind == FigureSlot && SameFigure(said, told) || told.mayBe(said)
	case DaySlot, MonthSlot, WeekdaySlot:
		return isDaySlot(told) && sameDay(said, told) || said.mayBe(told)
	case ClockSlot:
		return sameClock(said, told)
	case QuotationSlot:
		return told.Kind == QuotationSlot && strings.Contains(told.Key, said.Key)
	}
	return said.Kind == told.Kind && strings.EqualFold(said.Key, told.Key)
}

// SameFigure tells whether two figures are one, in units that can be
// converted: 310 ms and 0.31 s, half and 50%. A figure without a unit may have
// any, a small one that of its neighbour. One said with "about" may be a tenth off; otherwise none is rounded, see
// Derives. An end of a range and the whole of a share were told, too.
func SameFigure(said, told Slot) bool {
	if said.Per != "" && told.Per != "" && said.Per != told.Per {
		return false
	}
	switch {
	case said.Of != 0:
		return told.Of != 0 && equal(said.Of, told.Of) && says(said, said.Value, told, told.Value)
	case said.High != 0:
		return told.High != 0 && says(said, said.Value, told, told.Value) && says(said, said.High, told, told.High)
	}
	return saysOne(said, said.Value, told) || said.other != 0 && saysOne(said, said.other, told)
}

// saysOne tells whether v is one of the numbers that a figure tells.
func saysOne(said Slot, v float64, told Slot) bool {
	for i, t := range []float64{told.Value, told.High, told.Of, told.other} {
		if (t != 0 || i == 0) && says(said, v, told, t) {
			return true
		}
	}
	return false
}

// says tells whether v of one figure is t of another.
func says(said Slot, v float64, told Slot, t float64) bool {
	if said.Noun == "times" { // "143 times" counts, "3 times" multiplies
		said.Unit, said.Noun = told.Unit, ""
	}
	unit := told.Unit
	if unit == "" && said.Unit != "" {
		if told.Noun != "" || isSmall(t) && told.lent == "" {
			return false
		}
		unit = told.lent
	}
	rate, ok := conversion(said.Unit, unit)
	if !ok || said.Unit == "" && told.Unit != "" && said.Noun != "" {
		return false
	}
	inWords := said.Unit == "%" && told.Unit == "%" && (told.step == 0 || said.step == 0) // a third is 33%
	return equal(v*rate, t) || inWords && math.Abs(v*rate-t) < 0.5 || said.nearly(v*rate, t)
}

// isSmall tells numbers that stand in every text: without a unit, none of them
// tells a measure.
func isSmall(v float64) bool { return v == math.Trunc(v) && math.Abs(v) < 100 }

// nearly tells whether t may be said as about v, as more or as less than v.
func (s Slot) nearly(v, t float64) bool {
	switch off := t - v; {
	case s.bound != 0:
		return off*float64(s.bound) >= 0 && math.Abs(off) <= math.Abs(v)/4
	default:
		return s.Approx && math.Abs(off) <= math.Abs(t)/10
	}
}

func equal(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b)) }

// conversion gives by what a figure is multiplied to be one of another unit.
func conversion(from, to string) (float64, bool) {
	if from == to || from == "" || to == "" {
		return 1, true
	}
	a, x := scale(from)
	b, y := scale(to)
	if x == "" || x != y {
		return 0, false
	}
	return a / b, true
}

// scale gives how much of its kind's smallest unit a unit is, and the kind. A
// month is no number of days.
func scale(unit string) (float64, string) {
	switch unit {
	case "ns":
		return 1, "time"
	case "µs":
		return 1e3, "time"
	case "ms":
		return 1e6, "time"
	case "s":
		return 1e9, "time"
	case "min":
		return 60e9, "time"
	case "h":
		return 3600e9, "time"
	case "day":
		return 24 * 3600e9, "time"
	case "week":
		return 7 * 24 * 3600e9, "time"
	case "fortnight":
		return 14 * 24 * 3600e9, "time"
	case "month":
		return 1, "months"
	case "quarter":
		return 3, "months"
	case "year":
		return 12, "months"
	case "Hz":
		return 1, "Hz"
	case "kHz":
		return 1e3, "Hz"
	case "MHz":
		return 1e6, "Hz"
	case "GHz":
		return 1e9, "Hz"
	}
	return bytesScale(unit)
}

func bytesScale(unit string) (float64, string) {
	base, rest := 1000.0, strings.TrimSuffix(unit, "B")
	if strings.HasSuffix(rest, "i") {
		base, rest = 1024, strings.TrimSuffix(rest, "i")
	}
	power := strings.Index(" KMGTP", rest)
	switch {
	case unit == "B":
		return 1, "bytes"
	case len(rest) != 1 || power < 1 || rest == unit:
		return 0, ""
	}
	return math.Pow(base, float64(power)), "bytes"
}

func isDaySlot(s Slot) bool { return s.Kind == DaySlot || s.Kind == MonthSlot || s.Kind == WeekdaySlot }

func sameDay(said, told Slot) bool {
	if said.Part != "" && told.Part != "" && said.Part != told.Part {
		return false
	}
	if said.Kind == WeekdaySlot && told.Kind == WeekdaySlot {
		return said.Weekday == told.Weekday
	}
	a, aOK := said.days(told.Day.Year)
	b, bOK := told.days(said.Day.Year)
	switch {
	case !bOK:
		return false
	case said.Kind == WeekdaySlot && b.first == b.last && (told.Day.Year != 0 || said.Day.Year != 0) && b.first.Weekday() == said.Weekday:
		return true
	case !aOK:
		return false
	case (said.open || told.open) && b.first == b.last && b.first.Day() == a.first.Day():
		return a.first.Sub(b.first).Abs().Hours() < 40*24
	}
	if told.ranged && !said.ranged { // its ends were told as well
		return a == oneDay(b.first) || a == oneDay(b.last) || within(b, a)
	}
	return within(b, a) && (!said.ranged || a == b)
}

func within(s, outer stretch) bool { return !s.first.Before(outer.first) && !s.last.After(outer.last) }

// days gives the days that the slot means, in another's year when it says
// none itself.
func (s Slot) days(year int) (stretch, bool) {
	from, to := s.Day, s.Until
	if from.Month == 0 {
		return stretch{}, false
	}
	if from.Year == 0 {
		from.Year, to.Year = max(year, 1), max(year, 1)
		if year == 0 {
			from.Year, to.Year = 2000, 2000
		}
	}
	if s.Kind == MonthSlot {
		return monthsFrom(from.Year, from.Month, 1), true
	}
	out := stretch{calendar(from.Year, from.Month, from.Day), calendar(to.Year, to.Month, to.Day)}
	if out.last.Before(out.first) { // from December into January
		out.last = out.last.AddDate(1, 0, 0)
	}
	return out, true
}

// mayBe tells whether a clock may be the hour that was said as a mere figure,
// "at 7", and a year the count that looks like one, "2001 rows".
func (s Slot) mayBe(figure Slot) bool {
	if figure.Kind != FigureSlot || figure.Unit != "" || figure.Of != 0 {
		return false
	}
	if s.Kind == DaySlot && len(s.Text) == 4 && allDigits(s.Text) {
		return float64(s.Day.Year) == figure.Value || float64(s.Day.Year) == figure.other
	}
	if s.Kind != ClockSlot || s.Hour < 0 {
		return false
	}
	digits := 100*float64(s.Hour) + math.Round(60*(s.Value-float64(s.Hour))) // the 2310 blip
	return digits >= 100 && digits == figure.Value || figure.Noun == "" && (equal(s.Value, figure.Value) || equal(s.Value, figure.Value+12))
}

func sameClock(said, told Slot) bool {
	if said.mayBe(told) {
		return true
	}
	if said.Hour < 0 {
		return said.Part == told.Part || said.Part == "noon" && told.Kind == ClockSlot && told.Hour == 12
	}
	if told.Kind != ClockSlot || told.Hour < 0 {
		return false
	}
	if said.High == 0 && told.High != 0 && equal(said.Value, told.High) {
		return true
	}
	return equal(said.Value, told.Value) && (said.High == 0 || equal(said.High, told.High))
}
