package term

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Clean removes what text must not do to a screen: escape sequences, control
// characters other than newline and tab, and the marks that reorder or hide
// what is read. Emoji and scripts that join letters stay whole.
func Clean(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.IndexFunc(text, unwanted) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unwanted(r) {
			return -1
		}
		return r
	}, ansi.Strip(text))
}

// unwanted tells the runes that act on a screen instead of showing on it.
func unwanted(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case unicode.IsControl(r):
		return true
	case r == '\u200e', r == '\u200f', r == '\u061c': // direction marks
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069': // direction overrides
		return true
	case r >= '\ufdd0' && r <= '\ufdef': // no characters
		return true
	case r >= '\u2060' && r <= '\u2064', r == '\ufeff', r == '\u2028', r == '\u2029': // invisible
		return true
	}
	return false
}

// referenceBytes are what a character reference has between "&" and ";".
const referenceBytes = "#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// disarm keeps character references from becoming unwanted characters once
// they are rendered: what "&#27;" says is shown as it is written. A reference
// needs no semicolon.
func disarm(md string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(md, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte('&')
		reference := "&" + after[:len(after)-len(strings.TrimLeft(after, referenceBytes))]
		if strings.HasPrefix(after[len(reference)-1:], ";") {
			reference += ";"
		}
		if r, _ := utf8.DecodeRuneInString(html.UnescapeString(reference)); unwanted(r) {
			b.WriteString("amp;")
		}
		md = after
	}
}

const reset = "\x1b[0m"

// restyle keeps of rendered text only what shows: text, and styles where they
// begin to matter. Every line starts and ends without a style; any other
// escape is dropped.
func restyle(rendered string) string {
	var b strings.Builder
	var now, next string
	wear := func(style string) {
		if now != "" && now != style {
			b.WriteString(reset)
		}
		if now != style {
			b.WriteString(style)
		}
		now = style
	}
	for len(rendered) > 0 {
		seq, _, n, _ := ansi.DecodeSequence(rendered, ansi.NormalState, nil)
		rendered = rendered[n:]
		switch {
		case seq == reset:
			next = ""
		case isStyle(seq):
			next += seq
		case seq == "\n":
			wear("")
			b.WriteString(seq)
		case seq[0] != '\x1b':
			wear(next)
			b.WriteString(seq)
		}
	}
	wear("")
	return b.String()
}

// isStyle tells the escapes that set colours and weight: CSI … m.
func isStyle(seq string) bool {
	params, ok := strings.CutPrefix(seq, "\x1b[")
	return ok && strings.TrimLeft(params, "0123456789;:") == "m"
}
