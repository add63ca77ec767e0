package cli

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

type actionListOptions struct {
	owner, with  string
	all, overdue bool
}

func newActionListCmd(a *App) *cobra.Command {
	var o actionListOptions
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the promises that are open",
		Long: `list shows the promises that are open, those due first at the top. --all adds
what was done or dropped.`,
		Example: `  oneonone action list
  oneonone action list --owner priya
  oneonone action list --overdue --json`,
		Args: takes(),
		RunE: func(*cobra.Command, []string) error { return runActionList(a, o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.owner, "owner", "", "only what this person promised: me or a `NAME`")
	f.StringVar(&o.with, "with", "", "only what has to do with `PERSON`")
	f.BoolVar(&o.overdue, "overdue", false, "only what is late")
	f.BoolVar(&o.all, "all", false, "also what was done or dropped")
	completePeople(a, cmd, "owner")
	completePeople(a, cmd, "with")
	return cmd
}

func runActionList(a *App, o actionListOptions) error {
	promises, err := o.gather(a)
	if err != nil {
		return err
	}
	today, short := a.Today(), shortIDs(a, promises)
	return printRecords(a, promises, "no promise is open", func(r *oneonone.Action) []string {
		return []string{short[r.ID], dueWord(r, today), ownerWord(r.Owner), promiseText(r)}
	})
}

// promiseText gives the text of an action item, with a mark when it is closed.
func promiseText(r *oneonone.Action) string {
	text := oneLine(r.Text, 0)
	if !r.Open() {
		text = box(r.Status) + text
	}
	if r.Why != "" {
		text += " — " + oneLine(string(r.Why), 0)
	}
	return text
}

// gather reads the action items that the filters let pass.
func (o actionListOptions) gather(a *App) ([]*oneonone.Action, error) {
	if err := o.resolve(a); err != nil {
		return nil, err
	}
	promises, err := collect[*oneonone.Action](a, oneonone.KindAction, o.all)
	if err != nil {
		return nil, err
	}
	promises = slices.DeleteFunc(promises, func(r *oneonone.Action) bool { return !o.passes(r, a.Today()) })
	slices.SortStableFunc(promises, byDue)
	return promises, nil
}

// resolve finds out whom the flags name.
func (o *actionListOptions) resolve(a *App) error {
	cfg := Config{}
	if o.owner != "" {
		var err error
		if cfg, err = a.Config(); err != nil {
			return err
		}
	}
	return a.view(func(r *store.Reader) (err error) {
		if o.with != "" {
			if o.with, err = a.known("with", o.with, r); err != nil {
				return err
			}
		}
		switch {
		case o.owner == "":
		case isMe(o.owner, cfg):
			o.owner = oneonone.Me
		default:
			o.owner, err = a.known("owner", o.owner, r)
		}
		return err
	})
}

func (o actionListOptions) passes(r *oneonone.Action, today oneonone.Date) bool {
	owns := o.owner == "" || oneonone.SameName(string(r.Owner), o.owner)
	return owns && (o.with == "" || concerns(r, o.with)) && (!o.overdue || r.Overdue(today))
}

// byDue orders what is open by its date, the dateless last; then comes what
// is closed.
func byDue(x, y *oneonone.Action) int {
	rank := func(r *oneonone.Action) int {
		switch {
		case !r.Open():
			return 2
		case r.Due.IsZero():
			return 1
		}
		return 0
	}
	return cmp.Or(rank(x)-rank(y), x.Due.Compare(y.Due), x.At.Compare(y.At))
}
