package main

import (
	"os"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// limited BYTES ARGS is oneonone on a disk that has room for so many bytes a
// file.
func limited() {
	n, err := strconv.ParseUint(os.Args[1], 10, 64)
	fail(err)
	os.Args = append(os.Args[:1], os.Args[2:]...)
	fail(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n}))
	main()
}

// powerless ARGS is oneonone run by an ordinary user: root may write
// everywhere, and so could test nothing about permissions.
func powerless() {
	runtime.LockOSThread()
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var none [2]unix.CapUserData
	fail(unix.Capset(&header, &none[0]))
	main()
}
