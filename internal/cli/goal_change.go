package cli

import (
	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

func newGoalProgressCmd(a *App) *cobra.Command {
	var on string
	cmd := &cobra.Command{
		Use:               "progress ID TEXT...",
		Short:             "How far a goal is",
		Long:              "progress adds how far a goal is.\n" + dateForms,
		Example:           `  oneonone goal progress g5t1 "310 ms at the first 22 depots"`,
		Args:              takes("ID", "TEXT..."),
		ValidArgsFunction: completeIDs(a, oneonone.KindGoal, false),
		RunE: func(_ *cobra.Command, args []string) error {
			return runGoalProgress(a, args[0], args[1:], on)
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "when it was so (`DATE`; today if not given)")
	return cmd
}

func runGoalProgress(a *App, id string, words []string, on string) error {
	step, err := a.step(words, on)
	if err != nil {
		return err
	}
	g, err := change(a, oneonone.KindGoal, id, func(g *oneonone.Goal) error {
		g.Progress = addStep(g.Progress, step)
		return nil
	})
	if err != nil {
		return err
	}
	return a.printRecord(g, func(id string) string {
		return "goal " + id + " (" + oneLine(g.Text, 40) + "): " + oneLine(step.Text, 0)
	})
}

func newGoalDoneCmd(a *App) *cobra.Command {
	var on string
	cmd := &cobra.Command{
		Use:               "done ID",
		Short:             "A goal is reached",
		Long:              "done closes a goal that was reached. `goal edit ID --reopen` takes it back.\n" + dateForms,
		Example:           "  oneonone goal done g5t1",
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, oneonone.KindGoal, false),
		RunE:              func(_ *cobra.Command, args []string) error { return runGoalDone(a, args[0], on) },
	}
	cmd.Flags().StringVar(&on, "on", "", "when it was reached (`DATE`; today if not given)")
	return cmd
}

func runGoalDone(a *App, id, on string) error {
	day, err := a.closingDay(on)
	if err != nil {
		return err
	}
	g, err := change(a, oneonone.KindGoal, id, func(g *oneonone.Goal) error {
		if g.Status == oneonone.StatusDone && on == "" {
			return nil // it stays reached on the day it was
		}
		g.Status, g.Closed = oneonone.StatusDone, day
		return nil
	})
	if err != nil {
		return err
	}
	return a.printRecord(g, func(id string) string { return "reached " + id + ": " + oneLine(g.Text, 0) })
}

func newGoalEditCmd(a *App) *cobra.Command {
	var o goalOptions
	var reopen bool
	cmd := &cobra.Command{
		Use:   "edit ID [TEXT...]",
		Short: "Change a goal",
		Long: `edit changes the text of a goal, its kind or its date. Without TEXT and without
a flag it opens your editor on the text.` + "\n" + dateForms,
		Example: `  oneonone goal edit g5t1 --due "end of march"
  oneonone goal edit g5t1 --kind personal`,
		Args:              takes("ID", "[TEXT...]"),
		ValidArgsFunction: completeIDs(a, oneonone.KindGoal, false),
		RunE:              func(cmd *cobra.Command, args []string) error { return runGoalEdit(cmd, a, o, reopen, args) },
	}
	o.flags(cmd, "")
	cmd.Flags().BoolVar(&reopen, "reopen", false, "it is open again")
	return cmd
}

func runGoalEdit(cmd *cobra.Command, a *App, o goalOptions, reopen bool, args []string) error {
	given := cmd.Flags().Changed
	if given("kind") {
		kind, err := oneOf("kind", o.kind, goalKinds())
		if err != nil {
			return err
		}
		o.kind = kind
	}
	due, err := a.dueDay(o.due)
	if err != nil {
		return err
	}
	serves, err := a.goalID(o.serves)
	if err != nil {
		return err
	}
	if err := a.refuseCircle(args[0], serves); err != nil {
		return err
	}
	rv := newRevision(cmd, oneonone.KindGoal, args)
	rv.apply = func(rec oneonone.Record) error {
		g := rec.(*oneonone.Goal)
		set(&g.GoalKind, oneonone.GoalKind(o.kind), given("kind"))
		set(&g.Due, due, given("due"))
		set(&g.Serves, serves, given("serves"))
		set(&g.Private, o.private, given("private"))
		if reopen {
			g.Status, g.Closed = oneonone.StatusOpen, oneonone.Date{}
		}
		return nil
	}
	return a.revise(cmd.Context(), rv)
}

// refuseCircle refuses a goal that would serve itself, by whatever way.
func (a *App) refuseCircle(id string, serves oneonone.Maybe) error {
	if serves == "" {
		return nil
	}
	rec, err := a.find(oneonone.KindGoal, id)
	if err != nil {
		return err
	}
	goals, err := collect[*oneonone.Goal](a, oneonone.KindGoal, true)
	if err != nil {
		return err
	}
	up := map[string]string{}
	for _, g := range goals {
		up[g.ID] = string(g.Serves)
	}
	for at, steps := string(serves), 0; at != "" && steps <= len(goals); at, steps = up[at], steps+1 {
		if at == rec.Header().ID {
			return wrong("`oneonone goal map` shows what serves what", "a goal does not serve itself")
		}
	}
	return nil
}
