package store

import (
	"encoding/json"
	"errors"

	"go.etcd.io/bbolt"
)

// Sound reads all that is on file, the index included, and gives ErrDamaged when a page or a
// record of it can't be read.
func (r *Reader) Sound() error {
	if r.tx == nil {
		return nil
	}
	if err := sound(r.tx); err != nil {
		return r.damaged(err)
	}
	return nil
}

var errNoRecord = errors.New("a record in it is none")

// sound walks every page of the file; bbolt panics on one that is none of its own.
func sound(tx *bbolt.Tx) error {
	return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
		return walk(b, string(name) == inRecords || string(name) == inRemoved)
	})
}

func walk(b *bbolt.Bucket, records bool) error {
	return b.ForEach(func(k, v []byte) error {
		inner := b.Bucket(k)
		switch {
		case inner != nil:
			return walk(inner, records)
		case records && !json.Valid(v):
			return errNoRecord
		}
		return nil
	})
}
