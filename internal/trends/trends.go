// Package trends counts the records of a period into pictures: promises kept,
// topics by area, feedback, what was carried from meeting to meeting, what the
// histories show, and when the work was done.
//
// It promises that every figure is a count of records or commits, and that the
// same records give the same figures. It refuses to judge: a picture says how
// much, the user says why. What it shows is for the user alone; nothing of it
// goes to a model.
package trends

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// Input is what the pictures are counted from.
type Input struct {
	From, To  oneonone.Date
	Zone      *time.Location
	Notes     []*oneonone.Note
	Actions   []*oneonone.Action
	Feedback  []*oneonone.Feedback
	Agendas   []*oneonone.Kept[oneonone.Agenda]
	Recaps    []*oneonone.Kept[oneonone.Recap]
	Histories []oneonone.History
}

// Figure is a count or a percentage; None, null in JSON, where there was nothing
// to take a share of.
type Figure int64

// None is no figure.
const None Figure = -1

// MarshalJSON writes the number, or null.
func (f Figure) MarshalJSON() ([]byte, error) {
	if f == None {
		return []byte("null"), nil
	}
	return strconv.AppendInt(nil, int64(f), 10), nil
}

// Series is one line of a picture: a name and a figure for each bucket.
type Series struct {
	Name   string                `json:"name"`
	Values oneonone.List[Figure] `json:"values"`
}

// Sum adds the figures up.
func (s Series) Sum() int64 {
	sum := int64(0)
	for _, v := range s.Values {
		sum += int64(max(v, 0))
	}
	return sum
}

// Picture is a set of series over the same buckets. Share tells that the
// figures are percentages; Of says what was counted, for who looks at it.
type Picture struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Of    string `json:"of"`
	Share bool   `json:"share"`
	// Many pictures have so many series that their sums are drawn.
	Many   bool                  `json:"many"`
	Series oneonone.List[Series] `json:"series"`
}

// Empty tells that nothing was counted.
func (p Picture) Empty() bool {
	for _, s := range p.Series {
		if slices.ContainsFunc(s.Values, func(v Figure) bool { return v > 0 }) {
			return false
		}
	}
	return true
}

// Bucket is a week, a month or a quarter.
type Bucket struct {
	Label string        `json:"label"`
	From  oneonone.Date `json:"from"`
	To    oneonone.Date `json:"to"`
}

// Report is all pictures of a period.
type Report struct {
	From     oneonone.Date          `json:"from"`
	To       oneonone.Date          `json:"to"`
	Unit     string                 `json:"unit"`
	Buckets  oneonone.List[Bucket]  `json:"buckets"`
	Pictures oneonone.List[Picture] `json:"pictures"`
}

// The lengths of a period, in days, up to which a bucket is a week, and a month.
const (
	weeksUpTo  = 120
	monthsUpTo = 36 * 31
)

// New counts the input.
func New(in Input) Report {
	if in.Zone == nil {
		in.Zone = time.UTC
	}
	r := Report{From: in.From, To: in.To}
	r.Unit, r.Buckets = buckets(in.From, in.To)
	c := counter{Input: in, buckets: r.Buckets}
	r.Pictures = append(r.Pictures, c.promises(), c.topics(), c.shares(), c.carried(), c.feedback(), c.notes())
	for _, h := range in.Histories {
		r.Pictures = append(r.Pictures, c.commits(h), c.health(h))
	}
	if len(in.Histories) > 0 {
		r.Pictures = append(r.Pictures, c.workload())
	}
	return r
}

// buckets parts a period, at least into two.
func buckets(from, to oneonone.Date) (unit string, out []Bucket) {
	days := to.DaysSince(from)
	next, label := func(d oneonone.Date) oneonone.Date { return d.AddDays(7) }, func(d oneonone.Date) string { return fmt.Sprintf("%d %s", d.Day, d.Month.String()[:3]) }
	unit = "week"
	switch {
	case days > monthsUpTo:
		unit, from = "quarter", monthBegin(from, 3)
		next = func(d oneonone.Date) oneonone.Date { return addMonths(d, 3) }
		label = func(d oneonone.Date) string { return fmt.Sprintf("Q%d %02d", (int(d.Month)-1)/3+1, d.Year%100) }
	case days > weeksUpTo:
		unit, from = "month", monthBegin(from, 1)
		next = func(d oneonone.Date) oneonone.Date { return addMonths(d, 1) }
		label = func(d oneonone.Date) string { return fmt.Sprintf("%s %02d", d.Month.String()[:3], d.Year%100) }
	default:
		from = from.AddDays(-(int(from.Weekday()) + 6) % 7)
	}
	for d := from; !d.After(to) || len(out) < 2; d = next(d) {
		out = append(out, Bucket{label(d), d, next(d).AddDays(-1)})
	}
	return unit, out
}

func monthBegin(d oneonone.Date, n int) oneonone.Date {
	return oneonone.DateOf(time.Date(d.Year, d.Month-time.Month((int(d.Month)-1)%n), 1, 0, 0, 0, 0, time.UTC))
}

func addMonths(d oneonone.Date, n int) oneonone.Date {
	return oneonone.DateOf(time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
}

// counter counts into buckets.
type counter struct {
	Input
	buckets []Bucket
}

func (c *counter) series(name string) Series {
	return Series{name, make([]Figure, len(c.buckets))}
}

// at finds the bucket of a day of the period; -1 for any other day.
func (c *counter) at(d oneonone.Date) int {
	if d.Before(c.From) || d.After(c.To) {
		return -1
	}
	i, found := slices.BinarySearchFunc(c.buckets, d, func(b Bucket, d oneonone.Date) int {
		switch {
		case b.To.Before(d):
			return -1
		case b.From.After(d):
			return 1
		}
		return 0
	})
	if !found {
		return -1
	}
	return i
}

// add counts a day into a series.
func (c *counter) add(s *Series, d oneonone.Date) {
	if i := c.at(d); i >= 0 {
		s.Values[i]++
	}
}

func (c *counter) promises() Picture {
	kept, late, open := c.series("kept in time"), c.series("kept late"), c.series("still open")
	for _, a := range c.Actions {
		switch {
		case a.Owner != oneonone.Me:
		case a.Open():
			c.add(&open, a.On())
		case a.Status != oneonone.StatusDone:
		case a.Due.IsZero() || !a.Closed.After(a.Due):
			c.add(&kept, a.On())
		default:
			c.add(&late, a.On())
		}
	}
	return Picture{ID: "promises", Title: "Promises you made", Of: "your action items, by the day they were made", Series: []Series{kept, late, open}}
}

// latestAgendas gives the last version of the agenda of each meeting.
func (c *counter) latestAgendas() []*oneonone.Kept[oneonone.Agenda] {
	last := map[string]*oneonone.Kept[oneonone.Agenda]{}
	var order []string
	for _, k := range c.Agendas {
		id := k.Draft.Meeting.ID
		old, known := last[id]
		if !known {
			order = append(order, id)
		}
		if !known || k.Created.After(old.Created) {
			last[id] = k
		}
	}
	var out []*oneonone.Kept[oneonone.Agenda]
	for _, id := range order {
		out = append(out, last[id])
	}
	return out
}

// technical are the areas of the work itself.
func technical(a oneonone.Area) bool {
	switch a {
	case oneonone.TechnicalDebt, oneonone.Ownership, oneonone.DeepDive, oneonone.Blocked, oneonone.InitiativeArea:
		return true
	}
	return false
}

func (c *counter) topics() Picture {
	p := Picture{ID: "topics", Many: true, Title: "Topics by area", Of: "topics of your agendas, by the day of the meeting"}
	by := map[oneonone.Area]*Series{}
	var order []oneonone.Area
	for _, k := range c.latestAgendas() {
		for _, t := range k.Draft.Topics {
			if by[t.Area] == nil {
				s := c.series(strings.ReplaceAll(string(t.Area), "_", " "))
				by[t.Area], order = &s, append(order, t.Area)
			}
			c.add(by[t.Area], k.Draft.Meeting.On)
		}
	}
	slices.Sort(order)
	for _, a := range order {
		p.Series = append(p.Series, *by[a])
	}
	return p
}

// shares tells which part of the topics was about the work itself.
func (c *counter) shares() Picture {
	work, all := c.series("technical"), c.series("other")
	for _, k := range c.latestAgendas() {
		for _, t := range k.Draft.Topics {
			if t.Area == oneonone.FollowUp {
				continue
			}
			c.add(&all, k.Draft.Meeting.On)
			if technical(t.Area) {
				c.add(&work, k.Draft.Meeting.On)
			}
		}
	}
	other := c.series("other")
	for i := range work.Values {
		work.Values[i], other.Values[i] = percent(work.Values[i], all.Values[i]), percent(all.Values[i]-work.Values[i], all.Values[i])
	}
	return Picture{ID: "shares", Title: "Technical topics and others", Of: "percent of the topics of your agendas, follow-ups aside", Share: true, Series: []Series{work, other}}
}

// percent is a share in whole percent; of nothing there is none.
func percent(part, whole Figure) Figure {
	if whole == 0 {
		return None
	}
	return (100*part + whole/2) / whole
}

func (c *counter) carried() Picture {
	carried, declined := c.series("not reached"), c.series("declined")
	for _, k := range c.Recaps {
		for _, o := range k.Draft.Topics {
			switch o.Outcome {
			case oneonone.CarriedOver:
				c.add(&carried, k.Draft.Meeting.On)
			case oneonone.Declined:
				c.add(&declined, k.Draft.Meeting.On)
			}
		}
	}
	return Picture{ID: "carried", Title: "Topics carried over", Of: "topics that a meeting did not reach or that were declined", Series: []Series{carried, declined}}
}

func (c *counter) feedback() Picture {
	got, acted := c.series("received"), c.series("acted on")
	for _, f := range c.Feedback {
		c.add(&got, f.On())
		if len(f.Acted) > 0 {
			c.add(&acted, f.Acted[0].On)
		}
	}
	return Picture{ID: "feedback", Title: "Feedback", Of: "feedback by the day it was given, and by the day something was done about it", Series: []Series{got, acted}}
}

func (c *counter) notes() Picture {
	all, wins, stuck := c.series("notes"), c.series("wins"), c.series("blockers and concerns")
	for _, n := range c.Notes {
		day := oneonone.DateOf(n.At.In(c.Zone))
		c.add(&all, day)
		switch oneonone.NoteKind(n.NoteKind) {
		case oneonone.Win:
			c.add(&wins, day)
		case oneonone.Blocker, oneonone.Concern:
			c.add(&stuck, day)
		}
	}
	return Picture{ID: "notes", Title: "What you wrote down", Of: "notes on file, by their day", Series: []Series{all, wins, stuck}}
}

func (c *counter) commits(h oneonone.History) Picture {
	mine, others := c.series("yours"), c.series("others'")
	for _, k := range h.Commits {
		if k.Mine {
			c.add(&mine, c.day(k))
		} else {
			c.add(&others, c.day(k))
		}
	}
	return Picture{ID: "commits", Title: "Whose work: " + h.Repo, Of: "commits without merges, by who made them", Series: []Series{mine, others}}
}

// health tells which share of a repository's commits were fixes or reverts.
func (c *counter) health(h oneonone.History) Picture {
	all, fixes, reverts := c.series(""), c.series("fixes"), c.series("reverts")
	for _, k := range h.Commits {
		c.add(&all, c.day(k))
		switch {
		case brief.IsRevert(k.Subject):
			c.add(&reverts, c.day(k))
		case brief.IsFix(k.Subject):
			c.add(&fixes, c.day(k))
		}
	}
	for i := range all.Values {
		fixes.Values[i], reverts.Values[i] = percent(fixes.Values[i], all.Values[i]), percent(reverts.Values[i], all.Values[i])
	}
	return Picture{ID: "health", Title: "Fixes and reverts: " + h.Repo, Of: "percent of everybody's commits", Share: true, Series: []Series{fixes, reverts}}
}

// The hours of an ordinary day: what is committed outside them is late.
const (
	dayBegins = 7
	dayEnds   = 19
)

// workload tells which share of the user's commits were made late or on a
// weekend, by the clock of their own zone.
func (c *counter) workload() Picture {
	all, late, weekend := c.series(""), c.series("late"), c.series("on a weekend")
	for _, h := range c.Histories {
		for _, k := range h.Commits {
			if !k.Mine {
				continue
			}
			at, day := k.Time.In(c.Zone), c.day(k)
			c.add(&all, day)
			switch {
			case at.Weekday() == time.Saturday || at.Weekday() == time.Sunday:
				c.add(&weekend, day)
			case at.Hour() < dayBegins || at.Hour() >= dayEnds:
				c.add(&late, day)
			}
		}
	}
	for i := range all.Values {
		late.Values[i], weekend.Values[i] = percent(late.Values[i], all.Values[i]), percent(weekend.Values[i], all.Values[i])
	}
	return Picture{ID: "workload", Title: "Late and weekend work", Of: fmt.Sprintf("percent of your commits: on weekdays before %d or from %d on, and on weekends; shown to you only", dayBegins, dayEnds), Share: true, Series: []Series{late, weekend}}
}

func (c *counter) day(k oneonone.Commit) oneonone.Date { return oneonone.DateOf(k.Time.In(c.Zone)) }
