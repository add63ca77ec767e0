package llm

import (
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestInspect takes lists of models as servers give them.
func TestInspect(t *testing.T) {
	for name, tt := range map[string]struct {
		model, list, aside string
		want               Server
	}{
		"llama.cpp": {"any", `{"models":[{"name":"tiny-random","model":"tiny-random"}],"object":"list","data":[{"id":"tiny-random","object":"model","owned_by":"llamacpp","aliases":[],"tags":[],"meta":{"n_ctx":4096,"n_ctx_train":8192}}]}`, "",
			Server{[]string{"tiny-random"}, true, 4096}},
		"vLLM":                      {"qwen", `{"object":"list","data":[{"id":"qwen","owned_by":"vllm","max_model_len":32768}]}`, "", Server{[]string{"qwen"}, true, 32768}},
		"OpenRouter":                {"b/c", `{"data":[{"id":"a/b","name":"B","context_length":9},{"id":"b/c","name":"C","context_length":131072}]}`, "", Server{[]string{"a/b", "b/c"}, true, 131072}},
		"Groq":                      {"m", `{"data":[{"id":"m","owned_by":"Meta","context_window":8192}]}`, "", Server{[]string{"m"}, true, 8192}},
		"Mistral":                   {"m-latest", `{"data":[{"id":"m-1","aliases":["m-latest"],"max_context_length":65536}]}`, "", Server{[]string{"m-1"}, true, 65536}},
		"Gemini":                    {"g-pro", `{"data":[{"id":"models/g-pro"}]}`, "", Server{[]string{"models/g-pro"}, true, 0}},
		"OpenAI":                    {"gpt", `{"data":[{"id":"gpt","owned_by":"system"},{"id":"gpt-mini"}]}`, "", Server{[]string{"gpt", "gpt-mini"}, true, 0}},
		"Ollama, loaded":            {"qwen3", `{"data":[{"id":"qwen3:latest","owned_by":"library"}]}`, `{"models":[{"name":"qwen3:latest","model":"qwen3:latest","context_length":4096}]}`, Server{[]string{"qwen3:latest"}, true, 4096}},
		"Ollama, another is loaded": {"qwen3", `{"data":[{"id":"qwen3:latest","owned_by":"library"}]}`, `{"models":[{"name":"other","context_length":9}]}`, Server{[]string{"qwen3:latest"}, true, 0}},
		"LM Studio":                 {"m", `{"data":[{"id":"m","owned_by":"organization_owner"}]}`, `{"data":[{"id":"m","loaded_context_length":4096,"max_context_length":32768}]}`, Server{[]string{"m"}, true, 4096}},
		"the model is not there":    {"x", `{"data":[{"id":"a","max_model_len":9},{"id":"b\u001b[31m"}]}`, "", Server{[]string{"a", "b"}, false, 0}},
		"no models":                 {"x", `{"data":[]}`, "", Server{}},
		"Ollama, no models":         {"x", `{"object":"list","data":null}`, "", Server{}},
	} {
		t.Run(name, func(t *testing.T) {
			m := serve(t, Config{Model: tt.model, Key: key}, func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				if len(body) > 0 || r.Method != http.MethodGet || r.Header.Get("Authorization") != "Bearer "+key {
					t.Errorf("sent %s %q %s", r.Method, body, r.Header)
				}
				if r.URL.Path == "/v1/models" {
					answer(200, tt.list)(w, r)
					return
				}
				answer(200, tt.aside)(w, r)
			})
			got, err := m.Inspect(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestInspectFails(t *testing.T) {
	for name, tt := range map[string]struct {
		h       http.HandlerFunc
		kind    Kind
		message string
	}{
		"wrong key":  {answer(401, `{"error":{"message":"Invalid API Key"}}`), BadKey, "the server at HOST does not take the key: Invalid API Key"},
		"no models":  {answer(404, `File not found`), NotFound, "there is no chat API at this address of HOST: File not found"},
		"a page":     {answer(200, `<html>`), NotAnAPI, "what answers at HOST is no OpenAI-compatible API"},
		"other JSON": {answer(200, `{"hello":1}`), NotAnAPI, "what answers at HOST is no OpenAI-compatible API"},
		"silence":    {stalling(func(http.ResponseWriter, *http.Request) {}), Timeout, "the server at HOST did not answer in time"},
	} {
		t.Run(name, func(t *testing.T) {
			m := serve(t, Config{Key: key, Timeout: 50 * time.Millisecond}, tt.h)
			_, err := m.Inspect(t.Context())
			e, ok := errors.AsType[*Error](err)
			if !ok {
				t.Fatalf("got %v", err)
			}
			failing{message: tt.message, kind: tt.kind, hint: e.Hint}.checkWords(t, m, err)
		})
	}
}

func TestProbe(t *testing.T) {
	says := func(text string) http.HandlerFunc {
		return streaming(`{"model":"m","choices":[{"message":{"content":` + text + `},"finish_reason":"stop"}]}`)
	}
	for name, tt := range map[string]struct {
		steps []http.HandlerFunc
		want  Probed
	}{
		"kept":           {[]http.HandlerFunc{says(`"{\"grain\" :\"teff\"}"`)}, Probed{FormSchema, true, true}},
		"ignored":        {[]http.HandlerFunc{says(`"{\"fruit\":\"apple\"}"`)}, Probed{FormSchema, false, true}},
		"ignored wholly": {[]http.HandlerFunc{says(`"An apple."`)}, Probed{FormSchema, false, false}},
		"refused":        {[]http.HandlerFunc{answer(400, `{"error":"no json_schema"}`), says(`"{\"fruit\":\"apple\"}"`)}, Probed{FormObject, false, true}},
	} {
		t.Run(name, func(t *testing.T) {
			m, _ := play(t, Config{}, tt.steps...)
			got, err := Probe(t.Context(), m)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
