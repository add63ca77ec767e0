package secret

import (
	"cmp"
	"regexp"
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
)

// The words that name a secret, in the languages that notes are written in; a star stands for any ending. A name may
// be a part of a word: DB_PASSWORD, accessToken, Datenbankpasswort.
const (
	thinkable = `password,passwd,passphrase,pass phrase,passwort*,kennwort*,mot de passe,mdp,contraseña,senha,palavra passe,wachtwoord*,hasł*,` +
		`lösenord*,adgangskode*,kodeord*,passord*,salasana*,hesl*,şifre*,sifre*,parola,jelsz*,lozink*,парол*,κωδικός,סיסמה,סיסמא,` +
		`كلمة المرور,كلمة السر,密码,密碼,口令,パスワード,비밀번호,암호,รหัสผ่าน,पासवर्ड,mật khẩu,kata sandi,pass,pwd,pw`
	made = `api key,access key,secret key,private key,signing key,encryption key,account key,shared key,master key,license key,licence key,` +
		`lizenzschlüssel,product key,activation key,activation code,service key,auth key,storage key,deploy key,webhook key,client key,` +
		`totp seed,otp seed,2fa seed,mfa seed,totp secret,otp secret,2fa secret,mfa secret,secret,token,clave,geheimnis*`
	typed = `pin,pin code,passcode,puk,door code,gate code,alarm code,entry code,access code,safe code,lock code,room code,türcode,` +
		`alarmcode,zugangscode`
	listed = `recovery code,backup code,scratch code,one time code,emergency code,recovery key,backup key,wiederherstellungscode*`
	spoken = `seed phrase,recovery phrase,secret phrase,backup phrase,wallet phrase,mnemonic phrase,seed words,recovery words,mnemonic`
	signed = `creds,credential,login,log in,zugangsdaten,identifiants,credenciales,credenziali`
)

// word is one that names a secret, in small letters.
type word struct {
	text string
	kind
	ends bool // it may have any ending
}

var names = sync.OnceValue(func() []word {
	var out []word
	for k, list := range map[kind]string{password: thinkable, token: made, digits: typed, codes: listed, phrase: spoken, login: signed} {
		for text := range strings.SplitSeq(list, ",") {
			text, ends := strings.CutSuffix(text, "*")
			out = append(out, word{text, k, ends})
			if strings.Contains(text, " ") {
				for _, joined := range []string{"-", "_", ""} {
					out = append(out, word{strings.ReplaceAll(text, " ", joined), k, ends})
				}
			}
		}
	}
	return out
})

// joints are what stands between a name and its value: a sign, or a word that says "is" or what a change
// was from and to.
var (
	sign   = compiled(`^\s*(?::=|=>|[-=]+>|→|⇒|::?|=|>|\s[–—|-]\s)[\s*_]*`)
	saysIs = compiled(`(?i)^\s+(?:is|was|are|be|ist|war|lautet|est|était|es|era|é|è|är|er|on|je|jest|to|from|auf|zu|von)[\s:]+` +
		`(?:(?:now|still|to|set|jetzt|noch|maintenant|ahora)[\s:]+)*|^\s*(?:は|是|为|為|는|은|هي|هو)[\s:]*`)
	behindName = compiled(`^["'` + "`" + `*_\])}]*(?:\s*\([^()\n]{1,40}\))?["'` + "`" + `*_]*(?:\s+value\b)?`)
	leadIn     = compiled(`^[\s>|]*(?:[-*+•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+)?(?:\[.\]\s+)?`)
)

// name is where a text calls something a secret.
type name struct {
	kind
	span
	// loose is a name that is the beginning of a longer one: only what looks made up for it is its value.
	loose bool
}

// namedSpans finds the values of what a text calls a secret.
func namedSpans(text string) []span {
	low := small(text)
	f := finder{text: text, lines: linesOf(text)}
	f.names = slices.DeleteFunc(slices.Clone(names()), func(w word) bool { return !strings.Contains(low, w.text) })
	if len(f.names) == 0 {
		return nil
	}
	for i, l := range f.lines {
		found := namesIn(text[l.start:l.end], f.names)
		if len(found) > 0 {
			f.column(i)
		}
		for _, n := range found {
			f.valueOf(i, n)
		}
	}
	return f.found
}

func linesOf(text string) []span {
	var out []span
	start := 0
	for part := range strings.Lines(text) {
		out = append(out, span{start, start + len(strings.TrimRight(part, "\r\n"))})
		start += len(part)
	}
	return out
}

type finder struct {
	text  string
	lines []span
	names []word // that stand in the text
	found []span
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
			n := name{kind: w.kind, span: span{from + at, from + at + len(w.text)}}
			from = n.end
			if begins(line, n) && n.goesOn(line, w) {
				all = append(all, n)
			}
		}
	}
	slices.SortFunc(all, func(a, b name) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	return slices.CompactFunc(all, func(a, b name) bool { return b.start < a.end })
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
	if strings.HasPrefix(line[n.start:], strings.Trim(Masked, "[]")) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(line[:n.start])
	first, _ := utf8.DecodeRuneInString(line[n.start:])
	long := n.kind == password && n.end-n.start > 5
	return n.start == 0 || !unicode.IsLetter(before) || unicode.IsLower(before) && unicode.IsUpper(first) || long || first >= ideographs
}

// ideographs and what comes after them are written without blanks.
const ideographs = 0x2e80

// goesOn reads how the word goes on in which a name stands: with an ending, or as a longer identifier.
func (n *name) goesOn(line string, w word) bool {
	rest := line[n.end:]
	tail := rest[:len(rest)-len(strings.TrimLeftFunc(rest, func(r rune) bool {
		return r == '_' || r < ideographs && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}))]
	first, _ := utf8.DecodeRuneInString(tail)
	last, _ := utf8.DecodeLastRuneInString(line[:n.end])
	n.end += len(tail)
	switch {
	case tail == "":
		return len(rest) < 2 || rest[0] != '-' || !unicode.IsLetter(rune(rest[1])) // "token-service"
	case strings.EqualFold(tail, "s"), strings.Trim(tail, "0123456789_") == "":
		return true
	case first == '_', unicode.IsUpper(first) && unicode.IsLower(last):
		n.loose = true
		return true
	}
	return w.ends && utf8.RuneCountInString(tail) <= 5
}

// joint is how a value hangs on its name.
type joint int

const (
	unjoined joint = iota
	says           // "is"
	marks          // a colon, a dash, an arrow
	assigns        // an equals sign
	paired         // behind the user of a login
)

// farthest is how many words may stand between a name and what says its value.
const farthest = 7

// valueOf marks what a name in the line i stands for.
func (f *finder) valueOf(i int, n name) {
	l := f.lines[i]
	if n.kind == phrase {
		f.words(span{l.start + n.end, min(len(f.text), l.end+400)})
		return
	}
	line := f.text[l.start:l.end]
	at := n.end + len(behindName().FindString(line[n.end:]))
	how, near := unjoined, true
	for range farthest {
		var jointAt int
		if how, jointAt = jointIn(line[at:], n.kind, how); jointAt > 0 {
			at += jointAt
		} else {
			at += blanks(line[at:])
		}
		if at >= len(line) {
			break
		}
		v := valueAt(line, at)
		if user := strings.IndexAny(line[v.start:v.end], ":/|"); n.kind == login && user > 0 {
			v.start, how = v.start+user+1, paired
		}
		if m := groups().FindString(line[v.start:]); how > unjoined && n.kind != password && strings.ContainsAny(m, "0123456789") {
			v.end = v.start + len(m)
			f.take(l.start, v)
			return
		}
		if f.judge(line, v, n, how, near) {
			f.take(l.start, v)
			f.more(i, v.end, n)
			return
		}
		if how == assigns || strings.ContainsAny(line[v.end:min(v.next, len(line))], ".;!?") {
			return
		}
		at, how, near = v.next, unjoined, false
	}
	if at >= len(line) && (how >= marks || isLabel(line)) {
		f.below(i, n)
	}
}

func blanks(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }

// jointIn reads the joint that a text begins with; the user of a login is followed by one of their own.
func jointIn(rest string, k kind, how joint) (joint, int) {
	if k == login && how == unjoined {
		if m := pair().FindString(rest); m != "" {
			return paired, len(m)
		}
	}
	if m := sign().FindString(rest); m != "" {
		if strings.Contains(m, "=") && !strings.Contains(m, ">") {
			return assigns, len(m)
		}
		return marks, len(m)
	}
	if m := saysIs().FindString(rest); m != "" {
		return says, len(m)
	}
	return how, 0
}

var pair = compiled(`^\s*[/|,:]\s*`)

// value is a word, or what stands in quotation marks; next is where the text goes on.
type value struct {
	span
	next   int
	quoted bool
}

func valueAt(line string, at int) value {
	rest := line[at:]
	open := len(rest) - len(strings.TrimLeft(rest, "*_("))
	rest = rest[open:]
	if rest != "" && strings.ContainsRune("\"'`", rune(rest[0])) {
		if end := strings.IndexByte(rest[1:], rest[0]); end > 0 {
			start := at + open + 1
			return value{span{start, start + end}, start + end + 1, true}
		}
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"`<>|,;，。、", r) })
	if end < 0 {
		end = len(rest)
	}
	next := at + open + end
	word := strings.TrimRight(strings.TrimRight(rest[:end], "'*_:.)]}"), "?")
	if len(word) > 2 && isLetters(word[:len(word)-1]) { // "done!"
		word = strings.TrimRight(word, "!")
	}
	switch behind := at + open + len(word); {
	case strings.HasPrefix(line[behind:], ":"):
		next = behind
	case next < len(line) && strings.ContainsRune("\"`<>|,;", rune(line[next])):
		next++
	}
	return value{span{at + open, at + open + len(word)}, next, false}
}

func (f *finder) take(from int, v value) {
	f.found = append(f.found, span{from + v.start, from + v.end})
}

// judge tells whether a value is a secret. The weaker it hangs on its name, the more it has to look like one.
func (f *finder) judge(line string, v value, n name, how joint, near bool) bool {
	s := line[v.start:v.end]
	if s == "" || isReference(s, line[v.end:]) || isCommon(s) {
		return false
	}
	l := lookOf(s)
	if n.kind == digits {
		return how > unjoined && (l.digit >= 3 && l.digit == l.n && l.n <= 10 && (near || !isYear(s)) || near && l.isMixed())
	}
	if n.kind == login {
		return how == paired && l.isMixed() && l.n >= 6
	}
	if n.kind == codes {
		return how > unjoined && l.digit > 0 && l.n >= 4 && (l.letter > 0 || l.n >= 6) && !isCount(s)
	}
	if n.loose {
		return near && how >= marks && l.isStrong()
	}
	if !near {
		return how > unjoined && how != paired && (l.isStrong() || n.kind == password && l.isStyled())
	}
	switch how {
	case assigns:
		return l.n >= 4 && (v.quoted || l.n >= 6 || l.digit > 0 && l.letter > 0) && (l.digit < l.n || n.kind == password)
	case marks:
		return v.quoted && l.n >= 4 && !l.isProse() || l.isMixed() || l.letter > 0 && l.inner > 0 && l.n >= 6 ||
			n.kind == password && (l.n >= 6 && isLetters(s) && s == ascii(s) && endsLine(line[v.next:]) || l.digit == l.n && l.n >= 4)
	case says:
		return n.kind == password && (v.quoted && l.n >= 6 || l.digit == l.n && l.n >= 5) || l.isMixed() && !isMeasure(s) && l.n > 6 ||
			v.quoted && l.isMixed()
	case unjoined:
		return n.kind == password && l.isStrong() && (l.digit > 1 || l.symbol > 0 || l.inner > 0 && !isMeasure(s)) || l.isKey()
	}
	return false
}

// more marks the other codes of a row.
func (f *finder) more(i, at int, n name) {
	if n.kind != codes {
		return
	}
	l := f.lines[i]
	line := f.text[l.start:l.end]
	first := f.found[len(f.found)-1]
	for at < len(line) {
		gap := len(line[at:]) - len(strings.TrimLeft(line[at:], " ,;|/"))
		v := valueAt(line, at+gap)
		s := line[v.start:v.end]
		if gap == 0 || lookOf(s).digit == 0 || len(s) != first.end-first.start {
			return
		}
		f.found = append(f.found, span{l.start + v.start, l.start + v.end})
		at = v.end
	}
	f.below(i, n)
}

// groups are how a long key is written for people.
var groups = compiled(`^[A-Z0-9]{4,6}(?:[ -][A-Z0-9]{4,6}){2,}\b`)

// below marks the values that stand under their name: alone in a line, or behind a label in a list.
func (f *finder) below(i int, n name) {
	any := false
	for _, l := range f.lines[i+1:] {
		line := f.text[l.start:l.end]
		lead := len(leadIn().FindString(line))
		rest := strings.TrimRight(line[lead:], " \t")
		listed := strings.TrimLeft(line[:lead], " \t>") != ""
		switch {
		case rest == "" && any, strings.HasPrefix(strings.TrimSpace(line), "#"):
			return
		case rest == "", strings.Trim(rest, "`~-=") == "", strings.HasPrefix(rest, "```"):
			continue
		}
		v := valueAt(line, lead)
		ok := v.next >= lead+len(rest) && f.judgeBelow(line, v, n)
		if !ok {
			if at := strings.LastIndexAny(rest, ":="); at > 0 && listed {
				at += lead + 1
				v = valueAt(line, at+blanks(line[at:]))
				ok = v.next >= lead+len(rest) && f.judgeBelow(line, v, n)
			}
		}
		if ok {
			f.take(l.start, v)
		}
		if !ok && !listed || ok && !listed && n.kind != codes {
			return
		}
		any = true
	}
}

func (f *finder) judgeBelow(line string, v value, n name) bool {
	s := line[v.start:v.end]
	l := lookOf(s)
	if s == "" || isReference(s, line[v.end:]) || isCommon(s) {
		return false
	}
	return n.kind == codes && l.digit > 0 && l.n >= 4 || n.kind == digits && l.digit == l.n && l.n >= 3 || l.isStrong() || l.isMixed() && l.n >= 6
}

// column marks the cells under the head of a table that is a name.
func (f *finder) column(i int) {
	l := f.lines[i]
	for _, sep := range []string{"|", "\t", ";", ","} {
		heads := strings.Split(f.text[l.start:l.end], sep)
		if len(heads) < 2 {
			continue
		}
		for c, head := range heads {
			head = strings.Trim(head, " *_\"")
			names := namesIn(head, f.names)
			if len(names) != 1 || names[0].start > 0 && strings.Contains(head[:names[0].start], " ") || names[0].end < len(head) || names[0].kind > digits {
				continue
			}
			f.cells(i+1, sep, c, len(heads), names[0])
		}
		return
	}
}

func (f *finder) cells(from int, sep string, c, of int, n name) {
	for _, l := range f.lines[from:] {
		cells := strings.Split(f.text[l.start:l.end], sep)
		if len(cells) != of {
			return
		}
		at := l.start
		for _, cell := range cells[:c] {
			at += len(cell) + len(sep)
		}
		cell := cells[c]
		v := valueAt(cell, blanks(cell))
		if f.judgeBelow(cell, v, n) {
			f.take(at, v)
		}
	}
}

// words marks a phrase of a dozen words or more behind a sign or in lines of their own.
func (f *finder) words(in span) {
	if at := phraseOf().FindStringSubmatchIndex(f.text[in.start:in.end]); at != nil {
		f.found = append(f.found, span{in.start + at[2], in.start + at[3]})
	}
}

var phraseOf = compiled(`^[^:=\n]{0,60}[:=\n–—"'` + "`" + `]\W*?(?:\d{1,2}[.)]\s*)?([a-z]{3,8}(?:[\s,]+(?:(?:\d{1,2}[.)]|[-*•])\s*)?[a-z]{3,8}){10,})`)

// isLabel tells whether a line is a heading or but a word or two.
func isLabel(line string) bool {
	return strings.HasPrefix(strings.TrimSpace(line), "#") || len(strings.Fields(line[len(leadIn().FindString(line)):])) <= 2
}

// endsLine tells whether nothing but closing signs follows.
func endsLine(rest string) bool { return strings.Trim(rest, " \t\r`}])'\".*_") == "" }

// isReference tells whether a value stands elsewhere and is only named here, or is none.
func isReference(s, after string) bool {
	return strings.HasPrefix(s, "[") || strings.ContainsAny(s, "{}<>") || strings.HasPrefix(s, "$") && !strings.ContainsAny(s[1:], "$!#@") && isAlnum(s[1:]) ||
		strings.HasPrefix(after, "(") || strings.Contains(s, "(") || reference().MatchString(s)
}

var reference = compiled(`(?i)^(?:[*.•x]{3,}|…|true|false|null|nil|none|no|yes|%[a-z_]+%|[a-z_]+(?:\.[a-z_]+)+|[a-z]+://.*|(?:~|\.{1,2})?/[\w./-]+|op://.*|vault:.*)$`)

// isCommon tells whether a word has the form of something else that notes name: a day, a time, a version, a ticket,
// an address, a path.
func isCommon(s string) bool { return common().MatchString(s) }

var common = compiled(`^(?:\d{4}-\d\d(?:-\d\d)?(?:T[\d:.Z+-]+)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d(?::\d\d)?|[vV]?\d+(?:\.\d+)+(?:[-+][\w.]+)?|[vV]\d+` +
	`|[A-Z]{2,10}-\d{1,6}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d+(?:[.,]\d+)?(?:%|[a-zA-Zµ]{1,3})(?:\d+[a-z]{1,2})*|[\w-]+(?:/[\w.-]+)+|#\d+|\S*://\S*|\w+\(\S*` +
	`|[\w-]+\.(?:go|ya?ml|json|md|txt|env|toml|sh|py|js|ts|com|io|dev|org|net|local|internal)(?::\d+)?)$`)

// isMeasure tells whether a word says how much or of what form: "12-character", "base64-encoded".
func isMeasure(s string) bool { return measure().MatchString(s) }

var measure = compiled(`^(?:\d+\+?-?[a-z]+|[a-zA-Z]+\d{1,3}(?:-[a-z]+)+)$`)

func isYear(s string) bool  { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }
func isCount(s string) bool { return len(s) < 4 }

func isLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

func isAlnum(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) < 0
}

func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, s)
}

// look is what a word is made of. Symbols are those that no word has; inner ones join the parts of one.
type look struct {
	n, lower, upper, letter, digit, symbol, inner int
	blank                                         bool
	wordy                                         bool
}

func lookOf(s string) look {
	l := look{wordy: wordy().MatchString(s)}
	for i, r := range s {
		l.n++
		switch {
		case unicode.IsDigit(r):
			l.digit++
		case unicode.IsLetter(r):
			l.letter++
			if unicode.IsUpper(r) {
				l.upper++
			} else {
				l.lower++
			}
		case unicode.IsSpace(r):
			l.blank = true
		case strings.ContainsRune("!#$%&*+=?@^~§€", r):
			l.symbol++
		case strings.ContainsRune("-_./:'", r) && i > 0 && i < len(s)-1:
			l.inner++
		}
	}
	return l
}

// wordy is what is made of plain words and plain numbers.
var wordy = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\pL+|\d+)(?:[-_./:](?:\pL+|\d+|[vV]\d+))*$`)
})

// isMixed tells a word of letters with digits, or with signs that no word has.
func (l look) isMixed() bool {
	return l.letter > 0 && l.n >= 5 && !l.blank && (l.digit > 0 || l.symbol > 0)
}

// isStrong tells what somebody, or a program, made up to be hard to guess.
func (l look) isStrong() bool {
	if l.blank || l.wordy || l.letter == 0 {
		return false
	}
	of := 0
	for _, n := range []int{l.lower, l.upper, l.digit, l.symbol} {
		of += min(n, 1)
	}
	return l.n >= 7 && of >= 3 && (l.digit > 1 || l.symbol > 0 || l.inner > 0 || l.upper > 2) || l.n >= 8 && l.digit > 1 && l.letter > 3
}

// isStyled tells a word with a capital, joined to another or to a number, as in Gelato_99.
func (l look) isStyled() bool {
	return l.n >= 8 && l.inner == 1 && l.upper > 0 && l.lower > 0 && l.digit > 1
}

// isKey tells what only a program makes up.
func (l look) isKey() bool { return !l.blank && !l.wordy && l.n >= 16 && l.digit > 1 && l.letter > 1 }

// isKeyPart tells the rest of a key that was broken off.
func (l look) isKeyPart() bool {
	return !l.wordy && l.digit > 0 && (l.upper > 0 && l.lower > 0 || l.n >= 16 && l.digit > 3)
}

// isProse tells words from a phrase that is a secret.
func (l look) isProse() bool { return l.blank && l.digit == 0 && l.symbol == 0 }
