package offline

import (
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// feedback picks up what was said about the user's work and not acted on yet,
// with what the records show since; the other person's first.
func (p *planner) feedback() {
	open := slices.DeleteFunc(slices.Clone(p.b.Feedback), func(f *oneonone.Feedback) bool { return !f.Open() || prose.IsPraise(f.Text) })
	slices.SortStableFunc(open, func(x, y *oneonone.Feedback) int { return p.feedbackRank(y) - p.feedbackRank(x) })
	for _, f := range open {
		it := p.b.Item(f.ID)
		if it == nil || it.Hostile || it.Elsewhere || p.taken[f.ID] {
			continue
		}
		g := p.on(it)
		g.related = slices.DeleteFunc(g.related, func(r *brief.Item) bool { return r.Date.Before(f.On()) })
		facts := p.facts(g, 3)
		weight := 50.0
		if p.isOther(string(f.From)) {
			weight = 68
		}
		p.taken[f.ID] = true
		p.add(candidate{topic: topic{
			Area: oneonone.FeedbackArea, Title: p.feedbackTitle(f), Facts: facts, Evidence: g.ids(facts),
			Ask:    p.feedbackAsk(f, len(facts) > 1),
			Blanks: []oneonone.Blank{blank("acted", "What have you changed since "+f.On().Short(p.b.Today)+", and what shows it?")},
		}, weight: weight, want: 3, least: 2})
	}
}

// noFeedback says why no feedback is a topic. It names nobody: the other person
// may read it.
func (p *planner) noFeedback() string {
	for _, f := range p.b.Feedback {
		if it := p.b.Item(f.ID); it != nil && it.Elsewhere && f.Open() && !prose.IsPraise(f.Text) {
			return "what is open is between me and others; `oneonone prep --about NAME` brings it up"
		}
	}
	return "no feedback is open; ask for some on one concrete piece of work"
}

func (p *planner) feedbackRank(f *oneonone.Feedback) int {
	if p.isOther(string(f.From)) {
		return 1
	}
	return 0
}

func (p *planner) feedbackTitle(f *oneonone.Feedback) string {
	said := quote(shorten(tidy(p.wished(f)), titleLength))
	if f.From == "" {
		return "What I did about " + said
	}
	if p.isOther(string(f.From)) {
		return "Your feedback " + said
	}
	return oneonone.FirstName(string(f.From)) + "'s feedback " + said
}

// wished gives the sentence of feedback that asks for a change.
func (p *planner) wished(f *oneonone.Feedback) string {
	sentences := said(p.b.Item(f.ID))
	for _, s := range sentences {
		if s = prose.WithoutReporter(strings.TrimPrefix(afterLabel(s), "But ")); !prose.IsPraise(s) {
			return s
		}
	}
	return strings.Join(sentences, " ")
}

func (p *planner) feedbackAsk(f *oneonone.Feedback, seen bool) string {
	about := "the next piece of work like it"
	if f.About != "" {
		about = string(f.About)
	}
	if p.isOther(string(f.From)) && !seen {
		return "On " + about + ": what would show you that it is better?"
	}
	if p.isOther(string(f.From)) {
		return "Here is what I see since then. On " + about + ": what would show you that it is better?"
	}
	return "Do you see the same as " + oneonone.FirstName(string(f.From)) + " on " + about + "? What would you try first?"
}

// askForFeedback asks on a piece of work that is no topic yet, when no feedback
// is on file.
func (p *planner) askForFeedback() {
	if len(p.b.Feedback) > 0 {
		return
	}
	for _, it := range slices.Backward(p.b.Items) {
		if !it.InWindow || it.NoteKind != oneonone.Win || !p.isFree(it) {
			continue
		}
		g := p.on(it)
		facts := p.facts(g, 1)
		p.add(candidate{topic: topic{
			Area: oneonone.FeedbackArea, Title: "Feedback on one piece of work: " + bareTitle(it), Facts: facts, Evidence: g.ids(facts),
			Ask: "On this piece: what should I do again, and what would you have done differently?",
		}, weight: 44, want: 2, least: 2})
		return
	}
	if len(p.b.Streams) > 2 {
		s := &p.b.Streams[2]
		p.add(candidate{topic: topic{
			Area: oneonone.FeedbackArea, Title: "Feedback on one piece of work: " + pieceOfWork(p.streamTitle(s)), Evidence: p.commitIDs(s),
			Ask: "On how I cut and explained this: what should I do again, and what would have made it easier to review?",
		}, weight: 44, want: 2, least: 2})
	}
}

// pieceOfWork gives the title of a deep dive without saying that it is one.
func pieceOfWork(title string) string {
	return strings.TrimPrefix(strings.TrimPrefix(title, "In depth: "), "In depth, ")
}

// skills picks the one skill to deepen: a goal that names one, else what
// feedback or learnings point at, else what the user touched for the first
// time.
func (p *planner) skills() {
	if p.skillGoal() {
		return
	}
	if p.skillWished != nil {
		p.skillWish(p.skillWished)
		return
	}
	if p.ladderGap() {
		return
	}
	for i := range p.b.Signals {
		s := &p.b.Signals[i]
		if s.Kind != brief.FirstLanguage && s.Kind != brief.FirstArea {
			continue
		}
		g := p.on(p.b.Item(s.ID))
		facts := p.facts(g, 3)
		t := topic{
			Area: oneonone.Skill, Title: "New to me: " + code(s) + ". How far should I take it?", Facts: facts, Evidence: g.ids(facts),
			Ask: "Who knows this well enough to review my next change in it, and is it worth going deeper for the team?",
		}
		t.Blanks = []oneonone.Blank{
			blank("skill", "Which part of it cost you the most time, and what would doing it well look like?"),
			blank("path", "Which two or three steps would get you there, each with a date?"),
		}
		p.add(candidate{topic: t, weight: 46 + s.Strength, want: 3, least: 2, ground: g})
		return
	}
	p.learned()
}

func code(s *brief.Signal) string {
	if s.Kind == brief.FirstLanguage {
		return s.Area
	}
	return "`" + s.Area + "`"
}

func (p *planner) skillGoal() bool {
	var best *brief.Item
	for _, it := range p.b.Items {
		goal, ok := it.Record.(*oneonone.Goal)
		if !ok || !goal.Open() || goal.GoalKind == oneonone.Company || p.taken[it.ID] || !prose.NamesSkill(goal.Text) {
			continue
		}
		if best == nil || before(goal, best.Record.(*oneonone.Goal)) {
			best = it
		}
	}
	if best == nil {
		return false
	}
	p.taken[best.ID] = true
	g := p.on(best)
	g.goal = best.Record.(*oneonone.Goal)
	facts := p.facts(g, factsPerTopic)
	p.takeFeedback(facts)
	t := topic{
		Area: oneonone.Skill, Title: tidy(shorten(best.Text, titleLength)), Facts: facts, Evidence: g.ids(facts), People: p.people(g),
		Ask: "What would you accept as proof that I can do this, and which next case can I take on my own?",
	}
	t.Smart, t.Blanks = p.smart(g, best.Text)
	t.Blanks = without(t.Blanks, "achievable")
	p.serve(&t, g, "Which need of the team or company does it fill?")
	p.planned(&t, g, blank("path", "Which two or three steps come next, each with a date and a proof?"))
	weight := 58.0
	if !g.goal.Due.IsZero() && g.goal.Due.DaysSince(p.b.Meeting.On) <= 42 {
		weight = 66
	}
	p.add(candidate{topic: t, weight: weight, want: 4, least: 3, ground: g})
	return true
}

// takeFeedback keeps feedback of third persons that a topic tells from coming
// back as a topic of its own.
func (p *planner) takeFeedback(facts []oneonone.Fact) {
	for _, f := range facts {
		for _, id := range f.Evidence {
			if fb, ok := p.b.Item(id).Record.(*oneonone.Feedback); ok && !p.isOther(string(fb.From)) {
				p.taken[id] = true
			}
		}
	}
}

// before prefers the goals of work to the personal ones, then those with
// progress, then the sooner.
func before(a, b *oneonone.Goal) bool {
	pa, pb := a.GoalKind == oneonone.Professional, b.GoalKind == oneonone.Professional
	if pa != pb {
		return pa
	}
	if x, y := len(a.Progress) > 0, len(b.Progress) > 0; x != y {
		return x
	}
	return sooner(a.Due, b.Due)
}

func sooner(a, b oneonone.Date) bool {
	return !a.IsZero() && (b.IsZero() || a.Before(b))
}

// learned makes a topic of a learning of the window when nothing else names a
// skill.
func (p *planner) learned() {
	for _, it := range slices.Backward(p.b.Items) {
		if !it.InWindow || it.NoteKind != oneonone.Learning || !p.isFree(it) {
			continue
		}
		g := p.on(it)
		facts := p.facts(g, 3)
		p.add(candidate{topic: topic{
			Area: oneonone.Skill, Title: "Learned: " + bareTitle(it), Facts: facts, Evidence: g.ids(facts),
			Ask:    "Who else runs into this, and should I write it up or show it to the team?",
			Blanks: []oneonone.Blank{blank("skill", "Which skill does this point at, and what is the next step to deepen it?")},
		}, weight: 45, want: 3, least: 2})
		return
	}
}

// questions asks what only the other person can answer. A question that an
// open promise already covers stands there.
func (p *planner) questions() {
	open := p.open(oneonone.Question)
	for _, it := range open {
		if p.taken[it.ID] || p.promisedByAnyone(it) {
			continue
		}
		g := p.on(p.together(it, open)...)
		weight := 52.0
		if it.InWindow {
			weight = 62
		}
		it = asking(g.seeds)
		p.add(candidate{topic: topic{
			Area: oneonone.Guidance, Title: p.questionTitle(it), Evidence: first(it.ID, seedIDs(g)),
			Ask: p.questionAsk(it),
		}, weight: weight, want: 2, least: 2, short: true})
	}
}

// first puts the record that a topic is called after before the others: with it
// the topic stands and falls.
func first(id string, ids []string) []string {
	return append([]string{id}, slices.DeleteFunc(slices.Clone(ids), func(other string) bool { return other == id })...)
}

// asking gives the seed that says the question in words: who asks a second time
// rarely repeats it.
func asking(seeds []*brief.Item) *brief.Item {
	for _, it := range seeds {
		for _, s := range said(it) {
			if strings.HasSuffix(s, "?") {
				return it
			}
		}
	}
	return seeds[0]
}

// promisedByAnyone tells whether somebody promised an answer.
func (p *planner) promisedByAnyone(it *brief.Item) bool {
	g := p.on(it)
	near := func(a *brief.Promise) bool { return a != nil && p.b.Near(it, p.b.Item(a.ID)) }
	return near(g.theirs) || near(g.step)
}

// questionOf gives the sentence that asks.
func (p *planner) questionOf(it *brief.Item) string {
	for _, s := range slices.Backward(said(it)) {
		if strings.HasSuffix(s, "?") {
			return tidyQuestion(afterLabel(s))
		}
	}
	return "Who can answer this, and by when?"
}

func tidyQuestion(s string) string {
	return tidy(strings.TrimSuffix(s, "?")) + "?"
}

// questionAsk asks the question itself, unless the title does.
func (p *planner) questionAsk(it *brief.Item) string {
	if q := p.questionOf(it); q != p.questionTitle(it) {
		return q
	}
	return "Can you answer this, or say who can and by when?"
}

func seedIDs(g *ground) []string {
	var ids []string
	for _, s := range g.seeds {
		ids = append(ids, s.ID)
	}
	return ids
}

// questionTitle gives what the question is about: what is said before it, else
// the question itself.
func (p *planner) questionTitle(it *brief.Item) string {
	if sentences := said(it); len(sentences) > 0 && strings.HasSuffix(sentences[0], "?") {
		return shorten(p.questionOf(it), titleLength)
	}
	if context := p.context(it); context != "" {
		return shorten(context, titleLength)
	}
	if q := p.questionOf(it); strings.Contains(it.Text, "?") {
		return shorten(q, titleLength)
	}
	return title(it)
}

// context gives what a question says before it asks.
func (p *planner) context(it *brief.Item) string {
	for _, s := range said(it) {
		if !strings.HasSuffix(s, "?") {
			return tidy(shorten(afterLabel(s), excerptLength))
		}
	}
	return ""
}

// ladderGap makes a topic of the first skill of the user's ladder that no
// record shows; false when there is none.
func (p *planner) ladderGap() bool {
	for i := range p.b.Signals {
		s := &p.b.Signals[i]
		if s.Kind != brief.LadderGap {
			continue
		}
		g := p.on(p.b.Item(s.ID))
		p.add(candidate{topic: topic{
			Area: oneonone.Skill, Title: "One skill to show: " + shorten(s.Area, titleLength),
			Facts: []oneonone.Fact{{Text: tidy(s.Text), Evidence: []string{s.ID}}}, Evidence: []string{s.ID}, People: p.people(g),
			Ask: "Which next piece of work would let me show this, and who does it well here?",
			Blanks: []oneonone.Blank{
				blank("skill", "Have you done it and not written it down, or is it a gap?"),
				blank("path", "Which two or three steps get you there, each with a date and a proof?"),
			},
		}, weight: 46, want: 3, least: 2})
		return true
	}
	return false
}
