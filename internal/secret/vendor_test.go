package secret

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// What a vendor's rule describes is taken out of any sentence that it stands
// in, whichever rule it is. The secrets are drawn from the rules themselves.
func TestVendors(t *testing.T) {
	t.Parallel()
	if len(rules()) < 200 {
		t.Fatalf("there are %d rules", len(rules()))
	}
	drawn := 0
	for _, r := range rules() {
		example := rapid.StringMatching(plain(r.regex))
		for seed := range 300 {
			key := example.Example(seed)
			if strings.ContainsFunc(key, func(r rune) bool { return r < ' ' || r > unicode.MaxASCII }) {
				continue // over several lines, for which see TestMask, or in letters that only fold into theirs
			}
			text := r.keywords[0] + ", see: " + key + " of the runbook"
			found := r.find(text)
			if len(found) == 0 {
				continue // a placeholder by its entropy or its words
			}
			drawn++
			secret := text[found[0].start:found[0].end]
			if got := Mask(text); strings.Contains(got, secret) || !strings.Contains(got, Masked) {
				t.Errorf("%s: Mask(%q) = %q", r.id, text, got)
			}
			break
		}
	}
	if drawn < len(rules())*9/10 {
		t.Errorf("only %d of %d rules had an example", drawn, len(rules()))
	}
}

// plain takes out of an expression what no generator can satisfy by itself:
// what stands around the secret.
func plain(expr string) string {
	expr = strings.ReplaceAll(expr, `\b`, "")
	expr = regexp.MustCompile(`\(\?:\[\\x60'"\\s;\]\|\\\\\[nr\]\|\$\)$`).ReplaceAllString(expr, "")
	return strings.ReplaceAll(expr, `[\w.-]{0,50}?`, "")
}

func TestMaskKeepsTheSentence(t *testing.T) {
	const text = "deploy_api = 'q7Xw9Zr4Tk2Lp8Vn5Bm1' broke the nightly job"
	if got, want := Mask(text), "deploy_api = '"+Masked+"' broke the nightly job"; got != want {
		t.Errorf("Mask(%q) = %q, want %q", text, got, want)
	}
}

func BenchmarkMaskTranscript(b *testing.B) {
	text := strings.Repeat("The import took 40 s, was 95 s; the key metric is p95, so access to the dashboard matters.\n", 10_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Mask(text)
	}
}
