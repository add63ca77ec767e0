package figures

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// target is the figure that a goal asks for.
type target struct {
	*reading
	goal *oneonone.Goal
	// most tells that the goal's words limit the figure from above.
	most bool
	// rest are the goal's other figures: what it is to hold for.
	rest []prose.Quantity
	// stems are the goal's words, noun what it counts; steps are the words that two steps
	// of it or more have in common, last is the figure of the last.
	stems []string
	noun  string
	steps []string
	last  float64
}

// target reads the figure of a goal: the one behind "at most" and the like, or
// the only one.
func (r *gatherer) target(g *oneonone.Goal) *target {
	figures := slices.DeleteFunc(prose.Quantities(g.Text), func(q prose.Quantity) bool { return isDay(q.Text, g.Due) })
	at := slices.IndexFunc(figures, func(q prose.Quantity) bool { return isBound(g.Text[:q.Start]) })
	if len(figures) == 1 {
		at = 0
	}
	if changes := prose.Changes(g.Text); len(changes) == 1 && at < 0 {
		figures, at = []prose.Quantity{changes[0].To}, 0
	}
	if at < 0 {
		return nil
	}
	q := figures[at]
	before := g.Text[:q.Start]
	noun := r.head(q.Noun)
	t := &target{goal: g, most: isMost(before), stems: r.content(g.Text, noun), noun: q.Noun}
	t.rest = slices.Delete(slices.Clone(figures), at, at+1)
	t.reading = &reading{Point: Point{Value: q.Value, Of: q.Of, Unit: q.Unit, Figure: q.Text}, label: percentile(g.Text)}
	p := &passage{gatherer: r, text: g.Text, on: g.On(), figures: figures}
	switch kind, _ := scale(q.Unit); {
	case q.Of != 0:
		t.dim = "share"
	case q.Unit != "":
		t.dim = "in " + kind
	default:
		t.dim = "of " + noun // of nothing that has a name: only bare numbers fit
	}
	if isTotal(t.dim) {
		t.period = p.period(prose.Span{Start: 0, End: len(g.Text)})
	}
	return t
}

// isDay tells a figure that is the goal's own day in digits: "before the audit 9.12".
func isDay(figure string, due oneonone.Date) bool {
	day, month, found := strings.Cut(figure, ".")
	d, err := strconv.Atoi(day)
	m, wrong := strconv.Atoi(month)
	return found && err == nil && wrong == nil && d == due.Day && m == int(due.Month)
}

// steps reads the figures of a goal's progress. A number that stands first and has
// no unit and no noun is of what the goal measures: nobody repeats the unit.
func (r *gatherer) steps(g *oneonone.Goal, it *brief.Item, t *target) []*reading {
	var out []*reading
	for _, s := range g.Progress {
		if prose.AddressesMachine(s.Text) {
			continue
		}
		all := r.read(s.Text, s.On, it, true)
		if t != nil && !slices.ContainsFunc(all, t.fits) {
			if x := t.bare(s, it); x != nil {
				all = append(all, x)
			}
		}
		out = append(out, all...)
	}
	return out
}

// bare reads the one number of a step that has no unit and no noun and stands first
// or is of the goal's size; nil when there is none, or more than one.
func (t *target) bare(s oneonone.Step, it *brief.Item) *reading {
	var found *reading
	for _, q := range prose.Quantities(s.Text) {
		number := q.Text[:len(q.Text)-len(strings.TrimLeft(q.Text, "0123456789.,"))]
		if q.Of != 0 || q.Unit != "" || t.noun != "" && q.Noun == t.noun || q.High != 0 || number == "" {
			continue
		}
		leads := strings.TrimSpace(s.Text[:q.Start]) == ""
		if size := q.Value / t.Value; !leads && (size < 0.2 || size > 5) {
			continue
		}
		if found != nil {
			return nil
		}
		found = &reading{told: s.On, dim: t.dim, label: t.label, period: t.period, item: it}
		found.Point = Point{On: s.On, Value: q.Value, Of: t.Of, Unit: t.Unit, Figure: number, Text: strings.TrimRight(oneonone.Spoken(s.Text), " ."), ItemID: it.ID}
		if leads {
			break
		}
	}
	return found
}

// fits tells whether a figure is of what the goal measures, as far as unit and
// period go.
func (t *target) fits(x *reading) bool {
	if t.isPartOf(x) {
		return true
	}
	return x.dim == t.dim && x.period == t.period &&
		(x.label == t.label || x.label == "" && x.ItemID == t.goal.ID) && (x.Of == t.Of || t.Of == 0)
}

// isPartOf tells that a figure is a part of the number that the goal names: "74 of
// 212" of "all 212 models".
func (t *target) isPartOf(x *reading) bool {
	return t.Of == 0 && t.Unit == "" && t.Value >= 20 && x.Of == t.Value
}

// means tells whether a note's figure is tied to the goal: by its percentile
// and a word of the note, by two words, or by what is counted and one.
func (t *target) means(x *reading) bool {
	if t.isPartOf(x) {
		return true
	}
	words := slices.Concat(x.own, x.subject)
	if t.label != "" {
		words = x.item.Stems()
	}
	n := 0
	for _, s := range words {
		if s != t.label && slices.Contains(t.stems, s) {
			n++
		}
	}
	return n >= 2 || n == 1 && (t.Unit == "" || t.label != "") || t.goesOn(x)
}

// near is by how much a figure differs at most from the last step of a goal that it goes
// on, by a word that the steps have in common alone.
const near = 0.15

// goesOn tells whether a note goes on with the steps of the goal as they are written:
// "wk 48: 94.1 %" after "wk 41: 93.6 %" and "wk 45: 96.2 %".
func (t *target) goesOn(x *reading) bool {
	if t.last == 0 || math.Abs(x.size()-t.last) > near*math.Abs(t.last) {
		return false
	}
	return slices.ContainsFunc(slices.Concat(x.own, x.subject), func(s string) bool { return slices.Contains(t.steps, s) })
}

// learn keeps what the steps of the goal have in common.
func (t *target) learn(steps []*reading) {
	seen := map[string]int{}
	for _, x := range steps {
		if !t.fits(x) {
			continue
		}
		t.last = x.size()
		for _, s := range slices.Concat(x.own, x.subject) {
			if seen[s]++; seen[s] == 2 {
				t.steps = append(t.steps, s)
			}
		}
	}
}

// series gives the figures of the goal's progress, with those of notes on days
// without any; none when they are no series.
func (t *target) series(steps, notes []*reading, used map[*reading]bool, near oneonone.Date) []Fact {
	var mine []*reading
	days := map[oneonone.Date]bool{}
	for _, x := range steps {
		if !t.fits(x) {
			continue
		}
		if i := slices.IndexFunc(mine, func(y *reading) bool {
			return y.told == x.told && y.change != x.change || y.told == x.told && y.change == ""
		}); i >= 0 {
			mine[i].loose = true
			continue
		}
		mine = append(mine, x)
		days[x.On] = true
	}
	var told []*reading
	for _, x := range notes {
		if t.fits(x) && t.means(x) {
			told = append(told, x)
		}
	}
	for _, x := range inOrder(told) {
		used[x] = true
		same := func(y *reading) bool { return y.size() == x.size() && (x.Before || y.On == x.On) }
		if !days[x.On] && !slices.ContainsFunc(mine, same) {
			mine = append(mine, x)
		}
	}
	slices.SortStableFunc(mine, byDay)
	if !isSeries(mine) {
		return nil
	}
	f := newFact(Series, t.goal.ID, t.dim)
	f.fill(mine)
	f.GoalID, f.Worse, f.Behind, f.Day = t.goal.ID, t.isWorse(mine), t.isBehind(mine), t.goal.Due
	first, last := t.from(mine[0]), t.from(mine[len(mine)-1])
	f.Reached, f.Closer, f.Whole = first*last <= 0, math.Abs(last) < math.Abs(first), t.holdsFor(mine[len(mine)-1])
	f.Evidence = oneonone.AppendNew(f.Evidence, t.goal.ID)
	f.Text = quote(t.goal.Text) + ": " + points(f.Points, near) + "; goal " + t.Figure
	if !t.goal.Due.IsZero() {
		f.Text += " by " + t.goal.Due.Short(near)
	}
	f.Text += ": " + t.distance(mine[len(mine)-1]) + ", " + f.direction()
	f.How = "the figures of the goal's progress, and of notes that share its unit and its words; " +
		"the distance is the last figure less the goal's"
	return []Fact{f}
}

// holdsFor tells whether a figure is told of all that the goal is to hold for:
// the goal's other figures stand beside it, and it is of no part or place that
// the goal does not name.
func (t *target) holdsFor(x *reading) bool {
	elsewhere := func(s string) bool { return !slices.Contains(t.stems, s) }
	if x.loose || slices.ContainsFunc(x.scope, elsewhere) {
		return false
	}
	beside := prose.Quantities(x.Text)
	for _, want := range t.rest {
		same := func(q prose.Quantity) bool { return q.Value == want.Value && q.Of == want.Of && q.Unit == want.Unit }
		if !slices.ContainsFunc(beside, same) {
			return false
		}
	}
	return true
}

// isWorse tells whether the last figure is farther from the goal than the one
// before, on the side where the first was.
func (t *target) isWorse(told []*reading) bool {
	first, before, last := t.from(told[0]), t.from(told[len(told)-2]), t.from(told[len(told)-1])
	return first*last > 0 && math.Abs(last) > math.Abs(before)
}

// isBehind tells whether the goal is not reached by its day at the pace so far.
func (t *target) isBehind(told []*reading) bool {
	x, y := told[0], told[len(told)-1]
	first, last, days := t.from(x), t.from(y), y.On.DaysSince(x.On)
	if t.goal.Due.IsZero() || days <= 0 || first*last <= 0 {
		return false
	}
	left := last + (last-first)/float64(days)*float64(max(0, t.goal.Due.DaysSince(y.On)))
	return left*first > 0
}

// from tells how far a figure is from the goal's, below it if negative.
func (t *target) from(x *reading) float64 {
	if t.isPartOf(x) {
		return x.Value - t.Value
	}
	_, size := scale(t.Unit)
	if t.Of != 0 {
		return x.size() - t.Value/t.Of
	}
	return x.size() - t.Value*size
}

// distance tells how far a figure is from the goal's, in the goal's unit.
func (t *target) distance(x *reading) string {
	if t.Of != 0 || x.Of != 0 {
		return "the last is " + x.Figure
	}
	_, size := scale(t.Unit)
	d := x.size()/size - t.Value
	side := " above it"
	if d < 0 {
		side = " below it"
	}
	if round(d) == 0 {
		return "at the goal"
	}
	text := amount(math.Abs(d), t.Unit) + side
	if !t.holdsFor(x) && (d < 0 == t.most) {
		text += " where it was measured"
	}
	return text
}

// fill sets what the points of a series say.
func (f *Fact) fill(g []*reading) {
	for _, x := range g {
		f.Points = append(f.Points, x.Point)
		f.Evidence = oneonone.AppendNew(f.Evidence, x.ItemID)
		if x.told.After(f.On) {
			f.On = x.told
		}
	}
}

// direction says where a series goes, from its first point to its last.
func (f *Fact) direction() string {
	first, last := f.Points[0].size(), f.Points[len(f.Points)-1].size()
	return [...]string{"falling", "level", "rising"}[cmp.Compare(last, first)+1]
}

// points tells figures with their days, both figures of a change at once.
func points(all []Point, near oneonone.Date) string {
	var parts []string
	for i, p := range all {
		if i+1 < len(all) && all[i+1].ItemID == p.ItemID && all[i+1].Text == p.Text {
			continue
		}
		parts = append(parts, p.Text+" ("+p.On.Short(near)+")")
	}
	return strings.Join(parts, "; ")
}

// moved tells the change from the first point to the last.
func (f *Fact) moved() string {
	first, last := f.Points[0], f.Points[len(f.Points)-1]
	if first.Of != 0 || first.size() == last.size() {
		return f.direction()
	}
	_, from := scale(first.Unit)
	_, to := scale(last.Unit)
	return f.direction() + " by " + amount(math.Abs(last.Value-first.Value*from/to), last.Unit)
}

// amount gives a figure with its unit, in points for percent.
func amount(v float64, unit string) string {
	switch unit {
	case "":
		return number(v)
	case "%":
		return number(v) + " points"
	}
	if minutes := int(math.Round(v * 60)); unit == "h" && round(v*10) != math.Trunc(v*10) { // "0.1333 h" is no way to say 8 minutes
		return strings.TrimPrefix(fmt.Sprintf("%d h %d min", minutes/60, minutes%60), "0 h ")
	}
	if isCalendar(unit) && v != 1 {
		unit += "s"
	}
	return number(v) + " " + unit
}

func round(v float64) float64 { return math.Round(v*1e4) / 1e4 }

// number writes a figure with commas between thousands.
func number(v float64) string {
	s := strconv.FormatFloat(round(v), 'f', -1, 64)
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}
