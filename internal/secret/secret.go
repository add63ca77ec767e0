// Package secret finds passwords, keys and tokens in text and takes them out.
//
// It promises that what has the shape of a vendor's key, what only a program draws, and what is called a secret and
// looks like one, is replaced before a text is sent or shown. The vendors' shapes are gitleaks' rules (rules.go, kept by
// people who do nothing else). What is drawn is told by its characters (madeup.go): how much each pair of them surprises
// in what engineers write. To that come credentials in an address, the flags of programs, signed links (shapes), and
// what a text calls a secret, in whatever language, list or table (named.go). The weaker a value hangs on its name, the
// more it has to look made up (look.go).
//
// It refuses to guess: a word that a person could have written, the sum of a file or the number of a thing, without a
// name and without a vendor's shape, is a word like any other, and stays.
package secret

import (
	"cmp"
	"encoding/base64"
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

// replace takes out secrets until there is none: what one clung to may be another.
func replace(text string, by func(secret string) string) string {
	for range rounds {
		masked := replaceOnce(text, by)
		if masked == text {
			break
		}
		text = masked
	}
	return text
}

// rounds are more than any text needs that was not made to take long.
const rounds = 8

func replaceOnce(text string, by func(secret string) string) string {
	s := shadowOf(text)
	lower := strings.ToLower(s.text)
	found := slices.Concat(shapeSpans(s.text, lower), namedSpans(s.text), drawnSpans(s.text), vendorSpans(s.text, lower))
	found = apart(found)
	found = fresh(s.text, apart(append(found, wrapped(s.text, found)...)))
	var masked strings.Builder
	at := 0
	for _, f := range found {
		start, end := s.at(f.start), s.at(f.end)
		masked.WriteString(text[at:start])
		masked.WriteString(by(text[start:end]))
		at = end
	}
	masked.WriteString(text[at:])
	return masked.String()
}

// fresh leaves out what was masked before.
func fresh(text string, found []span) []span {
	return slices.DeleteFunc(found, func(s span) bool {
		from, to := max(0, s.start-len(Masked)+1), min(len(text), s.end+len(Masked)-1)
		return strings.Contains(text[from:to], Masked)
	})
}

func containsAny(lower string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(lower, w) })
}

// shape is how a secret looks that people write down. The marks are in lower
// case; without one of them there is nothing to look for.
type shape struct {
	marks   []string
	pattern *lazy
}

// lazy is a regular expression that is compiled when it is first asked for:
// few of them ever are, and to compile all takes longer than most commands.
type lazy struct {
	expr  string
	once  sync.Once
	regex *regexp.Regexp
}

func (l *lazy) re() *regexp.Regexp {
	l.once.Do(func() { l.regex = regexp.MustCompile(l.expr) })
	return l.regex
}

func compiled(expr string) *lazy { return &lazy{expr: expr} }

var shapes = sync.OnceValue(func() []shape {
	like := func(pattern string, marks ...string) shape {
		return shape{marks, compiled("(?i)" + pattern)}
	}
	return []shape{
		like(`-{4,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}`+
			`[\s\S]*?(?:-{4,5} ?END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}|$)`, "private key"),
		like(`\bprivate-(?:lines|mac)\W{1,3}(?:\d+\s*\n(?:[^a-z0-9\n]*[a-z0-9+/=]{20,}\n?)+|[0-9a-f]{20,})`, "private-"), // PuTTY
		like(`\bauthorization["']?\s*[:=]\s*["']?\w+\s+[a-z0-9._~+/=-]{6,}`, "authorization"),
		like(`\b(?:bearer|basic)\s+`+long(`a-z0-9._~+/=-`), "bearer", "basic"),
		like(`\beyJ[a-z0-9_-]{5,}\.[a-z0-9_-]+(?:\.[a-z0-9_-]*)?`, "eyj"), // JSON Web Token
		like(`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`, "akia", "asia"),             // AWS
		like(`\bgh[pousr]_[a-z0-9]{20,}\b|\bgithub_pat_[a-z0-9_]{20,}\b`, "gh"),
		like(`\bglpat-[a-z0-9_-]{16,}`, "glpat-"),
		like(`\bxox[abeoprs]-[a-z0-9-]{10,}`, "xox"),                                     // Slack
		like(`\bsk-`+long(`a-z0-9_-`)+`|\bsk_(?:live|test)_[a-z0-9]{16,}`, "sk-", "sk_"), // OpenAI, Stripe
		like(`\bAIza[a-z0-9_-]{30,}`, "aiza"),                                            // Google
		like(`\bnpm_[a-z0-9]{30,}`, "npm_"),
		like(`\bNRAK-[a-z0-9]{20,}`, "nrak-"),       // New Relic
		like(`\bcio[a-z0-9]{32}\b`, "cio"),          // crates.io
		like(`\b\d{8,10}:AA[a-z0-9_-]{30,}`, ":aa"), // Telegram
		like(`\b(?:[a-z0-9]{1,10}_)?(?:wh)?(?:sk|rk|sec|key|tok|pat|api|token|secret)(?:_(?:live|test|prod))?_`+long(`a-z0-9`),
			"sk_", "rk_", "sec_", "key_", "tok_", "pat_", "api_", "token_", "secret_"),
		like(`\b[a-z][a-z0-9+.-]*://[^\s:/@]*:[^\s@/]+@`, "://"), // credentials in an address
		like(`\bhttps?://(?:[^\s/]*hook[^\s/]*|[^\s?]*/[^\s/?]*hook[^\s/?]*)/(?:[^\s/]{1,19}/)*([a-z0-9_@-]{20,}[^\s)>"]*)`, "hook"),
		like(`[?&;](?:[\w.%-]*(?:signature|token|secret|passw(?:or)?d|pwd|api[_-]?key|credential|hmac|jwt)[\w-]*|sig)=([^&\s"'<>)]{6,})`, "="),
		like(`[?&;](?:code|auth|key|otp|sid|session(?:_?id)?|ticket|invite)=(`+long(`a-z0-9_.~%+-`)+`)`, "="),
		like(`(?-i:\b(?:[A-Z0-9]{5}-){3,}[A-Z0-9]{5}\b)`, "-"),                   // licences
		like(`\$(?:apr1|[1256y]|2[aby]|argon2\w*|scrypt)\$[^\s:"']{20,}`, "$"),   // how password files have them
		like(`\b(?:[a-z2-7]{4} ){7}[a-z2-7]{4}\b`, "2", "3", "4", "5", "6", "7"), // what an authenticator asks for
		like(`\bkey-[0-9a-f]{20,}`, "key-"),                                      // Mailgun
		like(`\bprivate key\W{1,3}(?:is\W{1,3})?0x[0-9a-f]{16,}`, "private key"),
		like(`\b(?:set-)?cookie\s*:\s*[^\s=]+=[^\s;]{6,}[^\n]*`, "cookie"),
		like(`\bmachine\s+\S+\s+login\s+\S+\s+password\s+(\S+)`, "machine"), // .netrc
		// .pgpass
		like(`(?:^|\s)(?:\*|localhost|[a-z0-9-]*[g-z][a-z0-9-]*|[a-z0-9-]+(?:\.[a-z0-9-]+)+):(?:\d{2,5}|\*):`+
			`[^\s:]+:[^\s:]*[a-z*][^\s:]*:([^\s:]{4,})`, ":"),
		like(`\bwifi:[^\n]*?;?p:([^;\n]{4,})`, "wifi:"),
		like(`\b(?:sshpass|mysql\w*|mariadb\w*)\b[^\n|;]*?\s-p\s*([^\s-]\S{3,})`, "sshpass", "mysql", "mariadb"),
		like(`\bredis-cli\b[^\n|;]*?\s-a\s+(\S{4,})`, "redis-cli"),
		like(`\s-pass(?:in|out)?\s+pass:(\S{4,})`, "pass:"),
		like("\\s(?:-u|--[a-z-]*user)[ =]?[\"']?[\\w.@-]+[:%,](\\d*[^\\s\\d\"'`]{1}[^\\s\"'`]{3,})", "-u", "user"),
		like("(?:^|[\\s\"'`])[a-z]\\w+/([^\\s\"'`/@]*[a-z]\\d[^\\s\"'`/@]*)@[a-z]\\w+(?:[\\s\"'`.,]|$)", "@"), // a user, the password, a database
		like(`\bidentified by ['"]([^'"]{4,})`, "identified by"),
		like(`\B--?[a-z-]*(?:password|passwd|pass|pwd|token|secret|api-?key|secret-key|access-key)[ =]["']?([^\s"'$<{-][^\s"']{3,})`, "-"),
	}
})

// prefixed is a word behind the letters by which vendors tell their keys.
var prefixed = lazy{expr: `\b[A-Za-z]{2,10}[_-]([A-Za-z0-9_-]{30,})`}

// drawnSpans finds the words that only a program makes up.
func drawnSpans(text string) []span {
	var out []span
	for _, l := range windows(text) {
		line := text[l.start:l.end]
		for _, at := range longWord.re().FindAllStringIndex(line, -1) {
			for _, v := range drawnIn(line, span{at[0], at[1]}) {
				out = append(out, span{l.start + v.start, l.start + v.end})
			}
		}
		for _, at := range blankless.re().FindAllStringSubmatchIndex(line, -1) {
			if s := line[at[2]:at[3]]; isTyped(s) && !isCommon(s) && !isReference(s, line[at[3]:]) {
				out = append(out, span{l.start + at[2], l.start + at[3]})
			}
		}
		for _, at := range prefixed.re().FindAllStringSubmatchIndex(line, -1) {
			if isRandom(line[at[2]:at[3]]) && !public.re().MatchString(before(line, at[2])) {
				out = append(out, span{l.start + at[0], l.start + at[1]})
			}
		}
		for _, at := range flagged.re().FindAllStringSubmatchIndex(line, -1) {
			if s := line[at[2]:at[3]]; lookOf(s).isStrong() && !isCommon(s) && (isDrawn(s) || isImprobable(s, 1.5)) {
				out = append(out, span{l.start + at[2], l.start + at[3]})
			}
		}
	}
	if !containsAny(text, []string{"@", "admin", "root"}) {
		return out
	}
	for _, at := range pairs.re().FindAllStringSubmatchIndex(text, -1) {
		v := span{max(at[2], at[4]), max(at[3], at[5])}
		if s := text[v.start:v.end]; lookOf(s).isStrong() && strings.ContainsAny(s, figures) && !isCommon(s) {
			out = append(out, v)
		}
	}
	return out
}

// longWord stands between blanks, quotation marks and brackets, blankless between blanks and quotation marks; flagged is
// what follows a flag of one letter.
var (
	blankless = lazy{expr: "(?:^|[\\s\"'`])([^\\s\"'`/]{9,}?)[,.:;]?(?:[\\s\"'`]|$)"}

	longWord = lazy{expr: `[^\s"'` + "`" + `<>(),;|{}\[\]]{8,}`}
	flagged  = lazy{expr: `\s(?:-p|-[a-zA-Z]\s)["']?(?:\w+[:%,])?([^\s"'` + "`" + `<>|]{8,})`}
)

// drawnIn gives what was drawn in a word: all of it, the value of an assignment, or those in the query of an address.
func drawnIn(line string, w span) (out []span) {
	if at := strings.Index(line[w.start:w.end], "://"); at >= 0 {
		query := strings.IndexAny(line[w.start+at:w.end], "?#")
		if query < 0 {
			return nil
		}
		w.start += at + query + 1
	}
	for _, part := range partsOf(line, w) {
		s := line[part.start:part.end]
		if isDrawn(s) && !isCommon(s) && !isOpen(s) && !public.re().MatchString(before(line, part.start)) {
			out = append(out, part)
		}
	}
	return out
}

// before is what stands before a place in a line, as far as it can tell of it.
func before(line string, at int) string { return line[max(0, at-contextLen):at] }

const contextLen = 160

// isOpen tells what was drawn, or written in base 64, and is no secret by itself: the sum of a file, what stands for a thing
// behind two or three letters, a path, a text.
func isOpen(s string) bool {
	if s[0] == '/' || s[0] == '~' || opened.re().MatchString(s) {
		return true
	}
	plain, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
	return err == nil && strings.IndexFunc(string(plain), func(r rune) bool { return r < ' ' || r > '~' || r == ':' }) < 0
}

var opened = lazy{expr: `^(?:(?:sha-?\d+|md5|h1)[:_-]|[a-z]{2,4}_[A-Za-z0-9]{1,24}$)`}

// partsOf cuts a word at what assigns, and takes off what closes it.
func partsOf(line string, w span) []span {
	var out []span
	start, filling := w.start, w.start+len(strings.TrimRight(line[w.start:w.end], "="))
	for i := w.start; i <= w.end; i++ {
		if i < w.end && (strings.IndexByte("&?:=", line[i]) < 0 || i >= filling) {
			continue
		}
		s := strings.TrimRight(line[start:i], ".!?*~/")
		lead := len(s) - len(strings.TrimLeft(s, ".*-+$"))
		if len(s)-lead >= 8 {
			out = append(out, span{start + lead, start + len(s)})
		}
		start = i + 1
	}
	return out
}

// pairs are an address and what one logs in with under it.
var pairs = lazy{expr: `(?m)(?:\w@[\w-]+(?:\.[\w-]+)+|\badmin|\broot)\s*(?:[/|:]\s*([^\s,;"'<>]{7,})|\n[\s>*-]*([^\s,;"'<>]{7,})\s*$)`}

// digest is what stands before a sum; public is that, or what stands before a key that everybody may have.
var digest = lazy{expr: `(?i)(?:sha-?\d+|md5|\bh1)[:=_-]$`}

var public = lazy{expr: `(?i)(?:sha-?\d+|md5|\bh1)[:=_-]\S*$|\b(?:ssh-\w+|ecdsa-\S+|commit|public\W{1,3}key)\W{1,3}$|data:\S*$|://\S*$`}

// shapeSpans finds the secrets by their own shape: the first group of a pattern, or all of what matches.
func shapeSpans(text, lower string) []span {
	var out []span
	for _, s := range shapes() {
		if !containsAny(lower, s.marks) {
			continue
		}
		for _, at := range s.pattern.re().FindAllStringSubmatchIndex(text, -1) {
			if len(at) > 2 && at[2] >= 0 {
				at = at[2:4]
			}
			out = append(out, span{at[0], at[1]})
		}
	}
	return out
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
	pattern *lazy
	passes  []exception
}

type exception struct {
	*allowance
	patterns []*lazy
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
const shortest = 8

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
func vendorSpans(text, lower string) []span {
	places := windows(text)
	if len(places) == 0 {
		return nil
	}
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

// apart puts places in order and joins those that overlap.
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

// wrapped finds the rest of keys that were broken at the end of a line.
func wrapped(text string, found []span) []span {
	var out []span
	seen := map[int]bool{} // where a part ended
	for _, s := range found {
		for s.end-s.start >= 8 && !seen[s.end] {
			seen[s.end] = true
			next := restOf.re().FindStringSubmatchIndex(text[s.end:endOfNext(text, s.end)])
			if next == nil {
				break
			}
			part := text[s.end+next[2] : s.end+next[3]]
			if !lookOf(part).isKeyPart() && !(strings.ContainsAny(part, figures) && isImprobable(part, 1.5)) {
				break
			}
			s = span{s.end + next[2], s.end + next[3]}
			out = append(out, s)
		}
	}
	return out
}

// endOfNext is where the line ends that follows a place, the place itself if more than blanks follow it in its own line.
func endOfNext(text string, at int) int {
	rest := strings.TrimLeft(text[at:], "\\ \t\r")
	if !strings.HasPrefix(rest, "\n") {
		return at
	}
	_, further, _ := strings.Cut(rest[1:], "\n")
	return len(text) - len(further)
}

var restOf = lazy{expr: `^\\?[ \t]*\r?\n[ \t>]*(?:[-*+•] )?([A-Za-z0-9_+/=.-]{8,})(?:[^\w]|$)`}

func (r *rule) find(text string) []span {
	var out []span
	for _, at := range r.pattern.re().FindAllStringSubmatchIndex(text, -1) {
		s := r.secretAt(at)
		secret := text[s.start:s.end]
		if entropy(secret) < r.entropy {
			continue
		}
		if digest.re().MatchString(before(text, s.start)) {
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
	byRegex := slices.ContainsFunc(e.patterns, func(p *lazy) bool { return p.re().MatchString(target) })
	byWord := containsAny(strings.ToLower(secret), e.words)
	if e.all {
		return (byRegex || len(e.regexes) == 0) && (byWord || len(e.words) == 0)
	}
	return byRegex || byWord
}

// lineAround is the line of a place, of a long one what is near.
func lineAround(text string, s span) string {
	from, to := max(0, s.start-longestValue), min(len(text), s.end+longestValue)
	start := from + strings.LastIndexByte(text[from:s.start], '\n') + 1
	if n := strings.IndexByte(text[s.end:to], '\n'); n >= 0 {
		return text[start : s.end+n]
	}
	return text[start:to]
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

// isRandom tells whether letters and digits stand in a word as no person orders them.
func isRandom(s string) bool {
	l := lookOf(s)
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("-_.:", r) })
	if l.wordy || l.digit < 4 || len(parts) > len(s)/8 {
		return false
	}
	return l.upper > 3 && l.lower > 3 || !isHex(s) && l.digit > 5 && l.letter > 5 || isHex(s) && len(parts) == 1
}

func isHex(s string) bool { return strings.Trim(s, "0123456789abcdefABCDEF:") == "" }
