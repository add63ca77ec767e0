package ground

import (
	"strings"

	"oneonone/internal/prose"
)

// class is a set of closed classes of words: what can be told of a text without
// knowing a word of any trade.
type class uint16

const (
	denies   class = 1 << iota // not, no, never
	supposes                   // would, if, whether, a question mark
	intends                    // will, must
	causes                     // because, so
	lasts                      // still, already, yet, now
	joins                      // and, but, because, which: a clause begins
	opens                      // that, when, if: may stand before who acts
	leads                      // from, with, to: whoever stands behind does not act
	carries                    // is, has, would, to, I: a verb comes behind
	parts                      // to, against, than: of two figures the second begins
)

// classesOf gives the classes of a word, none for words of content.
func classesOf(lower string) class {
	switch lower {
	case "not", "no", "nor", "neither", "never", "nobody", "nothing", "none", "cannot", "without", "instead", "rather":
		return denies | carries
	case "should", "could", "might", "may", "can":
		return supposes | carries
	case "unless", "perhaps", "maybe":
		return supposes
	case "if", "whether":
		return supposes | opens
	case "will", "shall", "must", "going":
		return intends | carries
	case "because", "so", "since":
		return causes | joins | opens
	case "why":
		return causes | opens
	case "therefore", "thus", "hence":
		return causes
	case "still", "now", "until":
		return lasts | opens
	case "already", "again", "till":
		return lasts
	case "yet":
		return lasts | joins | opens
	case "and", "but", "or", "although", "though", "while", "whereas":
		return joins | opens
	case "which":
		return joins | opens
	case "who":
		return joins | opens | carries
	case "then", "before", "after", "that", "when", "as", "the", "also", "how", "what", "where":
		return opens
	case "to":
		return leads | carries | parts
	case "from", "of":
		return leads | parts
	case "for", "with", "by", "about", "on", "in", "at":
		return leads
	case "against", "vs", "versus", "out", "than":
		return parts
	case "would":
		return supposes | carries
	case "is", "are", "am", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "i", "you", "we", "he", "she", "they":
		return carries
	}
	switch {
	case strings.HasSuffix(lower, "n't"):
		return denies
	case strings.HasSuffix(lower, "'ll"):
		return intends | carries
	case strings.HasSuffix(lower, "'d"):
		return supposes | carries
	}
	return 0
}

// past tells a verb that says what was done.
func past(lower string) bool {
	switch lower {
	case "got", "did", "gave", "took", "made", "went", "came", "had", "kept", "told", "said", "put":
		return true
	}
	return prose.IsIrregularPast(lower) || strings.HasSuffix(lower, "ed") && len(lower) > 4
}
