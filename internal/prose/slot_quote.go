package prose

import "strings"

// closings are the signs that end a quotation; straight ones begin it, too.
const closings = "\"”»'"

// addQuotation adds what stands between quotation marks from i on, if it has
// two words or more. What it holds is read, too.
func (q *slotReader) addQuotation(i int) int {
	sign := q.closing(i)
	if sign == "" {
		return i
	}
	k := strings.Index(closings, sign)
	if q.quoted[k] > 0 && i <= q.quoted[k] {
		return i
	}
	words := 0
	for j := i + 1; ; j++ {
		q.quoted[k] = j
		switch {
		case q.kind(j) == lexBreak:
			return i
		case q.closes(j, sign) && j > i+1:
			if words < 2 {
				return i
			}
			q.quote(i+1, j)
			return i + 1
		case q.kind(j) != lexMark && !strings.HasPrefix(q.low(j), "'"):
			words++
		}
	}
}

// quote adds the lexemes from start up to end, without the marks at their ends.
func (q *slotReader) quote(start, end int) {
	key := FoldQuotation(q.text[q.lex[start].start:q.lex[end-1].end])
	q.put(start, end, Slot{Kind: QuotationSlot, Key: key})
}

// FoldQuotation gives a text in the form in which quotations are compared:
// small letters, one space between words, one kind of mark, none at the ends.
func FoldQuotation(text string) string {
	text = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "„", `"`, "…", "...").Replace(strings.ToLower(text))
	return strings.Trim(strings.Join(strings.Fields(text), " "), ` .,;:!?"'`)
}

// closing gives the sign that ends the quotation which i begins, "" if it
// begins none.
func (q *slotReader) closing(i int) string {
	if q.kind(i) != lexMark || !q.glued(i+1) {
		return ""
	}
	apart := !q.glued(i) || q.kind(i-1) == lexMark
	switch x := q.lex[i]; q.text[x.start:x.end] {
	case "“":
		return "”"
	case "„":
		return "”"
	case "«":
		return "»"
	case `"`:
		if apart {
			return `"`
		}
	case "'", "‘":
		if apart && q.kind(i+1) == lexWord && !q.is(i+1, "til", "em", "cause", "n") {
			return "'"
		}
	}
	return ""
}

// closes tells whether the lexeme at j ends a quotation with the sign.
func (q *slotReader) closes(j int, sign string) bool {
	if q.kind(j) != lexMark {
		return false
	}
	x := q.lex[j]
	switch text := q.text[x.start:x.end]; sign {
	case "”":
		return text == "”" || text == "“" && q.glued(j) && !q.glued(j+1)
	case "'":
		return x.low == "'" && q.glued(j) && (!q.glued(j+1) || q.kind(j+1) == lexMark)
	case `"`:
		return text == sign && q.glued(j)
	default:
		return text == sign
	}
}
