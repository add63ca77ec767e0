package prose

import (
	"math"
	"strings"
)

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
