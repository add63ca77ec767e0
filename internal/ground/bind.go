package ground

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/prose"
)

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
		figures := slices.DeleteFunc(slices.Clone(part.slots), func(s prose.Slot) bool {
			return s.Kind != prose.FigureSlot || s.Loose && s.Value == 0
		})
		from := part.start
		for i, f := range figures {
			to := part.end
			if i+1 < len(figures) {
				to = part.turn(f.End, figures[i+1].Start, i > 0 || from < f.Start)
			}
			out = append(out, use{Slot: f, label: g.labelOf(part, from, to)})
			from = to
		}
	}
	return out
}

// turn finds where the words between two figures stop to belong to the first.
func (c clause) turn(from, to int, before bool) int {
	for _, w := range c.words {
		if w.Start >= from && w.Start < to && classesOf(w.Lower)&parts != 0 {
			return w.Start
		}
	}
	if before {
		return from
	}
	return to
}

// labelOf gives the words from one place of a clause to another, and the months by
// their names; between two months none is the figure's.
func (g *Ground) labelOf(part clause, from, to int) map[string]bool {
	label := map[string]bool{}
	for _, w := range part.words {
		lower := strings.TrimSuffix(w.Lower, "'s")
		plain := classesOf(lower)&(carries|parts) != 0 && classesOf(lower)&denies == 0 || lower == "a" || lower == "an" || lower == "the"
		if w.Start >= from && w.Start < to && !plain && !hasDigit(lower) {
			label[g.token(lower)] = true
		}
	}
	for _, s := range part.slots {
		if s.Start >= from && s.Start < to && s.Day.Month > 0 && !s.Relative && !label["between"] {
			label[s.Day.Month.String()] = true
		}
	}
	return label
}

// token gives the stem of a word, or the word itself where it carries no meaning.
func (g *Ground) token(lower string) string {
	if stems := g.stem.Content(lower); len(stems) > 0 {
		return stems[0]
	}
	return lower
}

// labels reads the labels of a passage once. A record that names no day speaks of
// its own.
func (c *inquiry) labels(p *passage) []use {
	if p.uses == nil {
		p.uses = c.labelled(p.parts)
		for i := range p.uses {
			p.uses[i].passage = p
			if !p.on.IsZero() && !slices.ContainsFunc(p.slots, namesMonth) {
				p.uses[i].label[p.on.Month.String()] = true
			}
		}
	}
	return p.uses
}

func namesMonth(s prose.Slot) bool { return s.Day.Month > 0 }

// uses finds where a figure stands in the passages that have a word of the sentence.
func (c *inquiry) uses(f prose.Slot) []use {
	var out []use
	for _, p := range c.near {
		for _, u := range c.labels(p) {
			if sameFigure(f, u.Slot) {
				out = append(out, u)
			}
		}
	}
	return out
}

// likeness is how much of a figure's label its uses have: of all words by weight,
// and of the function words alone: "with" and "without" tell two figures apart.
func (c *inquiry) likeness(label map[string]bool, among []use) (all, function float64) {
	for _, u := range among {
		sum, n := 0.0, 0.0
		for word := range label {
			switch {
			case !u.label[word]:
			case prose.IsStop(word):
				sum, n = sum+1, n+1
			default:
				sum += c.weigh(word)
			}
		}
		all, function = max(all, sum), max(function, n)
	}
	return all, function
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

// figuresSwapped finds two figures of which each has the other's label.
func (c *inquiry) figuresSwapped() (Verdict, bool) {
	said := c.labelled(c.parts)
	for i, a := range said {
		for _, b := range said[:i] {
			if !comparable(a.Slot, b.Slot) {
				continue
			}
			ofA, ofB := c.uses(a.Slot), c.uses(b.Slot)
			aa, faa := c.likeness(a.label, ofA)
			bb, fbb := c.likeness(b.label, ofB)
			ab, fab := c.likeness(a.label, ofB)
			ba, fba := c.likeness(b.label, ofA)
			if len(ofA) > 0 && len(ofB) > 0 && ab > 0 && ba > 0 && (ab+ba > aa+bb+1 || fab+fba > faa+fbb+1) {
				return c.wrong(ofA[0].source, fmt.Sprintf("the records have “%s” and “%s” the other way round", b.Text, a.Text), ofA[0].text)
			}
		}
	}
	return Verdict{}, false
}

// monthOfAnother finds a figure told of a month that the records have another
// figure for.
func (c *inquiry) monthOfAnother() (Verdict, bool) {
	for _, a := range c.labelled(c.parts) {
		month := monthIn(a.label)
		if month == "" || a.Loose || isSmall(a.Slot) || !hasDigit(a.Text) {
			continue
		}
		of := c.uses(a.Slot)
		if len(of) == 0 || slices.ContainsFunc(of, func(u use) bool { return u.tells(month) }) {
			continue
		}
		for _, p := range c.near {
			for _, u := range c.labels(p) {
				if u.label[month] && comparable(a.Slot, u.Slot) && shared(c.stems, p.clause.stems) >= shared(c.stems, of[0].clause.stems) {
					return c.wrong(p.source, "the records have “"+a.Text+"” of another month", p.text)
				}
			}
		}
	}
	return Verdict{}, false
}

// tells tells whether a figure is labelled by a month, or its sentence names it.
func (u use) tells(month string) bool {
	return u.label[month] || slices.ContainsFunc(u.slots, func(s prose.Slot) bool { return namesMonth(s) && s.Day.Month.String() == month })
}

func monthIn(label map[string]bool) string {
	for word := range label {
		if word[0] >= 'A' && word[0] <= 'Z' {
			return word
		}
	}
	return ""
}

// context gives the words that a clause's slots are bound to: its own, or the
// sentence's where it has too few.
func (c *inquiry) context(part clause) []string {
	if len(part.stems) >= 3 {
		return part.stems
	}
	return c.stems
}

// slotReplaced finds a day, a figure or a name in the place where the record that
// comes closest has another one.
func (c *inquiry) slotReplaced() (Verdict, bool) {
	for _, part := range c.parts {
		m := c.align(c.context(part))
		if m.passage == nil || m.shared < 2 && !slices.Contains(c.cited, m.source) {
			continue
		}
		for _, s := range part.slots {
			if s.Loose || !part.replaceable(s) || c.given(s, m) {
				continue
			}
			own := c.stem.Content(s.Text)
			stems := slices.DeleteFunc(slices.Clone(c.context(part)), func(stem string) bool { return slices.Contains(own, stem) })
			t, place := c.rival(s, m, stems)
			near, loose := closeness(s.Kind)
			if place >= near && c.bound(s, m, stems) < place*loose {
				return c.wrong(m.source, fmt.Sprintf("the record has “%s”, not “%s”", t.Text, s.Text), t.Text)
			}
		}
	}
	return Verdict{}, false
}

// figureDenied finds a figure that the closest record names to deny it: "2 days, not
// six weeks".
func (c *inquiry) figureDenied() (Verdict, bool) {
	for _, p := range c.pairs() {
		for _, s := range p.said.slots {
			t := slices.IndexFunc(p.slots, func(t prose.Slot) bool { return t.Kind == prose.FigureSlot && sameFigure(s, t) })
			if s.Kind == prose.FigureSlot && !s.Loose && t >= 0 && isDenied(p.passage.clause, p.slots[t]) && !isDenied(c.clause, s) {
				return c.wrong(p.source, "the record says that it is not “"+s.Text+"”", p.text)
			}
		}
	}
	return Verdict{}, false
}

// isDenied tells whether a slot stands behind a word that takes it away.
func isDenied(in clause, s prose.Slot) bool {
	i := in.at(s)
	for i > 0 && (in.words[i-1].Lower == "of" || in.words[i-1].Lower == "the" || in.words[i-1].Lower == "than") {
		i--
	}
	return i > 0 && slices.Contains([]string{"not", "instead", "rather"}, in.words[i-1].Lower)
}

// closeness is how near the rival must stand, and up to which share of that the slot
// may have itself. A figure is measured again and again; who acts is one.
func closeness(kind prose.SlotKind) (near, loose float64) {
	switch kind {
	case prose.FigureSlot:
		return 0.45, 0.42
	case prose.DaySlot:
		return 0.35, 0.4
	}
	return 0.4, 0.65
}

// replaceable tells the slots that say one thing of what their clause tells: a
// single day, a measure, who it is that acts.
func (c clause) replaceable(s prose.Slot) bool {
	switch s.Kind {
	case prose.DaySlot:
		return !s.Relative && s.Day.Day > 0 && s.Day == s.Until
	case prose.FigureSlot:
		return s.Unit != "" || s.Noun != ""
	case prose.NameSlot:
		return c.by.name == s.Key
	}
	return s.Kind == prose.TicketSlot
}

// given tells a figure that follows from the sentence's own and the passage's, and a
// name that the passage has.
func (c *inquiry) given(s prose.Slot, m match) bool {
	if s.Kind != prose.FigureSlot {
		return s.Kind == prose.NameSlot && slices.Contains(namesIn(m.slots), s.Key)
	}
	others := slices.DeleteFunc(slices.Clone(c.slots), func(t prose.Slot) bool { return t.Start == s.Start })
	return prose.Derives(s, slices.Concat(m.slots, others))
}

// bound is how near the words stand to the slot, where they stand nearest; in the
// rival's passage only its own clause counts. 1 where it was told anew later, or,
// for a day, stands in another sentence of the record itself.
func (c *inquiry) bound(s prose.Slot, rival match, stems []string) float64 {
	best, again := 0.0, 0.1
	if s.Kind == prose.DaySlot {
		again = 0.2
	}
	for _, p := range c.near {
		has, place := stands(s, p.slots), c.place(s, p, stems)
		switch {
		case has && p == rival.passage:
			place = c.placeInClause(s, p, stems)
		case has && s.Kind == prose.DaySlot && p.source == rival.source:
			return 1
		case has && s.Kind != prose.NameSlot && place > again && p.on.After(rival.on):
			return 1
		}
		best = max(best, place)
	}
	return best
}

// place is how near the words stand to a slot of a passage: the share that its
// clause has of them, and less for the sentence and the record around it.
func (c *inquiry) place(s prose.Slot, p *passage, stems []string) float64 {
	if !stands(s, p.source.slots) {
		return 0
	}
	best := 0.4 * c.share(stems, p.source.list)
	if stands(s, p.slots) {
		best = max(best, 0.7*c.share(stems, p.stems), c.placeInClause(s, p, stems))
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
		if stands(s, part.slots) {
			best = max(best, c.share(stems, around))
		}
	}
	return best
}

// rival gives the slot of a passage that stands nearest to the words, where the
// sentence has another one of its kind.
func (c *inquiry) rival(s prose.Slot, m match, stems []string) (best prose.Slot, place float64) {
	for _, t := range m.slots {
		if t.Loose || t.Kind != s.Kind || stands(t, c.slots) {
			continue
		}
		ok := true
		switch s.Kind {
		case prose.DaySlot:
			ok = t.Day == t.Until && t.Day.Day > 0 && hasDigit(t.Text) && dayOf(t.Day) != m.on
		case prose.FigureSlot:
			ok = m.source.pledge == nil && t.Unit == s.Unit && t.Of == s.Of && (s.Unit != "" || prose.SharesWords(s.Noun, t.Noun))
		}
		if n := c.place(t, m.passage, stems); ok && n > place {
			best, place = t, n
		}
	}
	return best, place
}
