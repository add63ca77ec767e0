package secret

import (
	"math"
	"strings"
	"unicode"
)

// madeUp tells in bits how much rather a program drew a word by lot than that a person wrote it: the surprise of its
// pairs of characters (surprises), against what each would take if all letters and digits of its kinds were equally
// likely. Signs part a word; a part of figures alone, as in a date, says nothing, and neither does another script.
func madeUp(s string) float64 {
	bits := 0.0
	for part := range strings.FieldsFuncSeq(s, isSign) {
		bits += surpriseOf(part)
	}
	return bits
}

func isSign(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func surpriseOf(part string) float64 {
	text, before := 0.0, ' '
	var lower, upper, digit float64
	for _, r := range part {
		switch {
		case r >= 'a' && r <= 'z':
			lower = 26
		case r >= 'A' && r <= 'Z':
			upper = 26
		case r >= '0' && r <= '9':
			digit = 10
			text += math.Log2(10)
		default:
			return 0
		}
		text += surprise(before, r)
		before = r
	}
	if lower+upper == 0 {
		return 0
	}
	if isHex(part) {
		lower, upper = min(lower, 6), min(upper, 6)
	}
	return text - float64(len(part))*math.Log2(lower+upper+digit)
}

// surprise is what the second of two characters costs, in bits. Capitals in a row are read as small letters.
func surprise(before, r rune) float64 {
	from, to := columnOf(before), columnOf(r)
	if capital(from) && capital(to) {
		from, to = from-26, to-26
	}
	return float64(surprises[from][to]-'A') / 2
}

func capital(column int) bool { return column >= 26 && column < 52 }

// columnOf gives the place of a character in the table: small letters, capitals, figures, and all else.
func columnOf(r rune) int {
	switch {
	case r >= 'a' && r <= 'z':
		return int(r - 'a')
	case r >= 'A' && r <= 'Z':
		return int(r-'A') + 26
	case r >= '0' && r <= '9':
		return 52
	}
	return 53
}

// isDrawn tells a word that only a program draws and that names nothing by itself: keys do, and passwords of a
// generator. Sums and numbers of things (isNumber) are drawn as well, but everybody may have them.
func isDrawn(s string) bool {
	if isNumber(s) {
		return false
	}
	parts := strings.FieldsFunc(s, isSign)
	whole, long := drawing{}, drawing{}
	plain := false
	for _, part := range parts {
		l := lookOf(part)
		bits := surpriseOf(part)
		plain = plain || l.n > 3 && bits < 2
		oneCase := l.upper == 0 || l.lower == 0
		if l.letter == 0 || oneCase && len(parts) > 1 && (isHex(part) || l.letter == l.n && l.n < 20) {
			continue // a date, the sum of a file, a word
		}
		whole.add(l, bits)
		if !oneCase || len(parts) == 1 || l.n > 10 { // else what a cluster or a constant has in its name
			long.add(l, bits)
		}
	}
	return !plain && whole.n >= 20 && whole.bits >= 2.6*float64(whole.n) || long.isKey()
}

// drawing is what the parts of a word have together.
type drawing struct {
	n, longest, digit, lower, upper int

	bits float64
}

func (d *drawing) add(l look, bits float64) {
	d.n, d.longest, d.bits = d.n+l.n, max(d.longest, l.n), d.bits+bits
	d.digit, d.lower, d.upper = d.digit+l.digit, d.lower+l.lower, d.upper+l.upper
}

// isKey tells a long one of two kinds of characters, or a short one of three.
func (d *drawing) isKey() bool {
	kinds := min(d.digit, 1) + min(d.lower, 1) + min(d.upper, 1)
	per := d.bits / float64(max(1, d.n))
	if d.n >= 16 {
		return kinds > 1 && d.bits >= 40 && per >= 2.2 && (d.digit > 1 || d.upper > 3 && d.lower > 3)
	}
	return d.longest >= 8 && kinds == 3 && per >= 3.4 && d.digit < d.n/2
}

// isTyped tells what a generator for people makes, or they make by its rules: letters of both cases, figures and signs
// in no order.
func isTyped(s string) bool {
	l := lookOf(s)
	return l.n >= 9 && l.n <= 40 && l.bang > 0 && l.digit > 0 && l.lower > 0 && l.upper > 0 && !l.blank && isImprobable(s, 1.3)
}

// isImprobable tells whether a word is made up by that many bits a character.
func isImprobable(s string, bits float64) bool { return madeUp(s) >= bits*float64(len(s)) }

// isNumber tells what is the number of a thing or the sum of a file: hexadecimal figures, also behind a word that says
// of what; a UUID; a ULID.
func isNumber(s string) bool { return number.re().MatchString(s) }

var number = lazy{expr: `^(?:(?:[a-z]+[-_])*(?:0x)?(?:[0-9a-f]+|[0-9A-F]+)|[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2})+` +
	`|(?i:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})|01[0-9A-Za-z]{24})$`}
