package ground

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"oneonone/internal/prose"
)

// pledge is a promise or a goal.
type pledge struct {
	by   who
	what clause
}

// pledgeOf reads what was promised or is a goal; other sources have none.
func (g *Ground) pledgeOf(s *Source) *pledge {
	if s.Owner == "" && !s.IsGoal {
		return nil
	}
	p := &pledge{by: who{me: s.Owner == Me}, what: g.clauseOf(s.Text, s.On)}
	if first, _, _ := strings.Cut(s.Owner, " "); !p.by.me {
		p.by.name = prose.Fold(first)
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
			if s.Open && (c.keeps(part, s) || !part.isTo(s.pledge.what.deed()) && (c.tellsDone(part, s) || c.tellsDay(part, s))) {
				return c.wrong(s, "the records only promise it", s.pledge.what.text+" (open)")
			}
		}
	}
	return Verdict{}, false
}

// isTo tells a clause that has a verb behind "to": what was promised is not told.
func (c clause) isTo(verb string) bool {
	for i, w := range c.words {
		if i > 0 && c.words[i-1].Lower == "to" && prose.BaseStem(w.Lower) == prose.BaseStem(verb) {
			return true
		}
	}
	return false
}

// keeps tells whether a clause has a promise's own verb in the past, of the same
// doer, and enough of what was promised.
func (c *inquiry) keeps(part clause, s *Source) bool {
	verb, what := part.deed(), s.pledge.what
	if !past(verb) || past(what.deed()) || prose.BaseStem(verb) != prose.BaseStem(what.deed()) {
		return false
	}
	if !s.IsGoal && s.pledge.by.me != part.by.me {
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
	if s.IsGoal || c.share(c.stem.Content(core), part.stems) < 0.8 {
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

// tellsDay tells whether a clause has a past, words of a promise and little else, and
// a day after it was made.
func (c *inquiry) tellsDay(part clause, s *Source) bool {
	verb := part.deed()
	if s.IsGoal || !past(verb) || past(s.pledge.what.deed()) {
		return false
	}
	after := func(d prose.Slot) bool {
		day := dayOf(d.Day)
		day.Year = cmp.Or(day.Year, s.On.Year)
		return d.Kind == prose.DaySlot && d.Day.Day > 0 && !isSpan(d) && !d.Deadline && day.After(s.On)
	}
	own := slices.DeleteFunc(slices.Clone(part.stems), func(stem string) bool { return stem == c.token(verb) })
	return shared(own, s.list) > 1 && c.share(own, s.list) >= 0.7 && slices.ContainsFunc(part.slots, after)
}

// ownerChanged finds a deed that is told of me and was promised or noted of
// somebody else, or the other way round.
func (c *inquiry) ownerChanged() (Verdict, bool) {
	for _, part := range c.parts {
		verb := part.deed()
		if part.by == (who{}) || part.class&denies != 0 {
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
		if p.source.IsGoal || verb == "" || prose.BaseStem(pledge.what.deed()) != prose.BaseStem(verb) {
			return who{}, 0
		}
		return pledge.by, max(c.share(stems, pledge.what.stems), c.share(pledge.what.stems, said.stems))
	}
	if p.source.Who != "" || strings.ContainsAny(p.text, "“\"") {
		return who{}, 0
	}
	day := slices.ContainsFunc(said.slots, func(s prose.Slot) bool { return stands(s, p.slots) })
	for _, part := range p.parts {
		n, fits := shared(stems, part.stems), part.does(verb)
		if part.atColon && part.by.me { // "needs from me: the sheet" has no verb
			fits = !said.fromMe()
		}
		if part.by == (who{}) || !fits || n == 0 || n == 1 && !day {
			continue
		}
		by, cover = part.by, c.share(stems, p.stems)
		if day {
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
		if !s.IsGoal || !s.Open || max(c.share(s.pledge.what.stems, c.stems), c.share(c.stems, s.pledge.what.stems)) < 0.3 {
			continue
		}
		way, all := c.way(s)
		target, ok := missed(s, way)
		if !ok || !c.tells(target) || slices.ContainsFunc(all, func(t prose.Slot) bool { return !sameFigure(t, target) && c.tells(t) }) {
			continue
		}
		last := way[len(way)-1]
		gap := math.Abs(last.Value - target.Value)
		tellsGap := func(t prose.Slot) bool { return t.Kind == prose.FigureSlot && t.Value == gap }
		if gap == target.Value || !slices.ContainsFunc(c.slots, tellsGap) {
			return c.wrong(s, "the goal is not reached", last.Text+" of "+target.Text)
		}
	}
	return Verdict{}, false
}

func (c *inquiry) tells(s prose.Slot) bool {
	return slices.ContainsFunc(figuresIn(c.slots), func(t prose.Slot) bool { return sameFigure(t, s) || s.Unit == "" && t.Value == s.Value })
}

// way gives the figures of the steps to a goal: the first of each, and all.
func (g *Ground) way(s *Source) (way, all []prose.Slot) {
	for _, step := range s.Later {
		if f := figuresIn(g.slotsOf(step.Text, step.On)); len(f) > 0 {
			way, all = append(way, f[0]), append(all, f...)
		}
	}
	return way, all
}

// missed gives the figure that a goal asks for where the last one on the way is not
// yet there: it is on the side of the first.
func missed(s *Source, way []prose.Slot) (target prose.Slot, ok bool) {
	if len(way) == 0 {
		return target, false
	}
	first, last := way[0], way[len(way)-1]
	for _, t := range figuresIn(s.pledge.what.slots) {
		alike := (t.Of == last.Of || last.Of == 0) && (t.Unit == last.Unit || t.Unit == "" || last.Unit == "")
		if s.pledge.what.asks(t) && alike && (first.Value-t.Value)*(last.Value-t.Value) > 0 {
			return t, true
		}
	}
	return target, false
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
	for _, told := range prose.Changes(c.text) {
		why := "the records tell the change “" + told.Text + "” the other way round"
		for _, p := range c.near {
			for _, known := range prose.Changes(p.text) {
				if known.From.Value == told.To.Value && known.To.Value == told.From.Value && told.From.Value != told.To.Value {
					return c.wrong(p.source, why, known.Text)
				}
			}
		}
		from, to := c.usesOf(told.From.Value), c.usesOf(told.To.Value)
		if len(from) == 0 || len(to) == 0 {
			continue
		}
		later := func(a, b use) int { return a.on.Compare(b.on) }
		if first := slices.MinFunc(from, later); first.on.After(slices.MaxFunc(to, later).on) {
			return c.wrong(first.source, why, told.From.Text+" on "+first.on.Long())
		}
	}
	return Verdict{}, false
}

// usesOf finds where a figure of the sentence stands on record.
func (c *inquiry) usesOf(value float64) []use {
	for _, a := range c.labelled(c.parts) {
		if a.Value == value {
			return c.uses(a.Slot)
		}
	}
	return nil
}
