package ground_test

import (
	"math"
	"oneonone/internal/ground"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// objective: cross-author AUC and passed
func project(all []example, keep []int, n int) []example {
	out := make([]example, len(all))
	for i, e := range all {
		x := []float64{}
		for _, k := range keep {
			x = append(x, e.x[k])
		}
		for _, k := range keep {
			x = append(x, e.x[n+k])
		}
		e.x = append(x, e.x[2*n], 1)
		out[i] = e
	}
	return out
}
func obj(all []example) (float64, *tally) {
	// mean over authors of log loss + passed
	s := crossed(all)
	loss := 0.0
	for _, a := range []string{"a", "b", "c"} {
		o := slices.DeleteFunc(slices.Clone(all), func(e example) bool { return e.author() == a })
		w := learn(o)
		l := map[bool]float64{}
		n := map[bool]float64{}
		for _, e := range all {
			if e.author() == a && e.outcome != ground.Contradicted {
				p := 1 / (1 + math.Exp(-dot(w, e.x)))
				if !e.untrue {
					p = 1 - p
				}
				l[e.untrue] -= math.Log(p)
				n[e.untrue]++
			}
		}
		loss += (l[true]/n[true] + l[false]/n[false]) / 6
	}
	return loss, s["all"]
}
func TestFS(t *testing.T) {
	all := examplesOf(t)
	names := ground.FeatureNames()
	n := len(names)
	keep := []int{}
	for i := range n {
		keep = append(keep, i)
	}
	if k := os.Getenv("KEEP"); k != "" {
		keep = nil
		for _, f := range strings.Fields(k) {
			i, _ := strconv.Atoi(f)
			keep = append(keep, i)
		}
	}
	cur, ta := obj(project(all, keep, n))
	t.Logf("all %d loss %.4f %s", len(keep), cur, ta)
	for len(keep) > 5 {
		bi, bl := -1, 9.0
		var bt *tally
		for i := range keep {
			k := slices.Delete(slices.Clone(keep), i, i+1)
			l, x := obj(project(all, k, n))
			if l < bl {
				bi, bl, bt = i, l, x
			}
		}
		if bl > cur+0.0015 {
			break
		}
		t.Logf("drop %s -> %.4f %s", names[keep[bi]], bl, bt)
		keep = slices.Delete(keep, bi, bi+1)
		cur = bl
	}
	for _, k := range keep {
		t.Log("keep ", k, names[k])
	}
}
