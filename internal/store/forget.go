package store

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"oneonone/internal/oneonone"
)

// Forgotten tells from where a record is gone.
type Forgotten struct {
	// Copies are those that it was taken out of, or was not in; Left those that can't be read.
	Copies, Left []string
	// Damaged are files that a recovery kept: nothing was taken out of them.
	Damaged []string
}

// Forget removes the record with exactly this id, as Remove does, from the store and from every
// copy of it in the folder of the daily ones, also where it was removed before: its words, and
// what drafts said of it, are overwritten in these files. Copies elsewhere are not touched.
func (s *Store) Forget(id string) (Forgotten, error) {
	var f Forgotten
	if err := s.forget(id); err != nil {
		return f, err
	}
	for _, c := range s.Copies() {
		of := &Store{Timeout: s.Timeout, Now: s.Now, path: c.Path, schema: s.schema}
		if of.forget(id) != nil {
			f.Left = append(f.Left, c.Path)
			continue
		}
		f.Copies = append(f.Copies, c.Path)
		_ = os.Chtimes(c.Path, c.At, c.At) // it is as old as it was
	}
	f.Damaged, _ = filepath.Glob(s.path + ".damaged-*")
	return f, nil
}

// forget removes a record from one file, and wipes what nothing needs any more in it.
func (s *Store) forget(id string) error {
	empty, err := access{s, "read"}.look()
	if err != nil || empty {
		return err
	}
	return s.update(func(w *writer) error {
		rec, err := w.exact(id)
		if errors.Is(err, ErrNotFound) {
			return w.forget(&oneonone.Head{ID: id}, "")
		}
		if err != nil {
			return err
		}
		return w.remove(rec)
	})
}

// Trace gives the one id that begins with a prefix, be it on file, removed, or in a copy only.
// Errors: ErrNotFound, *AmbiguousError, *Error.
func (s *Store) Trace(prefix string) (string, error) {
	found := map[string]Candidate{}
	if err := s.View(func(r *Reader) error { return r.trace(prefix, found) }); err != nil {
		return "", err
	}
	for _, c := range s.Copies() { // one that can't be read is told by Forget
		_ = New(c.Path).View(func(r *Reader) error { return r.trace(prefix, found) })
	}
	if c, ok := found[fold(prefix)]; ok {
		return c.ID, nil
	}
	switch len(found) {
	case 0:
		return "", notFound(prefix)
	case 1:
		for _, c := range found {
			return c.ID, nil
		}
	}
	ids := slices.Sorted(maps.Keys(found))
	ambiguous := &AmbiguousError{Prefix: prefix, More: len(ids) > maxCandidates}
	for _, id := range ids[:min(len(ids), maxCandidates)] {
		ambiguous.Candidates = append(ambiguous.Candidates, found[id])
	}
	return "", ambiguous
}

// trace adds what begins with a prefix, on file or removed.
func (r *Reader) trace(prefix string, found map[string]Candidate) error {
	places, _ := r.beginning(prefix, maxCandidates+1)
	for _, p := range places {
		c, err := r.candidate(p)
		if err != nil {
			return err
		}
		found[fold(c.ID)] = c
	}
	b, start := r.bucket(inRemoved), []byte(fold(prefix))
	if b == nil {
		return nil
	}
	c := b.Cursor()
	for k, v := c.Seek(start); bytes.HasPrefix(k, start) && len(found) <= maxCandidates; k, v = c.Next() {
		sh, err := sheetOf(bytes.Clone(v))
		if err != nil {
			return r.damaged(err)
		}
		if _, ok := found[string(k)]; !ok {
			found[string(k)] = Candidate{sh.head.ID, sh.head.Kind, ""}
		}
	}
	return nil
}
