package rulebook

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// agendaCase is an agenda with what it may rest on, before the rules.
type agendaCase struct {
	docket
	oneonone.Agenda
	rests *brief.Brief
	now   time.Time
}

func newAgendaCase(a oneonone.Agenda, rests *brief.Brief) *agendaCase {
	return &agendaCase{Agenda: a, rests: rests, now: rests.Now}
}

// grounded: every topic and every statement cites records that are there, and
// nobody is named whom no record knows.
func (c *agendaCase) grounded() {
	for _, t := range c.Topics {
		if len(t.Evidence) == 0 {
			c.add(t.ID, fmt.Sprintf("no record stands behind “%s”", t.Title), "")
		}
		for _, id := range t.Evidence {
			if !c.hasEvidence(id) {
				c.add(t.ID, fmt.Sprintf("“%s” cites a record that is not there: %s", t.Title, id), "")
			}
		}
		for _, l := range t.Say {
			if len(l.Evidence) == 0 && !l.Unsure {
				c.add(t.ID, fmt.Sprintf("no record stands behind “%s”", l.Text), "")
			}
		}
		for _, p := range t.People {
			if !c.knows(t, p.Name) {
				c.add(t.ID, "no record names "+p.Name, "")
			}
		}
	}
}

// hasEvidence tells whether there is such a record, or the program computed it.
func (c *agendaCase) hasEvidence(id string) bool {
	return c.rests.Item(id) != nil || slices.ContainsFunc(c.Evidence,
		func(e oneonone.Evidence) bool { return e.ID == id && e.Kind == oneonone.EvSignal })
}

// folded folds a text so that quotation survives changes of case and marks.
func folded(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(strings.Trim(oneonone.Spoken(s), " .…\"“”"))), " ")
}

// knows tells whether somebody is on file, in the meeting, or named by a
// record that the topic cites.
func (c *agendaCase) knows(t oneonone.Topic, name string) bool {
	same := func(other string) bool { return oneonone.SameName(other, name) }
	if same(string(c.Meeting.With)) || slices.ContainsFunc(c.rests.People, func(p *oneonone.Person) bool { return same(p.Text) }) {
		return true
	}
	for _, id := range t.Evidence {
		it := c.rests.Item(id)
		if it != nil && (slices.ContainsFunc(it.People, same) ||
			strings.Contains(strings.ToLower(it.Words()), strings.ToLower(oneonone.FirstName(name)))) {
			return true
		}
	}
	for _, p := range c.FollowUps {
		if same(string(p.Owner)) {
			return true
		}
	}
	return false
}

// asks tells whether the topic has a blank for one of the fields.
func asks(t oneonone.Topic, fields ...string) bool {
	return slices.ContainsFunc(t.Blanks, func(b oneonone.Blank) bool { return slices.Contains(fields, b.Field) && b.Question != "" })
}

// part is one of the five of a proposal: its name for people, what it says, and
// the blanks that ask for it.
type part struct {
	name, text string
	fields     []string
}

func partsOf(s *oneonone.Smart) []part {
	return []part{
		{"what exactly would be different", s.Specific, []string{"specific"}},
		{"what is measured", s.Measurable, []string{"measurable"}},
		{"what makes it doable", s.Achievable, []string{"achievable", "gap", "path"}},
		{"which goal it serves", s.Relevant, []string{"relevant"}},
		{"by when", s.TimeBound, []string{"time_bound"}},
	}
}

// smart: each part of a proposal is said or asked for; the outcome is no
// activity, a figure that is left open is asked for, the day lies ahead.
func (c *agendaCase) smart() {
	for _, t := range c.Topics {
		if t.Smart == nil {
			continue
		}
		for _, p := range partsOf(t.Smart) {
			if strings.TrimSpace(p.text) == "" && !asks(t, p.fields...) {
				c.add(t.ID, fmt.Sprintf("the proposal in “%s” does not say %s", t.Title, p.name), "")
			}
		}
		if verb := activity(t.Smart.Specific); verb != "" && !asks(t, "specific") {
			c.add(t.ID, fmt.Sprintf("“%s” is something to do, and no outcome: %s", t.Smart.Specific, verb), "what is different when it is done?")
		}
		if strings.Contains(t.Smart.Measurable, "[") && !asks(t, "measurable") {
			c.add(t.ID, fmt.Sprintf("the proposal in “%s” leaves a figure open and does not ask for it", t.Title), "from how much to how much?")
		}
		if day := c.passed(t.Smart.TimeBound); day != "" {
			c.add(t.ID, fmt.Sprintf("%s, the day of “%s”, is not after the meeting", day, t.Title), "by which day, after the meeting?")
		}
	}
}

// activity gives the verb by which a proposal tells work instead of an
// outcome, "" for none. That work goes on has no end that one could see.
func activity(specific string) string {
	r := prose.Read(specific)
	for _, verb := range []string{"work on", "look into", "looking into", "think about", "investigate", "continue", "keep working",
		"help with", "deal with", "focus on", "explore"} {
		if r.Starts(verb) {
			return verb
		}
	}
	return ""
}

// passed gives the day of a deadline that does not lie after the meeting.
func (c *agendaCase) passed(deadline string) string {
	day, span, ok := prose.Due(deadline, c.now, prose.Locale{})
	if !ok || oneonone.DateOf(day).After(c.Meeting.On) || oneonone.DateOf(day) == c.Meeting.On {
		return ""
	}
	return strings.TrimSpace(span.Text)
}

// initiative: one proposal at least says what would be different.
func (c *agendaCase) initiative() {
	ready := func(t oneonone.Topic) bool { return t.Smart != nil && t.Smart.Specific != "" }
	if len(c.Topics) > 0 && !slices.ContainsFunc(c.Topics, ready) {
		c.add("", "no proposal is ready: nothing here can be agreed to", "")
	}
}

// reframed: no heading is a bare complaint, wish, report or demand, and no ask
// a bare demand. A proposal below it makes a complaint one that leads
// somewhere.
func (c *agendaCase) reframed() {
	for _, t := range c.Topics {
		bare := t.Smart == nil && t.ReframedFrom == "" && t.Ask == ""
		turned := t.Smart != nil && t.ReframedFrom != ""
		for _, f := range Lint(t.Title, c.now, prose.Locale{}) {
			if demands(f.Rule) && !turned || (f.Rule == Complaint || f.Rule == StatusReport) && bare {
				c.add(t.ID, fmt.Sprintf("“%s” stands as it was felt: %s", t.Title, f.Message), "")
			}
		}
		for _, f := range Lint(t.Ask, c.now, prose.Locale{}) {
			if demands(f.Rule) || f.Rule == Complaint {
				c.add(t.ID, fmt.Sprintf("“%s” is no question that can be answered: %s", t.Ask, f.Message), "")
			}
		}
	}
}

// demands tells the rules against bare wishes and demands.
func demands(rule string) bool { return rule == VagueAspiration || rule == PromotionAsk }

// covers tells whether an area has a topic, or a reason why not.
func (c *agendaCase) covers(area oneonone.Area) bool {
	return slices.ContainsFunc(c.Topics, func(t oneonone.Topic) bool { return t.Area == area }) || c.explains(area)
}

func (c *agendaCase) explains(area oneonone.Area) bool {
	return slices.ContainsFunc(c.Considered, func(x oneonone.Considered) bool { return x.Area == area && x.WhyNot != "" })
}

func (c *agendaCase) priorityAreas() {
	told := slices.ContainsFunc(c.Topics, healthTold)
	for _, area := range []oneonone.Area{oneonone.TechnicalDebt, oneonone.Ownership, oneonone.Skill} {
		if !c.covers(area) && !(area == oneonone.TechnicalDebt && told) {
			c.add("", fmt.Sprintf("%s is neither raised nor set aside", strings.ReplaceAll(string(area), "_", " ")), "")
		}
	}
}

// healthTold tells whether a topic tells a figure about the health of code,
// whatever its area.
func healthTold(t oneonone.Topic) bool {
	return slices.ContainsFunc(t.Say, func(f oneonone.Line) bool {
		return len(prose.Quantities(f.Text)) > 0
	})
}

// codeHealth: a topic of technical debt has a figure, and is no list of mended
// faults.
func (c *agendaCase) codeHealth() {
	for _, t := range c.topicsIn(oneonone.TechnicalDebt) {
		measured := t.Smart != nil && len(prose.Quantities(t.Smart.Measurable)) > 0 || asks(t, "measurable")
		for _, f := range t.Say {
			measured = measured || len(prose.Quantities(f.Text)) > 0
		}
		if !measured {
			c.add(t.ID, fmt.Sprintf("“%s” has no figure that could go down", t.Title), "")
		}
	}
}

func (c *agendaCase) topicsIn(areas ...oneonone.Area) []oneonone.Topic {
	return slices.DeleteFunc(slices.Clone(c.Topics), func(t oneonone.Topic) bool { return !slices.Contains(areas, t.Area) })
}

// deepDives: two recent projects, as far as the records hold two, each with
// its decision, the alternatives, the price and the lesson, said or asked for.
func (c *agendaCase) deepDives() {
	dives := c.topicsIn(oneonone.DeepDive)
	if len(dives) < min(2, c.projects()) && !c.explains(oneonone.DeepDive) {
		c.add("", fmt.Sprintf("%s prepared in depth, and the records hold %d",
			oneonone.Plural(len(dives), "project is", "projects are"), c.projects()), "")
	}
	for _, t := range dives {
		if len(t.Blanks) == 0 && len(t.Whys) == 0 && !c.weighs(t) {
			c.add(t.ID, fmt.Sprintf("“%s” tells a result, and not how it was decided", t.Title), "")
		}
	}
}

// projects counts what could be told in depth: pieces of work in a history,
// and decisions that the user wrote down.
func (c *agendaCase) projects() int {
	n := 0
	for _, s := range c.rests.Streams {
		if len(s.Commits) >= 2 {
			n++
		}
	}
	for _, it := range c.rests.Items {
		if it.NoteKind == oneonone.Decided && it.InWindow && it.IsNote() && !it.Hostile && !it.Corrected {
			n++
		}
	}
	return n
}

func (c *agendaCase) weighs(t oneonone.Topic) bool {
	return slices.ContainsFunc(t.Say, func(f oneonone.Line) bool {
		return prose.GivesReason(f.Text)
	})
}

// fiveWhys: what stands still or was complained of is asked for its cause; no
// question and no answer comes twice in a chain.
func (c *agendaCase) fiveWhys() {
	for _, t := range c.Topics {
		challenge := t.Area == oneonone.Blocked ||
			t.Area == oneonone.InitiativeArea && t.ReframedFrom != "" && !strings.Contains(string(t.ReframedFrom), "declined")
		if challenge && len(t.Whys) == 0 {
			c.add(t.ID, fmt.Sprintf("nobody asked why: “%s”", t.Title), "")
		}
		said := map[string]bool{folded(t.Title): true}
		for _, w := range t.Whys {
			for _, text := range []string{w.Question, string(w.Answer)} {
				if text != "" && said[folded(text)] {
					c.add(t.ID, fmt.Sprintf("the whys go in a circle: “%s”", text), "")
				}
				said[folded(text)] = true
			}
		}
	}
}

// skillGap: one skill, with what showed the gap, and steps with days.
func (c *agendaCase) skillGap() {
	skills := c.topicsIn(oneonone.Skill)
	if len(skills) > 1 {
		c.add("", fmt.Sprintf("%d skills at a time", len(skills)), "which one would change most?")
	}
	for _, t := range skills {
		stepped := t.Smart != nil && len(prose.Dates(t.Smart.Achievable, c.now, prose.Locale{})) > 0 || asks(t, "path", "skill", "achievable")
		if len(t.Say) == 0 && len(t.Evidence) == 0 && !asks(t, "skill") {
			c.add(t.ID, fmt.Sprintf("nothing shows the gap behind “%s”", t.Title), "")
		}
		if !stepped {
			c.add(t.ID, fmt.Sprintf("“%s” has no steps with days", t.Title), "")
		}
	}
}

// companyGoal: what proposes or aspires names a goal on file, or asks which it
// serves.
func (c *agendaCase) companyGoal() {
	for _, t := range c.Topics {
		aspires := t.Smart != nil || t.Area == oneonone.Career
		if !aspires || asks(t, "relevant") || t.Smart != nil && strings.TrimSpace(t.Smart.Relevant) == "" {
			continue // what is not said is the rule smart's
		}
		names := slices.ContainsFunc(c.rests.Goals, func(g *oneonone.Goal) bool {
			return slices.Contains(t.Evidence, g.ID) || t.Smart != nil && strings.Contains(folded(t.Smart.Relevant), folded(g.Text))
		})
		if !names {
			c.add(t.ID, fmt.Sprintf("“%s” serves no goal on file", t.Title), "")
		}
	}
}

// influenceMap: an initiative that says what would change says who decides,
// and who is for it or whom to win.
func (c *agendaCase) influenceMap() {
	for _, t := range c.topicsIn(oneonone.InitiativeArea) {
		if t.Smart == nil || t.Smart.Specific == "" || asks(t, "supporters") {
			continue
		}
		has := func(roles ...oneonone.Stake) bool {
			return slices.ContainsFunc(t.People, func(p oneonone.Stakeholding) bool { return slices.Contains(roles, p.Role) })
		}
		if !has(oneonone.Decides) && c.Meeting.With != "" {
			c.add(t.ID, fmt.Sprintf("“%s” does not say who decides", t.Title), "")
		}
		if !has(oneonone.Supports, oneonone.ToWin) {
			c.add(t.ID, fmt.Sprintf("nobody is for “%s” yet", t.Title), "")
		}
	}
}

// followUps: each open promise stands once, and so does each topic.
func (c *agendaCase) followUps() {
	listed := map[string]int{}
	for _, p := range c.FollowUps {
		listed[p.ActionID]++
	}
	for _, p := range c.rests.FollowUps() {
		if listed[p.ActionID] != 1 {
			c.add("", fmt.Sprintf("an open promise stands %s on the agenda: “%s”",
				map[bool]string{true: "not", false: "twice"}[listed[p.ActionID] == 0], p.Text), "")
		}
	}
	seen := map[string]bool{}
	for _, t := range c.Topics {
		if seen[t.ID] {
			c.add(t.ID, fmt.Sprintf("“%s” stands twice", t.Title), "")
		}
		seen[t.ID] = true
	}
}

// feedbackLoop: feedback that waits is picked up, and feedback is asked for
// about something.
func (c *agendaCase) feedbackLoop() {
	for _, t := range c.Topics {
		for _, text := range []string{t.Title, t.Ask} {
			if slices.ContainsFunc(Lint(text, c.now, prose.Locale{}), func(r Remark) bool { return r.Rule == VagueFeedback }) {
				c.add(t.ID, fmt.Sprintf("“%s” asks for feedback on nothing", text), "")
			}
		}
	}
	for _, f := range c.rests.Feedback {
		it := c.rests.Item(f.ID)
		if !f.Open() || brief.Praises(f.Text) || it == nil || it.Hostile {
			continue
		}
		cited := slices.ContainsFunc(c.Topics, func(t oneonone.Topic) bool { return slices.Contains(t.Evidence, f.ID) })
		if !cited && !c.covers(oneonone.FeedbackArea) {
			c.add("", fmt.Sprintf("feedback waits since %s and is not picked up", f.On().Short(c.rests.Today)), "")
			return
		}
	}
}

// careerCadence: a career topic when it is due, and not otherwise.
func (c *agendaCase) careerCadence() {
	topics := c.topicsIn(oneonone.Career)
	switch {
	case len(topics) > 0 && !c.Career.Due:
		c.add(topics[0].ID, fmt.Sprintf("career is a topic, and not due: %s held since the last time",
			oneonone.Plural(c.Career.MeetingsSince, "meeting was", "meetings were")), "")
	case len(topics) == 0 && c.Career.Due && len(c.Topics) > 0 && !c.explains(oneonone.Career):
		c.add("", fmt.Sprintf("career is due after %s without it, and no topic",
			oneonone.Plural(c.Career.MeetingsSince, "meeting", "meetings")), "")
	}
}

// careerPlan: what was reached, the gap, the steps and the need are said or
// asked for.
func (c *agendaCase) careerPlan() {
	for _, t := range c.topicsIn(oneonone.Career) {
		if t.Smart == nil {
			if !asks(t, "specific") {
				c.add(t.ID, fmt.Sprintf("“%s” is an aspiration without a plan", t.Title), "")
			}
			continue
		}
		if len(t.Say) == 0 && !asks(t, "measurable", "achieved") {
			c.add(t.ID, fmt.Sprintf("“%s” does not say what was reached", t.Title), "")
		}
	}
}

// Need gives the need that a topic of the area is about, from 1, the basic ones
// first: load, belonging, growth; 0 for a topic that is about the work. The
// order is the topics guide's, after Maslow.
func Need(a oneonone.Area) int {
	switch a {
	case oneonone.Wellbeing:
		return 1
	case oneonone.Collaboration:
		return 2
	case oneonone.Career, oneonone.Skill:
		return 3
	}
	return 0
}

func (c *agendaCase) needsOrder() {
	highest := 0
	var above oneonone.Topic
	for _, t := range c.Topics {
		n := Need(t.Area)
		if n > 0 && n < highest {
			c.add(t.ID, fmt.Sprintf("“%s” comes after “%s”, which can wait for it", t.Title, above.Title), "")
		}
		if n > highest {
			highest, above = n, t
		}
	}
}

// guidance: one ask at least is something the other person can give.
func (c *agendaCase) guidance() {
	asksFor := func(t oneonone.Topic) bool { return strings.Contains(t.Ask, "?") }
	if len(c.Topics) > 0 && !slices.ContainsFunc(c.Topics, asksFor) {
		c.add("", "nothing is asked of the other person", "")
	}
}

// collaboration: nobody is blamed, and an observation comes with a suggestion
// or asks for one.
func (c *agendaCase) collaboration() {
	for _, t := range c.Topics {
		texts := sentences(t)
		if t.Smart != nil {
			texts = append(texts, t.Smart.Specific)
		}
		for _, text := range texts {
			if name, blames := Blames(text); blames {
				c.add(t.ID, fmt.Sprintf("“%s” lays the fault on %s", text, name), "")
			}
		}
		if t.Area == oneonone.Collaboration && t.Smart == nil && !asks(t, "suggestion") && !strings.Contains(t.Ask, "?") {
			c.add(t.ID, fmt.Sprintf("“%s” observes and suggests nothing", t.Title), "")
		}
	}
}

// timeBox: the minutes fit, and no topic has fewer than two.
func (c *agendaCase) timeBox() {
	sum := 0
	for _, t := range c.Topics {
		sum += t.Minutes
		if t.Minutes < 2 {
			c.add(t.ID, fmt.Sprintf("“%s” has %s", t.Title, oneonone.Plural(t.Minutes, "minute", "minutes")), "")
		}
	}
	if sum > c.Meeting.Minutes && c.Meeting.Minutes > 0 {
		c.add("", fmt.Sprintf("the topics take %d minutes of a meeting of %d", sum, c.Meeting.Minutes), "")
	}
}

// NonTechnicalMinutes is how many minutes of a meeting topics may take that are
// not about the work itself: 20%, by the topics guide's FAQ.
func NonTechnicalMinutes(meeting int) int { return meeting / 5 }

func (c *agendaCase) nonTechnical() {
	sum := 0
	for _, t := range c.topicsIn(oneonone.Wellbeing) {
		sum += t.Minutes
	}
	if most := NonTechnicalMinutes(c.Meeting.Minutes); sum > most && c.Meeting.Minutes > 0 {
		c.add("", fmt.Sprintf("%d of %d minutes are not about the work itself; a fifth is %d", sum, c.Meeting.Minutes, most), "")
	}
}

// declined: what somebody said no to comes back with what is different, or not
// at all.
func (c *agendaCase) declined() {
	for _, t := range c.topicsIn(oneonone.InitiativeArea, oneonone.TechnicalDebt) {
		if t.ReframedFrom != "" || t.Smart == nil {
			continue
		}
		for _, d := range c.rests.Decisions {
			if d.Declined && d.Text != "" && !c.rests.Elsewhere(d) && sameProposal(d.Text, t.Title+" "+t.Smart.Specific) {
				c.add(t.ID, fmt.Sprintf("“%s” was turned down on %s and comes back as it was", t.Title, d.On().Short(c.rests.Today)), "")
			}
		}
	}
}

// sameProposal tells whether a proposal has nearly all the words of what was
// turned down.
func sameProposal(no, proposal string) bool {
	words, shared := prose.Content(no), 0
	has := map[string]bool{}
	for _, w := range prose.Content(proposal) {
		has[w] = true
	}
	for _, w := range words {
		if has[w] {
			shared++
		}
	}
	return len(words) >= 2 && shared*5 >= len(words)*4
}

// private: all that is cited may be shared, and no secret is told.
func (c *agendaCase) private() {
	for _, e := range c.Evidence {
		it := c.rests.Item(e.ID)
		if it != nil && it.Record != nil && it.Record.Header().Private {
			c.add("", fmt.Sprintf("a record that is marked private is cited: %s", e.ID), "")
		}
	}
	beside := oneonone.Topic{} // what is sent beside the topics
	if c.OneAsk != nil {
		beside.Ask = c.OneAsk.Text
	}
	for _, n := range c.Since {
		beside.Say = append(beside.Say, n.Line)
	}
	beside.Say = append(beside.Say, c.IfTime...)
	for _, t := range append([]oneonone.Topic{beside}, c.Topics...) {
		for _, text := range sentences(t) {
			if secret.Mask(text) != text {
				c.add(t.ID, fmt.Sprintf("“%s” tells a secret", secret.Mask(text)), "")
			}
		}
	}
}

// sentences lists what is sent of a topic.
func sentences(t oneonone.Topic) []string {
	out := []string{t.Title, t.Ask, t.Outcome, t.Proposal}
	for _, l := range t.Say {
		out = append(out, l.Text)
	}
	return out
}
