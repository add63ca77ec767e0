package term

import "github.com/charmbracelet/x/ansi"

// Columns is how many columns of a terminal a line of text takes.
func Columns(line string) int { return ansi.StringWidth(line) }

// Cut shortens a line to at most n columns, the last of them an ellipsis.
func Cut(line string, n int) string { return ansi.Truncate(line, n, "…") }
