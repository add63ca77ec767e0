package ground

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"oneonone/internal/prose"
)

// pledge is what a record of a promise or a goal says at its head.
type pledge struct {
	goal bool
	open bool
	by   who
	what clause
	// steps are the clauses told later of a goal.
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
	p := &pledge{open: slices.Contains(fields, "open") || slices.Contains(fields, "overdue")}
	owner, isPromise := strings.CutSuffix(fields[1], " promise")
	switch {
	case isPromise && owner == "my":
		p.by.me = true
	case isPromise && strings.HasSuffix(owner, "'s"):
		first, _, _ := strings.Cut(strings.TrimSuffix(owner, "'s"), " ")
		p.by.name = prose.Fold(first)
	case strings.HasPrefix(fields[1], "goal ("):
		p.goal = true
	default:
		return nil
	}
	lines := strings.Split(rest, "\n")
	p.what = g.newClause(lines[0], 0, len(lines[0]), prose.Words(lines[0]), g.slotsOf(lines[0], s.On))
	for _, line := range lines[1:] {
		p.steps = append(p.steps, g.newClause(line, 0, len(line), prose.Words(line), g.slotsOf(line, s.On)))
	}
	return p
}

// deed gives the verb of a clause: the word behind who does it and the words
// that only say how; and where it stands.
func (c clause) deed() (verb string, at int) {
	for i, w := range c.words {
		lower, _, _ := strings.Cut(w.Lower, "'")
		switch lower {
		case "i", "me", "you", "he", "she", "we", "they", "will", "would", "shall", "should", "must", "to", "still", "also", "then", "have", "has", "had", "am", "are", "is", "going", "not", "was", "were", "be", "been", "already", "and",
			"but", "so", "that", "now":
			continue
		}
		if lower == c.by.name {
			continue
		}
		if c.inFigure(w) {
			return "", -1
		}
		return lower, i
	}
	return "", -1
}

// past tells a verb that says what was done.
func past(lower string) bool {
	if prose.IsIrregularPast(lower) {
		return true
	}
	switch lower {
	case "got", "did", "gave", "took", "made", "went", "came", "had", "kept", "told", "said":
		return true
	}
	return strings.HasSuffix(lower, "ed") && len(lower) > 4
}

// share gives the part of the words, by weight, that others have too.
func (g *Ground) share(of, in []string) float64 {
	sum := 0.0
	for _, stem := range of {
		if slices.Contains(in, stem) {
			sum += g.weight(stem)
		}
	}
	if sum == 0 {
		return 0
	}
	return sum / g.weigh(of)
}

// promiseKept finds an open promise, or an open goal, that the sentence tells as
// done: its verb in the past, or a past and nearly its words.
func (c *inquiry) promiseKept() (Verdict, bool) {
	for _, part := range c.parts {
		if part.says&(denies|supposes|intends) != 0 {
			continue
		}
		for _, s := range c.pledged() {
			if s.pledge.open && (c.keeps(part, s) || c.tellsDone(part, s)) {
				return c.wrong(s, "the records only promise it", s.ID+" is open")
			}
		}
	}
	return Verdict{}, false
}

// keeps tells whether a clause has a promise's own verb in the past, of the same
// doer, and enough of what was promised.
func (c *inquiry) keeps(part clause, s *Source) bool {
	verb, _ := part.deed()
	first, _ := s.pledge.what.deed()
	if !past(verb) || prose.BaseStem(verb) != prose.BaseStem(first) || !s.pledge.goal && s.pledge.by.me != part.by.me {
		return false
	}
	theirs := c.share(s.pledge.what.stems, part.stems)
	return theirs >= 0.5 || theirs >= 0.15 && c.hasAny(s.slots)
}

// tellsDone tells whether a clause has nearly all words of a promise and some past
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
		stems := c.stem.Content(w.Lower)
		if past(w.Lower) && (len(stems) == 0 || !s.stems[stems[0]]) {
			done = true
			continue
		}
		rest = append(rest, stems...)
	}
	return done && c.share(rest, s.list) >= 0.7
}

func (c *inquiry) hasAny(slots []prose.Slot) bool {
	return slices.ContainsFunc(slots, func(s prose.Slot) bool {
		return slices.ContainsFunc(c.slots, func(t prose.Slot) bool { return same(t, s) })
	})
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

// ownerChanged finds a deed that is told of me and was promised or noted of
// somebody else, or the other way round.
func (c *inquiry) ownerChanged() (Verdict, bool) {
	for _, part := range c.parts {
		verb, _ := part.deed()
		if part.by == (who{}) || verb == "" || part.says&denies != 0 {
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
		if other != nil && best >= c.align(part.stems, c.cited).cover-0.1 {
			return c.wrong(other, "the record says it of somebody else", other.ID+" has “"+other.Text+"”")
		}
	}
	return Verdict{}, false
}

// doneBy tells who does what a verb says in a passage, and how much of the words
// it has. A day that both name ties them, too.
func (c *inquiry) doneBy(p *passage, verb string, said clause) (by who, cover float64) {
	s := p.source
	stems := slices.DeleteFunc(slices.Clone(said.stems), func(stem string) bool { return stem == c.token(verb) })
	if s.pledge != nil {
		first, _ := s.pledge.what.deed()
		if s.pledge.goal || prose.BaseStem(first) != prose.BaseStem(verb) {
			return who{}, 0
		}
		return s.pledge.by, max(c.share(stems, s.pledge.what.stems), c.share(s.pledge.what.stems, said.stems))
	}
	if strings.Contains(p.text, "feedback") || strings.ContainsAny(p.text, "“\"") {
		return who{}, 0
	}
	for _, part := range p.parts {
		if by != (who{}) && by.me == said.by.me {
			break
		}
		if part.by == (who{}) || part.byLabel && said.fromMe() || !(part.byLabel && part.by.me) && !part.does(verb) || c.share(stems, part.stems) == 0 {
			continue
		}
		cover = c.share(stems, p.stems)
		if first, _ := part.deed(); c.hasAny(p.slots) && prose.BaseStem(first) == prose.BaseStem(verb) {
			cover += 0.25
		}
		by = part.by
	}
	return by, cover
}

// does tells whether a clause has a verb in some form.
func (c clause) does(verb string) bool {
	base := prose.BaseStem(verb)
	return slices.ContainsFunc(c.words, func(w prose.Word) bool { return prose.BaseStem(w.Lower) == base })
}

// fromMe tells whether a clause says that its deed is mine though somebody else
// stands at its head: "you want it from me".
func (c clause) fromMe() bool {
	for i, w := range c.words {
		if i > 0 && w.Lower == "me" && (c.words[i-1].Lower == "from" || c.words[i-1].Lower == "by") {
			return true
		}
	}
	return false
}

// goalReached finds a goal told as reached that is not: its figure stands in the
// sentence, and the last one measured does not.
func (c *inquiry) goalReached() (Verdict, bool) {
	if c.says&(denies|supposes|intends|0) != 0 {
		return Verdict{}, false
	}
	for _, s := range c.pledged() {
		p := s.pledge
		if !p.goal || !p.open || c.share(p.what.stems, c.stems) < 0.3 {
			continue
		}
		target, last, ok := p.distance()
		if !ok || !c.has(target) || c.has(last) || c.derived(s, target, last) {
			continue
		}
		return c.wrong(s, "the goal is not reached", fmt.Sprintf("%s: “%s” of “%s”", s.ID, last.Text, target.Text))
	}
	return Verdict{}, false
}

// derived tells whether the sentence has another figure of the goal: then it
// speaks of the way, not of the end.
func (c *inquiry) derived(s *Source, target, last prose.Slot) bool {
	if gap := math.Abs(last.Value - target.Value); gap != target.Value && slices.ContainsFunc(c.slots, func(t prose.Slot) bool { return t.Kind == prose.FigureSlot && t.Value == gap }) {
		return true
	}
	for _, step := range s.pledge.steps {
		for _, t := range step.slots {
			if t.Kind == prose.FigureSlot && !prose.SameFigure(t, target) && c.has(t) {
				return true
			}
		}
	}
	return false
}

func (c *inquiry) has(s prose.Slot) bool {
	return slices.ContainsFunc(c.slots, func(t prose.Slot) bool {
		return t.Kind == prose.FigureSlot && prose.SameFigure(t, s) && strings.ContainsAny(t.Text, "0123456789")
	})
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
	last = way[len(way)-1]
	for _, t := range figuresIn(p.what.slots) {
		if !p.what.bounds(t) || t.Of != last.Of && last.Of != 0 || t.Unit != "" && last.Unit != "" && t.Unit != last.Unit {
			continue
		}
		short := way[0].Value > t.Value == (last.Value > t.Value)
		if short && last.Value != t.Value && way[0].Value != t.Value {
			return t, last, true
		}
	}
	return target, last, false
}

// bounds tells whether a figure stands behind a word that says how far: to, under,
// within, at most.
func (c clause) bounds(s prose.Slot) bool {
	i := slices.IndexFunc(c.words, func(w prose.Word) bool { return w.End > s.Start })
	if i < 1 {
		return false
	}
	if s.Of != 0 || strings.Contains(c.text[c.words[i-1].End-c.start:s.Start-c.start], ">") {
		return true
	}
	switch c.words[i-1].Lower {
	case "to", "in", "for", "under", "within", "below", "above", "over", "least", "most", "than":
		return true
	}
	return i+2 < len(c.words) && c.words[i+1].Lower == "or"
}

func figuresIn(slots []prose.Slot) []prose.Slot {
	var out []prose.Slot
	for _, s := range slots {
		if s.Kind == prose.FigureSlot && strings.ContainsAny(s.Text, "0123456789") {
			out = append(out, s)
		}
	}
	return out
}

// changeBackwards finds a change from a figure that the records have later to
// one that they have earlier.
func (c *inquiry) changeBackwards() (Verdict, bool) {
	said := c.labelled(c.parts)
	for _, told := range prose.Changes(c.text) {
		var from, to []use
		for _, a := range said {
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
		later := func(a, b use) int { return a.source.On.Compare(b.source.On) }
		first, last := slices.MinFunc(from, later), slices.MaxFunc(to, later)
		if first.source.On.After(last.source.On) {
			return c.wrong(first.source, "the records tell the change “"+told.Text+"” the other way round", first.source.ID+" is later than "+last.source.ID)
		}
	}
	return Verdict{}, false
}

// shareOfChange finds a change that is told to be by another share than its two
// figures make: "by a third, from 277 to 232".
func (c *inquiry) shareOfChange() (Verdict, bool) {
	changes := prose.Changes(c.text)
	if len(changes) != 1 || changes[0].From.Value == 0 {
		return Verdict{}, false
	}
	made := 100 * math.Abs(changes[0].From.Value-changes[0].To.Value) / changes[0].From.Value
	for _, s := range c.slots {
		if s.Kind != prose.FigureSlot || s.Unit != "%" || strings.ContainsAny(s.Text, "0123456789") || !c.isBy(s) {
			continue
		}
		low, high := 0.85*s.Value, 1.15*s.Value
		switch {
		case c.says&compares != 0 && strings.Contains(c.text, "more than"):
			high = 100
		case c.says&compares != 0 && strings.Contains(c.text, "less than"):
			low = 0
		}
		if made < low || made > high {
			return Verdict{Outcome: Contradicted, Evidence: c.evidence(), Wrong: fmt.Sprintf("“%s” is %.0f%%, not “%s”", changes[0].Text, made, s.Text)}, true
		}
	}
	return Verdict{}, false
}

// isBy tells whether a share is one by which something changes.
func (c clause) isBy(s prose.Slot) bool {
	i := slices.IndexFunc(c.words, func(w prose.Word) bool { return w.End > s.Start })
	for i > 0 && (classOf(c.words[i-1].Lower) == compares || c.words[i-1].Lower == "a" || c.words[i-1].Lower == "about" || c.words[i-1].Lower == "over") {
		i--
	}
	return i > 0 && c.words[i-1].Lower == "by"
}
