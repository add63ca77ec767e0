package offline

import (
	"slices"

	"oneonone/internal/oneonone"
)

// topic is a topic while it is put together: what the page shows of it, and what
// it was made of.
type topic struct {
	ID           string
	Title        string
	Area         oneonone.Area
	Minutes      int
	Ask          string
	ReframedFrom oneonone.Maybe
	Smart        *oneonone.Smart
	// Facts are what the records say, Plan what the plan of the goal says.
	Facts, Plan []oneonone.Fact
	Whys        []oneonone.Why
	People      []oneonone.Stakeholding
	Blanks      []oneonone.Blank
	Evidence    []string
	Carried     *oneonone.Carry
	// Proposes tells that the proposal is in the user's words, so that the page may
	// have it: their idea, the cause they found, a step of their plan, what they
	// answered to an earlier page.
	Proposes bool
}

// carriedTopic takes up a topic of an earlier agenda.
func carriedTopic(t oneonone.Topic) topic {
	out := topic{
		ID: t.ID, Title: t.Title, Area: t.Area, Minutes: t.Minutes, Ask: t.Ask, ReframedFrom: t.ReframedFrom, Smart: t.Smart,
		Whys: t.Whys, People: t.People, Blanks: slices.Clone(t.Blanks), Evidence: t.Evidence,
	}
	for i := range t.Whys { // the page asks them anew
		out.Blanks = without(out.Blanks, oneonone.WhyField(i))
	}
	for _, l := range t.Say {
		out.Facts = append(out.Facts, oneonone.Fact{Text: l.Text, Evidence: l.Evidence})
	}
	return out
}
