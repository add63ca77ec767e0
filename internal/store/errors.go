package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"oneonone/internal/oneonone"
)

// Why a store can't be used: the Reason of an *Error.
var (
	// ErrLocked: another program held the file for longer than Timeout.
	ErrLocked = errors.New("another program is using it")
	// ErrNewer: the file has a newer schema than this program knows.
	ErrNewer = errors.New("it was written by a newer version of this program")
	// ErrDamaged: truncated, overwritten, or never a store.
	ErrDamaged = errors.New("it is damaged or not a store of this program")
	// ErrDenied: the permissions of the file or its folder forbid it.
	ErrDenied = errors.New("permission denied")
	// ErrFull: the disk, a quota or a limit leaves no room. Nothing was changed.
	ErrFull = errors.New("there is no room left on the disk")
	// ErrFolder: the folder for the file can't be made.
	ErrFolder = errors.New("its folder can't be made")
	// ErrNotFile: the path names a folder or a device.
	ErrNotFile = errors.New("it is not a file")
	// ErrMissing: there is no such file, or nothing in it. Reading a store does
	// not fail so; backing it up or restoring from it does.
	ErrMissing = errors.New("it does not exist")
	// ErrSystem: anything else that the system reports.
	ErrSystem = errors.New("the system reports an error")
)

// ErrNotFound tells that no record has such an id, or that it was removed.
var ErrNotFound = errors.New("no such record")

// Error says that the store can't be opened, read or written.
type Error struct {
	Path string
	// Doing is "read" or "written".
	Doing string
	// Reason is one of the Err values above, Err what lies below it; it may be
	// nil.
	Reason, Err error
}

// Error gives one sentence.
func (e *Error) Error() string {
	s := fmt.Sprintf("the store %s can't be %s: %v", e.Path, e.Doing, e.Reason)
	if e.Err != nil && (e.Reason == ErrDamaged || e.Reason == ErrFolder || e.Reason == ErrSystem) {
		s += " (" + e.Err.Error() + ")"
	}
	return s
}

// Unwrap gives both the reason and what lies below it.
func (e *Error) Unwrap() []error { return []error{e.Reason, e.Err} }

// AmbiguousError tells that several ids begin with what the user typed.
type AmbiguousError struct {
	Prefix     string
	Candidates []Candidate
	// More tells that there are others, not listed.
	More bool
}

// Candidate is a record that the user may have meant.
type Candidate struct {
	ID   string
	Kind oneonone.Kind
	Text string
}

// Error names the ids.
func (e *AmbiguousError) Error() string {
	ids := make([]string, len(e.Candidates))
	for i, c := range e.Candidates {
		ids[i] = c.ID
	}
	if e.More {
		ids = append(ids, "…")
	}
	return fmt.Sprintf("%q begins several ids: %s", e.Prefix, strings.Join(ids, ", "))
}

// noRoom are the system's words for a full disk.
var noRoom = [...]syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}

// reasonOf sorts an error of bbolt or of the system.
func reasonOf(err error) error {
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return ErrLocked
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrDenied
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum),
		errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrIncompatibleValue):
		return ErrDamaged
	}
	for _, full := range noRoom {
		// bbolt keeps only the words of some errors, not the errors.
		if errors.Is(err, full) || strings.HasSuffix(err.Error(), full.Error()) {
			return ErrFull
		}
	}
	return ErrSystem
}
