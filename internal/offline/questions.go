package offline

import (
	"fmt"
	"slices"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// coolDown is for how many days a question is not asked again: six meetings of
// a fortnightly rhythm would hear it three times a year.
const coolDown = 60

// mostQuestions is how many questions an agenda has to spare.
const mostQuestions = 2

// bankQuestion is one of the program's questions, in the engineer's voice. When
// tells what is missing that makes it worth asking, "" when nothing is.
type bankQuestion struct {
	id, text string
	when     func(*planner, []oneonone.Topic) string
}

// bank is what a report may ask somebody who decides on their work, the most
// telling first. The guides name the matters: feedback, goals, how decisions
// are taken, whom to know, what comes.
func bank() []bankQuestion {
	return []bankQuestion{
		{"feedback-missing", "On my last finished piece of work: what is one thing you would have done differently?", (*planner).feedbackMissing},
		{"goal-untouched", "One of my goals has not moved: is it still the right one, or does something else matter more now?", (*planner).goalUntouched},
		{"carried", "We carry some topics from meeting to meeting: shall we drop them, or give one of them the whole half hour?", (*planner).carriesTopics},
		{"refused", "When you say no to a proposal of mine, what would you have to see before the next one?", (*planner).wasRefused},
		{"promises-late", "Some of what we promised each other is late: do we take on too much, or the wrong things?", (*planner).promisesLate},
		{"company-goal", "Which goal of the team or the company should I know that my work serves?", (*planner).noCompanyGoal},
		{"people", "Who outside our team should know what I work on, and would you introduce me?", (*planner).nobodyElse},
		{"ownership", "Is there something that nobody owns and that you would like to see in one hand?", (*planner).nothingOwned},
		{"learning", "What do you see me not doing yet that somebody one level up does every week?", (*planner).nothingLearned},
		{"first", "What would make these meetings worth your time, and how do you like to get bad news?", (*planner).firstMeeting},
	}
}

// spareQuestions picks questions by what is missing, none that was asked
// lately.
func (p *planner) spareQuestions(topics []oneonone.Topic) []oneonone.SpareQuestion {
	var out []oneonone.SpareQuestion
	for _, q := range bank() {
		if asked, found := p.b.Asked[q.id]; found && p.b.Meeting.On.DaysSince(asked) < coolDown {
			continue
		}
		if why := q.when(p, topics); why != "" && len(out) < mostQuestions {
			out = append(out, oneonone.SpareQuestion{ID: q.id, Text: q.text, Why: why})
		}
	}
	return out
}

func hasArea(topics []oneonone.Topic, area oneonone.Area) bool {
	return slices.ContainsFunc(topics, func(t oneonone.Topic) bool { return t.Area == area })
}

// meetingsSince counts the meetings held after a day.
func (p *planner) meetingsSince(day oneonone.Date) int {
	n := 0
	for _, m := range p.b.Held {
		if m.On.After(day) {
			n++
		}
	}
	return n
}

func (p *planner) feedbackMissing(topics []oneonone.Topic) string {
	var last oneonone.Date
	for _, f := range p.b.Feedback {
		if f.On().After(last) {
			last = f.On()
		}
	}
	n := p.meetingsSince(last)
	if n < 2 || hasArea(topics, oneonone.FeedbackArea) {
		return ""
	}
	if last.IsZero() {
		return fmt.Sprintf("%s held, and no feedback is on file", oneonone.Plural(n, "meeting was", "meetings were"))
	}
	return fmt.Sprintf("no feedback since %s, %s ago", last.Short(p.b.Today), oneonone.Plural(n, "meeting", "meetings"))
}

// untouched is how many days without progress leave a goal behind.
const untouched = 42

func (p *planner) goalUntouched([]oneonone.Topic) string {
	for _, g := range p.b.Goals {
		last := g.On()
		if n := len(g.Progress); n > 0 {
			last = g.Progress[n-1].On
		}
		if days := p.b.Meeting.On.DaysSince(last); g.Open() && g.GoalKind != oneonone.Company && days >= untouched && !prose.AddressesMachine(g.Text) {
			return fmt.Sprintf("nothing was told about %s for %d days", quote(shorten(oneonone.Spoken(g.Text), titleLength)), days)
		}
	}
	return ""
}

func (p *planner) carriesTopics([]oneonone.Topic) string {
	if n := len(p.b.Carried); n >= 2 {
		return fmt.Sprintf("%d topics of the last meeting were not reached", n)
	}
	return ""
}

func (p *planner) wasRefused([]oneonone.Topic) string {
	n := 0
	for _, d := range p.b.Decisions {
		if it := p.b.Item(d.ID); d.Declined && it != nil && !it.Elsewhere {
			n++
		}
	}
	if n < 2 {
		return ""
	}
	return fmt.Sprintf("%d proposals were turned down", n)
}

func (p *planner) promisesLate([]oneonone.Topic) string {
	n := 0
	for _, f := range p.b.FollowUps() {
		if f.Overdue {
			n++
		}
	}
	if n < 3 {
		return ""
	}
	return fmt.Sprintf("%d promises are late", n)
}

func (p *planner) noCompanyGoal([]oneonone.Topic) string {
	if slices.ContainsFunc(p.b.Goals, func(g *oneonone.Goal) bool { return g.GoalKind == oneonone.Company && g.Open() }) {
		return ""
	}
	return "no goal of the team or the company is on file"
}

func (p *planner) nobodyElse([]oneonone.Topic) string {
	if p.meetingsSince(oneonone.Date{}) == 0 || slices.ContainsFunc(p.b.People, func(x *oneonone.Person) bool { return !p.isOther(x.Text) }) {
		return ""
	}
	return "nobody but you is on file"
}

func (p *planner) nothingOwned(topics []oneonone.Topic) string {
	if len(p.b.Held) < 3 || hasArea(topics, oneonone.Ownership) || slices.ContainsFunc(p.b.Goals, func(g *oneonone.Goal) bool { return g.Open() && prose.NamesRole(g.Text) }) {
		return ""
	}
	return "no record shows an area that is mine"
}

func (p *planner) nothingLearned(topics []oneonone.Topic) string {
	learned := slices.ContainsFunc(p.b.Items, func(it *brief.Item) bool { return it.InWindow && it.NoteKind == oneonone.Learning })
	if learned || len(p.b.Held) == 0 || hasArea(topics, oneonone.Skill) {
		return ""
	}
	return "no learning is on record since " + p.b.From.Short(p.b.Today)
}

func (p *planner) firstMeeting([]oneonone.Topic) string {
	if !p.b.First {
		return ""
	}
	return "it is our first meeting"
}
