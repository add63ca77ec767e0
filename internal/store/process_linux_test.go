package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"oneonone/internal/oneonone"
)

// systemChildren are the roles that need this system.
func systemChildren() map[string]func(*Store, string) error {
	return map[string]func(*Store, string) error{"fill": fillUp, "nobody": asNobody}
}

// fillUp writes under a limit on the size of files until there is no room.
func fillUp(s *Store, _ string) error {
	const room = 256 << 10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: room, Max: room}); err != nil {
		return err
	}
	for i := range 1000 {
		n := note(fmt.Sprintf("n%03d", i), day(i), strings.Repeat("long ", 1000))
		if err := s.Put(n); err != nil {
			fmt.Print(i, " ", errors.Is(err, ErrFull), " ", err)
			return nil
		}
	}
	return errors.New("there was room for all")
}

// asNobody tries to use the store as a user who may not.
func asNobody(s *Store, _ string) error {
	if err := syscall.Setuid(65534); err != nil {
		return err
	}
	_, read := s.Get("abcd")
	fmt.Print(errors.Is(read, ErrDenied), " ", errors.Is(s.Put(note("efgh", day(0), "x")), ErrDenied), " ", read)
	return nil
}

func TestFullDisk(t *testing.T) {
	s := newStore(t)
	out, err := child(s, "fill", "").CombinedOutput()
	must(t, err)
	var n int
	var full bool
	_, err = fmt.Sscan(string(out), &n, &full)
	if err != nil || n == 0 || !full {
		t.Fatalf("got %q", out)
	}
	if want := "the store " + s.Path() + " can't be written: there is no room left on the disk"; !strings.HasSuffix(string(out), want) {
		t.Errorf("it says %q, want %q", out, want)
	}
	must(t, s.View(func(r *Reader) error {
		if got := r.Count(oneonone.KindNote); got != n {
			t.Errorf("%d notes, want the %d that were put before", got, n)
		}
		return nil
	}))
	must(t, s.Put(note("after", day(0), "there is room again")))
}

func TestDenied(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can become somebody who may not")
	}
	s := filled(t, note("abcd", day(0), "x"))
	for dir := filepath.Dir(s.Path()); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		must(t, os.Chmod(dir, 0o755))
	}
	out, err := child(s, "nobody", "").CombinedOutput()
	must(t, err)
	if want := "true true the store " + s.Path() + " can't be read: permission denied"; string(out) != want {
		t.Errorf("got %q, want %q", out, want)
	}
}
