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
// no decision. The words are modal verbs and adverbs.
func (h Heard) Supposes() bool {
	if _, ok := h.Starts("if", "ideally", "suppose", "imagine", "assuming", "in theory"); ok {
		return true
	}
	return h.dreamsOfOneDay() || h.Says("maybe", "perhaps", "possibly", "someday", "some day", "eventually", "at some point", "might", "could",
		"would", "if ever", "not sure whether", "not sure if", "thinking about", "thinking of", "hypothetical*")
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

// Declines tells whether the sentence says no to a proposal, or to doing something.
func (h Heard) Declines() bool {
	return h.Says("not doing", "not going to", "off the table", "ruled out", "not worth", "said no", "says no", "no to", "turned down", "turned that down", "turned it down", "turned this down", "rejected",
		"declined", "denied", ", no for now", "no for now", "he is against", "she is against", "he's against", "she's against", "refused",
		"vetoed", ", no .", ", no ,", "> no", "is a no", "was a no", "not approved", "not granted", "decided against", "is against",
		"was against", "are against", "? no") ||
		h.Ends(", no", "> no", "? no", ", not now", ", not this year", ", not this quarter", ", not this half", ", not this time")
}

// Decides tells whether the sentence says itself that something is decided.
func (h Heard) Decides() bool {
	if _, open := h.Starts("whether", "if"); open && !h.Says("decided", "agreed") || h.Asks() || h.Undecided() {
		return false
	}
	return h.Says("decided", "decision ,", "agreed to", "agreed on", "agreed not", "settled on", "is settled", "will go with", "going with",
		"said yes", "says yes", "> yes", "said no", "says no", "approved", "off the table", "turned down", "rejected", "not doing", "we will not",
		"from now on", "let us")
}
