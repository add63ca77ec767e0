package recap

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// announce files what follows an announcement in the same clause ("he had
// feedback for me: I cancel too often"), and gives the user's words after a
// colon to the one who said so.
func (s *scribe) announce(c *clause) bool {
	_, rest, found := strings.Cut(c.words(), ":")
	if !found || len(strings.Fields(rest)) < 3 {
		return false
	}
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
