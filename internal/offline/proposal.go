package offline

import (
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
	"oneonone/internal/thread"
)

// ground is what a topic stands on: the record that it is called after, those
// about the same thing, and what they offer for a proposal.
type ground struct {
	lead  *brief.Item
	items []*brief.Item
	// goal is the goal it serves, step the user's own next promise about it,
	// theirs the other person's; nil when the records have none.
	goal         *oneonone.Goal
	step, theirs *brief.Promise
	// used lists what the topic says beyond its records rests on.
	used []string
}

// mostCited is how many records of a thread a topic cites, the newest.
const mostCited = 12

// sameGoal is how much a record has in common with the goal that it serves: a word is
// chance.
const sameGoal = 0.25

func (p *planner) groundOf(t *thread.Thread, lead *brief.Item) *ground {
	g := &ground{lead: lead}
	for _, it := range slices.Backward(t.Items) {
		if !it.Elsewhere && !it.Corrected && !isClosed(it) && len(g.items) < mostCited {
			g.items = append(g.items, it)
		}
	}
	for _, it := range t.Items {
		goal, ok := it.Record.(*oneonone.Goal)
		serves := it == lead || t.Alike(lead, it) >= sameGoal
		if ok && serves && goal.Open() && (g.goal == nil || goal.GoalKind == oneonone.Company) {
			g.goal = goal
		}
	}
	for i := range p.b.Promises {
		a := &p.b.Promises[i]
		switch mine := a.Owner == oneonone.Me; {
		case !t.Has(a.ID) || p.b.Item(a.ID).Elsewhere:
		case mine && g.step == nil:
			g.step = a
		case !mine && a.Owner != "" && g.theirs == nil:
			g.theirs = a
		}
	}
	return g
}

// isClosed tells a promise or a goal that is done or dropped: nothing rests on it.
func isClosed(it *brief.Item) bool {
	switch r := it.Record.(type) {
	case *oneonone.Action, *oneonone.Goal:
		return !r.Open()
	}
	return false
}

// groundFor gives the ground of a topic that is made of one record.
func (p *planner) groundFor(it *brief.Item) *ground {
	if t := p.of[it.ID]; t != nil {
		return p.groundOf(t, it)
	}
	return &ground{lead: it}
}

// ids lists what the topic rests on, the record that it is called after first.
func (g *ground) ids() []string {
	out := []string{g.lead.ID}
	for _, it := range g.items {
		out = oneonone.AppendNew(out, it.ID)
	}
	return out
}

// propose gives a topic what its reason asks for: a chain of whys where something
// stands still, a proposal in five parts where something is to change.
func (p *planner) propose(t *topic, g *ground, r *thread.Reason) {
	if t.Area == oneonone.Blocked {
		t.Whys = p.whys("Why can it not move?", g)
		t.People = affected(t.People)
		t.Blanks = append(t.Blanks, blank("options", "Which two ways around it do you see, and which one do you recommend?"))
	}
	switch r.Why {
	case thread.Friction:
		t.Blanks = append(t.Blanks, blank("suggestion", "What do you suggest, that would have prevented it?"))
	case thread.Told:
		t.Blanks = append(t.Blanks, blank("acted", "What have you changed since "+r.Open.Short(p.b.Today)+", and what shows it?"))
	case thread.LateMine:
		t.Blanks = append(t.Blanks, blank("day", "Which day do you offer for "+quoted(oneonone.AsTyped(r.Item.Text))+"?"))
	case thread.Missed:
		t.Blanks = append(t.Blanks, blank("day", "Which day do you propose for "+quoted(oneonone.AsTyped(r.Item.Text))+", and what gives way?"))
	case thread.Idea, thread.Worry, thread.Worse, thread.Refused:
		p.proposeChange(t, g, r)
	}
	t.Evidence = oneonone.AppendNew(t.Evidence, g.used...)
}

func (p *planner) proposeChange(t *topic, g *ground, r *thread.Reason) {
	idea := lastIn(g.items, func(it *brief.Item) bool { return it.NoteKind == oneonone.Idea && it.Sure && !it.Settled })
	specific := ""
	switch {
	case idea != nil:
		specific, t.proposed = ideaWords(idea), idea
	case causeAsked(g) != "":
		specific = "change what is behind it: " + quoted(causeAsked(g))
	}
	t.Proposes = specific != ""
	if r.Why == thread.Refused && idea == nil {
		t.ReframedFrom = oneonone.Maybe(string(own(r.Item)) + " (declined " + r.Open.Short(p.b.Today) + ")")
		return
	}
	switch r.Why {
	case thread.Refused:
		t.ReframedFrom = oneonone.Maybe(string(own(r.Item)) + " (declined " + r.Open.Short(p.b.Today) + ")")
	case thread.Worry:
		if !r.Item.Sure {
			return
		}
		t.ReframedFrom, t.Whys = own(r.Item), p.whys("Why does it come back?", g)
		if t.Proposes && !t.asked {
			t.Ask = backAsk
		}
	case thread.Idea:
		if !r.Item.Sure {
			return
		}
		if !figures.Names(r.Item.Text) { // one that says how much is a proposal already
			t.ReframedFrom = own(r.Item)
		}
	default:
		t.Whys = p.whys("Why did it turn?", g)
		return
	}
	p.smart(t, g, specific)
}

func lastIn(newestFirst []*brief.Item, fits func(*brief.Item) bool) *brief.Item {
	if i := slices.IndexFunc(newestFirst, fits); i >= 0 {
		return newestFirst[i]
	}
	return nil
}

// ideaWords gives an idea in the user's words.
func ideaWords(it *brief.Item) string { return heading(strings.Join(sentences(it), " ")) }

// causeAsked gives the cause that the user found by asking why, "" when there
// is none yet.
func causeAsked(g *ground) string {
	for _, it := range append([]*brief.Item{g.lead}, g.items...) {
		if _, cause := it.Whys(); cause != "" {
			return heading(oneonone.AsTyped(cause))
		}
	}
	return ""
}

// mostWhys is how deep a chain goes: five, as the method has it.
const mostWhys = 5

// whys begins the chain of whys, or goes on with the one that the user began.
func (p *planner) whys(question string, g *ground) []oneonone.Why {
	for _, it := range append([]*brief.Item{g.lead}, g.items...) {
		if chain, _ := it.Whys(); len(chain) > 0 {
			return p.chain(chain, it, g)
		}
	}
	return []oneonone.Why{{Question: question}}
}

// chain gives a chain that the user asked themselves. One that ends at no cause
// that somebody can act on asks on.
func (p *planner) chain(reasons []oneonone.Reason, it *brief.Item, g *ground) []oneonone.Why {
	out := make([]oneonone.Why, len(reasons))
	of := heading(oneonone.AsTyped(it.Text))
	for i, r := range reasons {
		out[i] = oneonone.Why{Question: "Why is that so: " + quoted(of) + "?"}
		of = heading(oneonone.AsTyped(string(r.Answer)))
		switch {
		case r.Answer == "":
		case r.Evidence == "":
			out[i].Answer = oneonone.Maybe(of + " (my assumption)")
		default:
			out[i].Answer = oneonone.Maybe(of)
			if p.b.Item(string(r.Evidence)) != nil {
				g.used = append(g.used, string(r.Evidence))
			}
		}
	}
	if _, cause := it.Whys(); cause == "" && len(out) < mostWhys && out[len(out)-1].Answer != "" {
		out = append(out, oneonone.Why{Question: "Why is that so: " + quoted(of) + "?"})
	}
	return out
}

// smart makes a proposal of five parts, and the blanks for those that the
// records cannot fill. The specific part is given, since each topic proposes
// something else.
func (p *planner) smart(t *topic, g *ground, specific string) {
	s := &oneonone.Smart{Specific: specific}
	ask := func(field, question string) { t.Blanks = append(t.Blanks, blank(field, question)) }
	if specific == "" {
		ask("specific", "What exactly would be different then?")
	}
	s.Measurable, t.Blanks = p.measure(t, g)
	if g.step != nil {
		g.used = append(g.used, g.step.ID)
		s.Achievable = "first step, on my list: " + quoted(oneonone.AsTyped(g.step.Text))
	} else {
		ask("achievable", "What is the first step, and what stops to make room for it?")
	}
	if g.goal != nil {
		g.used = append(g.used, g.goal.ID)
		s.Relevant = "serves the " + string(g.goal.GoalKind) + " goal " + quoted(oneonone.AsTyped(g.goal.Text))
	} else {
		ask("relevant", "Which goal of the team does it serve?")
	}
	s.TimeBound, t.Blanks = p.deadline(g, t.Blanks)
	t.Smart, t.Evidence = s, oneonone.AppendNew(t.Evidence, g.used...)
}

// toFill stands where a figure is still asked for.
const toFill = "[to fill in]"

func (p *planner) measure(t *topic, g *ground) (string, []oneonone.Blank) {
	base, target, blanks := p.baseline(t, g), "", t.Blanks
	if g.goal != nil && figures.Names(g.goal.Text) {
		target = "target: " + quoted(oneonone.AsTyped(g.goal.Text))
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

// baseline gives the newest sentence with a figure on record for the topic, with
// its day; "" when there is none.
func (p *planner) baseline(t *topic, g *ground) string {
	text, day := "", oneonone.Date{}
	if g.goal != nil {
		for _, step := range slices.Backward(g.goal.Progress) {
			if figures.Names(step.Text) {
				text, day = heading(secret.Mask(step.Text)), step.On
				g.used = append(g.used, g.goal.ID)
				break
			}
		}
	}
	for _, it := range append([]*brief.Item{g.lead}, g.items...) {
		if !it.IsNote() || it.Corrected || it == t.proposed || !it.Date.After(day) {
			continue
		}
		for _, s := range sentences(it) {
			if figures.Names(s) {
				text, day = heading(s), it.Date
				g.used = append(g.used, it.ID)
				break
			}
		}
	}
	return p.b.Dated(text, day)
}

func (p *planner) deadline(g *ground, blanks []oneonone.Blank) (string, []oneonone.Blank) {
	if g.step != nil && !g.step.Due.IsZero() && !g.step.Due.Before(p.b.Meeting.On) {
		return "by " + g.step.Due.Short(p.b.Today) + ", the date of my first step", blanks
	}
	if g.goal != nil && g.goal.Due.After(p.b.Meeting.On) {
		return "by " + g.goal.Due.Short(p.b.Today) + ", the date of the goal", blanks
	}
	return "", append(blanks, blank("time_bound", "By when?"))
}

// longestProposal is how many words a proposal has on the page: all of it is in the data.
const longestProposal = 55

// proposalOf gives the parts of a proposal that is the user's, as far as there is room;
// "" where the first of them is still asked for.
func proposalOf(t topic) string {
	if t.Smart == nil || t.Smart.Specific == "" || !t.Proposes {
		return ""
	}
	parts := []string{t.Smart.Specific}
	if !strings.Contains(t.Smart.Measurable, toFill) {
		parts = append(parts, t.Smart.Measurable)
	}
	out := ""
	for i, part := range append(parts, t.Smart.Achievable, t.Smart.TimeBound) {
		if part == "" {
			continue
		}
		text := strings.TrimSpace(out + " " + oneonone.Ended(oneonone.Sentence(part)))
		if i == 0 || len(strings.Fields(text)) <= longestProposal {
			out = text
		}
	}
	return out
}

// blank asks for what no record says.
func blank(field, question string) oneonone.Blank {
	return oneonone.Blank{Field: field, Question: question}
}

// without leaves out the blanks of a field: another one asks for it better.
func without(blanks []oneonone.Blank, field string) []oneonone.Blank {
	return slices.DeleteFunc(blanks, func(b oneonone.Blank) bool { return b.Field == field })
}

// supporters asks whom to win for a proposal that says what would change, when
// nobody on file is for it.
func supporters(t *topic) {
	won := func(s oneonone.Stakeholding) bool { return s.Role == oneonone.Supports || s.Role == oneonone.ToWin }
	if t.Smart != nil && t.Smart.Specific != "" && !slices.ContainsFunc(t.People, won) {
		t.Blanks = append(t.Blanks, blank("supporters", "Who is for it already, and whom do you win next, also in another team?"))
	}
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
	if g.theirs != nil {
		add(string(g.theirs.Owner), oneonone.Supports)
	}
	for _, name := range g.lead.People {
		if p.isOnFile(name) {
			add(name, oneonone.Affected)
		}
	}
	return out
}

// affected leaves out who decides: what stands still asks who that is.
func affected(people []oneonone.Stakeholding) []oneonone.Stakeholding {
	return slices.DeleteFunc(people, func(s oneonone.Stakeholding) bool { return s.Role == oneonone.Decides })
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

// fillIn puts the user's answers to earlier blanks in their place.
func (p *planner) fillIn(c *candidate) {
	var left []oneonone.Blank
	for _, b := range c.Blanks {
		it := p.b.Filled(c.ID, c.Evidence, b.Field)
		if it == nil || !p.answer(c, b.Field, it) {
			left = append(left, b)
			continue
		}
		c.Evidence = oneonone.AppendNew(c.Evidence, it.ID)
	}
	c.Blanks = left
	p.answerWhys(c)
}

// answer puts one answer in its place; false when it does not fill the blank:
// a day that has passed asks for another.
func (p *planner) answer(c *candidate, field string, it *brief.Item) bool {
	text := heading(oneonone.AsTyped(it.Text))
	if field == "ask" {
		c.Ask, c.asked = oneonone.AsTyped(it.Text), true
		return true
	}
	if s := c.Smart; s != nil {
		c.Proposes = true
		switch field {
		case "specific":
			if s.Specific = text; c.Ask == openAsk {
				c.Ask = backAsk
			}
			return true
		case "measurable":
			if strings.Contains(s.Measurable, toFill) {
				text = strings.Replace(s.Measurable, toFill, text, 1)
			}
			s.Measurable = text
			return true
		case "achievable", "path", "gap":
			s.Achievable = text
			return true
		case "relevant":
			s.Relevant = text
			return true
		case "time_bound":
			if p.isPast(text, it) {
				return false
			}
			s.TimeBound = text
			return true
		}
	}
	c.Say = append(c.Say, p.quote(it)...)
	return true
}

// answerWhys puts answers into the chain of whys, and asks on behind the last
// one.
func (p *planner) answerWhys(c *candidate) {
	for i := 0; i < len(c.Whys) && i < mostWhys; i++ {
		w := &c.Whys[i]
		if w.Answer != "" {
			continue
		}
		it := p.b.Filled(c.ID, c.Evidence, oneonone.WhyField(i))
		if it == nil {
			return
		}
		w.Answer = oneonone.Maybe(p.b.Dated(heading(oneonone.AsTyped(it.Text)), it.Date))
		c.Say = append(c.Say, p.quote(it)...)
		c.Evidence = oneonone.AppendNew(c.Evidence, it.ID)
		if i == len(c.Whys)-1 && i+1 < mostWhys {
			c.Whys = append(c.Whys, oneonone.Why{Question: whyBehind(i)})
		}
	}
}

func whyBehind(i int) string {
	return [...]string{"And what is behind that, that one of us can change?", "And why is that so?", "And what lies behind that?",
		"And behind that, at the root?", "And what is the root of it?"}[min(i, mostWhys-1)]
}

// isPast tells whether a day that the user gave, seen from when they gave it,
// is over by the meeting.
func (p *planner) isPast(text string, it *brief.Item) bool {
	day, _, ok := prose.Due(text, it.Date.Time(p.b.Now.Location()), p.b.Locale)
	return ok && oneonone.DateOf(day).Before(p.b.Meeting.On)
}
