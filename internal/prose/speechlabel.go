package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CutStamp takes the time stamp off the front of a transcript's line:
// "[00:12] ", "(1:02:33) ", "09:15 - ", "00:12 ".
func CutStamp(line string) string {
	s := strings.TrimLeft(line, " \t")
	open := strings.HasPrefix(s, "[") || strings.HasPrefix(s, "(")
	t := s
	if open {
		t = s[1:]
	}
	n := stampLen(t)
	if n == 0 {
		return line
	}
	rest := strings.TrimPrefix(t[n:], " AM")
	rest = strings.TrimPrefix(rest, " PM")
	if open {
		if rest == "" || rest[0] != ']' && rest[0] != ')' {
			return line
		}
		rest = rest[1:]
	} else if rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		return line
	}
	return strings.TrimLeft(rest, " \t-–—|")
}

// stampLen measures digits that two or three times part by colons: 12:03,
// 00:12:03.000; 0 when there are none.
func stampLen(s string) int {
	i, colons, digits := 0, 0, 0
scan:
	for ; i < len(s); i++ {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			digits++
			continue
		case s[i] == ':' && digits > 0 && digits <= 2 && colons < 2:
			colons, digits = colons+1, 0
			continue
		case s[i] == '.' && colons == 2 && digits == 2:
			digits = -1
			continue
		}
		break scan
	}
	if colons == 0 || digits < 2 && digits != -1 || !strings.Contains(s[:i], ":") {
		return 0
	}
	return i
}

// CutLabel parts "Dana: text" into who and what: up to six words before the
// first colon, with or without bold marks and a time stamp. Whether the label
// names a speaker is for the caller to say.
func CutLabel(line string) (label, rest string, ok bool) {
	s := CutStamp(line)
	at := colonOutside(s)
	if at <= 0 || at > 48 {
		return "", line, false
	}
	label, rest = s[:at], s[at+1:]
	if rest != "" && strings.IndexByte(" \t*_", rest[0]) < 0 {
		return "", line, false
	}
	label = strings.TrimSpace(dropStampInBrackets(strings.Trim(strings.TrimSpace(label), "*_")))
	if label == "" || len(strings.Fields(label)) > 6 || strings.ContainsAny(label, ".?!;,\"“”") && !endsInitial(label) {
		return "", line, false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(label, "@"))
	if !unicode.IsLetter(r) {
		return "", line, false
	}
	return label, strings.TrimSpace(strings.TrimLeft(rest, "*_")), true
}

// colonOutside finds the first colon that no bracket holds.
func colonOutside(s string) int {
	depth := 0
	for i := range min(len(s), 64) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ':':
			if depth <= 0 {
				return i
			}
		}
	}
	return -1
}

// dropStampInBrackets takes "(00:12)" off the end of a speaker's name.
func dropStampInBrackets(label string) string {
	if name, inside, found := strings.Cut(label, "("); found && stampLen(inside) > 0 {
		return name
	}
	if name, inside, found := strings.Cut(label, "["); found && stampLen(inside) > 0 {
		return name
	}
	return label
}

// endsInitial allows the period of "J. Doe" and "Dr. Lee".
func endsInitial(label string) bool {
	return !strings.ContainsAny(label, "?!;,\"“”") && strings.Count(label, ".") == 1 && !strings.HasSuffix(label, "..")
}

// WithoutFillers drops what people say while they think: "um", "uh", words
// and pairs of words said twice in a row, words broken off before they are said
// in full. Everything else stays as it was said.
func WithoutFillers(text string) string {
	fields := strings.Fields(text)
	kept := fields[:0:0]
	for i, f := range fields {
		bare := bareWord(f)
		if isFiller(bare) || bare == "" && !isSign(f) {
			kept = carryEnd(kept, f)
			continue
		}
		kept = append(dropStutter(kept, bare), fields[i])
	}
	return strings.Join(kept, " ")
}

func bareWord(field string) string {
	return strings.ToLower(strings.Trim(field, ",.?!…-–—"))
}

func isSign(field string) bool { return strings.ContainsAny(field, "-–—&+=/>→") }

// dropStutter takes back what a word says again: itself, its beginning, or
// the pair that it ends.
func dropStutter(kept []string, bare string) []string {
	n := len(kept)
	if n == 0 || strings.ContainsAny(kept[n-1][len(kept[n-1])-1:], ".?!") || isQuotedOrCode(kept[n-1]) {
		return kept
	}
	last := bareWord(kept[n-1])
	if last == bare && !mayDouble(bare) {
		return kept[:n-1]
	}
	if len(last) < len(bare) && strings.HasPrefix(bare, last) && !IsStop(last) && !IsTaskVerb(last) && last == kept[n-1] {
		return kept[:n-1]
	}
	if n >= 3 && bareWord(kept[n-3]) == last && bareWord(kept[n-2]) == bare && last != bare {
		return kept[:n-2]
	}
	return kept
}

func isQuotedOrCode(field string) bool { return strings.ContainsAny(field, "\"`'0123456789") }

func isFiller(w string) bool {
	switch w {
	case "um", "umm", "uh", "uhh", "uhm", "er", "erm", "hm", "hmm", "mm", "mmm", "mhm", "mm-hmm", "uh-huh", "ah", "eh", "huh":
		return true
	}
	return false
}

func mayDouble(w string) bool { return w == "had" || w == "that" || w == "no" || w == "very" }

// carryEnd keeps the sentence end that stood on a dropped word.
func carryEnd(kept []string, dropped string) []string {
	n := len(kept)
	if n > 0 && strings.HasSuffix(dropped, ",") {
		kept[n-1] = strings.TrimSuffix(kept[n-1], ",") // the two commas set off what is dropped
	}
	if n == 0 || !strings.HasSuffix(dropped, ".") && !strings.HasSuffix(dropped, "?") {
		return kept
	}
	if last := kept[n-1]; !strings.HasSuffix(last, ".") && !strings.HasSuffix(last, "?") {
		kept[n-1] = strings.TrimRight(last, ",") + dropped[len(dropped)-1:]
	}
	return kept
}
