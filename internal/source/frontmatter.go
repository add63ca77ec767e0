package source

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/pelletier/go-toml/v2"

	"oneonone/internal/oneonone"
)

// front is what the front matter of a file says about its notes.
type front struct {
	date                   oneonone.Date
	tags, people, projects []string
	private                bool
}

// frontLimit bounds what is taken for front matter.
const frontLimit = 64 << 10

// splitFront parts the front matter from the text: the lines between "---"
// (YAML) or "+++" (TOML) at the very start. lines counts those it takes.
func splitFront(text string) (block, rest string, lines int, toml bool) {
	first, body, _ := strings.Cut(text, "\n")
	mark := strings.TrimRight(first, " \t")
	if mark != "---" && mark != "+++" {
		return "", text, 0, false
	}
	at, n := 0, 1
	for line := range strings.Lines(body) {
		n++
		end := strings.TrimRight(line, " \t\n")
		if end == mark || mark == "---" && end == "..." {
			return body[:at], body[at+len(line):], n, mark == "+++"
		}
		if at += len(line); at > frontLimit {
			break
		}
	}
	return "", text, 0, false
}

// readFront reads front matter. ok is false when it is none: the lines are
// then text between two rules.
func readFront(block string, isTOML bool) (f front, ok bool) {
	fields := map[string]any{}
	if isTOML {
		ok = toml.Unmarshal([]byte(block), &fields) == nil
	} else {
		ok = yamlFields(block, fields)
	}
	if !ok {
		return front{}, false
	}
	for key, value := range fields {
		f.take(strings.ToLower(key), value)
	}
	if f.date.IsZero() {
		f.date = firstDate(fields["created"])
	}
	return f, true
}

func (f *front) take(key string, value any) {
	switch key {
	case "date":
		f.date = firstDate(value)
	case "tags", "tag":
		f.tags = append(f.tags, list(value, "#")...)
	case "people", "person":
		f.people = append(f.people, list(value, "@")...)
	case "projects", "project":
		f.projects = append(f.projects, list(value, "+")...)
	case "private":
		f.private = !isNo(value)
	}
}

// isNo tells whether a note is said not to be private; whatever else stands
// there keeps it private.
func isNo(value any) bool {
	switch strings.ToLower(fmt.Sprint(value)) {
	case "false", "no", "off", "0", "", "<nil>", "null", "~":
		return true
	}
	return false
}

// firstDate reads the date that a value begins with.
func firstDate(value any) oneonone.Date {
	words := strings.Fields(fmt.Sprint(value))
	d, _ := calendar{}.leading(words)
	return d
}

// list gives the words of "a, b" or of a list, without their sign.
func list(value any, sign string) []string {
	words := texts(value)
	if text, ok := value.(string); ok {
		words = strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' && sign != "@" })
	}
	var clean []string
	for _, w := range words {
		w = strings.TrimPrefix(strings.Trim(oneLine(w, 100), "[]\" "), sign)
		if w != "" {
			clean = append(clean, w)
		}
	}
	return clean
}

// texts gives the texts and whole numbers of a value and of the lists in it: [[Ida Holm]] is a
// list in a list to YAML. Whatever else it holds is no word that somebody wrote.
func texts(value any) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case int64:
		return []string{fmt.Sprint(v)}
	case []any:
		var all []string
		for _, w := range v {
			all = append(all, texts(w)...)
		}
		return all
	}
	return nil
}

// yamlFields reads the top level of a YAML mapping: texts, and lists of texts.
// It reads the syntax tree and follows no alias, so that no file can make a
// little text expand without end.
func yamlFields(block string, fields map[string]any) (ok bool) {
	defer func() { // a parser that gives up on odd bytes must not end the program
		if recover() != nil {
			ok = false
		}
	}()
	if strings.TrimSpace(block) == "" {
		return true
	}
	if tooDeep([]byte(block)) {
		return false
	}
	file, err := parser.ParseBytes([]byte(block), 0)
	if err != nil || len(file.Docs) != 1 {
		return false
	}
	switch body := file.Docs[0].Body.(type) {
	case *ast.MappingNode:
		for _, v := range body.Values {
			fields[v.Key.String()] = yamlValue(v.Value)
		}
		return true
	case *ast.CommentGroupNode, nil:
		return true
	}
	return false
}

func yamlValue(node ast.Node) any {
	switch n := node.(type) {
	case *ast.SequenceNode:
		var values []any
		for _, v := range n.Values {
			values = append(values, yamlValue(v))
		}
		return values
	case *ast.StringNode:
		return n.Value
	case *ast.NullNode, *ast.AliasNode, *ast.AnchorNode:
		return ""
	case ast.ScalarNode:
		return strings.TrimSpace(n.GetToken().Value)
	}
	return ""
}
