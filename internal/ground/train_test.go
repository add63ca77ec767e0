package ground_test

import (
	"fmt"
	"math"
	"os"
	"sort"
	"testing"

	"oneonone/internal/ground"
)

type example struct {
	journal string
	x       []float64
	y       bool
	text    string
	voice   string
}

func fit(ex []example, l2 float64, iters int) []float64 {
	n := len(ex[0].x)
	w := make([]float64, n+1)
	pos, neg := 0.0, 0.0
	for _, e := range ex {
		if e.y {
			pos++
		} else {
			neg++
		}
	}
	for it := 0; it < iters; it++ {
		g := make([]float64, n+1)
		for _, e := range ex {
			z := w[n]
			for i, v := range e.x {
				z += w[i] * v
			}
			p := 1 / (1 + math.Exp(-z))
			d := p
			wt := 0.5 / neg
			if e.y {
				d = p - 1
				wt = 0.5 / pos
			}
			for i, v := range e.x {
				g[i] += wt * d * v
			}
			g[n] += wt * d
		}
		for i := range w {
			if i < n {
				g[i] += l2 * w[i]
			}
			w[i] -= 2 * g[i]
		}
	}
	return w
}

func score(w []float64, x []float64) float64 {
	z := w[len(x)]
	for i, v := range x {
		z += w[i] * v
	}
	return z
}

func TestTrain(t *testing.T) {
	if os.Getenv("TRAIN") == "" {
		t.Skip()
	}
	var all []example
	eachStatement(t, func(s judged) {
		if x := s.ground.Measure(s.Text, s.cites); x != nil {
			all = append(all, example{s.journal, x, !s.True, s.Text, s.Voice})
		}
	})
	fmt.Println(len(all))
	for i, name := range ground.FeatureNames {
		if name == "doubt" || name == "wide" {
			c := map[string]int{}
			for _, e := range all {
				c[fmt.Sprint(e.y, e.x[i] > 0, e.voice)]++
			}
			fmt.Println(name, c)
		}
	}
	if v := os.Getenv("VOICE"); v != "" {
		var some []example
		for _, e := range all {
			if e.voice == v {
				some = append(some, e)
			}
		}
		all = some
		fmt.Println(v, len(all))
	}
	// single-feature AUC
	for i, name := range ground.FeatureNames {
		fmt.Printf("  %-20s auc %.2f\n", name, auc(all, func(e example) float64 { return e.x[i] }))
	}
	for _, l2 := range []float64{0.001, 0.003, 0.01, 0.03} {
		scores := map[string]float64{}
		for _, j := range []string{"a1", "a2", "a3", "b2", "b3", "c1"} {
			var train []example
			for _, e := range all {
				if e.journal != j {
					train = append(train, e)
				}
			}
			w := fit(train, l2, 3000)
			for _, e := range all {
				if e.journal == j {
					scores[e.text] = score(w, e.x)
				}
			}
		}
		f := func(e example) float64 { return scores[e.text] }
		if os.Getenv("WORST") != "" && l2 == 0.003 {
			sort.Slice(all, func(i, j int) bool { return f(all[i]) > f(all[j]) })
			for _, e := range all {
				fmt.Printf("%6.2f %t %s %s\n", f(e), !e.y, e.journal, e.text)
			}
		}
		w := fit(all, l2, 3000)
		fmt.Printf("l2 %g cv auc %.3f  in-sample %.3f", l2, auc(all, f), auc(all, func(e example) float64 { return score(w, e.x) }))
		for _, m := range []float64{0.10, 0.12, 0.15} {
			fmt.Printf("  at %.0f%% marked: false caught %.1f%%", 100*m, 100*caughtAt(all, f, m))
		}
		fmt.Println()
		if l2 == 0.003 {
			for i, name := range append(ground.FeatureNames, "bias") {
				fmt.Printf("  %-20s %.2f\n", name, w[i])
			}
		}
	}
}

func caughtAt(all []example, f func(example) float64, marked float64) float64 {
	var trues []float64
	for _, e := range all {
		if !e.y {
			trues = append(trues, f(e))
		}
	}
	sort.Float64s(trues)
	cut := trues[int(float64(len(trues))*(1-marked))]
	n, hit := 0.0, 0.0
	for _, e := range all {
		if e.y {
			n++
			if f(e) > cut {
				hit++
			}
		}
	}
	return hit / n
}

func auc(all []example, f func(example) float64) float64 {
	n, win := 0.0, 0.0
	for _, a := range all {
		if !a.y {
			continue
		}
		for _, b := range all {
			if b.y {
				continue
			}
			n++
			switch x, y := f(a), f(b); {
			case x > y:
				win++
			case x == y:
				win += 0.5
			}
		}
	}
	return win / n
}
