package recap

import (
	"cmp"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// task is an action item in the making.
type task struct {
	text  string
	owner oneonone.Maybe
	due   oneonone.Date
	lines []int
	keys  map[string]bool
	turn  int // how many clauses had been said by then
	// from is the clause that it was read from, nil for a listed task. Loose tells that
	// nothing in its words says who does it or until when.
	from  *clause
	loose bool
}

// keep files a task, or joins it to the same one said before.
func (s *scribe) keep(t task) {
	t.text = spell(plainText(t.text))
	t.turn = len(s.said)
	t.keys = keys(t.text)
	if t.text == "" {
		return
	}
	for i := range s.actions {
		if old := &s.actions[i]; old.isSame(t) {
			old.join(t)
			return
		}
	}
	s.actions = append(s.actions, t)
}

// isSame tells whether two mentions are one task: the same words in the
// main, and no owner or date that says otherwise.
func (t task) isSame(u task) bool {
	if t.owner != u.owner && t.owner != "" && u.owner != "" || t.due != u.due && !t.due.IsZero() && !u.due.IsZero() {
		return false
	}
	n := shared(t.keys, u.keys)
	if n < 2 {
		return n == len(t.keys) && n == len(u.keys) && strings.EqualFold(t.text, u.text)
	}
	return alike(t.keys, u.keys) >= 0.65 || n == min(len(t.keys), len(u.keys))
}

func (t *task) join(u task) {
	if len(u.keys) > len(t.keys) {
		t.text, t.keys = u.text, u.keys
	}
	if t.owner == "" {
		t.owner = u.owner
	}
	if t.due.IsZero() {
		t.due = u.due
	}
	t.lines = union(t.lines, u.lines)
}

func union(a, b []int) []int {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}

// yield looks again at the tasks of one unit, filed from a place on, that only the reader
// sees there: the user is asked about them, and they are none where the words of another clause say who does what: "we need a scope with
// more bandwidth, W puts the request in".
func (s *scribe) yield(from int) {
	filed := slices.Clone(s.actions[from:])
	told := slices.ContainsFunc(filed, func(t task) bool { return t.from != nil && !t.loose })
	kept := s.actions[:from]
	for _, t := range filed {
		switch {
		case t.from == nil || !t.loose:
			kept = append(kept, t)
		case told:
			t.from.kind = plainPoint
			s.insertPoint(*t.from)
		case t.owner == "" || t.from.sure(reader.Action) < askedAction:
			t.from.kind = doubted
			s.doubtful("action", t.text, t.owner, t.due, t.from.sure(reader.Action), t.from)
		default:
			kept = append(kept, t)
		}
	}
	s.actions = kept
}

// correctsDue hears "Friday then." and gives the task of just before the new
// date.
func (s *scribe) correctsDue(c *clause) bool {
	if c.heard.Count() > 10 || len(s.actions) == 0 || c.heard.Asks() {
		return false
	}
	last := &s.actions[len(s.actions)-1]
	far := len(s.said) - last.turn
	if far > 8 || far < 1 {
		return false
	}
	if slices.ContainsFunc(s.said[last.turn:], s.namesOther) {
		return false // the day may be that of what was asked in between
	}
	said := c.words()
	if s.transcript {
		said = prose.WithoutFillers(said)
	}
	days := prose.Dates(said, s.base, s.notes.Locale)
	_, light := c.heard.Starts("give", "take", "make")
	if len(days) != 1 || !light && c.heard.Says("i", "we", "you") {
		return false // "see you on Friday" is a day of something else
	}
	left := strings.Trim(withoutDate(said, days[0].Start, days[0].End), ".!, ")
	if s.transcript && far > 4 || !s.transcript && (far > 2 || last.from == nil || last.from.no != c.no) ||
		len(prose.Content(left)) > 0 && !isDueWord(left) && !s.grants(c, left, last) {
		return false
	}
	day := oneonone.DateOf(days[0].Day)
	if limit, ok := s.due(said); ok {
		day = limit // of a week, its end
	}
	another := c.heard.Count() > 3 || last.from != nil && c.speaker != last.from.speaker
	if !last.due.IsZero() && another && !takesBack(c.heard) || day.Before(oneonone.DateOf(s.base)) {
		return false // the day of something else
	}
	last.due = day
	last.lines = union(last.lines, c.on())
	return true
}

// takesBack tells whether a statement says that what was said before is not so: "no, Friday",
// "Friday then", "make it Monday".
func takesBack(h prose.Heard) bool {
	return h.Says("no", "not", "sorry") || h.Says("instead", "then", "make it") || h.Says("give", "take", "until")
}

// namesOther tells whether a clause asks for or proposes something, and not only a day.
func (s *scribe) namesOther(c clause) bool {
	_, requests := c.heard.Request()
	return (requests || c.heard.Asks() || c.kind == idea) && s.offersDay(&c).IsZero() && len(prose.Content(c.words())) > 1
}

// grants tells whether a clause only gives the time for something: "give me till the end of
// next week", "take until Friday", "end of April works".
func (s *scribe) grants(c *clause, left string, last *task) bool {
	if _, limited := s.due(c.words()); !limited || len(prose.Content(left)) > 1 {
		return false
	}
	if _, promises := c.heard.Promise(s.name); promises || c.heard.Says("is", "was") {
		return false // of the day itself: it is a holiday
	}
	_, light := c.heard.Starts("give", "take", "make")
	return light || last.due.IsZero() && !c.heard.Orders()
}

// asked is a request of a talk that waits for its answer. Due is the day that the one who is
// asked would rather have, with the lines that say so.
type asked struct {
	clause clause
	task   int
	turn   int
	due    oneonone.Date
	lines  []int
}

// hearRequest remembers a request of a talk, and makes it a task when the other says yes
// to it, or when the two find a day for it.
func (s *scribe) hearRequest(c *clause) kind {
	if at, ok := c.heard.Request(); ok && len(prose.Content(c.words()[at:])) >= 1 {
		s.request = &asked{clause: *c, task: at, turn: len(s.said)}
		return smallTalk
	}
	r := s.request
	if r == nil {
		return plainPoint
	}
	asks, day := c.speaker == r.clause.speaker, s.offersDay(c)
	switch {
	case len(s.said)-r.turn > 3:
		s.request = nil
		return plainPoint
	case asks && r.due.IsZero():
		return plainPoint
	case asks && (c.heard.SaysYes() || !day.IsZero()), !asks && (c.heard.SaysYes() || s.takesUp(c) || s.sameDay(c, r.clause)):
		return s.accept(c, r, asks)
	case !asks && !day.IsZero():
		r.due, r.lines, r.turn = day, union(r.lines, c.on()), len(s.said)
		return smallTalk
	case !asks:
		s.request = nil
	}
	return plainPoint
}

// accept makes a request a task of whom it was asked of.
func (s *scribe) accept(c *clause, r *asked, asks bool) kind {
	s.request = nil
	text := r.clause.words()
	due, dated := s.due(c.Text[c.start:])
	if !dated {
		due = cmp.Or(s.offersDay(c), r.due)
	}
	if due.IsZero() {
		due, _ = s.due(text)
	}
	owner := c.speaker
	if asks {
		owner = s.addressee(c.speaker)
	}
	what := strings.TrimRight(s.withoutDue(text[r.task:]), "?. ")
	if r.clause.heard.Says("can we", "could we", "shall we") {
		owner = "" // what both want is on nobody's list yet
	}
	if owner == oneonone.Me {
		what = askedBy(what, oneonone.FirstName(r.clause.Speaker))
	}
	s.accepted = c.unit
	s.keep(task{text: what, owner: oneonone.Maybe(owner), due: due, lines: union(union(r.clause.on(), r.lines), c.on())})
	return promised
}

// offersDay gives the day that a few words are about, which is all that they name: "Tuesday
// noon, not later", "Monday is a bit tight, Tuesday ok?".
func (s *scribe) offersDay(c *clause) oneonone.Date {
	days := prose.Dates(c.words(), s.base, s.notes.Locale)
	if n := len(days); n > 0 && c.heard.Count() <= 9 && !c.heard.SaysNo() && len(prose.Content(withoutDays(c.words(), days))) <= 2 {
		return oneonone.DateOf(days[n-1].Day)
	}
	return oneonone.Date{}
}

// withoutDays takes the days out of a text.
func withoutDays(text string, days []prose.DateSpan) string {
	for _, d := range slices.Backward(days) {
		text = text[:d.Start] + " " + text[d.End:]
	}
	return text
}

// redates hears that what was promised just before is done by another day: "I said I could
// do it by Wednesday".
func (s *scribe) redates(c *clause) bool {
	due, dated := s.due(c.words())
	if n := len(s.actions); !dated || n == 0 || s.actions[n-1].from == nil || s.actions[n-1].from.no != c.no || len(s.said)-s.actions[n-1].turn > 2 {
		return false
	}
	last := &s.actions[len(s.actions)-1]
	who, _ := c.heard.LastSubject(s.name)
	days := daysIn(c.words())
	if between := c.Text[min(last.from.end, c.start):c.start]; len(prose.Content(withoutDays(between, daysIn(between)))) > 1 {
		return false // it is what was named there: "the security training, I have to do it before the 20th"
	}
	if s.owner(who, c.speaker) != last.owner || !doesOnlyThat(c.words(), days) && !(last.due.IsZero() && meetsWho(c.words(), days)) {
		return false
	}
	last.due, last.lines, last.turn = due, union(last.lines, c.on()), len(s.said)
	return true
}

// doesOnlyThat tells whether a text says of something named before that it is done, and names
// nothing itself before it gives a reason.
func doesOnlyThat(text string, days []prose.DateSpan) bool {
	text, _, _ = strings.Cut(prose.WithoutFillers(withoutDays(text, days)), " because ")
	words := prose.Words(text)
	for i := 1; i < len(words); i++ {
		if !pointsBack(words[i].Lower) {
			continue
		}
		switch cmp.Or(prose.BaseForm(words[i-1].Lower), words[i-1].Lower) {
		case "do", "get", "set":
			return saysOnlyWho(text[:words[i-1].Start]) && len(prose.Content(text[words[i].End:])) == 0
		}
	}
	return false
}

// meetsWho tells whether a text says only when one sees, or does something to, who was named just
// before: "I have him at two today", "I'll call them this afternoon".
func meetsWho(text string, days []prose.DateSpan) bool {
	text = prose.WithoutFillers(withoutDays(text, days))
	meets := slices.ContainsFunc(prose.Words(text), func(w prose.Word) bool { return w.Lower == "him" || w.Lower == "her" || w.Lower == "them" })
	return meets && len(prose.Content(text)) <= 2 && !prose.Hear(text).Asks()
}

// saysOnlyWho tells whether nothing but who speaks, or thinks so, leads to a verb: "I reckon I can".
func saysOnlyWho(text string) bool {
	return len(prose.Content(text)) < 2 && len(strings.Fields(text)) < 6
}

// boundsLater hears what the day of a promise of just before hangs on: "payroll closes on the 24th,
// so it has to be before that", "the release is on the 29th" behind "before the release".
func (s *scribe) boundsLater(c *clause) bool {
	n := len(s.actions)
	if n == 0 || s.transcript || !s.actions[n-1].due.IsZero() || s.actions[n-1].from == nil || s.actions[n-1].from.no != c.no ||
		len(s.said)-s.actions[n-1].turn > 2 {
		return false
	}
	last := &s.actions[n-1]
	days := prose.Dates(c.words(), s.base, s.notes.Locale)
	if len(days) != 1 {
		return false
	}
	shift, shifted := prose.Shift(c.words())
	_, event, limited := strings.Cut(strings.ToLower(last.from.words()), " before ")
	if !shifted && !(limited && shared(keys(event), keys(c.words()[:days[0].Start])) > 0) {
		return false
	}
	last.due, last.lines = oneonone.DateOf(days[0].Day.AddDate(0, 0, shift)), union(last.lines, c.on())
	return true
}

// sameDay tells whether a few words take up the day of what was asked: "Tuesday works".
func (s *scribe) sameDay(c *clause, asked clause) bool {
	if c.heard.Count() > 4 || c.heard.SaysNo() || c.heard.Asks() {
		return false
	}
	mine, theirs := prose.Dates(c.words(), s.base, s.notes.Locale), prose.Dates(asked.words(), s.base, s.notes.Locale)
	return len(mine) == 1 && len(theirs) > 0 && mine[0].Day.Equal(theirs[len(theirs)-1].Day)
}

// takesUp tells whether a clause is a promise that names nothing by itself: it
// says yes to what was asked ("I'll dig it up").
func (s *scribe) takesUp(c *clause) bool {
	p, ok := c.heard.Promise(s.name)
	return ok && p.Force == prose.Firm && c.heard.Points() && len(prose.Content(c.words()[p.Start:])) < 3
}

// askedBy names who said "me" in a request: what one is asked for is told in the
// third person.
func askedBy(text, asker string) string {
	words := strings.Fields(text)
	for i, w := range words {
		switch strings.ToLower(w) {
		case "me":
			words[i] = asker
		case "my":
			words[i] = asker + "'s"
		case "your":
			words[i] = "my"
		}
	}
	return strings.Join(words, " ")
}

// actionItems gives the action items as the recap shows them.
func (s *scribe) actionItems() []oneonone.ActionSaid {
	var out []oneonone.ActionSaid
	for _, t := range s.actions {
		out = append(out, oneonone.SaidAction(s.notes.Meeting, t.text, t.owner, t.due, t.lines))
	}
	return out
}
