package prose

import "strings"

// SaysStuck tells whether a text tells a state in which work may stand still,
// without saying so: something is dead, nobody answers, access is missing.
// Whether the writer's work depends on it is for the reader of all notes.
func SaysStuck(text string) bool {
	r := Read(text)
	return r.Says("dead", "broken", "out of order", "expired", "no answer", "not answered", "no reply", "not replied", "no word", "no news", "no response", "still waiting", "still no", "still not", "still nothing", "locked out",
		"no access", "unavailable", "booked out", "fully booked", "not delivered", "delayed", "on hold", "nobody can", "can't test", "cannot test", "can not test", "can't measure", "cannot measure", "can not measure", "waiting for")
}

// IsToil tells whether a text tells of work that comes back and that somebody
// has to do by hand: the raw material of a proposal, sighed over or not.
func IsToil(text string) bool {
	if IsGrievance(text) {
		return true
	}
	for _, q := range Quantities(text) {
		if q.Unit == "h" && q.Value >= 2 {
			return true
		}
	}
	r := Read(text)
	return r.Says("again", "by hand", "manually", "manual", "once more", "as usual", "as always", "every week", "every day", "every morning", "every monday", "every month", "each time", "every time", "each week", "per week", "same question", "same questions",
		"another one", "one more", "ask me", "asked me", "asks me", "asking me", "for me to", "my morning", "my afternoon", "my evening", "my day", "half a day", "whole day", "whole morning", "whole afternoon", "all day", "all morning", "all afternoon",
		"hours on", "hours for", "hours of", "added it up", "added up", "summed up", "in total", "altogether", "copy and paste", "copied", "urgent", "ad hoc", "ad-hoc", "interrupted", "interruptions", "chasing", "not what i", "instead of")
}

// EndsSomething tells whether a text speaks of something that ends, stops or
// goes away at some time: what has to be arranged before.
func EndsSomething(text string) bool {
	r := Read(text)
	return r.Says("expires", "expire", "runs out", "run out", "ends on", "ends in", "end of support", "last day", "last time", "last batch", "last order", "end of life", "eol", "freeze", "frozen", "leaves", "is leaving", "leaving", "is away", "he's away", "she's away", "away for", "on leave", "paternity", "maternity", "parental leave",
		"vacation", "holiday", "holidays", "sabbatical", "retires", "moves to", "moves over", "moving to", "changes teams", "joins", "switched off", "switch off", "shut down", "shuts down", "turned off", "goes live", "go-live", "go live", "cutover", "deadline", "audit", "certificate", "renewal", "renewed", "renew",
		"discontinued", "deprecated", "sunset", "no longer supported", "until then", "before then", "stock", "contract")
}

// Narrows tells whether a text takes a smaller piece of something.
func Narrows(text string) bool {
	return Read(text).Says("only", "just", "one", "first", "smaller", "small", "piece", "part", "part of", "if only", "a subset", "subset", "pilot", "trial", "for a start", "to begin with", "step")
}

// DecidesOwn tells whether a text tells a decision that the writer took, alone
// or with others.
func DecidesOwn(text string) bool {
	r := Read(text)
	return r.Says("we decided", "i decided", "we chose", "i chose", "we went with", "i went with", "we'll go with", "we agreed", "we settled", "i settled", "we picked", "i picked", "we will", "i will", "we have decided", "i have decided") || r.Starts("decided", "decision", "chose", "going with", "we")
}

// addressesReader tells whether a text speaks to a program that reads it: a
// name of such programs together with a word of address, or of reading.
func addressesReader(r Reading) bool {
	for _, name := range []string{"ai", "ais", "llm", "llms", "language model", "ai agent", "ai agents", "ai model", "ai models", "ai assistants", "ai system", "ai systems", "ai tool", "ai tools", "language models", "automated assistant", "automated assistants",
		"automated agent", "automated agents", "automated reader", "automated readers", "virtual assistant", "virtual assistants", "digital assistant", "chatbot", "chatbots", "chatgpt", "gpt", "copilot", "summarizer", "summariser"} {
		if !r.Says(name) {
			continue
		}
		for _, before := range []string{"dear", "hello", "hi", "hey", "attention", "to any", "to all", "to every", "to the", "any", "note to", "note for", "is for the", "is for any", "message to", "message for", "for any", "if you are an", "if you are a", "you , the"} {
			if r.Says(before + " " + name) {
				return true
			}
		}
		for _, after := range []string{"reading", "summarizing", "summarising", "processing", "parsing", "sorting", "handling", "that reads", "that read", "which reads", "that sorts", "that summarizes", "must state", "must say", "must add", "must include", "must mark", "must not mention", "should state", "shall state", "please"} {
			if r.Says(name + " " + after) {
				return true
			}
		}
	}
	return false
}

// endsInQuote tells whether a text ends inside quotation marks: a question at its
// end is then somebody's words.
func endsInQuote(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasSuffix(text, "?\"") || strings.HasSuffix(text, "?”") || strings.HasSuffix(text, "?“")
}

// Trouble names the kind of trouble that a text about the health of code or
// operation speaks of, by its stem; "" when it speaks of none.
func Trouble(text string) string {
	for _, w := range Words(text) {
		switch stem := Stem(w.Lower); stem {
		case "bug", "incid", "incident", "flaki", "flake", "outag", "alert", "alarm", "regress", "crash", "rollback", "hotfix", "warn", "timeout", "error", "failur", "fail", "retri", "defect", "return", "debt", "coverag", "lint":
			if stem == "flake" {
				return "flaki"
			}
			return stem
		}
	}
	return ""
}
