package secret

import (
	"strings"
	"unicode"
)

// joints are what stands between a name and its value: a sign, or a word that says "is" or what a change
// was from and to.
var (
	sign   = lazy{expr: `^\s*(?::=|=>|[-=]+>|→|⇒|::?|=|>|\s[–—|-]\s)[\s*_]*`}
	saysIs = lazy{expr: `(?i)^\s+(?:is|was|are|be|ist|war|lautet|est|était|es|era|é|è|är|er|on|je|jest|este|είναι|là|adalah|` + change +
		`)[\s:]+(?:(?:now|still|to|set|jetzt|noch|maintenant|ahora)[\s:]+)*|^\s*(?:は|是|为|為|는|은|هي|هو)[\s:]*`}
	changed    = lazy{expr: `(?i)\s(?:` + change + `)\s+$`}
	behindName = lazy{expr: `^["'` + "`" + `*_\])}]*(?:\s+value\b)?`}
	leadIn     = lazy{expr: `^[\s>|]*(?:[-*+•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+)?(?:\[.\]\s+)?`}
)

const change = `to|from|auf|zu|von`

// namedSpans finds the values of what a text calls a secret.
func namedSpans(text string) []span {
	low := small(text)
	f := finder{text: text, lines: linesOf(text), columns: map[column]int{}, walks: map[walk]bool{}}
	for _, w := range names() {
		if strings.Contains(low, w.text) {
			f.names = append(f.names, w)
		}
	}
	if len(f.names) == 0 {
		return nil
	}
	for i, l := range f.lines {
		found := namesIn(text[l.start:l.end], f.names)
		if len(found) > 0 {
			f.table(i)
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

	columns map[column]int // the line where each ends that was looked through
	walks   map[walk]bool
}

// column is one of a table, looked through for the values of a kind.
type column struct {
	kind
	sep string
	at  int
}

// walk is where a look for the values of a kind below their name is, and whether it passed any. It goes on as each that
// was there before.
type walk struct {
	kind
	line int
	any  bool
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

// longestValue is how far a value is looked for, in bytes, so that a long line takes no longer than many.
const longestValue = 2 << 10

// farthest is how many words may stand between a name and what says its value.
const farthest = 7

// valueOf marks what a name in the line i stands for.
func (f *finder) valueOf(i int, n name) {
	l := f.lines[i]
	if n.kind == phrase {
		if at := quotedPhrase.re().FindStringSubmatchIndex(f.text[l.start:min(l.end, l.start+4*contextLen)]); at != nil {
			f.found = append(f.found, span{l.start + at[2], l.start + at[3]})
		}
		f.words(span{l.start + n.end, min(len(f.text), l.end+400, l.start+n.end+longestValue)})
		return
	}
	line := f.text[l.start:min(l.end, l.start+n.end+longestValue)]
	at := n.end + len(behindName.re().FindString(line[n.end:]))
	how, near := unjoined, true
	if rest, ok := cutShortIs(line[n.end:]); ok {
		at, how = len(line)-len(rest), says
	}
	f.before(l.start, line, n)
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
		if n.kind == vague && !near {
			near := line[at:min(at+contextLen, len(line))]
			if m := rowOfFour.re().FindStringIndex(near); m != nil && strings.ContainsAny(near[m[0]:m[1]], figures) {
				f.take(l.start, value{span: span{at + m[0], at + m[1]}})
			}
			if strings.HasSuffix(line, ":") {
				f.below(i, n)
			}
			return
		}
		if user := strings.IndexAny(line[v.start:v.end], ":/|"); n.kind == login && user > 0 {
			v.start, how = v.start+user+1, paired
		}
		m := groups.re().FindString(line[v.start:])
		if (how > unjoined || len(m) >= fourGroups) && n.kind != password && strings.ContainsAny(m, figures) {
			v.end = v.start + len(m)
			f.take(l.start, v)
			return
		}
		if f.judge(line, v, n, how, near) && n.kind == login {
			f.take(l.start, v)
			at, how, near = v.next, unjoined, false
			continue
		}
		if v.start < len(line) && line[v.start] == '<' && strings.IndexByte(line[v.start:], '>') > 1 {
			return // to be filled in
		}
		if v.start == v.end || ornament(line[v.start:v.end]) {
			at, how = max(v.next, at+1), max(how, marks)
			continue
		}
		if f.judge(line, v, n, how, near) {
			f.take(l.start, v)
			f.more(i, v.end, n)
			return
		}
		if how == assigns || strings.ContainsAny(line[v.end:min(v.next, len(line))], ".;!") {
			return
		}
		at, how, near = v.next, unjoined, false
	}
	if at >= len(line) && (how >= says || isLabel(line) || strings.HasSuffix(line, "?")) {
		f.below(i, n)
	}
}

// cutShortIs takes the short form of "is" off the front: "the password's hunter2".
func cutShortIs(s string) (rest string, ok bool) {
	for _, is := range []string{"'s", "’s"} {
		if rest, ok = strings.CutPrefix(s, is); ok {
			trimmed := strings.TrimLeft(rest, " \t")
			return trimmed, trimmed != rest
		}
	}
	return s, false
}

// ornament tells a sign that stands alone: a hash, an arrow, an emoji.
func ornament(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '*' }) < 0
}

// before marks a value that stands before its name: "… is the password", "use … as the token".
func (f *finder) before(from int, line string, n name) {
	if from += max(0, n.start-contextLen); n.start > contextLen {
		line, n.start = line[n.start-contextLen:], contextLen
	}
	if !strings.ContainsAny(line[:n.start], "0123456789!#$%&*+=?@^~") {
		return // nothing that anybody made up
	}
	said := strings.TrimRightFunc(line[:n.start], func(r rune) bool { return r == '_' || unicode.IsLetter(r) })
	at := saidBefore.re().FindStringSubmatchIndex(said)
	if put := putBefore.re().FindStringSubmatchIndex(said); at == nil && put != nil && n.kind == password {
		at = put
	}
	if at == nil || n.kind > token && n.kind != vague {
		return
	}
	v := valueAt(line, at[2])
	s := line[v.start:v.end]
	if strings.Contains(said[at[3]:], "(") && !looksKept(s, says) {
		return
	}
	l := lookOf(s)
	made := l.isStrong() || n.kind == password && l.n >= 10 && l.isMixed() && !l.wordy
	if v.end <= at[3] && !isReference(s, line[v.end:]) && !isCommon(s) && made {
		f.take(from, v)
	}
}

var saidBefore = lazy{expr: `(?i)(?:^|\s)(\S{7,})\s+(?:\(|(?:\pL+\s+)?(?:is|as|was|ist|als|est|comme|es|como)\s+)(?:[\pL\d-]+\s+){0,3}$`}

// putBefore is what was put into a field, in quotation marks.
var putBefore = lazy{expr: "[`\"]([^\\s`\"]{7,})[`\"]\\s+(?:\\pL+\\s+){1,3}$"}

func blanks(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }

// jointIn reads the joint that a text begins with; the user of a login is followed by one of their own.
func jointIn(rest string, k kind, how joint) (joint, int) {
	rest = rest[:min(len(rest), contextLen)] // a short text is matched several times as fast
	if k == login && how == unjoined {
		if apart := strings.TrimLeft(rest, " \t"); apart != "" && strings.IndexByte("/|,", apart[0]) >= 0 {
			return paired, len(rest) - len(strings.TrimLeft(apart[1:], " \t"))
		}
	}
	if m := sign.re().FindString(rest); m != "" {
		if strings.Contains(m, "=") && !strings.Contains(m, ">") {
			return assigns, len(m)
		}
		return marks, len(m)
	}
	if m := saysIs.re().FindString(rest); m != "" {
		return says, len(m)
	}
	return how, 0
}

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
	if s == "" || n.kind == vague && len(s) < shortest || isReference(s, line[v.end:]) || isCommon(s) {
		return false
	}
	l := lookOf(s)
	if n.verb && !near && n.isFirst(line) && changed.re().MatchString(before(line, v.start)) {
		return false // "pin the version to 1264"
	}
	if n.kind == digits {
		if number := strings.TrimRight(s, "#*"); l.digit == len(number) {
			bare := near && l.digit > 3 && !isYear(number)
			return l.digit >= 3 && l.digit <= 10 && (how > unjoined && (near || !isYear(number)) || bare)
		}
		return how > unjoined && near && (l.isMixed() || l.n >= 8 && isImprobable(s, 2))
	}
	if n.kind == vague || n.kind == login && how != paired {
		return near && l.n >= shortest && looksKept(s, how)
	}
	if n.kind == login {
		return how == paired && l.isMixed() && l.n >= 6
	}
	if n.kind == codes {
		return l.digit > 1 && (how > unjoined && l.n >= 4 || near && (l.letter > 0 && l.n >= 6 || l.digit > 7)) && (l.letter > 0 || l.n >= 6)
	}
	if n.loose {
		return near && (how >= marks && l.isStrong() || how == unjoined && l.isKey())
	}
	if !near {
		last := how >= marks && endsLine(line[v.next:]) && l.isMixed() && l.n >= 8 && !l.wordy && !isMeasure(s)
		if how == unjoined {
			return n.kind == password && l.isStrong() && (l.isOdd() || v.quoted && (l.symbol > 0 || isImprobable(s, 1.5))) ||
				n.kind == token && isNumber(s) && l.n >= 32 && l.n != gitSum
		}
		return how != paired && !isMeasure(s) && (l.isStrong() || n.kind == password && (last || l.isStyled()))
	}
	switch how {
	case assigns:
		if !v.quoted && l.letter == l.n && line[v.start-1] != '=' && !endsLine(line[v.next:]) {
			return false // "password = required in the form"
		}
		return l.n >= 4 && (v.quoted || l.n >= 6 || l.digit > 0 && l.letter > 0) && (l.digit < l.n || n.kind == password)
	case marks:
		if n.verb && !v.quoted && l.wordy && (inProse(line[v.end:]) || l.digit == l.n && inProse(line[v.next:])) {
			return false // "tests pass: 1204, fail: 3"
		}
		if v.quoted && l.n >= 4 && !l.isProse() || l.isMixed() && (n.kind == password || !l.wordy) {
			return true
		}
		// After a colon prose may go on: a word of letters alone is a password when it ends its line.
		plain := l.letter == l.n && len(s) == l.n && endsLine(line[v.next:])
		return n.kind == password && (l.n >= 6 && (plain || l.letter > 0 && l.inner > 0) || l.digit == l.n && l.n >= 4)
	case says:
		typed := n.kind == password && (l.isWords() || v.quoted && l.n >= 6 || l.digit == l.n && l.n >= 5)
		return typed || l.isMixed() && !isMeasure(s) && l.n > 6 || v.quoted && l.isMixed()
	case unjoined:
		if n.kind <= token && l.n >= 8 && isImprobable(s, 2.5) {
			return true
		}
		typed := n.kind == password && l.isStrong() && (l.digit > 1 || l.symbol > 0 || l.inner > 0 && !isMeasure(s))
		return typed || l.isKey() || v.quoted && l.isMixed() && l.n > 6
	}
	return false
}

// isFirst tells whether nothing stands before a name in its line.
func (n name) isFirst(line string) bool {
	return n.start < contextLen && len(leadIn.re().FindString(line[:n.start])) == n.start
}

// gitSum is how long the sum of a commit is.
const gitSum = 40

// looksKept tells what a key, a seed or a code of whatever sort is when a text gives it.
func looksKept(s string, how joint) bool {
	l := lookOf(s)
	long := isNumber(s) && !l.wordy && l.n >= 16 && l.digit > 1 && l.letter > 1
	odd := how > unjoined && l.n >= 10 && l.isStrong() && isImprobable(s, 2)
	return isDrawn(s) || odd || long && (how > unjoined || l.n >= 32)
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
		gap := len(line[at:]) - len(strings.TrimLeft(line[at:], " ,;|/-*•"))
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
var groups = lazy{expr: `^[A-Z0-9]{4,6}(?:[ -][A-Z0-9]{4,6}){2,}\b`}

const figures = "0123456789"

var rowOfFour = lazy{expr: `\b[A-Z0-9]{4}(?: [A-Z0-9]{4}){3,}\b`}

// fourGroups is how long four groups of four are.
const fourGroups = 19

// below marks the values that stand under their name: alone in a line, or behind a label in a list.
func (f *finder) below(i int, n name) {
	any := false
	for k, l := range f.lines[i+1:] {
		at := walk{n.kind, i + 1 + k, any}
		if f.walks[at] {
			return
		}
		f.walks[at] = true
		line := f.text[l.start:l.end]
		lead := len(leadIn.re().FindString(line))
		rest := strings.TrimRight(line[lead:], " \t")
		listed := strings.TrimLeft(line[:lead], " \t>") != ""
		switch {
		case rest == "" && any, strings.HasPrefix(strings.TrimSpace(line), "#"):
			return
		case rest == "", strings.Trim(rest, "`~-=") == "", strings.HasPrefix(rest, "```"):
			continue
		}
		v := valueAt(line, lead)
		grouped := n.kind > password && len(groups.re().FindString(rest)) == len(rest) && strings.ContainsAny(rest, figures)
		if n.kind == codes && isNumbers(rest) || grouped {
			v.end, v.next = lead+len(rest), len(line)
		}
		ok := grouped || v.next >= lead+len(rest) && f.judgeBelow(line, v, n)
		if !ok {
			if at := strings.LastIndexAny(rest, ":="); at > 0 && (listed || at < 2) {
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
	switch {
	case n.kind == password && l.isWords():
		return true
	case n.kind == codes && l.digit > 1 && l.n >= 4, n.kind == digits && l.digit == l.n && l.n >= 3:
		return true
	}
	return l.isStrong() || l.isMixed() && l.n >= 6
}

// isNumbers tells a row of numbers of three digits or more, as recovery codes are: "123-456 789".
func isNumbers(s string) bool {
	groups := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' })
	for _, g := range groups {
		if len(g) < 3 || strings.Trim(g, figures) != "" {
			return false
		}
	}
	return len(groups) > 1
}

// table marks the cells under the heads in a line that are names.
func (f *finder) table(i int) {
	l := f.lines[i]
	line := f.text[l.start:l.end]
	for _, sep := range []string{"|", "\t", ";", ","} {
		if !strings.Contains(line, sep) {
			continue
		}
		heads := strings.Split(line, sep)
		var under []column
		for c, head := range heads {
			head = strings.Trim(head, " *_\"")
			names := namesIn(head, f.names)
			if len(names) != 1 || strings.Contains(head[:names[0].start], " ") || names[0].end != len(head) || names[0].kind > digits {
				continue
			}
			if col := (column{names[0].kind, sep, c}); f.columns[col] <= i {
				under = append(under, col)
			}
		}
		f.cells(i, len(heads), under)
		return
	}
}

// cells marks those below a line with as many, in each of some columns.
func (f *finder) cells(i, of int, under []column) {
	if len(under) == 0 {
		return
	}
	sep := under[0].sep
	end := i + 1
	for ; end < len(f.lines) && strings.Count(f.text[f.lines[end].start:f.lines[end].end], sep) == of-1; end++ {
		at, c := f.lines[end].start, 0
		cells := strings.Split(f.text[at:f.lines[end].end], sep)
		for _, col := range under {
			for ; c < col.at; c++ {
				at += len(cells[c]) + len(sep)
			}
			v := valueAt(cells[c], blanks(cells[c]))
			if f.judgeBelow(cells[c], v, name{kind: col.kind}) {
				f.take(at, v)
			}
		}
	}
	for _, col := range under {
		f.columns[col] = end
	}
}

// words marks a phrase of a dozen words or more behind a sign or in lines of their own.
func (f *finder) words(in span) {
	if at := phraseOf.re().FindStringSubmatchIndex(f.text[in.start:in.end]); at != nil {
		f.found = append(f.found, span{in.start + at[2], in.start + at[3]})
	}
}

var quotedPhrase = lazy{expr: "[\"'`]([a-z]{3,8}(?: [a-z]{3,8}){11,})[\"'`]"}

var phraseOf = lazy{expr: `^[^:=\n]{0,60}[:=\n–—"'` + "`" + `]\W*?` +
	`(?:\d{1,2}[.)]\s*)?([a-z]{3,8}(?:[\s,]+(?:(?:\d{1,2}[.)]|[-*•])\s*)?[a-z]{3,8}){10,})`}
