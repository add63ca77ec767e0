package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// endsInAbbreviation tells whether the point at the end of before belongs to
// an abbreviation or an initial, so that after goes on with the sentence.
func endsInAbbreviation(before, after string) bool {
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	if !strings.HasSuffix(before, ".") {
		return false
	}
	word := lastToken(strings.TrimSuffix(before, "."))
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(after, unicode.IsSpace))
	switch strings.ToLower(word) {
	case "dr", "mr", "mrs", "ms", "prof", "st", "e.g", "eg", "i.e", "ie", "vs", "cf", "approx", "ca", "resp", "incl", "excl",
		"viz", "aka", "w.r.t", "wrt":
		return true
	case "no", "nr", "fig", "sec", "vol", "p", "pp", "ch", "art", "eq", "nos":
		return unicode.IsDigit(next)
	case "etc", "inc", "ltd", "co", "corp", "max", "min", "avg", "est", "ext", "dept", "a.m", "p.m", "et al", "al", "temp",
		"config", "ver", "esp", "gmbh",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
		"thu", "thur", "thurs", "fri":
		return unicode.IsLower(next) || unicode.IsDigit(next)
	}
	return isInitial(word, before, next) || unicode.IsLower(next) && isDottedDay(word, before)
}

// isDottedDay tells the day of "on 5.11. we met" from a figure that ends a
// sentence.
func isDottedDay(word, before string) bool {
	c, ok := dotted(word, 0)
	if !ok || c.count != 2 || c.n[0] < 1 || c.n[0] > 31 || c.n[1] < 1 || c.n[1] > 12 {
		return false
	}
	switch strings.ToLower(lastToken(strings.TrimRight(strings.TrimSuffix(before, word+"."), " "))) {
	case "on", "by", "until", "till", "due", "since", "before":
		return true
	}
	return false
}

// isInitial tells the J of "J. Smith": one capital, not "I", at the start or
// behind a word with a capital. "plan B. We" ends a sentence.
func isInitial(word, before string, next rune) bool {
	r, size := utf8.DecodeRuneInString(word)
	if size != len(word) || !unicode.IsUpper(r) || word == "I" || !unicode.IsLetter(next) {
		return false
	}
	previous := lastToken(strings.TrimRightFunc(strings.TrimSuffix(before, word+"."), unicode.IsSpace))
	switch strings.ToLower(previous) {
	case "plan", "option", "phase", "team", "class", "group", "type", "variant", "tier", "stage", "case", "part", "branch":
		return false
	}
	first, _ := utf8.DecodeRuneInString(previous)
	return previous == "" || unicode.IsUpper(first) || unicode.IsLower(next)
}

// tokenReach bounds how far back a token is looked for.
const tokenReach = 40

// lastToken gives the last run of non-spaces, without opening brackets and
// quotes; "" when it is longer than any abbreviation.
func lastToken(s string) string {
	from := max(0, len(s)-tokenReach)
	if i := strings.LastIndexAny(s[from:], " \t\n(["); i >= 0 {
		return strings.TrimLeft(s[from+i+1:], `"“‘'*_`)
	}
	if from > 0 {
		return ""
	}
	return strings.TrimLeft(s, `"“‘'*_`)
}
