package source

import (
	"bytes"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"oneonone/internal/oneonone"
)

// newMarkdown gives a parser of CommonMark with tables and strikethrough; boxes have more
// states than its own.
func newMarkdown() parser.Parser {
	extensions := goldmark.WithExtensions(extension.Table, extension.Strikethrough)
	return goldmark.New(extensions).Parser()
}

// passage is a piece of a file that is one note.
type passage struct {
	// line is where it begins, from 1, and last where it ends.
	line, last int
	text       string
	task       oneonone.Status
	// marked is the text as it was written, with the headings above it, to
	// find marked words in.
	marked   string
	sections []string
	date     oneonone.Date
	private  bool
	// told has the days of a task.
	told Told
}

// reader walks one file.
type reader struct {
	src    []byte
	starts []int // where each line starts
	days   calendar
	// outline tells that the entries of lists are headings to what hangs below them.
	outline bool
	// above has the headings over the place where the walk is, dates the
	// dated ones among them and before it.
	above, dates []heading
	found        []passage
}

// heading is a heading, or a line that stands over a list like one.
type heading struct {
	level        int
	text, marked string
	date         oneonone.Date
}

// passages finds the notes in a text. A list item is one note with all that
// belongs to it but the boxes below it, which are notes themselves, and so is a paragraph; a line that has a list below and ends
// in a colon, or is all bold, is a heading to that list. Fenced code by itself,
// comments and HTML are no notes; a row of a table is one. Indented text is text, since
// people indent.
func passages(md parser.Parser, src string, days calendar) []passage {
	src, outline := outlined(plainMarks(src))
	r := reader{src: []byte(src), days: days, starts: []int{0}, outline: outline}
	for i, c := range r.src {
		if c == '\n' {
			r.starts = append(r.starts, i+1)
		}
	}
	r.blocks(md.Parse(text.NewReader(r.src)))
	return r.found
}

func (r *reader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch {
		case n.Kind() == ast.KindHeading:
			r.heading(n.(*ast.Heading))
		case n.Kind() == ast.KindBlockquote:
			above, dates := r.above, r.dates
			r.blocks(n)
			r.above, r.dates = above, dates
		case n.Kind() == ast.KindList:
			r.list(n)
		case n.Kind() == extast.KindTable:
			r.table(n)
		case n.Kind() == ast.KindParagraph && r.leads(n):
			n = n.NextSibling()
			r.under(n.PreviousSibling(), n)
		case n.Kind() == ast.KindParagraph, n.Kind() == ast.KindCodeBlock:
			r.note(n, n)
		}
	}
}

// list takes each item as a note, or as a heading to the list below it.
func (r *reader) list(list ast.Node) {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		first := item.FirstChild()
		switch {
		case first == nil:
		case r.titles(first) && (r.outline || r.allBoxes(first.NextSibling())):
			r.under(first, first.NextSibling())
		case r.leads(first) && first.NextSibling() == item.LastChild():
			r.under(first, first.NextSibling())
		default:
			r.note(item, first)
			r.boxesBelow(item)
		}
	}
}

// allBoxes tells a list that has nothing but tasks.
func (r *reader) allBoxes(list ast.Node) bool {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if r.taskOf(item.FirstChild()) == "" {
			return false
		}
	}
	return true
}

// boxesBelow takes the boxes in the lists below an entry as notes of their own, under its text.
func (r *reader) boxesBelow(item ast.Node) {
	above := r.above
	for list := item.FirstChild(); list != nil; list = list.NextSibling() {
		if list.Kind() != ast.KindList {
			continue
		}
		for below := list.FirstChild(); below != nil; below = below.NextSibling() {
			if r.taskOf(below.FirstChild()) != "" {
				_, title := cutBox(r.inline(item.FirstChild()))
				r.above = append(slices.Clone(above), heading{level: 7, text: oneLine(title, 100), marked: r.raw(item.FirstChild())})
				r.note(below, below.FirstChild())
			}
			r.boxesBelow(below)
			r.above = above
		}
	}
}

// titles tells whether an entry of an outline is only the name of what hangs below it: a few
// words without a figure, a mark or a box.
func (r *reader) titles(n ast.Node) bool {
	below := n.NextSibling()
	text := r.inline(n)
	return below != nil && below.Kind() == ast.KindList && below.NextSibling() == nil && r.taskOf(n) == "" &&
		len(strings.Fields(text)) <= 4 && !strings.ContainsAny(text, "0123456789.,;:?!")
}

// table takes each row as a note: its cells one after the other, on the day that a cell is.
func (r *reader) table(table ast.Node) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() != extast.KindTableRow {
			continue
		}
		p := passage{line: r.line(r.start(row)), marked: r.raw(row)}
		p.last = p.line
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			text := r.inline(cell)
			if day := r.days.day(text); !day.IsZero() && p.date.IsZero() {
				p.date = day
			} else if strings.ContainsFunc(text, isWord) {
				cells = append(cells, strings.TrimRight(text, "."))
			}
		}
		p.text = strings.Join(cells, "; ")
		r.add(p)
	}
}

// leads tells whether a line stands over the list below it like a heading.
func (r *reader) leads(n ast.Node) bool {
	next := n.NextSibling()
	if next == nil || next.Kind() != ast.KindList || n.Lines().Len() != 1 || r.taskOf(n) != "" {
		return false
	}
	bold, isEmphasis := n.FirstChild().(*ast.Emphasis)
	allBold := isEmphasis && bold.Level == 2 && bold.NextSibling() == nil
	return allBold || strings.HasSuffix(strings.TrimRight(r.inline(n), "* _"), ":")
}

// under reads a list below a line that is a heading to it alone.
func (r *reader) under(line, list ast.Node) {
	title := strings.Trim(r.inline(line), ":*_ ")
	above, dates := r.above, r.dates
	r.enter(heading{level: 7, text: title, marked: r.raw(line)})
	r.list(list)
	r.above, r.dates = above, dates
}

// heading goes below a heading. Text that only looks like one, since somebody
// drew a line under it, is a note.
func (r *reader) heading(n *ast.Heading) {
	if n.Lines().Len() == 0 {
		return
	}
	title := r.inline(n)
	start := n.Lines().At(0).Start
	underlined := !bytes.ContainsRune(r.src[r.starts[r.line(start)-1]:start], '#')
	if underlined && (n.Lines().Len() > 1 || strings.HasSuffix(title, ".")) {
		r.note(n, n)
		return
	}
	r.enter(heading{level: n.Level, text: title, marked: r.raw(n)})
}

// enter puts a heading over what follows. A date holds until a heading of a
// higher rank or another date: people who write days and topics on one level
// mean the topics of that day.
func (r *reader) enter(h heading) {
	h.date, h.text = r.days.heading(h.text)
	for _, w := range strings.Fields(h.text) {
		if y, err := strconv.Atoi(trimEdges(w)); err == nil && isYear(y) && h.date.IsZero() && y != r.days.base.Year {
			r.days.base = oneonone.Date{Year: y, Month: time.December, Day: 31} // "2025" over its months
		}
	}
	r.above = append(slices.DeleteFunc(slices.Clone(r.above), func(a heading) bool { return a.level >= h.level }), h)
	r.dates = slices.DeleteFunc(slices.Clone(r.dates), func(a heading) bool { return a.level > h.level })
	if !h.date.IsZero() {
		r.dates = append(r.dates, h)
	}
}

// note keeps a block as a note; first is the part of it that begins it.
func (r *reader) note(block, first ast.Node) {
	var b strings.Builder
	if block.Kind() == ast.KindListItem {
		r.item(&b, block, "")
	} else {
		b.WriteString(r.inline(block))
	}
	p := passage{text: strings.TrimSpace(withoutCallout(b.String())), task: r.taskOf(first), marked: r.raw(block), line: r.line(r.start(block))}
	if p.task != "" {
		_, p.text = cutBox(p.text)
		p.text, p.told = r.days.cutDays(p.text)
	}
	p.last = max(p.line, r.line(r.end(block)))
	r.add(p)
}

// add keeps a passage with what stands over it, unless it says nothing or is what a template
// asks for.
func (r *reader) add(p passage) {
	if !strings.ContainsFunc(p.text, isWord) || isTemplate(p.text) {
		return
	}
	for _, h := range r.above {
		p.marked = h.marked + "\n\n" + p.marked
		if h.text != "" {
			p.sections = append(p.sections, h.text)
		}
	}
	if n := len(r.dates); n > 0 && p.date.IsZero() {
		p.date = r.dates[n-1].date
	}
	if day, rest := r.days.entry(p.text); !day.IsZero() && strings.ContainsFunc(rest, isWord) {
		p.date, p.text = day, rest
	}
	r.found = append(r.found, p)
}

// line gives the line, from 1, that the byte is on.
func (r *reader) line(offset int) int { return sort.SearchInts(r.starts, offset+1) }

// start gives where a block's own text begins.
func (r *reader) start(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if at := r.start(c); at > 0 {
			return at
		}
	}
	return 0
}

// end gives where the last line of a block is.
func (r *reader) end(n ast.Node) int {
	at := 0
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			at = max(at, n.Lines().At(n.Lines().Len()-1).Start)
		}
		return ast.WalkContinue, nil
	})
	return at
}

// isTemplate tells whether a text holds a place that a program fills in: {{title}},
// <% tp.date.now() %>. The ${{ … }} of a pipeline is what somebody wrote about.
func isTemplate(text string) bool {
	if strings.Contains(text, "<%") && strings.Contains(text, "%>") {
		return true
	}
	at := strings.Index(text, "{{")
	return at >= 0 && strings.Contains(text[at:], "}}") && !strings.HasSuffix(text[:at], "$")
}

// plainMarks writes the blanks around the sign of a list item as plain ones: what office programs and some keyboards put
// there keeps Markdown from seeing the item.
func plainMarks(src string) string {
	if !strings.ContainsFunc(src, isOddBlank) {
		return src
	}
	lines := strings.Split(src, "\n")
	for i, line := range lines {
		end := strings.IndexFunc(line, func(r rune) bool { return !unicode.IsSpace(r) && !strings.ContainsRune("-*+>", r) })
		if end > 0 {
			lines[i] = strings.Map(func(r rune) rune {
				if isOddBlank(r) {
					return ' '
				}
				return r
			}, line[:end]) + line[end:]
		}
	}
	return strings.Join(lines, "\n")
}

func isOddBlank(r rune) bool { return r > ' ' && r != '\u0085' && unicode.IsSpace(r) }
