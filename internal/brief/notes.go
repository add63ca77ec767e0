package brief

import (
	"time"

	"oneonone/internal/oneonone"
)

// Notes is what a recap may rest on: the raw notes of one meeting, and nothing
// that was planned for it.
type Notes struct {
	Now     time.Time
	Meeting oneonone.Slot
	// Raw is what the user typed or pasted. Line numbers in a recap count
	// its lines from 1; a line ends at \n, and a \r before it is no part of it.
	Raw string
	// Me lists the names by which the notes may call the user.
	Me []string
	// People are those on file; the notes may name others.
	People []oneonone.Person
	// Topics are the agenda's. They tell which of them were talked about and
	// are never a source of what was said.
	Topics []oneonone.Topic
}
