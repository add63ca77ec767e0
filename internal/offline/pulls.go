package offline

import (
	"cmp"
	"fmt"
	"slices"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// reviews speaks of pull requests: of one that nobody has looked at, and of how reviews go, by figures.
func (p *planner) reviews() {
	p.waiting()
	s := p.slowest()
	if s == nil {
		return
	}
	t := topic{
		Area: oneonone.Collaboration, Say: []oneonone.Line{signalLine(s)},
		Outcome: "one change, and the same figure looked at again next time.",
	}
	for _, kind := range [...]brief.SignalKind{brief.ReviewWait, brief.PullSize, brief.Rounds, brief.Reviews} {
		if o := p.signal(kind, s.Repo); o != nil && o.ID != s.ID {
			t.Say = append(t.Say, signalLine(o))
		}
	}
	t.Say = t.Say[:min(len(t.Say), 3)]
	t.Title, t.Ask = reviewWords(s)
	t.Evidence = []string{s.ID}
	t.Blanks = append(t.Blanks, blank("specific", "What held the slowest of them up, as far as you know?"))
	t.Blanks = append(t.Blanks, blank("measurable", "What would be soon enough for you, and why?"))
	weight := worthwhile
	if s.Strength >= 1.5 { // half as much again as in the weeks before
		weight = counted + min(s.Strength, 4)/10
	}
	p.add(candidate{topic: t, weight: weight, want: 5, least: 3, filler: s.Strength < 1.5})
}

func (p *planner) signal(kind brief.SignalKind, source string) *brief.Signal {
	for i := range p.b.Signals {
		if s := &p.b.Signals[i]; s.Kind == kind && (source == "" || s.Repo == source) {
			return s
		}
	}
	return nil
}

// slowest gives the wait that grew most against the weeks before, that for a first review where none did.
func (p *planner) slowest() *brief.Signal {
	wait, merge := p.signal(brief.ReviewWait, ""), p.signal(brief.MergeWait, "")
	if wait == nil || merge != nil && merge.Strength >= 1.5 && merge.Strength > wait.Strength {
		return merge
	}
	return wait
}

func reviewWords(s *brief.Signal) (title, ask string) {
	if s.Kind == brief.MergeWait {
		return "From ready to merged: how long it takes", "Which one thing between ready and merged should we change first?"
	}
	return "How long a first review takes", "What should we change first: who is asked, by when, or how large my pull requests are?"
}

// waiting makes a topic of the pull request that has waited longest for somebody to look at it.
func (p *planner) waiting() {
	var all []*brief.Signal
	for i := range p.b.Signals {
		if p.b.Signals[i].Kind == brief.Waiting {
			all = append(all, &p.b.Signals[i])
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(x, y *brief.Signal) int { return cmp.Or(y.Part-x.Part, cmp.Compare(x.ID, y.ID)) })
	t := topic{
		Area: oneonone.Blocked, Title: all[0].Area + " waits for a first review", Evidence: []string{all[0].ID},
		Ask: "Who can look at it, and by when?", Outcome: "a name and a day.",
		Blanks: []oneonone.Blank{blank("tried", "Whom did you ask already, and what waits behind it?")},
	}
	t.Whys = append(t.Whys, oneonone.Why{Question: "Why has nobody looked at it yet?"})
	if len(all) > 1 {
		t.Title, t.Ask = fmt.Sprintf("%d pull requests that nobody has looked at yet", len(all)), "Who can look at them, and which one first?"
	}
	for _, s := range all[:min(len(all), 3)] {
		t.Say = append(t.Say, signalLine(s))
	}
	p.add(candidate{topic: t, weight: worthwhile + min(float64(all[0].Part)/10, 1.5), want: 4, least: 2})
}

// pullNews tells what became of pull requests, reviews and issues, in figures: no list of titles.
func (p *planner) pullNews() []oneonone.News {
	var out []oneonone.News
	for i := range p.b.Signals {
		switch s := &p.b.Signals[i]; s.Kind {
		case brief.Pulls, brief.Reviews, brief.Issues:
			out = append(out, oneonone.News{Kind: oneonone.OtherNews, Line: signalLine(s)})
		}
	}
	return out
}

// pullLines tell what pull requests a piece of work went through.
func (p *planner) pullLines(s *brief.Stream) []oneonone.Line {
	var out []oneonone.Line
	for _, w := range p.b.PullsOf(s) {
		if it := p.b.Item(brief.WorkID(w)); it != nil && len(out) < 2 { // a line rests on evidence
			out = append(out, oneonone.Line{Text: oneonone.Ended(p.b.Course(w)), Evidence: []string{it.ID}})
		}
	}
	return out
}
