package prose

import "time"

// Due gives the deadline that a line states, if it states one: the first day
// said as a limit, else the first day to come on which something is to happen
// (the span's Deadline tells which). Days that only name a thing ("Friday's
// deploy", "the Q3 goals"), that something starts from, or that no longer hold
// ("was Thursday") are none. A correction ("by Tue, no, Wed") takes the last.
//
// Of a week, a month or a quarter it is the last day, a week ending on
// Friday; of a weekend it is Saturday.
func Due(text string, base time.Time, loc Locale) (time.Time, DateSpan, bool) {
	r := newReader(text, base, loc)
	best, rank := found{}, 0
	for _, f := range r.all() {
		n := r.dueRank(f)
		if n > rank || n > 0 && r.corrects(f.start) {
			f.limit = f.limit || rank == limitRank
			best, rank = f, max(n, rank)
		}
	}
	if rank == 0 {
		return time.Time{}, DateSpan{}, false
	}
	day := best.days.last
	if best.grain == weekends {
		day = best.days.first
	}
	return inZone(day, base.Location()), r.span(text, best, base.Location()), true
}

// limitRank is the rank of a day said as a limit.
const limitRank = 2

// dueRank tells how well a day serves as the deadline: 0 not at all, 1 as a
// day to come, limitRank as a limit.
func (r *reader) dueRank(f found) int {
	limit := f.limit || f.cue == limitCue
	switch {
	case f.cue == notCue || f.cue == sinceCue || f.cue == fromCue || r.is(f.start-1, "ago"):
		return 0
	case r.is(f.end, "'s") && !r.is(f.end+1, "end") && !limit:
		return 0
	case r.names(f) || r.isWhenTold(f):
		return 0
	case limit && r.awayBefore(f.start):
		return 0
	case limit:
		return limitRank
	case f.days.last.Before(r.base) || r.is(f.start, "last") || f.told && f.grain != days:
		return 0
	case f.grain >= months && f.cue == noCue && !r.isShift(f.start):
		return 0
	case f.grain >= years && !limit && (r.is(f.start, "this") || r.isShift(f.start)):
		return 0 // what was done this year, or how it may be in a year
	case r.is(f.start-1, "for") && r.isShift(f.start) && r.kind(f.start+1) == lexNumber:
		return 0
	}
	return 1
}

func (r *reader) isShift(i int) bool {
	_, ok := shiftOf(r.low(i))
	return ok
}

// names tells a day that only names a thing: "the Monday sync", "our 12 Nov
// incident", "Q3 goals".
func (r *reader) names(f found) bool {
	if !r.goesOn(f.end) || r.kind(f.end) != lexWord {
		return false
	}
	if f.grain == quarters && f.cue != limitCue {
		return true
	}
	return r.is(f.start-1, "the", "our", "my", "your", "their", "his", "her", "a") && f.cue != limitCue && !r.isShift(f.start) && !r.is(f.start-2, "in", "at", "on")
}

// isWhenTold tells the day on which something was said: "she told me this morning".
func (r *reader) isWhenTold(f found) bool {
	return r.is(f.start-2, "told") && f.cue == noCue
}

// awayBefore tells that somebody is away until the day.
func (r *reader) awayBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-5 && r.kind(k) == lexWord; k-- {
		switch r.low(k) {
		case "out", "away", "off", "leave", "ooo", "holiday", "vacation", "pto", "travelling", "traveling", "sick":
			return r.is(i-1, "until", "till", "til")
		}
	}
	return false
}

// corrects tells that the day at i replaces one said before.
func (r *reader) corrects(i int) bool {
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch r.low(k) {
		case "so":
			if k == i-1 || k == i-2 && r.is(i-1, "the") {
				return true // what follows from all before: "the labels come on Wednesday night, so Thursday"
			}
		case "no", "actually", "sorry", "rather", "correction", "moved", "pushed", "slipped", "now", "make", "postponed", "→", "extended":
			return true
		}
	}
	return false
}
