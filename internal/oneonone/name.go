package oneonone

import (
	"strconv"
	"strings"
)

// SameName tells whether two spellings name the same person: the same words
// whatever the case, a first name for a full name ("Sam" for "Sam Okafor"), or
// a handle for either ("@sam", "sam.okafor").
func SameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for i, w := range x {
		if w != y[i] {
			return false
		}
	}
	return true
}

func nameWords(name string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "@")), func(r rune) bool {
		return r == ' ' || r == '.' || r == '_' || r == '-'
	})
}

// FirstName gives the first word of a name, to call somebody by.
func FirstName(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	return first
}

// AfterOwner gives a task as it reads behind its owner's name: "Sam asks the
// data team" is "ask the data team" behind "Sam:".
func AfterOwner(owner Maybe, task string) string {
	if owner == Me {
		for _, lead := range []string{"I will ", "I'll ", "I’ll ", "I "} {
			task = strings.TrimPrefix(task, lead)
		}
		return task
	}
	if owner == "" {
		return task
	}
	for _, name := range []string{string(owner), FirstName(string(owner)), initial(string(owner)), "She", "He", "she", "he"} {
		rest, found := strings.CutPrefix(task, name+" ")
		if next, _, _ := strings.Cut(rest, " "); name != "" && found && next != "and" && next != "&" {
			return Infinitive(next) + strings.TrimRight(rest[len(next):], " ")
		}
	}
	return task
}

// Spoken gives a text as one would say it: @sam becomes Sam, marks at the end
// are left out, those inside lose their sign, and one at the beginning becomes
// a label: "+billing the job is slow" is "billing: the job is slow".
func Spoken(text string) string {
	words := strings.Fields(text)
	for len(words) > 0 && isLabel(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	label := ""
	for len(words) > 1 && isLabel(words[0]) {
		if label == "" {
			label = strings.TrimRight(spokenWord(words[0]), ":,") + ": "
		}
		words = words[1:]
	}
	for i, w := range words {
		words[i] = spokenWord(w)
	}
	return label + strings.Join(words, " ")
}

// Unmarked gives a text as it was typed, without the signs of its marks and
// without the tags behind it, or what stands behind those: "+billing the job is
// slow #ops" is "billing the job is slow".
func Unmarked(text string) string {
	words := strings.Fields(text)
	end := len(words)
	for i := len(words) - 1; i >= 0 && isLabel(words[i]); i-- {
		if strings.HasPrefix(words[i], "#") {
			end = i
		}
	}
	words = words[:end]
	for i, w := range words {
		words[i] = spokenWord(w)
	}
	return strings.Join(words, " ")
}

// AfterMarks leaves out the projects and the tags that stand before a text or behind
// its last sentence: "+billing the job is slow. +ops" is "the job is slow." A text
// that is nothing else stays.
func AfterMarks(text string) string {
	isMark := func(word string) bool {
		return (strings.HasPrefix(word, "+") || strings.HasPrefix(word, "#")) && isLabel(word)
	}
	rest := strings.TrimSpace(text)
	for {
		word, after, found := strings.Cut(rest, " ")
		if !found || !isMark(word) {
			break
		}
		rest = strings.TrimLeft(after, " \t:")
	}
	for {
		at := strings.LastIndexAny(rest, " \n\t")
		if at <= 0 || !isMark(rest[at+1:]) {
			return rest
		}
		before := strings.TrimRight(rest[:at], " \n\t")
		if last := strings.LastIndexAny(before, " \n\t"); !strings.ContainsAny(before[len(before)-1:], ".!?)") && !isMark(before[last+1:]) {
			return rest
		}
		rest = before
	}
}

// Sentence gives a text with a capital at its beginning, unless it begins with a
// name of code or a measure whose spelling must stay (p75, iOS, snake_case).
func Sentence(text string) string {
	first, _, _ := strings.Cut(text, " ")
	if first == "" || strings.ContainsAny(first, "_/.()`0123456789") || first != strings.ToLower(first) {
		return text
	}
	return upperFirst(text)
}

// AsTyped gives what the user typed as a sentence: without the signs of marks,
// with a capital.
func AsTyped(text string) string { return Sentence(Unmarked(text)) }

// Ended gives a text the end of a sentence where it has none.
func Ended(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}

// isLabel tells whether a word marks a tag or a project, and no person: people
// are part of what is said.
func isLabel(word string) bool {
	tags, people, projects := Marks(word)
	return len(tags)+len(projects) > 0 && len(people) == 0
}

func spokenWord(word string) string {
	tags, people, projects := Marks(word)
	for _, name := range people {
		word = strings.Replace(word, "@"+name, upperFirst(name), 1)
	}
	for _, name := range tags {
		word = strings.Replace(word, "#"+name, name, 1)
	}
	for _, name := range projects {
		word = strings.Replace(word, "+"+name, name, 1)
	}
	return word
}

func upperFirst(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// Plural counts things in words: "1 note", "3 notes".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
