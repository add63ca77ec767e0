package figures

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// reading is one figure as a record tells it, with what can be known of its
// subject without knowing the words.
type reading struct {
	Point
	item *brief.Item
	// dim is what can be compared: a kind of unit, the stem of what is counted,
	// or a share.
	dim string
	// label is the percentile it is of (p95), period the time it is counted
	// over: figures that differ in either are of different things.
	label, period string
	// own are the stems of its clause, subject those before a colon; neither
	// has the stem that is counted.
	own, subject []string
	// told is the day on which it was said, change tells it from the other
	// changes of that day; "" for a figure that is part of none.
	told   oneonone.Date
	change string
	// loose tells that its record has other figures of the kind or sets it apart
	// as a part, scope are the words behind it that say where it holds.
	loose bool
	scope []string
}

// size is the value in the smallest unit of its kind, a share as a fraction.
func (p Point) size() float64 {
	if p.Of != 0 {
		return p.Value / p.Of
	}
	_, size := scale(p.Unit)
	return p.Value * size
}

// gatherer reads figures.
type gatherer struct {
	stems prose.Stems
	loc   prose.Locale
}

// passage is a text while its figures are read.
type passage struct {
	*gatherer
	text      string
	on        oneonone.Date
	figures   []prose.Quantity
	sentences []prose.Span
}

// dates gives the days that the text names.
func (p *passage) dates() []prose.DateSpan { return prose.Dates(p.text, p.on.Time(time.UTC), p.loc) }

// read gives the figures of a text of that day that tell how something is or
// was. Those of a part that is set apart ("desktop only") count where the text
// is known to be about the same thing.
func (r *gatherer) read(text string, on oneonone.Date, it *brief.Item, parts bool) []*reading {
	if !hasDigit(text) {
		return nil
	}
	p := &passage{gatherer: r, text: text, on: on, figures: joined(text, amounts(text))}
	if len(p.figures) == 0 {
		return nil
	}
	p.sentences = prose.Sentences(text)
	var changes []prose.Change
	if len(p.figures) > 1 {
		changes = prose.Changes(text)
	}
	var out []*reading
	inChange := map[int]bool{}
	for i, c := range changes {
		from, to := p.reading(c.From, c.Start, c.End, parts), p.reading(c.To, c.Start, c.End, parts)
		if from == nil || to == nil || from.dim != to.dim {
			continue
		}
		from.change = on.String() + it.ID + strconv.Itoa(i)
		to.change, from.Before = from.change, true
		if day, ok := p.pastDay(c.From); ok {
			from.On, from.Before = day, false
		}
		inChange[c.From.Start], inChange[c.To.Start] = true, true
		out = append(out, from, to)
	}
	for _, q := range p.figures {
		if inChange[q.Start] {
			continue
		}
		if x := p.reading(q, q.Start, q.End, parts); x != nil {
			out = append(out, x)
		}
	}
	for _, x := range out {
		x.item, x.ItemID = it, it.ID
	}
	return out
}

// reading reads a figure that stands, alone or in a change, from start to end;
// nil when it tells nothing to compare.
func (p *passage) reading(q prose.Quantity, start, end int, parts bool) *reading {
	s := spanAt(p.sentences, start)
	if start < s.Start || end > s.End || q.High != 0 {
		return nil
	}
	from, to := clauseAround(p.text[:s.End], s.Start, start, end)
	clause, sentence, before := p.text[from:to], p.text[s.Start:s.End], p.text[s.Start:q.Start]
	if isUnreal(clause, sentence) || isBound(before) || endsIn(before, "the") {
		return nil
	}
	noun := p.head(q.Noun)
	x := &reading{told: p.on, label: percentile(sentence), loose: isPart(clause, sentence)}
	x.Point = Point{On: p.on, Value: q.Value, Of: q.Of, Unit: q.Unit, Figure: q.Text}
	if tail := p.text[end:to]; isPlace(tail) {
		x.scope = p.content(tail, "")
	}
	if x.loose && !parts {
		return nil
	}
	switch {
	case q.Of != 0:
		x.dim = "share"
	case q.Unit != "":
		kind, _ := scale(q.Unit)
		x.dim, noun = "in "+kind, ""
	case noun == "" || isCircumstance(before):
		return nil
	default:
		x.dim = "of " + noun
	}
	if isTotal(x.dim) {
		x.period = p.period(s)
	}
	x.own = p.content(p.text[from:start]+" "+q.Noun+" "+p.text[end:to], noun)
	lead := p.text[s.Start:from]
	if colon := strings.LastIndex(lead, ":"); colon >= 0 && !strings.ContainsAny(lead[colon:], ".!?") {
		x.subject = p.content(lead[:colon], noun)
	}
	if len(x.own) == 0 {
		x.own, x.subject = x.subject, nil
	}
	if q.Of != 0 && noun != "" {
		x.own = append(x.own, "of "+noun)
	}
	x.Text = p.shown(s, from, to, q.Unit != "" && len(x.own) == 0)
	return x
}

// content gives the stems of a text, without those of its +projects, @people
// and #tags and without the one that is counted.
func (r *gatherer) content(text, noun string) []string {
	words := strings.Fields(text)
	words = slices.DeleteFunc(words, func(w string) bool { return strings.ContainsAny(w[:1], "+@#") })
	stems := r.stems.Content(strings.Join(words, " "))
	slices.Sort(stems)
	return slices.DeleteFunc(slices.Compact(stems), func(s string) bool { return s == noun })
}

// head gives the stem of a noun's last word.
func (r *gatherer) head(noun string) string {
	stems := r.stems.Content(noun[strings.LastIndexByte(noun, ' ')+1:])
	if len(stems) == 0 {
		return ""
	}
	return stems[0]
}

// joined makes one figure of "5 h 40 min".
func joined(text string, figures []prose.Quantity) []prose.Quantity {
	var out []prose.Quantity
	for _, q := range figures {
		if n := len(out) - 1; n >= 0 && out[n].Unit != "" && out[n].Noun == "" && text[out[n].End:q.Start] == " " {
			large, x := scale(out[n].Unit)
			small, y := scale(q.Unit)
			if large == small && y < x {
				out[n].Value += q.Value * y / x
				out[n].End, out[n].Text = q.End, text[out[n].Start:q.End]
				continue
			}
		}
		out = append(out, q)
	}
	return out
}

// isTotal tells figures that grow with the time they are counted over.
func isTotal(dim string) bool {
	return dim != "share" && dim != "in %" && dim != "in time" && dim != "in days"
}

// period gives the time that a figure of a sentence is counted over.
func (p *passage) period(s prose.Span) string {
	for _, q := range p.figures {
		if kind, size := scale(q.Unit); q.Start >= s.Start && q.End <= s.End && (kind == "days" || isCalendar(kind)) {
			return strconv.FormatFloat(q.Value*size, 'g', -1, 64) + " " + kind
		}
	}
	for _, w := range prose.Words(p.text[s.Start:s.End]) {
		if isCalendar(w.Lower) {
			return w.Lower
		}
	}
	for _, d := range p.dates() {
		if n := dayOf(d.Until).DaysSince(dayOf(d.Day)); d.Start >= s.Start && d.End <= s.End && n > 0 {
			return strconv.Itoa(n) + " days"
		}
	}
	return ""
}

// pastDay gives the day before the record's own that the clause of a figure
// names: "46 in September".
func (p *passage) pastDay(q prose.Quantity) (oneonone.Date, bool) {
	from, to := clauseAround(p.text, 0, q.Start, q.End)
	for _, d := range p.dates() {
		if d.Start >= from && d.End <= to && dayOf(d.Day).Before(p.on) {
			return dayOf(d.Day), true
		}
	}
	return oneonone.Date{}, false
}

// longest is how long a sentence may be to be shown whole, longer where the
// clause alone does not say of what.
const longest = 72

// shown gives the words around a figure: the sentence when it is short and has
// no other figure, else the clause, with the next one when that limits it.
func (p *passage) shown(s prose.Span, from, to int, bare bool) string {
	others := hasDigit(p.text[s.Start:from]) || hasDigit(p.text[to:s.End])
	if from > s.Start && p.text[from-1] == ':' && to-s.Start <= 2*longest {
		from = s.Start
	}
	switch {
	case bare && s.End-s.Start <= 2*longest, !others && s.End-s.Start <= longest:
		from, to = s.Start, s.End
	case to < s.End && p.text[to] == ',':
		_, end := clauseAround(p.text[:s.End], s.Start, to+1, to+1)
		if words := prose.Words(p.text[to:end]); len(words) > 0 && isContrast(words[0].Lower) {
			to = end
		}
	}
	return strings.Trim(oneonone.Spoken(p.text[from:to]), " .,;:!-")
}

func dayOf(t time.Time) oneonone.Date { return oneonone.DateOf(t) }

// spanAt gives the sentence that a byte stands in.
func spanAt(sentences []prose.Span, at int) prose.Span {
	for _, s := range sentences {
		if at < s.End {
			return s
		}
	}
	return prose.Span{}
}

// clauseAround widens a span, down to low, to the marks around it. A comma or
// a point inside a number is none.
func clauseAround(s string, low, from, to int) (start, end int) {
	pause := func(i int) bool {
		switch s[i] {
		case ';', '(', ')', '\n':
			return true
		case ',', ':', '.', '!', '?':
			return i+1 == len(s) || s[i+1] == ' '
		}
		return false
	}
	for start = from; start > low && !pause(start-1); start-- {
	}
	for end = to; end < len(s) && !pause(end); end++ {
	}
	return start, end
}

// scale gives the kind of a unit and its size in the smallest one of the kind.
func scale(unit string) (kind string, size float64) {
	switch unit {
	case "ns":
		return "time", 1e-6
	case "µs":
		return "time", 1e-3
	case "ms":
		return "time", 1
	case "s":
		return "time", 1e3
	case "min":
		return "time", 60e3
	case "h":
		return "time", 3600e3
	case "week":
		return "days", 7
	case "day":
		return "days", 1
	case "KB":
		return "bytes", 1
	case "MB":
		return "bytes", 1e3
	case "GB":
		return "bytes", 1e6
	case "TB":
		return "bytes", 1e9
	}
	return unit, 1
}

// percentile gives the percentile that a sentence names (p95), "" for none and
// for several.
func percentile(sentence string) string {
	found := ""
	for _, w := range prose.Words(sentence) {
		if len(w.Lower) < 2 || w.Lower[0] != 'p' || strings.Trim(w.Lower[1:], "0123456789.") != "" || w.Lower == found {
			continue
		}
		if found != "" {
			return ""
		}
		found = w.Lower
	}
	return found
}

// amounts gives the figures of a text without those that a rate is counted in:
// the 100 of "0.7 alarms per 100 h".
func amounts(text string) []prose.Quantity {
	return slices.DeleteFunc(prose.Quantities(text), func(q prose.Quantity) bool {
		before := strings.TrimRight(text[:q.Start], " ")
		return strings.HasSuffix(before, "/") || strings.HasSuffix(before, " per") || strings.HasSuffix(before, " every")
	})
}

// Names tells whether a text names a figure that measures something.
func Names(text string) bool { return hasDigit(text) && len(amounts(text)) > 0 }
