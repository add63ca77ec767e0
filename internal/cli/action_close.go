package cli

import (
	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

func newActionDoneCmd(a *App) *cobra.Command {
	var on string
	cmd := &cobra.Command{
		Use:               "done ID",
		Short:             "A promise is kept",
		Long:              "done closes a promise that was kept. `action edit ID --reopen` takes it back.\n" + dateForms,
		Example:           "  oneonone action done a7c2\n  oneonone action done a7c2 --on friday",
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, oneonone.KindAction, false),
		RunE:              func(_ *cobra.Command, args []string) error { return runActionDone(a, args[0], on) },
	}
	cmd.Flags().StringVar(&on, "on", "", "when it was done (`DATE`; today if not given)")
	return cmd
}

func runActionDone(a *App, id, on string) error {
	day, err := a.closingDay(on)
	if err != nil {
		return err
	}
	r, err := change(a, oneonone.KindAction, id, func(r *oneonone.Action) error {
		if r.Status == oneonone.StatusDone && on == "" {
			return nil // it stays done on the day it was
		}
		r.Status, r.Closed, r.Why = oneonone.StatusDone, day, ""
		return nil
	})
	if err != nil {
		return err
	}
	return a.printRecord(r, func(id string) string { return "done " + id + ": " + ownerPrefix(r.Owner) + oneLine(r.Text, 0) })
}

// closingDay reads on which day something was done; it may not be to come.
func (a *App) closingDay(on string) (oneonone.Date, error) {
	day, err := a.day("on", on, prose.Past)
	switch {
	case err != nil:
		return day, err
	case day.IsZero():
		return a.Today(), nil
	case day.After(a.Today()):
		return day, wrong("", "--on %s is yet to come", day)
	}
	return day, nil
}

func newActionDropCmd(a *App) *cobra.Command {
	var why string
	cmd := &cobra.Command{
		Use:   "drop ID",
		Short: "A promise is given up, and why",
		Long: `drop closes a promise that will not be kept, with the reason: the next agenda
can say so instead of staying silent. ` + "`action edit ID --reopen` takes it back.",
		Example:           `  oneonone action drop a7c2 --why "the vendor fixed it"`,
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, oneonone.KindAction, false),
		RunE:              func(_ *cobra.Command, args []string) error { return runActionDrop(a, args[0], why) },
	}
	cmd.Flags().StringVar(&why, "why", "", "the reason (`TEXT`)")
	return cmd
}

func runActionDrop(a *App, id, why string) error {
	why = clean(why)
	if why == "" {
		return wrong(`add --why "…": a dropped promise is only as good as its reason`, "drop needs a reason")
	}
	r, err := change(a, oneonone.KindAction, id, func(r *oneonone.Action) error {
		r.Status, r.Closed, r.Why = oneonone.StatusDropped, a.Today(), oneonone.Maybe(why)
		return nil
	})
	if err != nil {
		return err
	}
	return a.printRecord(r, func(id string) string {
		return "dropped " + id + ": " + ownerPrefix(r.Owner) + promiseText(r)[len("[-] "):]
	})
}
