package cli

import (
	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

// leastRemoved is how much of an id rm wants: as much as log shows.
const leastRemoved = 4

// newRemoveCmd makes `rm`, and for a kind the `rm` among its commands.
func newRemoveCmd(a *App, kind oneonone.Kind) *cobra.Command {
	what, path := "record", "oneonone rm"
	if kind != "" {
		what, path = kindWord(kind), "oneonone "+string(kind)+" rm"
	}
	return &cobra.Command{
		Use:   "rm ID",
		Short: "Remove " + withArticle(what),
		Long: `rm removes ` + withArticle(what) + ` for good, without asking: what it said is no
longer on file, and it goes from other computers too when they are merged. The
text is printed once more, and with --json all of it, so that a slip of the
finger is no loss. Copies of the store keep it; forget takes it out of them.
ID takes at least the four characters that lists show.`,
		Example:           "  " + path + " k3f9\n  " + path + " k3f9 --json > removed.json",
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, kind, true),
		RunE:              func(_ *cobra.Command, args []string) error { return runRemove(a, kind, args[0]) },
	}
}

func runRemove(a *App, kind oneonone.Kind, id string) error {
	if len(id) < leastRemoved && kind != oneonone.KindPerson {
		return wrong("lists show it", "rm wants at least %d characters of the id", leastRemoved)
	}
	rec, err := a.find(kind, id)
	if err != nil {
		return err
	}
	s, err := a.Store()
	if err != nil {
		return err
	}
	h := rec.Header()
	short := a.shorten(h.ID)
	if err := s.Remove(h.ID); err != nil {
		return err
	}
	if a.opts.json {
		return a.printJSON(rec)
	}
	return a.print("removed %s %s of %s:\n%s", wordFor(rec), short, sayDay(h.On(), a.Today()), orElse(oneonone.Clean(h.Text), summary(rec, a.Today())))
}
