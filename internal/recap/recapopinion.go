package recap

import (
	"slices"
	"strings"

	"oneonone/internal/notes"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// takeOpinion files a unit that calls itself feedback.
func (s *scribe) takeOpinion(u *unit, h head) {
	from := s.from(h)
	text := u.Text[h.rest:]
	heard := prose.Hear(text)
	if mark, ok := s.trailingOwner(text); ok && from == "" {
		from, text = s.owner(mark.who, ""), withoutMark(text, mark)
	}
	if from == "" {
		from = s.giver(heard, "")
	}
	whole := clause{unit: u, start: h.rest, end: len(u.Text), heard: heard, kind: opinion}
	s.said = append(s.said, whole)
	at := turn(text)
	if at == 0 || !strings.HasSuffix(u.Text, text) {
		s.addOpinion(text, from, whole.on())
		return
	}
	start := len(u.Text) - len(text)
	s.addOpinion(text[:at], from, u.LinesOf(start, start+at))
	s.addOpinion(text[at:], from, u.LinesOf(start+at, len(u.Text)))
}

// turn finds the sentence of a text that turns from praise to blame, or back;
// 0 when there is none.
func turn(text string) int {
	for _, s := range prose.Sentences(text) {
		h := prose.Hear(text[s.Start:s.End])
		if _, ok := h.Starts("but", "however"); ok && s.Start > 20 && h.Count() > 4 {
			return s.Start
		}
	}
	return 0
}

// opine files a clause that is feedback by its words. What goes on with the
// opinion of the clause before it joins it.
func (s *scribe) opine(c *clause, before []clause, h head) kind {
	if c.heard.Count() < 4 && len(before) == 0 {
		return plainPoint
	}
	from := s.from(h)
	if from == "" || h.who != "" && h.from == "" {
		from = s.giver(c.heard, c.speaker)
		if s.ofSelf(c.heard, c.speaker) {
			return plainPoint
		}
	}
	text := c.words()
	if label, rest, ok := prose.CutLabel(text); ok && !s.transcript && s.isWho(label) {
		from, text = s.owner(label, ""), rest
	}
	if _, told := c.heard.Starts("i told", "told"); told && from == oneonone.Me {
		if at := strings.Index(text, " that "); at > 0 && len(strings.Fields(text[:at])) <= 4 {
			text = text[at+len(" that "):]
		}
	}
	if s.transcript {
		text = prose.WithoutFillers(text)
	}
	if n := len(before); n > 0 && before[n-1].kind == opinion && len(s.opinions) > 0 {
		old := &s.opinions[len(s.opinions)-1]
		if s.transcript || c.Bullet || leansBack(c.heard) || from == "" {
			old.Text = sentence(old.Text) + " " + spell(plainText(text))
			old.Lines = union(old.Lines, c.on())
			return opinion
		}
	}
	s.addOpinion(text, from, c.on())
	return opinion
}

// goesOn lets the rest of a sentence join the feedback that its beginning is: "when you
// answer the client yourself, I look like I don't know my own job".
func (s *scribe) goesOn(c *clause, before []clause) bool {
	if len(before) == 0 || len(s.opinions) == 0 {
		return false
	}
	first := before[len(before)-1]
	between := c.Text[first.end:c.start]
	last := &s.opinions[len(s.opinions)-1]
	if first.kind != opinion || strings.ContainsAny(between, ".!?;") || strings.ContainsAny(c.Text[first.end-1:first.end], ".!?") ||
		!strings.HasSuffix(last.Text, lastWord(first.words())) {
		return false
	}
	last.Text = spell(plainText(last.Text + between + c.words()))
	last.Lines = union(last.Lines, c.on())
	return true
}

func lastWord(text string) string {
	words := strings.Fields(strings.TrimRight(text, " .,;:"))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// from tells who gave the feedback that a label announces: the one it names,
// or the one of the two whom it is not for.
func (s *scribe) from(h head) oneonone.Maybe {
	for _, who := range []string{h.from, h.who} {
		if who != "" {
			return s.owner(who, "")
		}
	}
	if h.to == "" || !s.isWho(h.to) {
		return ""
	}
	if to := s.owner(h.to, ""); to != oneonone.Me {
		return oneonone.Me
	}
	return oneonone.Maybe(s.cast.Other())
}

// giver tells who gave feedback that no label gives to anybody: who tells the other
// one, who is said to say or find it, from whom it is said to be, or the one
// of the two whom it is not about.
func (s *scribe) giver(h prose.Heard, speaker string) oneonone.Maybe {
	who, rest := h.Subject(s.name)
	subject := s.owner(s.called(who), speaker)
	if speaker != "" && strings.EqualFold(who, "you") {
		subject = ""
	}
	about := prose.Hear(h.Text[rest:])
	if from, ok := s.ledBy(h); ok && speaker == "" {
		return from
	}
	_, told := h.Starts("told")
	ofWriter := meansMe(about) || about.Says("me", "my", "i") && !about.Says("and i", "but i", ", i") || about.Says("that i", "how i") || s.namesUser(about)
	switch {
	case (subject == "" || subject == oneonone.Me) && (told || h.Says("i told", "told him", "told her")) && !h.Says("told me"):
		return s.owner("I", "")
	case subject != "" && subject != "both" && (reports(about) || speaker == "" && s.isThird(subject)):
		return subject
	case subject == oneonone.Me && speaker == "" && (s.speaksOfOther(about) || about.Says("you", "your")):
		return oneonone.Me
	case subject != "" && subject != "both" && string(subject) != speaker && ofWriter:
		return subject
	case speaker != "":
		return s.person(speaker)
	}
	if name := h.NameAfter("from"); name != "" && s.isWho(name) && !strings.EqualFold(name, "me") {
		return s.owner(name, speaker)
	}
	switch {
	case subject == "" && reports(h), strings.EqualFold(who, "you") && !s.letter:
		return oneonone.Maybe(s.cast.Other())
	case s.letter && h.Says("you", "your"):
		return oneonone.Me
	case string(subject) == s.cast.Other() && subject != "":
		return oneonone.Me
	case h.Says("my", "you", "your", "me", "i") || s.namesUser(h):
		return oneonone.Maybe(s.cast.Other())
	case s.speaksOfOther(h):
		return oneonone.Me
	}
	return ""
}

// meansMe tells whether what somebody does is done to the writer: "she'd like me to speak up".
func meansMe(does prose.Heard) bool {
	words := prose.Words(does.Text)
	return slices.ContainsFunc(words[:min(3, len(words))], func(w prose.Word) bool { return w.Lower == "me" || w.Lower == "my" })
}

// ofSelf tells whether who writes or speaks speaks of nobody but themselves: that is no
// feedback.
func (s *scribe) ofSelf(h prose.Heard, speaker string) bool {
	if speaker != "" {
		return s.transcript && h.Says("i") && !h.Says("you", "your") && !s.speaksOfOther(h) && !h.Says("my", "me")
	}
	who, rest := h.Subject(s.name)
	about := prose.Hear(h.Text[rest:])
	return strings.EqualFold(who, "i") && !about.Says("you", "your") && !s.speaksOfOther(about) && !reports(about)
}

// ledBy reads who gives feedback off its front: "from her: …", "his gripe: …".
func (s *scribe) ledBy(h prose.Heard) (oneonone.Maybe, bool) {
	if rest, ok := h.Starts("from", "and from"); ok {
		who := strings.Trim(firstWord(strings.TrimSpace(h.Text[rest:])), ",:;")
		return s.owner(who, ""), s.isWho(who) && !strings.EqualFold(who, "me") || h.Says("from me to")
	}
	label, _, ok := prose.CutLabel(h.Text)
	if !ok {
		return "", false
	}
	switch strings.ToLower(firstWord(label)) {
	case "his", "her", "he", "she":
		return oneonone.Maybe(s.cast.Other()), true
	case "my", "i":
		return oneonone.Me, true
	}
	if who := firstWord(label); who != label && s.isWho(who) {
		return s.owner(who, ""), true // "T not so happy: …"
	}
	return "", false
}

// reports tells whether a statement that has lost its subject begins with a verb
// of saying or finding.
func reports(h prose.Heard) bool {
	_, ok := h.Starts("said", "says", "thinks", "thought", "finds", "found", "feels", "felt", "wants", "likes", "liked", "told me", "reckons",
		"also said", "also says")
	return ok
}

// isThird tells whether somebody is neither of the two.
func (s *scribe) isThird(who oneonone.Maybe) bool {
	return who != "" && who != oneonone.Me && who != "both" && string(who) != s.cast.Other()
}

// called gives whom "you" means in notes that are written to the other person.
func (s *scribe) called(who string) string {
	if strings.EqualFold(who, "you") && s.letter {
		return s.cast.Other()
	}
	return who
}

// speaksOfOther tells whether a statement is about the other person, by name or
// by a pronoun.
func (s *scribe) speaksOfOther(h prose.Heard) bool {
	return h.Says("he", "she", "his", "her", "him") || s.cast.Other() != "" && s.names(h, s.cast.Other())
}

// namesUser tells whether a statement calls the user by name.
func (s *scribe) namesUser(h prose.Heard) bool { return s.names(h, oneonone.Me) }

func (s *scribe) names(h prose.Heard, whom string) bool {
	for _, w := range prose.Words(h.Text) {
		name := strings.TrimSuffix(strings.TrimSuffix(w.Text, "'s"), "’s")
		if who, ok := s.cast.Who(name); ok && who == whom && w.Text != w.Lower && w.Lower != "i" {
			return true
		}
	}
	return false
}

// addOpinion files feedback, or joins it to the same one said before.
func (s *scribe) addOpinion(text string, from oneonone.Maybe, lines []int) {
	text = spell(plainText(text))
	if len(strings.Fields(text)) < 2 {
		return // "true."
	}
	mine := keys(text)
	for i := range s.opinions {
		if old := &s.opinions[i]; old.From == from && alike(s.opinionKeys[i], mine) >= 0.75 {
			old.Lines = union(old.Lines, lines)
			return
		}
	}
	s.opinionKeys = append(s.opinionKeys, mine)
	s.opinions = append(s.opinions, oneonone.FeedbackSaid{Text: text, From: from, About: about(text), Lines: lines})
}

// about names the work that feedback refers to, in the words of the text, as far
// as a possessive leads to it: "your design docs", "the demo".
func about(text string) oneonone.Maybe {
	words := prose.Words(text)
	for i, w := range words {
		switch w.Lower {
		case "my", "your", "his", "her":
		default:
			continue
		}
		end := i
		for end+1 < len(words) && end-i < 3 && words[end+1].Start-words[end].End == 1 && !prose.IsStop(words[end+1].Lower) {
			end++
		}
		if end > i {
			return oneonone.Maybe(text[words[i+1].Start:words[end].End])
		}
	}
	return ""
}

// isOpinion tells whether a unit among the feedback is somebody's promise
// instead, by the reader.
func (s *scribe) isOpinion(u *unit, h head) bool {
	if h.opinion {
		return true
	}
	if h.section != notes.Feedback || h.marked || u.Box == notes.OpenBox {
		return false
	}
	told := s.read(u, 0, len(u.Text), "", "")
	return told.Of(reader.Action) < sureAction || told.Of(reader.Feedback) > told.Of(reader.Action)
}

// direct finds the lines that only say whose opinion of whom stands below
// ("NR → SK", "feedback for me", "### from him"), takes them out, and tells the
// lines below.
func (v *voices) direct(all []unit) []unit {
	var out []unit
	var now prose.Opinion
	on, heading, depth, listed, under := false, "", -1, false, ""
	for i, u := range all {
		if u.Heading != heading {
			heading, depth, under = u.Heading, -1, ""
			now, on = v.direction(u.Heading)
			if name := strings.Trim(heading, ": "); v.isMet(name) && !strings.ContainsAny(name, "0123456789") {
				under = name
			} else if name, _, owns := strings.Cut(strings.ReplaceAll(heading, "’", "'"), "'s "); owns && v.isWho(name) {
				under = name // "Sam's actions"
			}
		}
		name := strings.TrimSuffix(u.Text, ":")
		heads := !u.Bullet && u.Box == notes.NoBox && i+1 < len(all) && all[i+1].Bullet
		if (name != u.Text || heads) && v.isWho(name) {
			under = name
			if heads {
				continue // a name alone above a list
			}
		}
		u.under = under
		if depth >= 0 && u.Indent <= depth && (listed || !u.Bullet) {
			on, depth = false, -1
		}
		if d, ok := v.direction(u.Text); ok && i+1 < len(all) && u.Box == notes.NoBox && (all[i+1].Indent > u.Indent || all[i+1].Bullet && !u.Bullet) {
			now, on, depth, listed = d, true, u.Indent, u.Bullet
			continue
		}
		if on {
			u.directed, u.from, u.to = true, now.From, now.To
		}
		out = append(out, u)
	}
	return out
}

// direction reads a line that says nothing but whose opinion of whom follows.
func (v *voices) direction(text string) (prose.Opinion, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), ":")
	if len(strings.Fields(text)) > 5 || text == "" {
		return prose.Opinion{}, false
	}
	if from, to, found := prose.CutArrow(text); found {
		return prose.Opinion{From: strings.TrimSpace(from), To: strings.TrimSpace(to)}, v.isWho(from) && v.isWho(to)
	}
	if o, ok := prose.FeedbackLabel(text); ok && (o.From != "" && v.isWho(o.From) || o.To != "" && v.isWho(o.To)) {
		return o, true
	}
	if rest, ok := prose.Hear(text).Starts("from", "for", "told"); ok && v.isWho(text[rest:]) {
		if strings.EqualFold(firstWord(text), "from") {
			return prose.Opinion{From: strings.TrimSpace(text[rest:])}, true
		}
		return prose.Opinion{To: strings.TrimSpace(text[rest:])}, true
	}
	return prose.Opinion{}, false
}

// firstWord gives the first word of a text.
func firstWord(text string) string {
	first, _, _ := strings.Cut(text, " ")
	return first
}
