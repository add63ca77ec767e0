package llm

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"oneonone/internal/coach"
)

// Redacted asks a model without telling it certain words: names of people,
// customers, projects. Each word has a placeholder, the same in every request,
// and in the answer the words are back. Words are matched whole, in any case, with or
// without accents, wrapped, hyphenated or marked up.
type Redacted struct {
	Model coach.Model
	Words []string
}

// placeholder begins what stands for a word; its number follows.
const placeholder = "REDACTED_"

// Complete asks the model.
func (r Redacted) Complete(ctx context.Context, req coach.Request) (coach.Reply, error) {
	req, hidden := r.Hide(req)
	if hear := req.Hear; hear != nil {
		req.Hear = r.restorer(hear)
	}
	reply, err := r.Model.Complete(ctx, req)
	reply.Text, reply.Redactions = r.restore(reply.Text), hidden
	return reply, err
}

// Hide gives the request as it leaves, and how many words were replaced in it.
func (r Redacted) Hide(req coach.Request) (coach.Request, int) {
	if len(r.Words) == 0 {
		return req, 0
	}
	n, patterns := 0, r.patterns()
	hide := func(text string) string {
		found := places(text, patterns)
		n += len(found)
		for _, f := range slices.Backward(found) {
			text = text[:f.from] + placeholder + strconv.Itoa(1+f.word) + text[f.to:]
		}
		return text
	}
	req.System, req.User = hide(req.System), hide(req.User)
	return req, n
}

// place is where one of the words stands in a text.
type place struct{ from, to, word int }

// places finds the words in order, the longest first, so that "Acme Pay" is not taken for "Acme".
func places(text string, patterns []*regexp.Regexp) []place {
	letters, at := lettersOf(text)
	var found []place
	for word, p := range patterns {
		for from := 0; from < len(letters); {
			m := p.FindStringIndex(letters[from:])
			if m == nil || m[1] == m[0] {
				break
			}
			start, end := from+m[0], from+m[1]
			_, size := utf8.DecodeRuneInString(letters[start:])
			from = start + size
			if isWord(letters, start, end) {
				to := at[end] // what nobody sees behind the word is hidden with it
				if to == at[end-1] {
					_, size := utf8.DecodeRuneInString(text[to:])
					to += size // a ligature is hidden whole
				}
				found, from = append(found, place{at[start], to, word}), end
			}
		}
	}
	slices.SortFunc(found, func(a, b place) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	var apart []place
	for _, f := range found {
		if n := len(apart); n == 0 || f.from >= apart[n-1].to {
			apart = append(apart, f)
		}
	}
	return apart
}

// lettersOf gives a text in small letters without accents, ligatures and what nobody sees, and where
// each byte of it and its end stand in the text.
func lettersOf(text string) (letters string, at []int) {
	var b strings.Builder
	for i, r := range text {
		for _, c := range norm.NFKD.String(string(r)) {
			if unicode.In(c, unicode.Mn, unicode.Cf) {
				continue
			}
			small := string(unicode.ToLower(c))
			switch small {
			case "ß":
				small = "ss"
			case "ς":
				small = "σ"
			}
			for range len(small) {
				at = append(at, i)
			}
			b.WriteString(small)
		}
	}
	return b.String(), append(at, len(text))
}

// Between the words of a name there may be any white space, also a line end with the number of
// the next line of raw notes, or a hyphen; inside of a word markup, or a hyphen at the end of a line.
const (
	lineEnd = `[ \t]*(?:\r?\n|\x{2028}|\x{2029})[ \t>]*(?:\d+ \| )?`
	between = `(?:[\s\p{Zs}\x{2028}\x{2029}_*~` + "`" + `.·‐-―-]+(?:\d+ \| )?(?:[>*_~-]+ ?)?)?`
	inside  = `(?:[*_~` + "`" + `=\\]|</?[a-z]+>|[-‐]` + lineEnd + `)*`
)

// patterns match each of the words in a plain text.
func (r Redacted) patterns() []*regexp.Regexp {
	out := make([]*regexp.Regexp, len(r.Words))
	for i, w := range r.Words {
		letters, _ := lettersOf(w)
		parts := strings.Fields(letters)
		for j, part := range parts {
			var b strings.Builder
			for k, c := range part {
				if k > 0 {
					b.WriteString(inside)
				}
				b.WriteString(regexp.QuoteMeta(string(c)))
			}
			parts[j] = b.String()
		}
		out[i] = regexp.MustCompile(strings.Join(parts, inside+between))
	}
	return out
}

// isWord tells whether text[from:to] is no part of a longer word; the s of a genitive makes none
// longer, and in a script without blanks there is nothing to tell it by.
func isWord(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	rest := text[to:]
	if cut, ok := strings.CutPrefix(rest, "s"); ok {
		if r, _ := utf8.DecodeRuneInString(cut); !inWord(r) {
			rest = cut
		}
	}
	after, _ := utf8.DecodeRuneInString(rest)
	return (!inWord(before) || unspaced(first)) && (!inWord(after) || unspaced(last))
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer)
}

func (r Redacted) restore(text string) string {
	if len(r.Words) == 0 {
		return text
	}
	return regexp.MustCompile(`(?i)`+placeholder+`\d+`).ReplaceAllStringFunc(text, func(p string) string {
		n, err := strconv.Atoi(p[len(placeholder):])
		if err != nil || n < 1 || n > len(r.Words) {
			return p
		}
		return r.Words[n-1]
	})
}

// restorer passes pieces of an answer on with the words back in them. A piece
// that may end inside a placeholder waits for the next one.
func (r Redacted) restorer(hear func(coach.Delta)) func(coach.Delta) {
	waiting := ""
	return func(d coach.Delta) {
		if d.Again {
			waiting = ""
		}
		text := waiting + d.Text
		cut := len(text) - unfinished(text)
		waiting = text[cut:]
		hear(coach.Delta{Text: r.restore(text[:cut]), Again: d.Again})
	}
}

// unfinished is how many bytes at the end of a text may be the beginning of a
// placeholder, or one whose number goes on.
func unfinished(text string) int {
	if at := strings.LastIndex(text, placeholder[:1]); at >= 0 && len(text)-at <= len(placeholder)+6 {
		tail := text[at:]
		number, whole := strings.CutPrefix(tail, placeholder)
		if strings.HasPrefix(placeholder, tail) || whole && strings.Trim(number, "0123456789") == "" {
			return len(tail)
		}
	}
	for n := min(len(placeholder), len(text)); n > 0; n-- {
		if strings.HasSuffix(text, placeholder[:n]) {
			return n
		}
	}
	return 0
}
