package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

// features gives the hashes of what can be seen of a line: its words alone and
// in twos and threes, pieces of words (they see through slips and endings),
// its frame of small words, its first and last words, its marks, and a little
// of its neighbours. Names become one word and figures another.
func features(l Line) []uint32 {
	f := make([]uint32, 0, 64+8*len(l.Text))
	words := tokens(l.Text)
	f = appendGrams(f, words)
	f = appendStems(f, words)
	f = appendPieces(f, words)
	f = appendFrame(f, words)
	f = appendEdges(f, words)
	f = appendForm(f, l.Text, words)
	f = appendAround(f, l)
	return f
}

// bias is the feature that every line has.
const bias = 1

// What stands for a name and for a word in capitals.
const (
	aName          = "Name"
	anAbbreviation = "ABC"
)

type token struct {
	text string
	hash uint32
	// small tells a function word, mark a run of punctuation.
	small, mark bool
}

// tokens cuts a text into words and marks as the model knows them.
func tokens(text string) []token {
	var list []token
	at := 0
	begins := true
	shouts := text == strings.ToUpper(text)
	for _, w := range prose.Words(text) {
		list, begins = appendMarks(list, text[at:w.Start], begins)
		at = w.End
		list = append(list, wordToken(w, begins, shouts))
		begins = false
	}
	list, _ = appendMarks(list, text[at:], begins)
	return list
}

func appendMarks(list []token, between string, begins bool) ([]token, bool) {
	for _, m := range strings.Fields(between) {
		if len(m) > 6 {
			m = m[:6]
		}
		list = append(list, token{text: m, hash: hash(m), mark: true})
		if last, _ := utf8.DecodeLastRuneInString(m); strings.ContainsRune(".!?:-–*•>", last) {
			begins = true
		}
	}
	return list, begins
}

func wordToken(w prose.Word, begins, shouts bool) token {
	t := token{text: classOf(w, begins, shouts)}
	t.hash, t.small = hash(t.text), prose.IsStop(t.text)
	return t
}

// classOf gives a word in lower case, or what stands for a name, an
// abbreviation, the digits of a figure.
func classOf(w prose.Word, begins, shouts bool) string {
	first, _ := utf8.DecodeRuneInString(w.Text)
	switch {
	case unicode.IsDigit(first):
		return withoutDigits(w.Lower)
	case !begins && !shouts && unicode.IsUpper(first) && w.Lower != "i" && !strings.HasPrefix(w.Lower, "i'"):
		if w.Text == strings.ToUpper(w.Text) {
			return anAbbreviation
		}
		return aName
	}
	return withoutDigits(w.Lower)
}

// withoutDigits puts one 0 for each run of digits: 95ms is 0ms, 98.1 is 0.
func withoutDigits(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	var b strings.Builder
	digit := false
	for i, r := range s {
		isDigit := unicode.IsDigit(r) || digit && (r == '.' || r == '/' || r == '-') && i+1 < len(s) && unicode.IsDigit(rune(s[i+1]))
		if isDigit && digit {
			continue
		}
		digit = isDigit
		if isDigit {
			r = '0'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func appendGrams(f []uint32, words []token) []uint32 {
	for i := range words {
		f = append(f, mix('1', words[i].hash))
		if i+1 < len(words) {
			f = append(f, mix('2', words[i].hash, words[i+1].hash))
		}
		if i+2 < len(words) {
			f = append(f, mix('3', words[i].hash, words[i+1].hash, words[i+2].hash), mix('s', words[i].hash, words[i+2].hash))
		}
	}
	return f
}

// appendStems gives the stem of each word, alone and beside its neighbours.
func appendStems(f []uint32, words []token) []uint32 {
	for i, w := range words {
		if !w.speaks() {
			continue
		}
		stem := hash(prose.Stem(w.text))
		f = append(f, mix('k', stem))
		if i > 0 {
			f = append(f, mix('k', words[i-1].hash, stem))
		}
		if i+1 < len(words) {
			f = append(f, mix('l', stem, words[i+1].hash))
		}
	}
	return f
}

// speaks tells a word that carries meaning from small words, marks and classes.
func (w token) speaks() bool {
	return !w.mark && !w.small && w.text != aName && w.text != anAbbreviation
}

// piece marks the hash of a piece of a word. A line has many of them, so each
// weighs less than what stands in it as a whole.
const piece = 1 << 31

// PieceWeight is what a piece of a word weighs beside a whole feature.
const PieceWeight = 0.3

// IsPiece tells whether a feature is a piece of a word.
func IsPiece(feature uint32) bool { return feature&piece != 0 }

// appendPieces gives the runs of three to five bytes: they see through slips
// of the pen, endings and other languages.
func appendPieces(f []uint32, words []token) []uint32 {
	for _, w := range words {
		if !w.speaks() {
			continue
		}
		padded := "<" + w.text + ">"
		for i := range len(padded) - 2 {
			h := mix('c', hash(padded[i:i+2]))
			for n := i + 2; n < min(i+5, len(padded)); n++ {
				h = (h ^ uint32(padded[n])) * prime
				f = append(f, h|piece)
			}
		}
	}
	return f
}

// appendFrame gives the sequence of small words with the others left blank.
func appendFrame(f []uint32, words []token) []uint32 {
	frame := make([]uint32, 0, len(words)+2)
	frame = append(frame, hash("^"))
	blank := hash("_")
	for _, w := range words {
		shape := w.hash
		if w.speaks() && w.text != "0" {
			shape = hash("_", ending(w.text))
		}
		if shape == blank && frame[len(frame)-1] == blank {
			continue
		}
		frame = append(frame, shape)
	}
	frame = append(frame, hash("$"))
	for n := 2; n <= 4; n++ {
		for i := 0; i+n <= len(frame); i++ {
			f = append(f, mix('f', frame[i:i+n]...))
		}
	}
	return f
}

// ending gives the ending that tells a verb's form or a plural.
func ending(word string) string {
	for _, end := range [...]string{"ed", "ing", "s", "ly"} {
		if len(word) > 4 && strings.HasSuffix(word, end) {
			return end
		}
	}
	return ""
}

func appendEdges(f []uint32, words []token) []uint32 {
	var first, last []uint32
	for n := range min(3, len(words)) {
		first, last = append(first, words[n].hash), append(last, words[len(words)-1-n].hash)
		f = append(f, mix('b', first...), mix('e', last...))
	}
	return f
}

func appendForm(f []uint32, text string, words []token) []uint32 {
	figures, names := 0, 0
	for _, w := range words {
		if strings.HasPrefix(w.text, "0") {
			figures++
		}
		if w.text == aName {
			names++
		}
	}
	f = append(f, bias, mix('n', uint32(size(len(words)))), mix('#', uint32(min(figures, 3))), mix('@', uint32(min(names, 2))))
	for _, mark := range "?!→\"“:;()" {
		if strings.ContainsRune(text, mark) {
			f = append(f, mix('m', uint32(mark)))
		}
	}
	return f
}

// size puts numbers of words into a few classes.
func size(n int) int {
	for i, most := range []int{1, 3, 6, 10, 15, 25, 40} {
		if n <= most {
			return i
		}
	}
	return 7
}

func appendAround(f []uint32, l Line) []uint32 {
	f = append(f, mix('w', uint32(l.Speaker)))
	f = appendNeighbour(f, 'p', l.Before)
	f = appendNeighbour(f, 'q', l.After)
	for _, w := range tokens(l.Section) {
		f = append(f, mix('h', w.hash))
	}
	return f
}

func appendNeighbour(f []uint32, kind byte, line string) []uint32 {
	if line == "" {
		return f
	}
	words := tokens(line)
	if len(words) == 0 {
		return f
	}
	f = append(f, mix(kind, '^', words[0].hash), mix(kind, '$', words[len(words)-1].hash))
	if len(words) > 1 {
		f = append(f, mix(kind, '^', words[0].hash, words[1].hash))
	}
	for _, w := range words[:min(len(words), 4)] {
		f = append(f, mix(kind, w.hash))
	}
	return f
}

// appendTold gives what another model tells: for each label each of a few
// percentages that it reaches.
func appendTold(f []uint32, kind Kind, chances []byte) []uint32 {
	for label, chance := range chances {
		for step, least := range [...]byte{5, 10, 20, 35, 55, 80} {
			if chance >= least {
				f = append(f, mix('r', uint32(kind), uint32(label), uint32(step)))
			}
		}
	}
	return f
}

// prime and start are those of FNV-1a with 32 bits.
const (
	prime = 16777619
	start = 2166136261
)

// hash gives a number for the letters of some words.
func hash(parts ...string) uint32 {
	h := uint32(start)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint32(p[i])) * prime
		}
	}
	return h
}

// mix gives the number of a feature: of some kind, made of such parts.
func mix(kind byte, parts ...uint32) uint32 {
	h := (start ^ uint32(kind)) * prime
	for _, p := range parts {
		h = (h ^ p) * prime
		h ^= h >> 15
	}
	return h &^ piece
}
