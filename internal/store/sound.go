package store

import (
	"encoding/json"
	"errors"
	"hash/fnv"
	"os"
)

// Sound reads all that is on file, the index included, and gives ErrDamaged when a page or a
// record of it can't be read, or is not as it was written.
func (r *Reader) Sound() error {
	if r.tx == nil {
		return nil
	}
	data, size, err := r.bytes()
	if err != nil {
		return err
	}
	if _, err := sound(data, size); err != nil {
		return r.damaged(err)
	}
	return nil
}

// bytes gives the file as it is, good until the view ends, and how long a page of it is.
func (r *Reader) bytes() (data []byte, pageSize int, err error) {
	info, err := os.Stat(r.tx.DB().Path())
	if err != nil {
		return nil, 0, r.access.failed(err)
	}
	return mapped(r.tx.DB(), info.Size()), r.tx.DB().Info().PageSize, nil
}

var (
	errNoRecord = errors.New("a record in it is none")
	errIndex    = errors.New("its index and its records don't agree")
)

// sound checks the bytes of a store: its heads, every page below them, every record, and the
// indexes against the records.
func sound(data []byte, pageSize int) (*pages, error) {
	head, err := newestHead(data, pageSize)
	if err != nil {
		return nil, err
	}
	return whole(data, pageSize, head)
}

// whole is sound below one of the heads.
func whole(data []byte, pageSize int, head fileHead) (*pages, error) {
	c := census{open: map[string]bool{}}
	p, err := readPages(data, pageSize, head, c.count)
	switch {
	case err != nil:
		return nil, err
	case c.filed != c.listed || len(c.open) > 0:
		return nil, errIndex
	}
	return p, nil
}

// census holds the indexes of a file against its records.
type census struct {
	// filed and listed add up what the records say of their places and what the ids say.
	filed, listed uint64
	// open are the keys of open records that have not been met yet: "open" stands before "records".
	open map[string]bool
}

func (c *census) count(path []string, key, value []byte) error {
	switch {
	case len(path) == 1 && path[0] == inIDs:
		if len(value) < stampLen {
			return errIndex
		}
		at := placeIn(key, value)
		c.listed += tally(string(at.kind), at.key)
	case len(path) == 2 && path[0] == inOpen:
		c.open[path[1]+" "+string(key)] = true
	case len(path) == 2 && path[0] == inRecords:
		if len(c.open) > 0 {
			delete(c.open, path[1]+" "+string(key))
		}
		c.filed += tally(path[1], key)
		return checkRecord(value)
	case len(path) == 1 && path[0] == inRemoved:
		return checkRecord(value)
	}
	return nil
}

// tally makes a number of a place. Summed up over all records, in any order, it tells whether two
// lists have the same places.
func tally(kind string, key []byte) uint64 {
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write(key)
	return h.Sum64()
}

func checkRecord(value []byte) error {
	plain, err := unseal(value)
	if err == nil && len(plain) == len(value) && !json.Valid(plain) {
		err = errNoRecord
	}
	return err
}
