package store

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"oneonone/internal/oneonone"
)

// Saved is what Salvage found.
type Saved struct {
	// Damaged tells that the file is: then it is to be made anew of what was found.
	Damaged bool
	// Here counts the records, tombstones included, that stand in the file whole; in a file that
	// is not damaged only those that are not on file, or were changed later.
	Here int
	// Copied counts those of the latest sound copy, and Copy is its path; "" where nothing of the
	// file is missing, or there is none.
	Copied int
	Copy   string

	sheets map[string]sheet
}

// Salvage reads what can be read of a file, however damaged: every record that still stands in
// it whole, of several versions the one that changed last. It needs nothing of the file's
// structure: bbolt keeps a value in one piece. In a sound file it finds what a write that was cut
// off left there. What was removed does not come back as long as its tombstone stands, and what
// was removed since its bytes are wiped never.
func (s *Store) Salvage() (*Saved, error) {
	saved := &Saved{sheets: map[string]sheet{}}
	err := s.View(func(r *Reader) error { return saved.strays(r) })
	if !errors.Is(err, ErrDamaged) {
		return saved, err
	}
	data, err := os.ReadFile(s.path)
	if err != nil {
		return nil, access{s, "read"}.failed(err)
	}
	return s.salvage(data), nil
}

// salvage reads the bytes of a damaged file, and a copy of it where something may be missing.
func (s *Store) salvage(data []byte) *Saved {
	saved := &Saved{Damaged: true, sheets: map[string]sheet{}}
	saved.scan(data)
	saved.Here = len(saved.sheets)
	if head, size, ok := anyHead(data); ok {
		if _, err := whole(data, size, head); err == nil {
			return saved
		}
	}
	copies := s.Copies()
	for i := len(copies) - 1; i >= 0; i-- {
		from, err := New(copies[i].Path).everything()
		if err != nil {
			continue
		}
		saved.Copy, saved.Copied = copies[i].Path, len(from)
		for _, sh := range from {
			saved.add(sh)
		}
		break
	}
	return saved
}

// strays finds what stands in pages of a sound file that hold nothing any more.
func (v *Saved) strays(r *Reader) error {
	if r.tx == nil {
		return nil
	}
	data, size, err := r.bytes()
	if err != nil {
		return err
	}
	p, err := sound(data, size)
	if err != nil {
		return r.damaged(err)
	}
	for from := 0; from < len(data); from += size {
		to := from
		for to < len(data) && !p.holds(to/size) {
			to += size
		}
		v.scan(data[from:min(to, len(data))])
		from = to
	}
	for id, sh := range v.sheets {
		if filed, ok := r.Filed(sh.head.ID); ok && !sh.head.Changed.After(filed.Changed) {
			delete(v.sheets, id)
			continue
		}
		sh.raw = bytes.Clone(sh.raw) // the file is no longer in memory when it is filed
		v.sheets[id] = sh
	}
	v.Here = len(v.sheets)
	return nil
}

// scan adds every record that stands in the bytes.
func (v *Saved) scan(data []byte) {
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte(`{"id":"`))
		if i < 0 {
			return
		}
		at += i
		sh, n := recordAt(data[at:])
		if n > 0 {
			v.add(sh)
		}
		at += max(n, 1)
	}
}

// add keeps a record unless it is there in a later version.
func (v *Saved) add(sh sheet) {
	id := fold(sh.head.ID)
	if old, ok := v.sheets[id]; !ok || sh.head.Changed.After(old.head.Changed) {
		v.sheets[id] = sh
	}
}

// recordAt reads the record with which the data begins, and tells how long it is; 0 when there is
// none, or it is not as it was written.
func recordAt(data []byte) (sheet, int) {
	n := objectEnd(data)
	if n == 0 {
		return sheet{}, 0
	}
	raw := data[:n:n]
	if end := min(n+sealLen, len(data)); len(bytes.TrimLeft(data[n:end], sealSign)) == 0 && end-n == sealLen {
		if _, err := unseal(data[:end]); err != nil {
			return sheet{}, 0
		}
	}
	sh, err := sheetOf(raw)
	if h := sh.head; err != nil || checkID(h.ID) != nil || h.At.IsZero() || h.Created.IsZero() {
		return sheet{}, 0 // part of a draft
	}
	return sh, n
}

// deepest is deeper than the objects and lists of any record nest.
const deepest = 64

// objectEnd gives the length of the JSON object with which the data begins, 0 when it does not
// end or is none of a record's: a damaged file is looked at in many places, and each must be
// given up soon.
func objectEnd(data []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c < ' ':
			return 0 // a record is on one line
		case c == '"':
			quoted = !quoted
		case quoted && c == '\\':
			i++
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > deepest {
				return 0
			}
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// sheetOf readies the JSON of a record to be filed as it is.
func sheetOf(raw []byte) (sheet, error) {
	rec, err := oneonone.Decode(raw)
	if err != nil {
		return sheet{}, err
	}
	return sheet{head: rec.Header(), raw: raw, open: rec.Open()}, nil
}

// everything gives the records and tombstones of a store that is sound.
func (s *Store) everything() (all []sheet, err error) {
	err = s.View(func(r *Reader) error {
		if err := r.Sound(); err != nil {
			return err
		}
		for _, raws := range []func(func(Raw) bool){r.Raws(time.Time{}, time.Time{}), r.RawsRemoved()} {
			for raw := range raws {
				sh, err := sheetOf(bytes.Clone(raw.JSON))
				if err != nil {
					return r.damaged(err)
				}
				all = append(all, sh)
			}
		}
		return nil
	})
	return all, err
}

// Recover files what Salvage finds. A damaged file goes to the path kept, and a new one is made
// in its place; nobody writes in between. It gives how many records were filed, tombstones
// left out.
func (s *Store) Recover(kept string) (n int, err error) {
	saved, err := s.Salvage()
	if err != nil {
		return 0, err
	}
	if !saved.Damaged {
		return saved.filed(), s.update(func(w *writer) error { return saved.file(w) })
	}
	err = access{s, "read"}.locked(func(f *os.File) error {
		data, err := io.ReadAll(f)
		if err != nil {
			return access{s, "read"}.failed(err)
		}
		saved = s.salvage(data)
		return s.replaceBy(saved, kept)
	})
	return saved.filed(), err
}

func (v *Saved) filed() (n int) {
	for _, sh := range v.sheets {
		if !sh.head.Removed {
			n++
		}
	}
	return n
}

func (v *Saved) file(w *writer) error {
	for _, sh := range v.sheets {
		if err := w.put(sh); err != nil {
			return err
		}
	}
	return nil
}

// replaceBy makes a new file of what was saved and puts it in the place of the damaged one. There
// is a file at the path all the time, where the system can link: else another program could begin
// a new store in between.
func (s *Store) replaceBy(saved *Saved, kept string) error {
	fresh := New(filepath.Join(filepath.Dir(s.path), ".recovered.db"))
	fresh.Now, fresh.schema = s.Now, s.schema
	_ = os.Remove(fresh.path) // what a recovery that was cut off left
	if len(saved.sheets) == 0 {
		return access{s, "written"}.failed(os.Rename(s.path, kept))
	}
	if err := fresh.update(func(w *writer) error { return saved.file(w) }); err != nil {
		return err
	}
	if os.Link(s.path, kept) != nil {
		if err := os.Rename(s.path, kept); err != nil {
			return access{s, "written"}.failed(err)
		}
	}
	if err := os.Rename(fresh.path, s.path); err != nil {
		return access{s, "written"}.failed(err)
	}
	syncDir(filepath.Dir(s.path))
	return nil
}
