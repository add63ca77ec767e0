// Package rulebook says what is good in a 1:1, as rules that code checks.
//
// A rule has a name, a reason, a bad and a good example. Lint holds any text to
// the text rules: it takes Markdown sentence by sentence, lets the reader tell
// what each does (propose, promise, ask, report, wish, complain), and asks of
// each only what that owes. Prose owes nothing. Rules alone tell what a form or
// a closed class of words shows: boxes and headings, days and figures, who does
// it, a scope without an edge.
//
// It promises to be quiet on ordinary prose, and never to invent: what to write
// instead is a question or a form, not a fact. It does not care who wrote a
// text. It refuses to correct one.
//
// The rules come from two public guides to 1:1s: what a topic should be (SMART,
// the reframes, the traps) and what to bring (promises with an owner and a day,
// feedback asked about a piece of work).
package rulebook
