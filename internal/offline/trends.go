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

const (
	// recurs is how many notes over how many days make something that comes
	// back; two thirds of them must tell of toil.
	recurs     = 3
	recursDays = 21
	// ahead is how many days after the meeting something dated still concerns
	// it.
	ahead = 56
)

// recurring finds the toil that nobody sighed over: the same tag or subject in
// note after note, most of them telling of work that comes back. It gives the
// seeds for a proposal, those of the window, the newest first.
func (p *planner) recurring() [][]*brief.Item {
	groups, toil := map[string][]*brief.Item{}, map[*brief.Item]bool{}
	for _, it := range p.b.Items {
		if !it.IsNote() || !p.isFree(it) {
			continue
		}
		toil[it] = prose.IsToil(it.Text)
		for _, key := range subjectsOf(it) {
			groups[key] = append(groups[key], it)
		}
	}
	keys := make([]string, 0, len(groups))
	for key, notes := range groups {
		if comesBack(notes, toil) {
			keys = append(keys, key)
		}
	}
	slices.SortFunc(keys, func(x, y string) int {
		if n := len(groups[y]) - len(groups[x]); n != 0 {
			return n
		}
		return strings.Compare(x, y)
	})
	var out [][]*brief.Item
	for _, key := range keys {
		var seeds []*brief.Item
		for _, it := range slices.Backward(groups[key]) {
			good := it.NoteKind == oneonone.Win || it.NoteKind == oneonone.Learning || it.NoteKind == oneonone.Decided
			if toil[it] && !good && it.InWindow && !it.Settled && !p.taken[it.ID] {
				seeds = append(seeds, it)
			}
		}
		if len(seeds) > 0 {
			out = append(out, seeds)
		}
	}
	return out
}

// subjectsOf gives what a note may be about: its tags, and the stems of its
// words.
func subjectsOf(it *brief.Item) []string {
	var out []string
	for _, tag := range it.Tags {
		out = append(out, "#"+strings.ToLower(tag))
	}
	return append(out, it.Stems()...)
}

func comesBack(notes []*brief.Item, tellsToil map[*brief.Item]bool) bool {
	if len(notes) < recurs || notes[len(notes)-1].Date.DaysSince(notes[0].Date) < recursDays {
		return false
	}
	toil, fresh := 0, 0
	for _, it := range notes {
		if tellsToil[it] {
			toil++
			if it.InWindow {
				fresh++
			}
		}
	}
	return toil*3 >= 2*len(notes) && fresh > 0
}

// risks raises what ends, stops or goes away on a day soon after the meeting
// and that nobody has promised to arrange.
func (p *planner) risks() {
	for _, it := range slices.Backward(p.b.Items) {
		if !it.InWindow || !it.IsNote() || it.Settled || !p.isFree(it) || !prose.EndsSomething(it.Text) {
			continue
		}
		day, sentence := p.dayAhead(it)
		if day.IsZero() || p.promisedByAnyone(it) {
			continue
		}
		p.taken[it.ID] = true
		ask := "What has to be ready by then, and who takes it?"
		if it.NoteKind == oneonone.Question {
			ask = p.questionOf(it)
		}
		p.add(candidate{topic: topic{
			Area: oneonone.Guidance, Title: tidy(shorten(afterLabel(sentence), excerptLength)), Evidence: []string{it.ID},
			Ask: ask,
		}, weight: 78 + p.nearness(day), want: 2, least: 2, short: true})
	}
}

// nearness adds weight to what comes within four weeks.
func (p *planner) nearness(day oneonone.Date) float64 {
	return max(0, float64(28-day.DaysSince(p.b.Meeting.On))/4)
}

// dayAhead gives the first day that an item names soon after the meeting, and
// the sentence that names it.
func (p *planner) dayAhead(it *brief.Item) (day oneonone.Date, sentence string) {
	base := it.Date.Time(p.b.Now.Location())
	for _, sentence := range said(it) {
		for _, span := range prose.Dates(sentence, base, p.b.Locale) {
			day := oneonone.DateOf(span.Day)
			if days := day.DaysSince(p.b.Meeting.On); days > 0 && days <= ahead {
				return day, withBefore(it, sentence)
			}
		}
	}
	return oneonone.Date{}, ""
}

// withBefore gives a sentence with those before it that say what it is about,
// as far as they fit a title.
func withBefore(it *brief.Item, sentence string) string {
	text := sentence
	for _, s := range slices.Backward(said(it)[:slices.Index(said(it), sentence)]) {
		if len(s)+1+len(text) > titleLength {
			break
		}
		text = s + " " + text
	}
	return text
}

// standing says how far the company's goals are, when figures were told and no
// other topic tells them.
func (p *planner) standing() {
	for _, goal := range p.b.Goals {
		if goal.GoalKind == oneonone.Personal || !goal.Open() || p.serves(goal) {
			continue
		}
		var told []oneonone.Fact
		for _, step := range goal.Progress {
			if len(figuresIn(step.Text)) > 0 {
				told = append(told, oneonone.Fact{Text: p.b.Dated(tidy(shorten(secret.Mask(step.Text), excerptLength)), step.On),
					Evidence: []string{goal.ID}})
			}
		}
		if len(told) == 0 {
			continue
		}
		if len(told) > 2 {
			told = []oneonone.Fact{told[0], told[len(told)-1]}
		}
		p.add(candidate{topic: topic{
			Area: oneonone.DeepDive, Title: tidy(shorten(goal.Text, titleLength)), Facts: told, Evidence: []string{goal.ID},
			Ask: "Is this fast enough for you, and what would you have me do next to get there?",
			Blanks: []oneonone.Blank{
				blank("decision", "Which decision got us here, and what did it cost?"),
				blank("next", "What is the next step, and what could stop it?"),
			},
		}, weight: 60, want: 4, least: 2})
	}
}

// serves tells whether a candidate rests on the goal already.
func (p *planner) serves(goal *oneonone.Goal) bool {
	return slices.ContainsFunc(p.candidates, func(c candidate) bool {
		return slices.ContainsFunc(c.Facts, func(f oneonone.Fact) bool { return slices.Contains(f.Evidence, goal.ID) })
	})
}

// series is one figure told on several days.
type series struct {
	first, last point
}

type point struct {
	it *brief.Item
	on oneonone.Date
	q  prose.Quantity
}

// change gives the series as a sentence: from what, when, to what, when.
func (p *planner) change(s series) string {
	return fmt.Sprintf("From %s to %s", p.b.Dated(s.first.q.Text, s.first.on), p.b.Dated(s.last.q.Text, s.last.on))
}

// healthSeries finds the figures about code health that were told on at least
// two days, and what became of them, the one with the newest value first.
func (p *planner) healthSeries() []series {
	points := map[string][]point{}
	for _, it := range p.b.Items {
		if !it.IsNote() || it.Hostile || it.Corrected {
			continue
		}
		for _, q := range figuresIn(oneonone.Spoken(prose.WithoutQuoted(it.Text))) {
			if key := seriesKey(it, q); key != "" && !counted(points[key], it) {
				points[key] = append(points[key], point{it, it.Date, q})
			}
		}
	}
	var out []series
	for _, list := range points {
		first, last := list[0], list[len(list)-1]
		health := prose.SpeaksOfHealth(first.it.Text) || prose.SpeaksOfHealth(last.it.Text)
		if health && first.on != last.on && first.q.Value != last.q.Value && last.it.InWindow {
			out = append(out, series{first, last})
		}
	}
	slices.SortFunc(out, func(x, y series) int {
		if c := y.last.on.Compare(x.last.on); c != 0 {
			return c
		}
		return strings.Compare(x.last.q.Text+x.first.q.Text, y.last.q.Text+y.first.q.Text)
	})
	return out
}

// counted tells whether a series has a figure of the item already: the first one
// counts.
func counted(list []point, it *brief.Item) bool {
	return len(list) > 0 && list[len(list)-1].it == it
}

// seriesKey tells which figures are one figure told again: parts of the same
// whole ("9 of 120"), or in the same unit about the same kind of trouble; ""
// for a figure that can't be told again.
func seriesKey(it *brief.Item, q prose.Quantity) string {
	project := strings.Join(it.Projects, "+")
	if q.Of >= 20 {
		return fmt.Sprintf("of %g", q.Of) // so large a whole is the same whole
	}
	if q.Of > 0 {
		return fmt.Sprintf("%s of %g", project, q.Of)
	}
	if trouble := prose.Trouble(it.Text); trouble != "" {
		return strings.Join([]string{project, trouble, q.Unit}, " ")
	}
	return ""
}
