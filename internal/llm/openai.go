package llm

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"net/url"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"oneonone/internal/coach"
)

// OpenAI is a server that speaks the OpenAI chat API.
type OpenAI struct {
	config    Config
	base      *url.URL
	transport http.RoundTripper
}

// NewOpenAI makes the model of a configuration. It connects to nothing.
func NewOpenAI(c Config) (*OpenAI, error) {
	c = c.withDefaults()
	u, err := checkAddress(c.BaseURL)
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(c.Model) == "" {
		return nil, &Error{Kind: BadConfig, Message: "no model is named", Hint: "name one with --model, ONEONONE_MODEL or the config file"}
	}
	c.BaseURL = strings.TrimSpace(c.BaseURL)
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DialContext = (&net.Dialer{Timeout: c.ConnectTimeout}).DialContext
	transport.TLSHandshakeTimeout = c.ConnectTimeout
	transport.ResponseHeaderTimeout = c.HeaderTimeout
	return &OpenAI{config: c, base: u, transport: transport}, nil
}

// Host names the server, with its port if it has one.
func (o *OpenAI) Host() string { return o.base.Host }

// Complete asks the model. Where a server refuses the form of the answer that
// was asked for, it asks again for a looser one; the schema is in the prompt
// in any case.
func (o *OpenAI) Complete(ctx context.Context, r coach.Request) (coach.Reply, error) {
	a := firstAsk(o.config)
	for {
		reply, err := o.send(ctx, r, a)
		var refused *refusal
		if !errors.As(err, &refused) {
			return reply, err
		}
		next, ok := a.without(refused)
		if !ok {
			return coach.Reply{}, refused.err
		}
		a = next
	}
}

// Body gives what Complete would send first: the bytes of the body, the
// headers without the key, and the address. Nothing is sent.
func (o *OpenAI) Body(r coach.Request) (body []byte, header http.Header, address string, err error) {
	rec := &recorder{}
	_, err = o.client(rec).CreateChatCompletion(context.Background(), firstAsk(o.config).request(o.config, r))
	if !errors.Is(err, errRecorded) {
		return nil, nil, "", o.explain(context.Background(), &exchange{}, err)
	}
	return rec.body, rec.header, rec.address, nil
}

func (o *OpenAI) client(t http.RoundTripper) *openai.Client {
	c := openai.DefaultConfig(o.config.Key)
	c.BaseURL = o.config.BaseURL
	c.HTTPClient = &http.Client{Transport: t, CheckRedirect: o.sameHost}
	return openai.NewClientWithConfig(c)
}

// redirectError says that the server wanted the request to go elsewhere.
type redirectError struct{ to string }

func (e *redirectError) Error() string { return "redirected to " + e.to }

// sameHost lets nobody send the user's records to another host than the one
// they chose, nor in the clear what was to be encrypted.
func (o *OpenAI) sameHost(req *http.Request, via []*http.Request) error {
	if req.URL.Host != o.base.Host || req.URL.Scheme != o.base.Scheme || len(via) >= 5 {
		return &redirectError{req.URL.Scheme + "://" + req.URL.Host}
	}
	return nil
}

// refusal is an error that says that the server does not take a part of the
// request; err is what to tell the user when there is no way around it.
type refusal struct {
	format, temperature bool
	err                 *Error
}

func (r *refusal) Error() string { return r.err.Error() }

func (o *OpenAI) send(ctx context.Context, r coach.Request, a ask) (coach.Reply, error) {
	x := &exchange{base: o.transport, limit: o.config.MaxAnswer}
	resp, err := o.client(x).CreateChatCompletion(ctx, a.request(o.config, r))
	if err != nil {
		return coach.Reply{}, o.explain(ctx, x, err)
	}
	return o.read(resp, x)
}

// read takes the answer out of a response with status 200, which proves
// nothing.
func (o *OpenAI) read(resp openai.ChatCompletionResponse, x *exchange) (coach.Reply, error) {
	if len(resp.Choices) == 0 {
		if said := serverText(x.body); said != "" {
			return coach.Reply{}, o.fail(ServerFault, x, say("the server at "+o.Host()+" failed", o.scrub(said)), "try again later")
		}
		return coach.Reply{}, o.fail(NoAnswer, x, "the server at "+o.Host()+" sent no answer", "check that the base URL is that of an OpenAI-compatible API")
	}
	choice := resp.Choices[0]
	if err := o.checkFinish(choice, x); err != nil {
		return coach.Reply{}, err
	}
	text := answerText(choice.Message, x.body)
	if strings.TrimSpace(text) == "" {
		return coach.Reply{}, o.fail(NoAnswer, x, "the model sent an empty answer", "try again, or try another model")
	}
	return coach.Reply{Text: text, Model: resp.Model, SentTokens: resp.Usage.PromptTokens, ReceivedTokens: resp.Usage.CompletionTokens}, nil
}

// checkFinish tells the ways in which a model ends without an answer.
func (o *OpenAI) checkFinish(choice openai.ChatCompletionChoice, x *exchange) error {
	if choice.Message.Refusal != "" {
		return o.fail(Refused, x, say("the model refuses to answer", o.scrub(choice.Message.Refusal)), "")
	}
	switch choice.FinishReason {
	case "", openai.FinishReasonStop, openai.FinishReasonNull:
		return nil
	case openai.FinishReasonLength:
		return o.fail(CutOff, x, "the answer was cut off at the server's limit of tokens", "allow the model longer answers or a larger context, or draft from a shorter period")
	case openai.FinishReasonContentFilter:
		return o.fail(Filtered, x, "a content filter of the server held the answer back", "")
	}
	return o.fail(BadFinish, x, fmt.Sprintf("the model ended without an answer (%s)", clean(string(choice.FinishReason))), "try another model")
}

func (o *OpenAI) fail(kind Kind, x *exchange, message, hint string) *Error {
	return &Error{Kind: kind, Message: clean(message), Hint: hint, Status: x.status}
}

// ask is how a request is put: with which form of answer, and whether with a
// temperature.
type ask struct {
	form        form
	temperature bool
}

// form is what a server is asked to hold the answer to.
type form int

const (
	bySchema form = iota
	anyJSON
	freeText
)

func firstAsk(c Config) ask {
	return ask{temperature: c.Temperature >= 0 && !fixedTemperature(c.Model)}
}

// fixedTemperature tells the models for which the client library itself
// refuses a temperature, whoever serves them.
func fixedTemperature(model string) bool {
	for _, prefix := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, prefix) {
			return true
		}
	}
	return false
}

// without gives the next thing to try after a refusal.
func (a ask) without(r *refusal) (ask, bool) {
	switch {
	case r.temperature && a.temperature:
		a.temperature = false
		return a, true
	case r.format && a.form < freeText:
		a.form++
		return a, true
	}
	return a, false
}

func (a ask) request(c Config, r coach.Request) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{
		Model: c.Model,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: r.System},
			{Role: openai.ChatMessageRoleUser, Content: r.User},
		},
	}
	switch a.form {
	case bySchema:
		req.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: r.SchemaName, Strict: true, Schema: r.Schema},
		}
	case anyJSON:
		req.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	if a.temperature {
		// The library leaves a zero out, and the server would take its default.
		req.Temperature = max(c.Temperature, math.SmallestNonzeroFloat32)
	}
	return req
}
