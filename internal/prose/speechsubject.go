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
	case "and", "but", ",":
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
	for first := max(0, j-3); first < j; first++ {
		text := h.Text[h.tokens[first].start:h.tokens[j].end]
		if !IsStop(h.word(first)) && IsJobTitle(text) {
			return subject{first, text, someRole}
		}
	}
	return subject{first: modal}
}

// skipBack passes over the adverbs that may stand between subject and modal.
func (h Heard) skipBack(j int) int {
	switch h.word(j) {
	case "also", "then", "still", "now", "just", "always", "really":
		return h.skipBack(j - 1)
	}
	return j
}

// leading gives who the sentence begins with, for a modal behind "and" that
// leaves its subject out: "Sam liked it and will present it".
func (h Heard) leading(i int, names func(string) bool) subject {
	for j := 1; j <= min(2, i); j++ {
		if s := h.subject(j, names); s.who != "" && s.first == 0 && s.kind != someYou {
			s.first = i + 1
			return s
		}
	}
	return subject{first: i + 1}
}
