package prose

import (
	"strings"
	"time"
)

// sameYearBack is how far back a day without a year may lie and still be
// meant: "the 3 October outage" said in November. Older than that, the next
// one is meant, unless the sentence tells something past.
const sameYearBack = 60

// yearless finds the year of a day that was said without one.
func (r *reader) yearless(m time.Month, d int) (time.Time, bool) {
	r.noYear = true
	if r.told {
		return r.search(m, d, 1, -1, func(t time.Time) bool { return !t.After(r.base) })
	}
	oldest := plusDays(r.base, -sameYearBack)
	return r.search(m, d, -1, 1, func(t time.Time) bool { return !t.Before(oldest) })
}

// search walks the years from base's plus offset until a day fits. Nine years
// hold a 29 February.
func (r *reader) search(m time.Month, d, offset, step int, fits func(time.Time) bool) (time.Time, bool) {
	for n := range 9 {
		if t, ok := date(r.base.Year()+offset+n*step, m, d); ok && fits(t) {
			return t, true
		}
	}
	return time.Time{}, false
}

// dayOf gives the day, in its year or the sensible one when year is 0.
func (r *reader) dayOf(y int, m time.Month, d int) (time.Time, bool) {
	if y == 0 {
		return r.yearless(m, d)
	}
	return date(y, m, d)
}

func oneMatch(end int, t time.Time) match { return match{end: end, days: oneDay(t), grain: days} }

// numbers is a chain like 2026-11-24, 24/11 or 24.11.2026.
type numbers struct {
	n, digits [3]int
	count     int
	sep       string
	end       int
}

// numeric reads dates in figures.
func (r *reader) numeric(i int) (match, bool) {
	if r.kind(i) != lexNumber {
		return match{}, false
	}
	if m, ok := r.weekCode(i); ok {
		return m, true
	}
	c, ok := r.chain(i)
	if !ok {
		return match{}, false
	}
	t, ok := r.chainDay(i, c)
	if !ok {
		return r.yearMonth(c)
	}
	return oneMatch(r.clockAfter(c.end), t), true
}

// chain gathers numbers tied by one kind of sign.
func (r *reader) chain(i int) (numbers, bool) {
	if low := r.low(i); strings.Contains(low, ".") {
		return dotted(low, i+1)
	}
	c := numbers{end: i}
	for {
		n, digits, ok := r.number(c.end)
		if !ok || c.count == 3 {
			return c, false
		}
		c.n[c.count], c.digits[c.count] = n, digits
		c.count++
		c.end++
		if !r.is(c.end, "-", "/") || !r.glued(c.end) || !r.glued(c.end+1) || r.kind(c.end+1) != lexNumber {
			return c, c.count > 1
		}
		if c.sep != "" && c.sep != r.low(c.end) {
			return c, false
		}
		c.sep = r.low(c.end)
		c.end++
	}
}

func dotted(low string, end int) (numbers, bool) {
	c := numbers{sep: ".", end: end}
	for part := range strings.SplitSeq(low, ".") {
		n, err := parseSmall(part)
		if err || c.count == 3 {
			return c, false
		}
		c.n[c.count], c.digits[c.count] = n, len(part)
		c.count++
	}
	return c, true
}

func parseSmall(s string) (n int, bad bool) {
	if s == "" || len(s) > 4 {
		return 0, true
	}
	for k := range len(s) {
		if !isDigit(s[k]) {
			return 0, true
		}
		n = 10*n + int(s[k]-'0')
	}
	return n, false
}

// chainDay reads a chain as a day, if its form and its context allow.
func (r *reader) chainDay(i int, c numbers) (time.Time, bool) {
	switch {
	case c.count == 3 && c.digits[0] == 4:
		return date(c.n[0], time.Month(c.n[1]), c.n[2])
	case c.count == 3 && c.digits[2] == 4:
		return r.ordered(c, c.n[2])
	case c.count == 3 && c.digits[2] == 2 && r.shortYear(c):
		return r.ordered(c, 2000+c.n[2])
	case c.count == 2 && r.dayAndMonth(i, c):
		return r.ordered(c, 0)
	}
	return time.Time{}, false
}

// shortYear tells 24/11/26 from a version: the year is near, and between
// points there is a cue too.
func (r *reader) shortYear(c numbers) bool {
	off := 2000 + c.n[2] - r.base.Year()
	return -5 <= off && off <= 5 && (c.sep != "." || r.cue != noCue && c.digits[0]+c.digits[1] == 4)
}

// ordered reads day and month in the locale's order, or in the other when
// that is no day. Points are written day first everywhere.
func (r *reader) ordered(c numbers, year int) (time.Time, bool) {
	day, month := c.n[0], c.n[1]
	if r.loc.MonthFirst && c.sep != "." {
		day, month = month, day
	}
	if month > 12 && c.sep != "." {
		day, month = month, day
	}
	if month < 1 || month > 12 {
		return time.Time{}, false
	}
	return r.dayOf(year, time.Month(month), day)
}

// dayAndMonth tells 12/05 as a day from 3/4 as a share, and 24.11. from a
// version: it stands behind a cue or is written with a leading zero.
func (r *reader) dayAndMonth(i int, c numbers) bool {
	if r.flag {
		return c.sep != "-"
	}
	_, isWeekday := weekdayOf(r.low(i - 1))
	cued := r.cue != noCue || isWeekday
	switch c.sep {
	case "/":
		if c.digits[0] > 2 || c.digits[1] > 2 || r.is(c.end, "of") {
			return false
		}
		padded := c.digits[0] == 2 && c.digits[1] == 2 && (c.n[0] < 10 || c.n[1] < 10)
		return r.headsLine(i, c) || (padded || cued || r.setOff(i, c)) && !r.goesOn(c.end)
	case ".":
		dot := r.is(c.end, ".") && r.glued(c.end)
		within := r.kind(c.end+1) != lexBreak && !r.upper(c.end+1)
		sure := within || r.cue == limitCue && c.digits[0]+c.digits[1] >= 3
		bare := r.cue == limitCue && c.digits[0] == 2 && c.digits[1] == 2 && !r.goesOn(c.end)
		if dot && !r.wide && r.dottedAlone(i, c) || r.is(i-1, "to") && r.marked(i-1) && c.digits[1] == 2 || dot && r.is(i-2, "before", "by", "until") {
			return true
		}
		return cued && (dot && sure || isWeekday || bare) && c.digits[0] <= 2 && c.digits[1] <= 2
	}
	return false
}

// setOff tells that a day with three or more digits stands by itself behind a
// comma or in brackets, as a deadline in notes does: "the rubric, 31/10".
func (r *reader) setOff(i int, c numbers) bool {
	return c.digits[0]+c.digits[1] >= 3 && r.marked(i) && !(r.low(i-1) == "-" && r.glued(i)) && (r.endsClause(c.end) || r.is(c.end, "after", "at", "before"))
}

// dottedAlone tells a day between points that no cue leads to: ", 30.6." behind a mark,
// and "first draft 02.09." with the zero that versions do without. "Still on 18.04." is none.
func (r *reader) dottedAlone(i int, c numbers) bool {
	if c.digits[0] > 2 || c.digits[1] > 2 || c.n[0] > 31 || c.n[1] > 12 || c.digits[0]+c.digits[1] < 3 {
		return false
	}
	return r.marked(i) || c.digits[1] == 2 && r.kind(i-1) == lexWord && !IsStop(r.low(i-1))
}

// marked tells that a mark that sets a deadline off stands before i.
func (r *reader) marked(i int) bool {
	return r.is(i-1, ",", "(", "-", "–", "—", ";", ">", "→", ":")
}

// headsLine tells the day that a heading of notes begins with: "1/10 Marit,
// room Maas", "3/11:".
func (r *reader) headsLine(i int, c numbers) bool {
	return r.wide && r.kind(i-1) == lexBreak && (r.endsClause(c.end) || r.is(c.end, ":", "with") || r.upper(c.end))
}

// yearMonth reads 2026-11 as a month, behind a cue or as a flag.
func (r *reader) yearMonth(c numbers) (match, bool) {
	if c.count != 2 || c.digits[0] != 4 || c.digits[1] != 2 || c.sep != "-" || r.cue == noCue || !isYear(c.n[0]) {
		return match{}, false
	}
	if c.n[1] < 1 || c.n[1] > 12 {
		return match{}, false
	}
	return match{end: c.end, days: monthsFrom(c.n[0], time.Month(c.n[1]), 1), grain: months}, true
}

// clockAfter steps over the time of an ISO timestamp: T16:00:00.5+01:00.
func (r *reader) clockAfter(j int) int {
	low := r.low(j)
	if !r.glued(j) || r.kind(j) != lexIdent || low[0] != 't' || !isDigit(low[len(low)-1]) {
		return j
	}
	j++
	for r.glued(j) && (r.kind(j) == lexNumber || r.is(j, "z") || r.is(j, ":", "+", "-") && r.glued(j+1)) {
		j++
	}
	return j
}

// weekCode reads 2026-W47.
func (r *reader) weekCode(i int) (match, bool) {
	y, digits, ok := r.number(i)
	if !ok || digits != 4 || !r.is(i+1, "-") || !r.glued(i+2) {
		return match{}, false
	}
	n, ok := weekIdent(r.low(i + 2))
	if !ok {
		return match{}, false
	}
	s, ok := isoWeek(y, n)
	return match{end: i + 3, days: s, grain: weeks}, ok
}

// weekIdent reads w47, kw47 and cw47.
func weekIdent(low string) (int, bool) {
	at := strings.IndexByte(low, 'w')
	if at < 0 || at > 1 || at == 1 && low[0] != 'k' && low[0] != 'c' {
		return 0, false
	}
	n, bad := parseSmall(low[at+1:])
	return n, !bad && 1 <= n && n <= 53
}

func isYear(n int) bool { return 1970 <= n && n < 2200 }
