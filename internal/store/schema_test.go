package store

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"oneonone/internal/oneonone"
)

// A file of each version lies in testdata and is never made again: it shows
// that what users have on disk still opens.
var makeOld = flag.Bool("make-old", false, "make testdata/v1.db; for a new version only")

const v1 = "testdata/v1.db"

// v1Records are what the file of version 1 holds, besides a tombstone.
func v1Records() []oneonone.Record { return oneOfEach() }

func TestMakeOld(t *testing.T) {
	if !*makeOld {
		t.Skip("only with -make-old")
	}
	s := filled(t, v1Records()...)
	must(t, s.Put(note("gone", day(0), "gone")))
	must(t, s.Remove("gone"))
	b, err := os.ReadFile(s.Path())
	must(t, err)
	must(t, os.WriteFile(v1, b, 0o600))
}

// copyOf gives a store of its own with the content of a file.
func copyOf(t *testing.T, path string) *Store {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	s := New(filepath.Join(t.TempDir(), filepath.Base(path)))
	must(t, os.WriteFile(s.Path(), b, 0o600))
	return s
}

func TestVersion1Opens(t *testing.T) {
	s := copyOf(t, v1)
	for _, want := range v1Records() {
		got, err := s.Get(want.Header().ID)
		must(t, err)
		if diff := cmp.Diff(asJSON(t, want), asJSON(t, got)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	must(t, s.View(func(r *Reader) error {
		removed, err := Collect[*oneonone.Note](r.Removed())
		if len(removed) != 1 || removed[0].ID != "gone" {
			t.Errorf("tombstones: %v", removed)
		}
		return err
	}))
	must(t, s.Put(note("more", day(0), "more")))
	checkFile(t, s)
}

// say appends a step's name to a text in the file.
func say(name string) migration {
	return func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists([]byte("steps"))
		if err != nil {
			return err
		}
		return b.Put([]byte("done"), append(b.Get([]byte("done")), name...))
	}
}

// state gives the version of a file and what its migrations said.
func state(t *testing.T, s *Store) (version uint64, said string) {
	t.Helper()
	a := access{s, "read"}
	must(t, a.view(func(tx *bbolt.Tx, v uint64) error {
		version = v
		if b := tx.Bucket([]byte("steps")); b != nil {
			said = string(b.Get([]byte("done")))
		}
		return nil
	}))
	return version, said
}

func TestMigrationsRunOnceInOrder(t *testing.T) {
	for name, use := range map[string]func(*Store) error{
		"first write": func(s *Store) error { return s.Put(note("more", day(0), "more")) },
		"first read":  func(s *Store) error { _, err := s.Get("id-note"); return err },
	} {
		t.Run(name, func(t *testing.T) {
			s := copyOf(t, v1)
			s.schema = schema{say("a"), say("b")}
			must(t, use(s))
			must(t, use(s))
			s.schema = append(s.schema, say("c"))
			must(t, use(s))
			if v, said := state(t, s); v != 4 || said != "abc" {
				t.Errorf("version %d after %q, want 4 after abc", v, said)
			}
			checkFile(t, s)
		})
	}
}

func TestAMigrationThatFailsLeavesTheVersionBefore(t *testing.T) {
	s := copyOf(t, v1)
	broken := errors.New("no")
	s.schema = schema{say("a"), func(tx *bbolt.Tx) error { _ = say("b")(tx); return broken }}
	var e *Error
	if err := s.Put(note("more", day(0), "more")); !errors.As(err, &e) || !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if v, said := state(t, s); v != 2 || said != "a" {
		t.Errorf("version %d after %q, want 2 after a", v, said)
	}
	s.schema[1] = say("b")
	_, err := s.Get("id-note")
	must(t, err)
	if v, said := state(t, s); v != 3 || said != "ab" {
		t.Errorf("version %d after %q, want 3 after ab", v, said)
	}
}

func TestANewStoreNeedsNoMigration(t *testing.T) {
	s := newStore(t)
	s.schema = schema{say("a")}
	must(t, s.Put(note("abcd", day(0), "x")))
	if v, said := state(t, s); v != 2 || said != "" {
		t.Errorf("version %d after %q, want 2 after nothing", v, said)
	}
}
