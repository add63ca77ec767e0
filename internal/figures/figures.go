// Package figures computes facts from a brief: a figure of the same thing over
// time with its distance to a goal, ages on the day of the meeting, days that
// lie ahead, and how often something came up. Each fact says how it was
// counted and on which records it rests.
//
// It promises that every figure in a fact stands in a record it cites or is a
// difference, an age or a count that the fact names; that the same records
// give the same facts in whatever order they came; and that a figure is told on
// the side of its goal on which it lies.
//
// It refuses to guess: figures that may be of different things are no series.
// It knows no word of any trade, only marks, units, function words and what the
// learned reader takes for a mistake found.
package figures

import (
	"cmp"
	"slices"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// Kind says what was computed.
type Kind string

// The kinds of facts.
const (
	Series Kind = "series" // a figure of one thing over time
	Age    Kind = "age"    // how long something is open, late or to come
	Until  Kind = "until"  // how far a day that a record names lies behind the meeting
	Count  Kind = "count"  // on how many days something came up
	// Amended is a figure that the other person was given and a later note found wrong.
	Amended Kind = "amended"
)

// Fact is something that the program computed.
type Fact struct {
	ID   string
	Kind Kind
	// Text is one plain sentence, as it may be printed or shown to a model.
	Text string
	// How says how it was counted.
	How string
	// Evidence lists the ids of the items that it rests on.
	Evidence []string
	// On is the latest day that it rests on.
	On oneonone.Date
	// GoalID names the goal that it is about, "" for none.
	GoalID string

	// Day is the day that lies ahead, of a series that on which the goal is due.
	Day oneonone.Date
	// Worse tells that the last figure of a goal's series is farther from the goal
	// than the one before.
	Worse bool
	// Reached tells that the last figure of a goal's series is at the goal or past it.
	Reached bool
	// Whole tells that the last figure of a goal's series is told of all that the goal is for.
	Whole bool
	// Closer tells that the last figure of a goal's series is nearer to the goal than
	// the first.
	Closer bool
	// Behind tells that a straight line from the first figure to the last does not
	// reach the goal by its day.
	Behind bool
	// Points are those of a series, in order of days.
	Points []Point
}

// Point is one figure of a series.
type Point struct {
	// On is the day of the record, or of the time that it names.
	On oneonone.Date
	// Before marks the earlier figure of a change that a record of that day
	// tells without saying when it held.
	Before bool
	Value  float64
	Of     float64 // the whole in "3 of 5", else 0
	Unit   string
	// Figure is the figure, Text the words around it, both as written.
	Figure, Text string
	ItemID       string
}

// Number gives the figure without its unit and its noun.
func (p Point) Number() string { return firstNumber(p.Figure) }

// Of computes the facts of a brief: the figures found wrong first, then the series,
// those of goals before the others, then ages, days ahead and counts.
func Of(b *brief.Brief) []Fact {
	facts := slices.Concat(amended(b), series(b), ages(b), ahead(b), counts(b))
	rank := map[Kind]int{Amended: 0, Series: 1, Age: 2, Until: 3, Count: 4}
	slices.SortStableFunc(facts, func(x, y Fact) int { return cmp.Compare(rank[x.Kind], rank[y.Kind]) })
	return facts
}

func newFact(kind Kind, about ...string) Fact {
	return Fact{ID: oneonone.DeriveID(append([]string{"figures", string(kind)}, about...)...), Kind: kind}
}
