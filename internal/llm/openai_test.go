package llm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/coach"
)

// question is a request as coach makes them.
var question = coach.Request{
	System: "Answer with JSON.", User: "[n1] 2026-11-18, note: <b>18</b> min & counting",
	SchemaName: "prep", Schema: json.RawMessage(`{"type":"object","properties":{"b":{"type":"string"},"a":{"type":"string"}}}`),
}

const (
	key      = "sk-test-1234567890"
	llamaCpp = `{"choices":[{"finish_reason":"stop","index":0,"message":{"role":"assistant","content":"{\"b\" :\"x\"}"}}],"created":1,"model":"tiny-random","system_fingerprint":"b1","object":"chat.completion","usage":{"completion_tokens":7,"prompt_tokens":41,"total_tokens":48,"prompt_tokens_details":{"cached_tokens":0}},"id":"chatcmpl-1","timings":{"prompt_n":41}}`
	ollama   = `{"id":"chatcmpl-2","object":"chat.completion","created":1,"model":"qwen3:4b","system_fingerprint":"fp_ollama","choices":[{"index":0,"message":{"role":"assistant","content":"{\"b\":\"x\"}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":40,"completion_tokens":6,"total_tokens":46}}`
)

// serve starts a server and gives the model that asks it.
func serve(t *testing.T, c Config, h http.HandlerFunc) *OpenAI {
	t.Helper()
	srv := httptest.NewServer(sane(t, h))
	t.Cleanup(srv.Close)
	c.BaseURL = srv.URL + "/v1"
	if c.Model == "" {
		c.Model = "tiny"
	}
	m, err := NewOpenAI(c)
	if err != nil {
		t.Fatal(err)
	}
	m.pause = time.Millisecond
	return m
}

// sane refuses a temperature that stands for zero and is not zero: servers
// divide by it.
func sane(t *testing.T, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		var asked struct{ Temperature float64 }
		if json.Unmarshal(body, &asked) == nil && asked.Temperature > 0 && asked.Temperature < 1e-6 {
			t.Errorf("asked at the temperature %g", asked.Temperature)
			http.Error(w, "no such temperature", http.StatusTeapot)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		h(w, r)
	}
}

// benchServer is serve for benchmarks.
func benchServer(b *testing.B, h http.HandlerFunc) (*OpenAI, func()) {
	b.Helper()
	srv := httptest.NewServer(h)
	m, err := NewOpenAI(Config{BaseURL: srv.URL + "/v1", Model: "tiny"})
	if err != nil {
		b.Fatal(err)
	}
	return m, srv.Close
}

// asked is what a server was asked, one body after the other.
type asked struct {
	mu     sync.Mutex
	bodies []string
}

func (a *asked) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.bodies)
}

// play starts a server that answers the first request as the first step says,
// and so on. A request too many fails the test.
func play(t *testing.T, c Config, steps ...http.HandlerFunc) (*OpenAI, *asked) {
	t.Helper()
	a := &asked{}
	m := serve(t, c, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		a.mu.Lock()
		a.bodies = append(a.bodies, string(body))
		n := len(a.bodies)
		a.mu.Unlock()
		if n > len(steps) {
			t.Errorf("asked a time too many: %s", body)
			http.Error(w, "no step is left", http.StatusTeapot)
			return
		}
		steps[n-1](w, r)
	})
	return m, a
}

// times repeats a step.
func times(n int, h http.HandlerFunc) []http.HandlerFunc {
	return slices.Repeat([]http.HandlerFunc{h}, n)
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

func TestAnswers(t *testing.T) {
	for name, tt := range map[string]struct {
		body string
		want coach.Reply
	}{
		"llama.cpp": {llamaCpp, coach.Reply{Text: `{"b" :"x"}`, Model: "tiny-random", SentTokens: 41, ReceivedTokens: 7}},
		"Ollama":    {ollama, coach.Reply{Text: `{"b":"x"}`, Model: "qwen3:4b", SentTokens: 40, ReceivedTokens: 6}},
		"vLLM, the answer among the thoughts": {
			`{"model":"m","choices":[{"message":{"content":null,"reasoning_content":"{\"b\":\"x\"}"},"finish_reason":"stop"}]}`, coach.Reply{Text: `{"b":"x"}`, Model: "m"}},
		"newer vLLM, likewise": {
			`{"model":"m","choices":[{"message":{"content":"","reasoning":"{\"b\":\"x\"}"},"finish_reason":"stop"}]}`, coach.Reply{Text: `{"b":"x"}`, Model: "m"}},
		"Mistral, a list of parts": {
			`{"model":"m","choices":[{"message":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"{hm}"}]},{"type":"text","text":"{\"b\":"},{"type":"text","text":"\"x\"}"}]},"finish_reason":"stop"}]}`,
			coach.Reply{Text: `{"b":"x"}`, Model: "m"}},
		"no finish reason": {`{"choices":[{"message":{"content":"{}"}}]}`, coach.Reply{Text: "{}"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := serve(t, Config{}, answer(200, tt.body)).Complete(t.Context(), question)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBodyIsWhatIsSent(t *testing.T) {
	for _, model := range []string{"tiny", "gpt-5-mini", "o3"} {
		t.Run(model, func(t *testing.T) {
			var body []byte
			var header http.Header
			var address string
			m := serve(t, Config{Key: key, Model: model}, func(w http.ResponseWriter, r *http.Request) {
				body, _ = io.ReadAll(r.Body)
				header, address = r.Header, "http://"+r.Host+r.URL.String()
				answer(200, llamaCpp)(w, r)
			})
			shown, shownHeader, shownAddress, err := m.Body(question)
			if err != nil {
				t.Fatal(err)
			}
			if body != nil {
				t.Fatal("Body sent something")
			}
			if _, err := m.Complete(t.Context(), question); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(body), string(shown)); diff != "" {
				t.Error(diff)
			}
			if address != shownAddress {
				t.Errorf("went to %s, showed %s", address, shownAddress)
			}
			for name := range shownHeader {
				if header.Get(name) != shownHeader.Get(name) {
					t.Errorf("header %s: sent %q, showed %q", name, header.Get(name), shownHeader.Get(name))
				}
			}
			if header.Get("Authorization") != "Bearer "+key || strings.Contains(fmt.Sprint(shownHeader), key) {
				t.Error("the key is not sent, or it is shown")
			}
			if model == "tiny" && heldTo(string(body)) != "json_schema" || model != "tiny" && heldTo(string(body)) != "json_schema, no temperature" {
				t.Errorf("held to %s", heldTo(string(body)))
			}
			if !strings.Contains(string(body), `"properties":{"b":`) {
				t.Error("the schema's fields lost their order")
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host := l.Addr().String()
	l.Close()
	m, err := NewOpenAI(Config{BaseURL: "http://" + host + "/v1", Model: "tiny"})
	if err != nil {
		t.Fatal(err)
	}
	// On this computer nothing is under way that a second try would find.
	m.pause = 3 * time.Second
	begun := time.Now()
	_, err = m.Complete(t.Context(), question)
	failing{message: "no server answers at HOST: is it running?", kind: Unreachable, hint: "start it, or check the base URL"}.check(t, m, err)
	if took := time.Since(begun); took > 1500*time.Millisecond {
		t.Errorf("it took %s", took)
	}
}

func wantError(t *testing.T, err error, kind Kind, message string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v (%T), want an Error", err, err)
	}
	if e.Kind != kind || e.Message != message {
		t.Errorf("got   %s: %s\nwants %s: %s", e.Kind, e.Message, kind, message)
	}
}

// TestRedirect takes servers that send the user's records on to another, or
// let them fall by the way.
func TestRedirect(t *testing.T) {
	got := 0
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { got++ }))
	t.Cleanup(other.Close)
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, q := range []coach.Request{question, listening(new(string))} {
			m, _ := play(t, Config{Key: key}, func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, other.URL+"/v1/chat/completions?key=x", status)
			})
			_, err := m.Complete(t.Context(), q)
			failing{status: status, message: "the server at HOST sends the request on to " + other.URL + "/v1, which was not asked for", kind: Redirected, hint: "if that is the right server, make it the base URL"}.check(t, m, err)
		}
	}
	if got != 0 {
		t.Error("the other host was asked")
	}
	m, _ := play(t, Config{}, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/moved", http.StatusFound) })
	_, err := m.Complete(t.Context(), question)
	failing{status: 302, message: "the server at HOST sends the request on to http://HOST, which was not asked for", kind: Redirected, hint: "if that is the right server, make it the base URL"}.check(t, m, err)
	m = serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/v1/chat/completions" {
			http.Redirect(w, r, "/moved", http.StatusPermanentRedirect)
			return
		}
		answer(200, llamaCpp)(w, r)
	})
	if _, err := m.Complete(t.Context(), question); err != nil {
		t.Errorf("on the same host: %v", err)
	}
}

func TestBadConfig(t *testing.T) {
	for name, c := range map[string]Config{
		"no provider":    {},
		"no model":       {Provider: ProviderOpenAI},
		"no address":     {Provider: ProviderOpenAI, Model: "m", BaseURL: "localhost:11434/v1"},
		"a password":     {Provider: ProviderOpenAI, Model: "m", BaseURL: "https://me:" + key + "@host/v1"},
		"no command":     {Provider: ProviderCommand},
		"a file address": {Provider: ProviderOpenAI, Model: "m", BaseURL: "file:///etc/passwd"},
	} {
		_, err := New(c)
		var e *Error
		if !errors.As(err, &e) || e.Kind != BadConfig || e.Hint == "" || strings.Contains(e.Message, key) {
			t.Errorf("%s: got %+v", name, err)
		}
	}
}

// TestAzure sends to the deployment, with the key in a header of its own.
func TestAzure(t *testing.T) {
	for _, suffix := range []string{"", "/", "/openai", "/openai/"} {
		var got *http.Request
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			got = r
			answer(200, llamaCpp)(w, r)
		}))
		t.Cleanup(srv.Close)
		m, err := NewOpenAI(Config{BaseURL: srv.URL + suffix, APIVersion: "2024-10-21", Model: "gpt-3.5 mine", Key: key})
		if err != nil {
			t.Fatal(err)
		}
		_, shown, address, err := m.Body(question)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Complete(t.Context(), question); err != nil {
			t.Fatal(err)
		}
		want := "/openai/deployments/gpt-3.5%20mine/chat/completions?api-version=2024-10-21"
		if got.URL.String() != want || address != srv.URL+want {
			t.Errorf("%q: went to %s, showed %s", suffix, got.URL, address)
		}
		if got.Header.Get("api-key") != key || got.Header.Get("Authorization") != "" || strings.Contains(fmt.Sprint(shown), key) {
			t.Errorf("%q: sent %v, showed %v", suffix, got.Header, shown)
		}
	}
}

// TestBodyOfAStream is what Complete sends when somebody listens.
func TestBodyOfAStream(t *testing.T) {
	m, asked := play(t, Config{Key: key, MaxTokens: 9}, streaming(delta("{}"), stop))
	heard := ""
	shown, header, _, err := m.Body(listening(&heard))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Complete(t.Context(), listening(&heard)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(asked.bodies[0], string(shown)); diff != "" {
		t.Error(diff)
	}
	if got := heldTo(string(shown)); got != "json_schema, max_tokens 9, stream with usage" || header.Get("Accept") != "text/event-stream" {
		t.Errorf("put as %s, %v", got, header)
	}
}

// TestNoChatModel takes names that the client library refuses by itself.
func TestNoChatModel(t *testing.T) {
	m, _ := play(t, Config{Model: "text-davinci-003"})
	_, err := m.Complete(t.Context(), question)
	failing{message: "the model text-davinci-003 is none to chat with", kind: BadConfig, hint: "choose a chat model"}.check(t, m, err)
}

// TestLibraryTakesEveryModel asks with every parameter for models that the
// client library has opinions about.
func TestLibraryTakesEveryModel(t *testing.T) {
	for _, model := range []string{"o1", "o1-local-llama", "o3-mini", "o4-mini", "gpt-5", "gpt-5-chat-latest", "openai/gpt-5", "gpt-6-sol", "gpt-6-luna", "gpt-6-astra", "gpt-6.1-sol"} {
		for _, h := range []Habits{{}, {OtherLimit: true}} {
			for _, q := range []coach.Request{question, listening(new(string))} {
				m, _ := play(t, Config{Model: model, MaxTokens: 9, Temperature: 0.5, Habits: h}, answer(200, llamaCpp))
				if _, err := m.Complete(t.Context(), q); err != nil {
					t.Errorf("%s, %+v: %v", model, h, err)
				}
			}
		}
	}
}

func TestOddKeys(t *testing.T) {
	for _, odd := range []string{"two words", "a\nb", "ключ", "Error: not logged in"} {
		_, err := NewOpenAI(Config{Model: "m", Key: odd, KeyFrom: "api_key_cmd"})
		e, ok := err.(*Error)
		if !ok || e.Kind != BadConfig || e.Message != "what api_key_cmd gives is no key: it has blanks or other signs in it" || e.Hint != "check api_key_cmd" {
			t.Errorf("%q: %+v", odd, err)
		}
	}
}

// TestUnknownName asks a server that no name server knows: once.
func TestUnknownName(t *testing.T) {
	m, err := NewOpenAI(Config{BaseURL: "http://no-such-host.invalid/v1", Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = m.Complete(t.Context(), question)
	e, ok := err.(*Error)
	if !ok || e.Kind != Unreachable || e.Hint != "check the base URL and the network" {
		t.Errorf("got %+v", err)
	}
}

// TestNotEncrypted speaks of encryption to a server that has none.
func TestNotEncrypted(t *testing.T) {
	m := serve(t, Config{}, answer(200, llamaCpp))
	secure, err := NewOpenAI(Config{BaseURL: "https://" + m.Host() + "/v1", Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = secure.Complete(t.Context(), question)
	failing{message: "no safe connection to HOST is possible", kind: Unreachable, hint: "check that the base URL begins with the right one of http:// and https://, and the server's certificate"}.check(t, m, err)
}
