package prose

import "time"

// weekday reads "Friday", "Fri 12 Dec", "Friday next week", "Mon morning".
func (r *reader) weekday(i int) (match, bool) {
	w, ok := r.weekdayAt(i)
	if !ok {
		return match{}, false
	}
	j := i + 1
	if r.is(j, ".") && r.glued(j) {
		if m, ok := r.dateBehind(j+1, w); ok {
			return m, true
		}
	}
	if m, ok := r.dateBehind(j, w); ok {
		return m, true
	}
	if m, ok := r.weekBehind(j, w); ok {
		return r.withDaypart(m), true
	}
	t := nextWeekday(r.base, w)
	if r.told {
		t = lastWeekday(r.base, w)
	}
	return r.withDaypart(oneMatch(j, t)), true
}

// weekdayAt believes whole names and clear short ones. Mon, wed, sat and sun
// may be other words: they need a capital, a cue or the end of the clause.
func (r *reader) weekdayAt(i int) (time.Weekday, bool) {
	w, ok := weekdayOf(r.low(i))
	if !ok || r.kind(i) != lexWord || r.is(i-1, "every", "each", "black", "cyber", "good", "easter", "ash", "casual", "per", "any") || r.is(i-2, "every") && r.is(i-1, "other", "second") {
		return 0, false
	}
	switch r.low(i) {
	case "mon", "wed":
		set := r.low(i) == "mon" || r.marked(i)
		return w, r.upper(i) || r.cue != noCue || r.tiedToDay(i) || set && r.endsClause(i+1)
	case "sat", "sun":
		end := r.kind(i+1) != lexWord && r.kind(i+1) != lexIdent || isDaypart(r.low(i+1))
		return w, r.cue != noCue || r.upper(i) && end || r.tiedToDay(i)
	}
	return w, true
}

// endsClause tells that no word follows in the clause.
func (r *reader) endsClause(j int) bool {
	return r.kind(j) == lexBreak || r.kind(j) == lexMark && r.is(j, ".", ",", ";", ")", "!", "?")
}

// tiedToDay tells fri/sat and sat-sun.
func (r *reader) tiedToDay(i int) bool {
	after := r.is(i+1, "-", "/", "–", "and", "or", "to", "&") && isDateWord(r.low(i+2))
	before := r.is(i-1, "-", "/", "–", "or", "and", "to") && isDateWord(r.low(i-2))
	return after || before
}

// dateBehind reads the date that a weekday goes with; the date counts.
func (r *reader) dateBehind(j int, w time.Weekday) (match, bool) {
	k := r.skip(j, ",", "(")
	paren := r.is(j, "(")
	cue := r.cue
	if cue == noCue {
		r.cue = onCue
	}
	m, ok := r.numeric(k)
	if !ok {
		m, ok = r.calendarDay(r.skip(k, "the"))
	}
	r.cue = cue
	if ok && k > j && m.end-k < 2 && !r.is(m.end-1, "st", "nd", "rd", "th") && r.kind(m.end-1) != lexNumber {
		ok = false
	}
	if !ok {
		return r.numberBehind(j, w)
	}
	if paren {
		m.end = r.skip(m.end, ")")
	}
	m.days = r.agreeing(m.days, w)
	return m, true
}

// agreeing moves a bare "the 12th" to the month in which it is that weekday.
func (r *reader) agreeing(s stretch, w time.Weekday) stretch {
	if s.first != s.last || s.first.Weekday() == w {
		return s
	}
	for _, n := range []int{1, -1, 2} {
		if t := plusMonths(s.first, n); t.Day() == s.first.Day() && t.Weekday() == w && abs(int(t.Sub(r.base).Hours()))/24 <= sameYearBack {
			return oneDay(t)
		}
	}
	return s
}

// numberBehind reads "Thu 12" when the 12th near base is a Thursday.
func (r *reader) numberBehind(j int, w time.Weekday) (match, bool) {
	n, digits, ok := r.number(j)
	if !ok || digits > 2 || r.goesOn(j+1) || r.glued(j+1) && !r.is(j+1, ".", ",", ";", ")", "!", "?") {
		return match{}, false
	}
	for _, k := range []int{0, 1, -1} {
		m := plusMonths(calendar(r.base.Year(), r.base.Month(), 1), k)
		if t, ok := date(m.Year(), m.Month(), n); ok && t.Weekday() == w && (k != 0 || !t.Before(plusDays(r.base, -14))) {
			return oneMatch(j+1, t), true
		}
	}
	return match{}, false
}

// weekBehind reads the week that a weekday goes with: "next week", "of next
// week", "the week after", "in two weeks", "after next".
func (r *reader) weekBehind(j int, w time.Weekday) (match, bool) {
	if r.is(j, "after") && r.is(j+1, "next") {
		return oneMatch(j+2, plusDays(inWeek(monday(r.base), w), 14)), true
	}
	if r.is(j, "week") && !r.is(j+1, "of") { // "Monday week"
		return oneMatch(j+1, plusDays(nextWeekday(r.base, w), 7)), true
	}
	if r.is(j, "fortnight") {
		return oneMatch(j+1, plusDays(nextWeekday(r.base, w), 14)), true
	}
	k := r.skip(r.skip(j, ",", "("), "of", "in")
	k = r.skip(k, "the")
	if p, ok := r.period(k, false); ok && p.grain == weeks {
		return oneMatch(p.end, inWeek(monday(p.days.first), w)), true
	}
	if n, u, end, ok := r.amount(k); ok && r.is(k-1, "in") && u == weeks {
		return oneMatch(end, plusDays(inWeek(monday(r.base), w), 7*n)), true
	}
	return match{}, false
}

// withDaypart steps over "morning", "at noon", "EOD" behind a day.
func (r *reader) withDaypart(m match) match {
	j := m.end
	if r.is(j, "-") && r.glued(j) && r.glued(j+1) {
		j++
	}
	if r.is(j, "late", "early") {
		j++
	}
	if isDaypart(r.low(j)) && !r.is(j, "am", "pm") {
		m.limit = m.limit || r.is(j, "eod", "eob", "cob")
		m.end = j + 1
	}
	return m
}

// dayWord reads today, tomorrow, yesterday and their kin.
func (r *reader) dayWord(i int) (match, bool) {
	n, end := 0, i+1
	switch r.low(i) {
	case "today", "tonight", "2day":
	case "tomorrow", "tmrw", "tmr", "tmw", "tomo", "tomorow", "tommorow", "tommorrow":
		n = 1
	case "yesterday", "yday", "ystd", "yest":
		n = -1
	case "midweek":
		return oneMatch(end, nextWeekday(r.base, time.Wednesday)), true
	case "day":
		switch {
		case r.is(i+1, "after") && r.is(i+2, "tomorrow", "tmrw"):
			n, end = 2, i+3
		case r.is(i+1, "before") && r.is(i+2, "yesterday"):
			n, end = -2, i+3
		default:
			return match{}, false
		}
	default:
		return match{}, false
	}
	return r.withDaypart(oneMatch(end, plusDays(r.base, n))), true
}

// shifted reads "next Tue", "last week", "this quarter", "next two weeks".
func (r *reader) shifted(i int) (match, bool) {
	n, ok := shiftOf(r.low(i))
	if !ok {
		return match{}, false
	}
	if r.is(i, "this") && isDaypart(r.low(i+1)) || r.is(i, "last") && r.is(i+1, "night") {
		return oneMatch(i+2, plusDays(r.base, n)), true
	}
	if w, ok := weekdayOf(r.low(i + 1)); ok {
		return r.withDaypart(oneMatch(i+2, r.shiftedDay(i, n, w))), true
	}
	if m, ok := r.period(i, false); ok {
		return r.dayInWeek(m), true
	}
	count, u, end, ok := r.amount(i + 1)
	if !ok || n == 0 || u == hours && count%24 != 0 {
		return match{}, false
	}
	far := plus(r.base, n*count, u)
	if n < 0 {
		return match{end: end, days: stretch{far, r.base}, grain: u}, true
	}
	return match{end: end, days: stretch{r.base, far}, grain: u}, true
}

// shiftedDay: "next" is the one in the following calendar week, "this" the
// one in this week unless it has been, "last" the latest before base.
func (r *reader) shiftedDay(i, n int, w time.Weekday) time.Time {
	switch {
	case n < 0:
		return lastWeekday(r.base, w)
	case r.is(i, "next", "nxt"):
		return plusDays(inWeek(monday(r.base), w), 7)
	case r.is(i, "this"):
		if t := inWeek(monday(r.base), w); !t.Before(r.base) {
			return t
		}
	}
	return nextWeekday(r.base, w)
}

// dayInWeek reads "next week Friday", "this week on Thu".
func (r *reader) dayInWeek(m match) match {
	if m.grain != weeks {
		return m
	}
	j := r.skip(m.end, ",", "on")
	w, ok := weekdayOf(r.low(j))
	if !ok || r.kind(j) != lexWord || r.is(m.end, ",") {
		return m
	}
	return r.withDaypart(oneMatch(j+1, inWeek(monday(m.days.first), w)))
}
