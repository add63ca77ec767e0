package store

import (
	"bytes"
	"errors"
	"os"

	"go.etcd.io/bbolt"
)

// effect is what a transaction did.
type effect int

const (
	nothing effect = iota
	changed
	// hidden: what was there before must not be found in the file any more, nor come back from it.
	hidden
)

// wipe overwrites the pages that hold nothing any more, and what lies behind the last one. It
// comes after a commit, which is on disk: only the commit before it needed them.
func wipe(db *bbolt.DB) error {
	f, err := os.OpenFile(db.Path(), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	err = db.View(func(tx *bbolt.Tx) error {
		info, err := f.Stat()
		if err != nil {
			return err
		}
		page, blank := make([]byte, db.Info().PageSize), make([]byte, db.Info().PageSize)
		for at := 2 * int64(len(page)); at+int64(len(page)) <= info.Size(); at += int64(len(page)) {
			switch p, err := tx.Page(int(at) / len(page)); {
			case err != nil:
				return err
			case p != nil && p.Type != "free":
				continue
			}
			if _, err := f.ReadAt(page, at); err != nil {
				return err
			}
			if bytes.Equal(page, blank) {
				continue
			}
			if _, err := f.WriteAt(blank, at); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, f.Sync(), f.Close())
}
