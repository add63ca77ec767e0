package term

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// A line may break after any of ".,-", which tears dates and figures apart.
// Between two digits each is replaced by a stand-in until the text is laid
// out. The stand-ins are no characters: no text has them once it is cleaned.
const (
	joiners  = ".,-"
	standIns = "\ufdd0\ufdd1\ufdd2"
)

// mend changes a parsed document where the renderer would show it badly, and
// returns the source that the changed document refers to.
//   - Dates and figures stay on one line.
//   - The text of a list item flows instead of keeping the line breaks of the
//     source.
//   - Paragraphs of one list item stay apart.
//   - The target of a relative link is shown as it is written.
func mend(doc ast.Node, source []byte) []byte {
	hold := func(value string) text.Segment {
		start := len(source)
		source = append(source, value...)
		return text.NewSegment(start, len(source))
	}
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		if separate(n) {
			gap := "\n\n"
			if n.PreviousSibling().Kind() == ast.KindFencedCodeBlock {
				gap = "\n" // code ends its own line
			}
			n.InsertBefore(n, n.FirstChild(), ast.NewTextSegment(hold(gap)))
		}
		switch n := n.(type) {
		case *ast.Text:
			value := join(string(n.Value(source)))
			if n.SoftLineBreak() && inList(n) {
				n.SetSoftLineBreak(false)
				value += " "
			}
			n.Segment = hold(value)
		case *ast.Link:
			if target := string(n.Destination); relative(target) {
				n.Destination = []byte("#") // which the renderer does not show
				n.Parent().InsertAfter(n.Parent(), n, ast.NewTextSegment(hold(" "+target)))
			}
		}
		return ast.WalkContinue, nil
	})
	return source
}

// relative tells a link to a file near the document. The renderer would make
// it start with a slash.
func relative(target string) bool {
	u, err := url.Parse(target)
	return err == nil && target != "" && !u.IsAbs() && !strings.HasPrefix(target, "#")
}

// separate tells a paragraph of a list item that follows other text of it.
func separate(n ast.Node) bool {
	if n.Parent() == nil || n.Parent().Kind() != ast.KindListItem || n.PreviousSibling() == nil {
		return false
	}
	return n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock
}

func inList(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindListItem {
			return true
		}
	}
	return false
}

// join replaces the joiners between two digits.
func join(s string) string {
	var b strings.Builder
	marks := []rune(standIns)
	for i := range len(s) {
		j := strings.IndexByte(joiners, s[i])
		if j >= 0 && i > 0 && i+1 < len(s) && digit(s[i-1]) && digit(s[i+1]) {
			b.WriteRune(marks[j])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// unjoin puts the joiners back.
func unjoin(s string) string {
	marks := []rune(standIns)
	return strings.Map(func(r rune) rune {
		if r >= marks[0] && r <= marks[len(marks)-1] {
			return rune(joiners[r-marks[0]])
		}
		return r
	}, s)
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
