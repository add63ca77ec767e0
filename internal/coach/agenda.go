package coach

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// planner makes an agenda of an answer.
type planner struct {
	*court
	b *brief.Brief
}

func newPlanner(b *brief.Brief, s *sheet) *planner { return &planner{newCourt(b, s), b} }

// agenda checks the topics one by one. An answer of which nothing stands is an
// AnswerError.
func (p *planner) agenda(w wireAgenda) (judged[oneonone.Agenda], error) {
	var topics []oneonone.Topic
	for i, t := range w.Topics {
		if topic, ok := p.topic(i, t); ok {
			topics = append(topics, topic)
		}
	}
	if len(topics) == 0 && len(w.Topics) > 0 {
		return judged[oneonone.Agenda]{complaints: p.complaints()}, &AnswerError{Reason: "none of its topics rests on the records"}
	}
	topics = p.fitMinutes(promisesFirst(topics))
	a := oneonone.Agenda{
		ID: oneonone.DeriveID("agenda", p.b.Meeting.ID, stamp(p.b.Now)), Meeting: p.b.Meeting, LastTime: oneonone.Maybe(p.b.LastTime()), Topics: topics,
		FollowUps: p.b.FollowUps(), Considered: p.considered(w.Considered, topics), Career: p.b.Career,
	}
	p.cited = citedIn(a)
	a.Evidence = p.evidence()
	for _, it := range p.b.Told {
		if slices.ContainsFunc(a.FollowUps, func(f oneonone.Promise) bool { return string(f.MaybeDone) == it.ID }) {
			a.Evidence = append(a.Evidence, it.Told())
		}
	}
	a.Findings = p.list
	standing := len(topics)
	for _, t := range topics {
		standing += len(t.Facts)
	}
	return judged[oneonone.Agenda]{draft: a, standing: standing, complaints: p.complaints()}, nil
}

func promisesFirst(topics []oneonone.Topic) []oneonone.Topic {
	slices.SortStableFunc(topics, func(x, y oneonone.Topic) int {
		switch {
		case x.Area == y.Area:
			return 0
		case x.Area == oneonone.FollowUp:
			return -1
		case y.Area == oneonone.FollowUp:
			return 1
		}
		return 0
	})
	return topics
}

func citedIn(a oneonone.Agenda) map[string]bool {
	ids := map[string]bool{}
	for _, t := range a.Topics {
		for _, id := range t.Evidence {
			ids[id] = true
		}
	}
	for _, f := range a.FollowUps {
		ids[f.ActionID] = true
		ids[string(f.MaybeDone)] = true
	}
	return ids
}

// topic checks one topic. Its facts decide what the rest of it may say.
func (p *planner) topic(at int, w wireTopic) (oneonone.Topic, bool) {
	t := oneonone.Topic{Area: oneonone.Area(w.Area), Title: line(w.Title), Minutes: w.Minutes}
	t.ID = "t-" + oneonone.DeriveID("topic", p.b.Meeting.ID, w.Area, t.Title, fmt.Sprint(at))[:8]
	before := len(p.list)
	var cited []*shown
	for _, f := range w.Facts {
		text, by := p.fact(t.ID, "a fact", f.Text, f.Cites)
		if text == "" {
			continue
		}
		t.Facts = append(t.Facts, oneonone.Fact{Text: text, Evidence: p.ids(by), Quote: oneonone.Maybe(p.quote(t.ID, value(f.Quote), by))})
		cited = append(cited, by...)
	}
	if len(cited) == 0 {
		p.add("grounded", "", fixCite, "left out a topic that no record bears: “%s”", short(t.Title))
		p.nowhere(before)
		return t, false
	}
	cited, missing := p.addSmart(&t, w.Smart, cited)
	t.Blanks = p.blanks(t.ID, w.Blanks, missing)
	cited = p.addWhys(&t, w.Whys, cited)
	said := &speech{planner: p, support: p.speechSupport(cited, w.Smart), cited: cited}
	said.fill(&t, w)
	t.Evidence = p.ids(said.cited)
	t.People = p.addPeople(t.ID, w.People)
	return t, true
}

// blanks keeps the model's questions. Those of the program are added where the
// model asked nothing about the same field.
func (p *planner) blanks(where string, list []wireBlank, own []oneonone.Blank) []oneonone.Blank {
	var out []oneonone.Blank
	asked := map[string]bool{}
	for _, b := range list {
		if q := p.proposed(where, "a question", b.Question); q != "" {
			out = append(out, oneonone.Blank{Field: b.Field, Question: q})
			asked[b.Field] = true
		}
	}
	for _, b := range own {
		if !asked[b.Field] {
			out = append(out, b)
		}
	}
	return out
}

// titleFrom cuts a heading from a fact.
func titleFrom(fact string) string {
	runes := []rune(fact)
	if len(runes) <= 80 {
		return strings.TrimRight(fact, " .")
	}
	cut := string(runes[:79])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}

// ownWords keeps a quotation of the user that stands in the records.
func (p *planner) ownWords(where, quote string, s *support) string {
	quote = strings.Trim(quote, "\"“” ")
	if strings.Contains(s.folded, fold(strings.TrimRight(quote, ".!?"))) {
		return quote
	}
	p.leftOut(where, "a quotation of yours", quote, "these words")
	return ""
}

// addSmart makes the proposal, and gives the records that the topic rests on
// with it and the blanks of it. Its baseline is a fact or a blank; its date
// lies after the meeting or is a blank.
func (p *planner) addSmart(t *oneonone.Topic, w *wireSmart, cited []*shown) ([]*shown, []oneonone.Blank) {
	if w == nil {
		return cited, nil
	}
	part := func(text string) string { return p.proposed(t.ID, "a part of the proposal", text) }
	s := &oneonone.Smart{Specific: part(w.Specific), Achievable: part(w.Achievable)}
	t.Smart = s
	baseline, by := p.fact(t.ID, "a baseline", value(w.Baseline), w.BaselineCites)
	s.Measurable = measurable(part(w.Metric), baseline, part(value(w.Target)))
	cited = append(cited, by...)
	if goal := p.goal(w.Goal); goal != nil {
		cited = append(cited, goal)
		s.Relevant = relevant(goal.goal, part(w.Relevant))
	}
	s.TimeBound = p.deadline(t.ID, value(w.By))
	return cited, blanksOf(s, baseline, value(w.Target))
}

// measurable says what is measured, from how much to how much. What is missing
// shows as such.
func measurable(metric, baseline, target string) string {
	if metric == "" {
		return ""
	}
	if baseline == "" {
		baseline = "[today?]"
	}
	if target == "" {
		target = "[target?]"
	}
	return metric + ": from " + baseline + " to " + target
}

func (p *planner) goal(label *string) *shown {
	for _, r := range p.cites([]string{value(label)}) {
		if r.goal != nil {
			return r
		}
	}
	return nil
}

func relevant(g *oneonone.Goal, how string) string {
	text := fmt.Sprintf("serves the %s goal “%s”", g.GoalKind, safe(line(g.Text)))
	if how != "" {
		text += ": " + how
	}
	return text
}

func (p *planner) deadline(where, by string) string {
	if by == "" {
		return ""
	}
	d, err := oneonone.ParseDate(by)
	if err != nil {
		p.add("smart", where, fixDate, "left out a deadline that is no date: “%s”", short(by))
		return ""
	}
	if !d.After(p.b.Meeting.On) {
		p.add("smart", where, fixDate, "left out a deadline that is not after the meeting: %s", d)
		return ""
	}
	return "by " + d.Short(p.b.Today)
}

// blanksOf asks for each part of a proposal that nobody filled.
func blanksOf(s *oneonone.Smart, baseline, target string) []oneonone.Blank {
	var out []oneonone.Blank
	ask := func(missing bool, field, question string) {
		if missing {
			out = append(out, oneonone.Blank{Field: field, Question: question})
		}
	}
	ask(s.Specific == "", "specific", "What exactly would be different afterwards?")
	ask(s.Measurable == "", "measurable", "What would you count before and after, and what is it today?")
	ask(s.Measurable != "" && baseline == "", "measurable", "What is the figure today?")
	ask(s.Measurable != "" && target == "", "measurable", "Which figure would you call good enough?")
	ask(s.Achievable == "", "achievable", "What is the first step, and what do you stop doing to have the time for it?")
	ask(s.Relevant == "", "relevant", "Which goal of the team does it serve?")
	ask(s.TimeBound == "", "time_bound", "By when, and when do you two look at it again?")
	return out
}

// addWhys keeps the questions; an answer that no record gives becomes null.
func (p *planner) addWhys(t *oneonone.Topic, whys []wireWhy, cited []*shown) []*shown {
	for _, w := range whys {
		q := p.proposed(t.ID, "a why", w.Question)
		if q == "" {
			continue
		}
		answer, by := p.fact(t.ID, "an answer to a why", value(w.Answer), w.Cites)
		cited = append(cited, by...)
		t.Whys = append(t.Whys, oneonone.Why{Question: q, Answer: oneonone.Maybe(answer)})
	}
	return cited
}

// addPeople keeps the people whom the records know, each once, spelled as on
// file.
func (p *planner) addPeople(where string, people []wirePerson) []oneonone.Stakeholding {
	var out []oneonone.Stakeholding
	for _, w := range people {
		i := slices.IndexFunc(p.people, func(known string) bool { return oneonone.SameName(known, w.Name) })
		if i < 0 {
			p.add("grounded", where, fixCite, "left out somebody whom no record names: %s", short(w.Name))
			continue
		}
		name := p.people[i]
		if !slices.ContainsFunc(out, func(s oneonone.Stakeholding) bool { return s.Name == name }) {
			out = append(out, oneonone.Stakeholding{Name: name, Role: oneonone.Stake(w.Role)})
		}
	}
	return out
}

// leastMinutes is what a topic needs to be worth a place.
const leastMinutes = 2

// fitMinutes makes the minutes add up to the meeting or less: the last topics
// go when there is no room for all, then each gets its share of the time.
func (p *planner) fitMinutes(topics []oneonone.Topic) []oneonone.Topic {
	total := p.b.Meeting.Minutes
	for total > 0 && len(topics) > 1 && len(topics)*leastMinutes > total {
		last := topics[len(topics)-1]
		p.add("time-box", last.ID, "keep it for next time", "left out a topic for want of minutes: “%s”", short(last.Title))
		topics = topics[:len(topics)-1]
	}
	sum := 0
	for i := range topics {
		topics[i].Minutes = max(topics[i].Minutes, leastMinutes)
		sum += topics[i].Minutes
	}
	if total <= 0 || sum <= total {
		return topics
	}
	p.add("time-box", "", "see whether the important topics have enough", "the topics came with %d minutes for a meeting of %d; each was cut in proportion", sum, total)
	scale(topics, sum, total)
	return topics
}

func scale(topics []oneonone.Topic, sum, total int) {
	left := total
	for i := range topics {
		topics[i].Minutes = max(topics[i].Minutes*total/sum, leastMinutes)
		left -= topics[i].Minutes
	}
	for ; left < 0; left++ {
		longest := 0
		for i := range topics {
			if topics[i].Minutes > topics[longest].Minutes {
				longest = i
			}
		}
		topics[longest].Minutes--
	}
	for i := 0; left > 0; i = (i + 1) % len(topics) {
		topics[i].Minutes++
		left--
	}
}

// considered keeps the model's reasons for areas without a topic, and names
// the three areas that every agenda considers when it forgot them.
func (p *planner) considered(list []wireConsidered, topics []oneonone.Topic) []oneonone.Considered {
	covered := map[oneonone.Area]bool{}
	for _, t := range topics {
		covered[t.Area] = true
	}
	var out []oneonone.Considered
	for _, w := range list {
		area, why := oneonone.Area(w.Area), p.spoken("", "a reason", w.WhyNot, p.whole.lacks)
		if !covered[area] && why != "" {
			covered[area] = true
			out = append(out, oneonone.Considered{Area: area, WhyNot: why})
		}
	}
	for _, area := range []oneonone.Area{oneonone.TechnicalDebt, oneonone.Ownership, oneonone.Skill} {
		if !covered[area] {
			out = append(out, oneonone.Considered{Area: area, WhyNot: "the model gave neither a topic nor a reason; is there something to raise?"})
		}
	}
	return out
}
