package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"oneonone/internal/oneonone"
)

// refuses tests that reading and writing both fail for the reason, say it in
// one sentence, and leave the file as it is.
func refuses(t *testing.T, s *Store, reason error, sentence string) {
	t.Helper()
	before, _ := os.ReadFile(s.Path())
	_, read := s.Get("abcd")
	for doing, err := range map[string]error{"read": read, "written": s.Put(note("abcd", day(0), "x"))} {
		var e *Error
		if !errors.As(err, &e) || !errors.Is(err, reason) {
			t.Errorf("%s: got error %v, want %v", doing, err, reason)
			continue
		}
		want := "the store " + s.Path() + " can't be " + doing + ": " + sentence
		if err.Error() != want {
			t.Errorf("it says\n%s\nwant\n%s", err, want)
		}
	}
	if after, _ := os.ReadFile(s.Path()); !bytes.Equal(before, after) {
		t.Error("the file changed")
	}
}

// fileWith names a store whose file holds what it should not.
func fileWith(t *testing.T, content []byte) *Store {
	t.Helper()
	s := New(filepath.Join(t.TempDir(), "oneonone.db"))
	must(t, os.WriteFile(s.Path(), content, 0o600))
	return s
}

func TestLocked(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	holder, err := bbolt.Open(s.Path(), 0o600, nil)
	must(t, err)
	waiting := New(s.Path())
	waiting.Timeout = 10 * time.Millisecond
	refuses(t, waiting, ErrLocked, "another program is using it")
	must(t, holder.Close())
	_, err = waiting.Get("abcd")
	must(t, err)
}

func TestAWriterWaitsForTheLock(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	holder, err := bbolt.Open(s.Path(), 0o600, nil)
	must(t, err)
	time.AfterFunc(20*time.Millisecond, func() { _ = holder.Close() })
	must(t, s.Put(note("efgh", day(0), "y")))
}

func TestCallingTheStoreFromWithinEditIsLocked(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	s.Timeout = time.Millisecond
	_, err := s.Edit("abcd", func(oneonone.Record) error { return s.Put(note("efgh", day(0), "y")) })
	if !errors.Is(err, ErrLocked) {
		t.Errorf("got %v", err)
	}
}

func TestNewer(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	must(t, s.write(func(tx *bbolt.Tx) (effect, error) {
		return changed, tx.Bucket([]byte(inMeta)).Put([]byte(keySchema), binary.BigEndian.AppendUint64(nil, current().version()+1))
	}))
	refuses(t, New(s.Path()), ErrNewer, "it was written by a newer version of this program")
	s.schema = append(s.schema, nil) // for the check at the end
}

func TestNotAFile(t *testing.T) {
	refuses(t, New(t.TempDir()), ErrNotFile, "it is not a file")
	refuses(t, New(os.DevNull), ErrNotFile, "it is not a file")
}

func TestFolderCannotBeMade(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o600))
	s := New(filepath.Join(dir, "file", "sub", "oneonone.db"))
	if err := s.Put(note("abcd", day(0), "x")); !errors.Is(err, ErrSystem) {
		t.Errorf("got %v, want ErrSystem", err)
	}
	dangling := filepath.Join(dir, "dangling")
	must(t, os.Symlink(filepath.Join(dir, "nowhere"), dangling))
	if err := New(filepath.Join(dangling, "oneonone.db")).Put(note("abcd", day(0), "x")); !errors.Is(err, ErrFolder) {
		t.Errorf("got %v, want ErrFolder", err)
	}
}

func TestZeroLengthIsAnEmptyStore(t *testing.T) {
	s := fileWith(t, nil)
	if _, err := s.Get("abcd"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Get: %v", err)
	}
	if info, err := os.Stat(s.Path()); err != nil || info.Size() != 0 {
		t.Errorf("reading it changed it: %v, %v", info, err)
	}
	must(t, s.Put(note("abcd", day(0), "x")))
	checkFile(t, s)
}

func TestFreshFileWithoutARecordIsAnEmptyStore(t *testing.T) {
	s := New(filepath.Join(t.TempDir(), "oneonone.db"))
	db, err := bbolt.Open(s.Path(), 0o600, nil)
	must(t, err)
	must(t, db.Close())
	readEverything(t, s)
	must(t, s.Put(note("abcd", day(0), "x")))
	checkFile(t, s)
}

func TestAnotherProgramsFile(t *testing.T) {
	s := New(filepath.Join(t.TempDir(), "oneonone.db"))
	db, err := bbolt.Open(s.Path(), 0o600, nil)
	must(t, err)
	must(t, db.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("pods")); return err }))
	must(t, db.Close())
	refuses(t, s, ErrDamaged, ErrDamaged.Error()+" (it belongs to another program)")
}

func TestGarbage(t *testing.T) {
	for name, content := range map[string]string{
		"text":       "# my notes\n",
		"long text":  strings.Repeat("# my notes\n", 10_000),
		"zeros":      strings.Repeat("\x00", 1<<16),
		"short file": strings.Repeat("\x00", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			s := fileWith(t, []byte(content))
			for _, err := range []error{s.Put(note("abcd", day(0), "x")), s.Backup(new(bytes.Buffer))} {
				if !errors.Is(err, ErrDamaged) {
					t.Errorf("got %v, want ErrDamaged", err)
				}
			}
			if b, _ := os.ReadFile(s.Path()); string(b) != content {
				t.Error("the file changed")
			}
		})
	}
}

// bytesOf gives the file of a store with some history.
func bytesOf(t *testing.T) []byte {
	t.Helper()
	s := filled(t, history(150)...)
	for i := range 20 {
		must(t, s.Remove(historyID(i*7)))
	}
	b, err := os.ReadFile(s.Path())
	must(t, err)
	return b
}

func TestTruncatedAnywhere(t *testing.T) {
	whole := bytesOf(t)
	var used int64 // what lies behind is not written yet
	must(t, fileWith(t, whole).View(func(r *Reader) error { used = r.tx.Size(); return nil }))
	for n := used - 1; n > 0; n -= 4096*2 + 1 {
		s := fileWith(t, whole[:n])
		for _, err := range []error{s.View(func(*Reader) error { return nil }), s.Put(note("abcd", day(0), "x"))} {
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("cut at %d: got %v, want ErrDamaged", n, err)
			}
		}
	}
}

// A page overwritten by anything else must end in an error or in records, not
// in a crash or a hang.
func TestOverwrittenPages(t *testing.T) {
	whole, rng := bytesOf(t), rand.New(rand.NewPCG(1, 2))
	damaged := 0
	for page := 2; page < len(whole)/4096; page++ {
		content := bytes.Clone(whole)
		for i := range 4096 {
			content[page*4096+i] = byte(rng.Uint32())
		}
		s := fileWith(t, content)
		s.Timeout = time.Millisecond
		_, err := s.Edit(historyID(1), func(r oneonone.Record) error { r.Header().Text = "x"; return nil })
		for _, err := range []error{err, s.View(readAll), s.Put(note("abcd", day(0), "x"))} {
			if errors.Is(err, ErrDamaged) {
				damaged++
			} else if err != nil && !errors.Is(err, ErrNotFound) && !errors.As(err, new(*Error)) {
				t.Errorf("page %d: %v", page, err)
			}
		}
	}
	if damaged < 10 {
		t.Errorf("damage was noticed %d times only", damaged)
	}
}

// A value that points out of the file faults where it is decoded, not in
// bbolt.
func TestValuesThatPointNowhere(t *testing.T) {
	content, pointed := bytesOf(t), 0
	for page := content[2*4096:]; len(page) > 0; page = page[4096:] {
		// A page begins with its id, flags (2 is a leaf) and the number of its
		// elements; an element with its flags, where its key begins, and the
		// lengths of the key, by which we know ours, and of the value.
		leaf, key := binary.NativeEndian.Uint16(page[8:]) == 2, binary.NativeEndian.Uint32(page[16+8:])
		if leaf && int(key) == stampLen+len(historyID(0)) {
			binary.NativeEndian.PutUint32(page[16+4:], 0x3000_0000)
			pointed++
		}
	}
	s := fileWith(t, content)
	err := s.View(func(r *Reader) error {
		_, err := Collect[oneonone.Record](r.All(oneonone.KindNote))
		return err
	})
	if pointed == 0 || !errors.Is(err, ErrDamaged) {
		t.Errorf("%d values: got %v", pointed, err)
	}
}

func readAll(r *Reader) error {
	for _, kind := range r.Kinds() {
		r.Count(kind)
		for _, seq := range []Records{r.All(kind), r.Open(kind)} {
			if _, err := Collect[oneonone.Record](seq); err != nil {
				return err
			}
		}
	}
	_, err := r.Get(historyID(5))
	return err
}

func TestDamageLetsGoOfTheLock(t *testing.T) {
	content := bytesOf(t)
	copy(content[2*4096:], bytes.Repeat([]byte{0xff}, len(content)-2*4096))
	s := fileWith(t, content)
	s.Timeout = time.Millisecond
	for range 3 {
		if err := s.Put(note("abcd", day(0), "x")); !errors.Is(err, ErrDamaged) {
			t.Errorf("got %v", err)
		}
	}
}

func TestAPanicOfTheCallerPassesAndUnlocks(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	s.Timeout = time.Millisecond
	func() {
		defer func() {
			if p := recover(); p != "mine" {
				t.Errorf("the panic became %v", p)
			}
		}()
		_, _ = s.Edit("abcd", func(oneonone.Record) error { panic("mine") })
	}()
	must(t, s.Put(note("efgh", day(0), "y")))
}
