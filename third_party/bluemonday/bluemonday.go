// Package bluemonday stands in for the sanitizer of that name, see go.mod: it
// drops the tags of HTML and keeps its text, for a terminal. It does not make
// HTML safe for a browser.
package bluemonday

import "strings"

// Policy says what is kept: text.
type Policy struct{}

// StrictPolicy keeps no tag.
func StrictPolicy() *Policy { return &Policy{} }

// Sanitize returns the text of some HTML. Tags and comments are dropped;
// scripts, styles and the other elements without text of their own are
// dropped with what they hold. Character references stay as they are.
func (*Policy) Sanitize(html string) string {
	var text strings.Builder
	for {
		before, rest, found := strings.Cut(html, "<")
		text.WriteString(before)
		if !found {
			return text.String()
		}
		if !opensTag(rest) {
			text.WriteByte('<')
			html = rest
			continue
		}
		name := tagName(rest)
		html = afterTag(rest)
		if holdsNoText(name) {
			html = afterElement(html, name)
		}
	}
}

// opensTag tells a tag, comment or declaration from a "<" in text.
func opensTag(rest string) bool {
	rest = strings.TrimPrefix(rest, "/")
	return rest != "" && (strings.IndexByte("!?", rest[0]) >= 0 || letter(rest[0]))
}

func tagName(rest string) string {
	end := strings.IndexFunc(rest, func(r rune) bool { return r > 127 || !letter(byte(r)) })
	return strings.ToLower(rest[:max(end, 0)])
}

// afterTag skips the rest of a tag; a ">" in a quoted attribute is not its end.
func afterTag(rest string) string {
	if strings.HasPrefix(rest, "!--") { // "<!-->" is a whole comment
		_, after, _ := strings.Cut(rest[1:], "-->")
		return after
	}
	var quote byte
	for i := range len(rest) {
		switch c := rest[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return rest[i+1:]
		case (c == '"' || c == '\'') && i > 0 && rest[i-1] == '=':
			quote = c
		}
	}
	return ""
}

func holdsNoText(name string) bool {
	switch name {
	case "frame", "frameset", "iframe", "noembed", "noframes", "noscript", "nostyle", "object", "script", "style", "title":
		return true
	}
	return false
}

// afterElement skips to the end of the closing tag. An element that is never
// closed goes to the end.
func afterElement(html, name string) string {
	i := strings.Index(strings.ToLower(html), "</"+name)
	if i < 0 {
		return ""
	}
	return afterTag(html[i+1:])
}

func letter(c byte) bool { return 'a' <= c|32 && c|32 <= 'z' }
