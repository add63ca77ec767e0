package ground

import (
	"math"
	"slices"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// follows tells whether a figure follows from what the sentence rests on: a
// difference, a sum, a share, a ratio, a span of days. What it follows from stands
// in one record or in the sentence itself.
func (c *inquiry) follows(s prose.Slot) bool {
	if s.Kind != prose.FigureSlot {
		return false
	}
	if len(c.rests) == 0 {
		if near := c.closest(); near != nil {
			c.rest(near)
		}
	}
	own := slices.Concat(c.frame, c.held)
	if derives(s, own) {
		return true
	}
	return slices.ContainsFunc(c.rests, func(r *Source) bool { return derives(s, slices.Concat(own, r.slots)) })
}

// mayFollow tells whether a figure follows from two records: of many figures some
// two make any third.
func (c *inquiry) mayFollow(s prose.Slot) bool {
	from := slices.Clone(c.held)
	near := c.around[:min(4, len(c.around))]
	if s.Of > 0 || s.Unit == "%" {
		near = nil
	}
	for _, r := range slices.Concat(c.rests, near) {
		from = append(from, r.slots...)
	}
	less := s
	less.Value-- // to be under 50 takes one more
	return derives(s, from) || s.Unit == "" && s.Value > smallCount && derives(less, from) || s.Value > smallCount && multiplies(s, from) ||
		timesEach(s, from) || s.Of > 0 && c.partAndWhole(s)
}

// partAndWhole tells a part of a whole of which one record has the part and one the
// whole, both counting the same thing: "twenty years are through" where the goal is all
// 32.
func (c *inquiry) partAndWhole(s prose.Slot) bool {
	part, whole := false, false
	for _, r := range c.sources {
		for _, t := range c.open(r).slots {
			if t.Kind != prose.FigureSlot || t.Unit != s.Unit || prose.Fold(t.Noun) != prose.Fold(s.Noun) {
				continue
			}
			part, whole = part || t.Value == s.Value && t.Of == 0, whole || t.Value == s.Of || t.Of == s.Of
		}
	}
	return s.Unit+s.Noun != "" && part && whole
}

// timesEach tells hours that are about a count times so many minutes each: 49 at 25 to
// 30 minutes are 20 to 25 hours.
func timesEach(s prose.Slot, from []prose.Slot) bool {
	about := func(hours, count, minutes float64) bool {
		return math.Abs(count*minutes/60-hours) <= max(0.5, 0.05*hours)
	}
	return s.Kind == prose.FigureSlot && s.Unit == "h" && slices.ContainsFunc(from, func(each prose.Slot) bool {
		return each.Unit == "min" && slices.ContainsFunc(from, func(n prose.Slot) bool {
			return n.Kind == prose.FigureSlot && n.Unit == "" && n.Value > 1 && about(s.Value, n.Value, each.Value) &&
				(s.High == 0 || about(s.High, n.Value, max(each.Value, each.High)))
		})
	})
}

// multiplies tells whether a figure is about the product of two others.
func multiplies(s prose.Slot, from []prose.Slot) bool {
	for i, a := range from {
		for _, b := range from[:i] {
			if product := a.Value * b.Value; a.Value > 1 && b.Value > 1 && math.Abs(product-s.Value) < 0.005*s.Value {
				return true
			}
		}
	}
	return false
}

// derives tries the figures as they are, with the unit that one has left out, and
// without units: "fifteen points" between 71% and 86%.
func derives(s prose.Slot, from []prose.Slot) bool {
	if prose.Derives(s, from) {
		return true
	}
	if s.Unit != "" {
		return prose.Derives(s, takeUnit(from, s.Unit))
	}
	bare := slices.Clone(from)
	for i := range bare {
		bare[i].Unit, bare[i].Noun = "", ""
	}
	return prose.Derives(s, bare)
}

// takeUnit gives the figures that have left their unit out the one of another:
// "up to 33.5, 3.5 min over the goal".
func takeUnit(from []prose.Slot, unit string) []prose.Slot {
	out := slices.Clone(from)
	for i := range out {
		if out[i].Kind == prose.FigureSlot && out[i].Unit == "" && out[i].Noun == "" && !out[i].Loose {
			out[i].Unit = unit
		}
	}
	return out
}

func sameDay(a, b prose.Date) bool {
	return a.Month == b.Month && a.Day == b.Day && (a.Year == b.Year || a.Year == 0 || b.Year == 0)
}

// isSpan tells some days with a first and a last that were told.
func isSpan(s prose.Slot) bool { return s.Until.Day > 0 && s.Day != s.Until && hasDigit(s.Text) }

// overlap tells whether two spans of days have a day in common.
func overlap(a, b prose.Slot) bool {
	from, to, ok := spanOf(a)
	first, last, ok2 := spanOf(b)
	return ok && ok2 && !first.After(to) && !last.Before(from)
}

func dayOf(d prose.Date) oneonone.Date {
	return oneonone.Date{Year: d.Year, Month: d.Month, Day: d.Day}
}

// spanOf gives the days that a slot names, first and last.
func spanOf(s prose.Slot) (first, last oneonone.Date, ok bool) {
	if s.Day.Year == 0 || s.Day.Day == 0 {
		return first, last, false
	}
	first, last = dayOf(s.Day), dayOf(s.Until)
	if s.Until.Year == 0 || s.Until.Day == 0 {
		last = first
	}
	return first, last, true
}

// onWeekday tells whether the day of a record is on the weekday that a sentence
// names.
func onWeekday(day, weekday prose.Slot) bool {
	d := day.Day
	return d.Year > 0 && d.Day > 0 && oneonone.Date{Year: d.Year, Month: d.Month, Day: d.Day}.Weekday() == weekday.Weekday
}
