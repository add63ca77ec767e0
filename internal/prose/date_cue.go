package prose

// cue is what the words before a day make of it.
type cue uint8

const (
	noCue    cue = iota
	onCue        // on, in, at, for, this: a day is meant
	limitCue     // by, until, due, before: a deadline
	sinceCue     // since: a day that has been
	fromCue      // from, after, starting: a beginning
	notCue       // was, not, instead of: a day that no longer holds
)

// cueReach is how many lexemes before a day may hold its cue.
const cueReach = 7

// cueBefore looks back from the day at i, over the small words that may stand
// between ("due on", "by the end of", "deadline is now").
func (r *reader) cueBefore(i int) cue {
	if r.flag {
		return onCue
	}
	first, told := noCue, false
	for k := i - 1; k >= 0 && k >= i-cueReach; k-- {
		c, goOn := r.cueAt(k)
		if c == limitCue || c == sinceCue || c == fromCue || c == notCue {
			return c
		}
		told = told || r.is(k, "is", "to", ":", "now")
		if c == onCue {
			first = onCue
		}
		if goOn {
			continue
		}
		if first == onCue && r.limitFurther(k) || told && r.deadlineFurther(k) {
			return limitCue
		}
		break
	}
	return first
}

// cueAt classifies one word before a day. goOn is set for words that may
// stand between a cue and its day.
func (r *reader) cueAt(k int) (c cue, goOn bool) {
	switch r.low(k) {
	case "by", "until", "till", "til", "untill", "due", "deadline", "eta", "latest", "ddl", "target":
		return limitCue, false
	case "before", "b4":
		if r.is(k-1, "not", "'t", "earliest") {
			return fromCue, false
		}
		return limitCue, false
	case "than":
		return r.comparedAt(k), false
	case "since":
		return sinceCue, false
	case "from", "after", "starting", "beginning", "effective":
		return fromCue, false
	case "was", "not", "previously", "originally", "formerly":
		return notCue, false
	}
	return r.smallCueAt(k)
}

// comparedAt reads "no later than", "not earlier than", "rather than".
func (r *reader) comparedAt(k int) cue {
	switch r.low(k - 1) {
	case "later":
		return limitCue
	case "earlier", "sooner":
		return fromCue
	case "rather":
		return notCue
	}
	return noCue
}

func (r *reader) smallCueAt(k int) (c cue, goOn bool) {
	switch r.low(k) {
	case "of":
		if r.is(k-1, "as") {
			return fromCue, false
		}
		if r.is(k-1, "instead") {
			return notCue, false
		}
		return noCue, true
	case "to":
		return noCue, !r.is(k-1, "due")
	case "on", "at", "in", "around", "about", "approx", "for", "this", "next", "last", "during", "over", "~", "@":
		return onCue, true
	case "the", "is", "now", "date", "set", "moved", "day", "end", "close", "business", "eod", "cob", "eob", "coming", ":", "(", "=", "'s", "late", "early", "mid", "latest,":
		return noCue, true
	}
	return noCue, false
}

// limitFurther finds "before the offsite on", "by the review on": a limit
// further back, with words of its own.
func (r *reader) limitFurther(k int) bool {
	for n := 0; n < cueReach && r.kind(k) == lexWord; n, k = n+1, k-1 {
		switch r.low(k) {
		case "before", "until", "till":
			return !r.is(k-1, "not", "'t")
		case "by":
			return r.is(k+1, "the", "our", "my", "your", "their", "next")
		}
	}
	return false
}

// deadlineFurther finds "deadline for the audit is".
func (r *reader) deadlineFurther(k int) bool {
	for n := 0; n < cueReach && (r.kind(k) == lexWord || r.kind(k) == lexIdent); n, k = n+1, k-1 {
		if r.is(k, "deadline", "due", "eta") {
			return !r.is(k+1, "to")
		}
	}
	return false
}

// limitAfter finds "Friday at the latest", "Fri EOD max", "Monday deadline".
func (r *reader) limitAfter(j int) bool {
	j = r.skip(j, ",", "(")
	j = r.skip(j, "eod", "morning", "noon")
	if r.is(j, "at") && r.is(j+1, "the") {
		j += 2
	}
	return r.is(j, "latest", "max", "deadline", "cutoff", "tops")
}

// tense is what the clause so far says of time.
type tense uint8

const (
	openTense tense = iota
	pastTense
	futureTense
)

// after gives the tense behind the lexeme at i. A new clause begins open.
func (t tense) after(r *reader, i int) tense {
	low := r.low(i)
	switch {
	case r.kind(i) == lexBreak:
		return openTense
	case r.kind(i) == lexMark:
		if r.is(i, ".", ",", ";", ":", "!", "?", "-", "–", "—", "(", ")", "→", "|") && !(low == "-" && r.glued(i)) {
			return openTense
		}
		return t
	case r.kind(i) != lexWord:
		return t
	case t == pastTense && r.is(i, "is", "are", "that", "'s"): // what was told may lie ahead
		return openTense
	case isPastVerb(low):
		return pastTense
	case r.looksAhead(i):
		return futureTense
	case t != futureTense && isPastForm(low):
		return pastTense
	}
	return t
}

// toldAfter finds "we shipped", "the build broke" right behind a day.
func (r *reader) toldAfter(j int) bool {
	j = r.skip(j, ",")
	for k := j; k < j+4 && r.kind(k) == lexWord; k++ {
		if r.looksAhead(k) {
			return false
		}
		if k > j && (isPastVerb(r.low(k)) || isPastForm(r.low(k))) {
			return true
		}
	}
	return false
}

// isPastVerb knows the common verbs of telling that are past in any place.
func isPastVerb(low string) bool {
	switch low {
	case "was", "were", "had", "did", "went", "got", "came", "said", "told", "took", "made", "gave", "saw", "found",
		"lost", "met", "ran", "sent", "spoke", "began", "broke", "brought", "built", "caught", "chose", "felt", "held",
		"knew", "led", "paid", "wrote", "fell", "ago", "yesterday", "spent", "thought", "understood", "won", "threw":
		return true
	}
	return false
}

// isPastForm knows -ed, except in the verbs by which meetings plan.
func isPastForm(low string) bool {
	n := len(low)
	if n < 5 || low[n-2:] != "ed" || low[n-3] == 'e' {
		return false
	}
	switch low {
	case "decided", "planned", "scheduled", "expected", "needed", "moved", "postponed", "pushed", "proposed",
		"promised", "committed", "booked", "assigned", "targeted", "estimated", "based", "related", "blocked",
		"hundred", "delayed", "shifted", "rescheduled", "supposed", "wanted", "offered", "volunteered", "requested",
		"unassigned", "required", "aligned", "confirmed", "slipped", "allowed", "invited", "tentatively", "embed":
		return false
	}
	return true
}

// looksAhead tells words after which a clause speaks of what is to come.
func (r *reader) looksAhead(i int) bool {
	switch r.low(i) {
	case "will", "'ll", "shall", "should", "must", "need", "needs", "let", "please", "pls", "todo", "going", "gonna",
		"wants", "want", "can", "could", "plan", "plans", "be", "gets", "is", "are", "goes", "starts", "ends", "lands",
		"ships", "owns", "does", "has", "due", "next", "tomorrow", "wanna", "might", "may", "would", "ai", "action":
		return true
	case "to":
		return r.kind(i+1) == lexWord && !r.upper(i+1) && !r.is(i+1, "the", "a", "an", "my", "our", "their", "his", "her", "its", "this", "that", "all", "me", "us", "them", "it")
	}
	return false
}
