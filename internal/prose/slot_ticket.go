package prose

import "strings"

// addTicket adds what a tracker numbers. "PR 881", "#881" and "!881" are the
// same one.
func (q *slotReader) addTicket(i int) int {
	switch q.kind(i) {
	case lexOpaque:
		x := q.lex[i]
		start, end, key := ticketIn(q.text[x.start:x.end])
		if key == "" {
			return i
		}
		q.out = append(q.out, Slot{
			Start: x.start + start, End: x.start + end, Text: q.text[x.start+start : x.start+end], Kind: TicketSlot, Key: key,
		})
		return i + 1
	case lexMark:
		if n, _, ok := q.whole(i + 1); ok && q.is(i, "!") && q.glued(i+1) && !q.glued(i) && q.freeAfter(i+2) {
			return q.put(i, i+2, Slot{Kind: TicketSlot, Key: "#" + n})
		}
	case lexWord:
		if n, _, ok := q.whole(i + 1); ok && numbersTickets(q.low(i)) && q.freeAfter(i+2) && q.dateEnd(i+1) == i+1 {
			return q.put(i, i+2, Slot{Kind: TicketSlot, Key: "#" + n})
		}
	case lexIdent:
		if n := q.low(i)[min(2, len(q.low(i))):]; allDigits(n) && numbersTickets(q.low(i)[:2]) {
			return q.put(i, i+1, Slot{Kind: TicketSlot, Key: "#" + n})
		}
	}
	return i
}

// whole gives the digits of a whole number of any length.
func (q *slotReader) whole(i int) (n string, digits int, ok bool) {
	low := q.low(i)
	return low, len(low), q.kind(i) == lexNumber && allDigits(low)
}

func allDigits(s string) bool { return s != "" && strings.TrimLeft(s, "0123456789") == "" }

func numbersTickets(low string) bool {
	switch low {
	case "pr", "prs", "mr", "mrs", "issue", "ticket", "bug":
		return true
	}
	return false
}

// ticketIn finds the ticket that a name or an address holds: "PAY-123",
// "owner/repo#881", "…/pull/881", "PAY-123-fix-retry".
func ticketIn(chunk string) (start, end int, key string) {
	for i := range len(chunk) {
		if i > 0 && isLetterOrDigit(chunk[i-1]) && chunk[i] != '#' {
			continue
		}
		if n := digitsEnd(chunk, i+1); chunk[i] == '#' && n > i+1 && isFree(chunk, n) {
			return i, n, chunk[i:n]
		}
		if n := keyEnd(chunk, i); n > i {
			return i, n, chunk[i:n]
		}
	}
	return numberedPage(chunk)
}

// keyEnd gives where a key of capitals and its number end, or i.
func keyEnd(chunk string, i int) int {
	k := i
	for k < len(chunk) && ('A' <= chunk[k] && chunk[k] <= 'Z' || k > i && isDigit(chunk[k])) {
		k++
	}
	if k-i < 2 || k == len(chunk) || chunk[k] != '-' {
		return i
	}
	if n := digitsEnd(chunk, k+1); n > k+1 && isFree(chunk, n) {
		return n
	}
	return i
}

// numberedPage reads the number of a pull request or an issue from an address.
func numberedPage(chunk string) (start, end int, key string) {
	for _, kind := range []string{"/pull/", "/issues/", "/merge_requests/"} {
		_, rest, found := strings.Cut(chunk, kind)
		if n := digitsEnd(rest, 0); found && n > 0 && isFree(rest, n) {
			start = len(chunk) - len(rest)
			return start, start + n, "#" + rest[:n]
		}
	}
	return 0, 0, ""
}

func digitsEnd(s string, i int) int {
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}

func isFree(s string, i int) bool { return i == len(s) || !isLetterOrDigit(s[i]) && s[i] != '.' }
