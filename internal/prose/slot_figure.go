package prose

import (
	"cmp"
	"strings"
)

// addFigure adds a figure with its unit, or a number that may be one.
func (q *slotReader) addFigure(i int) int {
	if i == q.rate {
		return i
	}
	if a, ok := q.part(i); ok {
		return q.putFigure(a, false)
	}
	if a, ok := q.read(i); ok {
		return q.putFigure(a, false)
	}
	if a, ok := q.maybe(i); ok {
		return q.putFigure(a, true)
	}
	return i
}

// putFigure adds what was read as a figure, without the noun.
func (q *slotReader) putFigure(a amountRead, loose bool) int {
	start, end := a.core, a.coreEnd
	s := Slot{Kind: FigureSlot, Value: a.value, High: a.high, Of: a.of, Unit: a.unit, other: a.other, step: a.step, Loose: loose}
	if a.nounTo > a.nounFrom {
		s.Noun = q.text[q.lex[a.nounFrom].start:q.lex[a.nounTo-1].end]
	}
	if s.other != 0 && (s.Unit == "" || currency(s.Unit) != "") {
		s.Value, s.other = s.other, s.Value
	}
	if first, _, _ := strings.Cut(s.Noun, " "); first == "times" && s.Unit == "" {
		s.Unit = "x"
	}
	s.Per = q.perUnit(end, max(end, a.nounTo))
	s.bound = q.bounds(start)
	s.Approx = s.bound != 0 || q.approximate(start, end)
	return q.put(start, end, s)
}

// perUnit reads what makes a figure a rate: "a week", "per day", "/month". "A
// week late" and "a week ago" say when.
func (q *slotReader) perUnit(ends ...int) string {
	for _, j := range ends {
		if q.is(j, "in") && q.is(j+1, "a") {
			j++
		}
		if !q.is(j, "a", "an", "per", "each", "every", "/") || q.is(j, "/") && !q.glued(j+1) {
			continue
		}
		unit := timeMeasure(q.low(j+1), q.is(j, "/"))
		if q.is(j+1, "night", "weekend") {
			unit = q.low(j + 1)
		}
		if unit == "" || q.saysWhen(j+2) {
			continue
		}
		q.rate = j
		return unit
	}
	return ""
}

// saysWhen tells words behind a stretch of time that place it: late, ago.
func (q *slotReader) saysWhen(j int) bool {
	switch q.low(j) {
	case "late", "later", "ago", "early", "earlier", "before", "after", "off", "behind", "ahead", "long", "longer", "old", "older",
		"from", "or", "and":
		return true
	}
	return q.is(j, "-") && q.glued(j)
}

// approximate tells that the figure from start up to end is said as one nearby.
func (q *slotReader) approximate(start, end int) bool {
	k := start - 1
	if q.is(k, "a", "an") {
		k--
	}
	switch q.low(k) {
	case "about", "around", "nearly", "almost", "roughly", "approximately", "approx", "circa", "ca", "some", "close", "~", "≈":
		return true
	case ".", "to":
		return q.is(k-1, "approx", "ca", "close")
	}
	return q.is(end, "or") && q.is(end+1, "so") || q.is(end, "-") && q.is(end+1, "ish")
}

// bounds tells whether the figure at start is said as more than what is meant,
// -1, or as less, 1.
func (q *slotReader) bounds(start int) int8 {
	k := start - 1
	if q.is(k, "a", "an") {
		k--
	}
	switch q.low(k) {
	case "over", "above", ">", "≥":
		return 1
	case "under", "below", "<", "≤":
		return -1
	case "than":
		return map[string]int8{"more": 1, "less": -1, "fewer": -1}[q.low(k-1)]
	case "least", "most":
		if q.is(k-1, "at") {
			return map[string]int8{"least": 1, "most": -1}[q.low(k)]
		}
	case "to":
		if q.is(k-1, "up") {
			return -1
		}
	}
	return 0
}

// part reads the parts of a whole in words: "half of the bugs", "two thirds",
// "three quarters of". They are shares of a hundred.
func (q *slotReader) part(i int) (amountRead, bool) {
	a := amountRead{start: i, core: i, unit: "%"}
	if q.kind(i) == lexIdent {
		return q.multiple(a)
	}
	if q.kind(i) == lexMark && vulgar(q.low(i)) > 0 && !q.glued(i+1) {
		a.value, a.end = 100*vulgar(q.low(i)), i+1
		return q.wholeOf(a), true
	}
	if q.kind(i) != lexWord {
		return a, false
	}
	if q.is(i, "half") && q.halves(i) {
		a.value, a.end = 50, i+1
		return q.wholeOf(a), true
	}
	n, isNumber := numberWord(q.low(i))
	if q.is(i, "a") {
		n, isNumber = 1, true
	}
	j := i + 1
	if q.is(j, "-") && q.glued(j) && q.glued(j+1) {
		j++
	}
	of := denominator(q.low(j))
	if !isNumber || of == 0 || float64(n) >= of || of == 4 && !q.is(j+1, "of") || n == 1 && !q.is(j+1, "of") {
		return a, false
	}
	a.value, a.end = 100*float64(n)/of, j+1
	return q.wholeOf(a), true
}

// halves tells "half" of something from the first half and what is half done.
func (q *slotReader) halves(i int) bool {
	switch q.low(i + 1) {
	case "of", "the", "our", "my", "their", "its", "your", "these", "those", "that", "this", "as":
		return true
	}
	return q.is(i-1, "by", "in", "almost", "nearly", "about") && !q.is(i+1, "a", "an", "-")
}

// wholeOf finds what a part in words is a part of. Parts of an hour or a day
// are a time.
func (q *slotReader) wholeOf(a amountRead) amountRead {
	j := q.skip(a.end, "of")
	if k := q.skip(j, "a", "an"); k > j {
		if u := timeMeasure(q.low(k), false); u != "" {
			a.value, a.unit, a.end = a.value/100, u, k+1
		}
	}
	a.coreEnd = a.end
	if a.unit == "%" {
		from := q.skip(j, "the", "our", "my", "all", "its", "their", "these", "those")
		a.nounFrom, a.nounTo = q.noun(from, 50)
	}
	return a
}

// multiple reads x2.
func (q *slotReader) multiple(a amountRead) (amountRead, bool) {
	low := q.low(a.start)
	n, bad := parseSmall(strings.TrimPrefix(low, "x"))
	a.value, a.unit, a.end, a.coreEnd = float64(n), "x", a.start+1, a.start+1
	return a, low[0] == 'x' && !bad && 1 < n && n <= 20
}

// denominator gives the whole that a word parts into equal pieces, 0 for
// other words.
func denominator(low string) float64 {
	switch low {
	case "third", "thirds":
		return 3
	case "quarter", "quarters", "fourths":
		return 4
	}
	if n, ok := ordinalDay(strings.TrimSuffix(low, "s")); ok && n > 4 && n < 11 {
		return float64(n)
	}
	return 0
}

// maybe reads what is a figure only if something else says so: number words
// that count nothing, "a day", "no bugs", the numbers of names.
func (q *slotReader) maybe(i int) (amountRead, bool) {
	a := amountRead{start: i, core: i, end: i + 1, coreEnd: i + 1}
	switch {
	case q.kind(i) == lexNumber:
		if q.isListNumber(i) {
			return a, false
		}
		b, ok := q.amountAt(i)
		if !q.isStatus(i) {
			q.readUnit(&b)
		}
		b.coreEnd = b.end
		return b, ok
	case q.kind(i) != lexWord:
		return a, false
	case q.is(i, "no", "none", "nothing", "nobody", "zero", "without"):
		if q.is(i, "no", "zero") {
			a.nounFrom, a.nounTo = q.noun(i+1, 0)
		}
		return a, true
	case q.is(i, "a", "an"):
		a.unit = timeMeasure(q.low(i+1), false)
		a.value, a.end, a.coreEnd = 1, i+2, i+2
		return a, a.unit != ""
	case q.is(i, "half"):
		a.value, a.unit = 50, "%"
		return a, true
	case q.is(i, "double", "doubles", "doubling"):
		a.value, a.unit = 2, "x"
		return a, true
	}
	b, ok := q.worded(i, a)
	b.coreEnd = b.end
	return b, ok && b.end > i
}

// shareUnits gives the first figure of a change the unit of the second, "from
// 18 to 10 minutes", and lends one to others that stand near: "target 15
// minutes, took 41".
func (q *slotReader) shareUnits() {
	last := -1
	for k := range q.out {
		if q.out[k].Kind != FigureSlot || q.out[k].Loose {
			continue
		}
		if last >= 0 {
			q.shareUnit(&q.out[last], &q.out[k])
		}
		last = k
	}
}

// maxLent bounds the bytes between a figure and the one that lends it a unit,
// maxShared those between the two of a change.
const (
	maxLent   = 60
	maxShared = 30
)

func (q *slotReader) shareUnit(a, b *Slot) {
	if a.takesUnit() == b.takesUnit() || b.Start-a.End > maxLent || strings.Contains(q.text[a.End:b.Start], "\n") {
		return
	}
	x, y := a.quantity(), b.quantity()
	if _, ok := changeOf(q.text, x, y); ok && b.Start-a.End <= maxShared {
		shareUnit(&x, &y)
		a.Unit, b.Unit = x.Unit, y.Unit
		return
	}
	a.lent, b.lent = cmp.Or(b.Unit, b.lent), cmp.Or(a.Unit, a.lent)
}

// takesUnit tells a figure that was said without saying of what.
func (s Slot) takesUnit() bool { return s.Unit == "" && s.Noun == "" && s.Of == 0 }

func (s Slot) quantity() Quantity {
	return Quantity{Start: s.Start, End: s.End, Text: s.Text, Value: s.Value, High: s.High, Of: s.Of, Unit: s.Unit, Noun: s.Noun}
}
