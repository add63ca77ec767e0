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
// the data; Answer leads to the schema, which follows it; Repair sends an
// answer back.
const (
	Prep     = "prep.md"
	Recap    = "recap.md"
	Reflect  = "reflect.md"
	Evidence = "evidence.md"
	Notes    = "notes.md"
	Answer   = "answer.md"
	Repair   = "repair.md"
)

// Set is the prompts in force: the program's own, except where Override has a
// file of the same name. The zero Set has no override.
type Set struct {
	Override fs.FS
}

// Names lists the prompts that can be replaced.
func Names() []string { return []string{Prep, Recap, Reflect, Evidence, Notes, Answer, Repair} }

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

// Schema gives the JSON Schema of the answer to a prompt: "prep", "recap" or
// "reflect".
func Schema(task string) ([]byte, error) {
	b, err := files.ReadFile(task + ".schema.json")
	if err != nil {
		return nil, fmt.Errorf("there is no schema for %q", task)
	}
	return b, nil
}
