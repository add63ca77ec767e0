// Package secret finds passwords, keys and tokens in text and takes them out.
//
// It promises that what has the shape of a vendor's key, or is called a secret
// and looks like one, is replaced before a text is sent or shown. The vendors'
// shapes are gitleaks' rules (rules.go, kept by people who do nothing else);
// to them come the few things that people write in notes and nobody commits: a
// password after its name, credentials in an address, a bearer header.
//
// It refuses to guess: a secret without a name and without a vendor's shape is
// a word like any other, and stays.
package secret

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Masked stands where a secret was.
const Masked = "[secret removed]"

// Mask replaces the secrets in a text.
func Mask(text string) string {
	return replace(text, func(string) string { return Masked })
}

// MaskLines is Mask for a text whose lines are counted: there are as many of
// them afterwards.
func MaskLines(text string) string {
	return replace(text, func(secret string) string {
		return Masked + strings.Repeat("\n", strings.Count(secret, "\n"))
	})
}

func replace(text string, by func(secret string) string) string {
	text = seen(text)
	for range mostRounds {
		found := secrets(text)
		if len(found) == 0 {
			return text
		}
		var b strings.Builder
		last := 0
		for _, s := range found {
			b.WriteString(text[last:s.start] + by(text[s.start:s.end]))
			last = s.end
		}
		text = b.String() + text[last:]
	}
	return text
}

// mostRounds bounds how often a text is looked at: where a secret is gone, the one that clung to
// it may stand free and be seen.
const mostRounds = 8

// secrets finds what is to be masked, in order and apart. Every shape sees the text as it is. A
// mark that is there already goes with what it is a part of, and alone it is none.
func secrets(text string) []span {
	found := vendorSpans(text)
	lower := strings.ToLower(text)
	for _, s := range shapes() {
		if containsAny(lower, s.marks) {
			for _, at := range s.pattern().FindAllStringIndex(text, -1) {
				found = append(found, span{at[0], at[1]})
			}
		}
	}
	if len(found) == 0 {
		return nil
	}
	for at := 0; ; {
		i := strings.Index(text[at:], Masked)
		if i < 0 {
			break
		}
		found = append(found, span{at + i, at + i + len(Masked)})
		at += i + len(Masked)
	}
	return slices.DeleteFunc(apart(found), func(s span) bool { return strings.TrimRight(text[s.start:s.end], "\n") == Masked })
}

// seen gives a text without what nobody sees in a word and what would part it from its name.
// The joiner of emoji stays.
func seen(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u200b', '\u200c', '\u2060', '\u00ad':
			return -1
		}
		return r
	}, text)
}

func containsAny(lower string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(lower, w) })
}

// shape is how a secret looks that people write down. The marks are in lower
// case; without one of them there is nothing to look for.
type shape struct {
	marks   []string
	pattern lazy
}

// lazy is a regular expression that is compiled when it is first asked for:
// few of them ever are, and to compile all takes longer than most commands.
type lazy func() *regexp.Regexp

func compiled(expr string) lazy {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

var shapes = sync.OnceValue(func() []shape {
	like := func(pattern string, marks ...string) shape {
		return shape{marks, compiled("(?i)" + pattern)}
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
		like(`\b[a-z][a-z0-9+.-]*://[^\s:/@]*:[^\s@/]+@`, "://"), // credentials in an address
		like(`\bkey-[0-9a-f]{20,}`, "key-"),                      // Mailgun
		like(`\bprivate key\W{1,3}(?:is\W{1,3})?0x[0-9a-f]{16,}`, "private key"),
		like(`[?&](?:x-amz-(?:signature|credential|security-token)|sig|signature|access_token|token)=[^&\s]{6,}`, "sig", "token", "x-amz"),
		like(`\b(?:set-)?cookie\s*:\s*[^\s=]+=[^\n]+`, "cookie"),
		like(`\bmachine\s+\S+\s+login\s+\S+\s+password\s+\S+`, "machine"), // .netrc
		like(`\b(?:sshpass|mysql\w*|mariadb\w*)\b[^\n|;]*?\s-p\s*[^\s-]\S{3,}`, "sshpass", "mysql", "mariadb"),
		like(`\B--?(?:password|passwd|pass|token|secret|api-key)[ =][^\s-]\S{3,}`, names()...),
		like(`\bpin(?:[ -]?code)?`+joined+`\d{4,8}\b`, "pin"),
		like(called+joined+mark+mixed, names()...),
		like(called+`\s+`+long(`a-z0-9_-`), names()...),
		like(called+`\s*=\s*["'`+"`"+`][^\s"'`+"`"+`]{4,}["'`+"`"+`]`, names()...),
		like(called+`\s*=\s*["']?[^\s"',;\[][^\s"',;]{5,}`, names()...),
		// After a colon prose may go on: a word of letters alone is a secret when
		// it stands in quotation marks or ends its line.
		like(called+`\s*:\s*["'][^\s"',;\[][^\s"',;]{5,}`, names()...),
		like(called+`\s*:\s*(?:[a-z]+[^a-z\s"',;\[][^\s"',;]{4,}|[a-z]{5,}[^a-z\s"',;\[]+[a-z0-9][^\s"',;]*|[^a-z\s"',;\[][^\s"',;]{5,})`, names()...),
		like(`(?m)`+password+`["']?\s*[:：]\s*[a-z]{6,}\s*$`, names()...),
	}
})

// password is what people call one, in the languages in which the notes of our users are
// written most; called is that and the other things that are secret.
const (
	password = `(?:\b(?:[a-z0-9]+[_-])*(?:password|passwd|passphrase|passcode|pwd|pw|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|hasło)\b|пароль|密码|パスワード)`
	called   = `(?:` + password + `|\b(?:[a-z0-9]+[_-])*(?:secret|token|api[_-]?key|access[_-]?key|client[_-]?secret)\b)["']?`
)

const (
	// joined is what stands between a name and its value where no mark of a program does.
	joined = `(?:\s*[:：=]\s*|\s+(?:–|—|-|->|→|is|was|ist|est|es|é)\s*[:：]?\s+)`
	mark   = "[\"'`]?"
	// mixed is a word of letters and digits as no prose has it.
	mixed = "(?:[a-z][^\\s\"'`,;]{3,}[0-9][^\\s\"'`,;]*|[0-9][^\\s\"'`,;]*[a-z][^\\s\"'`,;]{4,})"
)

func names() []string {
	return []string{"pass", "pw", "secret", "token", "key", "kennwort", "contrase", "senha", "wachtwoord", "hasło", "пароль", "密码", "パスワード"}
}

// long is at least 13 characters of the class with a digit among the first
// seven or later, so that no compound of plain words is taken for a key.
func long(class string) string {
	return `(?:[` + class + `]{0,6}[0-9][` + class + `]{12,}|[` + class + `]{7,}[0-9][` + class + `]{5,})`
}

// vendor is a rule of gitleaks: the secret is the first group that matched (or
// the one of that number), told from a placeholder by its entropy (bits a
// character). Texts without one of the keywords have none.
type vendor struct {
	id       string
	regex    string
	group    int
	entropy  float64
	keywords []string
	allowed  []allowance
}

// allowance is what a rule lets pass: a match of a regular expression in the
// secret, in the whole match or in its line, or a word in the secret.
type allowance struct {
	all     bool // both kinds must match, not one
	in      string
	regexes []string
	words   []string
}

// rule is a vendor's, ready to be asked.
type rule struct {
	*vendor
	pattern lazy
	passes  []exception
}

type exception struct {
	*allowance
	patterns []lazy
}

var rules = sync.OnceValue(func() []rule {
	out := make([]rule, len(vendors))
	always := except(&never)
	for i := range vendors {
		v := &vendors[i]
		out[i] = rule{vendor: v, pattern: compiled(v.regex), passes: []exception{always}}
		for k := range v.allowed {
			out[i].passes = append(out[i].passes, except(&v.allowed[k]))
		}
	}
	return out
})

func except(a *allowance) exception {
	e := exception{allowance: a}
	for _, r := range a.regexes {
		e.patterns = append(e.patterns, compiled(r))
	}
	return e
}

// shortest is how long a secret of the rules is at least, a password given to
// curl aside.
const shortest = 10

// mayHold tells whether a line has a run of that many characters of which keys
// are made, and which is no word: it has a digit, an underscore or a capital
// in its midst. To ask all rules about all lines would take too long.
func mayHold(line string) bool {
	n, odd, small := 0, false, false
	for _, r := range line {
		letter := r < unicode.MaxASCII && unicode.IsLetter(r)
		if !letter && !unicode.IsDigit(r) && !strings.ContainsRune("_.=+/~:-", r) {
			n, odd, small = 0, false, false
			continue
		}
		odd = odd || r == '_' || unicode.IsDigit(r) || small && unicode.IsUpper(r)
		small = unicode.IsLower(r)
		if n++; n >= shortest && odd {
			return true
		}
	}
	return strings.Contains(line, "curl")
}

type span struct{ start, end int }

// windows are the lines that may hold a secret, each with the one before it,
// where its name may stand.
func windows(text string) []span {
	var out []span
	before := 0
	for start := 0; start < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n + 1
		}
		if mayHold(text[start:end]) {
			if n := len(out); n > 0 && before <= out[n-1].end {
				out[n-1].end = end
			} else {
				out = append(out, span{before, end})
			}
		}
		before, start = start, end
	}
	return out
}

// vendorSpans finds the secrets by the vendors' rules.
func vendorSpans(text string) []span {
	places := windows(text)
	if len(places) == 0 {
		return nil
	}
	lower := strings.ToLower(text)
	var found []span
	for _, r := range rules() {
		if !containsAny(lower, r.keywords) {
			continue
		}
		for _, w := range places {
			for _, s := range r.find(text[w.start:w.end]) {
				found = append(found, span{w.start + s.start, w.start + s.end})
			}
		}
	}
	return found
}

// apart joins the spans that overlap and puts all in order.
func apart(found []span) []span {
	slices.SortFunc(found, func(a, b span) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	var out []span
	for _, s := range found {
		if n := len(out); n > 0 && s.start < out[n-1].end {
			out[n-1].end = max(out[n-1].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}

func (r *rule) find(text string) []span {
	var out []span
	for _, at := range r.pattern().FindAllStringSubmatchIndex(text, -1) {
		s := r.secretAt(at)
		secret := text[s.start:s.end]
		if strings.Contains(secret, Masked) || entropy(secret) < r.entropy {
			continue
		}
		match := span{at[0], at[1]}
		if !slices.ContainsFunc(r.passes, func(e exception) bool { return e.lets(text, match, secret) }) {
			out = append(out, s)
		}
	}
	return out
}

// secretAt picks the group that is the secret out of the places of a match.
func (v *vendor) secretAt(at []int) span {
	if v.group > 0 {
		return span{at[2*v.group], at[2*v.group+1]}
	}
	for i := 2; i+1 < len(at); i += 2 {
		if at[i] >= 0 && at[i+1] > at[i] {
			return span{at[i], at[i+1]}
		}
	}
	return span{at[0], at[1]}
}

func (e *exception) lets(text string, match span, secret string) bool {
	target := secret
	switch e.in {
	case "match":
		target = text[match.start:match.end]
	case "line":
		target = lineAround(text, match)
	}
	byRegex := slices.ContainsFunc(e.patterns, func(p lazy) bool { return p().MatchString(target) })
	byWord := containsAny(strings.ToLower(secret), e.words)
	if e.all {
		return (byRegex || len(e.regexes) == 0) && (byWord || len(e.words) == 0)
	}
	return byRegex || byWord
}

func lineAround(text string, s span) string {
	start := strings.LastIndexByte(text[:s.start], '\n') + 1
	if n := strings.IndexByte(text[s.end:], '\n'); n >= 0 {
		return text[start : s.end+n]
	}
	return text[start:]
}

// entropy is Shannon's, in bits a character.
func entropy(s string) float64 {
	counts := map[rune]int{}
	n := 0.0
	for _, r := range s {
		counts[r]++
		n++
	}
	bits := 0.0
	for _, c := range counts {
		p := float64(c) / n
		bits -= p * math.Log2(p)
	}
	return bits
}
