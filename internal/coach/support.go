package coach

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// support is what a statement may rest on: the text of the records that it
// cites, as the model was shown it.
type support struct {
	figures map[string]bool
	words   map[string]bool // folded, and their stems
	folded  string          // for quotations
	tickets map[string]bool
	// shareOf are the parts that were told of each whole ("22 of 38"), changes
	// the figures that were told before and after.
	shareOf map[string][]string
	changes []prose.Change
	// scopes are the words by which records speak of all there is, or of none;
	// causal tells that one makes something the cause of something.
	scopes []scope
	causal bool
	// quantities are the figures with their units, literal the words as written.
	quantities []prose.Quantity
	literal    map[string]bool
	// tied are what the figures of each record go with.
	tied     []ties
	clauses  []prose.Clause
	days     []oneonone.Date
	months   map[time.Month]bool
	weekdays map[time.Weekday]bool
	// ratios are the parts of wholes that were told, hours the parts of the day.
	ratios []float64
	hours  map[string]bool
	// people are the names known to the program, whoever they belong to, and
	// projects those of things.
	people, projects []string
	// plain are words that some record has in lower case: at the beginning of
	// a sentence, they are no names.
	plain map[string]bool
}

func newSupport(people []string) *support {
	return &support{
		figures: map[string]bool{}, words: map[string]bool{}, people: people, tickets: map[string]bool{}, shareOf: map[string][]string{},
		months: map[time.Month]bool{}, weekdays: map[time.Weekday]bool{}, hours: map[string]bool{}, literal: map[string]bool{},
	}
}

// addText lets a statement say what the text says.
func (s *support) addText(text string) {
	said := calendar(text)
	s.addDays(said.days...)
	for _, m := range said.months {
		s.months[m] = true
	}
	for _, d := range said.weekdays {
		s.weekdays[d] = true
	}
	for _, f := range figures(said.rest) {
		s.figures[f] = true
	}
	for _, t := range tickets(said.rest) {
		s.tickets[t] = true
	}
	for whole, parts := range shares(said.rest) {
		s.shareOf[whole] = append(s.shareOf[whole], parts...)
	}
	s.changes = append(s.changes, plainChanges(said.rest)...)
	for _, hour := range hoursOn(text) {
		s.hours[hour] = true
	}
	s.scopes = append(s.scopes, scopes(text)...)
	s.causal = s.causal || tellsCause(text)
	s.quantities = append(s.quantities, prose.Quantities(said.rest)...)
	s.tied = append(s.tied, tie(said.rest))
	s.ratios = append(s.ratios, ratios(said.rest)...)
	for _, p := range parts(said.rest) {
		s.ratios = append(s.ratios, p.ratio)
	}
	for _, w := range prose.Words(text) {
		if hour := timeOfDay(w.Lower); hour != "" {
			s.hours[hour] = true
		}
		if saysNone(w.Lower) {
			s.figures["0"] = true
		}
		s.literal[w.Lower] = true
		s.addWord(w.Lower)
		for _, part := range strings.FieldsFunc(w.Lower, isJoint) {
			if strings.ContainsFunc(part, unicode.IsLetter) {
				s.addWord(part)
			}
		}
	}
	s.folded += " " + fold(text)
}

func isJoint(r rune) bool { return strings.ContainsRune("-_/.", r) }

func (s *support) addWord(lower string) {
	lower = strings.TrimSuffix(lower, "'s")
	switch lower {
	case "mr", "mrs":
		s.words["merg"], s.words["request"] = true, true
	case "pr", "prs":
		s.words["pull"], s.words["request"] = true, true
	}
	s.words[prose.Fold(lower)] = true
	s.words[prose.Stem(lower)] = true
	s.words[unjoined(lower)] = true
}

// unjoined gives a compound as one word, so that "on-call" is "oncall".
func unjoined(word string) string {
	return strings.Join(strings.FieldsFunc(word, isJoint), "")
}

// addDays lets a statement name days, their months and their weekdays.
func (s *support) addDays(days ...oneonone.Date) {
	for _, d := range days {
		if d.Month == 0 {
			continue
		}
		s.days = append(s.days, d)
		s.months[d.Month] = true
		if d.Year > 0 {
			s.weekdays[d.Weekday()] = true
		}
	}
}

// addCount lets a statement count what it cites.
func (s *support) addCount(n int) {
	if n > 1 {
		s.figures[strconv.Itoa(n)] = true
	}
}

// lacks names the first thing in a text that must stand in a record and does
// not: a figure, a day, a person, a quotation. It is "" when all is there.
func (s *support) lacks(text string) string {
	said := calendar(text)
	for _, d := range said.days {
		if !s.hasDay(d) {
			return "the date " + spell(d)
		}
	}
	if ticket := s.unknownTicket(said.rest); ticket != "" {
		return "the ticket " + ticket
	}
	for _, f := range figures(said.rest) {
		if !s.figures[f] && (isDigit(f[0]) || !s.words[f]) {
			return "the figure " + f
		}
	}
	for _, p := range parts(said.rest) {
		near := func(told float64) bool { return math.Abs(told-p.ratio) <= roughly }
		if !slices.ContainsFunc(s.ratios, near) {
			return "the part " + p.text
		}
	}
	if hour := s.unknownHour(said.rest); hour != "" {
		return "the time of day " + hour
	}
	if unit := s.unknownRate(said.rest); unit != "" {
		return "the rate a " + unit
	}
	if twisted := s.twisted(said.rest); twisted != "" {
		return twisted
	}
	if a, b := s.swapped(said.rest); a != "" {
		return "this: they tell " + a + " and " + b + " of each other's"
	}
	for _, m := range said.months {
		if !s.months[m] {
			return "the month " + m.String()
		}
	}
	for _, d := range said.weekdays {
		if !s.weekdays[d] {
			return "the day " + d.String()
		}
	}
	return s.lacksVoice(text)
}

// lacksVoice is lacks for proposals, which may have figures and days of their
// own, but neither people nor tickets nor quotations.
func (s *support) lacksVoice(text string) string {
	if ticket := s.unknownTicket(text); ticket != "" {
		return "the ticket " + ticket
	}
	if name := s.unknownPerson(text); name != "" {
		return "the name " + name
	}
	if name := s.unknownAddressee(text); name != "" {
		return "the name " + name
	}
	for _, q := range quotations(text) {
		if !strings.Contains(s.folded, fold(q)) {
			return "the quotation “" + q + "”"
		}
	}
	return ""
}

// unknownTicket gives a ticket that the text names and the support does not, ""
// when there is none.
func (s *support) unknownTicket(text string) string {
	for _, t := range tickets(text) {
		if !s.tickets[t] {
			return strings.ToUpper(t)
		}
	}
	return ""
}

// unknownHour gives a part of the day that the text names and the support does
// not, "" when there is none.
func (s *support) unknownHour(text string) string {
	for _, w := range prose.Words(text) {
		if hour := timeOfDay(w.Lower); hour != "" && !s.hours[hour] {
			return hour
		}
	}
	return ""
}

// enough is how much of what a fact says must stand in the records that it
// cites, and a little more where it has no figure of theirs. The rest is what
// completes a note to a sentence.
const enough = 0.5

// lacksAny is lacks for facts: words written like names and names of projects
// must stand in a record as well, and so must most of its other words, and
// nothing in it may be the opposite of what a record says.
func (s *support) lacksAny(text string) string {
	if missing := s.lacks(text); missing != "" {
		return missing
	}
	for _, w := range namelike(text) {
		_, isDay := weekday(w.Lower)
		common := begins(text, w) && (len(figures(w.Text)) > 0 || s.plain[w.Lower] || opensSentences(w.Lower)) || numbersTickets(w.Lower)
		if !common && !isDay && month(w) == 0 && !s.has(w.Lower) && !s.hasParts(w.Lower) && !s.namesOne(w.Text) {
			return "the name " + w.Text
		}
	}
	if missing := s.lacksSense(text); missing != "" {
		return missing
	}
	if project := s.unknownProject(text); project != "" {
		return "the project " + project
	}
	if part := s.shares(text); part < enough || part == enough && !saysFigures(text) {
		return "most of its words"
	}
	if stem := opposes(text, s.clauses); stem != "" && !(saysNobody(text) && s.literal["nobody"]) {
		return "this: they say the opposite (“" + stem + "”)"
	}
	return ""
}

// saysNobody tells a text in which nobody does something: "nobody else does"
// denies what stands before it, not after.
func saysNobody(text string) bool { return prose.Read(text).Says("nobody", "no one") }

// saysFigures tells whether a text has figures or days, which stand in the
// records when this is asked.
func saysFigures(text string) bool {
	said := calendar(text)
	return len(said.days) > 0 || len(figures(said.rest)) > 0
}

// unknownProject gives a project of the records that the text names and the
// support does not, "" when there is none.
func (s *support) unknownProject(text string) string {
	for _, w := range prose.Words(text) {
		if slices.Contains(s.projects, w.Lower) && !s.has(w.Lower) {
			return w.Text
		}
	}
	return ""
}

func (s *support) has(lower string) bool {
	lower = strings.TrimSuffix(lower, "'s")
	return s.words[prose.Fold(lower)] || s.words[prose.Stem(lower)]
}

func (s *support) hasParts(lower string) bool {
	parts := strings.FieldsFunc(lower, isJoint)
	for _, p := range parts {
		if !s.has(p) {
			return false
		}
	}
	return len(parts) > 1
}

// shares tells how much of what a text says stands in the records: the part of
// its content words that do, from 0 to 1. Figures and the names of people
// don't count.
func (s *support) shares(text string) float64 {
	all, there := 0, 0
	for _, w := range prose.Content(text) {
		if s.isPerson(w) {
			continue
		}
		all++
		if s.words[w] || s.words[unjoined(w)] {
			there++
		}
	}
	if all == 0 {
		return 1
	}
	return float64(there) / float64(all)
}

func (s *support) isPerson(stem string) bool {
	return slices.ContainsFunc(s.people, func(name string) bool {
		return slices.ContainsFunc(strings.Fields(strings.ToLower(name)), func(part string) bool { return prose.Stem(part) == stem })
	})
}

func (s *support) hasDay(d oneonone.Date) bool {
	return slices.ContainsFunc(s.days, func(e oneonone.Date) bool {
		return d.Month == e.Month && d.Day == e.Day && (d.Year == 0 || e.Year == 0 || d.Year == e.Year)
	})
}

func spell(d oneonone.Date) string {
	if d.Year == 0 {
		return strconv.Itoa(d.Day) + " " + d.Month.String()
	}
	return d.String()
}

// quotations lists what stands in double quotation marks.
func quotations(text string) []string {
	var out []string
	text = strings.NewReplacer("“", `"`, "”", `"`).Replace(text)
	parts := strings.Split(text, `"`)
	for i := 1; i < len(parts)-1; i += 2 {
		if q := strings.Trim(parts[i], " .,;:!?…"); q != "" {
			out = append(out, q)
		}
	}
	return out
}

// fold gives a text in the form in which quotations are compared: lower case,
// one space between words, one kind of quotation mark, no marks of the user's.
func fold(text string) string {
	text = strings.NewReplacer("’", "'", "“", `"`, "”", `"`, "@", "", "#", "", "+", "").Replace(strings.ToLower(text))
	return strings.Join(strings.Fields(text), " ")
}
