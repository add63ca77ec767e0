package store

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
)

// texts gathers what a sequence says, in its order.
func texts(t testing.TB, seq Records) []string {
	t.Helper()
	var all []string
	for rec, err := range seq {
		must(t, err)
		all = append(all, rec.Header().Text)
	}
	return all
}

// scattered gives notes from all times, put in no order.
func scattered(t *testing.T) *Store {
	moments := map[string]time.Time{
		"year 1":         time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC),
		"before 1970":    time.Date(1969, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
		"1970":           time.Unix(0, 0).UTC(),
		"just before":    day(0).Add(-time.Nanosecond),
		"noon":           day(0),
		"noon, abroad":   day(0).In(time.FixedZone("", -7*3600)),
		"a moment later": day(0).Add(time.Nanosecond),
		"next day":       day(1),
		"year 9999":      time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	}
	var notes []oneonone.Record
	for text, at := range moments {
		notes = append(notes, note(strings.ReplaceAll(text, " ", "-"), at, text))
	}
	rand.Shuffle(len(notes), func(i, j int) { notes[i], notes[j] = notes[j], notes[i] })
	return filled(t, notes...)
}

func TestWindow(t *testing.T) {
	s, none := scattered(t), time.Time{}
	for _, c := range []struct {
		name     string
		from, to time.Time
		want     []string
	}{
		{"all", none, none, []string{"year 1", "before 1970", "1970", "just before", "noon", "noon, abroad", "a moment later", "next day", "year 9999"}},
		{"half-open", day(0), day(1), []string{"noon", "noon, abroad", "a moment later"}},
		{"no end", day(0).Add(1), none, []string{"a moment later", "next day", "year 9999"}},
		{"no beginning", none, time.Unix(0, 0), []string{"year 1", "before 1970"}},
		{"empty", day(0), day(0), nil},
		{"backwards", day(1), day(0), nil},
		{"after all", time.Date(9999, 12, 31, 23, 59, 59, 1, time.UTC), none, nil},
	} {
		must(t, s.View(func(r *Reader) error {
			if diff := cmp.Diff(c.want, texts(t, r.Window(oneonone.KindNote, c.from, c.to))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.name, diff)
			}
			return nil
		}))
	}
}

func TestLatest(t *testing.T) {
	s, none := scattered(t), time.Time{}
	for _, c := range []struct {
		name   string
		before time.Time
		n      int
		want   []string
	}{
		{"at all", none, 2, []string{"next day", "year 9999"}},
		{"before", day(0), 2, []string{"1970", "just before"}},
		{"fewer", time.Unix(0, 0), 5, []string{"year 1", "before 1970"}},
		{"first", time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC), 5, nil},
		{"past the last", time.Date(9999, 12, 31, 23, 59, 59, 9, time.UTC), 1, []string{"year 9999"}},
		{"none", none, 0, nil},
	} {
		must(t, s.View(func(r *Reader) error {
			recs, err := r.Latest(oneonone.KindNote, c.before, c.n)
			must(t, err)
			var got []string
			for _, rec := range recs {
				got = append(got, rec.Header().Text)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.name, diff)
			}
			return nil
		}))
	}
}

func TestSequencesCanBeLeftEarly(t *testing.T) {
	s := filled(t, action("a", day(0), "a"), action("b", day(1), "b"))
	must(t, s.Remove("b"))
	must(t, s.Put(action("c", day(2), "c")))
	must(t, s.View(func(r *Reader) error {
		for name, seq := range map[string]Records{"all": r.All(oneonone.KindAction), "open": r.Open(oneonone.KindAction), "removed": r.Removed()} {
			n := 0
			for range seq {
				n++
				break
			}
			if n != 1 {
				t.Errorf("%s gave %d", name, n)
			}
		}
		return nil
	}))
}

func TestOpenFindsOldObligations(t *testing.T) {
	done := action("done", day(1), "done")
	done.Status = oneonone.StatusDone
	blocker := note("blocker", day(-2000), "blocked")
	blocker.NoteKind = "blocker"
	s := filled(t, action("old", day(-3000), "old"), done, action("new", day(2), "new"), blocker, note("plain", day(0), "plain"))
	must(t, s.View(func(r *Reader) error {
		got := [][]string{texts(t, r.Open(oneonone.KindAction)), texts(t, r.Open(oneonone.KindNote)), texts(t, r.Open(oneonone.KindGoal))}
		if diff := cmp.Diff([][]string{{"old", "new"}, {"blocked"}, nil}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		return nil
	}))
}

func TestKindsAndCount(t *testing.T) {
	s := filled(t, note("n1", day(0), "x"), note("n2", day(0), "x"), action("a1", day(0), "x"), action("gone", day(0), "x"))
	must(t, s.Put(&oneonone.Goal{Head: head(oneonone.KindGoal, "g1", day(0), "x")}))
	must(t, s.Remove("g1"))
	must(t, s.Remove("gone"))
	must(t, s.View(func(r *Reader) error {
		got := map[oneonone.Kind]int{oneonone.KindGoal: r.Count(oneonone.KindGoal)}
		for _, k := range r.Kinds() {
			got[k] = r.Count(k)
		}
		if diff := cmp.Diff(map[oneonone.Kind]int{"note": 2, "action": 1, "goal": 0}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		return nil
	}))
}

func TestShorten(t *testing.T) {
	s := filled(t, note("abcdefgh", day(0), ""), note("ABCDEFXY", day(0), ""), note("abz", day(0), ""), note("qrst", day(0), ""), note("qrstuv", day(0), ""), note("zzzzzz1", day(0), ""))
	want := map[string]string{
		"abcdefgh": "abcdefg", "ABCDEFXY": "ABCDEFX", "abz": "abz", "qrst": "qrst", "qrstuv": "qrstu", "zzzzzz1": "zzzz",
		"zzzzzz2-not-on-file": "zzzzzz2", "": "",
	}
	got := map[string]string{}
	must(t, s.View(func(r *Reader) error {
		for id := range want {
			got[id] = r.Shorten(id)
		}
		return nil
	}))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCollectRefusesAnotherType(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	must(t, s.View(func(r *Reader) error {
		if got, err := Collect[*oneonone.Action](r.All(oneonone.KindNote)); err == nil {
			t.Errorf("notes came as actions: %v", got)
		}
		return nil
	}))
}

// readEverything calls all that reads.
func readEverything(t testing.TB, s *Store) {
	t.Helper()
	must(t, s.View(func(r *Reader) error {
		for _, kind := range append(r.Kinds(), oneonone.KindNote, "", "poem") {
			r.Count(kind)
			_, _ = Collect[oneonone.Record](r.All(kind))
			_, _ = Collect[oneonone.Record](r.Open(kind))
			_, _ = r.Latest(kind, day(0), 3)
		}
		_, _ = Collect[oneonone.Record](r.Removed())
		r.Shorten("abcdef")
		return nil
	}))
	_, _ = s.Get("a")
	_, _ = s.Get("id-note")
	_ = s.Backup(new(strings.Builder))
}

func TestReadingChangesNothing(t *testing.T) {
	s := filled(t, oneOfEach()...)
	must(t, s.Remove("id-goal"))
	before := hash(t, s)
	readEverything(t, s)
	if hash(t, s) != before {
		t.Error("reading changed the file")
	}
}

func TestAStoreThatIsNotThere(t *testing.T) {
	s := newStore(t)
	readEverything(t, s)
	if _, err := s.Get("abcd"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Get: %v", err)
	}
	if err := s.Remove("abcd"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Remove: %v", err)
	}
	if _, err := s.Edit("abcd", func(oneonone.Record) error { return nil }); !errors.Is(err, ErrNotFound) {
		t.Errorf("Edit: %v", err)
	}
	if left, err := os.ReadDir(filepath.Dir(filepath.Dir(s.Path()))); err != nil || len(left) > 0 {
		t.Errorf("something was created: %v, %v", left, err)
	}
}

func TestReadersSideBySide(t *testing.T) {
	s := filled(t, note("abcd", day(0), "x"))
	s.Timeout = time.Millisecond
	must(t, s.View(func(*Reader) error {
		_, err := s.Get("abcd")
		return err
	}))
}
