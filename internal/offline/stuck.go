package offline

import (
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/rulebook"
)

// isFree tells whether an item may still become a topic: it is neither hostile
// nor taken back, and none is made of it.
func (p *planner) isFree(it *brief.Item) bool { return !it.Hostile && !it.Corrected && !p.taken[it.ID] }

// open lists the items of a note kind that nothing has settled and that no
// topic has taken, the newest first.
func (p *planner) open(kind oneonone.NoteKind) []*brief.Item {
	var out []*brief.Item
	for _, it := range slices.Backward(p.b.Items) {
		if it.NoteKind == kind && !it.Settled && p.isFree(it) {
			out = append(out, it)
		}
	}
	return out
}

// together collects the seeds about the same thing as the first of them, and
// takes them all.
func (p *planner) together(first *brief.Item, others []*brief.Item) []*brief.Item {
	seeds := []*brief.Item{first}
	for _, it := range others {
		if it != first && !p.taken[it.ID] && p.b.Near(first, it) && !(hasChain(first) && hasChain(it)) {
			seeds = append(seeds, it)
		}
	}
	for _, s := range seeds {
		p.taken[s.ID] = true
	}
	return seeds
}

// hasChain tells a note with whys of its own: two of them are two problems.
func hasChain(it *brief.Item) bool {
	chain, _ := it.Whys()
	return len(chain) > 0
}

// blockers makes a topic of each thing that stands still: what the user called
// so, and what is dead or unanswered and holds something up.
func (p *planner) blockers() {
	open := p.open(oneonone.Blocker)
	for _, it := range slices.Backward(p.b.Items) {
		if p.holdsUp(it) && !slices.Contains(open, it) {
			open = append(open, it)
		}
	}
	for _, it := range open {
		if p.taken[it.ID] {
			continue
		}
		g := p.on(p.together(it, open)...)
		oldest := slices.MinFunc(g.seeds, func(x, y *brief.Item) int { return x.Date.Compare(y.Date) })
		days := max(0, p.b.Meeting.On.DaysSince(p.since(g.seeds, oldest.Date)))
		facts := p.facts(g, 3)
		t := topic{
			Area: oneonone.Blocked, Title: title(it), Facts: facts,
			Ask: p.unblock(g), Whys: p.whys("Why can it not move?", g), People: affected(p.people(g)), Evidence: g.ids(facts),
		}
		t.Blanks = append(t.Blanks, blank("options", "Which two ways around it do you see, and which one do you recommend?"))
		p.add(candidate{topic: t, weight: 82 + float64(min(days, 30))/5 + p.pressure(g), want: 6, least: 3, ground: g})
	}
}

// affected leaves out who decides: what stands still asks who that is.
func affected(people []oneonone.Stakeholding) []oneonone.Stakeholding {
	return slices.DeleteFunc(people, func(s oneonone.Stakeholding) bool { return s.Role == oneonone.Decides })
}

// since gives the day from which on something stands still: the note's own, or
// an earlier one that it names ("blocked since Monday").
func (p *planner) since(seeds []*brief.Item, day oneonone.Date) oneonone.Date {
	for _, it := range seeds {
		base := it.Date.Time(p.b.Now.Location())
		for _, span := range prose.Dates(it.Text, base, p.b.Locale) {
			told := oneonone.DateOf(span.Day)
			before := strings.ToLower(it.Text[:span.Start]) + strings.ToLower(span.Text)
			if strings.Contains(before, "since") && told.Before(day) && it.Date.DaysSince(told) < ahead {
				day = told
			}
		}
	}
	return day
}

// holdsUp tells whether a plain note tells a state in which the user's work
// stands still: one that a later note repeats, that somebody promised to mend,
// or that stands before a company goal.
func (p *planner) holdsUp(it *brief.Item) bool {
	told := it.NoteKind == oneonone.Plain || it.NoteKind == oneonone.Concern
	if !told || !it.IsNote() || it.Settled || !p.isFree(it) || !prose.SaysStuck(it.Text) || prose.IsToil(it.Text) || prose.IsPraise(it.Text) {
		return false
	}
	g := p.on(it)
	repeated := slices.ContainsFunc(g.related, func(r *brief.Item) bool {
		return r.IsNote() && !r.Settled && prose.SaysStuck(r.Text) && r.Date != it.Date
	})
	return repeated || g.theirs != nil || g.goal != nil && g.goal.GoalKind == oneonone.Company
}

// pressure adds weight when the goal that a topic serves is due within a
// quarter.
func (p *planner) pressure(g *ground) float64 {
	if g.goal == nil {
		return 0
	}
	if g.goal.Due.IsZero() || g.goal.Due.DaysSince(p.b.Meeting.On) > 92 {
		return 2
	}
	return 5
}

// unblock asks for what would get it moving: an answer to what was promised,
// or who can decide.
func (p *planner) unblock(g *ground) string {
	if g.theirs == nil {
		return "Who can decide this, and can you bring us together this week? If it can't move before then, what should I do in the meantime?"
	}
	promised := quote(oneonone.Spoken(g.theirs.Text))
	if p.isOther(string(g.theirs.Owner)) {
		return "You wanted to do this: " + promised + ". Where does it stand, and who else can decide if the answer is no?"
	}
	return string(g.theirs.Owner) + " promised " + promised + ". Can you help to get an answer, or name who else can decide?"
}

// whys begins the chain of whys: the first answer is the records' when one
// gives a cause, the next is a question.
func (p *planner) whys(question string, g *ground) []oneonone.Why {
	for _, other := range g.all() {
		if chain, _ := other.Whys(); len(chain) > 0 {
			g.used = append(g.used, other.ID)
			return p.asked(chain, other)
		}
	}
	first := oneonone.Why{Question: question}
	for _, other := range g.all() {
		if cause := p.cause(other); cause != "" {
			first.Answer = oneonone.Maybe(p.b.Dated(cause, other.Date))
			g.used = append(g.used, other.ID)
			return []oneonone.Why{first, {Question: "And what is behind that, that one of us can change?"}}
		}
	}
	return []oneonone.Why{first}
}

// asked gives a chain that the user asked themselves. One that ends at no cause
// that somebody can act on asks on.
func (p *planner) asked(chain []oneonone.Reason, it *brief.Item) []oneonone.Why {
	out := make([]oneonone.Why, len(chain))
	of := title(it)
	for i, r := range chain {
		out[i] = oneonone.Why{Question: "Why is that so: " + quote(shorten(of, titleLength)) + "?"}
		of = tidy(shorten(oneonone.Spoken(string(r.Answer)), excerptLength))
		switch {
		case r.Answer == "":
		case r.Evidence == "":
			out[i].Answer = oneonone.Maybe(of + " (my assumption)")
		default:
			out[i].Answer = oneonone.Maybe(of)
		}
	}
	if _, cause := it.Whys(); cause == "" && len(out) < mostWhys && out[len(out)-1].Answer != "" {
		last := strings.TrimSuffix(string(out[len(out)-1].Answer), " (my assumption)")
		out = append(out, oneonone.Why{Question: "Why is that so: " + quote(shorten(last, titleLength)) + "?"})
	}
	return out
}

func (p *planner) cause(it *brief.Item) string {
	if it.Corrected || it.Kind == oneonone.EvSignal || it.Kind == oneonone.EvGoal || it.Kind == oneonone.EvCommit {
		return ""
	}
	for _, s := range said(it) {
		if prose.GivesCause(s) && !prose.IsGrievance(s) {
			return tidy(shorten(s, excerptLength))
		}
	}
	return ""
}

// overload raises the load when several records of the window tell of it. It
// comes before any wish.
func (p *planner) overload() {
	var seeds []*brief.Item
	for _, it := range slices.Backward(p.b.Items) {
		recent := p.b.Today.DaysSince(it.Date) <= ahead
		if recent && p.isFree(it) && it.Kind != oneonone.EvCommit && prose.IsOverload(it.Text) {
			seeds = append(seeds, it)
		}
	}
	if len(seeds) < 2 || !seeds[0].InWindow {
		return
	}
	for _, s := range seeds {
		p.taken[s.ID] = true
	}
	g := p.on(seeds...)
	g.related = nil
	facts := p.facts(g, factsPerTopic)
	t := topic{
		Area: oneonone.Wellbeing, Title: "My load: which work moves, and what that buys", Facts: facts,
		Ask:          "Which of my current pieces of work would you move or drop first, and from when?",
		ReframedFrom: own(seeds[0]), Evidence: g.ids(facts), People: p.people(g),
	}
	t.Smart, t.Blanks = p.smart(g, "one piece of work moves away from me, the one with the least loss")
	most := rulebook.NonTechnicalMinutes(p.b.Meeting.Minutes)
	if !p.rules.Holds(rulebook.NonTechnicalShare) {
		most = p.b.Meeting.Minutes
	}
	if most < 2 {
		p.passOver(oneonone.Wellbeing, "a fifth of %s is too little for it; ask for a meeting of its own: %s",
			oneonone.Plural(p.b.Meeting.Minutes, "minute", "minutes"), t.Title)
		return
	}
	p.add(candidate{topic: t, weight: 80 + 3*float64(len(seeds)), want: min(5, most), least: min(3, most), ground: g})
}

// grievances turns what the user is fed up with into a proposal: what would
// change, from which figure to which.
func (p *planner) grievances() {
	var open []*brief.Item
	for _, it := range slices.Backward(p.b.Items) {
		if p.isGrievance(it) {
			open = append(open, it)
		}
	}
	for _, it := range open {
		if !p.taken[it.ID] {
			p.propose(p.together(it, open), 70)
		}
	}
	p.risks()
	for _, seeds := range p.recurring() {
		if seeds = p.free(seeds); len(seeds) > 0 {
			p.propose(seeds, 62) // nobody sighed: what was sighed over comes first
		}
	}
}

// free gives the seeds that no topic has taken yet, and takes them.
func (p *planner) free(seeds []*brief.Item) []*brief.Item {
	var out []*brief.Item
	for _, it := range seeds {
		if !p.taken[it.ID] {
			p.taken[it.ID] = true
			out = append(out, it)
		}
	}
	return out
}

// propose makes a proposal out of what the seeds, the newest first, are fed up
// with. Weight is what the topic counts before its recurrence.
func (p *planner) propose(seeds []*brief.Item, weight float64) {
	it, g := seeds[0], p.on(seeds...)
	p.takeRelated(g)
	idea := p.ideaAbout(g)
	facts := p.facts(g, factsPerTopic)
	g.citeNotes()
	t := topic{
		Area: oneonone.InitiativeArea, Title: title(it), Facts: facts, Evidence: g.ids(facts),
		Ask:          "Which part of this would you change first, and whom must I win for it?",
		ReframedFrom: own(it), People: p.people(g), Whys: p.whys("Why does it come back?", g),
	}
	t.Smart, t.Blanks = p.smart(g, p.proposalFor(g, idea))
	if t.Proposes = idea != nil || p.causeAsked(g) != ""; t.Proposes { // it can be agreed to: it comes before what only asks
		t.Ask = "Do you back this, and who has to agree besides you?"
		weight += 6
	}
	p.takeStep(g)
	if idea != nil {
		p.taken[idea.ID] = true
		t.Evidence = append(t.Evidence, idea.ID)
	}
	p.add(candidate{topic: t, weight: weight + 3*float64(min(len(g.seeds), 5)) + p.pressure(g), want: 6, least: 3, ground: g})
}

// isGrievance tells whether an item of the window has to become a proposal: a
// sigh, or what the user called a concern.
func (p *planner) isGrievance(it *brief.Item) bool {
	if it.Settled || !p.isFree(it) || !it.IsNote() {
		return false
	}
	if chain, _ := it.Whys(); len(chain) > 0 { // somebody asked for its cause: it waits for what is done about it
		return true
	}
	if !it.InWindow {
		return false
	}
	return it.NoteKind == oneonone.Concern || it.NoteKind == oneonone.Plain && prose.IsGrievance(it.Text)
}

// takeRelated keeps the notes about the same grievance from becoming topics of
// their own.
func (p *planner) takeRelated(g *ground) {
	for _, it := range g.related {
		if it.Kind == oneonone.EvNote && prose.IsGrievance(it.Text) {
			p.taken[it.ID] = true
		}
	}
	for _, it := range g.seeds {
		chain, _ := it.Whys()
		for _, r := range chain { // told as an answer to a why
			p.taken[string(r.Evidence)] = true
			if p.b.Item(string(r.Evidence)) != nil {
				g.used = append(g.used, string(r.Evidence))
			}
		}
	}
}

// subject names what several records are about: the label or project they
// carry, or the word that most of them share.
func subject(g *ground) string {
	for _, it := range g.seeds {
		if label := labelOf(oneonone.Spoken(it.Text)); label != "" {
			return label
		}
	}
	for _, it := range g.seeds {
		for _, tag := range it.Tags {
			if slices.ContainsFunc(g.related, func(r *brief.Item) bool { return slices.Contains(r.Tags, tag) }) {
				return tag
			}
		}
	}
	for _, it := range g.seeds {
		if len(it.Projects) > 0 {
			return it.Projects[0]
		}
	}
	return sharedWord(g)
}

// labelOf gives what stands before the first colon when it names a subject:
// "code review" of "code review again: …".
func labelOf(text string) string {
	head, _, found := strings.Cut(text, ": ")
	words := strings.Fields(head)
	for len(words) > 0 && isAgain(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if !found || len(words) == 0 || len(words) > 3 || prose.IsGrievance(head) || afterLabel(text) != text {
		return ""
	}
	return strings.Join(words, " ")
}

func isAgain(word string) bool {
	switch strings.ToLower(strings.Trim(word, ",")) {
	case "again", "still", "today", "now", "update":
		return true
	}
	return false
}

// sharedWord gives the first word of the seeds that at least two of the related
// notes have too.
func sharedWord(g *ground) string {
	for _, w := range prose.Words(oneonone.Spoken(g.seeds[0].Text)) {
		if prose.IsStop(w.Lower) || len(w.Lower) < 4 {
			continue
		}
		stem, count := prose.Stem(w.Lower), 0
		for _, it := range g.related {
			if it.Says(stem) {
				count++
			}
		}
		if count >= 2 {
			return strings.TrimSuffix(strings.TrimSuffix(w.Text, "'s"), "’s")
		}
	}
	return ""
}

// ideaAbout gives an idea of the user's about the grievance, if there is one.
func (p *planner) ideaAbout(g *ground) *brief.Item {
	for _, it := range g.related {
		if it.NoteKind == oneonone.Idea && !it.Settled && !it.Corrected && !p.taken[it.ID] && p.declined(p.on(it)) == nil {
			return it
		}
	}
	return nil
}

// proposalFor gives the specific part of a proposal out of a grievance: the
// user's idea about it, or the promise they already made; "" when there is
// neither.
func (p *planner) proposalFor(g *ground, idea *brief.Item) string {
	switch {
	case idea != nil:
		return p.ideaInFull(idea)
	case p.causeAsked(g) != "":
		return "change what is behind it: " + quote(p.causeAsked(g))
	case g.step != nil:
		return tidy(oneonone.Spoken(g.step.Text)) + ", then agree who takes what from that day on"
	}
	return ""
}

// causeAsked gives the cause that the user found by asking why, "" when there
// is none yet.
func (p *planner) causeAsked(g *ground) string {
	for _, it := range g.seeds {
		if _, cause := it.Whys(); cause != "" {
			return shorten(oneonone.Spoken(cause), excerptLength)
		}
	}
	return ""
}

// friction raises what stands between people as an observation with a
// suggestion to find, never as blame.
func (p *planner) friction() {
	for _, it := range slices.Backward(p.b.Items) {
		if !it.InWindow || it.Settled || !p.isFree(it) || len(it.People) == 0 || !prose.IsFriction(it.Text) {
			continue
		}
		p.taken[it.ID] = true
		g := p.on(it)
		facts := p.facts(g, 3)
		p.add(candidate{topic: topic{
			Area: oneonone.Collaboration, Title: "Working with " + p.fullName(it.People[0]) + ": one thing to arrange differently", Facts: facts,
			Ask:    "How would you arrange this between the two of us, and is there anything I don't see?",
			People: p.people(g), Evidence: g.ids(facts),
			Blanks: []oneonone.Blank{blank("suggestion", "What do you suggest, that would have prevented it?")},
		}, weight: 54, want: 3, least: 2})
		return
	}
}
