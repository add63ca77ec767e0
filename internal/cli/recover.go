package cli

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/store"
	"oneonone/internal/term"
)

// runRecover makes a new store of what can be read in a damaged one and, where something is
// missing, of its latest copy that is sound; the damaged file stays beside it. Into a sound one it
// files what a write that was cut off left there.
func runRecover(ctx context.Context, a *App) error {
	s, err := a.Store()
	if err != nil {
		return err
	}
	saved, err := s.Salvage()
	if err != nil {
		return err
	}
	if !saved.Damaged && saved.Here == 0 {
		if copies := s.Copies(); len(copies) > 0 && emptyStore(s) {
			return a.print("the store has no records, but there are copies of it: " +
				"`oneonone backup --list` shows them, `oneonone restore` brings one back")
		}
		return a.print("the store is sound: there is nothing to recover")
	}
	what, question := count(saved.Here, "record")+" can be read in the damaged file", "make a new store of them? the damaged file is kept"
	if !saved.Damaged {
		what, question = count(saved.Here, "record")+" left in the file by a write that was cut off", "put them on file?"
	}
	if saved.Copy != "" {
		what += fmt.Sprintf(", %d in its copy %s", saved.Copied, saved.Copy)
	}
	a.Screen().Say("%s", what)
	switch yes, err := a.Screen().Confirm(ctx, question); {
	case errors.Is(err, term.ErrNoTerminal):
		return wrong("add --yes", "recovering changes what is on file, and nobody can be asked")
	case err != nil && !errors.Is(err, term.ErrNoAnswer):
		return err
	case !yes:
		a.Screen().Say("nothing recovered")
		return nil
	}
	kept := s.Path() + ".damaged-" + a.now.Format("2006-01-02-150405")
	n, err := s.Recover(kept)
	switch {
	case err != nil:
		return err
	case !saved.Damaged:
		return a.print("%s recovered", count(n, "record"))
	}
	return a.print("%s recovered; the damaged file is %s", count(n, "record"), kept)
}

// emptyStore tells whether a store that can be read has no records.
func emptyStore(s *store.Store) bool {
	empty := true
	_ = s.View(func(r *store.Reader) error {
		empty = len(r.Kinds()) == 0
		return nil
	})
	return empty
}
