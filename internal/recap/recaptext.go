package recap

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

// plainText takes the marks of Markdown out of a statement, and the room
// they leave.
func plainText(s string) string {
	for _, mark := range []string{"**", "__", "~~"} {
		if strings.Count(s, mark) > 1 {
			s = strings.ReplaceAll(s, mark, "")
		}
	}
	fields := strings.Fields(dropStars(s))
	for len(fields) > 1 && isTag(fields[len(fields)-1]) {
		fields = fields[:len(fields)-1]
	}
	for i, f := range fields {
		if len(f) > 2 && f[0] == '@' {
			fields[i] = f[1:]
		}
	}
	return strings.Join(fields, " ")
}

// isTag tells whether a word is a tag by which people find a line again; "#142" is a ticket.
func isTag(word string) bool {
	name, ok := strings.CutPrefix(word, "#")
	return ok && name != "" && unicode.IsLetter(firstRune(name)) && strings.IndexFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("/_-", r)
	}) < 0
}

// withoutStruck takes out what is struck through within a text: it holds no longer.
func withoutStruck(text string) string {
	for {
		before, rest, opens := strings.Cut(text, "~~")
		_, after, closes := strings.Cut(rest, "~~")
		if !opens || !closes {
			return text
		}
		text = before + after
	}
}

// dropStars takes the stars off *stressed* words and leaves those of 3*4.
func dropStars(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '*' {
			opens := (i == 0 || s[i-1] == ' ' || s[i-1] == '(') && i+1 < len(s) && s[i+1] != ' '
			closes := i > 0 && s[i-1] != ' ' && (i+1 == len(s) || strings.IndexByte(" .,;:!?)", s[i+1]) >= 0)
			if opens || closes {
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// withoutDate cuts a date out of a text where it stands at the front or the
// end, and leaves it where the text would not read on without it.
func withoutDate(text string, start, end int) string {
	before := strings.TrimRight(text[:start], " \t([")
	after := strings.TrimLeft(text[end:], " \t)]")
	if tellsWhen(dropLastWord(before)) || splitsBracket(before) {
		return text
	}
	if strings.Trim(after, ".!?,;: ") == "" {
		return strings.TrimRight(dropLastWord(dropArticle(before)), " ,;:-–—")
	}
	if strings.Trim(before, " ,;:-–—") == "" || isDueWord(before) {
		return strings.TrimLeft(after, " ,;:-–—.")
	}
	led := dropLastWord(before)
	if strings.HasPrefix(after, ", ") && (len(led) < len(strings.TrimRight(before, ", ")) || strings.HasSuffix(before, ",")) {
		return led + after
	}
	return text
}

// withoutMark cuts an owner's mark out of a text.
func withoutMark(text string, m ownerMark) string {
	before, after := strings.TrimRight(text[:m.start], " ,;:-–—("), text[m.end:]
	if strings.Count(before, "(") < strings.Count(text[:m.start], "(") { // "(me, tonight)"
		after = strings.Replace(strings.TrimPrefix(after, ","), ")", "", 1)
	}
	return before + after
}

// dropLastWord takes the word off the end that only led to a date.
func dropLastWord(s string) string {
	if cut := strings.TrimRight(s, " "); strings.HasSuffix(cut, ",") || strings.HasSuffix(cut, ";") {
		return strings.TrimRight(cut, " ,;:-–—(") // the clause before led to no date
	}
	s = strings.TrimRight(s, " ,;:-–—(")
	for {
		at := strings.LastIndexByte(s, ' ')
		if at < 0 || !isDueWord(s[at+1:]) {
			return s
		}
		s = s[:at]
		if strings.HasSuffix(s, ",") || strings.HasSuffix(s, ";") {
			return strings.TrimRight(s, " ,;:-–—(")
		}
		s = strings.TrimRight(s, " :-–—(")
	}
}

// splitsBracket tells whether the text ends in a bracket that holds more than
// what leads to the date.
func splitsBracket(before string) bool {
	at := strings.LastIndexByte(before, '(')
	inside := strings.TrimSpace(before[at+1:])
	return at >= 0 && !strings.Contains(inside, ")") && inside != "" && !isDueWord(inside)
}

// tellsWhen tells whether the text ends in a verb that the date belongs to:
// "expires", "runs out".
func tellsWhen(s string) bool {
	switch strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:]) {
	case "expires", "ends", "starts", "begins", "out", "is", "are", "was", "closes", "opens", "lands", "from", "since", "of", "for", "live":
		return strings.Contains(s, " ")
	}
	return false
}

// dropArticle takes an article off the end that has lost its noun.
func dropArticle(s string) string {
	for _, article := range []string{" the", " this", " that", " our", " a"} {
		s = strings.TrimSuffix(s, article)
	}
	return s
}

func isDueWord(s string) bool {
	switch strings.ToLower(strings.Trim(s, " ,;:-–—(")) {
	case "by", "until", "till", "til", "before", "due", "on", "at", "over", "during", "in", "this", "deadline", "eta", "within",
		"latest", "now", "for", "so":
		return true
	}
	return false
}

// spell gives a statement a capital in front, unless it begins with a name of
// code, and takes the marks off its end that a list does not need.
func spell(s string) string {
	s = strings.TrimRight(strings.TrimLeft(s, " .,;:-–—>→"), " .,;:-–—")
	first, _, _ := strings.Cut(s, " ")
	if s == "" || strings.ContainsAny(first, "_.()`0123456789") || strings.ToLower(first[1:]) != first[1:] {
		return s
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// sentence gives a text as a sentence: a capital in front, a mark behind.
func sentence(s string) string {
	s = spell(s)
	if s == "" || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// keys gives the set of the words that carry a text's meaning, numbers among
// them.
func keys(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range prose.Words(text) {
		if strings.ContainsAny(w.Lower, "0123456789") {
			set[w.Lower] = true
		}
	}
	for _, w := range prose.Content(text) {
		set[w] = true
	}
	return set
}

// alike measures how far two sets are the same, from 0 to 1 (Dice).
func alike(a, b map[string]bool) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(shared(a, b)) / float64(len(a)+len(b))
}

func shared(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
