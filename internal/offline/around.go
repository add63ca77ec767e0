package offline

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
	"oneonone/internal/thread"
)

// since tells what happened since last time, without what a topic is about: the
// computed news first, then what went well, as the user put it.
func (p *planner) since(topics []topic) []oneonone.News {
	out := slices.DeleteFunc(figures.Since(p.b, p.facts), func(n oneonone.News) bool {
		about := func(t topic) bool {
			return n.Kind == oneonone.GoalNews && t.tells != "" && slices.Contains(n.Evidence, t.tells)
		}
		return slices.ContainsFunc(topics, about)
	})
	told := map[string]bool{}
	for _, n := range out {
		for _, id := range n.Evidence {
			told[id] = true
		}
	}
	for _, t := range topics {
		for _, id := range t.Evidence {
			told[id] = true
		}
	}
	var good []oneonone.News
	for _, it := range p.wins() {
		if it.Elsewhere || it.Corrected || told[it.ID] || len(good) == mostGood {
			continue
		}
		if text := it.Quoted(p.b.Today); text != "" && !p.isTold(it, out) {
			good = append(good, oneonone.News{Kind: oneonone.OtherNews, Line: oneonone.Line{Text: text, Evidence: []string{it.ID}}})
		}
	}
	work := slices.DeleteFunc(p.pullNews(), func(n oneonone.News) bool { return told[n.Evidence[0]] })
	return slices.Concat(out, good, work, p.b.LateNews(p.newPromise()))
}

// wins gives the last win of each thread that does not stand still, the surest first.
func (p *planner) wins() []*brief.Item {
	var out []*brief.Item
	for _, t := range p.threads {
		it := lastOf(t, func(it *brief.Item) bool { return it.NoteKind == oneonone.Win && it.InWindow && p.isGood(it) })
		if it != nil && t.Because(thread.Stuck) == nil {
			out = append(out, it)
		}
	}
	sure := func(it *brief.Item) int {
		if it.Sure && it.Does.Of(reader.Win) < reader.Sure { // the user says so
			return 100
		}
		return it.Does.Of(reader.Win)
	}
	slices.SortStableFunc(out, func(x, y *brief.Item) int { return sure(y) - sure(x) })
	return out
}

// isGood tells a success that is surely one: what the reader only guesses is told as none
// where it may be a mistake or a worry as well.
func (p *planner) isGood(it *brief.Item) bool {
	if it.Sure {
		return true
	}
	return it.Does.Of(reader.Win) >= reader.Sure && !p.namesReader(it.Text) && !it.Does.Tells(reader.Mistake) && !it.Does.Tells(reader.Concern) && !it.Does.Tells(reader.Risk)
}

// newPromise tells the promises that are worth a line: each once, though the notes of
// a meeting repeat it, and none that was cut out of raw notes together with half of
// them.
func (p *planner) newPromise() func(oneonone.Promise) bool {
	type key struct {
		thread *thread.Thread
		owner  oneonone.Maybe
		due    oneonone.Date
	}
	seen := map[key]bool{}
	return func(a oneonone.Promise) bool {
		k := key{p.of[a.ActionID], a.Owner, a.Due}
		if seen[k] {
			return false
		}
		it := p.b.Item(a.ActionID)
		r, ok := it.Record.(*oneonone.Action)
		if k.thread != nil && k.thread.Renewed(it) {
			return false
		}
		if ok && k.thread != nil && (k.thread.IsDoubtful(p.b, r) || r.Meeting != "" && len(prose.Sentences(a.Text)) > 2) {
			return false
		}
		seen[k] = true
		return true
	}
}

// isTold tells whether the figures of a record stand in a line of news already.
func (p *planner) isTold(it *brief.Item, news []oneonone.News) bool {
	all := prose.Quantities(it.Text)
	return len(all) > 0 && slices.ContainsFunc(news, func(n oneonone.News) bool {
		return strings.Contains(n.Text, all[len(all)-1].Text)
	})
}

// mostGood is how many successes the page tells: they ask for nothing.
const mostGood = 3

func lastOf(t *thread.Thread, fits func(*brief.Item) bool) *brief.Item {
	for _, it := range slices.Backward(t.Items) {
		if fits(it) {
			return it
		}
	}
	return nil
}

func (p *planner) isOther(name string) bool {
	return p.b.Meeting.With != "" && oneonone.SameName(name, string(p.b.Meeting.With))
}

// passOver notes why something of an area gets no topic.
func (p *planner) passOver(area oneonone.Area, format string, args ...any) {
	p.rest = append(p.rest, oneonone.Considered{Area: area, WhyNot: fmt.Sprintf(format, args...)})
}

// considered names what got no topic, each area with the reason.
func (p *planner) considered(topics []topic, left []candidate) []oneonone.Considered {
	covered := map[oneonone.Area]bool{}
	for _, t := range topics {
		covered[t.Area] = true
	}
	var out []oneonone.Considered
	room := oneonone.RoomFor(p.b.Meeting.Minutes).Topics
	for _, c := range left {
		if named := covered[c.Area]; named && (c.weight < worthwhile || len(out) == room) {
			continue
		}
		covered[c.Area] = true
		why := fmt.Sprintf("enough for %d minutes without it; kept for next time: %s", p.b.Meeting.Minutes, c.Title)
		out = append(out, oneonone.Considered{Area: c.Area, WhyNot: why})
	}
	for _, gap := range p.gaps() {
		if !covered[gap.Area] {
			out = append(out, gap)
		}
	}
	return append(out, p.rest...)
}

// gaps says for the areas that every agenda considers why the records gave
// them no topic.
func (p *planner) gaps() []oneonone.Considered {
	gaps := []oneonone.Considered{
		{Area: oneonone.TechnicalDebt, WhyNot: "no history shows a figure about code health; which one would you steer by?"},
		{Area: oneonone.Ownership, WhyNot: "no history shows an area that is mostly yours"},
		{Area: oneonone.DeepDive, WhyNot: "something else asks for the time"},
		{Area: oneonone.Skill, WhyNot: "no goal names a skill; which one would have helped you since " + p.b.From.Short(p.b.Today) + "?"},
		{Area: oneonone.FeedbackArea, WhyNot: p.noFeedback()},
	}
	if !p.b.Career.Due {
		gaps = append(gaps, oneonone.Considered{Area: oneonone.Career, WhyNot: p.careerNotDue()})
	}
	return gaps
}

// noFeedback says why no feedback is a topic. It names nobody: the other person
// may read it.
func (p *planner) noFeedback() string {
	for _, f := range p.b.Feedback {
		if it := p.b.Item(f.ID); it != nil && it.Elsewhere && f.Open() && !brief.Praises(f.Text) {
			return "what is open is between me and others; `oneonone prep --about NAME` brings it up"
		}
	}
	return "no feedback is open; ask for some on one concrete piece of work"
}

func (p *planner) careerNotDue() string {
	if len(p.b.Held) == 0 {
		return "due at every third meeting, and this is the first"
	}
	if p.b.Career.MeetingsSince == 0 {
		return "due at every third meeting, and it was talked about in the last one"
	}
	return fmt.Sprintf("due at every third meeting; %s held since it was talked about",
		oneonone.Plural(p.b.Career.MeetingsSince, "meeting was", "meetings were"))
}

// oneAsk gives the ask that stands on top, that of the first topic whose records say
// what is asked. The title goes before it where it is not complete in itself.
func (p *planner) oneAsk(topics []oneonone.Topic) *oneonone.OneAsk {
	if len(topics) == 0 {
		return nil
	}
	t := topics[max(0, slices.IndexFunc(topics, func(t oneonone.Topic) bool { return t.Ask != openAsk }))]
	text := t.Ask
	if title := strings.TrimRight(t.Title, "?.!,; "); !p.inOwnWords(t) && !strings.Contains(t.Ask, title) {
		text = title + ". " + t.Ask
	}
	return &oneonone.OneAsk{TopicID: t.ID, Text: text}
}

// inOwnWords tells whether the ask stands in a record that the topic rests on.
func (p *planner) inOwnWords(t oneonone.Topic) bool {
	return slices.ContainsFunc(t.Evidence, func(id string) bool {
		it := p.b.Item(id)
		return it != nil && t.Ask != "" && strings.Contains(strings.ToLower(oneonone.Unmarked(it.Text)), strings.ToLower(t.Ask))
	})
}

// leave puts what has no place among the topics where it is not lost: what has
// weight under If there is time, the rest under Not today.
func (p *planner) leave(a *oneonone.Agenda, left []candidate) {
	for _, c := range left {
		text, ids := p.inPassing(c)
		told := func(n oneonone.News) bool { return slices.Contains(n.Evidence, ids[0]) }
		switch {
		case slices.ContainsFunc(a.Since, told):
		case c.old:
			a.ForMe.NotToday = append(a.ForMe.NotToday, oneonone.NotToday{Text: "still open? " + c.Title})
		case c.weight >= passing && !c.filler && !p.isBareGoal(c) && !p.namesReader(text):
			a.IfTime = append(a.IfTime, oneonone.Line{Text: text, Evidence: ids})
		default:
			a.ForMe.NotToday = append(a.ForMe.NotToday, oneonone.NotToday{Text: c.Title})
		}
	}
	for _, t := range p.threads {
		if r := t.Because(thread.Asked); r != nil && r.Answered != nil && r.Item.InWindow {
			if q := p.lastQuestion(r.Item); q != "" {
				text := "perhaps answered: " + p.b.Dated(q, r.Item.Date) + ", by " + p.b.Dated(quoted(p.words(t, r.Answered, shortLine)), r.Answered.Date)
				a.ForMe.NotToday = append(a.ForMe.NotToday, oneonone.NotToday{Text: text})
			}
		}
	}
	a.ForMe.Private = p.b.Private
}

// isBareGoal tells a line that is the text of a goal: without news it reads as if it were
// reached.
func (p *planner) isBareGoal(c candidate) bool {
	it := p.b.Item(c.Evidence[0])
	return it != nil && it.Kind == oneonone.EvGoal && !c.asked
}

// passing is the weight from which something is worth a line.
const passing = 0.8

// inPassing gives a topic in one line: the question that the user wrote down, else
// the record that it is called after where that is short, else its title.
func (p *planner) inPassing(c candidate) (string, []string) {
	if c.asked {
		return oneonone.Ended(c.Ask), c.Evidence
	}
	if it, t := p.b.Item(c.Evidence[0]), p.of[c.Evidence[0]]; it != nil && t != nil && it.Kind != oneonone.EvGoal && it.Kind != oneonone.EvAction && it.Kind != oneonone.EvFeedback {
		if text := p.words(t, it, shortLine); text != "" {
			return p.dated(text, it), c.Evidence
		}
	}
	return oneonone.Ended(c.Title), c.Evidence
}

// shortLine is up to how many characters a line under If there is time quotes.
const shortLine = 240

// cited lists the evidence that the agenda rests on, and no other.
func (p *planner) cited(a oneonone.Agenda) []oneonone.Evidence {
	ids := a.Cites()
	var out []oneonone.Evidence
	for _, it := range slices.Concat(p.b.Items, p.b.Told, p.b.Said) {
		if ids[it.ID] {
			out = append(out, it.Told())
		}
	}
	return out
}
