package prose

import (
	"math"
	"strconv"
	"strings"
)

// amountAt reads a number with its sign, currency and thousands.
func (q *counter) amountAt(i int) (amountRead, bool) {
	a := amountRead{start: i, core: i}
	if a.unit = currency(q.low(i)); a.unit != "" && (q.kind(i) == lexMark || q.kind(i+1) == lexNumber) {
		i++
	} else {
		a.unit = ""
	}
	sign := 1.0
	if q.is(i, "-", "−", "+") && q.glued(i+1) && !q.glued(i) && q.kind(i+1) == lexNumber {
		if !q.is(i, "+") {
			sign = -1
		}
		i++
	}
	if q.kind(i) != lexNumber {
		return q.worded(i, a)
	}
	digits, end := q.groups(i)
	value, ok := parseFigure(digits, q.isMoney(i, a.unit))
	other, _ := parseFigure(digits, !q.isMoney(i, a.unit))
	a.value, a.end, a.step = sign*value, end, lastDigit(digits, value)
	if other != value {
		a.other = sign * other
	}
	q.magnitude(&a)
	if u := currency(q.low(a.end)); u != "" && a.unit == "" {
		a.unit, a.end = u, a.end+1
	}
	return a, ok
}

// groups joins the thousands of "29 800": digits in threes, each behind one
// space. It gives the digits and the lexeme behind them.
func (q *counter) groups(i int) (digits string, end int) {
	digits, end = q.low(i), i+1
	if len(digits) > 3 || digits == "" || digits[0] == '0' || !allDigits(digits) || q.kind(i-1) == lexNumber {
		return digits, end
	}
	for q.kind(end) == lexNumber && !q.glued(end) && isThousands(q.low(end)) && isOneSpace(q.text[q.lex[end-1].end:q.lex[end].start]) {
		digits, end = digits+q.low(end), end+1
	}
	if q.kind(end) == lexNumber && !q.glued(end) || q.glued(end) && q.is(end, "-", "/", ":") { // a row of a table, a phone number
		return q.low(i), i + 1
	}
	return digits, end
}

func isThousands(low string) bool {
	return len(low) >= 3 && allDigits(low[:3]) && (len(low) == 3 || !isDigit(low[3]) && strings.Count(low, ".")+strings.Count(low, ",") == 1)
}

// isOneSpace knows the spaces that part thousands: the usual, the thin ones
// and those that keep a line together.
func isOneSpace(s string) bool { return s == " " || s == " " || s == " " || s == " " }

// lastDigit gives what the last digit of a number is worth.
func lastDigit(digits string, value float64) float64 {
	step := 1.0
	if at := strings.LastIndexAny(digits, ".,"); at >= 0 && value != math.Trunc(value) {
		for range len(digits) - at - 1 {
			step /= 10
		}
	}
	return step
}

func (q *counter) isMoney(i int, unit string) bool { return unit != "" || currency(q.low(i+1)) != "" }

func currency(low string) string {
	switch low {
	case "€", "eur", "euro", "euros":
		return "€"
	case "$", "usd", "dollar", "dollars":
		return "$"
	case "£", "gbp":
		return "£"
	case "chf", "¥", "sek", "nok", "dkk", "pln", "czk":
		return strings.ToUpper(low)
	}
	return ""
}

// parseFigure reads 1,200 and 1.200,50 and 2,5 and 2.3. Three digits behind
// one comma are thousands; behind one point only in sums of money.
func parseFigure(s string, money bool) (float64, bool) {
	if len(s) > 24 || strings.Count(s, ".") > 1 && strings.Contains(s, ",") {
		return 0, false
	}
	comma, point := strings.LastIndexByte(s, ','), strings.LastIndexByte(s, '.')
	switch {
	case comma >= 0 && point > comma:
		s = strings.ReplaceAll(s, ",", "")
	case point >= 0 && comma > point:
		s = strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", ".")
	case comma >= 0 && grouped(s, ','):
		s = strings.ReplaceAll(s, ",", "")
	case comma >= 0:
		s = strings.Replace(s, ",", ".", 1)
	case point >= 0 && money && grouped(s, '.'):
		s = strings.ReplaceAll(s, ".", "")
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// grouped tells 1,200,000: groups of three behind one to three digits.
func grouped(s string, sep byte) bool {
	parts := strings.Split(s, string(sep))
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return len(parts[0]) <= 3 && parts[0] != "0"
}

// magnitude reads k, M, million and the like. A small m is a million only of
// money or before a word; alone it is minutes.
func (q *counter) magnitude(a *amountRead) {
	times := 0.0
	text := q.text
	if a.end >= len(q.lex) {
		return
	}
	x := q.lex[a.end]
	switch x.low {
	case "k":
		times = 1e3
	case "m":
		counts := !q.glued(a.end+1) && q.goesOn(a.end+1) && isPlural(q.low(a.end+1))
		if x.glued && (a.unit != "" || text[x.start] == 'M' || counts) {
			times = 1e6
		}
	case "b", "bn":
		if a.unit != "" || x.low == "bn" {
			times = 1e9
		}
	case "mn", "mio", "million", "millions":
		times = 1e6
	case "billion":
		times = 1e9
	case "thousand":
		times = 1e3
	case "hundred":
		times = 100
	}
	if times != 0 && !(len(x.low) == 1 && q.glued(a.end+1) && q.kind(a.end+1) != lexMark) {
		a.value *= times
		a.other *= times
		a.step *= times
		a.end++
	}
}

// worded reads numbers in words: ten, twenty-five, a dozen, half a dozen, a
// hundred, twice.
func (q *counter) worded(i int, a amountRead) (amountRead, bool) {
	if q.kind(i) != lexWord || q.glued(i) && !q.is(i-1, "(", `"`, "“", "~", "-", "–", "/") {
		return a, false
	}
	a.value, a.end, a.step = 0, i+1, 1
	if n, ok := numberWord(q.low(i)); ok {
		return q.wordedFrom(a, n), true
	}
	switch {
	case q.is(i, "twice"):
		a.value, a.unit = 2, "x"
	case q.is(i, "thrice"):
		a.value, a.unit = 3, "x"
	case q.is(i, "doubled"):
		a.value, a.unit = 2, "x"
	case q.is(i, "tripled"):
		a.value, a.unit = 3, "x"
	case q.is(i, "halved"):
		a.value, a.unit = 0.5, "x"
	case q.is(i, "half") && q.is(i+1, "a") && q.is(i+2, "dozen"):
		a.value, a.end = 6, i+3
	case q.is(i, "half") && q.is(i+1, "a", "an") && timeMeasure(q.low(i+2), false) != "":
		a.value, a.end = 0.5, i+2
	case q.is(i, "a", "an") && timeMeasure(q.low(i+1), false) != "" && q.is(i+2, "and") && q.is(i+3, "a") && q.is(i+4, "half", "quarter"):
		a.value, a.end = 1, i+1
	case q.is(i, "a") && q.is(i+1, "dozen"):
		a.value, a.end = 12, i+2
	case q.is(i, "a") && q.is(i+1, "hundred", "thousand", "million"):
		a.value = 1
		q.magnitude(&a)
	}
	return a, a.value != 0
}

func (q *counter) wordedFrom(a amountRead, n int) amountRead {
	a.value = float64(n)
	if q.is(a.end, "-") && q.glued(a.end) && n >= 20 && n%10 == 0 {
		if ones, ok := numberWord(q.low(a.end + 1)); ok && ones < 10 {
			a.value, a.end = a.value+float64(ones), a.end+2
		}
	}
	if q.is(a.end, "dozen") {
		a.value, a.end = a.value*12, a.end+1
	}
	q.magnitude(&a)
	return a
}

// unitAt reads a unit of measure and how many lexemes it takes: "ms", "%",
// "req/s", "percentage points".
func (q *counter) unitAt(j int) (string, int) {
	if q.kind(j) != lexWord && !q.is(j, "%", "×", "°", "µ", "‰") {
		return "", 0
	}
	if q.is(j, "percentage") && q.is(j+1, "points", "point") {
		return "pp", 2
	}
	if q.is(j, "per") && q.is(j+1, "cent") {
		return "%", 2
	}
	if q.is(j, "°") && q.is(j+1, "c", "f") {
		return "°" + strings.ToUpper(q.low(j+1)), 2
	}
	if q.upper(j) && q.is(j, "v", "w") {
		return strings.ToUpper(q.low(j)), 1
	}
	u := measure(q.low(j), q.glued(j))
	if u == "" || q.upper(j) && q.is(j, "d", "h", "w", "s", "x", "y") {
		return "", 0
	}
	if q.is(j+1, "/") && q.glued(j+1) && q.glued(j+2) {
		if per := measure(q.low(j+2), true); per != "" {
			return u + "/" + per, 3
		}
	}
	if u == "x" && q.kind(j+1) == lexNumber {
		return "", 0
	}
	return u, 1
}

// measure gives the short form of a unit. Single letters that may be words or
// names count only right behind the number.
func measure(low string, glued bool) string {
	if u := timeMeasure(low, glued); u != "" {
		return u
	}
	switch low {
	case "%", "percent", "pct":
		return "%"
	case "pp", "‰", "px", "km", "cm", "mm", "kg", "dpi", "ppm", "rpm", "fps", "rps", "qps", "tps", "bps", "req", "ops":
		return low
	case "x", "×":
		return "x"
	case "b", "g", "v", "a", "c", "f":
		if glued {
			return strings.ToUpper(low)
		}
	case "byte", "bytes":
		return "B"
	case "bit", "bits":
		return "bit"
	case "kb", "mb", "gb", "tb", "pb":
		return strings.ToUpper(low)
	case "kib", "mib", "gib", "tib":
		return strings.ToUpper(low[:1]) + "iB"
	case "kbps", "mbps", "gbps", "kbit", "mbit", "gbit":
		return strings.ToUpper(low[:1]) + low[1:]
	case "hz":
		return "Hz"
	case "khz":
		return "kHz"
	case "mhz", "ghz":
		return strings.ToUpper(low[:1]) + "Hz"
	case "mw", "kw", "mv", "kv", "ma":
		return low[:1] + strings.ToUpper(low[1:])
	case "mah":
		return "mAh"
	case "kwh":
		return "kWh"
	case "db":
		return "dB"
	}
	return ""
}

func timeMeasure(low string, glued bool) string {
	switch low {
	case "ns", "ms":
		return low
	case "us", "µs", "μs":
		if low != "us" || glued {
			return "µs"
		}
	case "s", "sec", "secs", "second", "seconds":
		return "s"
	case "min", "mins", "minute", "minutes":
		return "min"
	case "m":
		if glued {
			return "min"
		}
	case "h", "hr", "hrs", "hour", "hours":
		return "h"
	case "d", "day", "days":
		return "day"
	case "w", "wk", "wks", "week", "weeks":
		return "week"
	case "mo", "month", "months":
		return "month"
	case "y", "yr", "yrs", "year", "years":
		return "year"
	case "quarter", "quarters", "sprint", "sprints", "fortnight", "fortnights":
		return strings.TrimSuffix(low, "s")
	}
	return ""
}
