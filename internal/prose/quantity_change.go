package prose

import (
	"strings"
	"time"
)

// Change is a figure before and after: "from 18 to 10 minutes".
type Change struct {
	Start, End int    // byte offsets into the text
	Text       string // the text between them, as written
	From, To   Quantity
}

// maxBetween bounds the bytes that may stand between the two figures.
const maxBetween = 80

// Changes finds the before-and-after pairs in a text, in order and without
// overlap. A figure said without its unit takes the other's: "from 18 to 10
// minutes" is 18 minutes. Two figures that only stand side by side are no
// change.
func Changes(text string) []Change {
	figures := Quantities(text)
	var out []Change
	for i := 0; i+1 < len(figures); i++ {
		c, ok := changeOf(text, figures[i], figures[i+1])
		if !ok {
			continue
		}
		out = append(out, c)
		i++
	}
	return out
}

func changeOf(text string, a, b Quantity) (Change, bool) {
	if b.Start-a.End > maxBetween || !comparable(a, b) {
		return Change{}, false
	}
	between := strings.ToLower(text[a.End:b.Start])
	if strings.ContainsAny(between, "\n") || strings.Contains(between, ". ") {
		return Change{}, false
	}
	before := strings.ToLower(lead(text, a.Start))
	after := strings.ToLower(tail(text, b.End))
	start, forward, ok := direction(before, between, after)
	if !ok && between == " to " && a.Value > b.Value { // no range falls
		start, forward, ok = 0, true, true
	}
	if !ok {
		return Change{}, false
	}
	shareUnit(&a, &b)
	c := Change{Start: a.Start - start, End: b.End, From: a, To: b}
	if !forward {
		c.From, c.To = b, a
	}
	if strings.Contains(between, "(") && strings.HasPrefix(after, ")") {
		c.End++
	}
	c.Text = text[c.Start:c.End]
	return c, true
}

// direction tells whether two figures are a change, which way it goes, and how
// many bytes before the first belong to it.
func direction(before, between, after string) (start int, forward, ok bool) {
	gap := strings.TrimSpace(between)
	if n := trailing(before, "from"); n > 0 && (strings.HasPrefix(between, " to ") || strings.HasSuffix(between, " to ")) {
		return n, true, true
	}
	switch {
	case isArrow(gap), gap == "down to", gap == "up to":
		return 0, true, true
	case gap == "to" && endsInChange(before):
		return 0, true, true
	case endsInEarlier(gap):
		return 0, false, true
	}
	forward, ok = laterSaid(before, between, after)
	return 0, forward, ok
}

// endsInEarlier tells that the second figure is the earlier one: "2 s, down
// from 5 s", "12 (was 30)".
func endsInEarlier(gap string) bool {
	for _, s := range []string{"down from", "up from", "(from", ", from", "instead of", "(was", ", was", "(before:",
		"compared to", "compared with"} {
		if strings.HasSuffix(gap, s) {
			return true
		}
	}
	return gap == "from"
}

// laterSaid reads when each figure held: "46 in September, 19 now", "was 46,
// now 19", "21 days in Q2, 9 days in Q3", "3 now, 1 in June".
func laterSaid(before, between, after string) (forward, ok bool) {
	cut := strings.LastIndexAny(between, ",;(")
	if at := strings.LastIndex(between, " and "); cut < 0 && at >= 0 {
		cut = at
	}
	if cut < 0 {
		gap := strings.TrimSpace(between)
		versus := gap == "vs" || gap == "vs." || gap == "versus"
		return false, versus && saysThen("", clause(after))
	}
	first, second := between[:cut], between[cut+1:]+" "+clause(after)
	a, inFirst := periodOf(first)
	b, inSecond := periodOf(second)
	switch {
	case strings.TrimSpace(between) == ",": // a list: "wave 2, 22 depots now"
		return false, false
	case inFirst && inSecond: // December comes before January
		return (b-a+12)%12 < 6, true
	case saysNow(first):
		return false, saysThen("", second)
	case saysThen(before, first):
		return true, saysNow(second) || inSecond
	}
	return true, saysNow(second) && !strings.Contains(between, " and ") && strings.Contains(between, ",")
}

// saysNow and saysThen look for when a figure holds, behind it or between the
// sign and it.
func saysNow(s string) bool {
	for _, w := range []string{"now", "today", "currently", "this", "after", "afterwards"} {
		if hasWord(s, w) {
			return true
		}
	}
	return false
}

func saysThen(before, s string) bool {
	for _, w := range []string{"last", "before", "ago", "earlier", "previously", "was", "then", "yesterday"} {
		if hasWord(s, w) {
			return true
		}
	}
	_, named := periodOf(s)
	told := trailing(before, "was") > 0 || trailing(before, "were") > 0
	return told || strings.HasSuffix(strings.TrimSpace(before), "used to be") || named
}

func isArrow(gap string) bool {
	switch gap {
	case "→", "->", "=>", "-->", "–>", "⇒", "➔", ">>", "➜":
		return true
	}
	return false
}

// endsInChange tells "went", "down", "cut" right before a figure.
func endsInChange(before string) bool {
	for _, w := range []string{"went", "down", "up", "dropped", "grew", "rose", "fell", "cut", "improved", "reduced"} {
		if trailing(before, w) > 0 {
			return true
		}
	}
	return false
}

// periodOf gives the month that is named, or the first of a quarter.
func periodOf(s string) (time.Month, bool) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,;()", r) }) {
		if first, _, quarter := partOfYear(w); quarter {
			return first, true
		}
		if month, ok := monthOf(w); ok {
			return month, true
		}
	}
	return 0, false
}

// comparable tells figures of the same kind, or one that leaves its kind open.
func comparable(a, b Quantity) bool {
	if a.Of != 0 || b.Of != 0 {
		return a.Of != 0 && b.Of != 0
	}
	if isBare(a) || isBare(b) {
		return true
	}
	if a.Unit == "" && b.Unit == "" {
		return strings.EqualFold(lastField(a.Noun), lastField(b.Noun))
	}
	return dimension(a.Unit) == dimension(b.Unit)
}

func isBare(q Quantity) bool { return q.Unit == "" && q.Noun == "" }

func lastField(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

func dimension(unit string) string {
	switch unit {
	case "ns", "µs", "ms", "s", "min", "h", "day", "week", "month", "year", "quarter", "sprint", "fortnight":
		return "time"
	case "B", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB":
		return "bytes"
	}
	return unit
}

func shareUnit(a, b *Quantity) {
	if isBare(*a) {
		a.Unit, a.Noun = b.Unit, b.Noun
	}
	if isBare(*b) {
		b.Unit, b.Noun = a.Unit, a.Noun
	}
}

// lead gives up to 16 bytes before a figure, tail up to 40 behind it, both
// within the line.
func lead(text string, end int) string {
	s := text[max(0, end-16):end]
	return s[strings.LastIndexByte(s, '\n')+1:]
}

func tail(text string, start int) string {
	s := text[start:min(len(text), start+40)]
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return s[:i]
	}
	return s
}

// clause cuts at the next sign.
func clause(s string) string {
	if i := strings.IndexAny(s, ",;.("); i >= 0 {
		return s[:i]
	}
	return s
}

// trailing gives how many bytes from the last word on stand at the end, when
// that word is w.
func trailing(s, w string) int {
	trimmed := strings.TrimRight(s, " ~")
	if !strings.HasSuffix(trimmed, w) {
		return 0
	}
	if rest := trimmed[:len(trimmed)-len(w)]; rest != "" && isLetterOrDigit(rest[len(rest)-1]) {
		return 0
	}
	return len(s) - len(trimmed) + len(w)
}

func hasWord(s, w string) bool {
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(" ,;()-", r) }) {
		if f == w {
			return true
		}
	}
	return false
}
