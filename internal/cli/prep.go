package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/coach"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/rulebook"
)

func newPrepCmd(a *App) *cobra.Command {
	var o draftOptions
	cmd := &cobra.Command{
		Use:   "prep",
		Short: "Draft the agenda of your next 1:1",
		Long: `Drafts the agenda of your next 1:1 from everything on record since the last
one with that person (the first time: two weeks), from the histories and notes
you name, and from what is still open whatever its age. It says first what it
rests on. What is between you and somebody else stays there: their promises,
feedback and refusals are no topic with another person, unless --about asks for
them by a name or a word. The agenda is kept; oneonone show gives it again.
Your calendar, if you named one (config calendar), says when the next 1:1 is and
how long; --on and --minutes say otherwise.
When you edited the agenda of the same meeting, both are kept, and what you
wrote in goes over into the new one under its topic.`,
		Example: `  oneonone prep --demo
  oneonone prep --git .
  oneonone prep --with Priya --on tuesday --minutes 45 --notes ~/journal`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("topics") && o.topics < 1 {
				return wrong("leave --topics away for as many as there is room for", "--topics takes a number from 1 on, not %d", o.topics)
			}
			return runPrep(cmd.Context(), a, &o)
		},
	}
	o.meetingFlags(a, cmd)
	o.sourceFlags(cmd)
	o.drafterFlags(a, cmd)
	o.messageFlag(cmd)
	cmd.Flags().BoolVar(&o.career, "career", false, "bring career up, due or not")
	cmd.Flags().StringArrayVar(&o.about, "about", nil,
		"bring up what is about `TEXT`, also what is between you and somebody else (repeatable)")
	cmd.Flags().IntVar(&o.topics, "topics", 0, "at most `N` topics")
	cmd.Flags().StringArrayVar(&o.skip, "skip", nil, "leave out the `THREAD` of that name, this time (repeatable)")
	return cmd
}

func runPrep(ctx context.Context, a *App, o *draftOptions) error {
	form, err := readForm(o.form)
	if err != nil {
		return err
	}
	b, m, err := prepBrief(ctx, a, o)
	if err != nil {
		return err
	}
	a.tellSources(b, fmt.Sprintf("for your 1:1 %s on %s, %s to %s:", withName(m.With), m.On.Short(a.Today()), b.From, b.To))
	a.tellScheduled(m)
	if o.dryRun {
		return o.showRequest(ctx, a, func(c coach.Coach) (coach.Request, error) { return c.PrepRequest(b) })
	}
	agenda, err := draft(ctx, a, o, func(d Drafter) (oneonone.Agenda, error) { return d.Prep(ctx, b) })
	if err != nil {
		return err
	}
	if agenda, err = o.chosen(ctx, a, b, agenda); err != nil {
		return err
	}
	if err := o.held(a, &agenda.DraftedBy, &agenda.Findings,
		func(book rulebook.Book) []oneonone.Finding { return book.Agenda(agenda, b) }); err != nil {
		return err
	}
	agenda.ForMe.WorthALook = rulebook.ForPage(agenda.Findings)
	if earlier, err := o.earlier(a, agenda.Meeting.ID); err == nil {
		agenda.NumberBlanks(earlier)
	}
	a.tellDrafted(agenda.DraftedBy, agenda.Findings)
	a.tellUnused(b, agenda)
	doc, failed := o.edited(ctx, a, o.withEdits(a, agenda), "agenda-*.md")
	kept := keep(a, oneonone.KindAgenda, agenda.ID, doc.text, agenda)
	show := a.showing(kept, agenda, form, func() string { return a.agendaMessage(agenda, form) })
	return errors.Join(doc.settle(a.finish(o, kept, show, m.record(a))), failed)
}

// earlier gives the agenda that is on file for the meeting already, an empty one
// when none is.
func (o *draftOptions) earlier(a *App, meeting string) (oneonone.Agenda, error) {
	if o.demo {
		return oneonone.Agenda{}, nil
	}
	last, err := a.lastAgendaFor(meeting)
	if err != nil || last == nil {
		return oneonone.Agenda{}, err
	}
	return last.Draft, nil
}

func withName(with oneonone.Maybe) string {
	if with == "" {
		return "with your manager"
	}
	return "with " + string(with)
}

// prepBrief gathers what the agenda may rest on.
func prepBrief(ctx context.Context, a *App, o *draftOptions) (*brief.Brief, *meet, error) {
	if o.demo {
		return a.demoBrief(ctx, o)
	}
	cfg, err := a.Config()
	if err != nil {
		return nil, nil, err
	}
	m, err := o.findMeeting(ctx, a, cfg, prose.Future)
	if err != nil {
		return nil, nil, err
	}
	from := m.last()
	if from.IsZero() {
		from = a.Today().AddDays(-firstWindow)
	}
	g, err := a.gather(ctx, o, cfg, from)
	if err != nil {
		return nil, nil, err
	}
	g.Meeting, g.First, g.People, g.Held = m.Slot, len(m.held) == 0, m.people, m.held
	if m.On.Before(g.To) && !m.On.Before(g.From) {
		g.To = m.On // what came after the meeting is no part of it
	}
	if m.person != nil && m.person.Follows != nil && m.person.Follows.Career {
		g.Before = m.before
	}
	g.Last = lastAgenda(m, g)
	for _, kept := range g.recaps {
		if !kept.Private {
			g.Recaps = append(g.Recaps, &kept.Draft)
		}
	}
	if cfg.Ladder != "" {
		if g.Ladder, err = a.readLadder(cfg.Ladder); err != nil {
			return nil, nil, err
		}
	}
	g.CareerAsked, g.About = o.career, o.aboutWhat()
	return brief.New(g.Input), m, nil
}

// aboutWhat gives what the user asks about, each without its sign.
func (o *draftOptions) aboutWhat() []string {
	var out []string
	for _, text := range o.about {
		if text = strings.TrimLeft(clean(text), "@+#"); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// gather reads the window from every source.
func (a *App) gather(ctx context.Context, o *draftOptions, cfg Config, from oneonone.Date) (*gathering, error) {
	g := &gathering{Input: brief.Input{Now: a.now, Me: o.names(cfg), Locale: cfg.Locale(), Learn: cfg.Learn}}
	var err error
	if g.From, g.To, err = o.window(a, from); err != nil {
		return nil, err
	}
	if err := a.readRecords(g); err != nil {
		return nil, err
	}
	return g, a.readSources(ctx, o, cfg, g)
}

// lastAgenda gives the agenda of the last meeting held and what became of its
// topics, if there were both: before the first one, that of the last meeting
// with whose place the person took.
func lastAgenda(m *meet, g *gathering) *brief.LastAgenda {
	switch {
	case len(m.held) > 0:
		return outcomeOf(m.held[len(m.held)-1], g.agendas, g.recaps)
	case len(m.before) > 0:
		return inherited(m.person, outcomeOf(m.before[len(m.before)-1], g.agendas, g.recaps))
	}
	return nil
}

// outcomeOf gives the agenda of a meeting and what became of its topics.
func outcomeOf(m *oneonone.Meeting, agendas []*oneonone.Kept[oneonone.Agenda], recaps []*oneonone.Kept[oneonone.Recap]) *brief.LastAgenda {
	last := &brief.LastAgenda{On: m.On}
	for _, kept := range agendas {
		if kept.Draft.Meeting.ID == m.ID {
			last.Topics = kept.Draft.Topics
		}
	}
	for _, kept := range recaps {
		if kept.Draft.Meeting.ID == m.ID {
			last.Outcomes = kept.Draft.Topics
		}
	}
	return last
}

// inherited leaves the topics that went over to the person, who decides on them
// in the other one's place.
func inherited(p *oneonone.Person, last *brief.LastAgenda) *brief.LastAgenda {
	last.Topics = slices.DeleteFunc(slices.Clone(last.Topics), func(t oneonone.Topic) bool { return !slices.Contains(p.Follows.Topics, t.ID) })
	for i := range last.Topics {
		stakes := slices.Clone(last.Topics[i].People)
		for j := range stakes {
			if oneonone.SameName(stakes[j].Name, string(p.Follows.Of)) {
				stakes[j].Name = p.Text
			}
		}
		last.Topics[i].People = stakes
	}
	return last
}
