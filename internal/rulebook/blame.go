package rulebook

import (
	"strings"

	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// blame finds fault laid on a named person.
func (l *linter) blame(s *sentence) {
	if name := s.blamed(); name != "" {
		l.add(Blame, s, "fault is laid on %s", name)
	}
}

// blamed gives the name on which a sentence lays fault, "" for none.
func (s *sentence) blamed() string {
	if !s.does(reader.Blame) || s.mainly == reader.Quoted {
		return ""
	}
	return personIn(s.says, s.words)
}

// personIn gives the name or handle that a sentence names, "" for none: one inside it
// before its first word, which has a capital in any case.
func personIn(says string, words []prose.Word) string {
	name := ""
	for i, w := range words {
		if !isHandle(says, w) && !isName(w) {
			continue
		}
		name = strings.TrimSuffix(strings.TrimSuffix(w.Text, "'s"), "’s")
		if i > 0 {
			break
		}
	}
	return name
}

// Blames tells whether a text lays fault on a named person, and on whom.
func Blames(text string) (name string, blames bool) {
	if personIn(text, prose.Words(text)) == "" {
		return "", false
	}
	for _, s := range readSentences(text, []block{{text: withoutVoices(text)}}) {
		if name := s.blamed(); name != "" {
			return name, true
		}
	}
	return "", false
}
