package offline

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/rulebook"
	"oneonone/internal/secret"
)

// The lengths, in characters, at which an excerpt and a title are cut at the
// end of a clause.
const (
	excerptLength = 160
	titleLength   = 72
	// wholeNote is how much of a note is told where all of it may matter.
	wholeNote = 240
)

// said gives the sentences of an item in the user's words: marks spoken, long
// quotations of others left out, and fault laid on somebody. A hostile item says nothing.
func said(it *brief.Item) []string {
	if it.Hostile {
		return nil
	}
	text := oneonone.Spoken(prose.WithoutQuoted(it.Text))
	var out []string
	for _, span := range prose.Sentences(text) {
		s := strings.TrimSpace(text[span.Start:span.End])
		if len(s) <= 2 || strings.Contains(s, secret.Masked) {
			continue
		}
		if _, blames := rulebook.Blames(s); !blames { // what was observed is enough
			out = append(out, s)
		}
	}
	return out
}

// excerpt cuts from an item the sentence that bears most on the topic, with
// the one after it when both are short; without the sighs. It is "" when the
// item says nothing fit to be repeated.
func excerpt(it *brief.Item, topic map[string]bool) string {
	sentences := said(it)
	best, bestScore := -1, -1
	for i, s := range sentences {
		sentences[i] = withoutSighs(s)
		if score := bearing(sentences[i], topic); sentences[i] != "" && score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return ""
	}
	text := strings.TrimPrefix(strings.TrimPrefix(sentences[best], "and "), "but ")
	if next := best + 1; next < len(sentences) && utf8.RuneCountInString(text+sentences[next]) < excerptLength/2 &&
		bearing(sentences[next], topic) > 0 {
		text += " " + sentences[next]
	}
	return tidy(shorten(text, excerptLength))
}

// figureAlone is what a figure counts in bearing: as much as two words.
const figureAlone = 2

// bearing counts what a sentence has to do with a topic: its words, and
// whether it states a figure.
func bearing(s string, topic map[string]bool) int {
	score := 0
	for _, stem := range prose.Content(s) {
		if topic[stem] {
			score++
		}
	}
	if len(figuresIn(s)) > 0 {
		score += figureAlone
	}
	return score
}

// figuresIn finds the quantities written in digits: "one piece" measures
// nothing.
func figuresIn(s string) []prose.Quantity {
	return slices.DeleteFunc(prose.Quantities(s), func(q prose.Quantity) bool {
		return !strings.ContainsAny(q.Text, "0123456789") && (q.Value < 2 || q.Unit == "" && q.Of == 0 && q.Value < 6)
	})
}

// withoutSighs takes the clauses out of a sentence that only complain; "" when
// nothing else is left.
func withoutSighs(s string) string {
	if !prose.IsGrievance(s) {
		return s
	}
	var kept []string
	for _, clause := range strings.Split(s, ", ") {
		if !prose.IsGrievance(clause) {
			kept = append(kept, clause)
		}
	}
	left := strings.Join(kept, ", ")
	if prose.IsGrievance(left) || len(strings.Fields(left)) < 3 {
		return ""
	}
	return left
}

// title gives a heading in the item's own words: its first sentence that says
// something, cut at the end of a clause.
func title(it *brief.Item) string {
	for _, s := range said(it) {
		s = withoutSighs(s)
		if len(strings.Fields(s)) < 3 || prose.Read(s).Starts("not", "no") {
			continue
		}
		return tidy(shorten(prose.WithoutWish(withoutLead(afterLabel(s))), titleLength))
	}
	for _, s := range said(it) {
		return tidy(shorten(prose.WithoutWish(s), titleLength))
	}
	if _, blames := rulebook.Blames(oneonone.Spoken(it.Text)); blames {
		return "What happened on " + it.Date.Long() + ", and what to arrange differently"
	}
	return ""
}

// withoutLead leaves out a first word that only limits what follows.
func withoutLead(s string) string {
	for _, lead := range []string{"only ", "just ", "maybe ", "perhaps "} {
		if len(s) > len(lead) && strings.EqualFold(s[:len(lead)], lead) {
			return s[len(lead):]
		}
	}
	return s
}

// bareTitle is title without the project in front: for headings that have a
// label of their own.
func bareTitle(it *brief.Item) string {
	t := title(it)
	for _, project := range it.Projects {
		if rest, found := strings.CutPrefix(strings.ToLower(t), strings.ToLower(project)+": "); found {
			return tidy(t[len(t)-len(rest):])
		}
	}
	return t
}

// afterLabel leaves out a label that only says what kind of text follows
// ("idea: …"). Labels that name the subject stay.
func afterLabel(s string) string {
	head, rest, found := strings.Cut(s, ": ")
	if !found {
		return s
	}
	switch strings.ToLower(head) {
	case "idea", "question", "q", "blocker", "blocked", "win", "til", "learned", "learning", "lesson", "decision", "decided", "proposal",
		"concern", "note", "update":
		return rest
	}
	return s
}

// clauses splits a text at the marks that end a clause. A comma inside a
// number ends nothing.
func clauses(text string) []string {
	var out []string
	rest := text
	for _, sep := range []string{". ", "; ", ", "} {
		rest = strings.ReplaceAll(rest, sep, "\n")
	}
	for _, c := range strings.Split(rest, "\n") {
		if c = strings.TrimSpace(c); c != "" {
			out = append(out, c)
		}
	}
	return out
}

// shorten cuts a text to at most n characters, at the end of a clause where
// there is one, else after a word, with an ellipsis.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := string([]rune(s)[:n])
	at := 0
	for _, end := range []string{". ", "; ", " — ", " - ", ", ", ": ", " because ", " so that ", " which "} {
		at = max(at, strings.LastIndex(cut, end))
	}
	if at > len(cut)/3 {
		return strings.TrimRight(withoutDangling(strings.TrimRight(cut[:at], " ,;:-—")), " ,;:-—")
	}
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return withoutDangling(wholeDates(s, strings.TrimRight(cut, " ,;:-—"))) + " …"
}

// wholeDates shortens a cut that would part a day from its month: "on 1" says
// something else than "on 1 December".
func wholeDates(s, cut string) string {
	for _, span := range prose.Dates(s, time.Time{}.AddDate(2000, 0, 0), prose.Locale{}) {
		if span.Start < len(cut) && len(cut) < span.End {
			return strings.TrimRight(cut[:span.Start], " ,;:-—")
		}
	}
	return cut
}

// withoutDangling leaves out the words that a cut left hanging at the end.
func withoutDangling(s string) string {
	for {
		i := strings.LastIndexByte(s, ' ')
		if i < 0 || !hangs(strings.ToLower(s[i+1:])) {
			return s
		}
		s = strings.TrimRight(s[:i], " ,;:-—")
	}
}

// hangs tells words that only lead to what follows them.
func hangs(lower string) bool {
	switch lower {
	case "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "by", "for", "to", "with", "from", "that", "which", "who", "as",
		"than", "if", "because", "so", "my", "our", "your", "their", "his", "her", "its", "is", "are", "was", "were", "not", "we", "i", "be",
		"into", "about", "before", "after", "per", "all", "until", "since", "during", "each", "every", "no", "this", "these", "those", "then",
		"when", "where", "while":
		return true
	}
	return false
}

// tidy begins with a capital and ends without a mark that a list does not
// need.
func tidy(s string) string {
	s = strings.TrimRightFunc(strings.TrimSpace(s), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(".,;:-—", r) })
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || startsWithIdentifier(s) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// startsWithIdentifier tells whether the first word is a name of code or a
// measure whose spelling must stay (p75, iOS, snake_case).
func startsWithIdentifier(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return strings.ContainsAny(first, "_/.()`0123456789") || strings.ToLower(first) != first && strings.ToUpper(first[:1]) != first[:1]
}

// quote sets the user's words apart from the drafter's.
func quote(s string) string { return "“" + strings.TrimRight(s, ".") + "”" }

// measuresIn is figuresIn without the numbers that belong to a name: the 2.2 of
// "WCAG 2.2 AA" measures nothing.
func measuresIn(s string) []prose.Quantity {
	return slices.DeleteFunc(figuresIn(s), func(q prose.Quantity) bool {
		before := strings.Fields(s[:q.Start])
		if len(before) == 0 || q.Of > 0 {
			return false
		}
		name := before[len(before)-1]
		return len(name) > 1 && strings.ToUpper(name) == name && strings.IndexFunc(name, unicode.IsLetter) == 0
	})
}
