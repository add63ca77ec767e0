package ground

import (
	"slices"
	"strings"

	"oneonone/internal/prose"
)

// features are what is measured of a sentence whose slots are right, each from 0
// to 1. Their weights are learned from sentences that people labelled.
var featureNames = [...]string{
	"foreign", "unmatched", "worst clause", "unknown", "slots", "no slots", "records", "clauses",
	"denies alone", "supposed on record", "causes alone", "sweeps alone", "lasts alone", "alone alone", "compares alone", "intends alone",
	"other name", "other doer", "unbound figure", "unbound day", "verb new", "later record", "order", "mine", "yours", "short", "cited apart",
	"rootless", "novel verbs", "gap", "denied on record", "asked on record", "names apart", "mass", "cause split", "turned",
	"name left out", "name left out by me", "hedges", "denies", "sweeps", "lasts", "causes", "union cover", "source cover", "done over open",
}

type features [len(featureNames)]float64

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// measure takes the features of the sentence.
func (c *inquiry) measure() features {
	var f features
	var matches []match
	var union says
	worst, verbs, newVerbs := 1.0, 0.0, 0.0
	doer, name, supposed, later := 0.0, 0.0, 0.0, 0.0
	order, pairs := 0.0, 0.0
	for _, part := range c.parts {
		stems := c.context(part)
		m := c.align(stems, c.cited)
		if m.passage == nil {
			worst = 0
			continue
		}
		matches = append(matches, m)
		union |= m.says
		if len(part.stems) > 1 {
			worst = min(worst, c.share(part.stems, m.source.list))
		}
		best := m.closestPart(c, part)
		if best != nil && best.by != (who{}) && part.by != (who{}) && best.by.me != part.by.me {
			doer = 1
		}
		if said, told := namesIn(part.slots), namesIn(m.slots); len(said) > 0 && len(told) > 0 && !slices.ContainsFunc(said, func(n string) bool { return slices.Contains(told, n) }) {
			name = 1
		}
		if best != nil && best.says&(supposes|intends) != 0 && part.says&(supposes|intends) == 0 || m.source.Intends {
			supposed = 1
		}
		if verb, _ := part.deed(); verb != "" && part.by != (who{}) {
			verbs++
			if !slices.ContainsFunc(m.words, func(w prose.Word) bool { return prose.BaseStem(w.Lower) == prose.BaseStem(verb) }) {
				newVerbs++
			}
		}
		if c.laterThan(m, part) {
			later = 1
		}
		for i := 1; i < len(part.stems); i++ {
			pairs++
			if x, y := slices.Index(m.stems, part.stems[i-1]), slices.Index(m.stems, part.stems[i]); x >= 0 && y > x && y-x < 4 {
				order++
			}
		}
	}
	for _, r := range c.rests {
		for _, p := range r.passages {
			union |= p.says
		}
	}
	whole := c.align(c.stems, c.cited)
	hard, loose, unboundFigure, unboundDay := 0.0, 0.0, 0.0, 0.0
	for _, part := range c.parts {
		for _, s := range part.slots {
			switch {
			case s.Kind == prose.NameSlot:
				continue
			case s.Loose:
				loose++
				continue
			}
			hard++
			b := c.bound(s, nil, c.context(part))
			switch s.Kind {
			case prose.FigureSlot:
				unboundFigure = max(unboundFigure, 1-b)
			case prose.DaySlot, prose.MonthSlot:
				unboundDay = max(unboundDay, 1-b)
			}
		}
	}
	cites := map[*Source]bool{}
	for _, m := range matches {
		cites[m.source] = true
	}
	apart := 0.0
	if len(c.cited) > 0 {
		for _, m := range matches {
			if !slices.Contains(c.cited, m.source) {
				apart += 1 / float64(len(matches))
			}
		}
	}
	alone := func(k says) float64 { return truth(c.says&k != 0 && union&k == 0) }
	if whole.passage != nil {
		f[1] = 1 - whole.cover
	} else {
		f[1] = 1
	}
	f[0] = c.foreign()
	f[2] = 1 - worst
	f[3] = c.unknown()
	f[4] = min(hard, 4) / 4
	f[5] = truth(hard == 0)
	f[6] = min(float64(len(cites)-1), 3) / 3
	f[7] = min(float64(len(c.parts)-1), 4) / 4
	f[8] = alone(denies)
	f[9] = supposed
	f[10] = alone(causes)
	f[11] = alone(sweeps)
	f[12] = alone(lasts)
	f[13] = alone(1 << 9)
	f[14] = alone(compares)
	f[15] = alone(intends)
	f[16] = name
	f[17] = doer
	f[18] = unboundFigure
	f[19] = unboundDay
	if verbs > 0 {
		f[20] = newVerbs / verbs
	}
	f[21] = later
	if pairs > 0 {
		f[22] = order / pairs
	}
	f[23] = truth(c.says&first != 0)
	f[24] = truth(c.says&addresses != 0)
	f[25] = 1 - min(float64(len(c.words)), 30)/30
	f[26] = apart
	f[27] = c.rootless(c.stems, c.rests)
	f[28] = c.novelVerbs()
	for i, part := range c.parts {
		stems := c.context(part)
		m := c.align(stems, c.cited)
		if m.passage == nil {
			continue
		}
		var union []string
		for _, r := range c.rests {
			union = append(union, r.list...)
		}
		f[29] = max(f[29], c.share(stems, union)-c.share(stems, m.source.list))
		best := m.closestPart(c, part)
		if part.says&denies == 0 && best != nil && best.says&denies != 0 {
			f[30] = 1
		}
		if part.says&supposes == 0 && m.asks() {
			f[31] = 1
		}
		for _, n := range namesIn(part.slots) {
			if !m.source.stems[n] && !slices.Contains(namesIn(m.source.slots), n) {
				f[32] = 1
			}
		}
		if i > 0 && part.says&causes != 0 && m.says&causes == 0 {
			before := c.align(c.context(c.parts[i-1]), c.cited)
			if before.passage != nil && before.passage != m.passage {
				f[34] = 1
			}
		}
	}
	f[33] = min(c.weigh(c.stems)*(1-f[0]), 40) / 40
	f[35] = truth(c.turned())
	said := namesIn(c.slots)
	var joint []string
	for _, r := range c.rests {
		joint = append(joint, r.list...)
	}
	f[43] = 1 - c.share(c.stems, joint)
	best := 0.0
	for _, r := range c.rests {
		best = max(best, c.share(c.stems, r.list))
	}
	f[44] = 1 - best
	for _, part := range c.parts {
		m := c.align(c.context(part), c.cited)
		if m.passage == nil {
			continue
		}
		p := m.closestPart(c, part)
		if p == nil {
			continue
		}
		for _, n := range namesIn(p.slots) {
			if c.names[n] && !slices.Contains(said, n) {
				f[36] = 1
				if part.by.me {
					f[37] = 1
				}
			}
		}
		done := slices.ContainsFunc(part.words, func(w prose.Word) bool { return past(w.Lower) })
		open := m.asks() || m.source.Intends || p.says&(supposes|intends) != 0
		if done && open && part.says&(supposes|intends) == 0 {
			f[45] = 1
		}
	}
	f[38] = truth(c.says&supposes != 0)
	f[39] = truth(c.says&denies != 0)
	f[40] = truth(c.says&sweeps != 0)
	f[41] = truth(c.says&lasts != 0)
	f[42] = truth(c.says&causes != 0)
	return f
}

// asks tells whether a passage asks or supposes, or its record is an idea or a
// question.
func (m match) asks() bool {
	head, _, _ := strings.Cut(m.source.Text, ": ")
	fields := strings.Split(head, ", ")
	return slices.Contains(fields, "idea") || slices.Contains(fields, "question") || m.says&supposes != 0
}

// rootless is the share of words that have no word of the same root in the sources.
func (c *inquiry) rootless(stems []string, in []*Source) float64 {
	if len(stems) == 0 {
		return 0
	}
	n := 0.0
	for _, stem := range stems {
		if !slices.ContainsFunc(in, func(s *Source) bool { return s.hasRoot(stem) }) && !c.names[stem] {
			n++
		}
	}
	return n / float64(len(stems))
}

func (s *Source) hasRoot(stem string) bool {
	if s.stems[stem] {
		return true
	}
	if len(stem) < 4 {
		return false
	}
	root := stem[:min(len(stem), 5)]
	return slices.ContainsFunc(s.list, func(t string) bool { return strings.HasPrefix(t, root) || strings.Contains(t, stem) })
}

// novelVerbs is how many words in the past, or behind an auxiliary, no record that
// the sentence rests on has.
func (c *inquiry) novelVerbs() float64 {
	n, all := 0.0, 0.0
	for i, w := range c.words {
		verb := past(w.Lower) || i > 0 && isAuxiliary(c.words[i-1].Lower)
		if !verb || isAuxiliary(w.Lower) || c.inFigure(w) {
			continue
		}
		all++
		base := prose.BaseStem(w.Lower)
		if !slices.ContainsFunc(c.rests, func(s *Source) bool {
			return slices.ContainsFunc(s.passages, func(p *passage) bool {
				return slices.ContainsFunc(p.words, func(v prose.Word) bool { return prose.BaseStem(v.Lower) == base })
			})
		}) {
			n++
		}
	}
	if all == 0 {
		return 0
	}
	return n / all
}

func isAuxiliary(lower string) bool {
	switch lower {
	case "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "should", "could", "can", "to", "do", "does", "did", "may", "might", "must", "shall", "not", "i", "you", "we", "he", "she", "they", "who":
		return true
	}
	return false
}

// closestPart gives the clause of a passage that has most of a clause's words.
func (m match) closestPart(c *inquiry, part clause) *clause {
	var best *clause
	most := 0.0
	for i := range m.parts {
		if n := c.share(part.stems, m.parts[i].stems); n > most {
			best, most = &m.parts[i], n
		}
	}
	return best
}

// laterThan tells whether a later record speaks of the same thing as the one that
// a clause repeats.
func (c *inquiry) laterThan(m match, part clause) bool {
	for _, p := range c.near {
		if p.source.On.After(m.source.On) && p.source != m.source && !p.source.Computed && !slices.Contains(c.cited, p.source) && c.share(part.stems, p.stems) >= 0.4 {
			return true
		}
	}
	return false
}

// unknown is the share of the sentence's words that no record has.
func (c *inquiry) unknown() float64 {
	if len(c.stems) == 0 {
		return 0
	}
	n := 0.0
	for _, stem := range c.stems {
		if len(c.posts[stem]) == 0 && !c.names[stem] {
			n++
		}
	}
	return n / float64(len(c.stems))
}
