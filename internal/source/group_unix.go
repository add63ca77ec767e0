//go:build unix

package source

import (
	"os/exec"
	"syscall"
)

// ownGroup starts the program in a process group of its own, and kills the
// whole group on cancel, so that nothing it started lives on.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
