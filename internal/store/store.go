package store

import (
	"time"

	"go.etcd.io/bbolt"

	"oneonone/internal/oneonone"
)

// Store names a file. It holds nothing open: each method opens the file,
// works, and closes it. Methods may be called from several goroutines and
// processes at once; calling one from inside View or Edit waits for itself and
// ends in ErrLocked.
type Store struct {
	// Timeout bounds the wait for other programs that use the file; 3 seconds
	// when it is zero or less.
	Timeout time.Duration
	// Now is the clock for what Edit and Remove stamp on records.
	Now func() time.Time
	// Daily is where a copy goes before the first write of a day; none is made
	// where it names no folder.
	Daily Daily

	path   string
	schema schema
}

// New names the store at the path. It touches no file.
func New(path string) *Store {
	return &Store{Timeout: defaultTimeout, Now: time.Now, path: path, schema: current()}
}

// Path gives the path of the file.
func (s *Store) Path() string { return s.path }

// View runs fn in one read transaction: all that it reads is of one moment.
// The Reader is of no use after fn returns. Errors of fn come back as they are.
func (s *Store) View(fn func(*Reader) error) error {
	return s.read(func(tx *bbolt.Tx) error { return fn(s.reader(tx)) })
}

// Get finds the record whose id is prefix or, if there is none, the only one
// whose id begins with it, whatever the case of its letters. Errors:
// ErrNotFound, *AmbiguousError, *Error.
func (s *Store) Get(prefix string) (oneonone.Record, error) {
	var found oneonone.Record
	err := s.View(func(r *Reader) (err error) {
		found, err = r.Get(prefix)
		return err
	})
	return found, err
}

// Put files the records in one commit: all of them or, on an error, none. A
// record replaces the one with its id, also where that was removed. What is on
// file already is not written again. Times of change are the caller's.
func (s *Store) Put(records ...oneonone.Record) error {
	sheets, err := encodeAll(records)
	if err != nil || len(sheets) == 0 {
		return err
	}
	return s.update(func(w *writer) error {
		for _, sh := range sheets {
			if err := w.put(sh); err != nil {
				return err
			}
		}
		return nil
	})
}

// Merge files those records, tombstones included, that changed later than what
// is on file under their ids, in one commit, and counts them.
func (s *Store) Merge(records ...oneonone.Record) (merged int, err error) {
	sheets, err := encodeAll(records)
	if err != nil || len(sheets) == 0 {
		return 0, err
	}
	err = s.update(func(w *writer) error {
		merged = 0
		for _, sh := range sheets {
			newer, err := w.newer(sh.head)
			if err != nil {
				return err
			}
			if !newer {
				continue
			}
			if err := w.merge(sh); err != nil {
				return err
			}
			merged++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return merged, nil
}

// Edit finds a record as Get does, lets fn change it and files it, in one
// transaction, so that edits at the same time lose nothing of each other. It
// stamps Changed when fn changed anything, and gives the record as filed. An
// error of fn comes back as it is and leaves the record as it was; so does an
// attempt to change its id or kind. Other programs wait while fn runs.
func (s *Store) Edit(prefix string, fn func(oneonone.Record) error) (oneonone.Record, error) {
	var edited oneonone.Record
	err := s.updateFiled(prefix, func(w *writer) (err error) {
		if edited, err = w.Get(prefix); err != nil {
			return err
		}
		return w.edit(edited, s.Now(), fn)
	})
	if err != nil {
		return nil, err
	}
	return edited, nil
}

// Remove leaves a tombstone of the record with the id, whatever the case of
// its letters: what it said is gone, that it was there is kept for Merge.
// Its words are overwritten in the file, too.
func (s *Store) Remove(id string) error {
	return s.updateFiled(id, func(w *writer) error {
		rec, err := w.exact(id)
		if err != nil {
			return err
		}
		return w.remove(rec)
	})
}

// update runs fn in one write transaction.
func (s *Store) update(fn func(*writer) error) error {
	return s.write(func(tx *bbolt.Tx) (effect, error) {
		w := &writer{Reader: s.reader(tx), version: s.schema.version(), now: s.Now()}
		err := fn(w)
		return w.done, err
	})
}

// updateFiled is update for what must be on file already: it makes no store
// only to find nothing in it.
func (s *Store) updateFiled(id string, fn func(*writer) error) error {
	empty, err := access{s, "read"}.look()
	if err != nil {
		return err
	}
	if empty {
		return notFound(id)
	}
	return s.update(fn)
}

func (s *Store) reader(tx *bbolt.Tx) *Reader {
	return &Reader{tx: tx, access: access{s, "read"}}
}
