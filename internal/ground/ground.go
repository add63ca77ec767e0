// Package ground tells whether the records bear a sentence out. It reads the
// sentence's slots (figures, days, times, names, tickets, quotations) and holds each
// against everything on record, whatever the sentence cites; then what stands together
// in it: a figure with what it measures and its month, a day with what is due, a deed
// with who does it and what becomes of it.
//
// It promises three answers. Contradicted: a slot stands nowhere and follows from no
// record, or a goal is told as reached that is open. Unsure: the records seem to say
// otherwise of the same thing (two figures the other way round, another day, another
// doer, a promise that is open), or the sentence scores like untrue ones. The score is
// made of a few features of words and closed classes, with weights learned from labelled
// statements. Holds: the rest.
//
// A mark means "look at the record", not "false": of the true statements about one in
// seven is marked, of those about a journal not seen before up to one in three. That a
// sentence holds proves nothing: of the untrue ones one in four does, of those told in a
// free hand's words seven in ten.
//
// It refuses to know words of a trade, a model or a file, and to change what it reads.
package ground

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Me is the owner of my own promises.
const Me = "me"

// Source is a text that a sentence may rest on.
type Source struct {
	ID   string
	Text string
	// Later is what was told of it since.
	Later []oneonone.Step
	On    oneonone.Date
	// Owner is who promised it, Me or a name, "" where it is no promise.
	Owner string
	// Who is whose words they are, "" for my own.
	Who string
	// Due and Done are the days of a promise or a goal.
	Due, Done oneonone.Date
	// Open tells a promise or a goal that is not done.
	Open bool
	// IsGoal tells a goal.
	IsGoal bool
	// Intends tells that it says what is to be and not what is, Wonders that it is
	// an idea or a question.
	Intends, Wonders bool
	// Computed tells that the program computed it from records.
	Computed bool

	slots    []prose.Slot
	names    []prose.Slot
	stems    map[string]bool
	passages []*passage
	list     []string
	pledge   *pledge
	read     bool
}

// Ground is what there is to rest on.
type Ground struct {
	sources []*Source
	byID    map[string]*Source
	today   time.Time
	locale  prose.Locale
	// names are the words that name people or things on record.
	names map[string]bool
	stem  prose.Stems
	// frame are the days of the meeting itself: any sentence may name them.
	frame []prose.Slot
	// passages are all, posts those that have a word.
	passages []*passage
	posts    map[string][]*passage
}

// New makes the ground of sources. Days without a year are seen from today;
// names are those of people and things on file, and days may be told that no
// record holds: the meeting's own.
func New(sources []Source, today oneonone.Date, locale prose.Locale, names []string, days ...oneonone.Date) *Ground {
	g := &Ground{byID: map[string]*Source{}, today: today.Time(time.UTC), locale: locale, names: map[string]bool{}, stem: prose.Stems{}}
	for _, name := range names {
		for _, part := range strings.Fields(name) {
			g.names[prose.Fold(part)] = true
		}
	}
	for i := range sources {
		g.sources = append(g.sources, &sources[i])
		g.byID[sources[i].ID] = &sources[i]
	}
	for _, d := range append(days, today) {
		if !d.IsZero() {
			g.frame = append(g.frame, g.slotsOf(d.Long(), today)...)
		}
	}
	return g
}

func (g *Ground) known(word string) bool { return g.names[prose.Fold(word)] }

// Outcome is what a judgement comes to.
type Outcome int

// The outcomes.
const (
	Holds Outcome = iota
	Unsure
	Contradicted
)

// Verdict is a judgement on one sentence.
type Verdict struct {
	Outcome Outcome
	// Evidence are the ids that the sentence rests on: of those cited the ones
	// there are, and those found besides. Of an unsure sentence the first is the
	// record that comes closest.
	Evidence []string
	// Wrong says what is contradicted, or what makes it unsure, for a person.
	Wrong string
	// Cure says what would hold, for a model; "" where nothing does.
	Cure string
}

// Judge holds a sentence that states something against the records. Cites are
// the ids that it claims to rest on; they come first and bind nothing.
func (g *Ground) Judge(text string, cites []string) Verdict {
	c := g.newCase(text, cites)
	if v, wrong := c.broken(); wrong {
		return v
	}
	return c.verdict()
}

// broken tries the rules. The very words of a record are at most unsure.
func (c *inquiry) broken() (Verdict, bool) {
	for _, rule := range []rule{c.slotsHold, c.moreThanWhole, c.goalReached} {
		v, wrong := rule()
		switch {
		case wrong && c.verbatim():
			c.doubt(v.Wrong)
		case wrong:
			return v, true
		}
	}
	for _, rule := range []rule{
		c.figuresSwapped, c.figureDenied, c.monthOfAnother, c.slotReplaced, c.promiseKept, c.ownerChanged, c.changeBackwards,
	} {
		if v, wrong := rule(); wrong && c.loose == "" {
			c.loose, c.against = v.Wrong, v.Evidence[len(v.Evidence)-1] // a rule's own record comes last
		}
	}
	return Verdict{}, false
}

// rule is one way in which the records may say otherwise. A slot that stands nowhere
// and a goal that is open are seen for certain. Which figure belongs to which thing is
// an alignment of words: in pages that a model had written it was wrong six times of
// six (docs/evaluation.md), so such a sentence is kept and looked at.
type rule = func() (Verdict, bool)

func (c *inquiry) verbatim() bool {
	text := folded(c.text)
	return slices.ContainsFunc(c.near, func(p *passage) bool { return strings.Contains(folded(p.text), text) })
}

// Asks holds a sentence that proposes or asks against the records: figures and
// days of its own are what proposals are made of, while names, tickets and
// quotations must be on record.
func (g *Ground) Asks(text string) Verdict {
	c := g.newCase(text, nil)
	for _, s := range c.slots {
		switch s.Kind {
		case prose.NameSlot, prose.TicketSlot, prose.QuotationSlot:
			if !c.found(s) {
				return c.contradicted(s)
			}
		}
	}
	return Verdict{Evidence: c.evidence()}
}

// inquiry is the judging of one sentence.
type inquiry struct {
	*Ground
	clause
	parts []clause
	// cited are the sources that the sentence claims to rest on, rests those that
	// it does rest on, the cited ones first.
	cited, rests []*Source
	// around are the sources that have a word of it, near their passages, paired its
	// clauses with those.
	around []*Source
	near   []*passage
	paired []pair
	// aligned are the passages found for words.
	aligned map[string]match
	// held are the slots that hold.
	held []prose.Slot
	// loose says why the sentence is unsure, "" while nothing does, and against which
	// record it is to be held, "" for the one that comes closest.
	loose, against string
}

func (g *Ground) newCase(text string, cites []string) *inquiry {
	g.index()
	slots := g.slotsOf(text, oneonone.DateOf(g.today))
	c := &inquiry{Ground: g, clause: g.newClause(text, 0, len(text), prose.Words(text), slots), parts: g.clausesOf(text, slots)}
	c.aligned = map[string]match{}
	for _, id := range cites {
		if s := g.byID[id]; s != nil {
			c.rest(s)
		}
	}
	c.cited = slices.Clone(c.rests)
	near := c.matches(c.stems)
	slices.SortStableFunc(near, func(a, b match) int { return cmp.Compare(b.cover, a.cover) })
	for i, m := range near {
		if (i < mostNear || slices.Contains(c.cited, m.source)) && !slices.Contains(c.around, m.source) {
			c.around = append(c.around, m.source)
			c.near = append(c.near, m.source.passages...)
		}
	}
	return c
}

// mostNear is of how many passages the records are looked at closely.
const mostNear = 100

func (c *inquiry) evidence() []string {
	var ids []string
	for _, s := range c.rests {
		ids = append(ids, s.ID)
	}
	return ids
}

// rest adds a source to what the sentence rests on.
func (c *inquiry) rest(s *Source) {
	if !slices.Contains(c.rests, s) {
		c.rests = append(c.rests, s)
	}
}

func (c *inquiry) wrong(s *Source, why, cure string) (Verdict, bool) {
	c.rest(s)
	return Verdict{Outcome: Contradicted, Evidence: c.evidence(), Wrong: why, Cure: s.ID + " has “" + cure + "”"}, true
}

// doubt notes what makes the sentence unsure.
func (c *inquiry) doubt(why string) {
	if c.loose == "" {
		c.loose = why
	}
}

// settle adds the record that comes closest to what the sentence rests on.
func (c *inquiry) settle() *Source {
	near := c.closest()
	if near != nil && !slices.ContainsFunc(c.rests, func(r *Source) bool { return shared(c.stems, r.list) >= shared(c.stems, near.list) }) {
		c.rest(near)
	}
	if len(c.rests) == 0 {
		c.doubt("no record speaks of it")
	}
	if list := c.pairs(); len(c.parts) == 1 && len(list) == 1 && c.class&denies == 0 && list[0].denied() && list[0].cover > 0.9 {
		c.doubt("the record denies it")
	}
	return near
}

// verdict is the judgement on a sentence that no record contradicts.
func (c *inquiry) verdict() Verdict {
	near := c.settle()
	if sum, why := c.score(); sum > threshold {
		c.doubt(why)
	}
	v := Verdict{Evidence: c.evidence(), Wrong: c.loose}
	if c.loose == "" {
		return v
	}
	v.Outcome = Unsure
	first := c.against
	if first == "" && near != nil {
		first = near.ID
	}
	if first != "" {
		v.Evidence = append([]string{first}, slices.DeleteFunc(v.Evidence, func(id string) bool { return id == first })...)
	}
	return v
}

// shared counts the words that two texts have in common.
func shared(a, b []string) int {
	n := 0
	for _, stem := range a {
		if slices.Contains(b, stem) {
			n++
		}
	}
	return n
}

// closest gives the source that has most of the sentence's words, nil where none
// has one.
func (c *inquiry) closest() *Source {
	var best *Source
	most := 0
	for _, p := range c.near {
		if n := shared(c.stems, p.source.list); n > most {
			best, most = p.source, n
		}
	}
	return best
}

func namesIn(slots []prose.Slot) []string {
	var out []string
	for _, s := range slots {
		if s.Kind == prose.NameSlot {
			out = append(out, s.Key)
		}
	}
	return out
}
