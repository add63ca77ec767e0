package prose

type subjectKind int

const (
	nobody subjectKind = iota
	someFirst
	someWe
	someYou
	someThird
	someBoth
	somePerson
	someRole
)

// subject is who stands before a modal.
type subject struct {
	first int
	who   string
	kind  subjectKind
}

// subject reads back from a modal to who is meant by it.
func (h Heard) subject(modal int, names func(string) bool) subject {
	j := h.skipBack(modal - 1)
	if j < 0 {
		return subject{first: modal}
	}
	switch h.word(j) {
	case "and", "but":
		return h.leading(j, names)
	case "i", "me":
		return h.joined(subject{j, "I", someFirst}, names)
	case "we", "us":
		if h.word(j+1) == "both" {
			return subject{j, "both", someBoth}
		}
		return subject{j, "we", someWe}
	case "both":
		return subject{j, "both", someBoth}
	case "you":
		return subject{j, "you", someYou}
	case "he", "she":
		return subject{j, h.word(j), someThird}
	}
	if s, ok := h.person(j, names); ok {
		return h.joined(s, names)
	}
	return h.role(j, modal)
}

// person takes one or two capitalised words as a name, when they are one.
func (h Heard) person(j int, names func(string) bool) (subject, bool) {
	t := h.tokens[j]
	word := h.Text[t.start:t.end]
	if j > 0 {
		whole := h.Text[h.tokens[j-1].start:t.end]
		if !isMark(h.word(j-1)) && names(whole) {
			return subject{j - 1, whole, somePerson}, true
		}
	}
	if names(word) && (hasCapital(word) || !isAmbiguousName(t.word)) {
		return subject{j, word, somePerson}, true
	}
	return subject{}, false
}

// joined widens "Kofi" to "me & Kofi" where two are named.
func (h Heard) joined(s subject, names func(string) bool) subject {
	if h.word(s.first-1) != "and" {
		return s
	}
	j := s.first - 2
	if h.word(j) == "i" || h.word(j) == "me" {
		return subject{j, "I and " + s.who, s.kind}
	}
	if j < 0 || isMark(h.word(j)) {
		return s
	}
	if other, ok := h.person(j, names); ok {
		return subject{other.first, other.who + " and " + s.who, somePerson}
	}
	return s
}

// role takes "the project manager" as who.
func (h Heard) role(j, modal int) subject {
	if !isPersonNoun(h.word(j)) {
		return subject{first: modal}
	}
	first := j
	for first > 0 && j-first < 3 && isNamePart(h.word(first-1)) {
		first--
	}
	return subject{first, h.Text[h.tokens[first].start:h.tokens[j].end], someRole}
}

func isNamePart(w string) bool {
	if isMark(w) {
		return false
	}
	return !IsStop(w) && !IsTaskVerb(w) || w == "design" || w == "project" || w == "people" || w == "support" || w == "research"
}

// skipBack passes over what may stand between subject and modal: "He, in
// turn, will", "Sam also will", "we both will".
func (h Heard) skipBack(j int) int {
	if h.word(j) == "," {
		for k := j - 1; k >= 0 && j-k <= 6; k-- {
			if h.word(k) == "," && (isAside(h.word(k+1)) || isPersonNoun(h.word(j-1)) && k < j-1) {
				return h.skipBack(k - 1)
			}
		}
		return -1
	}
	switch h.word(j) {
	case "also", "then", "still", "now", "just", "therefore", "themselves", "himself", "herself", "myself", "apparently", "very", "super", "so", "quite", "did", "does", "always", "really", "honestly":
		return h.skipBack(j - 1)
	}
	return j
}

// isAside tells whether a word begins what may stand between commas without
// being a statement: "in turn", "of course", "as always".
func isAside(w string) bool {
	switch w {
	case "in", "of", "as", "however", "again", "too", "though", "therefore", "on", "for", "at", "by", "next", "then", "together", "who", "being", "with", "if", "meanwhile", "instead":
		return true
	}
	return false
}
