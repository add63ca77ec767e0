package coach

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/prompts"
)

// said is a small answer to "recap" with one idea.
const said = `{"summary":[],"key_points":[],"decisions":[],"action_items":[],"feedback":[],"open_questions":[],"ideas":[{"text":"a {b} \" <think> ` + "```" + `","lines":[1]}],"topics":[]}`

func schemaOf(t testing.TB, task string) []byte {
	t.Helper()
	b, err := prompts.Schema(task)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	want := []wireSaid{{Text: "a {b} \" <think> ```", Lines: []int{1}}}
	for name, text := range map[string]string{
		"bare":                     said,
		"byte order mark":          "\ufeff" + said,
		"prose around it":          "Here {you} are: " + said + "\n{\"more\": 1}",
		"fenced":                   "Sure.\n```json\n" + strings.Replace(said, "```", "''", 1) + "\n```\nBye",
		"two fences, last is none": "```\n" + said + "\n```\nand\n```go\nx := {}\n```",
		"thoughts before":          "<think>maybe {\"ideas\":[]}?</think>\n" + strings.Replace(said, "<think>", "", 1),
		"thoughts with no opening": "maybe {\"ideas\":[]}?</think>\n" + said,
		"trailing commas":          strings.Replace(said, `"lines":[1]}]`, `"lines":[1,],},]`, 1),
		"fields nobody asked for":  strings.NewReplacer(`"summary"`, `"mood":{"x":1},"summary"`, `"lines"`, `"score":3,"lines"`).Replace(said),
		"absent lists":             `{"ideas":[{"text":"a {b} \" <think> ` + "```" + `","lines":[1]}]}`,
		"after another object":     `{"type":"object"} ` + said,
	} {
		t.Run(name, func(t *testing.T) {
			var got wireRecap
			if err := decode(text, schemaOf(t, "recap"), &got); err != nil {
				t.Fatal(err)
			}
			for i := range got.Ideas { // where the text itself had to be changed for the case
				got.Ideas[i].Text = strings.Replace(strings.Replace(got.Ideas[i].Text, "''", "```", 1), `"  `, `" <think> `, 1)
			}
			if diff := cmp.Diff(want, got.Ideas); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUndecodable(t *testing.T) {
	for name, tt := range map[string]struct{ text, reason string }{
		"empty":          {" \n", "it is empty"},
		"prose":          {"I can't do that.", "there is no JSON in it"},
		"only thoughts":  {"<think>hm, {\"ideas\":[]} or", "it holds thoughts and no answer"},
		"cut off":        {said[:len(said)-30], "its JSON is broken or cut off"},
		"a list":         {"[1, 2]", "it is not a JSON object"},
		"the schema":     {string(schemaOf(t, "recap")), "its JSON has none of the fields that were asked for"},
		"something else": {`{"answer": 42}`, "its JSON has none of the fields that were asked for"},
		"wrong type":     {`{"ideas": "none"}`, "its JSON does not have the form that was asked for"},
		"no summary":     {`{"ideas": [{"lines": [1]}]}`, "its JSON does not have the form that was asked for"},
		"line as text":   {`{"ideas": [{"text": "x", "lines": ["1"]}]}`, "its JSON does not have the form that was asked for"},
	} {
		t.Run(name, func(t *testing.T) {
			var got wireRecap
			err := decode(tt.text, schemaOf(t, "recap"), &got)
			var bad *AnswerError
			if !errors.As(err, &bad) || bad.Reason != tt.reason {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestWrongEnum(t *testing.T) {
	var got wireAgenda
	err := decode(`{"topics":[{"area":"lunch","title":"Soup","minutes":5,"ask":"Now?","outcome":""}]}`, schemaOf(t, "prep"), &got)
	var bad *AnswerError
	if !errors.As(err, &bad) || bad.Detail == "" {
		t.Errorf("got %v", err)
	}
}

// FuzzDecode: whatever a model writes, decoding ends with an answer or an
// AnswerError, and prose around an answer changes nothing.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", said, "{{{{", "```\n{\"ideas\":[]}\n```", "<think>", `{"ideas":[{"text":"\ud800","lines":[1e99]}]}`, strings.Repeat(`{"a":`, 100)} {
		f.Add(s)
	}
	schema := schemaOf(f, "recap")
	f.Fuzz(func(t *testing.T, text string) {
		var alone, around wireRecap
		err := decode(text, schema, &alone)
		var bad *AnswerError
		if err != nil && !errors.As(err, &bad) {
			t.Fatalf("%q: %v", text, err)
		}
		if strings.ContainsAny(text, "`{}<") {
			return
		}
		if err := decode(text+"\n"+said, schema, &around); err != nil || len(around.Ideas) != 1 {
			t.Fatalf("with %q before it: %v", text, err)
		}
	})
}
