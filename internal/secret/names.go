package secret

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// kind is what a name promises of its value.
type kind int

const (
	none     kind = iota
	password      // what people think up
	token         // what programs make
	digits        // a pin
	codes         // a row of groups
	phrase        // a dozen words
	login         // who, then the password
	vague         // a key, of whatever sort
)

// written are the words that name a secret, in the languages that notes are written in; a star stands for any ending, a
// tilde for a verb that is written alike. A name may be a part of a word: DB_PASSWORD, accessToken, Datenbankpasswort.
// Those of password promise the least of how a value looks, and are many for that; what a vague one names has to look
// drawn.
func written() map[kind][]string {
	return map[kind][]string{
		password: {
			"passw*", "passphrase", "pass phrase", "passord*", "kennwort*", "mot de passe", "mdp", "contraseña", "senha", "palavra passe",
			"wachtwoord*", "hasł*", "lösenord*", "adgangskode*", "salasana*", "hesl*", "şifre*", "parol*", "jelsz*",
			"lozink*", "парол*", "κωδικός", "סיסמ*", "كلمة المرور", "كلمة السر", "密码", "密碼", "口令", "パスワード", "비밀번호", "암호",
			"รหัสผ่าน", "पासवर्ड", "mật khẩu", "kata sandi", "pass~", "pwd", "pw",
		},
		token:  {"secret", "token", "clave", "community string", "api key"},
		vague:  {"key", "seed", "pat", "sessionid", "sessid", "code"},
		digits: {"pin~", "otp", "passcode", "puk", "door code", "gate code", "alarm code", "access code"},
		codes:  {"recovery code", "backup code"},
		phrase: {"phrase", "mnemonic", "seed words"},
		login:  {"creds", "credential", "login", "zugangsdaten"},
	}
}

// word is one that names a secret, in small letters.
type word struct {
	text string
	kind
	ends bool // it may have any ending
	verb bool
}

var names = sync.OnceValue(func() []word {
	var out []word
	for k, list := range written() {
		for _, text := range list {
			text, ends := strings.CutSuffix(text, "*")
			text, verb := strings.CutSuffix(text, "~")
			out = append(out, word{text, k, ends, verb})
			if strings.Contains(text, " ") {
				for _, joined := range []string{"-", "_", ""} {
					out = append(out, word{strings.ReplaceAll(text, " ", joined), k, ends, verb})
				}
			}
		}
	}
	return out
})

// name is where a text calls something a secret.
type name struct {
	kind
	span
	// loose is a name that is the beginning of a longer one: only what looks made up for it is its value.
	loose bool
	// verb is a name that may be none, but what somebody did: only what no sentence goes on with is its value.
	verb bool
}

// namesIn finds the names in a line.
func namesIn(line string, words []word) []name {
	var all []name
	low := small(line)
	for _, w := range words {
		for from := 0; ; {
			at := strings.Index(low[from:], w.text)
			if at < 0 {
				break
			}
			n := name{kind: w.kind, span: span{from + at, from + at + len(w.text)}, verb: w.verb}
			from = n.end
			if begins(line, n) && n.goesOn(line, w) {
				all = append(all, n)
			}
		}
	}
	slices.SortFunc(all, func(a, b name) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	return headed(all)
}

// headed leaves one of the names that overlap: the longest, and of those in an identifier the last, which says what it is.
func headed(all []name) []name {
	var out []name
	for _, n := range all {
		last := len(out) - 1
		switch {
		case last < 0 || n.start >= out[last].end:
			out = append(out, n)
		case out[last].loose && n.start > out[last].start:
			out[last] = n
		}
	}
	return out
}

// small is a line in small letters, each where it stood.
func small(line string) string {
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, line)
}

// begins tells whether a name is no part of another word: it begins one, a part of an identifier, or ends a compound.
func begins(line string, n name) bool {
	if strings.HasPrefix(line[n.start:], strings.Trim(Masked, "[]")) || openly.re().MatchString(before(line, n.start)) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(line[:n.start])
	first, _ := utf8.DecodeRuneInString(line[n.start:])
	long := n.kind == password && n.end-n.start > 4 || n.kind == vague && n.end-n.start > 5
	return n.start == 0 || !unicode.IsLetter(last) || unicode.IsLower(last) && unicode.IsUpper(first) || long || first >= ideographs
}

// openly is what stands before a key that everybody may have.
var openly = lazy{expr: `(?i)public[ _-]?$`}

// ideographs and what comes after them are written without blanks.
const ideographs = 0x2e80

// goesOn reads how the word goes on in which a name stands: with an ending, or as a longer identifier.
func (n *name) goesOn(line string, w word) bool {
	rest := line[n.end:min(len(line), n.end+contextLen)]
	tail := rest[:len(rest)-len(strings.TrimLeftFunc(rest, func(r rune) bool {
		return r == '_' || r < ideographs && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}))]
	first, _ := utf8.DecodeRuneInString(tail)
	last, _ := utf8.DecodeLastRuneInString(line[:n.end])
	n.end += len(tail)
	switch {
	case len(tail) == contextLen:
		return false // no identifier is as long
	case tail == "":
		return len(rest) < 2 || rest[0] != '-' || !unicode.IsLetter(rune(rest[1])) // "token-service"
	case strings.EqualFold(tail, "s"), strings.Trim(tail, "0123456789_") == "":
		return true
	case first == '_', unicode.IsUpper(first) && unicode.IsLower(last):
		n.loose = true
		return true
	}
	ending, longer, _ := strings.Cut(tail, "_")
	n.loose = longer != ""
	return w.ends && utf8.RuneCountInString(ending) <= 5
}
