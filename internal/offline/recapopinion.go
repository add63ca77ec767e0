package offline

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// takeOpinion files a unit that calls itself feedback.
func (s *scribe) takeOpinion(u *unit, h head) {
	from := s.from(h)
	text := u.text[h.rest:]
	if mark, ok := s.trailingOwner(text); ok && from == "" {
		from, text = s.owner(mark.who, ""), withoutMark(text, mark)
	}
	if from == "" {
		from = s.giver(prose.Hear(u.text[h.rest:]))
	}
	s.addOpinions(text, from, u, h)
	s.said = append(s.said, clause{unit: u, start: h.rest, end: len(u.text), heard: prose.Hear(u.text[h.rest:]), kind: opinion})
}

// addOpinions files what a unit says as feedback, and what comes after a "But"
// as feedback of its own.
func (s *scribe) addOpinions(text string, from oneonone.Maybe, u *unit, h head) {
	if at := turn(text); at > 0 && strings.HasSuffix(u.text, text) {
		start := len(u.text) - len(text)
		s.addOpinion(text[:at], from, u.linesOf(start, start+at))
		s.addOpinion(text[at:], from, u.linesOf(start+at, len(u.text)))
		return
	}
	s.addOpinion(text, from, u.linesOf(h.rest, len(u.text)))
}

// turn finds the sentence of a text that turns from praise to blame, or back;
// 0 when there is none.
func turn(text string) int {
	for _, s := range prose.Sentences(text) {
		if _, ok := prose.Hear(text[s.Start:s.End]).Starts("but", "however", "on the other hand", "on the other side", "that said", "what could be better", "also"); ok && s.Start > 20 && len(strings.Fields(text[s.Start:s.End])) > 4 {
			return s.Start
		}
	}
	return 0
}

// from tells who gave the feedback that a label announces: the one it names,
// or the one of the two whom it is not for.
func (s *scribe) from(h head) oneonone.Maybe {
	for _, who := range []string{h.from, h.who} {
		if who != "" {
			return s.owner(who, "")
		}
	}
	switch to := s.owner(h.to, ""); {
	case h.to == "" || !s.isWho(h.to):
		return ""
	case to == oneonone.Me:
		return oneonone.Maybe(s.cast.Other())
	}
	return oneonone.Me
}

// giver tells who gave feedback that no label gives to anybody: the one who is
// said to hold it, or the one of the two whom it is not about.
func (s *scribe) giver(h prose.Heard) oneonone.Maybe {
	if from := s.reporter(h, ""); from != "" {
		return from
	}
	_, mine := h.Starts("i")
	if h.Says("my", "you", "your") || h.Says("i", "me") && !mine {
		return oneonone.Maybe(s.cast.Other())
	}
	if h.Says("his", "her", "he", "she") {
		return oneonone.Me
	}
	return ""
}

// reporter tells who is said to hold the opinion of a statement.
func (s *scribe) reporter(h prose.Heard, speaker string) oneonone.Maybe {
	from, _, _, ok := h.Reports(s.name)
	if !ok {
		return ""
	}
	return s.owner(from, speaker)
}

// addOpinion files feedback, or joins it to the same one said before.
func (s *scribe) addOpinion(text string, from oneonone.Maybe, lines []int) {
	plain := plainText(text)
	text = spell(plain)
	if len(strings.Fields(text)) < 2 {
		return // "true."
	}
	for i := range s.opinions {
		if old := &s.opinions[i]; old.From == from && alike(keys(old.Text), keys(text)) >= 0.75 {
			old.Lines = union(old.Lines, lines)
			return
		}
	}
	s.opinions = append(s.opinions, oneonone.FeedbackSaid{Text: text, From: from, About: about(plain), Lines: lines})
}

// about names the work that feedback refers to, in the words of the text:
// "design docs", "demo".
func about(text string) oneonone.Maybe {
	words := prose.Words(text)
	for i, w := range words {
		if !prose.Hear(w.Text).OfWorkProduct() || w.Lower == "feedback" {
			continue
		}
		first := i
		for first > 0 && i-first < 2 && words[first].Start-words[first-1].End == 1 && isQualifier(words[first-1].Lower) {
			first--
		}
		end := w.End
		for _, next := range words[i+1:] {
			if next.Start-end != 1 || !prose.Hear(next.Text).OfWorkProduct() {
				break
			}
			end = next.End
		}
		return oneonone.Maybe(text[words[first].Start:end])
	}
	return ""
}

func isQualifier(lower string) bool {
	return !prose.IsStop(lower) && !prose.Hear(lower).Praises() && !prose.Hear(lower).Criticises() && !strings.HasSuffix(lower, "ed") && !strings.HasSuffix(lower, "ly")
}

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

// announce files what follows an announcement in the same clause ("he had
// feedback for me: I cancel too often"), and gives the user's words after a
// colon to the one who said so.
func (s *scribe) announce(c *clause) bool {
	_, rest, found := strings.Cut(c.words(), ":")
	if !found || len(strings.Fields(rest)) < 3 {
		return false
	}
	return s.reported(c, rest)
}

func (s *scribe) reported(c *clause, rest string) bool {
	h := c.heard
	from := oneonone.Maybe("")
	switch {
	case h.Says("feedback for me", "feedback to me", "gave me", "told me"):
		from = oneonone.Maybe(s.cast.Other())
	case h.Says("i gave", "my feedback", "i had"):
		from = oneonone.Me
	}
	if who, known := s.leader(h); known {
		from = who
	}
	s.addOpinion(rest, from, c.on())
	return true
}

// leader gives the person with whom a statement begins.
func (s *scribe) leader(h prose.Heard) (oneonone.Maybe, bool) {
	for i, w := range prose.Words(h.Text) {
		if i > 1 {
			break
		}
		if w.Lower == "he" || w.Lower == "she" || w.Lower == "i" {
			return s.owner(w.Lower, ""), true
		}
		if _, ok := s.cast.Who(w.Text); ok && len(w.Text) > 1 {
			return s.owner(w.Text, ""), true
		}
	}
	return "", false
}

// isTold files "I told him that his design docs come late", each part of it.
func (s *scribe) isTold(c *clause) bool {
	h := c.heard
	if announced := h.AnnouncesOpinion(); announced && s.announce(c) {
		return true
	}
	from, to, said, ok := h.Reports(s.name)
	if !ok || to == "" {
		return false
	}
	giver := s.owner(from, c.speaker)
	if toWhom := s.owner(to, ""); toWhom == giver || toWhom == "" && giver == oneonone.Me && s.cast.Other() != "" && to != "him" && to != "her" && to != "them" {
		return false
	}
	if giver == "" {
		return false
	}
	for _, part := range parts(c.words(), said) {
		if p := prose.Hear(c.words()[part.Start:part.End]); p.Praises() || p.Criticises() || p.Says("his", "her", "your") || p.AboutWhom(s.name) != "" {
			s.addOpinion(c.words()[part.Start:part.End], giver, c.linesOf(c.start+part.Start, c.start+part.End))
		}
	}
	return true
}

// parts cuts what was told at "that", "but that", "and that".
func parts(text string, from int) []prose.Span {
	var out []prose.Span
	add := func(a, b int) {
		if span, ok := trimSpan(text, prose.Span{Start: a, End: b}); ok {
			out = append(out, span)
		}
	}
	if rest, ok := strings.CutPrefix(text[from:], " that "); ok {
		from = len(text) - len(rest)
	}
	for i := from; i < len(text); i++ {
		for _, joint := range []string{", but that ", ", and that ", " but that ", " and that "} {
			if strings.HasPrefix(text[i:], joint) {
				add(from, i)
				from = i + len(joint)
				i = from - 1
				break
			}
		}
	}
	add(from, len(text))
	return out
}

// isReported files "he says my estimates are too optimistic": somebody's
// opinion about the user or the user's work.
func (s *scribe) isReported(c *clause) bool {
	from, _, said, ok := c.heard.Reports(s.name)
	if !ok {
		return false
	}
	giver := s.owner(from, c.speaker)
	rest := prose.Hear(c.words()[min(said, len(c.words())):])
	raised := c.heard.Says("i said", "i mentioned", "i noted", "i complained", "i pointed out", "i raised", "i told")
	named := s.namesUser(rest)
	if giver == "" || giver == oneonone.Me && !rest.OfYou() && !rest.Says("his", "her") && !raised || giver != oneonone.Me && !rest.Says("my", "i", "me", "mine") && !named {
		return false
	}
	_, dated := s.due(c.words())
	wishes := rest.Says("me to") && rest.Says("more", "less", "better", "earlier", "sooner") && !dated
	if rest.Says("i think", "i would") || c.heard.Promises(s.name) && !wishes {
		return false
	}
	s.addOpinion(c.words(), giver, c.on())
	return true
}

// namesUser tells whether a statement calls the user by name.
func (s *scribe) namesUser(h prose.Heard) bool {
	return slices.ContainsFunc(prose.Words(h.Text), func(w prose.Word) bool {
		who, ok := s.cast.Who(w.Text)
		return ok && who == oneonone.Me && len(w.Text) > 1 && w.Text != w.Lower
	})
}

// isSpokenOpinion files feedback in a talk: what somebody announces as such,
// and praise or criticism of the one spoken to.
func (s *scribe) isSpokenOpinion(c *clause) bool {
	h := c.heard
	if s.speakers == nil || c.speaker == "" {
		return false
	}
	if h.Asks() && len(s.speakers) == 2 && h.Says("anything for me", "and for me", "feedback for me", "feedback for my", "anything for my") {
		s.opened = s.addressee(c.speaker)
		return false
	}
	if h.AnnouncesOpinion() {
		s.opened = c.speaker
		if h.Count() <= 8 || !h.Praises() && !h.Criticises() && !h.OfYou() {
			return true
		}
		s.speak(c)
		return true
	}
	values := h.Praises() || h.Criticises() || h.OfYou()
	if s.opened == c.speaker && !h.Asks() && h.Count() >= 4 && values && !h.Promises(s.name) {
		s.speak(c)
		return true
	}
	if h.Count() < 6 || len(s.speakers) > 3 || !h.OfYou() || !h.Praises() && !h.Criticises() || h.Promises(s.name) || h.Supposes() && !h.Says("would help if you", "would help me if you") {
		return false
	}
	if h.Says("your", "you were", "you did", "you handled", "you wrote", "you built", "you made", "you gave", "you ran", "you led", "you have", "you are", "you should", "you could", "you tend", "you seem", "you get", "you go", "you say", "you need", "how you", "you jumped", "you took", "you always", "you often", "you never", "you kept", "you found", "you caught", "you sent", "you told", "you do not", "if you", "you to", "of you", "like you to") || h.OfYourDeed() {
		s.speak(c)
		return true
	}
	return false
}

// speak files spoken feedback, joined to what the same turn said before it.
func (s *scribe) speak(c *clause) {
	text := prose.WithoutFillers(c.words())
	if label, rest, ok := prose.CutLabel(text); ok && prose.Hear(label).Says("feedback", "praise", "kudos") {
		text = rest
	}
	if n := len(s.opinions); n > 0 && len(s.said) > 0 {
		last := s.said[len(s.said)-1]
		if old := &s.opinions[n-1]; last.unit == c.unit && last.kind == opinion && slices.Equal(old.Lines, c.on()) {
			old.Text = sentence(old.Text) + " " + spell(text)
			return
		}
	}
	s.addOpinion(text, oneonone.Maybe(c.speaker), c.on())
}
