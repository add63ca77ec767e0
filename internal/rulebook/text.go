package rulebook

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// block is a paragraph or a list item: what is said together. Its text is a
// part of the source in which everything that is no prose (code, addresses,
// quoted words of others, marks) is blanked out, byte for byte, so that
// positions in it are positions in the source.
type block struct {
	start int
	text  string
	// silent tells headings, quotes and code: they stand around what is said.
	silent bool
	// item tells a list item.
	item bool
	// under is the heading above, in small letters; section numbers the
	// headings.
	under   string
	section int
}

// blocks reads Markdown.
func blocks(source []byte) []block {
	extensions := goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify)
	root := goldmark.New(extensions).Parser().Parse(text.NewReader(tame(source)))
	r := &markdown{source: source}
	_ = ast.Walk(root, r.visit) // it fails only when visit does
	return r.found
}

// deepest is how many marks of quotes and lists at the beginning of a line are
// read: nobody nests deeper, and every level costs.
const deepest = 24

// mostBrackets is how many brackets and backticks of a line are read as those of
// links and code.
const mostBrackets = 400

// tame gives a source of the same length and with the same blocks that is read
// in a time that grows with its length: without emphasis, which says nothing to
// the rules and takes quadratic time to match, without nesting that nobody
// writes, without brackets and backticks by the thousand.
func tame(source []byte) []byte {
	out := bytes.Clone(source)
	start, marks, brackets := true, 0, 0
	for i, c := range out {
		switch {
		case c == '\n':
			start, marks, brackets = true, 0, 0
			continue
		case start && strings.IndexByte(" \t>-+*", c) < 0:
			start = false
		}
		switch {
		case start && strings.IndexByte(">-+*", c) >= 0:
			marks++
		case strings.IndexByte("[]<`", c) >= 0:
			brackets++
		}
		emphasis := !start && strings.IndexByte("*_~", c) >= 0
		if emphasis || start && marks > deepest && c != '\t' || brackets > mostBrackets && strings.IndexByte("[]<`", c) >= 0 {
			out[i] = ' '
		}
	}
	return out
}

type markdown struct {
	source  []byte
	under   string
	section int
	// quotes are how many quotes are open.
	quotes int
	found  []block
}

func (m *markdown) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if _, isQuote := n.(*ast.Blockquote); isQuote {
		m.quotes += map[bool]int{true: 1, false: -1}[entering]
	}
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		m.under = strings.ToLower(m.raw(n))
		m.section++
		m.addSilent(n)
		return ast.WalkSkipChildren, nil
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		m.addSilent(n)
		return ast.WalkSkipChildren, nil
	case *ast.HTMLBlock, *extast.Table:
		return ast.WalkSkipChildren, nil
	case *ast.Paragraph, *ast.TextBlock:
		if m.quotes > 0 {
			m.addSilent(n)
		} else {
			m.add(n)
		}
		return ast.WalkSkipChildren, nil
	}
	return ast.WalkContinue, nil
}

// addSilent takes what only stands around.
func (m *markdown) addSilent(n ast.Node) {
	if lines := n.Lines(); lines.Len() > 0 {
		start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
		m.found = append(m.found, block{start: start, text: string(m.source[start:end]), silent: true, section: m.section})
	}
}

// raw gives the lines of a node as they stand.
func (m *markdown) raw(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(m.source))
	}
	return strings.TrimSpace(b.String())
}

// heading gives what stands over a paragraph, in small letters: for a list item
// the line over its list, else the heading.
func (m *markdown) heading(n ast.Node) string {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if _, isList := p.(*ast.List); !isList {
			continue
		}
		if over, ok := p.PreviousSibling().(*ast.Paragraph); ok {
			above := m.raw(over)
			if line := above[strings.LastIndexByte(above, '\n')+1:]; isOver(line) {
				return strings.ToLower(line)
			}
		}
	}
	return m.under
}

// isOver tells a line over a list from one before it: it ends with a colon, or is
// short and no sentence.
func isOver(line string) bool {
	return strings.HasSuffix(line, ":") || !strings.HasSuffix(line, ".") && len(strings.Fields(line)) <= 6
}

// add takes a paragraph.
func (m *markdown) add(n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	b := block{start: start, under: m.heading(n), section: m.section}
	if parent, ok := n.Parent().(*ast.ListItem); ok {
		b.item = true
		if parent.FirstChild() != n {
			b.item = false // a paragraph that goes on below an item
		}
	}
	plain := bytes.Repeat([]byte{' '}, end-start)
	for i := range lines.Len() {
		line := lines.At(i)
		copy(plain[line.Start-start:], m.source[line.Start:line.Stop])
	}
	blank(n, start, plain)
	b.text = withoutVoices(string(plain))
	m.found = append(m.found, b)
}

// blank takes out what is no prose.
func blank(n ast.Node, start int, plain []byte) {
	clear := func(from, to int) {
		for i := max(from, start); i < to && i-start < len(plain); i++ {
			if plain[i-start] != '\n' {
				plain[i-start] = ' '
			}
		}
	}
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.CodeSpan, *ast.RawHTML:
			for t := c.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					clear(t.Segment.Start-1, t.Segment.Stop+1)
				}
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, at := range notProse().FindAllIndex(plain, -1) {
		clear(start+at[0], start+at[1])
	}
}

// notProse are addresses, the targets of links, check boxes, and emphasis,
// whose marks would stand between a word and its neighbour.
var notProse = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)https?://\S+|\]\([^)\s]*\)|^\s*\[[ xX]\]|\*+|\b__|__\b`)
})

// voices are words of somebody else: quoted, and more than a name.
var voices = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`"[^"\n]{12,}"|“[^”\n]{12,}”|„[^“\n]{12,}“|«[^»\n]{12,}»`)
})

// withoutVoices blanks them out.
func withoutVoices(text string) string {
	return voices().ReplaceAllStringFunc(text, func(q string) string { return strings.Repeat(" ", len(q)) })
}
