package cli

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Every field of Config is described, and every description leads to a field.
func TestSettingsDescribeConfig(t *testing.T) {
	var fields, described []string
	collectKeys(reflect.TypeFor[Config](), "", &fields)
	var cfg Config
	places := map[any]bool{}
	for _, s := range settings() {
		described = append(described, s.key)
		places[s.at(&cfg)] = true
		if s.takes == "" || s.about == "" {
			t.Errorf("%s is not explained", s.key)
		}
	}
	if diff := cmp.Diff(sorted(fields), sorted(described)); diff != "" {
		t.Error(diff)
	}
	if len(places) != len(described) {
		t.Errorf("%d settings lead to %d places", len(described), len(places))
	}
}

func collectKeys(typ reflect.Type, prefix string, keys *[]string) {
	for _, f := range reflect.VisibleFields(typ) {
		key := prefix + f.Tag.Get("toml")
		if key == "source" { // a list of tables, told in docs/sources.md
			continue
		}
		if f.Type.Kind() == reflect.Struct {
			collectKeys(f.Type, key+".", keys)
			continue
		}
		*keys = append(*keys, key)
	}
}

func TestDecodeConfig(t *testing.T) {
	const text = `
me = ["Alex", "Alex Kim"]
emails = ["alex@example.com"]
git = ["~/src/api"]
notes = ["~/notes"]
style = "light"
date_order = "mdy"
provider = "command"
model = "m"
base_url = "http://localhost:1"
api_key_env = "KEY"
api_key_file = "key"
api_key_cmd = ["pass", "key"]
api_version = "1"
command = ["llm", "-m", "x"]
timeout = "2m"
idle_timeout = "3m"
answer_timeout = "4m"
max_tokens = 900
meeting = { with = "Priya", minutes = 45 }
`
	want := Config{
		Me: []string{"Alex", "Alex Kim"}, Emails: []string{"alex@example.com"}, Git: []string{"~/src/api"}, Notes: []string{"~/notes"},
		Style: "light", DateOrder: "mdy", Provider: "command", Model: "m", BaseURL: "http://localhost:1", APIKeyEnv: "KEY",
		APIKeyFile: "key", APIKeyCmd: []string{"pass", "key"}, APIVersion: "1", Command: []string{"llm", "-m", "x"},
		Timeout: "2m", IdleTimeout: "3m", AnswerTimeout: "4m", MaxTokens: 900, Meeting: MeetingConfig{With: "Priya", Minutes: 45}, Learn: true,
	}
	got := defaultConfig()
	if err := decodeConfig("config.toml", []byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got.Patience() != 2*time.Minute || got.IdlePatience() != 3*time.Minute || got.AnswerPatience() != 4*time.Minute || !got.Locale().MonthFirst {
		t.Errorf("patience %v, month first %v", got.Patience(), got.Locale().MonthFirst)
	}
}
