package cli

import (
	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

func newActionCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "action",
		Short: "Promises: yours and those made to you",
		Long: `action keeps action items: who promised what, and by when. The owner "me" is
you. Agendas follow up on what is open.`,
		Example: `  oneonone action add "send Priya the load test" --due friday --with priya
  oneonone action list
  oneonone action done a7c2`,
	}
	makeGroup(cmd)
	cmd.AddCommand(newActionAddCmd(a), newActionListCmd(a), newActionOwedCmd(a), newActionDoneCmd(a),
		newActionDropCmd(a), newActionEditCmd(a), newRemoveCmd(a, oneonone.KindAction))
	return cmd
}

// ownerWord names the owner of an action item.
func ownerWord(owner oneonone.Maybe) string {
	return orElse(string(owner), "nobody")
}

// dueWord says how an action item stands with its date.
func dueWord(r *oneonone.Action, today oneonone.Date) string {
	if r.Open() {
		return sayDue(r.Due, today)
	}
	return closedWord(r.Status, r.Closed, today)
}

// closedWord says when something was done or dropped.
func closedWord(s oneonone.Status, closed, today oneonone.Date) string {
	if closed.IsZero() {
		return string(s)
	}
	return string(s) + " " + closed.Short(today)
}
