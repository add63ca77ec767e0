package recap

import (
	"cmp"
	"slices"

	"oneonone/internal/oneonone"
	"oneonone/internal/reader"
)

// What the reader is not sure of is asked, not told: these are the percentages below
// which a statement that nothing else bears out is left to the user, and from which on a
// plain one may be a decision. Of 60 notes by six authors, half of what lies between was so.
const (
	askedAction   = 80
	askedOpinion  = 70
	askedDecision = 38
	// mostDoubts is how many the user is asked about.
	mostDoubts = 6
)

// doubt is what may be a promise, a decision or feedback; only the user can say.
type doubt struct {
	oneonone.NotSure
	sure int
	from clause
}

func (s *scribe) doubtful(as, text string, who oneonone.Maybe, due oneonone.Date, sure int, c *clause) {
	if text = spell(plainText(text)); text != "" {
		s.doubts = append(s.doubts, doubt{oneonone.NotSure{Text: text, As: as, Who: who, Due: due, Lines: c.on()}, sure, *c})
	}
}

// mayBeDecided tells whether a statement that is nothing else may be a decision.
func (s *scribe) mayBeDecided(c *clause, h head) bool {
	return c.sure(reader.Decision) >= askedDecision && c.heard.Count() > 2 && !c.heard.Asks() && !c.heard.Undecided() && s.answers(c) &&
		c.alone.Of(reader.Decision) > max(c.alone.Of(reader.Done), c.alone.Of(reader.Noise), c.alone.Of(reader.Question))
}

// settleDoubts leaves those of most chance to the user, in the order of the notes, and
// gives the others back.
func (s *scribe) settleDoubts() []oneonone.NotSure {
	slices.SortStableFunc(s.doubts, func(a, b doubt) int { return b.sure - a.sure })
	asked := s.doubts[:min(mostDoubts, len(s.doubts))]
	for _, d := range s.doubts[len(asked):] {
		s.insertPoint(d.from)
	}
	slices.SortStableFunc(asked, func(a, b doubt) int { return cmp.Or(a.from.no-b.from.no, a.from.start-b.from.start) })
	var out []oneonone.NotSure
	for _, d := range asked {
		out = append(out, d.NotSure)
	}
	return out
}

// insertPoint keeps a clause as a point after all, at its place among the others.
func (s *scribe) insertPoint(c clause) {
	at := len(s.points)
	for at > 0 && cmp.Or(s.points[at-1].no-c.no, s.points[at-1].start-c.start) > 0 {
		at--
	}
	s.points = slices.Insert(s.points, at, c)
}
