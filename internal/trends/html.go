package trends

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"html"
	"html/template"
	"io"
	"slices"
	"strings"

	chart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

//go:embed page.html
var pageText string

// The size of a chart in its own units; the page scales it.
const (
	chartWidth  = 440
	chartHeight = 220
)

// colours is how many colours the page has; further lines begin again.
const colours = 6

// HTML writes the report as one page that needs nothing from elsewhere: the
// charts are SVG drawn by go-chart, in the colours of the page, light or dark;
// every figure stands in a table as well.
func (r Report) HTML(w io.Writer) error {
	page, err := template.New("trends").Parse(pageText)
	if err != nil {
		return fmt.Errorf("reading the page: %w", err)
	}
	var shown []shownPicture
	for _, p := range r.Pictures {
		s := shownPicture{Picture: p}
		if !p.Empty() {
			if p.Many {
				s.Bars = p.bars()
			} else if s.SVG, err = r.draw(p); err != nil {
				return fmt.Errorf("drawing %q: %w", p.Title, err)
			}
			for i, series := range p.Series {
				s.Legend = append(s.Legend, key{series.Name, fmt.Sprintf("c%d", i%colours)})
			}
			for i, b := range r.Buckets {
				row := row{Label: b.Label}
				for _, series := range p.Series {
					row.Values = append(row.Values, p.say(series.Values[i]))
				}
				s.Rows = append(s.Rows, row)
			}
		}
		shown = append(shown, s)
	}
	return page.Execute(w, map[string]any{"From": r.From, "To": r.To, "Unit": r.Unit, "Pictures": shown})
}

type shownPicture struct {
	Picture
	SVG    template.HTML
	Bars   []bar
	Legend []key
	Rows   []row
}

type bar struct {
	Name   string
	Sum    int64
	Length int64
}

type key struct{ Name, Class string }

type row struct {
	Label  string
	Values []string
}

func (p Picture) say(v Figure) string {
	if v == None {
		return "–"
	}
	if p.Share {
		return fmt.Sprintf("%d%%", v)
	}
	return fmt.Sprint(v)
}

// draw draws one picture. Classes give the colours, so that the page can change
// them.
func (r Report) draw(p Picture) (template.HTML, error) {
	xs := make([]float64, len(r.Buckets))
	for i := range xs {
		xs[i] = float64(i)
	}
	most := Figure(1)
	var series []chart.Series
	for i, s := range p.Series {
		var at, ys []float64
		for j, v := range s.Values {
			if v != None {
				at, ys = append(at, xs[j]), append(ys, float64(v))
				most = max(most, v)
			}
		}
		if len(at) == 0 {
			continue
		}
		style := chart.Style{ClassName: fmt.Sprintf("line c%d", i%colours), StrokeColor: drawing.ColorBlack, StrokeWidth: 2, DotColor: drawing.ColorBlack, DotWidth: 3}
		series = append(series, chart.ContinuousSeries{Name: html.EscapeString(s.Name), XValues: at, YValues: ys, Style: style})
	}
	if p.Share {
		most = 100
	}
	text := chart.Style{ClassName: "axis", FontSize: 9, FontColor: drawing.ColorBlack, StrokeColor: drawing.ColorBlack}
	c := chart.Chart{
		Width: chartWidth, Height: chartHeight,
		Background: chart.Style{ClassName: "none", Padding: chart.Box{Top: 12, Left: 8, Right: 16, Bottom: 8}},
		Canvas:     chart.Style{ClassName: "none"},
		XAxis:      chart.XAxis{Style: text, Ticks: r.ticks(), Range: &chart.ContinuousRange{Min: 0, Max: float64(len(xs) - 1)}, GridMajorStyle: chart.Hidden(), GridMinorStyle: chart.Hidden()},
		YAxis: chart.YAxis{
			Style: text, AxisType: chart.YAxisSecondary, Ticks: p.marks(most), Range: &chart.ContinuousRange{Min: 0, Max: float64(ceiling(most))},
			NameStyle: chart.Hidden(), GridMajorStyle: grid(), GridMinorStyle: grid(),
		},
		Series: series,
	}
	var out bytes.Buffer
	if err := c.Render(chart.SVG, &out); err != nil {
		return "", err
	}
	return p.labelled(out.String()), nil
}

// grid is the colour of the lines behind a chart: go-chart gives them no class,
// and it must be seen on white and on black.
func grid() chart.Style {
	return chart.Style{StrokeColor: drawing.Color{R: 128, G: 128, B: 128, A: 70}, StrokeWidth: 1}
}

// labelled says what a chart shows, for who can't see it. Names in it were
// escaped when it was drawn.
func (p Picture) labelled(svg string) template.HTML {
	label := html.EscapeString(p.Title + ": " + p.Of)
	return template.HTML(strings.Replace(svg, "<svg ", `<svg role="img" aria-label="`+label+`" `, 1))
}

// bars gives the sum of each series with its length beside the largest, in
// percent: for so many names rows are easier to read than a chart's columns.
func (p Picture) bars() []bar {
	var out []bar
	list := bySum(p.Series)
	for _, s := range list {
		if n := s.Sum(); n > 0 {
			out = append(out, bar{s.Name, n, 100 * n / list[0].Sum()})
		}
	}
	return out
}

// bySum orders series, the largest sum first.
func bySum(list []Series) []Series {
	return slices.SortedStableFunc(slices.Values(list), func(x, y Series) int { return cmp.Compare(y.Sum(), x.Sum()) })
}

// mostTicks is how many labels fit below a chart.
const mostTicks = 6

// ticks labels the buckets, not more than fit.
func (r Report) ticks() []chart.Tick {
	step := (len(r.Buckets) + mostTicks - 1) / mostTicks
	var out []chart.Tick
	for i, b := range r.Buckets {
		label := ""
		if i%step == 0 {
			label = b.Label
		}
		out = append(out, chart.Tick{Value: float64(i), Label: label})
	}
	return out
}

// ceiling is the top of an axis: the next round number.
func ceiling(most Figure) Figure {
	for _, unit := range []Figure{1, 10, 100, 1000, 10000, 100000} {
		for _, n := range []Figure{2, 4, 5, 10} {
			if most <= n*unit {
				return n * unit
			}
		}
	}
	return most
}

// marks labels the axis of the figures.
func (p Picture) marks(most Figure) []chart.Tick {
	top := ceiling(most)
	parts := Figure(4)
	if top%4 != 0 {
		parts = 5
	}
	if top < 4 {
		parts = top
	}
	var out []chart.Tick
	for i := range parts + 1 {
		out = append(out, chart.Tick{Value: float64(top * i / parts), Label: p.say(top * i / parts)})
	}
	return out
}

// period gives the days of the report, for a heading.
func (r Report) period() string { return r.From.String() + " to " + r.To.String() }
