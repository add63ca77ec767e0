package llm

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"oneonone/internal/coach"
)

// sizesIn finds how many tokens the model reads, and how many the server
// counted, in the error of a server that was sent more. llama.cpp has fields for
// them, others a sentence with some numbers.
func (o *OpenAI) sizesIn(x *exchange) (context, counted int) {
	var v struct {
		Error struct {
			Context int `json:"n_ctx"`
			Counted int `json:"n_prompt_tokens"`
		} `json:"error"`
	}
	if json.Unmarshal(x.body, &v) == nil && v.Error.Context > 0 {
		return v.Error.Context, v.Error.Counted
	}
	said := withoutName(strings.ToLower(serverText(x.body)), strings.ToLower(o.config.Model))
	if _, after, found := strings.Cut(said, "maximum context length is "); found {
		context = slices.Concat(numbersIn(after), []int{0})[0]
	}
	return sizesAmong(numbersIn(said), context, x.limit)
}

// leastContext is fewer tokens than any model reads that could draft.
const leastContext = 512

// sizesAmong tells the numbers of a refusal apart. What was counted is what
// makes a sum with what the answer may have, else the only other number. Of two
// the smaller is what the model reads.
func sizesAmong(all []int, context, answer int) (int, int) {
	for i := range all {
		for j := i + 1; j+1 < len(all) && context > 0; j++ {
			if all[i] == all[j]+all[j+1] {
				return context, all[j]
			}
		}
	}
	others := slices.Compact(slices.DeleteFunc(slices.Sorted(slices.Values(all)), func(n int) bool {
		return n < leastContext || context > 0 && (n == context || n == answer)
	}))
	switch {
	case context > 0 && len(others) == 1:
		return context, others[0]
	case context == 0 && len(others) == 2:
		return others[0], others[1]
	}
	return context, 0
}

// numbersIn gives the numbers that stand in a text as words of their own.
func numbersIn(text string) []int {
	var all []int
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return r != ',' && r != '.' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		if n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimRight(word, ".,"), ",", "")); err == nil && n > 0 {
			all = append(all, n)
		}
	}
	return all
}

const (
	// leastMeasured is how many tokens a prompt has at least from which it is
	// learned how the server counts: what it adds of its own is little then.
	leastMeasured = 1000
	// near and farthest are the ratios between which a count is not what was
	// expected and yet may be one of the same text.
	near, farthest = 1.05, 8
)

// measure learns from a prompt how the server counts. One of which it read only
// a part says nothing.
func (o *OpenAI) measure(counted int, size coach.Size) {
	if counted == 0 || size.About < leastMeasured {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if size.ReadInPart(counted) {
		if size.About > o.inPart.Sent {
			o.inPart = InPart{counted, size.About}
		}
		return
	}
	ratio := math.Round(100*float64(counted)/float64(size.About)) / 100
	if ratio < near || ratio > farthest {
		ratio = 0
	}
	o.habits.Ratio = ratio
}

// InPart is how many tokens a server read of a prompt of about so many.
type InPart struct{ Read, Sent int }

// ReadInPart is the longest prompt of which the server read only a part, and
// said nothing of it; zero when it read all.
func (o *OpenAI) ReadInPart() InPart {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.inPart
}
