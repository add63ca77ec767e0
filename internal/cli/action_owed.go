package cli

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

func newActionOwedCmd(a *App) *cobra.Command {
	var with string
	cmd := &cobra.Command{
		Use:   "owed",
		Short: "What I owe to whom, and what others owe me",
		Long: `owed shows the promises that are open from both sides: what you owe, by whom
you owe it to, and what others owe you.`,
		Example: "  oneonone action owed\n  oneonone action owed --with priya",
		Args:    takes(),
		RunE:    func(*cobra.Command, []string) error { return runActionOwed(a, with) },
	}
	cmd.Flags().StringVar(&with, "with", "", "only between you and `PERSON`")
	completePeople(a, cmd, "with")
	return cmd
}

func runActionOwed(a *App, with string) error {
	promises, err := actionListOptions{with: with}.gather(a)
	if err != nil {
		return err
	}
	if a.opts.json || len(promises) == 0 {
		return printRecords(a, promises, "nobody owes anything", func(*oneonone.Action) []string { return nil })
	}
	short := shortIDs(a, promises)
	first := true
	for _, side := range sides() {
		mine := slices.DeleteFunc(slices.Clone(promises), func(r *oneonone.Action) bool { return !side.holds(r) })
		if len(mine) == 0 {
			continue
		}
		if !first {
			_ = a.print("") // the table below fails if this does
		}
		first = false
		if err := a.printSide(side, mine, short); err != nil {
			return err
		}
	}
	return nil
}

// side is one side of what is owed.
type side struct {
	title string
	holds func(*oneonone.Action) bool
	// other names the person on the other side.
	other func(*oneonone.Action) string
}

func sides() []side {
	return []side{
		{
			"I owe", func(r *oneonone.Action) bool { return r.Owner == oneonone.Me },
			func(r *oneonone.Action) string { return orElse(string(r.With), "-") },
		},
		{
			"others owe me", func(r *oneonone.Action) bool { return r.Owner != oneonone.Me && r.Owner != "" },
			func(r *oneonone.Action) string { return string(r.Owner) },
		},
		{
			"nobody is named for", func(r *oneonone.Action) bool { return r.Owner == "" },
			func(r *oneonone.Action) string { return orElse(string(r.With), "-") },
		},
	}
}

// printSide prints one side, by person and then by date.
func (a *App) printSide(s side, promises []*oneonone.Action, short map[string]string) error {
	slices.SortStableFunc(promises, func(x, y *oneonone.Action) int {
		return cmp.Or(cmp.Compare(s.other(x), s.other(y)), byDue(x, y))
	})
	if err := a.print("%s", s.title); err != nil {
		return err
	}
	var rows [][]string
	for _, r := range promises {
		rows = append(rows, []string{"  " + short[r.ID], s.other(r), dueWord(r, a.Today()), promiseText(r)})
	}
	return a.printTable(rows)
}
