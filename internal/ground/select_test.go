package ground_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"oneonone/internal/ground"
)

func TestSelect(t *testing.T) {
	if os.Getenv("SELECT") == "" {
		t.Skip()
	}
	var all []example
	eachStatement(t, func(s judged) {
		if x := s.ground.Measure(s.Text, s.cites); x != nil {
			all = append(all, example{s.journal, x, !s.True, s.Text, s.Voice})
		}
	})
	n := (len(all[0].x) - 1 + 1) / 2 // base features
	names := ground.FeatureNames
	col := map[string]int{}
	for i, name := range names {
		col[name] = i
	}
	_ = n
	var base []string
	for _, name := range names {
		if _, ok := col["p "+name]; ok {
			base = append(base, name)
		}
	}
	eval := func(pick []string) float64 {
		cols := []int{col["plain"], col["short"]}
		for _, p := range pick {
			cols = append(cols, col[p], col["p "+p])
		}
		var small []example
		for _, e := range all {
			x := make([]float64, len(cols))
			for i, c := range cols {
				x[i] = e.x[c]
			}
			small = append(small, example{e.journal, x, e.y, e.text, e.voice})
		}
		scores := map[string]float64{}
		for _, j := range []string{"a1", "a2", "a3", "b2", "b3", "c1"} {
			var train []example
			for _, e := range small {
				if e.journal != j {
					train = append(train, e)
				}
			}
			w := fit(train, 0.01, 500)
			for _, e := range small {
				if e.journal == j {
					scores[e.text] = score(w, e.x)
				}
			}
		}
		f := func(e example) float64 { return scores[e.text] }
		return auc(small, f) + 0.5*caughtAt(small, f, 0.12) + 0.5*caughtAt(small, f, 0.15)
	}
	var pick []string
	for len(pick) < 22 {
		best, at := 0.0, ""
		for _, name := range base {
			if slices.Contains(pick, name) {
				continue
			}
			if v := eval(append(slices.Clone(pick), name)); v > best {
				best, at = v, name
			}
		}
		pick = append(pick, at)
		fmt.Printf("add %s -> %.4f (%d)\n", at, best, len(pick))
	}
	fmt.Println(pick)
}
