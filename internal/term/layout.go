package term

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// layout mends what the renderer leaves: padding up to the full width, text
// of list items that wraps below its bullet, and lines that are too long
// because they have no spaces to break at.
func layout(text string, columns int) string {
	text = strings.ReplaceAll(unjoin(text), "\t", "    ")
	var out []string
	var h hangs
	for _, line := range strings.Split(text, "\n") {
		line, shown := h.apply(unpad(line))
		if opensQuote := isBlank(line) && line != "" && (len(out) == 0 || out[len(out)-1] == ""); shown && !opensQuote {
			out = append(out, fit(line, columns)...)
		}
	}
	return strings.Trim(strings.Join(out, "\n"), "\n") + "\n"
}

// unpad removes the blanks at the end of a line and keeps its escapes, which
// may close a style.
func unpad(line string) string {
	trimmed := strings.TrimRight(ansi.Strip(line), " ")
	if trimmed == "" {
		return ""
	}
	return ansi.Truncate(line, ansi.StringWidth(trimmed), "")
}

// fit breaks a line that is wider than the screen and keeps its margin.
func fit(line string, columns int) []string {
	if ansi.StringWidth(line) <= columns {
		return []string{line}
	}
	at := min(ansi.StringWidth(margin(ansi.Strip(line))), columns/2)
	rest := strings.Split(ansi.Hardwrap(ansi.TruncateLeft(line, at, ""), columns-at, true), "\n")
	for i := range rest {
		rest[i] = ansi.Truncate(line, at, "") + rest[i]
	}
	return rest
}

// hangs are the list items, outermost first, that the text is in.
type hangs []hang

// hang is an item: the margin that its bullet stands at, and how many columns
// further right its text hangs.
type hang struct {
	margin string
	width  int
}

// apply takes the lines of a text one after another and moves the second and
// later lines of an item below its first word. A line that starts an item
// holds itemMark right before that word; listEnd follows the last item. The
// blank line that the renderer puts behind a list within a list is not shown.
func (h *hangs) apply(line string) (moved string, shown bool) {
	plain := ansi.Strip(line)
	ends := strings.Count(plain, listEnd)
	*h = (*h)[:max(len(*h)-ends, 0)]
	line, plain = strings.ReplaceAll(line, listEnd, ""), strings.ReplaceAll(plain, listEnd, "")
	if isBlank(plain) {
		return unpad(line), ends == 0 || len(*h) == 0
	}
	at := margin(plain)
	if marker, _, starts := strings.Cut(plain, itemMark); starts {
		h.start(hang{plain[:len(at)], ansi.StringWidth(marker) - ansi.StringWidth(at)})
		return strings.ReplaceAll(line, itemMark, ""), true
	}
	if n := len(*h) - 1; n >= 0 && (*h)[n].margin == at {
		return insert(line, ansi.StringWidth(at), (*h)[n].width), true
	}
	return line, true
}

// start takes up an item: the next one of the innermost list, or the first of
// a list within it.
func (h *hangs) start(item hang) {
	if n := len(*h) - 1; n >= 0 && (*h)[n].margin == item.margin {
		*h = (*h)[:n]
	}
	*h = append(*h, item)
}

// insert puts blanks into a line before a column.
func insert(line string, column, blanks int) string {
	return ansi.Truncate(line, column, "") + strings.Repeat(" ", blanks) + ansi.TruncateLeft(line, column, "")
}

// quoteBars are what a margin is made of: blanks, and the bars of quotes.
const quoteBars = " │|"

// isBlank tells a line without words.
func isBlank(line string) bool { return strings.Trim(ansi.Strip(line), quoteBars) == "" }

// margin is what stands before the first word of a line.
func margin(plain string) string {
	return plain[:len(plain)-len(strings.TrimLeft(plain, quoteBars))]
}
