package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
)

// Whatever page is overwritten, what comes back is what was put, and nothing
// else; with the first pages gone everything comes back.
func TestSalvage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "salvage")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		s := New(filepath.Join(dir, "a.db"))
		put := map[string]string{}
		n := rapid.IntRange(1, 60).Draw(t, "n")
		for i := range n {
			rec := noted(i)
			rec.Text = rapid.StringN(0, 300, -1).Draw(t, "text")
			if err := s.Put(rec); err != nil {
				t.Fatal(err)
			}
			kept, err := s.Get(rec.ID)
			if err != nil {
				t.Fatal(err)
			}
			put[rec.ID] = kept.Header().Text
		}
		f, err := os.OpenFile(s.Path(), os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		page := int64(os.Getpagesize())
		info, _ := f.Stat()
		at := rapid.Int64Range(0, info.Size()/page-1).Draw(t, "page")
		if _, err := f.WriteAt(make([]byte, page), at*page); err != nil {
			t.Fatal(err)
		}
		f.Close()
		saved, err := s.Salvage()
		if err != nil {
			t.Fatal(err)
		}
		for _, sh := range saved.sheets {
			if text, ok := put[sh.head.ID]; !ok || text != sh.head.Text {
				t.Fatalf("%s says %q, was %q", sh.head.ID, sh.head.Text, text)
			}
		}
		if at < 2 && len(saved.sheets) != n {
			t.Fatalf("%d of %d records with page %d gone", len(saved.sheets), n, at)
		}
	})
}

// The version that changed last counts, a tombstone too, and parts of drafts
// are no records.
func TestSalvageTakesTheLast(t *testing.T) {
	s := New(filepath.Join(t.TempDir(), "a.db"))
	s.Now = func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) }
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	note := &oneonone.Note{Head: oneonone.Head{ID: "aaaa", Kind: oneonone.KindNote, At: at, Text: "one", Created: at, Changed: at}}
	gone := &oneonone.Note{Head: oneonone.Head{ID: "bbbb", Kind: oneonone.KindNote, At: at, Text: "gone", Created: at, Changed: at}}
	agenda := &oneonone.Kept[oneonone.Agenda]{Head: oneonone.Head{ID: "cccc", Kind: oneonone.KindAgenda, At: at, Created: at, Changed: at}}
	agenda.Draft.Evidence = []oneonone.Evidence{{ID: "dddd", Kind: oneonone.EvNote, Text: "evidence"}}
	if err := s.Put(note, gone, agenda); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edit("aaaa", func(r oneonone.Record) error { r.Header().Text = "two"; return nil }); err != nil {
		t.Fatal(err)
	}
	if err := s.Remove("bbbb"); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for id, sh := range s.salvage(data).sheets {
		got[id] = sh.head.Text
		if sh.head.Removed {
			got[id] = "removed"
		}
	}
	if len(got) != 3 || got["aaaa"] != "two" || got["bbbb"] != "removed" {
		t.Errorf("%v", got)
	}
}

func noted(i int) *oneonone.Note {
	at := time.Date(2026, 11, 20, 9, i, 0, 0, time.UTC)
	return &oneonone.Note{Head: oneonone.Head{ID: historyID(i), Kind: oneonone.KindNote, At: at, Text: "a note", Created: at, Changed: at}}
}

func TestDaily(t *testing.T) {
	dir := t.TempDir()
	s := New(filepath.Join(dir, "a.db"))
	s.Daily = Daily{Folder: filepath.Join(dir, "copies"), Keep: 2}
	day := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	s.Now = func() time.Time { return day }
	for i := range 5 {
		for range 2 {
			if err := s.Put(noted(i)); err != nil {
				t.Fatal(err)
			}
		}
		day = day.AddDate(0, 0, 1)
	}
	copies := s.Copies()
	if len(copies) != 2 || filepath.Base(copies[0].Path) != "a-2026-11-23.db" || filepath.Base(copies[1].Path) != "a-2026-11-24.db" {
		t.Fatalf("%v", copies)
	}
	last := New(copies[1].Path)
	if err := last.View(func(r *Reader) error {
		if n := r.Count(oneonone.KindNote); n != 4 {
			t.Errorf("the copy of the fifth day has %d notes, want those of four", n)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(copies[1].Path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	if err := s.BackupTo(copies[1].Path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
	// A folder that can't be made keeps no record from going on file.
	s.Daily.Folder = filepath.Join(s.Path(), "under a file")
	day = day.AddDate(0, 0, 1)
	if err := s.Put(noted(9)); err != nil {
		t.Error(err)
	}
}

// A copy that is far larger than all later ones stays: most of what was on file
// is in no other.
func TestDailyKeepsTheLargest(t *testing.T) {
	dir := t.TempDir()
	s := New(filepath.Join(dir, "a.db"))
	s.Daily = Daily{Folder: filepath.Join(dir, "copies"), Keep: 2}
	day := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	s.Now = func() time.Time { return day }
	var many []oneonone.Record
	for i := range 2000 {
		many = append(many, noted(i))
	}
	if err := s.Put(many...); err != nil {
		t.Fatal(err)
	}
	day = day.AddDate(0, 0, 1)
	if err := s.Put(noted(1)); err != nil { // nothing changes, the day's copy is made
		t.Fatal(err)
	}
	if err := os.Remove(s.Path()); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		day = day.AddDate(0, 0, 1)
		if err := s.Put(noted(3000 + i)); err != nil {
			t.Fatal(err)
		}
	}
	copies := s.Copies()
	if len(copies) != 3 || filepath.Base(copies[0].Path) != "a-2026-11-21.db" {
		t.Errorf("%v", copies)
	}
}
