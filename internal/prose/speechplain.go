package prose

import "strings"

// promiseInPlainWords hears promises without a modal: "let me check with
// Mei", "I send the doc on Friday", "I ask Amadou (on my list)".
func (h Heard) promiseInPlainWords(names func(string) bool) (Promise, bool) {
	whole := Promise{Who: "I", End: len(h.Text), Force: Firm}
	if rest, ok := h.Starts("let me", "ok let me", "ok , let me"); ok {
		v := h.tokenFrom(rest)
		if word := h.word(v); IsTaskVerb(word) && (!isWeakVerb(word) || isSoftTask(word, h.word(v+1))) && word != "know" {
			whole.Start, whole.Force = h.tokens[v].start, Loose
			return whole, true
		}
	}
	if p, ok := h.toldPromise(names); ok {
		return p, true
	}
	if _, ok := h.Starts("my", "his", "her"); ok && h.Says("is due", "are due", "needs to be", "need to be", "has to be", "have to be", "must be") && !h.Says("was due", "overdue") {
		who := map[string]string{"my": "I", "his": "he", "her": "she"}[h.word(0)]
		return Promise{Who: who, End: len(h.Text), Force: Loose}, true
	}
	if at, next := h.find(0, "mine to"); at > 0 && IsTaskVerb(h.word(next)) {
		return whole, true
	}
	if at, _ := h.find(1, "due"); at > 0 && at <= 6 && !h.Says("was", "were", "overdue", "due to", "not due", "past", "he", "she", "they") && h.word(at-1) != "is" {
		who := ""
		if h.Says("self", "my") {
			who = "I"
		}
		return Promise{Who: who, End: len(h.Text), Force: Loose}, true
	}
	if h.Says("on my list", "on my plate", "my action", "my ai", "my todo", "my to-do", "i take that", "i take this", "i take it") {
		return whole, true
	}
	return h.presentTense(names)
}

// toldPromise hears a promise that is told: "Ruth promised a slot before 4 Dec",
// "I promised to send it". One that was broken, or made long ago, is none.
func (h Heard) toldPromise(names func(string) bool) (Promise, bool) {
	if h.Says("had promised", "but", "never", "not", "broke") {
		return Promise{}, false
	}
	for i := 1; i < len(h.tokens) && i < 6; i++ {
		owes := h.word(i) == "owes" || h.word(i) == "owe"
		if w := h.word(i); w != "promised" && w != "promises" && !(owes && (h.word(i+1) == "me" || h.word(i+1) == "us" || h.word(i+1) == "you" || h.word(i+1) == "her" || h.word(i+1) == "him")) {
			continue
		}
		s, next := h.subject(i, names), i+1
		if owes {
			next++
		}
		if a := h.word(next); h.word(i) == "promises" && a != "to" && a != "me" && a != "us" && a != "a" && a != "the" && a != "an" {
			continue // what somebody does again and again
		}
		for h.word(next) == "to" || h.word(next) == "me" || h.word(next) == "us" {
			next++
		}
		if s.who == "" || s.kind == someRole || h.word(next) == "" || isMark(h.word(next)) || h.Says("nothing", "no", "none") {
			continue
		}
		return Promise{Who: s.who, From: h.tokens[s.first].start, Start: h.tokens[next].start, End: len(h.Text), Force: Firm}, true
	}
	return Promise{}, false
}

// presentTense hears "Sam sends the doc by Friday", "by tomorrow I send it",
// "Bea's ringing the landlord": what people do next, told as they do it.
func (h Heard) presentTense(names func(string) bool) (Promise, bool) {
	for i := 1; i < len(h.tokens) && i < 12; i++ {
		s := h.subject(i, names)
		if _, ahead := h.Starts("by", "until", "before", "on", "tomorrow", "next", "this"); ahead && i <= 5 && s.kind == someFirst && h.word(i-1) == "i" && IsTaskVerb(h.word(i)) && !isWeakVerb(h.word(i)) {
			return Promise{Who: s.who, From: 0, Start: h.tokens[i].start, End: len(h.Text), Force: Firm}, true
		}
		if p, ok := h.doing(i, s, names); ok {
			return p, true
		}
		granted := s.first > 0 && h.word(s.first-1) == "that" && h.Says("agrees that", "agreed that", "fine that", "ok that", "okay that", "wants that")
		granted = granted || s.kind == someThird && h.word(s.first-1) == "says" && h.word(s.first-2) == h.word(s.first)
		if i == 1 && s.who == "" && len(h.word(0)) == 1 && h.word(0) != "a" && names(strings.ToUpper(h.word(0))) {
			s = subject{0, strings.ToUpper(h.word(0)), somePerson} // written without capitals
		}
		_, fronted := h.Starts("for", "with", "in")
		if s.who == "" || s.kind == someRole || s.kind == someWe || s.kind == someYou || !h.beginsAt(s.first) && !granted && !(fronted && s.kind == someFirst) {
			continue
		}
		v := h.word(i)
		first := s.kind == someFirst && (h.word(i-1) == "i" || h.word(i-1) == "me" && s.first == 0) && IsTaskVerb(v)
		fits := first || s.kind != someFirst && baseForm(v) != "" && !isWeakVerb(baseForm(v)) || strings.Contains(s.who, " and ") && IsTaskVerb(v)
		fits = fits || first && isSoftTask(v, h.word(i+1)) || s.kind != someFirst && isSoftTask(baseForm(v), h.word(i+1))
		if !fits || isWeakVerb(v) && !isSoftTask(v, h.word(i+1)) || h.isWhen(i+1) {
			continue
		}
		p := Promise{Who: s.who, From: h.tokens[s.first].start, Start: h.tokens[i].start, End: len(h.Text), Force: Loose, Told: true}
		if baseForm(v) != "" {
			p.Start = p.From
		}
		if h.doesNext(i) {
			p.Force = Firm
		}
		return p, true
	}
	return Promise{}, false
}

// beginsAt tells whether a statement may begin at a token.
func (h Heard) beginsAt(i int) bool {
	switch h.word(i - 1) {
	case "", "and", "so", "but", "then", "now", "also", "ok", "okay":
		return true
	}
	return isMark(h.word(i - 1))
}

// doesNext tells whether the verb at a token, in the present tense, is one
// single deed with an object: "sends the doc", not "reviews every PR" or
// "thinks".
func (h Heard) doesNext(i int) bool {
	v, next := h.word(i), h.word(i+1)
	if base := baseForm(v); base != "" {
		v = base
	}
	if tells(v, next) || next == "" || isMark(next) {
		return false
	}
	if at, _ := h.find(i, habits...); at >= 0 && !(h.word(at) == "when" && h.word(at-1) == "only") {
		return false
	}
	if at, _ := h.find(i, "off", "pto", "vacation", "holiday", "holidays", "leave"); at >= 0 && at < i+13 && v == "take" && h.word(at-1) != "from" {
		return false
	}
	switch next {
	case "if", "whether":
		return v == "check"
	case "himself", "herself", "myself", "itself", "themselves", "everything", "anything", "all", "in", "on", "at", "every", "always", "too", "very", "like", "as", "from", "when", "because", "that", "not", "nothing", "never", "well", "off":
		return v == "ask" || v == "bring" || v == "take" && next == "on" || v == "follow" || v == "look"
	}
	return !h.isWhen(i + 1)
}

// isWhen tells whether only a time follows, and no object.
func (h Heard) isWhen(i int) bool {
	w := h.word(i)
	switch w {
	case "today", "tomorrow", "tmrw", "next", "this", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "monday", "tuesday", "wednesday", "thursday", "friday", "soon", "later", "then":
		return true
	}
	next := h.word(i + 1)
	if isDateWord(w) {
		return true
	}
	return w != "" && w[0] >= '0' && w[0] <= '9' && (next == "" || isMark(next) || isDateWord(next) || next == "am" || next == "pm")
}

// habits are words that make a deed a habit, a complaint or a supposition.
var habits = []string{"always", "often", "usually", "never", "every", "each time", "sometimes", "again and again", "keeps", "all the time", "instead of", "rather than", "each and every", "most of the time", "as soon as", "without", "rarely", "normally", "regularly", "constantly", "when", "whenever", "too", "so that", "if"}

// tells sorts out the verbs that report, that hold for long, or that have
// other meanings in the present tense.
func tells(v, next string) bool {
	switch v {
	case "mention", "explain", "suggest", "propose", "note", "report", "consider", "think", "agree", "decide", "keep", "use", "run", "own", "lead", "support", "work", "play", "learn", "discuss", "describe",
		"communicate", "estimate", "start", "join", "leave", "stop", "come", "go", "return", "land", "move", "show", "cost", "plan", "practice", "practise", "put", "read", "cut", "let", "continue", "meet", "handle", "manage", "live", "try", "drive", "figure", "include", "pass", "sound", "label", "text", "line", "trace":
		return v != "sound" || next != "him" && next != "her" && next != "out"
	case "get":
		return next == "it" || next == "that" || next == "this"
	case "look":
		return next != "at" && next != "into" && next != "over" && next != "up" && next != "for" && next != "after"
	case "set":
		return next != "up" && next != "the" && next != "a"
	case "make":
		return next != "a" && next != "an" && next != "the" && next != "sure" && next != "it"
	case "find":
		return next != "out" && next != "a" && next != "one" && next != "somebody" && next != "someone" && next != "another"
	case "ask":
		return next == "me" || next == "for" || next == "if" || next == "whether" || next == "about" || next == "why" || next == "how" || next == "what" || next == "when" || next == "who"
	case "tell":
		return next == "me" || next == "us"
	case "take":
		return next == "off" || next == "pto" || next == "vacation" || next == "holiday" || next == "holidays" || next == "leave" || next == "time" || next == "too" || next == "long"
	}
	return false
}

// saidAround tells whether a cue stands near a token, in its clause.
func (h Heard) saidAround(i int, cues ...string) bool {
	at, _ := h.find(max(0, i-3), cues...)
	return at >= 0 && at <= i+5
}

// doing hears "Bea's ringing the landlord", "I am putting it on the wiki": a
// deed that is near, in a verb for a deed that takes no time.
func (h Heard) doing(i int, s subject, names func(string) bool) (Promise, bool) {
	from, verb := -1, i+1
	who := s.who
	switch w := h.word(i); {
	case w == "am" && s.kind == someFirst, w == "is" && (s.kind == somePerson || s.kind == someThird):
		from = s.first
	default:
		name, found := strings.CutSuffix(h.word(i-1), "'s")
		if !found && i == 1 && h.Count() >= 3 && gerundBase(h.word(1)) != "" {
			name, found = h.word(0), true // "Bev chasing him"
		}
		if !found || !names(h.Text[h.tokens[i-1].start:h.tokens[i-1].start+len(name)]) {
			return Promise{}, false
		}
		from, verb = i-1, i
		who = h.Text[h.tokens[i-1].start : h.tokens[i-1].start+len(name)]
	}
	verb = h.skipAdverbs(verb)
	base := gerundBase(h.word(verb))
	if h.word(verb) == "having" && h.word(verb+1) == "a" {
		base = "talk" // a word, a chat
	}
	if next := h.word(verb + 1); base == "tell" && next == "you" || base == "ask" && next == "you" {
		return Promise{}, false
	}
	if !h.beginsAt(from) || base == "" || h.saidAround(verb, "currently", "still", "already", "at the moment", "right now", "these days", "always", "pto", "vacation", "holiday", "off", "day off") || h.Says(habits...) {
		return Promise{}, false
	}
	p := Promise{Who: who, From: h.tokens[from].start, Start: h.tokens[verb].start, End: len(h.Text), Force: Loose, Told: true}
	switch base {
	case "chase", "send", "ring", "call", "email", "ask", "tell", "book", "order", "invite", "raise", "file", "share", "post", "put", "write", "bring", "schedule", "arrange", "introduce", "forward", "set", "draft", "talk", "speak":
		next := h.word(verb + 1)
		if base == "ask" && (next == "for" || next == "if" || next == "about") {
			return Promise{}, false
		}
		if next != "" && !isMark(next) {
			p.Force = Firm
		}
	case "come", "go", "leave", "start", "stop", "move", "travel", "join", "work", "return", "look", "think", "try", "use", "run", "get", "make", "take":
		if base != "get" && base != "make" && !(base == "go" && h.word(verb+1) == "back") {
			return Promise{}, false
		}
		if base == "go" {
			p.Force = Firm
		}
		if h.Says("myself", "himself", "herself") {
			p.Force = Firm
		}
	}
	return p, true
}

// tokenFrom gives the first token at or after a place of the text.
func (h Heard) tokenFrom(place int) int {
	for i, t := range h.tokens {
		if t.start >= place {
			return i
		}
	}
	return len(h.tokens)
}
