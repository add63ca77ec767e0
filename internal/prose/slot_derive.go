package prose

import (
	"cmp"
	"math"
	"slices"
)

// Derives tells whether a figure follows from one or two others, or from two
// days: their sum or difference, a share or what is left of it, a percentage, a
// multiple, a rounding; the days, weeks, months or years between. It takes no
// account of what the figures are about but of their units and of what they
// count.
func Derives(x Slot, from []Slot) bool {
	if x.Kind != FigureSlot {
		return false
	}
	if x.Of != 0 && !anyTold(x.Of, from) {
		return false
	}
	d := deriver{x: x, atoms: atomsOf(from)}
	follows := func(v float64) bool { return d.follows(v) || betweenDays(v, x, from) }
	return follows(x.Value) && (x.High == 0 || follows(x.High))
}

func anyTold(v float64, from []Slot) bool {
	return slices.ContainsFunc(from, func(f Slot) bool { return f.Kind == FigureSlot && saysOne(Slot{}, v, f) })
}

// atom is one number of a figure, with what it is a number of.
type atom struct {
	value      float64
	unit, noun string
	loose      bool
	group      int
}

// atomsOf lists the numbers that figures tell, with what is left of a share.
func atomsOf(from []Slot) []atom {
	var out []atom
	for _, f := range from {
		if f.Kind != FigureSlot {
			continue
		}
		for i, v := range []float64{f.Value, f.High, f.Of, f.other} {
			if v != 0 || i == 0 {
				out = append(out, atom{v, f.Unit, f.Noun, f.Loose, f.Group})
			}
		}
		if f.takesUnit() && f.lent != "" {
			out = append(out, atom{f.Value, f.lent, "", f.Loose, f.Group})
		}
		if f.Of != 0 {
			out = append(out, atom{f.Of - f.Value, f.Unit, f.Noun, f.Loose, f.Group}, atom{100 * f.Value / f.Of, "%", f.Noun, f.Loose, f.Group})
		}
	}
	return out
}

// together tells that slots of two groups may be about the same.
func together(a, b int) bool { return a == b || a == 0 || b == 0 }

// deriver looks for a way from atoms to a figure.
type deriver struct {
	x     Slot
	atoms []atom
}

// rounded is how far a figure may be rounded, where its digits allow it;
// computed ones may be rounded further.
const (
	rounded         = 0.05
	computedRounded = 0.1
)

func (d *deriver) follows(v float64) bool {
	for i, a := range d.atoms {
		if d.alone(v, a) {
			return true
		}
		for _, b := range d.atoms[:i] {
			if !a.loose && !b.loose && together(a.group, b.group) && d.both(v, a, b) {
				return true
			}
		}
	}
	return false
}

func (d *deriver) alone(v float64, a atom) bool {
	rate, ok := conversion(a.unit, d.x.Unit)
	return ok && (a.unit == "") == (d.x.Unit == "") && d.near(v, a.value*rate, rounded)
}

// bare tells a measure said without its unit, "from 35.2 to 31.4": it may have
// any. Without a decimal place it is rather a count.
func (a atom) bare() bool { return a.unit == "" && a.noun == "" && a.value != math.Trunc(a.value) }

// both tries a figure that two others of one kind make.
func (d *deriver) both(v float64, a, b atom) bool {
	if a.bare() {
		a, b = b, a
	}
	rate, ok := conversion(b.unit, a.unit)
	if !ok || (a.unit == "") != (b.unit == "") && !b.bare() || !related(a.noun, b.noun) && a.unit == "" {
		return false
	}
	m, n := a.value, b.value*rate
	low, high := math.Min(m, n), math.Max(m, n)
	switch d.x.Unit {
	case "x":
		return low > 0 && (d.near(v, high/low, computedRounded) || d.near(v, low/high, computedRounded))
	case "pp":
		return a.unit == "%" && d.near(v, high-low, computedRounded)
	case "%":
		for _, part := range []float64{low / high, high / low, (high - low) / high, (high - low) / low} {
			if low > 0 && d.near(v, 100*part, computedRounded) {
				return true
			}
		}
	}
	rate, ok = conversion(a.unit, d.x.Unit)
	if !ok || (a.unit == "") != (d.x.Unit == "") && !a.bare() || a.unit == "" && !related(d.x.Noun, a.noun) && !related(d.x.Noun, b.noun) {
		return false
	}
	return d.near(v, (high-low)*rate, rounded) || d.near(v, (high+low)*rate, rounded)
}

// near tells whether v, as it is shown, says w: half a percent off, rounded to
// its last digit, or a tenth off where the text says so.
func (d *deriver) near(v, w, most float64) bool {
	off := math.Abs(v - w)
	switch size := math.Abs(w); {
	case equal(v, w), off <= size*0.005:
		return true
	case d.x.Approx:
		return d.x.nearly(v, w)
	default:
		return off <= d.x.step/2*(1+1e-9) && off <= size*most
	}
}

// related tells whether two nouns may be the same thing: one is not said, or
// their last words have one stem.
func related(a, b string) bool {
	return a == "" || b == "" || Stem(lowerLast(a)) == Stem(lowerLast(b))
}

func lowerLast(noun string) string { return Fold(lastField(noun)) }

// betweenDays tells whether v counts the time between two of the days.
func betweenDays(v float64, x Slot, from []Slot) bool {
	length := map[string]float64{"day": 1, "week": 7, "fortnight": 14, "month": 30.44, "quarter": 91.3, "year": 365.25}[x.Unit]
	if length == 0 {
		return false
	}
	for i, a := range from {
		for _, b := range from[:i] {
			if n, ok := daysBetween(a, b); ok && together(a.Group, b.Group) && spans(v, n, length, x) {
				return true
			}
		}
	}
	return false
}

// spans tells whether n days are v of a unit, full ones or to the nearest.
func spans(v, n, length float64, x Slot) bool {
	exact := n / length
	return v == math.Floor(exact) && v > 0 || v == math.Round(exact) && v > 0 || math.Abs(v-exact) <= x.step/2 && v != math.Trunc(v) ||
		x.Approx && math.Abs(v-exact) <= exact/10
}

// daysBetween counts the days from one single day to another.
func daysBetween(a, b Slot) (float64, bool) {
	if !isDay(a) || !isDay(b) || a.Day.Month == 0 || b.Day.Month == 0 {
		return 0, false
	}
	const anyYear = 2001
	p, q := a.days(cmp.Or(b.Day.Year, anyYear)), b.days(cmp.Or(a.Day.Year, anyYear))
	if p.first != p.last && a.Until != (Date{}) || q.first != q.last && b.Until != (Date{}) {
		return 0, false
	}
	n := math.Round(math.Abs(p.first.Sub(q.first).Hours()) / 24)
	if (a.Day.Year == 0 || b.Day.Year == 0) && n > 183 {
		n = 365 - n
	}
	return math.Abs(n), true
}

func isDay(s Slot) bool { return s.Kind == DaySlot || s.Kind == WeekdaySlot }

// days gives the days that the slot means, in another's year when it says
// none itself.
func (s Slot) days(year int) stretch {
	from, to := s.Day, s.Until
	if from.Year == 0 {
		from.Year, to.Year = year, year
	}
	out := stretch{calendar(from.Year, from.Month, from.Day), calendar(to.Year, to.Month, to.Day)}
	if out.last.Before(out.first) { // from December into January
		out.last = out.last.AddDate(1, 0, 0)
	}
	return out
}
