package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
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
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	c.BaseURL = srv.URL + "/v1"
	if c.Model == "" {
		c.Model = "tiny"
	}
	m, err := NewOpenAI(c)
	if err != nil {
		t.Fatal(err)
	}
	return m
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

func TestFailures(t *testing.T) {
	for name, tt := range map[string]struct {
		status  int
		body    string
		kind    Kind
		message string
	}{
		"wrong key":            {401, `{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}`, BadKey, "the server at HOST does not take the key: Invalid API Key"},
		"the key in the error": {401, `{"error":{"message":"Incorrect API key provided: ` + key + `."}}`, BadKey, "the server at HOST does not take the key: Incorrect API key provided: [key]"},
		"forbidden":            {403, `{"detail":"not for you"}`, Forbidden, "the server at HOST forbids the request: not for you"},
		"Ollama, no model":     {404, `{"error":{"message":"model 'tiny' not found","type":"api_error","param":null,"code":null}}`, NotFound, "the server at HOST has no model tiny: model 'tiny' not found"},
		"no such path":         {404, `404 page not found`, NotFound, "there is no chat API at this address of HOST: 404 page not found"},
		"too many":             {429, `{"error":{"message":"Rate limit reached"}}`, Busy, "the server at HOST gets too many requests: Rate limit reached"},
		"no quota":             {429, `{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}`, Quota, "the account at HOST has no quota left: You exceeded your current quota"},
		"loading":              {503, `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`, Busy, "the server at HOST is still loading the model: Loading model"},
		"bad gateway, HTML":    {502, `<html><body>Bad Gateway</body></html>`, ServerFault, "the server at HOST failed (status 502)"},
		"Gemini, a list":       {400, `[{"error":{"code":400,"message":"Cannot find field","status":"INVALID_ARGUMENT"}}]`, BadRequest, "the server at HOST does not take the request (status 400): Cannot find field"},
		"error is a text":      {400, `{"error":"no such thing"}`, BadRequest, "the server at HOST does not take the request (status 400): no such thing"},
		"error is null":        {400, `{"error":null}`, BadRequest, "the server at HOST does not take the request (status 400)"},
		"older vLLM":           {400, `{"object":"error","message":"bad input"}`, BadRequest, "the server at HOST does not take the request (status 400): bad input"},
		"Mistral, an object":   {422, `{"message":{"detail":[{"msg":"Extra inputs are not permitted"}]}}`, BadRequest, "the server at HOST does not take the request (status 422): Extra inputs are not permitted"},
		"empty body":           {500, ``, ServerFault, "the server at HOST failed (status 500)"},
		"prompt too long":      {400, `{"error":{"code":400,"message":"request (10022 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error"}}`, TooLong, "the records are longer than the model can read at once: request (10022 tokens) exceeds the available context size (4096 tokens), try increasing it"},
		"Azure filter":         {400, `{"error":{"message":"The response was filtered","code":"content_filter"}}`, Filtered, "a content filter of the server held the request back: The response was filtered"},
		"terminal sequences":   {500, `{"error":{"message":"\u001b[31mred\u001b[0m\u0007 \u202etext\r\nnext"}}`, ServerFault, "the server at HOST failed (status 500): red text next"},
		"long text":            {500, `{"error":{"message":"` + strings.Repeat("x", 4000) + `"}}`, ServerFault, ""},

		"200, error":           {200, `{"error":{"message":"Provider returned error","code":502}}`, ServerFault, "the server at HOST failed: Provider returned error"},
		"200, no choices":      {200, `{"choices":[]}`, NoAnswer, "the server at HOST sent no answer"},
		"200, null":            {200, `null`, NoAnswer, "the server at HOST sent no answer"},
		"200, empty":           {200, ``, NotAnAPI, "what answers at HOST is no OpenAI-compatible API"},
		"200, HTML":            {200, `<html>Welcome</html>`, NotAnAPI, "what answers at HOST is no OpenAI-compatible API"},
		"200, half":            {200, `{"choices":[{"message"`, ServerFault, "the server at HOST broke the answer off"},
		"length":               {200, `{"choices":[{"message":{"content":"{\"b\":"},"finish_reason":"length"}]}`, CutOff, "the answer was cut off at the server's limit of tokens"},
		"refusal":              {200, `{"choices":[{"message":{"content":null,"refusal":"I can't help with that."},"finish_reason":"stop"}]}`, Refused, "the model refuses to answer: I can't help with that"},
		"filter while writing": {200, `{"choices":[{"message":{"content":"{"},"finish_reason":"content_filter"}]}`, Filtered, "a content filter of the server held the answer back"},
		"tool calls":           {200, `{"choices":[{"message":{"content":null,"tool_calls":[]},"finish_reason":"tool_calls"}]}`, BadFinish, "the model ended without an answer (tool_calls)"},
		"blanks only":          {200, `{"choices":[{"message":{"content":"   \n  "},"finish_reason":"stop"}]}`, NoAnswer, "the model sent an empty answer"},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			m := serve(t, Config{Key: key}, func(w http.ResponseWriter, r *http.Request) {
				asked++
				answer(tt.status, tt.body)(w, r)
			})
			_, err := m.Complete(t.Context(), question)
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v (%T), want an Error", err, err)
			}
			if e.Kind != tt.kind || e.Status != tt.status {
				t.Errorf("kind %s, status %d, want %s, %d", e.Kind, e.Status, tt.kind, tt.status)
			}
			want := strings.ReplaceAll(tt.message, "HOST", m.Host())
			if want != "" && e.Message != want {
				t.Errorf("says  %s\nwants %s", e.Message, want)
			}
			if n := len([]rune(e.Message)); n > longest {
				t.Errorf("the message has %d characters", n)
			}
			if strings.Contains(e.Message+e.Hint, key) {
				t.Error("the key is in the error")
			}
			if asked != 1 {
				t.Errorf("asked %d times, want once", asked)
			}
		})
	}
}

// TestStepsDown takes servers that refuse forms of answers in their own words.
func TestStepsDown(t *testing.T) {
	refuse := func(status int, body string, when func(request string) bool) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			b, _ := io.ReadAll(r.Body)
			if when(string(b)) {
				answer(status, body)(w, r)
				return
			}
			answer(200, llamaCpp)(w, r)
		}
	}
	has := func(s string) func(string) bool { return func(b string) bool { return strings.Contains(b, s) } }
	for name, tt := range map[string]struct {
		h    http.HandlerFunc
		want []string // what each request was held to
	}{
		"DeepSeek": {refuse(400, `{"error":{"message":"This response_format type is unavailable now"}}`, has(`"json_schema"`)),
			[]string{"json_schema", "json_object"}},
		"LM Studio, older": {refuse(400, `{"error":"'response_format.type' must be 'text'"}`, has(`"response_format"`)),
			[]string{"json_schema", "json_object", "free"}},
		"Ollama": {refuse(500, `{"error":{"message":"invalid JSON schema in format","type":"api_error"}}`, has(`"json_schema"`)),
			[]string{"json_schema", "json_object"}},
		"temperature": {refuse(400, `{"error":{"message":"Unsupported value: 'temperature' does not support 0","code":"unsupported_value"}}`, has(`"temperature"`)),
			[]string{"json_schema", "json_schema, no temperature"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			m := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
				b, _ := io.ReadAll(r.Body)
				got = append(got, heldTo(b))
				r.Body = io.NopCloser(bytes.NewReader(b))
				tt.h(w, r)
			})
			if _, err := m.Complete(t.Context(), question); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func heldTo(body []byte) string {
	var r struct {
		Format *struct {
			Type string `json:"type"`
		} `json:"response_format"`
		Temperature *float64 `json:"temperature"`
	}
	if err := json.Unmarshal(body, &r); err != nil {
		return err.Error()
	}
	form := "free"
	if r.Format != nil {
		form = r.Format.Type
	}
	if r.Temperature == nil {
		form += ", no temperature"
	}
	return form
}

// TestNoWayAround takes a server that refuses every form: its last word counts.
func TestNoWayAround(t *testing.T) {
	asked := 0
	m := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
		asked++
		answer(400, `{"error":{"message":"schema and structured and json"}}`)(w, r)
	})
	_, err := m.Complete(t.Context(), question)
	var e *Error
	if !errors.As(err, &e) || e.Kind != BadRequest || asked != 3 {
		t.Errorf("asked %d times, got %v", asked, err)
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
			if model == "tiny" && heldTo(body) != "json_schema" || model != "tiny" && heldTo(body) != "json_schema, no temperature" {
				t.Errorf("held to %s", heldTo(body))
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
	_, err = m.Complete(t.Context(), question)
	wantError(t, err, Unreachable, "no server answers at "+host+": is it running?")
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

func TestTimeouts(t *testing.T) {
	hold := func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}
	t.Run("header", func(t *testing.T) {
		m := serve(t, Config{HeaderTimeout: 30 * time.Millisecond}, hold)
		_, err := m.Complete(t.Context(), question)
		wantError(t, err, Timeout, "the server at "+m.Host()+" did not answer in time")
	})
	t.Run("deadline", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
		defer cancel()
		m := serve(t, Config{}, hold)
		_, err := m.Complete(ctx, question)
		wantError(t, err, Timeout, "the server at "+m.Host()+" did not answer in time")
	})
	t.Run("in the middle of the answer", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		m := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, `{"choices":`)
			w.(http.Flusher).Flush()
			hold(w, r)
		})
		_, err := m.Complete(ctx, question)
		wantError(t, err, Timeout, "the server at "+m.Host()+" did not answer in time")
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		m := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
			cancel()
			hold(w, r)
		})
		if _, err := m.Complete(ctx, question); err != context.Canceled {
			t.Errorf("got %v", err)
		}
	})
}

func TestBrokenOff(t *testing.T) {
	m := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"choices":`)
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	_, err := m.Complete(t.Context(), question)
	wantError(t, err, ServerFault, "the server at "+m.Host()+" broke the answer off")
}

func TestTooLarge(t *testing.T) {
	for _, status := range []int{200, 500} {
		m := serve(t, Config{MaxAnswer: 2 << 20}, answer(status, strings.Repeat("x", 2<<20+1)))
		_, err := m.Complete(t.Context(), question)
		wantError(t, err, TooLarge, "the answer of the server at "+m.Host()+" is larger than 2 MB")
	}
}

// TestRedirect takes a server that sends the user's records on to another.
func TestRedirect(t *testing.T) {
	got := 0
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { got++ }))
	t.Cleanup(other.Close)
	m := serve(t, Config{Key: key}, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/v1/chat/completions?key=x", http.StatusTemporaryRedirect)
	})
	_, err := m.Complete(t.Context(), question)
	wantError(t, err, Redirected, "the server at "+m.Host()+" sends the request on to "+other.URL+", which was not asked for")
	if got != 0 {
		t.Error("the other host was asked")
	}
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

func TestRetryAfter(t *testing.T) {
	m := serve(t, Config{}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "7")
		answer(429, `{}`)(w, r)
	})
	_, err := m.Complete(t.Context(), question)
	var e *Error
	if !errors.As(err, &e) || e.RetryAfter != 7*time.Second {
		t.Errorf("got %+v", e)
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
