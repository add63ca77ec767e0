// Package brief gathers what a draft may rest on: the window, what is open
// whatever its age, what was measured, who is who. It gets records and git
// histories, and gives a Brief.
//
// It promises that nothing private and no secret is in a Brief, that every
// figure in it stands in a record or was counted here and says how, and that
// the same records and clock give the same Brief, in whatever order the
// records came. It refuses to draft: what to say about all this is for the
// drafters.
package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// Input is everything that a Brief is made from.
type Input struct {
	Now     time.Time
	Meeting oneonone.Slot
	// From and To bound the window, both days included.
	From, To oneonone.Date
	// First tells that no meeting was held with that person yet.
	First bool
	Me    []string
	// Locale says how the user orders numeric dates.
	Locale prose.Locale
	// Notes are those of the window, the open ones whatever their age, and
	// some from before the window as context.
	Notes     []*oneonone.Note
	Actions   []*oneonone.Action
	Feedback  []*oneonone.Feedback
	Goals     []*oneonone.Goal
	Decisions []*oneonone.Decision
	// Initiatives are those whose life goes on, and those that ended lately.
	Initiatives []*oneonone.Initiative
	People      []*oneonone.Person
	// Held are the meetings held with the person, Last the agenda of the last one
	// with what became of its topics. Before are those held with whose place the
	// person took, as far as they count until a career topic is due.
	Held, Before []*oneonone.Meeting
	Last         *LastAgenda
	// Recaps are the last ones, with whomever.
	Recaps    []*oneonone.Recap
	Histories []oneonone.History
	// Work is what forges and trackers tell.
	Work []oneonone.Work
	// CareerAsked tells that the user wants a career topic, due or not.
	CareerAsked bool
	// About are the words and names of what the user wants to speak of though it
	// is between them and somebody else.
	About []string
	// Ladder lists the skills that the user's ladder asks for, in its order.
	Ladder []oneonone.Skilled
	// Read tells what else was read, to be shown with the sources.
	Read []Source
	// Learn lets the kinds that the user gave to notes teach the reader.
	Learn bool
}

// LastAgenda is the agenda of the last meeting and what became of it.
type LastAgenda struct {
	On       oneonone.Date
	Topics   []oneonone.Topic
	Outcomes []oneonone.TopicOutcome
}

// Brief is what a draft may rest on.
type Brief struct {
	Now      time.Time
	Today    oneonone.Date
	Meeting  oneonone.Slot
	From, To oneonone.Date
	First    bool
	Me       []string
	Locale   prose.Locale
	About    []string
	// CareerAsked tells that the user wants a career topic, due or not.
	CareerAsked bool
	// With is the other person, nil when nobody of that name is on file.
	With   *oneonone.Person
	People []*oneonone.Person
	// Items is all evidence as read, oldest first.
	Items []*Item
	// Told are the recaps that tell an open promise as done. They are evidence
	// for that and for nothing else, and no part of Items.
	Told []*Item
	// Said is what the raw notes of the last two meetings with the person say, line
	// by line, the last meeting first; no part of Items. SaidSince is the day of
	// the earlier of the two.
	Said      []*Item
	SaidSince oneonone.Date
	// Promises are the open action items, the most pressing first.
	Promises []Promise
	Feedback []*oneonone.Feedback
	Goals    []*oneonone.Goal
	// Actions are the action items that are not open any more, or made in the
	// window: what was kept and what was not.
	Actions   []*oneonone.Action
	Decisions []*oneonone.Decision
	// Initiatives are those on file, oldest first, with whoever has a part in
	// them under Stances, by the initiative's id.
	Initiatives []*oneonone.Initiative
	Stances     map[string][]oneonone.Stakeholding
	// Ladder tells for each skill of the user's ladder which records show it.
	Ladder  []Shown
	Held    []*oneonone.Meeting
	Carried []Carried
	Career  oneonone.CareerDue
	// Signals are what was counted in the histories, the strongest first;
	// Streams are the pieces of work in them, the largest first.
	Signals []Signal
	Streams []Stream
	// Work is what forges and trackers tell, the newest first.
	Work []oneonone.Work
	// Sources says what was read, for the user to see before anything is
	// drafted.
	Sources []Source
	// Private counts the private notes of the window; nothing else is told of
	// them.
	Private int

	byID  map[string]*Item
	works map[string]bool
	fills map[fillKey]*Item
	// told gives the recap that tells a promise as done, by the promise's id.
	told   map[string]*Item
	rel    relations
	known  prose.Stems
	reader *reader.Reader
}

// Promise is an open action item with what the day of the meeting makes of it.
type Promise struct {
	*oneonone.Action
	Overdue bool
	AgeDays int
}

// Carried is a topic of the last agenda that was not reached, since when it
// waits and how often it was not reached.
type Carried struct {
	oneonone.Topic
	Since oneonone.Date
	Times int
}

// Source is one line of what was read.
type Source struct {
	Name  string
	Count int
	Unit  string
	Note  string
}

// careerEvery is how many meetings with one person make a career topic due:
// every third, says the topics guide's FAQ.
const careerEvery = 3

// New makes the Brief of an input.
func New(in Input) *Brief {
	if in.Meeting.On.IsZero() { // ages and due dates are told as of some day
		in.Meeting.On = oneonone.DateOf(in.Now)
	}
	in.Meeting.With = maskMaybe(in.Meeting.With)
	b := &Brief{
		Now: in.Now, Today: oneonone.DateOf(in.Now), Meeting: in.Meeting,
		From: in.From, To: in.To, First: in.First, Me: in.Me, Locale: in.Locale, About: in.About, CareerAsked: in.CareerAsked, reader: in.reader(),
		People: public(in.People), Feedback: quotable(public(in.Feedback)), Goals: quotable(public(in.Goals)),
		Actions: withoutTwins(public(in.Actions)), Decisions: public(in.Decisions), Held: public(in.Held),
		Initiatives: quotable(public(in.Initiatives)),
		Career:      CareerDue(slices.Concat(in.Before, in.Held), in.CareerAsked), known: prose.Stems{}, works: map[string]bool{},
	}
	for _, p := range b.People {
		if oneonone.SameName(p.Text, string(in.Meeting.With)) {
			b.With = p
		}
	}
	b.Stances = stances(b.People)
	b.measure(in.Histories)
	b.Work = publicWork(in.Work)
	b.measureWork(b.Work)
	b.measureCadence()
	b.climb(in)
	notes := public(in.Notes)
	works := b.workItems(b.Work, notes)
	b.Items = b.read(slices.Concat(notes, works))
	b.byID = make(map[string]*Item, len(b.Items))
	for _, it := range b.Items {
		b.byID[it.ID] = it
		it.Elsewhere = it.Record != nil && b.Elsewhere(it.Record)
	}
	b.readFills()
	b.rel = relate(b.Items)
	b.settle()
	b.comebacks()
	b.hearMeetings()
	for _, it := range b.Said {
		b.byID[it.ID] = it
	}
	b.Promises = b.promises()
	b.hearRecaps(in.Recaps)
	b.Carried = carried(in.Last)
	b.Sources = b.sources(in, works)
	return b
}

// Dated gives a text with the day it was said.
func (b *Brief) Dated(text string, on oneonone.Date) string {
	if on.IsZero() {
		return text
	}
	return text + " (" + on.Short(b.Today) + ")"
}

// Item gives the evidence of that id, nil when the brief has none.
func (b *Brief) Item(id string) *Item { return b.byID[id] }

// public leaves out what is private or removed, and masks secrets in copies of
// the rest.
func public[R oneonone.Record](records []R) []R {
	var out []R
	for _, r := range records {
		if !oneonone.IsPrivate(r) && !r.Header().Removed {
			out = append(out, withoutSecrets(r))
		}
	}
	slices.SortStableFunc(out, func(a, b R) int {
		ha, hb := a.Header(), b.Header()
		if c := ha.At.Compare(hb.At); c != 0 {
			return c
		}
		if c := strings.Compare(ha.Text, hb.Text); c != 0 {
			return c
		}
		return strings.Compare(ha.ID, hb.ID)
	})
	return out
}

// quotable leaves out what gives orders to a program: feedback and goals are
// there to be quoted.
func quotable[R oneonone.Record](records []R) []R {
	return slices.DeleteFunc(records, func(r R) bool { return prose.AddressesMachine(r.Header().Text) })
}

// promises lists the open action items: the other person's and the user's own
// overdue ones first, by how long they are overdue, then by due date, then
// those without a date by age.
func (b *Brief) promises() []Promise {
	var out []Promise
	for _, a := range b.Actions {
		if !a.Open() {
			continue
		}
		out = append(out, Promise{
			Action:  a,
			Overdue: a.Overdue(b.Meeting.On),
			AgeDays: max(0, b.Meeting.On.DaysSince(a.Header().On())),
		})
	}
	slices.SortStableFunc(out, func(x, y Promise) int {
		switch {
		case x.Due == y.Due:
			return x.At.Compare(y.At)
		case x.Due.IsZero():
			return 1
		case y.Due.IsZero():
			return -1
		}
		return x.Due.Compare(y.Due)
	})
	return out
}

// CareerDue counts the meetings held since the last one that had a career
// topic. The meeting to come is the next of the count. It is due
// as well when the user asks for it.
func CareerDue(held []*oneonone.Meeting, asked bool) oneonone.CareerDue {
	since := 0
	byDay := slices.SortedStableFunc(slices.Values(held), func(x, y *oneonone.Meeting) int {
		return cmp.Or(x.On.Compare(y.On), cmp.Compare(x.Number, y.Number))
	})
	for _, m := range byDay {
		if m.Removed {
			continue
		}
		since++
		if m.Career {
			since = 0
		}
	}
	return oneonone.CareerDue{Due: asked || since+1 >= careerEvery, MeetingsSince: since}
}

func carried(last *LastAgenda) []Carried {
	if last == nil {
		return nil
	}
	var out []Carried
	for _, o := range last.Outcomes {
		if o.Outcome != oneonone.CarriedOver {
			continue
		}
		for _, t := range last.Topics {
			if t.ID == o.TopicID && t.Area != oneonone.FollowUp {
				out = append(out, carry(t, last.On))
			}
		}
	}
	return out
}

// carry counts on from how often the topic was carried before.
func carry(t oneonone.Topic, last oneonone.Date) Carried {
	c := Carried{Topic: t, Since: last, Times: 1}
	if t.Carried != nil {
		c.Since, c.Times = t.Carried.Since, t.Carried.Times+1
	}
	return c
}

// stances collects who has which part in which initiative, those who decide
// first.
func stances(people []*oneonone.Person) map[string][]oneonone.Stakeholding {
	out := map[string][]oneonone.Stakeholding{}
	for _, p := range people {
		for _, s := range p.Stances {
			out[s.Initiative] = append(out[s.Initiative], oneonone.Stakeholding{Name: p.Text, Role: s.Stake()})
		}
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(x, y oneonone.Stakeholding) int { return strings.Compare(string(x.Role), string(y.Role)) })
	}
	return out
}

func (b *Brief) sources(in Input, works []*oneonone.Note) []Source {
	window := 0
	for _, n := range works {
		if it := b.byID[n.ID]; it != nil && it.InWindow {
			window-- // each source counts its own
		}
	}
	for _, it := range b.Items {
		if it.IsNote() && it.InWindow {
			window++
		}
	}
	hidden := 0
	for _, n := range in.Notes {
		if oneonone.IsPrivate(n) && !n.Removed {
			hidden++
			if !n.On().Before(b.From) && !n.On().After(b.To) {
				b.Private++
			}
		}
	}
	note := ""
	if hidden > 0 {
		note = oneonone.Plural(hidden, "private note", "private notes") + " left out"
	}
	out := []Source{{Name: "notes", Count: window, Unit: "in the window", Note: note}}
	add := func(name string, n int, unit string) {
		if n > 0 {
			out = append(out, Source{Name: name, Count: n, Unit: unit})
		}
	}
	add("action items", len(b.Promises), "open")
	add("feedback", len(b.Feedback), "on file")
	add("goals", openCount(b.Goals), "open")
	add("decisions", len(b.Decisions), "on file")
	add("initiatives", openCount(b.Initiatives), "open")
	for _, text := range b.About {
		n := 0
		for _, it := range b.Items {
			if it.Record != nil && b.withThird(it.Record) && isAbout(it.Record, text) {
				n++
			}
		}
		out = append(out, Source{Name: "about " + text, Count: n, Unit: pick(n == 1, "record", "records") + " between you and somebody else"})
	}
	for _, h := range in.Histories {
		mine := 0
		for _, c := range h.Commits {
			if c.Mine {
				mine++
			}
		}
		s := Source{Name: "git: " + h.Repo, Count: mine, Unit: pick(mine == 1, "commit", "commits") + " of yours since " +
			oneonone.DateOf(h.Since).String()}
		switch {
		case mine == 0 && len(h.Commits) > 0:
			s.Note = fmt.Sprintf("%s by others, none by %s; --author says who you are", oneonone.Plural(len(h.Commits), "commit", "commits"),
				strings.Join(h.Authors, ", "))
		case h.Doubles > 0:
			s.Note = oneonone.Plural(h.Doubles, "copy", "copies") + " counted once"
		}
		if len(h.Alike) > 0 {
			s.Note = strings.TrimPrefix(s.Note+"; ", "; ") + "not counted, but with your name: " + strings.Join(h.Alike[:min(3, len(h.Alike))], ", ") + "; --author for each adds them"
		}
		out = append(out, s)
	}
	return append(out, in.Read...)
}

func openCount[R oneonone.Record](records []R) int {
	n := 0
	for _, r := range records {
		if r.Open() {
			n++
		}
	}
	return n
}
