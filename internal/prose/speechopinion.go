package prose

import "strings"

// Praises tells whether the sentence values something as good.
func (h Heard) Praises() bool {
	return h.Says("great", "excellent", "amazing", "awesome", "love", "loved", "loves", "impressed", "impressive", "well done", "good job", "nice job", "great job", "good work", "nice work", "handled well", "went well", "very well", "really well",
		"so well", "pretty well", "worked well", "run well", "strong", "solid", "thorough", "very clear", "crystal clear", "super clear", "crisp", "calm", "the best", "best one", "useful", "valuable", "very helpful", "super helpful", "really helpful", "helpful", "clearer", "much better", "a lot better", "has improved", "have improved", "improved a lot", "appreciate*", "kudos", "thx for", "ta for", "cheers for", "thanks for", "thank you for", "grateful",
		"proud", "fantastic", "brilliant", "outstanding", "really liked", "liked how", "liked that", "likes how", "likes that", "likes the way", "liked the way", "liked your", "she liked the", "he liked the", "they liked the", "she likes the", "he likes the", "likes my", "liked my", "i like how", "i like that", "i like your", "big help", "above and beyond", "reliable", "thoughtful",
		"happy with", "glad you", "glad that you", "pleased with", "good call", "good catch", "good instinct*", "well written", "well prepared", "well structured", "easy to follow", "on point", "spot on", "saved us", "saved the", "saved me", "saves us", "saves me",
		"stepped up", "shout-out", "shout out", "big win", "well received", "a pleasure", "top notch", "exemplary", "keep it up", "keep doing", "more of that", "more of this", "superb", "wonderful", "was good", "were good", "is good", "good at", "really good", "very good", "high quality", "patient with", "handled the", "nailed", "smooth", "exactly right", "was right", "were right",
		"the clearest", "clearest", "the first *", "the only one who", "only one who", "super", "textbook", "gold", "mature", "took guts", "means a lot", "meant a lot", "worth a lot", "props", "top", "good instincts", "a joy", "spot-on", "flawless*", "not a single", "without a single", "zero drama", "way better", "so much better", "a lot clearer", "huge help", "lifesaver", "keeps her going", "keeps him going", "feels safe", "feel safe", "makes me feel", "patiently", "generous*", "encourag*", "no drama", "rock solid", "stood out", "stands out", "shines", "shone", "sharp", "elegant", "delighted", "chuffed", "well handled", "handled it", "well run", "lovely", "ace", "steady", "chapeau", "helped a lot", "helped way more", "helped me", "helped us", "helped more", "helps a lot", "happy with how", "glad i", "glad that i", "best run", "sounding board", "good thinking", "grateful*", "couldn't have", "in good hands", "unblocked", "got us out", "backed me", "had my back", "has my back", "stuck up for", "trust *", "trusts *")
}

// Criticises tells whether the sentence values something as not good enough,
// or wishes it different.
func (h Heard) Criticises() bool {
	return h.tooMuch() || h.Says("unclear", "confusing", "confused by", "hard to follow", "hard to read", "hard to review", "not enough", "more context", "should have", "would help", "would have helped", "tend to", "tends to", "interrupt*", "jumped in", "jump in", "cut off", "silent", "goes quiet", "went quiet",
		"vague", "sloppy", "rushed", "defensive", "dominate*", "overengineer*", "over-engineer*", "at the expense", "lacking", "lacks", "weak", "room for improvement", "needs improvement", "improve", "work on", "i wish", "wishes", "wished", "i would like", "would prefer", "i prefer", "would rather", "earlier", "sooner", "come late", "came late", "quite late", "very late", "pretty late", "a bit late", "late to",
		"always late", "often late", "is late", "are late", "was late", "were late", "surprised by", "last minute", "last-minute", "frustrat*", "disappoint*", "annoy*", "blocked by you", "chasing", "could be clearer", "could be better", "could be shorter", "could have", "instead of", "over-commit*", "overcommit*", "micromanag*", "skim*", "not yet", "do not see", "does not see", "do not yet", "afraid to",
		"harsh", "blunt", "abrupt", "dismissive", "condescending", "careless", "rambl*", "too often", "needs to be", "need to be", "should be more", "be more", "speak up", "ask for help", "delegate more", "less jargon", "missing", "missed", "forgot", "no tests", "without tests", "messy", "slow to", "slow", "optimistic", "pessimistic", "hold back", "holding back", "out of the loop", "in the dark", "after the fact", "chaotic", "the gap", "gap is", "painful", "unfair", "too generic", "generic", "noisy", "distracting", "hard to find", "hard to reach", "difficult to", "without asking", "without telling", "push back",
		"charge sheet", "reads like", "read like", "comes across", "came across", "come across", "people think", "no trust", "not happy", "not pleased", "unhappy", "keeps changing", "keeps moving", "in front of everyone", "in front of everybody", "in front of the", "behind my back", "on my behalf", "answered for", "talked over", "talks over", "talk over", "cut me off", "cuts me off", "over the top", "hardly ever", "ran over", "nobody could", "nobody can follow", "no answer", "does not answer", "does not reply", "never answers", "cryptic", "patronis*", "patroniz*", "curt", "short with", "a lecture", "lectur*", "monologue", "mumbl*", "buries the", "bury the", "too easily", "at the last", "the last to know", "bugged", "bugs me", "bothers", "bothered", "weird", "hurt", "stung", "not helping", "does not help", "didn't help", "is not helping", "are not helping", "quiet in", "very quiet", "too quiet", "stay quiet", "stays quiet", "camera off", "all-nighter*", "at 9 in the night", "late at night", "on weekends", "at weekends", "re-check*", "recheck*", "double-check everything", "second-guess*", "not listening", "does not listen", "didn't listen", "nitpick*", "pedantic", "sarcastic", "snappy", "brusque", "overload*", "overpromis*", "flying blind", "by surprise", "no heads-up", "without a heads-up", "w/o a heads-up", "heads-up earlier", "delegates too", "third time", "again and again", "not once", "swallow*", "crises", "took credit", "takes credit", "only named", "named only", "took only", "left out", "ignor*", "hard for me", "hard for us", "less great", "too little", "habit of", "sarcasm", "too thin", "broadcast earlier", "hide the", "hides the", "buried", "hid the", "dump*", "hallway", "assum*")
}

// tooMuch hears "too big", "too many", "too often"; not "me too".
func (h Heard) tooMuch() bool {
	first, _ := h.find(0, "too")
	next := h.word(first + 1)
	return first >= 0 && next != "" && !isMark(next) && next != "and"
}

// AboutWhom gives the person whom a statement, one that somebody is said to
// have made, is about: its subject ("I", "he", "you", a name as written), or the
// one for whom it gives the reason ("because he solves everything"). It is ""
// for any other subject, and for what people may, can or will do: that is no
// statement about how they are at work.
func (h Heard) AboutWhom(names func(string) bool) string {
	if _, next := h.find(0, "because of his", "because of her", "because of your", "because of my"); next > 0 {
		return map[string]string{"his": "he", "her": "she", "your": "you", "my": "I"}[h.word(next-1)]
	}
	if _, next := h.find(0, "because he", "because she", "because i", "because you", "that he keeps", "that she keeps", "that i keep", "that you keep"); next > 0 {
		for i := next - 1; i >= 0; i-- {
			if w := h.word(i); w == "he" || w == "she" || w == "i" || w == "you" {
				return w
			}
		}
	}
	if h.Says("from me", "me to", "i would") && h.Says("more", "less", "earlier", "sooner", "ago", "better", "instead") {
		return "I"
	}
	for i := h.fronted(); i < len(h.tokens); i++ {
		switch w := h.word(i); w {
		case "straight", "every", "time", "times", "since", "once", "personally", "that", "how", "also", "often", "sometimes", "really", "apparently", "both", "when", "and", "but", "as", "always", ",", "the", "still":
			if w != "the" || h.word(i+1) == "way" || h.word(i+2) == "you" || h.word(i+2) == "i" || h.word(i+2) == "he" || h.word(i+2) == "she" {
				continue
			}
			return ""
		case "way":
			continue
		case "it", "what":
			_, next := h.find(i, "that", "when", "how")
			if next < 0 {
				return ""
			}
			switch w := h.word(next); w {
			case "i", "he", "she", "you":
				return w
			case "my", "your", "his", "her":
				return map[string]string{"my": "I", "your": "you", "his": "he", "her": "she"}[w]
			}
			if next < len(h.tokens) && !isMark(h.word(next)) {
				if s, ok := h.person(next, names); ok && s.first == next {
					return s.who
				}
			}
			return ""
		case "i", "he", "she", "you":
			return h.orNothing(w, i)
		case "my", "me":
			return "I"
		case "his", "him":
			return "he"
		case "her":
			return "she"
		case "your":
			return "you"
		}
		if next := h.word(i + 1); next == "you" || next == "i" || next == "he" || next == "she" {
			continue // "the tickets you assign"
		}
		word := h.Text[h.tokens[i].start:h.tokens[i].end]
		if stem, found := strings.CutSuffix(word, "'s"); found && names(stem) {
			return stem
		}
		if s, ok := h.person(i, names); ok && s.first == i {
			return h.orNothing(s.who, i)
		}
		return ""
	}
	return ""
}

// fronted gives the first token behind a phrase that stands before the subject:
// "in the dailies I …", "with the reorg you …".
func (h Heard) fronted() int {
	i := 0
	for h.word(i) == "that" || h.word(i) == "," {
		i++
	}
	switch h.word(i) {
	case "in", "on", "at", "during", "with", "after", "before", "for", "from":
		for j := i + 1; j < i+8; j++ {
			switch h.word(j) {
			case "i", "he", "she", "you", "my", "your", "his":
				return j
			}
		}
	}
	return i
}

// orNothing gives the subject at a token unless its verb only allows, plans or
// demands something.
func (h Heard) orNothing(who string, i int) string {
	switch h.word(h.skipAdverbs(i + 1)) {
	case "can", "could", "may", "will", "shall", "must", "might", "needs", "need", "get", "gets", "":
		return ""
	case "would", "should":
		if !h.Criticises() && !h.Says("more", "less", "earlier", "sooner", "better") {
			return ""
		}
	case "have", "has":
		if h.word(i+2) == "to" || h.word(i+2) == "got" {
			return ""
		}
	case "am", "is", "are", "was", "were":
		switch next := h.word(i + 2); next {
		case "going", "off", "out", "away", "allowed", "welcome", "free", "on", "supposed":
			return ""
		case "not":
			if h.word(i+3) == "going" || h.word(i+3) == "allowed" {
				return ""
			}
		}
	}
	return who
}

// Direction reads from a label who gives an opinion to whom: "from her to me",
// "raised w/ him", "acc. to Bea", "Cyrus' own", "from my side". It gives what the
// label calls them, "" for one it leaves out.
func Direction(label string, names func(string) bool) (from, to string, ok bool) {
	h := Hear(strings.ReplaceAll(label, "w/", "with "))
	if h.Count() > 6 {
		return "", "", false
	}
	if h.Says("from my side", "my side", "from my end") {
		return "I", "", true
	}
	called := func(i int) string {
		switch w := h.word(i); w {
		case "me":
			return "I"
		case "him", "he":
			return "he"
		case "her", "she":
			return "she"
		case "you":
			return "you"
		}
		if i < len(h.tokens) && i >= 0 && !isMark(h.word(i)) {
			if s, ok := h.person(i, names); ok && s.first == i {
				return s.who
			}
		}
		return ""
	}
	if h.word(0) == "told" && h.Count() == 2 {
		to = called(1)
		return "I", to, to != ""
	}
	for i := range h.tokens {
		switch h.word(i) {
		case "from", "by":
			from = called(i + 1)
		case "to":
			if h.word(i-1) == "acc" || h.word(i-1) == "according" || h.word(i-2) == "acc" {
				from = called(i + 1)
			} else {
				to = called(i + 1)
			}
		case "about", "on":
			to, from = called(i+1), called(i-1)
		case "for", "with":
			to = called(i + 1)
		case "own":
			if stem, found := strings.CutSuffix(h.word(i-1), "'s"); found {
				from = stem
			}
		}
	}
	if from != "" || to != "" {
		if h.Count() == 2 && (h.word(0) == "for" || h.word(0) == "to") || h.Count() == 3 && h.word(1) == "for" {
			if from == "" && h.Count() == 3 {
				from = called(0)
			}
			return from, to, from != "" || h.Count() == 2
		}
		sure := h.Says("raised", "acc", "according", "own", "gap", "one for", "thing for", "thing from", "point for", "point from", "one thing") || from != "" && (to != "" || h.word(0) == "from")
		return from, to, sure
	}
	return "", "", false
}

// OfYou tells whether the sentence is about the one it is said to.
func (h Heard) OfYou() bool { return h.Says("you", "your", "yours") }

// OfYourDeed tells whether the sentence is about what the one it is said to
// did: "you shared", "you always merged".
func (h Heard) OfYourDeed() bool {
	for i := range h.tokens {
		if next := h.word(h.skipAdverbs(i + 1)); h.word(i) == "you" && (len(next) > 4 && strings.HasSuffix(next, "ed") && next != "need" || IsIrregularPast(next)) {
			return true
		}
	}
	return false
}

// OfWorkProduct tells whether the sentence names something that one person
// makes and another may value: code, reviews, talks, messages.
func (h Heard) OfWorkProduct() bool {
	return h.Says("pr", "prs", "pr's", "pull request*", "code", "design doc*", "docs", "doc", "documentation", "review", "reviews", "commit message*", "commits", "estimate*", "updates", "status update*", "demo", "postmortem*", "post-mortem*", "talk", "presentation*", "slides", "tickets", "comms", "communication", "messages",
		"emails", "standup*", "write-up*", "writeup*", "runbook*", "timeline", "section", "deck", "spec", "rfc", "notes", "explanation*", "wording", "structure", "readme", "descriptions", "proposal", "handover*", "tests", "test coverage", "refactor*", "onboarding", "mentoring", "interview*", "1:1s", "meetings", "planning", "feedback", "attitude", "ownership", "initiative", "technical depth", "debugging", "incident*", "facilitation", "follow-through", "prioritis*", "prioritiz*")
}

// An Opinion tells who gives feedback to whom, as far as a label says so.
type Opinion struct{ From, To string }

// FeedbackLabel reads a label that announces feedback: "Feedback", "Feedback
// for Sam", "Bea's feedback", "Kudos from Jo".
func FeedbackLabel(label string) (Opinion, bool) {
	h := Hear(label)
	if h.Says("beta", "customer", "customers", "user", "users", "client", "survey", "market", "product", "interview", "candidate") || !h.Says("feedback", "fb", "fdbk", "f/b", "kudos", "praise", "compliment", "compliments", "criticism", "shout-out", "shoutout", "positive feedback", "constructive feedback", "strength", "strengths", "to improve", "growth area", "growth areas", "development area", "improvement area", "positives", "negatives", "liked", "wished") || h.Count() > 7 {
		return Opinion{}, false
	}
	o := Opinion{From: h.nameAfter("from", "by"), To: h.nameAfter("for", "to", "about", "on")}
	switch {
	case h.Says("i gave", "i have", "i had", "my feedback", "from my side"):
		o.From = "I"
	case h.Says("i got", "i received"):
		o.To = "me"
	case h.Says("his feedback", "he gave", "he had"):
		o.From = "he"
	case h.Says("her feedback", "she gave", "she had"):
		o.From = "she"
	}
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
	if h.Asks() && !h.Says("blunt", "one request", "can i say", "one thing", "feedback for you", "some feedback", "something back", "be honest", "be direct", "be candid") {
		return false
	}
	return h.Says("piece of feedback", "some feedback", "feedback for you", "feedback for me", "one thing back", "something back", "thing back", "on the plus side", "on the positive side", "one positive", "on a positive note", "to be honest with you",
		"can i be honest", "can i be direct", "be candid", "something i noticed", "one thing i noticed", "what went well", "went really well", "could have gone better", "constructive feedback", "positive feedback", "my feedback", "his feedback", "her feedback", "feedback from", "small nit", "one criticism", "one thing though", "one more thing about your", "just one thing", "one compliment",
		"one thing but", "one thing from my side", "thing from my side", "from my side also", "from me to you", "and the other side", "the other side ,", "one for you", "something for you", "from my side", "now about appraisal", "about your appraisal", "about your review", "your review ,", "about your performance", "feedback round", "now feedback", "only thing ,", "the only thing", "one request", "can i be blunt", "to be blunt", "what i would like less of", "what i would like more of", "for what it is worth", "fwiw", "my turn", "one bit of feedback", "a bit of feedback", "wanted to say", "want to say", "wanted to tell you", "something i wanted to raise", "can i say something", "if i may", "to be honest", "being honest", "on a different note",
		"i also want to praise", "i want to call out", "wanted to call out", "want to thank you", "one more thing i noticed", "the feedback is", "had feedback", "has feedback", "gave me feedback", "some critical feedback", "a suggestion for you", "something you could do better", "something to work on")
}

// Reports finds who is said to hold an opinion: "he says my estimates …",
// "told Bea I find …". Said is where the opinion begins. From is what the
// sentence calls the one who holds it, "I" for the writer.
func (h Heard) Reports(names func(string) bool) (from, to string, said int, ok bool) {
	if i, next := h.find(0, "told to", "told", "mentioned to", "said to", "explained to", "let"); i >= 0 && next < len(h.tokens) {
		teller := h.subject(i, names)
		if whom, ok := h.toldTo(next, names); ok && teller.kind != someWe {
			who := teller.who
			if who == "" {
				who = "I"
			}
			if isPersonNoun(h.word(next + 1)) {
				next++ // her boss
			}
			return who, whom, h.tokens[next].end, true
		}
	}
	i, next := h.find(0, "happy with how", "impressed by how", "impressed with how", "like", "would prefer", "would rather", "prefers", "preferred", "would have liked", "reckons", "reckoned", "wrote", "raised", "heard", "worries", "worried", "is happy", "was happy", "enjoyed", "enjoys", "hates", "hated", "dislikes", "disliked", "did not like", "says", "said", "say", "thanked", "thanks", "thinks", "thought", "was pleased", "is pleased", "was glad", "is glad", "think", "feels", "felt", "finds", "found", "mentioned", "noted", "noticed", "liked", "likes", "loved", "loves", "praised", "appreciated", "appreciates", "complained", "complimented", "pointed out", "wishes", "wished", "was happy with", "is happy with",
		"was impressed", "is impressed", "would like", "wants", "wanted", "criticised", "criticized", "suggested", "find", "wish", "was unhappy", "is unhappy", "was annoyed", "called")
	if i < 0 || next >= len(h.tokens) || h.word(i) == "called" && (h.word(next) == "him" || h.word(next) == "her" || h.word(next) == "me") || h.Says("said no", "said yes") {
		return "", "", 0, false
	}
	s := h.subject(i, names)
	if s.who == "" {
		return "", "", 0, false
	}
	return s.who, "", h.tokens[next-1].end, true
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
