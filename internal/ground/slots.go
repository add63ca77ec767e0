package ground

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// slotsHold tells whether every slot of the sentence is right; else the verdict
// says which is not. What holds helps what follows from it: "2.1 min more would
// be 33.5, 3.5 over the goal".
func (c *inquiry) slotsHold() (Verdict, bool) {
	var missing []prose.Slot
	for _, s := range c.slots {
		if s.Loose || c.found(s) {
			c.held = append(c.held, s)
			continue
		}
		missing = append(missing, s)
	}
	for range missing {
		missing = slices.DeleteFunc(missing, func(s prose.Slot) bool {
			ok := c.follows(s)
			if ok {
				c.held = append(c.held, s)
			}
			return ok
		})
	}
	for _, s := range missing {
		if isVague(s) {
			continue
		}
		if isLoose(s) || c.mayFollow(s) || c.digitsStand(s) || c.plansAhead(s) {
			c.doubt("no record has “" + s.Text + "”")
			continue
		}
		return c.contradicted(s), true
	}
	return Verdict{}, false
}

// digitsStand tells a figure whose digits a record has in the same matter, and
// whose unit or thousands it leaves out: "budget 45" for 45k.
func (c *inquiry) digitsStand(s prose.Slot) bool {
	digits := leadingDigits(s.Text)
	if s.Kind != prose.FigureSlot || s.Of > 0 || len(digits) < 2 {
		return false
	}
	return slices.ContainsFunc(c.sources, func(r *Source) bool {
		return shared(c.stems, c.open(r).list) > 0 && slices.ContainsFunc(r.slots, func(t prose.Slot) bool {
			return t.Kind == prose.FigureSlot && leadingDigits(t.Text) == digits && (t.Unit == "" || s.Unit == "" || t.Unit == s.Unit)
		})
	})
}

// leadingDigits gives the number that a figure begins with, as written.
func leadingDigits(text string) string {
	from := strings.IndexFunc(text, unicode.IsDigit)
	if from < 0 {
		return ""
	}
	end := strings.IndexFunc(text[from:], func(r rune) bool { return !unicode.IsDigit(r) && r != '.' })
	if end < 0 {
		return text[from:]
	}
	return strings.TrimRight(text[from:from+end], ".")
}

// plansAhead tells a day to come that the user names in a sentence of their own: a
// plan or a forecast needs no record, and may be wrong.
func (c *inquiry) plansAhead(s prose.Slot) bool {
	day := oneonone.Date{Year: s.Day.Year, Month: s.Day.Month, Day: s.Day.Day}
	today := oneonone.DateOf(c.today)
	if day.Year == 0 {
		day.Year = today.Year
		if day.Before(today) {
			day.Year++
		}
	}
	if s.Kind != prose.DaySlot || s.Day.Day == 0 || !day.After(today) {
		return false
	}
	return slices.ContainsFunc(c.words, func(w prose.Word) bool { // the first person, whole or before a contraction
		who, _, _ := strings.Cut(strings.ReplaceAll(w.Lower, "’", "'"), "'")
		return slices.Contains([]string{"i", "my", "we"}, who)
	})
}

// isLoose tells a slot that the program may fail to see on record: a small count,
// a fraction in words, a stretch of days.
func isLoose(s prose.Slot) bool {
	switch s.Kind {
	case prose.FigureSlot:
		return !hasDigit(s.Text) || isSmall(s) || s.Of > 0 && s.Of <= smallCount
	case prose.DaySlot:
		return s.Relative || s.Day != s.Until || s.Day.Day == 0
	case prose.MonthSlot, prose.WeekdaySlot, prose.ClockSlot:
		return true
	}
	return false
}

// smallCount is up to which number things may be counted that the program can't
// see as things: two reasons, three meetings.
const smallCount = 10

func isSmall(s prose.Slot) bool {
	return s.Kind == prose.FigureSlot && s.Unit == "" && s.Of == 0 && s.Value == math.Trunc(s.Value) && s.Value <= smallCount
}

// found looks a slot up: in what the sentence rests on, then everywhere. A
// source that has the slot and something else of the sentence becomes part of
// what it rests on; one that has nothing else makes it unsure.
func (c *inquiry) found(s prose.Slot) bool {
	if stands(s, c.frame) {
		return true
	}
	for _, r := range c.rests {
		if onRecord(r, s) {
			return true
		}
	}
	has := func(r *Source) bool { return onRecord(r, s) }
	if i := slices.IndexFunc(c.around, has); i >= 0 {
		c.rest(c.around[i])
		return true
	}
	return slices.ContainsFunc(c.sources, has) || s.Kind == prose.NameSlot && c.namesSomething(s) || c.inDigits(s)
}

// inDigits tells a day that a record has in digits which alone might be a figure: "on
// 24.11", "25+26.11", "11/24".
func (c *inquiry) inDigits(s prose.Slot) bool {
	d := s.Day
	if s.Kind != prose.DaySlot || d.Day == 0 || d.Month == 0 {
		return false
	}
	const dayFirst, monthFirst = `0?%[1]d(\D{1,5}\d\d?)?[./-]0?%[2]d`, `0?%[2]d[/-]0?%[1]d`
	written := regexp.MustCompile(fmt.Sprintf(`(^|[^\d.,])(`+dayFirst+`|`+monthFirst+`)($|\D)`, d.Day, int(d.Month)))
	for _, r := range slices.Concat(c.rests, c.around) {
		if slices.ContainsFunc(r.passages, func(p *passage) bool { return written.MatchString(p.text) }) {
			c.rest(r)
			return true
		}
	}
	return false
}

// namesSomething tells whether a word with a capital is a word of the records,
// however they write it: then it is nobody's name.
func (c *inquiry) namesSomething(s prose.Slot) bool {
	if c.known(s.Text) {
		return true
	}
	return slices.ContainsFunc(c.stem.Content(s.Text), func(stem string) bool { return len(c.posts[stem]) > 0 })
}

func onRecord(r *Source, s prose.Slot) bool {
	if s.Kind == prose.QuotationSlot {
		return slices.ContainsFunc(r.passages, func(p *passage) bool { return strings.Contains(folded(p.text), folded(s.Key)) })
	}
	return stands(s, r.slots)
}

// stands tells whether a slot is among others.
func stands(s prose.Slot, among []prose.Slot) bool {
	for i := range among {
		if (s.Kind == prose.FigureSlot) == (among[i].Kind == prose.FigureSlot) && same(s, among[i]) {
			return true
		}
	}
	return false
}

// sharesSlot tells whether the sentence has one of the slots.
func (c *inquiry) sharesSlot(slots []prose.Slot) bool {
	return slices.ContainsFunc(c.slots, func(s prose.Slot) bool { return stands(s, slots) })
}

// same tells whether two slots say the same.
func same(s, t prose.Slot) bool {
	switch {
	case s.Kind == prose.FigureSlot && t.Kind == prose.FigureSlot:
		return sameFigure(s, t) || sameAmount(s, t)
	case s.Kind == prose.DaySlot && t.Kind == prose.DaySlot:
		if isSpan(s) && (isSpan(t) || t.Day == t.Until) {
			return sameDay(s.Day, t.Day) && sameDay(s.Until, t.Until)
		}
		return sameDay(s.Day, t.Day) || sameDay(s.Day, t.Until) || overlap(s, t)
	case s.Kind == prose.DaySlot && t.Kind == prose.WeekdaySlot:
		return onWeekday(s, t) || sameDay(s.Day, t.Day)
	case s.Kind == prose.MonthSlot && (t.Kind == prose.MonthSlot || t.Kind == prose.DaySlot):
		return s.Day.Month == t.Day.Month
	case s.Kind == prose.WeekdaySlot && t.Kind == prose.WeekdaySlot:
		return s.Weekday == t.Weekday
	case s.Kind == prose.WeekdaySlot && t.Kind == prose.DaySlot:
		return onWeekday(t, s)
	case s.Kind == prose.ClockSlot && t.Kind == prose.ClockSlot:
		return s.Hour >= 0 && t.Hour >= 0 && s.Value == t.Value || (s.Hour < 0 || t.Hour < 0) && s.Part != "" && s.Part == t.Part
	case s.Kind == t.Kind:
		return s.Key == t.Key
	}
	return false
}

// sameFigure tells whether two figures are one. Of percentages a half off is near
// for 40% and far for 0.4%.
func sameFigure(s, t prose.Slot) bool {
	far := s.Unit == "%" && hasDigit(s.Text) && s.Of+t.Of+s.High+t.High == 0 && math.Abs(s.Value-t.Value) > 0.05*math.Abs(t.Value)
	return !far && prose.SameFigure(s, t)
}

// sameAmount tells whether two figures are the same one, of which one says no
// unit: "14,000" and "£14k".
func sameAmount(s, t prose.Slot) bool {
	long := s.Value >= 100 || s.Value != math.Trunc(s.Value)
	return long && s.Value == t.Value && s.Of == t.Of && (s.Unit == "" || t.Unit == "")
}

// contradicted is the verdict on a slot that stands nowhere.
func (c *inquiry) contradicted(s prose.Slot) Verdict {
	v := Verdict{Outcome: Contradicted, Evidence: c.evidence(), Wrong: fmt.Sprintf("no record has %s “%s”", kindName(s.Kind), s.Text)}
	if near := c.instead(s); near != "" {
		v.Cure = near
	}
	return v
}

// instead names what a record that the sentence rests on has in the place of a
// wrong slot.
func (c *inquiry) instead(s prose.Slot) string {
	for _, r := range c.rests {
		for _, t := range r.slots {
			if t.Kind == s.Kind && t.Unit == s.Unit && !t.Loose && (s.Kind == prose.FigureSlot || s.Kind == prose.DaySlot) {
				return fmt.Sprintf("%s has “%s”", r.ID, t.Text)
			}
		}
	}
	return ""
}

func kindName(k prose.SlotKind) string {
	switch k {
	case prose.FigureSlot:
		return "the figure"
	case prose.DaySlot, prose.MonthSlot, prose.WeekdaySlot:
		return "the day"
	case prose.ClockSlot:
		return "the time"
	case prose.TicketSlot:
		return "the ticket"
	case prose.QuotationSlot:
		return "the words"
	}
	return "the name"
}

// folded makes texts comparable: case, white space and marks don't count.
func folded(text string) string {
	return strings.Join(strings.FieldsFunc(prose.Fold(text), func(r rune) bool {
		return strings.ContainsRune(" \t\n.,;:!?…\"'“”‘’()", r)
	}), " ")
}

// Contains tells whether a text has the words, whatever their case and marks.
func Contains(text, words string) bool { return strings.Contains(folded(text), folded(words)) }
