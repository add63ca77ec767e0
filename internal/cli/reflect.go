package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/coach"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/rulebook"
	"oneonone/internal/secret"
	"oneonone/internal/store"
	"oneonone/internal/thread"
)

// firstReflection is how many days a first reflection looks back.
const firstReflection = 28

// everything is how many days back a running document reaches: ten years.
const everything = 3653

// recentReflections bounds how many reflections are looked at.
const recentReflections = 20

func newReflectCmd(a *App) *cobra.Command {
	var o draftOptions
	cmd := &cobra.Command{
		Use:   "reflect",
		Short: "Look back on a period, with evidence",
		Long: `Writes a page that looks back on a period, from everything on record:
figures over time, what is better and whose word there is for it, promises by
name, what came up again, and three questions. It has 400 words for a quarter of
a year. The period begins with your last reflection, the first time four weeks
ago. --for review makes a self-review of it, by the competencies of your ladder
file, else by your goals; what no record says is asked below a line.`,
		Example: `  oneonone reflect
  oneonone reflect --last quarter --for review > review.md
  oneonone reflect --for brag
  oneonone reflect --since "3 months ago"`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error { return runReflect(cmd.Context(), a, &o) },
	}
	o.sourceFlags(cmd)
	o.drafterFlags(a, cmd)
	f := cmd.Flags()
	f.StringVar(&o.last, "last", "", "the last whole week, month, quarter, half or year, or so far back\n(`PERIOD`: quarter, 6w, 3m)")
	f.StringVar(&o.form, "for", "", "write it for others: a self-review by competency or goal, or the\nachievements as a running "+
		"document (`FORM`: review, brag)")
	completeWords(cmd, "last", periods())
	completeWords(cmd, "for", []string{formReview, formBrag})
	return cmd
}

func runReflect(ctx context.Context, a *App, o *draftOptions) error {
	form, err := o.readReviewForm()
	if err == nil {
		err = o.lastAlone()
	}
	if err != nil {
		return err
	}
	b, err := reflectBrief(ctx, a, o)
	if err != nil {
		return err
	}
	a.tellSources(b, fmt.Sprintf("looking back on %s to %s:", b.From, b.To))
	if b.To.Before(a.Today()) && !slices.ContainsFunc(b.Items, func(it *brief.Item) bool { return it.Kind == oneonone.EvNote }) {
		a.Screen().Say("no note is from these days; `oneonone reflect --since %s` goes on to today", b.From)
	}
	if o.dryRun {
		return o.showRequest(ctx, a, func(c coach.Coach) (coach.Request, error) { return c.ReflectRequest(b) })
	}
	r, err := draft(ctx, a, o, func(d Drafter) (oneonone.Reflection, error) { return d.Reflect(ctx, b) })
	if err != nil {
		return err
	}
	counted(b, &r)
	if err := o.held(a, &r.DraftedBy, &r.Findings, func(book rulebook.Book) []oneonone.Finding { return book.Reflection(r, b) }); err != nil {
		return err
	}
	a.tellDrafted(r.DraftedBy, r.Findings)
	if form == formBrag { // a document that runs on is no look back: the next one begins where the last did
		return a.showReview(r, func() string { return oneonone.BragMarkdown(b.Review(r)) })
	}
	doc, failed := o.edited(ctx, a, oneonone.ReflectionMarkdown(r), "reflection-*.md")
	kept := keep(a, oneonone.KindReflection, r.ID, doc.text, r)
	show := a.showing(kept, r, "", nil)
	if form == formReview {
		show = func() error { return a.showReview(r, func() string { return oneonone.ReviewMarkdown(b.Review(r)) }) }
	}
	return errors.Join(doc.settle(a.finish(o, kept, show)), failed)
}

// The forms of a reflection for others to read.
const (
	formReview = "review"
	formBrag   = "brag"
)

func (o *draftOptions) readReviewForm() (string, error) {
	if o.form == "" {
		return "", nil
	}
	return oneOf("for", o.form, []string{formReview, formBrag})
}

// showReview prints a reflection in another form.
func (a *App) showReview(r oneonone.Reflection, text func() string) error {
	if a.opts.json {
		return a.printJSON(r)
	}
	return a.Screen().Markdown(secret.MaskLines(text()))
}

// counted adds what the program finds itself, whoever drafted.
func counted(b *brief.Brief, r *oneonone.Reflection) {
	r.Praise, r.Missed, r.Named = b.Vouch(r.Achievements), b.Missed(), b.Named()
	r.Recurring = thread.Recurring(b, thread.Read(b, figures.Of(b)), figures.Of(b))
	have := map[string]bool{}
	for _, e := range r.Evidence {
		have[e.ID] = true
	}
	add := func(ids []string) {
		for _, id := range ids {
			if it := b.Item(id); it != nil && !have[id] {
				have[id] = true
				r.Evidence = append(r.Evidence, it.Told())
			}
		}
	}
	for _, f := range slices.Concat(r.Figures, r.Praise, r.Named, r.Recurring) {
		add(f.Evidence)
	}
	for _, x := range r.Achievements {
		add(x.Evidence)
	}
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
	if o.form == formBrag {
		from = a.Today().AddDays(-everything)
	}
	if o.last != "" {
		since, until, err := lastPeriod(o.last, a.Today())
		if err != nil {
			return nil, err
		}
		o.since, o.until = since.String(), until.String()
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
	if cfg.Ladder != "" {
		if g.Ladder, err = a.readLadder(cfg.Ladder); err != nil {
			return nil, err
		}
	}
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
