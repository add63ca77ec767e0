package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"oneonone/internal/oneonone"
)

// Reader reads the store as it was at one moment. Sequences come oldest first,
// leave tombstones out, and give records of their own that the caller may
// change. A record that can't be read comes as an error; the sequence goes on
// with the next one if the caller does.
type Reader struct {
	tx     *bbolt.Tx // nil when the store does not exist
	access access
	// private are the heads of the private records, once they were looked for.
	private []oneonone.Head
}

// Records is a sequence of records.
type Records = iter.Seq2[oneonone.Record, error]

// Collect gathers a sequence of records of one type and stops at the first
// error.
func Collect[R oneonone.Record](seq Records) ([]R, error) {
	var all []R
	for rec, err := range seq {
		if err != nil {
			return nil, err
		}
		r, ok := rec.(R)
		if !ok {
			return nil, fmt.Errorf("record %s is of kind %s, not the one asked for", rec.Header().ID, rec.Header().Kind)
		}
		all = append(all, r)
	}
	return all, nil
}

// Window gives the records of a kind that happened from the first moment on
// and before the second; a zero moment sets no bound.
func (r *Reader) Window(kind oneonone.Kind, from, to time.Time) Records {
	return func(yield func(oneonone.Record, error) bool) {
		b := r.bucket(inRecords, kind)
		if b == nil {
			return
		}
		c, end := b.Cursor(), stamp(to)
		k, v := c.First()
		if !from.IsZero() {
			k, v = c.Seek(stamp(from))
		}
		for ; k != nil && (to.IsZero() || bytes.Compare(k, end) < 0); k, v = c.Next() {
			if !yield(r.read(kind, v)) {
				return
			}
		}
	}
}

// All gives all records of a kind.
func (r *Reader) All(kind oneonone.Kind) Records {
	return r.Window(kind, time.Time{}, time.Time{})
}

// Latest gives the last n records of a kind that happened before the moment,
// or at all when it is zero, oldest first.
func (r *Reader) Latest(kind oneonone.Kind, before time.Time, n int) ([]oneonone.Record, error) {
	b := r.bucket(inRecords, kind)
	if b == nil {
		return nil, nil
	}
	var latest []oneonone.Record
	c := b.Cursor()
	k, v := c.Last()
	if !before.IsZero() {
		k, v = previous(c, stamp(before))
	}
	for ; k != nil && len(latest) < n; k, v = c.Prev() {
		rec, err := r.read(kind, v)
		if err != nil {
			return nil, err
		}
		latest = append(latest, rec)
	}
	slices.Reverse(latest)
	return latest, nil
}

// previous moves the cursor to the last key below the given one.
func previous(c *bbolt.Cursor, key []byte) (k, v []byte) {
	if k, _ := c.Seek(key); k == nil {
		return c.Last()
	}
	return c.Prev()
}

// Open gives the records of a kind that are Open, however old.
func (r *Reader) Open(kind oneonone.Kind) Records {
	return func(yield func(oneonone.Record, error) bool) {
		open, all := r.bucket(inOpen, kind), r.bucket(inRecords, kind)
		if open == nil || all == nil {
			return
		}
		c := open.Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			if !yield(r.read(kind, all.Get(k))) {
				return
			}
		}
	}
}

// Removed gives the tombstones of all kinds, ordered by id.
func (r *Reader) Removed() Records {
	return func(yield func(oneonone.Record, error) bool) {
		b := r.bucket(inRemoved)
		if b == nil {
			return
		}
		c := b.Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			rec, err := oneonone.Decode(v)
			if !yield(rec, r.damaged(err)) {
				return
			}
		}
	}
}

// Kinds lists the kinds that the store has records of, in the order of their
// names.
func (r *Reader) Kinds() []oneonone.Kind {
	b := r.bucket(inRecords)
	if b == nil {
		return nil
	}
	var kinds []oneonone.Kind
	c := b.Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if first, _ := b.Bucket(k).Cursor().First(); first != nil {
			kinds = append(kinds, oneonone.Kind(k))
		}
	}
	return kinds
}

// Version is the version of the file's schema, 0 while there is nothing in it.
func (r *Reader) Version() uint64 {
	if r.tx == nil {
		return 0
	}
	v, err := versionOf(r.tx)
	if err != nil {
		return 0 // a file without a version would not have been opened
	}
	return v
}

// Count counts the records of a kind. It reads no record, but its time grows
// with their number.
func (r *Reader) Count(kind oneonone.Kind) int {
	b := r.bucket(inRecords, kind)
	if b == nil {
		return 0
	}
	return b.Stats().KeyN
}

// Get does what Store.Get does.
func (r *Reader) Get(prefix string) (oneonone.Record, error) {
	if rec, err := r.exact(prefix); err == nil || prefix == "" {
		return rec, err
	}
	entries, more := r.beginning(prefix, maxCandidates)
	switch len(entries) {
	case 0:
		return nil, notFound(prefix)
	case 1:
		return r.at(entries[0])
	}
	ambiguous := &AmbiguousError{Prefix: prefix, More: more}
	for _, p := range entries {
		c, err := r.candidate(p)
		if err != nil {
			return nil, err
		}
		ambiguous.Candidates = append(ambiguous.Candidates, c)
	}
	return nil, ambiguous
}

// maxCandidates is how many candidates an AmbiguousError lists.
const maxCandidates = 10

// exact gives the record with the id.
func (r *Reader) exact(id string) (oneonone.Record, error) {
	p, ok := r.place(id)
	if !ok {
		return nil, notFound(id)
	}
	return r.at(p)
}

// place finds where the record with the id stands.
func (r *Reader) place(id string) (place, bool) {
	b, key := r.bucket(inIDs), []byte(fold(id))
	if b == nil || len(key) == 0 {
		return place{}, false
	}
	entry := b.Get(key)
	if len(entry) < stampLen {
		return place{}, false
	}
	return placeIn(key, entry), true
}

// placeIn reads an entry of the ids bucket.
func placeIn(id, entry []byte) place {
	return place{oneonone.Kind(entry[stampLen:]), slices.Concat(entry[:stampLen], id)}
}

// beginning finds at most n ids that begin with the prefix.
func (r *Reader) beginning(prefix string, n int) (found []place, more bool) {
	b, start := r.bucket(inIDs), []byte(fold(prefix))
	if b == nil {
		return nil, false
	}
	c := b.Cursor()
	for k, v := c.Seek(start); bytes.HasPrefix(k, start); k, v = c.Next() {
		if len(found) == n {
			return found, true
		}
		if len(v) > stampLen {
			found = append(found, placeIn(k, v))
		}
	}
	return found, false
}

// candidate gives what an AmbiguousError tells of the record at a place,
// without knowing its kind.
func (r *Reader) candidate(p place) (Candidate, error) {
	var h oneonone.Head
	if err := json.Unmarshal(r.raw(p), &h); err != nil {
		return Candidate{}, r.damaged(err)
	}
	return Candidate{h.ID, h.Kind, h.Text}, nil
}

// at gives the record at a place.
func (r *Reader) at(p place) (oneonone.Record, error) { return r.read(p.kind, r.raw(p)) }

// raw gives the JSON of the record at a place; it is bbolt's memory.
func (r *Reader) raw(p place) []byte {
	b := r.bucket(inRecords, p.kind)
	if b == nil {
		return nil
	}
	return b.Get(p.key)
}

// Shorten gives the shortest beginning of an id, at least four characters,
// that finds its record alone. It looks at the neighbouring ids only.
func (r *Reader) Shorten(id string) string {
	n, key := min(minShort, len(id)), fold(id)
	b := r.bucket(inIDs)
	if b == nil {
		return id[:n]
	}
	c := b.Cursor()
	next, _ := c.Seek([]byte(key))
	if string(next) == key {
		next, _ = c.Next()
	}
	n = max(n, common(key, string(next))+1)
	prev, _ := previous(c, []byte(key))
	n = max(n, common(key, string(prev))+1)
	return id[:min(n, len(id))]
}

// minShort is the least length of a shortened id.
const minShort = 4

// common counts the bytes that a and b have in common at their beginning.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// bucket finds a bucket, and in it that of a kind; nil if there is none.
func (r *Reader) bucket(name string, kind ...oneonone.Kind) *bbolt.Bucket {
	if r.tx == nil {
		return nil
	}
	b := r.tx.Bucket([]byte(name))
	for _, k := range kind {
		if b == nil || k == "" {
			return nil
		}
		b = b.Bucket([]byte(k))
	}
	return b
}

// read gives a record as it may be shown: without what a draft says of records that were made
// private or removed since. An earlier version kept the draft, or it was imported.
func (r *Reader) read(kind oneonone.Kind, raw []byte) (oneonone.Record, error) {
	rec, err := r.decode(kind, raw)
	if err == nil {
		_, err = r.withhold(rec)
	}
	return rec, err
}

// withhold takes out of a draft what rests on records that are private or removed by now.
func (r *Reader) withhold(rec oneonone.Record) (took bool, err error) {
	for _, e := range oneonone.Quoted(rec) {
		said, hidden, err := r.hides(e.ID)
		if err != nil {
			return took, err
		}
		if hidden {
			took = oneonone.Forget(rec, e.ID, cmp.Or(said, e.Text)) || took
		}
	}
	if rec.Header().Kind != oneonone.KindReflection {
		return took, nil
	}
	// Some of what a reflection says does not name its records.
	kept := rec.Header()
	for _, h := range r.privates() {
		if !h.Created.After(kept.Created) && h.Changed.After(kept.Changed) {
			took = oneonone.Forget(rec, h.ID, h.Text) || took
		}
	}
	return took, nil
}

// isPrivate stands in the JSON of private records, and nearly only there.
const isPrivate = `"private":true`

// privates gives the heads of the private records on file.
func (r *Reader) privates() []oneonone.Head {
	if r.private != nil {
		return r.private
	}
	r.private = []oneonone.Head{}
	for _, kind := range r.Kinds() {
		c := r.bucket(inRecords, kind).Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			var h oneonone.Head
			if bytes.Contains(v, []byte(isPrivate)) && json.Unmarshal(v, &h) == nil && h.Private {
				r.private = append(r.private, h)
			}
		}
	}
	return r.private
}

// hides tells whether a record is private or removed, and what a private one says.
func (r *Reader) hides(id string) (said string, hidden bool, err error) {
	p, ok := r.place(id)
	if !ok {
		b := r.bucket(inRemoved)
		return "", b != nil && has(b, []byte(fold(id))), nil
	}
	raw := r.raw(p)
	if !bytes.Contains(raw, []byte(isPrivate)) {
		return "", false, nil
	}
	var h oneonone.Head
	if err := json.Unmarshal(raw, &h); err != nil {
		return "", false, r.damaged(err)
	}
	return h.Text, h.Private, nil
}

// decode reads the JSON of a record of a kind into memory of its own.
func (r *Reader) decode(kind oneonone.Kind, raw []byte) (oneonone.Record, error) {
	rec, err := oneonone.New(kind)
	if err != nil {
		return nil, fmt.Errorf("reading a record: %w", err)
	}
	plain, err := unseal(raw)
	if err == nil {
		err = json.Unmarshal(plain, rec)
	}
	if err != nil {
		return nil, r.damaged(err)
	}
	return rec, nil
}

// damaged says that a record on file can't be read.
func (r *Reader) damaged(err error) error {
	if err == nil {
		return nil
	}
	return r.access.fail(ErrDamaged, err)
}

// notFound says what was looked for.
func notFound(prefix string) error {
	return fmt.Errorf("%w: no id begins with %q", ErrNotFound, prefix)
}

// Raw is a record as it lies on file, a draft without what is hidden by now. The JSON may be the
// file's own memory: it may not be changed, and is gone when the view ends.
type Raw struct {
	Kind oneonone.Kind
	At   time.Time
	JSON []byte
}

// Raws gives the records of all kinds that happened from the first moment on
// and before the second, kind by kind, without reading them.
func (r *Reader) Raws(from, to time.Time) iter.Seq[Raw] {
	return func(yield func(Raw) bool) {
		for _, kind := range r.Kinds() {
			c, end := r.bucket(inRecords, kind).Cursor(), stamp(to)
			k, v := c.First()
			if !from.IsZero() {
				k, v = c.Seek(stamp(from))
			}
			for ; k != nil && (to.IsZero() || bytes.Compare(k, end) < 0); k, v = c.Next() {
				if !yield(Raw{kind, momentOf(k), r.plain(kind, v)}) {
					return
				}
			}
		}
	}
}

// plain gives the JSON of a record. What can't be read is given as it lies there.
func (r *Reader) plain(kind oneonone.Kind, sealed []byte) []byte {
	plain, err := unseal(sealed)
	if err != nil || kind != oneonone.KindAgenda && kind != oneonone.KindReflection {
		return plain
	}
	draft, err := r.decode(kind, plain)
	if err != nil {
		return plain
	}
	if took, err := r.withhold(draft); !took || err != nil {
		return plain
	}
	anew, err := json.Marshal(draft)
	if err != nil {
		return plain
	}
	return carry(anew, plain, kind)
}

// Read decodes a raw record.
func (r *Reader) Read(raw Raw) (oneonone.Record, error) { return r.read(raw.Kind, raw.JSON) }

// RawsRemoved gives the tombstones of all kinds, ordered by id, without reading
// them.
func (r *Reader) RawsRemoved() iter.Seq[Raw] {
	return func(yield func(Raw) bool) {
		b := r.bucket(inRemoved)
		if b == nil {
			return
		}
		c := b.Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			if !yield(Raw{JSON: bytes.TrimRight(v, sealSign)}) {
				return
			}
		}
	}
}

// Filed gives the head of the record or tombstone with the id, whatever the case of its letters;
// false when there is none.
func (r *Reader) Filed(id string) (h oneonone.Head, ok bool) {
	raw := []byte(nil)
	if p, found := r.place(id); found {
		raw = r.raw(p)
	} else if b := r.bucket(inRemoved); b != nil {
		raw = b.Get([]byte(fold(id)))
	}
	if raw == nil || json.Unmarshal(raw, &h) != nil {
		return oneonone.Head{}, false
	}
	return h, true
}
