package ground

import "fmt"

func (g *Ground) Explain(text string, cites []string) {
	c := g.newCase(text, cites)
	for _, part := range c.parts {
		verb, _ := part.deed()
		m := c.align(c.context(part), c.cited)
		fmt.Printf("  part %q by %v verb %q past %v says %b stems %v\n", part.text, part.by, verb, past(verb), part.says, part.stems)
		if m.passage != nil {
			fmt.Printf("     best %.2f %d %q\n", m.cover, m.shared, m.text)
			for _, q := range m.parts {
				v, _ := q.deed()
				fmt.Printf("        part %q by %v label %v verb %q\n", q.text, q.by, q.byLabel, v)
			}
		}
		for _, s := range part.slots {
			t, place := c.rival(s, m, c.context(part))
			fmt.Printf("     slot %q kind %d v %v of %v unit %q noun %q loose %v day %v-%v rival %q place %.2f bound %.2f computed %v\n", s.Text, s.Kind, s.Value, s.Of, s.Unit, s.Noun, s.Loose, s.Day, s.Until, t.Text, place, c.bound(s, m.passage, c.context(part)), m.passage != nil && c.computed(s, m))
		}
	}
	for _, u := range c.labelled(c.parts) {
		fmt.Printf("   label %q %v\n", u.Text, u.label)
		for _, o := range c.uses(u.Slot) {
			fmt.Printf("        use %v noun %q in %q\n", o.label, o.Noun, o.passage.text)
		}
	}
	for _, s := range c.pledged() {
		t, l, ok := s.pledge.distance()
		f, _ := s.pledge.what.deed()
		fmt.Printf("   pledge goal %v open %v by %v verb %q %q target %q last %q %v share %.2f\n", s.pledge.goal, s.pledge.open, s.pledge.by, f, s.pledge.what.text, t.Text, l.Text, ok, c.share(s.pledge.what.stems, c.stems))
	}
}

// Measure gives the features of a sentence that is not contradicted, and whether it
// is plain; nil for others.
func (g *Ground) Measure(text string, cites []string) (x []float64, plain float64) {
	c := g.newCase(text, cites)
	for _, rule := range c.rules() {
		if _, wrong := rule(); wrong {
			return nil, 0
		}
	}
	c.verdict()
	for _, f := range features() {
		x = append(x, f.of(c))
	}
	return x, c.plain()
}

// FeatureNames names them.
func FeatureNames() []string {
	var names []string
	for _, f := range features() {
		names = append(names, f.name)
	}
	return names
}
