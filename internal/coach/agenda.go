package coach

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
)

// planner makes an agenda of an answer.
type planner struct {
	*court
	engine oneonone.Engine
	// bare counts the topics of which nothing was left to say.
	bare int
}

func newPlanner(b *brief.Brief, s *sheet, engine oneonone.Engine) *planner {
	return &planner{court: newCourt(b, s), engine: engine}
}

// agenda makes the page. An answer of which no topic says anything is an
// AnswerError: there are records, and nothing was made of them.
func (p *planner) agenda(w wireAgenda) (judged[oneonone.Agenda], error) {
	a := p.frame()
	for i, t := range w.Topics {
		a.Topics = append(a.Topics, p.topic(i, t))
	}
	a.OneAsk = p.oneAsk(w.OneAsk, a.Topics)
	a.Since = p.news(w.Since, a.Topics)
	for _, l := range w.IfTime {
		if said := p.state("if_time", l.Text, l.Cites); said != nil {
			a.IfTime = append(a.IfTime, *said)
		}
	}
	a.ForMe = p.forMe(w, a.Topics)
	a.Topics = slices.DeleteFunc(a.Topics, func(t oneonone.Topic) bool { return t.Title == "" || len(t.Say) == 0 && t.Ask == "" })
	switch {
	case len(a.Topics) == 0:
		return judged[oneonone.Agenda]{}, &AnswerError{Reason: "it has no topic"}
	case !slices.ContainsFunc(a.Topics, func(t oneonone.Topic) bool { return len(t.Say) > 0 }):
		return judged[oneonone.Agenda]{cures: p.cures}, &AnswerError{Reason: "none of its topics rests on the records"}
	}
	return p.page(a), nil
}

// frame is the agenda before anything is on it.
func (p *planner) frame() oneonone.Agenda {
	return oneonone.Agenda{
		ID: oneonone.DeriveID("agenda", p.b.Meeting.ID, stamp(p.b.Now)), Meeting: p.b.Meeting, LastOn: p.b.LastOn(),
		FollowUps: p.b.FollowUps(), Career: p.b.Career, DraftedBy: oneonone.DraftedBy{Engine: p.engine},
	}
}

// page fits the agenda to one page and gives it its evidence.
func (p *planner) page(a oneonone.Agenda) judged[oneonone.Agenda] {
	a.Considered = considered(a.Topics)
	a = a.Fit(oneonone.RoomFor(a.Meeting.Minutes).Written())
	p.cited = a.Cites()
	a.Evidence = p.evidence()
	a.Findings = p.list
	return judged[oneonone.Agenda]{draft: a, standing: standing(a), cures: p.cures, broken: p.bare > 0 || len(p.list) >= manyWrong}
}

// manyWrong is from how many wrong sentences on an answer is worth a second
// request.
const manyWrong = 4

func standing(a oneonone.Agenda) int {
	n := len(a.Topics) + len(a.Since)
	for _, t := range a.Topics {
		n += len(t.Say)
	}
	return n
}

// topic makes one topic. It stays whatever its sentences come to: where none of
// them holds, a record that it cites speaks for itself.
func (p *planner) topic(at int, w wireTopic) oneonone.Topic {
	t := oneonone.Topic{Area: oneonone.Area(w.Area), Minutes: w.Minutes, ID: p.topicID(at, w.Area, w.Title)}
	for _, l := range w.Say {
		if said := p.state(t.ID, l.Text, l.Cites); said != nil {
			t.Say = append(t.Say, *said)
		}
	}
	if len(t.Say) == 0 {
		p.bare++
		p.cure(w.Title, "no record bears out what it says", "say what a record says, and cite it")
		t.Say = p.fromRecords(w.cites())
	}
	for _, l := range t.Say {
		t.Evidence = oneonone.AppendNew(t.Evidence, l.Evidence...)
	}
	t.Ask, t.Outcome = p.propose(t.ID, w.Ask), p.propose(t.ID, w.Outcome)
	t.Title = p.title(t, w.Title)
	p.addProposal(&t, w.Proposal)
	if from := value(w.ReframedFrom); from != "" && p.ground.Asks("“"+from+"”").Outcome == ground.Holds {
		t.ReframedFrom = oneonone.Maybe(from)
	}
	for _, b := range w.Blanks {
		if q := p.propose(t.ID, b.Question); q != "" {
			t.Blanks = append(t.Blanks, oneonone.Blank{Field: b.Field, Question: q})
		}
	}
	t.People = p.addPeople(w.People)
	return t
}

func (p *planner) topicID(at int, area, title string) string {
	return "t-" + oneonone.DeriveID("topic", p.b.Meeting.ID, area, title, fmt.Sprint(at))[:8]
}

// title keeps a heading that holds; else what the topic says stands for it, or
// what it asks.
func (p *planner) title(t oneonone.Topic, text string) string {
	if text = unlabelled(line(text)); text != "" {
		v := p.ground.Judge(text, t.Evidence)
		if v.Outcome != ground.Contradicted {
			return text
		}
		p.wrong(t.ID, text, v)
	}
	if len(t.Say) > 0 {
		return oneonone.Cut(strings.TrimRight(t.Say[0].Text, "."), fewWords)
	}
	return t.Ask
}

// fromRecords lets the first records that were cited speak for themselves.
func (p *planner) fromRecords(labels []string) []oneonone.Line {
	var out []oneonone.Line
	for _, id := range p.cites(labels) {
		if it := p.b.Item(id); it != nil && it.Record != nil && len(out) < 2 {
			out = append(out, oneonone.Line{Text: it.Quoted(p.b.Today), Evidence: []string{id}})
		}
	}
	return out
}

// addProposal keeps a proposal whose measure is on record. What it lacks is
// asked of the user.
func (p *planner) addProposal(t *oneonone.Topic, w *wireProposal) {
	if w == nil {
		return
	}
	s := &oneonone.Smart{Specific: p.propose(t.ID, w.Text), Achievable: p.propose(t.ID, value(w.FirstStep))}
	ask := func(missing bool, field, question string) {
		if missing && !slices.ContainsFunc(t.Blanks, func(b oneonone.Blank) bool { return b.Field == field }) {
			t.Blanks = append(t.Blanks, oneonone.Blank{Field: field, Question: question})
		}
	}
	if s.Specific == "" {
		return
	}
	t.Smart = s
	from, to := value(w.From), value(w.To)
	if v := p.ground.Judge(line(w.Metric+" "+from), t.Evidence); from != "" && v.Outcome == ground.Contradicted {
		p.wrong(t.ID, from, v)
		from = ""
	}
	if from != "" && to != "" {
		s.Measurable = line(w.Metric) + ": from " + from + " to " + to
		t.Proposal = s.Specific
	}
	ask(from == "", "measurable", "What is "+strings.ToLower(cmp.Or(line(w.Metric), "the figure"))+" today?")
	if g := p.goal(value(w.Goal)); g != nil {
		s.Relevant = fmt.Sprintf("serves the %s goal “%s”", g.GoalKind, safe(line(g.Text)))
		t.Evidence = oneonone.AppendNew(t.Evidence, g.ID)
	}
	if d, err := oneonone.ParseDate(value(w.By)); err == nil && d.After(p.b.Meeting.On) {
		s.TimeBound = "by " + d.Short(p.b.Today)
	}
	name := "“" + oneonone.Cut(strings.TrimRight(t.Title, "."), fewWords) + "”"
	ask(s.Relevant == "", "relevant", "Which goal of the team does "+name+" serve?")
	ask(s.TimeBound == "", "time_bound", "By when, for "+name+"?")
}

// fewWords are enough of a text to remind of it.
const fewWords = 6

// addPeople keeps the people whom the records know, each once, spelled as on
// file.
func (p *planner) addPeople(people []wirePerson) []oneonone.Stakeholding {
	var out []oneonone.Stakeholding
	for _, w := range people {
		i := slices.IndexFunc(p.people, func(known string) bool { return oneonone.SameName(known, w.Name) })
		if i < 0 {
			continue
		}
		name := p.people[i]
		if !slices.ContainsFunc(out, func(s oneonone.Stakeholding) bool { return s.Name == name }) {
			out = append(out, oneonone.Stakeholding{Name: name, Role: oneonone.Stake(w.Role)})
		}
	}
	return out
}

// oneAsk keeps the ask on top, else takes that of the first topic.
func (p *planner) oneAsk(w *wireOneAsk, topics []oneonone.Topic) *oneonone.OneAsk {
	if w != nil {
		text := p.propose("one_ask", w.Text)
		if t := topicAt(topics, &w.Topic); t != nil && text != "" {
			return &oneonone.OneAsk{TopicID: t.ID, Text: text}
		}
	}
	for _, t := range topics {
		if t.Ask != "" {
			return &oneonone.OneAsk{TopicID: t.ID, Text: t.Ask}
		}
	}
	return nil
}

// topicAt gives the topic of a number, from 1.
func topicAt(topics []oneonone.Topic, n *int) *oneonone.Topic {
	if n == nil || *n < 1 || *n > len(topics) {
		return nil
	}
	return &topics[*n-1]
}

// news keeps what happened since last time. What is late of the user's own and
// what the page does not speak of stands there whether the model says it or not.
func (p *planner) news(list []wireNews, topics []oneonone.Topic) []oneonone.News {
	var out []oneonone.News
	told := map[string]bool{}
	tell := func(ids []string) {
		for _, id := range ids {
			told[id] = true
		}
	}
	for _, t := range topics {
		tell(t.Evidence)
	}
	for _, w := range list {
		if l := p.state("since", w.Text, w.Cites); l != nil {
			out = append(out, oneonone.News{Line: *l, Kind: oneonone.NewsKind(w.Kind)})
			tell(l.Evidence)
		}
	}
	said := sayings(out, topics)
	return append(out, p.b.LateNews(func(a oneonone.Promise) bool {
		return a.Owner == oneonone.Me && !told[a.ActionID] && p.typed(a.ActionID) && sharedStems(a.Text, said) < spokenOf
	})...)
}

// typed tells whether the user put a promise on file themselves: what the program
// read out of raw notes may be misread, and the model has seen the notes.
func (p *planner) typed(id string) bool {
	it := p.b.Item(id)
	if it == nil {
		return false
	}
	a, ok := it.Record.(*oneonone.Action)
	return ok && a.Meeting == ""
}

// spokenOf is from how many words of a promise on the page speaks of it.
const spokenOf = 2

func sayings(news []oneonone.News, topics []oneonone.Topic) string {
	var b strings.Builder
	for _, n := range news {
		b.WriteString(n.Text + "\n")
	}
	for _, t := range topics {
		b.WriteString(t.Title + "\n" + t.Ask + "\n")
		for _, l := range t.Say {
			b.WriteString(l.Text + "\n")
		}
	}
	return b.String()
}

// forMe keeps what is for the user alone.
func (p *planner) forMe(w wireAgenda, topics []oneonone.Topic) oneonone.ForMe {
	out := oneonone.ForMe{Private: p.b.Private}
	for _, l := range w.Before {
		if deed := p.advise("before", l.Text, l.Cites); deed != nil {
			out.Before = append(out.Before, *deed)
		}
	}
	for _, q := range w.MayAsk {
		asked := p.advise("may_ask", q.Question, nil)
		if asked == nil {
			continue
		}
		one := oneonone.MayAsk{Question: asked.Text}
		if t := topicAt(topics, q.Topic); t != nil {
			one.TopicID = oneonone.Maybe(t.ID)
		}
		out.MayAsk = append(out.MayAsk, one)
	}
	for _, n := range w.NotToday {
		if text := strings.TrimRight(p.propose("not_today", n.Text), "."); text != "" {
			why := strings.TrimRight(p.propose("not_today", n.Why), ".")
			out.NotToday = append(out.NotToday, oneonone.NotToday{Text: text, Why: why})
		}
	}
	return out
}

// considered names the areas that every agenda considers and this one left out.
func considered(topics []oneonone.Topic) []oneonone.Considered {
	var out []oneonone.Considered
	for _, area := range []oneonone.Area{
		oneonone.TechnicalDebt, oneonone.Ownership, oneonone.Skill, oneonone.DeepDive, oneonone.FeedbackArea, oneonone.Career,
	} {
		if !slices.ContainsFunc(topics, func(t oneonone.Topic) bool { return t.Area == area }) {
			out = append(out, oneonone.Considered{Area: area, WhyNot: "the model put other topics first"})
		}
	}
	return out
}
