package cli

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/term"
)

// meet says which meeting a draft is for: whom it is with, on which day, for
// how long, the how-manieth it is, and what was held before it.
type meet struct {
	oneonone.Slot
	person *oneonone.Person
	people []*oneonone.Person
	// held are the meetings held with that person before this one, oldest
	// first.
	held []*oneonone.Meeting
	// before are those held with whose place that person took, until then.
	before []*oneonone.Meeting
	// onFile is the meeting itself when it is on file already.
	onFile *oneonone.Meeting
	// scheduled is it as the user's calendar has it, nil when that does not; mayBe are others before it that may be meant.
	scheduled *scheduled
	mayBe     []scheduled
	// moved is it as it is on file when the calendar has it on another day now.
	moved    *oneonone.Meeting
	calendar *calendar
}

// last gives the day of the last meeting held, the absent day for a first one.
func (m *meet) last() oneonone.Date {
	if len(m.held) == 0 {
		return oneonone.Date{}
	}
	return m.held[len(m.held)-1].On
}

// findMeeting reads the flags, the config and the records to say which
// meeting it is. The day leans to the future for a meeting to come, to the
// past for one that was held.
func (o *draftOptions) findMeeting(ctx context.Context, a *App, cfg Config, lean prose.Lean) (*meet, error) {
	people, meetings, err := a.readMeetings()
	if err != nil {
		return nil, err
	}
	return o.resolveMeeting(ctx, a, cfg, lean, people, meetings)
}

func (o *draftOptions) resolveMeeting(
	ctx context.Context, a *App, cfg Config, lean prose.Lean, people []*oneonone.Person, meetings []*oneonone.Meeting,
) (*meet, error) {
	if err := checkMinutes(o.minutes); err != nil {
		return nil, err
	}
	m, all := &meet{people: people}, meetings
	var err error
	if lean == prose.Future {
		last := ""
		if len(meetings) > 0 {
			last = string(meetings[len(meetings)-1].With)
		}
		if m.calendar, err = a.readCalendar(ctx, cfg, people, cfg.Meeting.With, o.with, last); err != nil {
			return nil, err
		}
	}
	if m.person, m.With, err = o.withWhom(ctx, a, cfg, people, meetings, m.calendar); err != nil {
		return nil, err
	}
	if m.On, err = a.day("on", o.on, lean); err != nil {
		return nil, err
	}
	meetings = slices.DeleteFunc(slices.Clone(meetings), func(x *oneonone.Meeting) bool {
		return x.With != m.With && !oneonone.SameName(string(x.With), string(m.With))
	})
	m.schedule(a, m.calendar, m.On, meetings)
	meetings = slices.DeleteFunc(meetings, func(x *oneonone.Meeting) bool {
		return x.Cancelled != "" && (o.on == "" || x.On != m.On) // named again, it takes place
	})
	if far := m.On.DaysSince(a.Today()); !m.On.IsZero() && (far > farthest || far < -farthest) {
		return nil, wrong("a meeting lies within two years of today", "--on %s is too far away", m.On)
	}
	if m.On.IsZero() {
		m.On = m.guessDay(a.Today(), lean, meetings)
	}
	if o.on == "" && lean != prose.Past && heldOn(meetings, m.On) {
		m.On = m.On.AddDays(m.rhythm())
	}
	for _, x := range meetings {
		switch {
		case x.On == m.On, x == m.moved:
			m.onFile = x
		case x.Held && x.On.Before(m.On):
			m.held = append(m.held, x)
		}
	}
	m.before = m.heldBefore(all)
	m.number()
	m.Minutes = o.length(cfg, m)
	m.ID = oneonone.DeriveID("meeting", string(m.With), m.On.String())
	for n := 2; slices.ContainsFunc(all, func(x *oneonone.Meeting) bool { return x.ID == m.ID && x.On != m.On }); n++ {
		m.ID = oneonone.DeriveID("meeting", string(m.With), m.On.String(), strconv.Itoa(n)) // that one was moved away
	}
	if m.onFile != nil {
		m.ID = m.onFile.ID
	}
	return m, nil
}

// heldBefore gives the meetings held with whose place the person took.
func (m *meet) heldBefore(all []*oneonone.Meeting) []*oneonone.Meeting {
	if m.person == nil || m.person.Follows == nil {
		return nil
	}
	place := m.person.Follows
	return slices.DeleteFunc(slices.Clone(all), func(x *oneonone.Meeting) bool {
		return !x.Held || x.On.After(place.On) || !oneonone.SameName(string(x.With), string(place.Of))
	})
}

// withWhom says whom the meeting is with: the flag, else the config, else the
// manager on file, of several the one whom the calendar has next, else whom the
// last meeting was with, else nobody.
func (o *draftOptions) withWhom(
	ctx context.Context, a *App, cfg Config, people []*oneonone.Person, meetings []*oneonone.Meeting, c *calendar,
) (*oneonone.Person, oneonone.Maybe, error) {
	if name := clean(o.with); name != "" {
		return meant(name, people, meetings)
	}
	if name := clean(cfg.Meeting.With); name != "" {
		return usual(name, people)
	}
	var managers []*oneonone.Person
	for _, p := range people {
		if p.Role == oneonone.Manager {
			managers = append(managers, p)
		}
	}
	switch {
	case len(managers) == 1:
		return managers[0], oneonone.Maybe(managers[0].Text), nil
	case len(managers) > 1:
		if s := c.others(""); len(s) > 0 && len(named(s[0].with, managers)) == 1 {
			return usual(s[0].with, managers)
		}
		return a.whichManager(ctx, managers, meetings)
	case len(meetings) > 0:
		return usual(string(meetings[len(meetings)-1].With), people)
	}
	return nil, "", nil
}

// whichManager asks whom of several managers the user meets: to guess would be
// to prepare for the wrong one. The last of them on file is suggested.
func (a *App) whichManager(
	ctx context.Context, managers []*oneonone.Person, meetings []*oneonone.Meeting,
) (*oneonone.Person, oneonone.Maybe, error) {
	names := listWords(namesOf(managers), 8)
	hint := "--with says whom you meet; `oneonone person succeed OLD NEW` tells that one took the other's place"
	unsaid := wrong(hint, "%d managers are on file: %s", len(managers), names)
	if a.opts.yes || !a.Screen().Interactive() {
		return nil, "", unsaid
	}
	last := ""
	for _, m := range meetings {
		if found := named(string(m.With), managers); len(found) == 1 {
			last = found[0].Text
		}
	}
	for {
		answer, err := a.Screen().Ask(ctx, "Whom do you meet: "+names+"?", last)
		switch {
		case errors.Is(err, term.ErrNoAnswer) && ctx.Err() == nil, err == nil && answer == "":
			return nil, "", unsaid
		case err != nil:
			return nil, "", err
		}
		if found := named(answer, managers); len(found) == 1 {
			return found[0], oneonone.Maybe(found[0].Text), nil
		}
		a.Screen().Warn("%s", explain(nobodyCalled(answer, managers)).what)
	}
}

// meant finds the person that the flag means. Before anybody is on file every
// name will do; later one that neither a person nor a meeting has is a slip.
func meant(name string, people []*oneonone.Person, meetings []*oneonone.Meeting) (*oneonone.Person, oneonone.Maybe, error) {
	if len(people) == 0 || len(named(name, people)) > 0 {
		return usual(name, people)
	}
	for _, m := range slices.Backward(meetings) {
		if oneonone.SameName(string(m.With), name) {
			return nil, m.With, nil
		}
	}
	return nil, "", unknownPerson("with", name, people)
}

// usual finds the person of a name that the config or a meeting has: it need
// not be on file.
func usual(name string, people []*oneonone.Person) (*oneonone.Person, oneonone.Maybe, error) {
	switch found := named(name, people); len(found) {
	case 0:
		return nil, oneonone.Maybe(name), nil
	case 1:
		return found[0], oneonone.Maybe(found[0].Text), nil
	default:
		return nil, "", wrong("write the full name: "+listWords(namesOf(found), 8), "several people on file are called %q", name)
	}
}

// guessDay gives the day when no flag says it: of a meeting to come, the one
// planned or the next by the rhythm; of one that was held, the last planned.
func (m *meet) guessDay(today oneonone.Date, lean prose.Lean, meetings []*oneonone.Meeting) oneonone.Date {
	var last oneonone.Date
	planned := today
	for _, x := range meetings {
		switch {
		case x.Held:
			last = x.On
		case lean == prose.Past && !x.On.After(today):
			planned = x.On
		case lean != prose.Past && !x.On.Before(today):
			return x.On
		}
	}
	if lean == prose.Past || last.IsZero() || m.person == nil || m.person.EveryDays == 0 {
		return planned
	}
	if next := last.AddDays(m.person.EveryDays); next.After(today) {
		return next
	}
	return today
}

// farthest is how many days away a meeting may be.
const farthest = 2 * 366

func heldOn(meetings []*oneonone.Meeting, day oneonone.Date) bool {
	return slices.ContainsFunc(meetings, func(x *oneonone.Meeting) bool { return x.Held && x.On == day })
}

// usualRhythm is how many days later the next meeting is when nobody says.
const usualRhythm = 7

func (m *meet) rhythm() int {
	if m.person != nil && m.person.EveryDays > 0 {
		return m.person.EveryDays
	}
	return usualRhythm
}

// number counts on from the last meeting held.
func (m *meet) number() {
	m.Number = 1
	if n := len(m.held); n > 0 {
		m.Number = max(m.held[n-1].Number, n) + 1
	}
}

func (o *draftOptions) length(cfg Config, m *meet) int {
	switch {
	case o.minutes > 0:
		return o.minutes
	case m.scheduled != nil && m.scheduled.Minutes > 0:
		return m.scheduled.Minutes
	case m.onFile != nil && m.onFile.Length > 0:
		return m.onFile.Length
	case m.person != nil && m.person.Minutes > 0:
		return m.person.Minutes
	}
	return cfg.Meeting.Minutes
}

// record gives the meeting as it goes on file.
func (m *meet) record(a *App) *oneonone.Meeting {
	if m.onFile != nil {
		r := *m.onFile
		r.On, r.Length, r.Number, r.Changed, r.Cancelled = m.On, m.Minutes, m.Number, a.now, ""
		if m.moved != nil {
			r.At = a.momentOn(m.On)
		}
		return &r
	}
	head := a.newHead(oneonone.KindMeeting, "", a.momentOn(m.On), false)
	head.ID = m.ID
	return &oneonone.Meeting{Head: head, On: m.On, With: m.With, Length: m.Minutes, Number: m.Number}
}
