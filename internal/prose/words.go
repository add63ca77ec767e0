package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// Word is one word of a text: a run of letters and digits, with the marks that
// hold an identifier together (don't, p95, eu-west, snake_case, api/v2, 2.0).
type Word struct {
	Start, End int
	// Text is the word as written, Lower the same in lower case.
	Text, Lower string
}

// Words splits a text into its words, in order.
func Words(text string) []Word {
	words := make([]Word, 0, 2+len(text)/6)
	start := -1
	for i, r := range text {
		if inWord(text, i, r, start >= 0) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			words = append(words, newWord(text, start, i))
			start = -1
		}
	}
	if start >= 0 {
		words = append(words, newWord(text, start, len(text)))
	}
	return words
}

func newWord(text string, start, end int) Word {
	w := text[start:end]
	lower := strings.ToLower(w)
	if strings.Contains(lower, "’") {
		lower = strings.ReplaceAll(lower, "’", "'")
	}
	return Word{Start: start, End: end, Text: w, Lower: lower}
}

// inWord tells whether the rune at i continues (or begins) a word. A joining
// mark counts only between two letters or digits.
func inWord(text string, i int, r rune, within bool) bool {
	switch {
	case r >= 'a' && r <= 'z' || r == ' ':
		return r != ' '
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r):
		return true
	case !within:
		return false
	}
	switch r {
	case '\'', '’', '-', '_', '.', '/':
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		return unicode.IsLetter(next) || unicode.IsDigit(next)
	}
	return false
}

// Stem gives the stem of a lower-case English word (Snowball's Porter2): the
// form under which "retries", "retried" and "retry" are one.
func Stem(lower string) string {
	if strings.ContainsFunc(lower, func(r rune) bool { return r > unicode.MaxASCII || unicode.IsDigit(r) }) {
		return lower
	}
	lower = strings.TrimSuffix(lower, "'s")
	return english.Stem(lower, false)
}

// Content gives the stems of the words that carry a text's meaning, in order
// and with repeats: no function words, no bare numbers, no words that any work
// note may have (week, today, work). Compounds count as a whole and by their
// parts, so that "cue-validator" meets "validator".
func Content(text string) []string { return make(Stems).Content(text) }

// Stems remembers the stems of words, for who reads many texts.
type Stems map[string]string

// Content is the function of that name.
func (known Stems) Content(text string) []string {
	var stems []string
	for _, w := range Words(text) {
		stems = known.appendContent(stems, w.Lower)
		if !strings.ContainsAny(w.Lower, "-_/") {
			continue
		}
		for _, part := range strings.FieldsFunc(w.Lower, func(r rune) bool { return strings.ContainsRune("-_/", r) }) {
			stems = known.appendContent(stems, part)
		}
	}
	return stems
}

func (known Stems) appendContent(stems []string, lower string) []string {
	if utf8.RuneCountInString(lower) < 2 || !strings.ContainsFunc(lower, unicode.IsLetter) || IsStop(lower) {
		return stems
	}
	stem, found := known[lower]
	if !found {
		stem = Stem(lower)
		known[lower] = stem
	}
	return append(stems, stem)
}

// IsStop tells whether a lower-case word is a function word, or one so common
// in notes about work that sharing it says nothing.
func IsStop(lower string) bool {
	switch lower {
	case "a", "an", "the", "and", "or", "but", "nor", "so", "yet", "if", "then", "else", "than", "that", "this", "these", "those",
		"i", "me", "my", "mine", "myself", "you", "your", "yours", "he", "him", "his", "she", "her", "hers", "it", "its", "we", "us",
		"our", "ours", "they", "them", "their", "theirs", "who", "whom", "whose", "which", "what", "when", "where", "why", "how",
		"is", "am", "are", "was", "were", "be", "been", "being", "do", "does", "did", "done", "doing", "have", "has", "had", "having",
		"will", "would", "shall", "should", "can", "could", "may", "might", "must", "ought", "need", "needs", "let", "lets",
		"not", "no", "yes", "ok", "okay", "of", "in", "on", "at", "by", "for", "with", "about", "against", "between", "into",
		"through", "during", "before", "after", "above", "below", "to", "from", "up", "down", "out", "off", "over", "under", "again",
		"further", "once", "here", "there", "all", "any", "both", "each", "few", "more", "most", "other", "others", "some", "such", "only",
		"own", "same", "too", "very", "just", "also", "now", "still", "already", "even", "ever", "never", "always", "often",
		"as", "because", "until", "till", "while", "since", "per", "via", "vs", "etc", "eg", "ie",
		"i'm", "i'll", "i've", "i'd", "we're", "we'll", "we've", "we'd", "you're", "you'll", "he's", "he'll", "he'd", "she's", "she'll", "she'd",
		"it's", "that's", "there's", "they're", "they'll", "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't", "wouldn't",
		"can't", "cannot", "couldn't", "shouldn't", "haven't", "hasn't", "hadn't", "what's", "who's", "let's",
		"get", "gets", "got", "getting", "go", "goes", "going", "went", "gone", "make", "makes", "made", "making", "take", "takes", "took", "taken",
		"come", "comes", "came", "put", "puts", "say", "says", "said", "tell", "tells", "told", "ask", "asks", "asked", "want", "wants", "wanted",
		"think", "thinks", "thought", "know", "knows", "knew", "see", "sees", "saw", "seen", "look", "looks", "looked", "give", "gives", "gave",
		"use", "uses", "used", "using", "try", "tries", "tried", "thing", "things", "stuff", "way", "lot", "lots", "bit", "much", "many",
		"one", "two", "three", "first", "second", "last", "next", "new", "old", "good", "bad", "nice", "great", "big", "small", "really", "quite",
		"today", "tomorrow", "yesterday", "tonight", "morning", "afternoon", "evening", "day", "days", "week", "weeks", "month", "months", "year", "years",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
		"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
		"time", "times", "work", "works", "worked", "working", "people", "person", "somebody", "someone", "anybody", "everybody", "nobody",
		"something", "anything", "nothing", "everything", "maybe", "perhaps", "please", "thanks", "thank", "like", "back", "every", "without",
		"blocked", "blocker", "blockers", "blocking", "blocks", "stuck", "waiting", "waits", "wait", "idea", "question", "questions", "todo", "note", "notes", "however", "though", "although", "rather", "instead", "almost", "around", "away", "else's", "hi", "hello", "hey", "dear":
		return true
	}
	return false
}

// SharesWords tells whether two texts have a content word in common.
func SharesWords(x, y string) bool {
	have := map[string]bool{}
	for _, w := range Content(x) {
		have[w] = true
	}
	for _, w := range Content(y) {
		if have[w] {
			return true
		}
	}
	return false
}
