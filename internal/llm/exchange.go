package llm

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

// exchange carries one request and keeps what came back, up to a limit: the
// client library loses the body of many errors.
type exchange struct {
	base   http.RoundTripper
	limit  int64
	status int
	header http.Header
	body   []byte
}

var errTooLarge = errors.New("the answer is too large")

// RoundTrip sends the request and reads the whole answer.
func (x *exchange) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := x.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	x.status, x.header = resp.StatusCode, resp.Header
	x.body, err = io.ReadAll(io.LimitReader(resp.Body, x.limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(x.body)) > x.limit {
		x.body = nil
		return nil, errTooLarge
	}
	resp.Body = io.NopCloser(bytes.NewReader(x.body))
	return resp, nil
}

// retryAfter reads how long the server asks to wait.
func (x *exchange) retryAfter() time.Duration {
	v := x.header.Get("Retry-After")
	if seconds, err := strconv.Atoi(v); err == nil && seconds > 0 {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(v); err == nil {
		if sent, err := http.ParseTime(x.header.Get("Date")); err == nil && at.After(sent) {
			return at.Sub(sent)
		}
	}
	return 0
}

// recorder keeps a request and sends nothing.
type recorder struct {
	body    []byte
	header  http.Header
	address string
}

var errRecorded = errors.New("recorded, not sent")

// RoundTrip keeps the request without its key.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	var err error
	if r.body, err = io.ReadAll(req.Body); err != nil {
		return nil, err
	}
	r.header = req.Header.Clone()
	r.header.Del("Authorization")
	r.address = req.URL.String()
	return nil, errRecorded
}

// answerText gives the answer, from the thoughts where a server put it there
// and left the answer empty.
func answerText(m openai.ChatCompletionMessage, body []byte) string {
	if strings.TrimSpace(m.Content) != "" {
		return m.Content
	}
	if strings.Contains(m.ReasoningContent, "{") {
		return m.ReasoningContent
	}
	var raw struct {
		Choices []struct {
			Message struct {
				Reasoning string `json:"reasoning"`
			} `json:"message"`
		} `json:"choices"`
	}
	if json.Unmarshal(body, &raw) == nil && len(raw.Choices) > 0 && strings.Contains(raw.Choices[0].Message.Reasoning, "{") {
		return raw.Choices[0].Message.Reasoning
	}
	return ""
}

// serverText finds what a server says in the body of an error, in any of the
// forms that servers use: an object or a text under "error", a list of such,
// "message", "detail", or plain text. A page of HTML says nothing.
func serverText(body []byte) string {
	body = bytes.TrimSpace(body)
	var v any
	if json.Unmarshal(body, &v) == nil {
		return textIn(v)
	}
	if bytes.HasPrefix(body, []byte("<")) {
		return ""
	}
	return string(body[:min(len(body), 4*longest)])
}

func textIn(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return textIn(v[0])
		}
	case map[string]any:
		for _, key := range []string{"error", "message", "detail", "msg"} {
			if text := textIn(v[key]); text != "" {
				return text
			}
		}
	}
	return ""
}
