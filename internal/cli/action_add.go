package cli

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

type actionAddOptions struct {
	owner, with, due, at string
	private              bool
}

func newActionAddCmd(a *App) *cobra.Command {
	var o actionAddOptions
	cmd := &cobra.Command{
		Use:   "add [TEXT...]",
		Short: "Keep a promise in mind",
		Long: `add keeps an action item. Without TEXT it reads what is piped in, or opens your
editor. A due date that the text states ("by friday") counts unless --due says
another, or none.` + "\n" + dateForms,
		Example: `  oneonone action add "send Priya the load test by friday" --with priya
  oneonone action add "find budget for a course" --owner priya --due 2026-12-01`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runActionAdd(cmd.Context(), a, o, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.owner, "owner", oneonone.Me, "who promised: me or a `NAME`")
	f.StringVar(&o.with, "with", "", "to whom it was promised, or by whom (`PERSON`)")
	f.StringVar(&o.due, "due", "", "until when (`DATE`, or none)")
	f.StringVar(&o.at, "at", "", "when it was promised (`DATE`; today if not given)")
	f.BoolVar(&o.private, "private", false, "never send it to a model, never put it in a draft")
	completePeople(a, cmd, "owner")
	completePeople(a, cmd, "with")
	return cmd
}

func runActionAdd(ctx context.Context, a *App, o actionAddOptions, args []string) error {
	promise, err := o.promise(a)
	if err != nil {
		return err
	}
	at, _, err := a.moment(o.at)
	if err != nil {
		return err
	}
	t, err := a.readTyped(ctx, args, "", "promise-*.md")
	if err != nil {
		return err
	}
	if t.text == "" {
		t.discard()
		return wrong(`write it after the command: oneonone action add "…"`, "there is no promise to keep")
	}
	promise.Head = a.newHead(oneonone.KindAction, t.text, cmp.Or(at, a.now), o.private)
	if o.due == "" {
		promise.Due = a.dueIn(t.text)
	}
	if err := a.file(t, promise); err != nil {
		return err
	}
	return a.printRecord(promise, func(id string) string { return sayPromise(promise, id, a.Today()) })
}

// promise reads the flags.
func (o actionAddOptions) promise(a *App) (*oneonone.Action, error) {
	owner, err := a.who(o.owner)
	if err != nil {
		return nil, err
	}
	with, err := a.who(o.with)
	if err != nil {
		return nil, err
	}
	due, err := a.dueDay(o.due)
	if err != nil {
		return nil, err
	}
	return &oneonone.Action{Owner: owner, With: with, Due: due, Status: oneonone.StatusOpen}, nil
}

// dueIn gives the deadline that a text states. A config that can't be read
// does not keep a promise from being filed.
func (a *App) dueIn(text string) oneonone.Date {
	cfg, _ := a.Config()
	due, _, ok := prose.Due(text, a.now, cfg.Locale())
	if !ok {
		return oneonone.Date{}
	}
	return oneonone.DateOf(due)
}

func sayPromise(r *oneonone.Action, id string, today oneonone.Date) string {
	said := "promise " + id + ": " + withPrivate(r, ownerPrefix(r.Owner)+oneLine(r.Text, 0))
	if !r.Due.IsZero() {
		said += " — " + sayDue(r.Due, today)
	}
	return said
}
