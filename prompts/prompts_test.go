package prompts

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// words are what every server takes in a schema; whatever else JSON Schema
// has is refused or ignored by one of them.
var words = []string{"type", "description", "properties", "required", "additionalProperties", "items", "enum", "anyOf"}

// TestSchemasArePortable walks each schema: closed objects, every property
// required, lists with a kind, unions only with null, at most 5 levels.
func TestSchemasArePortable(t *testing.T) {
	seen := 0
	for _, task := range []string{"prep", "recap", "reflect", "short", "verify"} {
		b, err := Schema(task)
		if err != nil {
			t.Fatal(err)
		}
		var schema map[string]any
		if err := json.Unmarshal(b, &schema); err != nil {
			t.Fatal(err)
		}
		if schema["type"] != "object" || schema["anyOf"] != nil {
			t.Errorf("%s: the root is no plain object", task)
		}
		seen += walk(t, task, schema, 1)
	}
	if seen < 100 {
		t.Errorf("only %d schemas were seen", seen)
	}
}

func walk(t *testing.T, at string, s map[string]any, level int) (seen int) {
	for word := range s {
		if !slices.Contains(words, word) {
			t.Errorf("%s: %q is not portable", at, word)
		}
	}
	if s["properties"] != nil {
		checkObject(t, at, s, level)
	}
	for name, part := range asObject(s["properties"]) {
		seen += walk(t, at+"."+name, part.(map[string]any), level+1)
	}
	if s["type"] == "array" {
		seen += walk(t, at+"[]", asObject(s["items"]), level)
	}
	checkUnion(t, at, s)
	for _, alternative := range asList(s["anyOf"]) {
		seen += walk(t, at+"|", alternative.(map[string]any), level)
	}
	for _, e := range asList(s["enum"]) {
		if _, ok := e.(string); !ok || s["type"] != "string" {
			t.Errorf("%s: an enum that is not of strings", at)
		}
	}
	return seen + 1
}

func checkObject(t *testing.T, at string, s map[string]any, level int) {
	if level > 5 {
		t.Errorf("%s: level %d", at, level)
	}
	if s["additionalProperties"] != false {
		t.Errorf("%s: the object is open", at)
	}
	var required, properties []string
	for _, name := range asList(s["required"]) {
		required = append(required, fmt.Sprint(name))
	}
	for name := range asObject(s["properties"]) {
		properties = append(properties, name)
	}
	slices.Sort(required)
	slices.Sort(properties)
	if !slices.Equal(required, properties) {
		t.Errorf("%s: has %v, requires %v", at, properties, required)
	}
}

func checkUnion(t *testing.T, at string, s map[string]any) {
	types, union := s["type"].([]any)
	switch {
	case union && (len(types) != 2 || types[1] != "null"):
		t.Errorf("%s: a union with something else than null", at)
	case s["anyOf"] != nil && len(asList(s["anyOf"])) != 2:
		t.Errorf("%s: a union of more than two", at)
	case s["type"] == nil && s["anyOf"] == nil:
		t.Errorf("%s: has no type", at)
	case s["type"] == "array" && s["items"] == nil:
		t.Errorf("%s: a list of nothing", at)
	}
}

func asObject(v any) map[string]any { m, _ := v.(map[string]any); return m }
func asList(v any) []any            { l, _ := v.([]any); return l }

// TestForm: the form of an answer shows each field once, in the order of the
// schema, with the words that a field has.
func TestForm(t *testing.T) {
	for task, want := range map[string]string{
		"short":  `{"topics": [{"title": <names the question, in the engineer's words>, "records": [<one to three labels, such as n3>], "ask": <one question to the other person>}]}`,
		"verify": `{"answers": [{"n": <number of the sentence>, "bears": boolean, "words": <words of a record, or empty>}]}`,
	} {
		got, err := Form(task)
		if err != nil || got != "\n"+want+"\n" {
			t.Errorf("%s: got %s, %v", task, got, err)
		}
	}
	got, err := Form("prep")
	if err != nil {
		t.Fatal(err)
	}
	for _, there := range []string{`"title": "", "minutes": integer, "say": [{"text": "", "cites": [<labels>]}], `, `"first_step": "" or null, "goal": <label> or null} or null, `, `"kind": "goal|feedback|late|news"`} {
		if !strings.Contains(got, there) {
			t.Errorf("%q is not in %s", there, got)
		}
	}
	if _, err := Form("nope"); err == nil {
		t.Error("a form that there is not")
	}
}

func TestDataIsNeverATemplate(t *testing.T) {
	data := map[string]any{"Period": false, "Mark": "===", "Frame": []string{"{{.Mark}}"}, "Groups": []map[string]any{
		{"Title": "Notes", "Records": []map[string]any{{"Label": "n1", "Text": `{{template "x"}} {{define "y"}}`}}},
	}}
	got, err := Set{}.Render(Evidence, data)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"- {{.Mark}}\n", `[n1] {{template "x"}} {{define "y"}}`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in it:\n%s", want, got)
		}
	}
}

func TestOverride(t *testing.T) {
	mine := Set{Override: fstest.MapFS{"prep.md": {Data: []byte("my own words")}, "prep.schema.json": {Data: []byte("{}")}}}
	if got, err := mine.Render(Prep, nil); got != "my own words" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	own, err := mine.Text(Recap)
	if err != nil {
		t.Fatal(err)
	}
	if given, _ := (Set{}).Text(Recap); own != given {
		t.Error("a prompt that nobody replaced is another one")
	}
	a, _ := mine.Checksum(Prep)
	b, _ := Set{}.Checksum(Prep)
	if a == b || len(a) != 12 {
		t.Errorf("checksums %q and %q", a, b)
	}
	if b, _ := Schema("prep"); string(b) == "{}" {
		t.Error("a schema was replaced")
	}
}

func TestErrors(t *testing.T) {
	broken := Set{Override: fstest.MapFS{"prep.md": {Data: []byte("{{.Nobody}} {{")}, "recap.md": {Data: []byte("{{.Nobody}}")}}}
	if _, err := broken.Render(Prep, nil); err == nil || !strings.Contains(err.Error(), "reading the prompt prep.md") {
		t.Errorf("got %v", err)
	}
	if _, err := broken.Render(Recap, map[string]any{}); err == nil || !strings.Contains(err.Error(), "filling the prompt recap.md") {
		t.Errorf("got %v", err)
	}
	if _, err := (Set{}).Text("nope.md"); err == nil {
		t.Error("a prompt that there is not")
	}
	if _, err := Schema("nope"); err == nil {
		t.Error("a schema that there is not")
	}
}

// TestNames keeps the list of prompts and the files together.
func TestNames(t *testing.T) {
	found, err := fs.Glob(files, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	names := Names()
	slices.Sort(names)
	if !slices.Equal(found, names) {
		t.Errorf("files %v, names %v", found, names)
	}
}

// TestVoice: no prompt speaks to or as somebody who leads the engineer.
func TestVoice(t *testing.T) {
	for _, name := range Names() {
		text, err := Set{}.Text(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, phrase := range []string{"direct report", "your team member", "subordinate", "your employee"} {
			if strings.Contains(strings.ToLower(text), phrase) {
				t.Errorf("%s says %q", name, phrase)
			}
		}
	}
}
