package llm

import (
	"context"
	"encoding/json"
	"strings"

	"oneonone/internal/coach"
)

// Probed is what a small question showed.
type Probed struct {
	// Form is what the server was asked to hold the answer to, in the end.
	Form Form
	// Kept tells that the answer kept to a schema that it could not guess, JSON
	// that it was JSON at all.
	Kept, JSON bool
}

// probe asks for one thing and allows another: only a server that holds the
// model to the schema answers with a grain.
func probe() coach.Request {
	return coach.Request{
		System:     "This is a test of the connection. Answer with JSON, in one short line.",
		User:       "Name a fruit.",
		SchemaName: "test", MostTokens: 4096, Stream: true,
		Schema: json.RawMessage(`{"type":"object","properties":{"grain":{"type":"string","enum":["spelt","teff"]}},` +
			`"required":["grain"],"additionalProperties":false}`),
	}
}

// Probe asks the model a small question that holds nothing of the user's.
func Probe(ctx context.Context, m coach.Model) (Probed, error) {
	reply, err := m.Complete(ctx, probe())
	if err != nil {
		return Probed{}, err
	}
	p := Probed{Form: FormText}
	if o, ok := m.(*OpenAI); ok {
		p.Form = o.Habits().Form
	}
	text := strings.TrimSpace(reply.Text)
	p.JSON = json.Valid([]byte(text))
	var answer struct {
		Grain string `json:"grain"`
	}
	p.Kept = json.Unmarshal([]byte(text), &answer) == nil && (answer.Grain == "spelt" || answer.Grain == "teff")
	return p, nil
}
