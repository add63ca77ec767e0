package ground

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
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
				to = part.turn(f, figures[i+1].Start, i > 0 || from < f.Start)
			}
			out = append(out, use{Slot: f, label: g.labelOf(part, from, to)})
			from = to
		}
	}
	return out
}

// turn finds where the words between two figures stop to belong to the first. What
// it counts does.
func (c clause) turn(first prose.Slot, to int, before bool) int {
	from := first.End
	for _, w := range c.words {
		switch {
		case w.Start < from || w.Start >= to:
		case classesOf(w.Lower)&parts != 0:
			return w.Start
		case first.Noun != "" && strings.HasPrefix(first.Noun, w.Text):
			from = w.End
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
		if s.Start >= from && s.Start < to && namesMonth(s) && !label["between"] && !part.compares(s) {
			label[s.Day.Month.String()] = true
		}
	}
	return label
}

// compares tells a month that a figure is held against: "more than in September".
func (c clause) compares(month prose.Slot) bool {
	i := c.at(month)
	return i > 0 && slices.ContainsFunc(c.words[max(0, i-2):i], func(w prose.Word) bool {
		return w.Lower == "than" || w.Lower == "since" || w.Lower == "against"
	})
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

// namesMonth tells a day or a month that is told with the name of the month.
func namesMonth(s prose.Slot) bool {
	return s.Day.Month > 0 && (!s.Relative || strings.Contains(s.Text, s.Day.Month.String()[:3]))
}

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

// monthOfAnother finds a figure told of a month though all records that have it tell
// it of others.
func (c *inquiry) monthOfAnother() (Verdict, bool) {
	for _, a := range c.labelled(c.parts) {
		month := monthIn(a.label)
		short := a.Value < 10 && a.Value == math.Trunc(a.Value)
		if month == "" || short || a.Loose || !hasDigit(a.Text) {
			continue
		}
		of := c.uses(a.Slot)
		if len(of) > 0 && !slices.ContainsFunc(of, func(u use) bool { return u.mayBeOf(month) }) {
			return c.wrong(of[0].source, "the records have “"+a.Text+"” of another month", of[0].text)
		}
	}
	return Verdict{}, false
}

// mayBeOf tells whether a figure may be told of a month: it is labelled by it, or by
// none while its record names it or is of its days; what is told in the first days of
// a month is often of the last.
func (u use) mayBeOf(month string) bool {
	if u.label[month] || u.source.Due.Month.String() == month {
		return true
	}
	another := func(other use) bool { return other.label[month] }
	if monthIn(u.label) != "" || slices.ContainsFunc(u.passage.uses, another) {
		return false
	}
	names := func(s prose.Slot) bool { return s.Day.Month.String() == month }
	before := u.on.AddDays(-firstDays)
	return u.on.Month.String() == month || before.Month.String() == month || slices.ContainsFunc(u.slots, names)
}

// firstDays is how long people speak of the last month.
const firstDays = 7

func monthIn(label map[string]bool) string {
	for word := range label {
		if word[0] >= 'A' && word[0] <= 'Z' {
			return word
		}
	}
	return ""
}

// context gives the words that a clause's slots are bound to: its own, or the
// sentence's where it has too few. Those that no record has bind nothing.
func (c *inquiry) context(part clause) []string {
	words := part.stems
	if len(words) < 3 {
		words = c.stems
	}
	return slices.DeleteFunc(slices.Clone(words), func(stem string) bool { return len(c.posts[stem]) == 0 })
}

// figureDenied finds a figure that a record corrects
// ("6.1 per cent, not 5.4") while the sentence says what was said before.
func (c *inquiry) figureDenied() (Verdict, bool) {
	for _, part := range c.parts {
		for _, s := range part.slots {
			if s.Kind != prose.FigureSlot || s.Loose || isSmall(s) || isDenied(part, s) {
				continue
			}
			p := c.denial(s)
			if p != nil && max(c.bound(s, p, c.context(part)), c.share(c.context(part), slices.Concat(p.stems, p.about))) >= 0.6 {
				return c.wrong(p.source, "the record says that it is not “"+s.Text+"”", p.text)
			}
		}
	}
	return Verdict{}, false
}

// moreThanWhole finds a part that is more than its whole: "240 of 212".
func (c *inquiry) moreThanWhole() (Verdict, bool) {
	for _, part := range c.parts {
		for i, s := range part.slots {
			if i+1 < len(part.slots) && c.isMoreThan(s, part.slots[i+1]) {
				return Verdict{Outcome: Contradicted, Evidence: c.evidence(), Wrong: "“" + s.Text + "” is more than the whole"}, true
			}
		}
	}
	return Verdict{}, false
}

func (c *inquiry) isMoreThan(s, whole prose.Slot) bool {
	between := strings.TrimSpace(c.text[s.End:max(s.End, whole.Start)])
	figures := s.Kind == prose.FigureSlot && whole.Kind == prose.FigureSlot && s.Unit == whole.Unit
	return figures && (between == "of" || between == "out of") && s.Value > whole.Value
}

// denial finds a passage that takes a figure away.
func (c *inquiry) denial(s prose.Slot) *passage {
	for _, p := range c.near {
		for _, t := range p.slots {
			if t.Kind == prose.FigureSlot && t.Value == s.Value && sameFigure(s, t) && isDenied(p.clause, t) {
				return p
			}
		}
	}
	return nil
}

// isDenied tells whether a slot stands behind a word that takes it away.
func isDenied(in clause, s prose.Slot) bool {
	i := in.at(s)
	for i > 0 && (in.words[i-1].Lower == "of" || in.words[i-1].Lower == "the" || in.words[i-1].Lower == "than") {
		i--
	}
	return i > 0 && slices.Contains([]string{"not", "instead", "rather"}, in.words[i-1].Lower)
}

// slotReplaced finds a day, a figure or who acts in a place where a record has another
// one: the words around stand close to that and far from what the sentence has.
func (c *inquiry) slotReplaced() (Verdict, bool) {
	for _, part := range c.parts {
		for _, s := range part.slots {
			if s.Loose || !part.replaceable(s) || stands(s, c.frame) || s.Kind == prose.FigureSlot && !c.onRecord(s) {
				continue
			}
			own := c.stem.Content(s.Text)
			words := slices.DeleteFunc(slices.Clone(c.context(part)), func(stem string) bool { return slices.Contains(own, stem) })
			t, p, place := c.rival(s, words)
			near := 0.6
			if s.Kind == prose.NameSlot || s.Deadline && t.Deadline {
				near = 0.4
			}
			if place >= near && c.bound(s, p, words) < 0.7*place {
				return c.wrong(p.source, fmt.Sprintf("the record has “%s”, not “%s”", t.Text, s.Text), t.Text)
			}
		}
	}
	return Verdict{}, false
}

// onRecord tells whether a slot stands in a record around; one that follows does not.
func (c *inquiry) onRecord(s prose.Slot) bool {
	return slices.ContainsFunc(c.around, func(r *Source) bool { return stands(s, r.slots) })
}

// replaceable tells the slots that say one thing of what their clause tells: some
// days, a measure, who it is that acts.
func (c clause) replaceable(s prose.Slot) bool {
	switch s.Kind {
	case prose.DaySlot:
		return !s.Relative && s.Day.Day > 0 && hasDigit(s.Text)
	case prose.FigureSlot:
		return s.Unit != "" || s.Noun != ""
	case prose.NameSlot:
		return c.by.name == s.Key
	}
	return s.Kind == prose.TicketSlot
}

// rival gives the slot that stands nearest to the words, of those that the sentence
// could have in the place of its own.
func (c *inquiry) rival(s prose.Slot, words []string) (best prose.Slot, in *passage, place float64) {
	for _, p := range c.near {
		if p.source.Computed {
			continue
		}
		for _, t := range p.named() {
			if n := c.place(t, p, words); n > place && !t.Loose && t.Kind == s.Kind && !stands(t, c.slots) && c.rivals(s, t, p) {
				best, in, place = t, p, n
			}
		}
	}
	return best, in, place
}

// rivals tells whether one slot could stand for another.
func (c *inquiry) rivals(s, t prose.Slot, p *passage) bool {
	switch s.Kind {
	case prose.DaySlot:
		if isSpan(s) {
			return isSpan(t) && (sameDay(s.Day, t.Day) || sameDay(s.Until, t.Until) || sameDay(s.Day, t.Until))
		}
		return !isSpan(t) && t.Day.Day > 0 && hasDigit(t.Text) && !onDay(t, p.on)
	case prose.FigureSlot:
		return p.source.pledge == nil && t.Unit == s.Unit && t.Of == s.Of && (s.Unit != "" || prose.SharesWords(s.Noun, t.Noun))
	case prose.NameSlot:
		return c.names[t.Key]
	}
	return true
}

// bound is how near the words stand to the slot, where they stand nearest. A day
// that was told anew after its rival is near.
func (c *inquiry) bound(s prose.Slot, rival *passage, words []string) float64 {
	best := 0.0
	for _, p := range c.near {
		if stands(s, p.source.slots) {
			best = max(best, 0.4*c.share(words, p.source.list))
		}
		if s.Kind == prose.DaySlot && onDay(s, p.on) {
			best = max(best, c.share(words, p.stems))
		}
		if !stands(s, p.named()) {
			continue
		}
		place := c.place(s, p, words)
		if s.Kind == prose.DaySlot && place > 0.2 && p.on.After(rival.on) {
			return 1
		}
		best = max(best, place)
	}
	return best
}

func onDay(s prose.Slot, on oneonone.Date) bool {
	return s.Day.Month == on.Month && s.Day.Day == on.Day
}

// place is how near the words stand to a slot of a passage: the share that its
// clause has of them, and less for the sentence around. A clause without words belongs
// to the one before it, a step of a goal to the goal.
func (c *inquiry) place(s prose.Slot, p *passage, words []string) float64 {
	best := 0.7 * c.share(words, slices.Concat(p.stems, p.about))
	around := p.about
	for _, part := range p.parts {
		if len(part.stems) > 0 {
			around = part.stems
		}
		if stands(s, part.slots) {
			best = max(best, c.share(words, around))
		}
	}
	return best
}
