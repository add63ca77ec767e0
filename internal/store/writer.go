package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"oneonone/internal/oneonone"
)

// sheet is a record ready to be filed: encoded before the file is opened, so
// that the lock is held no longer than needed.
type sheet struct {
	head *oneonone.Head
	raw  []byte
	open bool
}

// encodeAll readies records.
func encodeAll(records []oneonone.Record) ([]sheet, error) {
	sheets := make([]sheet, 0, len(records))
	for _, rec := range records {
		sh, err := encode(rec)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, sh)
	}
	return sheets, nil
}

// encode readies a record; of a removed one only a tombstone is left.
func encode(rec oneonone.Record) (sheet, error) {
	if rec == nil {
		return sheet{}, errors.New("there is no record to file")
	}
	h := rec.Header()
	if err := checkID(h.ID); err != nil {
		return sheet{}, err
	}
	blank, err := oneonone.New(h.Kind)
	if err != nil {
		return sheet{}, fmt.Errorf("filing record %s: %w", h.ID, err)
	}
	if reflect.TypeOf(blank) != reflect.TypeOf(rec) {
		return sheet{}, fmt.Errorf("filing record %s: its kind says %s, but it is not one", h.ID, h.Kind)
	}
	if h.Removed {
		rec = bury(blank, h)
	}
	raw, err := json.Marshal(rec)
	if err != nil {
		return sheet{}, fmt.Errorf("filing record %s: %w", h.ID, err)
	}
	return sheet{head: rec.Header(), raw: raw, open: rec.Open()}, nil
}

// bury makes a blank record the tombstone of another.
func bury(blank oneonone.Record, h *oneonone.Head) oneonone.Record {
	*blank.Header() = oneonone.Head{
		ID: h.ID, Kind: h.Kind, At: h.At, Private: h.Private,
		Created: h.Created, Changed: h.Changed, Removed: true,
	}
	return blank
}

// writer files records in one write transaction. It keeps the indexes right:
// a record stands in records and ids, and in open if it is Open; or, removed,
// in removed alone.
type writer struct {
	*Reader
	version uint64
	now     time.Time
	done    effect
}

// put files a sheet in place of whatever has its id.
func (w *writer) put(sh sheet) error {
	id := []byte(fold(sh.head.ID))
	old, onFile := w.place(sh.head.ID)
	if sh.head.Removed {
		return w.putRemoved(id, sh, old, onFile)
	}
	to, before := placeOf(sh.head), slices.Clone(w.raw(old))
	if onFile && old.kind == to.kind {
		sh.raw = carry(sh.raw, before, to.kind)
	}
	sh.raw = seal(sh.raw)
	same := onFile && old.kind == to.kind && bytes.Equal(old.key, to.key)
	if same && bytes.Equal(before, sh.raw) {
		return nil
	}
	if onFile && !same {
		if err := w.unfile(id, old); err != nil {
			return err
		}
	}
	return w.file(id, to, sh)
}

// putRemoved files a tombstone.
func (w *writer) putRemoved(id []byte, sh sheet, old place, onFile bool) error {
	sh.raw = seal(sh.raw)
	if onFile {
		if err := w.unfile(id, old); err != nil {
			return err
		}
	}
	if b := w.bucket(inRemoved); b != nil && bytes.Equal(b.Get(id), sh.raw) {
		return nil
	}
	return w.set(id, sh.raw, inRemoved)
}

// file writes a record and its index entries.
func (w *writer) file(id []byte, to place, sh sheet) error {
	if err := w.set(to.key, sh.raw, inRecords, to.kind); err != nil {
		return err
	}
	if err := w.set(id, to.entry(), inIDs); err != nil {
		return err
	}
	if err := w.unset(id, inRemoved); err != nil {
		return err
	}
	if sh.open {
		return w.set(to.key, nil, inOpen, to.kind)
	}
	return w.unset(to.key, inOpen, to.kind)
}

// unfile takes a record and its index entries off the file.
func (w *writer) unfile(id []byte, at place) error {
	return errors.Join(
		w.unset(at.key, inRecords, at.kind),
		w.unset(at.key, inOpen, at.kind),
		w.unset(id, inIDs),
	)
}

// set writes a key into a bucket, or into that of a kind in it. The first
// write into a new file also makes it a store.
func (w *writer) set(key, value []byte, name string, kind ...oneonone.Kind) error {
	if w.bucket(inMeta) == nil {
		if err := setVersion(w.tx, w.version, w.now); err != nil {
			return w.failed(err)
		}
	}
	b, err := w.tx.CreateBucketIfNotExists([]byte(name))
	for _, k := range kind {
		if err == nil {
			b, err = b.CreateBucketIfNotExists([]byte(k))
		}
	}
	if err == nil {
		err = b.Put(key, value)
	}
	w.done = max(w.done, changed)
	return w.failed(err)
}

// unset deletes a key; there may be none.
func (w *writer) unset(key []byte, name string, kind ...oneonone.Kind) error {
	b := w.bucket(name, kind...)
	if b == nil || !has(b, key) {
		return nil
	}
	w.done = max(w.done, changed)
	return w.failed(b.Delete(key))
}

// has tells whether a bucket has a key, whatever its value.
func has(b *bbolt.Bucket, key []byte) bool {
	k, _ := b.Cursor().Seek(key)
	return bytes.Equal(k, key)
}

// failed says that a write failed.
func (w *writer) failed(err error) error {
	return access{w.access.Store, "written"}.failed(err)
}

// edit lets fn change a record and files it if it did.
func (w *writer) edit(rec oneonone.Record, now time.Time, fn func(oneonone.Record) error) error {
	before, err := encode(rec)
	if err != nil {
		return err
	}
	h := rec.Header()
	id, kind, filed, said, private := h.ID, h.Kind, h.Changed, h.Text, h.Private
	if err := fn(rec); err != nil {
		return err
	}
	if h.ID != id || h.Kind != kind {
		return fmt.Errorf("the id and the kind of record %s can't be changed", id)
	}
	edited, err := encode(rec)
	if err != nil || bytes.Equal(before.raw, edited.raw) {
		return err
	}
	h.Changed = after(filed, now)
	if edited, err = encode(rec); err != nil {
		return err
	}
	if err := w.put(edited); err != nil || private || !h.Private {
		return err
	}
	return w.forget(h, said)
}

// after gives the moment of a change: now, or just later than the change on file, which a clock
// that was ahead may have dated (Lamport, Time, Clocks, and the Ordering of Events, 1978).
func after(filed, now time.Time) time.Time {
	if !now.Before(filed) {
		return now
	}
	return filed.Add(time.Nanosecond)
}

// merge files a record, which takes its words out of the drafts where it is removed or private
// by now. One that was not on file is in no draft.
func (w *writer) merge(sh sheet) error {
	old, err := w.exact(sh.head.ID)
	if err := w.put(sh); err != nil {
		return err
	}
	if err != nil || old.Header().Private || !sh.head.Removed && !sh.head.Private {
		return nil
	}
	return w.forget(sh.head, old.Header().Text)
}

// remove leaves a tombstone of a record.
func (w *writer) remove(rec oneonone.Record) error {
	head := rec.Header()
	said := head.Text
	head.Removed, head.Changed = true, after(head.Changed, w.now)
	sh, err := encode(rec)
	if err != nil {
		return err
	}
	if err := w.put(sh); err != nil {
		return err
	}
	return w.forget(head, said)
}

// forget takes out of the drafts on file what rests on a record that is removed or private
// by now.
func (w *writer) forget(h *oneonone.Head, said string) error {
	w.done = hidden
	var drafts []oneonone.Record
	for _, kind := range [...]oneonone.Kind{oneonone.KindAgenda, oneonone.KindReflection} {
		b := w.bucket(inRecords, kind)
		if b == nil {
			continue
		}
		err := b.ForEach(func(_, v []byte) error {
			draft, err := w.decode(kind, v)
			drafts = append(drafts, draft)
			return err
		})
		if err != nil {
			return err
		}
	}
	for _, draft := range drafts {
		took, err := w.withhold(draft)
		if err != nil {
			return err
		}
		if !oneonone.Forget(draft, h.ID, said) && !took {
			continue
		}
		d := draft.Header()
		d.Changed = after(d.Changed, w.now)
		sh, err := encode(draft)
		if err != nil {
			return err
		}
		if err := w.put(sh); err != nil {
			return err
		}
	}
	return nil
}

// newer tells whether a record changed later than what is on file under its
// id, which may be a tombstone or nothing.
func (w *writer) newer(h *oneonone.Head) (bool, error) {
	var raw []byte
	if p, ok := w.place(h.ID); ok {
		raw = w.raw(p)
	} else if b := w.bucket(inRemoved); b != nil {
		raw = b.Get([]byte(fold(h.ID)))
	}
	if raw == nil {
		return true, nil
	}
	var ours struct {
		Changed time.Time `json:"changed"`
	}
	if err := json.Unmarshal(raw, &ours); err != nil {
		return false, w.damaged(err)
	}
	return h.Changed.After(ours.Changed), nil
}

// carry adds to the JSON of a record those top-level fields of what it
// replaces that this program does not know. What can't be read carries
// nothing: to replace it is to mend it.
func carry(fresh, old []byte, kind oneonone.Kind) []byte {
	rec, err := oneonone.New(kind)
	if err != nil || json.Unmarshal(old, rec) != nil {
		return fresh
	}
	known, err := json.Marshal(rec)
	if err != nil {
		return fresh
	}
	unknown := fields(old)
	for name := range fields(known) {
		delete(unknown, name)
	}
	// They go behind the id, by which Salvage finds a record: should another name count twice,
	// the last one counts.
	d := json.NewDecoder(bytes.NewReader(fresh))
	for range 3 { // the brace, the name and the value of the id
		_, _ = d.Token() // it has just been written
	}
	at := d.InputOffset()
	carried := bytes.Clone(fresh[:at])
	for _, name := range slices.Sorted(maps.Keys(unknown)) {
		if strings.EqualFold(name, "id") {
			continue
		}
		quoted, _ := json.Marshal(name) // a string always encodes
		carried = slices.Concat(carried, []byte(","), quoted, []byte(":"), unknown[name])
	}
	return append(carried, fresh[at:]...)
}

// fields splits the JSON of an object.
func fields(object []byte) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	_ = json.Unmarshal(object, &m) // read before, so it is an object
	return m
}
