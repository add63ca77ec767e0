package prose

import (
	"slices"
	"strings"
)

// Names tells whether a line of the notes names somebody, or is theirs to say "I"
// in. Who is a spelling that Who gives, or a name that nobody knows.
func (c *Cast) Names(who, line string) bool {
	speaker, said := "", line
	if label, rest, ok := CutLabel(line); ok {
		if known, ok := c.Who(label); ok {
			speaker, said = known, rest
		}
	}
	if speaker == who || who == Writer && speaker == "" && firstPerson(said) {
		return true
	}
	words := Words(said)
	if slices.ContainsFunc(words, func(w Word) bool { return c.calls(w.Text, who) }) {
		return true
	}
	return who == c.other.name && !firstPerson(said) && c.meansOther(words)
}

// meansOther tells whether a "he" or "she" is the other person: nobody else is
// named before it.
func (c *Cast) meansOther(words []Word) bool {
	for _, w := range words {
		if w.Lower == "he" || w.Lower == "she" {
			return true
		}
		if slices.ContainsFunc(append(slices.Clone(c.names), c.other), func(p person) bool { return c.calls(w.Text, p.name) }) {
			return false
		}
	}
	return false
}

// calls tells whether a word is a name of the person. A single letter is one only
// as an initial in capitals, and never I or A.
func (c *Cast) calls(word, who string) bool {
	name := strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
	if len(name) == 1 && (name == "I" || name == "A" || name == strings.ToLower(name)) {
		return false
	}
	if found, known := c.Who(name); known {
		return found == who
	}
	return who != Writer && slices.Contains(strings.Fields(Fold(who)), Fold(name))
}

// firstPerson tells whether whoever writes or speaks is in a text.
func firstPerson(text string) bool {
	for _, w := range Words(text) {
		switch w.Lower {
		case "i", "me", "my", "myself", "mine", "i'll", "i'm", "i've", "i'd":
			return true
		}
	}
	return false
}
