//go:build !unix || solaris || aix

package store

import "os"

// unlock does nothing: here closing the file lets go of its lock.
func unlock(*os.File) {}

// tryLock does nothing here: bbolt itself says what it makes of the file.
func tryLock(*os.File) bool { return false }
