package recap

import (
	"strings"

	"oneonone/internal/notes"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// due finds the date that a text sets as a limit.
func (s *scribe) due(text string) (oneonone.Date, bool) {
	day, _, ok := prose.Due(withoutStruck(text), s.base, s.notes.Locale)
	if !ok {
		return oneonone.Date{}, false
	}
	if h := prose.Hear(text); h.Says("the day before", "a day before", "one day before") && !h.Says("the day before yesterday") {
		day = day.AddDate(0, 0, -1)
	}
	return oneonone.DateOf(day), true
}

// takeTask files a unit that is one action item by its form: an open box, a
// line marked as an action or under such a heading, one handed to somebody by
// its label, or with an owner behind it.
func (s *scribe) takeTask(u *unit, h head) bool {
	heard := prose.Hear(u.Text[h.rest:])
	if u.Box == notes.OpenBox && h.section == notes.Questions {
		h.section = notes.Actions // "Open" above check boxes
	}
	told := s.read(u, 0, len(u.Text), "", "")
	action := told.Of(reader.Action)
	if heard.Count() < 2 && h.who == "" || heard.Done() || heard.Dropped() || heard.Asks() && u.Box != notes.OpenBox {
		return false
	}
	listed := u.Box == notes.OpenBox || h.marked || h.section == notes.Actions && (u.Bullet || action >= fairAction) ||
		h.section == notes.PastActions && action >= sureAction
	if listed && (h.section == notes.NoSection || h.section == notes.Actions || h.section == notes.PastActions) {
		s.takeListed(u, h, heard)
		return true
	}
	if h.section != notes.NoSection && h.section != notes.PastActions {
		return false
	}
	_, dated := s.due(u.Text[h.rest:])
	if action < fairAction || action < toldAction && !h.owned && !dated || action < max(told.Of(reader.Feedback), told.Of(reader.Noise)) {
		return false
	}
	clauses := s.clauses(u, h.rest, s.speakerOf(h))
	if len(clauses) > 2 && !h.owned || len(clauses) > 1 && (s.promised(clauses) || u.no > 0 && !u.Bullet) {
		return false
	}
	mark, trails := s.trailingOwner(u.Text[h.rest:])
	if !h.owned && (!trails || !dated && len(prose.Words(u.Text[h.rest:h.rest+mark.start])) < 2) {
		return false
	}
	s.addTask(u, h.rest, len(u.Text), h.who, s.speakerOf(h), heard)
	return true
}

// promised tells whether one of the clauses says itself who does what.
func (s *scribe) promised(clauses []clause) bool {
	for _, c := range clauses {
		if p, ok := c.heard.Promise(s.name); ok && p.Force == prose.Firm && p.Who != "" {
			return true
		}
	}
	return false
}

// takeListed files the tasks of a listed unit: one, or one a clause where
// several owners are named.
func (s *scribe) takeListed(u *unit, h head, heard prose.Heard) {
	clauses := s.clauses(u, h.rest, s.speakerOf(h))
	owners := map[string]bool{}
	for _, c := range clauses {
		if p, ok := c.heard.Promise(s.name); ok && p.Force == prose.Firm {
			owners[strings.ToLower(p.Who)] = true
		}
	}
	if len(owners) > 1 {
		s.sort(clauses, h)
		return
	}
	s.addTask(u, h.rest, len(u.Text), h.who, s.speakerOf(h), heard)
}

// addTask files the task that stands between two places of a unit. Who is the
// owner by a label, "" when the words themselves must say.
func (s *scribe) addTask(u *unit, start, end int, who, speaker string, heard prose.Heard) {
	text, label := u.Text[start:end], who
	due, _ := s.due(text)
	if n, shifted := prose.Shift(text); shifted && !due.IsZero() {
		due = oneonone.DateOf(due.Time(s.base.Location()).AddDate(0, 0, n)) // "the talk is on 15 April, slides two weeks before"
	}
	if p := s.doing(heard); p.Start > 0 && (who == "" || p.Force == prose.Firm) {
		if who == "" || !strings.EqualFold(p.Who, "we") && p.Who != "" {
			who = p.Who
		}
		if strings.TrimSpace(text[:p.From]) == "" || p.From < 12 && !strings.Contains(text[:p.From], ":") {
			text = text[p.Start:]
		}
	}
	text = s.withoutDue(strings.TrimPrefix(text, "to "))
	if mark, ok := s.trailingOwner(text); ok {
		if who == "" {
			who = mark.who
		}
		if s.owner(mark.who, speaker) == s.owner(who, speaker) {
			text = withoutMark(text, mark)
		}
	} else if mark, ok := s.trailingOwner(u.Text[start:end]); ok && who == "" {
		who = mark.who
	}
	owner := s.person(speaker)
	if who != label || speaker == "" {
		owner = s.owner(who, speaker)
	}
	if who == "" && heard.Says("mine") {
		owner = s.owner("I", speaker)
	} else if who == "" {
		owner, text = s.doer(prose.Hear(text), speaker)
		if owner == "" {
			owner = s.owner(u.under, "")
		}
		if owner == "" && u.Own {
			owner = oneonone.Me
		}
	}
	if owner == "" && due.IsZero() && s.isAside(u) {
		c := clause{unit: u, start: start, end: end, heard: heard, alone: s.read(u, start, end, "", "")}
		s.doubtful("action", text, "", due, c.sure(reader.Action), &c)
		return
	}
	if owner != "" {
		s.owned = u.Heading
	}
	s.keep(task{text: text, owner: owner, due: due, lines: u.LinesOf(start, end)})
}

// isAside tells a line of prose below action items that name who does them: what nobody takes
// there may be the words of the program that wrote the list.
func (s *scribe) isAside(u *unit) bool {
	return !u.Bullet && u.Box == notes.NoBox && u.Heading != "" && u.Heading == s.owned
}

// doer tells who does what a statement without a promise says, and what is left
// of it without an "I" in front: its subject ("Sam sends the deck"), or the one
// of the two to whom a thing does not go ("new version to her").
func (s *scribe) doer(h prose.Heard, speaker string) (oneonone.Maybe, string) {
	text := h.Text
	who, rest := h.Subject(s.name)
	told, tells := h.Deed(s.name)
	if _, promises := h.Promise(s.name); !promises && rest > len(who)+1 {
		who = "" // "slides for the forum, Sam wants to see them": who is named later does something else
	}
	if who == "" && tells {
		who = told.Who
	}
	verb := firstWord(strings.TrimLeft(text[rest:], " "))
	switch {
	case strings.EqualFold(who, "I") && prose.IsTaskVerb(strings.ToLower(verb)):
		return s.owner(who, speaker), strings.TrimLeft(text[rest:], " ")
	case who != "" && !strings.EqualFold(who, "we"):
		return s.owner(who, speaker), text
	case speaker != "":
		return s.person(speaker), text
	}
	if label, _, labelled := prose.CutLabel(text); labelled && writtenAsNames(label) {
		return "", text // who stands in front may be somebody not on file
	}
	return s.notWho(s.owner(h.Receiver(s.name), "")), text
}

// notWho gives the one of the two who is not the one.
func (s *scribe) notWho(who oneonone.Maybe) oneonone.Maybe {
	if who == oneonone.Me {
		return oneonone.Maybe(s.cast.Other())
	}
	if who != "" && string(who) == s.cast.Other() {
		return oneonone.Me
	}
	return ""
}

// withoutDue cuts the date off a task where it reads on without it, said twice or once.
func (s *scribe) withoutDue(text string) string {
	once := s.withoutOneDue(text)
	if once == text {
		return text
	}
	return s.withoutOneDue(once)
}

func (s *scribe) withoutOneDue(text string) string {
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

// withoutGrant takes off the end of a task what only led to its day: ", give me until".
func withoutGrant(text string) string {
	at := strings.LastIndex(text, ", ")
	if at < 0 {
		return text
	}
	if _, gives := prose.Hear(text[at:]).Starts("give me"); gives && len(prose.Content(text[at:])) < 2 {
		return text[:at]
	}
	return text
}
