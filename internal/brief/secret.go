package brief

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Masked stands where a secret was.
const Masked = "[secret removed]"

// shape is how secrets of one kind look. The marks are in lower case; without
// one of them there is nothing to look for.
type shape struct {
	marks   []string
	pattern *regexp.Regexp
}

// shapes finds what must not be shown or sent: tokens with a known shape, the
// vendors' own, and values that are called a secret.
var shapes = sync.OnceValue(func() []shape {
	like := func(pattern string, marks ...string) shape {
		return shape{marks, regexp.MustCompile("(?i)" + pattern)}
	}
	return []shape{
		like(`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`, "private key-----"),
		like(`\bauthorization\s*:\s*\w+\s+[a-z0-9._~+/=-]{6,}`, "authorization"),
		like(`\b(?:bearer|basic)\s+`+long(`a-z0-9._~+/=-`), "bearer", "basic"),
		like(`\beyJ[a-z0-9_-]{5,}\.[a-z0-9_-]+(?:\.[a-z0-9_-]*)?`, "eyj"), // JSON Web Token
		like(`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`, "akia", "asia"),             // AWS
		like(`\bgh[pousr]_[a-z0-9]{20,}\b|\bgithub_pat_[a-z0-9_]{20,}\b`, "gh"),
		like(`\bglpat-[a-z0-9_-]{16,}`, "glpat-"),
		like(`\bxox[abeoprs]-[a-z0-9-]{10,}`, "xox"),                                     // Slack
		like(`\bsk-`+long(`a-z0-9_-`)+`|\bsk_(?:live|test)_[a-z0-9]{16,}`, "sk-", "sk_"), // OpenAI, Stripe
		like(`\bAIza[a-z0-9_-]{30,}`, "aiza"),                                            // Google
		like(`\bnpm_[a-z0-9]{30,}`, "npm_"),
		like(`\b[a-z][a-z0-9+.-]*://[^\s:/@]+:[^\s@/]+@`, "://"), // credentials in an address
		like(`\b(?:[a-z0-9]+[_-])*(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|client[_-]?secret)\b["']?\s*[:=]\s*["']?[^\s"',;\[][^\s"',;]{5,}`, "passw", "passphrase", "secret", "token", "key"),
	}
})

// long is at least 13 characters of the class with a digit among the first
// seven or later, so that no compound of plain words is taken for a key.
func long(class string) string {
	return `(?:[` + class + `]{0,6}[0-9][` + class + `]{12,}|[` + class + `]{7,}[0-9][` + class + `]{5,})`
}

// Mask replaces the secrets in a text.
func Mask(text string) string {
	return replaceSecrets(text, func(string) string { return Masked })
}

// MaskLines is Mask for a text whose lines are counted: there are as many of
// them afterwards.
func MaskLines(text string) string {
	return replaceSecrets(text, func(secret string) string {
		return Masked + strings.Repeat("\n", strings.Count(secret, "\n"))
	})
}

func replaceSecrets(text string, by func(secret string) string) string {
	lower := strings.ToLower(text)
	for _, s := range shapes() {
		if slices.ContainsFunc(s.marks, func(m string) bool { return strings.Contains(lower, m) }) {
			text = s.pattern.ReplaceAllStringFunc(text, by)
		}
	}
	return text
}

// withoutSecrets gives a copy of a record in which no text holds a secret.
func withoutSecrets[R oneonone.Record](record R) R {
	var masked oneonone.Record = record
	switch r := masked.(type) {
	case *oneonone.Note:
		c := *r
		masked = &c
	case *oneonone.Action:
		c := *r
		c.Why = maskMaybe(c.Why)
		masked = &c
	case *oneonone.Feedback:
		c := *r
		c.About, c.Acted = maskMaybe(c.About), maskSteps(c.Acted)
		masked = &c
	case *oneonone.Goal:
		c := *r
		c.Progress = maskSteps(c.Progress)
		masked = &c
	case *oneonone.Decision:
		c := *r
		masked = &c
	case *oneonone.Person:
		c := *r
		masked = &c
	case *oneonone.Meeting:
		c := *r
		masked = &c
	}
	h := masked.Header()
	h.Text = Mask(oneonone.Clean(h.Text))
	return masked.(R)
}

func maskMaybe(text oneonone.Maybe) oneonone.Maybe {
	return oneonone.Maybe(Mask(oneonone.Clean(string(text))))
}

// maskSteps leaves out the steps that give orders to a program.
func maskSteps(steps []oneonone.Step) []oneonone.Step {
	var out []oneonone.Step
	for _, s := range steps {
		if !prose.AddressesMachine(s.Text) {
			out = append(out, oneonone.Step{On: s.On, Text: Mask(oneonone.Clean(s.Text))})
		}
	}
	return out
}

// maskCommit gives a copy of a commit in which no text holds a secret.
func maskCommit(c oneonone.Commit) oneonone.Commit {
	c.Subject, c.Body, c.Branch = Mask(oneonone.Clean(c.Subject)), Mask(oneonone.Clean(c.Body)), Mask(oneonone.Clean(c.Branch))
	return c
}
