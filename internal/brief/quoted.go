package brief

import (
	"strings"
	"unicode/utf8"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// wholeUnder is up to how many characters a record is quoted whole; of a longer
// one, whole sentences are.
const wholeUnder = 200

// Quoted gives what the record says, whole and as it was typed, with its day. Of
// a long text it gives the first sentences that are short enough together. It is
// "" for what nobody should repeat.
func (it *Item) Quoted(near oneonone.Date) string {
	if it.Hostile || strings.Contains(it.Text, secret.Masked) {
		return ""
	}
	text := oneonone.AsTyped(oneonone.AfterMarks(it.Text[it.Label:]))
	if utf8.RuneCountInString(text) > wholeUnder {
		text = firstSentences(text, wholeUnder)
	}
	if text == "" {
		return ""
	}
	if !it.Date.IsZero() {
		text = strings.TrimRight(text, ". ") + " (" + it.Date.Short(near) + ")"
	}
	return oneonone.Ended(text)
}

// firstSentences gives the first whole sentences of a text that have up to so
// many characters together, "" when the first alone has more.
func firstSentences(text string, most int) string {
	end := 0
	for _, span := range prose.Sentences(text) {
		if utf8.RuneCountInString(text[:span.End]) > most {
			break
		}
		end = span.End
	}
	return strings.TrimSpace(text[:end])
}
