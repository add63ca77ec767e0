package prose

import "time"

// SlotKind says what a slot holds.
type SlotKind uint8

const (
	FigureSlot    SlotKind = iota // "29,800 rows", "half", "2-3 days"
	DaySlot                       // "5 November", "next week", "Q3", "2026"
	MonthSlot                     // "October", "in may"
	WeekdaySlot                   // "Friday", "on Fridays"
	ClockSlot                     // "06:30", "6 am", "in the evening"
	TicketSlot                    // "PAY-123", "#881", "PR 881"
	QuotationSlot                 // what stands in quotation marks
	NameSlot                      // a word written like a name
)

// Date is a day of the calendar, as far as it was said: what was not said is 0.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Slot is a piece of a text that is either as it was or wrong: a figure, a
// day, a name.
type Slot struct {
	Start, End int    // byte offsets into the text
	Text       string // the text between them, as written
	Kind       SlotKind
	// Key is by what tickets ("PAY-123", "#881"), quotations and names are
	// compared: one spelling of each.
	Key string

	// Value is the figure; of a clock it is the hour, with minutes as its part.
	Value float64
	High  float64 // the upper end of "2-3 days" and of "06-09h", else 0
	Of    float64 // the whole in "3 of 5", else 0
	Unit  string  // short and singular: ms, s, min, h, day, week, %, €, x; "" if none
	Per   string  // the unit behind "a" in "12 crashes a week", else ""
	Noun  string  // what is counted, as written; it lies outside of Text
	// Approx tells that the figure was said as one nearby: about, almost, over.
	Approx bool
	// Loose tells a figure that may be none: "two" in "the two of them", "a
	// day", "no bugs", the 403 of an error. A text that tells it may be
	// repeated in digits; one that repeats it need not be held to it.
	Loose bool

	// Day is the first day meant and Until the last, the same one where only
	// one is. A month has no Day and no Until. Year is 0 where none was said.
	Day, Until Date
	// Relative tells that the day was reckoned from the day of the text:
	// yesterday, next week, the 18th, Friday.
	Relative bool
	// Deadline tells a day that was said as a limit: by, until, due.
	Deadline bool
	Weekday  time.Weekday // of a WeekdaySlot
	// Hour is the hour of a clock, -1 where only a part of the day was said.
	Hour int
	// Part is morning, noon, afternoon, evening or night, "" where none is said.
	Part string

	// Group is for the caller: what the slot is about, 0 for anything. Derives
	// reckons with two slots only if they are of one group.
	Group int

	other float64 // the other reading of "29.800"
	step  float64 // what the last digit shown is worth
	lent  string  // the unit of a neighbour, of a figure that has none
	bound int8    // -1 where less is meant, 1 where more is: under, at least
}

// Slots finds what a text says that can be checked against another: figures,
// days, clocks, tickets, quotations and names, in order and without overlap,
// but that what a quotation holds stands behind it. Days are seen from base.
//
// It reads more than Dates and Quantities, which look for deadlines and
// measures: months without a year or a cue, number words that count nothing,
// bare years. known tells names on file; it may be nil. A word with a capital
// inside a sentence is a name, at its beginning or in capitals throughout only
// if it is known. Who writes in small letters names nobody here: a name is told
// where its Key is a folded word of a record.
func Slots(text string, base time.Time, loc Locale, known func(word string) bool) []Slot {
	q := newSlotReader(text, base, loc, known)
	for i := 0; i < len(q.lex); {
		i = q.step(i)
	}
	q.shareUnits()
	return q.out
}

// slotReader reads slots from lexemes, left to right.
type slotReader struct {
	counter
	known func(string) bool
	out   []Slot
	// rate is the lexeme that makes the figure before it a rate.
	rate int
	// quoted is up to where the end of a quotation was looked for, by its sign.
	quoted [len(closings)]int
	// lineEnd is where the line ends that was looked at last, titled whether
	// all its words are capitalised.
	lineEnd int
	titled  bool
}

func newSlotReader(text string, base time.Time, loc Locale, known func(string) bool) *slotReader {
	if known == nil {
		known = func(string) bool { return false }
	}
	r := reader{lex: lexemes(text), base: civil(base), loc: loc, wide: true}
	q := &slotReader{counter: counter{reader: r, text: text}, known: known, rate: -1}
	q.onFile = func(i int) bool { return known(text[q.lex[i].start:q.lex[i].end]) }
	q.dates, q.out = q.all(), make([]Slot, 0, min(len(r.lex)/6+2, 1000))
	return q
}

// step reads what begins at the lexeme i and gives the lexeme to go on with.
func (q *slotReader) step(i int) int {
	if end := q.dateEnd(i); end > i {
		q.addDay(q.dates[q.next])
		return end
	}
	switch q.kind(i) {
	case lexBreak:
		return i + 1
	case lexMark:
		return q.first(i, q.addQuotation, q.addTicket, q.addFigure)
	case lexNumber:
		return q.first(i, q.addClock, q.addFigure)
	case lexOpaque:
		return q.first(i, q.addTicket, q.addName)
	}
	return q.first(i, q.addTicket, q.addClock, q.addFigure, q.addWeekdays, q.addName)
}

// first goes on behind what the first of the rules that fits has read.
func (q *slotReader) first(i int, rules ...func(int) int) int {
	for _, rule := range rules {
		if end := rule(i); end > i {
			return end
		}
	}
	return i + 1
}

// put adds a slot of the lexemes from start up to end.
func (q *slotReader) put(start, end int, s Slot) int {
	s.Start, s.End = q.lex[start].start, q.lex[end-1].end
	s.Text = q.text[s.Start:s.End]
	q.out = append(q.out, s)
	return end
}
