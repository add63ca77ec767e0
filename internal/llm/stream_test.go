package llm

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/coach"
)

// delta is an event with a piece of an answer.
func delta(text string) string {
	return fmt.Sprintf(`data: {"model":"m","choices":[{"index":0,"delta":{"content":%q}}]}`+"\n\n", text)
}

const (
	stop  = `data: {"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}` + "\n\n"
	usage = `data: {"model":"m","choices":[],"usage":{"prompt_tokens":41,"completion_tokens":7,"total_tokens":48}}` + "\n\n"
	done  = "data: [DONE]\n\n"
)

// events answers with a stream.
func streaming(parts ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for _, part := range parts {
			io.WriteString(w, part)
			w.(http.Flusher).Flush()
		}
	}
}

// aborting breaks the connection after what the step sent.
func aborting(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h(w, r)
		panic(http.ErrAbortHandler)
	}
}

// stalling sends nothing more until the client goes away.
func stalling(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h(w, r)
		<-r.Context().Done()
	}
}

// TestStreams takes streams as servers send them: the answer is heard piece by
// piece, and it is whole in the reply.
func TestStreams(t *testing.T) {
	text := `{"b":"x"}`
	full := coach.Reply{Text: text, Model: "m", SentTokens: 41, ReceivedTokens: 7}
	uncounted := coach.Reply{Text: text, Model: "m"}
	for name, tt := range map[string]struct {
		steps []http.HandlerFunc
		want  coach.Reply
		heard string // with | between pieces
	}{
		"llama.cpp": {[]http.HandlerFunc{streaming(
			`data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1,"id":"c","model":"m","object":"chat.completion.chunk"}`+"\n\n",
			delta(`{"b"`), delta(`:"x"}`), stop, usage, done)}, full, `{"b"|:"x"}`},
		"Ollama": {[]http.HandlerFunc{streaming(
			`data: {"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"{\"b\":\"x\"}"},"finish_reason":null}]}`+"\n\n",
			`data: {"id":"c","object":"chat.completion.chunk","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":"stop"}]}`+"\n\n",
			usage, done)}, full, text},
		"Azure, a first chunk about the prompt": {[]http.HandlerFunc{streaming(
			`data: {"choices":[],"model":"","prompt_filter_results":[{"prompt_index":0}]}`+"\n\n", delta(text), stop, usage, done)}, full, text},
		"OpenRouter, comments, names and ids": {[]http.HandlerFunc{streaming(
			strings.Repeat(": OPENROUTER PROCESSING\n\n", 500), "event: message\nid: 7\nretry: 10\n"+delta(`{"b"`), strings.Repeat("\n", 400), ": more\n\n", delta(`:"x"}`), stop, usage, done)}, full, `{"b"|:"x"}`},
		"a byte order mark, CRLF, no blank after the colon": {[]http.HandlerFunc{streaming(
			"\ufeffdata:"+strings.TrimPrefix(delta(text), "data: "), strings.ReplaceAll(stop, "\n", "\r\n"), strings.ReplaceAll(usage, "\n", "\r\n"), done)}, full, text},
		"an event of several lines": {[]http.HandlerFunc{streaming(
			"data: {\"model\":\"m\",\ndata: \"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"{\\\"b\\\":\\\"x\\\"}\"}}]}\n\n", stop, usage, done)}, full, text},
		"no usage":                   {[]http.HandlerFunc{streaming(delta(text), stop, done)}, uncounted, text},
		"no [DONE]":                  {[]http.HandlerFunc{streaming(delta(text), stop, usage)}, full, text},
		"no newline at its end":      {[]http.HandlerFunc{streaming(delta(text), strings.TrimRight(stop, "\n"))}, uncounted, text},
		"cut after it was whole":     {[]http.HandlerFunc{aborting(streaming(delta(text), stop))}, uncounted, text},
		"stalled after it was whole": {[]http.HandlerFunc{stalling(streaming(delta(text), stop))}, uncounted, text},
		"vLLM, the answer among the thoughts": {[]http.HandlerFunc{streaming(
			`data: {"model":"m","choices":[{"index":0,"delta":{"reasoning_content":"{\"b\":"}}]}`+"\n\n",
			`data: {"model":"m","choices":[{"index":0,"delta":{"reasoning_content":"\"x\"}"}}]}`+"\n\n", stop, done)}, uncounted, text},
		"newer vLLM, likewise": {[]http.HandlerFunc{streaming(
			`data: {"model":"m","choices":[{"index":0,"delta":{"reasoning":"{\"b\":\"x\"}"}}]}`+"\n\n", stop, done)}, uncounted, text},
		"Mistral, a list of parts": {[]http.HandlerFunc{streaming(
			`data: {"model":"m","choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"{hm}"}]}]}}]}`+"\n\n",
			`data: {"model":"m","choices":[{"index":0,"delta":{"content":[{"type":"text","text":"{\"b\":"},{"type":"text","text":"\"x\"}"}]}}]}`+"\n\n",
			stop, done)}, uncounted, text},
		"thoughts before the answer are not heard": {[]http.HandlerFunc{streaming(
			`data: {"model":"m","choices":[{"index":0,"delta":{"reasoning":"{let me see}"}}]}`+"\n\n", delta(text), stop, done)}, uncounted, text},
		"another choice is not heard": {[]http.HandlerFunc{streaming(
			delta(text), `data: {"choices":[{"index":1,"delta":{"content":"other"},"finish_reason":"length"}]}`+"\n\n", stop, done)}, uncounted, text},
		"plain JSON":               {[]http.HandlerFunc{answer(200, strings.ReplaceAll(ollama, "qwen3:4b", "m"))}, coach.Reply{Text: text, Model: "m", SentTokens: 40, ReceivedTokens: 6}, text},
		"nothing, so once more":    {[]http.HandlerFunc{streaming(), answer(200, llamaCpp)}, coach.Reply{Text: `{"b" :"x"}`, Model: "tiny-random", SentTokens: 41, ReceivedTokens: 7}, `{"b" :"x"}`},
		"a page, so once more":     {[]http.HandlerFunc{answer(200, "<html>"), answer(200, llamaCpp)}, coach.Reply{Text: `{"b" :"x"}`, Model: "tiny-random", SentTokens: 41, ReceivedTokens: 7}, `{"b" :"x"}`},
		"blanks, so once more":     {[]http.HandlerFunc{streaming(delta(" \n"), stop, done), streaming(delta(text), stop, done)}, uncounted, " \n|[again]|" + text},
		"cut before anything":      {[]http.HandlerFunc{aborting(streaming(": wait\n")), streaming(), answer(200, llamaCpp)}, coach.Reply{Text: `{"b" :"x"}`, Model: "tiny-random", SentTokens: 41, ReceivedTokens: 7}, `{"b" :"x"}`},
		"an error before anything": {[]http.HandlerFunc{streaming(`data: {"error":{"message":"overloaded","code":502}}` + "\n\n"), streaming(delta(text), stop, done)}, uncounted, text},
		"cut after a part":         {[]http.HandlerFunc{aborting(streaming(delta(`{"b"`))), streaming(delta(text), stop, done)}, uncounted, `{"b"|[again]|` + text},
		"an error that is none":    {[]http.HandlerFunc{streaming(strings.Replace(delta(text), `{"model"`, `{"error":false,"model"`, 1), strings.Replace(stop, `{"model"`, `{"error":"","model"`, 1), done)}, uncounted, text},
		"Groq, an unfit answer":    {[]http.HandlerFunc{streaming("event: error\n", `data: {"error":{"message":"x","code":"json_validate_failed"}}`+"\n\n"), streaming(delta(text), stop, done)}, uncounted, text},
	} {
		t.Run(name, func(t *testing.T) {
			m, asked := play(t, Config{Timeout: 5 * time.Second, IdleTimeout: 10 * time.Second}, tt.steps...)
			begun := time.Now()
			var heard []string
			q := question
			q.Hear = func(d coach.Delta) {
				if d.Again {
					d.Text = "[again]"
				}
				heard = append(heard, d.Text)
			}
			got, err := m.Complete(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.heard, strings.Join(heard, "|")); diff != "" {
				t.Error(diff)
			}
			if asked.count() != len(tt.steps) {
				t.Errorf("asked %d times", asked.count())
			}
			if took := time.Since(begun); took > 8*time.Second {
				t.Errorf("it took %s", took)
			}
		})
	}
}

// TestStreamsThatFail takes streams that fail after something was heard: those
// that broke off are asked for again once, which is told, the others are not.
func TestStreamsThatFail(t *testing.T) {
	begun := delta(`{"b":`)
	for name, tt := range map[string]struct {
		step          http.HandlerFunc
		kind          Kind
		message, hint string
	}{
		"a clean cut":                     {streaming(begun), ServerFault, "the server at HOST broke the answer off", hintAgain},
		"[DONE] without a finish":         {streaming(begun, done), ServerFault, "the server at HOST broke the answer off", hintAgain},
		"half a frame":                    {streaming(begun, `data: {"choices":[{"del`), ServerFault, "the server at HOST broke the answer off", hintAgain},
		"an abort":                        {aborting(streaming(begun)), ServerFault, "the server at HOST broke the answer off", hintAgain},
		"Gemini, a list":                  {streaming(begun, `data: [{"error":{"code":429,"message":"Resource exhausted"}}]`+"\n\n"), Busy, "the server at HOST gets too many requests: Resource exhausted", hintWait},
		"an event that is no JSON":        {streaming(begun, "data: oops\n\n", stop), ServerFault, "the server at HOST broke the answer off: what came is no JSON", hintAgain},
		"a stall":                         {stalling(streaming(begun)), Timeout, "the server at HOST stopped in the middle of its answer: nothing more came for 50ms", "try again, look into the server's log, or raise idle_timeout"},
		"a stall with comments":           {dribbling(streaming(begun)), Timeout, "the server at HOST stopped in the middle of its answer: nothing more came for 50ms", "try again, look into the server's log, or raise idle_timeout"},
		"an error":                        {streaming(begun, `data: {"error":{"message":"out of memory"}}`+"\n\n"), ServerFault, "the server at HOST failed: out of memory", "try again later"},
		"an error with a code":            {streaming(begun, `data: {"error":{"message":"rate limited","code":429}}`+"\n\n"), Busy, "the server at HOST gets too many requests: rate limited", hintWait},
		"an error after a comment":        {streaming(begun, ": hm\n\nevent: error\n", `data: {"error":{"message":"out of memory"}}`+"\n\n"), ServerFault, "the server at HOST failed: out of memory", "try again later"},
		"an error that is a text":         {streaming(begun, `data: {"error":"out of memory"}`+"\n\n"), ServerFault, "the server at HOST failed: out of memory", "try again later"},
		"an error with other spacing":     {streaming(begun, `data: { "error" : {"message":"out of memory"}}`+"\n\n"), ServerFault, "the server at HOST failed: out of memory", "try again later"},
		"older vLLM":                      {streaming(begun, `data: {"object":"error","message":"out of memory"}`+"\n\n", done), ServerFault, "the server at HOST failed: out of memory", "try again later"},
		"OpenRouter, an error in a chunk": {streaming(begun, `data: {"id":"g","error":{"code":"server_error","message":"Provider disconnected"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}`+"\n\n"), ServerFault, "the server at HOST failed: Provider disconnected", "try again later"},
		"an error without a word":         {streaming(begun, `data: {"choices":[{"index":0,"delta":{},"finish_reason":"error"}]}`+"\n\n", done), BadFinish, "the model ended without an answer (error)", hintOther},
		"length":                          {streaming(begun, `data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}`+"\n\n", done), CutOff, "the answer was cut off at the server's limit of tokens", hintLonger},
		"filter":                          {streaming(begun, `data: {"choices":[{"index":0,"delta":{},"finish_reason":"content_filter"}]}`+"\n\n", done), Filtered, "a content filter of the server held the answer back", hintFilter},
		"refusal": {streaming(`data: {"choices":[{"index":0,"delta":{"refusal":"I can't "}}]}`+"\n\n", `data: {"choices":[{"index":0,"delta":{"refusal":"do that."}}]}`+"\n\n", stop, done), Refused,
			"the model refuses to answer: I can't do that", hintOther},
		"too large":             {streaming(begun, delta(strings.Repeat("x", 1<<20)), stop, done), TooLarge, "the answer of the server at HOST is larger than 1 MB", hintAPI},
		"too many small pieces": {streaming(begun, strings.Repeat(delta(strings.Repeat(varied(), 5)), 20), stop, done), TooLarge, "the answer of the server at HOST is larger than 1 MB", hintAPI},
	} {
		t.Run(name, func(t *testing.T) {
			c := Config{MaxAnswer: 1 << 20}
			if tt.kind == Timeout {
				c.IdleTimeout = 50 * time.Millisecond
			}
			broken := strings.Contains(tt.message, "broke the answer off")
			steps := []http.HandlerFunc{tt.step}
			if broken {
				steps = append(steps, tt.step)
			}
			m, _ := play(t, c, steps...)
			heard := ""
			_, err := m.Complete(t.Context(), listening(&heard))
			failing{200, "", tt.kind, tt.message, tt.hint, 1}.checkWords(t, m, err)
			if tt.kind != Refused && !strings.HasPrefix(heard, `{"b":`) || strings.Contains(heard, "[again]") != broken {
				t.Errorf("heard %.40q", heard)
			}
		})
	}
}

// dribbling sends comments that keep the connection, and nothing else.
func dribbling(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h(w, r)
		for r.Context().Err() == nil {
			io.WriteString(w, ": still here\n\n")
			w.(http.Flusher).Flush()
			time.Sleep(5 * time.Millisecond)
		}
	}
}

// TestCutWithNobodyListening breaks an answer off that nobody heard a part of:
// it is asked for as often as any other request that may succeed later.
func TestCutWithNobodyListening(t *testing.T) {
	cut := aborting(streaming(delta(`{"b":`)))
	m, _ := play(t, Config{}, cut, cut, streaming(delta(`{"b":"x"}`), stop, done))
	q := question
	q.Stream = true
	if got, err := m.Complete(t.Context(), q); err != nil || got.Text != `{"b":"x"}` {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestHeardAtOnce sends the second piece only once the first was heard.
func TestHeardAtOnce(t *testing.T) {
	heard := make(chan string, 9)
	m := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
		for _, piece := range []string{"{", "}"} {
			// Not even the blank line that ends an event is waited for.
			streaming(strings.TrimSuffix(delta(piece), "\n"))(w, r)
			select {
			case got := <-heard:
				if got != piece {
					t.Errorf("heard %q, want %q", got, piece)
				}
			case <-time.After(5 * time.Second):
				t.Errorf("%q was not heard before the next piece", piece)
			}
		}
		streaming("\n", stop, done)(w, r)
	})
	q := question
	q.Hear = func(d coach.Delta) { heard <- d.Text }
	if _, err := m.Complete(t.Context(), q); err != nil {
		t.Fatal(err)
	}
}

// TestStreamCancelled goes away in the middle of an answer: the server knows at
// once.
func TestStreamCancelled(t *testing.T) {
	gone := make(chan bool, 1)
	m, _ := play(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
		stalling(streaming(delta("{")))(w, r)
		gone <- true
	})
	ctx, cancel := context.WithCancel(t.Context())
	q := question
	q.Hear = func(coach.Delta) { cancel() }
	if _, err := m.Complete(ctx, q); err != context.Canceled {
		t.Errorf("got %v", err)
	}
	select {
	case <-gone:
	case <-time.After(5 * time.Second):
		t.Error("the server still waits")
	}
}

// BenchmarkHear measures the time from an event at the server to the piece
// that is heard.
func BenchmarkHear(b *testing.B) {
	sent, heard := make(chan string), make(chan time.Time, 1)
	m, stopServer := benchServer(b, func(w http.ResponseWriter, r *http.Request) {
		for piece := range sent {
			streaming(delta(piece))(w, r)
		}
		streaming(stop, done)(w, r)
	})
	defer stopServer()
	q := question
	q.Hear = func(coach.Delta) { heard <- time.Now() }
	finished := make(chan error)
	go func() {
		_, err := m.Complete(context.Background(), q)
		finished <- err
	}()
	var total time.Duration
	for b.Loop() {
		at := time.Now()
		sent <- "x"
		total += (<-heard).Sub(at)
	}
	close(sent)
	if err := <-finished; err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(total.Microseconds())/float64(b.N), "µs/piece")
}

// TestKeyInAnAnswer: a key that a model says is neither heard, in however many
// pieces it comes, nor in the reply; a word that serves as a key is left.
func TestKeyInAnAnswer(t *testing.T) {
	for _, k := range []string{key, "ollama"} {
		for cut := 1; cut < len(k); cut += 3 {
			heard := ""
			m := serve(t, Config{Key: k}, streaming(delta(`{"b":"s `+k[:cut]), delta(k[cut:]+` sk"}`), delta("sk"), stop, done))
			got, err := m.Complete(t.Context(), listening(&heard))
			want := `{"b":"s [key] sk"}sk`
			if k != key {
				want = strings.Replace(want, "[key]", k, 1)
			}
			if err != nil || heard != want || got.Text != want {
				t.Errorf("heard %q, got %q, %v", heard, got.Text, err)
			}
		}
	}
}
