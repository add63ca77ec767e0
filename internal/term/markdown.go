package term

import (
	"bytes"
	"fmt"

	"github.com/charmbracelet/glamour/ansi"
	"github.com/muesli/termenv"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Markdown writes md to standard output: rendered on a terminal, and as it is
// in a pipe, in a file and with the option Plain.
func (s *Screen) Markdown(md string) error {
	if s.opts.Plain || !s.outTTY {
		return s.Print(md)
	}
	text, err := s.render(md)
	if err != nil {
		return fmt.Errorf("show Markdown: %w", err)
	}
	return s.write(s.out, text)
}

// render lays md out for the terminal.
func (s *Screen) render(md string) (string, error) {
	look := ansi.NewRenderer(ansi.Options{
		Styles:           s.style(),
		WordWrap:         max(s.Width()-hangingRoom, 1),
		ColorProfile:     termenv.ANSI256,
		InlineTableLinks: true,
		ChromaFormatter:  codeFormat,
	})
	source := []byte(disarm(Clean(md)))
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	source = mend(doc, source)
	var out bytes.Buffer
	nodes := renderer.WithNodeRenderers(util.Prioritized(look, 1))
	if err := renderer.NewRenderer(nodes).Render(&out, source, doc); err != nil {
		return "", err
	}
	return restyle(layout(out.String(), s.columns(s.out))), nil
}
