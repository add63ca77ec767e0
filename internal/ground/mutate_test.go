package ground_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"oneonone/internal/ground"
)

func TestMutate(t *testing.T) {
	re := regexp.MustCompile(`\d[\d,]*(\.\d+)?`)
	n, c, u := 0, 0, 0
	eachStatement(t, func(s judged) {
		if !s.True {
			return
		}
		for _, loc := range re.FindAllStringIndex(s.Text, -1) {
			old := s.Text[loc[0]:loc[1]]
			v, err := strconv.ParseFloat(strings.ReplaceAll(old, ",", ""), 64)
			if err != nil || v < 11 || loc[0] > 0 && s.Text[loc[0]-1] != ' ' && s.Text[loc[0]-1] != '£' {
				continue
			}
			dec := 0
			if i := strings.IndexByte(old, '.'); i >= 0 {
				dec = len(old) - i - 1
			}
			for _, f := range []float64{1.27, 0.83} {
				text := s.Text[:loc[0]] + strconv.FormatFloat(v*f, 'f', dec, 64) + s.Text[loc[1]:]
				n++
				switch s.ground.Judge(text, s.cites).Outcome {
				case ground.Contradicted:
					c++
				case ground.Unsure:
					u++
				default:
					if testing.Verbose() {
						fmt.Println("HOLDS", text)
					}
				}
			}
		}
	})
	fmt.Println(n, c, u)
}
