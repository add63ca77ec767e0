package oneonone

import (
	"slices"
	"strings"
)

// Skilled is a skill that a ladder asks for.
type Skilled struct {
	Name string
	// Level and Area are the ladder's, "" when it has none.
	Level, Area string
	// Signs are phrases by which a record shows it; without any the words of
	// the name do. Stems are those of the name, by which it is compared.
	Signs []string
	Stems []string
}

// ShownBy tells whether a text shows the skill: it has one of the signs, or,
// for a skill without signs, most of the words of its name, two at least
// unless it has one only.
func (s Skilled) ShownBy(text string, stems map[string]bool) bool {
	lower := strings.ToLower(text)
	for _, sign := range s.Signs {
		if containsWords(lower, strings.ToLower(sign)) {
			return true
		}
	}
	if len(s.Signs) > 0 || len(s.Stems) == 0 {
		return false
	}
	shared := 0
	for _, stem := range s.Stems {
		if stems[stem] {
			shared++
		}
	}
	return shared*3 >= len(s.Stems)*2 && shared >= min(2, len(s.Stems))
}

// IsCalled tells whether a tag is the name of the skill, or one of its signs.
func (s Skilled) IsCalled(tag string) bool {
	plain := strings.NewReplacer("-", "", "_", "", " ", "")
	same := func(name string) bool { return strings.EqualFold(plain.Replace(name), plain.Replace(tag)) }
	return same(s.Name) || slices.ContainsFunc(s.Signs, same)
}

// Phrases gives the skill with those of its signs that are more than one word, without
// signs the skill itself where its name is.
func (s Skilled) Phrases() Skilled {
	if len(s.Signs) == 0 && len(s.Stems) > 1 {
		return s
	}
	s.Signs, s.Stems = slices.DeleteFunc(slices.Clone(s.Signs), func(sign string) bool { return !strings.ContainsAny(sign, " -") }), nil
	return s
}

// containsWords tells whether a phrase stands in a text as whole words.
func containsWords(text, phrase string) bool {
	isWord := func(r byte) bool {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80
	}
	for at := 0; phrase != ""; {
		i := strings.Index(text[at:], phrase)
		if i < 0 {
			return false
		}
		start, end := at+i, at+i+len(phrase)
		if (start == 0 || !isWord(text[start-1])) && (end == len(text) || !isWord(text[end])) {
			return true
		}
		at = start + 1
	}
	return false
}
