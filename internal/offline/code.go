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

// codeHealth speaks of code health by what was counted in a history: an area where
// fixes pile up, reverts, a file that everything goes through.
func (p *planner) codeHealth() {
	for i := range p.b.Signals {
		s := &p.b.Signals[i]
		if s.Kind == brief.FixShare || s.Kind == brief.Churn || s.Kind == brief.Reverts {
			p.add(p.healthTopic(s))
			return
		}
	}
}

func (p *planner) healthTopic(s *brief.Signal) candidate {
	g := &ground{lead: p.b.Item(s.ID)}
	t := topic{Area: oneonone.TechnicalDebt, Say: []oneonone.Line{signalLine(s)}, People: p.people(g), Whys: []oneonone.Why{{Question: healthWhy(s)}}}
	for i := range p.b.Signals {
		other := &p.b.Signals[i]
		if other.ID != s.ID && other.Repo == s.Repo && (other.Kind == brief.FixShare || other.Kind == brief.Churn || other.Kind == brief.Reverts) &&
			(other.Area == s.Area || strings.HasPrefix(other.Area, s.Area+"/")) {
			g.items = append(g.items, p.b.Item(other.ID))
			t.Say = append(t.Say, signalLine(other))
		}
	}
	t.Evidence = g.ids()
	t.Title, t.Ask = healthWords(s)
	t.Outcome = "a yes to a first step, or what is missing for one."
	p.healthProposal(&t, g, s)
	weight := counted + min(s.Strength, 4)/10
	if s.Part < few { // true, and no matter for a first topic
		weight = worthwhile
	}
	return candidate{topic: t, weight: weight, want: 5, least: 3}
}

// few are how many of something are no pattern yet.
const few = 3

func healthWhy(s *brief.Signal) string {
	switch s.Kind {
	case brief.FixShare:
		return fmt.Sprintf("Why does `%s` need fixes more often than the rest of %s?", s.Area, s.Repo)
	case brief.Reverts:
		return "What would have shown the fault before it was merged?"
	}
	return fmt.Sprintf("Why does so much of the work have to go through `%s`?", s.Area)
}

func healthWords(s *brief.Signal) (title, ask string) {
	switch s.Kind {
	case brief.FixShare:
		return fmt.Sprintf("Fixes pile up in `%s`: make it a figure we bring down", s.Area),
			fmt.Sprintf("Can I have a fixed share of the next weeks for `%s`, measured by its share of fixes?", s.Area)
	case brief.Reverts:
		return "Reverts: catch it before the merge",
			"Which check before the merge would you have trusted here, and may I add it?"
	}
	return fmt.Sprintf("`%s` changes with almost everything: what to split off first", s.Area),
		fmt.Sprintf("Would you back one bounded split of `%s` before the next feature goes in?", s.Area)
}

// healthProposal measures by the signal itself.
func (p *planner) healthProposal(t *topic, g *ground, s *brief.Signal) {
	p.smart(t, g, map[brief.SignalKind]string{
		brief.FixShare: fmt.Sprintf("find the cause that most fixes in `%s` have in common and remove it first", s.Area),
		brief.Reverts:  "one check that would have caught the reverted change, before the merge",
		brief.Churn:    fmt.Sprintf("take one responsibility out of `%s`, so that changes to it stop touching the rest", s.Area),
	}[s.Kind])
	t.Smart.Measurable = fmt.Sprintf("now: %s; target: "+toFill+", counted the same way", s.Text)
	t.Blanks = append(without(t.Blanks, "measurable"),
		blank("measurable", fmt.Sprintf("From %d of %d to how many, over the same span of weeks?", s.Part, s.Whole)))
}

// ownership asks to make official, or to share, what the user mostly holds.
func (p *planner) ownership() {
	i := slices.IndexFunc(p.b.Signals, func(s brief.Signal) bool { return s.Kind == brief.Share })
	if i < 0 {
		return
	}
	s := &p.b.Signals[i]
	g := &ground{lead: p.b.Item(s.ID)}
	t := topic{
		Area: oneonone.Ownership, Title: fmt.Sprintf("`%s`: own it, or share it?", s.Area), Say: []oneonone.Line{signalLine(s)}, Evidence: g.ids(),
		People: p.people(g), Ask: "Should I own this by name, with a second person who knows it, and who would that be?",
		Outcome: "whose it is from now on.",
	}
	p.smart(&t, g, fmt.Sprintf("name an owner and a second person for `%s`", s.Area))
	t.Smart.Measurable = "now: " + s.Text + "; target: at least one other name, counted the same way"
	t.Blanks = without(t.Blanks, "measurable")
	p.add(candidate{topic: t, weight: worthwhile, want: 4, least: 2, filler: true})
}

// deepDives prepares up to two pieces of work to be talked about in depth, where
// little else asks for the time: what the user decided and wrote down, then the
// largest pieces in a history. What the records lack is asked.
func (p *planner) deepDives() {
	found := 0
	for _, it := range p.decisions() {
		if found < 2 {
			p.add(p.decisionDive(it))
			found++
		}
	}
	for i := range p.b.Streams {
		if s := &p.b.Streams[i]; found < 2 && len(s.Commits) >= 2 {
			p.add(p.streamDive(s, found))
			found++
		}
	}
	if found == 0 {
		p.winDive()
	}
}

// decisions lists the decisions of the window that the user took and wrote down, those
// first of which they wrote most.
func (p *planner) decisions() []*brief.Item {
	var out []*brief.Item
	for _, it := range slices.Backward(p.b.Items) {
		decided := it.NoteKind == oneonone.Decided && it.InWindow && it.IsNote() && !it.Hostile && !it.Corrected
		if decided && !p.taken[it.ID] && !p.isQuoted(it.ID) && len(sentences(it)) > 0 {
			out = append(out, it)
		}
	}
	slices.SortStableFunc(out, func(x, y *brief.Item) int { return len(strings.Fields(y.Text)) - len(strings.Fields(x.Text)) })
	return out
}

// depthBlanks ask for the parts of a deep dive.
func depthBlanks() []oneonone.Blank {
	return []oneonone.Blank{
		blank("alternatives", "Which other way was there, and why not that one?"),
		blank("trade_off", "What does your way cost, and who pays it?"),
		blank("lesson", "What would you do differently next time?"),
	}
}

// decisionDive is a deep dive into a decision that a note tells.
func (p *planner) decisionDive(it *brief.Item) candidate {
	g := p.groundFor(it)
	t := topic{
		Area: oneonone.DeepDive, Title: "A decision of mine, in depth", Evidence: g.ids(), People: affected(p.people(g)),
		Ask:     "Would you have weighed it the same way, and what would have made you choose the other?",
		Outcome: "what you would have weighed differently.", Blanks: depthBlanks(),
	}
	p.headed(&t, it)
	return candidate{topic: t, weight: worthwhile + 0.1*float64(min(5, len(strings.Fields(it.Text))/8)), want: 5, least: 3, filler: true}
}

// headed makes a record the heading of a topic where it is short enough, else its
// first line.
func (p *planner) headed(t *topic, it *brief.Item) {
	if s := strings.Join(sentences(it), " "); fits(s) {
		t.Title = heading(s)
	}
	t.Say = p.quote(it)
}

// winDive prepares the newest success, when nothing else has depth: how it was
// reached is worth more than that it was.
func (p *planner) winDive() {
	for _, it := range slices.Backward(p.b.Items) {
		if !it.InWindow || it.NoteKind != oneonone.Win || it.Hostile || it.Corrected || p.taken[it.ID] || len(sentences(it)) == 0 || p.isQuoted(it.ID) {
			continue
		}
		g := p.groundFor(it)
		t := topic{
			Area: oneonone.DeepDive, Title: "How it got better", ReframedFrom: own(it), Evidence: g.ids(), People: affected(p.people(g)),
			Ask:     "Where else in the team would the same step pay off, and should I be the one to take it there?",
			Outcome: "whether the same way serves elsewhere.", Blanks: depthBlanks(),
		}
		p.headed(&t, it)
		p.add(candidate{topic: t, weight: worthwhile, want: 4, least: 3, filler: true})
		return
	}
}

// streamDive is a deep dive into a piece of work that only the history tells.
func (p *planner) streamDive(s *brief.Stream, rank int) candidate {
	say := []oneonone.Line{{Text: oneonone.Ended(p.streamSpan(s)), Evidence: commitIDs(s)}}
	say = append(say, p.pullLines(s)...)
	for _, r := range s.Rationale {
		if len(say) >= mostQuoted || prose.AddressesMachine(r) {
			break
		}
		say = append(say, oneonone.Line{Text: "I wrote then: " + quoted(secret.Mask(r)) + ".", Evidence: commitsSaying(s, r)})
	}
	blanks := streamBlanks(s)
	t := topic{
		Area: oneonone.DeepDive, Title: streamTitle(s), Say: say, Ask: streamAsk(s), Outcome: "what to do the same way elsewhere, and what not.",
		Blanks: blanks[:min(len(blanks), 3)], Evidence: commitIDs(s),
	}
	if slices.ContainsFunc(p.candidates, func(c candidate) bool { return c.Ask == t.Ask }) {
		t.Ask = "Which of my decisions here would you have made differently?"
	}
	return candidate{topic: t, weight: counted - 0.1*float64(rank) + min(s.Size/100, 0.5), want: 5 - rank, least: 3, filler: true}
}

// streamBlanks asks what the shape of the work leaves open, the most telling
// first: why it had to be mended, why it spread, how one knows that it works.
func streamBlanks(s *brief.Stream) []oneonone.Blank {
	var out []oneonone.Blank
	ask := func(when bool, field, format string, args ...any) {
		if when {
			out = append(out, blank(field, fmt.Sprintf(format, args...)))
		}
	}
	n := len(s.Commits)
	ask(s.Branch != "", "merge", "What is missing to merge `%s`, and who has to look at it?", s.Branch)
	ask(s.Fixes > 1 && s.Fixes*4 >= n, "lesson", "What did you not see at the start, that had to be mended later?")
	ask(len(s.Areas) >= 4, "trade_off", "It reached into %d areas: which boundary was in the way, and was it worth crossing?", len(s.Areas))
	ask(n >= 4 && s.WithTests*3 < n, "result", "Tests changed with %d of the %d commits: how do you know that it works?", s.WithTests, n)
	ask(s.Days >= 5, "lesson", "It took work on %d days: which part took longer than you thought?", s.Days)
	ask(true, "alternatives", "Which other way was there, and why not that one?")
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

func streamTitle(s *brief.Stream) string {
	head := heading(s.Headline)
	if s.Label != "" && !strings.Contains(strings.ToLower(head), strings.ToLower(s.Label)) {
		head = s.Label + ": " + head
	}
	return head
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

func commitIDs(s *brief.Stream) []string {
	ids := make([]string, len(s.Commits))
	for i, c := range s.Commits {
		ids[i] = brief.CommitID(c)
	}
	return ids
}

func commitsSaying(s *brief.Stream, sentence string) []string {
	for _, c := range s.Commits {
		if strings.Contains(strings.Join(strings.Fields(oneonone.Clean(c.Body)), " "), sentence) {
			return []string{brief.CommitID(c)}
		}
	}
	return commitIDs(s)
}
