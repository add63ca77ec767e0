package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/coach"
	"oneonone/internal/oneonone"
	"oneonone/internal/rulebook"
	"oneonone/internal/store"
)

// firstReflection is how many days a first reflection looks back.
const firstReflection = 28

// recentReflections bounds how many reflections are looked at.
const recentReflections = 20

func newReflectCmd(a *App) *cobra.Command {
	var o draftOptions
	cmd := &cobra.Command{
		Use:   "reflect",
		Short: "Look back on a period, with evidence",
		Long: `Writes a self-review of a period from everything on record: progress on each
goal, what is better, feedback and what you did about it, promises kept and
missed, what you learned, and the questions your records can't answer. The
period begins with your last reflection, the first time four weeks ago.`,
		Example: `  oneonone reflect
  oneonone reflect --since "3 months ago"
  oneonone reflect --demo`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error { return runReflect(cmd.Context(), a, &o) },
	}
	o.sourceFlags(cmd)
	o.drafterFlags(a, cmd)
	return cmd
}

func runReflect(ctx context.Context, a *App, o *draftOptions) error {
	b, err := reflectBrief(ctx, a, o)
	if err != nil {
		return err
	}
	a.tellSources(b, fmt.Sprintf("looking back on %s to %s:", b.From, b.To))
	if o.dryRun {
		return o.showRequest(ctx, a, func(c coach.Coach) (coach.Request, error) { return c.ReflectRequest(b) })
	}
	r, err := draft(ctx, a, o, func(d Drafter) (oneonone.Reflection, error) { return d.Reflect(ctx, b) })
	if err != nil {
		return err
	}
	if err := o.held(a, &r.DraftedBy, &r.Findings, func(book rulebook.Book) []oneonone.Finding { return book.Reflection(r, b) }); err != nil {
		return err
	}
	a.tellDrafted(r.DraftedBy, r.Findings)
	doc, failed := o.edited(ctx, a, oneonone.ReflectionMarkdown(r), "reflection-*.md")
	kept := keep(a, oneonone.KindReflection, r.ID, doc.text, r)
	return errors.Join(doc.settle(a.finish(o, kept, a.showing(kept, r, "", nil))), failed)
}

func reflectBrief(ctx context.Context, a *App, o *draftOptions) (*brief.Brief, error) {
	if o.demo {
		return a.demoReflection(o)
	}
	cfg, err := a.Config()
	if err != nil {
		return nil, err
	}
	from, err := a.lastReflection()
	if err != nil {
		return nil, err
	}
	people, meetings, err := a.readMeetings()
	if err != nil {
		return nil, err
	}
	g, err := a.gather(ctx, o, cfg, from)
	if err != nil {
		return nil, err
	}
	g.People, g.Held = people, heldOnly(meetings)
	g.Meeting.On = g.To
	return brief.New(g.Input), nil
}

func heldOnly(meetings []*oneonone.Meeting) []*oneonone.Meeting {
	var out []*oneonone.Meeting
	for _, m := range meetings {
		if m.Held {
			out = append(out, m)
		}
	}
	return out
}

// lastReflection gives the day after which nothing was reflected on. One of
// today is being done again: it does not count.
func (a *App) lastReflection() (from oneonone.Date, err error) {
	from = a.Today().AddDays(-firstReflection)
	err = a.view(func(r *store.Reader) error {
		latest, err := r.Latest(oneonone.KindReflection, time.Time{}, recentReflections)
		for _, rec := range latest {
			if k, ok := rec.(*oneonone.Kept[oneonone.Reflection]); ok && k.Draft.To.Before(a.Today()) {
				from = k.Draft.To
			}
		}
		return err
	})
	return from, err
}

func (a *App) demoReflection(o *draftOptions) (*brief.Brief, error) {
	s, err := a.readSample()
	if err != nil {
		return nil, err
	}
	if s.From, s.To, err = o.window(a, a.Today().AddDays(-2*firstReflection)); err != nil {
		return nil, err
	}
	s.Held = heldOnly(s.meetings)
	s.Meeting.On = s.To
	return brief.New(s.Input), nil
}
