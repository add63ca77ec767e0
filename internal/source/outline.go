package source

import (
	"regexp"
	"strings"
	"sync"
)

// Logseq keeps properties ("id:: 6561"), drawers (":LOGBOOK:" to ":END:") and the states of
// tasks in the text of its outlines. https://docs.logseq.com

// property finds a line that is only a key and its value, or the times that a task was worked at.
var property = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(?:- )?(?:[\w-]+:: ?.*|CLOCK: ?[<\[].*)$`)
})

// planned finds a line that says when the task above it is planned, due or closed.
var planned = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(?:(?:SCHEDULED|DEADLINE|CLOSED): ?[<\[][^>\]]*[>\]]\s*)+$`)
})

var drawer = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*:[A-Z_-]+:\s*$`) })

// state finds the state of a task before its text. Whole words in capitals, since they are Logseq's own.
var state = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\s*[-*+] )(?:#+ )?(TODO|DOING|NOW|LATER|WAIT(?:ING)?|IN-PROGRESS|DONE|CANCELL?ED):? (?:\[#[A-Z]\] ?)?(.*)$`)
})

// outlined empties the lines of an outline that nobody wrote as text, writes the states of its
// tasks as boxes and puts the days of a task behind its text. It tells whether the text is an
// outline; in any other only TODO and DONE are states.
func outlined(src string) (string, bool) {
	lines := strings.Split(src, "\n")
	outline, folded, task := isOutline(lines), false, -1
	if outline {
		dropTemplates(lines)
	}
	for i, line := range lines {
		m := state().FindStringSubmatch(line)
		switch {
		case outline && drawer().MatchString(line):
			folded = !folded && !strings.Contains(line, ":END:")
			lines[i] = ""
		case outline && (folded || property().MatchString(line)):
			lines[i] = ""
		case task >= 0 && planned().MatchString(line):
			lines[task] += " " + strings.TrimSpace(line)
			lines[i] = ""
		case m != nil && (outline || m[2] == "TODO" || m[2] == "DONE"):
			lines[i], task = m[1]+stateBox(m[2])+m[3], i
		case strings.HasPrefix(strings.TrimSpace(line), "- "):
			task = -1
		}
	}
	return strings.Join(lines, "\n"), outline
}

// dropTemplates empties the entries that have a template:: and all that hangs below them: what is not done yet but to be
// filled in.
func dropTemplates(lines []string) {
	const tab = "    "
	indent := func(line string) int {
		line = strings.ReplaceAll(line, "\t", tab)
		return len(line) - len(strings.TrimLeft(line, " "))
	}
	isEntry := func(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), "- ") }
	for i := range lines {
		if !strings.HasPrefix(strings.TrimPrefix(strings.TrimSpace(lines[i]), "- "), "template:: ") {
			continue
		}
		first := i
		for first > 0 && !isEntry(lines[first]) {
			first--
		}
		depth := indent(lines[first])
		for at := first; at < len(lines) && (at == first || !isEntry(lines[at]) || indent(lines[at]) > depth); at++ {
			if at != first {
				lines[at] = ""
			}
		}
		lines[first] = ""
	}
}

func stateBox(state string) string {
	switch {
	case state == "DONE":
		return "[x] "
	case strings.HasPrefix(state, "CANCEL"):
		return "[-] "
	}
	return "[ ] "
}

// isOutline tells Logseq's files: list items all through, with a property, a drawer or a state.
func isOutline(lines []string) bool {
	marked, listed, other := 0, 0, 0
	for _, line := range lines {
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "":
		case property().MatchString(line) || planned().MatchString(line) || drawer().MatchString(line) || state().MatchString(line):
			marked++
		case strings.HasPrefix(trimmed, "- "):
			listed++
		default:
			other++
		}
	}
	return marked > 0 && listed+marked > 2*other
}
