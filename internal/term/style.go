package term

import (
	"github.com/charmbracelet/glamour/ansi"
	"github.com/charmbracelet/glamour/styles"
)

const (
	// itemMark stands, invisibly, between the bullet of a list item and its
	// first word until the text is laid out. Clean removes it from any text,
	// so only a bullet has it.
	itemMark = "\u2063"
	// listEnd stands, likewise, behind the last item of a list.
	listEnd = "\u2064"
	// hangingRoom is what the renderer leaves free at the right for list
	// items to hang in: the width of "10. ".
	hangingRoom = 4
	// codeTheme and codeFormat show code as it is. Highlighting it is not
	// worth its cost here, and the renderer's way without any takes the
	// backslashes out of code.
	codeTheme  = "none"
	codeFormat = "noop"
)

// palette is what differs between a dark and a light background, as numbers
// of the 256 colours. All are of middle brightness, because the background is
// a guess; text itself has the terminal's own colour.
type palette struct{ heading, code, faint string }

// style is the look of Markdown: the renderer's own dark or light style with
// quieter headings, no padding around code, and lists that hang. Without
// colours it looks like Markdown.
func (s *Screen) style() ansi.StyleConfig {
	switch {
	case !s.colour:
		plain := arrange(styles.ASCIIStyleConfig)
		plain.Code.Prefix, plain.Code.Suffix = "`", "`"
		return plain
	case s.light():
		return paint(arrange(styles.LightStyleConfig), palette{heading: "25", code: "130", faint: "241"})
	default:
		return paint(arrange(styles.DarkStyleConfig), palette{heading: "39", code: "173", faint: "245"})
	}
}

// arrange sets margins, indents and bullets.
func arrange(c ansi.StyleConfig) ansi.StyleConfig {
	c.Document.Margin = ptr[uint](0)
	c.List.Indent = ptr[uint](2)
	c.List.LevelIndent = 2
	c.List.BlockSuffix = listEnd
	c.Item.BlockPrefix = "• " + itemMark
	c.Enumeration.BlockPrefix = ". " + itemMark
	c.Task.Ticked = "[x] " + itemMark
	c.Task.Unticked = "[ ] " + itemMark
	c.CodeBlock.Margin = ptr[uint](2)
	c.CodeBlock.Chroma, c.CodeBlock.Theme = nil, codeTheme
	// The bar is two columns wide. The renderer counts an indent as one.
	c.BlockQuote.Indent, c.BlockQuote.Margin = nil, ptr[uint](1)
	c.HorizontalRule.Format = "\n────────\n"
	return c
}

// paint sets the colours.
func paint(c ansi.StyleConfig, p palette) ansi.StyleConfig {
	strong := ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Bold: ptr(true)}}
	weak := ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Bold: ptr(false)}}
	c.Document.Color = nil
	c.Heading.Color = &p.heading
	c.H1, c.H2, c.H3 = strong, strong, strong
	c.H1.Underline = ptr(true)
	c.H4, c.H5, c.H6 = weak, weak, weak
	c.Code = ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: &p.code}}
	c.BlockQuote.Color = &p.faint
	return c
}

func ptr[T any](v T) *T { return &v }
