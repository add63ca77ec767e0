package prose

import "time"

// part is a part of a period.
type part uint8

const (
	noPart part = iota
	startPart
	earlyPart
	midPart
	latePart
	endPart
)

func partOf(low string) part {
	switch low {
	case "end":
		return endPart
	case "start", "beginning", "begin":
		return startPart
	case "early":
		return earlyPart
	case "mid", "middle":
		return midPart
	case "late", "later":
		return latePart
	}
	return noPart
}

// endOf reads "end of October", "EOM", "early next week", "mid-January".
func (r *reader) endOf(i int) (match, bool) {
	if m, ok := r.endCode(i); ok {
		return m, true
	}
	p := partOf(r.low(i))
	if p == noPart || r.kind(i) != lexWord {
		return r.unitEnd(i)
	}
	j := i + 1
	tied := r.is(j, "of", "-", "in")
	for r.is(j, "-") && r.glued(j) || r.is(j, "of", "in", "the") {
		j++
	}
	if p == endPart && r.is(j, "day", "business", "play", "today", "work") && tied {
		return r.dayEnd(r.skip(j+1, "-"))
	}
	if m, ok := r.period(j, tied || p == midPart); ok && m.grain != days && !r.verbMonth(j) {
		return r.partMatch(p, m), true
	}
	if p == startPart || p == midPart {
		return match{}, false
	}
	m, ok := r.dayAfterOf(j)
	m.limit = p == endPart
	return m, ok && (tied || p != endPart)
}

// verbMonth tells "end may be", "early march": no month without a capital.
func (r *reader) verbMonth(j int) bool {
	return r.is(j, "may", "march") && !r.upper(j) && r.kind(j+1) == lexWord && !r.flag
}

// endCode reads EOD, EOW, EOM, EOQ, EOY, COB, with what they end.
func (r *reader) endCode(i int) (match, bool) {
	u := noUnit
	switch r.low(i) {
	case "eod", "eob", "cob":
		return r.dayEnd(i + 1)
	case "eow":
		u = weeks
	case "eom":
		u = months
	case "eoq":
		u = quarters
	case "eoy":
		u = years
	case "close":
		if r.is(i+1, "of") && r.is(i+2, "business", "play", "day") {
			return r.dayEnd(i + 3)
		}
		return match{}, false
	default:
		return match{}, false
	}
	m := match{end: i + 1, days: around(r.base, u)}
	if p, ok := r.period(i+1, false); ok && (p.grain == u || p.grain == halves) && !r.verbMonth(i+1) {
		m = p
	}
	return r.partMatch(endPart, m), true
}

// dayEnd reads the day behind "end of day", today if there is none.
func (r *reader) dayEnd(j int) (match, bool) {
	m, ok := r.dayAfterOf(r.skip(r.skip(j, ",", "of"), "on"))
	if !ok {
		m = oneMatch(j, r.base)
	}
	m.limit = true
	return m, true
}

// unitEnd reads "month end", "month-end", "quarter's end".
func (r *reader) unitEnd(i int) (match, bool) {
	u := unitOf(r.low(i))
	if u != weeks && u != months && u != quarters && u != years || isLetterUnit(r.low(i)) {
		return match{}, false
	}
	j := r.skip(r.skip(i+1, "-"), "'s")
	if !r.is(j, "end") {
		return match{}, false
	}
	return r.partMatch(endPart, match{end: j + 1, days: around(r.base, u)}), true
}

// partMatch cuts a part out of a period.
func (r *reader) partMatch(p part, m match) match {
	s := m.days
	n := int(s.last.Sub(s.first).Hours()/24) + 1
	cut := match{end: m.end, grain: days}
	switch p {
	case startPart:
		cut.days = oneDay(s.first)
	case endPart:
		cut.days, cut.limit = oneDay(s.last), true
	case midPart:
		cut.days = oneDay(middle(s, n))
		if r.wide && m.grain == months {
			cut.days = stretch{plusDays(s.first, 10), plusDays(s.first, 19)}
		}
	case earlyPart:
		cut.days = stretch{s.first, plusDays(s.first, third(n)-1)}
	case latePart:
		cut.days = stretch{plusDays(s.last, 1-third(n)), s.last}
	}
	return cut
}

// third gives how many days of a period are early, or late: two of a working
// week, ten of a month, three months of a year.
func third(n int) int {
	switch {
	case n > 300:
		return 90
	case n < 8:
		return (n + 2) / 3
	}
	return n / 3
}

// middle gives Wednesday of a week, the 15th of a month, the 15th of a
// quarter's second month, 30 June of a year.
func middle(s stretch, n int) time.Time {
	switch {
	case n > 300:
		return calendar(s.first.Year(), time.June, 30)
	case n > 80:
		return plusDays(plusMonths(s.first, 1), 14)
	case n > 20:
		return plusDays(s.first, 14)
	}
	return plusDays(s.first, n/2)
}

// nthOf reads "last Friday of the month", "first week of December", "last day
// of Q1", "second half of January".
func (r *reader) nthOf(i int) (match, bool) {
	n, j, ok := r.nth(i)
	if !ok {
		return match{}, false
	}
	what := j
	if r.is(j, "working", "business", "work", "full") {
		j++
	}
	if !r.is(j+1, "of", "in") {
		return match{}, false
	}
	p, ok := r.period(r.skip(j+2, "the"), true)
	if !ok || p.grain == weeks || p.grain == days {
		return match{}, false
	}
	s, ok := r.nthIn(p.days, n, what)
	if ok && s.last.Before(r.base) && !r.told && unitOf(r.low(p.end-1)) == months && !r.is(p.end-2, "last", "this") {
		s, ok = r.nthIn(around(plusMonths(p.days.first, 1), months), n, what)
	}
	return match{end: p.end, days: s, grain: days}, ok
}

// nth reads first, 2nd, last.
func (r *reader) nth(i int) (n, j int, ok bool) {
	if n, ok := ordinalWord(r.low(i)); ok {
		return n, i + 1, true
	}
	n, _, ok = r.number(i)
	if !ok || n < 1 || n > 5 || !r.glued(i+1) || !r.is(i+1, "st", "nd", "rd", "th") {
		return 0, 0, false
	}
	return n, i + 2, true
}

// nthIn gives the nth of what stands at j (a weekday, a week, a day, a half).
func (r *reader) nthIn(s stretch, n, j int) (stretch, bool) {
	if w, ok := weekdayOf(r.low(j)); ok {
		t, ok := nthWeekday(s, n, w)
		return oneDay(t), ok
	}
	switch r.low(j) {
	case "week":
		return nthWeek(s, n), true
	case "day":
		if n < 0 {
			return oneDay(s.last), true
		}
		return oneDay(plusDays(s.first, n-1)), true
	case "working", "business", "work":
		if n < 0 {
			return oneDay(plusWorkdays(plusDays(s.last, 1), -1)), true
		}
		return oneDay(plusWorkdays(plusDays(s.first, -1), n)), true
	case "half":
		return half(s, n), n == 1 || n == 2
	}
	return stretch{}, false
}

// nthWeek gives Monday to Friday of the nth week that holds a workday of the
// stretch, cut at its ends.
func nthWeek(s stretch, n int) stretch {
	start := monday(plusWorkdays(plusDays(s.first, -1), 1))
	start = plusDays(start, 7*(n-1))
	if n < 0 {
		start = monday(plusWorkdays(plusDays(s.last, 1), -1))
	}
	out := stretch{start, inWeek(start, time.Friday)}
	if out.first.Before(s.first) {
		out.first = s.first
	}
	if out.last.After(s.last) {
		out.last = s.last
	}
	return out
}

func half(s stretch, n int) stretch {
	m := middle(s, int(s.last.Sub(s.first).Hours()/24)+1)
	if n == 1 {
		return stretch{s.first, m}
	}
	return stretch{plusDays(m, 1), s.last}
}
