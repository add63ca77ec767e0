package coach

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// AnswerError says that a model's answer cannot be made a draft of. Reason is
// a clause in the user's words. Detail is what a validator says, for a model
// that is to mend it and never for a user.
type AnswerError struct {
	Reason string
	Detail string
	// Cut tells that the server read only a part of the question.
	Cut bool
}

// Error gives the sentence.
func (e *AnswerError) Error() string { return "the model's answer is of no use: " + e.Reason }

// decode finds the JSON of an answer that fits the schema and reads it into v.
// It looks at the whole text first, then at fenced blocks from the last one
// on, then at balanced braces. Thoughts before the answer don't count. Fields
// that the schema does not name are left out; absent fields that may be null
// or are lists count as empty. Nothing else is mended, except a comma before a
// closing bracket.
func decode(text string, schema json.RawMessage, v any) error {
	var s jsonschema.Schema
	if err := json.Unmarshal(schema, &s); err != nil {
		return fmt.Errorf("reading the schema of the answer: %w", err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		return fmt.Errorf("reading the schema of the answer: %w", err)
	}
	var first *AnswerError
	for _, candidate := range candidates(text) {
		value, ok := parse(candidate)
		if !ok {
			continue
		}
		fitted, misfit := fit(value, &s)
		if misfit == nil {
			misfit = assign(fitted, resolved, v)
		}
		if misfit == nil {
			return nil
		}
		if first == nil {
			first = misfit
		}
	}
	if first == nil {
		first = &AnswerError{Reason: whyNothing(text)}
	}
	return first
}

// assign reads the value into the wire type. A number beyond all bounds is what
// can go wrong where it has the form.
func assign(fitted any, schema *jsonschema.Resolved, v any) *AnswerError {
	err := schema.Validate(fitted)
	if err == nil {
		var b []byte
		if b, err = json.Marshal(fitted); err == nil {
			err = json.Unmarshal(b, v)
		}
	}
	if err != nil {
		return &AnswerError{Reason: "its JSON does not have the form that was asked for", Detail: err.Error()}
	}
	return nil
}

func whyNothing(text string) string {
	switch rest := withoutThoughts(text); {
	case strings.TrimSpace(text) == "":
		return "it is empty"
	case strings.TrimSpace(rest) == "":
		return "it holds thoughts and no answer"
	case strings.Contains(rest, "{"):
		return "its JSON is broken or cut off"
	}
	return "there is no JSON in it"
}

// candidates lists the places where the JSON of an answer may be, the
// likeliest first.
func candidates(text string) []string {
	text = strings.TrimPrefix(text, "\ufeff")
	rest := withoutThoughts(text)
	out := []string{text, rest}
	fences := strings.Split(rest, "```")
	for i := len(fences) - 1; i > 0; i-- {
		block := fences[i]
		if head, body, found := strings.Cut(block, "\n"); found && !strings.ContainsAny(head, "{[") {
			block = body
		}
		out = append(out, block)
	}
	return append(out, braces(rest)...)
}

// withoutThoughts leaves out what a reasoning model thought aloud. A closing
// tag alone ends thoughts whose beginning the server swallowed; an opening tag
// alone begins thoughts that never came to an end.
func withoutThoughts(text string) string {
	const opening, closing = "<think>", "</think>"
	if i := strings.LastIndex(text, closing); i >= 0 {
		return text[i+len(closing):]
	}
	if strings.HasPrefix(strings.TrimSpace(text), opening) {
		return ""
	}
	return text
}

// mostReadings bounds how often a text is read over in search of an object.
const mostReadings = 64

// braces lists the balanced {…} of a text, from its first opening brace on.
func braces(text string) []string {
	var out []string
	at := 0
	for left := mostReadings * len(text); left > 0; {
		i := strings.IndexByte(text[at:], '{')
		if i < 0 {
			break
		}
		at += i
		n := balanced(text[at:])
		if n > 0 {
			out = append(out, text[at:at+n])
			left -= n
		} else {
			left -= len(text) - at
		}
		at++
	}
	return out
}

// balanced gives the length of the object that s begins with, 0 when it does
// not end. Braces in strings don't count.
func balanced(s string) int {
	depth, inString := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// parse reads one JSON value, if need be without its trailing commas.
func parse(text string) (any, bool) {
	var v any
	if json.Unmarshal([]byte(text), &v) == nil {
		return v, true
	}
	return v, json.Unmarshal(withoutTrailingCommas(text), &v) == nil
}

func withoutTrailingCommas(text string) []byte {
	out := make([]byte, 0, len(text))
	inString := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		if inString && c == '\\' && i+1 < len(text) {
			out = append(out, c, text[i+1])
			i++
			continue
		}
		if c == '"' {
			inString = !inString
		}
		if !inString && c == ',' {
			if next := strings.TrimLeft(text[i+1:], " \t\r\n"); next != "" && (next[0] == '}' || next[0] == ']') {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// fit gives the value without the fields that the schema does not name, and
// with empty ones for absent lists and nulls.
func fit(v any, s *jsonschema.Schema) (any, *AnswerError) {
	object, ok := v.(map[string]any)
	if !ok {
		return nil, &AnswerError{Reason: "it is not a JSON object"}
	}
	known := false
	for name := range object {
		known = known || s.Properties[name] != nil
	}
	if !known {
		return nil, &AnswerError{Reason: "its JSON has none of the fields that were asked for"}
	}
	return fitObject(object, s), nil
}

func fitObject(object map[string]any, s *jsonschema.Schema) map[string]any {
	out := make(map[string]any, len(s.Properties))
	for name, part := range s.Properties {
		v, there := object[name]
		switch {
		case there:
			out[name] = fitValue(v, part)
		case part.Type == "array":
			out[name] = []any{}
		default:
			out[name] = nil // the schema says whether it may be
		}
	}
	return out
}

// other is what a word becomes that is none of a list which has it: no reason to
// lose an answer.
const other = "other"

func fitValue(v any, s *jsonschema.Schema) any {
	switch v := v.(type) {
	case string:
		if slices.Contains(s.Enum, any(other)) && !slices.Contains(s.Enum, any(v)) {
			return other
		}
	case map[string]any:
		if object := objectSchema(s); object != nil {
			return fitObject(v, object)
		}
	case []any:
		if s.Items == nil {
			return v
		}
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = fitValue(e, s.Items)
		}
		return out
	}
	return v
}

// objectSchema gives the schema of the object in a schema or in its union with
// null.
func objectSchema(s *jsonschema.Schema) *jsonschema.Schema {
	if len(s.Properties) > 0 {
		return s
	}
	for _, alternative := range s.AnyOf {
		if len(alternative.Properties) > 0 {
			return alternative
		}
	}
	return nil
}
