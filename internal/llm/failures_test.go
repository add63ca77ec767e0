package llm

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/coach"
)

// The hints, by what they are for.
const (
	hintKey     = "check OPENAI_API_KEY"
	hintAddress = "check the base URL, and the model's name"
	hintModel   = "check the model's name; `oneonone doctor` lists what the server has"
	hintLog     = "try again later, and look into the server's log"
	hintAgain   = "try again, and look into the server's log"
	hintRequest = "check the model's name and the base URL"
	hintWait    = "wait a little and try again"
	hintShorter = "draft from a shorter period, or give the model a larger context"
	hintQuota   = "check its plan and billing"
	hintFilter  = "leave out what may have set it off, or try another model"
	hintLonger  = "allow the model longer answers or a larger context, or draft from a shorter period"
	hintAPI     = "check that the base URL is that of an OpenAI-compatible API"
	hintOther   = "try another model"
	hintBody    = "draft from a shorter period, or let the proxy before the model take larger requests"
	hintProxy   = "give them in the proxy's address (http://NAME:PASSWORD@PROXY:PORT), or name the server in NO_PROXY"
	hintTLS     = "begin the base URL with https://"
	hintRetry   = "try again, or try another model"
)

// failing is an answer that is a failure, and what the user is told.
type failing struct {
	status        int
	body          string
	kind          Kind
	message, hint string
	// asked is how often the server was asked before it was given up.
	asked int
}

func failures() map[string]failing {
	return map[string]failing{
		"wrong key":            {401, `{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}`, BadKey, "the server at HOST does not take the key: Invalid API Key", hintKey, 1},
		"the key in the error": {401, `{"error":{"message":"Incorrect API key provided: ` + key + `."}}`, BadKey, "the server at HOST does not take the key: Incorrect API key provided: [key]", hintKey, 1},
		"Gemini, wrong key":    {400, `[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]`, BadKey, "the server at HOST does not take the key: API key not valid. Please pass a valid API key", hintKey, 1},
		"forbidden":            {403, `{"detail":"not for you"}`, Forbidden, "the server at HOST forbids the request: not for you", "check what the key may do, and whether the model is open to it", 1},
		"nothing left":         {402, `{"error":{"message":"Insufficient Balance"}}`, Quota, "the account at HOST has no quota left: Insufficient Balance", hintQuota, 1},

		"Ollama, no model":      {404, `{"error":{"message":"model 'tiny' not found","type":"api_error","param":null,"code":null}}`, NotFound, "the server at HOST has no model tiny: model 'tiny' not found", hintModel, 1},
		"OpenRouter, no model":  {400, `{"error":{"message":"tiny is not a valid model ID","code":400}}`, NotFound, "the server at HOST has no model tiny: tiny is not a valid model ID", hintModel, 1},
		"Azure, no deployment":  {404, `{"error":{"code":"DeploymentNotFound","message":"The API deployment for this resource does not exist."}}`, NotFound, "the server at HOST has no model tiny: The API deployment for this resource does not exist", hintModel, 1},
		"llama.cpp, wrong path": {404, `{"error":{"message":"File Not Found","type":"not_found_error","code":404}}`, NotFound, "there is no chat API at this address of HOST: File Not Found", hintAddress, 1},
		"Ollama, wrong path":    {404, `404 page not found`, NotFound, "there is no chat API at this address of HOST: 404 page not found", hintAddress, 1},

		"too many":                 {429, `{"error":{"message":"Rate limit reached"}}`, Busy, "the server at HOST gets too many requests: Rate limit reached", hintWait, 3},
		"OpenRouter, its provider": {429, `{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"{\"error\":{\"message\":\"tiny is rate-limited upstream\"}}","provider_name":"P"}}}`, Busy, "the server at HOST gets too many requests: tiny is rate-limited upstream", hintWait, 3},
		"its provider, a text":     {429, `{"error":{"message":"Provider returned error","metadata":{"raw":"slow down"}}}`, Busy, "the server at HOST gets too many requests: slow down", hintWait, 3},
		"a proxy":                  {407, `<html>Proxy Authentication Required</html>`, Unreachable, "the proxy before HOST wants a user's name and password", hintProxy, 1},
		"no quota":                 {429, `{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}`, Quota, "the account at HOST has no quota left: You exceeded your current quota", hintQuota, 1},
		"timed out":                {408, `{"error":{"message":"Request timed out"}}`, Busy, "the server at HOST can't take the request now (status 408): Request timed out", hintWait, 3},
		"conflict":                 {409, `{}`, Busy, "the server at HOST can't take the request now (status 409)", hintWait, 3},
		"bad gateway, HTML":        {502, `<html><body>Bad Gateway</body></html>`, ServerFault, "the server at HOST failed (status 502)", hintLog, 3},
		"overloaded":               {529, `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`, ServerFault, "the server at HOST failed (status 529): Overloaded", hintLog, 3},
		"empty body":               {500, ``, ServerFault, "the server at HOST failed (status 500)", hintLog, 3},
		"llama.cpp, not JSON":      {500, `{"error":{"code":500,"message":"parse error at line 1","type":"server_error"}}`, ServerFault, "the server at HOST failed (status 500): parse error at line 1", hintLog, 3},
		"terminal sequences":       {500, `{"error":{"message":"\u001b[31mred\u001b[0m\u0007 \u202etext\r\nnext"}}`, ServerFault, "the server at HOST failed (status 500): red text next", hintLog, 3},
		"long text":                {500, `{"error":{"message":"` + strings.Repeat("xyz ", 1000) + `"}}`, ServerFault, "the server at HOST failed (status 500): xyz", hintLog, 3},
		"huge body":                {500, strings.Repeat("x", 2<<20), ServerFault, "the server at HOST failed (status 500): x", hintLog, 3},
		"Gemini, a list":           {400, `[{"error":{"code":400,"message":"Cannot find field","status":"INVALID_ARGUMENT"}}]`, BadRequest, "the server at HOST does not take the request (status 400): Cannot find field", hintRequest, 1},
		"error is a text":          {400, `{"error":"no such thing"}`, BadRequest, "the server at HOST does not take the request (status 400): no such thing", hintRequest, 1},
		"error is null":            {400, `{"error":null}`, BadRequest, "the server at HOST does not take the request (status 400)", hintRequest, 1},
		"a detail":                 {400, `{"detail":"bad thing"}`, BadRequest, "the server at HOST does not take the request (status 400): bad thing", hintRequest, 1},
		"older vLLM":               {400, `{"object":"error","message":"bad input"}`, BadRequest, "the server at HOST does not take the request (status 400): bad input", hintRequest, 1},
		"Mistral, an object":       {422, `{"message":{"detail":[{"msg":"Extra inputs are not permitted"}]}}`, BadRequest, "the server at HOST does not take the request (status 422): Extra inputs are not permitted", hintRequest, 1},
		"Ollama, no content":       {400, `{"error":{"message":"invalid message content type: <nil>"}}`, BadRequest, "the server at HOST does not take the request (status 400): invalid message content type: <nil>", hintRequest, 1},
		"llama.cpp, too long":      {400, `{"error":{"code":400,"message":"request (10022 tokens) exceeds the available context size (4096 tokens), try increasing it","type":"exceed_context_size_error","n_prompt_tokens":10022,"n_ctx":4096}}`, TooLong, "the records are longer than the model can read at once: request (10022 tokens) exceeds the available context size (4096 tokens), try increasing it", hintShorter, 1},
		"vLLM, too long":           {400, `{"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4900 in the messages, 100 in the completion). Please reduce max_tokens."}`, TooLong, "the records are longer than the model can read at once: This model's maximum context length is 4096 tokens. However, you requested 5000 tokens (4900 in the messages, 100 in the completion). Please reduce max_tokens", hintShorter, 1},
		"Gemini, too long":         {400, `[{"error":{"code":400,"message":"The input token count (9000) exceeds the maximum number of tokens allowed (8192).","status":"INVALID_ARGUMENT"}}]`, TooLong, "the records are longer than the model can read at once: The input token count (9000) exceeds the maximum number of tokens allowed (8192)", hintShorter, 1},
		"500, too long":            {500, `{"error":{"message":"the request exceeds the available context size"}}`, TooLong, "the records are longer than the model can read at once: the request exceeds the available context size", hintShorter, 1},
		"nginx, too large":         {413, `<html><head><title>413 Request Entity Too Large</title></head></html>`, TooLong, "the request is larger than the server at HOST takes", hintBody, 1},
		"too large":                {413, ``, TooLong, "the request is larger than the server at HOST takes", hintBody, 1},
		"Groq, too much a minute":  {413, `{"error":{"message":"Request too large for model tiny on tokens per minute (TPM): Limit 6000, Requested 9100"}}`, TooLong, "the records are longer than the model can read at once: Request too large for model tiny on tokens per minute (TPM): Limit 6000, Requested 9100", hintShorter, 1},
		"413, too long":            {413, `{"error":{"message":"Request too large: too many tokens"}}`, TooLong, "the records are longer than the model can read at once: Request too large: too many tokens", hintShorter, 1},
		"nginx, plain HTTP":        {400, `<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>`, Unreachable, "the server at HOST speaks https only", hintTLS, 1},
		"Apache, plain HTTP":       {400, `<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.</p>`, Unreachable, "the server at HOST speaks https only", hintTLS, 1},
		"Tomcat, plain HTTP":       {400, "Bad Request\nThis combination of host and port requires TLS.\n", Unreachable, "the server at HOST speaks https only", hintTLS, 1},
		"an API about https":       {400, `{"error":{"message":"image_url must be https"}}`, BadRequest, "the server at HOST does not take the request (status 400): image_url must be https", hintRequest, 1},
		"DeepSeek, no model":       {400, `{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}`, NotFound, "the server at HOST has no model tiny: Model Not Exist", hintModel, 1},
		"the key in colours":       {400, `{"error":{"message":"no: \u001b[1m` + key[:4] + `\u001b[0m` + key[4:] + `"}}`, BadRequest, "the server at HOST does not take the request (status 400): no: [key]", hintRequest, 1},
		"the key as a reason":      {200, `{"choices":[{"message":{"content":""},"finish_reason":"` + key + `"}]}`, BadFinish, "the model ended without an answer ([key])", hintOther, 1},
		"Caddy, plain HTTP":        {400, `Client sent an HTTP request to an HTTPS server.`, Unreachable, "the server at HOST speaks https only", hintTLS, 1},
		"router, no model":         {400, `{"error":{"code":400,"message":"model 'tiny' not found","type":"invalid_request_error"}}`, NotFound, "the server at HOST has no model tiny: model 'tiny' not found", hintModel, 1},
		"Azure filter":             {400, `{"error":{"message":"The response was filtered","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true}}}}}`, Filtered, "a content filter of the server held the request back: The response was filtered", hintFilter, 1},
		"Groq, an unfit answer": {400, `{"error":{"message":"Failed to generate JSON. Please adjust your prompt.","type":"invalid_request_error","code":"json_validate_failed","failed_generation":"{\"schema\":1"}}`, Unfit,
			"the model's answer did not fit the form that was asked for: Failed to generate JSON. Please adjust your prompt", hintRetry, 2},

		"200, error":           {200, `{"error":{"message":"Provider returned error","metadata":{}}}`, ServerFault, "the server at HOST failed: Provider returned error", "try again later", 1},
		"200, error 502":       {200, `{"error":{"message":"Provider returned error","code":502}}`, ServerFault, "the server at HOST failed (status 502): Provider returned error", hintLog, 3},
		"200, error 401":       {200, `{"error":{"message":"No auth credentials found","code":401}}`, BadKey, "the server at HOST does not take the key: No auth credentials found", hintKey, 1},
		"200, error is a text": {200, `{"error":"model is busy"}`, ServerFault, "the server at HOST failed: model is busy", "try again later", 1},
		"200, Gemini's list":   {200, `[{"error":{"code":429,"message":"Resource exhausted"}}]`, Busy, "the server at HOST gets too many requests: Resource exhausted", hintWait, 3},
		"200, a text":          {200, `error: boom`, NotAnAPI, "what answers at HOST is no OpenAI-compatible API", hintAddress, 1},
		"200, no choices":      {200, `{"choices":[]}`, NoAnswer, "the server at HOST sent no answer", hintAPI, 1},
		"200, choices null":    {200, `{"choices":null}`, NoAnswer, "the server at HOST sent no answer", hintAPI, 1},
		"200, nothing in it":   {200, `{}`, NoAnswer, "the server at HOST sent no answer", hintAPI, 1},
		"200, null":            {200, `null`, NoAnswer, "the server at HOST sent no answer", hintAPI, 1},
		"200, empty":           {200, ``, NotAnAPI, "what answers at HOST is no OpenAI-compatible API", hintAddress, 1},
		"200, HTML":            {200, `<html>Welcome</html>`, NotAnAPI, "what answers at HOST is no OpenAI-compatible API", hintAddress, 1},
		"200, half":            {200, `{"choices":[{"message"`, ServerFault, "the server at HOST broke the answer off", hintAgain, 3},
		"length":               {200, `{"choices":[{"message":{"content":"{\"b\":"},"finish_reason":"length"}]}`, CutOff, "the answer was cut off at the server's limit of tokens", hintLonger, 1},
		"refusal":              {200, `{"choices":[{"message":{"content":null,"refusal":"I can't help with that."},"finish_reason":"stop"}]}`, Refused, "the model refuses to answer: I can't help with that", hintOther, 1},
		"filter while writing": {200, `{"choices":[{"message":{"content":"{"},"finish_reason":"content_filter"}]}`, Filtered, "a content filter of the server held the answer back", hintFilter, 1},
		"tool calls":           {200, `{"choices":[{"message":{"content":null,"tool_calls":[]},"finish_reason":"tool_calls"}]}`, BadFinish, "the model ended without an answer (tool_calls)", hintOther, 1},
		"unknown finish":       {200, `{"choices":[{"message":{"content":"{}"},"finish_reason":"\u001b[2Jtired"}]}`, BadFinish, "the model ended without an answer (tired)", hintOther, 1},
		"DeepSeek, blanks":     {200, `{"choices":[{"message":{"content":"   \n  "},"finish_reason":"stop"}]}`, NoAnswer, "the model sent an empty answer", hintRetry, 2},
	}
}

// TestFailures asks for one piece and for a stream: a server that fails before
// it streams fails in the same words.
func TestFailures(t *testing.T) {
	for name, tt := range failures() {
		t.Run(name, func(t *testing.T) {
			m, asked := play(t, Config{Key: key}, times(tt.asked, answer(tt.status, tt.body))...)
			_, err := m.Complete(t.Context(), question)
			tt.check(t, m, err)
			if asked.count() != tt.asked {
				t.Errorf("asked %d times, want %d", asked.count(), tt.asked)
			}
		})
		t.Run(name+", stream asked for", func(t *testing.T) {
			times := times(tt.asked, answer(tt.status, tt.body))
			if tt.kind == NotAnAPI || name == "200, half" {
				times = append(times, times[0]) // once without a stream
			}
			m, _ := play(t, Config{Key: key}, times...)
			heard := ""
			_, err := m.Complete(t.Context(), listening(&heard))
			tt.check(t, m, err)
			if heard != "" {
				t.Errorf("heard %q", heard)
			}
		})
	}
}

// listening is question with somebody who writes down what is heard.
func listening(heard *string) coach.Request {
	q := question
	q.Hear = func(d coach.Delta) {
		if d.Again {
			*heard += "[again]"
		}
		*heard += d.Text
	}
	return q
}

func (f failing) check(t *testing.T, m *OpenAI, err error) {
	t.Helper()
	e := f.checkWords(t, m, err)
	status := f.status
	if inside := statusIn([]byte(f.body)); inside > 0 && status == http.StatusOK {
		status = inside
	}
	if e.Status != status {
		t.Errorf("status %d, want %d", e.Status, status)
	}
}

// checkWords looks at all but the status.
func (f failing) checkWords(t *testing.T, m *OpenAI, err error) *Error {
	t.Helper()
	e, ok := err.(*Error)
	if !ok {
		t.Fatalf("got %v (%T), want an Error", err, err)
	}
	if e.Kind != f.kind || e.Hint != f.hint {
		t.Errorf("got   %s, hint %q\nwants %s, hint %q", e.Kind, e.Hint, f.kind, f.hint)
	}
	want := strings.ReplaceAll(f.message, "HOST", m.Host())
	if len(f.body) < longest && e.Message != want || !strings.HasPrefix(e.Message, want) {
		t.Errorf("says  %s\nwants %s", e.Message, want)
	}
	if n := len([]rune(e.Message)); n > longest {
		t.Errorf("the message has %d characters", n)
	}
	if strings.Contains(e.Message+e.Hint, key) {
		t.Error("the key is in the error")
	}
	return e
}

// TestSizesTold reads how much the model reads, and how much it was sent, from
// the error of a server that was sent more.
func TestSizesTold(t *testing.T) {
	said := func(message string) string { return `{"error":{"code":400,"message":"` + message + `"}}` }
	for name, tt := range map[string]struct {
		body             string
		context, counted int
	}{
		"llama.cpp": {failures()["llama.cpp, too long"].body, 4096, 10022},
		"vLLM":      {failures()["vLLM, too long"].body, 4096, 4900},
		"Gemini":    {failures()["Gemini, too long"].body, 8192, 9000},
		"no number": {said("the request exceeds the available context size"), 0, 0},
		"llama.cpp behind a proxy that keeps only the text": {said("request (10022 tokens) exceeds the available context size (4096 tokens), try increasing it"), 4096, 10022},
		"OpenAI":               {said("This model's maximum context length is 8,192 tokens. However, your messages resulted in 9,001 tokens. Please reduce the length of the messages."), 8192, 9001},
		"OpenRouter":           {said("This endpoint's maximum context length is 8192 tokens. However, you requested about 13096 tokens (9000 of text input, 4096 in the output)."), 8192, 9000},
		"Anthropic":            {said("prompt is too long: 210000 tokens > 200000 maximum"), 200000, 210000},
		"newer vLLM":           {said("'max_tokens' or 'max_completion_tokens' is too large: 4096. This model's maximum context length is 8192 tokens and your request has 7000 input tokens (4096 > 8192 - 7000)."), 8192, 7000},
		"a name with a number": {said("gpt-4-1106 tiny: maximum context length is 8192 tokens, and tiny-4096.1 was sent 9000."), 8192, 9000},
	} {
		t.Run(name, func(t *testing.T) {
			m, _ := play(t, Config{}, answer(400, tt.body))
			q := question
			q.MostTokens = 4096
			_, err := m.Complete(t.Context(), q)
			e, ok := errors.AsType[*Error](err)
			if !ok || e.Kind != TooLong || e.Context != tt.context || e.Counted != tt.counted || e.Estimated < 10 {
				t.Errorf("got %+v", err)
			}
		})
	}
}

// TestNoSizesTold takes a limit that is none of what the model reads.
func TestNoSizesTold(t *testing.T) {
	m, asked := play(t, Config{}, times(2, answer(413, failures()["Groq, too much a minute"].body))...)
	q := question
	q.MostTokens = 4096 // it counts as if the answer had them all
	_, err := m.Complete(t.Context(), q)
	if e, ok := errors.AsType[*Error](err); !ok || e.Context != 0 {
		t.Errorf("got %+v", err)
	}
	if diff := cmp.Diff([]string{"json_schema, max_tokens 4096", "json_schema"}, asked.heldTo()); diff != "" {
		t.Error(diff)
	}
}

// TestNoRoomForTheAnswer takes a server that would have room for the question
// and not for all that its answer may have: the answer may have what is left.
func TestNoRoomForTheAnswer(t *testing.T) {
	refused := answer(400, `{"error":{"message":"This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (5000 in the messages, 4000 in the completion)."}}`)
	m, asked := play(t, Config{}, refused, answer(200, llamaCpp))
	q := question
	q.MostTokens = 4000
	if _, err := m.Complete(t.Context(), q); err != nil || m.Habits() != (Habits{}) {
		t.Errorf("learned %+v, %v", m.Habits(), err)
	}
	if diff := cmp.Diff([]string{"json_schema, max_tokens 4000", "json_schema"}, asked.heldTo()); diff != "" {
		t.Error(diff)
	}
	m, _ = play(t, Config{MaxTokens: 4000}, refused) // what the user wants is not dropped
	if _, err := m.Complete(t.Context(), q); err == nil {
		t.Error("no error")
	}
}

// TestCountsTokens learns from long prompts that a server counts more tokens
// than we do, from its answers and from its refusals.
func TestCountsTokens(t *testing.T) {
	counting := func(n int) http.HandlerFunc {
		return answer(200, fmt.Sprintf(`{"choices":[{"message":{"content":"{}"}}],"usage":{"prompt_tokens":%d}}`, n))
	}
	q := question
	q.User = strings.Repeat("a word ", 1000)
	for n, want := range map[int]float64{2400: 1.2, 2000: 0, 1000: 0, 50000: 0, 0: 0} {
		m, _ := play(t, Config{}, counting(n))
		if _, err := m.Complete(t.Context(), q); err != nil || m.Habits().Ratio != want {
			t.Errorf("%d: learned %+v, %v", n, m.Habits(), err)
		}
	}
	m, _ := play(t, Config{}, answer(400, `{"error":{"n_ctx":2048,"n_prompt_tokens":4802,"message":"exceeds the available context size"}}`), counting(90), counting(1025))
	_, err := m.Complete(t.Context(), q)
	if e, ok := errors.AsType[*Error](err); !ok || m.Habits().Ratio != 2.39 {
		t.Errorf("learned %+v, %v", m.Habits(), e)
	}
	for _, q := range []coach.Request{question, q} { // a short prompt, and one that was cut, say nothing
		if _, err := m.Complete(t.Context(), q); err != nil || m.Habits().Ratio != 2.39 {
			t.Errorf("learned %+v, %v", m.Habits(), err)
		}
	}
}

// TestWantsPassword takes a proxy that wants what can't be given.
func TestWantsPassword(t *testing.T) {
	for _, k := range []string{"", key} {
		m, _ := play(t, Config{Key: k}, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("WWW-Authenticate", `Basic realm="models"`)
			answer(401, `<html>401 Authorization Required</html>`)(w, r)
		})
		_, err := m.Complete(t.Context(), question)
		failing{401, "", BadKey, "the server at HOST wants a user's name and password, which it can't be given",
			"ask the model's server itself, or let the proxy before it take a key", 1}.check(t, m, err)
	}
}

// TestNoPath takes a base URL that lacks what most have.
func TestNoPath(t *testing.T) {
	m := serve(t, Config{}, answer(404, `404 page not found`))
	m.config.BaseURL = strings.TrimSuffix(m.config.BaseURL, "/v1")
	_, err := m.Complete(t.Context(), question)
	failing{404, "", NotFound, "there is no chat API at this address of HOST: 404 page not found", "check the base URL: most servers want /v1 at its end", 1}.check(t, m, err)
}

// TestPathHasAVersion: where the base URL names a version, it lacks none.
func TestPathHasAVersion(t *testing.T) {
	for path, want := range map[string]string{"/v1": hintAddress, "/v1beta/openai": hintAddress, "/api/paas/v4/": hintAddress,
		"/vault": "check the base URL: most servers want /v1 at its end"} {
		m := serve(t, Config{}, answer(404, `404 page not found`))
		c := m.config
		c.BaseURL = strings.TrimSuffix(c.BaseURL, "/v1") + path
		m, err := NewOpenAI(c)
		if err != nil {
			t.Fatal(err)
		}
		_, err = m.Complete(t.Context(), question)
		failing{404, "", NotFound, "there is no chat API at this address of HOST: 404 page not found", want, 1}.check(t, m, err)
	}
}

// TestSpokenToInTheClear asks a server that wants TLS and says so in TLS.
func TestSpokenToInTheClear(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for conn, err := l.Accept(); err == nil; conn, err = l.Accept() {
			conn.Read(make([]byte, 1)) // it says so to what it heard, not before
			conn.Write([]byte("\x15\x03\x01\x00\x02\x02\x46"))
			conn.Close()
		}
	}()
	m, err := NewOpenAI(Config{BaseURL: "http://" + l.Addr().String() + "/v1", Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = m.Complete(t.Context(), question)
	failing{message: "the server at HOST speaks https only", kind: Unreachable, hint: hintTLS}.checkWords(t, m, err)
}

// TestTriesCount: what went into tries without an answer is counted, also where
// none comes.
func TestTriesCount(t *testing.T) {
	blank := answer(200, `{"choices":[{"message":{"content":" "},"finish_reason":"stop"}],"usage":{"prompt_tokens":40,"completion_tokens":2}}`)
	m, _ := play(t, Config{}, blank, answer(200, llamaCpp))
	got, err := m.Complete(t.Context(), question)
	if want := (coach.Usage{Sent: 40, Received: 2}); err != nil || got.Lost != want || got.SentTokens != 41 {
		t.Errorf("got %+v, %v", got, err)
	}
	m, _ = play(t, Config{}, blank, blank)
	got, err = m.Complete(t.Context(), question)
	if want := (coach.Usage{Sent: 80, Received: 4}); err == nil || got.Lost != want {
		t.Errorf("got %+v, %v", got, err)
	}
}

// TestNoAuthority speaks to a server whose certificate nobody known has signed.
func TestNoAuthority(t *testing.T) {
	srv := httptest.NewTLSServer(answer(200, llamaCpp))
	t.Cleanup(srv.Close)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	m, err := NewOpenAI(Config{BaseURL: srv.URL + "/v1", Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = m.Complete(t.Context(), question)
	failing{message: "no safe connection to HOST is possible: nobody that this computer knows signed its certificate", kind: Unreachable,
		hint: "if it is your own server, add its authority to this computer's; on Linux SSL_CERT_FILE may name its file"}.checkWords(t, m, err)
}

// TestOnlyStreamsFail takes a gateway that fails streams: the last try does
// without, and that is not held against the next.
func TestOnlyStreamsFail(t *testing.T) {
	m, asked := play(t, Config{}, append(times(2, answer(500, `oops`)), answer(200, llamaCpp))...)
	if _, err := m.Complete(t.Context(), listening(new(string))); err != nil || m.Habits() != (Habits{}) {
		t.Errorf("learned %+v, %v", m.Habits(), err)
	}
	if diff := cmp.Diff([]string{"json_schema, stream with usage", "json_schema, stream with usage", "json_schema"}, asked.heldTo()); diff != "" {
		t.Error(diff)
	}
}

// TestModelNames asks models whose names are words that errors are told by.
func TestModelNames(t *testing.T) {
	for _, model := range []string{"m", "model", "schema", "temperature-1", "json_schema"} {
		t.Run(model, func(t *testing.T) {
			m, _ := play(t, Config{Model: model},
				answer(400, `{"error":{"message":"Unsupported value: 'temperature' of model '`+model+`'"}}`),
				answer(400, `{"error":{"message":"'`+model+`' does not take this response_format"}}`), answer(200, llamaCpp))
			if _, err := m.Complete(t.Context(), question); err != nil || !m.Habits().NoTemperature || m.Habits().Form != FormObject {
				t.Errorf("learned %+v, %v", m.Habits(), err)
			}
			m, _ = play(t, Config{Model: model}, answer(404, `{"error":{"message":"model '`+model+`' not found"}}`))
			_, err := m.Complete(t.Context(), question)
			failing{kind: NotFound, message: "the server at HOST has no model " + model + ": model '" + model + "' not found", hint: hintModel}.checkWords(t, m, err)
		})
	}
}

// TestLoading asks a server that loads its model until time is up, however
// often that is, and takes its answer when it is ready.
func TestLoading(t *testing.T) {
	loading := answer(503, `{"error":{"message":"Loading model","type":"unavailable_error","code":503}}`)
	m, asked := play(t, Config{}, append(times(5, loading), answer(200, llamaCpp))...)
	if _, err := m.Complete(t.Context(), question); err != nil || asked.count() != 6 {
		t.Errorf("asked %d times, got %v", asked.count(), err)
	}
	m = serve(t, Config{Timeout: 40 * time.Millisecond}, loading)
	_, err := m.Complete(t.Context(), question)
	failing{503, "", Loading, "the server at HOST is still loading the model: Loading model", hintWait, 0}.check(t, m, err)

	// That time ran out while it was asked again says less.
	m, _ = play(t, Config{Timeout: 300 * time.Millisecond}, loading, stalling(func(http.ResponseWriter, *http.Request) {}))
	_, err = m.Complete(t.Context(), question)
	failing{503, "", Loading, "the server at HOST is still loading the model: Loading model", hintWait, 0}.check(t, m, err)
}
