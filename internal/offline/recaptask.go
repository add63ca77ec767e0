package offline

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// task is an action item in the making.
type task struct {
	text  string
	owner oneonone.Maybe
	due   oneonone.Date
	lines []int
	keys  map[string]bool
	turn  int // how many clauses had been said by then
}

// due finds the date that a text sets as a limit.
func (s *scribe) due(text string) (oneonone.Date, bool) {
	day, _, ok := prose.Due(text, s.base, prose.Locale{})
	if !ok {
		return oneonone.Date{}, false
	}
	if h := prose.Hear(text); h.Says("the day before", "a day before", "one day before") && !h.Says("the day before yesterday") {
		day = day.AddDate(0, 0, -1)
	}
	return oneonone.DateOf(day), true
}

// takeTask files a unit that is one action item as a whole: ticked off a list
// of boxes, marked as an action, handed to somebody by its label, or with an
// owner behind it.
func (s *scribe) takeTask(u *unit, h head) bool {
	text := u.text[h.rest:]
	heard := prose.Hear(text)
	if isOff(heard) || heard.Jokes() || u.box != openBox && heard.Undecided() {
		return false
	}
	listed := u.box == openBox || h.marked || (h.section == actionSection || h.section == pastActions && s.isOpenStill(heard)) && (u.bullet || u.box != noBox || heard.Orders())
	if listed && (h.section == noSection || h.section == actionSection || h.section == pastActions) {
		return s.takeListed(u, h, heard)
	}
	if h.section != noSection && h.section != pastActions {
		return false
	}
	return s.takeLabelled(u, h, heard) || s.takeTrailing(u, h, heard)
}

// isOff tells that there is nothing (more) to do.
func isOff(h prose.Heard) bool {
	return h.Done() || h.Dropped() || h.Asks() || h.Supposes() || h.Says("nothing to do", "no action", "nothing for me", "nothing for us", "not doing", "will not", "not going to") || h.Count() == 0
}

func (s *scribe) isOpenStill(h prose.Heard) bool {
	return h.Says("carried over", "carry over", "still open", "not done", "open", "now", "in progress", "moved to", "new date", "postponed to", "slipped")
}

// takeListed files the tasks of a listed unit: one, or one a sentence where
// several owners are named.
func (s *scribe) takeListed(u *unit, h head, heard prose.Heard) bool {
	clauses := s.clauses(u, h.rest, s.speakerOf(h))
	owners := map[string]bool{}
	for _, c := range clauses {
		if p, ok := c.heard.Promise(s.name); ok && p.Force == prose.Firm {
			owners[strings.ToLower(p.Who)] = true
		}
	}
	if len(owners) > 1 {
		s.sort(u, clauses, h)
		return true
	}
	s.addTask(u, h.rest, len(u.text), h.who, s.speakerOf(h), heard)
	return true
}

// takeLabelled files "me: final numbers by Friday", "Sam -> review".
func (s *scribe) takeLabelled(u *unit, h head, heard prose.Heard) bool {
	if h.who == "" {
		return false
	}
	speaker := s.speakerOf(h)
	if !s.anyPromise(u, h) && s.isOpinion(&clause{unit: u, start: h.rest, end: len(u.text), speaker: speaker, heard: heard}, h) {
		return true
	}
	if heard.OfYou() && !h.owned {
		return false
	}
	if _, promises := heard.Promise(s.name); promises && len(s.clauses(u, h.rest, speaker)) > 1 {
		return false
	}
	_, dated := s.due(u.text[h.rest:])
	_, first := heard.Starts("i", "my", "we", "he", "she", "it", "the", "that", "this", "there", "no", "yes", "not", "was", "is")
	fits := h.owned || heard.Orders() || (dated || speaker == oneonone.Me) && !first && !told(heard)
	if !fits || first && h.owned && !dated {
		return false
	}
	s.addTask(u, h.rest, len(u.text), h.who, speaker, heard)
	return true
}

// anyPromise tells whether a clause of the unit is a firm promise.
func (s *scribe) anyPromise(u *unit, h head) bool {
	return slices.ContainsFunc(s.clauses(u, h.rest, ""), func(c clause) bool { return c.heard.Promises(s.name) })
}

// told tells whether a text reports what is or was, and asks for nothing.
func told(h prose.Heard) bool {
	return h.Says("is", "was", "were", "are", "had", "has", "have", "did", "said", "says", "thinks", "wants", "likes", "went", "feels", "i am", "i feel", "am")
}

// takeTrailing files "renew the certificate, expires 15 May (me)".
func (s *scribe) takeTrailing(u *unit, h head, heard prose.Heard) bool {
	text := u.text[h.rest:]
	mark, ok := s.trailingOwner(text)
	if !ok {
		return false
	}
	clauses := s.clauses(u, h.rest, s.speakerOf(h))
	if len(clauses) > 1 && s.orders(clauses[len(clauses)-1]) && !s.orders(clauses[0]) {
		return false
	}
	_, dated := s.due(text)
	if !heard.Orders() && !dated || heard.Count() > 40 || mark.start == 0 {
		return false
	}
	s.addTask(u, h.rest, len(u.text), h.who, s.speakerOf(h), heard)
	return true
}

func (s *scribe) orders(c clause) bool { return c.heard.Orders() }

// addTask files the task that stands between two places of a unit. Who is the
// owner by a label, "" when the words themselves must say.
func (s *scribe) addTask(u *unit, start, end int, who, speaker string, heard prose.Heard) {
	text, label := u.text[start:end], who
	due, _ := s.due(text)
	if p, ok := heard.Promise(s.name); ok && (who == "" || p.Force == prose.Firm) {
		if who == "" || !strings.EqualFold(p.Who, "we") && p.Who != "" {
			who = p.Who
		}
		if strings.TrimSpace(text[:p.From]) == "" || p.From < 12 && !strings.Contains(text[:p.From], ":") {
			text = text[p.Start:]
		}
	}
	if label != "" {
		text = strings.TrimPrefix(text, "to ")
	}
	text = s.withoutDue(withoutState(text))
	if mark, ok := s.trailingOwner(text); ok {
		if who == "" {
			who = mark.who
		}
		text = withoutMark(text, mark)
	} else if mark, ok := s.trailingOwner(u.text[start:end]); ok && who == "" {
		who = mark.who
	}
	owner := oneonone.Maybe(speaker)
	if who != label || speaker == "" {
		owner = s.owner(who, speaker)
	}
	s.keep(task{text: text, owner: owner, due: due, lines: u.linesOf(start, end)})
}

// withoutState cuts "→ still open, moved to Tuesday" off a task.
func withoutState(text string) string {
	task, state, found := prose.CutArrow(text)
	if h := prose.Hear(state); found && h.Count() <= 8 && h.Says("carried over", "still open", "open", "moved", "moved to", "in progress", "not done", "postponed", "slipped", "now", "new date") {
		return strings.TrimSpace(task)
	}
	return text
}

// withoutDue cuts the date off a task where it reads on without it.
func (s *scribe) withoutDue(text string) string {
	_, span, ok := prose.Due(text, s.base, prose.Locale{})
	if !ok || span.End > len(text) {
		return text
	}
	if mark, ok := s.trailingOwner(text); ok && mark.start >= span.End {
		if rest := withoutDate(text[:mark.start], span.Start, span.End); rest != text[:mark.start] {
			return rest + " " + text[mark.start:]
		}
	}
	return withoutDate(text, span.Start, span.End)
}

// takePromise files the promise of a clause, if it makes one.
func (s *scribe) takePromise(c *clause, h head, before []clause) bool {
	heard := c.heard
	if heard.Says("nothing for me", "nothing to do", "not doing") || heard.Asks() {
		return false
	}
	_, dated := s.due(c.words())
	p, ok := heard.Promise(s.name)
	if ok && h.section != feedbackSection {
		return s.keepPromise(c, p, h, before, dated)
	}
	mark, marked := s.trailingOwner(c.words())
	if !heard.Orders() || s.transcript && !dated {
		return false
	}
	if marked {
		s.addTask(c.unit, c.start, c.end, mark.who, c.speaker, heard)
		return true
	}
	if !dated && h.section != actionSection && !s.isToDo(c, before) || len(before) > 0 && !s.wanted(before) && s.transcript {
		return false
	}
	who := h.who
	if s.wanted(before) {
		who = oneonone.Me
	}
	s.addTask(c.unit, c.start, c.end, who, c.speaker, heard)
	return true
}

// isToDo takes a list item that is an order for a task that nobody has taken.
func (s *scribe) isToDo(c *clause, before []clause) bool {
	return c.bullet && !s.transcript && len(before) == 0 && c.heard.Count() >= 4 && !c.heard.IsStandingOrder() && !c.heard.Decides()
}

// wanted tells whether the clause before says what the other person wants of
// the user; an order after it is the user's task.
func (s *scribe) wanted(before []clause) bool {
	if len(before) == 0 {
		return false
	}
	h := before[len(before)-1].heard
	from, _, _, ok := h.Reports(s.name)
	who := s.owner(from, "")
	return ok && who != "" && who != oneonone.Me && h.Says("wants", "wanted", "asked", "suggested", "would like", "asks", "suggests")
}

func (s *scribe) keepPromise(c *clause, p prose.Promise, h head, before []clause, dated bool) bool {
	if p.Force == prose.Loose && !dated && h.section != actionSection && !s.needs(c, p) {
		return false
	}
	if s.transcript && !s.isTalkTask(c, p) {
		return false
	}
	who := p.Who
	if who == "" {
		who = s.carried(c, p, before)
	}
	if who == "" && h.who != "" {
		who = h.who
	}
	text := c.words()
	due, _ := s.due(text)
	if p.Who == "" {
		text = strings.TrimSpace(text)
	} else if keepsSubject(text[:p.From]) {
		text = text[:p.From] + text[p.Start:]
	} else {
		text = text[p.Start:]
	}
	text = s.withoutDue(text)
	if mark, ok := s.trailingOwner(text); ok {
		text = withoutMark(text, mark)
	}
	s.keep(task{text: text, owner: s.owner(who, c.speaker), due: due, lines: c.on()})
	return true
}

// needs takes "I need to …", "Sam has to …" in notes for a task.
func (s *scribe) needs(c *clause, p prose.Promise) bool {
	return !s.transcript && c.heard.Says("need to", "needs to", "has to", "have to", "must", "should", "on my list") && p.Who != "" && !strings.EqualFold(p.Who, "you") && !strings.EqualFold(p.Who, "we") && !told(prose.Hear(c.words()[:p.From]))
}

// isTalkTask keeps the figures of speech of a talk from becoming tasks: a
// group's "we'll" and what has no object.
func (s *scribe) isTalkTask(c *clause, p prose.Promise) bool {
	if strings.EqualFold(p.Who, "we") || p.Who == "" || strings.EqualFold(p.Who, "you") && len(s.speakers) != 2 {
		return false
	}
	task := c.words()[p.Start:]
	verb, _, _ := strings.Cut(strings.ToLower(task), " ")
	if len(s.speakers) > 2 || strings.EqualFold(p.Who, "you") {
		return prose.IsTaskVerb(strings.Trim(verb, ",.")) && len(prose.Content(task)) >= 2
	}
	return len(strings.Fields(task)) >= 2
}

// keepsSubject tells whether what stands before a promise is a label that
// names the subject: "TV lab: Sam will …".
func keepsSubject(before string) bool {
	before = strings.TrimSpace(before)
	return strings.HasSuffix(before, ":") && len(strings.Fields(before)) <= 5
}

// carried finds who was spoken of last, for a promise that names nobody:
// "he forgot, will ask".
func (s *scribe) carried(c *clause, p prose.Promise, before []clause) string {
	text := c.words()[:p.From]
	for _, b := range slices.Backward(before) {
		text = b.words() + " " + text
	}
	words := prose.Words(text)
	for _, w := range slices.Backward(words) {
		switch w.Lower {
		case "i", "he", "she":
			return w.Text
		}
		if _, ok := s.cast.Who(w.Text); ok && len(w.Text) > 1 && w.Text != w.Lower {
			return w.Text
		}
	}
	return ""
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
	return n > 0 && (alike(t.keys, u.keys) >= 0.65 || n >= 2 && n == min(len(t.keys), len(u.keys)))
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

// correctsDue hears "Friday then." and gives the task of just before the new
// date.
func (s *scribe) correctsDue(c *clause) bool {
	if c.heard.Count() > 6 || len(s.actions) == 0 || c.heard.Asks() {
		return false
	}
	last := &s.actions[len(s.actions)-1]
	far := len(s.said) - last.turn
	if far > 8 || far < 1 {
		return false
	}
	days := prose.Dates(c.words(), s.base, prose.Locale{})
	if len(days) != 1 {
		return false
	}
	changes := !last.due.IsZero() && c.heard.Says("then", "instead", "make it", "rather", "better", "let us say")
	fills := last.due.IsZero() && prose.Hear(c.words()).Count() <= 3 && far <= 4 && s.transcript && strings.TrimSpace(strings.Trim(withoutDate(c.words(), days[0].Start, days[0].End), ".!, ")) == ""
	if !changes && !fills {
		return false
	}
	last.due = oneonone.DateOf(days[0].Day)
	last.lines = union(last.lines, c.on())
	return true
}

// asked is a request of a talk that waits for its answer.
type asked struct {
	clause clause
	task   int
	turn   int
}

// hearRequest remembers a request of a talk, and makes it a task when the next
// speaker says yes to it.
func (s *scribe) hearRequest(c *clause) kind {
	if at, ok := c.heard.Request(); ok && len(prose.Content(c.words()[at:])) >= 1 {
		s.request = &asked{*c, at, len(s.said)}
		return smallTalk
	}
	r := s.request
	if r == nil || c.speaker == r.clause.speaker {
		return plainPoint
	}
	s.request = nil
	if !c.heard.Accepts() || len(s.said)-r.turn > 3 {
		return plainPoint
	}
	text := r.clause.words()
	due, _ := s.due(text)
	s.keep(task{text: strings.TrimRight(s.withoutDue(text[r.task:]), "?. "), owner: oneonone.Maybe(c.speaker), due: due, lines: union(r.clause.on(), c.on())})
	return promised
}

// actionItems gives the action items as the recap shows them.
func (s *scribe) actionItems() []oneonone.ActionSaid {
	var out []oneonone.ActionSaid
	for _, t := range s.actions {
		id := oneonone.DeriveID("action", s.notes.Meeting.ID, s.notes.Meeting.On.String(), t.text, string(t.owner), t.due.String())
		out = append(out, oneonone.ActionSaid{ID: id, Text: t.text, Owner: t.owner, Due: t.due, Lines: t.lines})
	}
	return out
}
