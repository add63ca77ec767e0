package oneonone

import (
	"errors"
	"fmt"
	"slices"
)

// Standing says where an initiative is in its life.
type Standing string

// The standings of an initiative. One that was turned down comes back only
// realigned (tied to a goal of the company) or reframed (about a more pressing
// need); after a second no it may be escalated, politely. This is what the
// topics guide's FAQ advises.
const (
	Proposed   Standing = "proposed"
	TurnedDown Standing = "declined"
	Realigned  Standing = "realigned"
	Reframed   Standing = "reframed"
	Refused    Standing = "refused" // turned down a second time
	Escalated  Standing = "escalated"
	Agreed     Standing = "agreed"
	GivenUp    Standing = "dropped" // given up by the user
)

// Said gives the standing as people say it.
func (s Standing) Said() string {
	if s == Refused {
		return "declined twice"
	}
	return string(s)
}

// ErrMove is wrapped by errors about a move that an initiative can't make.
var ErrMove = errors.New("an initiative can't make this move")

// Turn is one step in the life of an initiative. Text is what was said, or
// what it became.
type Turn struct {
	On   Date     `json:"on"`
	To   Standing `json:"to"`
	Text string   `json:"text"`
}

// Initiative is a change that the user proposes, kept from the first time it
// was brought up until it is agreed or given up. Text is what it is about as
// it stands now.
type Initiative struct {
	Head
	Standing Standing `json:"standing"`
	// Goal is the id of the goal that it serves.
	Goal Maybe `json:"goal"`
	// Turns is its life so far, oldest first. The first is what was proposed.
	Turns List[Turn] `json:"turns"`
	// With names who decides on it.
	With Maybe `json:"with"`
}

// Open is true until it is agreed or given up.
func (i *Initiative) Open() bool { return i.Standing != Agreed && i.Standing != GivenUp }

// Moves lists where an initiative can go from a standing.
func Moves(from Standing) []Standing {
	switch from {
	case Proposed:
		return []Standing{Agreed, TurnedDown, GivenUp}
	case TurnedDown:
		return []Standing{Realigned, Reframed, Agreed, GivenUp}
	case Realigned, Reframed:
		return []Standing{Agreed, Refused, GivenUp}
	case Refused:
		return []Standing{Realigned, Reframed, Escalated, Agreed, GivenUp}
	case Escalated:
		return []Standing{Agreed, GivenUp}
	}
	return nil
}

// Move takes the initiative a step on. It is an ErrMove when its life does not
// lead there: nobody escalates what was never realigned or reframed.
func (i *Initiative) Move(to Standing, on Date, text string) error {
	if to == TurnedDown && slices.Contains([]Standing{Realigned, Reframed}, i.Standing) {
		to = Refused
	}
	if !slices.Contains(Moves(i.Standing), to) {
		return fmt.Errorf("%w: from %s to %s", ErrMove, i.Standing, to)
	}
	i.Standing = to
	i.Turns = append(slices.Clone(i.Turns), Turn{On: on, To: to, Text: text})
	if to == Reframed && text != "" {
		i.Text = text
	}
	return nil
}

// Refusals lists the turns in which somebody said no.
func (i *Initiative) Refusals() []Turn {
	return slices.DeleteFunc(slices.Clone([]Turn(i.Turns)), func(t Turn) bool { return t.To != TurnedDown && t.To != Refused })
}

// View says how somebody looks at an initiative.
type View string

// The views.
const (
	ViewFor     View = "for"
	ViewOpen    View = "open"
	ViewAgainst View = "against"
)

// Stance is a person's part in an initiative and how they look at it: one row
// of its influence map.
type Stance struct {
	// Initiative is its id.
	Initiative string `json:"initiative"`
	// Part is Decides or Affected; "" for neither.
	Part Stake `json:"part"`
	View View  `json:"view"`
	// Next is what to ask of the person, or to show them.
	Next Maybe `json:"next"`
}

// Stake gives the part that an agenda shows: who decides, decides; else the
// view counts, and whoever is not for it is to be won.
func (s Stance) Stake() Stake {
	switch {
	case s.Part == Decides:
		return Decides
	case s.View == ViewFor:
		return Supports
	case s.View != "":
		return ToWin
	}
	return Affected
}
