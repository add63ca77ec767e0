package prose

import (
	"slices"
	"strings"
)

// A Clause is what stands between two pauses of a text, as far as saying yes
// or no goes.
type Clause struct {
	// Stems are its content words.
	Stems []string
	// Denied are the stems that stand right behind a negation: what is said not
	// to be so.
	Denied []string
	// Turning are the words that say no without a negation (refused, missed,
	// gone), by their stems, and "?" where it asks: such a clause can mean the
	// same as one with a negation.
	Turning []string
}

// Clauses reads which words of a text are denied.
func Clauses(text string) []Clause {
	var out []Clause
	var c Clause
	denying, fresh := false, 0
	end := func() {
		if len(c.Stems) > 0 {
			out = append(out, c)
		}
		c, denying = Clause{}, false
	}
	known := Stems{}
	tokens := Hear(text).tokens
	for i, t := range tokens {
		switch {
		case t.word == "?":
			c.Turning = append(c.Turning, "?")
			end()
		case t.word == "." || t.word == "," || t.word == ">" || t.word == "but" || t.word == "and" || t.word == "because" || t.word == "so":
			end()
		case isNegation(t.word):
			denying = !(i+1 < len(tokens) && passesOver(tokens[i+1].word))
			fresh = len(c.Denied)
		default:
			if turns(t.word) {
				c.Turning = append(c.Turning, Stem(t.word))
			}
			if IsStop(t.word) {
				denying = denying && len(c.Denied) == fresh
				continue
			}
			stems := known.appendContent(nil, t.word)
			if root, particle := cutParticle(t.word); root != "" {
				stems = append(known.appendContent(stems, root), particle)
			}
			c.Stems = append(c.Stems, stems...)
			if denying && len(stems) > 0 && t.word != "longer" {
				c.Denied = append(c.Denied, stems...)
				if strings.HasSuffix(t.word, "ing") { // "without asking them": neither
					fresh = len(c.Denied)
				}
			}
		}
	}
	end()
	return out
}

// cutParticle splits the nouns that English makes of verbs: a "rollback" is
// when somebody "rolled back".
func cutParticle(word string) (root, particle string) {
	for _, p := range []string{"back", "out", "off", "up", "down", "over"} {
		if root, found := strings.CutSuffix(word, p); found && len(root) > 2 {
			return root, p
		}
	}
	return "", ""
}

// passesOver tells the words that take the force from a negation before them:
// "not only fast" is fast.
func passesOver(word string) bool {
	return slices.Contains([]string{"only", "just", "merely", "until", "sure", "later", "least", "doubt", "matter"}, word)
}

// turns tells whether a word says no without a negation.
func turns(word string) bool {
	switch Stem(word) {
	case "refus", "reject", "declin", "deni", "declined", "drop", "cancel", "lack", "miss", "missing", "stop", "end", "fail", "avoid", "prevent", "block", "remov",
		"gone", "zero", "free", "unabl", "yet", "late", "overdu", "wait", "pend", "postpon", "delay", "defer", "stuck", "unresolv", "unclear", "undecid",
		"instead", "would", "should", "could", "wish", "prefer", "except", "against", "veto", "withdrawn", "quit", "ceas", "lost", "empti", "rare", "seldom", "few", "less", "too", "neglect", "forgot", "forget",
		"unansw", "still", "hard", "difficult", "imposs", "fix", "solv", "resolv", "skip", "without", "rather", "absent", "vanish", "disappear", "clear":
		return true
	}
	return len(word) > 6 && word[:2] == "un"
}
