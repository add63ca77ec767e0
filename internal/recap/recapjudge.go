package recap

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// isOpinion files a clause that is feedback by its words, and tells so.
func (s *scribe) isOpinion(c *clause, h head) bool {
	heard := c.heard
	if heard.Asks() && !heard.AnnouncesOpinion() {
		return false
	}
	if heard.AnnouncesOpinion() && !heard.Praises() && !heard.Criticises() {
		return s.announce(c)
	}
	values := heard.Praises() || heard.Criticises()
	if s.isDirected(c) || s.isOfTheOther(c, h) || values && s.isOwnView(c, h) {
		return true
	}
	if !values && !heard.Says("more", "less", "thanked", "rather", "prefer") {
		return isJudgement(heard) && s.isReported(c)
	}
	if s.isTold(c) || s.isReported(c) {
		return true
	}
	if h.who == "" || c.speaker == "" || !values {
		return false
	}
	_, first := heard.Starts("i", "we", "i am", "my")
	first = first || heard.Says("we")
	toUser := heard.OfYou() || !first && c.speaker != oneonone.Me && (heard.OfWorkProduct() || skipsSubject(heard) || c.speaker == s.cast.Other() && heard.Says("i", "me", "my"))
	if !toUser {
		return false
	}
	s.addOpinion(c.words(), oneonone.Maybe(c.speaker), c.on())
	return true
}

// isOfTheOther files what one person is said to say about another, where one of
// the two is of this meeting: "she says I go quiet in the calls", "told him he
// solves everything himself". Who speaks of themselves gives no feedback.
func (s *scribe) isOfTheOther(c *clause, hd head) bool {
	h := c.heard
	if h.Asks() || h.Says("asked", "asks", "wants me to", "wanted me to", "wants him to", "wants her to", "whether", "when i was", "when she was", "when he was") {
		return false
	}
	giver, to, said := s.sayer(c, hd)
	if giver == "" || h.Supposes() && h.Says("suggested", "suggests") {
		return false
	}
	rest := prose.Hear(c.words()[min(said, len(c.words())):])
	about := s.owner(s.called(rest.AboutWhom(s.name)), "")
	if who := rest.AboutWhom(s.name); strings.EqualFold(who, "you") && hd.who != "" && !s.transcript {
		about = s.notWho(giver)
	}
	if about == giver || about == "" || about != oneonone.Me && string(about) != s.cast.Other() {
		return false
	}
	if _, dated := s.due(rest.Text); dated && rest.Promises(s.name) || rest.Count() < 4 || rest.Done() {
		return false
	}
	if to == "" || giver != oneonone.Me {
		s.addOpinion(c.words(), giver, c.on())
		return true
	}
	for _, part := range parts(c.words(), said) {
		s.addOpinion(c.words()[part.Start:part.End], giver, c.linesOf(c.start+part.Start, c.start+part.End))
	}
	return true
}

// called gives whom "you" means in notes that are written to the other person.
func (s *scribe) called(who string) string {
	if strings.EqualFold(who, "you") && s.letter {
		return s.cast.Other()
	}
	return who
}

// sayer tells who is said to say something, to whom, and where it begins. A
// verb of saying with nobody before it is the label's, or the other person's.
func (s *scribe) sayer(c *clause, hd head) (giver oneonone.Maybe, to string, said int) {
	h := c.heard
	from, to, said, ok := h.Reports(s.name)
	if at, _ := indexHeardFrom(h.Text); ok && at < 0 {
		if who, known := s.leader(h); known && h.Says(strings.ToLower(firstWord(h.Text))+" from") {
			from = string(who) // "Sonal from QA told me"
		}
		giver = s.owner(s.called(from), c.speaker)
		if who, known := s.leader(h); to != "" && giver == oneonone.Me && known && who != oneonone.Me && !s.saysI(h) {
			giver = who // "Sonal from QA told me …"
		}
		return giver, to, said
	}
	if at, next := indexHeardFrom(h.Text); at >= 0 {
		who, _, _ := strings.Cut(h.Text[next:], " ")
		if s.isWho(who) && who != strings.ToLower(who) || s.cast.Other() != "" && isNewName(who) {
			return s.owner(who, ""), "", next + len(who)
		}
	}
	if hd.who != "" && !s.transcript {
		if who := h.AboutWhom(s.name); strings.EqualFold(who, "you") {
			return s.owner(hd.who, ""), "", 0
		}
	}
	at, bare := h.Starts("wants more", "wants less", "would like more", "would like less", "says", "said", "also said", "also says", "also said that", "thinks", "finds", "feels", "felt", "thought", "wishes", "reckons", "liked that", "likes that", "liked how", "did not like that", "mentioned", "mentioned that", "added that")
	if !bare || s.transcript {
		return "", "", 0
	}
	if h.Says("i do not know", "i can not", "i have to") {
		return "", "", 0 // what the writer said
	}
	if hd.who != "" {
		return s.owner(hd.who, ""), "", at
	}
	return oneonone.Maybe(s.cast.Other()), "", at
}

// indexHeardFrom finds "heard from", "had it from" and where the name begins.
func indexHeardFrom(text string) (at, next int) {
	for _, cue := range []string{"heard from ", "hears from ", "had it from ", "got it from "} {
		if at = strings.Index(text, cue); at >= 0 {
			return at, at + len(cue)
		}
	}
	return -1, 0
}

func firstWord(text string) string {
	first, _, _ := strings.Cut(text, " ")
	return first
}

// saysI tells whether a statement begins with the writer.
func (s *scribe) saysI(h prose.Heard) bool {
	_, ok := h.Starts("i", "told", "also told", "so i", "and i", "then i", "but i")
	return ok
}

// isDirected files "from her to me: …" and "what I struggle with is that he …".
func (s *scribe) isDirected(c *clause) bool {
	if c.heard.Asks() || s.transcript {
		return false
	}
	if label, rest, ok := prose.CutLabel(c.words()); ok && len(strings.Fields(rest)) > 1 {
		from, to, sure := prose.Direction(label, s.name)
		giver := s.owner(s.called(from), "")
		if giver == "" && to != "" {
			giver = s.notWho(s.owner(s.called(to), ""))
		}
		_, dated := s.due(rest)
		if h := prose.Hear(rest); dated && !h.Praises() && !h.Criticises() {
			return false // "from you: a first draft, by Friday"
		}
		if sure && giver != "" {
			s.addOpinion(rest, giver, c.on())
			return true
		}
	}
	if s.saidSo(c) || s.isReaction(c) {
		return true
	}
	giver := oneonone.Maybe("")
	switch {
	case c.heard.Says("what i struggle with", "what i would ask of", "what i'd ask of", "what i appreciate", "what i value", "what i miss", "what bugs me", "what bothers me", "heard it from me", "asked him not to", "asked her not to", "asked him to stop", "asked her to stop", "asked would she please", "asked would he please", "one thing i would change", "where it falls down", "where he falls down", "where she falls down", "my one for", "my wish for"), c.heard.Says("also that he", "also that she") && !c.heard.Says("said", "says"):
		giver = oneonone.Me
	case c.heard.Says("also that i"), c.heard.Says("what she did not like", "what he did not like", "what she liked", "what he liked", "had a go at me", "your comment that i", "your point that i", "his one for me", "her one for me", "his point for me", "her point for me", "what he struggles with", "what she struggles with", "what he appreciates", "what she appreciates", "what bugs her", "what bugs him", "his wish for me", "her wish for me", "his feedback", "her feedback"):
		giver = oneonone.Maybe(s.cast.Other())
	}
	if giver == "" || c.heard.Count() < 6 || c.heard.Promises(s.name) {
		return false
	}
	s.addOpinion(c.words(), giver, c.on())
	return true
}

// saidSo hears "I said this to Edu", "told her so": the point before it was said
// to the other person.
func (s *scribe) saidSo(c *clause) bool {
	n := len(s.points)
	if n == 0 || s.points[n-1].unit != c.unit || c.heard.Count() > 12 || s.points[n-1].heard.Count() < 4 {
		return false
	}
	if s.points[n-1].heard.Says("asked", "asks", "wants to know") || c.heard.Says("told him so", "told her so") && c.heard.Count() > 5 || !c.heard.Says("i said this", "i said so", "told him so", "told her so", "i told him", "i told her", "said it to him", "said it to her", "told him that", "told her that") || c.heard.Says("told him that he", "told her that she") {
		return false
	}
	said := s.points[n-1]
	s.dropPoint(said)
	s.addOpinion(c.unit.text[said.start:c.end], oneonone.Me, c.linesOf(said.start, c.end))
	return true
}

// isReaction hears how somebody took the point before it ("ouch, fair", "he took
// it well"): then that point was feedback.
func (s *scribe) isReaction(c *clause) bool {
	n := len(s.points)
	if s.transcript || n == 0 || s.points[n-1].unit != c.unit || c.heard.Count() > 7 || s.points[n-1].heard.Count() < 5 {
		return false
	}
	point := s.points[n-1]
	_, mine := c.heard.Starts("ouch", "fair", "guilty", "point taken", "true", "touché", "noted", "fair cop", "fair enough", "he is right", "she is right", "he's right", "she's right", "deserved", "accurate", "i take that", "took that one home", "ok noted")
	_, theirs := c.heard.Starts("he took it", "she took it", "he laughed", "she laughed", "he agreed", "she agreed", "he winced", "she winced", "he nodded", "she nodded", "he sees it", "she sees it", "he owned", "she owned", "he got it", "she got it", "he gets it", "she gets it", "told him", "told her", "he apologised", "she apologised", "he apologized", "she apologized", "he said sorry", "she said sorry")
	theirs = theirs && !(c.heard.Says("told him", "told her") && c.heard.Count() > 3)
	giver := oneonone.Maybe("")
	switch {
	case mine && point.heard.Says("i", "me", "my", "you", "your"):
		giver = oneonone.Maybe(s.cast.Other())
	case theirs && point.heard.Says("he", "she", "his", "her", "him", "you", "your") || theirs && s.namesOther(point.heard):
		giver = oneonone.Me
	}
	if giver == "" || point.heard.Promises(s.name) {
		return false
	}
	s.dropPoint(point)
	s.addOpinion(point.words(), giver, point.on())
	return true
}

// namesOther tells whether a statement calls the other person by name.
func (s *scribe) namesOther(h prose.Heard) bool {
	return slices.ContainsFunc(prose.Words(h.Text), func(w prose.Word) bool {
		who, ok := s.cast.Who(w.Text)
		return ok && who == s.cast.Other() && w.Text != w.Lower
	})
}

// notWho gives the one of the two who is not the one.
func (s *scribe) notWho(who oneonone.Maybe) oneonone.Maybe {
	if who == oneonone.Me {
		return oneonone.Maybe(s.cast.Other())
	}
	if string(who) == s.cast.Other() {
		return oneonone.Me
	}
	return ""
}

// isOwnView files what the writer holds of the other person, or the other of
// the writer, without a word on who says so: "his write-ups are the clearest
// on the team", "less keen on my write-up".
func (s *scribe) isOwnView(c *clause, h head) bool {
	heard := c.heard
	if _, rest, labelled := prose.CutLabel(heard.Text); labelled {
		heard = prose.Hear(rest)
	}
	if h.who != "" || c.speaker != "" || s.cast.Other() == "" || heard.Asks() || heard.Supposes() || heard.Promises(s.name) || heard.Says("i think", "i was", "i am", "i have", "i had", "i did") {
		return false
	}
	work := heard.OfWorkProduct()
	_, theirs := heard.Starts("his", "her", "your", "the way he", "the way she", "the way you", "but he", "but she", "on the other side he", "on the other side she", "on the other hand he", "on the other hand she", "he is too", "she is too", "he does not", "she does not", "he keeps", "she keeps", "how he", "how she", "he tends", "she tends", "he always", "she always", "he never", "she never", "very good how he", "very good how she", "good how he", "good how she", "he has a habit", "she has a habit", "loved that he", "loved that she", "liked that he", "liked that she", "loved his", "loved her", "loved the way", "loved how", "liked his", "liked her")
	_, mine := heard.Starts("my", "less keen on my", "keen on my", "not keen on my", "liked my", "loved my", "likes my", "loves my", "happy with my", "not happy with my")
	if first := firstWord(heard.Text); !theirs && heard.Count() < 16 {
		who, ok := s.cast.Who(first)
		next := strings.TrimSpace(strings.TrimPrefix(heard.Text, first))
		if _, praised := prose.Hear(next).Starts("very", "super", "so", "really", "great", "too", "always", "never"); ok && praised && who == s.cast.Other() && first != strings.ToLower(first) {
			theirs = true // "H very steady during the outage"
		}
	}
	giver := oneonone.Maybe("")
	switch {
	case heard.Says("on him", "on her", "props to him", "props to her", "kudos to him", "kudos to her"), s.letter && heard.Says("the way you", "how you", "your"), theirs && (work || !heard.Says("team", "boss", "manager")):
		giver = oneonone.Me
	case mine && work:
		giver = oneonone.Maybe(s.cast.Other())
	default:
		return false
	}
	s.addOpinion(c.words(), giver, c.on())
	return true
}

// isJudgement hears what somebody is reported to say about the user's work,
// without a word of praise or blame: "she says nobody can read my designs".
func isJudgement(h prose.Heard) bool {
	return h.Says("says", "said", "thinks", "thought", "finds", "found", "feels", "felt") && h.Says("my") && !h.Asks() && !h.Says("wants", "will", "should", "can have", "approved", "signed", "asked", "if")
}

// skipsSubject hears "handled the incident well": a verb of the past in front
// and nobody named, as notes leave "you" out.
func skipsSubject(h prose.Heard) bool {
	first, _, _ := strings.Cut(strings.ToLower(h.Text), " ")
	if strings.HasSuffix(first, "ed") {
		return true
	}
	_, ok := h.Starts("did", "ran", "led", "wrote", "gave", "took", "made", "built", "kept", "got", "caught", "found", "too", "very", "great", "good", "nice", "excellent", "loved", "liked", "strong", "solid", "thorough", "really", "appreciate*", "thanks", "thx", "ta", "cheers", "props", "well", "needs", "should", "could", "more", "less", "not enough", "goes", "tends")
	return ok
}
