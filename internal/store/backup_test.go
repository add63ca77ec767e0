package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
)

// backup writes a backup of a store and gives its path.
func backup(t *testing.T, s *Store) string {
	t.Helper()
	var b bytes.Buffer
	must(t, s.Backup(&b))
	path := filepath.Join(t.TempDir(), "backup.db")
	must(t, os.WriteFile(path, b.Bytes(), 0o600))
	return path
}

// content gives all keys and values of a store, with their buckets.
func content(t *testing.T, s *Store) map[string]string {
	t.Helper()
	all := map[string]string{}
	var walk func(path string, b *bbolt.Bucket) error
	walk = func(path string, b *bbolt.Bucket) error {
		return b.ForEach(func(k, v []byte) error {
			if inner := b.Bucket(k); inner != nil {
				return walk(path+"/"+string(k), inner)
			}
			all[path+"/"+string(k)] = string(v)
			return nil
		})
	}
	must(t, s.View(func(r *Reader) error {
		return r.tx.ForEach(func(name []byte, b *bbolt.Bucket) error { return walk(string(name), b) })
	}))
	return all
}

func TestBackupAndRestore(t *testing.T) {
	s := filled(t, oneOfEach()...)
	must(t, s.Remove("id-goal"))
	want, saved := content(t, s), backup(t, s)
	before := hash(t, New(saved))
	must(t, s.Put(note("id-note", day(5), "later"), action("another", day(6), "later")))
	must(t, s.Remove("id-person"))
	for name, s := range map[string]*Store{"over what is there": s, "into nothing": newStore(t)} {
		must(t, s.Restore(saved, ""))
		if diff := cmp.Diff(want, content(t, s)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if hash(t, New(saved)) != before {
		t.Error("the backup changed")
	}
}

func TestRestoreAnOlderBackup(t *testing.T) {
	s := newStore(t)
	s.schema = schema{say("a")}
	must(t, s.Restore(v1, ""))
	_, err := s.Get("id-note")
	must(t, err)
	if v, said := state(t, s); v != 2 || said != "a" {
		t.Errorf("version %d after %q, want 2 after a", v, said)
	}
}

func TestRestoreRefuses(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	before := hash(t, s)
	text := filepath.Join(t.TempDir(), "text")
	must(t, os.WriteFile(text, bytes.Repeat([]byte("text\n"), 9999), 0o600))
	bare := filepath.Join(t.TempDir(), "bare")
	db, err := bbolt.Open(bare, 0o600, nil)
	must(t, err)
	must(t, db.Close())
	s.Timeout = 1
	for path, want := range map[string]error{
		text: ErrDamaged, bare: ErrDamaged, "no/such/file": ErrMissing, t.TempDir(): ErrNotFile, s.Path(): ErrLocked,
	} {
		if err := s.Restore(path, ""); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", path, err, want)
		}
	}
	if hash(t, s) != before {
		t.Error("the store changed")
	}
}

func TestBackupThatFails(t *testing.T) {
	if err := newStore(t).Backup(new(bytes.Buffer)); !errors.Is(err, ErrMissing) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of nothing: %v", err)
	}
	s := filled(t, oneOfEach()...)
	f, err := os.Open(s.Path())
	must(t, err)
	defer f.Close()
	if err := s.Backup(f); err == nil || errors.As(err, new(*Error)) {
		t.Errorf("into a file that can't be written: %v", err)
	}
}

// What a copy that was cut off left goes with the next one; one that is being written stays, and so
// does what only looks alike.
func TestHalfCopiesGo(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	s.Daily = Daily{Folder: filepath.Join(t.TempDir(), "copies"), Keep: 7}
	must(t, os.MkdirAll(s.Daily.Folder, 0o700))
	long := time.Now().Add(-time.Hour)
	for name, age := range map[string]time.Time{".copy-123": long, ".copy-456": long, ".copy-789": time.Now(), ".copied": long} {
		path := filepath.Join(s.Daily.Folder, name)
		must(t, os.WriteFile(path, []byte("half"), 0o600))
		must(t, os.Chtimes(path, age, age))
	}
	inUse, err := os.OpenFile(filepath.Join(s.Daily.Folder, ".copy-456"), os.O_RDWR, 0)
	must(t, err)
	defer inUse.Close()
	if !tryLock(inUse) {
		t.Skip("files can't be locked here")
	}
	must(t, s.Put(note("efgh", day(1), "y"))) // the first write of the day
	entries, err := os.ReadDir(s.Daily.Folder)
	must(t, err)
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	want := []string{".copied", ".copy-456", ".copy-789", filepath.Base(s.CopyPath(day(100).Format(time.DateOnly)))}
	if diff := cmp.Diff(want, left); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
