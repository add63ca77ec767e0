package offline

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// deepDives prepares the two largest pieces of work to be talked about in
// depth: the decision, what else was possible, the price, the lesson. What the
// records lack is asked.
func (p *planner) deepDives() {
	found := 0
	for _, it := range p.decisions() {
		if found == 2 {
			return
		}
		p.taken[it.ID] = true
		p.add(p.decisionDive(it))
		found++
	}
	for i := range p.b.Streams {
		if found == 2 {
			return
		}
		if s := &p.b.Streams[i]; len(s.Commits) >= 2 {
			p.add(p.streamDive(s, found))
			found++
		}
	}
	if found == 0 {
		p.winDive()
	}
}

// decisions lists the decisions of the window that the user wrote down with
// their own reasons, the one with most reasons first.
func (p *planner) decisions() []*brief.Item {
	var out []*brief.Item
	for _, it := range slices.Backward(p.b.Items) {
		if it.NoteKind == oneonone.Decided && it.InWindow && ownDecision(it) && p.isFree(it) {
			out = append(out, it)
		}
	}
	slices.SortStableFunc(out, func(x, y *brief.Item) int { return weighed(y) - weighed(x) })
	return out
}

// ownDecision tells whether the user took the decision: they called it one, or
// say I or we, and it is no refusal.
func ownDecision(it *brief.Item) bool {
	note, ok := it.Record.(*oneonone.Note)
	called := ok && oneonone.NoteKind(note.NoteKind) == oneonone.Decided
	own := prose.DecidesOwn(it.Text)
	if prose.IsDropped(it.Text) {
		return called && own
	}
	return called || own
}

func weighed(it *brief.Item) int {
	n := 0
	for _, is := range []func(string) bool{prose.GivesReason, prose.WeighsAlternative, prose.NamesPrice} {
		if is(it.Text) {
			n++
		}
	}
	return n
}

// decisionDive is a deep dive into a decision that a note tells.
func (p *planner) decisionDive(it *brief.Item) candidate {
	g := p.on(it)
	facts := p.facts(g, factsPerTopic)
	texts := said(it)
	for _, r := range g.related {
		texts = append(texts, said(r)...)
	}
	return candidate{topic: topic{
		Area: oneonone.DeepDive, Title: "Decision in depth: " + bareTitle(it), Facts: facts, Evidence: g.ids(facts),
		People: affected(p.people(g)),
		Ask:    "Would you have weighed it the same way, and what would have made you choose the other?",
		Blanks: p.depthBlanks(texts, g),
	}, weight: 50 + 2*float64(weighed(it)) + p.pressure(g), want: 5, least: 3}
}

// depthBlanks asks for the parts of a deep dive that no record gives.
func (p *planner) depthBlanks(texts []string, g *ground) []oneonone.Blank {
	text := strings.Join(texts, " ")
	var out []oneonone.Blank
	if !prose.WeighsAlternative(text) {
		out = append(out, blank("alternatives", "Which other way was there, and why not that one?"))
	}
	if !prose.NamesPrice(text) {
		out = append(out, blank("trade_off", "What does your way cost, and who pays it?"))
	}
	if len(prose.Changes(text)) == 0 {
		if p.baseline(g) == "" {
			out = append(out, blank("result", "What is better now, and which figure shows it?"))
		}
	}
	if !slices.ContainsFunc(g.all(), func(it *brief.Item) bool { return it.NoteKind == oneonone.Learning }) {
		out = append(out, blank("lesson", "What would you do differently next time?"))
	}
	return out
}

// streamDive is a deep dive into a piece of work that only the history tells.
func (p *planner) streamDive(s *brief.Stream, rank int) candidate {
	facts := []oneonone.Fact{{Text: p.streamSpan(s), Evidence: p.commitIDs(s)}}
	for _, r := range s.Rationale {
		if len(facts) == 3 || prose.AddressesMachine(r) {
			break
		}
		facts = append(facts, oneonone.Fact{Text: "I wrote then: " + quote(secret.Mask(r)), Evidence: p.commitsSaying(s, r)})
	}
	blanks := p.streamBlanks(s)
	t := topic{
		Area: oneonone.DeepDive, Title: p.streamTitle(s), Facts: facts,
		Ask: streamAsk(s), Blanks: blanks[:min(len(blanks), 3)], Evidence: p.commitIDs(s),
	}
	if slices.ContainsFunc(p.candidates, func(c candidate) bool { return c.Ask == t.Ask }) {
		t.Ask = "Which of my decisions here would you have made differently?"
	}
	return candidate{topic: t, weight: 57 - 4*float64(rank) + min(s.Size/10, 5), want: 5 - rank, least: 3}
}

// streamBlanks asks what the shape of the work leaves open, the most telling
// first: why it had to be mended, why it spread, how one knows that it works.
func (p *planner) streamBlanks(s *brief.Stream) []oneonone.Blank {
	var out []oneonone.Blank
	ask := func(when bool, field, format string, args ...any) {
		if when {
			out = append(out, blank(field, fmt.Sprintf(format, args...)))
		}
	}
	n := len(s.Commits)
	replaces := prose.Replaces(s.Headline)
	ask(s.Branch != "", "merge", "What is missing to merge `%s`, and who has to look at it?", s.Branch)
	ask(s.Fixes > 1 && s.Fixes*4 >= n, "lesson", "What did you not see at the start, that had to be mended later?")
	ask(replaces, "alternatives", "What spoke for keeping the old way, and what decided against it?")
	ask(len(s.Areas) >= 4, "trade_off", "It reached into %d areas: which boundary was in the way, and was it worth crossing?", len(s.Areas))
	ask(n >= 4 && s.WithTests*3 < n, "result", "Tests changed with %d of the %d commits: how do you know that it works?", s.WithTests, n)
	ask(s.Days >= 5, "lesson", "It took work on %d days: which part took longer than you thought?", s.Days)
	ask(!replaces, "alternatives", "Which other way was there, and why not that one?")
	ask(true, "result", "What can somebody do now that they could not before?")
	return out
}

func streamAsk(s *brief.Stream) string {
	switch {
	case s.Branch != "":
		return "What would you need to see to take this in, and can it go in by smaller steps?"
	case s.Fixes > 1 && s.Fixes*4 >= len(s.Commits):
		return fmt.Sprintf("%d of the %d commits mend something: would a smaller first step have shown that earlier, and where would you "+
			"have cut?", s.Fixes, len(s.Commits))
	case len(s.Areas) >= 4:
		return "Which part of this should somebody else know as well as I do, and who?"
	}
	return "Which of my decisions here would you have made differently?"
}

func (p *planner) streamTitle(s *brief.Stream) string {
	head := tidy(shorten(s.Headline, titleLength))
	if s.Label == "" || strings.Contains(strings.ToLower(head), strings.ToLower(s.Label)) {
		return "In depth: " + head
	}
	return "In depth, " + s.Label + ": " + head
}

func (p *planner) streamSpan(s *brief.Stream) string {
	span := "on " + s.First.Short(p.b.Today)
	if s.Last != s.First {
		span = s.First.Short(p.b.Today) + " to " + s.Last.Short(p.b.Today)
	}
	tests := ""
	if s.WithTests > 0 {
		tests = fmt.Sprintf(", tests changed with %d of them", s.WithTests)
	}
	return fmt.Sprintf("%s in %s, %s: %d lines in, %d out, in %s%s", oneonone.Plural(len(s.Commits), "commit", "commits"), s.Repo, span,
		s.Inserted, s.Deleted, oneonone.Plural(s.Files, "file", "files"), tests)
}

func (p *planner) commitIDs(s *brief.Stream) []string {
	ids := make([]string, len(s.Commits))
	for i, c := range s.Commits {
		ids[i] = brief.CommitID(c)
	}
	return ids
}

func (p *planner) commitsSaying(s *brief.Stream, sentence string) []string {
	for _, c := range s.Commits {
		if strings.Contains(strings.Join(strings.Fields(oneonone.Clean(c.Body)), " "), sentence) {
			return []string{brief.CommitID(c)}
		}
	}
	return p.commitIDs(s)
}

// winDive prepares the newest success with a figure, when nothing else has
// depth: how it was reached is worth more than that it was.
func (p *planner) winDive() {
	for _, it := range slices.Backward(p.b.Items) {
		if !it.InWindow || it.NoteKind != oneonone.Win || !p.isFree(it) {
			continue
		}
		p.taken[it.ID] = true
		g := p.on(it)
		facts := p.facts(g, factsPerTopic)
		p.add(candidate{topic: topic{
			Area: oneonone.DeepDive, Title: "How it got better: " + bareTitle(it), ReframedFrom: own(it), Facts: facts, Evidence: g.ids(facts),
			People: affected(p.people(g)),
			Ask:    "Where else in the team would the same step pay off, and should I be the one to take it there?",
			Blanks: p.depthBlanks(said(it), g),
		}, weight: 50 + p.pressure(g), want: 4, least: 3})
		return
	}
}

// carryOver brings back what the last meeting did not reach. A topic that the
// records raise again anyway says since when it waits.
func (p *planner) carryOver() {
	for _, c := range p.b.Carried {
		i := slices.IndexFunc(p.candidates, func(x candidate) bool { return x.ID == c.ID })
		if i < 0 {
			i = slices.IndexFunc(p.candidates, func(x candidate) bool { return shareEvidence(x.Evidence, c.Evidence) && x.Area == c.Area })
		}
		if i >= 0 {
			p.waits(&p.candidates[i], c)
			p.candidates[i].weight += 6
			continue
		}
		if t, alive := p.revived(c); alive {
			back := candidate{topic: t, weight: 60, want: max(t.Minutes, 2), least: 2}
			p.waits(&back, c)
			p.candidates = append(p.candidates, back)
		}
	}
}

// revived gives the carried topic with the evidence that is still on file; a
// topic whose records are all gone or settled does not come back.
func (p *planner) revived(c brief.Carried) (topic, bool) {
	t := carriedTopic(c.Topic)
	alive := func(id string) bool {
		it := p.b.Item(id)
		return it != nil && !it.Settled && !it.Hostile && !it.Corrected && !over(it.Record)
	}
	if len(t.Evidence) == 0 || !alive(t.Evidence[0]) || p.b.Item(t.Evidence[0]).Elsewhere { // the first is what the topic was made of
		return t, false
	}
	gone := func(id string) bool { return !alive(id) }
	if slices.ContainsFunc(t.Evidence, gone) { // nothing tells which words came from where
		t.Smart, t.Whys, t.People, t.Blanks, t.ReframedFrom = nil, nil, nil, nil, ""
		t.Ask = "Is this still worth your time, and what has changed since?"
	}
	t.Carried = nil // told anew
	if s := t.Smart; s != nil {
		stale := *s
		if stale.Achievable = ""; p.dayPassed(stale.TimeBound) {
			stale.TimeBound = ""
		}
		t.Smart, t.Blanks = &stale, slices.Clone(t.Blanks)
		for field, question := range map[string]string{"achievable": "What is the first step now?", "time_bound": "By when?"} {
			empty := field == "achievable" || stale.TimeBound == ""
			if empty && !slices.ContainsFunc(t.Blanks, func(b oneonone.Blank) bool { return b.Field == field }) {
				t.Blanks = append(t.Blanks, blank(field, question))
			}
		}
		slices.SortFunc(t.Blanks, func(x, y oneonone.Blank) int { return strings.Compare(x.Field, y.Field) })
	}
	t.Evidence = slices.DeleteFunc(slices.Clone(t.Evidence), gone)
	t.Facts = slices.DeleteFunc(slices.Clone(t.Facts), func(f oneonone.Fact) bool { return slices.ContainsFunc(f.Evidence, gone) })
	return t, true
}

// over tells whether a record asks for nothing any more: feedback that was acted
// on, a promise or a goal that is closed.
func over(rec oneonone.Record) bool {
	switch r := rec.(type) {
	case *oneonone.Feedback, *oneonone.Action, *oneonone.Goal, *oneonone.Initiative:
		return !r.Open()
	}
	return false
}

// dayPassed tells whether a deadline that an earlier agenda named is over.
func (p *planner) dayPassed(deadline string) bool {
	day, _, ok := prose.Due(deadline, p.b.Now, p.b.Locale)
	return ok && !oneonone.DateOf(day).After(p.b.Meeting.On)
}

func shareEvidence(a, b []string) bool {
	return slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) })
}
