package prose

import "strings"

// Force tells how firmly somebody takes a task on.
type Force int

const (
	// Loose words (can, should, need to) make a promise only where something
	// else says so too.
	Loose Force = iota + 1
	// Firm words (will, going to, "Sam to …") make one by themselves.
	Firm
)

// A Promise is a task that a sentence gives to somebody.
type Promise struct {
	// Who is what the sentence calls the owner: "I", "he", "Sam", "both"; ""
	// when it names nobody.
	Who string
	// From is where the promise begins with its subject, Start where the task
	// does. Both count bytes of the sentence.
	From, Start int
	Force       Force
}

// Promise finds the first promise of a sentence: somebody, a modal, and what is
// to be done. Names tells whether a word names a person. It is grammar alone:
// whether the deed is a task is for the caller to judge.
func (h Heard) Promise(names func(string) bool) (Promise, bool) {
	loose, found := Promise{}, false
	for i := range h.tokens {
		n, force := h.modal(i)
		if n == 0 {
			continue
		}
		s, ok := h.taker(i, n, names)
		verb := h.skipAdverbs(i + n)
		if !ok || !h.isDeed(verb, s.kind) {
			continue
		}
		p := Promise{Who: s.who, From: h.tokens[s.first].start, Start: h.tokens[verb].start, Force: force}
		if force == Firm {
			return p, true
		}
		if !found {
			loose, found = p, true
		}
	}
	return loose, found
}

// modal gives the length of the modal that begins at a token.
func (h Heard) modal(i int) (n int, force Force) {
	next := h.word(i + 1)
	switch h.word(i) {
	case "will", "shall":
		if (next == "have" || next == "need") && h.word(i+2) == "to" {
			return 3, Firm
		}
		return 1, Firm
	case "to":
		return 1, Firm
	case "am", "is", "are":
		if next == "going" && h.word(i+2) == "to" {
			return 3, Firm
		}
		if next == "to" {
			return 2, Firm
		}
	case "going":
		if next == "to" && i == 0 {
			return 2, Firm
		}
	case "has", "needs", "have", "need":
		if next == "to" {
			return 2, Loose
		}
	case "must", "can", "should", "would":
		return 1, Loose
	}
	return 0, 0
}

// taker reads back from a modal of n tokens to who takes the task on. "To" alone
// needs somebody right before it, who is the subject of nothing else: "Sam to
// send", "asked me to send", "Sam agreed to send".
func (h Heard) taker(i, n int, names func(string) bool) (subject, bool) {
	s := h.subject(i, names)
	if before := h.word(s.first - 1); h.word(i) == "would" && before != "if" && before != "whether" && before != "said" && h.word(s.first-2) != "told" {
		return s, false // "asked if I'd present it"
	}
	if h.word(i) != "to" {
		return s, s.who != "" || h.word(i) != "can" && h.opens(i)
	}
	if n > 1 || !IsTaskVerb(h.word(h.skipAdverbs(i+1))) || h.word(s.first-1) == "for" {
		return s, false
	}
	switch s.kind {
	case somePerson, someRole, someBoth, someFirst, someThird:
		return s, h.word(i-1) != "i"
	case nobody:
		if !agreed(h.word(i - 1)) {
			return s, false
		}
		s = h.subject(i-1, names)
		s.first = min(s.first, i)
		return s, s.who != "" && s.kind != someWe
	}
	return s, false
}

// agreed tells whether a word is a verb of the past: "promised to", "offered to".
func agreed(word string) bool {
	return len(word) > 4 && word[len(word)-2:] == "ed" && word != "asked" && word != "wanted" && word != "tried" && word != "used"
}

// isDeed tells whether the word behind a modal is something to do, and no state.
func (h Heard) isDeed(verb int, kind subjectKind) bool {
	switch v := h.word(verb); {
	case v == "have" && kind != someWe && (h.word(verb+1) == "a" || h.word(verb+1) == "the"):
		return true // "have a word with", "have the figures by"
	case v == "" || isMark(v), v == "not", v == "never", v == "have", v == "need", v == "see" && h.word(verb+1) == "":
		return false
	case v == "be":
		next := h.word(verb + 1)
		return len(next) > 5 && next[len(next)-3:] == "ing"
	case kind == someFirst, kind == somePerson, kind == someThird, kind == someBoth:
		return IsTaskVerb(v) || !IsStop(v)
	default:
		return IsTaskVerb(v)
	}
}

func (h Heard) skipAdverbs(i int) int {
	for {
		switch h.word(i) {
		case "also", "then", "still", "now", "please", "just", "only", "first", "definitely", "probably":
			i++
		case "try":
			if h.word(i+1) != "to" && h.word(i+1) != "and" {
				return i
			}
			i += 2
		default:
			return i
		}
	}
}

// opens tells whether a clause begins at the token.
func (h Heard) opens(i int) bool {
	for i--; i >= 0; i-- {
		switch h.word(i) {
		case "and", "so", "then", "also", "but", "ok", "okay", "yes":
			continue
		}
		return isMark(h.word(i))
	}
	return true
}

// Subject gives who a sentence begins with, as it calls them, and where the
// sentence goes on: "I", "she", "Sam", "Sam and I".
func (h Heard) Subject(names func(string) bool) (who string, rest int) {
	who, _, rest = h.nextSubject(0, 5, names)
	return who, rest
}

// LastSubject gives who the last statement of a sentence is about, as Subject does
// of the first: "the exports go to Ines, Sam makes a list" is about Sam.
func (h Heard) LastSubject(names func(string) bool) (who string, rest int) {
	for i := 0; i < len(h.tokens); {
		next, _, after := h.nextSubject(i, len(h.tokens), names)
		if next == "" {
			break
		}
		who, rest = next, after
		for i < len(h.tokens) && h.tokens[i].start < after {
			i++
		}
	}
	return who, rest
}

// nextSubject finds the next subject at the opening of a statement that begins at
// a token, among so many of them.
func (h Heard) nextSubject(from, most int, names func(string) bool) (who string, start, rest int) {
	for i := from + 1; i <= min(from+most, len(h.tokens)); i++ {
		s := h.subject(i, names)
		next, last := h.word(i), h.word(i-1)
		if who, ok := h.contracted(i-1, names); ok && h.opens(i-1) {
			return who, h.tokens[i-1].start, h.tokens[i-1].end
		}
		switch {
		case s.who == "", s.first < from, s.first >= i, s.kind == someRole, !h.opens(s.first), last == "me", last == "us":
			continue
		case next == "and", isMark(next) && h.word(i+1) != "who":
			continue
		}
		return s.who, h.tokens[s.first].start, h.tokens[i-1].end
	}
	return "", 0, 0
}

// contracted reads "Sam's" as who is doing something: "Sam's sending the deck".
func (h Heard) contracted(i int, names func(string) bool) (string, bool) {
	t := h.tokens[i]
	who, ok := strings.CutSuffix(h.Text[t.start:t.end], "'s")
	next := h.word(i + 1)
	return who, ok && names(who) && (strings.HasSuffix(next, "ing") || next == "off" || next == "away")
}

// Deed finds who does something in the sentence, told in the present tense as one
// tells a plan: "Sam sends the deck", "I check with stores".
func (h Heard) Deed(names func(string) bool) (Promise, bool) {
	for i := 0; i < len(h.tokens); {
		who, from, rest := h.nextSubject(i, len(h.tokens), names)
		if who == "" {
			break
		}
		for i < len(h.tokens) && h.tokens[i].start < rest {
			i++
		}
		verb := h.skipAdverbs(i)
		bare := strings.EqualFold(who, "I") || strings.Contains(who, " and ") || who == "both"
		if who == "we" || who == "you" || !h.hasObject(verb) {
			continue
		}
		if bare && IsTaskVerb(h.word(verb)) {
			return Promise{Who: who, From: from, Start: h.tokens[verb].start, Force: Loose}, true
		}
		if !bare && BaseForm(h.word(verb)) != "" {
			return Promise{Who: who, From: from, Start: from, Force: Loose}, true
		}
	}
	return Promise{}, false
}

// hasObject tells whether anything follows a verb before a pause. What stands in
// for a secret is in brackets.
func (h Heard) hasObject(verb int) bool {
	next := h.word(verb + 1)
	return next != "" && !isMark(next) || verb < len(h.tokens) && strings.HasPrefix(h.Text[h.tokens[verb].end:], " [")
}

// BaseForm gives the bare form of a verb in the third person: "sends" is
// "send"; "" when the word has no such form.
func BaseForm(word string) string {
	for _, cut := range []string{"s", "es"} {
		if base, ok := strings.CutSuffix(word, cut); ok && IsTaskVerb(base) {
			return base
		}
	}
	if base, ok := strings.CutSuffix(word, "ies"); ok && IsTaskVerb(base+"y") {
		return base + "y"
	}
	return ""
}

// Receiver gives to whom something goes: the last person behind a "to".
func (h Heard) Receiver(names func(string) bool) string {
	for i := len(h.tokens) - 1; i > 1; i-- {
		if h.word(i-1) != "to" {
			continue
		}
		switch w := h.word(i); w {
		case "me", "him", "her", "you":
			return w
		}
		if s, ok := h.person(i, names); ok && s.first == i {
			return s.who
		}
	}
	return ""
}
