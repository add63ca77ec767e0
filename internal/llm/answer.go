package llm

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"oneonone/internal/coach"
)

// read takes the answer out of a response with status 200, which proves
// nothing.
func (o *OpenAI) read(resp openai.ChatCompletionResponse, x *exchange) (coach.Reply, error) {
	if len(resp.Choices) == 0 {
		return coach.Reply{}, o.explainNoChoice(x)
	}
	choice := resp.Choices[0]
	used := coach.Usage{Sent: resp.Usage.PromptTokens, Received: resp.Usage.CompletionTokens}
	if err := o.checkFinish(resp, x); err != nil {
		return coach.Reply{Lost: used}, err
	}
	text := answerText(choice.Message, x.body)
	if strings.TrimSpace(text) == "" {
		f := o.fail(NoAnswer, x, "the model sent an empty answer", "try again, or try another model")
		f.blank = true
		return coach.Reply{Lost: used}, f
	}
	return coach.Reply{Text: o.keyless(text), Model: o.scrub(resp.Model), SentTokens: used.Sent, ReceivedTokens: used.Received}, nil
}

// checkFinish tells the ways in which a model ends without an answer.
func (o *OpenAI) checkFinish(resp openai.ChatCompletionResponse, x *exchange) error {
	choice := resp.Choices[0]
	if choice.Message.Refusal != "" {
		return o.fail(Refused, x, say("the model refuses to answer", o.scrub(choice.Message.Refusal)), "try another model")
	}
	switch choice.FinishReason {
	case "", openai.FinishReasonStop, openai.FinishReasonNull:
		return nil
	case openai.FinishReasonLength:
		return o.explainLength(resp, x)
	case openai.FinishReasonContentFilter:
		return o.fail(Filtered, x, "a content filter of the server held the answer back",
			"leave out what may have set it off, or try another model")
	}
	return o.fail(BadFinish, x, fmt.Sprintf("the model ended without an answer (%s)", o.scrub(string(choice.FinishReason))),
		"try another model")
}

// explainLength speaks of an answer that ended at a limit: ours, or another of
// the server's. Longer thoughts than were allowed may be allowed; a model that
// repeats itself would do so for longer.
func (o *OpenAI) explainLength(resp openai.ChatCompletionResponse, x *exchange) error {
	said, received := resp.Choices[0].Message, resp.Usage.CompletionTokens
	if repeats(said.Content) || repeats(said.ReasoningContent) {
		return o.explainLoop(x)
	}
	if x.limit == 0 || received > 0 && received < x.limit {
		return o.fail(CutOff, x, "the answer was cut off at the server's limit of tokens",
			"allow the model longer answers or a larger context, or draft from a shorter period")
	}
	f := o.fail(CutOff, x, fmt.Sprintf("the answer was cut off at %d tokens", x.limit), "raise max_tokens, or draft from a shorter period")
	f.thought = o.config.MaxTokens == 0 && onlyThought(said.Content)
	return f
}

// onlyThought tells an answer that did not come to more than thoughts.
func onlyThought(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || strings.HasPrefix(text, "<think>") && !strings.Contains(text, "</think>")
}

func (o *OpenAI) explainLoop(x *exchange) error {
	return o.fail(Endless, x, "the model repeats itself", "try another model, or draft from a shorter period")
}

// answerText gives the answer, from the thoughts where a server put it there
// and left the answer empty.
func answerText(m openai.ChatCompletionMessage, body []byte) string {
	if strings.TrimSpace(m.Content) != "" {
		return m.Content
	}
	if text := joined(m.MultiContent); strings.TrimSpace(text) != "" {
		return text
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
		if raw := providerText(v); raw != "" {
			return raw
		}
		for _, key := range []string{"error", "message", "detail", "msg"} {
			if text := textIn(v[key]); text != "" {
				return text
			}
		}
	}
	return ""
}

// providerText finds what the server behind a broker said, which the broker's
// own message ("Provider returned error") leaves out (OpenRouter's errors).
func providerText(failure map[string]any) string {
	metadata, _ := failure["metadata"].(map[string]any)
	raw, _ := metadata["raw"].(string)
	return serverText([]byte(raw))
}

// statusIn finds the status that an error inside an answer tells, 0 when it
// tells none.
func statusIn(body []byte) int {
	var v struct {
		Error struct {
			Code   any `json:"code"`
			Status any `json:"status"`
		} `json:"error"`
		Code any `json:"code"`
	}
	_ = json.Unmarshal(onlyEntry(body), &v) // what fits is filled in
	for _, code := range []any{v.Error.Code, v.Error.Status, v.Code} {
		if n, ok := code.(float64); ok && n >= 400 && n <= 599 {
			return int(n)
		}
	}
	return 0
}
