package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/source"
)

// calendarDays is how far ahead a calendar is read: a 1:1 that is farther away is none to prepare for.
const calendarDays = 100

// calendar is what the user's calendars say of the 1:1s to come.
type calendar struct {
	entries []source.Appointment // of today and later
	names   []string             // of whom there may be any
	now     time.Time
}

// scheduled is a 1:1 as a calendar has it.
type scheduled struct {
	source.Appointment
	with string
	sure int
}

func (s scheduled) day() oneonone.Date { return oneonone.DateOf(s.Starts) }

// ahead tells one that is not over.
func (c *calendar) ahead(s scheduled) bool {
	return s.AllDay || s.Starts.Add(time.Duration(max(s.Minutes, 1))*time.Minute).After(c.now)
}

// readCalendar reads the calendars that the config names. One that can't be read, and what is broken in one, is left out with a
// warning. It is read for the people on file and others of whom the user speaks. nil when there is nothing to look for.
func (a *App) readCalendar(ctx context.Context, cfg Config, people []*oneonone.Person, others ...string) (*calendar, error) {
	c := &calendar{names: namesOf(people), now: a.now}
	for _, name := range others {
		if name = clean(name); name != "" && len(named(name, people)) == 0 && !slices.Contains(c.names, name) {
			c.names = append(c.names, name)
		}
	}
	if len(cfg.Calendar) == 0 || len(c.names) == 0 {
		return nil, nil
	}
	for _, name := range once(cfg.Calendar) {
		read, report, err := a.calendarFile(ctx, name, c.names)
		if err := a.forgive(ctx, err, true); err != nil {
			return nil, err
		}
		c.entries = append(c.entries, read...)
		for _, s := range report.Skipped[:min(len(report.Skipped), mostLines)] {
			a.Screen().Warn("%s: %v", s.Path, s.Err)
		}
		if n := len(report.Skipped) - mostLines; n > 0 {
			a.Screen().Warn("%s: %d more are left out; `oneonone doctor` looks at them", name, n)
		}
	}
	slices.SortStableFunc(c.entries, func(x, y source.Appointment) int { return x.Starts.Compare(y.Starts) })
	return c, nil
}

func (a *App) calendarFile(ctx context.Context, name string, names []string) ([]source.Appointment, source.CalendarReport, error) {
	return source.Calendar(ctx, expandHome(name, a.Getenv("HOME")), source.CalendarOptions{
		From: a.startOf(a.Today()), Until: a.now.AddDate(0, 0, calendarDays), Zone: a.now.Location(), Names: names,
	})
}

// with gives the entries that may be 1:1s with a person, the surest first: those of two people before those that only their title
// gives a name, what repeats before what is once; of these the next one first.
func (c *calendar) with(name string) []scheduled {
	if c == nil || name == "" {
		return nil
	}
	var out []scheduled
	for _, e := range c.entries {
		if s, ok := c.oneToOne(e, name); ok {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(x, y scheduled) int { return cmp.Compare(y.sure, x.sure) })
	return out
}

// oneToOne tells whether an entry is a 1:1 with a person: they and one other are in it, or nobody is listed and the title calls
// them by their name. A third one on file, who declined, or more than a day make it none. A whole day of two is one without a time.
func (c *calendar) oneToOne(e source.Appointment, name string) (scheduled, bool) {
	s := scheduled{Appointment: e, with: name}
	two := pair(e)
	their := func(name string) bool {
		return slices.ContainsFunc(two, func(p source.Attendee) bool { return isAttendee(p, name) }) || len(two) < 1 && titled(e.Summary, name)
	}
	hidden := len(two) == 2 && !slices.ContainsFunc(c.names, their) && titled(e.Summary, name) // behind an address that tells nothing
	switch {
	case len(two) == 0 && len(e.People) > 0, len(two) == 0 && e.AllDay, e.Minutes > maxMinutes && !e.AllDay, e.Minutes > 24*60:
		return s, false
	case slices.ContainsFunc(two, func(p source.Attendee) bool { return p.Declined }):
		return s, false
	case !their(name) && !hidden:
		return s, false
	case slices.ContainsFunc(c.names, func(n string) bool { return n != name && !oneonone.SameName(n, name) && their(n) }):
		return s, false
	}
	if e.Minutes < minMinutes || e.AllDay {
		s.Minutes = 0
	}
	for _, more := range []bool{!e.AllDay, len(two) == 2, e.Repeats} {
		s.sure *= 2
		if more {
			s.sure++
		}
	}
	return s, true
}

// pair gives the two people of an entry, nil when there are more or fewer: those invited, or one invited and the host.
func pair(e source.Appointment) []source.Attendee {
	two := slices.Clone(e.People)
	if len(two) == 1 && e.Host.Address != "" && e.Host.Address != two[0].Address {
		two = append(two, e.Host)
	}
	if len(two) != 2 {
		return nil
	}
	return two
}

// isAttendee tells whether somebody in a calendar is the person: by the name, which some programs write "Nair, Priya", else by
// the address.
func isAttendee(p source.Attendee, name string) bool {
	if p.Name != "" && !strings.Contains(p.Name, "@") {
		last, first, turned := strings.Cut(p.Name, ",")
		if turned {
			words := strings.Fields(first)
			return len(words) > 0 && oneonone.SameName(words[0]+" "+last, name)
		}
		return oneonone.SameName(p.Name, name)
	}
	local, _, _ := strings.Cut(p.Address, "@")
	return oneonone.SameName(local, name)
}

// titled tells whether a title has the name of a person, the first one will do.
func titled(title, name string) bool {
	words := strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.Contains(words, oneonone.FirstName(name))
}

// next gives the next 1:1 with a person that will do, and others that may be meant before it.
func (c *calendar) next(name string, fits func(scheduled) bool) (s scheduled, others []scheduled, ok bool) {
	all := slices.DeleteFunc(c.with(name), func(s scheduled) bool { return !fits(s) })
	if len(all) == 0 {
		return s, nil, false
	}
	for _, o := range all[1:] {
		if o.Starts.Before(all[0].Starts) {
			others = append(others, o)
		}
	}
	return all[0], others, true
}

// say tells of a 1:1 as the calendar has it.
func (s scheduled) say(today oneonone.Date) string {
	line := fmt.Sprintf("“%s” on %s", oneLine(s.Summary, 60), s.when(today))
	if !s.MovedFrom.IsZero() {
		line += ", moved from " + sayDay(s.MovedFrom, today)
	}
	return line + " (" + oneLine(s.File, 0) + ")"
}

func (s scheduled) when(today oneonone.Date) string {
	line := sayDay(s.day(), today)
	if !s.AllDay {
		line += ", " + s.Starts.Format("15:04")
	}
	if s.Minutes > 0 {
		line += fmt.Sprintf(", %d minutes", s.Minutes)
	}
	return line
}

// schedule lets the calendar say when the meeting is and how long: on the day that a flag says, else the next one. A meeting that
// is planned on a day on which the calendar has it no longer was moved, and its agenda goes with it.
func (m *meet) schedule(a *App, c *calendar, on oneonone.Date, meetings []*oneonone.Meeting) {
	if c == nil {
		return
	}
	over := map[oneonone.Date]bool{}
	for _, x := range meetings {
		over[x.On] = over[x.On] || x.Held || x.Cancelled != ""
		if !x.MovedFrom.IsZero() { // by hand, whatever the calendar has
			over[x.MovedFrom] = true
		}
	}
	fits := func(s scheduled) bool { return !over[s.day()] && c.ahead(s) }
	if !on.IsZero() {
		fits = func(s scheduled) bool { return s.day() == on }
	}
	s, others, ok := c.next(string(m.With), fits)
	if !ok {
		return
	}
	if on.IsZero() && slices.ContainsFunc(meetings, func(x *oneonone.Meeting) bool {
		return x.Open() && !x.MovedFrom.IsZero() && !x.On.Before(a.Today()) && !x.On.After(s.day())
	}) {
		return
	}
	m.scheduled, m.mayBe = &s, others
	if !on.IsZero() {
		return
	}
	m.On = s.day()
	has := func(d oneonone.Date) bool {
		return slices.ContainsFunc(c.with(string(m.With)), func(s scheduled) bool { return s.day() == d })
	}
	for _, x := range meetings {
		if x.On == m.On {
			m.moved = nil
			return
		}
		// One that the user planned beside a series stays where it is.
		moved := !s.MovedFrom.IsZero() || !s.Repeats
		if moved && x.Open() && !x.On.Before(a.Today()) && x.On.Before(m.On.AddDays(m.rhythm())) && !has(x.On) {
			m.moved = x
		}
	}
}

// tellScheduled says what the calendar has of the meeting, and what else may be meant.
func (a *App) tellScheduled(m *meet) {
	if m.moved != nil {
		a.Screen().Say("  the 1:1 planned on %s is on %s now: its agenda goes with it", sayDay(m.moved.On, a.Today()), sayDay(m.On, a.Today()))
	}
	if m.scheduled == nil {
		return
	}
	a.Screen().Say("  calendar: %s", m.scheduled.say(a.Today()))
	for _, o := range m.mayBe[:min(len(m.mayBe), mostLines)] {
		a.Screen().Say("  before it: %s; --on %s prepares that one", o.say(a.Today()), o.day())
	}
}

// others gives the next 1:1 with everybody else.
func (c *calendar) others(name oneonone.Maybe) []scheduled {
	if c == nil {
		return nil
	}
	var out []scheduled
	for _, n := range c.names {
		if s, _, ok := c.next(n, c.ahead); ok && !oneonone.SameName(n, string(name)) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(x, y scheduled) int { return x.Starts.Compare(y.Starts) })
	return out
}

// checkCalendar reads each calendar of the config.
func (a *App) checkCalendar(ctx context.Context, s *section, cfg Config) {
	if len(cfg.Calendar) == 0 {
		return
	}
	people, err := a.peopleOnFile()
	if err != nil {
		return // the store is checked by itself
	}
	c := &calendar{names: namesOf(people), now: a.now}
	if len(people) == 0 {
		s.warn("calendar", "`oneonone person add` puts them there", "nobody is on file whose 1:1 a calendar could have")
	}
	for _, name := range once(cfg.Calendar) {
		read, report, err := a.calendarFile(ctx, name, c.names)
		switch {
		case errors.Is(err, source.ErrNoNotes):
			s.fail("calendar", "correct the path in the config, or export the calendar there", "%s is not there", name)
			continue
		case err != nil:
			s.fail("calendar", "export the calendar again as *.ics", "%v", err)
			continue
		}
		c.entries = read
		text := fmt.Sprintf("%s: %s", name, oneonone.Plural(report.Entries, "entry", "entries"))
		for _, n := range c.others("") {
			text += fmt.Sprintf("; %s %s", n.with, n.when(a.Today()))
		}
		s.ok("calendar", "%s", text)
		for _, skipped := range report.Skipped {
			s.warn("calendar", "export the calendar again, or mend the entry there", "%s: %v", skipped.Path, skipped.Err)
		}
	}
}

// starts gives when a meeting begins, nil when the calendar does not say.
func (m *meet) starts() *time.Time {
	if m.scheduled == nil || m.scheduled.AllDay {
		return nil
	}
	return &m.scheduled.Starts
}
