package coach

import (
	"strings"

	"oneonone/internal/prose"
)

// selection says which of the evidence is shown. The zero selection shows all
// that may be needed.
type selection struct {
	// keys are what is shown, when it is not nil; longest is how many tokens
	// of a record are shown at most, when it is not 0.
	keys    map[string]bool
	longest int
	// left counts what did not fit; tight tells that even some of what is
	// owed did not.
	left  int
	tight bool
}

func (s selection) shows(key string) bool { return s.keys == nil || s.keys[key] }

// cut shortens a text that is longer than is shown, at the end of a sentence.
func (s selection) cut(text string) string {
	if s.longest == 0 || Tokens(text) <= s.longest {
		return text
	}
	kept := ""
	for _, span := range prose.Sentences(text) {
		if Tokens(text[:span.End]) > s.longest {
			break
		}
		kept = text[:span.End]
	}
	if kept == "" {
		kept = text[:strings.LastIndexByte(text[:min(len(text), s.longest*3)], ' ')+1]
	}
	return strings.TrimSpace(strings.ToValidUTF8(kept, "")) + " […]"
}
