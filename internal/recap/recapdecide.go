package recap

import (
	"cmp"
	"slices"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// verdict is a decision in the making: a piece of one unit, and perhaps the
// question before it in a talk.
type verdict struct {
	unit       *unit
	start, end int
	asked      string
	lines      []int
	declined   bool
	keys       map[string]bool
}

// decide files a clause as a decision, together with what it leans on.
func (s *scribe) decide(c *clause, before []clause) {
	v := verdict{unit: c.unit, start: s.contextStart(c, before), end: c.end, declined: s.isDeclined(c)}
	if n := len(before); n > 0 && v.start == c.start && leansBack(c.heard) && before[n-1].kind == idea {
		v.start = before[n-1].start // what was thought of, and then settled
		s.dropIdea(before[n-1].on())
	}
	if last := len(s.decisions) - 1; last >= 0 && s.decisions[last].unit == c.unit && s.adjoins(s.decisions[last], c, before) {
		v = s.decisions[last]
		v.end, v.declined = c.end, v.declined || s.isDeclined(c)
		s.decisions = s.decisions[:last]
	}
	v.lines = v.unit.LinesOf(v.start, v.end)
	if s.transcript && v.asked == "" && v.start <= 20 && (leansBack(c.heard) || v.start < c.start) {
		s.addQuestion(&v, c)
	}
	v.keys = keys(v.text())
	for i := range s.decisions {
		if old := &s.decisions[i]; alike(old.keys, v.keys) >= 0.75 {
			old.lines = union(old.lines, v.lines)
			return
		}
	}
	s.decisions = append(s.decisions, v)
}

// seal lets a few words go on with the decision before them ("Decided, final."),
// and tells so.
func (s *scribe) seal(c *clause, before []clause) bool {
	n := len(s.decisions)
	if n == 0 || len(before) == 0 || before[len(before)-1].kind != decision || c.heard.Count() > 4 || s.decisions[n-1].unit != c.unit {
		return false
	}
	v := &s.decisions[n-1]
	v.end, v.lines = c.end, union(v.lines, c.on())
	return true
}

// adjoins tells whether a clause goes on with the decision before it in the
// unit: nothing, or only its reason, stands between.
func (s *scribe) adjoins(v verdict, c *clause, before []clause) bool {
	for _, b := range before {
		if b.start >= v.end && b.kind != decision {
			return false
		}
	}
	return s.transcript || leansBack(c.heard)
}

// isDeclined tells whether the clause is the other person's no to something
// the user brought up, and not the user's own.
func (s *scribe) isDeclined(c *clause) bool {
	return (c.heard.Declines() || c.heard.Ends("no")) && c.speaker != oneonone.Me
}

// addQuestion takes along the question that a short answer of a talk decides.
func (s *scribe) addQuestion(v *verdict, c *clause) {
	mine, answer := keys(c.words()), prose.Hear(c.Text[v.start:v.end])
	no := answer.SaysNo()
	answers, first := no || answer.SaysYes() || answer.Count() < 3 || answer.Points(), true
	for i := len(s.said) - 1; i >= 0 && i >= len(s.said)-12; i-- {
		q := s.said[i]
		if q.unit == c.unit {
			continue
		}
		if first && answers && q.heard.Count() > 2 && (q.heard.Asks() || q.kind == idea || answer.Count() < 4) || q.heard.Asks() && shared(keys(q.words()), mine) > 0 {
			v.declined = v.declined || no && q.speaker == oneonone.Me
			v.asked = plainText(prose.WithoutFillers(q.words()))
			v.lines = union(q.on(), v.lines)
			if q.kind == idea {
				s.dropIdea(q.on())
			}
			return
		}
		first = false
	}
}

// dropIdea takes back the idea filed last, when it stands on those lines.
func (s *scribe) dropIdea(lines []int) {
	if n := len(s.ideas); n > 0 && slices.Equal(s.ideas[n-1].Lines, lines) {
		s.ideas = s.ideas[:n-1]
	}
}

// dropPoint takes back the clause filed last as a plain point.
func (s *scribe) dropPoint(c clause) {
	if n := len(s.points); n > 0 && s.points[n-1].unit == c.unit && s.points[n-1].start == c.start {
		s.points = s.points[:n-1]
	}
}

func (v verdict) text() string {
	text := plainText(v.unit.Text[v.start:v.end])
	if v.unit.Speaker != "" {
		text = prose.WithoutFillers(text)
	}
	if v.asked != "" {
		text = sentence(v.asked) + " " + spell(text)
	}
	return spell(text)
}

// told gives a decision as the recap shows it: what one of the two said of themselves or to
// the other stands in their mouth.
func (s *scribe) told(v verdict) string {
	text := v.text()
	h := prose.Hear(text)
	if v.unit.Speaker == "" || v.asked != "" || !h.Says("i", "my", "me") && !h.Says("you", "your") {
		return text
	}
	who := "I"
	if name, ok := s.cast.Who(v.unit.Speaker); !ok || name != oneonone.Me {
		who = oneonone.FirstName(cmp.Or(name, v.unit.Speaker))
	}
	return who + ": “" + text + "”"
}

// decided gives the decisions as the recap shows them.
func (s *scribe) decided() []oneonone.DecisionSaid {
	var out []oneonone.DecisionSaid
	for _, v := range s.decisions {
		if text := s.told(v); text != "" {
			out = append(out, oneonone.DecisionSaid{Text: text, Declined: v.declined, Lines: v.lines})
		}
	}
	return out
}
