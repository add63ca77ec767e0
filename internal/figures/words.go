package figures

import (
	"slices"
	"strings"

	"oneonone/internal/prose"
)

// What stands here are function words and units of the calendar: they limit,
// compare, point and make unreal in whatever trade.

// isUnreal tells that a clause says what may be, will be or is not, or that its
// sentence asks or supposes.
func isUnreal(clause, sentence string) bool {
	supposes := func(w prose.Word) bool { return w.Lower == "if" || w.Lower == "unless" }
	return strings.HasSuffix(sentence, "?") || slices.ContainsFunc(prose.Words(sentence), supposes) ||
		slices.ContainsFunc(prose.Words(clause), func(w prose.Word) bool {
			switch w.Lower {
			case "will", "would", "should", "shall", "could", "can", "cannot", "may", "might", "must", "when", "not", "no", "never":
				return true
			}
			return strings.HasSuffix(w.Lower, "'ll") || strings.HasSuffix(w.Lower, "n't") || strings.HasSuffix(w.Lower, "'d")
		})
}

// isPart tells that a figure is of a part that is set apart or pointed at:
// "desktop only", "in this group", "each".
func isPart(clause, sentence string) bool {
	for _, w := range prose.Words(sentence) {
		if w.Lower == "only" || w.Lower == "alone" {
			return true
		}
	}
	words := prose.Words(clause)
	for i, w := range words {
		switch w.Lower {
		case "each", "every", "these", "those", "there":
			return true
		case "this", "that":
			if i+1 < len(words) && !isCalendar(words[i+1].Lower) {
				return true
			}
		}
	}
	return false
}

// isPlace tells that words begin with where or for whom a figure holds, and that
// is not everywhere.
func isPlace(tail string) bool {
	words := prose.Words(tail)
	if len(words) < 2 {
		return false
	}
	switch words[0].Lower {
	case "at", "in", "on", "for", "of", "with", "without":
		return words[1].Lower != "all" && words[1].Lower != "every" && words[1].Lower != "each"
	}
	return false
}

// isContrast tells words that limit what was just said.
func isContrast(word string) bool {
	switch word {
	case "but", "only", "not", "without", "except", "though":
		return true
	}
	return false
}

func isCalendar(word string) bool {
	switch word {
	case "day", "night", "week", "fortnight", "month", "quarter", "year", "sprint":
		return true
	}
	return false
}

// isBound tells that the figure that follows is a limit, not what was found.
func isBound(before string) bool {
	return isMost(before) || isLeast(before) || endsIn(before, "until", "by")
}

func isMost(before string) bool {
	return endsIn(before, "within", "at most", "under", "below", "less than", "fewer than", "no more than", "up to", "≤", "<", "max")
}

func isLeast(before string) bool {
	return !isMost(before) && endsIn(before, "at least", "over", "above", "more than", "no less than", "≥", ">", "min")
}

// isCircumstance tells that a count only says where or of what: "at 6 depots".
func isCircumstance(before string) bool {
	return endsIn(before, "at", "in", "on", "of", "for", "with", "to", "from", "after", "before", "all", "first", "last", "other", "another")
}

func endsIn(text string, ends ...string) bool {
	text = " " + strings.ToLower(strings.TrimRight(text, " ~"))
	return slices.ContainsFunc(ends, func(e string) bool {
		rest, ok := strings.CutSuffix(text, e)
		return ok && strings.HasSuffix(rest, " ")
	})
}
