package cli

import (
	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

type actionEditOptions struct {
	owner, with, due string
	reopen           bool
}

func newActionEditCmd(a *App) *cobra.Command {
	var o actionEditOptions
	cmd := &cobra.Command{
		Use:   "edit ID [TEXT...]",
		Short: "Change a promise",
		Long: `edit changes the text of a promise, its owner or its date. Without TEXT and
without a flag it opens your editor on the text.` + "\n" + dateForms,
		Example: `  oneonone action edit a7c2 --due "next friday"
  oneonone action edit a7c2 "send Priya the load test and the plan"
  oneonone action edit a7c2 --due none --with ""
  oneonone action edit a7c2 --reopen`,
		Args:              takes("ID", "[TEXT...]"),
		ValidArgsFunction: completeIDs(a, oneonone.KindAction, false),
		RunE:              func(cmd *cobra.Command, args []string) error { return runActionEdit(cmd, a, o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.owner, "owner", "", `who promised: me, a `+"`NAME`"+`, or "" for nobody`)
	f.StringVar(&o.with, "with", "", `to whom it was promised, or by whom (`+"`PERSON`"+`, or "" for nobody)`)
	f.StringVar(&o.due, "due", "", "until when (`DATE`, or none)")
	f.BoolVar(&o.reopen, "reopen", false, "it is open again")
	completePeople(a, cmd, "owner")
	completePeople(a, cmd, "with")
	return cmd
}

func runActionEdit(cmd *cobra.Command, a *App, o actionEditOptions, args []string) error {
	owner, err := a.who(o.owner)
	if err != nil {
		return err
	}
	with, err := a.who(o.with)
	if err != nil {
		return err
	}
	due, err := a.dueDay(o.due)
	if err != nil {
		return err
	}
	given := cmd.Flags().Changed
	rv := newRevision(cmd, oneonone.KindAction, args)
	rv.apply = func(rec oneonone.Record) error {
		r := rec.(*oneonone.Action)
		set(&r.Owner, owner, given("owner"))
		set(&r.With, with, given("with"))
		set(&r.Due, due, given("due"))
		if o.reopen {
			r.Status, r.Closed, r.Why = oneonone.StatusOpen, oneonone.Date{}, ""
		}
		return nil
	}
	return a.revise(cmd.Context(), rv)
}

// set changes a field when its flag was given.
func set[V any](field *V, value V, given bool) {
	if given {
		*field = value
	}
}
