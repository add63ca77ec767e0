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

func (g *Ground) Measure(text string, cites []string) []float64 {
	c := g.newCase(text, cites)
	if _, wrong := c.slotsHold(); wrong {
		return nil
	}
	if _, wrong := c.bindingsHold(); wrong {
		return nil
	}
	if _, wrong := c.statesHold(); wrong {
		return nil
	}
	doubt := 0.0
	if c.loose != "" {
		doubt = 1
	}
	wide := 0.0
	if c.wide {
		wide = 1
	}
	c.verdict()
	f := c.measure()
	x := append(f[:], doubt, wide)
	plain := min(1, max(0, (GateTop-float64(len(c.words)))/GateWidth))
	n := len(x)
	for i := 0; i < n; i++ {
		if i != 25 {
			x = append(x, x[i]*plain)
		}
	}
	x = append(x, plain)
	return x
}

var FeatureNames = names()

var GateTop, GateWidth = 24.0, 10.0

func names() []string {
	out := append(featureNames[:], "doubt", "wide")
	n := len(out)
	for i := 0; i < n; i++ {
		if i != 25 {
			out = append(out, "p "+out[i])
		}
	}
	return append(out, "plain")
}
