package prose

import "strings"

// isName tells numbers that name a thing instead of counting: tickets, list
// numbers, times, versions, codes.
func (q *counter) isName(i int, a amountRead) bool {
	if q.kind(i) == lexWord {
		return q.isFigureOfSpeech(i)
	}
	n := a.start
	for n < a.end-1 && q.kind(n) != lexNumber {
		n++
	}
	return q.tiedBefore(a.start) || q.isListNumber(n) || q.isClock(n) || q.isCode(n) || q.labelled(a.start)
}

// tiedBefore tells that the number is the tail of something: x86, 555-1234,
// 1:1, ~ and the like aside.
func (q *counter) tiedBefore(i int) bool {
	if !q.glued(i) {
		return false
	}
	if q.is(i-1, "-", "–") { // the end of a range or arrow stands free
		return q.glued(i - 1)
	}
	if q.is(i-1, ":") {
		return q.kind(i-2) == lexNumber
	}
	return !(q.kind(i-1) == lexMark && q.is(i-1, "(", "[", `"`, "“", "‘", "'", "*", "~", "≈", "<", ">", "=", "≤", "≥", "|", "→", ",", ";",
		"±", "—", "{", "…", "+"))
}

// isListNumber tells "1." and "2)" at the start of a line.
func (q *counter) isListNumber(i int) bool {
	start := i == 0 || q.kind(i-1) == lexBreak || q.is(i-1, "(") && (i == 1 || q.kind(i-2) == lexBreak)
	return start && q.glued(i+1) && q.is(i+1, ".", ")", ":") && !q.glued(i+2)
}

// isClock tells 16:00, 10am, 9 o'clock, 24/7 and 1:1.
func (q *counter) isClock(i int) bool {
	if q.is(i+1, ":", "h") && q.glued(i+1) && q.glued(i+2) && q.kind(i+2) == lexNumber {
		return true
	}
	if q.low(i) == "24" && q.is(i+1, "/") && q.low(i+2) == "7" {
		return true
	}
	if q.is(i+1, "x") && q.glued(i+1) && q.is(i+2, "-") && q.glued(i+2) {
		return true
	}
	return q.is(i+1, "am", "pm", "a.m", "p.m", "o") && !q.is(i+2, "the")
}

// isCode tells versions, addresses, years, status codes, phone numbers and
// ids by their digits.
func (q *counter) isCode(i int) bool {
	low := q.low(i)
	dots, digits := 0, 0
	for k := range len(low) {
		switch {
		case low[k] == '.':
			dots++
		case isDigit(low[k]):
			digits++
		}
	}
	switch {
	case dots > 1 && currency(q.low(i+1)) == "" && currency(q.low(i-1)) == "":
		return true
	case len(low) > 1 && low[0] == '0' && isDigit(low[1]):
		return true
	case digits == len(low) && digits > 6 && !q.goesOn(i+1) && measure(q.low(i+1), q.glued(i+1)) == "":
		return true
	case q.is(i+1, "-") && q.glued(i+1) && q.glued(i+2) && q.kind(i+2) == lexNumber:
		return q.is(i+3, "-") && q.glued(i+3) || digits >= 3 && len(q.low(i+2)) >= 4
	}
	if _, end := q.groups(i); end > i+1 {
		return false
	}
	if q.kind(i+1) == lexNumber && !q.glued(i+1) || q.kind(i-1) == lexNumber { // a phone number, a row of a table
		return true
	}
	return q.isYearAlone(i) || q.isStatus(i)
}

// isYearAlone tells 2026 from 2000 users: a year is not round, or nothing is
// counted behind it.
func (q *reader) isYearAlone(i int) bool {
	n, digits, ok := q.number(i)
	if !ok || digits != 4 || n < 1950 || n > 2049 || measure(q.low(i+1), q.glued(i+1)) != "" || currency(q.low(i-1)) != "" ||
		currency(q.low(i+1)) != "" {
		return false
	}
	return n%100 != 0 || !isPlural(q.low(i+1))
}

// isStatus tells HTTP status codes beside words of HTTP.
func (q *counter) isStatus(i int) bool {
	n, digits, ok := q.number(i)
	if !ok || digits != 3 || n < 200 || n > 511 || n%100 > 31 && n != 451 {
		return false
	}
	if q.glued(i+1) && q.is(i+1, "s") {
		return n > 399
	}
	for _, k := range []int{i - 2, i - 1, i + 1, i + 2} {
		switch q.low(k) {
		case "http", "https", "status", "code", "codes", "response", "responses", "error", "errors", "returns", "returned",
			"returning", "forbidden", "unauthorized", "timeouts", "got", "throws", "threw", "handler", "retry", "page", "endpoint":
			return true
		}
	}
	return q.is(i+1, "/") && q.glued(i+1) && q.glued(i+2) || q.is(i-1, "/", "a", "the")
}

// labelled tells "PR 4412", "port 8080", "week 3", "Python 3": the word before
// makes the number a name.
func (q *counter) labelled(i int) bool {
	if i == q.dated { // "last week 12 pages"
		return false
	}
	if q.upper(i-1) && !(q.begins(i-1) && IsStop(q.low(i-1))) && strings.Contains(q.low(i), ".") && !q.measured(i+1) &&
		!q.goesOn(i+1) { // TLS 1.3
		return true
	}
	if q.measured(i+1) && q.kind(i+2) != lexNumber || currency(q.low(i+1)) != "" {
		return false
	}
	if q.is(i-1, ".") && q.is(i-2, "no", "nr", "fig", "sec", "ch") {
		return true
	}
	if _, ok := shiftOf(q.low(i - 2)); ok && unitOf(q.low(i-1)) != noUnit { // last week 12 pages
		return false
	}
	switch q.low(i - 1) {
	case "pr", "mr", "cl", "issue", "ticket", "bug", "rfc", "adr", "iso", "ieee", "port", "version", "ver", "v", "phase", "step", "part",
		"chapter", "section", "level", "tier", "sprint", "week", "wk", "page", "line", "release", "option", "room", "no", "nr", "id",
		"slide", "milestone", "epic", "story", "incident", "case", "sev", "priority", "prio", "python", "node", "java", "ios", "android",
		"postgres", "go", "windows", "php", "ruby", "rust", "react", "angular", "ubuntu", "debian", "kernel", "figure", "fig", "table",
		"exit", "signal", "pid", "uid", "q", "kr", "okr", "item", "question", "point", "day", "layer", "error", "errno", "http", "appendix",
		"building", "floor", "team", "squad", "group", "class", "type", "gen", "api", "swift", "kotlin", "redis", "mysql", "django", "rails",
		"spring", "vue", "symfony", "laravel", "typescript", "kafka", "gradle", "xcode", "chrome", "firefox", "safari", "vs", "#":
		return !q.is(i-1, "vs", "day", "go") || q.is(i-1, "day", "go") && !q.measured(i+1) && !q.goesOn(i+1)
	}
	return false
}

func (q *counter) measured(j int) bool { return measure(q.low(j), q.glued(j)) != "" }

// isFigureOfSpeech tells "one" and other words for numbers that count nothing.
func (q *counter) isFigureOfSpeech(i int) bool {
	if !q.is(i, "one") {
		return q.is(i+1, "-") && q.glued(i+1) && q.is(i+2, "factor", "way", "fold", "on", "sided") ||
			q.is(i-1, "another", "at", "in") && q.is(i+1, "-")
	}
	if q.is(i-1, "this", "that", "the", "no", "any", "each", "which", "another", "every", "old", "new", "some", "last", "next", "not", "on",
		"first", "second", "right", "day", "in", "big", "good") {
		return true
	}
	if _, ok := numberWord(q.low(i + 2)); ok && q.is(i+1, "to", "or") {
		return false
	}
	return q.is(i+1, "-") || !q.measured(i+1) && (!q.goesOn(i+1) || isAfterword(q.low(i+1)) ||
		q.is(i+1, "thing", "day", "way", "time", "more"))
}

// stands tells whether the figure that was read is free of what follows:
// "2FA", "3D", "4xx" are names, a number word needs something to count.
func (q *counter) stands(i int, a amountRead) bool {
	if q.kind(i) == lexWord && a.unit == "" && a.nounTo == a.nounFrom && a.of == 0 {
		return q.is(a.end, "of") || a.value >= 6 && !q.is(a.end, "-")
	}
	if !q.glued(a.end) {
		return true
	}
	switch q.kind(a.end) {
	case lexMark:
		free := q.is(a.end, "/", "-", ":", "_", "#", "@", "°", "&") && q.glued(a.end+1)
		rate := q.is(a.end, "/") && a.unit != "" && q.kind(a.end+1) == lexWord // €4k/month
		return !free || rate || q.is(a.end, "-") && (q.is(a.end+1, ">") || a.unit != "" || q.kind(a.end+1) == lexMark)
	case lexWord:
		return q.is(a.end, "'s")
	}
	return false
}
