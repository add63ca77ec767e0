package prose

import "strings"

// wishes are the ways in which a wish begins.
var wishes = []string{"i want to", "i would like to", "i'd like to", "i'd love to", "i would love to", "i wish to", "i hope to", "i want", "i would like", "i'd like", "someday i want to", "it would be nice to", "would be nice to", "want to"}

// WithoutWish gives what a wish is for: the text without the words that only
// say that it is one.
func WithoutWish(text string) string {
	best := text
	lower := strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	if len(lower) != len(text) {
		return text
	}
	for _, w := range wishes {
		if rest, found := strings.CutPrefix(lower, w+" "); found && len(rest) < len(best) {
			best = text[len(text)-len(rest):]
		}
	}
	return best
}
