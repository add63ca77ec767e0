package recap

import (
	"slices"
	"strings"

	"oneonone/internal/notes"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
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
	doubted
)

// From how many percent on the reader's word alone files a clause, and how few
// are enough where the words say themselves who does it. They were chosen on the
// notes of testdata with weights that had not learned from them, for actions
// and decisions so that most of what is filed is right.
const (
	sureAction  = 52
	toldAction  = 30
	pastAction  = 75
	fairAction  = 10
	leastAction = 6
	// sureNothing is more than the reader ever is.
	sureNothing  = 200
	sureDecision = 50
	fairDecision = 15
	sureOpinion  = 57
	quoted       = 75
	sureQuestion = 30
	sureIdea     = 38
	sureNoise    = 60
)

// sort tells clauses apart and files each.
func (s *scribe) sort(clauses []clause, h head) {
	filed := len(s.actions)
	defer func() { s.yield(min(filed, len(s.actions))) }()
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
	if c.heard.Count() == 0 || s.correctsDue(c) || s.redates(c) || s.boundsLater(c) {
		return smallTalk
	}
	if k, ok := s.bySection(c, h); ok {
		return k
	}
	if s.transcript && c.speaker != "" {
		if k := s.hearRequest(c); k != plainPoint {
			return k
		}
	}
	switch k := s.judge(c, after, h); k {
	case promised:
		if s.takeAction(c, h, before) {
			return promised
		}
		return plainPoint
	case decision:
		s.decide(c, before)
		return k
	case opinion:
		if pointsOnly(c) {
			return plainPoint
		}
		if sure := c.sure(reader.Feedback); sure < askedOpinion && h.section == notes.NoSection && h.from == "" {
			s.doubtful("feedback", c.words(), s.giver(c.heard, c.speaker), oneonone.Date{}, sure, c)
			return doubted
		}
		return s.opine(c, before, h)
	case openQuestion:
		s.ask(c, before)
		return k
	case plainPoint, smallTalk:
		if s.seal(c, before) {
			return decision
		}
		if k == plainPoint && s.goesOn(c, before) {
			return opinion
		}
		if k == plainPoint && s.mayBeDecided(c, h) && !pointsOnly(c) {
			s.doubtful("decision", s.contextual(c, before), "", oneonone.Date{}, c.sure(reader.Decision), c)
			return doubted
		}
		return k
	case idea:
		s.ideas = append(s.ideas, oneonone.Said{Text: s.contextual(c, before), Lines: s.contextLines(c, before)})
		return k
	default:
		return k
	}
}

// judge tells what a clause does: the likeliest of what the reader is sure enough
// of, in what stands around it.
func (s *scribe) judge(c *clause, after []clause, h head) kind {
	best, asks := s.likeliest(c, h), c.heard.Asks()
	switch {
	case jokes(c.heard):
		return smallTalk
	case asks && best == promised:
		return promised // a letter asks for it
	case asks && s.isAnswered(after):
		return smallTalk
	case asks && !s.transcript && c.heard.Count() > 2 && best == plainPoint:
		return openQuestion
	case asks && s.transcript && best == openQuestion:
		return smallTalk // it is answered in the talk, or nobody cared
	case (best == decision || best == idea || best == promised) && s.isRefused(c):
		return idea
	case best == plainPoint && (c.alone.Of(reader.Noise) >= sureNoise || s.transcript && c.heard.Count() < 3):
		return smallTalk
	}
	return best
}

// likeliest gives what the reader is surest of, measured by how sure it has to be.
func (s *scribe) likeliest(c *clause, h head) kind {
	best, most := plainPoint, 100
	weigh := func(k kind, sure, least int) {
		if n := sure * 100 / least; n >= most {
			best, most = k, n
		}
	}
	asks, open := c.heard.Asks(), c.heard.Undecided()
	if open && !s.transcript {
		best = openQuestion
	}
	weigh(idea, c.sure(reader.Idea), sureIdea)
	if least := s.enough(c, h); s.mayBeTask(c, asks) && !isRatherNone(c, least) {
		weigh(promised, c.sure(reader.Action), least)
	}
	if least := s.settled(c); !asks && !open && s.answers(c) && (least == fairDecision || !isRatherTold(c)) {
		weigh(decision, c.sure(reader.Decision), least)
	}
	if least := sureOpinion; !asks {
		if strings.HasPrefix(c.words(), "\"") || strings.HasPrefix(c.words(), "“") {
			least = quoted
		}
		weigh(opinion, c.sure(reader.Feedback), least)
	}
	weigh(openQuestion, c.sure(reader.Question), sureQuestion)
	return best
}

// isRatherNone tells whether the reader takes a statement for something else than a task:
// a blocker or a thing done, where nothing in the words says who does it, or a program's words.
func isRatherNone(c *clause, least int) bool {
	if least == sureAction && max(c.alone.Of(reader.Blocker), c.alone.Of(reader.Done)) > c.alone.Of(reader.Action) {
		return true
	}
	return c.alone.Of(reader.Noise) >= sureNoise && c.sure(reader.Action) < toldAction
}

// isRatherTold tells whether the reader takes a statement for a thing done or for nothing
// rather than for a decision.
func isRatherTold(c *clause) bool {
	return max(c.alone.Of(reader.Done), c.alone.Of(reader.Noise)*3/2) >= c.alone.Of(reader.Decision)
}

// mayBeTask tells whether nothing in the words says that there is nothing (more)
// to do. A question is a task only in a letter to whom is to do it.
func (s *scribe) mayBeTask(c *clause, asks bool) bool {
	_, requests := c.heard.Request()
	if _, reasons := c.heard.Starts("because"); reasons {
		return false
	}
	return !(asks && !(requests && s.letter)) && !c.heard.Says("not going to", "will not") && !c.heard.Done() && !c.heard.Dropped() &&
		!putsOff(c.words())
}

// putsOff tells whether a text says "not" of a day: not today, not this week.
func putsOff(text string) bool {
	return slices.ContainsFunc(daysIn(text), func(d prose.DateSpan) bool {
		return strings.HasSuffix(strings.ToLower(text[:d.Start]), "not ")
	})
}

// jokes tells whether the notes mark a sentence as not meant.
func jokes(h prose.Heard) bool {
	return h.Says("laughs", "laughing", "joking", "joke", "kidding", "lol", "haha") || h.Ends("ha")
}

// enough tells how sure of an action the reader has to be: the more the words
// say themselves who does it, or when, the less.
func (s *scribe) enough(c *clause, h head) int {
	p, promises := c.heard.Promise(s.name)
	_, dated := s.due(c.words())
	_, _, labelled := prose.CutLabel(c.words())
	orders := c.heard.Orders() && !labelled && (c.Bullet || h.who != "") && (c.start == h.rest || dated)
	if _, what, found := strings.Cut(c.words(), " will be "); found && !strings.HasSuffix(firstWord(what), "ing") {
		return sureNothing // what somebody will be is no task
	}
	told, tells := c.heard.Deed(s.name)
	_, reported := s.ledBy(c.heard)
	switch {
	case reported && !s.transcript && !dated:
		return sureNothing
	case tells && dated && s.ofTheTwo(told.Who, c) && !strings.HasPrefix(c.words(), "\"") && !s.transcript:
		return leastAction
	case promises && p.Force == prose.Firm && p.Who != "" && !strings.EqualFold(p.Who, "we"):
		return fairAction
	case orders && h.who != "":
		return fairAction
	case promises && p.Who != "" && dated && !strings.EqualFold(p.Who, "we"):
		return fairAction
	case h.who != "" && dated && c.start == h.rest && !s.transcript && s.ofTheTwo(h.who, c):
		return toldAction // "me: image pipeline, start Monday"
	case orders || tells && !s.transcript || promises && p.Force == prose.Firm && p.Who == "":
		return toldAction
	case c.heard.Says("was", "were"):
		return pastAction
	}
	return sureAction
}

// answers tells whether a clause of a talk that is no more than a yes or a no has a
// question or a proposal before it.
func (s *scribe) answers(c *clause) bool {
	if !s.transcript || c.heard.Count() > 3 && len(prose.Content(c.words())) > 0 || !c.heard.SaysNo() && !c.heard.SaysYes() {
		return true
	}
	n := len(s.said)
	return n > 0 && (s.said[n-1].heard.Asks() || s.said[n-1].kind == idea)
}

// settled tells how sure of a decision the reader has to be: less where the words
// say what "we" do, or how things are until some day.
func (s *scribe) settled(c *clause) int {
	who, rest := c.heard.LastSubject(s.name)
	_, hortative := c.heard.Starts("let us", "so let us", "ok let us")
	does := prose.Hear(c.words()[rest:])
	_, intends := does.Starts("will", "are not", "do not")
	if hortative || strings.EqualFold(who, "we") && (intends || does.Orders()) {
		return fairDecision
	}
	if c.heard.Says("until", "till", "til") {
		return fairDecision
	}
	return sureDecision
}

// ofTheTwo tells whether who does something is the writer or the other person.
func (s *scribe) ofTheTwo(who string, c *clause) bool {
	owner := s.owner(who, c.speaker)
	return owner == oneonone.Me || owner != "" && string(owner) == s.cast.Other()
}

// isRefused tells whether the other one says no to it in the next breath.
func (s *scribe) isRefused(c *clause) bool {
	if !s.transcript || c.no+1 >= len(s.units) {
		return false
	}
	next := s.units[c.no+1]
	return next.Speaker != "" && next.Speaker != c.Speaker && prose.Hear(next.Text).SaysNo()
}

// bySection files what stands under a heading that says what it is.
func (s *scribe) bySection(c *clause, h head) (kind, bool) {
	asks := c.heard.Asks() || c.alone.Tells(reader.Question) && !c.alone.Tells(reader.Decision)
	switch h.section {
	case notes.Decisions:
		if !asks {
			s.decide(c, nil)
			return decision, true
		}
	case notes.Questions:
		if n := len(s.questions); n > 0 && !c.heard.Asks() && strings.Contains(c.unit.Text[:c.start], "?") {
			s.questions[n-1].Text = sentence(s.questions[n-1].Text) + " " + spell(plainText(c.words()))
			return openQuestion, true
		}
		s.questions = append(s.questions, oneonone.Said{Text: spell(plainText(c.words())), Lines: c.on()})
		return openQuestion, true
	case notes.Ideas:
		s.ideas = append(s.ideas, oneonone.Said{Text: spell(plainText(c.words())), Lines: c.on()})
		return idea, true
	}
	return 0, false
}

// ask files what is left open, with what it is about.
func (s *scribe) ask(c *clause, before []clause) {
	s.questions = append(s.questions, oneonone.Said{Text: s.contextual(c, before), Lines: s.contextLines(c, before)})
}

// isAnswered tells whether a question of the notes has its answer behind it;
// then the answer carries the question along.
func (s *scribe) isAnswered(after []clause) bool {
	return !s.transcript && slices.ContainsFunc(after, func(a clause) bool {
		return a.heard.SaysYes() || a.heard.SaysNo() || a.sure(reader.Decision) >= sureDecision || a.sure(reader.Question) >= sureQuestion
	})
}

// pointsOnly tells whether a clause names nothing that the user could be asked about: "and
// she was fine with that".
func pointsOnly(c *clause) bool {
	words := prose.Words(c.words())
	points := c.heard.Points() || len(words) > 0 && pointsBack(words[len(words)-1].Lower)
	return points && len(prose.Content(c.words())) < 2
}

// pointsBack tells the words that stand for something said before.
func pointsBack(word string) bool { return word == "it" || word == "that" || word == "this" }

// contextual gives a clause with the clauses before it that it needs to be
// understood: a short one, or one that points back.
func (s *scribe) contextual(c *clause, before []clause) string {
	return spell(plainText(c.Text[s.contextStart(c, before):c.end]))
}

func (s *scribe) contextLines(c *clause, before []clause) []int {
	return c.LinesOf(s.contextStart(c, before), c.end)
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
		if before[i].heard.Count() > 2 { // "Ouch. Yes." leads nowhere
			start = before[i].start
		}
	}
	return start
}

// leansBack tells whether a clause can't stand alone.
func leansBack(h prose.Heard) bool {
	if h.Count() <= 4 || h.SaysYes() || h.SaysNo() || h.Points() {
		return true
	}
	if _, ok := h.Starts("so", "then"); ok && h.Count() < 8 {
		return true
	}
	_, ok := h.Starts("it", "this", "that", "they", "them", "both", "because", "instead")
	return ok
}
