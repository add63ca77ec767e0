package store

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
)

// told gathers the ids that a child says are on disk, until it ends.
func told(out io.Reader, each func(n int)) (ids []string) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		ids = append(ids, lines.Text())
		each(len(ids))
	}
	return ids
}

// TestSweepKills kills programs while they write: what they said is on disk is there, and the file
// is sound. Ten thousand times:
//
//	go test ./internal/store -tags sweep -run SweepKills -timeout 60m -v
func TestSweepKills(t *testing.T) {
	const workers, perStore = 2, 100
	var all sync.WaitGroup
	var kills, notes atomic.Int64
	for w := range workers {
		all.Go(func() {
			rng := rand.New(rand.NewPCG(20261201, uint64(w)))
			var s *Store
			for i := w; i < sweepKills; i += workers {
				if s == nil || i/workers%perStore == 0 {
					s = newStoreIn(t, quickDir(t))
				}
				cmd := child(s, "write on", fmt.Sprintf("k%d", i))
				out, err := cmd.StdoutPipe()
				if err = errors.Join(err, cmd.Start()); err != nil {
					t.Error(err)
					return
				}
				after, wait := 1+rng.IntN(4), time.Duration(rng.IntN(3000))*time.Microsecond
				ids := told(out, func(n int) {
					if n == after {
						time.AfterFunc(wait, func() { _ = cmd.Process.Kill() })
					}
				})
				_ = cmd.Wait()
				if len(ids) < after {
					t.Errorf("the child ended by itself after %d notes", len(ids))
					return
				}
				kills.Add(1)
				notes.Add(int64(len(ids)))
				if err := s.View(func(r *Reader) error { return hasAll(r, ids) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d kills, %d notes told as on disk", kills.Load(), notes.Load())
	if kills.Load() != sweepKills {
		t.Errorf("%d kills, want %d", kills.Load(), sweepKills)
	}
}

// hasAll tests that a sound file has all ids.
func hasAll(r *Reader, ids []string) error {
	if err := r.Sound(); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := r.exact(id); err != nil {
			return err
		}
	}
	return nil
}

// TestSweepRestores restores an old copy again and again beside three programs that write: every
// note that they said is on disk is in the store, or in what a restore kept. For minutes:
//
//	go test ./internal/store -tags sweep -run SweepRestores -timeout 60m -v
func TestSweepRestores(t *testing.T) {
	s := newStoreIn(t, quickDir(t))
	must(t, s.Put(note("first", day(0), "first")))
	old := filepath.Join(t.TempDir(), "old.db")
	must(t, s.BackupTo(old))
	kept := quickDir(t)
	var all sync.WaitGroup
	acknowledged := make([][]string, 3)
	var kill []func()
	for i := range acknowledged {
		cmd := child(s, "write at times", fmt.Sprintf("w%d", i))
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		kill = append(kill, func() { _ = cmd.Process.Kill() })
		all.Go(func() {
			acknowledged[i] = told(out, func(int) {})
			_ = cmd.Wait()
		})
	}
	n := 0
	for until := time.Now().Add(sweepRestores); time.Now().Before(until); n++ {
		time.Sleep(restoreEvery)
		if err := s.Restore(old, filepath.Join(kept, fmt.Sprint(n, ".db"))); err != nil {
			t.Error(err)
		}
	}
	for _, k := range kill {
		k()
	}
	all.Wait()
	found := map[string]bool{}
	for i := range n {
		must(t, addIDs(New(filepath.Join(kept, fmt.Sprint(i, ".db"))), found))
	}
	must(t, addIDs(s, found))
	total, lost := 0, 0
	for _, ids := range acknowledged {
		for _, id := range ids {
			total++
			if !found[id] {
				lost++
			}
		}
	}
	t.Logf("%d restores beside 3 writers, %d notes told as on disk, %d lost", n, total, lost)
	if lost > 0 || total < 20 || n < 3 {
		t.Errorf("%d of %d notes lost in %d restores", lost, total, n)
	}
}

// addIDs notes the ids of all notes in a store that is sound.
func addIDs(s *Store, found map[string]bool) error {
	return s.View(func(r *Reader) error {
		for rec, err := range r.All(oneonone.KindNote) {
			if err != nil {
				return err
			}
			found[rec.Header().ID] = true
		}
		return r.Sound()
	})
}

// TestSweepWriters lets many programs write to one store at once; fifty of them:
//
//	go test ./internal/store -tags sweep -run SweepWriters -timeout 60m -v
func TestSweepWriters(t *testing.T) {
	s := newStoreIn(t, quickDir(t))
	must(t, s.Put(note("shared", day(0), "")))
	var all sync.WaitGroup
	for i := range sweepWriters {
		all.Go(func() {
			if out, err := child(s, "write", fmt.Sprintf("w%d", i)).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	all.Wait()
	checkShared(t, s, sweepWriters)
}

// TestSweepDamages damages a store in many ways and wants of each: it is said, or nothing that
// counts was hit; nothing is written upon it; and what stands whole in the file is recovered as it
// was, and nothing else. Three thousand damages:
//
//	go test ./internal/store -tags sweep -run SweepDamages -timeout 60m -v
func TestSweepDamages(t *testing.T) {
	data, want := damageable(t)
	rng := rand.New(rand.NewPCG(20261201, 7))
	dir := quickDir(t)
	said, unhurt := 0, 0
	for n := range sweepDamages {
		broken, how := damaged(data, rng, n)
		if bytes.Equal(broken, data) {
			continue
		}
		s := New(filepath.Join(dir, fmt.Sprint(n), "a.db"))
		s.Now = func() time.Time { return day(200) }
		must(t, os.MkdirAll(filepath.Dir(s.Path()), 0o700))
		must(t, os.WriteFile(s.Path(), broken, 0o600))
		got, err := contents(s)
		switch {
		case errors.Is(err, ErrDamaged):
			said++
		case err != nil:
			t.Errorf("%s: %v", how, err)
		default:
			unhurt++
			if diff := cmp.Diff(want.texts, got); diff != "" {
				t.Errorf("%s: another answer, without a word:\n%s", how, diff)
			}
		}
		damage := err
		if err := s.Put(note("zz-more", day(199), "more")); errors.Is(damage, ErrDamaged) != errors.Is(err, ErrDamaged) {
			t.Errorf("%s: reading: %v; writing: %v", how, damage, err)
		}
		if errors.Is(damage, ErrDamaged) {
			checkRecovered(t, s, how, broken, want)
		}
		must(t, os.RemoveAll(filepath.Dir(s.Path())))
	}
	t.Logf("%d damages said, %d hit nothing that counts", said, unhurt)
	if said < sweepDamages/4 {
		t.Errorf("only %d of %d were damage", said, sweepDamages)
	}
}

// journal is what a store holds: the text of each record, "removed" for a tombstone; the bytes
// that stand for it in the file; and the texts of earlier versions.
type journal struct {
	texts, bytes map[string]string
	earlier      map[string][]string
}

// damageable gives the file of a store with notes, promises, long texts, edits, removals and what
// is private, and what it holds.
func damageable(t *testing.T) ([]byte, journal) {
	t.Helper()
	s := newStoreIn(t, quickDir(t))
	j := journal{map[string]string{}, map[string]string{}, map[string][]string{}}
	must(t, s.Put(history(150)...))
	must(t, s.Put(note("long", day(3), strings.Repeat("a long story ", 1500))))
	for i := range 40 {
		id := historyID(i * 3)
		switch i % 4 {
		case 0:
			must(t, s.Remove(id))
		case 1:
			_, err := s.Edit(id, func(r oneonone.Record) error { r.Header().Private = true; return nil })
			must(t, err)
		default:
			rec, err := s.Edit(id, func(r oneonone.Record) error {
				j.earlier[id] = append(j.earlier[id], r.Header().Text)
				r.Header().Text += " and more"
				return nil
			})
			must(t, err)
			_ = rec
		}
	}
	texts, err := contents(s)
	must(t, err)
	j.texts = texts
	must(t, s.View(func(r *Reader) error {
		for id := range texts {
			if p, ok := r.place(id); ok {
				j.bytes[id] = string(r.raw(p))
			} else {
				j.bytes[id] = string(r.bucket(inRemoved).Get([]byte(id)))
			}
		}
		return nil
	}))
	data, err := os.ReadFile(s.Path())
	must(t, err)
	return data, j
}

// contents reads all of a store, by its lists and by its index.
func contents(s *Store) (map[string]string, error) {
	texts := map[string]string{}
	err := s.View(func(r *Reader) error {
		for _, kind := range r.Kinds() {
			for rec, err := range r.All(kind) {
				if err != nil {
					return err
				}
				texts[rec.Header().ID] = rec.Header().Text
			}
		}
		for id := range maps.Clone(texts) {
			if _, err := r.exact(id); err != nil {
				return err
			}
		}
		for rec, err := range r.Removed() {
			if err != nil {
				return err
			}
			texts[rec.Header().ID] = "removed"
		}
		return nil
	})
	return texts, err
}

// damaged gives a copy of the file with one damage, and says which.
func damaged(data []byte, rng *rand.Rand, n int) (broken []byte, how string) {
	size := os.Getpagesize()
	broken = bytes.Clone(data)
	h, _ := newestHead(data, size)
	page := func() int { return rng.IntN(int(h.pages)) }
	at := page()
	if n%3 == 0 { // what others hang on
		at = []int{0, 1, int(h.root), int(h.free)}[rng.IntN(4)]
	}
	p := broken[at*size : (at+1)*size]
	switch n % 11 {
	case 0:
		clear(p)
		how = "zeroed"
	case 1, 2:
		bit := rng.IntN(8 * size)
		p[bit/8] ^= 1 << (bit % 8)
		how = fmt.Sprint("flipped bit ", bit)
	case 3:
		bit := rng.IntN(8 * 200) // where a page says what it holds
		p[bit/8] ^= 1 << (bit % 8)
		how = fmt.Sprint("flipped bit ", bit)
	case 4:
		other := page()
		q := broken[other*size : (other+1)*size]
		was := bytes.Clone(p)
		copy(p, q)
		copy(q, was)
		how = fmt.Sprint("swapped with page ", other)
	case 5:
		other := page()
		copy(p, data[other*size:(other+1)*size])
		how = fmt.Sprint("overwritten by page ", other)
	case 6:
		end := rng.IntN(int(h.pages) * size)
		return broken[:end], fmt.Sprint("cut off at ", end)
	case 7:
		for i := range p {
			p[i] = byte(rng.Uint32())
		}
		how = "noise"
	case 8:
		sector := rng.IntN(size/512) * 512
		clear(p[sector : sector+512])
		how = fmt.Sprint("zeroed from ", sector)
	case 9:
		from, to := rng.IntN(size), rng.IntN(size)
		copy(p[to:], bytes.Clone(p[from:]))
		how = fmt.Sprint("shifted from ", from, " to ", to)
	case 10:
		for i := range p {
			p[i] ^= 0xff
		}
		how = "inverted"
	}
	return broken, fmt.Sprintf("damage %d, page %d %s", n, at, how)
}

// checkRecovered recovers a damaged store: what stands whole in its bytes comes back as it was,
// what does not comes back in an earlier version or not at all, and nothing comes that was hidden.
func checkRecovered(t *testing.T, s *Store, how string, broken []byte, want journal) {
	t.Helper()
	if _, err := s.Recover(s.Path() + ".kept"); err != nil {
		t.Errorf("%s: recovering: %v", how, err)
		return
	}
	got, err := contents(s)
	if err != nil {
		t.Errorf("%s: recovered: %v", how, err)
		return
	}
	for id, text := range want.texts {
		if bytes.Contains(broken, []byte(want.bytes[id])) && got[id] != text {
			t.Errorf("%s: %s stands whole in the file and is lost: %.40q", how, id, got[id])
		}
	}
	for id, text := range got {
		if text != want.texts[id] && !contained(want.earlier[id], text) {
			t.Errorf("%s: %s says %.40q, was %.40q", how, id, text, want.texts[id])
		}
	}
	if kept, err := os.ReadFile(s.Path() + ".kept"); err != nil || !bytes.Equal(kept, broken) {
		t.Errorf("%s: the damaged file was not kept: %v", how, err)
	}
}

func contained(list []string, text string) bool {
	for _, one := range list {
		if one == text {
			return true
		}
	}
	return false
}
