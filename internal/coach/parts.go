package coach

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
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
	if room < leastRoom {
		return p, nil, &RoomError{Budget: c.Budget, Needs: c.Budget - int(float64(room)*Margin)}
	}
	for _, s := range p.split(costs, room) {
		req, err := c.recapRequest(n, p, s)
		if err != nil {
			return p, nil, err
		}
		if s.to == s.from+1 && weigh(req) > c.Budget {
			return p, nil, &RoomError{Budget: c.Budget, Needs: weigh(req), Line: s.to}
		}
		out = append(out, req)
	}
	return p, out, nil
}

// leastRoom is how many tokens of notes a part has at least: with a budget that
// the task alone uses up there would be a part for each line.
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

// join adds what another part of the notes says.
func (w *wireRecap) join(next wireRecap) {
	w.Summary = append(w.Summary, next.Summary...)
	w.KeyPoints = append(w.KeyPoints, next.KeyPoints...)
	w.Decisions = append(w.Decisions, next.Decisions...)
	w.ActionItems = append(w.ActionItems, next.ActionItems...)
	w.Feedback = append(w.Feedback, next.Feedback...)
	w.OpenQuestions = append(w.OpenQuestions, next.OpenQuestions...)
	w.Ideas = append(w.Ideas, next.Ideas...)
	w.Topics = append(w.Topics, next.Topics...)
}
