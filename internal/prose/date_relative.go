package prose

import "time"

// amount reads "10 days", "two weeks", "a couple of weeks", "5 working days",
// "3d".
func (r *reader) amount(i int) (n int, u unit, end int, ok bool) {
	n, j, ok := r.count(i)
	if !ok {
		return 0, 0, 0, false
	}
	if r.is(j, "-", "–", "to", "or") { // 2-3 weeks: the later end counts
		if m, k, ok := r.count(j + 1); ok && m > n {
			n, j = m, k
		}
	}
	if r.is(j, "working", "business", "work") && unitOf(r.low(j+1)) == days {
		return n, workdays, j + 2, true
	}
	u = unitOf(r.low(j))
	if u == noUnit || u == weekends || isLetterUnit(r.low(j)) && r.kind(j-1) != lexNumber {
		return 0, 0, 0, false
	}
	return n, u, j + 1, true
}

// count reads a number in figures or words.
func (r *reader) count(i int) (n, end int, ok bool) {
	if n, _, ok := r.number(i); ok {
		return n, i + 1, n > 0 && n < 1000
	}
	j := r.skip(i, "a", "an")
	if r.is(j, "couple") {
		return 2, r.skip(j+1, "of"), true
	}
	if n, ok := numberWord(r.low(j)); ok {
		return n, j + 1, true
	}
	return 1, j, j > i
}

// relative reads "in two weeks", "within 10 days", "3 days ago", "a fortnight
// from now", "two days before 24 Dec".
func (r *reader) relative(i int) (match, bool) {
	if r.is(i, "in", "within") {
		return r.ahead(i)
	}
	j := i
	bareFortnight := r.is(i, "fortnight")
	n, u, j, ok := r.amount(i)
	if !ok && r.is(i, "day") && r.is(i-1, "the") && r.is(i+1, "before", "after") {
		n, u, j, ok = 1, days, i+1, true
	}
	if bareFortnight {
		n, u, j, ok = 1, fortnights, i+1, true
	}
	if !ok || u == hours {
		return match{}, false
	}
	switch {
	case r.is(j, "ago"):
		return oneMatch(j+1, plus(r.base, -n, u)), true
	case r.is(j, "hence"):
		return oneMatch(j+1, plus(r.base, n, u)), true
	case r.is(j, "from") && r.is(j+1, "now"):
		return oneMatch(j+2, plus(r.base, n, u)), true
	case r.is(j, "from") && r.is(i-1, "for", "off", "away", "gone", "out"): // how long, not when
		return match{}, false
	case r.is(j, "from", "after", "before", "on"):
		return r.besideDay(j, n, u)
	case r.flag && j == len(r.lex):
		return oneMatch(j, r.flagged(n, u)), true
	}
	return match{}, false
}

// flagged reads a bare "3d" or "2 weeks" after a flag by its lean.
func (r *reader) flagged(n int, u unit) time.Time {
	if r.told {
		n = -n
	}
	return plus(r.base, n, u)
}

// besideDay reads the day behind "two weeks from", "3 days before".
func (r *reader) besideDay(j, n int, u unit) (match, bool) {
	cue := r.cue
	r.cue = limitCue // what stands there is a day and nothing else
	m, ok := r.dayAfterOf(r.skip(j+1, "the"))
	r.cue = cue
	if !ok {
		m, ok = r.holiday(j + 1)
	}
	if !ok && !r.is(j, "on", "from") {
		return r.dayInBrackets(j + 1)
	}
	if !ok || r.is(j, "on") && u != weeks {
		return match{}, false
	}
	if r.is(j, "before") {
		n = -n
	}
	return oneMatch(m.end, plus(m.days.first, n, u)), true
}

// dayInBrackets reads the day that is told behind an event, and is what all of it comes to:
// "a week before it opens (17 March)".
func (r *reader) dayInBrackets(j int) (match, bool) {
	for k := j; k < j+6; k++ {
		switch {
		case r.is(k, "("):
			cue := r.cue
			r.cue = limitCue
			m, ok := r.expr(k + 1)
			r.cue = cue
			return m, ok && m.grain == days
		case r.kind(k) != lexWord:
			return match{}, false
		}
	}
	return match{}, false
}

// ahead reads what follows "in" and "within". "in 3 days" tells how long
// something took when the sentence is past, or work follows: no day then.
func (r *reader) ahead(i int) (match, bool) {
	within := r.is(i, "within")
	j := r.skip(i+1, "about", "around", "approx", "roughly", "max", "~", "the")
	span := r.is(j, "next", "coming", "following")
	if span {
		j++
	}
	n, u, end, ok := r.amount(j)
	if !ok && r.is(j, "fortnight") {
		n, u, end, ok = 1, fortnights, j+1, true
	}
	if !ok || r.told || r.wide && r.counts(i-1) || r.is(end, "of") || r.is(i-1, "once", "twice", "times", "down", "done", "all") {
		return match{}, false
	}
	if u == hours && (n%24 != 0 || !within && !span) {
		return match{}, false
	}
	end = r.aheadEnd(end)
	t := plus(r.base, n, u)
	if span {
		return match{end: end, days: stretch{r.base, t}, grain: days, limit: within}, true
	}
	m := oneMatch(end, t)
	m.limit = within
	return m, true
}

// counts tells what is counted at i, behind which "in two weeks" says how long
// it took: "14 pages in a week".
func (r *reader) counts(i int) bool {
	_, word := numberWord(r.low(i - 1))
	return r.kind(i) == lexWord && isPlural(r.low(i)) && (r.kind(i-1) == lexNumber || word)
}

// aheadEnd steps over "' time", "or so", "from now", "or two".
func (r *reader) aheadEnd(j int) int {
	if k := r.skip(j, "'s", "'"); r.is(k, "time") {
		j = k + 1
	}
	if r.is(j, "or") && r.is(j+1, "so") || r.is(j, "from") && r.is(j+1, "now", "today") {
		j += 2
	}
	return j
}

// holiday reads the few days that have one date everywhere: Christmas and New
// Year, and their eves. Before them means the day before.
func (r *reader) holiday(i int) (match, bool) {
	month, day, end := time.December, 25, i+1
	switch {
	case r.is(i, "christmas", "xmas"):
		if r.is(end, "eve") {
			day, end = 24, end+1
		}
	case r.is(i, "new") && r.is(i+1, "year", "years"):
		month, day = time.January, 1
		end = r.skip(i+2, "'s", "'")
		if end == i+2 && !r.upper(i) && r.cue == noCue && !r.wide {
			return match{}, false
		}
		if r.is(end, "eve") {
			month, day = time.December, 31
		}
		end = r.skip(end, "eve", "day")
	default:
		return match{}, false
	}
	t, ok := r.yearless(month, day)
	if ok && r.is(i-1, "before") && day != 24 && day != 31 {
		t = plusDays(t, -1)
	}
	return oneMatch(r.skip(end, "day"), t), ok
}

// Shift finds how far from a day told before a text sets one, without telling that day again:
// "two weeks before", "the day after", "three days after that", "by then".
func Shift(text string) (count int, ok bool) {
	r := newReader(text, time.Time{}, Locale{})
	for i := range r.lex {
		if r.is(i, "then", "that") && r.cueBefore(i) == limitCue && (r.endsClause(i+1) || i+1 == len(r.lex)) {
			return 0, true
		}
		n, u, j, counted := r.amount(i)
		if r.is(i, "day") && r.is(i-1, "the") {
			n, u, j, counted = 1, days, i+1, true
		}
		back, on := r.is(j, "before", "earlier", "ahead"), r.is(j, "after", "later")
		alone := j+1 == len(r.lex) || r.endsClause(j+1) || r.is(j+1, "that", "it", "(")
		if !counted || u != days && u != weeks || !back && !on || !alone {
			continue // "two days before the visit" counts from a day that nobody told
		}
		if u == weeks {
			n *= 7
		}
		if back {
			n = -n
		}
		return n, true
	}
	return 0, false
}
