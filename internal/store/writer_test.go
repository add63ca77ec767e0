package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"

	"oneonone/internal/oneonone"
)

func TestEdit(t *testing.T) {
	s := filled(t, action("abcd", day(1), "ship it"))
	got, err := s.Edit("ab", func(r oneonone.Record) error {
		r.(*oneonone.Action).Status = oneonone.StatusDone
		return nil
	})
	must(t, err)
	want := action("abcd", day(1), "ship it")
	want.Status, want.Changed = oneonone.StatusDone, day(100)
	if diff := cmp.Diff(asJSON(t, want), asJSON(t, got)); diff != "" {
		t.Errorf("returned (-want +got):\n%s", diff)
	}
	filed, err := s.Get("abcd")
	must(t, err)
	if diff := cmp.Diff(asJSON(t, want), asJSON(t, filed)); diff != "" {
		t.Errorf("filed (-want +got):\n%s", diff)
	}
}

func TestEditThatFailsOrChangesNothing(t *testing.T) {
	s := filled(t, note("abcd", day(1), "as it was"))
	before := hash(t, s)
	own := errors.New("the user said no")
	for name, c := range map[string]struct {
		fn   func(oneonone.Record) error
		want func(error) bool
	}{
		"own error": {func(r oneonone.Record) error { r.Header().Text = "x"; return own }, func(err error) bool { return err == own }},
		"nothing":   {func(oneonone.Record) error { return nil }, func(err error) bool { return err == nil }},
		"id":        {func(r oneonone.Record) error { r.Header().ID = "efgh"; return nil }, func(err error) bool { return err != nil }},
		"kind":      {func(r oneonone.Record) error { r.Header().Kind = oneonone.KindGoal; return nil }, func(err error) bool { return err != nil }},
	} {
		if _, err := s.Edit("abcd", c.fn); !c.want(err) {
			t.Errorf("%s: got error %v", name, err)
		}
	}
	if hash(t, s) != before {
		t.Error("the file changed")
	}
}

func TestMergeKeepsTheLaterChange(t *testing.T) {
	at := func(id, text string, changed int) *oneonone.Note {
		n := note(id, day(0), text)
		n.Changed = day(changed)
		return n
	}
	gone := at("gone-there", "", 7)
	gone.Removed = true
	s := filled(t, at("ours", "ours", 5), at("theirs", "ours", 5), at("same", "ours", 5), at("gone-there", "ours", 5), at("gone-here", "ours", 5))
	must(t, s.Remove("gone-here"))
	n, err := s.Merge(at("ours", "theirs", 4), at("theirs", "theirs", 6), at("same", "theirs", 5), gone, at("gone-here", "theirs", 50), at("new", "theirs", 1))
	must(t, err)
	if n != 3 {
		t.Errorf("merged %d, want 3", n)
	}
	got := map[string]string{}
	must(t, s.View(func(r *Reader) error {
		notes, err := Collect[*oneonone.Note](r.All(oneonone.KindNote))
		for _, n := range notes {
			got[n.ID] = n.Text
		}
		return err
	}))
	want := map[string]string{"ours": "ours", "theirs": "theirs", "same": "ours", "new": "theirs"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// rewrite changes the JSON of a record on file, as a newer program would.
func rewrite(t *testing.T, s *Store, id, old, new string) {
	t.Helper()
	must(t, s.write(func(tx *bbolt.Tx) (effect, error) {
		r := s.reader(tx)
		p, _ := r.place(id)
		plain, err := unseal(r.raw(p))
		must(t, err)
		raw := bytes.Replace(plain, []byte(old), []byte(new), 1)
		return changed, r.bucket(inRecords, p.kind).Put(p.key, seal(raw))
	}))
}

func TestUnknownFieldsSurviveAnEdit(t *testing.T) {
	s := filled(t, note("abcd", day(1), "x"))
	rewrite(t, s, "abcd", `,"kind"`, `,"mood":{"<b>":[1.50]},"colour":null,"kind"`)
	for i := range 2 {
		_, err := s.Edit("abcd", func(r oneonone.Record) error { r.Header().Text = fmt.Sprint("y", i); return nil })
		must(t, err)
	}
	must(t, s.View(func(r *Reader) error {
		p, _ := r.place("abcd")
		plain, err := unseal(r.raw(p))
		must(t, err)
		got, want := string(plain), asRaw(t, r, p, `{"id":"abcd",`, `"colour":null,"mood":{"<b>":[1.50]},`)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		return nil
	}))
}

// asRaw gives the JSON that a record has by itself, with something put in behind its beginning.
func asRaw(t *testing.T, r *Reader, p place, begin, more string) string {
	rec, err := r.at(p)
	must(t, err)
	b, err := json.Marshal(rec)
	must(t, err)
	return begin + more + strings.TrimPrefix(string(b), begin)
}

// A record that is not as it was written is said whatever is asked of the store, also where it
// can still be read.
func TestARecordThatIsNotAsWrittenIsSaid(t *testing.T) {
	for _, broken := range []string{`{{"id"`, `{"iD"`} {
		s := New(filepath.Join(t.TempDir(), "a.db"))
		must(t, s.Put(note("abcd", day(1), "x"), note("next", day(2), "y")))
		data, err := os.ReadFile(s.Path())
		must(t, err)
		must(t, os.WriteFile(s.Path(), bytes.Replace(data, []byte(`{"id":"abcd"`), []byte(broken + `:"abcd"`)[:len(`{"id":"abcd"`)], 1), 0o600))
		s = New(s.Path()) // another run of the program
		_, err = s.Get("next")
		for _, err := range []error{err, s.Put(note("more", day(3), "z"))} {
			if !errors.Is(err, ErrDamaged) {
				t.Errorf("%s: %v", broken, err)
			}
		}
	}
}

// In a file that is too large to be read through each time, one that can't be read does not hide
// the others, and to replace it is to mend it.
func TestPutMendsARecordThatCannotBeRead(t *testing.T) {
	s := filled(t, note("abcd", day(1), "x"), note("next", day(2), "y"))
	long := strings.Repeat("long ", alwaysChecked/5+1)
	must(t, s.Put(action("long", day(0), long)))
	rewrite(t, s, "abcd", `{"id"`, `{{"id"`)
	if _, err := s.Get("abcd"); !errors.Is(err, ErrDamaged) {
		t.Errorf("Get: %v", err)
	}
	var texts []string
	must(t, s.View(func(r *Reader) error {
		for rec, err := range r.All(oneonone.KindNote) {
			if err != nil {
				texts = append(texts, "unreadable")
				continue
			}
			texts = append(texts, rec.Header().Text)
		}
		return nil
	}))
	if diff := cmp.Diff([]string{"unreadable", "y"}, texts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	must(t, s.Put(note("abcd", day(1), "z")))
	got, err := s.Get("abcd")
	must(t, err)
	if got.Header().Text != "z" {
		t.Errorf("got %q", got.Header().Text)
	}
}

// One note more writes the pages that it touches, however many are on file.
func TestPutWritesFewPages(t *testing.T) {
	const page = 4096
	for _, n := range []int{100, 5000} {
		s := filled(t, history(n)...)
		before, err := os.ReadFile(s.Path())
		must(t, err)
		must(t, s.Put(note("00one-more", day(0), "one more")))
		after, err := os.ReadFile(s.Path())
		must(t, err)
		changed := 0
		for at := 0; at < len(before); at += page {
			if !bytes.Equal(before[at:at+page], after[at:at+page]) {
				changed++
			}
		}
		if changed == 0 || changed > 20 {
			t.Errorf("one note among %d changed %d of %d pages", n, changed, len(before)/page)
		}
	}
}
