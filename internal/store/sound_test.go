package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"oneonone/internal/oneonone"
)

// TestDamageIsSaidAndNotBuiltUpon zeroes one page after another: where something can't be read
// any more, the first write of the day says so, and no copy is made or let go.
func TestDamageIsSaidAndNotBuiltUpon(t *testing.T) {
	var records []oneonone.Record
	for n := range 200 {
		records = append(records, note(fmt.Sprintf("id-%03d", n), day(1+n%20), "what happened on some day of the month"))
	}
	sound := filled(t, records...)
	data, err := os.ReadFile(sound.Path())
	must(t, err)
	page, damaged := os.Getpagesize(), 0
	for at := 2 * page; at+page <= len(data); at += page {
		s := New(filepath.Join(t.TempDir(), "data", "oneonone.db"))
		s.Daily = Daily{Folder: filepath.Join(t.TempDir(), "copies"), Keep: 1}
		s.Now = func() time.Time { return day(25) }
		must(t, os.MkdirAll(s.Daily.Folder, 0o700))
		must(t, os.MkdirAll(filepath.Dir(s.Path()), 0o700))
		must(t, os.WriteFile(s.CopyPath(day(24).Format(time.DateOnly)), data, 0o600))
		broken := append([]byte(nil), data...)
		clear(broken[at : at+page])
		must(t, os.WriteFile(s.Path(), broken, 0o600))
		read := s.View(func(r *Reader) error { return r.Sound() })
		if read == nil {
			continue // a free page
		}
		damaged++
		if err := s.Put(note("more", day(25), "more")); !errors.Is(err, ErrDamaged) {
			t.Errorf("page %d: %v; reading it: %v", at/page, err, read)
		}
		if copies := s.Copies(); len(copies) != 1 || copies[0].Path != s.CopyPath(day(24).Format(time.DateOnly)) {
			t.Errorf("page %d: %v", at/page, copies)
		}
	}
	if damaged < 5 {
		t.Errorf("only %d damaged pages were tried", damaged)
	}
}

// TestChangeIsLaterThanWhatIsOnFile edits and removes with a clock that went back: another
// copy of the record from before does not come back.
func TestChangeIsLaterThanWhatIsOnFile(t *testing.T) {
	s := newStore(t)
	s.Now = func() time.Time { return day(20) }
	must(t, s.Put(note("id-note", day(20), "old")))
	filed := func() time.Time {
		var at time.Time
		must(t, s.View(func(r *Reader) error { h, _ := r.Filed("id-note"); at = h.Changed; return nil }))
		return at
	}
	first := filed()
	s.Now = func() time.Time { return day(3) }
	_, err := s.Edit("id-note", func(rec oneonone.Record) error { rec.Header().Text = "newer"; return nil })
	must(t, err)
	if !filed().After(first) {
		t.Errorf("edited at %s, filed before at %s", filed(), first)
	}
	edited := filed()
	must(t, s.Remove("id-note"))
	if !filed().After(edited) {
		t.Errorf("removed at %s, edited at %s", filed(), edited)
	}
}
