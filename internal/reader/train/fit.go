package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"oneonone/internal/reader"
)

// How the model is fitted: logistic regression, one label against the rest, by
// stochastic gradient with the step of each weight shrinking as it is used
// (AdaGrad; Duchi, Hazan, Singer 2011). A feature must stand in twoLines.
const (
	rate     = 0.3
	shrink   = 1e-6
	passes   = 12
	twoLines = 2
)

// columns are the features that a model knows, by number.
type columns map[uint32]int

// known counts the features that stand in enough lines.
func known(all []example) columns {
	seen := map[uint32]int{}
	for _, e := range all {
		f := slices.Clone(e.features)
		slices.Sort(f)
		for _, x := range slices.Compact(f) {
			seen[x]++
		}
	}
	var list []uint32
	for x, n := range seen {
		if n >= twoLines {
			list = append(list, x)
		}
	}
	return number(list)
}

func number(list []uint32) columns {
	slices.Sort(list)
	c := columns{}
	for i, x := range list {
		c[x] = i
	}
	return c
}

// row is a line as its columns.
type row struct {
	whole, pieces []int
	// weight is the sum of the squares of what the features weigh.
	weight float64
}

func (c columns) rows(all []example) []row {
	out := make([]row, len(all))
	for i, e := range all {
		r := &out[i]
		for _, x := range e.features {
			n, ok := c[x]
			r.weight += 1
			if reader.IsPiece(x) {
				r.weight += reader.PieceWeight*reader.PieceWeight - 1
			}
			switch {
			case !ok:
			case reader.IsPiece(x):
				r.pieces = append(r.pieces, n)
			default:
				r.whole = append(r.whole, n)
			}
		}
	}
	return out
}

// fit gives the weights of one label.
func fit(all []example, rows []row, use []int, label reader.Label, size int) []float64 {
	w, used := make([]float64, size), make([]float64, size)
	for i := range used {
		used[i] = 1e-2
	}
	random := rand.New(rand.NewPCG(1, 2))
	order := slices.Clone(use)
	for range passes {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			norm := 1 / math.Sqrt(rows[k].weight)
			want := 0.0
			if all[k].is(label) {
				want = 1
			}
			wrong := (sigmoid(score(w, rows[k])) - want) * norm
			for _, x := range rows[k].whole {
				g := wrong + shrink*w[x]
				used[x] += g * g
				w[x] -= rate * g / math.Sqrt(used[x])
			}
			for _, x := range rows[k].pieces {
				g := wrong*reader.PieceWeight + shrink*w[x]
				used[x] += g * g
				w[x] -= rate * g / math.Sqrt(used[x])
			}
		}
	}
	return w
}

func score(w []float64, r row) float64 {
	s, pieces := 0.0, 0.0
	for _, x := range r.whole {
		s += w[x]
	}
	for _, x := range r.pieces {
		pieces += w[x]
	}
	return (s + pieces*reader.PieceWeight) / math.Sqrt(r.weight)
}

// fitAll gives the weights of all labels, side by side.
func fitAll(all []example, rows []row, use []int, labels []reader.Label, size int) [][]float64 {
	out := make([][]float64, len(labels))
	var wait sync.WaitGroup
	for i, label := range labels {
		wait.Go(func() { out[i] = fit(all, rows, use, label, size) })
	}
	wait.Wait()
	return out
}

// strongest keeps the features with the greatest weights.
func strongest(c columns, weights [][]float64, most int) columns {
	type feature struct {
		hash  uint32
		force float64
	}
	var list []feature
	for x, n := range c {
		f := feature{hash: x}
		for _, w := range weights {
			f.force = max(f.force, math.Abs(w[n]))
		}
		if reader.IsPiece(x) {
			f.force *= reader.PieceWeight
		}
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b feature) int { return cmp.Or(cmp.Compare(b.force, a.force), cmp.Compare(a.hash, b.hash)) })
	var keep []uint32
	for _, f := range list[:min(most, len(list))] {
		keep = append(keep, f.hash)
	}
	return number(keep)
}

// scores are out of fold: each line's come from a model that saw no line of its
// author's file.
func outOfFold(all []example, labels []reader.Label) [][]float64 {
	fold := map[string]int{}
	for _, e := range all {
		if _, ok := fold[e.author]; !ok {
			fold[e.author] = len(fold)
		}
	}
	folds := min(len(fold), 6)
	out := make([][]float64, len(all))
	for f := range folds {
		var use, held []int
		for i, e := range all {
			if fold[e.author]%folds == f {
				held = append(held, i)
			} else {
				use = append(use, i)
			}
		}
		var seen []example
		for _, i := range use {
			seen = append(seen, all[i])
		}
		c := known(seen)
		rows := c.rows(all)
		weights := fitAll(all, rows, use, labels, len(c))
		for _, i := range held {
			for _, w := range weights {
				out[i] = append(out[i], score(w, rows[i]))
			}
		}
	}
	return out
}

// calibrate fits a line from scores to the logarithm of the odds (Platt 1999)
// by gradient descent on standardised scores.
func calibrate(scores []float64, is []bool) (slope, shift float64) {
	mean, spread, positive := 0.0, 0.0, 1.0
	for i, s := range scores {
		mean += s / float64(len(scores))
		if is[i] {
			positive++
		}
	}
	for _, s := range scores {
		spread += (s - mean) * (s - mean) / float64(len(scores))
	}
	spread = math.Sqrt(spread) + 1e-9
	a, b := 1.0, math.Log(positive/(float64(len(scores))+2-positive))
	for range 2000 {
		ga, gb := 0.0, 0.0
		for i, s := range scores {
			z := (s - mean) / spread
			d := sigmoid(a*z + b)
			if is[i] {
				d--
			}
			ga, gb = ga+d*z/float64(len(scores)), gb+d/float64(len(scores))
		}
		a, b = max(a-2*ga, 0.05), b-2*gb
	}
	return a / spread, b - a*mean/spread
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// pack makes whole numbers of weights and of the scores at which a label is 1 to 99 percent sure.
func pack(c columns, weights [][]float64, labels []reader.Label, slope, shift []float64) reader.Weights {
	w := reader.Weights{Labels: labels, Features: make([]uint32, len(c)), Rows: make([][]int8, len(c))}
	for x, n := range c {
		w.Features[n], w.Rows[n] = x, make([]int8, len(labels))
	}
	for i := range labels {
		own := slices.Clone(weights[i])
		top := 1e-9
		for n := range own {
			if reader.IsPiece(w.Features[n]) {
				own[n] *= reader.PieceWeight
			}
			top = max(top, math.Abs(own[n]))
		}
		unit := top / 127
		for n, v := range own {
			w.Rows[n][i] = int8(math.Round(v / unit))
		}
		var steps []int
		for p := 1; p < 100; p++ {
			odds := math.Log(float64(p) / float64(100-p))
			steps = append(steps, int(math.Round((odds-shift[i])/slope[i]/unit*1000)))
		}
		w.Steps = append(w.Steps, steps)
	}
	return w
}
