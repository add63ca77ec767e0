package coach

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// recapParts gives the requests that read the notes: one, or several where the
// notes are longer than the budget.
func (c Coach) recapParts(n brief.Notes) (*page, []Request, error) {
	p := newPage(n)
	whole, err := c.recapRequest(n, p, span{0, len(p.lines), 1, 1})
	if err != nil || c.Budget <= 0 || weigh(whole) <= c.Budget {
		return p, []Request{whole}, err
	}
	marked, err := c.recapRequest(n, p, span{0, len(p.lines), 1, 2}) // a part says that it is one
	if err != nil {
		return p, nil, err
	}
	costs := p.costs()
	room := int(float64(c.Budget)/Margin) - Tokens(marked.System) - Tokens(marked.User)
	for _, cost := range costs {
		room += cost
	}
	var out []Request
	for _, s := range p.split(costs, max(room, leastRoom)) {
		req, err := c.recapRequest(n, p, s)
		if err != nil {
			return p, nil, err
		}
		out = append(out, req)
	}
	return p, out, nil
}

// leastRoom is how many tokens of notes a part has at least: a budget that the
// prompt alone uses up would split them for ever.
const leastRoom = 200

// span is a part of the lines: those from, up to but not including to; it is
// part no. at of many.
type span struct{ from, to, at, many int }

func (p *page) costs() []int {
	out := make([]int, 0, len(p.lines))
	for _, l := range p.numbered() {
		out = append(out, Tokens(l)+1)
	}
	return out
}

// split cuts the lines into parts that fit the room, at empty lines, before
// headings or where another one speaks, if there is such a place in the second
// half of a part.
func (p *page) split(costs []int, room int) []span {
	var out []span
	from := 0
	for from < len(p.lines) {
		to, sum := from, 0
		for to < len(p.lines) && (to == from || sum+costs[to] <= room) {
			sum += costs[to]
			to++
		}
		if to < len(p.lines) {
			to = p.seam(from, to)
		}
		if slices.ContainsFunc(p.lines[from:to], notBlank) {
			out = append(out, span{from: from, to: to})
		}
		from = to
	}
	for i := range out {
		out[i].at, out[i].many = i+1, len(out)
	}
	return out
}

func notBlank(line string) bool { return strings.TrimSpace(line) != "" }

// seam finds the best place to end a part at or before to: the last heading,
// else the last empty line, else the last change of speakers, else to.
func (p *page) seam(from, to int) int {
	half := from + (to-from+1)/2
	for _, begins := range []func(int) bool{
		func(i int) bool { return strings.HasPrefix(p.lines[i], "#") },
		func(i int) bool { return !notBlank(p.lines[i-1]) && notBlank(p.lines[i]) },
		func(i int) bool { _, _, ok := prose.CutLabel(p.lines[i]); return ok },
	} {
		for i := to; i >= half; i-- {
			if begins(i) {
				return i
			}
		}
	}
	return to
}

// frame tells a model that it sees a part only.
func (s span) frame() []string {
	if s.many < 2 {
		return nil
	}
	return []string{fmt.Sprintf("part %d of %d of the notes: say only what these lines say; the others are read apart", s.at, s.many)}
}

// mostSummed is how many sentences a summary of parts has at most.
const mostSummed = 6

// merged makes one recap of those of the parts. What has the same lines or the
// same words is there once.
func merged(parts []oneonone.Recap) oneonone.Recap {
	r := parts[0]
	if len(parts) == 1 {
		return r
	}
	for _, next := range parts[1:] {
		r.Summary = strings.TrimSpace(r.Summary + " " + next.Summary)
		r.KeyPoints = append(r.KeyPoints, next.KeyPoints...)
		r.Decisions = append(r.Decisions, next.Decisions...)
		r.ActionItems = append(r.ActionItems, next.ActionItems...)
		r.Feedback = append(r.Feedback, next.Feedback...)
		r.OpenQuestions = append(r.OpenQuestions, next.OpenQuestions...)
		r.Ideas = append(r.Ideas, next.Ideas...)
		r.Findings = append(r.Findings, next.Findings...)
		r.Topics = reached(r.Topics, next.Topics)
	}
	r.Summary = firstSentences(r.Summary, mostSummed)
	r.KeyPoints = once(r.KeyPoints, saidWhere)
	r.Decisions = once(r.Decisions, func(d oneonone.DecisionSaid) (string, []int) { return d.Text, d.Lines })
	r.ActionItems = once(r.ActionItems, func(a oneonone.ActionSaid) (string, []int) { return a.Text, a.Lines })
	r.Feedback = once(r.Feedback, func(f oneonone.FeedbackSaid) (string, []int) { return f.Text, f.Lines })
	r.OpenQuestions = once(r.OpenQuestions, saidWhere)
	r.Ideas = once(r.Ideas, saidWhere)
	r.Findings = stillTrue(r.Findings, r.Topics)
	return r
}

func saidWhere(s oneonone.Said) (string, []int) { return s.Text, s.Lines }

// once keeps the first of the entries that have the same words, or the same
// lines and a word in common.
func once[T any](list oneonone.List[T], of func(T) (string, []int)) oneonone.List[T] {
	var out oneonone.List[T]
	for _, e := range list {
		text, lines := of(e)
		same := func(other T) bool {
			said, at := of(other)
			return fold(said) == fold(text) || slices.Equal(at, lines) && shareWord(said, text)
		}
		if !slices.ContainsFunc(out, same) {
			out = append(out, e)
		}
	}
	return out
}

func shareWord(a, b string) bool {
	words := prose.Content(b)
	return slices.ContainsFunc(prose.Content(a), func(stem string) bool { return slices.Contains(words, stem) })
}

// reached lets a topic count as talked about when one of the parts says so.
func reached(a, b []oneonone.TopicOutcome) []oneonone.TopicOutcome {
	out := slices.Clone(a)
	for i, t := range out {
		if t.Outcome == oneonone.CarriedOver && i < len(b) {
			out[i].Outcome = b[i].Outcome
		}
	}
	return out
}

// stillTrue leaves out the findings about topics that another part knows to
// have been talked about.
func stillTrue(list []oneonone.Finding, topics []oneonone.TopicOutcome) []oneonone.Finding {
	return slices.DeleteFunc(list, func(f oneonone.Finding) bool {
		return slices.ContainsFunc(topics, func(t oneonone.TopicOutcome) bool {
			return t.TopicID == f.Where && t.Outcome != oneonone.CarriedOver
		})
	})
}

func firstSentences(text string, most int) string {
	spans := prose.Sentences(text)
	if len(spans) <= most {
		return text
	}
	return strings.TrimSpace(text[:spans[most-1].End])
}
