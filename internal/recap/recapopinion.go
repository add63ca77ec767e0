package recap

import (
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
