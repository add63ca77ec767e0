package brief

import (
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// fillKey finds the answer to a blank: by the topic or by what the topic was
// made of.
type fillKey struct{ of, field string }

// readFills remembers the newest answer to each blank.
func (b *Brief) readFills() {
	b.fills = map[fillKey]*Item{}
	for _, it := range b.Items { // oldest first: the newest stays
		f := it.Fills()
		if f == nil || it.Hostile {
			continue
		}
		b.fills[fillKey{f.Topic, f.Field}] = it
		if f.About != "" {
			b.fills[fillKey{f.About, f.Field}] = it
		}
	}
}

// Filled gives what the user answered to a blank of a topic, nil when nothing:
// by the topic's id, else by one of the records that it rests on.
func (b *Brief) Filled(topic string, evidence []string, field string) *Item {
	if it := b.fills[fillKey{topic, field}]; it != nil {
		return it
	}
	for _, id := range evidence {
		if it := b.fills[fillKey{id, field}]; it != nil {
			return it
		}
	}
	return nil
}

func planWords(p *oneonone.Plan) string {
	if p == nil {
		return ""
	}
	words := []string{string(p.Gap), string(p.Need), string(p.Trial), string(p.Measure)}
	for _, m := range p.Milestones {
		words = append(words, m.Due.String()+": "+m.Text, string(m.Proof))
	}
	return strings.Join(words, "\n")
}

func whyWords(n *oneonone.Note) string {
	var words []string
	for _, w := range n.Whys {
		words = append(words, w.Question+" "+string(w.Answer))
	}
	return strings.Join(words, "\n")
}

func turnWords(turns []oneonone.Turn) string {
	var words []string
	for _, t := range turns {
		words = append(words, t.On.String()+" "+string(t.To)+": "+t.Text)
	}
	return strings.Join(words, "\n")
}

// maskPlan gives a copy of a plan in which no text holds a secret or gives
// orders to a program.
func maskPlan(p *oneonone.Plan) *oneonone.Plan {
	if p == nil {
		return nil
	}
	c := *p
	for _, text := range []*oneonone.Maybe{&c.Gap, &c.Need, &c.Trial, &c.Measure} {
		*text = fit(*text)
	}
	c.Milestones = nil
	for _, m := range p.Milestones {
		if m.Text = string(fit(oneonone.Maybe(m.Text))); m.Text != "" {
			m.Proof = fit(m.Proof)
			c.Milestones = append(c.Milestones, m)
		}
	}
	return &c
}

// fit masks a text, and leaves out one that gives orders to a program.
func fit(text oneonone.Maybe) oneonone.Maybe {
	if prose.AddressesMachine(string(text)) {
		return ""
	}
	return maskMaybe(text)
}

func maskWhys(whys []oneonone.Reason) []oneonone.Reason {
	var out []oneonone.Reason
	for _, w := range whys {
		w.Question, w.Answer = string(maskMaybe(oneonone.Maybe(w.Question))), fit(w.Answer)
		out = append(out, w)
	}
	return out
}

func maskTurns(turns []oneonone.Turn) []oneonone.Turn {
	var out []oneonone.Turn
	for _, t := range turns {
		t.Text = string(fit(oneonone.Maybe(t.Text)))
		out = append(out, t)
	}
	return out
}
