//go:build !unix || solaris || aix

package store

import "os"

// canLock tells that tryLock can't say whether a file is in use.
const canLock = false

// unlock does nothing: here closing the file lets go of its lock.
func unlock(*os.File) {}

// tryLock does nothing here: bbolt itself says what it makes of the file.
func tryLock(*os.File) bool { return false }
