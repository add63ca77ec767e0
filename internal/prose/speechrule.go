package prose

import "strings"

// LaysDown tells whether the sentence says how things are to be from now on,
// without a word for deciding: "from Monday on nobody merges after noon", "we
// ship it without the animation", "the rig stays on Jenkins", "Go or Rust →
// Go". It hears the forms in which notes put down what was settled; a question,
// a habit, a wish or a report is none of them.
func (h Heard) LaysDown(names func(string) bool) bool {
	if strings.HasPrefix(h.Text, "\"") || strings.HasPrefix(h.Text, "“") || h.Asks() || h.Undecided() || h.Count() < 2 || h.Supposes() && !h.Says("till", "until") || h.Says(unsettled...) {
		return false
	}
	return h.fromThenOn() || h.letUs() || h.weDo() || h.staysSo() || h.nobodyDoes() || h.getsDone() || h.picksOne() || h.isOutOf() || h.leavesItSo() || h.thisNotThat(names)
}

// unsettled are words with which a sentence only reports, asks or doubts.
var unsettled = []string{"wants", "wanted", "would", "could", "should", "might", "maybe", "asked", "asks", "wonders", "wondered", "thinks", "thought", "feels", "felt", "hopes", "proposed", "proposes", "suggests", "suggested", "usually", "often", "sometimes", "not sure", "no idea", "apparently", "rumour", "rumor", "expect", "expects", "probably", "in principle", "no point"}

// fromThenOn hears "from here on", "from April onwards", "new rule:".
func (h Heard) fromThenOn() bool {
	if h.Says("from now on", "from here on", "from here on out", "going forward", "from then on", "onwards", "until further notice", "as of today", "as of now", "as of tomorrow", "as of monday", "new rule", "hard rule", "this is final", "full stop", "effective immediately") {
		return true
	}
	if at, next := h.find(0, "becomes", "is now"); at > 0 && h.word(at-1) != "it" && h.word(at-1) != "that" && h.Count() <= 14 && strings.ContainsAny(h.Text, "0123456789") && next < len(h.tokens) && h.word(at) == "becomes" {
		return true
	}
	from, _ := h.find(0, "from", "as of", "starting")
	if from < 0 {
		return false
	}
	for i := from + 1; i <= from+4; i++ {
		if next := h.word(i + 1); h.word(i) == "on" && (next == "" || isMark(next) || next == "we" || next == "no" || next == "nobody") {
			return true
		}
	}
	return false
}

// letUs hears "let us kill the take-home".
func (h Heard) letUs() bool {
	_, next := h.find(0, "let us")
	if next < 0 {
		return false
	}
	v := h.word(h.skipAdverbs(next))
	if v == "not" {
		v = h.word(next + 1)
	}
	switch v {
	case "start", "move", "begin", "continue", "write", "make", "take", "catch", "end", "finish", "close", "wrap", "call", "touch", "bring", "give", "do":
		return false
	}
	return seals(v)
}

// weDo hears "we ship it without the animation", "we are not renewing
// Coverity", "we let it lapse": the present tense in which two agree.
func (h Heard) weDo() bool {
	for i := range h.tokens {
		if h.word(i) != "we" {
			continue
		}
		if !h.beginsAt(i) && h.word(i-1) != "that" && h.word(i-1) != "then" && h.word(i-1) != "think" {
			_, fronted := h.Starts("for", "with", "in", "on")
			switch v := h.word(i + 1); {
			case fronted && i < 7:
			case (v == "drop" || v == "keep" || v == "skip" || v == "kill" || v == "scrap" || v == "cut" || v == "park" || v == "postpone" || v == "cancel") && (h.word(i+2) == "" || isMark(h.word(i+2))):
				return true // "the low-end phones we drop"
			default:
				continue
			}
		}
		v := i + 1
		for h.word(v) == "both" || h.word(v) == "only" || h.word(v) == "just" || h.word(v) == "now" || h.word(v) == "simply" || h.word(v) == "all" || h.word(v) == "also" || h.word(v) == "then" {
			v++
		}
		if h.Says("every", "always", "already", "when", "what", "how", "if", "so that", "last time", "in the past", "yesterday", "last week") {
			return false
		}
		word, next := h.word(v), h.word(v+1)
		switch word {
		case "are":
			if next == "not" {
				next = h.word(v + 2)
			}
			if base := gerundBase(next); base != "" && seals(base) || next == "staying" || next == "sticking" || next == "ending" || next == "waiting" && h.Says("until", "till", "til", "for") {
				return true
			}
			continue
		case "will":
			if next == "leave" || next == "keep" || next == "stay" || next == "stick" || next == "hold" || next == "skip" || next == "drop" || next == "freeze" || next == "wait" && h.Says("until", "till", "til", "for") {
				return true
			}
			return next == "not" && (IsTaskVerb(h.word(v+2)) && !isWeakVerb(h.word(v+2)) || h.word(v+2) == "need")
		case "do":
			return next == "not" && seals(h.word(v+2))
		}
		if seals(word) && next != "" && !isMark(next) && next != "about" {
			return true
		}
	}
	return false
}

// seals tells the verbs that decide something when two say "we" with them.
func seals(verb string) bool {
	switch verb {
	case "talk", "discuss", "speak", "meet", "think", "know", "see", "want", "need", "have", "feel", "agree", "look", "work", "get", "find", "hope", "wait", "try", "go", "come", "say", "learn", "ask", "like", "believe", "read", "put", "set", "sync", "check", "be", "guess", "figure", "note", "mention", "brainstorm", "consider", "revisit", "review", "continue", "share", "walk", "plan":
		return false
	case "stay", "stick", "kill", "limit", "let", "lift", "freeze", "park", "sunset", "retire", "pause", "ship", "win", "drop", "throw", "ditch", "bin", "scrap", "skip", "end", "terminate":
		return verb != "win"
	}
	return IsTaskVerb(verb)
}

// staysSo hears "the rig stays on Jenkins", "the freeze holds thru 5 Jan".
func (h Heard) staysSo() bool {
	first, next := h.find(0, "stays", "stay", "remains", "remain", "holds", "is on ice", "on ice", "on hold", "frozen")
	if first < 0 {
		return false
	}
	who := h.word(first - 1)
	if who == "i" || who == "he" || who == "she" || who == "they" || who == "you" || who == "who" || who == "to" {
		return false
	}
	if h.Says("until", "till", "til", "thru", "through", "for now", "unless", "no exceptions") {
		return true
	}
	switch h.word(next) {
	case "at", "on", "in", "with", "as", "where", "experimental", "manual", "valid", "mandatory", "optional", "closed", "off", "out", "the":
		return h.word(first) == "stays" || h.word(first) == "stay" || h.word(first) == "remains" || h.word(first) == "remain"
	}
	return false
}

// nobodyDoes hears "nobody touches the loader", "nothing enters the sprint
// without …", "no deploys after noon".
func (h Heard) nobodyDoes() bool {
	i, next := h.find(0, "nobody", "no one", "noone", "nothing")
	if i >= 0 && h.beginsAt(i) {
		v := h.word(next)
		if g := h.word(next + 1); v == "is" && strings.HasSuffix(g, "ing") && g != "knowing" && g != "having" && h.Says("until", "till", "til", "before", "in the meantime", "meanwhile", "without", "anymore", "any more", "after", "more than") {
			return true
		}
		if baseForm(v) != "" && !isWeakVerb(baseForm(v)) || strings.HasSuffix(v, "s") && len(v) > 3 && !IsStop(v) && v != "knows" && v != "cares" && v != "was" && v != "has" && v != "does" {
			return h.Says("until", "till", "til", "before", "without", "after", "in the meantime", "meanwhile", "except", "unless", "only", "more than", "longer than")
		}
	}
	for i := range h.tokens {
		if h.word(i) != "no" || !h.beginsAt(i) && h.word(i-1) != "is" || isMark(h.word(i+1)) || h.word(i+1) == "" {
			continue
		}
		switch h.word(i + 1) {
		case "idea", "answer", "change", "changes", "time", "news", "progress", "tests", "one", "need", "problem", "issues", "issue", "surprise", "rush", "pressure", "hurry", "budget", "leaks", "reply", "wonder", "matter", "decision", "blockers", "blocker", "complaints", "action", "actions", "updates", "update", "clue", "word", "worries", "thanks", "chance", "way", "doubt", "feedback", "context", "trust", "longer", "alternatives":
			continue
		}
		if strings.HasSuffix(h.word(i+1), "ing") && h.word(i+2) == "of" {
			return true
		}
		if h.Says("until", "till", "til", "before", "after", "unless", "without", "this year", "this quarter", "this half", "this month", "this sprint", ", only", "in the meantime", "from us", "on fridays", "on friday", "any more", "anymore") && h.Count() > 3 {
			return true
		}
	}
	return h.Ends("so no", "not again", "hard no", "no more", "no go", "no from us", "no from both", "no from both of us") || h.Says("hard no")
}

// getsDone hears "v1 gets switched off on 31 Oct", "findings below 4 get
// closed as won't-fix", "SAML goes off the same night".
func (h Heard) getsDone() bool {
	for i := range h.tokens {
		switch h.word(i) {
		case "gets", "get", "is", "are":
		case "goes", "go":
			next := h.word(i + 1)
			if h.word(i-1) != "i" && h.word(i-1) != "to" && (next == "off" || next == "away" || next == "out" || next == "live" || next == "first") && h.word(i) == "goes" && i > 0 {
				return true
			}
			if (next == "to" || next == "in" || next == "into") && h.Says("and not", ", not", "in the meantime", "meanwhile", "not in", "until") && i > 0 && h.word(i-1) != "to" {
				return true
			}
			continue
		default:
			continue
		}
		v := h.word(i + 1)
		if v == "now" || v == "only" {
			v = h.word(i + 2)
		}
		if i == 0 || h.word(i-1) == "i" || h.word(i-1) == "he" || h.word(i-1) == "she" || h.word(i-1) == "you" || h.word(i-1) == "it" && h.Count() < 5 {
			continue
		}
		off := v == "switched" || v == "turned" || v == "shut" || v == "closed" || v == "dropped" || v == "killed" || v == "retired" || v == "removed" || v == "frozen" || v == "capped" || v == "moved" || v == "replaced" || v == "merged" || v == "archived" || v == "deleted" || v == "disabled" || v == "limited" || v == "postponed" || v == "paused" || v == "parked" || v == "cut" || v == "deprecated" || v == "decommissioned"
		passive := h.word(i) == "gets" || h.word(i) == "get"
		if off && (passive || h.Says("until", "till", "from", "as of", "on", "at weekends", "after", "for now")) && !h.Says("already", "yesterday", "last week", "was", "were", "broken", "again", "by mistake", "because") {
			return true
		}
	}
	return false
}

// picksOne hears "Go or Rust → Go", "1 year it is", "so live it is".
func (h Heard) picksOne() bool {
	if (h.Ends("it is") || h.Says("it is ,")) && h.Count() > 2 && h.Count() < 12 && !h.Says("what", "how", "that", "why", "where", "as", "who", "know", "whether", "than") {
		return true
	}
	i, _ := h.find(0, "or")
	if i < 1 {
		return false
	}
	chosen := ""
	for j := i; j < len(h.tokens); j++ {
		if w := h.word(j); w == ">" || w == "?" || w == "," && (h.word(j+1) == "so" || h.word(j+1) == "then") {
			chosen = h.word(j + 1)
			if chosen == "so" || chosen == "then" {
				chosen = h.word(j + 2)
			}
			if chosen != "" {
				break
			}
		}
	}
	if chosen == "" || IsStop(chosen) {
		return false
	}
	for j := max(0, i-3); j <= i+3; j++ {
		if j != i && h.word(j) == chosen {
			return true
		}
	}
	return false
}

// isOutOf hears "geofencing is not in 3.1", "off the rotation until July",
// "the packet doesn't go in in November".
func (h Heard) isOutOf() bool {
	if i, next := h.find(0, "is not in", "are not in", "is out of", "is off", "are off"); i > 0 && next > 0 {
		w := h.word(next)
		if w != "" && strings.ContainsAny(w, "0123456789") || h.Says("scope", "this release", "the release", "this sprint", "until", "till") && !h.Says("sick", "holiday", "vacation", "pto", "leave") {
			return true
		}
	}
	if a, _ := h.find(0, "out ,"); a > 0 && h.Ends("in") && h.Count() < 9 {
		return true // "gift cards out, Apple Pay in"
	}
	if at, next := h.find(0, "am off the", "is off the", "are off the"); at > 0 && next > 0 {
		switch h.word(next) {
		case "table", "phone", "hook", "clock", "grid", "record", "charts", "back", "list", "mark", "rails", "cuff", "top":
		default:
			return true
		}
	}
	if strings.Contains(h.Text, " = ") && h.Says("only", "earliest", "at the earliest", "first") && h.Count() < 10 {
		return true // "phase 1 = retail only"
	}
	if _, ok := h.Starts("out of v", "out of scope"); ok || strings.HasPrefix(h.plain, " out of v") {
		return true
	}
	if h.Says("parked", "on the back burner", "deprioritised", "deprioritized") && h.Says("this quarter", "this half", "this year", "for now", "until", "till", "til", "so it is", "so its") {
		return true
	}
	if h.Ends(", go", "is out", "is cut", "is gone") && h.Count() < 10 {
		return true
	}
	return h.Says("does not go in", "not in scope", "out of scope", "off the rotation until", "off the rota until", "off the rotation from", "off the rota from", "off the rota til", "off the rota till", "off the rotation til", "off the rotation till", "is out ,", "not needed ,", "is gone", "is shut", "off call until", "not this cycle", "non negotiable", "non-negotiable", "nothing before", "nothing until", "nothing till", "not worth it now", "off the table")
}

// leavesItSo hears "leaving them on the old cluster til June", "keeping the
// Monday sync": what a note says without saying who.
func (h Heard) leavesItSo() bool {
	i := 0
	for j := range h.tokens {
		if h.word(j) == "," && j <= 5 {
			i = j + 1
			break
		}
	}
	for _, at := range []int{0, i} {
		if at > 0 && h.word(at-1) != "," {
			continue
		}
		base := gerundBase(h.word(at))
		if h.word(at) == "not" {
			base = gerundBase(h.word(at + 1))
		}
		switch base {
		case "leave", "keep", "drop", "cancel", "postpone", "stop", "move", "switch", "cut":
			if h.Says("until", "till", "til", "for now", "as is", "as it is", "not worth", "this year", "this quarter", "to") {
				return true
			}
		}
		if at == 0 && h.word(0) == "also" {
			at = 1
		}
		if g := h.word(at + 1); h.word(at) == "not" && strings.HasSuffix(g, "ing") && len(g) > 5 && h.Says("until", "till", "til", "this year", "this quarter", "this half", "for now", "any more", "anymore", "before", "at all", "ever again") {
			return true
		}
		if v := h.word(at); at == 0 || h.word(at-1) == "," {
			next := h.word(at + 1)
			if (v == "drop" || v == "scrap" || v == "kill" || v == "skip" || v == "ditch" || v == "bin" || v == "cut") && (next == "the" || next == "it" || next == "that") && !h.Says("me", "i") {
				return true
			}
			if (v == "ship" || v == "stay" || v == "wait" || v == "keep" || v == "leave" || v == "stick" || v == "use" || v == "launch" || v == "release" || v == "merge") && h.Says("for now", "until", "till", "til", "w/o", "without", "as is") && h.Count() > 3 {
				return true
			}
		}
		switch h.word(at) {
		case "killing", "parking", "skipping", "sticking", "staying", "freezing", "pausing", "sunsetting", "ditching", "scrapping":
			return true
		}
	}
	return false
}

// thisNotThat hears "Tobias not going to CES, Ilse goes", "batch moves, the
// functions don't".
func (h Heard) thisNotThat(names func(string) bool) bool {
	for i := range h.tokens {
		if h.word(i) == "not" && h.word(i+1) == "going" && h.word(i+2) == "to" && i > 0 && !IsTaskVerb(h.word(i+3)) {
			s := h.subject(i, names)
			if s.kind == somePerson || h.word(i-1) == "is" || h.word(i-1) == "am" {
				return h.word(i+3) != "" && h.word(i+3) != "be" && h.word(i+3) != "happen"
			}
		}
	}
	return false
}
