package llm

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const hintEndless = "try another model, or draft from a shorter period"

// endless sends what piece gives, without end.
func endless(piece func(n int) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for n := 0; r.Context().Err() == nil; n++ {
			streaming(piece(n))(w, r)
		}
	}
}

// TestEndless takes answers that come to no end: each is left, in words of its
// own, and not asked for again.
func TestEndless(t *testing.T) {
	counting := func(n int) string { return delta(fmt.Sprintf("%d, ", n)) }
	thinking := func(piece func(int) string) func(int) string {
		return func(n int) string { return strings.Replace(piece(n), "content", "reasoning", 1) }
	}
	long := "the answer of the server at HOST came to no end where 100 tokens are allowed"
	for name, tt := range map[string]struct {
		c       Config
		most    int
		piece   func(int) string
		message string
	}{
		"the same word":       {Config{}, 0, func(int) string { return delta(" the") }, "the model repeats itself"},
		"blanks":              {Config{}, 0, func(int) string { return delta("\n") }, "the model repeats itself"},
		"the same sentences":  {Config{}, 0, func(n int) string { return delta(fmt.Sprintf("We should look at part %d. ", n%10)) }, "the model repeats itself"},
		"the same thought":    {Config{}, 0, thinking(func(int) string { return delta(" wait,") }), "the model repeats itself"},
		"a limit not kept to": {Config{}, 100, counting, long},
		"the user's limit":    {Config{MaxTokens: 100}, 4000, counting, long},
		"thoughts":            {Config{}, 100, thinking(counting), long},
	} {
		t.Run(name, func(t *testing.T) {
			m, asked := play(t, tt.c, endless(tt.piece))
			heard := ""
			q := listening(&heard)
			q.MostTokens = tt.most
			_, err := m.Complete(t.Context(), q)
			failing{200, "", Endless, tt.message, hintEndless, 1}.check(t, m, err)
			if asked.count() != 1 || len(heard) > 20_000 {
				t.Errorf("asked %d times, heard %d bytes", asked.count(), len(heard))
			}
		})
	}
}

// TestWholeAnswerHasATime takes a stream that never pauses and never ends, and one
// that its watch ended because hardly anything came.
func TestWholeAnswerHasATime(t *testing.T) {
	short := 50 * time.Millisecond
	m, _ := play(t, Config{AnswerTimeout: short, Timeout: short}, endless(func(n int) string {
		time.Sleep(time.Millisecond)
		return delta(fmt.Sprint(n, ", "))
	}))
	_, err := m.Complete(t.Context(), listening(new(string)))
	failing{200, "", Endless, "the answer of the server at HOST came to no end within 50ms",
		"try another model, draft from a shorter period, or raise answer_timeout", 1}.check(t, m, err)

	ctx, end := context.WithCancelCause(t.Context())
	end(errDrips)
	err = plain(m.explain(ctx, &exchange{status: 200}, ctx.Err()))
	failing{200, "", Timeout, "the answer of the server at HOST comes too slowly to wait for its end",
		"choose a faster model, draft from a shorter period, or raise idle_timeout", 1}.check(t, m, err)
}

// TestCutOffWhileRepeating takes a loop that a limit ended.
func TestCutOffWhileRepeating(t *testing.T) {
	m, _ := play(t, Config{MaxTokens: 1000}, answer(200, `{"choices":[{"message":{"content":"`+strings.Repeat("n1, ", 1000)+`"},"finish_reason":"length"}]}`))
	_, err := m.Complete(t.Context(), question)
	failing{200, "", Endless, "the model repeats itself", hintEndless, 1}.check(t, m, err)
}

// TestThoughtsInTheAnswer takes thoughts that stand in the answer's place and
// use up its limit.
func TestThoughtsInTheAnswer(t *testing.T) {
	cut := `data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}` + "\n\n"
	m, asked := play(t, Config{}, streaming(delta("<think>let me see"), cut, done), streaming(delta("<think>let me see</think>{}"), stop, done))
	heard := ""
	q := listening(&heard)
	q.MostTokens = 9
	if _, err := m.Complete(t.Context(), q); err != nil || !m.Habits().Thinks || asked.count() != 2 || heard != "<think>let me see[again]<think>let me see</think>{}" {
		t.Errorf("heard %s, learned %+v, %v", heard, m.Habits(), err)
	}
}

// TestCutOffAtTheLimit says whose limit it was.
func TestCutOffAtTheLimit(t *testing.T) {
	for received, want := range map[int]string{9: "the answer was cut off at 9 tokens", 0: "the answer was cut off at 9 tokens", 5: "the answer was cut off at the server's limit of tokens"} {
		hint := "raise max_tokens, or draft from a shorter period"
		if received == 5 {
			hint = hintLonger
		}
		m, _ := play(t, Config{}, answer(200, fmt.Sprintf(`{"choices":[{"message":{"content":"{"},"finish_reason":"length"}],"usage":{"completion_tokens":%d}}`, received)))
		q := question
		q.MostTokens = 9
		_, err := m.Complete(t.Context(), q)
		failing{200, "", CutOff, want, hint, 1}.check(t, m, err)
	}
}

// TestRepeats: any run of text repeats itself after any beginning, and none
// does before it came often.
func TestRepeats(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		run := rapid.StringN(1, 100, longestRun).Draw(t, "run")
		before := rapid.String().Draw(t, "before")
		times := (repetition+2*len(run)-1)/len(run) + 1
		if text := before + strings.Repeat(run, times) + run[:rapid.IntRange(0, len(run)).Draw(t, "part")]; !repeats(text) {
			t.Errorf("%q does not repeat itself", text)
		}
		if text := before + strings.Repeat(run, repetition/len(run)/2); len(before) < repetition/2 && repeats(text) {
			t.Errorf("%q repeats itself", text)
		}
	})
	if repeats(varied()) {
		t.Error("what varies repeats itself")
	}
}
