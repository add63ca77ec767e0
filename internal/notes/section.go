package notes

import (
	"strings"
	"unicode"

	"oneonone/internal/prose"
)

// Section is what a heading says about the lines under it.
type Section int

// What headings promise.
const (
	NoSection Section = iota
	PastActions
	Actions
	Decisions
	Feedback
	Questions
	Ideas
)

// SectionOf tells what a heading promises.
func SectionOf(heading string) Section {
	h := prose.Hear(heading)
	if h.Count() > 5 {
		return NoSection
	}
	actions := h.Says("action", "actions", "todo", "todos", "to do", "to-do", "to-dos", "tasks", "next steps", "follow-ups", "follow ups",
		"followups", "commitments", "ais", "who does what", "promises")
	switch {
	case h.Undecided():
		return Questions
	case actions && h.Says("last", "previous", "past", "old", "review of"):
		return PastActions
	case h.Says("last time", "carried over from"):
		return PastActions
	case actions:
		return Actions
	case h.Says("decision", "decisions", "decided", "agreements", "agreed"):
		return Decisions
	case h.Says("feedback", "praise", "kudos"):
		return Feedback
	case startsQuestions(h):
		return Questions
	case h.Says("ideas", "idea", "someday", "wishlist", "wish list", "brainstorm"):
		return Ideas
	}
	return NoSection
}

// startsQuestions keeps "Open questions" apart from a subject ("Support
// questions").
func startsQuestions(h prose.Heard) bool {
	_, ok := h.Starts("questions", "open", "question", "my questions", "our questions", "unresolved", "parking lot", "undecided")
	return ok
}

// isBareHeading hears a heading without a mark: "Actions", "Open questions:".
func isBareHeading(s string) bool {
	name := strings.TrimSpace(strings.TrimSuffix(s, ":"))
	if _, said := cutSectionDash(s); said || name == "" || len(name) > 40 || strings.Contains(name, ": ") || len(strings.Fields(name)) > 4 {
		return false
	}
	if SectionOf(name) != NoSection {
		return strings.HasSuffix(s, ":") || !strings.ContainsAny(s, ".,;!?")
	}
	switch strings.ToLower(name) {
	case "notes", "topics", "agenda", "discussion", "summary", "misc", "other", "updates", "minutes", "transcript":
		return true
	}
	return false
}

// cutSectionDash reads "Decision - ship it" as "Decision: ship it".
func cutSectionDash(s string) (string, bool) {
	for _, dash := range []string{" - ", " – ", " — "} {
		name, rest, found := strings.Cut(s, dash)
		if found && len(strings.Fields(name)) <= 2 && SectionOf(name) != NoSection && strings.TrimSpace(rest) != "" {
			return name + ": " + strings.TrimSpace(rest), true
		}
	}
	return s, false
}

// isShouted hears a heading in capitals: "DONE SINCE LAST".
func isShouted(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) || strings.ContainsRune(".,:;!?<>=|[]()", r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 3 && len(strings.Fields(s)) <= 5
}

// isEmptyEntry tells whether a text says that there is nothing, as people and templates
// write it under a heading: "none", "n/a", "none yet", "–".
func isEmptyEntry(s string) bool {
	s = strings.ToLower(strings.Trim(s, " .!()[]*_~-–—"))
	if _, rest, ok := prose.CutLabel(s); ok {
		s = strings.Trim(rest, " .!()[]*_-–—")
	}
	switch first, rest, _ := strings.Cut(s, " "); first {
	case "":
		return true
	case "none", "nothing", "nil", "n/a", "na", "tbd":
		return len(strings.Fields(rest)) < 2
	}
	return false
}

// isPlaceholder tells whether a text is what a template asks to be filled in: a word in
// angle or double curly brackets, or an example in italics.
func isPlaceholder(s string) bool {
	if strings.Contains(s, "{{") && strings.Contains(s, "}}") && !strings.Contains(s, "${{") || strings.Contains(s, "<%") && strings.Contains(s, "%>") {
		return true
	}
	if leavesFields(s, "<", ">", 1) && !strings.Contains(s, "</") || leavesFields(s, "[", "]", 2) && !strings.Contains(s, "](") {
		return true
	}
	italic := strings.Trim(s, "*_")
	return len(s)-len(italic) >= 2 && (s[0] == '_' || s[0] == '*') && strings.HasPrefix(strings.TrimLeft(italic, "("), "e.g.")
}

// isFieldName tells whether a text in angle brackets names what is to stand there: one to
// four words in small letters, no address and no tag.
func isFieldName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 4 || strings.ContainsAny(s, ":/@=\"") {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLower(r) && r != ' ' && r != '-' && r != '_' }) < 0
}

// leavesFields tells whether a text says nothing but the names of at least so many fields
// between two marks: "<owner>: <task>".
func leavesFields(s, open, end string, least int) bool {
	fields, left := 0, ""
	for rest := s; ; {
		before, after, found := strings.Cut(rest, open)
		left += before
		if !found {
			return fields >= least && len(prose.Content(left)) == 0
		}
		name, behind, closed := strings.Cut(after, end)
		if closed && isFieldName(strings.ToLower(name)) {
			fields++
		}
		rest = behind
	}
}
