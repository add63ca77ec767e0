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
	r := clauseReader{known: Stems{}}
	tokens := Hear(text).tokens
	for i, t := range tokens {
		switch {
		case t.word == "?":
			r.Turning = append(r.Turning, "?")
			r.end()
		case parts(t.word):
			r.end()
		case isNegation(t.word):
			r.denying = !(i+1 < len(tokens) && passesOver(tokens[i+1].word))
			r.from = len(r.Denied)
		default:
			r.read(t.word)
		}
	}
	r.end()
	return r.out
}

// clauseReader reads one clause after the other.
type clauseReader struct {
	Clause
	out   []Clause
	known Stems
	// denying tells that a negation stands before, and from where on the
	// clause's Denied are its.
	denying bool
	from    int
}

// end puts the clause away, if it says something.
func (r *clauseReader) end() {
	if len(r.Stems) > 0 {
		r.out = append(r.out, r.Clause)
	}
	r.Clause, r.denying, r.from = Clause{}, false, 0
}

// read takes a word. A negation reaches to the end of the words of meaning
// that stand next to each other behind it.
func (r *clauseReader) read(word string) {
	if turns(word) {
		r.Turning = append(r.Turning, Stem(word))
	}
	if IsStop(word) {
		r.denying = r.denying && len(r.Denied) == r.from
		return
	}
	stems := r.known.appendContent(nil, word)
	if root, particle := cutParticle(word); root != "" {
		stems = append(r.known.appendContent(stems, root), particle)
	}
	r.Stems = append(r.Stems, stems...)
	if !r.denying || len(stems) == 0 || word == "longer" {
		return
	}
	r.Denied = append(r.Denied, stems...)
	if strings.HasSuffix(word, "ing") { // "without asking them": neither
		r.from = len(r.Denied)
	}
}

// parts tells the words and marks that end a clause.
func parts(word string) bool {
	switch word {
	case ".", ",", ">", "but", "and", "because", "so":
		return true
	}
	return false
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
