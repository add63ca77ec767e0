package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
)

// day gives the noon of a day around which the tests happen.
func day(n int) time.Time {
	return time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC).AddDate(0, 0, n)
}

func head(kind oneonone.Kind, id string, at time.Time, text string) oneonone.Head {
	none := oneonone.List[string]{}
	return oneonone.Head{ID: id, Kind: kind, At: at, Text: text, Tags: none, People: none, Projects: none, Created: at, Changed: at}
}

func note(id string, at time.Time, text string) *oneonone.Note {
	return &oneonone.Note{Head: head(oneonone.KindNote, id, at, text)}
}

func action(id string, at time.Time, text string) *oneonone.Action {
	return &oneonone.Action{Head: head(oneonone.KindAction, id, at, text), Status: oneonone.StatusOpen}
}

// newStore names a store in a folder of the test and checks the file when the
// test ends.
func newStore(t testing.TB) *Store {
	t.Helper()
	return newStoreIn(t, t.TempDir())
}

func newStoreIn(t testing.TB, dir string) *Store {
	t.Helper()
	s := New(filepath.Join(dir, "data", "oneonone.db"))
	s.Timeout = 20 * time.Second
	s.Now = func() time.Time { return day(100) }
	t.Cleanup(func() { checkFile(t, s) })
	return s
}

// quickDir gives a folder in memory where the system has one: there, writing to
// disk does not slow down a test that writes often.
func quickDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "oneonone-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// filled gives a store with the records.
func filled(t testing.TB, records ...oneonone.Record) *Store {
	t.Helper()
	s := newStore(t)
	must(t, s.Put(records...))
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// checkFile tests bbolt's pages and our indexes.
func checkFile(t testing.TB, s *Store) {
	t.Helper()
	must(t, s.View(func(r *Reader) error {
		if r.tx == nil {
			return nil
		}
		for err := range r.tx.Check() {
			t.Errorf("inconsistent file: %v", err)
		}
		if diff := cmp.Diff(wantIndexes(t, r), gotIndexes(r)); diff != "" {
			t.Errorf("indexes (-want +got):\n%s", diff)
		}
		return nil
	}))
}

// wantIndexes derives from the records what the indexes must hold.
func wantIndexes(t testing.TB, r *Reader) map[string]string {
	want := map[string]string{}
	for _, kind := range r.Kinds() {
		c := r.bucket(inRecords, kind).Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			rec, err := oneonone.Decode(v)
			must(t, err)
			p := placeOf(rec.Header())
			if rec.Header().Removed || p.kind != kind || !bytes.Equal(p.key, k) {
				t.Errorf("%s stands at %s %x", v, kind, k)
			}
			want["ids "+strings.ToLower(rec.Header().ID)] = string(p.entry())
			if rec.Open() {
				want["open "+string(kind)+" "+string(k)] = ""
			}
		}
	}
	return want
}

func gotIndexes(r *Reader) map[string]string {
	got := map[string]string{}
	if b := r.bucket(inIDs); b != nil {
		_ = b.ForEach(func(k, v []byte) error { got["ids "+string(k)] = string(v); return nil })
	}
	b := r.bucket(inOpen)
	if b == nil {
		return got
	}
	_ = b.ForEachBucket(func(kind []byte) error {
		return b.Bucket(kind).ForEach(func(k, v []byte) error {
			got["open "+string(kind)+" "+string(k)] = string(v)
			return nil
		})
	})
	return got
}

// hash tells whether a file changed; a file that is not there is "".
func hash(t testing.TB, s *Store) string {
	t.Helper()
	b, err := os.ReadFile(s.Path())
	if errors.Is(err, os.ErrNotExist) {
		return ""
	}
	must(t, err)
	return fmt.Sprintf("%x", sha256.Sum256(b))
}

// oneOfEach gives a record of every kind, with something in each part.
func oneOfEach() []oneonone.Record {
	steps := oneonone.List[oneonone.Step]{{On: oneonone.DateOf(day(2)), Text: "halved the alerts"}}
	h := func(kind oneonone.Kind) oneonone.Head {
		return head(kind, "id-"+string(kind), day(1), "a "+string(kind)+" <b> & \"c\" – ü\nsecond line")
	}
	slot := oneonone.Slot{ID: "m1", On: oneonone.DateOf(day(3)), With: "Mara", Minutes: 30, Number: 4}
	return []oneonone.Record{
		&oneonone.Note{Head: h(oneonone.KindNote), NoteKind: "blocker", Source: "journal/2026-03-03.md:12"},
		&oneonone.Action{Head: h(oneonone.KindAction), Owner: oneonone.Me, Due: oneonone.DateOf(day(9)), Status: oneonone.StatusOpen, With: "Mara"},
		&oneonone.Feedback{Head: h(oneonone.KindFeedback), From: "Mara", Acted: steps},
		&oneonone.Goal{Head: h(oneonone.KindGoal), GoalKind: oneonone.Company, Status: oneonone.StatusDone, Closed: oneonone.DateOf(day(8)), Progress: steps},
		&oneonone.Person{Head: h(oneonone.KindPerson), Role: oneonone.Manager, EveryDays: 14, Minutes: 30},
		&oneonone.Decision{Head: h(oneonone.KindDecision), Declined: true, With: "Mara"},
		&oneonone.Meeting{Head: h(oneonone.KindMeeting), On: oneonone.DateOf(day(3)), With: "Mara", Length: 30, Number: 4, Held: true},
		&oneonone.Kept[oneonone.Agenda]{Head: h(oneonone.KindAgenda), Draft: oneonone.Agenda{ID: "a", Meeting: slot}},
		&oneonone.Kept[oneonone.Recap]{Head: h(oneonone.KindRecap), Draft: oneonone.Recap{ID: "r", Summary: "said"}},
		&oneonone.Kept[oneonone.Reflection]{Head: h(oneonone.KindReflection), Draft: oneonone.Reflection{ID: "f", Summary: "kept"}},
	}
}

// asJSON compares records as they are filed: nil and empty lists are one.
func asJSON(t testing.TB, records ...oneonone.Record) string {
	t.Helper()
	b, err := json.MarshalIndent(records, "", " ")
	must(t, err)
	return string(b)
}

func TestPutThenGetGivesTheSameRecord(t *testing.T) {
	s := filled(t, oneOfEach()...)
	for _, want := range oneOfEach() {
		got, err := s.Get(want.Header().ID)
		must(t, err)
		if diff := cmp.Diff(asJSON(t, want), asJSON(t, got)); diff != "" {
			t.Errorf("%s (-put +got):\n%s", want.Header().Kind, diff)
		}
	}
}

func TestPutKeepsTheZone(t *testing.T) {
	at := time.Date(2026, 3, 1, 23, 30, 0, 0, time.FixedZone("", 9*3600))
	got, err := filled(t, note("abcd", at, "late")).Get("abcd")
	must(t, err)
	if on := got.Header().On(); on != oneonone.DateOf(at) {
		t.Errorf("the day became %v", on)
	}
}

func TestFilesArePrivate(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	for path, want := range map[string]os.FileMode{s.Path(): 0o600, filepath.Dir(s.Path()): 0o700} {
		info, err := os.Stat(path)
		must(t, err)
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}

func TestPutAgainWritesNothing(t *testing.T) {
	s := filled(t, oneOfEach()...)
	must(t, s.Remove("id-note"))
	before := hash(t, s)
	must(t, s.Put(oneOfEach()[1:]...))
	must(t, s.Put())
	if hash(t, s) != before {
		t.Error("the file changed")
	}
}

func TestPutReplaces(t *testing.T) {
	moved := action("ABCD", day(40), "moved, done and in capitals")
	moved.Status = oneonone.StatusDone
	for name, next := range map[string]oneonone.Record{
		"text only":    action("abcd", day(1), "reworded"),
		"time, status": moved,
		"kind":         note("abcd", day(1), "no promise after all"),
	} {
		t.Run(name, func(t *testing.T) {
			s := filled(t, action("abcd", day(1), "first"), action("other", day(1), "other"))
			must(t, s.Put(next))
			got, err := s.Get("abcd")
			must(t, err)
			if diff := cmp.Diff(asJSON(t, next), asJSON(t, got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPutRefuses(t *testing.T) {
	s := newStore(t)
	wrong := note("abcd", day(0), "x")
	wrong.Kind = oneonone.KindAction
	odd := note("abcd", day(0), "x")
	odd.Kind = "poem"
	for name, rec := range map[string]oneonone.Record{
		"nothing":      nil,
		"no id":        note("", day(0), "x"),
		"spaces":       note("a b", day(0), "x"),
		"control":      note("a\x1bb", day(0), "x"),
		"long":         note(strings.Repeat("a", maxID+1), day(0), "x"),
		"another type": wrong,
		"no such kind": odd,
		"no such year": note("abcd", time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC), "x"),
	} {
		err := s.Put(note("good", day(0), "good"), rec)
		if err == nil || errors.As(err, new(*Error)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Dir(s.Path())); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a refused Put made the folder: %v", err)
	}
}

func TestGetByPrefix(t *testing.T) {
	s := filled(t,
		note("abcd", day(0), "one"), note("abcdef", day(1), "two"), action("ABX9", day(2), "three"), note("zz", day(3), "four"))
	must(t, s.Remove("zz"))
	for prefix, want := range map[string]string{
		"abcd": "abcd", "abcde": "abcdef", "ABCDEF": "abcdef", "abx": "ABX9", "AbX9": "ABX9",
	} {
		got, err := s.Get(prefix)
		if err != nil || got.Header().ID != want {
			t.Errorf("Get(%q) = %v, %v, want %s", prefix, got, err, want)
		}
	}
	for _, prefix := range []string{"", "q", "abcdefg", "z", "zz", "zzz"} {
		if got, err := s.Get(prefix); !errors.Is(err, ErrNotFound) {
			t.Errorf("Get(%q) = %v, %v, want ErrNotFound", prefix, got, err)
		}
	}
	_, err := s.Get("AB")
	want := &AmbiguousError{Prefix: "AB", Candidates: []Candidate{
		{"abcd", oneonone.KindNote, "one"}, {"abcdef", oneonone.KindNote, "two"}, {"ABX9", oneonone.KindAction, "three"},
	}}
	if diff := cmp.Diff(error(want), err); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAmbiguousListsTen(t *testing.T) {
	var notes []oneonone.Record
	for i := range 12 {
		notes = append(notes, note(fmt.Sprintf("aa%02d", i), day(i), "x"))
	}
	var ambiguous *AmbiguousError
	if _, err := filled(t, notes...).Get("aa"); !errors.As(err, &ambiguous) || len(ambiguous.Candidates) != 10 || !ambiguous.More {
		t.Errorf("got %v", err)
	}
}

func TestRemoveLeavesATombstone(t *testing.T) {
	secret := action("Abcd", day(1), "secret plan")
	secret.Why, secret.People, secret.Private = "secret reason", oneonone.List[string]{"secretary"}, true
	s := filled(t, secret, note("abce", day(1), "stays"))
	must(t, s.Remove("aBCD"))
	if err := s.Remove("abcd"); !errors.Is(err, ErrNotFound) {
		t.Errorf("removing it again: %v", err)
	}
	if err := s.Remove("abc"); !errors.Is(err, ErrNotFound) {
		t.Errorf("removing by prefix: %v", err)
	}
	want := &oneonone.Action{Head: oneonone.Head{
		ID: "Abcd", Kind: oneonone.KindAction, At: day(1), Private: true, Created: day(1), Changed: day(100), Removed: true}}
	must(t, s.View(func(r *Reader) error {
		got, err := Collect[oneonone.Record](r.Removed())
		must(t, err)
		if diff := cmp.Diff(asJSON(t, want), asJSON(t, got...)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if n := r.Count(oneonone.KindAction); n != 0 {
			t.Errorf("%d actions are left", n)
		}
		return nil
	}))
}

func TestPutBringsBackWhatWasRemoved(t *testing.T) {
	s := filled(t, note("abcd", day(1), "first"))
	must(t, s.Remove("abcd"))
	must(t, s.Put(note("abcd", day(1), "again")))
	got, err := s.Get("abcd")
	must(t, err)
	if got.Header().Text != "again" {
		t.Errorf("got %q", got.Header().Text)
	}
	must(t, s.View(func(r *Reader) error {
		for rec := range r.Removed() {
			t.Errorf("tombstone %v is left", rec)
		}
		return nil
	}))
}
