package prose

import (
	"slices"
	"strings"
)

// A Reading is a text made ready to be asked what it says: its words in lower
// case, between single spaces, with the sentence ends kept as " . ". Phrases
// then match whole words only.
type Reading struct {
	text string
	// bare is the same without the adverbs that may stand anywhere in a phrase.
	bare string
}

// Read makes a text ready.
func Read(text string) Reading {
	var b strings.Builder
	b.Grow(len(text) + 16)
	b.WriteByte(' ')
	last, adverbs := 0, false
	for _, w := range Words(text) {
		if between := text[last:w.Start]; between != " " {
			if strings.ContainsAny(between, ".!?;\n") {
				b.WriteString(". ")
			}
			if strings.Contains(between, ",") {
				b.WriteString(", ")
			}
		}
		b.WriteString(spelledOut(w.Lower))
		b.WriteByte(' ')
		last, adverbs = w.End, adverbs || saysNothing(w.Lower)
	}
	r := Reading{b.String(), b.String()}
	if adverbs {
		r.bare = withoutAdverbs(r.text)
	}
	return r
}

// spelledOut gives a contraction that was typed without its apostrophe as the
// phrases spell it. "its", "were" and "well" are words of their own.
func spelledOut(lower string) string {
	switch lower {
	case "cant", "dont", "doesnt", "didnt", "isnt", "wasnt", "wont", "couldnt", "havent", "hasnt":
		return strings.TrimSuffix(lower, "t") + "'t"
	case "im":
		return "i'm"
	case "ive":
		return "i've"
	case "hes", "shes", "thats":
		return strings.TrimSuffix(lower, "s") + "'s"
	}
	return lower
}

// saysNothing tells the adverbs that people put into any phrase without changing
// what it says ("would still be nice").
func saysNothing(word string) bool {
	switch word {
	case "still", "really", "also", "just", "so", "very", "quite", "probably", "simply", "actually":
		return true
	}
	return false
}

func withoutAdverbs(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	b.WriteByte(' ')
	for _, w := range strings.Fields(text) {
		if !saysNothing(w) {
			b.WriteString(w)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Says tells whether the text holds one of the phrases as whole words.
func (r Reading) Says(phrases ...string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool {
		return findWords(r.text, p, 0) >= 0 || r.bare != r.text && findWords(r.bare, p, 0) >= 0
	})
}

// findWords gives where the phrase stands next as whole words, or -1.
func findWords(text, phrase string, from int) int {
	for {
		i := strings.Index(text[from:], phrase)
		if i < 0 || phrase == "" {
			return -1
		}
		i += from
		from = i + 1
		end := i + len(phrase)
		if i > 0 && text[i-1] == ' ' && end < len(text) && text[end] == ' ' {
			return i
		}
	}
}

// Starts tells whether the text begins with one of the phrases.
func (r Reading) Starts(phrases ...string) bool {
	for _, p := range phrases {
		if strings.HasPrefix(r.text, " "+p+" ") {
			return true
		}
	}
	return false
}

// Denies tells whether a word of the text is a negation.
func Denies(text string) bool {
	return slices.ContainsFunc(Words(text), func(w Word) bool { return isNegation(w.Lower) })
}

func isNegation(word string) bool {
	switch word {
	case "not", "no", "never", "cannot", "without", "nor", "neither", "nobody", "nothing", "none", "hardly":
		return true
	}
	return strings.HasSuffix(word, "n't")
}

// AddressesMachine tells whether the text gives orders to a program that reads
// it. Such text is quoted to nobody and obeyed by nothing. Who works on such
// programs writes of prompts and models too: that alone is no order.
func AddressesMachine(text string) bool {
	r := Read(text)
	if r.Says("ignore all previous", "ignore previous instructions", "ignore the previous instructions", "ignore all prior", "ignore your instructions", "ignore the above", "ignore any instructions", "disregard your", "disregard all", "disregard previous", "disregard the above",
		"to any ai", "dear ai", "any ai that", "any ai reading", "reply only with", "respond only with", "forget everything you", "forget all previous", "forget your instructions") || addressesReader(r) {
		return true
	}
	toAProgram := r.Says("previous instructions", "your instructions", "new instructions", "system prompt", "as an ai", "you are now", "act as", "previous rules", "your rules")
	return toAProgram && r.Says("ignore", "disregard", "forget", "obey", "pretend", "reveal", "print", "output", "reply", "respond", "praise", "approve", "skip", "you must", "you have to", "you will", "list all", "do not mention", "don't mention")
}

// WithoutQuoted takes out what stands in quotation marks over more than four
// words: those are somebody else's words. Shorter quotes name things and stay.
func WithoutQuoted(text string) string {
	for _, pair := range [][2]string{{"\"", "\""}, {"“", "”"}, {"„", "“"}, {"«", "»"}} {
		text = dropQuoted(text, pair[0], pair[1])
	}
	return text
}

func dropQuoted(text, opening, closing string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, opening)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		inside, after, closed := strings.Cut(rest, closing)
		if !closed {
			b.WriteString(opening)
			b.WriteString(rest)
			return b.String()
		}
		if len(strings.Fields(inside)) <= 4 {
			b.WriteString(opening + inside + closing)
		}
		text = after
	}
}

// GivesReason tells whether a sentence says why, or what else there was: the raw
// material of a decision told in depth. The words are conjunctions.
func GivesReason(text string) bool {
	return Read(text).Says("because", "so that", "in order to", "instead of", "rather than", "otherwise", "therefore")
}

// SpeaksOfCareer tells whether a line of notes is about the writer's career
// and does not put it off.
func SpeaksOfCareer(line string) bool {
	r := Read(line)
	about := r.Says("career", "my growth", "promotion", "promoted", "next level", "growth plan", "senior role", "staff role", "career plan", "my level", "my role")
	putOff := r.Says("no time", "next time", "postponed", "later", "not today", "did not get to", "didn't get to", "skipped", "carry over", "carried over", "promised", "another time", "moved to", "next month", "next quarter", "not now", "soon")
	return about && !putOff
}

// Contrast gives what a text sets itself off from: "a new player" of "Not a new
// player. Only …", "an own cluster" of "smaller than an own cluster: …"; "" when
// it sets itself off from nothing.
func Contrast(text string) string {
	lower := lowerASCII(text)
	for _, mark := range []string{"instead of ", "rather than ", "smaller than ", "not a ", "not an ", "not the ", "no longer "} {
		at := strings.Index(lower, mark)
		if at < 0 || at > 0 && inWord(lower, at-1, rune(lower[at-1]), false) {
			continue
		}
		rest := text[at+len(mark):]
		if end := strings.IndexAny(rest, ".,:;\n"); end >= 0 {
			rest = rest[:end]
		}
		return strings.TrimSpace(rest)
	}
	return ""
}

// lowerASCII keeps every letter in its place: strings.ToLower makes some
// longer or shorter.
func lowerASCII(text string) string {
	b := []byte(text)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// WithoutReporter leaves out that somebody of that first name is reported to say something:
// "my estimates are too low" of "He says my estimates are too low".
func WithoutReporter(text, name string) string {
	words := Words(text)
	for i, w := range words {
		switch {
		case i > 3 || i == 0 && !isReporter(w.Lower, name):
			return text
		case isSaying(w.Lower) && i+1 < len(words):
			next := words[i+1]
			if next.Lower == "that" && i+2 < len(words) {
				next = words[i+2]
			}
			return text[next.Start:]
		}
	}
	return text
}

// isReporter tells whether a word is who says something: he, she, they, or the name.
func isReporter(word, name string) bool {
	switch word {
	case "he", "she", "they":
		return true
	}
	return strings.EqualFold(word, name)
}

func isSaying(word string) bool {
	switch word {
	case "says", "said", "thinks", "thought", "finds", "found", "feels", "felt", "believes", "mentioned", "told":
		return true
	}
	return false
}
