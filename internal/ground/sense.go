package ground

import (
	"slices"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// follows tells whether a figure follows from what the sentence rests on: a
// difference, a sum, a share, a ratio, a span of days. What it follows from stands
// in one record, or in the sentence itself; of two records only what is counted in
// the same unit, since of many figures some two make any third.
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
	var alike []prose.Slot
	for _, r := range c.rests {
		if derives(s, slices.Concat(own, r.slots)) {
			return true
		}
		for _, t := range r.slots {
			if t.Kind != prose.FigureSlot || s.Unit != "" && t.Unit == s.Unit || s.Noun != "" && prose.SharesWords(s.Noun, t.Noun) {
				alike = append(alike, t)
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
	return prose.Derives(s, bare) || s.Value < 1 && prose.Derives(percent(s), from)
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

// percent gives a fraction as a percentage.
func percent(s prose.Slot) prose.Slot {
	s.Value, s.Unit, s.Approx = 100*s.Value, "%", true
	return s
}

func sameDay(a, b prose.Date) bool {
	return a.Month == b.Month && a.Day == b.Day && (a.Year == b.Year || a.Year == 0 || b.Year == 0)
}

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

// changeTurned finds a change that the records tell the other way round.
func (c *inquiry) changeTurned() (Verdict, bool) {
	for _, told := range prose.Changes(c.text) {
		for _, r := range c.rests {
			for _, known := range prose.Changes(r.Text) {
				backwards := known.From.Value == told.To.Value && known.To.Value == told.From.Value && told.From.Value != told.To.Value
				if backwards {
					return Verdict{
						Outcome: Contradicted, Evidence: c.evidence(), Wrong: "the records tell the change “" + told.Text + "” the other way round",
						Cure: r.ID + " has “" + known.Text + "”",
					}, true
				}
			}
		}
	}
	return Verdict{}, false
}

// doubt notes what makes the sentence unsure.
func (c *inquiry) doubt(why string) {
	if c.loose == "" {
		c.loose = why
	}
}

// verdict is the judgement on a sentence whose slots are right.
func (c *inquiry) verdict() Verdict {
	near := c.closest()
	if near != nil && (len(c.rests) == 0 || c.shared(near) > c.most()) {
		c.rest(near)
	}
	if sum, why := c.score(); len(c.rests) == 0 {
		c.doubt("no record speaks of it")
	} else if sum > threshold {
		c.doubt(why)
	}
	v := Verdict{Evidence: c.evidence(), Wrong: c.loose}
	if c.loose == "" {
		return v
	}
	v.Outcome = Unsure
	if near != nil {
		v.Evidence = append([]string{near.ID}, slices.DeleteFunc(v.Evidence, func(id string) bool { return id == near.ID })...)
	}
	return v
}

func namesIn(slots []prose.Slot) []string {
	var out []string
	for _, s := range slots {
		if s.Kind == prose.NameSlot {
			out = append(out, s.Key)
		}
	}
	return out
}

// most is how many words of the sentence one of its records has at most.
func (c *inquiry) most() int {
	most := 0
	for _, r := range c.rests {
		most = max(most, c.shared(r))
	}
	return most
}
