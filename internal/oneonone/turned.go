package oneonone

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// turned gives a sentence about somebody as one says it to them: "she calls
// their lead" is "you call their lead", "one page is enough for her" is "one page
// is enough for you". Where a "she" may be somebody else it stays, and wherever
// the sentence is about what another person does.
func turned(text, name string, aboutOther bool) string {
	words := strings.Fields(text)
	if name == "" || len(words) == 0 {
		return text
	}
	t := turner{words: words, first: FirstName(name), last: lastName(name)}
	t.pronouns = !aboutOther && !t.namesOther() && !(t.has("she", "her", "hers", "herself") && t.has("he", "him", "his", "himself"))
	for i := range words {
		t.turn(i)
	}
	return strings.Join(slices.DeleteFunc(t.words, func(w string) bool { return w == "" }), " ")
}

type turner struct {
	words       []string
	first, last string
	// pronouns tells that a "she" can only be the reader, as far as the words
	// before it tell.
	pronouns bool
}

// answered gives what the reader said of themselves as one says it to them: "I'll send you my
// list" is "you'll send me your list".
func answered(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		if strings.HasPrefix(w, "(") {
			break // what was said before, to them
		}
		bare, said := core(w), ""
		switch strings.ToLower(bare) {
		case "i", "me":
			said = "you"
		case "my":
			said = "your"
		case "you":
			said = "me"
			if i > 0 && joins(words[i-1]) {
				said = "I" // "after you send it"
			}
		case "mine":
			said = "yours"
		case "yours":
			said = "mine"
		case "your":
			said = "my"
		default:
			continue
		}
		words[i] = strings.Replace(w, bare, said, 1)
	}
	return strings.Join(words, " ")
}

// joins tells whether a word leads to a clause of its own.
func joins(word string) bool {
	switch strings.ToLower(core(word)) {
	case "after", "before", "when":
		return true
	case "if", "once", "until":
		return true
	case "that", "what", "because":
		return true
	}
	return strings.HasSuffix(word, ",")
}

// initial gives the letter by which notes call somebody; none that is a word.
func initial(name string) string {
	r, _ := utf8.DecodeRuneInString(name)
	if letter := string(r); unicode.IsUpper(r) && letter != "I" && letter != "A" {
		return letter
	}
	return ""
}

func lastName(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return ""
	}
	return words[len(words)-1]
}

func (t *turner) has(forms ...string) bool {
	return slices.ContainsFunc(t.words, func(w string) bool { return slices.Contains(forms, strings.ToLower(core(w))) })
}

// namesOther tells whether somebody else is named after a pronoun of the text: "cover her
// shift (Lena is ill)" is about Lena.
func (t *turner) namesOther() bool {
	for i := 1; i < len(t.words); i++ {
		if w := core(t.words[i]); strings.HasPrefix(t.words[i], "(") && t.isName(i) && w != t.first && w != t.last {
			return true
		}
	}
	return false
}

// core gives a word without the marks around it.
func core(word string) string {
	return strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func (t *turner) turn(i int) {
	word := core(t.words[i])
	bare, owns := strings.CutSuffix(strings.ReplaceAll(word, "’", "'"), "'s")
	switch lower := strings.ToLower(word); {
	case t.first != "" && (bare == t.first && !t.isCommon(i) || bare == initial(t.first)):
		t.name(i, owns)
	case t.pronouns && t.pronoun(i, strings.ReplaceAll(lower, "’", "'")):
	case t.isName(i):
		t.pronouns = false
	}
}

// isCommon tells whether a name stands for what it means as a word: "in May", "mark the
// ticket" at the front of a task.
func (t *turner) isCommon(i int) bool {
	next := ""
	if i+1 < len(t.words) {
		next = strings.ToLower(t.words[i+1])
	}
	if i == 0 {
		return next == "the" || next == "a" || next == "all"
	}
	if !isCalendarName(core(t.words[i])) {
		return false
	}
	before := strings.ToLower(t.words[i-1])
	return before == "in" || before == "until" || before == "of" || strings.Trim(before, "0123456789.") == "" || strings.Trim(next, "0123456789.,") == "" && next != ""
}

// isName tells whether a word may name somebody else: written large inside a
// sentence, or at its beginning before what looks like a verb; no day, no month.
func (t *turner) isName(i int) bool {
	word := core(t.words[i])
	large := len(word) > 1 && unicode.IsUpper([]rune(word)[0]) && word[1:] == strings.ToLower(word[1:])
	if !large || strings.HasPrefix(word, "I'") || isCalendarName(word) {
		return false
	}
	if i > 0 && !strings.ContainsAny(t.words[i-1][len(t.words[i-1])-1:], ".!?:") {
		return true
	}
	switch strings.ToLower(word) {
	case "it", "this", "that", "there", "who", "what", "which", "nobody", "everybody", "somebody", "one", "neither", "she", "he":
		return false
	}
	return i+1 < len(t.words) && finite(core(t.words[i+1])) != "" && !strings.HasSuffix(t.words[i], ":")
}

// isCalendarName tells a day or a month, also in short.
func isCalendarName(word string) bool {
	for d := range 7 {
		if len(word) >= 3 && strings.HasPrefix(time.Weekday(d).String(), word) {
			return true
		}
	}
	for m := range 12 {
		if len(word) >= 3 && strings.HasPrefix(time.Month(m+1).String(), word) {
			return true
		}
	}
	return false
}

func (t *turner) name(i int, owns bool) {
	next := i + 1
	if t.last == "" && next < len(t.words) && core(t.words[i]) == t.words[i] && t.isName(next) {
		return // "Priya Nair", or Priya and something else with a name
	}
	if next < len(t.words) && t.last != "" && strings.TrimSuffix(strings.ReplaceAll(core(t.words[next]), "’", "'"), "'s") == t.last {
		owns = owns || core(t.words[next]) != t.last
		t.replace(i, t.words[next])
		t.words[next] = ""
		next++
	}
	if owns {
		t.put(i, "your")
		return
	}
	t.put(i, "you")
	if t.begins(i) {
		t.agree(next)
	}
}

// replace keeps the marks behind the second of two words that become one.
func (t *turner) replace(i int, second string) {
	if end := strings.LastIndex(second, core(second)) + len(core(second)); end < len(second) {
		t.words[i] += second[end:]
	}
}

// begins tells whether a word stands where a clause begins: behind a mark or a
// word that joins.
func (t *turner) begins(i int) bool {
	if i == 0 || strings.HasPrefix(t.words[i], "(") || strings.HasPrefix(t.words[i], "“") {
		return true
	}
	before := t.words[i-1]
	switch strings.ToLower(core(before)) {
	case "and", "but", "or", "that", "when", "if", "because", "while", "before", "after", "as", "since",
		"where", "what", "who", "whom", "which", "why", "how", "until", "so", "then":
		return true
	}
	return before == "" || strings.ContainsAny(before[len(before)-1:], ",.;:!?-–—")
}

func (t *turner) pronoun(i int, lower string) bool {
	switch lower {
	case "she", "he":
		t.put(i, "you")
		t.agree(i + 1)
	case "she's", "he's":
		t.put(i, "you're")
	case "she'll", "he'll":
		t.put(i, "you'll")
	case "she'd", "he'd":
		t.put(i, "you'd")
	case "herself", "himself":
		t.put(i, "yourself")
	case "hers":
		t.put(i, "yours")
	case "him":
		t.put(i, "you")
	case "his":
		t.put(i, "your")
	case "her":
		if t.hasNounBehind(i) {
			t.put(i, "your")
		} else {
			t.put(i, "you")
		}
	default:
		return false
	}
	return true
}

// hasNounBehind tells whether a "her" goes with the word behind it, and is no
// object: what joins, points or leads on is no noun.
func (t *turner) hasNounBehind(i int) bool {
	if i+1 >= len(t.words) || core(t.words[i]) != strings.TrimLeft(t.words[i], "“\"'(") {
		return false
	}
	switch strings.ToLower(core(t.words[i+1])) {
	case "", "for", "to", "in", "on", "at", "by", "with", "about", "from", "and", "or", "but", "that", "if", "when", "because", "so",
		"the", "a", "an", "not", "too", "then", "again", "until", "before", "after", "as", "of", "how", "what", "why", "which", "this",
		"these", "those", "my", "our", "it", "them", "only", "now":
		return false
	}
	return true
}

// put replaces a word, and keeps its marks and its capital.
func (t *turner) put(i int, word string) {
	old := core(t.words[i])
	if old != "" && unicode.IsUpper([]rune(old)[0]) && (i == 0 || strings.ContainsAny(t.words[i-1], ".!?")) {
		word = upperFirst(word)
	}
	t.words[i] = strings.Replace(t.words[i], old, word, 1)
}

// agree makes the verb behind "you" fit, also behind an adverb.
func (t *turner) agree(i int) {
	for ; i < len(t.words); i++ {
		word := core(t.words[i])
		switch strings.ToLower(word) {
		case "also", "still", "now", "then", "never", "always", "only", "just", "even", "already":
			continue
		}
		if you := finite(word); you != "" {
			t.words[i] = strings.Replace(t.words[i], word, you, 1)
		}
		return
	}
}

// finite gives the form that goes with "you" of a verb that goes with "she"; ""
// for what is none.
func finite(verb string) string {
	switch strings.ReplaceAll(verb, "’", "'") {
	case "is":
		return "are"
	case "was":
		return "were"
	case "isn't":
		return "aren't"
	case "wasn't":
		return "weren't"
	case "doesn't":
		return "don't"
	case "hasn't":
		return "haven't"
	}
	if bare := Infinitive(verb); bare != verb {
		return bare
	}
	return ""
}

// Infinitive gives a verb in the third person as one names it: "calls" is
// "call", "has" is "have"; any other word as it is.
func Infinitive(verb string) string {
	switch {
	case verb == "is":
		return "be"
	case verb == "has":
		return "have"
	case len(verb) < 4 || verb != strings.ToLower(verb):
		return verb
	case strings.HasSuffix(verb, "ss") || strings.HasSuffix(verb, "us") || strings.HasSuffix(verb, "is"):
		return verb
	case strings.HasSuffix(verb, "ies") && len(verb) > 4:
		return verb[:len(verb)-3] + "y"
	}
	for _, end := range []string{"sses", "shes", "ches", "xes", "zes", "oes"} {
		if strings.HasSuffix(verb, end) {
			return verb[:len(verb)-2]
		}
	}
	return strings.TrimSuffix(verb, "s")
}
