package coach

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// Tokens estimates how many tokens a text is to a model. It counts by classes
// of words: tokenizers differ, but all of them know short words as one token
// and cut what they don't know into pieces of some letters. On English notes
// it is within a tenth of what the common ones count.
func Tokens(text string) int {
	return int(count(text, cost) + 0.5)
}

// Size is about how many tokens a request has, and the fewest that a
// vocabulary of any family makes of it.
type Size struct{ About, Fewest int }

// SizeOf estimates the size of a request.
func SizeOf(r Request) Size {
	fewest := count(r.System, least) + count(r.User, least)
	return Size{Tokens(r.System) + Tokens(r.User), int(math.Floor(fewest))}
}

// ReadInPart tells that a server read only the end, or the beginning, of a
// request: some cut a prompt that is longer than their context and say nothing.
// A context has a round size besides, and a prompt that happens to fill one to
// the last token was cut. A server that did not count has read all.
func (s Size) ReadInPart(read int) bool {
	return read > 0 && (read < s.Fewest || read < s.About && read%1024 == 0)
}

// count adds up what the runs of a text's characters come to.
func count(text string, cost func(c class, run, after string) float64) float64 {
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
	return n
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

// least is what a run of characters comes to at the fewest. Vocabularies differ
// little in English, and much in other scripts: the newest have words of each as
// one token, where others cut every letter.
func least(c class, run, after string) float64 {
	next, _ := utf8.DecodeRuneInString(after)
	switch {
	case c == lower && after != "" && classOf(next) == letter:
		return 0 // the word goes on: "Tri" of "Triển"
	case c == letter, c == single && run[0] < 0xe2: // marks belong to letters
		return float64(len(run)) / 12
	case c == single:
		return 0.4
	}
	return 0.6 * cost(c, run, after)
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
