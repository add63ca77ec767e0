package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// access is one use of the file.
type access struct {
	*Store
	doing string // "read" or "written"
}

func (a access) fail(reason, err error) error {
	return &Error{Path: a.path, Doing: a.doing, Reason: reason, Err: err}
}

// failed sorts an error by what it means for the user.
func (a access) failed(err error) error {
	if err == nil {
		return nil
	}
	return a.fail(reasonOf(err), err)
}

// read runs fn in a read transaction; the transaction is nil when there is no
// file, or nothing in it yet.
func (s *Store) read(fn func(*bbolt.Tx) error) error {
	a := access{s, "read"}
	empty, err := a.look()
	if err != nil {
		return err
	}
	if empty {
		return fn(nil)
	}
	old := false
	err = a.view(func(tx *bbolt.Tx, version uint64) error {
		if old = version > 0 && version < s.schema.version(); old {
			return nil
		}
		return fn(tx)
	})
	if err == nil && old {
		return s.upgraded(fn)
	}
	return err
}

// view runs fn in a read transaction on a file of our version or an older one.
func (a access) view(fn func(tx *bbolt.Tx, version uint64) error) error {
	return a.open(func(db *bbolt.DB) error {
		tx, err := db.Begin(false)
		if err != nil {
			return a.failed(err)
		}
		defer tx.Rollback()
		version, err := a.version(tx)
		if err != nil {
			return err
		}
		return fn(tx, version)
	})
}

// upgraded brings the file to our version, then reads it.
func (s *Store) upgraded(fn func(*bbolt.Tx) error) error {
	if err := s.write(func(*bbolt.Tx) (bool, error) { return false, nil }); err != nil {
		return err
	}
	return s.read(fn)
}

// write runs fn in a write transaction and commits when fn says that it
// changed something.
func (s *Store) write(fn func(*bbolt.Tx) (changed bool, err error)) error {
	a := access{s, "written"}
	empty, err := a.look()
	if err != nil {
		return err
	}
	if empty {
		if err := os.MkdirAll(filepath.Dir(s.path), 0o700); err != nil {
			return a.fail(ErrFolder, err)
		}
		a.clear()
	}
	err = a.open(func(db *bbolt.DB) error {
		if !empty {
			if err := a.daily(db); err != nil {
				return err
			}
		}
		if err := a.migrate(db); err != nil {
			return err
		}
		return a.commit(db, fn)
	})
	if err == nil && empty {
		syncDir(filepath.Dir(s.path))
	}
	return err
}

// commit runs fn in one transaction.
func (a access) commit(db *bbolt.DB, fn func(*bbolt.Tx) (bool, error)) error {
	tx, err := db.Begin(true)
	if err != nil {
		return a.failed(err)
	}
	defer tx.Rollback()
	changed, err := fn(tx)
	if err != nil || !changed {
		return err
	}
	return a.failed(tx.Commit())
}

// migrate brings the file to our version, a transaction for each step; a file
// without anything in it starts there.
func (a access) migrate(db *bbolt.DB) error {
	for {
		done := false
		err := a.commit(db, func(tx *bbolt.Tx) (bool, error) {
			v, err := a.version(tx)
			if err != nil {
				return false, err
			}
			// A new file gets its version with its first record.
			if done = v == 0 || v == a.schema.version(); done {
				return false, nil
			}
			if err := a.schema[v-1](tx); err != nil {
				return false, a.fail(ErrSystem, fmt.Errorf("moving it from version %d to %d: %w", v, v+1, err))
			}
			return true, a.failed(setVersion(tx, v+1, a.Now()))
		})
		if err != nil || done {
			return err
		}
	}
}

// version reads the file's version and refuses what we can't work with.
func (a access) version(tx *bbolt.Tx) (uint64, error) {
	v, err := versionOf(tx)
	if err != nil {
		return 0, a.fail(ErrDamaged, err)
	}
	if v > a.schema.version() {
		return 0, a.fail(ErrNewer, fmt.Errorf("schema %d, this program knows %d", v, a.schema.version()))
	}
	return v, nil
}

// look tells whether there is nothing to read yet. A file of length zero is
// what remains when the very first write was cut off.
func (a access) look() (empty bool, err error) {
	info, err := os.Stat(a.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, a.failed(err)
	case !info.Mode().IsRegular():
		return false, a.fail(ErrNotFile, nil)
	}
	return info.Size() == 0 || a.unfinished(info.Size()), nil
}

// firstSize is how long a file is that bbolt has just made: four pages.
func firstSize() int64 { return 4 * int64(os.Getpagesize()) }

// unfinished tells whether the file is what remains of a store whose very
// first write was cut off: shorter than an empty one, and with a first page
// that no commit ever wrote (bbolt's second transaction is the first to
// commit, and writes page 0). Nothing can be on file in it. Any other short
// file is damaged, or somebody else's.
func (a access) unfinished(size int64) bool {
	if size >= firstSize() {
		return false
	}
	f, err := os.Open(a.path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, metaTx+8)
	if _, err := io.ReadFull(f, head); err != nil {
		return false
	}
	return binary.NativeEndian.Uint32(head[metaMagic:]) == bboltMagic && binary.NativeEndian.Uint64(head[metaTx:]) == 0
}

// Where bbolt's first page has its magic number and the transaction that
// wrote it.
const (
	metaMagic  = 16
	metaTx     = 64
	bboltMagic = 0xED0CDAED
)

// clear empties an unfinished store, so that bbolt makes it anew. Another
// process that is just making it holds its lock: then nothing is done.
func (a access) clear() {
	f, err := os.OpenFile(a.path, os.O_RDWR, 0)
	if err != nil {
		return
	}
	defer f.Close()
	if !tryLock(f) {
		return
	}
	defer unlock(f)
	if info, err := f.Stat(); err == nil && info.Size() > 0 && a.unfinished(info.Size()) {
		_ = f.Truncate(0) // bbolt says so if it can't use the file
	}
}

// open opens the file, runs fn and closes the file, whatever happens. bbolt
// trusts its pages: on a damaged file it panics or touches memory that is not
// there, which comes back as ErrDamaged.
func (a access) open(fn func(*bbolt.DB) error) (err error) {
	var file *os.File
	closed := false
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		// After a panic the database's own locks may be held, and closing it
		// could wait for them for ever: close the file under it.
		if !closed && file != nil {
			unlock(file)
			_ = file.Close()
		}
		if p := recover(); p != nil {
			err = a.damage(p)
		}
	}()
	db, err := bbolt.Open(a.path, 0o600, a.options(&file))
	if err != nil {
		closed = true
		return a.openFailed(err)
	}
	if err = a.checkSize(db, file); err == nil {
		err = fn(db)
	}
	closed = true
	_ = db.Close() // what was committed is on disk already
	return err
}

func (a access) options(file **os.File) *bbolt.Options {
	timeout := a.Timeout
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	return &bbolt.Options{
		Timeout:      timeout,
		ReadOnly:     a.doing == "read",
		NoStatistics: true,
		FreelistType: bbolt.FreelistMapType,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flag, mode)
			*file = f
			return f, err
		},
	}
}

// openFailed sorts an error of bbolt.Open, which has no value for a file that
// is too short.
func (a access) openFailed(err error) error {
	if strings.HasPrefix(err.Error(), "file size too small") {
		return a.fail(ErrDamaged, errors.New("it is cut off"))
	}
	return a.failed(err)
}

// checkSize refuses a file that was cut off: bbolt would read, or write, past
// its end.
func (a access) checkSize(db *bbolt.DB, file *os.File) error {
	info, err := file.Stat()
	if err != nil {
		return a.failed(err)
	}
	tx, err := db.Begin(false)
	if err != nil {
		return a.failed(err)
	}
	defer tx.Rollback()
	if info.Size() < tx.Size() {
		return a.fail(ErrDamaged, errors.New("it is cut off"))
	}
	return nil
}

// damage turns a panic over a damaged file into an error and lets any other
// panic pass.
func (a access) damage(p any) error {
	_, fault := p.(interface{ Addr() uintptr })
	if !fault && !strings.HasPrefix(panickedIn(), "go.etcd.io/bbolt") {
		panic(p)
	}
	return a.fail(ErrDamaged, fmt.Errorf("%v", p))
}

// panickedIn names the function that the panic being handled came from.
func panickedIn() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for raised := false; ; {
		f, more := frames.Next()
		inRuntime := strings.HasPrefix(f.Function, "runtime.")
		if raised && !inRuntime {
			return f.Function
		}
		raised = raised || f.Function == "runtime.gopanic"
		if !more {
			return ""
		}
	}
}

// syncDir makes a new file's name as durable as its content, where the system
// has a way to.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// defaultTimeout is how long to wait for other programs.
const defaultTimeout = 3 * time.Second
