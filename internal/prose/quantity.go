package prose

// Quantity is a figure with what it counts: "46 open caption bugs", "2.3 s",
// "3 of 5".
type Quantity struct {
	Start, End int    // byte offsets into the text
	Text       string // the text between them, as written
	Value      float64
	High       float64 // the upper end of "2-3 days", else 0
	Of         float64 // the whole in "3 of 5", else 0
	Unit       string  // short and singular: ms, s, min, h, day, %, €, x
	Noun       string  // what is counted, as written: "open caption bugs"
}

// Quantities finds the figures in a text, in order and without overlap. Days
// and times, versions, tickets, years, ports, addresses, list numbers and
// names with digits in them (p95, k8s) are no figures.
func Quantities(text string) []Quantity {
	q := newCounter(text)
	var out []Quantity
	for i := 0; i < len(q.lex); {
		if end := q.dateEnd(i); end > i {
			i, q.dated = end, end
			continue
		}
		a, ok := q.read(i)
		if !ok {
			i++
			continue
		}
		out = append(out, q.quantity(a))
		i = a.end
	}
	return out
}

// counter reads figures from lexemes, left to right.
type counter struct {
	reader
	text  string
	dates []found
	next  int // the first of dates that does not lie behind
	dated int // where the last date ends
}

func newCounter(text string) *counter {
	// Which day a date is does not matter here, only where it stands.
	base := calendar(2026, 1, 5)
	q := &counter{reader: reader{lex: lexemes(text), base: base}, text: text}
	q.dates = q.all()
	return q
}

// amountRead is a figure while it is read.
type amountRead struct {
	start, end    int // lexemes
	core, coreEnd int // those without the noun
	value         float64
	high, of      float64
	other         float64 // the other reading of "29.800", else 0
	step          float64 // what its last digit is worth
	unit          string
	nounFrom      int
	nounTo        int
}
