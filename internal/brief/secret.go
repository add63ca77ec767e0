package brief

import (
	"regexp"
	"sync"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Masked stands where a secret was.
const Masked = "[secret removed]"

// secrets finds what must not be shown or sent: tokens with a known shape and
// values that are called a secret. The shapes are the vendors' own.
var secrets = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)` +
		`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)` +
		`|\b(?:authorization\s*:\s*)?(?:bearer|basic)\s+[a-z0-9._~+/=-]{12,}` +
		`|\beyJ[a-z0-9_-]{5,}\.[a-z0-9_-]+(?:\.[a-z0-9_-]*)?` + // JSON Web Token
		`|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b` + // AWS
		`|\bgh[pousr]_[a-z0-9]{20,}\b|\bgithub_pat_[a-z0-9_]{20,}\b|\bglpat-[a-z0-9_-]{16,}` +
		`|\bxox[abeoprs]-[a-z0-9-]{10,}` + // Slack
		`|\bsk-[a-z0-9_-]{16,}|\bsk_live_[a-z0-9]{16,}|\bAIza[a-z0-9_-]{30,}|\bnpm_[a-z0-9]{30,}` +
		`|\b[a-z][a-z0-9+.-]*://[^\s:/@]+:[^\s@/]+@` + // credentials in an address
		`|\b(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|client[_-]?secret)\b["']?\s*[:=]\s*["']?[^\s"',;]{6,}`)
})

// Mask replaces the secrets in a text.
func Mask(text string) string {
	return secrets().ReplaceAllString(text, Masked)
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
