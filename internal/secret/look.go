package secret

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// isLabel tells whether a line is a heading or but a few words, without what is in brackets.
func isLabel(line string) bool {
	if len(line) > contextLen {
		return false
	}
	words := strings.Fields(aside.re().ReplaceAllString(line[len(leadIn.re().FindString(line)):], ""))
	return strings.HasPrefix(strings.TrimSpace(line), "#") || len(words) <= 6
}

var aside = lazy{expr: `\([^)]*\)`}

// endsLine tells whether nothing but closing signs follows.
func endsLine(rest string) bool { return strings.Trim(rest, " \t\r`}])'\".*_") == "" }

// inProse tells whether a sentence goes on behind a word.
func inProse(rest string) bool {
	word := strings.TrimLeft(rest, " \t")
	first, _ := utf8.DecodeRuneInString(word)
	return word != rest && unicode.IsLetter(first)
}

// isReference tells whether a value stands elsewhere and is only named here, or is none.
func isReference(s, after string) bool {
	return strings.HasPrefix(s, "[") || strings.ContainsAny(s, "{}<>([") || strings.HasPrefix(s, "$") && isAlnum(s[1:]) ||
		strings.HasPrefix(after, "(") || reference.re().MatchString(s)
}

var reference = lazy{expr: `(?i)^(?:[*.•x]{3,}|…|true|false|null|nil|none|no|yes|%[a-z_]+%` +
	`|(?-i:[A-Z]+(?:_[A-Z]+)+)|[a-z_]+(?:\.[a-z_]+)+|[a-z]+://.*|(?:~|\.{1,2})?/[\w./-]+|op://.*|vault:.*)$`}

// isCommon tells whether a word has the form of something else that notes name: a day, a time, a version, a ticket,
// an address, a path.
func isCommon(s string) bool {
	l := lookOf(s)
	return common.re().MatchString(s) || path.re().MatchString(s) && (l.upper < 3 || l.lower < 3 || l.digit < 2)
}

var path = lazy{expr: `^[\w-]+(?:/[\w.-]+)+$`}

var common = lazy{expr: `^(?:\d{4}-\d\d(?:-\d\d)?(?:T[\d:.Z+-]+)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d(?::\d\d)?` +
	`|[vV]?\d+(?:\.\d+)+(?:[-+][\w.]+)?|[vV]\d+` +
	`|[A-Z]{2,10}-\d{1,6}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d+(?:[.,]\d+)?(?:%|[a-zA-Zµ]{1,3})(?:\d+[a-z]{1,2}){0,2}|#\d+|\S*://\S*|\w+\(\S*` +
	`|[\w-]+\.(?:go|ya?ml|json|md|txt|env|toml|sh|py|js|ts|com|io|dev|org|net|local|internal)(?::\d+)?)$`}

// isMeasure tells whether a word says how much, of what form or by which standard: "12-character", "base64-encoded",
// "NIST800-63b".
func isMeasure(s string) bool { return measure.re().MatchString(s) }

var measure = lazy{expr: `^(?:\d+\+?-?[a-z]+|[a-zA-Z]+\d{1,3}(?:-[a-z]+)+|[A-Z]{2,5}\d{2,5}(?:-\d{1,3}[a-z]?)+)$`}

func isYear(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

func isLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

func isAlnum(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) < 0
}

// look is what a word is made of. Symbols are those that no word has; inner ones join the parts of one.
type look struct {
	n, lower, upper, letter, digit, symbol, inner int

	bang  int // of the symbols those that stand in no address and no assignment
	blank bool
	wordy bool
}

func lookOf(s string) look {
	l := look{wordy: wordy().MatchString(s)}
	for i, r := range s {
		l.n++
		switch {
		case unicode.IsDigit(r):
			l.digit++
		case unicode.IsLetter(r):
			l.letter++
			if unicode.IsUpper(r) {
				l.upper++
			} else {
				l.lower++
			}
		case unicode.IsSpace(r):
			l.blank = true
		case strings.ContainsRune("!#$%&*+=?@^~§€", r):
			l.symbol++
			if !strings.ContainsRune("&+=?@", r) {
				l.bang++
			}
		case strings.ContainsRune("-_./:'", r) && i > 0 && i < len(s)-1:
			l.inner++
		}
	}
	return l
}

// wordy is what is made of plain words and plain numbers.
var wordy = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\pL+|\d+)(?:[-_./:](?:\pL+|\d+|[vV]\d+))*$`)
})

// isMixed tells a word of letters with digits, or with signs that no word has.
func (l look) isMixed() bool {
	return l.letter > 0 && l.n >= 5 && !l.blank && (l.digit > 0 || l.symbol > 0)
}

// isStrong tells what somebody, or a program, made up to be hard to guess.
func (l look) isStrong() bool {
	if l.blank || l.wordy || l.letter == 0 {
		return false
	}
	of := 0
	for _, n := range []int{l.lower, l.upper, l.digit, l.symbol} {
		of += min(n, 1)
	}
	return l.n >= 7 && of >= 3 && (l.digit > 1 || l.symbol > 0 || l.inner > 0 || l.upper > 2) || l.n >= 8 && l.digit > 1 && l.letter > 3
}

// isWords tells a phrase of four words or more, as a passphrase is.
func (l look) isWords() bool { return l.wordy && l.inner > 2 && l.letter > 14 }

// isStyled tells a word with a capital, joined to another or to a number, as in Gelato_99.
func (l look) isStyled() bool {
	return l.n >= 8 && l.inner == 1 && l.upper > 0 && l.lower > 0 && l.digit > 1
}

// isOdd tells a word that has signs and figures in it as no prose has, so that nothing need say what it is.
func (l look) isOdd() bool {
	return l.digit > 0 && (l.bang > 0 || l.inner > 0 && l.digit > 1 && l.upper > 0 && l.lower > 0)
}

// isKey tells what only a program makes up.
func (l look) isKey() bool { return !l.blank && !l.wordy && l.n >= 16 && l.digit > 1 && l.letter > 1 }

// isKeyPart tells the rest of a key that was broken off.
func (l look) isKeyPart() bool {
	return !l.wordy && l.digit > 0 && (l.upper > 0 && l.lower > 0 || l.n >= 16 && l.digit > 3)
}

// isProse tells words from a phrase that is a secret.
func (l look) isProse() bool { return l.blank && l.digit == 0 && l.symbol == 0 }
