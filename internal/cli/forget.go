package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/term"
)

func newForgetCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "forget ID",
		Short: "Remove a record from the copies of the store, too",
		Long: `forget removes a record for good, as rm does, and from every copy of the store
that was made by itself, by backup or before a restore, too: its words, and what
drafts quote of it, are overwritten in these files. It takes what was removed
before as well. What you exported, and copies in other folders, are not touched.
On a terminal it asks first; --yes answers. ID takes at least the four
characters that lists show.`,
		Example:           "  oneonone forget k3f9",
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, "", true),
		RunE:              func(cmd *cobra.Command, args []string) error { return runForget(cmd.Context(), a, args[0]) },
	}
	cmd.Flags().BoolVar(&a.opts.yes, "yes", false, "do not ask")
	return cmd
}

// forgotten is what --json prints.
type forgotten struct {
	ID     string                `json:"id"`
	Copies oneonone.List[string] `json:"copies"`
	Left   oneonone.List[string] `json:"left"`
}

func runForget(ctx context.Context, a *App, prefix string) error {
	if len(prefix) < leastRemoved {
		return wrong("lists show it", "forget wants at least %d characters of the id", leastRemoved)
	}
	s, err := a.Store()
	if err != nil {
		return err
	}
	id, err := s.Trace(prefix)
	if err != nil {
		return err
	}
	what := a.forgettable(id)
	if !a.opts.yes && a.Screen().Interactive() && !a.opts.json {
		if err := s.CopyOfDay(); err != nil { // so that as many are asked about as are told of then
			return err
		}
		yes, err := a.Screen().Confirm(ctx, fmt.Sprintf("forget %s, here and in %s?", what, copies(len(s.Copies()))))
		if err != nil && !errors.Is(err, term.ErrNoAnswer) {
			return err
		}
		if !yes {
			a.Screen().Say("nothing forgotten")
			return nil
		}
	}
	done, err := s.Forget(id)
	if err != nil {
		return err
	}
	if len(done.Damaged) > 0 {
		a.Screen().Warn("it may stand in what a recovery kept: remove %s when nothing is missing", strings.Join(done.Damaged, ", "))
	}
	if a.opts.json {
		err = a.printJSON(forgotten{id, done.Copies, done.Left})
	} else {
		err = a.print("forgotten: %s, here and in %s", what, copies(len(done.Copies)))
	}
	if err == nil && len(done.Left) > 0 {
		hint := "remove them when nothing is missing: " + strings.Join(done.Left, ", ")
		return failed(nil, hint, "%s can't be read and may still hold it", copies(len(done.Left)))
	}
	return err
}

func copies(n int) string { return oneonone.Plural(n, "copy", "copies") }

// forgettable names a record without what it says; it may be removed already.
func (a *App) forgettable(id string) string {
	rec, err := a.find("", id)
	if err != nil {
		return "the record " + id[:min(leastRemoved, len(id))]
	}
	return fmt.Sprintf("%s %s of %s", wordFor(rec), a.shorten(id), sayDay(rec.Header().On(), a.Today()))
}
