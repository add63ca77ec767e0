package llm

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"oneonone/internal/coach"
)

const (
	tooSlow  = "the server at HOST did not answer in time"
	hintSlow = "try again: the model may still be loading, or busy; timeout in the config sets how long to wait"
)

// TestTimeouts takes servers that are silent at every stage. Each is given up
// when its time is up, and not asked again.
func TestTimeouts(t *testing.T) {
	silent := func(w http.ResponseWriter, r *http.Request) {}
	half := func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"choices":`)
		w.(http.Flusher).Flush()
	}
	stalled := "the server at HOST stopped in the middle of its answer: nothing more came for 60ms"
	hintStall := "try again, look into the server's log, or raise idle_timeout"
	short, long := 60*time.Millisecond, time.Minute
	for name, tt := range map[string]struct {
		c             Config
		h             http.HandlerFunc
		stream        bool
		message, hint string
	}{
		"nothing":                         {Config{Timeout: short, IdleTimeout: long}, stalling(silent), false, tooSlow, hintSlow},
		"nothing of a stream":             {Config{Timeout: short, IdleTimeout: long}, stalling(silent), true, tooSlow, hintSlow},
		"a header of a stream":            {Config{Timeout: short, IdleTimeout: long}, stalling(streaming("")), true, tooSlow, hintSlow},
		"only comments":                   {Config{Timeout: short, IdleTimeout: long}, dribbling(streaming()), true, tooSlow, hintSlow},
		"half an answer":                  {Config{Timeout: long, IdleTimeout: short}, stalling(half), false, stalled, hintStall},
		"blanks before an answer in time": {Config{Timeout: short, IdleTimeout: long}, stalling(streaming("\n\n")), true, tooSlow, hintSlow},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, _ := play(t, tt.c, func(w http.ResponseWriter, r *http.Request) { tt.h(w, r) })
			q, heard := question, ""
			if tt.stream {
				q = listening(&heard)
			}
			begun := time.Now()
			_, err := m.Complete(t.Context(), q)
			failing{message: tt.message, kind: Timeout, hint: tt.hint}.checkWords(t, m, err)
			if took := time.Since(begun); took < short || took > short+5*time.Second {
				t.Errorf("given up after %s", took)
			}
		})
	}
}

// TestSlowButAlive takes a stream that lasts longer than any of its limits.
func TestSlowButAlive(t *testing.T) {
	m, _ := play(t, Config{Timeout: 500 * time.Millisecond, IdleTimeout: 500 * time.Millisecond}, func(w http.ResponseWriter, r *http.Request) {
		for range 10 {
			time.Sleep(70 * time.Millisecond)
			streaming(delta("x"))(w, r)
		}
		streaming(stop, done)(w, r)
	})
	heard := ""
	if _, err := m.Complete(t.Context(), listening(&heard)); err != nil || heard != strings.Repeat("x", 10) {
		t.Errorf("heard %q, %v", heard, err)
	}
}

// TestTimeIsOneForAllTries takes a server that fails and then is silent: all
// of it together takes no longer than an answer may.
func TestTimeIsOneForAllTries(t *testing.T) {
	m, _ := play(t, Config{Timeout: 500 * time.Millisecond}, answer(503, ``), answer(503, ``), stalling(func(http.ResponseWriter, *http.Request) {}))
	m.pause = 30 * time.Millisecond
	begun := time.Now()
	_, err := m.Complete(t.Context(), question)
	failing{message: tooSlow, kind: Timeout, hint: hintSlow}.checkWords(t, m, err)
	if took := time.Since(begun); took < 490*time.Millisecond || took > 5*time.Second {
		t.Errorf("given up after %s", took)
	}
}

func TestDeadlineOfTheCaller(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	m, _ := play(t, Config{}, stalling(func(http.ResponseWriter, *http.Request) {}))
	_, err := m.Complete(ctx, question)
	failing{message: tooSlow, kind: Timeout, hint: hintSlow}.checkWords(t, m, err)
}

// TestNoHandshake connects to what never says a word.
func TestNoHandshake(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	m, err := NewOpenAI(Config{BaseURL: "https://" + l.Addr().String() + "/v1", Model: "m", ConnectTimeout: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	_, err = m.Complete(t.Context(), question)
	failing{message: tooSlow, kind: Timeout, hint: hintSlow}.checkWords(t, m, err)
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
}

// TestCancelled cancels at every stage: the error is the context's own.
func TestCancelled(t *testing.T) {
	silent := func(w http.ResponseWriter, r *http.Request) {}
	for name, h := range map[string]http.HandlerFunc{
		"while waiting": stalling(silent),
		"in the middle": stalling(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, `{"a`); w.(http.Flusher).Flush() }),
		"in an error":   stalling(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500); w.(http.Flusher).Flush() }),
		"during a pause": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "20")
			answer(503, ``)(w, r)
		},
		"in a stream's header": stalling(streaming("")),
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			m, _ := play(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
				time.AfterFunc(20*time.Millisecond, cancel)
				h(w, r)
			})
			heard := ""
			begun := time.Now()
			if _, err := m.Complete(ctx, listening(&heard)); err != context.Canceled {
				t.Errorf("got %v", err)
			}
			if took := time.Since(begun); took > 2*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

// TestRetries takes failures that pass.
func TestRetries(t *testing.T) {
	after := func(value string, status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", value)
			answer(status, `{}`)(w, r)
		}
	}
	for name, fail := range map[string]http.HandlerFunc{
		"408": answer(408, ``), "409": answer(409, ``), "429": answer(429, ``), "500": answer(500, ``), "503": answer(503, ``), "529": answer(529, ``),
		"closed before a word": aborting(func(http.ResponseWriter, *http.Request) {}),
		"closed in the middle": aborting(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, `{"a`); w.(http.Flusher).Flush() }),
		"a length that is not kept": aborting(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, `{"choices": [{`)
		}),
		"an error that breaks off": aborting(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(502)
			io.WriteString(w, `{"er`)
			w.(http.Flusher).Flush()
		}),
		"a date that has passed": after(time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat), 429),
	} {
		for _, stream := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, stream %v", name, stream), func(t *testing.T) {
				m, _ := play(t, Config{}, fail, fail, answer(200, llamaCpp))
				q, heard := question, ""
				if stream {
					q = listening(&heard)
				}
				if _, err := m.Complete(t.Context(), q); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}

// TestRetryAfter waits as long as the server asks, also when a stream was
// asked for, and gives up when that is longer than an answer may take.
func TestRetryAfter(t *testing.T) {
	for _, stream := range []bool{false, true} {
		q, heard := question, ""
		if stream {
			q = listening(&heard)
		}
		for name, value := range map[string]func() string{
			"seconds": func() string { return "1" },
			"a date":  func() string { return time.Now().Add(time.Second).UTC().Format(http.TimeFormat) },
		} {
			t.Run(fmt.Sprintf("%s, stream %v", name, stream), func(t *testing.T) {
				t.Parallel()
				q, heard := question, ""
				if stream {
					q = listening(&heard)
				}
				m, _ := play(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Retry-After", value())
					answer(429, `{}`)(w, r)
				}, answer(200, llamaCpp))
				begun := time.Now()
				if _, err := m.Complete(t.Context(), q); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(begun); took < 900*time.Millisecond || took > 8*time.Second {
					t.Errorf("waited %s", took)
				}
			})
		}
		for _, seconds := range []string{"31", "3600"} {
			m, _ := play(t, Config{Timeout: 30 * time.Second}, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Retry-After", seconds)
				answer(429, `{}`)(w, r)
			})
			_, err := m.Complete(t.Context(), q)
			wait, _ := time.ParseDuration(seconds + "s")
			failing{message: "the server at HOST gets too many requests", kind: Busy, hint: fmt.Sprintf("the server asks to wait for %s: try again then", wait)}.checkWords(t, m, err)
			if e := err.(*Error); e.RetryAfter != wait {
				t.Errorf("asks to wait for %s", e.RetryAfter)
			}
		}
	}
}

// TestPausesGrow looks at the times between tries.
func TestPausesGrow(t *testing.T) {
	var at []time.Time
	m, _ := play(t, Config{}, times(3, func(w http.ResponseWriter, r *http.Request) {
		at = append(at, time.Now())
		answer(500, ``)(w, r)
	})...)
	m.pause = 40 * time.Millisecond
	if _, err := m.Complete(t.Context(), question); err == nil {
		t.Fatal("no error")
	}
	for i, least := range []time.Duration{20, 40} {
		if got := at[i+1].Sub(at[i]); got < least*time.Millisecond || got > 2*time.Second {
			t.Errorf("pause %d is %s", i, got)
		}
	}
}

// varied is a text that does not repeat itself.
func varied() string {
	var b strings.Builder
	for n := range 1000 {
		fmt.Fprintf(&b, "word %d and ", n)
	}
	return b.String()
}

// flood answers with so many megabytes.
func flood(status, megabytes int, head, line string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept") == "text/event-stream" {
			w.Header().Set("Content-Type", "text/event-stream")
		}
		w.WriteHeader(status)
		io.WriteString(w, head)
		part := []byte(strings.Repeat(line, 1+32<<10/len(line)))
		for range megabytes << 20 / len(part) {
			if _, err := w.Write(part); err != nil {
				return
			}
		}
	}
}

// TestFlood takes answers of 100 MB in every form. All of them together make
// the program grow by at most 64 MB: what an answer takes is free again for the
// next one.
func TestFlood(t *testing.T) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for name, tt := range map[string]struct {
		h    http.HandlerFunc
		kind Kind
	}{
		"an answer":          {flood(200, 100, `{"choices":[{"message":{"content":"`, "x"), TooLarge},
		"an error":           {flood(400, 100, `{"error":{"message":"`, "x"), BadRequest},
		"a page":             {flood(200, 100, `<html>`, "x"), TooLarge},
		"a line":             {flood(200, 100, `data: {"choices":[{"delta":{"content":"`, "x"), TooLarge},
		"lines of one event": {flood(200, 100, "", "data: words and words and words\n"), TooLarge},
		"a comment":          {flood(200, 100, ": ", "x"), TooLarge},
		"pieces":             {flood(200, 100, "", delta(varied())), TooLarge},
		"thoughts":           {flood(200, 100, "", strings.Replace(delta(varied()), "content", "reasoning", 1)), TooLarge},
		"comments":           {flood(200, 10, ": ", strings.Repeat("hm", 500)+"\n\n: "), ServerFault},
	} {
		t.Run(name, func(t *testing.T) {
			runtime.GC()
			m := serve(t, Config{}, tt.h)
			q := question
			q.Hear = func(coach.Delta) {}
			_, err := m.Complete(t.Context(), q)
			if e, ok := err.(*Error); !ok || e.Kind != tt.kind {
				t.Errorf("got %v, want %s", err, tt.kind)
			}
		})
	}
	runtime.ReadMemStats(&after)
	grown := (after.Sys - before.Sys) >> 20
	t.Logf("grown by %d MB", grown)
	if grown > 64 {
		t.Errorf("grown by %d MB", grown)
	}
}

// TestLargestAnswer takes the largest answer that is allowed.
func TestLargestAnswer(t *testing.T) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	text := strings.Repeat("words and ", 800<<10)
	whole := `{"choices":[{"message":{"content":"` + text + `"}}]}`
	m := serve(t, Config{}, answer(200, whole))
	got, err := m.Complete(t.Context(), question)
	if err != nil || got.Text != text {
		t.Errorf("got %d bytes, %v", len(got.Text), err)
	}
	runtime.ReadMemStats(&after)
	grown := (after.Sys - before.Sys) >> 20
	t.Logf("grown by %d MB", grown)
	if grown > 64+32 { // the server of this test has its own copies
		t.Errorf("grown by %d MB", grown)
	}
}
