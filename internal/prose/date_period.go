package prose

import "time"

// period reads a week, a month, a quarter or a year: "next month", "October
// 2026", "Q1", "the week after next". bare allows "month" alone, as in "end of
// the month".
func (r *reader) period(i int, bare bool) (match, bool) {
	rules := [...]func(*reader, int) (match, bool){
		(*reader).shiftedUnit, (*reader).unitAfterNext, (*reader).weekOf, (*reader).weekNumber,
		(*reader).monthPeriod, (*reader).quarterPeriod, (*reader).yearPeriod,
	}
	for _, rule := range rules {
		if m, ok := rule(r, i); ok {
			return m, true
		}
	}
	if u := unitOf(r.low(i)); bare && u != noUnit && !isLetterUnit(r.low(i)) && u != hours && u != fortnights {
		return match{end: i + 1, days: around(r.base, u), grain: u}, true
	}
	return match{}, false
}

// shiftedUnit reads "next month" and "last October".
func (r *reader) shiftedUnit(i int) (match, bool) {
	n, ok := shiftOf(r.low(i))
	if !ok {
		return match{}, false
	}
	if m, ok := monthOf(r.low(i + 1)); ok && r.kind(i+1) == lexWord && (r.upper(i+1) || !r.is(i+1, "may", "march", "mar")) {
		return match{end: i + 2, days: r.shiftedMonth(n, m), grain: months}, true
	}
	u := unitOf(r.low(i + 1))
	if u == noUnit || u == hours || u == days || u == fortnights || r.glued(i+1) || r.low(i + 1)[len(r.low(i+1))-1] == 's' {
		return match{}, false
	}
	end := r.skip(i+2, "'s")
	if !r.is(end, "time") {
		end = i + 2
	}
	if n == 0 {
		return match{end: end, days: around(r.base, u), grain: u}, true
	}
	return match{end: i + 2, days: around(r.shiftBase(n, u), u), grain: u}, true
}

// shiftBase gives a day in the next or the last unit. A week is entered on
// its Monday, so that its Friday is never thought past.
func (r *reader) shiftBase(n int, u unit) time.Time {
	if u == weeks || u == weekends {
		return plusDays(monday(r.base), 7*n)
	}
	return plus(calendar(r.base.Year(), r.base.Month(), 1), n, u)
}

func (r *reader) shiftedMonth(n int, m time.Month) stretch {
	y := r.base.Year()
	if n > 0 && m <= r.base.Month() {
		y++
	}
	if n < 0 && m >= r.base.Month() {
		y--
	}
	return monthsFrom(y, m, 1)
}

// unitAfterNext reads "week after next" and "week after".
func (r *reader) unitAfterNext(i int) (match, bool) {
	u := unitOf(r.low(i))
	if (u != weeks && u != months && u != quarters && u != weekends) || !r.is(i+1, "after") || !r.is(i+2, "next") {
		return match{}, false
	}
	return match{end: i + 3, days: around(r.shiftBase(2, u), u), grain: u}, true
}

// weekOf reads "week of 24 November", "w/c 24 Nov", "week starting Monday".
func (r *reader) weekOf(i int) (match, bool) {
	j := i
	switch {
	case r.is(i, "week", "wk") && r.is(i+1, "of", "commencing", "beginning", "starting"):
		j = i + 2
	case r.is(i, "w") && r.is(i+1, "/") && r.is(i+2, "c", "o", "b"):
		j = i + 3
	case r.is(i, "wc"):
		j = i + 1
	default:
		return match{}, false
	}
	cue := r.cue
	r.cue = onCue
	m, ok := r.dayAfterOf(r.skip(j, "the"))
	r.cue = cue
	if !ok {
		return match{}, false
	}
	start := monday(m.days.first)
	return match{end: m.end, days: stretch{start, inWeek(start, time.Friday)}, grain: weeks}, true
}

// dayAfterOf reads a single day in any of its forms.
func (r *reader) dayAfterOf(j int) (match, bool) {
	rules := [...]func(*reader, int) (match, bool){(*reader).numeric, (*reader).calendarDay, (*reader).weekday, (*reader).dayWord}
	for _, rule := range rules {
		if m, ok := rule(r, j); ok && m.grain == days {
			return m, true
		}
	}
	if n, ok := shiftOf(r.low(j)); ok {
		if w, ok := weekdayOf(r.low(j + 1)); ok {
			return oneMatch(j+2, r.shiftedDay(j, n, w)), true
		}
	}
	return match{}, false
}

// weekNumber reads KW 47, W47 and, behind a cue, week 47: ISO weeks.
func (r *reader) weekNumber(i int) (match, bool) {
	n, end := 0, i+1
	switch {
	case r.kind(i) == lexIdent && (r.upper(i) || r.cue != noCue || r.wide):
		var ok bool
		if n, ok = weekIdent(r.low(i)); !ok {
			return match{}, false
		}
	case r.is(i, "kw", "cw") || r.is(i, "week", "wk") && (r.cue != noCue || r.marked(i) && !r.wide):
		var ok bool
		if n, _, ok = r.number(i + 1); !ok || r.is(i+2, "of", "on", "after") {
			return match{}, false
		}
		end = i + 2
	default:
		return match{}, false
	}
	s, ok := isoWeek(r.base.Year(), n)
	if ok && !r.told && s.last.Before(plusDays(r.base, -sameYearBack)) {
		s, ok = isoWeek(r.base.Year()+1, n)
	}
	return match{end: end, days: s, grain: weeks}, ok
}

// monthPeriod reads a month, with or without its year.
func (r *reader) monthPeriod(i int) (match, bool) {
	m, ok := monthOf(r.low(i))
	if !ok || r.kind(i) != lexWord {
		return match{}, false
	}
	j := i + 1
	if r.is(j, ".") && r.glued(j) && r.kind(j+1) == lexNumber {
		j++
	}
	if y, end := r.yearAfter(j, false); y != 0 {
		return match{end: end, days: monthsFrom(y, m, 1), grain: months}, true
	}
	return match{end: i + 1, days: r.yearlessMonths(m, 1), grain: months}, true
}

// yearlessMonths places n months that begin with m by the rule for days: the
// current ones, else the last when told, else the next unless they ended a
// short while ago.
func (r *reader) yearlessMonths(m time.Month, n int) stretch {
	r.noYear = true
	for y := r.base.Year() + 1; r.told; y-- {
		if s := monthsFrom(y, m, n); !s.first.After(r.base) {
			return s
		}
	}
	oldest := plusDays(r.base, -sameYearBack)
	for y := r.base.Year() - 1; ; y++ {
		if s := monthsFrom(y, m, n); !s.last.Before(oldest) {
			return s
		}
	}
}

// partOfYear reads q1 to q4, h1 and h2 as a first month and a count.
func partOfYear(low string) (first time.Month, n int, ok bool) {
	if len(low) != 2 || low[1] < '1' || low[1] > '4' {
		return 0, 0, false
	}
	k := time.Month(low[1] - '1')
	switch {
	case low[0] == 'q':
		return 3*k + 1, 3, true
	case low[0] == 'h' && k < 2:
		return 6*k + 1, 6, true
	}
	return 0, 0, false
}

// quarterPeriod reads Q3, Q1 2027, Q1/27.
func (r *reader) quarterPeriod(i int) (match, bool) {
	m, n, ok := partOfYear(r.low(i))
	if !ok || r.kind(i) != lexIdent {
		return match{}, false
	}
	y, end := r.yearAfter(i+1, true)
	if y == 0 && !r.upper(i) && r.cue == noCue && !r.wide || y == 0 && n == 6 && r.cue == noCue {
		return match{}, false
	}
	grain := quarters
	if n == 6 {
		grain = halves
	}
	if y != 0 {
		return match{end: end, days: monthsFrom(y, m, n), grain: grain}, true
	}
	return match{end: i + 1, days: r.yearlessMonths(m, n), grain: grain}, true
}

// yearPeriod reads a year near base's.
func (r *reader) yearPeriod(i int) (match, bool) {
	n, digits, ok := r.number(i)
	if !ok || digits != 4 || abs(n-r.base.Year()) > 30 || r.glued(i+1) && r.is(i+1, "-", "/", ":") {
		return match{}, false
	}
	return match{end: i + 1, days: monthsFrom(n, time.January, 12), grain: years}, true
}

// named reads periods that stand alone, where the context allows.
func (r *reader) named(i int) (match, bool) {
	switch {
	case r.kind(i) == lexNumber:
		if r.wide && r.isYearAlone(i) {
			break
		}
		if !r.flag && !r.is(i-1, "in", "by", "until", "till", "before", "since", "during", "of", "throughout") || r.goesOn(i+1) {
			return match{}, false
		}
	case unitOf(r.low(i)) == weekends:
		return r.weekend(i)
	default:
		if _, ok := monthOf(r.low(i)); ok && !r.believesMonth(i) {
			return match{}, false
		}
	}
	return r.period(i, false)
}

// believesMonth tells a month from a name or a verb. With a year it is one.
// January, Jan, April, June and August are first names too.
func (r *reader) believesMonth(i int) bool {
	if y, _ := r.yearAfter(r.skip(i+1, "."), false); y != 0 || r.flag {
		return true
	}
	name := r.is(i, "jan", "april", "june", "august", "may", "mar")
	verb := r.is(i, "may", "march", "mar") && (!r.upper(i) || r.begins(i))
	switch {
	case verb && r.is(i-1, "in", "since", "during", "throughout", "of", "until", "till") && !r.begins(i):
		return true
	case verb && r.tellsOf(i+1):
		return true
	case verb && (r.kind(i+1) == lexWord || r.kind(i+1) == lexNumber):
		return false
	case r.is(i-1, "in", "until", "till", "since", "before", "during", "throughout", "through", "due", "around"):
		return true
	case r.is(i-1, "by"):
		return !name || !isAgentVerb(r.low(i-2))
	case r.is(i-1, "to", "for", "from", "of", "and", "or", "-", "–"):
		return !name || r.movedBefore(i)
	}
	if r.wide && !verb {
		if name && r.upper(i) && r.onFile(i) {
			return false
		}
		return !r.is(i, "jan", "mar") && (r.upper(i) || !name)
	}
	return !name && !verb && r.upper(i) && len(r.low(i)) > 4
}

// tellsOf tells words that can stand behind the name of a month and behind
// neither "may" nor an order to march.
func (r *reader) tellsOf(j int) bool { return r.is(j, "is", "was", "has", "had", "were", "will") }

// isAgentVerb tells participles whose "by" names who did it.
func isAgentVerb(low string) bool {
	switch low {
	case "reviewed", "approved", "written", "raised", "reported", "led", "owned", "asked", "mentored", "driven", "proposed", "covered", "said":
		return true
	}
	return false
}

// weekend reads "the weekend" behind over, by, at and the like. It is
// Saturday and Sunday; the one that runs, or the next.
func (r *reader) weekend(i int) (match, bool) {
	k := i - 1
	if r.is(k, "the") {
		k--
	}
	if r.wide && r.is(i, "weekends") {
		return match{}, false
	}
	if !r.flag && !r.is(k, "over", "by", "before", "until", "till", "on", "at", "during", "this", "after", "for") {
		return match{}, false
	}
	t := r.base
	if r.told {
		t = plusDays(t, -7)
	}
	return match{end: i + 1, days: around(t, weekends), grain: weekends}, true
}
