package prose

import (
	"strings"
	"time"
)

// reader reads days from lexemes, left to right.
type reader struct {
	lex  []lexeme
	base time.Time // a civil day
	loc  Locale
	// flag is set for the value of a flag, which is a day and nothing else:
	// no context is needed to believe it.
	flag bool
	// wide is set by Slots, which reads every day that can be checked.
	wide bool
	// onFile tells names on file among the months, for Slots.
	onFile func(i int) bool
	// told is set while reading a day that the sentence tells as past.
	told bool
	// cue is the cue before the day being read.
	cue cue
	// noYear and noMonth tell that the year of the day being read, or its
	// month too, was not said.
	noYear, noMonth bool
}

// match is a day or several, read from the lexemes up to end.
type match struct {
	end   int
	days  stretch
	grain unit // what was named: a day, a week, a month
	limit bool // its own words are a limit: EOM, within 10 days
}

// found is a match with what its surroundings say.
type found struct {
	match
	start int
	cue   cue
	told  bool
	// yearless and open tell that its year, or its month too, was not said.
	yearless, open bool
}

// all finds every day in the text.
func (r *reader) all() []found {
	var out []found
	var tense tense
	for i := 0; i < len(r.lex); {
		tense = tense.after(r, i)
		f, ok := r.at(i, tense)
		if !ok {
			i++
			continue
		}
		out = append(out, f)
		i = f.end
	}
	return out
}

// at reads the day that begins at i.
func (r *reader) at(i int, t tense) (found, bool) {
	x := r.lex[i]
	if x.kind == lexMark || x.kind == lexOpaque || x.kind == lexBreak || !r.freeBefore(i) {
		return found{}, false
	}
	r.cue = r.cueBefore(i)
	r.told = r.cue == sinceCue || t == pastTense && r.cue != limitCue
	r.noYear, r.noMonth = false, false
	m, ok := r.expr(i)
	if ok && !r.told && r.cue != limitCue && t == openTense && r.toldAfter(m.end) {
		r.told = true
		m, ok = r.expr(i)
	}
	if !ok || !r.freeAfter(m.end) {
		return found{}, false
	}
	m = r.joinRange(i, m)
	m.limit = m.limit && r.cue != sinceCue && r.cue != fromCue || r.limitAfter(m.end)
	return found{match: m, start: i, cue: r.cue, told: r.told, yearless: r.noYear, open: r.noMonth}, true
}

// expr tries the rules, the longest forms first.
func (r *reader) expr(i int) (match, bool) {
	rules := [...]func(*reader, int) (match, bool){
		(*reader).numeric, (*reader).endOf, (*reader).nthOf, (*reader).relative, (*reader).dayWord,
		(*reader).weekday, (*reader).calendarDay, (*reader).shifted, (*reader).named, (*reader).holiday,
	}
	for _, rule := range rules {
		if m, ok := rule(r, i); ok {
			return m, true
		}
	}
	return match{}, false
}

// joinRange reads "- Friday", "to 7 Dec" behind a day and makes both one run
// of days. What was moved from one day to another is no run.
func (r *reader) joinRange(start int, m match) match {
	if m.grain != days || !r.is(m.end, "-", "–", "—", "to", "through", "thru", "till", "until") || r.movedBefore(start) {
		return m
	}
	end, ok := r.expr(m.end + 1)
	if _, weekday := weekdayOf(r.low(m.end + 1)); ok && weekday && end.days.last.Before(m.days.first) {
		end.days.last = plusDays(end.days.last, 7) // Mon-Thu, said on a Wednesday
	}
	if !ok || end.grain != days || !r.freeAfter(end.end) || end.days.last.Before(m.days.first) {
		return m
	}
	return match{end: end.end, days: stretch{m.days.first, end.days.last}, grain: days}
}

// movedBefore tells "moved from", "slipped from" before the day at i.
func (r *reader) movedBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch r.low(k) {
		case "moved", "move", "pushed", "slipped", "slips", "shifted", "postponed", "delayed", "rescheduled", "changed", "brought", "extended":
			return true
		}
	}
	return false
}

// low gives the word at i, or "" outside the text.
func (r *reader) low(i int) string {
	if i < 0 || i >= len(r.lex) {
		return ""
	}
	return r.lex[i].low
}

func (r *reader) is(i int, words ...string) bool {
	low := r.low(i)
	for _, w := range words {
		if low == w {
			return low != ""
		}
	}
	return false
}

func (r *reader) kind(i int) lexKind {
	if i < 0 || i >= len(r.lex) {
		return lexBreak
	}
	return r.lex[i].kind
}

func (r *reader) glued(i int) bool { return i >= 0 && i < len(r.lex) && r.lex[i].glued }

func (r *reader) upper(i int) bool { return i >= 0 && i < len(r.lex) && r.lex[i].upper }

// skip steps over one of the words, if it stands at i.
func (r *reader) skip(i int, words ...string) int {
	if r.is(i, words...) {
		return i + 1
	}
	return i
}

// number reads a whole number of at most four digits, with their count.
func (r *reader) number(i int) (n, digits int, ok bool) {
	low := r.low(i)
	if r.kind(i) != lexNumber || len(low) > 4 {
		return 0, 0, false
	}
	for k := range len(low) {
		if !isDigit(low[k]) {
			return 0, 0, false
		}
		n = 10*n + int(low[k]-'0')
	}
	return n, len(low), true
}

// freeBefore tells that nothing is tied to the front of the lexeme at i but a
// bracket, a quote or the like.
func (r *reader) freeBefore(i int) bool {
	if !r.glued(i) {
		return true
	}
	if r.is(i-1, "-", "/") {
		return r.isDay(i-2) && (r.isDay(i) || r.kind(i) == lexNumber)
	}
	if r.is(i-1, ":") {
		return r.kind(i-2) != lexNumber
	}
	return r.kind(i-1) == lexMark && strings.Contains(`([{<"“‘'*~=>|,;→—–≤`, r.low(i-1))
}

// freeAfter tells that nothing is tied to the end of a match that makes it
// part of another word.
func (r *reader) freeAfter(j int) bool {
	if !r.glued(j) {
		return true
	}
	if r.is(j, "'s") {
		return true
	}
	if r.is(j, "-", "/") {
		return r.isDay(j+1) || r.kind(j+1) == lexNumber || isDaypart(r.low(j+1)) || !r.glued(j+1)
	}
	return r.kind(j) == lexMark && !strings.Contains(`%$€£°+_&`, r.low(j))
}

// isDay tells the words that name a day, or a day and a part of it.
func (r *reader) isDay(i int) bool {
	_, _, quarter := partOfYear(r.low(i))
	return isDateWord(r.low(i)) || quarter || r.is(i, "today", "tomorrow", "tmrw")
}

// goesOn tells that a word of content follows, to which what stands before j
// belongs: "the 2nd attempt".
func (r *reader) goesOn(j int) bool {
	if k := r.kind(j); k != lexWord && k != lexIdent && k != lexNumber && k != lexOpaque {
		return false
	}
	if r.is(j, "try", "time", "way", "day", "thing", "week", "month", "year", "person", "people", "one") {
		return true
	}
	return !IsStop(r.low(j)) && !isDaypart(r.low(j)) && !r.is(j, "latest", "max", "if", "when", "because", "as", "then", "pls", "please",
		"thx", "thanks", "unless", "via", "asap", "eod", "ok", "sharp")
}
