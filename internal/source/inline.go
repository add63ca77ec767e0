package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// wrapped is the length from which a line counts as wrapped by an editor. A
// shorter one ended because its writer meant it to.
const wrapped = 60

// inline gives the plain text of a block: emphasis and link targets left out,
// code in backticks, struck text struck.
func (r *reader) inline(n ast.Node) string {
	if n.Kind() == ast.KindCodeBlock {
		return strings.TrimSpace(string(n.Lines().Value(r.src)))
	}
	var b strings.Builder
	r.writeInline(&b, n)
	return withoutBrackets(strings.TrimSpace(b.String()))
}

func (r *reader) writeInline(b *strings.Builder, parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.Write(util.UnescapePunctuations(n.Segment.Value(r.src)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(lineBreak(b.String()))
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(r.src))
		case *ast.CodeSpan:
			r.between(b, n, "`")
		case *extast.Strikethrough:
			r.between(b, n, "~~")
		case *ast.RawHTML:
		default:
			r.writeInline(b, n)
		}
	}
}

func (r *reader) between(b *strings.Builder, n ast.Node, mark string) {
	b.WriteString(mark)
	r.writeInline(b, n)
	b.WriteString(mark)
}

// lineBreak keeps a break that was meant and takes a space for one that a
// narrow editor made.
func lineBreak(before string) byte {
	last := before[strings.LastIndexByte(before, '\n')+1:]
	if utf8.RuneCountInString(last) >= wrapped {
		return ' '
	}
	return '\n'
}

// item writes a list item: its text, and below it the items, code and
// paragraphs that belong to it. Items with a box are notes of their own.
func (r *reader) item(b *strings.Builder, item ast.Node, indent string) {
	for n := item.FirstChild(); n != nil; n = n.NextSibling() {
		if n != item.FirstChild() && n.Kind() != ast.KindList {
			b.WriteString("\n" + indent)
		}
		switch n.Kind() {
		case ast.KindTextBlock, ast.KindParagraph, ast.KindCodeBlock:
			b.WriteString(strings.ReplaceAll(r.inline(n), "\n", "\n"+indent))
		case ast.KindList:
			r.subitems(b, n, indent)
		case ast.KindFencedCodeBlock:
			code := strings.TrimRight(string(n.Lines().Value(r.src)), "\n")
			b.WriteString(strings.ReplaceAll("```\n"+code+"\n```", "\n", "\n"+indent))
		case ast.KindBlockquote:
			r.item(b, n, indent)
		}
	}
}

func (r *reader) subitems(b *strings.Builder, list ast.Node, indent string) {
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		if c.FirstChild() == nil || r.taskOf(c.FirstChild()) != "" {
			continue
		}
		b.WriteString("\n" + indent + "- ")
		r.item(b, c, indent+"  ")
	}
}

// raw gives a block as it was written, without fenced code.
func (r *reader) raw(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock && n.Kind() != ast.KindFencedCodeBlock {
			b.Write(n.Lines().Value(r.src))
			b.WriteByte('\n')
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// withoutCallout leaves out the kind of a callout ("[!note] Text").
func withoutCallout(s string) string {
	if rest, ok := strings.CutPrefix(s, "[!"); ok {
		if _, after, ok := strings.Cut(rest, "]"); ok {
			return strings.TrimLeft(after, "+- ")
		}
	}
	return s
}

// withoutBrackets gives wiki links as they read: [[page]] as page, and
// [[page|words]] as words.
func withoutBrackets(s string) string {
	const longest = 300
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "[[")
		if b.WriteString(before); !ok {
			return b.String()
		}
		target, _, ok := strings.Cut(rest[:min(len(rest), longest)], "]]")
		if s = rest; !ok {
			b.WriteString("[[")
			continue
		}
		s = rest[len(target)+2:]
		if _, words, ok := strings.Cut(target, "|"); ok {
			target = words
		}
		b.WriteString(target)
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
