package ground

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// passage is a sentence of a source.
type passage struct {
	source *Source
	clause
	parts []clause
	uses  []use
}

// clause is a piece of text with what can be told of it without knowing a word
// of its trade.
type clause struct {
	text       string
	start, end int
	words      []prose.Word
	stems      []string
	slots      []prose.Slot
	says       says
	by         who
	// byLabel tells that the doer stands before a colon: "me: the drill by Friday".
	byLabel bool
}

// says are the closed classes of words that a text has words of.
type says uint16

const (
	denies    says = 1 << iota // not, no, never
	supposes                   // would, if, whether, a question mark
	intends                    // will, shall
	causes                     // because, so
	sweeps                     // all, every, none, always
	lasts                      // still, already, yet, now
	first                      // I, my
	addresses                  // you, your
	compares                   // more, less, than
	self                       // only, myself
)

// classOf gives the class of a function word, 0 for other words.
func classOf(lower string) says {
	switch lower {
	case "not", "no", "nor", "neither", "never", "nobody", "nothing", "none", "cannot", "without", "instead", "rather":
		return denies
	case "would", "should", "could", "might", "may", "can", "if", "unless", "whether", "perhaps", "maybe":
		return supposes
	case "will", "shall", "must", "going":
		return intends
	case "because", "so", "since", "why", "therefore", "thus", "hence":
		return causes
	case "all", "every", "everybody", "everyone", "everything", "always", "both", "each", "any", "anybody", "whole", "ever":
		return sweeps
	case "still", "already", "yet", "now", "again", "until", "till":
		return lasts
	case "i", "me", "my", "mine", "i'm", "i've":
		return first
	case "you", "your", "yours", "you're", "you've":
		return addresses
	case "more", "less", "fewer", "than", "most", "least", "fewest":
		return compares
	case "only", "just", "myself", "yourself", "himself", "herself", "themselves", "itself", "own", "alone":
		return self
	}
	switch {
	case strings.HasSuffix(lower, "n't"):
		return denies
	case strings.HasSuffix(lower, "'ll"):
		return intends
	case strings.HasSuffix(lower, "'d"):
		return supposes
	}
	return 0
}

// who does what a clause tells.
type who struct {
	me   bool
	name string // the key of a name, or a pronoun
}

// newClause reads a piece of a text; slots are those of the whole.
func (g *Ground) newClause(text string, start, end int, words []prose.Word, slots []prose.Slot) clause {
	c := clause{text: text[start:end], start: start, end: end}
	for _, s := range slots {
		if s.Start >= start && s.Start < end {
			c.slots = append(c.slots, s)
		}
	}
	for _, w := range words {
		if w.Start < start || w.Start >= end {
			continue
		}
		c.words = append(c.words, w)
		c.says |= classOf(w.Lower)
		if c.inFigure(w) {
			continue
		}
		for _, stem := range g.stem.Content(w.Lower) {
			if !slices.Contains(c.stems, stem) {
				c.stems = append(c.stems, stem)
			}
		}
	}
	if strings.ContainsRune(c.text, '?') {
		c.says |= supposes
	}
	c.by = g.doer(c.words)
	return c
}

// inFigure tells whether a word is part of a figure or a day: it is no content of
// its own.
func (c clause) inFigure(w prose.Word) bool {
	return slices.ContainsFunc(c.slots, func(s prose.Slot) bool {
		return w.Start >= s.Start && w.End <= s.End && s.Kind != prose.NameSlot && s.Kind != prose.TicketSlot && s.Kind != prose.QuotationSlot
	})
}

// doer reads who stands at the head of a clause, before its third word.
func (g *Ground) doer(words []prose.Word) who {
	for i, w := range words {
		switch lower, tail, _ := strings.Cut(w.Lower, "'"); {
		case i > 2 || tail == "s" && g.known(lower):
			return who{}
		case lower == "i", lower == "me" && i == 0:
			return who{me: true}
		case leads(lower), i > 0 && !opens(words[i-1].Lower):
			return who{}
		case lower == "you", lower == "he", lower == "she":
			return who{name: lower}
		case g.known(lower) && (unicode.IsUpper(firstRune(w.Text)) || !prose.IsAmbiguousName(lower)), w.Text != "I" && w.Text != "A" && len(w.Text) == 1 && unicode.IsUpper(firstRune(w.Text)):
			return who{name: prose.Fold(lower)}
		case !prose.IsStop(lower):
			return who{}
		}
	}
	return who{}
}

// opens tells the words that may stand before the doer of a clause.
func opens(lower string) bool {
	switch lower {
	case "then", "now", "before", "after", "that", "when", "if", "as", "until", "the", "because", "also", "still", "how", "what", "where", "whether", "why":
		return true
	}
	return joins(lower)
}

// leads tells the words behind which stands no doer.
func leads(lower string) bool {
	switch lower {
	case "from", "for", "to", "with", "of", "by", "about", "on", "in", "at", "me":
		return true
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// clausesOf cuts a text at its pauses and before the words that join two
// statements.
func (g *Ground) clausesOf(text string, slots []prose.Slot) []clause {
	words := prose.Words(text)
	var out []clause
	start, label := 0, who{}
	add := func(end int) {
		c := g.newClause(text, start, end, words, slots)
		if label != (who{}) && c.by == (who{}) && len(c.stems) > 0 {
			c.by, c.byLabel = label, true
		}
		if by := g.colonDoer(c); by != (who{}) {
			label = by
		}
		if len(c.stems) > 0 || len(c.slots) > 0 {
			out = append(out, c)
			start = end
		}
	}
	for i, w := range words {
		if i > 0 && (pauses(text[words[i-1].End:w.Start]) || joins(w.Lower)) {
			add(w.Start)
		}
	}
	add(len(text))
	return out
}

func pauses(gap string) bool {
	return len(gap) > 1 && strings.ContainsAny(gap, ",;:.?!()—–>\n") || strings.Contains(gap, " - ")
}

func joins(lower string) bool {
	switch lower {
	case "and", "but", "or", "because", "so", "since", "although", "though", "while", "which", "whereas", "who", "yet":
		return true
	}
	return false
}

// open reads a source on first use: most are never asked for.
func (g *Ground) open(s *Source) *Source {
	if s.read {
		return s
	}
	s.read = true
	s.slots = g.slotsOf(s.Text, s.On)
	s.stems = map[string]bool{}
	words := prose.Words(s.Text)
	for _, span := range prose.Sentences(s.Text) {
		p := &passage{source: s, clause: g.newClause(s.Text, span.Start, span.End, words, s.slots)}
		for _, stem := range p.stems {
			s.stems[stem] = true
		}
		p.parts = g.partsOf(p)
		if who := initialBefore(s.Text[:span.Start]); who != "" && len(p.parts) > 0 && !p.parts[0].by.me {
			p.parts[0].by.name = who
		}
		s.passages = append(s.passages, p)
	}
	for stem := range s.stems {
		s.list = append(s.list, stem)
	}
	s.pledge = g.pledgeOf(s)
	if !s.On.IsZero() {
		s.slots = append(s.slots, g.slotsOf(s.On.Long(), s.On)...)
	}
	return s
}

// colonDoer gives who stands right before the colon that a clause ends in: "needs
// from me:", "He:".
func (g *Ground) colonDoer(c clause) who {
	n := len(c.words) - 1
	if n < 0 || n > 0 && c.words[n].Lower != "me" || !strings.HasSuffix(strings.TrimSpace(c.text), ":") {
		return who{}
	}
	by := g.doer(c.words[n:])
	if c.words[n].Lower == "you" || c.words[n].Lower == "i" {
		return who{}
	}
	return by
}

// initialBefore gives the initial that a text ends in: "S. makes a rota" is taken
// for two sentences.
func initialBefore(text string) string {
	text = strings.TrimRight(text, " ")
	n := len(text)
	if n < 2 || text[n-1] != '.' || text[n-2] < 'A' || text[n-2] > 'Z' || n > 2 && text[n-3] != ' ' {
		return ""
	}
	return prose.Fold(text[n-2 : n-1])
}

func (g *Ground) partsOf(p *passage) []clause {
	moved := slices.Clone(p.slots)
	for i := range moved {
		moved[i].Start -= p.start
		moved[i].End -= p.start
	}
	return g.clausesOf(p.text, moved)
}

// index reads all sources and notes which passages have a word.
func (g *Ground) index() {
	if g.posts != nil {
		return
	}
	g.posts = map[string][]*passage{}
	for _, s := range g.sources {
		for _, p := range g.open(s).passages {
			g.count++
			for _, stem := range p.stems {
				g.posts[stem] = append(g.posts[stem], p)
			}
		}
	}
}

// weight is how much a word tells: one that few passages have tells more.
func (g *Ground) weight(stem string) float64 {
	return math.Log(1 + float64(1+g.count)/float64(1+len(g.posts[stem])))
}

func (g *Ground) weigh(stems []string) float64 {
	sum := 0.0
	for _, stem := range stems {
		sum += g.weight(stem)
	}
	return sum
}

// match is how much of a text's words a passage has, by weight.
type match struct {
	*passage
	cover  float64
	shared int
}

// align finds the passage that has most of the words, nil where none has one.
// Of two those cited come first, then the later.
func (g *Ground) align(stems []string, cited []*Source) match {
	g.index()
	have := map[*passage]*match{}
	var order []*match
	for _, stem := range stems {
		for _, p := range g.posts[stem] {
			if have[p] == nil {
				have[p] = &match{passage: p}
				order = append(order, have[p])
			}
			have[p].cover += g.weight(stem)
			have[p].shared++
		}
	}
	var best match
	for _, m := range order {
		if slices.Contains(cited, m.source) {
			m.cover *= citedBonus
		}
		if m.cover > best.cover+1e-9 || m.cover > best.cover-1e-9 && best.passage != nil && best.source.On.Before(m.source.On) {
			best = *m
		}
	}
	if best.passage == nil {
		return best
	}
	if slices.Contains(cited, best.source) {
		best.cover /= citedBonus
	}
	best.cover /= g.weigh(stems)
	return best
}

// citedBonus lets a cited record win over one that has a little more.
const citedBonus = 1.15

func (g *Ground) slotsOf(text string, on oneonone.Date) []prose.Slot {
	base := g.today
	if !on.IsZero() {
		base = on.Time(time.UTC)
	}
	return mend(text, prose.Slots(text, base, g.locale, g.known))
}

// mend puts right what is read of a text without its neighbours: "28 h 20" is one
// figure, "14 of September's" no day, "mid-November" the month.
func mend(text string, slots []prose.Slot) []prose.Slot {
	var out []prose.Slot
	for _, s := range slots {
		last := len(out) - 1
		switch {
		case last >= 0 && out[last].Unit == "h" && isSmallest(s) && strings.TrimSpace(text[out[last].End:s.Start]) == "":
			out[last].Value += s.Value / 60
			out[last].End, out[last].Text = s.End, text[out[last].Start:s.End]
			continue
		case s.Kind == prose.DaySlot && strings.Contains(s.Text, " of ") && len(text) > s.End && (text[s.End] == '\'' || strings.HasPrefix(text[s.End:], "’")):
			s.Kind, s.Value, s.Day, s.Until = prose.FigureSlot, float64(s.Day.Day), prose.Date{}, prose.Date{}
		case s.Kind == prose.DaySlot && !s.Relative && s.Day == s.Until && !strings.ContainsAny(s.Text, "0123456789") && s.Day.Day == 15:
			s.Kind, s.Day.Day, s.Until = prose.MonthSlot, 0, prose.Date{}
		}
		out = append(out, s)
	}
	return out
}

func isSmallest(s prose.Slot) bool {
	return s.Kind == prose.FigureSlot && s.Unit == "" && s.Of == 0 && s.Value < 60 && s.Value == math.Trunc(s.Value)
}
