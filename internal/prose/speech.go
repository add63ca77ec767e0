package prose

import (
	"strings"
)

// A Heard sentence is one made ready for cues: its words in lower case with
// contractions spelled out ("I'll" is "i will"), and the marks between them
// as tokens of their own: "," for a short pause (comma, colon, bracket, dash),
// "." and "?" for an end, ">" for an arrow. A cue never matches half a word,
// nor across a mark, and every match leads back to its place in the text.
type Heard struct {
	Text   string
	plain  string
	tokens []heardToken
}

type heardToken struct {
	word string
	// start and end count bytes of the text, at those of plain.
	start, end, at int
}

// Hear makes a sentence ready.
func Hear(text string) Heard {
	h := Heard{Text: text}
	var b strings.Builder
	b.WriteByte(' ')
	add := func(word string, start, end int) {
		h.tokens = append(h.tokens, heardToken{word, start, end, b.Len()})
		b.WriteString(word)
		b.WriteByte(' ')
	}
	last := 0
	words := Words(text)
	for i := 0; i < len(words); i++ {
		w := words[i]
		if i+1 < len(words) && w.Lower == "f" && words[i+1].Lower == "u" && text[w.End:words[i+1].Start] == "/" {
			w.Lower, w.End = "follow", words[i+1].End // f/u
			i++
		}
		if mark := pauseIn(text[last:w.Start], last == 0); mark != "" && !(i > 0 && isInitialOf(words[i-1], text[last:w.Start], w)) {
			add(mark, last, w.Start)
		}
		for word := range strings.FieldsSeq(spellOut(w.Lower)) {
			add(word, w.Start, w.End)
		}
		last = w.End
	}
	if mark := pauseIn(text[last:], false); mark != "" {
		add(mark, last, len(text))
	}
	h.plain = b.String()
	return h
}

// isInitialOf tells whether a point belongs to the initial before it, by which somebody is
// called: "S. sends the invite".
func isInitialOf(w Word, gap string, next Word) bool {
	return len(w.Text) == 1 && w.Text != "I" && w.Text != w.Lower && gap == ". " && next.Text == next.Lower
}

// pauseIn gives the mark that stands for what lies between two words.
func pauseIn(gap string, first bool) string {
	if first {
		return ""
	}
	switch {
	case strings.Contains(gap, "?"):
		return "?"
	case strings.ContainsAny(gap, ".!…"):
		return "."
	case strings.Contains(gap, "->"), strings.Contains(gap, "→"), strings.Contains(gap, "=>"):
		return ">"
	case strings.ContainsAny(gap, "&+") && strings.TrimSpace(gap) != "":
		return "and"
	case strings.ContainsAny(gap, ",;:()[]—–|/\n"), strings.Contains(gap, " - "), strings.Contains(gap, "--"):
		return ","
	}
	return ""
}

// spellOut gives the words of a contraction, or the word itself.
func spellOut(w string) string {
	switch w {
	case "won't", "wont":
		return "will not"
	case "can't", "cannot", "cant":
		return "can not"
	case "ok'd":
		return w
	case "let's":
		return "let us"
	case "gonna":
		return "going to"
	case "gotta":
		return "have to"
	case "wanna":
		return "want to"
	case "u":
		return "you"
	case "ur":
		return "your"
	case "bc", "coz", "cuz":
		return "because"
	case "nah", "nope":
		return "no"
	case "im":
		return "i am"
	case "dont", "didnt", "doesnt", "isnt", "wasnt", "shouldnt", "havent", "hasnt":
		return w[:len(w)-2] + " not"
	case "pls", "plz":
		return "please"
	}
	stem, tail, found := strings.Cut(w, "'")
	if !found || stem == "" {
		return w
	}
	switch tail {
	case "ll":
		return stem + " will"
	case "re":
		return stem + " are"
	case "ve":
		return stem + " have"
	case "m":
		return stem + " am"
	case "d":
		return stem + " would"
	case "t":
		return strings.TrimSuffix(stem, "n") + " not"
	case "s":
		switch stem {
		case "it", "he", "she", "that", "there", "what", "who", "where", "here", "how", "this":
			return stem + " is"
		}
	}
	return w
}

// Says tells whether the sentence holds one of the cues. A cue that ends in *
// matches any ending of its last word.
func (h Heard) Says(cues ...string) bool {
	from, _ := h.find(0, cues...)
	return from >= 0
}

// Starts tells whether the sentence begins with one of the cues, and gives
// the place in the text after it.
func (h Heard) Starts(cues ...string) (rest int, ok bool) {
	for _, cue := range cues {
		if end, ok := h.cueAt(1, cue); ok {
			return h.tokens[h.tokenAt(end)].end, true
		}
	}
	return 0, false
}

// Ends tells whether the sentence ends in one of the cues, final marks aside.
func (h Heard) Ends(cues ...string) bool {
	plain := strings.TrimRight(h.plain, " .,")
	for _, cue := range cues {
		if strings.HasSuffix(plain, cue) && plain[len(plain)-len(cue)-1] == ' ' {
			return true
		}
	}
	return false
}

// find gives the first token of the earliest cue at or after the token from,
// and the token after its last; -1, -1 when there is none.
func (h Heard) find(from int, cues ...string) (first, next int) {
	first, next = -1, -1
	if from >= len(h.tokens) {
		return first, next
	}
	best := len(h.plain)
	for _, cue := range cues {
		at, end := h.search(h.tokens[from].at, best, cue)
		if at >= 0 {
			best, first, next = at, h.tokenAt(at), h.tokenAt(end)+1
		}
	}
	return first, next
}

// search finds a cue in plain between from and before.
func (h Heard) search(from, before int, cue string) (at, end int) {
	bare := strings.TrimSuffix(cue, "*")
	for at = from; at < before; at++ {
		i := strings.Index(h.plain[at:], bare)
		if i < 0 || at+i >= before {
			return -1, -1
		}
		at += i
		if end, ok := h.cueAt(at, cue); ok {
			return at, end
		}
	}
	return -1, -1
}

// cueAt tells whether the cue stands at a place of plain, and where it ends.
func (h Heard) cueAt(at int, cue string) (end int, ok bool) {
	bare := strings.TrimSuffix(cue, "*")
	if !strings.HasPrefix(h.plain[min(at, len(h.plain)):], bare) || h.plain[at-1] != ' ' {
		return 0, false
	}
	end = at + len(bare)
	if len(bare) == len(cue) && h.plain[end] != ' ' {
		return 0, false
	}
	return end - 1, true
}

// tokenAt gives the token that holds a place of plain.
func (h Heard) tokenAt(at int) int {
	low, high := 0, len(h.tokens)-1
	for low < high {
		mid := (low + high + 1) / 2
		if h.tokens[mid].at <= at {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// word gives the i-th token, "" beyond the ends.
func (h Heard) word(i int) string {
	if i < 0 || i >= len(h.tokens) {
		return ""
	}
	return h.tokens[i].word
}

// Count tells how many words the sentence has, marks aside.
func (h Heard) Count() int {
	n := 0
	for _, t := range h.tokens {
		if !isMark(t.word) {
			n++
		}
	}
	return n
}

func isMark(word string) bool {
	switch word {
	case ",", ".", "?", ">":
		return true
	}
	return false
}

// Points tells whether a word that stands for something said before comes among
// the first words, after another: "it", "them", or "that" with nothing it names.
func (h Heard) Points() bool {
	for i := 1; i <= min(4, len(h.tokens)-1); i++ {
		next := h.word(i + 1)
		switch h.word(i) {
		case "it", "them":
			if h.word(i-1) != "that" && h.word(i-1) != "if" {
				return true
			}
		case "that", "this":
			if next == "" || isMark(next) || next == "down" || next == "up" || next == "to" || next == "for" || next == "on" {
				return true
			}
		}
	}
	return false
}
