package llm

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/coach"
)

// Redacted asks a model without telling it certain words: names of people,
// customers, projects. Each word has a placeholder, the same in every request,
// and in the answer the words are back. Words are matched whole, in any case.
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
		var b strings.Builder
		last := 0
		for _, p := range places(text, patterns) {
			n++
			b.WriteString(text[last:p.start] + placeholder + strconv.Itoa(1+p.word))
			last = p.end
		}
		return b.String() + text[last:]
	}
	req.System, req.User = hide(req.System), hide(req.User)
	return req, n
}

// gap is what may stand between the words of a name: any white space, also a line end with
// the number of the next line of raw notes.
const gap = `[\s\p{Zs}\x{2028}\x{2029}]+(?:\d+ \| )?`

// patterns match the words, each in its place in the list; nil for one that says nothing.
func (r Redacted) patterns() []*regexp.Regexp {
	out := make([]*regexp.Regexp, len(r.Words))
	for i, w := range r.Words {
		parts := strings.Fields(w)
		for j, part := range parts {
			parts[j] = regexp.QuoteMeta(part)
		}
		if len(parts) > 0 {
			out[i] = regexp.MustCompile("(?i)" + strings.Join(parts, gap))
		}
	}
	return out
}

// place is where a word stands, by its number in the list.
type place struct{ start, end, word int }

// places finds the words in a text, in order and apart. The longest is looked for first, so that
// "Acme Pay" is not taken for "Acme"; where it is a part of a longer word, a shorter one may yet
// stand there whole.
func places(text string, patterns []*regexp.Regexp) []place {
	var found []place
	taken := make([]bool, len(text))
	for _, i := range byLength(patterns) {
		for at := 0; at < len(text); {
			m := patterns[i].FindStringIndex(text[at:])
			if m == nil {
				break
			}
			p := place{at + m[0], at + m[1], i}
			_, letter := utf8.DecodeRuneInString(text[p.start:])
			at = p.start + letter
			if taken[p.start] || taken[p.end-1] || !isWord(text, p.start, p.end) {
				continue
			}
			found = append(found, p)
			for k := p.start; k < p.end; k++ {
				taken[k] = true
			}
			at = p.end
		}
	}
	slices.SortFunc(found, func(a, b place) int { return a.start - b.start })
	return found
}

// byLength gives the numbers of the patterns, the longest first.
func byLength(patterns []*regexp.Regexp) []int {
	var order []int
	for i, p := range patterns {
		if p != nil {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(patterns[b].String()) - len(patterns[a].String()) })
	return order
}

// isWord tells whether text[from:to] is no part of a longer word.
func isWord(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !inWord(before) && !inWord(after)
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
