package ground

import (
	"math"
	"slices"
	"strings"

	"oneonone/internal/prose"
)

// pledge is what a record of a promise or a goal says at its head.
type pledge struct {
	goal, open bool
	by         who
	what       clause
	// steps are what was told later of a goal.
	steps []clause
}

// pledgeOf reads the head of a record: "2026-10-15, my promise, due 2026-10-20,
// open: Send the hours". Other texts have none.
func (g *Ground) pledgeOf(s *Source) *pledge {
	head, rest, ok := strings.Cut(s.Text, ": ")
	fields := strings.Split(head, ", ")
	if !ok || len(fields) < 2 {
		return nil
	}
	p := &pledge{open: slices.Contains(fields, "open"), goal: strings.HasPrefix(fields[1], "goal (")}
	owner, isPromise := strings.CutSuffix(fields[1], " promise")
	switch {
	case isPromise && owner == "my":
		p.by.me = true
	case isPromise && strings.HasSuffix(owner, "'s"):
		first, _, _ := strings.Cut(strings.TrimSuffix(owner, "'s"), " ")
		p.by.name = prose.Fold(first)
	case !p.goal:
		return nil
	}
	lines := strings.Split(rest, "\n")
	p.what = g.clauseOf(lines[0], s.On)
	for _, line := range lines[1:] {
		p.steps = append(p.steps, g.clauseOf(line, s.On))
	}
	return p
}

// pledged lists the promises and goals that have a word of the sentence.
func (c *inquiry) pledged() []*Source {
	var out []*Source
	for _, p := range c.near {
		if p.source.pledge != nil && !slices.Contains(out, p.source) {
			out = append(out, p.source)
		}
	}
	return out
}

// promiseKept finds an open promise, or an open goal, that the sentence tells as
// done: its verb in the past, or a past and nearly its words.
func (c *inquiry) promiseKept() (Verdict, bool) {
	for _, part := range c.parts {
		if part.class&(denies|supposes|intends) != 0 {
			continue
		}
		for _, s := range c.pledged() {
			if s.pledge.open && (c.keeps(part, s) || c.tellsDone(part, s)) {
				return c.wrong(s, "the records only promise it", s.pledge.what.text+" (open)")
			}
		}
	}
	return Verdict{}, false
}

// keeps tells whether a clause has a promise's own verb in the past, of the same
// doer, and enough of what was promised.
func (c *inquiry) keeps(part clause, s *Source) bool {
	verb, what := part.deed(), s.pledge.what
	if !past(verb) || past(what.deed()) || prose.BaseStem(verb) != prose.BaseStem(what.deed()) {
		return false
	}
	if !s.pledge.goal && s.pledge.by.me != part.by.me {
		return false
	}
	theirs := c.share(what.stems, part.stems)
	return theirs >= 0.5 || theirs >= 0.15 && c.sharesSlot(s.slots)
}

// tellsDone tells whether a clause has nearly all words of a promise, and some past
// that is none of its own.
func (c *inquiry) tellsDone(part clause, s *Source) bool {
	core := s.pledge.what.text
	if i := strings.IndexAny(core, ",(+;"); i > 0 {
		core = core[:i]
	}
	if s.pledge.goal || c.share(c.stem.Content(core), part.stems) < 0.8 {
		return false
	}
	var rest []string
	done := false
	for _, w := range part.words {
		if past(w.Lower) && !s.stems[c.token(w.Lower)] {
			done = true
			continue
		}
		rest = append(rest, c.stem.Content(w.Lower)...)
	}
	return done && c.share(rest, s.list) >= 0.7
}

// ownerChanged finds a deed that is told of me and was promised or noted of
// somebody else, or the other way round.
func (c *inquiry) ownerChanged() (Verdict, bool) {
	for _, part := range c.parts {
		verb := part.deed()
		if part.by == (who{}) || verb == "" || part.class&denies != 0 {
			continue
		}
		var other *Source
		best := 0.0
		for _, p := range c.near {
			by, cover := c.doneBy(p, verb, part)
			switch {
			case by == (who{}) || cover < 0.5 || cover < best:
			case by.me == part.by.me:
				other, best = nil, cover
			case cover > best:
				other, best = p.source, cover
			}
		}
		if other != nil && best >= c.align(part.stems).cover-0.1 {
			return c.wrong(other, "the record says it of somebody else", other.Text)
		}
	}
	return Verdict{}, false
}

// doneBy tells who does what a verb says in a passage, and how much of the words it
// has. A day that both name ties them, too. Who speaks in feedback is not told.
func (c *inquiry) doneBy(p *passage, verb string, said clause) (by who, cover float64) {
	stems := slices.DeleteFunc(slices.Clone(said.stems), func(stem string) bool { return stem == c.token(verb) })
	if pledge := p.source.pledge; pledge != nil {
		if pledge.goal || prose.BaseStem(pledge.what.deed()) != prose.BaseStem(verb) {
			return who{}, 0
		}
		return pledge.by, max(c.share(stems, pledge.what.stems), c.share(pledge.what.stems, said.stems))
	}
	if strings.Contains(p.text, "feedback") || strings.ContainsAny(p.text, "“\"") {
		return who{}, 0
	}
	for _, part := range p.parts {
		n, fits := shared(stems, part.stems), part.does(verb)
		if part.atColon && part.by.me { // "needs from me: the sheet" has no verb
			fits = n > 1 && !said.fromMe()
		}
		if part.by == (who{}) || !fits || n == 0 {
			continue
		}
		by, cover = part.by, c.share(stems, p.stems)
		if (part.atColon || prose.BaseStem(part.deed()) == prose.BaseStem(verb)) && c.sharesSlot(p.slots) {
			cover += 0.25
		}
		if by.me == said.by.me {
			break
		}
	}
	return by, cover
}

// fromMe tells a clause whose deed is mine though somebody else stands at its head:
// "you want it from me".
func (c clause) fromMe() bool {
	for i, w := range c.words {
		if i > 0 && w.Lower == "me" && classesOf(c.words[i-1].Lower)&leads != 0 {
			return true
		}
	}
	return false
}

// goalReached finds a goal told as reached that is not: its figure stands in the
// sentence, and none of those measured on the way.
func (c *inquiry) goalReached() (Verdict, bool) {
	if c.class&(denies|supposes|intends) != 0 {
		return Verdict{}, false
	}
	for _, s := range c.pledged() {
		p := s.pledge
		if !p.goal || !p.open || c.share(p.what.stems, c.stems) < 0.3 {
			continue
		}
		target, last, ok := p.distance()
		if ok && c.tells(target) && !c.onTheWay(p, target, last) {
			return c.wrong(s, "the goal is not reached", last.Text+" of "+target.Text)
		}
	}
	return Verdict{}, false
}

func (c *inquiry) tells(s prose.Slot) bool {
	return slices.ContainsFunc(c.slots, func(t prose.Slot) bool {
		return t.Kind == prose.FigureSlot && sameFigure(t, s) && hasDigit(t.Text)
	})
}

// onTheWay tells whether the sentence has what was measured on the way to a goal, or
// what is missing.
func (c *inquiry) onTheWay(p *pledge, target, last prose.Slot) bool {
	gap := math.Abs(last.Value - target.Value)
	if gap != target.Value && slices.ContainsFunc(c.slots, func(t prose.Slot) bool { return t.Kind == prose.FigureSlot && t.Value == gap }) {
		return true
	}
	for _, step := range p.steps {
		for _, t := range step.slots {
			if t.Kind == prose.FigureSlot && !sameFigure(t, target) && c.tells(t) {
				return true
			}
		}
	}
	return false
}

// distance gives the figure that a goal asks for and the last one measured, where
// the last is not yet there.
func (p *pledge) distance() (target, last prose.Slot, ok bool) {
	var way []prose.Slot
	for _, step := range p.steps {
		if f := figuresIn(step.slots); len(f) > 0 {
			way = append(way, f[0])
		}
	}
	if len(way) == 0 {
		return target, last, false
	}
	first := way[0]
	last = way[len(way)-1]
	for _, t := range figuresIn(p.what.slots) {
		alike := (t.Of == last.Of || last.Of == 0) && (t.Unit == last.Unit || t.Unit == "" || last.Unit == "")
		if p.what.asks(t) && alike && first.Value != t.Value && last.Value != t.Value && first.Value > t.Value == (last.Value > t.Value) {
			return t, last, true
		}
	}
	return target, last, false
}

// asks tells whether a goal asks for a figure: it stands behind an arrow or a word
// that says how far (to, under, within, at most), before "or less", or is a share.
func (c clause) asks(s prose.Slot) bool {
	i := c.at(s)
	if i < 1 {
		return false
	}
	before := c.words[i-1]
	if s.Of != 0 || strings.Contains(c.text[before.End:s.Start], ">") || i+2 < len(c.words) && c.words[i+1].Lower == "or" {
		return true
	}
	switch before.Lower {
	case "to", "in", "for", "under", "within", "below", "above", "over", "least", "most", "than":
		return true
	}
	return false
}

func figuresIn(slots []prose.Slot) []prose.Slot {
	return slices.DeleteFunc(slices.Clone(slots), func(s prose.Slot) bool { return s.Kind != prose.FigureSlot || !hasDigit(s.Text) })
}

// changeBackwards finds a change that a record tells the other way round, or from a
// figure that the records have later to one that they have earlier.
func (c *inquiry) changeBackwards() (Verdict, bool) {
	later := func(a, b use) int { return a.source.On.Compare(b.source.On) }
	for _, told := range prose.Changes(c.text) {
		for _, r := range c.rests {
			for _, known := range prose.Changes(r.Text) {
				if known.From.Value == told.To.Value && known.To.Value == told.From.Value && told.From.Value != told.To.Value {
					return c.wrong(r, "the records tell the change “"+told.Text+"” the other way round", known.Text)
				}
			}
		}
		var from, to []use
		for _, a := range c.labelled(c.parts) {
			switch a.Value {
			case told.From.Value:
				from = c.uses(a.Slot)
			case told.To.Value:
				to = c.uses(a.Slot)
			}
		}
		if len(from) == 0 || len(to) == 0 {
			continue
		}
		if s := slices.MinFunc(from, later).source; s.On.After(slices.MaxFunc(to, later).source.On) {
			return c.wrong(s, "the records tell the change “"+told.Text+"” the other way round", told.From.Text+" on "+s.On.Long())
		}
	}
	return Verdict{}, false
}
