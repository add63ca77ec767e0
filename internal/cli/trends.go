package cli

import (
	"bytes"
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
	"oneonone/internal/trends"
)

// trendDays is how far trends looks back by itself: half a year.
const trendDays = 182

func newTrendsCmd(a *App) *cobra.Command {
	var o draftOptions
	var page string
	cmd := &cobra.Command{
		Use:   "trends",
		Short: "Where the time went, in pictures",
		Long: `trends counts your records over time: promises kept, topics by area, feedback,
topics carried over, whose work a repository is, fixes and reverts, late and
weekend commits. --html writes one page with charts that needs nothing from
elsewhere. Nothing of it is sent anywhere. It goes back half a year.` + "\n" + dateForms,
		Example: `  oneonone trends
  oneonone trends --last year --html trends.html
  oneonone trends --git ~/src/checkout --since 2026-01-01`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, _ []string) error { return runTrends(cmd.Context(), a, &o, page) },
	}
	o.sourceFlags(cmd)
	f := cmd.Flags()
	f.StringVar(&o.last, "last", "", "the last whole week, month, quarter, half or year, or so far back\n(`PERIOD`: quarter, 6w, 3m)")
	f.StringVar(&page, "html", "", "write a page with charts to this `FILE`")
	completeWords(cmd, "last", periods())
	return cmd
}

func runTrends(ctx context.Context, a *App, o *draftOptions, page string) error {
	if page != "" {
		if err := a.mayWrite(page, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"); err != nil {
			return err
		}
	}
	cfg, err := a.Config()
	if err != nil {
		return err
	}
	if err := o.lastAlone(); err != nil {
		return err
	}
	if o.last != "" {
		since, until, err := lastPeriod(o.last, a.Today())
		if err != nil {
			return err
		}
		o.since, o.until = since.String(), until.String()
	}
	g := &gathering{}
	if g.From, g.To, err = o.window(a, a.Today().AddDays(-trendDays)); err != nil {
		return err
	}
	in := trends.Input{From: g.From, To: g.To, Zone: a.now.Location()}
	if err := a.readTrends(&in); err != nil {
		return err
	}
	cfg.GitHub, cfg.GitLab, cfg.Source = nil, nil, nil // their figures are no series
	if err := a.readSources(ctx, o, cfg, g); err != nil {
		return err
	}
	in.Notes, in.Histories = append(in.Notes, g.Notes...), g.Histories
	r := trends.New(in)
	switch {
	case page != "":
		var text bytes.Buffer
		if err := r.HTML(&text); err != nil {
			return err
		}
		if err := replaceFile(page, &text); err != nil {
			return failed(err, "name another file with --html", "the page can't be written: %v", plainPathError(err))
		}
		if a.opts.json {
			return a.printJSON(r)
		}
		return a.print("%s", page)
	case a.opts.json:
		return a.printJSON(r)
	}
	return a.Screen().Markdown(r.Text(a.Screen().Width()))
}

// readTrends reads what is counted. Private records stay out: a page may be
// shown.
func (a *App) readTrends(in *trends.Input) error {
	from, to := a.startOf(in.From), a.endOf(in.To)
	return a.view(func(r *store.Reader) (err error) {
		if in.Notes, err = store.Collect[*oneonone.Note](r.Window(oneonone.KindNote, from, to)); err != nil {
			return err
		}
		if in.Actions, err = store.Collect[*oneonone.Action](r.Window(oneonone.KindAction, from, to)); err != nil {
			return err
		}
		if in.Feedback, err = store.Collect[*oneonone.Feedback](r.Window(oneonone.KindFeedback,
			a.startOf(in.From.AddDays(-contextDays)), to)); err != nil {
			return err
		}
		for rec, err := range r.Window(oneonone.KindAgenda, a.startOf(in.From.AddDays(-contextDays)), to) {
			if err != nil {
				return err
			}
			if k, ok := rec.(*oneonone.Kept[oneonone.Agenda]); ok {
				in.Agendas = append(in.Agendas, k)
			}
		}
		for rec, err := range r.Window(oneonone.KindRecap, from, a.endOf(in.To.AddDays(contextDays))) {
			if err != nil {
				return err
			}
			if k, ok := rec.(*oneonone.Kept[oneonone.Recap]); ok {
				in.Recaps = append(in.Recaps, k)
			}
		}
		in.Notes, in.Actions, in.Feedback = open(in.Notes), open(in.Actions), open(in.Feedback)
		return nil
	})
}

// open leaves out what is private.
func open[R oneonone.Record](records []R) []R {
	var out []R
	for _, r := range records {
		if !oneonone.IsPrivate(r) {
			out = append(out, r)
		}
	}
	return out
}
