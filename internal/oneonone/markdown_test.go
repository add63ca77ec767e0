package oneonone

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"
)

// markup is what a reader makes of a document.
type markup struct {
	headings []string
	// foreign are the nodes that no document of ours has: links, images, HTML,
	// code blocks, quotes, tables, struck-through text.
	foreign []string
	// stressed is what is bold or in italics.
	stressed []string
	items    int
}

func parse(doc string) markup {
	src := []byte(doc)
	var m markup
	root := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList)).Parser().Parse(text.NewReader(src))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			m.headings = append(m.headings, fmt.Sprintf("%d %s", n.Level, plainText(n, src)))
		case *ast.Emphasis:
			m.stressed = append(m.stressed, plainText(n, src))
		case *ast.ListItem:
			m.items++
		case *ast.Document, *ast.Text, *ast.String, *ast.TextBlock, *ast.Paragraph, *ast.List, *ast.CodeSpan, *extast.TaskCheckBox:
		default:
			m.foreign = append(m.foreign, n.Kind().String())
		}
		return ast.WalkContinue, nil
	})
	return m
}

func plainText(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(src))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// evil are texts that mean something in Markdown or on a terminal.
var evil = []string{
	"[x](http://evil)", "![](http://evil)", "![pic][ref]", "<img src=x onerror=alert(1)>", "# h", "## h2", "*b*", "**bold**", "_i_", "__b__", "~~gone~~", "<http://evil.example>", "<a@b.example>",
	"http://bare.example/a_b_c", "[ref]: http://evil", "[x][ref] and [ref]", "- item", "1. item", "+ item", "> quote", "```", "`code`", "``two `ticks``", "` lone tick", "    indented", "\tindented", "---", "***", "===",
	"| a | b |", "|---|", "&lt;b&gt; &amp;", "\\", "\\*x\\*", "end \\", "line\nbreak\n# heading", "para\n\n- list", "a  \nb", "<!-- comment -->", "<script>x</script>", "<br/>", "</div>", "x\x1b[31mred\x1b]8;;http://evil\x07",
	"snake_case_name and _edge_ case", "2 * 3 * 4", "a*b*c", "![a](b) `![c](d)` ![e](f)", "`[x](y)` [x](y)", "$x$", "@mara #tag +p", "[ ] todo", "[x] done", ":smile:", "«»“”", "", " ", "\u202edrow", "*", "_", "[", "]", "](", "!", "#", "`", "~~", "<",
}

func drawText(t *rapid.T) string {
	parts := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(evil), rapid.StringOfN(rapid.RuneFrom([]rune("ab *_`[]()!<>#~|\\&\n-+1.:/=\"'")), 0, 12, -1)), 0, 3).Draw(t, "text")
	return strings.Join(parts, rapid.SampledFrom([]string{"", " ", "\n"}).Draw(t, "joint"))
}

func drawMaybe(t *rapid.T) Maybe { return Maybe(drawText(t)) }

func drawFindings(t *rapid.T) List[Finding] {
	var out List[Finding]
	for range rapid.IntRange(0, 1).Draw(t, "findings") {
		out = append(out, Finding{Rule: "smart", Severity: SeverityWarning, Message: drawText(t)})
	}
	return out
}

// wellFormed holds a document against what holds for all.
func wellFormed(t *rapid.T, doc string, headings int) {
	m := parse(doc)
	if len(m.foreign) > 0 {
		t.Errorf("%v in\n%s", m.foreign, doc)
	}
	if len(m.headings) != headings {
		t.Errorf("%d headings, want %d: %q in\n%s", len(m.headings), headings, m.headings, doc)
	}
	if !strings.HasSuffix(doc, "\n") || strings.HasSuffix(doc, "\n\n") {
		t.Errorf("ends in %q", doc[max(0, len(doc)-5):])
	}
	if clean := Clean(doc); clean != doc {
		t.Errorf("control characters in %q", doc)
	}
	if strings.Contains(doc, "\n\n\n") {
		t.Errorf("two empty lines in\n%s", doc)
	}
}

// TestMarkdownEmphasis keeps users' stars and underscores from being read as
// emphasis: what is stressed is the label, and nothing else.
func TestMarkdownEmphasis(t *testing.T) {
	for _, s := range evil {
		m := parse(RecapMarkdown(Recap{Ideas: List[Said]{{Text: "x " + s + " y"}}}))
		if len(m.stressed) > 0 {
			t.Errorf("%q stresses %q", s, m.stressed)
		}
	}
}

func TestMarkdownKeepsWords(t *testing.T) {
	for in, want := range map[string]string{
		"p95 < 300 ms & 2 * 3": "p95 < 300 ms & 2 * 3", "snake_case_name": "snake_case_name", "[x](http://evil)": "[x](http://evil)", "a\nb\tc": "a b c", "# no heading": "# no heading", "~~gone~~": "~~gone~~",
	} {
		doc := RecapMarkdown(Recap{Ideas: List[Said]{{Text: in}}})
		src := []byte(doc)
		root := goldmark.New(goldmark.WithExtensions(extension.Strikethrough)).Parser().Parse(text.NewReader(src))
		got := strings.ReplaceAll(plainText(root.LastChild(), src), "\\", "")
		if got != want {
			t.Errorf("%q reads %q", in, got)
		}
	}
}

func FuzzInline(f *testing.F) {
	for _, s := range evil {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m := parse("- " + inline(s) + "\n")
		if len(m.foreign) > 0 || len(m.headings) > 0 || len(m.stressed) > 0 || m.items != 1 {
			t.Errorf("%q becomes %q, read as %+v", s, inline(s), m)
		}
	})
}
