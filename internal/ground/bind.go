package ground

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/prose"
)

func (c *inquiry) wrong(s *Source, why, cure string) (Verdict, bool) {
	c.rest(s)
	return Verdict{Outcome: Contradicted, Evidence: c.evidence(), Wrong: why, Cure: cure}, true
}

// use is a figure where it stands, with the words that label it.
type use struct {
	prose.Slot
	*passage
	label map[string]bool
}

// labelled gives the figures of a text with their labels: the words of the clause
// around each, up to the next figure. Words between two figures go with the later
// one, but what stands before a word that leads to it.
func (g *Ground) labelled(parts []clause) []use {
	var out []use
	for _, part := range parts {
		var figures []prose.Slot
		for _, s := range part.slots {
			if s.Kind == prose.FigureSlot && (!s.Loose || s.Value != 0) {
				figures = append(figures, s)
			}
		}
		from := part.start
		for i, f := range figures {
			to := part.end
			if i+1 < len(figures) {
				to = g.turn(part, f.End, figures[i+1].Start, i > 0 || from < f.Start)
			}
			out = append(out, use{Slot: f, label: g.labelOf(part, from, to)})
			from = to
		}
	}
	return out
}

// turn finds where the words between two figures stop to belong to the first.
func (g *Ground) turn(part clause, from, to int, before bool) int {
	for _, w := range part.words {
		if w.Start < from || w.Start >= to {
			continue
		}
		switch w.Lower {
		case "to", "from", "against", "vs", "versus", "of", "out", "than":
			return w.Start
		}
	}
	if before {
		return from
	}
	return to
}

// labelOf gives the words from one place of a clause to another, months by their
// number.
func (g *Ground) labelOf(part clause, from, to int) map[string]bool {
	label := map[string]bool{}
	for _, w := range part.words {
		if w.Start < from || w.Start >= to {
			continue
		}
		lower := strings.TrimSuffix(w.Lower, "'s")
		switch lower {
		case "a", "an", "the", "of", "is", "was", "are", "were", "in", "at", "on", "to", "we", "had", "have", "it":
			continue
		}
		if strings.ContainsAny(lower, "0123456789") {
			continue
		}
		label[g.token(lower)] = true
	}
	for _, s := range part.slots {
		if s.Start >= from && s.Start < to && s.Day.Month > 0 && !s.Relative && !label["between"] {
			label[s.Day.Month.String()] = true
		}
	}
	return label
}

func (g *Ground) token(lower string) string {
	if stems := g.stem.Content(lower); len(stems) > 0 {
		return stems[0]
	}
	return lower
}

// uses finds where a figure stands on record, in passages that have a word of
// the sentence.
func (c *inquiry) uses(f prose.Slot) []use {
	var out []use
	for _, p := range c.near {
		for _, u := range c.labelsIn(p) {
			if prose.SameFigure(f, u.Slot) {
				u.passage = p
				out = append(out, u)
			}
		}
	}
	return out
}

// labelsIn reads the labels of a passage once.
func (c *inquiry) labelsIn(p *passage) []use {
	if p.uses == nil {
		p.uses = c.labelled(p.parts)
		if on := p.source.On; !on.IsZero() && !slices.ContainsFunc(p.slots, isDay) {
			for i := range p.uses {
				p.uses[i].label[on.Month.String()] = true
			}
		}
	}
	return p.uses
}

// likeness is how much of a figure's label its uses have, by weight.
func (c *inquiry) likeness(label map[string]bool, among []use) float64 {
	best := 0.0
	for _, u := range among {
		sum := 0.0
		for word := range label {
			if u.label[word] {
				sum += c.labelWeight(word)
			}
		}
		best = max(best, sum)
	}
	return best
}

// joint counts the function words of a figure's label that its uses have.
func (c *inquiry) joint(a use, among []use) int {
	best := 0
	for _, u := range among {
		n := 0
		for word := range a.label {
			if u.label[word] && prose.IsStop(word) {
				n++
			}
		}
		best = max(best, n)
	}
	return best
}

func (c *inquiry) labelWeight(word string) float64 {
	if prose.IsStop(word) {
		return 1
	}
	return c.weight(word)
}

// figuresSwapped finds two figures of which each has the other's label.
func (c *inquiry) figuresSwapped() (Verdict, bool) {
	said := c.labelled(c.parts)
	for i, a := range said {
		for _, b := range said[:i] {
			if !comparable(a.Slot, b.Slot) {
				continue
			}
			ofA, ofB := c.uses(a.Slot), c.uses(b.Slot)
			if len(ofA) == 0 || len(ofB) == 0 {
				continue
			}
			straight := c.likeness(a.label, ofA) + c.likeness(b.label, ofB)
			ab, ba := c.likeness(a.label, ofB), c.likeness(b.label, ofA)
			opposed := c.joint(a, ofB)+c.joint(b, ofA) > c.joint(a, ofA)+c.joint(b, ofB)+1
			if ab > 0 && ba > 0 && (ab+ba > straight+1 || opposed) {
				u := ofA[0]
				return c.wrong(u.source, fmt.Sprintf("the records have “%s” and “%s” the other way round", b.Text, a.Text), u.source.ID+" has “"+u.text+"”")
			}
		}
	}
	return Verdict{}, false
}

// comparable tells whether two figures may be of one thing: one may have left out
// its unit.
func comparable(a, b prose.Slot) bool {
	switch {
	case a.Loose || b.Loose || a.Value == b.Value:
		return false
	case a.Unit == b.Unit:
		return true
	}
	return a.Unit == "" && a.Noun == "" || b.Unit == "" && b.Noun == ""
}

// figureDenied finds a figure that the record that comes closest names to deny it.
func (c *inquiry) figureDenied() (Verdict, bool) {
	for _, part := range c.parts {
		m := c.align(c.context(part), c.cited)
		if m.passage == nil || m.shared < 2 && !slices.Contains(c.cited, m.source) {
			continue
		}
		for _, s := range part.slots {
			if s.Kind == prose.FigureSlot && !s.Loose && isDenied(m.clause, s, "not") && !isDenied(c.clause, s, "not", "instead", "rather") {
				return c.wrong(m.source, "the record says that it is not “"+s.Text+"”", m.source.ID+" has “"+m.text+"”")
			}
		}
	}
	return Verdict{}, false
}

// isDenied tells whether all places of a figure in a text stand behind one of
// these words.
func isDenied(in clause, s prose.Slot, by ...string) bool {
	denied := false
	for _, t := range in.slots {
		if t.Kind != prose.FigureSlot || !prose.SameFigure(s, t) {
			continue
		}
		i := slices.IndexFunc(in.words, func(w prose.Word) bool { return w.End > t.Start })
		for i > 0 && (in.words[i-1].Lower == "of" || in.words[i-1].Lower == "the" || in.words[i-1].Lower == "than") {
			i--
		}
		if i < 1 || !slices.Contains(by, in.words[i-1].Lower) {
			return false
		}
		denied = true
	}
	return denied
}

// context gives the words that a clause's slots are bound to: its own, or the
// sentence's where it has too few.
func (c *inquiry) context(part clause) []string {
	if len(part.stems) >= 3 {
		return part.stems
	}
	return c.stems
}

// monthOfAnother finds a figure told of a month that the records have another
// figure for.
func (c *inquiry) monthOfAnother() (Verdict, bool) {
	for _, a := range c.labelled(c.parts) {
		month := monthIn(a.label)
		if month == "" || a.Loose || isSmall(a.Slot) || !strings.ContainsAny(a.Text, "0123456789") {
			continue
		}
		of := c.uses(a.Slot)
		if len(of) == 0 || slices.ContainsFunc(of, func(u use) bool { return u.label[month] || hasMonth(u.passage, month) }) {
			continue
		}
		for _, p := range c.near {
			for _, u := range c.labelsIn(p) {
				if u.label[month] && comparable(a.Slot, u.Slot) && !prose.SameFigure(a.Slot, u.Slot) && c.shareOf(p) >= c.shareOf(of[0].passage) {
					return c.wrong(p.source, "the records have “"+a.Text+"” of another month", p.source.ID+" has “"+p.text+"”")
				}
			}
		}
	}
	return Verdict{}, false
}

func (c *inquiry) shareOf(p *passage) int {
	n := 0
	for _, stem := range c.stems {
		if slices.Contains(p.stems, stem) {
			n++
		}
	}
	return n
}

func monthIn(label map[string]bool) string {
	for m := range label {
		if len(m) > 2 && m[0] >= 'A' && m[0] <= 'Z' {
			return m
		}
	}
	return ""
}

func hasMonth(p *passage, month string) bool {
	return slices.ContainsFunc(p.slots, func(s prose.Slot) bool { return s.Day.Month > 0 && s.Day.Month.String() == month })
}

func isDay(s prose.Slot) bool { return s.Day.Month > 0 }

// slotReplaced finds a day, a figure or a name in the place where the record that
// comes closest has another one.
func (c *inquiry) slotReplaced() (Verdict, bool) {
	for _, part := range c.parts {
		stems := c.context(part)
		m := c.align(stems, c.cited)
		if m.passage == nil || m.shared < 2 && !slices.Contains(c.cited, m.source) {
			continue
		}
		for _, s := range part.slots {
			if s.Loose || !part.replaceable(s) || c.computed(s, m) || s.Kind == prose.NameSlot && slices.Contains(namesIn(m.slots), s.Key) {
				continue
			}
			if s.Kind == prose.NameSlot {
				stems = c.without(stems, s)
			}
			t, place := c.rival(s, m, stems)
			near, loose := closeness(s.Kind)
			bound := c.toldBeside(s, m, stems) || c.bound(s, m.passage, stems) >= place*loose
			if place < near || bound && !c.countsOther(s, t) {
				continue
			}
			return c.wrong(m.source, fmt.Sprintf("the record has “%s”, not “%s”", t.Text, s.Text), m.source.ID+" has “"+t.Text+"”")
		}
	}
	return Verdict{}, false
}

// without leaves the words of a slot out.
func (c *inquiry) without(stems []string, s prose.Slot) []string {
	own := c.stem.Content(s.Text)
	return slices.DeleteFunc(slices.Clone(stems), func(stem string) bool { return slices.Contains(own, stem) })
}

// toldBeside tells whether a slot stands somewhere later in a sentence about the
// same thing, measured again or set anew; or, for a day, beside in the record.
func (c *inquiry) toldBeside(s prose.Slot, m match, stems []string) bool {
	has := func(t prose.Slot) bool { return same(s, t) }
	if s.Kind == prose.DaySlot && slices.ContainsFunc(m.source.slots, has) && !slices.ContainsFunc(m.slots, has) {
		return true
	}
	return s.Kind != prose.NameSlot && slices.ContainsFunc(c.near, func(p *passage) bool {
		return p.source.On.After(m.source.On) && slices.ContainsFunc(p.slots, has) && c.place(s, p, stems) > 0.1
	})
}

// closeness is how near the rival must stand, and which share of that the slot may
// have itself. A figure is measured again and again, somebody who acts is one.
func closeness(kind prose.SlotKind) (near, loose float64) {
	switch kind {
	case prose.FigureSlot:
		return 0.45, 0.42
	case prose.DaySlot:
		return 0.35, 0.4
	}
	return 0.4, 0.65
}

// countsOther tells whether the records count something else with a figure than
// the sentence does, and the rival the same.
func (c *inquiry) countsOther(s, rival prose.Slot) bool {
	if s.Kind != prose.FigureSlot || s.Noun == "" || !prose.SharesWords(s.Noun, rival.Noun) {
		return false
	}
	of := c.uses(s)
	return slices.ContainsFunc(of, func(u use) bool { return u.Noun != "" }) &&
		!slices.ContainsFunc(of, func(u use) bool { return prose.SharesWords(u.Noun, s.Noun) })
}

// computed tells a figure that follows from the sentence's own and the record's.
func (c *inquiry) computed(s prose.Slot, m match) bool {
	if s.Kind != prose.FigureSlot {
		return false
	}
	from := slices.Clone(m.slots)
	for _, t := range c.slots {
		if t.Start != s.Start {
			from = append(from, t)
		}
	}
	return prose.Derives(s, from)
}

// replaceable tells the slots that say one thing of what their clause tells: a
// single day, a measure, who it is that acts.
func (part clause) replaceable(s prose.Slot) bool {
	switch s.Kind {
	case prose.DaySlot:
		return !s.Relative && s.Day.Day > 0 && s.Day == s.Until
	case prose.FigureSlot:
		return s.Unit != "" || s.Noun != ""
	case prose.NameSlot:
		return part.by.name == s.Key
	}
	return false
}

// bound is how near the words stand to the slot, where they stand nearest; in the
// passage of the rival only its own clause counts.
func (c *inquiry) bound(s prose.Slot, rival *passage, stems []string) float64 {
	best := 0.0
	for _, p := range c.near {
		if p == rival && slices.ContainsFunc(p.slots, func(t prose.Slot) bool { return same(s, t) }) {
			best = max(best, c.placeInClause(s, p, stems))
			continue
		}
		best = max(best, c.place(s, p, stems))
	}
	return best
}

// place is how near the words stand to a slot in a passage: the share that its
// clause has of them, and less for the sentence and the record around it.
func (c *inquiry) place(s prose.Slot, p *passage, stems []string) float64 {
	has := func(t prose.Slot) bool { return same(s, t) }
	if !slices.ContainsFunc(p.source.slots, has) {
		return 0
	}
	best := recordShare * c.share(stems, p.source.list)
	if slices.ContainsFunc(p.slots, has) {
		best = max(best, sentenceShare*c.share(stems, p.stems), c.placeInClause(s, p, stems))
	}
	return best
}

// placeInClause looks at the clause of the slot only; one without words belongs to
// the clause before it.
func (c *inquiry) placeInClause(s prose.Slot, p *passage, stems []string) float64 {
	best := 0.0
	var around []string
	for _, part := range p.parts {
		if len(part.stems) > 0 {
			around = part.stems
		}
		if slices.ContainsFunc(part.slots, func(t prose.Slot) bool { return same(s, t) }) {
			best = max(best, c.share(stems, around))
		}
	}
	return best
}

const (
	sentenceShare = 0.7
	recordShare   = 0.4
)

// rival gives the slot of a passage that stands nearest to the words, where the
// sentence has another one of its kind.
func (c *inquiry) rival(s prose.Slot, m match, stems []string) (best prose.Slot, place float64) {
	for _, t := range m.slots {
		if t.Loose || t.Kind != s.Kind || slices.ContainsFunc(c.slots, func(u prose.Slot) bool { return same(u, t) }) {
			continue
		}
		ok := false
		switch s.Kind {
		case prose.DaySlot:
			ok = t.Day == t.Until && t.Day.Day > 0 && dayOf(t.Day) != m.source.On
		case prose.FigureSlot:
			ok = m.source.pledge == nil && t.Unit == s.Unit && t.Of == s.Of && (s.Unit != "" || prose.SharesWords(s.Noun, t.Noun))
		case prose.NameSlot:
			ok = true
		}
		if n := c.place(t, m.passage, stems); ok && n > place {
			best, place = t, n
		}
	}
	return best, place
}
