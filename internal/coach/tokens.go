package coach

import (
	"unicode"
	"unicode/utf8"
)

// Tokens estimates how many tokens a text is to a model. It counts by classes
// of words: tokenizers differ, but all of them know short words as one token
// and cut what they don't know into pieces of some letters. On English notes
// it is within a tenth of what the common ones count.
func Tokens(text string) int {
	var n float64
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		end := i + size
		class := classOf(r)
		for end < len(text) && class != single {
			next, size := utf8.DecodeRuneInString(text[end:])
			if classOf(next) != class || class == lower && unicode.IsUpper(next) {
				break
			}
			end += size
		}
		n += cost(class, text[i:end], text[end:])
		i = end
	}
	return int(n + 0.5)
}

// class is what kind of characters a piece of text is made of.
type class int

const (
	lower  class = iota // letters of English words
	letter              // other letters
	digit
	space
	newline
	sign
	single // ideographs, emoji: each for itself
)

func classOf(r rune) class {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '\'':
		return lower
	case r >= '0' && r <= '9':
		return digit
	case r == '\n':
		return newline
	case r == ' ', r == '\t':
		return space
	case r < utf8.RuneSelf:
		return sign
	case r >= 0x2e80, !unicode.IsLetter(r):
		return single
	}
	return letter
}

// cost is what a run of characters of one class comes to before the rest.
func cost(c class, run, after string) float64 {
	n := float64(len(run))
	switch c {
	case lower:
		return wordCost(run)
	case letter:
		return n / 3
	case digit, sign:
		return float64((len(run) + 2) / 3)
	case space:
		if len(run) > 1 || after == "" || classOf(rune(after[0])) == digit {
			return 1
		}
		return 0 // it is part of the word after it
	case newline:
		return 1
	}
	return 1.3
}

// wordCost is what a word of English letters comes to: one token while it is
// short, more the longer it is, since fewer long words are known as a whole.
func wordCost(word string) float64 {
	switch n := len(word); {
	case n <= 4:
		return 1
	case n <= 7:
		return 1.12
	case n <= 10:
		return 1.35
	default:
		return 1.5 + float64(n-11)/5
	}
}
