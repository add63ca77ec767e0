package coach

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// support is what a statement may rest on: the text of the records that it
// cites, as the model was shown it.
type support struct {
	figures  map[string]bool
	words    map[string]bool // folded, and their stems
	folded   string          // for quotations
	tickets  map[string]bool
	// shareOf are the parts that were told of each whole ("22 of 38"), changes
	// the figures that were told before and after.
	shareOf map[string][]string
	changes []prose.Change
	clauses  []prose.Clause
	days     []oneonone.Date
	months   map[time.Month]bool
	weekdays map[time.Weekday]bool
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
		months: map[time.Month]bool{}, weekdays: map[time.Weekday]bool{},
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
	for _, w := range prose.Words(text) {
		if saysNone(w.Lower) {
			s.figures["0"] = true
		}
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
	for _, t := range tickets(said.rest) {
		if !s.tickets[t] {
			return "the ticket " + strings.ToUpper(t)
		}
	}
	for _, f := range figures(said.rest) {
		if !s.figures[f] && (isDigit(f[0]) || !s.words[f]) {
			return "the figure " + f
		}
	}
	if unit := s.unknownRate(said.rest); unit != "" {
		return "the rate a " + unit
	}
	if twisted := s.twisted(said.rest); twisted != "" {
		return twisted
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

// unknownRate gives the time of a rate ("17 bugs a week") that no record
// speaks of, "" when there is none.
func (s *support) unknownRate(text string) string {
	words := prose.Words(text)
	for i := 2; i < len(words); i++ {
		if words[i-1].Lower != "a" && words[i-1].Lower != "per" && words[i-1].Lower != "every" {
			continue
		}
		counted := slices.ContainsFunc(words[max(0, i-4):i-1], func(w prose.Word) bool { return isDigit(w.Text[0]) })
		if counted && isSpell(words[i].Lower) && !s.has(words[i].Lower) && !s.has(words[i].Lower+"ly") {
			return words[i].Lower
		}
	}
	return ""
}

func isSpell(word string) bool {
	return slices.Contains([]string{"minute", "hour", "day", "night", "week", "sprint", "month", "quarter", "year", "release"}, word)
}

// twisted finds figures that stand in the records, but not in this way: another
// part of the same whole, or a change told backwards.
func (s *support) twisted(text string) string {
	for whole, parts := range shares(text) {
		for _, part := range parts {
			if known := s.shareOf[whole]; len(known) > 0 && !slices.Contains(known, part) {
				return "the figure " + part + " of " + whole
			}
		}
	}
	for _, c := range plainChanges(text) {
		backwards := func(k prose.Change) bool {
			return k.From.Value == c.To.Value && k.To.Value == c.From.Value && c.From.Value != c.To.Value
		}
		same := func(k prose.Change) bool { return k.From.Value == c.From.Value && k.To.Value == c.To.Value }
		if slices.ContainsFunc(s.changes, backwards) && !slices.ContainsFunc(s.changes, same) {
			return "this change: they tell it the other way round"
		}
	}
	return ""
}

// plainChanges are those told as "from … to …" or with an arrow: what came
// first is beyond doubt.
func plainChanges(text string) []prose.Change {
	return slices.DeleteFunc(prose.Changes(text), func(c prose.Change) bool {
		before := strings.ToLower(text[max(0, c.Start-8):c.Start] + c.Text)
		return !strings.Contains(before, "from ") && !strings.Contains(c.Text, "->") && !strings.Contains(c.Text, "→")
	})
}

// lacksVoice is lacks for proposals, which may have figures and days of their
// own, but neither people nor quotations.
func (s *support) lacksVoice(text string) string {
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
		common := begins(text, w) && (s.plain[w.Lower] || opensSentences(w.Lower)) || numbersTickets(w.Lower)
		if !common && !isDay && month(w) == 0 && !s.has(w.Lower) && !s.hasParts(w.Lower) && !s.namesOne(w.Text) {
			return "the name " + w.Text
		}
	}
	if project := s.unknownProject(text); project != "" {
		return "the project " + project
	}
	if part := s.shares(text); part < enough || part == enough && !saysFigures(text) {
		return "most of its words"
	}
	if stem := opposes(text, s.clauses); stem != "" {
		return "this: they say the opposite (“" + stem + "”)"
	}
	return ""
}

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

// unknownPerson gives a person of the records whom the text names and the
// support does not, "" when there is none.
func (s *support) unknownPerson(text string) string {
	for _, w := range prose.Words(text) {
		name := owner(w.Text)
		r, _ := utf8.DecodeRuneInString(name)
		if !unicode.IsUpper(r) || !slices.ContainsFunc(s.people, func(p string) bool { return partOf(name, p) }) {
			continue
		}
		if begins(text, w) && prose.IsStop(w.Lower) { // "Will you …?" where a Will is on file
			continue
		}
		if !s.namesOne(name) {
			return name
		}
	}
	return ""
}

// unknownAddressee gives somebody whom the text wants spoken to and no record
// names: a capital after "ask", "talk to" or the like.
func (s *support) unknownAddressee(text string) string {
	words := prose.Words(text)
	for i := 1; i < len(words); i++ {
		r, _ := utf8.DecodeRuneInString(words[i].Text)
		if !unicode.IsUpper(r) || len(words[i].Text) < 3 || words[i].Text == strings.ToUpper(words[i].Text) || !addresses(words[:i]) {
			continue
		}
		_, isDay := weekday(words[i].Lower)
		if !isDay && !prose.IsStop(words[i].Lower) && !s.has(words[i].Lower) && !s.namesOne(owner(words[i].Text)) {
			return owner(words[i].Text)
		}
	}
	return ""
}

// addresses tells whether the words lead to somebody.
func addresses(words []prose.Word) bool {
	last := words[len(words)-1].Lower
	switch last {
	case "ask", "asked", "tell", "told", "invite", "thank", "ping", "convince", "call", "email", "meet":
		return true
	case "to", "with":
		if len(words) < 2 {
			return false
		}
		switch prose.Stem(words[len(words)-2].Lower) {
		case "talk", "speak", "pair", "sit", "check", "sync", "meet", "introduc", "me", "chat":
			return true
		}
	}
	return false
}

// namesOne tells whether the records name somebody who goes by the name, by
// whichever part of it.
func (s *support) namesOne(name string) bool {
	for _, p := range s.people {
		if !partOf(name, p) {
			continue
		}
		for _, part := range strings.Fields(p) {
			if s.words[prose.Fold(part)] {
				return true
			}
		}
	}
	return false
}

// owner takes the possessive off a name.
func owner(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
}

func partOf(name, person string) bool {
	return slices.Contains(strings.Fields(prose.Fold(person)), prose.Fold(owner(name)))
}

// namelike lists the words that are written like names: with a capital in the
// middle of a sentence, or at its beginning and of a shape that names have.
func namelike(text string) []prose.Word {
	var out []prose.Word
	for _, w := range prose.Words(text) {
		r, _ := utf8.DecodeRuneInString(w.Text)
		if !unicode.IsUpper(r) || len(w.Text) < 2 || prose.IsStop(w.Lower) {
			continue
		}
		if !begins(text, w) || !hasEnding(w.Lower) {
			out = append(out, w)
		}
	}
	return out
}

// begins tells whether a sentence, a clause after a colon or a quotation
// begins with the word, so that its capital says nothing.
func begins(text string, w prose.Word) bool {
	before := strings.TrimRight(text[:w.Start], " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || strings.ContainsRune(".!?:\"“(", last)
}

// opensSentences tells common words that no record need have.
func opensSentences(lower string) bool {
	switch lower {
	case "half", "most", "many", "several", "some", "every", "everyone", "everything", "nothing", "none", "part", "parts", "during", "despite", "although", "however", "besides", "instead", "meanwhile",
		"later", "earlier", "soon", "afterwards", "then", "often", "sometimes", "twice", "recently", "lately", "overall", "so far", "without", "within", "like", "unlike", "whether", "either", "neither", "almost", "nearly", "about",
		"around", "roughly", "pull", "merge", "together", "alone", "somebody", "someone", "people", "users", "customers", "colleagues", "they", "open", "late", "overdue", "done", "thanks", "it's", "there's", "that's", "i'm", "we've", "i've":
		return true
	}
	return false
}

// hasEnding tells the words that English forms from others. Few names end so.
func hasEnding(lower string) bool {
	for _, ending := range []string{"ing", "ed", "ion", "ions", "ment", "ments", "ness", "ly", "ty", "ties", "ers", "ors", "able", "ive", "ous", "ful", "ance", "ence"} {
		if strings.HasSuffix(lower, ending) && len(lower) > len(ending)+2 {
			return true
		}
	}
	return false
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
