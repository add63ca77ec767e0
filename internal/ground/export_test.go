package ground

// Measure gives the features of a sentence, whether it is plain, and what the rules
// alone say of it.
func (g *Ground) Measure(text string, cites []string) (x []float64, plain float64, o Outcome) {
	c := g.newCase(text, cites)
	if v, wrong := c.broken(); wrong {
		o = v.Outcome
	}
	c.settle()
	if o == Holds && c.loose != "" {
		o = Unsure
	}
	for _, f := range features() {
		x = append(x, f.of(c))
	}
	return x, c.plain(), o
}

// FeatureNames names them.
func FeatureNames() []string {
	var names []string
	for _, f := range features() {
		names = append(names, f.name)
	}
	return names
}
