package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// Daily says where a copy of the store goes before the first write of each day,
// and how many of them stay.
type Daily struct {
	Folder string
	Keep   int
}

// Copy is a copy of the store in the folder of the daily ones.
type Copy struct {
	Path string
	At   time.Time
	Size int64
}

// daily copies the store as it was before the first write of the day, and lets
// go of the oldest copies. What can't be copied must not keep a record from
// going on file: the copies that there are tell their age. A store that is
// damaged is not copied, nor written to: a copy of it would push a sound one
// out, and what is built upon it may be lost.
func (a access) daily(db *bbolt.DB) error {
	if a.Daily.Folder == "" {
		return nil
	}
	path := a.CopyPath(a.Now().Format(time.DateOnly))
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	return db.View(func(tx *bbolt.Tx) error {
		if err := (&Reader{tx: tx, access: a}).Sound(); err != nil {
			return err
		}
		if os.MkdirAll(a.Daily.Folder, 0o700) != nil {
			return nil
		}
		if writeCopy(path, func(w io.Writer) error { _, err := tx.WriteTo(w); return err }) == nil {
			a.rotate(path)
		}
		return nil
	})
}

// CopyOfDay makes the copy that goes before the first write of a day, so that Copies has all that are there once
// something is written.
func (s *Store) CopyOfDay() error {
	a := access{s, "written"}
	if empty, err := a.look(); err != nil || empty {
		return err
	}
	return a.open(a.daily)
}

// CopyPath gives where a copy of the store with this label belongs.
func (s *Store) CopyPath(label string) string {
	return filepath.Join(s.Daily.Folder, s.name()+"-"+label+".db")
}

// NewCopyPath gives where a copy with this label belongs that is not there yet.
func (s *Store) NewCopyPath(label string) string {
	path := s.CopyPath(label)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = s.CopyPath(fmt.Sprintf("%s-%d", label, n))
	}
}

// name is the name of the file without its ending.
func (s *Store) name() string {
	base := filepath.Base(s.path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// writeCopy writes a file that only the user can read, all of it or nothing,
// and never over another.
func writeCopy(path string, fill func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	clearHalves(filepath.Dir(path))
	f, err := os.CreateTemp(filepath.Dir(path), halfCopy+"*") // 0600
	if err != nil {
		return err
	}
	tryLock(f)                // while it is being written
	defer os.Remove(f.Name()) // gone by then, or of no use
	if err := errors.Join(fill(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// halfCopy begins the name of a copy that is not whole yet, and abandoned is how long nobody wrote
// to one that its program left behind.
const (
	halfCopy  = ".copy-"
	abandoned = time.Minute
)

// clearHalves removes what copies that were cut off left in a folder, but none that a program is
// writing now.
func clearHalves(folder string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		number, ours := strings.CutPrefix(e.Name(), halfCopy)
		info, err := e.Info()
		if !ours || err != nil || !info.Mode().IsRegular() || strings.Trim(number, "0123456789") != "" || time.Since(info.ModTime()) < abandoned {
			continue
		}
		path := filepath.Join(folder, e.Name())
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if !canLock || tryLock(f) {
			_ = f.Close()
			_ = os.Remove(path) // one too many harms nobody
			continue
		}
		_ = f.Close()
	}
}

// rotate removes the oldest daily copies, but not the newest, nor one that is far
// larger than all that came after it: then most of what was on file is in no other.
// A copy of a day to come was made while the clock was ahead: it is older than it says.
func (s *Store) rotate(newest string) {
	var days []Copy
	for _, c := range s.Copies() {
		if s.isDaily(c.Path) {
			days = append(days, c)
		}
	}
	slices.SortStableFunc(days, func(x, y Copy) int {
		switch {
		case (x.Path > newest) == (y.Path > newest):
			return 0
		case x.Path > newest:
			return -1
		}
		return 1
	})
	for i := 0; i < len(days)-max(1, s.Daily.Keep); i++ {
		if !slices.ContainsFunc(days[i+1:], func(c Copy) bool { return 2*c.Size >= days[i].Size }) {
			continue
		}
		_ = os.Remove(days[i].Path) // one too many harms nobody
	}
}

func (s *Store) isDaily(path string) bool {
	day, ok := strings.CutPrefix(strings.TrimSuffix(filepath.Base(path), ".db"), s.name()+"-")
	_, err := time.Parse(time.DateOnly, day)
	return ok && err == nil
}

// Copies lists the copies of this store in the folder, oldest first.
func (s *Store) Copies() []Copy {
	entries, err := os.ReadDir(s.Daily.Folder)
	if err != nil {
		return nil
	}
	var out []Copy
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !strings.HasPrefix(e.Name(), s.name()+"-") || filepath.Ext(e.Name()) != ".db" {
			continue
		}
		out = append(out, Copy{filepath.Join(s.Daily.Folder, e.Name()), info.ModTime(), info.Size()})
	}
	slices.SortFunc(out, func(x, y Copy) int { return cmp.Compare(x.Path, y.Path) })
	return out
}

// BackupTo writes a copy of the whole store, as of one moment, into a new file
// that only the user can read. A file that exists is an error: fs.ErrExist.
func (s *Store) BackupTo(path string) error {
	if filepath.Dir(path) == s.Daily.Folder {
		if err := os.MkdirAll(s.Daily.Folder, 0o700); err != nil {
			return err
		}
	}
	return writeCopy(path, s.Backup)
}
