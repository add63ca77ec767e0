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
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"text/template"
)

//go:embed *.md *.schema.json
var files embed.FS

// The prompts. Prep, Recap and Reflect say what to do; Evidence and Notes show
// the data; Answer leads to the schema, which follows it.
const (
	Prep     = "prep.md"
	Recap    = "recap.md"
	Reflect  = "reflect.md"
	Evidence = "evidence.md"
	Notes    = "notes.md"
	Answer   = "answer.md"
)

// Set is the prompts in force: the program's own, except where Override has a
// file of the same name. The zero Set has no override.
type Set struct {
	Override fs.FS
}

// Names lists the prompts that can be replaced.
func Names() []string { return []string{Prep, Recap, Reflect, Evidence, Notes, Answer} }

// Text gives a prompt as it stands in its file.
func (s Set) Text(name string) (string, error) {
	if s.Override != nil {
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

// Checksum identifies the wording of a prompt: the first 12 hex digits of its
// SHA-256, so that a draft can say by which words it was made.
func (s Set) Checksum(name string) (string, error) {
	text, err := s.Text(name)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6]), nil
}

// Schema gives the JSON Schema of the answer to a prompt: "prep", "recap" or
// "reflect".
func Schema(task string) ([]byte, error) {
	b, err := files.ReadFile(task + ".schema.json")
	if err != nil {
		return nil, fmt.Errorf("there is no schema for %q", task)
	}
	return b, nil
}
