package prose

import "strings"

// isOpaque tells whether a run of non-spaces is a name of its own rather than
// words and figures: an address, a path, a file, a tag, a ticket, a hash.
func isOpaque(chunk string) bool {
	if len(chunk) < 2 {
		return false
	}
	return isAddress(chunk) || isTagged(chunk) || isHash(chunk) || isDottedName(chunk) || isNumberedName(chunk)
}

// isAddress knows URLs, mail addresses, paths and scoped names.
func isAddress(chunk string) bool {
	if strings.Contains(chunk, "://") || strings.Contains(chunk, "::") || strings.ContainsAny(chunk, `\_`) {
		return strings.Trim(chunk, "_") == chunk || strings.ContainsAny(chunk, `:\`)
	}
	if at := strings.IndexByte(chunk, '@'); at > 0 && at+1 < len(chunk) {
		return true
	}
	return strings.HasPrefix(strings.ToLower(chunk), "www.")
}

// isTagged knows #123, @ana, +project, $HOME, --flag, ~/path and /path.
func isTagged(chunk string) bool {
	next := chunk[1]
	switch chunk[0] {
	case '#':
		return isLetter(next) || isDigit(next)
	case '@', '$', '+':
		return isLetter(next)
	case '/', '\\':
		return true
	case '.', '~':
		return next == '/'
	case '-':
		return len(chunk) > 2 && next == '-' && isLetter(chunk[2])
	}
	return false
}

// isHash knows commit ids: 7 to 64 hexadecimal digits, letters among them.
func isHash(chunk string) bool {
	if len(chunk) < 7 || len(chunk) > 64 {
		return false
	}
	digits, letters := 0, 0
	for i := range len(chunk) {
		switch c := chunk[i]; {
		case isDigit(c):
			digits++
		case 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F':
			letters++
		default:
			return false
		}
	}
	return digits > 0 && letters > 0 && !isMagnitude(chunk, letters)
}

// isMagnitude tells 1200000b and such, which have one letter at the end.
func isMagnitude(chunk string, letters int) bool {
	return letters == 1 && isLetter(chunk[len(chunk)-1])
}

// isDottedName knows files and packages: foo.go, 2026-11-24.md, go1.26,
// monday.com. A point stands between a letter or digit and a small letter,
// or between a letter and a digit.
func isDottedName(chunk string) bool {
	for i := 1; i+1 < len(chunk); i++ {
		if chunk[i] != '.' {
			continue
		}
		before, after := chunk[i-1], chunk[i+1]
		small := 'a' <= after && after <= 'z'
		if small && (isLetter(before) || isDigit(before)) && !isAbbreviated(chunk, i) {
			return true
		}
		if isLetter(before) && isDigit(after) && !isDateWord(strings.ToLower(lastWord(chunk[:i]))) {
			return true
		}
	}
	return false
}

// isAbbreviated tells single letters with points: e.g, a.m.
func isAbbreviated(chunk string, i int) bool {
	alone := i+2 >= len(chunk) || !isLetter(chunk[i+2])
	return alone && isLetter(chunk[i-1]) && (i < 2 || !isLetter(chunk[i-2]))
}

// isNumberedName knows ACME-4412, release-2026-10, feature/q3-cleanup,
// 1920x1080: letters tied to digits behind them. Dates (24-nov-2026,
// mid-2026), counts (10-day) and figures (2s-3s) are no names.
func isNumberedName(chunk string) bool {
	if isDigit(chunk[0]) {
		return isSized(chunk)
	}
	for i := 1; i < len(chunk); i++ {
		if !strings.Contains("-/#", chunk[i:i+1]) || !isLetterOrDigit(chunk[i-1]) {
			continue
		}
		left, right := lastWord(chunk[:i]), chunk[i+1:]
		if hasLetter(left) && startsNumbered(right) && !isCalendarWord(strings.ToLower(left)) {
			return true
		}
		if hasLetter(left) && hasDigit(left) && !isDigit(left[0]) && right != "" && isLetter(right[0]) && !hasDigit(firstWord(right)) && !isDateWord(strings.ToLower(firstWord(right))) {
			return true
		}
	}
	return false
}

// startsNumbered tells 4412 and q3-cleanup.
func startsNumbered(s string) bool {
	w := firstWord(s)
	return w != "" && (isDigit(w[0]) || isLetter(w[0]) && hasDigit(w))
}

// isSized tells 1920x1080 and 3x3.
func isSized(chunk string) bool {
	at := strings.IndexAny(chunk, "x×")
	if at < 1 || !isDigit(chunk[at-1]) {
		return false
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(chunk[at:], "x"), "×")
	return rest != "" && isDigit(rest[0])
}

func lastWord(s string) string {
	i := len(s)
	for i > 0 && isLetterOrDigit(s[i-1]) {
		i--
	}
	return s[i:]
}

func firstWord(s string) string {
	i := 0
	for i < len(s) && isLetterOrDigit(s[i]) {
		i++
	}
	return s[:i]
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

func hasLetter(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r < 128 && isLetter(byte(r)) })
}

func isLetterOrDigit(b byte) bool { return isLetter(b) || isDigit(b) }
