package prose

import (
	"slices"
	"strings"
	"unicode"
)

// A Reading is a text made ready to be asked what it says: its words in lower
// case, between single spaces, with the sentence ends kept as " . ". Phrases
// then match whole words only.
type Reading struct {
	text string
	// bare is the same without the adverbs that may stand anywhere in a phrase.
	bare string
}

// Read makes a text ready.
func Read(text string) Reading {
	var b strings.Builder
	b.Grow(len(text) + 16)
	b.WriteByte(' ')
	last, adverbs := 0, false
	for _, w := range Words(text) {
		if between := text[last:w.Start]; between != " " {
			if strings.ContainsAny(between, ".!?;\n") {
				b.WriteString(". ")
			}
			if strings.Contains(between, ",") {
				b.WriteString(", ")
			}
		}
		b.WriteString(spelledOut(w.Lower))
		b.WriteByte(' ')
		last, adverbs = w.End, adverbs || saysNothing(w.Lower)
	}
	r := Reading{b.String(), b.String()}
	if adverbs {
		r.bare = withoutAdverbs(r.text)
	}
	return r
}

// spelledOut gives a contraction that was typed without its apostrophe as the
// phrases spell it. "its", "were" and "well" are words of their own.
func spelledOut(lower string) string {
	switch lower {
	case "cant", "dont", "doesnt", "didnt", "isnt", "wasnt", "wont", "couldnt", "havent", "hasnt":
		return strings.TrimSuffix(lower, "t") + "'t"
	case "im":
		return "i'm"
	case "ive":
		return "i've"
	case "hes", "shes", "thats":
		return strings.TrimSuffix(lower, "s") + "'s"
	}
	return lower
}

// saysNothing tells the adverbs that people put into any phrase without changing
// what it says ("would still be nice").
func saysNothing(word string) bool {
	switch word {
	case "still", "really", "also", "just", "so", "very", "quite", "probably", "simply", "actually":
		return true
	}
	return false
}

func withoutAdverbs(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	b.WriteByte(' ')
	for _, w := range strings.Fields(text) {
		if !saysNothing(w) {
			b.WriteString(w)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Says tells whether the text holds one of the phrases as whole words.
func (r Reading) Says(phrases ...string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool {
		return findWords(r.text, p, 0) >= 0 || r.bare != r.text && findWords(r.bare, p, 0) >= 0
	})
}

// findWords gives where the phrase stands next as whole words, or -1.
func findWords(text, phrase string, from int) int {
	for {
		i := strings.Index(text[from:], phrase)
		if i < 0 || phrase == "" {
			return -1
		}
		i += from
		from = i + 1
		end := i + len(phrase)
		if i > 0 && text[i-1] == ' ' && end < len(text) && text[end] == ' ' {
			return i
		}
	}
}

// Starts tells whether the text begins with one of the phrases.
func (r Reading) Starts(phrases ...string) bool {
	for _, p := range phrases {
		if strings.HasPrefix(r.text, " "+p+" ") {
			return true
		}
	}
	return false
}

// saysPlainly is Says without a negation in the three words before.
func (r Reading) saysPlainly(phrases ...string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool {
		return standsPlainly(r.text, p) || r.bare != r.text && standsPlainly(r.bare, p)
	})
}

func standsPlainly(text, phrase string) bool {
	for i := findWords(text, phrase, 0); i >= 0; i = findWords(text, phrase, i+1) {
		if !negatedBefore(text[:i]) {
			return true
		}
	}
	return false
}

func negatedBefore(before string) bool {
	words := strings.Fields(before)
	for i := len(words) - 1; i >= 0 && i >= len(words)-3; i-- {
		if words[i] == "." || words[i] == "," {
			return false
		}
		if isNegation(words[i]) {
			return true
		}
	}
	return false
}

func isNegation(word string) bool {
	switch word {
	case "not", "no", "never", "cannot", "without", "nor", "neither", "nobody", "nothing", "none", "hardly":
		return true
	}
	return strings.HasSuffix(word, "n't")
}

// NoteKind tells what a work note is, from its words: "win", "blocker",
// "question", "concern", "decision", "learning", "idea", or "" for a plain
// note. It says "" when in doubt: a kind the user did not give must be plain
// to see.
func NoteKind(text string) string {
	r := Read(text)
	switch {
	case isQuestion(text):
		return "question"
	case r.tellsBlocker():
		return "blocker"
	case r.Starts("idea", "proposal", "what if") || r.Says("we could try", "an idea would be", "how about", "i have an idea"):
		return "idea"
	case r.Starts("til", "turns out", "it turns out", "lesson", "learned", "learnt", "lesson learned") || r.saysPlainly("i learned", "i learnt", "learned that", "learnt that", "lesson learned", "i did not know that", "i didn't know that", "now i understand"):
		return "learning"
	case r.Starts("decision", "decided", "agreed") || r.saysPlainly("we decided", "i decided", "decided to", "decided against", "we agreed", "we chose", "we went with", "we'll go with"):
		return "decision"
	case r.tellsGrievance() || shouts(text) || r.Says("i worry", "i'm worried", "i am worried", "worries me", "i am concerned", "i'm concerned"):
		return "concern"
	case r.tellsWin(text):
		return "win"
	}
	return ""
}

// KindLabel measures the word and the colon by which a text says itself of what kind it
// is ("idea: …"): without them it is of another. It is 0 where there is none.
func KindLabel(text string) int {
	label, rest, found := strings.Cut(text, ": ")
	if found && len(strings.Fields(label)) == 1 && NoteKind(text) != NoteKind(rest) {
		return len(label) + len(": ")
	}
	return 0
}

// SaysKind tells whether a text says itself of what kind it is: by a label, by its first
// word, by a question mark, or by a sigh that nobody can miss.
func SaysKind(text string) bool {
	kind := NoteKind(text)
	if kind == "" {
		return false
	}
	_, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	return KindLabel(text) > 0 || kind == "question" || kind == "concern" && IsGrievance(text) || NoteKind(rest) != kind
}

// isQuestion is true for a text whose first or last sentence asks.
func isQuestion(text string) bool {
	spans := Sentences(text)
	if len(spans) == 0 {
		return false
	}
	asks := func(s Span) bool {
		sentence := text[s.Start:s.End]
		return strings.HasSuffix(strings.TrimRight(sentence, " :;-)\"”"), "?") && !endsInQuote(sentence) && len(strings.Fields(sentence)) > 3
	}
	return asks(spans[0]) || asks(spans[len(spans)-1])
}

// tellsBlocker tells whether the text says that the writer's work stands still.
func (r Reading) tellsBlocker() bool {
	return r.Starts("blocked", "blocker", "stuck") || r.saysPlainly("i'm blocked", "i am blocked", "we're blocked", "we are blocked", "is blocked by", "still blocked",
		"blocked on", "blocked by", "blocking me", "blocking us", "blocks me", "blocks us", "blocks our", "blocks my", "stuck on", "i'm stuck", "i am stuck", "stuck waiting",
		"waiting for access", "waiting on access", "still waiting for", "still waiting on", "can't go ahead", "cannot go ahead", "can't ship", "cannot ship", "can't proceed", "cannot proceed", "can not proceed",
		"can't continue", "cannot continue", "can't start", "cannot start", "can't move", "nothing moves until")
}

// tellsWin tells whether the text tells a success with an effect: something is
// live, faster, gone, praised.
func (r Reading) tellsWin(text string) bool {
	if r.Starts("win", "shipped", "launched") || r.saysPlainly("is live", "went live", "are live", "rolled out", "shipped", "launched", "finally works", "works now",
		"is gone", "are gone", "zero pages", "all green", "faster than", "faster now", "down from", "went down", "dropped from", "dropped to", "cut from", "proud of") {
		return !r.tellsBlocker()
	}
	return r.saysPlainly("down", "faster", "better", "fewer", "less", "reduced", "cut", "improved", "gained") && len(Changes(text)) > 0
}

// IsGrievance tells whether the text tells a problem with frustration, in the
// writer's own voice: the kind of sentence that has to become a proposal
// before it is taken to anybody.
func IsGrievance(text string) bool { return Read(text).tellsGrievance() || shouts(text) }

func (r Reading) tellsGrievance() bool {
	return r.Says("can't go on", "cannot go on", "can not go on", "can't keep up", "cannot keep up", "fed up", "sick of", "tired of", "had enough", "drives me crazy", "driving me crazy",
		"waste of time", "wasting my", "wastes my", "eats my", "eating my", "kills my", "is a joke", "is a mess", "a nightmare", "so annoying", "is annoying", "annoys me",
		"frustrating", "frustrated", "ridiculous", "unbearable", "hate that", "i hate", "makes me angry", "nobody cares", "nobody asks", "nobody listens", "nobody reads", "nobody answers",
		"nobody else does", "not my job", "isn't my job", "too much on my plate", "drowning", "overwhelmed", "way too much", "way too many", "too many meetings", "no time for",
		"again and again", "for the third time", "for the nth time", "every single", "over and over",
		"not fair", "unfair", "exhausted", "exhausting", "burned out", "burnt out") || repeats(r)
}

// repeats hears "support, support, support".
func repeats(r Reading) bool {
	words := strings.Fields(strings.ReplaceAll(r.text, " ,", ""))
	for i := 2; i < len(words); i++ {
		if len(words[i]) > 2 && words[i] == words[i-1] && words[i] == words[i-2] {
			return true
		}
	}
	return false
}

// shouts hears "AGAIN!!!".
func shouts(text string) bool {
	return strings.Contains(text, "!!!") && !Read(text).Says("win", "yes", "done", "live", "merged", "shipped", "finally", "great", "passed", "green") || strings.Contains(strings.ToLower(text), "argh")
}

// IsOverload tells whether the text says that the load is more than the
// writer can carry: the need that comes before any wish.
func IsOverload(text string) bool {
	r := Read(text)
	return r.saysPlainly("overload", "overloaded", "overwhelmed", "burned out", "burnt out", "burnout", "exhausted", "can't keep up", "cannot keep up", "too much on my plate",
		"worked late", "working late", "late again", "until midnight", "at midnight", "worked over the weekend", "worked on the weekend", "working over the weekend", "all weekend", "on call again", "worked saturday", "worked sunday", "worked on sunday", "worked on saturday",
		"slept badly", "can't sleep", "no lunch", "skipped lunch", "woken up", "woke me", "paged at", "pages at night", "drowning", "running on empty", "close to burning out")
}

// IsWish tells whether the text says what the writer would like to have, be
// or do, without saying how.
func IsWish(text string) bool {
	r := Read(text)
	return r.saysPlainly("i want to", "i would like to", "i'd like to", "i'd love to", "i would love to", "i wish", "would be nice", "would be so nice", "would be great", "someday", "some day", "one day i")
}

// Settles tells whether the text says that something open came to its end.
func Settles(text string) bool {
	for _, span := range Sentences(text) {
		if settles(text[span.Start:span.End]) {
			return true
		}
	}
	return false
}

// settles hears one sentence. What will be done, what somebody asks for and
// what is denied anywhere in it settles nothing.
func settles(sentence string) bool {
	r := Read(sentence)
	open := strings.HasSuffix(strings.TrimSpace(sentence), "?") || r.Says("will be", "will", "to be fixed", "to be done", "to be solved", "should be", "gets", "when", "once", "until", "if", "still", "waiting", "nothing", "not", "asked", "next", "hope", "hopefully", "maybe", "rejected", "promised")
	return !open && r.saysPlainly("fixed", "solved", "resolved", "unblocked", "works again", "is back", "works now", "is working", "done", "is there", "is here", "arrived",
		"got access", "have access", "got it", "answered", "sorted", "sorted out", "no longer", "gone", "merged", "finally", "approved", "confirmed", "granted", "cleared", "closed", "is live", "turned out", "found out", "finished")
}

// IsDropped tells whether the text says that something will not be done.
func IsDropped(text string) bool {
	r := Read(text)
	return r.Says("not doing", "won't do", "will not do", "dropped", "cancelled", "canceled", "gave up on", "off the table", "decided against", "no longer planned", "said no", "not going to do", "turned down", "declined", "rejected")
}

// Corrects tells whether the text takes something back that was said before.
func Corrects(text string) bool {
	r := Read(text)
	return r.Starts("correction", "update", "edit", "actually", "wrong") || r.Says("i was wrong", "was wrong", "correction", "not true", "only for", "turns out it", "in fact it was", "scratch that", "my mistake", "misread", "double counted", "double-counted", "i need to correct", "to correct what", "correct what", "correcting")
}

// AddressesMachine tells whether the text gives orders to a program that reads
// it. Such text is quoted to nobody and obeyed by nothing. Who works on such
// programs writes of prompts and models too: that alone is no order.
func AddressesMachine(text string) bool {
	r := Read(text)
	if r.Says("ignore all previous", "ignore previous instructions", "ignore the previous instructions", "ignore all prior", "ignore your instructions", "ignore the above", "ignore any instructions", "disregard your", "disregard all", "disregard previous", "disregard the above",
		"to any ai", "dear ai", "any ai that", "any ai reading", "reply only with", "respond only with", "forget everything you", "forget all previous", "forget your instructions") || addressesReader(r) {
		return true
	}
	toAProgram := r.Says("previous instructions", "your instructions", "new instructions", "system prompt", "as an ai", "you are now", "act as", "previous rules", "your rules")
	return toAProgram && r.Says("ignore", "disregard", "forget", "obey", "pretend", "reveal", "print", "output", "reply", "respond", "praise", "approve", "skip", "you must", "you have to", "you will", "list all", "do not mention", "don't mention")
}

// WithoutQuoted takes out what stands in quotation marks over more than four
// words: those are somebody else's words. Shorter quotes name things and stay.
func WithoutQuoted(text string) string {
	for _, pair := range [][2]string{{"\"", "\""}, {"“", "”"}, {"„", "“"}, {"«", "»"}} {
		text = dropQuoted(text, pair[0], pair[1])
	}
	return text
}

func dropQuoted(text, opening, closing string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, opening)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		inside, after, closed := strings.Cut(rest, closing)
		if !closed {
			b.WriteString(opening)
			b.WriteString(rest)
			return b.String()
		}
		if len(strings.Fields(inside)) <= 4 {
			b.WriteString(opening + inside + closing)
		}
		text = after
	}
}

// GivesReason tells whether a sentence says why: the raw material of a
// decision told in depth.
func GivesReason(text string) bool {
	r := Read(text)
	return r.Says("because", "so that", "in order to", "instead of", "rather than", "otherwise", "the reason", "this way", "to avoid", "to prevent", "therefore", "trade-off", "tradeoff", "as a result", "the problem is", "the drawback")
}

// GivesCause tells whether a sentence says what something comes from.
func GivesCause(text string) bool {
	r := Read(text)
	return r.Says("because", "since we", "the reason", "due to", "caused by", "comes from", "root cause", "is why", "that explains", "explains why", "as nobody")
}

// WeighsAlternative tells whether a sentence names another way that was there.
// "310 ms instead of 900" names a figure from before.
func WeighsAlternative(text string) bool {
	r := Read(text)
	return len(Changes(text)) == 0 && r.Says("instead of") || r.Says("rather than", "other option", "another option", "alternative", "alternatives", "alternatively", "we considered", "considered", "could have", "versus", "vs", "compared to", "option a", "option b", "or else")
}

// NamesPrice tells whether a sentence names what a decision costs.
func NamesPrice(text string) bool {
	r := Read(text)
	return r.Says("price", "cost", "costs", "trade-off", "tradeoff", "downside", "drawback", "at the expense", "in exchange", "slower", "more traffic", "more memory", "more load", "the catch", "we lose", "we accept", "accepted", "gives up", "give up", "con")
}

// IsFriction tells whether the text tells of working against each other:
// something done twice, undone, not said, not agreed.
func IsFriction(text string) bool {
	r := Read(text)
	return r.Says("second time", "third time", "without asking", "without telling", "did not tell", "didn't tell", "nobody told", "we both think", "disagree", "disagreed", "argued", "argument", "overrode", "undid",
		"changed it back", "after i merged", "talked over", "interrupted", "misunderstood", "misunderstanding", "stepped on", "conflict with", "tension", "awkward", "ignored my", "waits for me", "i wait for", "blames")
}

// IsPraise tells whether feedback only says what was good: it asks for
// nothing to be done.
func IsPraise(text string) bool {
	r := Read(text)
	praise := r.saysPlainly("great", "excellent", "thank", "thanks", "well done", "good job", "nice", "love", "loved", "impressed", "helpful", "saves", "saved", "gift", "pleasure", "proud", "perfect", "wonderful", "brilliant", "clear", "solid", "best", "good", "calm", "fast", "kudos", "appreciate")
	if r.Says("keep doing", "keep it up", "please keep", "keep going like", "keep them coming") {
		return true
	}
	wish := r.Says("but", "though", "however", "too", "should", "could", "please", "next time", "instead", "more", "less", "wish", "would", "need", "needs", "late", "missing", "not", "don't", "didn't", "never", "before you", "ask me", "first")
	return praise && !wish
}

// NamesRole tells whether a goal speaks of a role or of reach.
func NamesRole(text string) bool {
	r := Read(text)
	return r.Says("own", "owner", "lead", "leading", "responsible", "person to ask", "go-to", "senior", "staff", "principal", "architect", "promotion", "promoted", "maintainer", "known as", "tech lead", "mentor", "drive", "level", "role")
}

// NamesSkill tells whether a goal speaks of something to be able to do.
func NamesSkill(text string) bool {
	r := Read(text)
	return r.Starts("learn", "master", "understand", "debug", "write", "read", "speak", "design", "practise", "practice", "use", "improve", "get better", "become fluent", "present", "profile", "estimate", "explain") ||
		r.Says("learn", "skill", "skills", "fluent", "certificate", "certification", "course", "without", "on my own", "alone", "by myself", "deepen", "able to", "confident")
}

// Replaces tells whether a piece of work put something in the place of
// something else.
func Replaces(text string) bool {
	return Read(text).Says("replace", "replaces", "replaced", "replacing", "rewrite", "rewrote", "migrate", "migrated", "switch", "switched", "instead of", "move to", "moved to", "drop", "remove", "rework", "redesign")
}

// SpeaksOfCareer tells whether a line of notes is about the writer's career
// and does not put it off.
func SpeaksOfCareer(line string) bool {
	r := Read(line)
	about := r.Says("career", "my growth", "promotion", "promoted", "next level", "growth plan", "senior role", "staff role", "career plan", "my level", "my role")
	putOff := r.Says("no time", "next time", "postponed", "later", "not today", "did not get to", "didn't get to", "skipped", "carry over", "carried over", "promised", "another time", "moved to", "next month", "next quarter", "not now", "soon")
	return about && !putOff
}

// Contrast gives what a text sets itself off from: "a new player" of "Not a new
// player. Only …", "an own cluster" of "smaller than an own cluster: …"; "" when
// it sets itself off from nothing.
func Contrast(text string) string {
	lower := lowerASCII(text)
	for _, mark := range []string{"instead of ", "rather than ", "smaller than ", "not a ", "not an ", "not the ", "no longer "} {
		at := strings.Index(lower, mark)
		if at < 0 || at > 0 && inWord(lower, at-1, rune(lower[at-1]), false) {
			continue
		}
		rest := text[at+len(mark):]
		if end := strings.IndexAny(rest, ".,:;\n"); end >= 0 {
			rest = rest[:end]
		}
		return strings.TrimSpace(rest)
	}
	return ""
}

// lowerASCII keeps every letter in its place: strings.ToLower makes some
// longer or shorter.
func lowerASCII(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// WithoutReporter leaves out who is reported to say something: "my estimates
// are too low" of "He says my estimates are too low".
func WithoutReporter(text string) string {
	words := Words(text)
	for i, w := range words {
		switch {
		case i > 3 || i == 0 && !isReporter(w.Text):
			return text
		case isSaying(w.Lower) && i+1 < len(words):
			next := words[i+1]
			if next.Lower == "that" && i+2 < len(words) {
				next = words[i+2]
			}
			return text[next.Start:]
		}
	}
	return text
}

// isReporter tells whether a word can be who says something: he, she, they, or
// a name.
func isReporter(word string) bool {
	switch strings.ToLower(word) {
	case "he", "she", "they":
		return true
	}
	return unicode.IsUpper([]rune(word)[0]) && !IsStop(strings.ToLower(word))
}

func isSaying(word string) bool {
	switch word {
	case "says", "said", "thinks", "thought", "finds", "found", "feels", "felt", "believes", "mentioned", "told":
		return true
	}
	return false
}

// SpeaksOfHealth tells whether a text is about the health of code or of its
// operation: faults, how long they take, how often they come, what tests and
// builds cost.
func SpeaksOfHealth(text string) bool {
	return Read(text).Says("bug", "bugs", "incident", "incidents", "flaky", "flake", "flakes", "outage", "outages", "runbook", "runbooks", "time to restore", "time to recover", "crash-free", "vulnerability", "vulnerabilities", "build", "builds", "pages", "paged", "alert", "alerts", "coverage", "regression", "regressions", "build time", "ci", "pipeline", "pipelines",
		"time to resolve", "time to fix", "mttr", "technical debt", "tech debt", "error rate", "crash", "crashes", "rollback", "rollbacks", "hotfix", "hotfixes", "quarantined", "deprecated", "warnings", "memory leak", "timeouts")
}
