package notes

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"oneonone/internal/prose"
)

// clock finds a time of the day or of a recording.
var clock = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\b(?:\s?[AaPp]\.?[Mm]\b\.?)?`)
})

// openings gives how a line may name somebody who begins to speak.
func openings(lines []Line, i int, knows func(string) bool) []opening {
	s := lines[i].Text
	if s == "" || lines[i].Box != NoBox {
		return nil
	}
	if at := clock().FindStringIndex(head(s)); at != nil {
		before, after := withoutDay(s[:at[0]]), s[at[1]:]
		if name := label(before); name != "" && !isStamp(before) {
			return []opening{{timed, name, rest(after)}}
		}
		if !isStamp(before) {
			return labels(s)
		}
		return behindTime(after, knows)
	}
	if strings.HasPrefix(s, "<") {
		name, text, found := strings.Cut(s[1:], ">")
		if name = strings.Trim(name, " @+"); found && isNick(name) && text != "" {
			return []opening{{angled, name, strings.TrimSpace(text)}}
		}
	}
	if inside, said, closed := strings.Cut(strings.TrimPrefix(s, "["), "] "); closed && s[0] == '[' && speaker(inside) == inside {
		return []opening{{labelled, inside, strings.TrimSpace(said)}}
	}
	if out := labels(s); out != nil {
		return out
	}
	name := speaker(s)
	if name == "" || lines[i].Bullet {
		return nil
	}
	if next := nextSaying(lines, i); next >= 0 && isStamp(lines[next].Text) && clock().MatchString(lines[next].Text) {
		return []opening{{twoLines, name, ""}}
	}
	if knows(name) {
		return []opening{{bare, name, ""}}
	}
	return nil
}

// withoutDay takes the day off the end of what stands before a time: "Ada — Today at".
func withoutDay(s string) string {
	for _, mark := range []string{" — ", " – ", " - ", " | ", " · ", ", ", "  ", " ["} {
		if name, day, found := strings.Cut(s, mark); found && isStamp(day) && !isStamp(name) {
			return name
		}
	}
	return s
}

// head is as much of a line as may hold who speaks and when.
func head(s string) string { return s[:min(len(s), 90)] }

func nextSaying(lines []Line, i int) int {
	for j := i + 1; j < len(lines) && j <= i+2; j++ {
		if lines[j].Says() {
			return j
		}
	}
	return -1
}

// behindTime reads who speaks behind the time at the front of a line.
func behindTime(after string, knows func(string) bool) []opening {
	after = strings.TrimLeft(after, " \t-–—|:])>*_•,.")
	if from, ok := strings.CutPrefix(after, "From "); ok {
		if who, text, found := strings.Cut(from, ":"); found {
			who, _, _ = strings.Cut(strings.Join(strings.Fields(who), " "), " to ")
			if name := speaker(who); name != "" {
				return []opening{{timeFirst, name, rest(text)}}
			}
		}
	}
	if inside, ok := strings.CutPrefix(after, "<"); ok {
		if name, text, found := strings.Cut(inside, ">"); found && isNick(strings.Trim(name, " @+")) {
			return []opening{{angled, strings.Trim(name, " @+"), rest(text)}}
		}
	}
	for _, mark := range []string{":", "：", "\t", "  ", "**", " — ", " - ", "]"} {
		before, text, found := strings.Cut(after, mark)
		if name := speaker(before); found && name != "" && len(before) <= longestName {
			return []opening{{timeFirst, name, rest(text)}}
		}
	}
	if name := speaker(after); name != "" {
		return []opening{{timeFirst, name, ""}}
	}
	words := strings.Fields(after)
	for n := min(3, len(words)-1); n > 0; n-- {
		if name := strings.Join(words[:n], " "); speaker(name) == name && knows(name) {
			return []opening{{timeFirst, name, strings.Join(words[n:], " ")}}
		}
	}
	return nil
}

// labels reads a name before a colon.
func labels(s string) []opening {
	at := strings.IndexAny(head(s), ":：")
	if at <= 0 || at > longestName {
		return nil
	}
	behind := strings.TrimPrefix(strings.TrimPrefix(s[at:], ":"), "：")
	if s[at] == ':' && behind != "" && strings.IndexByte(" \t*_", behind[0]) < 0 {
		return nil
	}
	if name := label(s[:at]); name != "" {
		return []opening{{labelled, name, rest(behind)}}
	}
	return nil
}

// longestName is how many bytes a name has at most, with its role.
const longestName = 64

// rest gives what is said behind the name and the marks around it.
func rest(s string) string {
	s = strings.TrimSpace(strings.TrimLeft(s, " \t:：])>*_|–—-•"))
	if at := strings.LastIndexByte(s, '<'); at > 0 && strings.HasSuffix(s, ">") && len(strings.Fields(s[at:])) > 2 {
		s = strings.TrimSpace(s[:at]) // <This message was edited>
	}
	return s
}

// label gives the name before a colon: a name, or a nick in small letters.
func label(s string) string {
	if name := speaker(s); name != "" {
		return name
	}
	name := strings.Trim(s, " \t*_[]<>@`")
	if isNick(name) {
		return name
	}
	return ""
}

// isNick tells whether a text is how somebody calls himself in a chat: one word that
// begins with a letter.
func isNick(s string) bool {
	return s != "" && len(s) <= 24 && unicode.IsLetter(firstRune(s)) && !strings.ContainsAny(s, " \t/\\<>()[]{}\"'=,;!?")
}

// speaker gives the name that a text is and nothing else, without marks, role and
// company in brackets; "Byron, Ada" is turned round. "" when it is no name.
func speaker(s string) string {
	s = strings.Trim(withoutBrackets(s), " \t*_[]<>|`@:,–—-•·")
	if last, first, found := strings.Cut(s, ", "); found && !strings.Contains(first, ",") {
		s = first + " " + last
	}
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 || len(s) > longestName || strings.ContainsAny(s, ":;!?\"“”/=<>{}#|*") {
		return ""
	}
	for i, w := range words {
		if !isNameWord(w, i > 0) {
			return ""
		}
	}
	if len(words) == 1 && prose.IsStop(strings.ToLower(s)) && !isSelf(s) || SectionOf(s) != NoSection {
		return ""
	}
	return strings.Join(words, " ")
}

// isNameWord tells whether a word may be part of a name: with a capital, in a script
// without, a particle or a number behind the first.
func isNameWord(w string, behind bool) bool {
	r := firstRune(strings.TrimLeft(w, "'’"))
	switch {
	case unicode.IsUpper(r), unicode.IsLetter(r) && !unicode.IsLower(r):
		return !strings.HasSuffix(w, ",")
	case behind && unicode.IsDigit(r):
		return len(w) <= 2
	case behind && unicode.IsLower(r):
		return len(w) <= 3 && (!prose.IsStop(w) || w == "do") // Maria do Carmo
	}
	return false
}

// isSelf tells whether a program calls the user so.
func isSelf(s string) bool {
	switch strings.ToLower(s) {
	case "me", "you", "them", "they", "i":
		return true
	}
	return false
}

// withoutBrackets takes roles and companies off a name.
func withoutBrackets(s string) string {
	for {
		from := strings.IndexAny(s, "([")
		if from <= 0 {
			return s
		}
		to := strings.IndexAny(s[from:], ")]")
		if to < 0 {
			return s[:from]
		}
		s = strings.TrimRight(s[:from], " ") + s[from+to+1:]
	}
}

// isStamp tells whether a text is a time, a day or a length and nothing else: what a
// program writes beside what was said. No text at all is one.
func isStamp(s string) bool {
	if len(s) > longestName || s != "" && !strings.ContainsAny(s, "0123456789") && strings.IndexFunc(s, unicode.IsLetter) >= 0 && len(daysIn(s)) == 0 {
		return false
	}
	s = clock().ReplaceAllString(strings.Trim(s, " \t[](){}<>*_|•-–—,.:"), " ")
	for _, d := range daysIn(s) {
		s = s[:d.Start] + strings.Repeat(" ", d.End-d.Start) + s[d.End:]
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("[](){}<>,.;:/-–—|T", r) }) {
		switch strings.ToLower(w) {
		case "at", "on", "utc":
			continue
		}
		if strings.Trim(w, "0123456789") != "" && !isLength(w) {
			return false
		}
	}
	return true
}

// isLength tells whether a word is a length of time, as "31m", "2s", "1h".
func isLength(w string) bool {
	digits := strings.TrimLeft(w, "0123456789")
	return len(digits) < len(w) && (digits == "h" || digits == "m" || digits == "s" || digits == "min")
}

func isName(s string) bool {
	for _, w := range strings.Fields(s) {
		if !unicode.IsUpper(firstRune(w)) {
			return false
		}
	}
	return s != ""
}
