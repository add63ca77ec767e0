// Package prompts holds what the program says to a model, as files that a
// person can read and replace: the prompts, which are Go text templates, and
// the JSON Schemas of the answers.
//
// It promises that data is only ever data: a template gets it as values, and
// no value is parsed as a template again, so that "{{" in a note is text. It
// refuses to let a schema be replaced, for the program reads answers by it.
package prompts

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"text/template"
)

//go:embed *.md *.schema.json
var files embed.FS

// The prompts. Prep, Recap and Reflect say what to do, Short what a small model
// does; Evidence and Notes show the data; Answer leads to the form of the answer,
// which follows it; Repair sends an answer back; Verify asks whether the records
// bear out what Doubts shows.
const (
	Prep     = "prep.md"
	Recap    = "recap.md"
	Reflect  = "reflect.md"
	Evidence = "evidence.md"
	Notes    = "notes.md"
	Answer   = "answer.md"
	Repair   = "repair.md"
	Short    = "short.md"
	Verify   = "verify.md"
	Doubts   = "doubts.md"
)

// Set is the prompts in force: the program's own, except where Override has a
// file of the same name. The zero Set has no override.
type Set struct {
	Override fs.FS
}

// Names lists the prompts that can be replaced.
func Names() []string {
	return []string{Prep, Recap, Reflect, Evidence, Notes, Answer, Repair, Short, Verify, Doubts}
}

// Text gives a prompt as it stands in its file.
func (s Set) Text(name string) (string, error) {
	if s.Override != nil && !strings.HasSuffix(name, ".schema.json") {
		b, err := fs.ReadFile(s.Override, name)
		if err == nil {
			return string(b), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("reading your own prompt %s: %w", name, err)
		}
	}
	b, err := files.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("there is no prompt %q", name)
	}
	return string(b), nil
}

// Render fills a prompt with data. A field that the data lacks is an error.
func (s Set) Render(name string, data any) (string, error) {
	text, err := s.Text(name)
	if err != nil {
		return "", err
	}
	t, err := template.New(name).Option("missingkey=error").Parse(text)
	if err != nil {
		return "", fmt.Errorf("reading the prompt %s: %w", name, err)
	}
	var b strings.Builder
	if err := t.Execute(&b, data); err != nil {
		return "", fmt.Errorf("filling the prompt %s: %w", name, err)
	}
	return b.String(), nil
}

// Checksum identifies the wording of prompts: the first 12 hex digits of the
// SHA-256 of their texts, so that a draft can say by which words it was made.
func (s Set) Checksum(names ...string) (string, error) {
	sum := sha256.New()
	for _, name := range names {
		text, err := s.Text(name)
		if err != nil {
			return "", err
		}
		sum.Write([]byte(text))
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil)[:6]), nil
}

// Form shows the shape of the answer to a prompt in a few lines, made of its
// schema: not every server shows a model the schema that it holds it to.
func Form(task string) (string, error) {
	b, err := Schema(task)
	if err != nil {
		return "", err
	}
	var s part
	if err := json.Unmarshal(b, &s); err != nil {
		return "", fmt.Errorf("reading the schema of the answer: %w", err)
	}
	return "\n" + s.form() + "\n", nil
}

// part is as much of a schema as its form shows.
type part struct {
	Type        any             `json:"type"`
	Description string          `json:"description"`
	Required    []string        `json:"required"`
	Properties  map[string]part `json:"properties"`
	Items       *part           `json:"items"`
	Enum        []string        `json:"enum"`
	AnyOf       []part          `json:"anyOf"`
}

func (p part) form() string {
	switch {
	case len(p.AnyOf) > 0:
		return p.AnyOf[0].form() + " or null"
	case len(p.Required) > 0:
		var fields []string
		for _, name := range p.Required {
			fields = append(fields, fmt.Sprintf("%q: %s", name, p.Properties[name].form()))
		}
		return "{" + strings.Join(fields, ", ") + "}"
	case p.Items != nil && len(p.Items.Required) == 0:
		return "[" + p.words(p.Items.Type) + "]"
	case p.Items != nil:
		return "[" + p.Items.form() + "]"
	case len(p.Enum) > 0:
		return `"` + strings.Join(p.Enum, "|") + `"`
	}
	if union, ok := p.Type.([]any); ok && len(union) == 2 {
		return p.words(union[0]) + " or null"
	}
	return p.words(p.Type)
}

// words says what a value is: for a text that needs no words, "".
func (p part) words(kind any) string {
	switch {
	case p.Description != "":
		return "<" + p.Description + ">"
	case kind == "string":
		return `""`
	}
	return fmt.Sprint(kind)
}

// Schema gives the JSON Schema of the answer to a prompt: "prep", "recap",
// "reflect", "short" or "verify".
func Schema(task string) ([]byte, error) {
	b, err := files.ReadFile(task + ".schema.json")
	if err != nil {
		return nil, fmt.Errorf("there is no schema for %q", task)
	}
	return b, nil
}
