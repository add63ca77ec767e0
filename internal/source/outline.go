package source

import (
	"regexp"
	"strings"
	"sync"
)

// Logseq keeps properties ("id:: 6561"), drawers (":LOGBOOK:" to ":END:") and the states of
// tasks in the text of its outlines. https://docs.logseq.com

// property finds a line that is only a key and its value, of the outline or of a task.
var property = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(?:- )?(?:[\w-]+:: ?.*|(?:SCHEDULED|DEADLINE|CLOSED|CLOCK): ?[<\[].*)$`)
})

var drawer = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*:[A-Z_-]+:\s*$`) })

// state finds the state of a task before its text.
var state = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\s*[-*] )(TODO|DOING|NOW|LATER|WAITING|DONE) (.*)$`)
})

// outlined empties the lines of an outline that nobody wrote as text, and writes the states
// of its tasks as check boxes. It tells whether the text is one; all others stay as they are.
func outlined(src string) (string, bool) {
	lines := strings.Split(src, "\n")
	if !isOutline(lines) {
		return src, false
	}
	folded := false
	for i, line := range lines {
		switch {
		case drawer().MatchString(line):
			folded = !folded && !strings.Contains(line, ":END:")
			lines[i] = ""
		case folded || property().MatchString(line):
			lines[i] = ""
		default:
			if m := state().FindStringSubmatch(line); m != nil {
				box := "[ ] "
				if m[2] == "DONE" {
					box = "[x] "
				}
				lines[i] = m[1] + box + m[3]
			}
		}
	}
	return strings.Join(lines, "\n"), true
}

// isOutline tells Logseq's files: list items all through, with a property, a drawer or a state.
func isOutline(lines []string) bool {
	marked, listed, other := 0, 0, 0
	for _, line := range lines {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "":
		case property().MatchString(line) || drawer().MatchString(line) || state().MatchString(line):
			marked++
		case strings.HasPrefix(trimmed, "- "):
			listed++
		default:
			other++
		}
	}
	return marked > 0 && listed+marked > 2*other
}
