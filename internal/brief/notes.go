package brief

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Notes is what a recap may rest on: the raw notes of one meeting, and nothing
// that was planned for it.
type Notes struct {
	Now     time.Time
	Meeting oneonone.Slot
	// Raw is what the user typed or pasted. Line numbers in a recap count
	// its lines from 1; a line ends at \n, and a \r before it is no part of it.
	Raw string
	// Hidden counts the lines that Raw lacks, all or in part: they are private.
	Hidden int
	// Me lists the names by which the notes may call the user.
	Me []string
	// Locale says how the notes order numeric dates.
	Locale prose.Locale
	// People are those on file; the notes may name others.
	People []oneonone.Person
	// Topics are the agenda's. They tell which of them were talked about and
	// are never a source of what was said.
	Topics []oneonone.Topic
}

// Glossary spells out the short forms that the user writes: "svc" to
// "service", "PN" to "Priya Nair".
type Glossary map[string]string

// Expand spells out every short form of the text that stands as a word of its
// own and is written as in the glossary. Lines stay lines.
func (g Glossary) Expand(text string) string {
	if len(g) == 0 {
		return text
	}
	var short []string
	for s := range g {
		if s != "" {
			short = append(short, regexp.QuoteMeta(s))
		}
	}
	slices.SortFunc(short, func(x, y string) int { return cmp.Or(len(y)-len(x), cmp.Compare(x, y)) })
	word := regexp.MustCompile(`[\pL\pN_]*(?:` + strings.Join(short, "|") + `)[\pL\pN_]*`)
	return word.ReplaceAllStringFunc(text, func(s string) string {
		if long, ok := g[s]; ok {
			return strings.Join(strings.Fields(long), " ")
		}
		return s
	})
}
