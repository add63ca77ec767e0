package cli

import (
	"fmt"
	"iter"
	"reflect"
	"strconv"
	"strings"
)

// quoteTOML writes a basic string of TOML.
func quoteTOML(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// tomlLine is a header, an entry, a comment or an empty line of a TOML text.
// An entry takes the lines of its value.
type tomlLine struct {
	start, end int
	text       string // without blanks around it
	table      string // the header above it, or its own
	key        string // an entry's, with its table
}

func (l tomlLine) isHeader() bool { return strings.HasPrefix(l.text, "[") }

// tomlLines reads a TOML text line by line.
func tomlLines(text string) iter.Seq[tomlLine] {
	return func(yield func(tomlLine) bool) {
		table := ""
		for pos := 0; pos < len(text); {
			l := tomlLine{start: pos, end: lineEnd(text, pos)}
			l.text = strings.TrimSpace(text[pos:l.end])
			switch key := keyEnd(text[pos:l.end]); {
			case l.isHeader():
				header, _, _ := strings.Cut(l.text, "#")
				table = bareKey(strings.Trim(header, "[] \t"))
			case key >= 0:
				l.key = strings.TrimPrefix(table+"."+bareKey(text[pos:pos+key]), ".")
				l.end = valueEnd(text, pos+key+1)
			}
			l.table = table
			if !yield(l) {
				return
			}
			pos = l.end
		}
	}
}

// findKey finds where a dotted key is set, whatever table it stands in.
func findKey(text, key string) (at tomlLine, ok bool) {
	for l := range tomlLines(text) {
		if l.key == key && key != "" {
			return l, true
		}
	}
	return tomlLine{}, false
}

// keyEnd finds the sign between the key and the value of an entry, -1 where a line is none. A
// key in quotes may hold any sign.
func keyEnd(line string) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '"', '\'':
			i = stringEnd(line, i, line[i]) - 1
		case '#':
			return -1
		case '=':
			return i
		}
	}
	return -1
}

// bareKey takes blanks and quotes off the parts of a key.
func bareKey(name string) string {
	var parts []string
	for start, i := 0, 0; i <= len(name); i++ {
		switch {
		case i == len(name) || name[i] == '.':
			parts = append(parts, unquotedKey(strings.TrimSpace(name[start:i])))
			start = i + 1
		case name[i] == '"' || name[i] == '\'':
			i = stringEnd(name, i, name[i]) - 1
		}
	}
	return strings.Join(parts, ".")
}

// unquotedKey gives what one part of a key says.
func unquotedKey(part string) string {
	if said, err := strconv.Unquote(part); err == nil && part[0] == '"' {
		return said
	}
	return strings.Trim(part, `"'`)
}

func lineEnd(text string, pos int) int {
	if i := strings.IndexByte(text[pos:], '\n'); i >= 0 {
		return pos + i + 1
	}
	return len(text)
}

// valueEnd finds the end of the line on which the value that begins at a place
// ends: that of a list or table may be further down.
func valueEnd(text string, pos int) int {
	depth := 0
	for pos < len(text) {
		switch c := text[pos]; c {
		case '"', '\'':
			pos = stringEnd(text, pos, c)
			continue
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case '#':
			pos = lineEnd(text, pos) - 1
			if pos < len(text) && text[pos] != '\n' {
				return len(text)
			}
			continue
		case '\n':
			if depth <= 0 {
				return pos + 1
			}
		}
		pos++
	}
	return len(text)
}

// commentAfter gives the comment behind a value that begins at a place of a
// line, with the blank before it.
func commentAfter(line string, pos int) string {
	last := strings.TrimRight(line[pos:], "\r\n")
	if i := strings.LastIndexByte(last, '\n'); i >= 0 {
		last = last[i+1:]
	}
	for i := 0; i < len(last); i++ {
		switch last[i] {
		case '"', '\'':
			i = stringEnd(last, i, last[i]) - 1
		case '#':
			return " " + last[i:]
		}
	}
	return ""
}

// stringEnd finds the place after a string of TOML, of one line or of several.
func stringEnd(text string, pos int, quote byte) int {
	three := strings.Repeat(string(quote), 3)
	if strings.HasPrefix(text[pos:], three) {
		if i := strings.Index(text[pos+3:], three); i >= 0 {
			return pos + 3 + i + 3
		}
		return len(text)
	}
	for i := pos + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote:
			return i + 1
		case text[i] == '\n':
			return i
		}
	}
	return len(text)
}

// setKey gives the text with the key set: in its place where it is set already,
// else in its table, else before the first table.
func setKey(text, key, value string) string {
	if at, ok := findKey(text, key); ok {
		line := text[at.start:at.end]
		sign := keyEnd(line)
		return text[:at.start] + strings.TrimRight(line[:sign], " \t") + " = " + value + commentAfter(line, sign+1) + "\n" + text[at.end:]
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	written := quotedKey(key)
	if table, entry, found := strings.Cut(key, "."); found {
		if at := tableEnd(text, table); at >= 0 {
			return text[:at] + quotedKey(entry) + " = " + value + "\n" + text[at:]
		}
		written = table + "." + quotedKey(entry)
	}
	at := firstTable(text)
	for at < len(text) && strings.HasSuffix(text[:at], "\n\n") {
		at-- // the blank line stays before the table
	}
	return text[:at] + written + " = " + value + "\n" + text[at:]
}

// quotedKey quotes a key that is not bare.
func quotedKey(key string) string {
	if key != "" && strings.IndexFunc(key, func(r rune) bool {
		return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}) < 0 {
		return key
	}
	return quoteTOML(key)
}

// tableEnd finds where the entries of a table end; -1 when there is no such
// table.
func tableEnd(text, table string) int {
	at := -1
	for l := range tomlLines(text) {
		if l.table == table && (l.isHeader() || l.key != "") {
			at = l.end
		}
	}
	return at
}

// firstTable finds where the first table begins, with the comment above it.
func firstTable(text string) int {
	comment := -1
	for l := range tomlLines(text) {
		isComment := strings.HasPrefix(l.text, "#")
		switch {
		case l.isHeader() && comment >= 0:
			return comment
		case l.isHeader():
			return l.start
		case !isComment:
			comment = -1
		case comment < 0:
			comment = l.start
		}
	}
	return len(text)
}

// dropKey gives the text without the key.
func dropKey(text, key string) string {
	if at, ok := findKey(text, key); ok {
		return text[:at.start] + text[at.end:]
	}
	return text
}

// tomlOf writes a value of a setting as TOML.
func tomlOf(v any) string {
	switch value := reflect.ValueOf(v); value.Kind() {
	case reflect.String:
		return quoteTOML(value.String())
	case reflect.Slice:
		return "[]"
	case reflect.Map:
		return "{}"
	}
	return fmt.Sprint(v)
}
