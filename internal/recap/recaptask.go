package recap

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// due finds the date that a text sets as a limit.
func (s *scribe) due(text string) (oneonone.Date, bool) {
	day, _, ok := prose.Due(text, s.base, s.notes.Locale)
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
	if _, answer, found := prose.CutArrow(text); found && prose.Hear(answer).Approves() {
		return false
	}
	if isOff(heard) || heard.Jokes() || u.box != openBox && heard.Undecided() {
		return false
	}
	if u.box == openBox && h.section == questionSection {
		h.section = actionSection // "Open" above check boxes
	}
	listed := u.box == openBox || h.marked ||
		(h.section == actionSection || h.section == pastActions && s.isOpenStill(heard)) && (u.bullet || u.box != noBox || heard.Orders())
	if listed && (h.section == noSection || h.section == actionSection || h.section == pastActions) {
		return s.takeListed(u, h, heard)
	}
	if h.section != noSection && h.section != pastActions {
		return false
	}
	return s.takeLabelled(u, h, heard) || s.takeTrailing(u, h, heard) || s.takeHandOver(u, h, heard)
}

// takeHandOver files "new version of the write-up to her by Friday": a thing, to
// whom it goes, and a date. Who does not get it owes it.
func (s *scribe) takeHandOver(u *unit, h head, heard prose.Heard) bool {
	text := u.text[h.rest:]
	_, dated := s.due(text)
	if h.who != "" || !u.bullet || !dated || heard.Count() > 16 || told(heard) || len(s.clauses(u, h.rest, "")) > 1 ||
		heard.Says("i", "he", "she", "we", "they", "you") {
		return false
	}
	to := ""
	for i, w := range prose.Words(text) {
		if i > 0 && w.Lower == "to" {
			next, _, _ := strings.Cut(text[min(w.End+1, len(text)):], " ")
			next = strings.TrimRight(next, ",.;:")
			if lower := strings.ToLower(next); lower == "her" || lower == "him" || lower == "me" || s.isWho(next) && next != lower {
				to = next
			}
		}
	}
	owner := s.notWho(s.owner(to, ""))
	if to == "" || owner == "" {
		return false
	}
	due, _ := s.due(text)
	s.keep(task{text: s.withoutDue(text), owner: owner, due: due, lines: u.linesOf(h.rest, len(u.text))})
	return true
}

// isOff tells that there is nothing (more) to do.
func isOff(h prose.Heard) bool {
	if _, none := h.Starts("none", "nothing"); none && h.Count() <= 2 {
		return true
	}
	return h.Done() || h.Dropped() || h.Asks() || h.Supposes() || h.Says("nothing to do", "no action", "nothing for me", "nothing for us",
		"not doing", "will not", "not going to") || h.Count() == 0
}

func (s *scribe) isOpenStill(h prose.Heard) bool {
	return h.Says("carried over", "carry over", "still open", "not done", "open", "now", "in progress", "moved to", "new date",
		"postponed to", "slipped")
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
		s.sort(clauses, h)
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
	if isPronoun(h.who) && !h.owned && heard.Orders() {
		if _, dated := s.due(u.text[h.rest:]); !dated {
			s.addOpinion(u.text[h.rest:], s.owner(h.who, speaker), u.linesOf(h.rest, len(u.text)))
			return true // advice to the user, in the other person's words
		}
	}
	if !s.anyPromise(u, h) && s.isOpinion(&clause{unit: u, start: h.rest, end: len(u.text), speaker: speaker, heard: heard}, h) {
		return true
	}
	if heard.OfYou() && !h.owned {
		return false
	}
	if _, promises := heard.Promise(s.name); promises && !heard.Says("on my list", "on the list") && len(s.clauses(u, h.rest, speaker)) > 1 {
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

// isPronoun tells a label that only says who speaks: "she: …".
func isPronoun(label string) bool {
	return strings.EqualFold(label, "he") || strings.EqualFold(label, "she") || strings.EqualFold(label, "they")
}

// anyPromise tells whether a clause of the unit is a firm promise.
func (s *scribe) anyPromise(u *unit, h head) bool {
	return slices.ContainsFunc(s.clauses(u, h.rest, ""), func(c clause) bool { return c.heard.Promises(s.name) })
}

// told tells whether a text reports what is or was, and asks for nothing.
func told(h prose.Heard) bool {
	return h.Says("is", "was", "were", "are", "had", "has", "have", "did", "said", "says", "thinks", "wants", "likes", "went",
		"feels", "i am", "i feel", "am")
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
	mine := s.owner(mark.who, "") == oneonone.Me && !told(heard) && !strings.ContainsAny(mark.who, "&/+") &&
		len(prose.Words(text[:mark.start])) > 1
	if !heard.Orders() && !dated && !mine || heard.Count() > 40 || mark.start == 0 {
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
	text = withoutListed(text)
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
		if s.owner(mark.who, speaker) == s.owner(who, speaker) {
			text = withoutMark(text, mark)
		}
	} else if mark, ok := s.trailingOwner(u.text[start:end]); ok && who == "" {
		who = mark.who
	}
	if who == "" && prose.Hear(u.text).Says("still mine", "mine , no", "that is mine", "this is mine", "it is mine", "is mine") {
		who = "me"
	}
	owner := oneonone.Maybe(speaker)
	if who != label || speaker == "" {
		owner = s.owner(who, speaker)
	}
	s.keep(task{text: text, owner: owner, due: due, lines: u.linesOf(start, end)})
}

// withoutListed cuts ", is on my list" off a task.
func withoutListed(text string) string {
	for _, end := range []string{"(on my list)", ", is on my list", ", on my list", ", already on my list", "(is on my list)",
		", is on the list", ", on the list"} {
		if rest, found := strings.CutSuffix(strings.TrimRight(text, " ."), end); found {
			return strings.TrimSpace(rest)
		}
	}
	return text
}

// withoutState cuts "→ still open, moved to Tuesday" off a task.
func withoutState(text string) string {
	task, state, found := prose.CutArrow(text)
	if h := prose.Hear(state); found && h.Count() <= 8 && h.Says("carried over", "still open", "open", "moved", "moved to", "in progress",
		"not done", "postponed", "slipped", "now", "new date") {
		return strings.TrimSpace(task)
	}
	return text
}

// withoutDue cuts the date off a task where it reads on without it.
func (s *scribe) withoutDue(text string) string {
	_, span, ok := prose.Due(text, s.base, s.notes.Locale)
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
	if at, asks := heard.Request(); asks && s.letter && len(prose.Content(c.words()[at:])) > 0 {
		due, _ := s.due(c.words())
		s.keep(task{text: s.withoutDue(c.words()[at:]), owner: oneonone.Maybe(s.cast.Other()), due: due, lines: c.on()})
		return true
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

// isThird tells whether the owner of a promise is neither of the two.
func (s *scribe) isThird(who string, c *clause) bool {
	owner := s.owner(who, c.speaker)
	return owner != "" && owner != oneonone.Me && owner != "both" && string(owner) != s.cast.Other()
}

func (s *scribe) keepPromise(c *clause, p prose.Promise, h head, before []clause, dated bool) bool {
	if quote := strings.LastIndexByte(c.words()[:p.Start], '"'); quote >= 0 && strings.EqualFold(p.Who, "we") &&
		strings.Count(c.words()[:p.Start], "\"")%2 == 1 {
		return false // what others say of themselves
	}
	if p.Told && !dated && s.isThird(p.Who, c) && !c.bullet {
		return false // what somebody else does anyway
	}
	if p.Force == prose.Loose && !dated && h.section != actionSection && !s.needs(c, p) {
		return false
	}
	if s.transcript && !s.isTalkTask(c, p) || !dated && c.heard.Says("tell you as soon as", "let you know as soon as", "let you know when",
		"let you know if", "tell you when") {
		return false
	}
	who := p.Who
	if who == "" {
		who = s.carried(c, p, before)
		third := strings.EqualFold(who, "he") || strings.EqualFold(who, "she")
		if third && prose.Hear(c.words()[p.Start:]).Says("him", "her") || who == "" && p.Start > 0 && !s.transcript {
			who = "I" // who writes leaves themselves out
		}
	}
	if who == "" && h.who != "" {
		who = h.who
	}
	text, lines := c.words(), c.on()
	due, _ := s.due(text)
	if pointsOnly(text[p.Start:]) {
		return s.keepPointing(c, who, due, before)
	}
	if p.Force == prose.Firm && len(prose.Content(s.withoutDue(text[p.Start:]))) <= 1 && !s.transcript {
		for i := len(before) - 1; i >= 0; i-- {
			if b := before[i]; b.heard.Count() >= 3 && (b.kind == plainPoint || b.kind == openQuestion) {
				return s.keepInContext(c, text[p.Start:], who, due, b) // "need someone for the eve. B to sort"
			}
		}
	}
	if p.Told && len(before) > 0 && s.pointsBack(text[p.Start:], before) {
		return s.keepInContext(c, text[p.Start:], who, due, before[len(before)-1])
	}
	if p.Who != "" && len(keys(text[p.Start:])) == 0 {
		return false
	}
	if p.Who == "" {
		text = strings.TrimSpace(text)
	} else if keepsSubject(text[:p.From]) {
		text = text[:p.From] + text[p.Start:]
	} else {
		text = text[p.Start:]
	}
	if verb, rest, _ := strings.Cut(text, " "); p.Told && p.Who != "" {
		text = oneonone.Infinitive(verb) + " " + rest
	}
	text = s.withoutDue(text)
	if mark, ok := s.trailingOwner(text); ok {
		text = withoutMark(text, mark)
	}
	s.keep(task{text: s.withSubject(text, c), owner: s.owner(who, c.speaker), due: due, lines: lines})
	return true
}

// withSubject puts the label of the line before a task that names nothing by
// itself: "reviews: draft it".
func (s *scribe) withSubject(text string, c *clause) string {
	label, _, labelled := prose.CutLabel(c.unit.text)
	words := prose.Words(text)
	if !labelled || s.transcript || len(words) < 2 || !isPointer(words[1].Lower) {
		return text
	}
	if _, person := s.cast.Who(label); person {
		return text
	}
	return label + ": " + text
}

// isPointer tells a word that stands for something said before.
func isPointer(word string) bool {
	switch word {
	case "it", "that", "this", "them", "those", "these", "one":
		return true
	}
	return false
}

// pointsOnly tells whether a task names nothing by itself: "do that tomorrow".
func pointsOnly(task string) bool {
	_, ok := prose.Hear(task).Starts("do it", "do that", "do so", "do this", "do both", "handle it", "handle that", "take care of it",
		"take care of that", "take it", "take that", "look into it", "look into that", "check that", "check it")
	return ok && len(prose.Content(task)) <= 3 && !prose.Hear(task).Says("take that as", "take it as")
}

// pointsBack tells whether the object of a task is only a word for what the
// clause before it named: "she fixes it".
func (s *scribe) pointsBack(task string, before []clause) bool {
	words := prose.Words(task)
	last := before[len(before)-1]
	return len(words) > 1 && len(words) < 6 && (isPointer(words[1].Lower) || len(words) > 2 && isPointer(words[2].Lower)) &&
		last.heard.Count() >= 2 && last.kind != promised
}

// keepPointing files a promise to do "that", with the statement before it
// that says what; without one there is nothing to file.
func (s *scribe) keepPointing(c *clause, who string, due oneonone.Date, before []clause) bool {
	prior := before
	if len(prior) == 0 && len(s.said) > 0 {
		prior = s.said[len(s.said)-1:]
	}
	if len(prior) == 0 || prior[len(prior)-1].heard.Count() < 3 || prior[len(prior)-1].kind == promised {
		return false
	}
	last := prior[len(prior)-1]
	if last.kind == plainPoint {
		s.dropPoint(last)
	}
	text := sentence(prose.WithoutFillers(plainText(last.words()))) + " " + spell(plainText(c.words()))
	if last.unit == c.unit {
		text = c.text[last.start:c.end]
	}
	s.keep(task{text: text, owner: s.owner(who, c.speaker), due: due, lines: union(last.on(), c.on())})
	return true
}

// keepInContext files a task that names nothing by itself together with the
// clause before it, in brackets: "draft it (we try a rota with the web team)".
func (s *scribe) keepInContext(c *clause, text, who string, due oneonone.Date, b clause) bool {
	if b.kind == plainPoint {
		s.dropPoint(b)
	}
	if n := len(s.questions); b.kind == openQuestion && n > 0 {
		s.questions = s.questions[:n-1]
	}
	text = strings.TrimRight(s.withoutDue(text), " .,;") + " (" + strings.TrimRight(plainText(b.words()), " .,;:") + ")"
	s.keep(task{text: text, owner: s.owner(who, c.speaker), due: due, lines: union(b.on(), c.on())})
	return true
}

// needs takes "I need to …", "Sam has to …" in notes for a task.
func (s *scribe) needs(c *clause, p prose.Promise) bool {
	return !s.transcript && c.heard.Says("need to", "needs to", "has to", "have to", "must", "should", "on my list") && p.Who != "" &&
		!strings.EqualFold(p.Who, "you") && !strings.EqualFold(p.Who, "we") && !told(prose.Hear(c.words()[:p.From]))
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
