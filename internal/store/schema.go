package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"oneonone/internal/oneonone"
)

// The buckets at the root of the file, and the keys of the first.
const (
	inMeta    = "meta"
	inRecords = "records"
	inOpen    = "open"
	inIDs     = "ids"
	inRemoved = "removed"

	keySchema  = "schema"
	keyCreated = "created"
)

// migration changes a file of one schema version into the next.
type migration func(*bbolt.Tx) error

// schema is the list of migrations that lead from version 1 to ours. Entries
// are never changed or taken out once released; new ones go to the end.
type schema []migration

// current is the schema that this program writes.
func current() schema { return nil }

// version is the number that a file of this schema carries.
func (s schema) version() uint64 { return 1 + uint64(len(s)) }

// versionOf reads the version of a file; 0 is a file without anything in it.
func versionOf(tx *bbolt.Tx) (uint64, error) {
	meta := tx.Bucket([]byte(inMeta))
	if meta == nil {
		if k, _ := tx.Cursor().First(); k != nil {
			return 0, errors.New("it belongs to another program")
		}
		return 0, nil
	}
	v := meta.Get([]byte(keySchema))
	if len(v) != 8 {
		return 0, errors.New("it tells no version")
	}
	return binary.BigEndian.Uint64(v), nil
}

// setVersion writes the version, and on a new file also when it was made.
func setVersion(tx *bbolt.Tx, version uint64, now time.Time) error {
	meta, err := tx.CreateBucketIfNotExists([]byte(inMeta))
	if err != nil {
		return err
	}
	if meta.Get([]byte(keyCreated)) == nil {
		if err := meta.Put([]byte(keyCreated), now.UTC().AppendFormat(nil, time.RFC3339)); err != nil {
			return err
		}
	}
	return meta.Put([]byte(keySchema), binary.BigEndian.AppendUint64(nil, version))
}

// stampLen is the length of a stamp.
const stampLen = 12

// stamp writes a moment so that bytes sort as time does: the seconds since
// 1970, shifted so that earlier ones sort lower, and the nanoseconds.
func stamp(t time.Time) []byte {
	b := make([]byte, 0, stampLen+maxID)
	b = binary.BigEndian.AppendUint64(b, uint64(t.Unix())^(1<<63))
	return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond()))
}

// momentOf reads the moment from a key that begins with its stamp.
func momentOf(key []byte) time.Time {
	if len(key) < stampLen {
		return time.Time{}
	}
	return time.Unix(int64(binary.BigEndian.Uint64(key)^(1<<63)), int64(binary.BigEndian.Uint32(key[8:])))
}

// place is where a record stands: its kind's bucket and its key there.
type place struct {
	kind oneonone.Kind
	key  []byte
}

// placeOf gives the place that a record belongs at.
func placeOf(h *oneonone.Head) place {
	return place{h.Kind, append(stamp(h.At), fold(h.ID)...)}
}

// entry is how the ids bucket tells a place.
func (p place) entry() []byte {
	return append(slices.Clone(p.key[:stampLen]), p.kind...)
}

// maxID bounds the length of an id in bytes.
const maxID = 128

// fold gives the form of an id in keys.
func fold(id string) string { return strings.ToLower(id) }

// checkID refuses ids that nobody can type.
func checkID(id string) error {
	if id == "" || len(id) > maxID || strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return fmt.Errorf("%q can't be the id of a record: it takes 1 to %d letters, digits and signs", id, maxID)
	}
	return nil
}
