package trends

import (
	"fmt"
	"strings"

	"github.com/guptarohit/asciigraph"
)

// Text gives the report for a terminal or a pipe: a chart and a table of its
// sums for each picture, as Markdown. Columns is how wide it may be.
func (r Report) Text(columns int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Trends, %s, by %s\n", r.period(), r.Unit)
	for _, p := range r.Pictures {
		fmt.Fprintf(&b, "\n## %s\n\n", p.Title)
		if p.Empty() {
			b.WriteString("Nothing on record in this period.\n")
			continue
		}
		fmt.Fprintf(&b, "%s\n\n", p.Of)
		if p.Many {
			sums(&b, p)
			continue
		}
		for _, s := range p.Series {
			if !(Picture{Series: []Series{s}}).Empty() {
				r.graph(&b, p, s, columns)
			}
		}
	}
	return b.String()
}

// sums lists the series of a picture that has many, with a bar for each.
func sums(b *strings.Builder, p Picture) {
	list := bySum(p.Series)
	b.WriteString("```\n")
	for _, s := range list {
		bar := strings.Repeat("█", int((30*s.Sum()+list[0].Sum()-1)/max(1, list[0].Sum())))
		fmt.Fprintf(b, "%s\n", strings.TrimRight(fmt.Sprintf("%-16s %4d %s", s.Name, s.Sum(), bar), " "))
	}
	b.WriteString("```\n")
}

// heightFor gives a chart as many lines as make whole numbers of its labels.
func heightFor(top Figure) int {
	switch {
	case top <= 5:
		return int(top)
	case top%4 == 0 && top%5 != 0 || top == 20 || top == 40:
		return 4
	}
	return 5
}

// graph draws one series with its name and its sum, or its mean for shares.
func (r Report) graph(b *strings.Builder, p Picture, s Series, columns int) {
	var values []float64
	most := Figure(0)
	for _, v := range s.Values {
		if v != None { // a chart of characters has no room for gaps
			values = append(values, float64(v))
			most = max(most, v)
		}
	}
	total := fmt.Sprintf("%d in all", s.Sum())
	if p.Share {
		total = fmt.Sprintf("%d%% at most", most)
	}
	fmt.Fprintf(b, "%s, %s\n\n", s.Name, total)
	options := []asciigraph.Option{asciigraph.Height(heightFor(ceiling(most))), asciigraph.Precision(0), asciigraph.LowerBound(0), asciigraph.UpperBound(float64(ceiling(most)))}
	if wide := max(20, min(columns-12, 60)); len(values) < wide {
		options = append(options, asciigraph.Width(min(wide, len(values)*3)))
	} else {
		options = append(options, asciigraph.Width(wide))
	}
	fmt.Fprintf(b, "```\n%s\n", asciigraph.Plot(values, options...))
	fmt.Fprintf(b, "  %s … %s\n```\n\n", r.Buckets[0].Label, r.Buckets[len(r.Buckets)-1].Label)
}
