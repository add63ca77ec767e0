package prose

import "strings"

// read reads a number with its unit and what it counts.
func (q *counter) read(i int) (amountRead, bool) {
	if a, ok := q.percentile(i); ok {
		return a, true
	}
	a, ok := q.amountAt(i)
	if !ok || q.isName(i, a) {
		return a, false
	}
	q.rangeOrShare(&a)
	if q.is(a.end, "+") && q.glued(a.end) && !q.glued(a.end+1) { // 10+ customers
		a.end++
	}
	q.readUnit(&a)
	q.readNoun(&a)
	return a, q.stands(i, a)
}

// percentile reads "p95 of 2.1 s": the figure is the value, p95 what it is of.
func (q *counter) percentile(i int) (amountRead, bool) {
	low := q.low(i)
	if q.kind(i) != lexIdent || len(low) < 3 || low[0] != 'p' || !isDigit(low[1]) || strings.Trim(low[1:], "0123456789") != "" {
		return amountRead{}, false
	}
	j := q.skip(i+1, "of", "at", ":", "=", "is", "was")
	if q.kind(j) != lexNumber || q.dateEnd(j) > j {
		return amountRead{}, false
	}
	a, ok := q.amountAt(j)
	if !ok {
		return a, false
	}
	q.readUnit(&a)
	a.core = a.start
	a.start, a.nounFrom, a.nounTo = i, i, i+1
	return a, a.unit != ""
}

func (q *counter) quantity(a amountRead) Quantity {
	start, end := q.lex[a.start].start, q.lex[a.end-1].end
	out := Quantity{Start: start, End: end, Text: q.text[start:end], Value: a.value, High: a.high, Of: a.of, Unit: a.unit}
	if a.nounTo > a.nounFrom {
		out.Noun = q.text[q.lex[a.nounFrom].start:q.lex[a.nounTo-1].end]
	}
	return out
}

// dateEnd gives where the date that covers i ends, or i.
func (q *counter) dateEnd(i int) int {
	for q.next < len(q.dates) && q.dates[q.next].end <= i {
		q.next++
	}
	for k := q.next; k < len(q.dates) && q.dates[k].start <= i; k++ {
		if i < q.dates[k].end {
			return q.dates[k].end
		}
	}
	return i
}

// rangeOrShare reads the second number of "2-3 days", "3 of 5", "3/5".
func (q *counter) rangeOrShare(a *amountRead) {
	j := a.end
	switch {
	case q.is(j, "/") && q.glued(j) && q.glued(j+1):
		q.share(a, j+1)
	case q.is(j, "of"):
		q.share(a, q.skip(j+1, "the", "our", "my", "all", "its", "those", "these"))
	case q.is(j, "out") && q.is(j+1, "of"):
		q.share(a, q.skip(j+2, "the", "our", "my", "all", "its"))
	case q.is(j, "-", "–") && q.glued(j) && q.glued(j+1), q.is(j, "to", "or") && !q.changesBefore(a.start):
		high, ok := q.amountAt(j + 1)
		if ok && q.kind(j+1) == q.kind(j-1) && high.value > a.value && q.dateEnd(j+1) == j+1 && (high.unit == "" || high.unit == a.unit) {
			a.high, a.end = high.value, high.end
		}
	}
}

func (q *counter) share(a *amountRead, j int) {
	if whole, ok := q.amountAt(j); ok && whole.value >= a.value && q.dateEnd(j) == j {
		a.of, a.end = whole.value, whole.end
	}
}

// changesBefore tells that a change, not a range, is told: "from 3 to 8".
func (q *counter) changesBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3 && q.kind(k) != lexBreak; k-- {
		if q.is(k, "from", "went", "down", "up", "dropped", "grew", "rose", "fell", "cut", "improved") {
			return true
		}
	}
	return false
}

// readUnit reads the unit behind the number, glued, spaced or with a hyphen.
func (q *counter) readUnit(a *amountRead) {
	a.coreEnd = a.end
	if a.unit != "" {
		return
	}
	q.readHalf(a)
	j := a.end
	if q.is(j, "-") && q.glued(j) && q.glued(j+1) {
		j++
	}
	u, n := q.unitAt(j)
	if q.dateEnd(j) > j { // 7 KW 47
		return
	}
	if u == "" {
		q.readClocked(a)
		return
	}
	hyphen := j > a.end
	a.unit, a.end = u, j+n
	q.readRest(a)
	a.coreEnd = a.end
	if hyphen || q.is(j, "second", "minute", "hour", "day", "week", "month") && a.value != 1 {
		if from, to := q.noun(a.end, 1); to > from {
			a.nounFrom, a.nounTo, a.end = from, to, to
		}
	}
}

// readHalf adds the half of "two and a half hours" and "2½ hours".
func (q *counter) readHalf(a *amountRead) {
	if part := vulgar(q.low(a.end)); part > 0 && a.high == 0 && a.of == 0 && !q.is(a.end, "") {
		a.value, a.end = a.value+part, a.end+1
		a.coreEnd = a.end
	}
	if q.is(a.end, "and") && q.is(a.end+1, "a") && q.is(a.end+2, "half", "quarter") && q.measured(a.end+3) {
		a.value, a.end = a.value+halfOrQuarter(q.low(a.end+2)), a.end+3
		a.coreEnd = a.end
	}
}

func halfOrQuarter(low string) float64 {
	if low == "half" {
		return 0.5
	}
	return 0.25
}

// vulgar reads the characters that are a fraction.
func vulgar(low string) float64 {
	switch low {
	case "½":
		return 0.5
	case "¼":
		return 0.25
	case "¾":
		return 0.75
	}
	return 0
}

// readClocked reads the minutes of "2h30" and "1h30m".
func (q *counter) readClocked(a *amountRead) {
	low := q.low(a.end)
	if !q.glued(a.end) || q.kind(a.end) != lexIdent || low[0] != 'h' || len(low) < 3 {
		return
	}
	if n, bad := parseSmall(strings.TrimSuffix(low[1:], "m")); !bad && n < 60 && isDigit(low[2]) {
		a.value, a.unit, a.end = a.value+float64(n)/60, "h", a.end+1
		a.coreEnd = a.end
	}
}

// readRest adds what a stretch of time has beside its first unit: "an hour
// and a half", "2h30", "2 h 30 min", "1h 30m".
func (q *counter) readRest(a *amountRead) {
	j := a.end
	smaller, parts := map[string]string{"h": "min", "min": "s"}[a.unit], 60.0
	if dimension(a.unit) != "time" || a.high != 0 || a.of != 0 {
		return
	}
	if q.is(j, "and") && q.is(j+1, "a") && q.is(j+2, "half", "quarter") && !q.goesOn(j+3) {
		a.value, a.end = a.value+halfOrQuarter(q.low(j+2)), j+3
		return
	}
	j = q.skip(j, "and")
	n, digits, ok := q.number(j)
	if !ok || smaller == "" || n > 59 || q.dateEnd(j) > j {
		return
	}
	u, width := q.unitAt(j + 1)
	bare := u == "" && a.unit == "h" && digits == 2 && j == a.end && !q.goesOn(j+1) && q.freeAfter(j+1) // 51 h 40
	if u == smaller || bare {
		a.value, a.end = a.value+float64(n)/parts, j+1+width
	}
}

// readNoun reads what is counted behind the number, or behind "of".
func (q *counter) readNoun(a *amountRead) {
	if a.nounTo > a.nounFrom {
		return
	}
	from := a.end
	if q.is(from, "of") && (a.unit != "" || a.of == 0) {
		from = q.skip(from+1, "the", "our", "my", "all", "its", "their", "these", "those")
		if q.kind(from) != lexWord || q.dateEnd(from) > from {
			return
		}
	} else if a.unit != "" {
		return
	}
	if q.glued(from) && !q.is(from-1, "of") {
		return
	}
	if from, to := q.noun(from, a.value); to > from {
		a.nounFrom, a.nounTo, a.end = from, to, to
	}
}

// maxNoun is how many words a counted thing may have.
const maxNoun = 4

// noun finds the words from i that name what is counted: up to the first
// plural; of one thing, up to what may be a verb.
func (q *counter) noun(i int, value float64) (from, to int) {
	end := i
	for words := 0; words < maxNoun && q.isNounWord(end, i); words++ {
		low := q.low(end)
		if isPlural(low) {
			if value == 1 && end > i {
				return i, end
			}
			return i, end + 1
		}
		end++
		for q.is(end, "-") && q.glued(end) && q.glued(end+1) && q.kind(end+1) == lexWord {
			end += 2
		}
		if end > i+1 && isPlural(q.low(end-1)) {
			return i, end
		}
	}
	if value == 1 {
		return i, min(end, i+2)
	}
	return i, min(end, i+1)
}

func (q *counter) isNounWord(k, from int) bool {
	if q.kind(k) != lexWord && q.kind(k) != lexIdent || k > from && q.glued(k) || strings.HasPrefix(q.low(k), "'") || q.dateEnd(k) > k {
		return false
	}
	low := q.low(k)
	if isPluralNoun(low) {
		return true
	}
	if low == "open" || low == "new" || low == "old" || low == "first" || low == "small" || low == "big" {
		return true
	}
	return !IsStop(low) && !isAfterword(low)
}

// isAfterword tells words that stand behind a figure and are not counted.
func isAfterword(low string) bool {
	switch low {
	case "left", "faster", "slower", "higher", "lower", "better", "worse", "less", "fewer", "total", "ago", "earlier", "later",
		"longer", "shorter", "larger", "smaller", "together", "alone", "max", "min", "tops", "latest", "yet", "plus", "minus",
		"approx", "down", "up", "percent", "behind", "ahead", "either", "cheaper", "latency", "overall", "combined", "remaining":
		return true
	}
	return false
}

func isPluralNoun(low string) bool {
	switch low {
	case "work", "time", "people", "things", "times", "works", "tries", "days", "weeks", "ways", "reviewers":
		return true
	}
	return false
}

func isPlural(low string) bool {
	switch low {
	case "people", "children", "men", "women", "data", "criteria", "staff", "folks", "loc", "feedback":
		return true
	}
	n := len(low)
	return n > 2 && low[n-1] == 's' && low[n-2] != 's' && !strings.HasSuffix(low, "us") && !strings.HasSuffix(low, "is")
}
