package cli

import (
	"context"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/testdata"
)

// sample is the built-in journal, sorted by kind.
type sample struct {
	brief.Input
	meetings []*oneonone.Meeting
}

// readSample loads the sample journal and sets the clock to its day: a demo
// looks the same whenever it is run.
func (a *App) readSample() (*sample, error) {
	a.now = testdata.Now()
	records, err := testdata.Journal()
	if err != nil {
		return nil, err
	}
	s := &sample{Input: brief.Input{Now: a.now, Me: testdata.Me()}}
	for _, rec := range records {
		switch r := rec.(type) {
		case *oneonone.Note:
			s.Notes = append(s.Notes, r)
		case *oneonone.Action:
			s.Actions = append(s.Actions, r)
		case *oneonone.Feedback:
			s.Feedback = append(s.Feedback, r)
		case *oneonone.Goal:
			s.Goals = append(s.Goals, r)
		case *oneonone.Person:
			s.People = append(s.People, r)
		case *oneonone.Decision:
			s.Decisions = append(s.Decisions, r)
		case *oneonone.Initiative:
			s.Initiatives = append(s.Initiatives, r)
		case *oneonone.Meeting:
			s.meetings = append(s.meetings, r)
		}
	}
	history, err := testdata.History()
	s.Histories = []oneonone.History{history}
	return s, err
}

// demoBrief is prepBrief for the sample journal.
func (a *App) demoBrief(ctx context.Context, o *draftOptions) (*brief.Brief, *meet, error) {
	s, err := a.readSample()
	if err != nil {
		return nil, nil, err
	}
	m, err := o.resolveMeeting(ctx, a, defaultConfig(), prose.Future, s.People, s.meetings)
	if err != nil {
		return nil, nil, err
	}
	if s.From, s.To, err = o.window(a, m.last()); err != nil {
		return nil, nil, err
	}
	s.Meeting, s.First, s.Held, s.CareerAsked = m.Slot, len(m.held) == 0, m.held, o.career
	s.About = o.aboutWhat()
	return brief.New(s.Input), m, nil
}
