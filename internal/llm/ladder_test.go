package llm

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// heldTo says how a request was put.
func heldTo(body string) string {
	var r struct {
		Format *struct {
			Type string `json:"type"`
		} `json:"response_format"`
		Temperature *float64        `json:"temperature"`
		Old         int             `json:"max_tokens"`
		New         int             `json:"max_completion_tokens"`
		Stream      bool            `json:"stream"`
		Options     json.RawMessage `json:"stream_options"`
	}
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		return err.Error()
	}
	form := "free"
	if r.Format != nil {
		form = r.Format.Type
	}
	if r.Temperature == nil {
		form += ", no temperature"
	}
	if r.Old > 0 {
		form += fmt.Sprintf(", max_tokens %d", r.Old)
	}
	if r.New > 0 {
		form += fmt.Sprintf(", max_completion_tokens %d", r.New)
	}
	if r.Stream {
		form += ", stream"
	}
	if r.Options != nil {
		form += " with usage"
	}
	return form
}

func (a *asked) heldTo() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var all []string
	for _, body := range a.bodies {
		all = append(all, heldTo(body))
	}
	return all
}

// server makes a step of a named server.
func named(server string, h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", server)
		h(w, r)
	}
}

// TestStepsDown takes servers that refuse a part of the request in their own
// words: each is asked without it, and what went well is kept.
func TestStepsDown(t *testing.T) {
	for name, tt := range map[string]struct {
		c       Config
		most    int
		stream  bool
		refuses []http.HandlerFunc
		want    []string // how each request was put
		habits  Habits
	}{
		"DeepSeek": {
			refuses: []http.HandlerFunc{answer(400, `{"error":{"message":"This response_format type is unavailable now"}}`)},
			want:    []string{"json_schema", "json_object"}, habits: Habits{Form: FormObject},
		},
		"LM Studio, older": {
			refuses: times(2, answer(400, `{"error":"'response_format.type' must be 'text'"}`)),
			want:    []string{"json_schema", "json_object", "free"}, habits: Habits{Form: FormText},
		},
		"Ollama, a schema it cannot use": {
			refuses: []http.HandlerFunc{answer(500, `{"error":{"message":"invalid JSON schema in format","type":"api_error","param":null,"code":null}}`)},
			want:    []string{"json_schema", "json_object"}, habits: Habits{Form: FormObject},
		},
		"llama.cpp, which takes json_object and ignores it": {
			refuses: []http.HandlerFunc{named("llama.cpp", answer(400, `{"error":{"code":400,"message":"Unable to generate parser for this template. Automatic parser generation failed: JSON schema conversion failed:\nUnrecognized schema","type":"invalid_request_error"}}`))},
			want:    []string{"json_schema", "free"}, habits: Habits{Form: FormText},
		},
		"OpenAI, a schema it does not like": {
			refuses: []http.HandlerFunc{answer(400, `{"error":{"message":"Invalid schema for response_format 'prep': In context=(), 'required' is required","type":"invalid_request_error","param":"response_format","code":null}}`)},
			want:    []string{"json_schema", "json_object"}, habits: Habits{Form: FormObject},
		},
		"Anthropic, which wants no other form": {
			refuses: []http.HandlerFunc{
				answer(400, `{"error":{"message":"response_format.json_schema.strict: Input should be True"}}`),
				answer(400, `{"error":{"message":"response_format.type: Input should be 'json_schema'"}}`),
			},
			want: []string{"json_schema", "json_object", "free"}, habits: Habits{Form: FormText},
		},
		"a proxy that knows no structured output": {
			refuses: []http.HandlerFunc{answer(501, `structured output is not implemented`)},
			want:    []string{"json_schema", "json_object"}, habits: Habits{Form: FormObject},
		},
		"a temperature that is fixed": {
			refuses: []http.HandlerFunc{answer(400, `{"error":{"message":"Unsupported value: 'temperature' does not support 0 with this model.","param":"temperature","code":"unsupported_value"}}`)},
			want:    []string{"json_schema", "json_schema, no temperature"}, habits: Habits{NoTemperature: true},
		},
		"the new name of the limit": {
			c:       Config{MaxTokens: 9},
			refuses: []http.HandlerFunc{answer(400, `{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","code":"unsupported_parameter"}}`)},
			want:    []string{"json_schema, max_tokens 9", "json_schema, max_completion_tokens 9"}, habits: Habits{OtherLimit: true},
		},
		"Mistral, the old name of the limit, after the new one was learned": {
			c:       Config{MaxTokens: 9, Habits: Habits{OtherLimit: true}},
			refuses: []http.HandlerFunc{answer(422, `{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted"}]}`)},
			want:    []string{"json_schema, max_completion_tokens 9", "json_schema, max_tokens 9"},
		},
		"a model that the library knows as reasoning, with neither limit": {
			c:       Config{MaxTokens: 9, Model: "o1-local"},
			refuses: []http.HandlerFunc{answer(422, `{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted"}]}`)},
			want:    []string{"json_schema, no temperature, max_completion_tokens 9", "json_schema, no temperature"}, habits: Habits{OtherLimit: true},
		},
		"neither name of the limit": {
			most:    9,
			refuses: []http.HandlerFunc{answer(400, `{"error":{"message":"unknown field max_tokens"}}`), answer(400, `{"error":{"message":"unknown field max_completion_tokens"}}`)},
			want:    []string{"json_schema, max_tokens 9", "json_schema, max_completion_tokens 9", "json_schema"}, habits: Habits{NoLimit: true},
		},
		"the request's limit": {most: 9, want: []string{"json_schema, max_tokens 9"}},
		"the user's limit before the request's": {
			c: Config{MaxTokens: 7}, most: 9, want: []string{"json_schema, max_tokens 7"},
		},
		"the request's limit for one that is known to think": {
			c: Config{Model: "gpt-5-mini"}, most: 9, want: []string{"json_schema, no temperature, max_completion_tokens 36"},
		},
		"thoughts that use up the limit": {
			most:    9,
			refuses: []http.HandlerFunc{answer(200, `{"choices":[{"message":{"content":"","reasoning_content":"let me see"},"finish_reason":"length"}],"usage":{"completion_tokens":9}}`)},
			want:    []string{"json_schema, max_tokens 9", "json_schema, max_tokens 36"}, habits: Habits{Thinks: true},
		},
		"no count of tokens in a stream": {
			stream:  true,
			refuses: []http.HandlerFunc{answer(400, `{"error":{"message":"Unrecognized request argument supplied: stream_options"}}`)},
			want:    []string{"json_schema, stream with usage", "json_schema, stream"}, habits: Habits{NoUsage: true},
		},
		"Groq, no stream with a schema": {
			stream:  true,
			refuses: []http.HandlerFunc{answer(400, "{\"error\":{\"message\":\"`stream` is not supported with response_format json_schema\"}}")},
			want:    []string{"json_schema, stream with usage", "json_schema"}, habits: Habits{NoStream: true},
		},
		"one thing after the other": {
			c: Config{MaxTokens: 9}, stream: true,
			refuses: []http.HandlerFunc{
				answer(400, `{"error":{"message":"temperature is fixed"}}`), answer(400, `{"error":{"message":"use max_completion_tokens"}}`),
				answer(422, `{"error":{"message":"stream_options: unknown"}}`), answer(400, `{"error":{"message":"json_schema: unknown"}}`),
			},
			want: []string{
				"json_schema, max_tokens 9, stream with usage", "json_schema, no temperature, max_tokens 9, stream with usage",
				"json_schema, no temperature, max_completion_tokens 9, stream with usage", "json_schema, no temperature, max_completion_tokens 9, stream",
				"json_object, no temperature, max_completion_tokens 9, stream",
			},
			habits: Habits{Form: FormObject, NoTemperature: true, OtherLimit: true, NoUsage: true},
		},
		"what is known from before": {
			c:      Config{Habits: Habits{Form: FormText, NoTemperature: true}},
			want:   []string{"free, no temperature"},
			habits: Habits{Form: FormText, NoTemperature: true},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m, asked := play(t, tt.c, append(tt.refuses, answer(200, llamaCpp))...)
			q, heard := question, ""
			if tt.stream {
				q = listening(&heard)
			}
			q.MostTokens = tt.most
			if _, err := m.Complete(t.Context(), q); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, asked.heldTo()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.habits, m.Habits()); diff != "" {
				t.Error(diff)
			}
			shown, _, _, err := m.Body(q)
			if err != nil || heldTo(string(shown)) != tt.want[len(tt.want)-1] {
				t.Errorf("next time it would be put as %s (%v)", heldTo(string(shown)), err)
			}
		})
	}
}

// TestIsNoRefusal takes errors that speak of something else: they are asked
// about once.
func TestIsNoRefusal(t *testing.T) {
	for name, tt := range map[string]struct {
		c      Config
		status int
		body   string
		kind   Kind
	}{
		"any 400":                             {Config{}, 400, `{"error":{"message":"the messages are wrong"}}`, BadRequest},
		"a 401 that names the field":          {Config{}, 401, `{"error":{"message":"no response_format without a key"}}`, BadKey},
		"a 403 that names the field":          {Config{}, 403, `{"error":{"message":"json_schema is for others"}}`, Forbidden},
		"a limit that was not sent":           {Config{}, 400, `{"error":{"message":"max_tokens is wrong"}}`, BadRequest},
		"a stream that was not asked for":     {Config{}, 400, `{"error":{"message":"the upstream server wants no stream"}}`, BadRequest},
		"a temperature that was not sent":     {Config{Temperature: -1}, 400, `{"error":{"message":"temperature"}}`, BadRequest},
		"a model with a telling name":         {Config{Model: "schema-1"}, 404, `{"error":{"message":"model 'schema-1' not found"}}`, NotFound},
		"records that are too long":           {Config{}, 400, `{"error":{"message":"maximum context length exceeded by messages and response_format"}}`, TooLong},
		"a filter that names the temperature": {Config{}, 400, `{"error":{"message":"content_filter: temperature of the debate"}}`, Filtered},
	} {
		t.Run(name, func(t *testing.T) {
			m, _ := play(t, tt.c, answer(tt.status, tt.body))
			_, err := m.Complete(t.Context(), question)
			var e *Error
			if !errors.As(err, &e) || e.Kind != tt.kind {
				t.Errorf("got %v, want %s", err, tt.kind)
			}
			if diff := cmp.Diff(tt.c.Habits, m.Habits()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestUpstreamIsNoStream takes a word that holds the name of a field.
func TestUpstreamIsNoStream(t *testing.T) {
	m, _ := play(t, Config{}, answer(400, `{"error":{"message":"the upstream server wants something else"}}`))
	heard := ""
	if _, err := m.Complete(t.Context(), listening(&heard)); err == nil || m.Habits() != (Habits{}) {
		t.Errorf("got %v, learned %+v", err, m.Habits())
	}
}

// TestNoWayAround takes a server that refuses every form: its last word counts,
// and nothing is learned from it.
func TestNoWayAround(t *testing.T) {
	m, asked := play(t, Config{},
		answer(400, `{"error":{"message":"no schema"}}`), answer(400, `{"error":{"message":"no json_object"}}`),
		answer(400, `{"error":{"message":"no schema at all"}}`))
	_, err := m.Complete(t.Context(), question)
	failing{400, "", BadRequest, "the server at HOST does not take the request (status 400): no schema at all", hintRequest, 3}.check(t, m, err)
	if asked.count() != 3 || m.Habits() != (Habits{}) {
		t.Errorf("asked %d times, learned %+v", asked.count(), m.Habits())
	}
}

// TestGroqTriesAgain takes an answer that did not fit the schema by bad luck.
func TestGroqTriesAgain(t *testing.T) {
	unfit := answer(400, failures()["Groq, an unfit answer"].body)
	m, asked := play(t, Config{}, unfit, answer(200, llamaCpp))
	if _, err := m.Complete(t.Context(), question); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"json_schema", "json_schema"}, asked.heldTo()); diff != "" {
		t.Error(diff)
	}
}

func TestBlanksAreAskedAgain(t *testing.T) {
	m, _ := play(t, Config{}, answer(200, `{"choices":[{"message":{"content":"\n\n  "},"finish_reason":"stop"}]}`), answer(200, ollama))
	got, err := m.Complete(t.Context(), question)
	if err != nil || got.Text != `{"b":"x"}` {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestHabitsAreJSON keeps them on file in few words.
func TestHabitsAreJSON(t *testing.T) {
	for want, h := range map[string]Habits{
		`{}`: {},
		`{"form":"json_object","no_temperature":true,"no_stream":true,"no_usage":true,"other_limit":true,"no_limit":true,"thinks":true,"ratio":1.2}`: {FormObject, true, true, true, true, true, true, 1.2},
	} {
		b, err := json.Marshal(h)
		if err != nil || string(b) != want {
			t.Errorf("got %s (%v), want %s", b, err, want)
		}
	}
}

// TestEmptyMessages leaves out what would be sent without its content.
func TestEmptyMessages(t *testing.T) {
	m := serve(t, Config{}, answer(200, llamaCpp))
	q := question
	q.System = ""
	body, _, _, err := m.Body(q)
	if err != nil || strings.Count(string(body), `"role"`) != 1 {
		t.Errorf("sends %s (%v)", body, err)
	}
}
