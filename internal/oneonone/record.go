package oneonone

import (
	"encoding/json"
	"fmt"
	"time"
)

// Kind says what a record is.
type Kind string

// The kinds of records.
const (
	KindNote       Kind = "note"
	KindAction     Kind = "action"
	KindFeedback   Kind = "feedback"
	KindGoal       Kind = "goal"
	KindPerson     Kind = "person"
	KindDecision   Kind = "decision"
	KindMeeting    Kind = "meeting"
	KindAgenda     Kind = "agenda"
	KindRecap      Kind = "recap"
	KindReflection Kind = "reflection"
	KindInitiative Kind = "initiative"
)

// Me is the owner of the user's own action items.
const Me = "me"

// Head is what every record has. The JSON of a record is flat: the head's
// fields and the kind's own side by side.
type Head struct {
	// ID is random, stable, and unique over machines, so that two stores can
	// be merged. Users type any prefix of it that is unique.
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
	// At is when it happened, by the user's word; it orders the record.
	At   time.Time `json:"at"`
	Text string    `json:"text"`
	// Tags, People and Projects are the #, @ and + words of Text, without
	// their sign.
	Tags     List[string] `json:"tags"`
	People   List[string] `json:"people"`
	Projects List[string] `json:"projects"`
	// Private records never leave the machine and stand in nothing that is
	// drafted or shared.
	Private bool `json:"private"`
	// Created and Changed are when the record was put on file and last
	// changed, by the clock.
	Created time.Time `json:"created"`
	Changed time.Time `json:"changed"`
	// Removed marks a tombstone: the record is gone for the user and remains
	// only so that a merge with another store does not bring it back.
	Removed bool `json:"removed,omitempty"`
}

// Header gives the head itself, to be read and changed.
func (h *Head) Header() *Head { return h }

// On gives the day on which it happened.
func (h *Head) On() Date { return DateOf(h.At) }

// Record is anything on file. Each implementation is a pointer to one of this
// package's record types.
type Record interface {
	Header() *Head
	// Open tells whether the record still asks for something, however old it
	// is: an action item not done, feedback nobody acted on, a goal not
	// reached, a blocker or a question in a note.
	Open() bool
}

// NoteKind says what a note tells.
type NoteKind string

// The note kinds. A plain note has the kind "".
const (
	Plain    NoteKind = ""
	Win      NoteKind = "win"
	Blocker  NoteKind = "blocker"
	Question NoteKind = "question"
	Concern  NoteKind = "concern"
	Decided  NoteKind = "decision"
	Learning NoteKind = "learning"
	Idea     NoteKind = "idea"
)

// NoteKinds lists the kinds that a user can give a note.
var NoteKinds = [...]NoteKind{Win, Blocker, Question, Concern, Decided, Learning, Idea}

// Note is something the user wrote down about their work.
type Note struct {
	Head
	NoteKind Maybe `json:"note_kind"`
	// KindGuessed tells that the kind was told from the words alone: the user
	// neither named it nor marked it.
	KindGuessed bool `json:"kind_guessed,omitempty"`
	// Source tells where the note was read from ("journal/2026-11-18.md:12");
	// absent for notes typed in.
	Source Maybe `json:"source"`
	// Section is the headings above it there ("Payments › Refunds"), and Task
	// tells of a check box before it: StatusOpen or StatusDone. Only notes
	// read from files have them, so they are left out where absent.
	Section Maybe `json:"section,omitempty"`
	Task    Maybe `json:"task,omitempty"`
	// Whys is the chain of whys that the user asked about it, Cause the answer
	// at its end when somebody can act on it.
	Whys  List[Reason] `json:"whys,omitempty"`
	Cause Maybe        `json:"cause,omitempty"`
	// About lists the ids of the records that the user put it together with: a goal, a
	// person, another note of a thread. Placed tells that the user looked at it and
	// left it a plain note.
	About  List[string] `json:"about,omitempty"`
	Placed bool         `json:"placed,omitempty"`
	// Settled says when and why the user took it off the list; nil while it
	// stands.
	Settled *Step `json:"settled,omitempty"`
	// Fills says which question of an agenda the note answers; nil for a note
	// that answers none.
	Fills *Fill `json:"fills,omitempty"`
}

// Reason is one step of a chain of whys that the user asked. Evidence is the id
// of the record that the answer stands on; one without is an assumption.
type Reason struct {
	Question string `json:"question"`
	Answer   Maybe  `json:"answer"`
	Evidence Maybe  `json:"evidence"`
}

// Open is true for what waits for somebody: blockers, questions, concerns.
// Whether later records settled it is for the reader of all of them to say.
func (n *Note) Open() bool {
	if n.Settled != nil {
		return false
	}
	switch NoteKind(n.NoteKind) {
	case Blocker, Question, Concern:
		return true
	}
	return false
}

// Status of an action item or a goal.
type Status string

// The states of an action item or a goal.
const (
	StatusOpen    Status = "open"
	StatusDone    Status = "done"
	StatusDropped Status = "dropped"
)

// Action is an action item: a promise.
type Action struct {
	Head
	// Owner is Me, a name, or absent when nobody was named.
	Owner  Maybe  `json:"owner"`
	Due    Date   `json:"due"`
	Status Status `json:"status"`
	// Closed is the day on which it was done or dropped, Why the reason it
	// was dropped.
	Closed Date  `json:"closed"`
	Why    Maybe `json:"why"`
	// With names whom the promise was made to or by, Meeting where.
	With    Maybe `json:"with"`
	Meeting Maybe `json:"meeting"`
	// Source tells where an imported item was read from, as a note's does.
	Source Maybe `json:"source,omitempty"`
}

// Open is true until the item is done or dropped.
func (a *Action) Open() bool { return a.Status == StatusOpen }

// Overdue tells whether the item is open and its date has passed on the day.
func (a *Action) Overdue(day Date) bool {
	return a.Open() && !a.Due.IsZero() && a.Due.Before(day)
}

// Doubtful tells an item that the program read out of raw notes and that nobody
// gave a day: it may be misread.
func (a *Action) Doubtful() bool { return a.Meeting != "" && a.Due.IsZero() }

// Step is something told about a record later: what was done about feedback,
// how far a goal is.
type Step struct {
	On   Date   `json:"on"`
	Text string `json:"text"`
}

// Feedback is what a person said about the user's work.
type Feedback struct {
	Head
	From  Maybe `json:"from"`
	About Maybe `json:"about"`
	// Acted lists what the user did about it.
	Acted   List[Step] `json:"acted"`
	Meeting Maybe      `json:"meeting"`
	// With names whom it is taken up with, where that is not who said it.
	With Maybe `json:"with,omitempty"`
}

// Open is true until something was done about it.
func (f *Feedback) Open() bool { return len(f.Acted) == 0 }

// GoalKind says whose goal it is.
type GoalKind string

// The kinds of goals.
const (
	Personal     GoalKind = "personal"
	Professional GoalKind = "professional"
	Company      GoalKind = "company"
)

// Goal is something to reach.
type Goal struct {
	Head
	GoalKind GoalKind `json:"goal_kind"`
	Due      Date     `json:"due"`
	Status   Status   `json:"status"`
	Closed   Date     `json:"closed"`
	// Progress lists what was told about it, oldest first.
	Progress List[Step] `json:"progress"`
	// Serves is the id of the goal that this one counts toward.
	Serves Maybe `json:"serves,omitempty"`
	// Plan is nil until the user made one.
	Plan *Plan `json:"plan,omitempty"`
}

// Open is true until the goal is done.
func (g *Goal) Open() bool { return g.Status == StatusOpen }

// Role says who a person is to the user.
type Role string

// The roles.
const (
	Manager     Role = "manager"
	Skip        Role = "skip"
	Mentor      Role = "mentor"
	Peer        Role = "peer"
	Stakeholder Role = "stakeholder"
)

// Roles lists the roles that a person can have.
var Roles = [...]Role{Manager, Skip, Mentor, Peer, Stakeholder}

// Person is somebody the user meets or works with. Text is the name.
type Person struct {
	Head
	Role Role `json:"role"`
	// EveryDays is how often the two meet, Minutes for how long; 0 when they
	// have no fixed rhythm.
	EveryDays int `json:"every_days"`
	Minutes   int `json:"minutes"`
	// Stances are the person's parts in the user's initiatives.
	Stances List[Stance] `json:"stances,omitempty"`
	// Follows says whose place the person took; nil for who took nobody's.
	Follows *Succession `json:"follows,omitempty"`
}

// Succession says whose place a person took, since when, and what went over
// from the meetings with that one. What is a record of its own went over by
// the names in it.
type Succession struct {
	Of Maybe `json:"of"`
	On Date  `json:"on"`
	// Topics are the ids of those that were not reached with the other one.
	Topics List[string] `json:"topics"`
	// Career tells that those meetings count until a career topic is due.
	Career bool `json:"career"`
}

// Open is always true: a person is never over.
func (p *Person) Open() bool { return true }

// Decision is something decided in a meeting.
type Decision struct {
	Head
	// Declined tells that it says no to something the user had proposed.
	Declined bool  `json:"declined"`
	With     Maybe `json:"with"`
	Meeting  Maybe `json:"meeting"`
}

// Open is false: what is decided asks for nothing more.
func (d *Decision) Open() bool { return false }

// Meeting is one 1:1, planned or held. Text is what the user typed about it:
// the raw notes, kept as they were.
type Meeting struct {
	Head
	On     Date  `json:"on"`
	With   Maybe `json:"with"`
	Length int   `json:"minutes"`
	// Number counts the meetings held with that person, this one included.
	Number int  `json:"number"`
	Held   bool `json:"held"`
	// Cancelled is the reason why it did not take place, "" while it may.
	Cancelled Maybe `json:"cancelled,omitempty"`
	// MovedFrom is the day that the user moved it from, absent where they did not: a
	// calendar may have it there still.
	MovedFrom Date `json:"moved_from,omitzero"`
	// Career tells that a career topic was talked about.
	Career bool `json:"career"`
	// Earlier are raw notes that later ones of the same meeting replaced.
	Earlier []string `json:"earlier,omitempty"`
}

// Open is true until the meeting was held or cancelled.
func (m *Meeting) Open() bool { return !m.Held && m.Cancelled == "" }

// Slot gives the meeting as drafts carry it.
func (m *Meeting) Slot() Slot {
	return Slot{ID: m.ID, On: m.On, With: m.With, Minutes: m.Length, Number: m.Number}
}

// Kept is a draft on file: the draft itself and the head that finds it.
type Kept[D any] struct {
	Head
	Draft D `json:"draft"`
}

// Open is false: a draft asks for nothing by itself.
func (k *Kept[D]) Open() bool { return false }

// New gives an empty record of the kind, to decode into.
func New(kind Kind) (Record, error) {
	switch kind {
	case KindNote:
		return &Note{}, nil
	case KindAction:
		return &Action{}, nil
	case KindFeedback:
		return &Feedback{}, nil
	case KindGoal:
		return &Goal{}, nil
	case KindPerson:
		return &Person{}, nil
	case KindDecision:
		return &Decision{}, nil
	case KindMeeting:
		return &Meeting{}, nil
	case KindAgenda:
		return &Kept[Agenda]{}, nil
	case KindRecap:
		return &Kept[Recap]{}, nil
	case KindReflection:
		return &Kept[Reflection]{}, nil
	case KindInitiative:
		return &Initiative{}, nil
	}
	return nil, fmt.Errorf("%q is not a kind of record", string(kind))
}

// Decode reads the JSON of a record of any kind.
func Decode(b []byte) (Record, error) {
	var head struct {
		Kind Kind `json:"kind"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return nil, fmt.Errorf("reading a record: %w", err)
	}
	r, err := New(head.Kind)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, r); err != nil {
		return nil, fmt.Errorf("reading a record of kind %s: %w", head.Kind, err)
	}
	return r, nil
}
