package prose

import "strings"

// Asks tells whether the sentence is a question.
func (h Heard) Asks() bool { return strings.HasSuffix(h.plain, " ? ") && !endsInQuote(h.Text) }

// Done tells whether the sentence says that something is finished already.
func (h Heard) Done() bool {
	if h.Says("not done", "to be done", "half done", "not yet done", "done by", "done before", "until done", "when done", "once done",
		"definition of done", "get it done", "nothing done") {
		return false
	}
	if _, ok := h.Starts("done", "finished", "shipped", "completed", "closed", "fixed", "sent"); ok {
		return true
	}
	return h.Ends("done", ", shipped", ", sent", ", fixed", ", merged", ", completed", "> merged", "> fixed", "> sent") ||
		h.Says("already did", "already done", "already sent", "already fixed", "already shipped", "already merged", "already has",
			"already have", "already asked",
			"already booked", "already wrote", "already filed", "already told", "already talked", "already happened", "is done", "was done",
			"are done", "has been done", "have been done",
			"got done", "was going to", "were going to", "has been sent", "was sent", "has been fixed", "was fixed", "done since", "done last",
			"done on", "done yesterday", ", done ,", "> done") || h.didSo()
}

// didSo hears "did" as a deed of its own: "did them", "did the slides already".
// In "did the build break" another verb follows.
func (h Heard) didSo() bool {
	for i := range h.tokens {
		if h.word(i) != "did" {
			continue
		}
		switch h.word(i + 1) {
		case "it", "that", "them", "those", "both":
			return true
		case "the", "my", "our", "his", "her", "their", "your":
			for k := i + 2; h.word(k) != "" && !isMark(h.word(k)); k++ {
				if h.word(k) == "already" {
					return true
				}
			}
		}
	}
	return false
}

// Dropped tells whether the sentence says that a plan is off.
func (h Heard) Dropped() bool {
	return h.Says("dropped", "cancelled", "canceled", "scrapped", "abandoned", "obsolete", "no longer needed", "not needed anymore",
		"not needed any more", "no longer relevant", "off the list",
		"never mind", "nevermind", "descoped", "de-scoped", "superseded", "withdrawn", "called off", "won't happen", "will not happen",
		"shelved", "parked", "n/a")
}

// Supposes tells whether the sentence talks about what might be: no promise,
// no decision.
func (h Heard) Supposes() bool {
	if _, ok := h.Starts("if", "perhaps", "maybe", "ideally", "hypothetically", "suppose", "imagine", "assuming", "in theory", "what if",
		"could", "would", "might", "one could"); ok {
		return true
	}
	return h.dreamsOfOneDay() || h.Says("maybe", "perhaps", "someday", "some day", "if we ever", "if i ever", "if ever", "at some point",
		"eventually", "would be nice", "would be great", "would be good", "would be cool",
		"would love", "would like to", "nice to have", "in theory", "in an ideal world", "might be", "i might", "we might", "he might",
		"she might", "they might", "might want", "we could", "i could", "he could", "she could", "you could", "they could", "could do",
		"could try", "could also", "could be worth", "would be worth", "we would want", "we would need", "wish list", "wishlist", "dream",
		"in the long run", "long term maybe", "brainstorm", "thinking about", "thinking of",
		"toying with", "not sure whether", "not sure if", "if there is time", "if time allows", "if time permits", "time permitting",
		"when things calm down", "if budget", "possibly", "hypothetical*", "next time i", "i would push")
}

// dreamsOfOneDay keeps "one day I'd like to" apart from "one day late".
func (h Heard) dreamsOfOneDay() bool {
	_, next := h.find(0, "one day")
	if next < 0 {
		return false
	}
	switch h.word(next) {
	case "late", "early", "before", "after", "off", "of", "per", "a", "earlier", "later", "each", "more", "less", "only", "behind", "ahead":
		return false
	}
	return true
}

// Jokes tells whether the notes mark the sentence as not meant.
func (h Heard) Jokes() bool {
	text := strings.ToLower(h.Text)
	for _, mark := range []string{"[laugh", "(laugh", "[joking", "(joking", "[sarcas", "(sarcas", "*laughs", "[chuckle", "(chuckle", "😂",
		"🤣", "😜", "🙄", "haha", " /s", "(lol)", "[jokes", "(jokes", "(kidding", "[kidding", "[grins", "(grins", "grinning)", "[smiles", "(irony",
		"[irony", ";-)", ";)"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	if h.Says("lol") && h.Count() <= 10 {
		return true
	}
	return h.Says("hehe", "oh sure", "yeah right", "just kidding", "only joking", "just joking")
}

// Undecided tells whether the sentence says that nothing is decided.
func (h Heard) Undecided() bool {
	return h.Says("no decision*", "not decided", "not yet decided", "undecided", "nothing decided", "nothing settled", "nothing agreed",
		"nothing fixed", "nothing was decided", "not been decided", "no major decision*", "no real decision*", "not agreed", "not settled",
		"to be decided", "tbd", "still open", "left open", "is open", "unclear", "not clear", "unresolved", "no conclusion",
		"come to a conclusion", "reach a conclusion", "reach an agreement", "no agreement", "no consensus", "did not decide",
		"have not decided", "has not decided",
		"needs a decision", "need a decision", "need to decide", "needs to decide", "have to decide", "must decide", "should decide",
		"decide later", "decide next", "who decides", "decision pending", "pending decision",
		"not sure yet", "waiting for a decision", "decision needed", "to decide", "open question", "up in the air", "parked the decision",
		"sleep on it", "not final", "does not know yet", "once we have decided", "once we decide", "once decided", "will be decided",
		"until we decide", "when we decide", "if we decide", "whether we decide", "could be decided", "gets decided", "nobody knows",
		"don't know yet", "do not know yet")
}

// Postpones tells whether the sentence says that a subject was put off.
func (h Heard) Postpones() bool {
	return h.Says("no time", "next time", "postponed", "postpone", "ran out of time", "out of time", "did not get to", "not get to",
		"not discussed", "did not discuss", "did not talk about", "skipped", "moved to next",
		"carried over", "carry over", "another time", "next 1:1", "next meeting", "next week instead", "later", "not today", "parked")
}

// Refuses tells whether the sentence says no to doing something.
func (h Heard) Refuses() bool {
	return h.Says("not doing", "not going to", "will not", "decided not", "decided against", "agreed not", "not to", "against it",
		"off the table", "no longer doing", "said no", "says no", "no to", "turned down", "turned that down", "turned it down",
		"turned this down", "rejected",
		"declined", "denied", "refused", "vetoed", "ruled out", "let us not", "we do not", "not now", "instead of", ", no .", ", no ,", "> no",
		"is a no", "was a no", "not approved", "not worth", "stop *") || h.Ends(", no", "> no", "? no")
}

// Declines tells whether the sentence is somebody's no to a proposal.
func (h Heard) Declines() bool {
	return h.Says("said no", "says no", "no to", "turned down", "turned that down", "turned it down", "turned this down", "rejected",
		"declined", "denied", ", no for now", "no for now", "he is against", "she is against", "he's against", "she's against", "refused",
		"vetoed", ", no .", ", no ,", "> no", "is a no", "was a no", "not approved", "not granted", "decided against", "is against",
		"was against", "are against", "? no") ||
		h.Ends(", no", "> no", "? no", ", not now", ", not this year", ", not this quarter", ", not this half", ", not this time")
}

// Decides tells whether the sentence states a decision. Undecided comes
// first; this only hears the words.
func (h Heard) Decides() bool {
	if _, open := h.Starts("whether", "if"); open && !h.Says("decided", "agreed") || h.Asks() || h.Undecided() {
		return false
	}
	if _, ok := h.Starts("ok to", "okay to", "fine to", "free to"); ok || h.Says("> yes if", "> ok if", "> yes but", "> yes as long as") {
		return true
	}
	if _, ok := h.Starts("no"); ok && h.Says("this year", "this quarter", "this half", "until", "for now", "before",
		"this time") && h.Count() > 2 {
		return true
	}
	if h.Says("decided", "decision ,", "decision was", "decision is", "decision has been", "agreed to", "agreed on", "agreed not",
		"settled on", "landed on", "is settled", "we settled", "it is settled", "concluded to", "finalised", "finalized",
		"we will go with", "will go with", "going with", "we will go for", "went with", "we chose", "chose to", "opted for", "went for",
		"opted to", "we will stick", "sticking with", "stick with", "signed off on",
		"she said yes", "he said yes", "they said yes", "says yes", "> yes ,", "> yes .", "> go ahead", "yes , go ahead", "> approved",
		"> agreed", "> ok agreed", "says no", "approved", "ok'd", "okayed", "green light", "greenlit", "go-ahead", "off the table",
		"not on the table", "ruled out", "turned down", "turned that down", "turned it down", "turned this down", "said no", "vetoed", "rejected",
		"it is final", "that is final", "final call", "final answer", "we picked", "we are not going to", "not doing", "we are not doing",
		"we are going with", "we will not", "from now on", "let us drop", "let us go with", "let us use", "let us keep",
		"let us stick", "let us stop", "let us do that", "let us do it", "let us not", "let us wait", "let us hold", "let us leave",
		"let us skip", "let us postpone", "let us park", "let us go ahead", "let us ship", "let us roll", "let us move to", "let us switch") {
		return true
	}
	if _, ok := h.Starts("going for", "go for", "decision to", "stay with", "staying with", "conclusion ,", "agreed ,",
		"agreement ,", "no more"); ok {
		return true
	}
	if at, next := h.find(0, "ok with", "okay with", "fine with", "good with"); at > 0 && at <= 3 && h.Count() >= 6 &&
		h.word(next) != "it" && h.word(next) != "that" && h.word(next) != "this" && h.word(at-1) != "not" && h.word(at-1) != "are" {
		return true
	}
	_, ok := h.Starts("hold", "stays", "keep", "final", "pin", "leave", "park", "freeze", "pause")
	return ok && h.Says("until", "instead of", "instead", "unless", "but", "for now", "final") || h.agrees() || h.refusesPlan() || h.rules()
}

// agrees hears an agreement to do something; agreeing that something is so is
// an opinion.
func (h Heard) agrees() bool {
	_, next := h.find(0, "we agreed", "all agreed", "both agreed", "agreed that", "it was agreed", "all agree that",
		"agreed we", "agreed i", "agreed")
	if next < 0 || isMark(h.word(next)) || h.word(next) == "" {
		return false
	}
	for i := next; i < next+6; i++ {
		switch h.word(i) {
		case "is", "are":
			if i > next+1 && h.word(next) != "that" && strings.ContainsAny(h.word(next), "0123456789") {
				return true // agreed figures: "we agreed 3 % is for the north"
			}
			return false
		case "was", "were", "had", "has", "looks", "seems", "would":
			return false
		case "will", "to", "should", "must":
			return true
		}
	}
	return h.word(next) != "with"
}

// refusesPlan hears "we are not renewing".
func (h Heard) refusesPlan() bool {
	_, next := h.find(0, "we are not", "we will not be")
	return next > 0 && strings.HasSuffix(h.word(next), "ing") && !h.Says("anything", "something")
}

// choice hears a choice without a verb: "25 minutes instead of 50".
func (h Heard) choice() bool {
	return h.Count() >= 5 && h.Says("instead of", "rather than") && !h.hasThird() && !h.Says("is", "was", "were", "are", "has", "had",
		"have", "did", "do", "does", "went", "would", "could", "should", "i", "he", "she", "you", "your", "my", "if", "used",
		"spent", "got", "took", "can")
}

// hasThird tells whether a verb in the third person stands in the sentence.
func (h Heard) hasThird() bool {
	for i, t := range h.tokens {
		if i > 0 && baseForm(t.word) != "" && !isNounToo(baseForm(t.word)) {
			return true
		}
	}
	return false
}

// labelNo hears "savings plan: no, Finance doesn't sign 3 years".
func (h Heard) labelNo() bool {
	_, rest, ok := CutLabel(h.Text)
	if !ok {
		return false
	}
	r := Hear(rest)
	_, no := r.Starts("no ,", "no .", "hard no", "not this", "not now", "go ,", "go .")
	return no && !r.Says("idea", "answer")
}

// rules hears decisions told as rules: "X stays Y until", "no X this year",
// "X: no", "X will be used".
func (h Heard) rules() bool {
	if h.Says("stays", "stay", "remains", "remain", "on hold", "frozen") && h.Says("until", "till", "for now", "unless", "this quarter",
		"this half", "this year") {
		return true
	}
	if h.choice() || !h.Says("depends") && h.Ends(", no", "> no", ", not now", ", not this year", ", not this quarter", ", not this half",
		", not this time") || h.Says(", no .", "? no ,", "? no .", ", no because") || h.labelNo() {
		return true
	}
	if _, answer, found := cutArrow(h.Text); found && Hear(answer).Approves() {
		return true
	}
	if h.Ends("> yes", "> go ahead", "> ok", "> fine") {
		return true
	}
	if _, ok := h.Starts("we take the", "we go with", "we go for", "we drop", "we skip", "we stop", "we postpone", "we cancel",
		"we switch to", "we move to", "we start with", "we pick", "we choose"); ok && !h.Says("every", "usually", "often", "always") {
		return true
	}
	if rest, ok := h.Starts("we keep", "we stay", "we stick to", "we stick with"); ok && gerundBase(h.word(h.tokenFrom(rest))) == "" {
		return true
	}
	return h.Says("will be used", "will be implemented", "will be included", "will be removed", "will be kept", "will be dropped",
		"will be made", "will be replaced", "will be moved", "will be offered", "will be built", "we will use", "we will keep",
		"we will include", "we will aim", "we will stay", "will only be used", "only to be used")
}

// Confirms tells whether the sentence is nothing but a seal on the one before
// it: "Decided, final.", "That's settled."
func (h Heard) Confirms() bool {
	if h.Count() > 5 {
		return false
	}
	left := h.Count()
	for _, t := range h.tokens {
		switch t.word {
		case "decided", "final", "agreed", "settled", "that", "this", "is", "it", "we", "both", "all", "on", "seriously", "so", "ok", "okay",
			"yes", "then", "decision", "was", "done", "deal", "right", "fine":
			left--
		}
	}
	return left <= 0 && h.Says("decided", "final", "agreed", "settled", "deal")
}
