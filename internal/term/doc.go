// Package term is the screen: it renders Markdown, says what is going on,
// asks, and opens the user's editor.
//
// It promises that results go to standard output and everything else to
// standard error; that a pipe gets the Markdown itself, byte for byte; that
// no text can move the cursor, change the title or reorder what is read; and
// that what was typed into an editor stays on disk until the caller removes
// it. It never asks the terminal anything, so a terminal that does not answer
// costs nothing, and it never asks the user where nobody can answer.
//
// It knows strings only. What they mean, which words an error has and what a
// signal does is decided elsewhere.
package term
