package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Orders tells whether the sentence is an order: it begins with a bare verb
// that is used as one ("Review the handbook", not "Review of Q3").
func (h Heard) Orders() bool {
	i := 0
	for i < len(h.tokens) {
		switch h.word(i) {
		case "please", "also", "then", "and", "to", "first":
			i++
			continue
		}
		break
	}
	v, next := h.word(i), h.word(i+1)
	if !IsTaskVerb(v) || next == "" || isMark(next) && next != "," || next == "of" {
		return false
	}
	if v == "do" && next == "not" || isWeakVerb(v) && !isSoftTask(v, next) || v == "back" && next != "up" && next != "out" || v == "leave" && h.Says("with me", "with him", "with her") {
		return false
	}
	return (!isNounToo(v) || takesObject(next)) && !h.finite(i+1)
}

// finite tells whether a finite verb follows soon: then the first word was no
// order but a noun ("Demo to sales was good").
func (h Heard) finite(from int) bool {
	for i := from; i < len(h.tokens) && i < from+6; i++ {
		switch h.word(i) {
		case ",", ".", ">", "if", "whether", "that", "who", "which", "what", "how", "why", "when", "where", "until", "because", "so":
			return false
		case "is", "was", "were", "are", "has", "had", "went", "came", "took", "looks", "looked", "seems", "needs":
			return true
		}
	}
	return false
}

// IsStandingOrder tells whether an order is as often a rule or advice as a
// task: "keep it short", "stop at five".
func (h Heard) IsStandingOrder() bool {
	_, ok := h.Starts("keep", "stop", "continue", "start", "use", "try", "make sure", "note", "drop", "cancel", "cut", "lower", "raise", "go", "take", "let", "think", "speak", "ask for", "listen", "give", "include", "remember", "be", "have", "see", "focus", "do not", "never", "always", "play", "learn", "work", "read", "leave", "reduce", "pick your", "push back", "call", "put", "save", "show", "tell")
	return ok
}

// IsJobTitle tells whether a text is a job's name, as "project manager" is.
func IsJobTitle(text string) bool {
	h := Hear(text)
	n := len(h.tokens)
	if n == 0 || n > 4 || strings.ContainsAny(text, ".,:") {
		return false
	}
	switch h.word(n - 1) {
	case "manager", "designer", "engineer", "expert", "developer", "director", "person", "analyst", "architect", "pm", "em", "researcher", "scientist", "tester", "coordinator", "leader", "recruiter", "cto", "ceo", "vp":
		return true
	}
	return false
}

func takesObject(next string) bool {
	switch next {
	case "the", "a", "an", "my", "our", "his", "her", "their", "your", "it", "them", "this", "that", "these", "those", "all", "on", "with", "up", "out", "into", "whether", "if",
		"how", "what", "who", "him", "me", "us", "back", "down", "one", "two", "three", "both", "some", "more", "each", "every", "another", "any", "at", "about", "through", "over":
		return true
	}
	return next != "" && next[0] >= '0' && next[0] <= '9'
}

// isNounToo tells whether a task verb is as often a noun.
func isNounToo(v string) bool {
	switch v {
	case "review", "plan", "test", "support", "report", "demo", "note", "change", "release", "budget", "design", "cost", "work", "look", "call", "run", "start", "model",
		"map", "log", "list", "order", "record", "return", "cover", "cut", "drive", "draft", "use", "show", "sync", "track", "turn", "walk", "wrap", "set", "issue", "mark", "land",
		"launch", "lead", "file", "back", "code", "comment", "contact", "copy", "email", "estimate", "experiment", "export", "flag", "format", "group", "hand", "host", "hire", "interview",
		"link", "merge", "message", "monitor", "move", "open", "patch", "pair", "pilot", "pin", "ping", "poll", "port", "post", "practice", "present", "process", "profile", "prototype",
		"pull", "push", "raise", "research", "request", "reset", "roll", "scope", "search", "shadow", "shape", "share", "sketch", "slice", "sort", "split", "study", "swap",
		"switch", "talk", "train", "transfer", "triage", "trim", "update", "upgrade", "visit", "step", "stop", "brief", "book", "check", "clear", "close", "complete", "clean", "own", "separate", "model's", "schedule", "document", "audit", "approach", "focus", "debug", "benchmark", "answer", "address", "budgets":
		return true
	}
	return false
}

// IsAmbiguousName tells whether a first name, in lower case, is an ordinary word
// as well: then it names somebody only where it must.
func IsAmbiguousName(lower string) bool { return isAmbiguousName(lower) }

func isAmbiguousName(lower string) bool {
	switch lower {
	case "will", "may", "mark", "grant", "bill", "rob", "drew", "pat", "sue", "art", "jack", "frank", "rich", "june", "april", "august", "hope", "joy", "grace", "faith", "chip", "chase", "miles", "ray", "rose", "sky", "max", "an", "so", "do", "my", "in", "page", "case", "long", "young", "lane", "price", "major", "early", "west", "hi", "no":
		return true
	}
	return utf8.RuneCountInString(lower) == 1
}

func hasCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(word, "@"))
	return unicode.IsUpper(r) || strings.HasPrefix(word, "@")
}

// Request finds what the sentence asks the one it is said to to do: "can you
// send me the numbers?", "please book a room".
func (h Heard) Request() (task int, ok bool) {
	_, next := h.find(0, "can you", "could you", "would you", "will you", "can you please", "could you please", "would you mind", "please", "i need you to", "i would like you to", "i want you to", "you mind")
	if h.Ends("please", "please .", "for me", "pls") && h.Orders() {
		return h.tokens[0].start, true
	}
	if next < 0 {
		return 0, false
	}
	next = h.skipAdverbs(next)
	v := h.word(next)
	if v == "maybe" {
		next = h.skipAdverbs(next + 1)
		v = h.word(next)
	}
	if !IsTaskVerb(v) || isWeakVerb(v) && !isSoftTask(v, h.word(next+1)) || v == "tell" || v == "explain" || v == "repeat" || v == "show" || v == "speak" || v == "say" {
		return 0, false
	}
	return h.tokens[next].start, true
}

// Accepts tells whether the sentence says yes to a request and little more.
func (h Heard) Accepts() bool {
	if h.Count() > 9 && !h.Says("do it", "do that", "send it") || h.Count() > 14 || h.Asks() || h.Says("but", "not", "no", "can not", "already") {
		return false
	}
	_, ok := h.Starts("sure", "yes", "yeah", "yep", "yup", "will do", "of course", "ok", "okay", "no problem", "happy to", "absolutely", "i can do that", "on it", "you got it", "sounds good", "i will", "can do", "definitely", "certainly", "gladly", "alright", "i can")
	return ok
}

// Approves tells whether the answer behind an arrow is a yes.
func (h Heard) Approves() bool {
	_, ok := h.Starts("ok agreed", "ok ,", "agreed", "yes", "approved", "sold", "fine", "go ahead", "go .", "deal")
	return ok && h.Count() <= 8 && !h.Says("but", "if", "unless")
}

// AskedToDo finds what somebody asked or wanted the writer to do: "asked if I'd
// present the results", "wants me to run the strategy".
func (h Heard) AskedToDo() (task int, ok bool) {
	_, next := h.find(0, "asked if i would", "asked if i could", "asked if i can", "asked whether i would", "asked whether i could", "asked me if i would", "asked me if i could", "asked would i", "asked me to", "wants me to", "wanted me to", "would like me to", "asked i")
	if next < 0 || !IsTaskVerb(h.word(next)) || isWeakVerb(h.word(next)) && !isSoftTask(h.word(next), h.word(next+1)) {
		return 0, false
	}
	return h.tokens[next].start, true
}
