package coach

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/prose"
)

// longestQuote is how many bytes a quotation is widened to at most.
const longestQuote = 240

// cutQuote cuts the quotation that an anchor points at out of the first text
// that has it, so that it is the record's own letters. An anchor is a few
// words that stand there, or those that it begins and ends with, with "…" in
// between; case, white space and the kind of quotation mark don't count. The
// quotation is widened to whole sentences, so that it cannot leave a "not"
// out. It is "" when no text has the words.
func cutQuote(anchor string, texts []string) string {
	head, tail := anchorParts(anchor)
	if head == "" {
		return ""
	}
	for _, text := range texts {
		t := folding(text)
		start, end := t.find(head, 0)
		if start >= 0 && tail != "" {
			_, end = t.find(tail, start)
		}
		if start >= 0 && end >= 0 {
			return widened(text, t.at[start], t.at[end])
		}
	}
	return ""
}

// anchorParts splits an anchor. A single short word points at nothing.
func anchorParts(anchor string) (head, tail string) {
	anchor = strings.NewReplacer("[…]", "…", "[...]", "…", "(...)", "…", "...", "…").Replace(anchor)
	trim := func(s string) string { return string(folding(strings.Trim(s, " \t\n\"'“”‘’.,;:!?")).runes) }
	first, last := anchor, ""
	if parts := strings.Split(strings.Trim(anchor, "… \"“”"), "…"); len(parts) > 1 {
		first, last = parts[0], parts[len(parts)-1]
	} else {
		first = parts[0]
	}
	head, tail = trim(first), trim(last)
	if tail == "" && !strings.Contains(head, " ") && utf8.RuneCountInString(head) < 8 {
		return "", ""
	}
	return head, tail
}

// folded is a text as anchors are compared with it, and where each of its
// runes stood.
type folded struct {
	runes []rune
	at    []int // one more than runes: the end
}

func folding(text string) folded {
	var f folded
	gap := false
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			gap = len(f.runes) > 0
			continue
		case r == '’' || r == '‘':
			r = '\''
		case r == '“' || r == '”':
			r = '"'
		case r == '@' || r == '#' || r == '+' || r == '`' || r == '*':
			continue
		}
		if gap {
			f.runes, f.at = append(f.runes, ' '), append(f.at, i)
			gap = false
		}
		f.runes, f.at = append(f.runes, unicode.ToLower(r)), append(f.at, i)
	}
	f.at = append(f.at, len(strings.TrimRightFunc(text, unicode.IsSpace)))
	return f
}

// find gives where the words stand as whole words, at or after from; -1 when
// they don't.
func (f folded) find(words string, from int) (start, end int) {
	want := []rune(words)
	for i := from; i+len(want) <= len(f.runes); i++ {
		if string(f.runes[i:i+len(want)]) == words && f.edge(i) && f.edge(i+len(want)) {
			return i, i + len(want)
		}
	}
	return -1, -1
}

// edge tells whether no word goes on at i.
func (f folded) edge(i int) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return i <= 0 || i >= len(f.runes) || !inWord(f.runes[i-1]) || !inWord(f.runes[i])
}

// widened gives the sentences that hold text[start:end], or just that where
// they are too long.
func widened(text string, start, end int) string {
	from, to := start, end
	for _, s := range prose.Sentences(text) {
		if s.Start <= start && start < s.End {
			from = s.Start
		}
		if s.Start < end && end <= s.End {
			to = s.End
		}
	}
	if to-from <= longestQuote && from <= start && to >= end {
		start, end = from, to
	}
	return strings.TrimSpace(text[start:end])
}

// quote finds the words that a fact points at in the records that it cites.
// Words that stand nowhere there are left out with a finding.
func (c *court) quote(where, anchor string, cited []*shown) string {
	if anchor == "" {
		return ""
	}
	if q := cutQuote(anchor, ownTexts(cited)); q != "" {
		return q
	}
	if cutQuote(anchor, ownTexts(c.sheet.records())) != "" {
		c.add("quote", where, fixCite, "left out a quotation: it stands in another record than the one cited: “%s”", short(anchor))
		return ""
	}
	c.add("quote", where, fixCite, "left out a quotation that stands in no record: “%s”", short(anchor))
	return ""
}

func ownTexts(cited []*shown) []string {
	var out []string
	for _, r := range cited {
		out = append(out, r.own...)
	}
	return out
}
