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
	case "promised", "promises", "promise", "commited", "agreed", "agrees", "offered", "offers", "volunteered", "volunteers", "committed", "commits":
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
	if j <= 0 || h.word(j) != "," || h.word(i) == "to" || h.word(i) == "will" || h.word(i) == "can" || h.word(i) == "should" || h.word(i) == "would" {
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
	return (before == "said" || before == "promised" || before == "offered") && (s.kind == someFirst || s.kind == someThird || s.kind == somePerson) && next != "be" && next != "like" && next != "love" && next != "prefer" && next != "rather" && next != "have" && next != "think" && next != "not"
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
	if bareTo && !h.mayTakeTo(verb, s) || isMark(next) && (v == "drop" || v == "run" || v == "jump" || v == "head") || v == "leave" && (next == "you" || next == "it" || next == "that") {
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
func (h Heard) mayTakeTo(verb int, s subject) bool {
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
		case "also", "then", "still", "now", "please", "just", "first", "definitely", "personally", "quickly", "certainly", "gladly", "happily", "actually", "therefore", "probably":
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

type subjectKind int

const (
	nobody subjectKind = iota
	someFirst
	someWe
	someYou
	someThird
	someBoth
	somePerson
	someRole
)

// subject is who stands before a modal.
type subject struct {
	first int
	who   string
	kind  subjectKind
}

// subject reads back from a modal to who is meant by it.
func (h Heard) subject(modal int, names func(string) bool) subject {
	j := h.skipBack(modal - 1)
	if j < 0 {
		return subject{first: modal}
	}
	switch h.word(j) {
	case "and", "but":
		return h.leading(j, names)
	case "i", "me":
		return h.joined(subject{j, "I", someFirst}, names)
	case "we", "us":
		if h.word(j+1) == "both" {
			return subject{j, "both", someBoth}
		}
		return subject{j, "we", someWe}
	case "both":
		return subject{j, "both", someBoth}
	case "you":
		return subject{j, "you", someYou}
	case "he", "she":
		return subject{j, h.word(j), someThird}
	}
	if s, ok := h.person(j, names); ok {
		return h.joined(s, names)
	}
	return h.role(j, modal)
}

// person takes one or two capitalised words as a name, when they are one.
func (h Heard) person(j int, names func(string) bool) (subject, bool) {
	t := h.tokens[j]
	word := h.Text[t.start:t.end]
	if j > 0 {
		whole := h.Text[h.tokens[j-1].start:t.end]
		if !isMark(h.word(j-1)) && names(whole) {
			return subject{j - 1, whole, somePerson}, true
		}
	}
	if names(word) && (hasCapital(word) || !isAmbiguousName(t.word)) {
		return subject{j, word, somePerson}, true
	}
	return subject{}, false
}

// joined widens "Kofi" to "me & Kofi" where two are named.
func (h Heard) joined(s subject, names func(string) bool) subject {
	if h.word(s.first-1) != "and" {
		return s
	}
	j := s.first - 2
	if h.word(j) == "i" || h.word(j) == "me" {
		return subject{j, "I and " + s.who, s.kind}
	}
	if j < 0 || isMark(h.word(j)) {
		return s
	}
	if other, ok := h.person(j, names); ok {
		return subject{other.first, other.who + " and " + s.who, somePerson}
	}
	return s
}

// role takes "the project manager" as who.
func (h Heard) role(j, modal int) subject {
	if !isPersonNoun(h.word(j)) {
		return subject{first: modal}
	}
	first := j
	for first > 0 && j-first < 3 && isNamePart(h.word(first-1)) {
		first--
	}
	return subject{first, h.Text[h.tokens[first].start:h.tokens[j].end], someRole}
}

func isNamePart(w string) bool {
	if isMark(w) {
		return false
	}
	return !IsStop(w) && !IsTaskVerb(w) || w == "design" || w == "project" || w == "people" || w == "support" || w == "research"
}

// skipBack passes over what may stand between subject and modal: "He, in
// turn, will", "Sam also will", "we both will".
func (h Heard) skipBack(j int) int {
	if h.word(j) == "," {
		for k := j - 1; k >= 0 && j-k <= 6; k-- {
			if h.word(k) == "," && (isAside(h.word(k+1)) || isPersonNoun(h.word(j-1)) && k < j-1) {
				return h.skipBack(k - 1)
			}
		}
		return -1
	}
	switch h.word(j) {
	case "also", "then", "still", "now", "just", "therefore", "themselves", "himself", "herself", "myself", "apparently", "very", "super", "so", "quite", "did", "does", "always", "really", "honestly":
		return h.skipBack(j - 1)
	}
	return j
}

// isAside tells whether a word begins what may stand between commas without
// being a statement: "in turn", "of course", "as always".
func isAside(w string) bool {
	switch w {
	case "in", "of", "as", "however", "again", "too", "though", "therefore", "on", "for", "at", "by", "next", "then", "together", "who", "being", "with", "if", "meanwhile", "instead":
		return true
	}
	return false
}

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

// Promises tells whether the sentence holds a firm promise.
func (h Heard) Promises(names func(string) bool) bool {
	p, ok := h.Promise(names)
	return ok && p.Force == Firm && p.Who != "" && p.Who != "we"
}
