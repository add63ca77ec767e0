package brief

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
)

// Elsewhere tells whether a record is a matter between the user and somebody
// else than the person met: a promise owned by a third person or made to one,
// what a third person said about the user's work, what was decided with one or
// is theirs to decide. What was said in a meeting of the two is theirs, whoever
// it is about, and so is what the user asked about. Where nobody is named, or
// nobody is on file, nothing is elsewhere.
func (b *Brief) Elsewhere(r oneonone.Record) bool {
	return b.withThird(r) && !slices.ContainsFunc(b.About, func(text string) bool { return isAbout(r, text) })
}

func (b *Brief) withThird(r oneonone.Record) bool {
	if b.Meeting.With == "" || len(b.People) == 0 {
		return false
	}
	switch r := r.(type) {
	case *oneonone.Action:
		if b.meets(r.Owner) || b.meets(r.With) || r.With == "" && b.saidHere(r.Meeting) {
			return false
		}
		return b.isThird(r.Owner) || b.isThird(r.With)
	case *oneonone.Feedback:
		return b.isThird(r.From) && !b.meets(r.With) && !b.saidHere(r.Meeting)
	case *oneonone.Decision:
		return b.isThird(r.With)
	case *oneonone.Initiative:
		return b.isThird(r.With)
	}
	return false
}

func (b *Brief) meets(name oneonone.Maybe) bool {
	return oneonone.SameName(string(name), string(b.Meeting.With))
}

func (b *Brief) isThird(name oneonone.Maybe) bool {
	return name != "" && !b.IsMe(string(name)) && !b.meets(name)
}

// IsMe tells whether a name is the user's: one that they gave, or me.
func (b *Brief) IsMe(name string) bool {
	mine := func(me string) bool { return oneonone.SameName(me, name) }
	return strings.EqualFold(name, string(oneonone.Me)) || slices.ContainsFunc(b.Me, mine)
}

// saidHere tells whether a meeting is one that was held with the person met.
func (b *Brief) saidHere(meeting oneonone.Maybe) bool {
	return slices.ContainsFunc(b.Held, func(m *oneonone.Meeting) bool { return m.ID == string(meeting) })
}

// isAbout tells whether the user means a record by a text: a name of one of its
// parties, or words that stand in it. A project and a tag stand there with
// their sign.
func isAbout(r oneonone.Record, text string) bool {
	parties := slices.Clone([]string(r.Header().People))
	said := r.Header().Text
	switch r := r.(type) {
	case *oneonone.Action:
		parties = append(parties, string(r.Owner), string(r.With))
	case *oneonone.Feedback:
		parties = append(parties, string(r.From), string(r.With))
		said += "\n" + string(r.About)
	case *oneonone.Decision:
		parties = append(parties, string(r.With))
	case *oneonone.Initiative:
		parties = append(parties, string(r.With))
	}
	named := func(name string) bool { return oneonone.SameName(name, text) }
	return slices.ContainsFunc(parties, named) || strings.Contains(strings.ToLower(said), strings.ToLower(text))
}
