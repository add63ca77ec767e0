package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"oneonone/internal/reader"
)

// tally counts how often a label was told rightly, wrongly and not.
type tally struct{ right, wrong, missed int }

func (t *tally) count(told, is bool) {
	switch {
	case told && is:
		t.right++
	case told:
		t.wrong++
	case is:
		t.missed++
	}
}

func (t *tally) add(other tally) {
	t.right, t.wrong, t.missed = t.right+other.right, t.wrong+other.wrong, t.missed+other.missed
}

func (t tally) precision() float64 { return float64(t.right) / float64(max(1, t.right+t.wrong)) }
func (t tally) recall() float64    { return float64(t.right) / float64(max(1, t.right+t.missed)) }
func (t tally) f1() float64 {
	return 2 * float64(t.right) / float64(max(1, 2*t.right+t.wrong+t.missed))
}

// lean is how much more a wrong label weighs than a missing one (beta of the F measure): who is told
// something wrong loses more than who is told nothing.
const lean = 0.7

// measure is the F measure with that lean.
func (t tally) measure() float64 {
	p, r := t.precision(), t.recall()
	return (1 + lean*lean) * p * r / max(1e-9, lean*lean*p+r)
}

// bestAt finds the percentage from which on telling a label has the best measure.
func bestAt(chances []int, is []bool) int {
	best, at := -1.0, 50
	for percent := 6; percent < 90; percent += 2 {
		var t tally
		for i, chance := range chances {
			t.count(chance >= percent, is[i])
		}
		if f := t.measure(); f > best {
			best, at = f, percent
		}
	}
	return at
}

// grade is how well a kind's labels are told on some lines.
type grade struct {
	lines      int
	told, sure map[reader.Label]*tally
	// calls and hits count, for what was called 70 to 89 percent sure, how often
	// that was said and how often it was so.
	calls, hits int
}

func newGrade() *grade {
	return &grade{told: map[reader.Label]*tally{}, sure: map[reader.Label]*tally{}}
}

// judge counts what was told of one line.
func (g *grade) judge(e example, labels []reader.Label, chances, told []int) {
	g.lines++
	for i, label := range labels {
		if g.told[label] == nil {
			g.told[label], g.sure[label] = &tally{}, &tally{}
		}
		is := e.is(label)
		g.told[label].count(chances[i] >= told[i], is)
		g.sure[label].count(chances[i] >= reader.Sure, is)
		if chances[i] >= 70 && chances[i] < 90 {
			g.calls++
			if is {
				g.hits++
			}
		}
	}
}

// micro adds up some labels.
func (g *grade) micro(of map[reader.Label]*tally, labels []reader.Label) tally {
	var all tally
	for _, label := range labels {
		if t := of[label]; t != nil {
			all.add(*t)
		}
	}
	return all
}

// figures tells a label's or several labels' figures as a line of a table.
func figures(name string, told, sure tally) string {
	return fmt.Sprintf("| %s | %d | %.2f | %.2f | %.2f | %.2f | %d of %d |", name, told.right+told.missed, told.precision(), told.recall(), told.f1(),
		sure.precision(), sure.right+sure.wrong, sure.right+sure.missed)
}

// table writes a grade as Markdown.
func (g *grade) table(title string, t task) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n%d lines.", title, g.lines)
	if g.calls > 0 {
		fmt.Fprintf(&b, " Of %d times that something was called 70 to 89 percent sure, %.0f %% were so.", g.calls, 100*float64(g.hits)/float64(g.calls))
	}
	b.WriteString("\n\n| label | lines | precision | recall | F1 | precision when sure | sure |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, label := range t.labels {
		if told := g.told[label]; told != nil {
			b.WriteString(figures(string(label), *told, *g.sure[label]) + "\n")
		}
	}
	if len(t.kinds) > 0 {
		b.WriteString(figures(fmt.Sprintf("the %d kinds", len(t.kinds)), g.micro(g.told, t.kinds), g.micro(g.sure, t.kinds)) + "\n")
	}
	return b.String()
}

// unseen grades the reader on the sets that were never learned from.
func unseen(folder string, r *reader.Reader) ([]string, error) {
	var out []string
	for kind, t := range tasks {
		files, err := filepath.Glob(filesOf(folder, t))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			name := strings.TrimSuffix(filepath.Base(file), ".jsonl")
			all, err := readAll(file, t.read)
			if err != nil {
				return nil, err
			}
			g := newGrade()
			for _, e := range all {
				reading := r.Read(reader.Kind(kind), e.Line)
				chances := make([]int, len(reading.Labels))
				for i, label := range reading.Labels {
					chances[i] = reading.Of(label)
				}
				g.judge(e, reading.Labels, chances, reading.Told)
			}
			out = append(out, g.table(name+", never learned from", t))
		}
	}
	return out, nil
}

// begin and end enclose in the page what is written here.
const begin, end = "<!-- figures begin -->\n", "<!-- figures end -->"

// writeCard puts the tables into the page.
func writeCard(path, sum string, tables []string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, found := strings.Cut(string(text), begin)
	_, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		return fmt.Errorf("%s has no lines %q and %q", path, strings.TrimSpace(begin), end)
	}
	page := before + begin + "Lines " + sum + ".\n\n" + strings.Join(tables, "\n") + "\n" + end + after
	return os.WriteFile(path, []byte(page), 0o644)
}

// percents gives scores as percentages.
func percents(scores []float64, slope, shift float64) []int {
	out := make([]int, len(scores))
	for i, s := range scores {
		out[i] = min(99, int(100*sigmoid(slope*s+shift)))
	}
	return out
}

// transposed turns rows of scores by line into rows by label.
func transposed(lines [][]float64, labels int) [][]float64 {
	out := make([][]float64, labels)
	for i := range out {
		out[i] = make([]float64, len(lines))
		for k, line := range lines {
			out[i][k] = line[i]
		}
	}
	return out
}

// truths tells of each line whether it is what a label says.
func truths(all []example, label reader.Label) []bool {
	is := make([]bool, len(all))
	for i := range all {
		is[i] = all[i].is(label)
	}
	return is
}

// countWriters counts who wrote the lines.
func countWriters(all []example) int {
	var names []string
	for _, e := range all {
		names = append(names, e.writer)
	}
	slices.Sort(names)
	return len(slices.Compact(names))
}
