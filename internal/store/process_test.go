package store

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"oneonone/internal/oneonone"
)

// asChild names in the environment what the test binary does when it is run
// as another process, and childFile the store it does it to.
const (
	asChild   = "ONEONONE_STORE_TEST_CHILD"
	childFile = "ONEONONE_STORE_TEST_FILE"
	childName = "ONEONONE_STORE_TEST_NAME"
)

func TestMain(m *testing.M) {
	role := os.Getenv(asChild)
	if role == "" {
		os.Exit(m.Run())
	}
	s := New(os.Getenv(childFile))
	s.Timeout = 20 * time.Second
	if err := children()[role](s, os.Getenv(childName)); err != nil {
		fmt.Fprint(os.Stderr, err)
		os.Exit(1)
	}
}

// children are the roles that other processes play.
func children() map[string]func(s *Store, name string) error {
	roles := systemChildren()
	roles["write"], roles["write on"] = writeSome, writeOn
	roles["write at times"] = writeAtTimes
	return roles
}

// child readies another process.
func child(s *Store, role, name string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asChild+"="+role, childFile+"="+s.Path(), childName+"="+name)
	return cmd
}

// writeSome files five notes and adds a line to a note that all write to.
func writeSome(s *Store, name string) error {
	for i := range 5 {
		if err := s.Put(note(fmt.Sprintf("%s-%d", name, i), day(i), name)); err != nil {
			return err
		}
	}
	_, err := s.Edit("shared", func(r oneonone.Record) error { r.Header().Text += " " + name; return nil })
	return err
}

// writeOn files notes until it is killed, and says after each that it is on
// disk.
func writeOn(s *Store, name string) error {
	for i := 0; ; i++ {
		n := note(fmt.Sprintf("%s-%04d", name, i), day(i), strings.Repeat("all work ", i%400))
		if err := s.Put(n); err != nil {
			return err
		}
		fmt.Println(n.ID)
	}
}

// writeAtTimes is writeOn with pauses, in which others come to the file, too.
func writeAtTimes(s *Store, name string) error {
	for i := 0; ; i++ {
		n := note(fmt.Sprintf("%s-%06d", name, i), day(i), "one of many")
		if err := s.Put(n); err != nil {
			return err
		}
		fmt.Println(n.ID)
		time.Sleep(10 * time.Millisecond)
	}
}

// checkShared tests that nothing of the writers is lost.
func checkShared(t *testing.T, s *Store, writers int) {
	t.Helper()
	shared, err := s.Get("shared")
	must(t, err)
	if lines := strings.Fields(shared.Header().Text); len(lines) != writers {
		t.Errorf("the note that all edit has %d lines, want %d: %v", len(lines), writers, lines)
	}
	must(t, s.View(func(r *Reader) error {
		if n := r.Count(oneonone.KindNote); n != 5*writers+1 {
			t.Errorf("%d notes, want %d", n, 5*writers+1)
		}
		return nil
	}))
}

func TestGoroutinesLoseNothing(t *testing.T) {
	s := newStoreIn(t, quickDir(t))
	must(t, s.Put(note("shared", day(0), "")))
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if err := writeSome(s, fmt.Sprintf("w%d", i)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	checkShared(t, s, 20)
}

func TestProcessesLoseNothing(t *testing.T) {
	s := newStoreIn(t, quickDir(t))
	must(t, s.Put(note("shared", day(0), "")))
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if out, err := child(s, "write", fmt.Sprintf("w%d", i)).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	all.Wait()
	checkShared(t, s, 20)
}

// Many processes may also make the store, all at once.
func TestProcessesMakeTheStore(t *testing.T) {
	s := newStoreIn(t, quickDir(t))
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			cmd := child(s, "write", fmt.Sprintf("w%d", i))
			// There is no shared note: the last step fails, and only that.
			if out, err := cmd.CombinedOutput(); err == nil || !bytes.Contains(out, []byte(ErrNotFound.Error())) {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
	all.Wait()
	must(t, s.View(func(r *Reader) error {
		if n := r.Count(oneonone.KindNote); n != 40 {
			t.Errorf("%d notes, want 40", n)
		}
		return nil
	}))
}

// A process that is killed while it writes leaves all that it said is on disk,
// and a store that works.
func TestKilledWhileWriting(t *testing.T) {
	s := filled(t, note("first", day(0), "first"))
	for i := range 4 {
		cmd := child(s, "write on", fmt.Sprintf("k%d", i))
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		lines := bufio.NewReader(out)
		var told []string
		for id, err := lines.ReadString('\n'); err == nil; id, err = lines.ReadString('\n') {
			told = append(told, strings.TrimSpace(id))
			if len(told) == 5 {
				// Somewhere in the next few writes.
				time.AfterFunc(time.Duration(i)*700*time.Microsecond, func() { _ = cmd.Process.Kill() })
			}
		}
		if err := cmd.Wait(); !errors.As(err, new(*exec.ExitError)) || len(told) < 5 {
			t.Fatalf("the child ended by itself after %d notes: %v", len(told), err)
		}
		for _, id := range told {
			if _, err := s.Get(id); err != nil {
				t.Errorf("%s was on disk: %v", id, err)
			}
		}
		checkFile(t, s)
	}
	must(t, s.Put(note("last", day(0), "last")))
}
