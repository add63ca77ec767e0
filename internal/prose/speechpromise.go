package prose

import (
	"strings"
	"unicode"
)

// Force tells how firmly somebody takes a task on.
type Force int

const (
	// Loose words (can, should, need to) make a promise only together with a
	// date or a place among the action items.
	Loose Force = iota + 1
	// Firm words (will, "Sam to …", promised to) make one by themselves.
	Firm
)

// A Promise is a task that a sentence gives to somebody.
type Promise struct {
	// Who is what the sentence calls the owner: "I", "he", "Sam", "both"; ""
	// when it names nobody.
	Who string
	// From is where the promise begins with its subject; Start and End are
	// the task itself. All count bytes of the sentence.
	From, Start, End int
	Force            Force
	// Told marks a promise in the present tense: it may as well report what
	// somebody does anyway.
	Told bool
}

// Promise finds the first promise of a sentence. Names tells whether a word
// names a person.
func (h Heard) Promise(names func(string) bool) (Promise, bool) {
	for i := range h.tokens {
		n, force := h.modal(i)
		if n == 0 {
			continue
		}
		s := h.subject(i, names)
		if s.who == "" && s.kind == nobody && i > 0 {
			s = h.sentenceSubject(i, names)
		}
		if h.word(i) == "would" && !h.saidToDo(i, s) {
			continue
		}
		if s.who == "" && !((h.word(i) == "will" || h.word(i) == "going" || i == 0 && n == 2 && force == Loose) && h.opens(i)) {
			continue
		}
		verb := h.skipAdverbs(i + n)
		if !h.takesOn(verb, s, h.word(i) == "to") {
			continue
		}
		if s.kind == someRole && force == Loose && h.word(i) != "should" && h.word(i) != "has" && h.word(i) != "needs" {
			continue
		}
		p := Promise{Who: s.who, From: h.tokens[s.first].start, Start: h.tokens[verb].start, End: len(h.Text), Force: force}
		if h.word(i) == "owe" || h.word(i) == "owes" {
			p.Start = p.From
		}
		if force == Loose {
			if plain, ok := h.presentTense(names); ok && plain.Force == Firm && plain.From < p.From {
				return plain, true // "H sends me the invite so I can join"
			}
		}
		return p, true
	}
	return h.promiseInPlainWords(names)
}

// modal gives the length of the words of promising that begin at a token.
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
		if next == "supposed" && h.word(i+2) == "to" {
			return 3, Loose
		}
		if next == "to" {
			return 2, Firm
		}
		if next == "also" && h.word(i+2) == "to" {
			return 3, Firm
		}
	case "promised", "promises", "promise", "commited", "agreed", "agrees", "offered", "offers", "volunteered",
		"volunteers", "committed", "commits":
		if next == "to" {
			return 2, Firm
		}
	case "going":
		if next == "to" && i == 0 {
			return 2, Firm
		}
	case "would":
		return 1, Firm
	case "has", "needs", "have", "need":
		if next == "to" {
			return 2, Loose
		}
		if next == "got" && h.word(i+2) == "to" {
			return 3, Loose
		}
	case "plan", "plans":
		if next == "to" {
			return 2, Loose
		}
	case "must", "can", "should":
		return 1, Loose
	case "owe", "owes":
		return 1, Firm
	}
	return 0, 0
}

// sentenceSubject gives who the sentence begins with, for a second promise that
// leaves it out: "I have the timeline, still need to write it up", "he kept on
// about it, and is going to bring it".
func (h Heard) sentenceSubject(i int, names func(string) bool) subject {
	j := h.skipBack(i - 1)
	if j > 0 && h.word(j) == "and" {
		j--
	}
	if j <= 0 || h.word(j) != "," || h.word(i) == "to" || h.word(i) == "will" || h.word(i) == "can" ||
		h.word(i) == "should" || h.word(i) == "would" {
		return subject{first: i}
	}
	s := h.subject(1, names)
	if s.kind != someFirst && s.kind != someThird && s.kind != somePerson {
		return subject{first: i}
	}
	s.first = i
	return s
}

// saidToDo tells whether a "would" is a promise that is told: "said she'd get
// one".
func (h Heard) saidToDo(i int, s subject) bool {
	before := h.word(s.first - 1)
	if before == "that" {
		before = h.word(s.first - 2)
	}
	next := h.word(i + 1)
	return (before == "said" || before == "promised" || before == "offered") && (s.kind == someFirst || s.kind == someThird ||
		s.kind == somePerson) && next != "be" && next != "like" && next != "love" && next != "prefer" && next != "rather" && next != "have" &&
		next != "think" && next != "not"
}

// takesOn tells whether the verb makes a task for the subject.
func (h Heard) takesOn(verb int, s subject, bareTo bool) bool {
	v, next := h.word(verb), h.word(verb+1)
	if v == "" || isMark(v) || v == "not" || v == "never" {
		return false
	}
	if prev := h.word(verb - 1); prev == "owe" || prev == "owes" {
		return true
	}
	if v == "have" && h.word(verb+2) == "say" {
		return false
	}
	if v == "be" {
		return gerundBase(next) != "" && gerundBase(next) != "work" || next == "responsible" || next == "in" && h.word(verb+2) == "charge"
	}
	if bareTo && !h.mayTakeTo(s) || isMark(next) && (v == "drop" || v == "run" || v == "jump" || v == "head") ||
		v == "leave" && (next == "you" || next == "it" || next == "that") {
		return false
	}
	if asked, _ := h.find(0, "asked if i", "asked if i should", "asked whether i"); asked >= 0 && s.kind == someFirst {
		return false
	}
	if isWeakVerb(v) {
		return isSoftTask(v, next) && (s.kind != someRole || v != "get")
	}
	if IsTaskVerb(v) {
		return true
	}
	plain := !strings.ContainsFunc(v, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	return plain && !bareTo && (s.kind == someFirst || s.kind == somePerson || s.kind == someThird) && !IsStop(v)
}

// mayTakeTo keeps "Sam to send" and "asked me to send" apart from "nothing for
// me to do" and "it is up to Sam to say".
func (h Heard) mayTakeTo(s subject) bool {
	switch s.kind {
	case someFirst:
		return h.word(s.first) == "me" && h.word(s.first-1) != "for"
	case somePerson, someRole, someBoth:
		before := h.word(s.first - 1)
		return s.first == 0 || isMark(before) || before == "and" || before == "that"
	}
	return false
}

func (h Heard) skipAdverbs(i int) int {
	for {
		switch h.word(i) {
		case "also", "then", "still", "now", "please", "just", "first", "definitely", "personally", "quickly", "certainly", "gladly", "happily",
			"actually", "therefore", "probably":
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
		case "and", "so", "then", "also", "but":
			continue
		}
		return isMark(h.word(i))
	}
	return true
}

// Promises tells whether the sentence holds a firm promise.
func (h Heard) Promises(names func(string) bool) bool {
	p, ok := h.Promise(names)
	return ok && p.Force == Firm && p.Who != "" && p.Who != "we"
}
