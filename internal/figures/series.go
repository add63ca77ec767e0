package figures

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// series finds the figures that are of one thing: those of each goal, then
// those of notes that share what is measured and rare words.
func series(b *brief.Brief) []Fact {
	r := &gatherer{stems: map[string]string{}, loc: b.Locale}
	notes := r.notes(b)
	ofGoals := map[*reading]bool{}
	var out []Fact
	for _, g := range b.Goals {
		it := b.Item(g.ID)
		if it == nil || it.Hostile || g.Status == oneonone.StatusDropped {
			continue
		}
		t := r.target(g)
		steps := r.steps(g, it, t)
		if t != nil {
			t.learn(steps)
			if told := t.series(steps, notes, ofGoals, b.Meeting.On); len(told) > 0 {
				out = append(out, told...)
				continue
			}
		}
		out = append(out, grouped(steps, b.Meeting.On)...)
	}
	slices.SortStableFunc(out, newestFirst)
	notes = slices.DeleteFunc(notes, func(x *reading) bool { return ofGoals[x] })
	rest := grouped(notes, b.Meeting.On)
	slices.SortStableFunc(rest, newestFirst)
	return append(out, rest...)
}

func newestFirst(x, y Fact) int { return cmp.Or(y.On.Compare(x.On), cmp.Compare(x.ID, y.ID)) }

// mostEarlier bounds the notes from before the window that are read.
const mostEarlier = 100

// notes reads the figures of the window, and of the newest earlier notes that
// share a rare word with them or with a goal. A word that many items have is no
// sign that two are about one thing.
func (r *gatherer) notes(b *brief.Brief) []*reading {
	var out []*reading
	for _, it := range b.Items {
		if it.InWindow && measures(it) {
			out = append(out, r.read(it.Text, it.Date, it, false)...)
		}
	}
	having := map[string]int{} // of the words that matter
	for _, x := range out {
		for _, s := range slices.Concat(x.own, x.subject) {
			having[s] = 0
		}
	}
	for _, g := range b.Goals {
		for _, s := range r.content(g.Text, "") {
			having[s] = 0
		}
	}
	for _, it := range b.Items {
		for _, s := range it.Stems() {
			if n, ok := having[s]; ok {
				having[s] = n + 1
			}
		}
	}
	most := max(4, len(b.Items)/8)
	common := func(s string) bool { return having[s] > most }
	rare := func(s string) bool { return having[s] > 0 && !common(s) }
	left := mostEarlier
	for _, it := range slices.Backward(b.Items) {
		if left > 0 && !it.InWindow && measures(it) && hasDigit(it.Text) && slices.ContainsFunc(it.Stems(), rare) {
			out = append(out, r.read(it.Text, it.Date, it, false)...)
			left--
		}
	}
	for _, x := range out {
		x.own, x.subject = slices.DeleteFunc(x.own, common), slices.DeleteFunc(x.subject, common)
	}
	return out
}

func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

// measures tells whether an item may tell a figure of its day.
func measures(it *brief.Item) bool {
	switch it.NoteKind {
	case oneonone.Idea, oneonone.Question, oneonone.Decided:
		if it.Sure {
			return false
		}
	}
	return it.IsNote() && !it.Hostile && !it.Corrected
}

// keys say what a figure is of. Figures with a key in common are of one thing:
// who is left out by taking a record away is that record alone.
func (x *reading) keys() []string {
	base := strings.Join([]string{x.dim, x.label, x.period}, "|") + "|"
	var marks, out []string
	if x.change != "" {
		out = append(out, base+x.change)
	}
	switch {
	case x.item.Kind == oneonone.EvGoal:
		marks = []string{x.item.ID}
	default:
		marks = slices.DeleteFunc(keysOf(x.item, ""), func(k string) bool { return k[0] != '+' && k[0] != '#' })
	}
	all := slices.Concat(x.own, x.subject)
	pairs := func(prefix string) {
		for _, s := range x.own {
			for _, t := range all {
				if s < t || !slices.Contains(x.own, t) {
					out = append(out, base+prefix+"|"+min(s, t)+"|"+max(s, t))
				}
			}
		}
	}
	switch {
	case x.Of != 0:
		pairs(number(x.Of))
		for _, m := range marks {
			pairs(m)
		}
	case x.Unit != "":
		pairs("")
		for _, m := range marks {
			for _, s := range x.own {
				out = append(out, base+m+"|"+s)
			}
		}
	default:
		for _, s := range all {
			out = append(out, base+s)
		}
		for _, m := range marks {
			if x.period != "" {
				out = append(out, base+m)
			}
		}
	}
	return out
}

// grouped gives the series among readings, the longest first, as long as each
// tells something that no longer one does.
func grouped(all []*reading, near oneonone.Date) []Fact {
	groups := map[string][]*reading{}
	for _, x := range all {
		for _, key := range x.keys() {
			groups[key] = append(groups[key], x)
		}
	}
	for key, g := range groups {
		groups[key] = inOrder(g)
	}
	maps.DeleteFunc(groups, func(_ string, g []*reading) bool { return !isSeries(g) || !moves(g) })
	keys := slices.SortedFunc(maps.Keys(groups), func(x, y string) int { return cmp.Or(len(groups[y])-len(groups[x]), cmp.Compare(x, y)) })
	told := map[*reading]bool{}
	var out []Fact
	for _, key := range keys {
		g := groups[key]
		if !slices.ContainsFunc(g, func(x *reading) bool { return !told[x] }) {
			continue
		}
		for _, x := range g {
			told[x] = true
		}
		f := newFact(Series, key)
		f.fill(g)
		f.Text = points(f.Points, near) + ": " + f.moved()
		f.How = "the change that one record tells; the difference is the later figure less the earlier"
		if len(f.Evidence) > 1 {
			f.How = "figures of one kind in records that share " + strings.Join(shared(key), " and ") + "; the difference is the last less the first"
		}
		if last := g[len(g)-1]; last.item.Kind == oneonone.EvGoal {
			f.GoalID, f.Text = last.ItemID, quote(last.item.Text)+": "+f.Text
		}
		out = append(out, f)
	}
	return out
}

// shared gives what a key says that records have in common.
func shared(key string) []string {
	parts := strings.Split(key, "|")
	if noun, ok := strings.CutPrefix(parts[0], "of "); ok {
		parts = append(parts, noun)
	}
	return slices.DeleteFunc(parts[3:], func(s string) bool { return s == "" })
}

// inOrder puts readings in the order of days. A record with two figures that
// no change binds does not say which one it means: it is left out.
func inOrder(g []*reading) []*reading {
	n := map[string]int{}
	for _, x := range g {
		if x.change == "" {
			n[x.ItemID+x.told.String()]++
		}
	}
	out := slices.DeleteFunc(slices.Clone(g), func(x *reading) bool { return n[x.ItemID+x.told.String()] > 1 })
	slices.SortStableFunc(out, byDay)
	return slices.CompactFunc(out, func(x, y *reading) bool { return x.On == y.On && x.size() == y.size() && x.Before == y.Before })
}

func byDay(x, y *reading) int {
	if x.Before != y.Before && x.On == y.On {
		if x.Before {
			return -1
		}
		return 1
	}
	return cmp.Or(x.On.Compare(y.On), cmp.Compare(x.ItemID, y.ItemID), cmp.Compare(x.Figure, y.Figure))
}

// isSeries tells whether readings are of two days at least, or a change.
func isSeries(g []*reading) bool {
	if len(g) < 2 {
		return false
	}
	return g[0].On != g[len(g)-1].On || g[0].Before
}

// moves tells whether the figures are not all the same.
func moves(g []*reading) bool {
	return slices.ContainsFunc(g, func(x *reading) bool { return x.size() != g[0].size() })
}
