package prose

import "time"

// calendarDay reads "24 Nov", "Nov 24, 2026", "24-28 November", "the 12th".
func (r *reader) calendarDay(i int) (match, bool) {
	if m, ok := r.monthDay(i); ok {
		return m, true
	}
	first, j, ordinal, ok := r.dayNumber(i)
	if !ok {
		return match{}, false
	}
	if m, ok := r.dayMonth(i, j, first, first); ok {
		return m, true
	}
	if m, ok := r.dayRange(i, j, first); ok {
		return m, true
	}
	if !ordinal {
		return match{}, false
	}
	if m, ok := r.dayOfPeriod(j, first); ok {
		return m, true
	}
	return r.bareOrdinal(j, first)
}

// dayNumber reads 24, 24th and first; j is the lexeme behind.
func (r *reader) dayNumber(i int) (n, j int, ordinal, ok bool) {
	if n, j, ok := r.spelledDay(i); ok {
		return n, j, true, true
	}
	n, digits, ok := r.number(i)
	if !ok || digits > 2 || n < 1 || n > 31 {
		return 0, 0, false, false
	}
	if r.glued(i+1) && r.is(i+1, "st", "nd", "rd", "th") {
		return n, i + 2, true, true
	}
	return n, i + 1, false, !r.glued(i+1) || r.kind(i+1) == lexMark
}

// spelledDay reads "thirtieth", "twenty-first" and "twenty first" beside a month: before "of",
// or behind its name.
func (r *reader) spelledDay(i int) (n, j int, ok bool) {
	n, ok = ordinalDay(r.low(i))
	j = i + 1
	if tens, isTens := tensWord(r.low(i)); isTens && tens < 40 {
		if r.is(j, "-") && r.glued(j) && r.glued(j+1) {
			j++
		}
		n, ok = ordinalDay(r.low(j))
		n, j, ok = tens+n, j+1, ok && n < 10
	}
	if !ok || n > 31 {
		return 0, 0, false
	}
	if r.is(j, "of") {
		_, ok = monthOf(r.low(j + 1))
		return n, j, ok
	}
	_, ok = monthOf(r.low(i - 1))
	if !ok && r.is(i-1, "the") {
		_, ok = monthOf(r.low(i - 2))
		// "by the twentieth" is a day, "on the second" may be a try
		ok = ok || n > 3 && (r.cue == limitCue || r.cue == onCue) && (r.endsClause(j) || IsStop(r.low(j)))
	}
	return n, j, ok && !r.goesOn(j)
}

// dayMonth reads the month behind the days first to last.
func (r *reader) dayMonth(i, j, first, last int) (match, bool) {
	if r.is(j, ".", "-", "/") && r.glued(j) {
		j++
	}
	j = r.skip(j, "of")
	j = r.skip(j, "the")
	month, ok := r.monthAt(j, i)
	if !ok {
		return match{}, false
	}
	year, end := r.yearAfter(j+1, true)
	return r.monthMatch(end, year, month, first, last)
}

func (r *reader) monthMatch(end, year int, month time.Month, first, last int) (match, bool) {
	from, ok := r.dayOf(year, month, first)
	if !ok {
		return match{}, false
	}
	to, ok := date(from.Year(), month, last)
	if !ok || to.Before(from) {
		return match{}, false
	}
	return match{end: end, days: stretch{from, to}, grain: days}, true
}

// dayRange reads "24-28 Nov", "3 and 4 Dec", "3/4 Dec".
func (r *reader) dayRange(i, j, first int) (match, bool) {
	if !r.is(j, "-", "–", "—", "to", "and", "or", "&", "/", "till", "until") {
		return match{}, false
	}
	last, k, _, ok := r.dayNumber(j + 1)
	if !ok || last <= first {
		return match{}, false
	}
	return r.dayMonth(i, k, first, last)
}

// monthDay reads the days behind a month.
func (r *reader) monthDay(i int) (match, bool) {
	month, ok := r.monthAt(i, i)
	if !ok {
		return match{}, false
	}
	j := i + 1
	if r.is(j, ".", "-") && r.glued(j) {
		j++
	}
	j = r.skip(j, "the")
	first, j, ordinal, ok := r.dayNumber(j)
	if !ok || !ordinal && r.countsAfter(i, j) {
		return match{}, false
	}
	last := first
	if r.is(j, "-", "–", "to", "and") {
		if n, k, _, ok := r.dayNumber(j + 1); ok && n > first && r.freeAfter(k) && !r.isDay(k) && !r.countsAfter(i, k) {
			last, j = n, k
		}
	}
	year, end := r.yearAfter(j, false)
	return r.monthMatch(end, year, month, first, last)
}

// countsAfter tells that the number before j counts something or is part of a
// time: "in Nov 24 users complained", "Nov 10:30".
func (r *reader) countsAfter(i, j int) bool {
	if r.glued(j) && (r.is(j, "%") || r.is(j, ":") && r.glued(j+1) || r.kind(j) == lexWord && !r.is(j, "'s")) {
		return true
	}
	if r.is(j, "of") || unitOf(r.low(j)) != noUnit && !r.glued(j) {
		return true
	}
	if low := r.low(j); r.kind(j) == lexNumber && len(low) == 3 && allDigits(low) { // October 29 800
		return true
	}
	return r.is(i-1, "in", "since", "during") && r.goesOn(j)
}

// monthAt reads a month beside a number. "may" and "march" in small letters
// are verbs unless a cue stands before the day at i.
func (r *reader) monthAt(j, i int) (time.Month, bool) {
	if r.kind(j) != lexWord {
		return 0, false
	}
	m, ok := monthOf(r.low(j))
	if ok && r.is(j, "may", "march") && (!r.upper(j) || r.begins(j) && j == i && r.goesOn(j+2)) {
		ok = r.cue != noCue || r.glued(j)
	}
	return m, ok
}

// yearAfter reads "2026", ", 2026", "'26" and, behind a month, "26". It gives
// 0 and j when there is no year.
func (r *reader) yearAfter(j int, short bool) (year, end int) {
	k := r.skip(j, ",")
	if k == j && r.is(k, "-", ".", "/") && r.glued(k) {
		k++
	}
	apostrophe := r.is(k, "'") && r.glued(k+1)
	if apostrophe {
		k++
	}
	n, digits, ok := r.number(k)
	switch {
	case !ok || !r.freeAfter(k+1) || r.glued(k+1) && r.is(k+1, ":", "/", "-"):
		return 0, j
	case digits == 4 && isYear(n):
		return n, k + 1
	case digits == 2 && (apostrophe || short && k == j && abs(2000+n-r.base.Year()) <= 2 && !r.goesOn(k+1)):
		return 2000 + n, k + 1
	case digits == 2 && k == j+1 && r.glued(k) && !r.is(j, ",") && short:
		return 2000 + n, k + 1
	}
	return 0, j
}

func abs(n int) int { return max(n, -n) }

// dayOfPeriod reads "of next month" behind the nth.
func (r *reader) dayOfPeriod(j, n int) (match, bool) {
	if !r.is(j, "of") {
		return match{}, false
	}
	p, ok := r.period(r.skip(j+1, "the"), true)
	if !ok || p.grain != months {
		return match{}, false
	}
	t, ok := date(p.days.first.Year(), p.days.first.Month(), n)
	return oneMatch(p.end, t), ok
}

// bareOrdinal reads "the 12th" behind a cue: the next one, or the last one
// when the sentence tells something past.
func (r *reader) bareOrdinal(j, n int) (match, bool) {
	if r.cue == noCue && !(r.is(j, ")") && r.is(j-3, "(")) || r.kind(j) != lexNumber && r.goesOn(j) || r.is(j, "of") ||
		r.glued(j) && r.is(j, "-", "/") {
		return match{}, false
	}
	r.noMonth = true
	if r.wide && !r.told && r.cue != limitCue {
		return r.nearestDay(j, n)
	}
	step := 1
	if r.told {
		step = -1
	}
	for k := range 3 {
		month := plusMonths(calendar(r.base.Year(), r.base.Month(), 1), k*step)
		t, ok := date(month.Year(), month.Month(), n)
		if ok && t.Compare(r.base)*step > 0 {
			return oneMatch(j, t), true
		}
	}
	return match{}, false
}

// nearestDay gives the nth of the month that lies nearest.
func (r *reader) nearestDay(j, n int) (match, bool) {
	best, found := time.Time{}, false
	for k := -2; k <= 2; k++ {
		month := plusMonths(calendar(r.base.Year(), r.base.Month(), 1), k)
		t, ok := date(month.Year(), month.Month(), n)
		if ok && (!found || t.Sub(r.base).Abs() < best.Sub(r.base).Abs()) {
			best, found = t, true
		}
	}
	return oneMatch(j, best), found
}
