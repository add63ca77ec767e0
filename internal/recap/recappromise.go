package recap

import (
	"cmp"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// takeAction files a clause that the reader takes for an action.
func (s *scribe) takeAction(c *clause, h head, before []clause) bool {
	p := s.doing(c.heard)
	if at, ok := c.heard.Request(); ok && s.letter {
		p = prose.Promise{Who: "you", From: at, Start: at}
	}
	due, _ := s.due(c.words())
	if n, shifted := prose.Shift(c.words()); shifted || due.IsZero() {
		due = cmp.Or(s.shifted(c, before, n, shifted), due)
	}
	text, lines := s.withoutDue(strings.TrimPrefix(s.deed(c, p), "to ")), c.on()
	if s.transcript {
		text = withoutGrant(prose.WithoutFillers(text))
	} else if isDictated(c.Text) {
		text = prose.WithoutFillers(text)
	}
	if label, rest, ok := prose.CutLabel(text); ok && h.who == "" && !s.transcript && s.isWho(label) {
		h.who, text = label, rest // "I hear of it too late. M: right, gets me onto the list"
	}
	owner, text := s.takenBy(c, p, withoutSelf(text), h, before)
	if s.accepted == c.unit && leansBack(c.heard) && len(prose.Content(text)) < 2 {
		return true // "sure, I'll do that": it is on the list as what was asked
	}
	if b := s.antecedent(c, text, before); b != nil {
		if label, rest, ok := prose.CutLabel(text); ok && strings.HasPrefix(strings.ToLower(b.words()), strings.ToLower(label)+":") {
			text = strings.TrimSpace(rest)
		}
		text = strings.TrimRight(text, " .,;") + " (" + strings.TrimRight(plainText(prose.WithoutFillers(b.words())), " .,;:") + ")"
		lines = union(b.on(), lines)
	} else if firm := p.Who != "" && p.Force == prose.Firm && len(strings.Fields(text)) > 1; len(prose.Content(text)) == 0 ||
		s.transcript && len(prose.Content(text)) < 2 && !firm {
		return false
	}
	if third := s.aboutThird(c, text, before); third != "" {
		text = strings.TrimRight(text, " .,;") + " (" + third + ")"
		lines = union(before[len(before)-1].on(), lines)
	}
	promise, promises := c.heard.Promise(s.name)
	loose := asksWhether(c.heard) || due.IsZero() && (s.enough(c, h) == sureAction && !(promises && promise.Force == prose.Firm) || s.transcript && owner == "")
	s.keep(task{text: text, owner: owner, due: due, lines: lines, from: c, loose: loose})
	return true
}

// asksWhether tells whether a statement reports what somebody asked of another: it says nothing
// of the answer.
func asksWhether(h prose.Heard) bool {
	return h.Says("asked if", "asked me if", "asked whether")
}

// withoutSelf takes out the "myself" that stresses who does something, which is told by the
// owner already: "ring them myself". What one does to oneself keeps it.
func withoutSelf(text string) string {
	words := prose.Words(text)
	for i := 2; i < len(words); i++ {
		if strings.HasSuffix(words[i].Lower, "self") && !prose.IsStop(words[i-1].Lower) && !prose.IsTaskVerb(words[i-1].Lower) {
			return strings.TrimSpace(strings.TrimSpace(text[:words[i].Start]) + text[words[i].End:])
		}
	}
	return text
}

// shifted gives the day that a clause sets from one told just before: "it opens on 17 March,
// she gives it back three days after that".
func (s *scribe) shifted(c *clause, before []clause, n int, shifted bool) oneonone.Date {
	if !shifted {
		return s.possessed(c.words())
	}
	said := append([]clause{*c}, before...)
	slices.Reverse(said[1:])
	for _, b := range said {
		if days := prose.Dates(b.words(), s.base, s.notes.Locale); len(days) > 0 {
			return oneonone.DateOf(days[len(days)-1].Day.AddDate(0, 0, n))
		}
	}
	return oneonone.Date{}
}

// possessed gives the day to come of what is dated by it, where a text tells no other: "at
// Friday's stand-up", "with tomorrow's courier".
func (s *scribe) possessed(text string) oneonone.Date {
	days := prose.Dates(text, s.base, s.notes.Locale)
	if len(days) != 1 || days[0].Day.Before(s.base) || !strings.HasPrefix(text[days[0].End:], "'s ") && !strings.HasPrefix(text[days[0].End:], "’s ") {
		return oneonone.Date{}
	}
	return oneonone.DateOf(days[0].Day)
}

// doing finds who does what in a statement: what somebody takes on, or else what
// somebody is told to do, or else whom the statement is about at last.
func (s *scribe) doing(h prose.Heard) prose.Promise {
	if h.Orders() {
		return prose.Promise{} // "get security to sign it": who is told to do it comes before
	}
	p, promises := h.Promise(s.name)
	if first, ok := h.Starts("i will", "and i will", "so i will"); ok && (!promises || p.Force != prose.Firm) {
		return prose.Promise{Who: "I", Start: first, Force: prose.Firm} // "I'll see with Bruna if she can do it"
	}
	if rest, ok := h.Starts("you"); ok && !promises && (s.letter || s.transcript) && prose.Hear(h.Text[rest:]).Orders() {
		return prose.Promise{Who: "you", Start: rest, Force: prose.Loose} // "you write the announcement": what two agree on
	}
	told, tells := h.Deed(s.name)
	_, marked := s.trailingOwner(h.Text)
	if promises && (p.Force == prose.Firm || !marked && !(tells && told.From < p.From)) {
		return p
	}
	if who, rest := h.LastSubject(s.name); !tells && (rest <= len(who)+1 || strings.HasSuffix(firstWord(strings.TrimSpace(h.Text[rest:])), "ed")) {
		told.Who = who // "slides for the forum, Sam wants to see them" are nobody's by that
	}
	if strings.EqualFold(told.Who, "we") {
		told.Who = ""
	}
	return told
}

// takenBy tells who takes on what a clause promises, and gives the task without
// the mark that says so: who promises it, whose mark stands behind it, whose
// label before it, who was spoken of.
func (s *scribe) takenBy(c *clause, p prose.Promise, text string, h head, before []clause) (oneonone.Maybe, string) {
	mark, marked := s.trailingOwner(c.words())
	if m, ok := s.trailingOwner(text); ok {
		text = s.withoutDue(withoutMark(text, m))
	}
	from, led := s.ledBy(c.heard)
	if _, ok := c.heard.Starts("from"); led && ok {
		return from, text // "from you: a first draft"
	}
	_, requests := c.heard.Request()
	_, tells := c.heard.Deed(s.name)
	labelled := h.who != "" && !s.transcript && (strings.EqualFold(p.Who, "we") || p.Force != prose.Firm && !tells)
	switch {
	case c.heard.Says("from me") && !c.heard.Says("i"):
		return s.owner("I", c.speaker), text
	case s.offers(c):
		return s.owner("I", c.speaker), text
	case s.transcript && c.heard.Orders() && c.heard.Says("to me", "with me"):
		return s.person(c.speaker), text // "leave the landlord to me"
	case s.transcript && len(s.speakers) == 2 && (requests && !c.heard.Says("i") || c.heard.Orders()):
		return oneonone.Maybe(s.addressee(c.speaker)), text
	case p.Who != "" && !labelled:
		if third := s.spokenOf(c, p, before); third != "" {
			return third, text
		}
		if full, ok := fullName(c.words()[:p.From], p.Who); ok && !s.isMet(p.Who) {
			return oneonone.Maybe(full), text
		}
		if first, joins := s.joined(c.words()[:p.From]); joins {
			return s.pair(s.owner(first, c.speaker), s.owner(p.Who, c.speaker), first+" and "+p.Who), text
		}
		return s.owner(p.Who, c.speaker), text
	case marked:
		return s.owner(mark.who, c.speaker), text
	case c.heard.Says("mine"):
		return s.owner("I", c.speaker), text
	case h.who != "":
		return s.owner(h.who, ""), text
	case c.speaker != "" && s.hasOwnSubject(c):
		return "", text // what the vendor will do is on nobody's list
	case c.speaker != "":
		return s.person(c.speaker), text
	case c.under != "" && p.Who == "" && c.kind != opinion:
		return s.owner(c.under, ""), text
	case p.Who == "" && c.heard.Says("for me", "to me"):
		return s.notWho(oneonone.Me), text
	case p.Start > 0 || p.Force == prose.Firm:
		if who := s.carried(c, p, before); who != "" {
			return s.owner(who, ""), text
		}
		return oneonone.Me, text // who writes leaves themselves out
	}
	if who, _ := c.heard.Subject(s.name); who != "" && !strings.EqualFold(who, "I") && !strings.EqualFold(who, "we") {
		return s.owner(who, c.speaker), text // "she did offer to take it over, so I can get out on time"
	}
	if c.heard.Orders() && !s.transcript || c.heard.Says("i") {
		return oneonone.Me, text // what one writes down to do
	}
	return s.notWho(s.owner(c.heard.Receiver(s.name), "")), text
}

// aboutThird gives the name, just before a task, that tells whom its "her" or "his" means, where
// that is neither of the two and nobody else is named there.
func (s *scribe) aboutThird(c *clause, text string, before []clause) string {
	h := prose.Hear(text)
	if len(before) == 0 || strings.Contains(text, "(") || !h.Says("her", "his", "him") && !h.Says("them", "their") {
		return ""
	}
	said, named := before[len(before)-1].words(), ""
	for _, w := range prose.Words(said) {
		who, known := s.cast.Who(w.Text)
		if known && (who == oneonone.Me || who == s.cast.Other()) && w.Text != w.Lower {
			return ""
		}
		if writtenAsName(w) && (named == "" || named == w.Text) {
			named = w.Text
		} else if writtenAsName(w) {
			return ""
		}
	}
	return named
}

// spokenOf gives the third person that a "he" or "she" means: the one named last before it,
// in the clause or the one before.
func (s *scribe) spokenOf(c *clause, p prose.Promise, before []clause) oneonone.Maybe {
	switch strings.ToLower(p.Who) {
	case "he", "she":
	default:
		return ""
	}
	text := c.words()[:p.From]
	if n := len(before); n > 0 {
		text = before[n-1].words() + " " + text
	}
	words := prose.Words(text)
	for i := len(words) - 1; i >= 0; i-- {
		if len(words[i].Text) < 2 || words[i].Text == words[i].Lower || strings.Contains(c.words()[p.Start:], words[i].Text) {
			continue
		}
		if who, ok := s.cast.Who(words[i].Text); ok && who != oneonone.Me {
			if who == s.cast.Other() {
				return ""
			}
			return oneonone.Maybe(who)
		}
	}
	return ""
}

// fullName gives a name with the one that stands right before it: "Sian Hopkins to take over".
func fullName(before, who string) (string, bool) {
	words := prose.Words(before)
	if n := len(words); n > 0 && strings.HasSuffix(before, words[n-1].Text+" ") && writtenAsName(words[n-1]) && who != strings.ToLower(who) {
		return words[n-1].Text + " " + who, true
	}
	return "", false
}

// joined tells whether another name is tied to the one that follows: "Priya and".
func (s *scribe) joined(before string) (string, bool) {
	words := prose.Words(before)
	n := len(words)
	if n < 2 || words[n-1].Lower != "and" || !s.name(words[n-2].Text) || words[n-2].Text == words[n-2].Lower {
		return "", false
	}
	return words[n-2].Text, true
}

// hasOwnSubject tells whether a clause is about a thing or a group that does something: "the
// vendor will fix it".
func (s *scribe) hasOwnSubject(c *clause) bool {
	words := prose.Words(c.words())
	if len(words) < 3 {
		return false
	}
	switch words[0].Lower {
	case "the", "our", "their":
		return c.heard.Says("will", "has to", "is going to")
	}
	return false
}

// offers tells whether somebody offers to do what follows: "let me check with legal".
func (s *scribe) offers(c *clause) bool {
	_, ok := c.heard.Starts("let me", "so let me", "ok let me")
	return ok && !c.heard.Says("let me know")
}

// deed gives the words of a promise that say what is to be done.
func (s *scribe) deed(c *clause, p prose.Promise) string {
	text := c.words()
	switch rest := s.withoutDue(text[p.Start:]); {
	case len(prose.Content(rest)) < 2 && len(prose.Content(text[:p.From])) > 1:
		return text
	case p.Who == "":
		return text[p.Start:]
	case keepsSubject(text[:p.From]):
		return text[:p.From] + text[p.Start:]
	}
	if label, _, ok := prose.CutLabel(c.Text); ok && !s.transcript && leansBack(prose.Hear(text[p.Start:])) && !s.isWho(label) {
		return label + ": " + text[p.Start:]
	}
	return text[p.Start:]
}

// antecedent gives the clause that says what a task means that names nothing by
// itself: "look into it", "will do that". It is nothing said yet by another item.
func (s *scribe) antecedent(c *clause, task string, before []clause) *clause {
	if !pointsSomewhere(task) && (len(prose.Content(task)) > 1 || len(strings.Fields(task)) > 2) {
		return nil
	}
	prior := before
	if s.transcript {
		prior = s.said
	}
	for n := 0; n < 4 && len(prior) > 0 && (saysNothing(prior[len(prior)-1]) || len(prose.Content(prior[len(prior)-1].words())) < 2); n++ {
		prior = prior[:len(prior)-1]
	}
	if len(prior) == 0 || prior[len(prior)-1].kind == promised || prior[len(prior)-1].kind == opinion {
		return nil // it has a place of its own
	}
	last := prior[len(prior)-1]
	if meansSomebody(task) && !s.namesSomebody(last) {
		return nil
	}
	if isDictated(c.Text) {
		last = tail(last)
	}
	if last.kind == plainPoint && !isDictated(c.Text) {
		s.dropPoint(last)
	}
	if n := len(s.questions); last.kind == openQuestion && n > 0 {
		s.questions = s.questions[:n-1]
	}
	return &last
}

// namesSomebody tells whether a clause names a person.
func (s *scribe) namesSomebody(c clause) bool {
	return slices.ContainsFunc(prose.Words(c.words()), func(w prose.Word) bool {
		_, known := s.cast.Who(w.Text)
		return known && len(w.Text) > 1
	})
}

// tail gives the last words of a clause: in a dictated text they are what the next one points to.
func tail(c clause) clause {
	const most = 6
	if words := prose.Words(c.words()); len(words) > most {
		c.heard = prose.Hear("…" + c.words()[words[len(words)-most].Start:])
	}
	return c
}

// pointsSomewhere tells whether a task has a word that stands for something or somebody named
// before.
func pointsSomewhere(task string) bool {
	h := prose.Hear(task)
	return h.Points() || (h.Says("it", "this", "that") || meansSomebody(task)) && len(prose.Content(task)) < 3
}

// meansSomebody tells whether a task is done to somebody named before: "talk to her", but not
// "take over her boards".
func meansSomebody(task string) bool {
	words := prose.Words(task)
	for i, w := range words {
		switch w.Lower {
		case "him", "them":
			return true
		case "her":
			return i+1 == len(words) || prose.IsStop(words[i+1].Lower)
		}
	}
	return false
}

// saysNothing tells whether a clause is small talk.
func saysNothing(c clause) bool {
	return len(prose.Content(c.words())) == 0 || c.Speaker != "" && c.heard.Count() < 4 && c.alone.Of(reader.Noise) >= sureNoise
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
	if len(before) > 0 {
		text = before[len(before)-1].words() + " " + text
	}
	words := prose.Words(text)
	for i := len(words) - 1; i >= 0; i-- {
		w := words[i]
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
