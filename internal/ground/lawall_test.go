package ground_test

import (
	"fmt"
	"oneonone/internal/ground"
	"testing"
)

func TestLawAll(t *testing.T) {
	n, bad := 0, 0
	for _, r := range recordsOf(t) {
		for _, s := range sentencesOf(r.text) {
			for _, x := range []string{s, capitalised(s), regrouped(s, "."), regrouped(s, " ")} {
				n++
				if v := r.ground.Judge(x, []string{r.id}); v.Outcome == ground.Contradicted {
					bad++
					fmt.Printf("%s\n    %s\n", x, v.Wrong)
				}
			}
		}
	}
	fmt.Println(n, bad)
}
