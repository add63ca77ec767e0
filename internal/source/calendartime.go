package source

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // zones by their names, where the system has none: Windows, small containers

	ics "github.com/arran4/golang-ical"
	"github.com/teambition/rrule-go"

	"oneonone/internal/oneonone"
)

const (
	dayForm  = "20060102"
	wallForm = "20060102T150405"
	// oldestStart is the first year in which a series may have begun, mostSteps how many times of one are looked at: every day
	// since then.
	oldestStart = 1970
	mostSteps   = 30000
	// mostBarren is how many rules may give no time, mostShifts how often the clocks of a zone are shifted by different rules.
	mostBarren = 10
	mostShifts = 64
	// wholeDay is from how many minutes on an entry takes days.
	wholeDay = 24 * 60
)

// appointments gives the times of a series that lie in the window.
func (r *calendarReader) appointments(s *series) []Appointment {
	gone := map[string]bool{}
	var out []Appointment
	for _, e := range s.latest() {
		e.props = properties(e.block)
		was, err := e.moment("RECURRENCE-ID")
		if err != nil {
			r.skip(e.place(), ErrNoTime)
			continue
		}
		gone[was.key()] = true
		at, err := r.begins(e)
		if err != nil || e.off() {
			continue
		}
		a := r.appointment(e, at)
		a.Repeats = true
		if before := oneonone.DateOf(was.at().In(r.o.Zone)); before != oneonone.DateOf(a.Starts) {
			a.MovedFrom = before
		}
		out = append(out, a)
	}
	if s.entry != nil {
		out = append(out, r.regular(s.entry, gone)...)
	}
	return slices.DeleteFunc(out, func(a Appointment) bool {
		ends := a.Starts.Add(time.Duration(max(a.Minutes, 1)) * time.Minute)
		return !ends.After(r.o.From) || a.Starts.After(r.o.Until)
	})
}

// latest gives what stands in the place of single times, of each the last version.
func (s *series) latest() []*vevent {
	var out []*vevent
	at := map[string]int{}
	for _, e := range s.instead {
		_, line, _ := strings.Cut(e.block, "\nRECURRENCE-ID")
		line, _, _ = strings.Cut(line, "\n")
		i, known := at[line]
		switch {
		case !known:
			at[line] = len(out)
			out = append(out, e)
		case e.version() >= out[i].version():
			out[i] = e
		}
	}
	return out
}

// regular gives the times of an entry as it stands, but those that are gone.
func (r *calendarReader) regular(e *vevent, gone map[string]bool) []Appointment {
	e.props = properties(e.block)
	if e.off() {
		return nil
	}
	first, err := r.begins(e)
	if err != nil {
		r.skip(e.place(), err)
		return nil
	}
	for _, t := range e.moments("EXDATE") {
		gone[t.key()] = true
	}
	times := append([]moment{first}, e.moments("RDATE")...)
	if e.has("RRULE") {
		repeated, err := r.repeated(first, e.props["RRULE"][0].Value)
		if err != nil {
			r.skip(e.place(), ErrNoRule)
		} else {
			times = append(repeated, times[1:]...)
		}
	}
	var out []Appointment
	for _, t := range times {
		if gone[t.key()] || gone[t.wall.Format(dayForm)] {
			continue
		}
		a := r.appointment(e, t)
		a.Repeats = e.has("RRULE") || len(times) > 1
		out = append(out, a)
		gone[t.key()] = true // once
	}
	return out
}

// begins reads when an entry begins, and says it once for each time zone that is not known.
func (r *calendarReader) begins(e *vevent) (moment, error) {
	t, err := e.moment("DTSTART")
	if !errors.Is(err, ErrNoZone) {
		return t, err
	}
	if z := e.zones.known[parameter(e.props["DTSTART"][0], "TZID")]; !z.said {
		z.said = true
		r.skip(e.place(), fmt.Errorf("%w: %s", err, oneLine(parameter(e.props["DTSTART"][0], "TZID"), 80)))
	}
	return t, nil
}

// place names an entry for a sentence about it.
func (e *vevent) place() string {
	if e.text("SUMMARY") == "" {
		return e.file
	}
	return e.file + ": “" + oneLine(e.text("SUMMARY"), 60) + "”"
}

// appointment gives an entry at one of its times.
func (r *calendarReader) appointment(e *vevent, t moment) Appointment {
	a := Appointment{Summary: e.text("SUMMARY"), Starts: t.at().In(r.o.Zone), AllDay: t.day, Minutes: e.minutes(), File: e.file}
	a.People, a.Host = e.people()
	if a.AllDay {
		a.Starts = oneonone.DateOf(t.wall).Time(r.o.Zone)
		a.Minutes = max(a.Minutes, wholeDay)
	}
	return a
}

// minutes tells how long an entry is by its first time, 0 when it does not say.
func (e *vevent) minutes() int {
	if begin, err := e.moment("DTSTART"); err == nil || errors.Is(err, ErrNoZone) {
		if end, err := e.moment("DTEND"); err == nil || errors.Is(err, ErrNoZone) {
			return max(0, int(end.at().Sub(begin.at()).Minutes()))
		}
	}
	value := strings.TrimPrefix(e.text("DURATION"), "P")
	days, clock, _ := strings.Cut(value, "T")
	d, _ := time.ParseDuration(strings.ToLower(clock)) // none is no time
	for _, unit := range []struct {
		name string
		days int
	}{{"W", 7}, {"D", 1}} {
		if n, rest, ok := strings.Cut(days, unit.name); ok {
			count, _ := strconv.Atoi(n)
			d, days = d+time.Duration(min(max(count, 0), 366)*unit.days*wholeDay)*time.Minute, rest
		}
	}
	return max(0, int(d.Minutes()))
}

// repeated gives the times by a rule, near the window. They are counted on the wall clock of the entry's zone, so that a meeting
// at ten stays at ten when the clocks change.
func (r *calendarReader) repeated(first moment, value string) ([]moment, error) {
	o, err := rrule.StrToROption(value)
	if err != nil {
		return nil, err
	}
	if o.Freq > rrule.DAILY || first.wall.Year() < oldestStart {
		return nil, ErrNoRule
	}
	until := o.Until
	byDay := strings.Contains(value, "UNTIL=") && until.Equal(until.Truncate(wholeDay*time.Minute)) && !strings.Contains(value, "Z")
	if o.Dtstart = first.wall; !until.IsZero() {
		o.Until = until.AddDate(0, 0, 2)
	}
	walls, err := r.rules.follow(o, r.o.From.UTC().AddDate(0, 0, -2), r.o.Until.UTC().AddDate(0, 0, 2))
	var out []moment
	for _, wall := range walls {
		t := moment{wall: wall, zone: first.zone, day: first.day}
		if until.IsZero() || byDay && wall.Format(dayForm) <= until.Format(dayForm) || !byDay && !t.at().After(until) {
			out = append(out, t)
		}
	}
	return out, err
}

// ruler follows rules. barren counts those that gave no time: one that has none at all ("the 30th of February") is looked
// through to the year 9999.
type ruler struct{ barren int }

// follow gives the times by a rule from one time to another. ErrNoRule when it can't be followed: the library panics on some, the
// 53rd Monday of February say.
func (r *ruler) follow(o *rrule.ROption, from, until time.Time) (out []time.Time, err error) {
	defer func() {
		if recover() != nil {
			out, err = nil, ErrNoRule
		}
	}()
	if r.barren >= mostBarren {
		return nil, ErrNoRule
	}
	if o.Until.IsZero() || o.Until.After(until) {
		o.Until = until
	}
	if o.Dtstart.After(o.Until) {
		return nil, nil
	}
	rule, err := rrule.NewRRule(*o)
	if err != nil {
		return nil, ErrNoRule
	}
	next := rule.Iterator()
	for n := range mostSteps {
		wall, ok := next()
		if !ok && n == 0 {
			r.barren++
		}
		if !ok || len(out) > mostMeant {
			break
		}
		if !wall.Before(from) {
			out = append(out, wall)
		}
	}
	return out, nil
}

// moment is a time as an entry says it: on the wall clock of a zone. The wall clock is kept as if it were UTC.
type moment struct {
	wall time.Time
	zone *zone
	day  bool // of the day nothing is said but that
}

func (m moment) at() time.Time {
	w := m.wall
	if m.zone.loc != nil {
		return time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), 0, m.zone.loc)
	}
	return w.Add(-m.zone.offset(w))
}

// key is the same for the same moment however it is written; a day is one by itself.
func (m moment) key() string {
	if m.day {
		return m.wall.Format(dayForm)
	}
	return strconv.FormatInt(m.at().Unix(), 10)
}

// moment reads the time that a property says first; ErrNoTime when there is none, ErrNoZone with the time in the user's own zone
// when its zone is not known.
func (e *vevent) moment(name string) (moment, error) {
	if !e.has(name) {
		return moment{}, ErrNoTime
	}
	return e.zones.moment(e.props[name][0], e.props[name][0].Value)
}

// moments reads all the times that properties of a name list; what can't be read is none.
func (e *vevent) moments(name string) []moment {
	var out []moment
	for _, p := range e.props[name] {
		for value := range strings.SplitSeq(p.Value, ",") {
			value, _, _ = strings.Cut(value, "/") // a period: its beginning
			if t, err := e.zones.moment(p, value); (err == nil || errors.Is(err, ErrNoZone)) && len(out) < mostMeant {
				out = append(out, t)
			}
		}
	}
	return out
}

// zones are the time zones of a file.
type zones struct {
	text  string
	own   *time.Location
	known map[string]*zone
	rules *ruler
}

func (z *zones) moment(p *ics.BaseProperty, value string) (moment, error) {
	value = strings.TrimSpace(value)
	if wall, err := time.Parse(dayForm, value); err == nil {
		return moment{wall, &zone{loc: z.own}, true}, nil
	}
	wall, err := time.Parse(wallForm, strings.TrimSuffix(value, "Z"))
	if err != nil {
		return moment{}, ErrNoTime
	}
	if strings.HasSuffix(value, "Z") {
		return moment{wall, &zone{loc: time.UTC}, false}, nil
	}
	name := parameter(p, "TZID")
	if name == "" {
		return moment{wall, &zone{loc: z.own}, false}, nil
	}
	if z.known[name] == nil {
		z.known[name] = z.find(name)
	}
	if zone := z.known[name]; zone.loc != nil || len(zone.shifts) > 0 {
		return moment{wall, zone, false}, nil
	}
	return moment{wall, &zone{loc: z.own}, false}, ErrNoZone
}

// zone is a time zone: one that is known by its name, or one that a file describes.
type zone struct {
	loc    *time.Location
	shifts []*shift
	said   bool // that it is not known
}

// shift says from when on the clocks of a zone are so much ahead of UTC.
type shift struct {
	from   time.Time
	rule   string
	offset time.Duration
	rules  *ruler
	near   map[int][]time.Time // by years
}

// find gives the zone of a name, else as the file describes it: Outlook's names ("W. Europe Standard Time") and made up ones are
// described where they are used.
func (z *zones) find(name string) *zone {
	if loc, err := time.LoadLocation(name); err == nil && name != time.Local.String() {
		return &zone{loc: loc}
	}
	found := &zone{}
	for block := range blocks(z.text, "VTIMEZONE") {
		props := properties(block)
		if len(props["TZID"]) == 0 || props["TZID"][0].Value != name {
			continue
		}
		found.shifts = append(z.shifts(block, "STANDARD"), z.shifts(block, "DAYLIGHT")...)
		return found
	}
	return found
}

func (z *zones) shifts(block, kind string) []*shift {
	var out []*shift
	for part := range blocks(block, kind) {
		props := properties(part)
		if len(props["DTSTART"]) == 0 || len(props["TZOFFSETTO"]) == 0 {
			continue
		}
		from, err := time.Parse(wallForm, props["DTSTART"][0].Value)
		to, wrong := time.Parse("-0700", props["TZOFFSETTO"][0].Value)
		if err != nil || wrong != nil {
			continue
		}
		_, seconds := to.Zone()
		s := &shift{from: from, offset: time.Duration(seconds) * time.Second, rules: z.rules, near: map[int][]time.Time{}}
		if len(props["RRULE"]) > 0 {
			s.rule = props["RRULE"][0].Value
		}
		if out = append(out, s); len(out) == mostShifts {
			break
		}
	}
	return out
}

// offset tells how far ahead of UTC the clocks are at a time that they show: what was shifted last holds.
func (z *zone) offset(wall time.Time) time.Duration {
	last, offset := time.Time{}, z.shifts[0].offset
	for _, s := range z.shifts {
		if at := s.before(wall); at.After(last) {
			last, offset = at, s.offset
		}
	}
	return offset
}

// before gives the last time at which the clocks were shifted so, the zero time when they were not yet.
func (s *shift) before(wall time.Time) time.Time {
	if s.from.After(wall) {
		return time.Time{}
	}
	if _, known := s.near[wall.Year()]; !known {
		s.near[wall.Year()] = s.around(wall.Year())
	}
	last := s.from
	for _, t := range s.near[wall.Year()] {
		if !t.After(wall) && t.After(last) {
			last = t
		}
	}
	return last
}

// around gives when the clocks are shifted in a year and before it. Rules are followed from there: many begin in 1601.
func (s *shift) around(year int) []time.Time {
	o, err := rrule.StrToROption(s.rule)
	if s.rule == "" || err != nil || o.Freq != rrule.YEARLY {
		return nil
	}
	o.Dtstart = s.from
	if year-2 > s.from.Year() { // of that year itself one may be missed: the last Sunday of October may come before the 28th
		o.Dtstart = s.from.AddDate(year-2-s.from.Year(), 0, 0)
	}
	times, _ := s.rules.follow(o, o.Dtstart, time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC)) // none: as if it had no rule
	return times
}
