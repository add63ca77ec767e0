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

// clause is a piece of a text that tells one thing.
type clause struct {
	text       string
	start, end int
	words      []prose.Word
	stems      []string
	slots      []prose.Slot
	class      class
	by         who
	// atColon tells that who acts stands before a colon: "me: the drill by Friday".
	atColon bool
}

// who acts, where a clause says it at its head.
type who struct {
	me   bool
	name string // the key of a name, or a pronoun
}

// passage is a sentence of a source.
type passage struct {
	source *Source
	at     int // its place among all
	on     oneonone.Date
	clause
	// about are the words of the sentence before, and for a step of a goal those of
	// the goal.
	about []string
	parts []clause
	uses  []use
}

// named gives the slots of a passage, with whose words or promise it is.
func (p *passage) named() []prose.Slot { return append(slices.Clip(p.slots), p.source.names...) }

// clauseOf reads a text that is not to be cut.
func (g *Ground) clauseOf(text string, on oneonone.Date) clause {
	return g.newClause(text, 0, len(text), prose.Words(text), g.slotsOf(text, on))
}

// newClause reads a piece of a text; words and slots are those of the whole.
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
		c.class |= classesOf(w.Lower)
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
		c.class |= supposes
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

// at gives the place of the word that a slot begins with.
func (c clause) at(s prose.Slot) int {
	return slices.IndexFunc(c.words, func(w prose.Word) bool { return w.End > s.Start })
}

// doer reads who acts, from the first three words.
func (g *Ground) doer(words []prose.Word) who {
	for i, w := range words[:min(len(words), 3)] {
		lower, tail, _ := strings.Cut(w.Lower, "'")
		known := g.known(lower)
		upper, _ := utf8.DecodeRuneInString(w.Text)
		switch {
		case i > 0 && classesOf(words[i-1].Lower)&(opens|joins) == 0, tail == "s" && known:
			return who{}
		case lower == "i", lower == "me" && i == 0:
			return who{me: true}
		case lower == "you", lower == "he", lower == "she":
			return who{name: lower}
		case classesOf(lower)&leads != 0:
			return who{}
		case known && (unicode.IsUpper(upper) || !prose.IsAmbiguousName(lower)), w.Text != "A" && len(w.Text) == 1 && unicode.IsUpper(upper):
			return who{name: prose.Fold(lower)}
		case !prose.IsStop(lower):
			return who{}
		}
	}
	return who{}
}

// clausesOf cuts a text at its pauses and before the words that join.
func (g *Ground) clausesOf(text string, slots []prose.Slot) []clause {
	words := prose.Words(text)
	var out []clause
	start, label := 0, who{}
	add := func(end int) {
		c := g.newClause(text, start, end, words, slots)
		if label != (who{}) && c.by == (who{}) && len(c.stems) > 0 {
			c.by, c.atColon = label, true
		}
		if n := len(c.words) - 1; n >= 0 && strings.HasSuffix(strings.TrimSpace(c.text), ":") && (n == 0 || c.words[n].Lower == "me") {
			label = g.doer(c.words[n:]) // "He:", "needs from me:"
		}
		if len(c.stems)+len(c.slots) > 0 {
			out = append(out, c)
			start = end
		}
	}
	for i, w := range words {
		if i > 0 && (pauses(text[words[i-1].End:w.Start]) || classesOf(w.Lower)&joins != 0) {
			add(w.Start)
		}
	}
	add(len(text))
	return out
}

func pauses(gap string) bool {
	return len(gap) > 1 && strings.ContainsAny(gap, ",;:.?!()—–>\n") || strings.Contains(gap, " - ")
}

// deed gives the verb of a clause: the word behind who acts and what only says how.
func (c clause) deed() string {
	for i, w := range c.words {
		lower, _, _ := strings.Cut(w.Lower, "'")
		switch {
		case lower == "the" && i > 0 && c.by != (who{}):
			return ""
		case classesOf(lower)&(carries|joins|lasts|opens) != 0, lower == c.by.name, lower == "me", lower == "also":
			continue
		case c.inFigure(w):
			return ""
		}
		return lower
	}
	return ""
}

// does tells whether a clause has a verb in some form.
func (c clause) does(verb string) bool {
	base := prose.BaseStem(verb)
	return slices.ContainsFunc(c.words, func(w prose.Word) bool { return prose.BaseStem(w.Lower) == base })
}

// open reads a source on first use.
func (g *Ground) open(s *Source) *Source {
	if s.read {
		return s
	}
	s.read = true
	s.stems = map[string]bool{}
	g.readText(s, s.Text, s.On)
	for _, step := range s.Later {
		if step.On.IsZero() {
			step.On = s.On
		}
		g.readText(s, step.Text, step.On)
	}
	s.pledge = g.pledgeOf(s)
	for _, d := range []oneonone.Date{s.On, s.Due, s.Done} {
		g.addDay(s, d)
	}
	for _, name := range []string{s.Owner, s.Who} {
		s.names = append(s.names, g.slotsOf(name, s.On)...)
	}
	s.slots = append(s.slots, s.names...)
	return s
}

func (g *Ground) addDay(s *Source, d oneonone.Date) {
	if !d.IsZero() {
		s.slots = append(s.slots, g.slotsOf(d.Long(), d)...)
	}
}

// readText reads the sentences of a text of a source, told on a day.
func (g *Ground) readText(s *Source, text string, on oneonone.Date) {
	slots, words := g.slotsOf(text, on), prose.Words(text)
	s.slots = append(s.slots, slots...)
	if on != s.On {
		g.addDay(s, on)
	}
	for _, span := range prose.Sentences(text) {
		p := &passage{source: s, on: on, clause: g.newClause(text, span.Start, span.End, words, slots)}
		moved := slices.Clone(p.slots)
		for i := range moved {
			moved[i].Start -= p.start
			moved[i].End -= p.start
		}
		p.parts = g.clausesOf(p.text, moved)
		if initial := initialAt(text[:span.Start]); initial != "" && len(p.parts) > 0 {
			p.parts[0].by.name = initial
		}
		if n := len(s.passages); n > 0 && on == s.On {
			p.about = s.passages[n-1].stems
		} else if n > 0 {
			p.about = s.passages[0].stems
		}
		s.passages = append(s.passages, p)
		for _, stem := range p.stems {
			if !s.stems[stem] {
				s.list = append(s.list, stem)
			}
			s.stems[stem] = true
		}
	}
}

// initialAt gives the initial that a text ends in: "S. makes a rota" is taken for two
// sentences.
func initialAt(text string) string {
	rest, ok := strings.CutSuffix(text, ". ")
	if i := len(rest) - 1; ok && i >= 0 && rest[i] >= 'A' && rest[i] <= 'Z' && (i == 0 || rest[i-1] == ' ') {
		return prose.Fold(rest[i:])
	}
	return ""
}

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
		minutes := s.Kind == prose.FigureSlot && s.Unit == "" && s.Of == 0 && s.Value < 60 && s.Value == math.Trunc(s.Value)
		switch {
		case last >= 0 && minutes && out[last].Unit == "h" && strings.TrimSpace(text[out[last].End:s.Start]) == "":
			out[last].Value += s.Value / 60
			out[last].End, out[last].Text = s.End, text[out[last].Start:s.End]
			continue
		case s.Kind == prose.DaySlot && strings.Contains(s.Text, " of ") && strings.HasPrefix(strings.ReplaceAll(text[s.End:], "’", "'"), "'"):
			s.Kind, s.Value, s.Day, s.Until = prose.FigureSlot, float64(s.Day.Day), prose.Date{}, prose.Date{}
		case s.Kind == prose.DaySlot && !s.Relative && s.Day == s.Until && isVague(s):
			s.Kind, s.Day.Day, s.Until = prose.MonthSlot, 0, prose.Date{}
		}
		out = append(out, s)
	}
	return out
}

// isVague tells a time that is told by no number: late October.
func isVague(s prose.Slot) bool {
	return (s.Kind == prose.DaySlot || s.Kind == prose.MonthSlot) && !hasDigit(s.Text)
}

func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

// index reads all sources and notes which passages have a word.
func (g *Ground) index() {
	if g.posts != nil {
		return
	}
	g.posts = map[string][]*passage{}
	for _, s := range g.sources {
		for _, p := range g.open(s).passages {
			p.at = len(g.passages)
			g.passages = append(g.passages, p)
			for _, stem := range p.stems {
				g.posts[stem] = append(g.posts[stem], p)
			}
		}
	}
}

// weigh is how much words tell: one that few passages have tells more.
func (g *Ground) weigh(stems ...string) float64 {
	sum := 0.0
	for _, stem := range stems {
		sum += math.Log(1 + float64(1+len(g.passages))/float64(1+len(g.posts[stem])))
	}
	return sum
}

// share gives the part of the words, by weight, that others have too.
func (g *Ground) share(of, in []string) float64 {
	sum := 0.0
	for _, stem := range of {
		if slices.Contains(in, stem) {
			sum += g.weigh(stem)
		}
	}
	return sum / max(1e-9, g.weigh(of...))
}

// match is how much of a text's words a passage has, by weight.
type match struct {
	*passage
	cover  float64
	shared int
}

// citedBonus lets a cited record win over one that has a little more.
const citedBonus = 1.15

// matches finds the passages that have one of the words.
func (g *Ground) matches(stems []string) []match {
	cover, n := make([]float64, len(g.passages)), make([]int, len(g.passages))
	for _, stem := range stems {
		weight := g.weigh(stem)
		for _, p := range g.posts[stem] {
			cover[p.at] += weight
			n[p.at]++
		}
	}
	var out []match
	for i, p := range g.passages {
		if n[i] > 0 {
			out = append(out, match{p, cover[i], n[i]})
		}
	}
	return out
}

// align finds the passage that has most of the words, nil where none has one. Of two
// those cited come first, then the later.
func (c *inquiry) align(stems []string) match {
	key := strings.Join(stems, " ")
	if m, ok := c.aligned[key]; ok {
		return m
	}
	var best match
	most := 0.0
	for _, m := range c.matches(stems) {
		n := m.cover
		if slices.Contains(c.cited, m.source) {
			n *= citedBonus
		}
		if n > most+1e-9 || n > most-1e-9 && best.on.Before(m.on) {
			best, most = m, n
		}
	}
	best.cover /= max(1e-9, c.weigh(stems...))
	c.aligned[key] = best
	return best
}
