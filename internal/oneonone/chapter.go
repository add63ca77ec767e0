package oneonone

import "fmt"

// chapter is a part of a page that looks back. It may lose its last lines where
// there is no room for them.
type chapter struct {
	name  string
	lines []string
	// keep is how many lines go only when no other chapter has more than it keeps;
	// the more it keeps, the longer it may be beside the others.
	keep int
	// core is how many lines go only when no other chapter has more than one.
	core int
	// extra is what only stands there while there is room.
	extra bool
}

// A page that looks back has 400 words for a quarter of a year, as many more or
// less as the period is longer or shorter, and 250 at least.
const (
	wordsPerQuarter = 400
	daysPerQuarter  = 91
	fewestWords     = 250
)

// RoomBack gives how many words a look back on a period has.
func RoomBack(from, to Date) int {
	return max(fewestWords, wordsPerQuarter*(to.DaysSince(from)+1)/daysPerQuarter)
}

// longestBack is how many words a line of a page that looks back may have: it quotes.
const longestBack = 80

// fitted cuts chapters to so many words: what is extra goes first, then the last
// line of the longest that has more than it keeps, then of any, then the longest
// that is only one line.
func fitted(words int, all []chapter) []chapter {
	sizes := make([]int, len(all))
	total := 0
	for i := range all {
		all[i].lines = append([]string(nil), all[i].lines...)
		for j, line := range all[i].lines {
			all[i].lines[j] = Cut(line, longestBack)
			sizes[i] += wordsIn(all[i].lines[j])
		}
		total += sizes[i] + wordsIn(all[i].name)
	}
	for total > words {
		i := givesWay(all, sizes)
		if i < 0 {
			break
		}
		last := len(all[i].lines) - 1
		n := wordsIn(all[i].lines[last])
		all[i].lines = all[i].lines[:last]
		if last == 0 {
			n += wordsIn(all[i].name)
		}
		sizes[i] -= n
		total -= n
	}
	return all
}

// coreWeight is how much shorter what is at the core of a page counts when one chapter has to go.
const coreWeight = 10

// class is more than any chapter has words.
const class = 1 << 30

// givesWay finds the chapter that loses its last line, -1 when none is left.
func givesWay(all []chapter, sizes []int) int {
	at, score := -1, -1
	for i, c := range all {
		s := 100 * sizes[i] / (c.keep + 1)
		switch {
		case len(c.lines) == 0:
			continue
		case c.extra:
			s += 3 * class
		case len(c.lines) > c.keep:
			s += 2 * class
		case len(c.lines) > max(1, c.core):
			s += class
		case c.core > 0:
			s /= coreWeight
		}
		if s >= score {
			at, score = i, s
		}
	}
	return at
}

// chapters writes the chapters that have lines, cut to the words that the lines
// before them leave.
func (m *markdown) chapters(words int, all []chapter) {
	for _, c := range fitted(words-wordsIn(m.String()), all) {
		m.section(c.name, len(c.lines), func(i int) string { return c.lines[i] })
	}
}

// spanned gives a period in words: "14 September to 12 November 2026".
func spanned(from, to Date) string {
	return fmt.Sprintf("%s to %s %d", from.Spelled(to), to.Spelled(to), to.Year)
}

// promiseLines tells what came of the promises: the count, then each that missed
// its date, then the others.
func promiseLines(p Promises, missed []string, named []Fact) []string {
	if p.Made == 0 {
		return inlined(named)
	}
	line := fmt.Sprintf("%d made: ", p.Made)
	if p.Kept == 0 {
		line += "none kept in time"
	} else {
		line += fmt.Sprintf("%d kept in time", p.Kept)
	}
	for _, part := range []struct {
		n    int
		word string
	}{{p.Late, "late"}, {p.Made - p.Kept - p.Late - p.Open, "dropped"}, {p.Open, "open"}} {
		if part.n > 0 {
			line += fmt.Sprintf(", %d %s", part.n, part.word)
		}
	}
	out := []string{line + "."}
	few := firstOf(missed, mostMissed)
	for i, text := range few {
		text = Ended(Sentence(inline(text)))
		if left := len(missed) - len(few); i == len(few)-1 && left > 0 {
			text += fmt.Sprintf(" And %d more.", left)
		}
		out = append(out, text)
	}
	return append(out, inlined(named)...)
}

// mostMissed is how many promises that missed their date are named, keptMissed how
// many of them stay where there is little room: the count, and two names.
const (
	mostMissed = 5
	keptMissed = 3
)

// inlined makes the texts of facts safe to stand in a page.
func inlined(facts []Fact) []string {
	var out []string
	for _, f := range facts {
		out = append(out, Ended(inline(f.Text)))
	}
	return out
}
