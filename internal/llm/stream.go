package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"oneonone/internal/coach"
)

// listener hands an answer on as it comes, and knows what was handed on.
type listener struct {
	hear func(coach.Delta)
	// some tells that there is something to forget, shown that a person may
	// have seen a part of it.
	some, shown bool
	// key is not handed on; waiting may be the beginning of it.
	key, waiting string
}

func (l *listener) piece(text string) {
	if l.key != "" {
		text = strings.ReplaceAll(l.waiting+text, l.key, "[key]")
		whole := len(text) - beginningOf(l.key, text)
		text, l.waiting = text[:whole], text[whole:]
	}
	l.hand(text)
}

// beginningOf is how many bytes at the end of a text are a beginning of the key.
func beginningOf(key, text string) int {
	for n := min(len(key)-1, len(text)); n > 0; n-- {
		if strings.HasSuffix(text, key[:n]) {
			return n
		}
	}
	return 0
}

// end hands on what waited.
func (l *listener) end() {
	l.hand(l.waiting)
	l.waiting = ""
}

func (l *listener) hand(text string) {
	if l.hear == nil || text == "" {
		return
	}
	l.some = true
	l.shown = l.shown || strings.TrimSpace(text) != ""
	l.hear(coach.Delta{Text: text})
}

// again says that the answer starts anew.
func (l *listener) again() {
	if l.some {
		l.hear(coach.Delta{Again: true})
	}
	l.some, l.shown, l.waiting = false, false, ""
}

// chunk is what the program reads of an event.
type chunk struct {
	Model   string `json:"model"`
	Choices []struct {
		Index int `json:"index"`
		Delta struct {
			Content          pieces `json:"content"`
			Refusal          string `json:"refusal"`
			ReasoningContent string `json:"reasoning_content"`
			Reasoning        string `json:"reasoning"`
		} `json:"delta"`
		FinishReason openai.FinishReason `json:"finish_reason"`
	} `json:"choices"`
	Usage *openai.Usage `json:"usage"`
}

// pieces is the text of an answer: a string, or the texts of a list of parts,
// as Mistral's models that think send it. Thoughts among the parts are none of
// it.
type pieces string

// UnmarshalJSON takes either form.
func (p *pieces) UnmarshalJSON(raw []byte) error {
	if !bytes.HasPrefix(raw, []byte("[")) {
		return json.Unmarshal(raw, (*string)(p))
	}
	var parts []openai.ChatMessagePart
	if err := json.Unmarshal(raw, &parts); err != nil {
		return err
	}
	*p = pieces(joined(parts))
	return nil
}

func joined(parts []openai.ChatMessagePart) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(part.Text)
	}
	return b.String()
}

// gathered is an answer put together from its chunks.
type gathered struct {
	model                        string
	content, refusal, reflection strings.Builder
	finish                       openai.FinishReason
	usage                        openai.Usage
	// seen is how long it was when it was last looked at for repetition.
	seen int64
}

// take adds a chunk and gives what is new in the answer.
func (g *gathered) take(raw []byte) (string, error) {
	var c chunk
	if err := json.Unmarshal(raw, &c); err != nil {
		return "", err
	}
	if c.Model != "" {
		g.model = c.Model
	}
	if c.Usage != nil {
		g.usage = *c.Usage
	}
	if len(c.Choices) == 0 || c.Choices[0].Index != 0 {
		return "", nil
	}
	choice := c.Choices[0]
	g.content.WriteString(string(choice.Delta.Content))
	g.refusal.WriteString(choice.Delta.Refusal)
	if choice.Delta.ReasoningContent != "" {
		g.reflection.WriteString(choice.Delta.ReasoningContent)
	} else {
		g.reflection.WriteString(choice.Delta.Reasoning)
	}
	if choice.FinishReason != "" && choice.FinishReason != openai.FinishReasonNull {
		g.finish = choice.FinishReason
	}
	return string(choice.Delta.Content), nil
}

func (g *gathered) size() int64 {
	return int64(g.content.Len() + g.refusal.Len() + g.reflection.Len())
}

var errLoop = errors.New("the answer repeats itself")

const (
	// tokenBytes is more than the tokens of an answer have on average: one that
	// is longer comes from a server that does not keep to the limit.
	tokenBytes = 8
	// lookEvery is how much of an answer comes between two looks at its end.
	lookEvery = 256
)

// bound ends an answer that is larger than any, longer than tokens allow, or
// that says the same again and again.
func (g *gathered) bound(most, tokens int64) error {
	size := g.size()
	switch {
	case size > most:
		return errTooLarge
	case tokens > 0 && (int64(g.content.Len()) > tokenBytes*tokens || size > thoughtTimes*tokenBytes*tokens):
		return errEndless
	case size < g.seen+lookEvery:
		return nil
	}
	g.seen = size
	if repeats(g.content.String()) || repeats(g.reflection.String()) {
		return errLoop
	}
	return nil
}

const (
	// repetition is how many bytes at the end of an answer are the same run of
	// text many times over, longestRun is how long that may be.
	repetition = 2000
	longestRun = 400
)

// repeats tells whether a text ends in the same run of bytes, many times over.
func repeats(text string) bool {
	for run := 1; run <= longestRun && repetition+run <= len(text); run++ {
		before := text[:len(text)-run]
		if text[len(text)-repetition:] == before[len(before)-repetition:] {
			return true
		}
	}
	return false
}

// response gives the answer as if it had come in one piece.
func (g *gathered) response() openai.ChatCompletionResponse {
	return openai.ChatCompletionResponse{
		Model: g.model,
		Choices: []openai.ChatCompletionChoice{{
			FinishReason: g.finish,
			Message: openai.ChatCompletionMessage{
				Content: g.content.String(), Refusal: g.refusal.String(), ReasoningContent: g.reflection.String(),
			},
		}},
		Usage: g.usage,
	}
}

// afterwards is how long an answer that is complete may be followed by its
// count of tokens.
const afterwards = time.Second

// stream asks for an answer in pieces and hands them on.
func (o *OpenAI) stream(ctx context.Context, x *exchange, w *watch, req openai.ChatCompletionRequest, l *listener) (coach.Reply, error) {
	s, err := o.client(x).CreateChatCompletionStream(ctx, req)
	if err != nil {
		return coach.Reply{}, o.explain(ctx, x, err)
	}
	defer s.Close()
	if x.events == nil {
		return o.unstreamed(x, l)
	}
	var g gathered
	for err == nil {
		var raw []byte
		if raw, err = s.RecvRaw(); err != nil {
			break
		}
		var text string
		if text, err = g.take(raw); err != nil {
			break
		}
		if err = g.bound(o.config.MaxAnswer, int64(x.limit)); err != nil {
			break
		}
		w.came(int(g.size()))
		l.piece(text)
		if g.finish != "" {
			w.hurry(afterwards)
		}
	}
	if x.events.failed != nil || g.finish == "" || err == errTooLarge || err == errLoop || err == errEndless {
		return coach.Reply{}, o.explainStream(ctx, x, err)
	}
	reply, err := o.read(g.response(), x)
	if err == nil && strings.TrimSpace(g.content.String()) == "" {
		l.piece(reply.Text) // it came as a thought
	}
	return reply, err
}

// unstreamed takes an answer that came in one piece although pieces were asked
// for. What is no answer is a reason to ask for one piece.
func (o *OpenAI) unstreamed(x *exchange, l *listener) (coach.Reply, error) {
	var resp openai.ChatCompletionResponse
	if json.Unmarshal(x.body, &resp) != nil {
		if isFailure(x.body) {
			return coach.Reply{}, o.explainInside(x, x.body)
		}
		f := o.notAnAPI(x)
		f.unstreamed = true
		return coach.Reply{}, f
	}
	reply, err := o.read(resp, x)
	if err == nil {
		l.piece(reply.Text)
	}
	return reply, err
}
