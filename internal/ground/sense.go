package ground

import (
	"slices"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// follows tells whether a slot follows from what the sentence rests on: a
// difference, a sum, a share, a ratio, a span of days.
func (c *inquiry) follows(s prose.Slot) bool {
	if s.Kind != prose.FigureSlot {
		return false
	}
	if len(c.rests) == 0 {
		if near := c.closest(); near != nil {
			c.rest(near)
		}
	}
	from := slices.Clone(c.frame)
	for _, r := range c.rests {
		from = append(from, r.slots...)
	}
	return prose.Derives(s, from)
}

func sameDay(a, b prose.Date) bool {
	return a.Month == b.Month && a.Day == b.Day && (a.Year == b.Year || a.Year == 0 || b.Year == 0)
}

// within tells whether a day lies in the span that a record names.
func within(d prose.Date, span prose.Slot) bool {
	if span.Day == span.Until || span.Until == (prose.Date{}) || d.Year == 0 || span.Day.Year == 0 || span.Until.Year == 0 {
		return false
	}
	day := func(d prose.Date) oneonone.Date { return oneonone.Date{Year: d.Year, Month: d.Month, Day: d.Day} }
	return !day(d).Before(day(span.Day)) && !day(d).After(day(span.Until))
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

// statesHold finds what is told as done that the records only promise: all that
// speaks of it says what is to be.
func (c *inquiry) statesHold() (Verdict, bool) {
	if len(c.stems) == 0 || !prose.Hear(c.text).Done() {
		return Verdict{}, false
	}
	var promise *Source
	for _, s := range c.rests {
		if c.shared(s)*2 < len(c.stems) || c.shared(s) < 2 {
			continue
		}
		if !s.Intends {
			return Verdict{}, false
		}
		promise = s
	}
	if promise == nil {
		return Verdict{}, false
	}
	return Verdict{Outcome: Contradicted, Evidence: c.evidence(), Wrong: "the records only promise it", Cure: promise.ID + " is open"}, true
}

// doubt notes what makes the sentence unsure.
func (c *inquiry) doubt(why string) {
	if c.loose == "" {
		c.loose = why
	}
}

// mostForeign is how much of a sentence may be in no words of the records that
// it rests on: a free hand needs words of its own, and a false sentence needs
// one at least.
const mostForeign = 0.55

// verdict is the judgement on a sentence whose slots are right.
func (c *inquiry) verdict() Verdict {
	near := c.closest()
	if near != nil && (len(c.rests) == 0 || c.shared(near) > c.most()) {
		c.rest(near)
	}
	switch {
	case len(c.rests) == 0:
		c.doubt("no record speaks of it")
	case c.foreign() > mostForeign:
		c.doubt("much of it is in no record")
	case c.turned():
		c.doubt("one of the two denies it")
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

// most is how many words of the sentence one of its records has at most.
func (c *inquiry) most() int {
	most := 0
	for _, r := range c.rests {
		most = max(most, c.shared(r))
	}
	return most
}

// foreign is the share of the sentence's words that none of its records has.
func (c *inquiry) foreign() float64 {
	if len(c.stems) == 0 {
		return 0
	}
	n := 0
	for _, stem := range c.stems {
		if !slices.ContainsFunc(c.rests, func(s *Source) bool { return s.stems[stem] }) && !c.names[stem] {
			n++
		}
	}
	return float64(n) / float64(len(c.stems))
}

// turned tells whether the sentence denies what the sentence of a record that is
// closest to it does not, or the other way round.
func (c *inquiry) turned() bool {
	best, most := "", 1
	for _, r := range c.rests {
		for _, span := range prose.Sentences(r.Text) {
			sentence := r.Text[span.Start:span.End]
			n := 0
			for _, stem := range c.stem.Content(sentence) {
				if slices.Contains(c.stems, stem) {
					n++
				}
			}
			if n > most {
				best, most = sentence, n
			}
		}
	}
	return best != "" && denied(c.text) != denied(best)
}

// denied tells whether a text says no to something.
func denied(text string) bool {
	return slices.ContainsFunc(prose.Clauses(text), func(c prose.Clause) bool { return len(c.Denied)+len(c.Turning) > 0 })
}
