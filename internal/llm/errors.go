package llm

import (
	"strings"
	"time"
	"unicode"
)

// Kind tells failures apart.
type Kind string

// The kinds of failures.
const (
	BadConfig   Kind = "config"       // something is missing before anything can be sent
	Unreachable Kind = "unreachable"  // no server answers
	Timeout     Kind = "timeout"      // it took too long
	BadKey      Kind = "key"          // no key, or a wrong one
	Forbidden   Kind = "forbidden"    // the key may not do this
	NotFound    Kind = "not_found"    // no such model or path
	Busy        Kind = "busy"         // too many requests
	Loading     Kind = "loading"      // the model is not ready yet
	Quota       Kind = "quota"        // the account has nothing left
	TooLong     Kind = "too_long"     // the request is longer than the model can read
	BadRequest  Kind = "request"      // the server does not take the request
	ServerFault Kind = "server"       // the server failed
	Redirected  Kind = "redirect"     // the server sends us on to somebody else
	TooLarge    Kind = "too_large"    // the answer is larger than allowed
	NoAnswer    Kind = "no_answer"    // 200, and nothing in it
	NotAnAPI    Kind = "not_an_api"   // 200, and no JSON
	CutOff      Kind = "cut_off"      // the answer was cut at a limit
	Endless     Kind = "endless"      // the answer came to no end
	Unfit       Kind = "unfit"        // the server found that the answer does not fit the schema
	Refused     Kind = "refused"      // the model will not answer
	Filtered    Kind = "filtered"     // a filter held the answer back
	BadFinish   Kind = "finish"       // the model ended in a way that gives no answer
	CommandLost Kind = "command_lost" // the command cannot be started
	CommandFail Kind = "command_fail" // the command failed
)

// Error is a failure of the model in the user's words. Message is one clean
// sentence without the key, Hint what to do about it, "" when there is nothing
// to do.
type Error struct {
	Kind    Kind
	Message string
	Hint    string
	// Status is the HTTP status, 0 when there was none.
	Status int
	// Context is how many tokens the model reads at once, where the server said
	// so when it refused more, else 0. Counted is how many it counted in what
	// it was sent, 0 where it did not say, and Estimated how many we did.
	Context, Counted, Estimated int
	// RetryAfter is how long the server asked to wait, 0 when it did not.
	RetryAfter time.Duration
}

// Error gives the message.
func (e *Error) Error() string { return e.Message }

// longest is how many characters of somebody else's text an error shows.
const longest = 300

// clean makes one line of a text from outside: printable characters only, cut
// to a length that a person reads.
func clean(text string) string {
	text = printable(text)
	runes := []rune(text)
	if len(runes) <= longest {
		return text
	}
	return strings.TrimRight(string(runes[:longest-1]), " ") + "…"
}

// printable makes one line of a text, of what can be seen in it.
func printable(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, withoutSequences(strings.ToValidUTF8(text, "?")))
	return strings.Join(strings.Fields(text), " ")
}

// withoutSequences takes out the terminal's colour sequences as a whole, which
// would leave "[31m" behind.
func withoutSequences(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "\x1b[")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return r >= 0x40 && r <= 0x7e })
		if end < 0 {
			return b.String()
		}
		text = rest[end+1:]
	}
}

// say joins what happened with what the server said about it.
func say(what, server string) string {
	if server == "" {
		return what
	}
	return clean(what + ": " + strings.TrimRight(server, "."))
}
