package llm

import (
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"oneonone/internal/coach"
)

// Form is what a server is asked to hold the answer to. The schema is in the
// prompt in any case.
type Form string

// The forms, each looser than the one before.
const (
	FormSchema Form = ""            // the schema of the request
	FormObject Form = "json_object" // any JSON
	FormText   Form = "text"        // nothing
)

// Habits is what a server and a model want otherwise than most: what was
// refused, and went well without. The zero value is a server of which nothing
// is known. It belongs to one base URL and one model.
type Habits struct {
	// Form is the strictest form that was taken.
	Form Form `json:"form,omitempty"`
	// NoTemperature, NoStream and NoUsage tell that the field was refused.
	NoTemperature bool `json:"no_temperature,omitempty"`
	NoStream      bool `json:"no_stream,omitempty"`
	NoUsage       bool `json:"no_usage,omitempty"`
	// OtherLimit tells that the limit of tokens has the other of its two names.
	OtherLimit bool `json:"other_limit,omitempty"`
	// NoLimit tells that the limit was refused by both names, Thinks that the
	// model's thoughts used up what an answer may have.
	NoLimit bool `json:"no_limit,omitempty"`
	Thinks  bool `json:"thinks,omitempty"`
	// Ratio is how many tokens the server counts for one that we estimate, where
	// it counts more, else 0.
	Ratio float64 `json:"ratio,omitempty"`
}

// sober is the lowest temperature that is sent. The library leaves a zero out,
// and the server would take its default; servers divide by what is near zero,
// and then take the least likely word.
const sober = 0.01

// isReasoning tells the models for which the client library itself refuses a
// temperature and the old name of the limit, whoever serves them.
func isReasoning(model string) bool {
	for _, prefix := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, prefix) {
			return true
		}
	}
	return false
}

// request makes what the server is sent.
func (h Habits) request(c Config, r coach.Request) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{Model: c.Model, Messages: messages(r), ResponseFormat: h.Form.of(r)}
	if !h.NoTemperature && c.Temperature >= 0 && !isReasoning(c.Model) {
		req.Temperature = max(c.Temperature, sober)
	}
	switch {
	case h.NoLimit:
	case isReasoning(c.Model) && !h.OtherLimit, !isReasoning(c.Model) && h.OtherLimit:
		req.MaxCompletionTokens = h.limit(c, r)
	case !isReasoning(c.Model):
		//lint:ignore SA1019 most servers but OpenAI's own know only this name
		req.MaxTokens = h.limit(c, r)
	}
	if (r.Stream || r.Hear != nil) && !h.NoStream {
		req.Stream = true
	}
	if req.Stream && !h.NoUsage {
		req.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	return req
}

// thoughtTimes is how many times an answer's own tokens one may have that
// begins with thoughts.
const thoughtTimes = 4

// limit is how many tokens an answer may have, thoughts included: what the user
// says, else what the request says. 0 is no bound.
func (h Habits) limit(c Config, r coach.Request) int {
	switch {
	case c.MaxTokens > 0:
		return c.MaxTokens
	case h.Thinks, isReasoning(c.Model):
		return thoughtTimes * r.MostTokens
	}
	return r.MostTokens
}

// messages leaves out what is empty: the library would send a message without
// content, which servers refuse.
func messages(r coach.Request) []openai.ChatCompletionMessage {
	var all []openai.ChatCompletionMessage
	for _, m := range []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: r.System},
		{Role: openai.ChatMessageRoleUser, Content: r.User},
	} {
		if m.Content != "" {
			all = append(all, m)
		}
	}
	return all
}

func (f Form) of(r coach.Request) *openai.ChatCompletionResponseFormat {
	switch f {
	case FormSchema:
		return &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: r.SchemaName, Strict: true, Schema: r.Schema},
		}
	case FormObject:
		return &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return nil
}

// refusal is what of a request a server does not take.
type refusal struct {
	form, temperature, limit, usage, stream bool
	// noObject tells that the server is known not to keep to json_object.
	noObject bool
}

// refused reads in the text of an error, in small letters, what could be left
// out or put otherwise.
func refused(status int, text string) refusal {
	var r refusal
	switch status {
	case 400, 422:
		words := wordsOf(text)
		r.temperature = words["temperature"]
		r.limit = words["max_tokens"] || words["max_completion_tokens"]
		r.usage = words["stream_options"] || words["include_usage"]
		r.stream = words["stream"] || words["streaming"]
	case 404, 415, 500, 501:
	default:
		return r
	}
	for _, sign := range []string{"response_format", "response format", "json_object", "schema", "structured"} {
		r.form = r.form || strings.Contains(text, sign)
	}
	return r
}

// without gives the next way to put a request after a refusal of what was
// sent. The limit's name is changed once: swapped tells that it was. With
// neither name it is left out.
func (h Habits) without(r refusal, sent openai.ChatCompletionRequest, swapped *bool) (Habits, bool) {
	switch {
	case r.temperature && sent.Temperature != 0:
		h.NoTemperature = true
	//lint:ignore SA1019 as above
	case r.limit && sent.MaxTokens+sent.MaxCompletionTokens > 0 && !*swapped:
		h.OtherLimit, *swapped = !h.OtherLimit, true
	//lint:ignore SA1019 as above
	case r.limit && sent.MaxTokens+sent.MaxCompletionTokens > 0:
		h.OtherLimit, h.NoLimit = false, true
	case r.usage && sent.StreamOptions != nil:
		h.NoUsage = true
	case r.stream && sent.Stream:
		h.NoStream = true
	case r.form && h.Form == FormSchema && !r.noObject:
		h.Form = FormObject
	case r.form && h.Form != FormText:
		h.Form = FormText
	default:
		return h, false
	}
	return h, true
}

// wordsOf gives the words of a text: letters, digits and underscores.
func wordsOf(text string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_'
	}) {
		words[word] = true
	}
	return words
}
