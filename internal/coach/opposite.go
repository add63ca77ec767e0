package coach

import (
	"slices"
	"strings"

	"oneonone/internal/prose"
)

// opposes gives a word that a text denies and the records affirm about the
// same thing, or the other way round; "" when there is none. Only what is
// plain counts: a clause that says no in another way (refused, missed, gone)
// can mean the same as one with a "not".
func opposes(text string, records []prose.Clause) string {
	for _, c := range prose.Clauses(text) {
		if agrees(c, records) {
			continue
		}
		for _, stem := range c.Stems {
			denied := slices.Contains(c.Denied, stem)
			if turned(c, stem) && !denied {
				continue
			}
			if clashes(stem, denied, c, records) {
				return stem
			}
		}
	}
	return ""
}

// agrees tells whether a record denies something that the clause denies too.
func agrees(c prose.Clause, records []prose.Clause) bool {
	return slices.ContainsFunc(records, func(r prose.Clause) bool {
		return slices.ContainsFunc(c.Denied, func(stem string) bool { return slices.Contains(r.Denied, stem) })
	})
}

// clashes tells whether records speak of the stem, about the same thing, and
// all of them say the opposite.
func clashes(stem string, denied bool, c prose.Clause, records []prose.Clause) bool {
	opposed := false
	for _, r := range records {
		if !slices.Contains(r.Stems, stem) {
			continue
		}
		if slices.Contains(r.Denied, stem) == denied {
			return false
		}
		if denied && turned(r, stem) {
			return false
		}
		opposed = opposed || aboutTheSame(c, r)
	}
	return opposed
}

// onlyPromised tells whether an open promise is cited, and nothing that says
// that it is done.
func onlyPromised(cited []*shown) bool {
	open := false
	for _, r := range cited {
		switch {
		case r.planned && r.goal == nil:
			open = true
		case toldAsDone(r.Text), prose.Hear(r.Text).Says("done", "finished", "ready", "written", "sent", "merged", "shipped"):
			return false
		}
	}
	return open
}

// toldAsDone tells whether a text says plainly that something is finished.
func toldAsDone(text string) bool {
	if prose.Hear(text).Done() {
		return true
	}
	return slices.ContainsFunc(prose.Clauses(text), func(c prose.Clause) bool {
		return !slices.ContainsFunc(c.Turning, holdsOff) && slices.ContainsFunc(c.Stems, func(stem string) bool {
			return isFinishing(stem) && !slices.Contains(c.Denied, stem)
		})
	})
}

// tellsDeed tells whether a sentence says that something is done, or what
// somebody said or decided: in a proposal, too, that is told as a fact.
func tellsDeed(sentence string) bool {
	if strings.HasSuffix(strings.TrimSpace(sentence), "?") {
		return false
	}
	words := prose.Words(sentence)
	for i, w := range words {
		if isWord(w.Lower, "told", "said", "agreed", "confirmed", "promised", "approved", "offered", "signed", "decided", "accepted", "granted", "volunteered", "refused", "complained", "praised", "thanked") &&
			!slices.ContainsFunc(words[max(0, i-5):i], leavesOpen) {
			return true
		}
	}
	return toldAsDone(sentence)
}

func isWord(word string, list ...string) bool { return slices.Contains(list, word) }

// leavesOpen tells the words after which a deed has not happened yet, or not
// for sure.
func leavesOpen(w prose.Word) bool {
	return isWord(w.Lower, "if", "once", "when", "until", "unless", "whether", "after", "before", "as", "what", "who", "how", "why", "be", "being", "get", "gets", "getting", "to", "can", "could", "would", "will", "may", "should", "must", "not", "nobody", "every", "each", "any", "an")
}

// toldAsKept tells whether a text tells the deed of an open promise in the past
// tense.
func toldAsKept(text string, cited []*shown) bool {
	words := prose.Words(text)
	return slices.ContainsFunc(cited, func(r *shown) bool {
		if !r.planned || r.goal != nil {
			return false
		}
		deed := prose.Words(r.own[0])
		for i, w := range words {
			same := func(d prose.Word) bool { return d.Lower != w.Lower && presentOf(w.Lower) == prose.Stem(d.Lower) }
			if slices.ContainsFunc(deed, same) && !slices.ContainsFunc(words[max(0, i-3):i], weakens) {
				return true
			}
		}
		return false
	})
}

// presentOf gives the stem of the verb that a word is a past form of, "" for
// other words.
func presentOf(past string) string {
	switch past {
	case "wrote", "written":
		return "write"
	case "sent":
		return "send"
	case "made":
		return "make"
	case "found":
		return "find"
	case "built":
		return "build"
	case "spoke", "spoken":
		return "speak"
	case "brought":
		return "bring"
	case "gave", "given":
		return "give"
	case "took", "taken":
		return "take"
	case "met":
		return "meet"
	case "told":
		return "tell"
	case "got":
		return "get"
	case "ran":
		return "run"
	case "chose", "chosen":
		return "choos"
	}
	if strings.HasSuffix(past, "ed") {
		return prose.Stem(past)
	}
	return ""
}

// weakens tells the words after which a past form is no deed.
func weakens(w prose.Word) bool {
	return slices.Contains([]string{"not", "never", "be", "until", "once", "if", "should", "would", "could", "hardly", "yet", "without", "no", "nobody"}, w.Lower) || strings.HasSuffix(w.Lower, "n't")
}

// holdsOff tells the words with which what is finished is not, or not yet.
func holdsOff(stem string) bool {
	return slices.Contains([]string{"?", "befor", "yet", "still", "wait", "late", "overdu", "miss", "open", "pend", "fail", "instead", "postpon"}, stem)
}

func isFinishing(stem string) bool {
	switch stem {
	case "finish", "complet", "deliver", "ship", "close", "merg", "fulfil", "fulfill", "accomplish", "conclud":
		return true
	}
	return false
}

// turned tells whether a clause says no by another word than this.
func turned(c prose.Clause, stem string) bool {
	return slices.ContainsFunc(c.Turning, func(by string) bool { return by != stem })
}

// aboutTheSame tells whether two clauses share two content words, or all that
// the shorter one has.
func aboutTheSame(x, y prose.Clause) bool {
	shared := 0
	for i, stem := range x.Stems {
		if slices.Contains(y.Stems, stem) && !slices.Contains(x.Stems[:i], stem) {
			shared++
		}
	}
	return shared >= 2 || shared > 0 && shared >= min(len(x.Stems), len(y.Stems))
}
