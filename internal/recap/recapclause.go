package recap

import (
	"strings"
	"time"

	"oneonone/internal/prose"
)

// clause is a statement: the smallest piece of the notes that is told apart.
type clause struct {
	*unit
	start, end int // in the unit's text
	// speaker is whose words they are; "" for the user's own notes.
	speaker string
	heard   prose.Heard
	kind    kind
}

func (c clause) words() string { return c.heard.Text }

func (c clause) on() []int { return c.linesOf(c.start, c.end) }

// clauses parts the text of a unit from a place on into its clauses.
func (v *voices) clauses(u *unit, from int, speaker string) []clause {
	var out []clause
	for _, s := range sentencesFrom(u.text, from) {
		for _, p := range v.split(u.text, s) {
			text := u.text[p.Start:p.End]
			out = append(out, clause{unit: u, start: p.Start, end: p.End, speaker: speaker, heard: prose.Hear(text)})
		}
	}
	return out
}

// sentencesFrom finds the sentences after a place, without the space around.
func sentencesFrom(text string, from int) []prose.Span {
	var out []prose.Span
	for _, s := range prose.Sentences(text[from:]) {
		if t, ok := trimSpan(text, prose.Span{Start: s.Start + from, End: s.End + from}); ok {
			out = append(out, t)
		}
	}
	return out
}

func trimSpan(text string, s prose.Span) (prose.Span, bool) {
	for s.Start < s.End && strings.IndexByte(" \t\n,;", text[s.Start]) >= 0 {
		s.Start++
	}
	for s.Start < s.End && strings.IndexByte(" \t\n,;", text[s.End-1]) >= 0 {
		s.End--
	}
	return s, s.Start < s.End
}

// split cuts a sentence where a new statement begins: after a semicolon or an
// arrow, and before another promise or an order.
func (v *voices) split(text string, s prose.Span) []prose.Span {
	var out []prose.Span
	from, depth := s.Start, 0
	for i := s.Start; i < s.End; i++ {
		switch text[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		n := joint(text[i:s.End])
		if n == 0 || depth > 0 {
			continue
		}
		if v.parts(near(text, from, i, true), text[i:i+n], near(text, i+n, s.End, false)) {
			if t, ok := trimSpan(text, prose.Span{Start: from, End: i}); ok {
				out = append(out, t)
			}
			from = i + n
		}
		i += n - 1
	}
	if t, ok := trimSpan(text, prose.Span{Start: from, End: s.End}); ok {
		out = append(out, t)
	}
	return out
}

// earshot is how far from a joint, in bytes, a statement is listened to: no
// sentence of a person is longer, and text that is none must not cost its
// square.
const earshot = 600

// near gives the part of text[from:to] that is close to its end, or to its
// beginning.
func near(text string, from, to int, end bool) string {
	if to-from <= earshot {
		return text[from:to]
	}
	if end {
		return strings.ToValidUTF8(text[to-earshot:to], "")
	}
	return strings.ToValidUTF8(text[from:from+earshot], "")
}

// dated tells whether a statement names a day.
func dated(text string) bool {
	return len(prose.Dates(text, time.Time{}.AddDate(2000, 0, 0), prose.Locale{})) > 0
}

// joint measures the mark or word, at the front of s, at which a sentence may
// be cut; 0 when there is none.
func joint(s string) int {
	for _, j := range [...]string{"; ", " -> ", " → ", " => ", ", and ", ", but ", ", then ", ", so ", ", ", " and ", " but ", " — ", " – ", " - "} {
		if strings.HasPrefix(s, j) {
			return len(j)
		}
	}
	return 0
}

// parts tells whether what stands left and right of a joint are two
// statements.
func (v *voices) parts(left, joint, right string) bool {
	switch joint {
	case "; ":
		return true
	case " -> ", " → ", " => ":
		r := firstRune(right)
		h := prose.Hear(right)
		if who, _, _ := strings.Cut(right, ","); v.isOwnerAside(strings.TrimSpace(who)) || h.Approves() {
			return false
		}
		return len(strings.Fields(left)) > 1 && !prose.Hear(left+joint+right).LaysDown(v.name) && (r < '0' || r > '9') && !h.Done() && (h.Orders() || h.Undecided() || h.Decides() || h.Promises(v.name))
	}
	first, second := prose.Hear(left), prose.Hear(right)
	mine, promised := first.Promise(v.name)
	if p, ok := second.Promise(v.name); ok && p.From == 0 && p.Who != "" && (p.Force == prose.Firm || dated(right)) {
		return !promised || !strings.EqualFold(mine.Who, p.Who)
	}
	if strings.HasPrefix(joint, ", ") || strings.HasPrefix(strings.TrimSpace(joint), "—") {
		return joint != ", and " && second.Orders() && !promised && !first.Orders() && first.Count() > 1 && !first.Decides()
	}
	return false
}
