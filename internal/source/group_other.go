//go:build !unix

package source

import "os/exec"

// ownGroup does nothing where there are no process groups: the program itself
// is killed on cancel.
func ownGroup(*exec.Cmd) {}
