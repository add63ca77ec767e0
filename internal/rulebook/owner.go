package rulebook

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

// owner finds an action item that nobody owns.
func (l *linter) owner(s *sentence) {
	if !s.owned() {
		l.add(NoOwner, s, "nobody owns this action item")
	}
}

// owned tells whether somebody is named who does it: a handle, "I", or "me" or a
// name where the doer of an action item stands.
func (s *sentence) owned() bool {
	body := s.says
	if mark := marked().FindStringSubmatch(s.says); mark != nil {
		body = body[len(mark[0]):]
		if mark[1] != "" || slices.ContainsFunc(prose.Words(mark[2]), func(w prose.Word) bool { return isMe(w) || isName(w) }) {
			return true
		}
	}
	words := prose.Words(body)
	for i := range words {
		if owns(body, words, i) {
			return true
		}
	}
	return false
}

// owns tells whether the word at i is whoever does it.
func owns(body string, words []prose.Word, i int) bool {
	w := words[i]
	switch {
	case isHandle(body, w):
		return true
	case isMe(w):
		return w.Lower != "me" || i == 0 || closes(body, w)
	}
	return isName(w) && (begins(body, words, i) || closes(body, w) || i > 0 && assigns(words[i-1].Lower))
}

// assigns tells a word before whoever does it.
func assigns(word string) bool { return word == "owner" || word == "assignee" || word == "by" }

func isHandle(text string, w prose.Word) bool { return w.Start > 0 && text[w.Start-1] == '@' }

func isMe(w prose.Word) bool {
	return w.Lower == "me" || w.Lower == "i" || strings.HasPrefix(w.Lower, "i'") || w.Lower == "myself"
}

// begins tells whether the name at i opens an action item as the one who does
// it: "Mei: the report", "Mei and Omar: the report", "Mei to write", "Mei writes".
func begins(body string, words []prose.Word, i int) bool {
	if i > 3 || prose.IsTaskVerb(words[i].Lower) {
		return false
	}
	after := strings.TrimLeft(body[words[i].End:], " ")
	if oneOf(after, strings.HasPrefix, ":", "–", "—", "- ") {
		return true
	}
	if i > 0 || len(words) < 2 {
		return false
	}
	next := words[1].Lower
	if next == "and" {
		return len(words) > 2 && isName(words[2])
	}
	return prose.IsStop(next) || isThirdPerson(next)
}

func oneOf(s string, fits func(s, mark string) bool, marks ...string) bool {
	return slices.ContainsFunc(marks, func(mark string) bool { return fits(s, mark) })
}

// isThirdPerson tells "writes", "pushes", "tries".
func isThirdPerson(word string) bool {
	base, found := strings.CutSuffix(word, "s")
	bases := []string{base, strings.TrimSuffix(base, "e"), strings.TrimSuffix(base, "ie") + "y"}
	return found && slices.ContainsFunc(bases, prose.IsTaskVerb)
}

// closes tells a name in brackets or after a dash or an arrow at the end.
func closes(body string, w prose.Word) bool {
	before, after := strings.TrimRight(body[:w.Start], " "), strings.TrimSpace(body[w.End:])
	return oneOf(before, strings.HasSuffix, "(", "[", "–", "—", " -", "->", "→") && len(after) < 24
}

// isName tells a word that is written as a name.
func isName(w prose.Word) bool {
	r, size := utf8.DecodeRuneInString(w.Text)
	rest := strings.TrimSuffix(strings.TrimSuffix(w.Text[size:], "'s"), "’s")
	return unicode.IsUpper(r) && rest != "" && strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLower(r) && r != '-' }) < 0 &&
		!prose.IsStop(strings.TrimSuffix(w.Lower, "'s"))
}
