package ground

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
