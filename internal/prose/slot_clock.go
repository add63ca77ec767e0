package prose

import "math"

// clock is a time of day, read up to the lexeme end.
type clock struct {
	hour float64
	end  int
	half bool // am or pm was said
}

// addClock adds a time of day, or a part of one.
func (q *slotReader) addClock(i int) int {
	if part := partOfDay(q.low(i)); part != "" && q.kind(i) == lexWord {
		s := Slot{Kind: ClockSlot, Hour: -1, Part: part}
		switch q.low(i) {
		case "noon", "midday":
			s.Hour, s.Value = 12, 12
		case "midnight":
			s.Hour = 0
		}
		return q.put(i, i+1, s)
	}
	if c, ok := q.spokenClock(i); ok {
		return q.put(i, c.end, Slot{Kind: ClockSlot, Value: c.hour, Hour: int(c.hour), Part: partOfHour(c.hour)})
	}
	if q.kind(i) != lexNumber || q.tiedBefore(i) {
		return i
	}
	c, ok := q.clockRange(i)
	if !ok {
		return i
	}
	s := Slot{Kind: ClockSlot, Value: c.from.hour, Hour: int(c.from.hour), Part: partOfHour(c.from.hour), High: c.to}
	return q.put(i, c.from.end, s)
}

// span is a clock with the one it lasts until.
type clockSpan struct {
	from clock
	to   float64
}

// clockRange reads "06:30", "9-11am", "06-09h", "9:00 to 11:30".
func (q *slotReader) clockRange(i int) (clockSpan, bool) {
	c, ok := q.clock(i)
	j := c.end
	if !ok {
		j = i + 1
	}
	if !q.is(j, "-", "–", "to") || q.is(j, "to") && !ok || q.kind(j+1) != lexNumber {
		return clockSpan{from: c}, ok
	}
	to, toOK := q.clock(j + 1)
	n, digits, isHour := q.number(i)
	switch {
	case !toOK || !ok && (!isHour || digits > 2 || n > 24):
		return clockSpan{from: c}, ok
	case !ok:
		c.hour = float64(n)
		if to.half && to.hour >= 12 && c.hour < 12 && c.hour+12 <= to.hour {
			c.hour += 12
		}
	}
	c.end = to.end
	return clockSpan{from: c, to: to.hour}, true
}

// clock reads one time: "06:30", "6 am", "6.30pm", "09h", "9 o'clock".
func (q *slotReader) clock(i int) (clock, bool) {
	hour, j, sure := q.clockDigits(i)
	if j == i {
		return clock{}, false
	}
	if half, end := q.halfOfDay(j); end > j && hour < 13 {
		if hour >= 12 {
			hour -= 12
		}
		return clock{hour + half, end, true}, true
	}
	if q.glued(j) && q.is(j, "h") && q.freeAfter(j+1) && q.hourBefore(i) {
		return clock{hour: hour, end: j + 1}, true
	}
	if q.is(j, "o") && q.is(j+1, "'clock") {
		return clock{hour: hour, end: j + 2}, true
	}
	if part := q.partBehind(j); part != "" && q.is(i-1, "at", "by", "before", "after", "from", "until", "till") && hour > 0 && hour < 13 {
		if (part == "afternoon" || part == "evening" || part == "night" && hour > 5) && hour < 12 {
			hour += 12
		}
		return clock{hour: hour, end: j}, true
	}
	return clock{hour: hour, end: j}, sure
}

// hourBefore tells the hour in "06h", "06-9h" and "at 9h" from a stretch of
// hours.
func (q *slotReader) hourBefore(i int) bool {
	ranged := q.is(i-1, "-", "–") && q.kind(i-2) == lexNumber && q.low(i - 2)[0] == '0'
	return q.low(i)[0] == '0' || q.is(i-1, "at") || ranged
}

// partBehind gives the part of the day in "at 7 in the morning", "at 3 at
// night".
func (q *slotReader) partBehind(j int) string {
	switch {
	case q.is(j, "in") && q.is(j+1, "the"):
		return partOfDay(q.low(j + 2))
	case q.is(j, "at"):
		return partOfDay(q.low(j + 1))
	}
	return ""
}

// spokenClock reads "half past seven" and "a quarter to 9".
func (q *slotReader) spokenClock(i int) (clock, bool) {
	i = q.skip(i, "a")
	j, off := i+1, 0.5
	switch {
	case q.is(i, "quarter") && q.is(j, "past"):
		off = 0.25
	case q.is(i, "quarter") && q.is(j, "to"):
		off = -0.25
	case q.is(i, "half") && q.is(j, "past"):
	default:
		return clock{}, false
	}
	n, _, ok := q.number(j + 1)
	if !ok {
		n, ok = numberWord(q.low(j + 1))
	}
	if !ok || n < 1 || n > 12 {
		return clock{}, false
	}
	c := clock{hour: float64(n) + off, end: j + 2}
	if half, end := q.halfOfDay(c.end); end > c.end {
		c.hour, c.end = math.Mod(c.hour, 12)+half, end
	}
	return c, true
}

// clockDigits reads the hour and the minutes that begin at i. sure tells that
// they are a time without any word behind.
func (q *slotReader) clockDigits(i int) (hour float64, end int, sure bool) {
	n, digits, ok := q.number(i)
	if !ok {
		if c, dotted := dotted(q.low(i), i+1); dotted && c.count == 2 && c.n[0] < 24 && c.digits[1] == 2 && c.n[1] < 60 {
			return float64(c.n[0]) + float64(c.n[1])/60, i + 1, false
		}
		return 0, i, false
	}
	if digits == 4 && q.low(i)[0] == '0' && n%100 < 60 { // 0130
		return float64(n/100) + float64(n%100)/60, i + 1, true
	}
	if digits > 2 || n > 24 {
		return 0, i, false
	}
	m, mDigits, ok := q.number(i + 2)
	if !q.is(i+1, ":") || !q.glued(i+1) || !q.glued(i+2) || !ok || mDigits != 2 || m > 59 {
		return float64(n), i + 1, false
	}
	end = i + 3
	if s, sDigits, ok := q.number(end + 1); ok && q.is(end, ":") && q.glued(end) && q.glued(end+1) && sDigits == 2 && s < 60 {
		end += 2
	}
	return float64(n) + float64(m)/60, end, true
}

// halfOfDay reads am, pm, a.m. and p.m.
func (q *slotReader) halfOfDay(j int) (add float64, end int) {
	switch {
	case q.is(j, "am"):
		return 0, j + 1
	case q.is(j, "pm"):
		return 12, j + 1
	case q.is(j, "a", "p") && q.is(j+1, ".") && q.glued(j+1) && q.is(j+2, "m") && q.glued(j+2):
		if q.is(j, "p") {
			add = 12
		}
		return add, j + 3
	}
	return 0, j
}

func partOfHour(hour float64) string {
	switch {
	case hour < 5, hour >= 22:
		return "night"
	case hour < 12:
		return "morning"
	case hour < 18:
		return "afternoon"
	}
	return "evening"
}

// partOfDay gives the part of the day that a word names, "" for other words.
func partOfDay(low string) string {
	switch low {
	case "morning", "mornings":
		return "morning"
	case "noon", "midday", "lunchtime":
		return "noon"
	case "afternoon", "afternoons":
		return "afternoon"
	case "evening", "evenings":
		return "evening"
	case "night", "nights", "nightly", "overnight", "midnight", "tonight":
		return "night"
	}
	return ""
}

// partIn gives the part of the day that one of the lexemes names.
func (q *slotReader) partIn(i, end int) string {
	for ; i < end; i++ {
		if part := partOfDay(q.low(i)); part != "" {
			return part
		}
	}
	return ""
}
