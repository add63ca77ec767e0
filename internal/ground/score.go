package ground

import (
	"slices"

	"oneonone/internal/prose"
)

// feature is something measured of a sentence whose slots are right, from 0 to 1:
// of its words, of the closed classes it has and the records have not, of how its
// clauses stand to those of the records. None knows a word of a trade.
type feature struct {
	name string
	of   func(c *inquiry) float64
	// why tells a person what it means when it weighs most, "" where it tells
	// nothing by itself.
	why string
}

// features lists what the weights in weights.go are for, in their order.
func features() []feature {
	return []feature{
		{"verbs", (*inquiry).newVerbs, "no record has what it says was done"},
		{"missing", (*inquiry).missing, "much of it is in no record"},
		{"terse", (*inquiry).terse, ""},
		{"clauses", (*inquiry).clauses, ""},
		{"slots", (*inquiry).checked, ""},
		{"names", func(c *inquiry) float64 { return float64(min(len(namesIn(c.slots)), 3)) / 3 }, ""},
		{"doer", func(c *inquiry) float64 { return truth(c.by.name != "") }, ""},
		{"denied", func(c *inquiry) float64 { return c.any(pair.denied) }, "the record denies it"},
		{"asked", (*inquiry).askedOnRecord, "the record only asks or supposes it"},
		{"denies", hasAny(denies), ""},
		{"causes", hasAny(causes), ""},
		{"supposes", hasAny(supposes), ""},
	}
}

//go:generate go test . -run TestWeights -train

// score is how much speaks against a sentence, and what most. Plain sentences
// have weights of their own: in one that joins records a new word is a free hand's,
// in a plain one it is what nobody said.
func (c *inquiry) score() (sum int, why string) {
	plain := c.plain()
	sum = bias + int(plain*plainBias)
	most, weights := 0, weights()
	for i, f := range features() {
		n := int(f.of(c) * (float64(weights[i].any) + plain*float64(weights[i].plain)))
		sum += n
		if f.why != "" && n > most {
			most, why = n, f.why
		}
	}
	if why == "" {
		why = "no record says it so"
	}
	return sum, why
}

// plain is 1 for a sentence of up to 14 words and 0 for one of 24 or more.
func (c *inquiry) plain() float64 { return min(1, max(0, (24-float64(len(c.words)))/10)) }

// pair is a clause of the sentence with the passage that comes closest to it, and
// the clause of that.
type pair struct {
	said clause
	match
	told *clause
}

// pairs aligns the clauses of the sentence.
func (c *inquiry) pairs() []pair {
	if c.paired != nil {
		return c.paired
	}
	for _, part := range c.parts {
		m := c.align(c.context(part))
		if m.passage == nil {
			continue
		}
		p := pair{said: part, match: m}
		most := 0.0
		for i := range m.parts {
			if n := c.share(part.stems, m.parts[i].stems); n > most {
				p.told, most = &m.parts[i], n
			}
		}
		c.paired = append(c.paired, p)
	}
	return c.paired
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func hasAny(k class) func(c *inquiry) float64 {
	return func(c *inquiry) float64 { return truth(c.class&k != 0) }
}

// newVerbs is the share of its verbs that the passages closest to it have not: words
// in the past, and those behind an auxiliary or a pronoun.
func (c *inquiry) newVerbs() float64 {
	n, all := 0.0, 0.0
	for i, w := range c.words {
		verb := past(w.Lower) || i > 0 && classesOf(c.words[i-1].Lower)&carries != 0
		if !verb || prose.IsStop(w.Lower) || c.inFigure(w) {
			continue
		}
		all++
		n += 1 - c.any(func(p pair) bool { return p.passage.does(w.Lower) })
	}
	return n / max(1, all)
}

// missing is how much of the sentence, by weight, the passage closest to it has not;
// 1 from half of it.
func (c *inquiry) missing() float64 { return min(1, 2*(1-c.align(c.stems).cover)) }

// clauses counts the clauses that the sentence joins.
func (c *inquiry) clauses() float64 { return float64(min(len(c.parts)-1, 4)) / 4 }

// terse is how many words the sentence has for those that its records have: where
// notes are short a sentence has words of its own.
func (c *inquiry) terse() float64 {
	n := 0
	for _, r := range c.rests {
		n += len(r.list)
	}
	return min(1, float64(len(c.stems))/float64(2*max(1, n)))
}

// checked is how many slots of the sentence were found on record.
func (c *inquiry) checked() float64 {
	n := 0
	for _, s := range c.slots {
		if s.Kind != prose.NameSlot && !s.Loose {
			n++
		}
	}
	return float64(min(n, 4)) / 4
}

func (c *inquiry) any(is func(p pair) bool) float64 { return truth(slices.ContainsFunc(c.pairs(), is)) }

// denied tells whether the record denies what a clause does not.
func (p pair) denied() bool {
	return p.told != nil && p.told.class&denies != 0 && p.said.class&denies == 0
}

// askedOnRecord tells whether a record only asks, supposes or has as an idea what a
// clause tells.
func (c *inquiry) askedOnRecord() float64 {
	return c.any(func(p pair) bool {
		return p.said.class&supposes == 0 && (p.told != nil && p.told.class&supposes != 0 || p.source.Intends || p.source.Wonders)
	})
}
