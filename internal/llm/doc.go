// Package llm is the model: a server that speaks the OpenAI chat API, or any
// command that reads a prompt and writes an answer.
//
// It promises that what Body and Stdin show is what would be sent, byte for
// byte; that no key is ever in an error; that every failure is an Error, one
// clean sentence and what to do about it, except that a cancelled context
// comes through as context.Canceled; that neither a huge answer nor a redirect
// to another host gets what it wants; that a model that does not answer is
// given up in the configured time; and that an answer that goes round in
// circles is left. Where a server refuses a part of a request
// it finds another way to put it, and Habits says which; Redacted keeps words
// from it. It refuses to read what comes back: that is for package coach.
//
// The way of a question: openai.go (Complete) → trial.go (what to try next) →
// ladder.go (how to put it) → exchange.go, events.go, watch.go (the wire) →
// answer.go, stream.go (what came) → explain.go (what went wrong), sizes.go (how
// many tokens it was).
package llm
