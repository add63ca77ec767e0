package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"
)

// Backup writes a copy of the whole store, as of one moment, that Restore and
// New can open. A store that does not exist yet is an error: fs.ErrNotExist.
func (s *Store) Backup(w io.Writer) error {
	a := access{s, "read"}
	if err := a.mustExist(); err != nil {
		return err
	}
	return a.view(func(tx *bbolt.Tx, _ uint64) error {
		if _, err := tx.WriteTo(w); err != nil {
			return fmt.Errorf("writing the backup: %w", err)
		}
		return nil
	})
}

// Restore replaces everything in the store by what the backup file holds, in
// one commit: cut off in the middle, it leaves the store as it was. The backup
// is only read. What was on file goes into the new file keep first, unless that
// is "" or nothing is on file; nobody writes in between. A file that exists is
// an error: fs.ErrExist.
func (s *Store) Restore(backup, keep string) error {
	a := access{&Store{Timeout: s.Timeout, Now: s.Now, path: backup, schema: s.schema}, "read"}
	if err := a.mustExist(); err != nil {
		return err
	}
	return a.view(func(from *bbolt.Tx, version uint64) error {
		if version == 0 {
			return a.fail(ErrDamaged, errors.New("it is empty"))
		}
		return s.write(func(to *bbolt.Tx) (effect, error) {
			if err := s.keep(to, keep); err != nil {
				return nothing, err
			}
			return hidden, access{s, "written"}.failed(replace(to, from))
		})
	})
}

// keep copies what is on file while a write transaction keeps it as it is.
func (s *Store) keep(tx *bbolt.Tx, path string) error {
	if k, _ := tx.Cursor().First(); path == "" || k == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return tx.DB().View(func(filed *bbolt.Tx) error {
		return writeCopy(path, func(w io.Writer) error { _, err := filed.WriteTo(w); return err })
	})
}

// mustExist refuses a store that does not exist or has nothing in it.
func (a access) mustExist() error {
	empty, err := a.look()
	if err == nil && empty {
		err = a.fail(ErrMissing, fs.ErrNotExist)
	}
	return err
}

// replace makes the content of one file that of another.
func replace(to, from *bbolt.Tx) error {
	var names [][]byte
	c := to.Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		names = append(names, bytes.Clone(k))
	}
	for _, name := range names {
		if err := to.DeleteBucket(name); err != nil {
			return err
		}
	}
	return from.ForEach(func(name []byte, b *bbolt.Bucket) error {
		copied, err := to.CreateBucket(name)
		if err != nil {
			return err
		}
		return copyBucket(copied, b)
	})
}

// copyBucket copies keys and the buckets within; a key without a value is a
// bucket or, where there is none, an empty value.
func copyBucket(to, from *bbolt.Bucket) error {
	return from.ForEach(func(k, v []byte) error {
		inner := from.Bucket(k)
		if inner == nil {
			return to.Put(k, v)
		}
		copied, err := to.CreateBucket(k)
		if err != nil {
			return err
		}
		return copyBucket(copied, inner)
	})
}
