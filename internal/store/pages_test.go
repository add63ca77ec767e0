package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"oneonone/internal/oneonone"
)

// lastCommits gives the file of a store as it was before its last commit and after it.
func lastCommits(t *testing.T, fn func(*Store)) (before, after []byte) {
	t.Helper()
	s := filled(t, history(30)...)
	before, err := os.ReadFile(s.Path())
	must(t, err)
	fn(s)
	after, err = os.ReadFile(s.Path())
	must(t, err)
	return before, after
}

func putLast(s *Store) { _ = s.Put(note("last", day(50), "the last one")) }

// Whatever becomes of the heads, what was written last is not silently missing: it is there, or
// the damage is said and recovered.
func TestLostHeads(t *testing.T) {
	page := os.Getpagesize()
	before, after := lastCommits(t, putLast)
	for name, damage := range map[string]func(data []byte){
		"first zeroed":            func(d []byte) { clear(d[:page]) },
		"second zeroed":           func(d []byte) { clear(d[page : 2*page]) },
		"both zeroed":             func(d []byte) { clear(d[:2*page]) },
		"first flipped":           func(d []byte) { d[headTx] ^= 4 },
		"second flipped":          func(d []byte) { d[page+pageHead+20] ^= 1 },
		"first over second":       func(d []byte) { copy(d[page:2*page], d[:page]) },
		"second over first":       func(d []byte) { copy(d[:page], d[page:2*page]) },
		"swapped":                 func(d []byte) { copy(d, append(bytes.Clone(d[page:2*page]), d[:page]...)) },
		"both as they were":       func(d []byte) { copy(d[:2*page], before) },
		"list of free pages gone": func(d []byte) { h, _ := newestHead(d, page); clear(d[int(h.free)*page:][:page]) },
		"root gone":               func(d []byte) { h, _ := newestHead(d, page); clear(d[int(h.root)*page:][:page]) },
	} {
		t.Run(name, func(t *testing.T) {
			data := bytes.Clone(after)
			damage(data)
			s := fileWith(t, data)
			_, read := s.Get("last")
			if name != "both as they were" && !errors.Is(read, ErrDamaged) {
				t.Errorf("read: %v", read)
			}
			if errors.Is(read, ErrDamaged) {
				if err := s.Put(note("more", day(51), "more")); !errors.Is(err, ErrDamaged) {
					t.Errorf("written: %v", err)
				}
			}
			if _, err := s.Recover(filepath.Join(t.TempDir(), "kept.db")); err != nil {
				t.Fatal(err)
			}
			got, err := s.Get("last")
			must(t, err)
			if got.Header().Text != "the last one" {
				t.Errorf("it says %q", got.Header().Text)
			}
			checkFile(t, s)
		})
	}
}

// The newest head as it was long before reads well, and so does the other: they are too far apart.
func TestAHeadFromLongBefore(t *testing.T) {
	page := os.Getpagesize()
	before, after := lastCommits(t, func(s *Store) {
		for i := range 3 {
			must(t, s.Put(note("more", day(40+i), "more")))
		}
		putLast(s)
	})
	for at := range 2 {
		data := bytes.Clone(after)
		copy(data[at*page:(at+1)*page], before[at*page:])
		s := fileWith(t, data)
		if _, err := s.Get("last"); !errors.Is(err, ErrDamaged) {
			t.Errorf("page %d: read: %v", at, err)
		}
		if _, err := s.Recover(filepath.Join(t.TempDir(), "kept.db")); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get("last"); err != nil {
			t.Errorf("page %d: recovered: %v", at, err)
		}
	}
}

// The list of free pages is what bbolt writes by: a page in it that holds something would be
// written over.
func TestAPageInUseThatIsCalledFreeIsDamage(t *testing.T) {
	page := os.Getpagesize()
	_, after := lastCommits(t, putLast)
	h, err := newestHead(after, page)
	must(t, err)
	list := after[int(h.free)*page:][:page]
	n := number.Uint16(list[10:])
	if n == 0 {
		t.Fatal("no page is free")
	}
	number.PutUint16(list[10:], n+1)
	number.PutUint64(list[pageHead+8*int(n):], h.root)
	s := fileWith(t, after)
	if _, err := s.Get("last"); !errors.Is(err, ErrDamaged) { // bbolt reads no list to read
		t.Errorf("read: %v", err)
	}
	if err := s.Put(note("more", day(51), "more")); !errors.Is(err, ErrDamaged) {
		t.Errorf("written: %v", err)
	}
}

// What was hidden in the commit that was lost stays hidden, and its bytes are gone from the file.
func TestHiddenDoesNotComeBack(t *testing.T) {
	secret := []byte("SECRET")
	for name, hide := range map[string]func(*Store) error{
		"removed": func(s *Store) error { return s.Remove("hidden") },
		"made private": func(s *Store) error {
			_, err := s.Edit("hidden", func(r oneonone.Record) error { r.Header().Private, r.Header().Text = true, "mine"; return nil })
			return err
		},
		"restored away": func(s *Store) error { return s.Restore(filepath.Join(filepath.Dir(s.Path()), "b.db"), "") },
	} {
		t.Run(name, func(t *testing.T) {
			for at := range 2 {
				s := filled(t, history(30)...)
				must(t, s.BackupTo(filepath.Join(filepath.Dir(s.Path()), "b.db")))
				must(t, s.Put(note("hidden", day(50), "SECRET")))
				must(t, hide(s))
				data, err := os.ReadFile(s.Path())
				must(t, err)
				if bytes.Contains(data, secret) {
					t.Error("its bytes stand in the file")
				}
				page := os.Getpagesize()
				clear(data[at*page : (at+1)*page])
				broken := fileWith(t, data)
				_, err = broken.Recover(filepath.Join(t.TempDir(), "kept.db"))
				must(t, err)
				if rec, err := broken.Get("hidden"); err == nil && !rec.Header().Private {
					t.Errorf("page %d gone: it is back: %q", at, rec.Header().Text)
				}
			}
		})
	}
}

// A write that was cut off before it was told as done stands in the file: it is no damage, and can
// be put on file.
func TestAWriteThatWasCutOffIsFound(t *testing.T) {
	page := os.Getpagesize()
	before, after := lastCommits(t, putLast)
	cut := append(bytes.Clone(before[:2*page]), after[2*page:]...)
	s := fileWith(t, cut)
	if _, err := s.Get("last"); !errors.Is(err, ErrNotFound) {
		t.Fatalf("got %v", err)
	}
	saved, err := s.Salvage()
	must(t, err)
	if saved.Damaged || saved.Here != 1 {
		t.Fatalf("found %+v", saved)
	}
	if raw := saved.sheets["last"].raw; !bytes.Contains(raw, []byte("the last one")) { // the file is closed by now
		t.Errorf("it says %q", raw)
	}
	n, err := s.Recover("")
	must(t, err)
	_, err = s.Get("last")
	if n != 1 || err != nil {
		t.Errorf("%d recovered: %v", n, err)
	}
	saved, err = s.Salvage()
	if err != nil || saved.Here != 0 {
		t.Errorf("still %d left, %v", saved.Here, err)
	}
}

// What another program of ours wrote while the store was being recovered is in the new file.
func TestAWriterWaitsForARecovery(t *testing.T) {
	_, data := lastCommits(t, putLast)
	clear(data[:os.Getpagesize()])
	s := fileWith(t, data)
	s.Timeout = 20 * time.Second
	done := make(chan error)
	must(t, access{s, "read"}.locked(func(*os.File) error {
		go func() { done <- s.Put(note("meanwhile", day(60), "typed meanwhile")) }()
		time.Sleep(30 * time.Millisecond)
		raw, err := os.ReadFile(s.Path())
		must(t, err)
		return s.replaceBy(s.salvage(raw), s.Path()+".kept")
	}))
	must(t, <-done)
	for _, id := range []string{"last", "meanwhile"} {
		if _, err := s.Get(id); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// A letter that changed on disk is noticed, also in a page that reads well.
func TestAChangedLetterIsDamage(t *testing.T) {
	_, data := lastCommits(t, putLast)
	changed := bytes.ReplaceAll(data, []byte("the last one"), []byte("the best one"))
	if bytes.Equal(changed, data) {
		t.Fatal("nothing changed")
	}
	s := fileWith(t, changed)
	if _, err := s.Get("last"); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
	n, err := s.Recover(filepath.Join(t.TempDir(), "kept.db"))
	must(t, err)
	if _, err := s.Get("last"); n != 30 || !errors.Is(err, ErrNotFound) {
		t.Errorf("%d recovered, the changed one: %v", n, err)
	}
}

// Files of several sizes are sound to us exactly as they are to bbolt.
func TestSoundAgreesWithBbolt(t *testing.T) {
	for _, n := range []int{0, 1, 5, 300, 3000} {
		s := filled(t, append(history(n), note("one", day(1), "one"), note("long", day(2), strings.Repeat("over several pages ", 1000)))...)
		for i := range min(n/3, 200) {
			must(t, s.Remove(historyID(i*3)))
		}
		must(t, s.View(func(r *Reader) error {
			for err := range r.tx.Check() {
				t.Error(err)
			}
			return r.Sound()
		}))
		copied := filepath.Join(t.TempDir(), "copy.db")
		must(t, s.BackupTo(copied))
		for i := range 4 { // bbolt's heads of a copy are not those of a file that it wrote
			c := New(copied)
			must(t, c.View(func(r *Reader) error { return r.Sound() }))
			must(t, c.Put(note("more", day(i), "more")))
		}
	}
	empty := filepath.Join(t.TempDir(), "empty.db")
	db, err := bbolt.Open(empty, 0o600, nil)
	must(t, err)
	must(t, db.Close())
	must(t, New(empty).View(func(r *Reader) error { return r.Sound() }))

}
