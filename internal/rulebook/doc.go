// Package rulebook says what is good in a 1:1, as rules that code checks.
//
// A rule has a name, a reason, a bad and a good example. Lint holds any text to
// the text rules: it reads Markdown sentence by sentence, tells what each
// sentence is (a proposal, an action item, an ask, a report, a wish, a
// grievance, or prose), and asks of each only what its kind owes. Prose owes
// nothing.
//
// It promises to be quiet on ordinary prose, and never to invent: what to write
// instead is a question or a form, not a fact. It does not care who wrote a
// text. It refuses to correct one.
//
// The rules come from two public guides to 1:1s: what a topic should be (SMART,
// the reframes, the traps) and what to bring (promises with an owner and a day,
// feedback asked about a piece of work).
package rulebook
