// Package coach is the model's drafter: it turns a Brief into a request, sends it
// to a Model, and makes a draft of what comes back.
//
// It promises that a request stays within its budget, that the last two meetings
// and what the program computed are in it before all else, and that the same brief
// gives the same request, byte for byte. Of an answer it promises this: the model
// writes freely, and every sentence is held against everything on record (package
// ground). One that the records contradict, with a figure, a name, a day, a ticket
// or a quotation that stands nowhere, is taken out, and a finding says so; its
// topic stays, and where nothing of it is left the records that it cites speak for
// it. What the program can count or copy itself (promises, what is late, career
// cadence, evidence, the meeting) never comes from the model. A good answer costs
// one request. One that does not hold is sent back once, with what would hold, and
// the better of the two counts; one of no use is asked for once more, and an agenda
// then as the short task of a small model, which chooses, titles and asks while the
// records speak for themselves.
//
// Unsure is a sentence that no record bears out for sure and none contradicts: much of
// it is in no record's words, or a record seems to have another figure, day or doer in
// its place. A page lists it below the line, a look back marks it (?). A second reader
// may take that off, by pointing at words that stand there. It is a question to the user
// and no proof, nor is its absence one: what is false in a record's own words, two
// true things joined wrongly or a plan told as a deed, can pass without it.
//
// It refuses to send what gives orders to a program, and to pass on an answer
// without anything in it or that it cannot read: that is an AnswerError, and the
// caller decides what to do instead. It knows no server, no file and no screen.
//
// The way of a draft: request.go, sheet.go, describe.go, budget.go (what is sent) →
// talk.go (to and fro), ear.go (what arrives) → answer.go, wire.go (what came) →
// judge.go (what of it stands) → agenda.go, small.go, recap.go, reflection.go (the
// draft) → verify.go (a second look).
package coach
