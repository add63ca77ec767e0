package prose

import "strings"

// Narrows tells whether a text takes a smaller piece of something.
func Narrows(text string) bool {
	return Read(text).Says("only", "just", "one", "first", "smaller", "small", "piece", "part", "part of", "if only", "a subset", "subset", "pilot", "trial", "for a start", "to begin with", "step")
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
