package offline

import (
	"maps"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// ground is what a topic stands on: the items that make it, those about the
// same thing, and what the records offer for a proposal.
type ground struct {
	seeds   []*brief.Item
	related []*brief.Item
	// around are the closest of the related ones.
	around []*brief.Item
	words  map[string]bool
	// goal is the goal it serves, step the user's own next promise about it,
	// theirs the other person's; nil when the records have none.
	goal   *oneonone.Goal
	step   *brief.Promise
	theirs *brief.Promise
	// used lists what the topic says beyond its seeds and facts rests on.
	used []string
}

// factsPerTopic is how many facts a topic shows; more is a report.
const factsPerTopic = 4

// on gathers the ground of some seeds.
func (p *planner) on(seeds ...*brief.Item) *ground {
	g := &ground{seeds: seeds, words: map[string]bool{}}
	have := map[string]bool{}
	for _, s := range seeds {
		have[s.ID] = true
		maps.Copy(g.words, stemsOf(s.Text))
	}
	for _, s := range seeds {
		for _, it := range p.b.Related(s) {
			if have[it.ID] {
				continue
			}
			have[it.ID] = true
			if it.Kind == oneonone.EvSignal {
				continue // what was counted elsewhere says nothing about this
			}
			g.related = append(g.related, it)
			if len(g.around) < 6 && p.b.Closeness(s, it) >= close {
				g.around = append(g.around, it)
			}
		}
		g.around = append(g.around, p.sameProject(s, g.around)...)
		for _, it := range p.sameTag(s) {
			if !have[it.ID] {
				have[it.ID] = true
				g.related = append(g.related, it)
			}
		}
	}
	g.goal = p.goalOf(g)
	g.step = p.promiseOf(g, func(a brief.Promise) bool { return a.Owner == oneonone.Me })
	g.theirs = p.promiseOf(g, func(a brief.Promise) bool { return a.Owner != oneonone.Me && a.Owner != "" })
	return g
}

// sameTag gives the notes that the user put together by a tag, the newest
// first.
func (p *planner) sameTag(it *brief.Item) []*brief.Item {
	var out []*brief.Item
	ofIt := func(tag string) bool { return slices.Contains(it.Tags, tag) }
	for _, other := range slices.Backward(p.b.Items) {
		if other.IsNote() && other != it && !other.Hostile && slices.ContainsFunc(other.Tags, ofIt) {
			out = append(out, other)
		}
	}
	return out
}

// sameProject gives the last notes of the item's projects that are not in the
// list yet: what a project is for stands in its other notes.
func (p *planner) sameProject(it *brief.Item, list []*brief.Item) []*brief.Item {
	var out []*brief.Item
	for _, other := range slices.Backward(p.b.Items) {
		shared := slices.ContainsFunc(other.Projects, func(project string) bool { return slices.Contains(it.Projects, project) })
		if shared && other != it && !slices.Contains(list, other) && len(out) < 6 {
			out = append(out, other)
		}
	}
	return out
}

// goalOf finds the open goal that the topic serves: the one whose own words
// the seeds and their surroundings have most of, a company goal first among
// near equals.
func (p *planner) goalOf(g *ground) *oneonone.Goal {
	var best *oneonone.Goal
	bestScore := goalNear
	for _, goal := range p.b.Goals {
		if !goal.Open() || !p.sharesWords(goal.Text, g, 2) {
			continue
		}
		score := p.has(goal.Text, g)
		if goal.GoalKind == oneonone.Company {
			score += 0.05
		} else {
			score /= 2 // a goal of one's own is what a topic is about, rarely what it serves
		}
		if score > bestScore {
			best, bestScore = goal, score
		}
	}
	return best
}

// goalNear and promiseNear are how much of a goal's or a promise's words a
// topic must have for the two to belong together.
const (
	goalNear    = 0.25
	promiseNear = 0.2
)

// has tells how much of a text's words a topic has, those around it counting
// less than its own.
func (p *planner) has(text string, g *ground) float64 {
	return p.b.Covers(text, g.seeds) + p.b.Covers(text, g.around)/3
}

// close is how close a record must be to a seed to speak for the topic as the
// seed itself does.
const close = 0.25

// sharesWords tells whether at least n different content words of a text stand
// in the topic: one word in common is chance.
func (p *planner) sharesWords(text string, g *ground, n int) bool {
	for _, stem := range p.b.Content(text) {
		if g.words[stem] || slices.ContainsFunc(g.around, func(it *brief.Item) bool { return it.Says(stem) }) {
			n--
		}
	}
	return n <= 0
}

// promiseOf finds the open promise that belongs to the topic: it has the
// topic's words, or its subject.
func (p *planner) promiseOf(g *ground, fits func(brief.Promise) bool) *brief.Promise {
	var best *brief.Promise
	bestScore := promiseNear
	about := prose.Stem(strings.ToLower(subject(g)))
	for i := range p.b.Promises {
		a := &p.b.Promises[i]
		if !fits(*a) || p.taken[a.ID] || p.b.Item(a.ID).Hostile {
			continue
		}
		score := p.has(a.Text, g)
		for _, s := range g.seeds {
			score = max(score, p.b.Closeness(s, p.b.Item(a.ID)))
		}
		if about != "" && slices.Contains(p.b.Content(a.Text), about) {
			score += 0.1
		} else if !p.sharesWords(a.Text, g, 2) {
			continue
		}
		if score > bestScore {
			best, bestScore = a, score
		}
	}
	return best
}

// all gives the seeds and the related items.
func (g *ground) all() []*brief.Item { return slices.Concat(g.seeds, g.related) }

// citeNotes makes the topic rest on every note about it.
func (g *ground) citeNotes() {
	for _, it := range g.all() {
		if it.Kind == oneonone.EvNote || it.Kind == oneonone.EvFile {
			g.used = append(g.used, it.ID)
		}
	}
}

// ids lists the seeds' ids first, then those of what the facts cite.
func (g *ground) ids(facts []oneonone.Fact) []string {
	out := oneonone.AppendNew(nil, seedIDs(g)...)
	for _, f := range facts {
		out = oneonone.AppendNew(out, f.Evidence...)
	}
	if g.goal != nil {
		out = oneonone.AppendNew(out, g.goal.ID)
	}
	for _, a := range []*brief.Promise{g.step, g.theirs} {
		if a != nil {
			out = oneonone.AppendNew(out, a.ID)
		}
	}
	return out
}

// facts cuts what the records say about the topic, the seeds first, then the
// closest of the rest, told in the order of time. Each says something new.
func (p *planner) facts(g *ground, most int) []oneonone.Fact {
	type told struct {
		oneonone.Fact
		on oneonone.Date
	}
	var out []told
	seen := map[string]bool{}
	for _, it := range p.withGoal(g) {
		if len(out) == most {
			break
		}
		text, on := p.tell(it, g.words)
		key := strings.ToLower(text)
		if text == "" || seen[key] {
			continue
		}
		seen[key] = true
		out = append(out, told{oneonone.Fact{Text: p.b.Dated(text, on), Evidence: []string{it.ID}}, on})
	}
	slices.SortStableFunc(out, func(x, y told) int { return x.on.Compare(y.on) })
	facts := make([]oneonone.Fact, len(out))
	for i, t := range out {
		facts[i] = t.Fact
	}
	return facts
}

// withGoal gives the seeds, the goal if progress on it was told, and the rest.
func (p *planner) withGoal(g *ground) []*brief.Item {
	if g.goal == nil || len(g.goal.Progress) == 0 {
		return g.all()
	}
	return slices.Concat(g.seeds, []*brief.Item{p.b.Item(g.goal.ID)}, g.related)
}

// tell says what an item states, and on which day; "" when it is nothing to
// state: a wish, a question, a promise (those stand elsewhere), something
// taken back or dropped.
func (p *planner) tell(it *brief.Item, topic map[string]bool) (string, oneonone.Date) {
	if it.Hostile || it.Corrected || it.Fills() != nil { // an answer proposes, and has its own place
		return "", it.Date
	}
	switch r := it.Record.(type) {
	case *oneonone.Goal:
		if n := len(r.Progress); n > 0 {
			return tidy(secret.Mask(r.Progress[n-1].Text)), r.Progress[n-1].On
		}
		return "", it.Date
	case *oneonone.Action, *oneonone.Initiative:
		return "", it.Date
	case *oneonone.Feedback:
		return p.toldBy(r), it.Date
	case *oneonone.Decision:
		if r.Declined || prose.IsDropped(r.Text) {
			return "", it.Date
		}
		return "Decided: " + excerpt(it, topic), it.Date
	}
	if it.Kind == oneonone.EvSignal {
		return tidy(it.Text), oneonone.Date{}
	}
	if it.Kind == oneonone.EvCommit || it.NoteKind == oneonone.Question || it.NoteKind == oneonone.Idea || prose.IsWish(it.Text) ||
		prose.IsDropped(it.Text) {
		return "", it.Date
	}
	return excerpt(it, topic), it.Date
}

func (p *planner) toldBy(f *oneonone.Feedback) string {
	text := quote(tidy(shorten(prose.WithoutReporter(oneonone.Spoken(secret.Mask(f.Text))), excerptLength)))
	if f.From == "" {
		return text
	}
	return string(f.From) + ": " + text
}

// baseline gives the newest clause with a figure that is about the topic
// itself, and its item; "" when no record has one. What was told as progress
// of the goal is about it whatever its words.
func (p *planner) baseline(g *ground) string {
	text, words, source := "", g.words, ""
	var newest oneonone.Date
	if g.goal != nil {
		words = stemsOf(g.goal.Text)
		text, newest = p.goalFigure(g.goal)
	}
	for _, it := range g.all() {
		told, on := p.tell(it, g.words)
		if told == "" || it.Kind == oneonone.EvFeedback || !on.After(newest) {
			continue
		}
		if clause := figureClause(told, words); clause != "" {
			text, newest, source = p.b.Dated(clause, on), on, it.ID
		}
	}
	if source != "" {
		g.used = append(g.used, source)
	}
	return text
}

// goalFigure gives the latest progress of a goal that states a figure.
func (p *planner) goalFigure(goal *oneonone.Goal) (string, oneonone.Date) {
	for _, step := range slices.Backward(goal.Progress) {
		if len(figuresIn(step.Text)) > 0 {
			return p.b.Dated(tidy(shorten(secret.Mask(step.Text), titleLength)), step.On), step.On
		}
	}
	return "", oneonone.Date{}
}

// figureClause gives the clause of a text that states a figure about the
// topic, or "".
func figureClause(text string, topic map[string]bool) string {
	best, bestScore := "", figureAlone
	for _, clause := range clauses(text) {
		if len(figuresIn(clause)) == 0 {
			continue
		}
		if score := bearing(clause, topic); score > bestScore {
			best, bestScore = strings.TrimPrefix(clause, "and "), score
		}
	}
	return best
}

func stemsOf(text string) map[string]bool {
	stems := map[string]bool{}
	for _, s := range prose.Content(text) {
		stems[s] = true
	}
	return stems
}

// people gives the part that each person in the records has in the topic. Who
// promised something about it supports it; the other person decides.
func (p *planner) people(g *ground) []oneonone.Stakeholding {
	var out []oneonone.Stakeholding
	add := func(name string, role oneonone.Stake) {
		name = p.fullName(name)
		same := func(s oneonone.Stakeholding) bool { return oneonone.SameName(s.Name, name) }
		if name != "" && !p.isMe(name) && !slices.ContainsFunc(out, same) {
			out = append(out, oneonone.Stakeholding{Name: name, Role: role})
		}
	}
	if p.decider() {
		add(string(p.b.Meeting.With), oneonone.Decides)
	}
	if g.theirs != nil && slices.ContainsFunc(g.seeds, func(s *brief.Item) bool { return p.b.Near(s, p.b.Item(g.theirs.ID)) }) {
		add(string(g.theirs.Owner), oneonone.Supports)
	}
	for _, it := range g.seeds {
		for _, name := range it.People {
			if p.isOnFile(name) {
				add(name, oneonone.Affected)
			}
		}
	}
	return out
}

// decider tells whether the other person is one who decides on the user's work:
// a manager, or somebody whose role nobody gave. A skip-level manager, a mentor
// or a peer is not taken for one.
func (p *planner) decider() bool {
	return p.b.With == nil || p.b.With.Role == oneonone.Manager || p.b.With.Role == ""
}

// isOnFile tells whether a name is somebody's on file: an @ may mark an
// annotation in code as well.
func (p *planner) isOnFile(name string) bool {
	return slices.ContainsFunc(p.b.People, func(person *oneonone.Person) bool { return oneonone.SameName(person.Text, name) })
}

func (p *planner) isMe(name string) bool {
	return name == oneonone.Me || slices.ContainsFunc(p.b.Me, func(m string) bool { return oneonone.SameName(m, name) })
}

// fullName gives the name on file for a handle or a first name.
func (p *planner) fullName(name string) string {
	if name == "" {
		return ""
	}
	for _, person := range p.b.People {
		if oneonone.SameName(person.Text, name) {
			return person.Text
		}
	}
	return oneonone.Spoken("@" + strings.TrimPrefix(name, "@"))
}

// smart makes a proposal of five parts, and the blanks for those that the
// records cannot fill. The specific part is given, since each area proposes
// something else.
func (p *planner) smart(g *ground, specific string) (*oneonone.Smart, []oneonone.Blank) {
	s := &oneonone.Smart{Specific: specific}
	var blanks []oneonone.Blank
	ask := func(field, question string) {
		blanks = append(blanks, blank(field, question))
	}
	if specific == "" {
		ask("specific", "What exactly would be different then?")
	}
	s.Measurable, blanks = p.measure(g, blanks)
	if g.step != nil {
		s.Achievable = "first step, on my list: " + oneonone.Spoken(g.step.Text)
	} else {
		ask("achievable", "What is the first step, and what stops to make room for it?")
	}
	if g.goal != nil {
		s.Relevant = "serves the " + string(g.goal.GoalKind) + " goal " + quote(g.goal.Text)
	} else {
		ask("relevant", "Which goal of the team does it serve?")
	}
	s.TimeBound, blanks = p.deadline(g, blanks)
	return s, blanks
}

// supporters asks whom to win for an initiative that says what would change,
// when nobody on file is for it.
func supporters(t *topic) {
	won := func(s oneonone.Stakeholding) bool { return s.Role == oneonone.Supports || s.Role == oneonone.ToWin }
	if t.Smart != nil && t.Smart.Specific != "" && !slices.ContainsFunc(t.People, won) {
		t.Blanks = append(t.Blanks, blank("supporters", "Who is for it already, and whom do you win next, also in another team?"))
	}
}

func (p *planner) measure(g *ground, blanks []oneonone.Blank) (string, []oneonone.Blank) {
	base := p.baseline(g)
	target := ""
	if g.goal != nil {
		if figures := measuresIn(g.goal.Text); len(figures) > 0 {
			target = "target: " + limitBefore(g.goal.Text, figures[0].Start) + figures[0].Text + ", as the goal says"
		}
	}
	switch {
	case base != "" && target != "":
		return "now: " + base + "; " + target, blanks
	case base != "":
		return "now: " + base + "; target: " + toFill, append(blanks, blank("measurable", "Which figure would be good enough?"))
	case target != "":
		return target + "; now: " + toFill, append(blanks, blank("measurable", "What is the figure today?"))
	}
	return "", append(blanks, blank("measurable", "What would you count, and how much is it today?"))
}

// limitBefore gives the words that say on which side of a figure the goal lies:
// "under " of "under 400 ms".
func limitBefore(text string, at int) string {
	before := strings.ToLower(text[:at])
	for _, w := range []string{"under ", "below ", "fewer than ", "less than ", "more than ", "at most ", "at least ", "above ", "over ",
		"within ", "up to ", "no more than "} {
		if strings.HasSuffix(before, w) {
			return w
		}
	}
	return ""
}

func (p *planner) deadline(g *ground, blanks []oneonone.Blank) (string, []oneonone.Blank) {
	if g.step != nil && !g.step.Due.Before(p.b.Meeting.On) {
		return "by " + g.step.Due.Short(p.b.Today) + ", the date of my first step", blanks
	}
	if g.goal != nil && g.goal.Due.After(p.b.Meeting.On) {
		return "by " + g.goal.Due.Short(p.b.Today) + ", the date of the goal", blanks
	}
	return "", append(blanks, blank("time_bound", "By when?"))
}
