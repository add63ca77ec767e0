package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Orders tells whether the sentence may be an order: it begins with a bare verb
// that has an object.
func (h Heard) Orders() bool {
	i := 0
	for h.word(i) == "please" || h.word(i) == "also" || h.word(i) == "then" || h.word(i) == "and" || h.word(i) == "to" {
		i++
	}
	next := h.word(i + 1)
	return IsTaskVerb(h.word(i)) && next != "" && !isMark(next) && next != "of"
}

// IsJobTitle tells whether a text is a job's name, as "project manager" is.
func IsJobTitle(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 4 || strings.ContainsAny(text, ".,:") {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "manager", "designer", "engineer", "expert", "developer", "director", "person", "analyst", "architect", "pm", "em", "researcher",
		"scientist", "tester", "coordinator", "leader", "recruiter", "cto", "ceo", "vp":
		return true
	}
	return false
}

// IsAmbiguousName tells whether a first name, in lower case, is an ordinary word
// as well: then it names somebody only where it must.
func IsAmbiguousName(lower string) bool { return isAmbiguousName(lower) }

func isAmbiguousName(lower string) bool {
	switch lower {
	case "will", "may", "mark", "grant", "bill", "rob", "drew", "pat", "sue", "art", "jack", "frank", "rich", "june", "april", "august",
		"hope", "joy", "grace", "faith", "chip", "chase", "miles", "ray", "rose", "sky", "max", "page", "case", "long", "young", "lane",
		"price", "major", "early", "west", "an", "so", "do", "my", "in", "hi", "no":
		return true
	}
	return utf8.RuneCountInString(lower) == 1
}

func hasCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(word, "@"))
	return unicode.IsUpper(r) || strings.HasPrefix(word, "@")
}

// Request finds what the sentence asks the one it is said to to do: "can you
// send me the numbers?", "please book a room".
func (h Heard) Request() (task int, ok bool) {
	_, next := h.find(0, "can you", "could you", "would you", "will you", "please", "you to")
	if next < 0 {
		return 0, false
	}
	if next = h.skipAdverbs(next); !IsTaskVerb(h.word(next)) {
		return 0, false
	}
	return h.tokens[next].start, true
}

// SaysYes tells whether the sentence begins with a yes, and SaysNo with a no.
func (h Heard) SaysYes() bool {
	_, ok := h.Starts("yes", "yeah", "yep", "yup", "sure", "ok", "okay", "fine", "agreed", "will do", "of course", "i will", "can do", "done")
	return ok
}

// SaysNo tells whether the sentence begins with a no.
func (h Heard) SaysNo() bool {
	_, ok := h.Starts("no", "not", "never")
	return ok
}
