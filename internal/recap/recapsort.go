package recap

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// kind is what a clause turned out to be.
type kind int

const (
	plainPoint kind = iota
	smallTalk
	promised
	decision
	opinion
	openQuestion
	idea
)

// sort tells clauses apart and files each.
func (s *scribe) sort(clauses []clause, h head) {
	for i := range clauses {
		c := &clauses[i]
		c.kind = s.file(c, clauses[:i], clauses[i+1:], h)
		if c.kind == plainPoint {
			s.points = append(s.points, *c)
		}
		s.said = append(s.said, *c)
	}
}

// file files one clause and tells what it was.
func (s *scribe) file(c *clause, before, after []clause, h head) kind {
	heard := c.heard
	if s.transcript && c.speaker != "" {
		if k := s.hearRequest(c); k != plainPoint {
			return k
		}
	}
	switch {
	case heard.Count() == 0, heard.Jokes(), s.transcript && heard.Count() < 3 && !heard.Confirms() && !heard.Decides() && !s.correctsDue(c):
		return smallTalk
	case s.correctsDue(c):
		return smallTalk
	case heard.Confirms():
		return s.confirm(c, before)
	}
	if k, ok := s.bySection(c, h); ok {
		return k
	}
	if heard.Undecided() && s.takePromise(c, h, before) {
		return promised
	}
	switch {
	case s.transcript && s.isSpokenOpinion(c):
		return opinion
	case heard.Undecided() && !s.transcript:
		s.ask(c, before)
		return openQuestion
	case s.isAnswered(c, after):
		return smallTalk
	case heard.Asks():
		return s.fileQuestion(c)
	case heard.Done() || heard.Dropped() && !heard.Decides() && !s.laysDown(c):
		return plainPoint
	}
	return s.fileStatement(c, before, h)
}

func (s *scribe) fileStatement(c *clause, before []clause, h head) kind {
	heard := c.heard
	if !s.transcript && !(heard.Says("we") && s.laysDown(c)) && s.isOpinion(c, h) {
		return opinion
	}
	if s.saidYes(c, before) {
		return promised
	}
	supposes := heard.Supposes() && !s.promisesFirst(c)
	if label, rest, ok := prose.CutLabel(c.words()); ok && !s.transcript && h.who == "" && s.isWho(label) && prose.Hear(rest).Orders() {
		s.addTask(c.unit, c.end-len(rest), c.end, label, "", prose.Hear(rest))
		return promised
	}
	if (heard.Decides() || s.laysDown(c)) && !(supposes && s.transcript) && !s.promisesOne(c) {
		s.decide(c, before)
		return decision
	}
	switch {
	case !supposes && s.takePromise(c, h, before):
		return promised
	case supposes && !s.transcript && isIdea(heard):
		s.ideas = append(s.ideas, oneonone.Said{Text: s.contextual(c, before), Lines: c.on()})
		return idea
	}
	return plainPoint
}

// promisesFirst tells whether a firm promise stands before what is only
// supposed: "he'll write down two projects where he could lead".
func (s *scribe) promisesFirst(c *clause) bool {
	p, ok := c.heard.Promise(s.name)
	return ok && p.Force == prose.Firm && !p.Told && p.Who != "" && !prose.Hear(c.words()[:p.Start]).Supposes() &&
		!c.heard.Says("maybe", "perhaps", "possibly")
}

// saidYes files what the other one asked the writer to do, when the writer says
// yes to it: "asked if I'd present the results. I said yes."
func (s *scribe) saidYes(c *clause, before []clause) bool {
	if s.transcript || len(before) == 0 || c.heard.Count() > 5 || !c.heard.Says("i said yes", "said yes", "i said ok", "said ok",
		"i said sure", "said sure", "i agreed", "i said i would", "said i would", "will do", "on it") {
		return false
	}
	last := before[len(before)-1]
	at, ok := last.heard.AskedToDo()
	if !ok || last.kind == promised {
		return false
	}
	s.dropPoint(last)
	due, dated := s.due(c.words())
	if !dated {
		due, _ = s.due(last.words())
	}
	s.keep(task{text: s.withoutDue(last.words()[at:]), owner: oneonone.Me, due: due, lines: union(last.on(), c.on())})
	return true
}

// laysDown tells whether a clause of notes, or one that two people say to each
// other, settles something in the present tense. A deed that one person takes
// on is a promise first.
func (s *scribe) laysDown(c *clause) bool {
	if s.transcript && len(s.speakers) > 2 || !c.heard.LaysDown(s.name) {
		return false
	}
	p, ok := c.heard.Promise(s.name)
	return !ok || p.Force == prose.Loose || p.Who == "" || strings.EqualFold(p.Who, "we")
}

// isIdea tells ideas from other suppositions.
func isIdea(h prose.Heard) bool {
	_, conditional := h.Starts("if", "assuming", "suppose")
	return !conditional && !h.Says("not sure", "would push", "asked if", "asked whether", "he would like",
		"she would like") && (h.Says("i", "we") || !h.Says("would like to", "would love to")) && h.Count() > 3
}

// promisesOne tells whether the clause hands a task to one person, so that
// "agreed" in it is no decision: "Sam agreed to send it", "agreed that I'll
// write it".
func (s *scribe) promisesOne(c *clause) bool {
	p, ok := c.heard.Promise(s.name)
	if !ok || p.Force != prose.Firm || p.Who == "" || c.heard.Refuses() {
		return false
	}
	who := s.owner(p.Who, c.speaker)
	if who == "" || who == "both" {
		return false
	}
	_, dated := s.due(c.words())
	return dated || strings.EqualFold(p.Who, "I") || !c.heard.Says("decided", "decision")
}

// bySection files what stands under a heading that says what it is.
func (s *scribe) bySection(c *clause, h head) (kind, bool) {
	switch h.section {
	case decisionSection:
		if !c.heard.Undecided() && !c.heard.Asks() {
			s.decide(c, nil)
			return decision, true
		}
	case questionSection:
		if n := len(s.questions); n > 0 && !c.heard.Asks() && strings.Contains(c.unit.text[:c.start], "?") {
			q := &s.questions[n-1]
			if !endsSentence(q.Text) {
				q.Text += "."
			}
			q.Text += " " + spell(plainText(c.words()))
			return openQuestion, true
		}
		s.questions = append(s.questions, oneonone.Said{Text: spell(plainText(c.words())), Lines: c.on()})
		return openQuestion, true
	case ideaSection:
		s.ideas = append(s.ideas, oneonone.Said{Text: spell(plainText(c.words())), Lines: c.on()})
		return idea, true
	}
	return 0, false
}

// ask files what is left open, with what it is about.
func (s *scribe) ask(c *clause, before []clause) {
	s.questions = append(s.questions, oneonone.Said{Text: s.contextual(c, before), Lines: s.contextLines(c, before)})
}

// fileQuestion keeps the questions of notes; those of a talk are answered in
// it, or small talk.
func (s *scribe) fileQuestion(c *clause) kind {
	if s.transcript || c.heard.Count() < 3 {
		return smallTalk
	}
	s.questions = append(s.questions, oneonone.Said{Text: spell(plainText(c.words())), Lines: c.on()})
	return openQuestion
}

// isAnswered tells whether a question of the notes has its answer behind it;
// then the answer carries the question along.
func (s *scribe) isAnswered(c *clause, after []clause) bool {
	if !c.heard.Asks() || s.transcript {
		return false
	}
	return slices.ContainsFunc(after, func(a clause) bool {
		_, yes := a.heard.Starts("yes", "no", "agreed", "ok", "sure", "not now", "not yet")
		return yes || a.heard.Decides() || a.heard.Refuses() || a.heard.Undecided()
	})
}

// contextual gives a clause with the clauses before it that it needs to be
// understood: a short one, or one that points back.
func (s *scribe) contextual(c *clause, before []clause) string {
	return spell(plainText(c.text[s.contextStart(c, before):c.end]))
}

func (s *scribe) contextLines(c *clause, before []clause) []int {
	return c.linesOf(s.contextStart(c, before), c.end)
}

func (s *scribe) contextStart(c *clause, before []clause) int {
	start := c.start
	if len(before) == 0 || !leansBack(c.heard) {
		return start
	}
	for i := len(before) - 1; i >= 0 && c.end-before[i].start < 260; i-- {
		if before[i].kind != plainPoint && before[i].kind != smallTalk && before[i].kind != openQuestion {
			break
		}
		start = before[i].start
	}
	return start
}

// leansBack tells whether a clause can't stand alone.
func leansBack(h prose.Heard) bool {
	if _, ok := h.Starts("ok agreed", "agreed with", "ok with"); ok && h.Count() <= 6 {
		return true
	}
	if h.Count() <= 4 || h.Ends("it", "this", "that", "them", "these", "those") {
		return true
	}
	if _, ok := h.Starts("no", "yes", "not", "so", "then", "it", "this", "that", "they", "them", "both", "reason", "reasons",
		"because", "instead"); ok {
		return true
	}
	if h.Says("turned that down", "turned it down", "said no", "against it", "approved it", "rejected it", "agreed to it",
		"agreed to that") && h.Count() <= 12 {
		return true
	}
	if h.Points() {
		return true
	}
	return h.Count() <= 7 && h.Says("it", "them", "conclusion", "no decision", "not decided", "undecided")
}
