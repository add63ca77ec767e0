package coach

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

// unknownPerson gives a person of the records whom the text names and the
// support does not, "" when there is none.
func (s *support) unknownPerson(text string) string {
	for _, w := range prose.Words(text) {
		name := owner(w.Text)
		r, _ := utf8.DecodeRuneInString(name)
		if !unicode.IsUpper(r) || !slices.ContainsFunc(s.people, func(p string) bool { return partOf(name, p) }) {
			continue
		}
		if begins(text, w) && prose.IsStop(w.Lower) { // "Will you …?" where a Will is on file
			continue
		}
		if !s.namesOne(name) {
			return name
		}
	}
	return ""
}

// unknownAddressee gives somebody whom the text wants spoken to and no record
// names: a capital after "ask", "talk to" or the like.
func (s *support) unknownAddressee(text string) string {
	words := prose.Words(text)
	for i := 1; i < len(words); i++ {
		r, _ := utf8.DecodeRuneInString(words[i].Text)
		if !unicode.IsUpper(r) || len(words[i].Text) < 3 || words[i].Text == strings.ToUpper(words[i].Text) || !addresses(words[:i]) {
			continue
		}
		_, isDay := weekday(words[i].Lower)
		if !isDay && !prose.IsStop(words[i].Lower) && !s.has(words[i].Lower) && !s.namesOne(owner(words[i].Text)) {
			return owner(words[i].Text)
		}
	}
	return ""
}

// addresses tells whether the words lead to somebody.
func addresses(words []prose.Word) bool {
	last := words[len(words)-1].Lower
	switch last {
	case "ask", "asked", "tell", "told", "invite", "thank", "ping", "convince", "call", "email", "meet":
		return true
	case "to", "with":
		if len(words) < 2 {
			return false
		}
		switch prose.Stem(words[len(words)-2].Lower) {
		case "talk", "speak", "pair", "sit", "check", "sync", "meet", "introduc", "me", "chat":
			return true
		}
	}
	return false
}

// namesOne tells whether the records name somebody who goes by the name, by
// whichever part of it.
func (s *support) namesOne(name string) bool {
	for _, p := range s.people {
		if !partOf(name, p) {
			continue
		}
		for _, part := range strings.Fields(p) {
			if s.words[prose.Fold(part)] {
				return true
			}
		}
	}
	return false
}

// owner takes the possessive off a name.
func owner(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
}

func partOf(name, person string) bool {
	return slices.Contains(strings.Fields(prose.Fold(person)), prose.Fold(owner(name)))
}

// namelike lists the words that are written like names: with a capital in the
// middle of a sentence, or at its beginning and of a shape that names have.
func namelike(text string) []prose.Word {
	var out []prose.Word
	for _, w := range prose.Words(text) {
		r, _ := utf8.DecodeRuneInString(w.Text)
		if !unicode.IsUpper(r) || len(w.Text) < 2 || prose.IsStop(w.Lower) {
			continue
		}
		if !begins(text, w) || !hasEnding(w.Lower) {
			out = append(out, w)
		}
	}
	return out
}

// begins tells whether a sentence, a clause after a colon or a quotation
// begins with the word, so that its capital says nothing.
func begins(text string, w prose.Word) bool {
	before := strings.TrimRight(text[:w.Start], " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?:\"“(", last)
}

// opensSentences tells common words that no record need have.
func opensSentences(lower string) bool {
	switch lower {
	case "half", "most", "many", "several", "some", "every", "everyone", "everything", "nothing", "none", "part", "parts", "during", "despite", "although", "however", "besides", "instead", "meanwhile",
		"later", "earlier", "soon", "afterwards", "then", "often", "sometimes", "twice", "recently", "lately", "overall", "so far", "without", "within", "like", "unlike", "whether", "either", "neither", "almost", "nearly", "about",
		"around", "roughly", "pull", "merge", "together", "alone", "somebody", "someone", "people", "users", "customers", "colleagues", "they", "open", "late", "overdue", "done", "thanks", "it's", "there's", "that's", "i'm", "we've", "i've":
		return true
	}
	return false
}

// hasEnding tells the words that English forms from others. Few names end so.
func hasEnding(lower string) bool {
	for _, ending := range []string{"ing", "ed", "ion", "ions", "ment", "ments", "ness", "ly", "ty", "ties", "ers", "ors", "able", "ive", "ous", "ful", "ance", "ence"} {
		if strings.HasSuffix(lower, ending) && len(lower) > len(ending)+2 {
			return true
		}
	}
	return false
}
