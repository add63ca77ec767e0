package cli

import (
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

func newGoalCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "goal",
		Short: "What you and the company want to reach",
		Long: `goal keeps goals and how far they are: personal and professional ones, and the
company's that your work counts toward.`,
		Example: `  oneonone goal add "lead a design review alone" --due 2027-03-31
  oneonone goal progress g5t1 "co-led the review of the search design"
  oneonone goal list`,
	}
	makeGroup(cmd)
	cmd.AddCommand(newGoalAddCmd(a), newGoalListCmd(a), newGoalProgressCmd(a), newGoalPlanCmd(a), newMilestoneCmd(a),
		newGoalMapCmd(a), newGoalDoneCmd(a),
		newGoalEditCmd(a), newRemoveCmd(a, oneonone.KindGoal))
	return cmd
}

// goalKinds are the kinds of goals.
func goalKinds() []string {
	return []string{string(oneonone.Personal), string(oneonone.Professional), string(oneonone.Company)}
}

type goalOptions struct {
	kind, due, serves string
	private           bool
}

func (o *goalOptions) flags(cmd *cobra.Command, kind string) {
	f := cmd.Flags()
	f.StringVar(&o.kind, "kind", kind, "whose it is: "+listWords(goalKinds(), 3)+" (`KIND`)")
	f.StringVar(&o.due, "due", "", "until when (`DATE`, or none)")
	f.StringVar(&o.serves, "serves", "", "the goal that it counts toward (`ID`)")
	f.BoolVar(&o.private, "private", false, "never send it to a model, never put it in a draft")
	completeWords(cmd, "kind", goalKinds())
}

func newGoalAddCmd(a *App) *cobra.Command {
	var o goalOptions
	cmd := &cobra.Command{
		Use:   "add [TEXT...]",
		Short: "Set a goal",
		Long: `add keeps a goal. Without TEXT it reads what is piped in, or opens your editor.
A goal that can be measured is easier to talk about.` + "\n" + dateForms,
		Example: `  oneonone goal add "lead a design review alone" --due 2027-03-31
  oneonone goal add "search answers within 500 ms" --kind company --due "31 dec"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runGoalAdd(cmd.Context(), a, o, args)
		},
	}
	o.flags(cmd, string(oneonone.Professional))
	return cmd
}

func runGoalAdd(ctx context.Context, a *App, o goalOptions, args []string) error {
	kind, err := oneOf("kind", o.kind, goalKinds())
	if err != nil {
		return err
	}
	due, err := a.dueDay(o.due)
	if err != nil {
		return err
	}
	serves, err := a.goalID(o.serves)
	if err != nil {
		return err
	}
	t, err := a.readTyped(ctx, args, "", "goal-*.md")
	if err != nil {
		return err
	}
	if t.text == "" {
		t.discard()
		return wrong(`write it after the command: oneonone goal add "…"`, "there is no goal to set")
	}
	g := &oneonone.Goal{
		Head:     a.newHead(oneonone.KindGoal, t.text, a.now, o.private),
		GoalKind: oneonone.GoalKind(kind), Due: due, Status: oneonone.StatusOpen, Serves: serves,
	}
	if err := a.file(t, g); err != nil {
		return err
	}
	return a.printRecord(g, func(id string) string {
		said := kind + " goal " + id + ": " + withPrivate(g, oneLine(g.Text, 0))
		if !due.IsZero() {
			said += " — " + sayDue(due, a.Today())
		}
		return said
	})
}

func newGoalListCmd(a *App) *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the goals that are open",
		Long:    "list shows the goals that are open, with what was told last. --all adds those\nthat were reached.",
		Example: "  oneonone goal list\n  oneonone goal list --all --json",
		Args:    takes(),
		RunE:    func(*cobra.Command, []string) error { return runGoalList(a, all) },
	}
	cmd.Flags().BoolVar(&all, "all", false, "also those that were reached")
	return cmd
}

func runGoalList(a *App, all bool) error {
	goals, err := collect[*oneonone.Goal](a, oneonone.KindGoal, all)
	if err != nil {
		return err
	}
	today, short := a.Today(), shortIDs(a, goals)
	return printRecords(a, goals, "no goal is open", func(g *oneonone.Goal) []string {
		return []string{short[g.ID], string(g.GoalKind), goalDue(g, today), goalText(g, today)}
	})
}

func goalDue(g *oneonone.Goal, today oneonone.Date) string {
	if g.Open() {
		return sayDue(g.Due, today)
	}
	return closedWord(g.Status, g.Closed, today)
}

// goalText gives a goal with what was told about it last.
func goalText(g *oneonone.Goal, today oneonone.Date) string {
	text := oneLine(g.Text, 0)
	if n := len(g.Progress); n > 0 {
		last := g.Progress[n-1]
		text += " — " + last.On.Short(today) + ": " + oneLine(last.Text, 0)
	}
	return text
}
