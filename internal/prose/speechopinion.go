package prose

import "strings"

// Praises tells whether the sentence values something as good.
func (h Heard) Praises() bool {
	return h.Says("great", "excellent", "amazing", "awesome", "love", "loved", "loves", "impressed", "impressive", "well done", "good job", "nice job", "great job", "good work", "nice work", "handled well", "went well", "very well", "really well",
		"so well", "pretty well", "worked well", "run well", "strong", "solid", "thorough", "very clear", "crystal clear", "super clear", "crisp", "calm", "the best", "best one", "useful", "valuable", "very helpful", "super helpful", "really helpful", "helpful", "clearer", "much better", "a lot better", "has improved", "have improved", "improved a lot", "appreciate*", "kudos", "thanks for", "thank you for", "grateful",
		"proud", "fantastic", "brilliant", "outstanding", "really liked", "liked how", "liked that", "likes how", "likes that", "likes the way", "liked the way", "liked your", "she liked the", "he liked the", "they liked the", "she likes the", "he likes the", "likes my", "liked my", "i like how", "i like that", "i like your", "big help", "above and beyond", "reliable", "thoughtful",
		"happy with", "glad you", "glad that you", "pleased with", "good call", "good catch", "good instinct*", "well written", "well prepared", "well structured", "easy to follow", "on point", "spot on", "saved us", "saved the", "saved me",
		"stepped up", "shout-out", "shout out", "big win", "well received", "a pleasure", "top notch", "exemplary", "keep it up", "keep doing", "more of that", "more of this", "superb", "wonderful", "was good", "were good", "is good", "good at", "really good", "very good", "high quality", "patient with", "handled the", "nailed", "smooth", "exactly right", "was right", "were right")
}

// Criticises tells whether the sentence values something as not good enough,
// or wishes it different.
func (h Heard) Criticises() bool {
	return h.tooMuch() || h.Says("unclear", "confusing", "confused by", "hard to follow", "hard to read", "hard to review", "not enough", "more context", "should have", "would help", "would have helped", "tend to", "tends to", "interrupt*", "jumped in", "jump in", "cut off", "silent", "goes quiet", "went quiet",
		"vague", "sloppy", "rushed", "defensive", "dominate*", "overengineer*", "over-engineer*", "at the expense", "lacking", "lacks", "weak", "room for improvement", "needs improvement", "improve", "work on", "i wish", "wishes", "wished", "i would like", "would prefer", "i prefer", "would rather", "earlier", "sooner", "come late", "came late", "quite late", "very late", "pretty late", "a bit late", "late to",
		"always late", "often late", "is late", "are late", "was late", "were late", "surprised by", "last minute", "last-minute", "frustrat*", "disappoint*", "annoy*", "blocked by you", "chasing", "could be clearer", "could be better", "could be shorter", "could have", "instead of", "over-commit*", "overcommit*", "micromanag*", "skim*", "not yet", "do not see", "does not see", "do not yet", "afraid to",
		"harsh", "blunt", "abrupt", "dismissive", "condescending", "careless", "rambl*", "too often", "needs to be", "need to be", "should be more", "be more", "speak up", "ask for help", "delegate more", "less jargon", "missing", "missed", "forgot", "no tests", "without tests", "messy", "slow to", "slow", "optimistic", "pessimistic", "hold back", "holding back", "out of the loop", "in the dark", "after the fact", "chaotic", "the gap", "gap is", "painful", "unfair", "too generic", "generic", "noisy", "distracting", "hard to find", "hard to reach", "difficult to", "without asking", "without telling", "push back")
}

// tooMuch hears "too big", "too many", "too often"; not "me too".
func (h Heard) tooMuch() bool {
	first, _ := h.find(0, "too")
	next := h.word(first + 1)
	return first >= 0 && next != "" && !isMark(next) && next != "and"
}

// OfYou tells whether the sentence is about the one it is said to.
func (h Heard) OfYou() bool { return h.Says("you", "your", "yours") }

// OfYourDeed tells whether the sentence is about what the one it is said to
// did: "you shared", "you always merged".
func (h Heard) OfYourDeed() bool {
	for i := range h.tokens {
		if next := h.word(h.skipAdverbs(i + 1)); h.word(i) == "you" && len(next) > 4 && strings.HasSuffix(next, "ed") && next != "need" {
			return true
		}
	}
	return false
}

// OfWorkProduct tells whether the sentence names something that one person
// makes and another may value: code, reviews, talks, messages.
func (h Heard) OfWorkProduct() bool {
	return h.Says("pr", "prs", "pr's", "pull request*", "code", "design doc*", "docs", "doc", "documentation", "review", "reviews", "commit message*", "commits", "estimate*", "updates", "status update*", "demo", "postmortem*", "post-mortem*", "talk", "presentation*", "slides", "tickets", "comms", "communication", "messages",
		"emails", "standup*", "write-up*", "writeup*", "runbook*", "proposal", "handover*", "tests", "test coverage", "refactor*", "onboarding", "mentoring", "interview*", "1:1s", "meetings", "planning", "feedback", "attitude", "ownership", "initiative", "technical depth", "debugging", "incident*", "facilitation", "follow-through", "prioritis*", "prioritiz*")
}

// An Opinion tells who gives feedback to whom, as far as a label says so.
type Opinion struct{ From, To string }

// FeedbackLabel reads a label that announces feedback: "Feedback", "Feedback
// for Sam", "Bea's feedback", "Kudos from Jo".
func FeedbackLabel(label string) (Opinion, bool) {
	h := Hear(label)
	if !h.Says("feedback", "fb", "fdbk", "f/b", "kudos", "praise", "compliment", "compliments", "criticism", "shout-out", "shoutout", "positive feedback", "constructive feedback", "strength", "strengths", "to improve", "growth area", "growth areas", "development area", "improvement area", "positives", "negatives", "liked", "wished") || h.Count() > 7 {
		return Opinion{}, false
	}
	o := Opinion{From: h.nameAfter("from", "by"), To: h.nameAfter("for", "to", "about", "on")}
	if first, _, found := strings.Cut(label, "'s "); found && o.From == "" {
		o.From = first
	}
	if a, b, found := cutArrow(label); found {
		o.From, o.To = strings.TrimSpace(a), strings.TrimSpace(b)
	}
	return o, true
}

func (h Heard) nameAfter(words ...string) string {
	_, next := h.find(0, words...)
	if next < 0 || next >= len(h.tokens) {
		return ""
	}
	return strings.Trim(h.Text[h.tokens[next].start:], " ()[]:*_")
}

// cutArrow parts a text at its first arrow.
func cutArrow(s string) (before, after string, found bool) {
	for _, arrow := range []string{"→", "->", "=>", "⇒"} {
		if before, after, found = strings.Cut(s, arrow); found {
			return before, after, true
		}
	}
	return s, "", false
}

// CutArrow parts "Sam -> review" into what stands before and after the first
// arrow.
func CutArrow(s string) (before, after string, found bool) { return cutArrow(s) }

// OpinionMark takes an emoji that marks feedback off the front of a line.
func OpinionMark(s string) (rest string, ok bool) {
	for _, mark := range []string{"👍", "👎", "🔧", "💪", "👏", "🙌", "🌟", "⭐", "🎉", "🌱", "Δ", "➕", "➖", "🟢", "🔴", "💚"} {
		if rest, ok = strings.CutPrefix(s, mark); ok {
			return strings.TrimLeft(rest, "\ufe0f 🏻🏼🏽🏾🏿"), true
		}
	}
	return s, false
}

// AnnouncesOpinion tells whether somebody says here that feedback follows.
func (h Heard) AnnouncesOpinion() bool {
	if h.Asks() && !h.Says("one thing", "feedback for you", "some feedback", "something back", "be honest", "be direct", "be candid") {
		return false
	}
	return h.Says("piece of feedback", "some feedback", "feedback for you", "feedback for me", "one thing back", "something back", "thing back", "on the plus side", "on the positive side", "one positive", "on a positive note", "to be honest with you",
		"can i be honest", "can i be direct", "be candid", "something i noticed", "one thing i noticed", "what went well", "went really well", "could have gone better", "constructive feedback", "positive feedback", "my feedback", "his feedback", "her feedback", "feedback from", "small nit", "one criticism", "one thing though", "one more thing about your", "just one thing", "one compliment",
		"i also want to praise", "i want to call out", "wanted to call out", "want to thank you", "one more thing i noticed", "the feedback is", "had feedback", "has feedback", "gave me feedback", "some critical feedback", "a suggestion for you", "something you could do better", "something to work on")
}

// Reports finds who is said to hold an opinion: "he says my estimates …",
// "told Bea I find …". Said is where the opinion begins. From is what the
// sentence calls the one who holds it, "I" for the writer.
func (h Heard) Reports(names func(string) bool) (from, to string, said int, ok bool) {
	if i, next := h.find(0, "told", "mentioned to", "said to", "explained to", "let"); i >= 0 && next < len(h.tokens) {
		teller := h.subject(i, names)
		if whom, ok := h.toldTo(next, names); ok && teller.kind != someWe {
			who := teller.who
			if who == "" {
				who = "I"
			}
			return who, whom, h.tokens[next].end, true
		}
	}
	i, next := h.find(0, "says", "said", "say", "thanked", "thanks", "thinks", "thought", "was pleased", "is pleased", "was glad", "is glad", "think", "feels", "felt", "finds", "found", "mentioned", "noted", "noticed", "liked", "likes", "loved", "loves", "praised", "appreciated", "appreciates", "complained", "complimented", "pointed out", "wishes", "wished", "was happy with", "is happy with",
		"was impressed", "is impressed", "would like", "wants", "wanted", "criticised", "criticized", "suggested", "find", "wish", "was unhappy", "is unhappy", "was annoyed", "called")
	if i < 0 || next >= len(h.tokens) {
		return "", "", 0, false
	}
	s := h.subject(i, names)
	if s.who == "" {
		return "", "", 0, false
	}
	return s.who, "", h.tokens[i].end, true
}

// leading gives the one with whom the clause before a token begins: "She took
// the point and will".
func (h Heard) leading(i int, names func(string) bool) subject {
	first := i
	for first > 0 && !isMark(h.word(first-1)) {
		first--
	}
	for j := first; j < i && j < first+3; j++ {
		if s := h.subject(j+1, names); s.who != "" && s.first <= j && s.kind != someRole {
			return s
		}
	}
	return subject{first: i}
}

// toldTo reads whom something was told.
func (h Heard) toldTo(i int, names func(string) bool) (string, bool) {
	switch w := h.word(i); w {
	case "him", "her", "me", "them", "us":
		return w, true
	}
	if s, ok := h.person(i, names); ok && s.first == i {
		return s.who, true
	}
	return "", false
}
