package coach

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ear hears the JSON of an answer as it arrives and tells of each element of
// its lists as soon as the element is complete. It forgives what decode
// forgives: thoughts, fences and prose before the JSON, trailing commas. In
// whatever pieces a text comes, the same lines are told. What it tells is not
// checked yet.
type ear struct {
	task string
	tell func(string)

	state earState
	// stack holds the open brackets, key the name of the list that is open in
	// the root.
	stack []byte
	key   string
	// text is the string that is being read while it may be a key of the
	// root; element is the element of a list that is being read.
	text, element []byte
	// inElement, escaped: within an element; after a backslash.
	inElement, escaped bool
	tail               []byte // the end of what stood outside, to find tags
	thinking           bool
}

type earState int

const (
	outside earState = iota // before the root, or after it
	between                 // between tokens
	inString
)

// longestElement bounds what is kept of an element.
const longestElement = 256 << 10

func newEar(task string, tell func(string)) *ear { return &ear{task: task, tell: tell} }

// hear takes the next piece.
func (e *ear) hear(d Delta) {
	if d.Again {
		*e = *newEar(e.task, e.tell)
	}
	for i := range len(d.Text) {
		e.byte(d.Text[i])
	}
}

func (e *ear) byte(c byte) {
	if e.inElement && len(e.element) < longestElement {
		e.element = append(e.element, c)
	}
	switch e.state {
	case outside:
		e.look(c)
	case inString:
		e.string(c)
	default:
		e.structure(c)
	}
}

// look waits for the root, past what a model thinks aloud.
func (e *ear) look(c byte) {
	const opening, closing = "<think>", "</think>"
	e.tail = append(e.tail, c)
	if len(e.tail) > len(closing) {
		e.tail = append(e.tail[:0], e.tail[1:]...)
	}
	switch {
	case bytes.HasSuffix(e.tail, []byte(closing)):
		e.thinking = false
	case bytes.HasSuffix(e.tail, []byte(opening)):
		e.thinking = true
	case c == '{' && !e.thinking:
		e.state, e.stack, e.key = between, append(e.stack[:0], c), ""
		e.text = e.text[:0]
	}
}

func (e *ear) string(c byte) {
	switch {
	case e.escaped:
		e.escaped = false
	case c == '\\':
		e.escaped = true
	case c == '"':
		e.state = between
		return
	}
	if len(e.stack) == 1 && len(e.text) < 64 {
		e.text = append(e.text, c)
	}
}

// structure reads what stands between strings.
func (e *ear) structure(c byte) {
	switch c {
	case '"':
		e.state, e.text = inString, e.text[:0]
	case ':':
		if len(e.stack) == 1 {
			e.key = string(e.text)
		}
	case '{', '[':
		e.open(c)
	case '}', ']':
		e.close(c)
	default:
		if !inJSON(c) { // it was no JSON: wait for the next
			e.reset()
			e.look(c)
		}
	}
}

// inJSON tells the characters of numbers, literals and white space.
func inJSON(c byte) bool {
	return strings.IndexByte(" \t\r\n,+-.", c) >= 0 || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c == 'E'
}

func (e *ear) reset() {
	e.state, e.stack, e.inElement, e.element, e.tail = outside, e.stack[:0], false, e.element[:0], e.tail[:0]
}

func (e *ear) open(c byte) {
	if c == '{' && string(e.stack) == "{[" {
		e.inElement, e.element = true, append(e.element[:0], c)
	}
	e.stack = append(e.stack, c)
	if len(e.stack) > 64 {
		e.reset()
	}
}

func (e *ear) close(c byte) {
	last := e.stack[len(e.stack)-1]
	if last == '{' && c != '}' || last == '[' && c != ']' {
		e.reset()
		return
	}
	e.stack = e.stack[:len(e.stack)-1]
	if e.inElement && string(e.stack) == "{[" {
		e.inElement = false
		e.complete()
	}
	if len(e.stack) == 0 {
		e.reset()
	}
}

// heard is what of an element is told, whatever list it is of.
type heard struct {
	Title    string `json:"title"`
	Minutes  int    `json:"minutes"`
	Text     string `json:"text"`
	Progress string `json:"progress"`
	Theme    string `json:"theme"`
}

// complete tells of an element.
func (e *ear) complete() {
	var h heard
	raw := e.element
	if json.Unmarshal(raw, &h) != nil && json.Unmarshal(withoutTrailingCommas(string(raw)), &h) != nil {
		return
	}
	if text := line(h.line(e.task, e.key)); text != "" {
		e.tell(text)
	}
}

// line says an element in a line; "" for lists that are not told.
func (h heard) line(task, key string) string {
	what := ""
	switch task + " " + key {
	case "prep topics":
		if h.Title == "" {
			return ""
		}
		return fmt.Sprintf("%s (%d min)", cutLine(h.Title), max(h.Minutes, 0))
	case "recap key_points":
		what = h.Text
	case "recap decisions":
		what = prefixed("decided", h.Text)
	case "recap action_items":
		what = prefixed("to do", h.Text)
	case "reflect goals":
		what = prefixed("goal", h.Progress)
	case "reflect achievements":
		what = h.Text
	case "reflect feedback_themes":
		what = prefixed("feedback", h.Theme)
	}
	return cutLine(what)
}

func prefixed(label, text string) string {
	if line(text) == "" {
		return ""
	}
	return label + ": " + text
}

// cutLine keeps what fits on a line of a terminal.
func cutLine(text string) string {
	const most = 90
	text = line(text)
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)
	return strings.TrimRight(string(runes[:most-1]), " ,;:") + "…"
}
