//go:build unix && !solaris && !aix

package store

import (
	"os"
	"syscall"
)

// canLock tells that tryLock can say whether a file is in use.
const canLock = true

// unlock lets go of bbolt's lock on a file. Closing the file is not enough: it
// stays locked for as long as it is mapped.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// tryLock takes bbolt's lock on a file, if nobody holds it.
func tryLock(f *os.File) bool {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
