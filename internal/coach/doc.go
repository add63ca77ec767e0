// Package coach is the model's drafter: it turns a Brief into a request,
// sends it to a Model, and makes a draft of what comes back.
//
// It promises that a draft says nothing as a fact that the cited records do
// not say: each answer is decoded into types of its own, in which facts and
// proposals are different fields, and is then checked against the very text
// that the model was shown. What does not hold is left out, and a finding says
// so. What the program can count or copy itself (promises, career cadence,
// evidence, the meeting) never comes from the model; quotations are cut out of
// the records by the program. An answer that does not hold is sent back once,
// with what is wrong with it, and the better of the two counts. A request stays
// within its budget, and the same brief gives the same request, byte for byte.
//
// What it checks is words: figures with their units and what they go with, parts
// of wholes, days and times of day, names and who does what, tickets, projects,
// quotations, what is denied, refused or yet to come, what is said of all, and
// that most of a fact stands in what it cites. What it can't tell is sense: a
// false statement made of a record's own words can pass.
//
// It refuses to send what gives orders to a program, and to pass on an answer
// that it cannot read: that is an AnswerError, and the caller decides what to
// do instead. It knows no server, no file and no screen.
package coach
