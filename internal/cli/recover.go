package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

// runRecover makes a new store of what can be read in a damaged one, and of
// its latest copy that can be read. The damaged file stays beside it.
func runRecover(ctx context.Context, a *App) error {
	s, err := a.Store()
	if err != nil {
		return err
	}
	if err = checkFile(s); !errors.Is(err, store.ErrDamaged) {
		if err == nil {
			if copies := s.Copies(); len(copies) > 0 && emptyStore(s) {
				return a.print("the store has no records, but there are copies of it: `oneonone backup --list` shows them, `oneonone restore` brings one back")
			}
			return a.print("the store is sound: there is nothing to recover")
		}
		return err
	}
	saved, err := s.Salvage()
	if err != nil {
		return err
	}
	copied, from := latestCopy(s)
	what := count(len(saved), "record") + " can be read in the damaged file"
	if from != "" {
		what += fmt.Sprintf(", %d in its copy %s", len(copied), from)
	}
	a.Screen().Say("%s", what)
	switch yes, err := a.Screen().Confirm(ctx, "make a new store of them? the damaged file is kept"); {
	case errors.Is(err, term.ErrNoTerminal):
		return wrong("add --yes", "recovering makes a new store, and nobody can be asked")
	case err != nil && !errors.Is(err, term.ErrNoAnswer):
		return err
	case !yes:
		a.Screen().Say("nothing recovered")
		return nil
	}
	kept := s.Path() + ".damaged-" + a.now.Format("2006-01-02-150405")
	if err := makeAnew(s, kept, copied, saved); err != nil {
		return err
	}
	n := 0
	_ = s.View(func(r *store.Reader) error { // it has just been written
		for _, kind := range r.Kinds() {
			n += r.Count(kind)
		}
		return nil
	})
	return a.print("%s recovered; the damaged file is %s", count(n, "record"), kept)
}

// checkFile reads every record of the store, and its index.
func checkFile(s *store.Store) error {
	return s.View(func(r *store.Reader) error {
		for _, kind := range r.Kinds() {
			for _, err := range r.All(kind) {
				if err != nil {
					return err
				}
			}
		}
		return r.Sound()
	})
}

// latestCopy gives what the newest copy holds that can be read, and its path.
func latestCopy(s *store.Store) (records []oneonone.Record, path string) {
	copies := s.Copies()
	for i := len(copies) - 1; i >= 0; i-- {
		from := store.New(copies[i].Path)
		records = nil
		err := from.View(func(r *store.Reader) error {
			for _, kind := range r.Kinds() {
				for rec, err := range r.All(kind) {
					if err != nil {
						return err
					}
					records = append(records, rec)
				}
			}
			for rec, err := range r.Removed() {
				if err != nil {
					return err
				}
				records = append(records, rec)
			}
			return nil
		})
		if err == nil {
			return records, copies[i].Path
		}
	}
	return nil, ""
}

// makeAnew fills a new file, moves the damaged one away and the new one to its
// place. Until then nothing is lost.
func makeAnew(s *store.Store, kept string, sources ...[]oneonone.Record) error {
	fresh := store.New(filepath.Join(filepath.Dir(s.Path()), ".recovered.db"))
	_ = os.Remove(fresh.Path()) // what a recovery that was cut off left
	for _, records := range sources {
		for len(records) > 0 {
			n := min(len(records), importBatch)
			if _, err := fresh.Merge(records[:n]...); err != nil {
				return err
			}
			records = records[n:]
		}
	}
	if err := os.Rename(s.Path(), kept); err != nil {
		return failed(err, "make room there", "the damaged file can't be moved: %v", plainPathError(err))
	}
	if _, err := os.Stat(fresh.Path()); err != nil {
		return nil // there was nothing to save
	}
	if err := os.Rename(fresh.Path(), s.Path()); err != nil {
		return failed(err, "move it yourself", "the recovered file %s can't be moved to %s: %v", fresh.Path(), s.Path(), plainPathError(err))
	}
	return nil
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
