package brief

import (
	"regexp"
	"sync"
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
