package secret

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// sample is a text as engineers write it; of the secrets in it nothing may stay.
type sample struct {
	Kind, Text string
	Secrets    []string
}

func samples(t *testing.T, file string) []sample {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []sample
	for line := range bytes.Lines(data) {
		var s sample
		if err := json.Unmarshal(line, &s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	if len(out) < 200 {
		t.Fatalf("%s has only %d samples", file, len(out))
	}
	return out
}

func TestSecretsAsPeopleWriteThem(t *testing.T) {
	for _, s := range samples(t, "testdata/secrets.jsonl") {
		got := Mask(s.Text)
		for _, part := range s.Secrets {
			if strings.Contains(shadowOf(got).text, shadowOf(part).text) {
				t.Errorf("%s: %q is still in %q", s.Kind, part, got)
			}
		}
		if again := Mask(got); again != got {
			t.Errorf("%s: masked again: %q, then %q", s.Kind, got, again)
		}
		if n := strings.Count(MaskLines(s.Text), "\n"); n != strings.Count(s.Text, "\n") {
			t.Errorf("%s: the lines are %d, not %d", s.Kind, n, strings.Count(s.Text, "\n"))
		}
	}
}

func TestWhatLooksLikeASecret(t *testing.T) {
	for _, s := range samples(t, "testdata/harmless.jsonl") {
		if got := Mask(s.Text); got != s.Text {
			t.Errorf("%s: Mask(%q) = %q", s.Kind, s.Text, got)
		}
	}
}
