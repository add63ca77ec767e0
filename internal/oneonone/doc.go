// Package oneonone says what a 1:1 is: the words of the field as types, and
// how they look as JSON and as Markdown.
//
// # Glossary
//
//   - 1:1, meeting: half an hour between the user and one other person. It is
//     planned when an agenda was drafted for it, held when its recap was.
//   - record: anything the user put on file (a note, an action item, feedback,
//     a goal, a person, a decision) and anything drafted from it that is kept.
//   - note: what the user wrote down about their work, of a note kind: win,
//     blocker, question, concern, decision, learning, idea, or plain.
//   - action item: a promise with an owner and, if one was said, a due date.
//     The owner "me" is the user.
//   - feedback: what a person said about the user's work, and what the user
//     did about it since (acted).
//   - goal: what the user (personal, professional) or the company wants, with
//     the progress told so far.
//   - commit: one piece of work in a git history, counted once however often
//     it was cherry-picked, squashed or rebased.
//   - signal: a figure that the program itself counted, with how it counted.
//   - evidence: a record, commit or signal in the form a draft may cite.
//   - draft: an agenda, a recap or a reflection. It holds facts, each citing
//     evidence, and proposals, marked as such; what nobody recorded is a
//     blank with a question.
//   - topic: one thing to talk about, with minutes and an ask.
//
// The package promises that its values survive JSON unchanged, that absent
// values are null and lists never are, and that the Markdown of a value
// depends on the value alone. It refuses to read files, clocks or randomness:
// it imports the standard library's pure packages and nothing else.
package oneonone
