package store

import (
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
	"unsafe"

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
	if err := s.write(func(*bbolt.Tx) (effect, error) { return nothing, nil }); err != nil {
		return err
	}
	return s.read(fn)
}

// write runs fn in a write transaction and commits when fn says that it
// changed something.
func (s *Store) write(fn func(*bbolt.Tx) (effect, error)) error {
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
func (a access) commit(db *bbolt.DB, fn func(*bbolt.Tx) (effect, error)) error {
	tx, err := db.Begin(true)
	if err != nil {
		return a.failed(err)
	}
	defer tx.Rollback()
	done, err := fn(tx)
	if err != nil || done == nothing {
		return err
	}
	if err := tx.Commit(); err != nil || done == changed {
		return a.failed(err)
	}
	return a.failed(wipe(db))
}

// migrate brings the file to our version, a transaction for each step; a file
// without anything in it starts there.
func (a access) migrate(db *bbolt.DB) error {
	for {
		done := false
		err := a.commit(db, func(tx *bbolt.Tx) (effect, error) {
			v, err := a.version(tx)
			if err != nil {
				return nothing, err
			}
			// A new file gets its version with its first record.
			if done = v == 0 || v == a.schema.version(); done {
				return nothing, nil
			}
			if err := a.schema[v-1](tx); err != nil {
				return nothing, a.fail(ErrSystem, fmt.Errorf("moving it from version %d to %d: %w", v, v+1, err))
			}
			return changed, a.failed(setVersion(tx, v+1, a.Now()))
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
	head := make([]byte, pageHead+headSize)
	if _, err := io.ReadFull(f, head); err != nil {
		return false
	}
	return number.Uint32(head[headMagic:]) == bboltMagic && number.Uint64(head[headTx:]) == 0
}

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
	if a.replaced(file) {
		closed = true
		_ = db.Close() // nothing was written
		return a.open(fn)
	}
	if err = a.check(db, file); err == nil {
		err = fn(db)
	}
	closed = true
	_ = db.Close() // what was committed is on disk already
	return err
}

// replaced tells whether another file stands at the path by now: while we waited for the lock,
// the store was recovered. What would be written into the old one would be lost.
func (a access) replaced(file *os.File) bool {
	now, err := os.Stat(a.path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	ours, err := file.Stat()
	return err == nil && !os.SameFile(ours, now)
}

// locked runs fn while no program, and no other part of this one, has the file open as a store.
func (a access) locked(fn func(*os.File) error) error {
	f, err := os.OpenFile(a.path, os.O_RDWR, 0)
	if err != nil {
		return a.failed(err)
	}
	defer f.Close()
	for until := time.Now().Add(a.wait()); canLock && !tryLock(f); time.Sleep(lockPause) {
		if time.Now().After(until) {
			return a.fail(ErrLocked, nil)
		}
	}
	defer unlock(f)
	return fn(f)
}

// wait is how long to wait for other programs.
func (a access) wait() time.Duration {
	if a.Timeout <= 0 {
		return defaultTimeout
	}
	return a.Timeout
}

// lockPause is how long to wait between two tries to lock a file.
const lockPause = 20 * time.Millisecond

func (a access) options(file **os.File) *bbolt.Options {
	return &bbolt.Options{
		Timeout:      a.wait(),
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
		return a.fail(ErrDamaged, errCutOff)
	}
	return a.failed(err)
}

// alwaysChecked is up to which size, in bytes, a file is read through each time it is opened: it
// takes three milliseconds at most. Larger ones are before the first write of a day, and by what
// copies or carries out all of it.
const alwaysChecked = 8 << 20

// check refuses a file that is damaged: bbolt would give what it finds, or write upon it.
func (a access) check(db *bbolt.DB, file *os.File) error {
	pageSize := db.Info().PageSize
	info, err := file.Stat()
	if err != nil {
		return a.failed(err)
	}
	size := info.Size()
	if size > alwaysChecked {
		size = 2 * int64(pageSize)
	}
	data := mapped(db, size)
	head, err := newestHead(data, pageSize)
	switch {
	case err != nil:
		return a.fail(ErrDamaged, err)
	case head.pages > uint64(info.Size())/uint64(pageSize):
		return a.fail(ErrDamaged, errCutOff)
	case size < info.Size():
		return nil
	}
	if _, err = whole(data, pageSize, head); err != nil {
		return a.fail(ErrDamaged, err)
	}
	return nil
}

// mapped gives the beginning of the file as bbolt has it in memory, which is good until it is
// closed or written to: to read it anew takes ten times as long as to check it.
func mapped(db *bbolt.DB, size int64) []byte {
	at := db.Info().Data
	return unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&at))), size)
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
