// Package llm is the model: a server that speaks the OpenAI chat API, or any
// command that reads a prompt and writes an answer.
//
// It promises that what Body and Stdin show is what would be sent, byte for
// byte; that no key is ever in an error; that every failure is an Error, one
// clean sentence and what to do about it, except that a cancelled context
// comes through as context.Canceled; and that neither a huge answer nor a
// redirect to another host gets what it wants. It refuses to read what comes
// back: that is for package coach.
package llm
