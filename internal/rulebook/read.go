package rulebook

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// sentence is a sentence of a block, with what the reader says that it does.
type sentence struct {
	*block
	prose.Span
	// says is its prose, raw how it stands in the source with its bullet or box.
	says, raw string
	words     []prose.Word
	reader.Reading
	// mainly is the one thing that it does first of all.
	mainly reader.Label
	// opens tells the first sentence of its block.
	opens bool
	box   box
	// near are the sentences right before and after it in its block, and itself; about
	// is their prose.
	near  []*sentence
	about string
}

// box is how a check box stands.
type box int

const (
	noBox box = iota
	openBox
	ticked
)

// readSentences cuts blocks and reads each sentence once, with what stands around it.
func readSentences(source string, blocks []block) []*sentence {
	var all []*sentence
	for i := range blocks {
		all = append(all, blocks[i].sentences(source)...)
	}
	var r reader.Reader
	section := ""
	for i, s := range all {
		if isHeading(s.raw) {
			section = s.raw
		}
		line := reader.Line{Text: s.raw, Section: section}
		if i > 0 {
			line.Before = all[i-1].raw
		}
		if i+1 < len(all) {
			line.After = all[i+1].raw
		}
		s.take(r.Read(reader.Draft, line))
	}
	return all
}

// isHeading tells a line over others; the reader learned from lines told apart
// so.
func isHeading(line string) bool {
	return strings.HasPrefix(line, "#") || strings.HasSuffix(line, ":") || strings.HasPrefix(line, "**") && strings.HasSuffix(line, "**")
}

// sentences cuts a block. What is no prose belongs to the sentence before it.
func (b *block) sentences(source string) []*sentence {
	spans := prose.Sentences(b.text)
	if len(spans) == 0 {
		spans = []prose.Span{{}}
	}
	var out []*sentence
	from := strings.LastIndexByte(source[:b.start], '\n') + 1
	for i, span := range spans {
		end := b.start + len(b.text)
		if i+1 < len(spans) {
			end = b.start + spans[i+1].Start
		}
		next := end - len(bulletBefore(source[from:end]))
		says := b.text[span.Start:span.End]
		one := &sentence{block: b, Span: span, says: says, raw: strings.TrimSpace(source[from:next]), words: prose.Words(says), opens: i == 0}
		if one.box = boxOf(one.raw); one.box == noBox && i > 0 && out[i-1].box == ticked {
			one.box = ticked
		}
		out, from = append(out, one), next
	}
	return out
}

// bulletBefore gives what of a line stands before the sentence that begins behind s.
func bulletBefore(s string) string {
	line := s[strings.LastIndexByte(s, '\n')+1:]
	if strings.TrimLeft(line, " \t-+*•>.)0123456789[]xX") == "" {
		return line
	}
	return ""
}

const (
	// mostly is how sure the reader must be, in percent, of what a sentence does first of all.
	mostly = 50
	// likely is how sure it must be of what lint finds fault with: it would rather be quiet.
	likely = 55
	// bold is what it takes to say that somebody only tells, or claims: facts are taken for
	// reports, and what people say of themselves for claims, more often than the
	// percentage says.
	bold = 90
	// possible is enough for what excuses a sentence.
	possible = 20
)

// does tells whether lint acts on it that a sentence does something.
func (s *sentence) does(label reader.Label) bool {
	switch label {
	case reader.Promotion:
		return s.Of(label) >= bold
	case reader.Report:
		return s.Of(label) >= bold || s.Of(label) >= likely && s.tellsOwn()
	}
	return s.Of(label) >= likely
}

// tellsOwn tells a sentence in which the writer is, or that leaves out who did it: "Merged
// the branch".
func (s *sentence) tellsOwn() bool {
	return strings.HasSuffix(s.lower(0), "ed") || slices.ContainsFunc(s.words, isMe)
}

// may tells whether a sentence of some perhaps does something.
func may(some []*sentence, labels ...reader.Label) bool {
	return slices.ContainsFunc(some, func(s *sentence) bool {
		return slices.ContainsFunc(labels, func(label reader.Label) bool { return s.Of(label) >= possible })
	})
}

// take keeps a reading, and what a sentence mainly does.
func (s *sentence) take(r reader.Reading) {
	s.Reading, s.mainly = r, ""
	most := mostly
	for _, label := range []reader.Label{
		reader.Proposal, reader.Promise, reader.Wish, reader.Ask, reader.Report, reader.Outcome, reader.Grievance, reader.Quoted,
	} {
		if p := r.Of(label); p >= most {
			s.mainly, most = label, p
		}
	}
}

// boxed is a check box at the beginning of a line or list item.
var boxed = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:[-*+•]|\d+[.)])?\s*\[([ xX])\]\s`) })

// boxOf gives the box with which a line begins.
func boxOf(line string) box {
	switch b := boxed().FindStringSubmatch(line); {
	case b == nil:
		return noBox
	case b[1] == " ":
		return openBox
	}
	return ticked
}

// marked begins an action item in any of the ways that people write, with its owner if
// that is how they do.
var marked = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(?i:actions?(?: items?)?|ai|to-? ?do|next steps?|follow-?ups?)` +
		`(?:\s+(@\w+|me|\p{Lu}\p{Ll}+)|\s*\(([^)\n]{0,24})\))?\s*:`)
})

// listsActions is a heading with action items below.
var listsActions = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(?:actions?|to-? ?dos?|next steps?|follow-?ups?)\b`)
})

// isAction tells an open action item by its box, its mark or its heading.
func (s *sentence) isAction() bool {
	if says := strings.TrimRight(s.says, " *_"); strings.HasSuffix(says, "?") && !strings.HasSuffix(says, " ?") {
		return false // a question to be answered
	}
	item := s.opens && s.item
	return s.box == openBox || marked().MatchString(s.says) && len(s.words) > 2 ||
		item && (strings.HasPrefix(s.says, "TODO ") || listsActions().MatchString(s.under))
}
