package prose

import (
	"fmt"
	"strings"
	"time"
)

// Locale says how a writer orders numeric dates. The zero Locale puts the
// day first: 12/05 is 12 May.
type Locale struct {
	// MonthFirst reads 12/05 as December 5th.
	MonthFirst bool
}

// Of gives the order in which a text writes its days: that of the days in it which can
// be read in one order only (11/18, 18/11) where these agree, else l. Whoever writes
// 11/18 in a line means December by 12/2 in the next.
func (l Locale) Of(text string) Locale {
	var monthFirst, dayFirst bool
	for _, span := range Dates(text, time.Time{}.AddDate(2000, 0, 0), l) {
		a, rest, _ := strings.Cut(text[span.Start:span.End], "/")
		b, _, _ := strings.Cut(rest, "/")
		first, bad := parseSmall(a)
		second, bad2 := parseSmall(b)
		if bad || bad2 {
			continue
		}
		monthFirst = monthFirst || second > 12 && first <= 12
		dayFirst = dayFirst || first > 12 && second <= 12
	}
	if monthFirst != dayFirst {
		l.MonthFirst = monthFirst
	}
	return l
}

// Lean says which of two days an unclear word means.
type Lean int

const (
	// Future takes the next Friday, and the last day of a week or a month.
	Future Lean = iota
	// Past takes the last Friday, and the first day of a week or a month.
	Past
)

// DateSpan is a day, or a run of days, that a text names.
type DateSpan struct {
	Start, End int    // byte offsets into the text
	Text       string // the text between them, as written
	// Day is the day, or the first of several, at midnight in base's zone.
	Day time.Time
	// Until is the last day meant; it equals Day unless several are meant. A
	// week ends on Friday.
	Until time.Time
	// Deadline tells that it was said as a limit: by, until, due, before,
	// within, EOM.
	Deadline bool
}

// Day reads a day as people type it after a flag: 2026-11-24, 24 nov, 24/11,
// tomorrow, fri, "last friday", "2 weeks ago", "in 3 days", "end of month".
//
// A weekday is never today. A day without a year is the last one for Past; for
// Future it is the next one, unless it lies up to 60 days back.
func Day(s string, today time.Time, lean Lean, loc Locale) (time.Time, error) {
	r := newReader(strings.TrimSpace(s), today, loc)
	r.flag, r.told, r.cue = true, lean == Past, onCue
	i := r.skip(0, "by", "on", "at", "since", "until", "till", "for", "due", "before", "from", "~")
	i = r.skip(i, "the")
	m, ok := r.expr(i)
	if ok {
		m = r.joinRange(i, m)
	}
	if !ok || m.end < len(r.lex) {
		return time.Time{}, r.notUnderstood(s, i, m)
	}
	if lean == Past || m.grain == weekends {
		return inZone(m.days.first, today.Location()), nil
	}
	return inZone(m.days.last, today.Location()), nil
}

// notUnderstood says what of a flag's value is no day, and what would be one.
func (r *reader) notUnderstood(s string, i int, m match) error {
	const forms = `a day is written like 2026-11-24, "last friday" or "in 3 days"`
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return fmt.Errorf("no day was given; %s", forms)
	case m.end > i && m.end < len(r.lex):
		return fmt.Errorf("%q is understood up to %q; %s", s, s[r.lex[m.end].start:], forms)
	}
	return fmt.Errorf("%q is not a day; %s", s, forms)
}

// Dates finds the days that a text names, as seen on the day base, in order
// and without overlap.
//
// Weeks start on Monday. A bare weekday is the next one after base, "next Tue"
// the one in the following calendar week, "this week" ends on Friday. A day
// without a year is the next one to come, unless it lies up to 60 days back:
// then that one is meant. A weekday or a day that the sentence tells as past
// ("we shipped it on Friday", "since March") is the last one.
//
// Christmas and New Year are the only holidays it knows; "before Christmas"
// is 24 December. Sprints, releases and meetings are no dates.
func Dates(text string, base time.Time, loc Locale) []DateSpan {
	r := newReader(text, base, loc)
	var spans []DateSpan
	for _, f := range r.all() {
		spans = append(spans, r.span(text, f, base.Location()))
	}
	return spans
}

func newReader(text string, base time.Time, loc Locale) *reader {
	return &reader{lex: lexemes(text), base: civil(base), loc: loc}
}

func (r *reader) span(text string, f found, zone *time.Location) DateSpan {
	start, end := r.lex[f.start].start, r.lex[f.end-1].end
	return DateSpan{
		Start: start, End: end, Text: text[start:end],
		Day: inZone(f.days.first, zone), Until: inZone(f.days.last, zone),
		Deadline: f.limit || f.cue == limitCue,
	}
}
