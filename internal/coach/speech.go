package coach

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// speechSupport is what the spoken parts of a topic may say: what its records
// say, the meeting itself, and the target and the date that it proposes.
func (p *planner) speechSupport(cited []*shown, w *wireSmart) *support {
	s := p.supportOf(cited)
	for n := range min(len(cited), mostCounted) {
		s.addCount(n + 1)
	}
	m := p.b.Meeting
	s.addDays(m.On, p.b.Today)
	s.addText(fmt.Sprintf("%s, %d minutes", m.With, m.Minutes))
	if w != nil {
		s.addText(value(w.Target) + "\n" + value(w.By))
	}
	return s
}

// mostCounted is up to how many of the things in a topic the user may count:
// "two late promises".
const mostCounted = 5

// speech is what a topic lets the user say, and the records that bear it.
type speech struct {
	*planner
	*support
	cited []*shown
}

// fill fills in what the user will say. The ask is a proposal: it may name an
// amount or a day of its own, which the talking points may repeat.
func (s *speech) fill(t *oneonone.Topic, w wireTopic) {
	missing := s.lacks(t.Title)
	if missing != "" {
		s.leftOut(t.ID, "a title", t.Title, missing)
	}
	if missing != "" || t.Title == "" {
		t.Title = titleFrom(t.Facts[0].Text)
	}
	t.WhyNow = s.spoken(t.ID, "a reason", w.WhyNow, s.lacks)
	if from := value(w.ReframedFrom); from != "" {
		t.ReframedFrom = oneonone.Maybe(s.ownWords(t.ID, from, s.support))
	}
	t.Ask = s.proposed(t.ID, "an ask", w.Ask)
	s.addText(t.Ask)
	for _, point := range w.TalkingPoints {
		if said := s.spoken(t.ID, "a talking point", point, s.lacks); said != "" {
			t.TalkingPoints = append(t.TalkingPoints, said)
		}
	}
}

// lacks is that of the support; but what a record of another topic bears, the
// topic cites as well. Only facts must come with their records.
func (s *speech) lacks(text string) string {
	missing := s.support.lacks(text)
	if missing == "" && tellsDeed(text) {
		missing = s.support.lacksAny(text)
	}
	if missing == "" {
		return ""
	}
	var best *shown
	most := 1
	for _, r := range s.sheet.records() {
		n, named := sharedStems(text, r.Text), namesNumbered(text, r.Text)
		if named || n > 0 && sameDay(text, r.Text) {
			n++
		}
		if n > most && s.bornWith(r, text, named) {
			best, most = r, n
		}
	}
	if best == nil {
		return missing
	}
	s.addText(best.Text)
	s.cited = append(s.cited, best)
	return ""
}

// bornWith tells whether the records cited bear the text together with one
// more, most of its words included unless it only names something of it.
func (s *speech) bornWith(r *shown, text string, named bool) bool {
	both := s.supportOf(append(slices.Clone(s.cited), r))
	return both.lacks(text) == "" && (named || both.shares(text) >= enough)
}

// sameDay tells whether a text names a day that the record does.
func sameDay(text, record string) bool {
	there := calendar(record).days
	return slices.ContainsFunc(calendar(text).days, func(d oneonone.Date) bool {
		return slices.ContainsFunc(there, func(e oneonone.Date) bool { return d.Month == e.Month && d.Day == e.Day })
	})
}

// namesNumbered tells whether a text names something by a number, like "wave
// 3", as the record does.
func namesNumbered(text, record string) bool {
	words := prose.Words(text)
	for i := 1; i < len(words); i++ {
		if allDigits(words[i].Text) && !prose.IsStop(words[i-1].Lower) && strings.Contains(fold(record), words[i-1].Lower+" "+words[i].Text) {
			return true
		}
	}
	return false
}

// sharedStems counts the content words that two texts have in common.
func sharedStems(a, b string) int {
	n := 0
	words, there := prose.Content(a), prose.Content(b)
	for i, stem := range words {
		if slices.Contains(there, stem) && !slices.Contains(words[:i], stem) {
			n++
		}
	}
	return n
}
