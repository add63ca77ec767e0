package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

// checkStore opens the store and looks at its file. A store that is not there
// yet is fine.
func (a *App) checkStore(s *section, learn bool) error {
	st, err := a.Store()
	if err != nil {
		s.failWith("store", err)
		return err
	}
	records, version := 0, uint64(0)
	var notes []*oneonone.Note
	err = st.View(func(r *store.Reader) error {
		version = r.Version()
		for _, kind := range r.Kinds() {
			for rec, err := range r.All(kind) {
				if err != nil {
					return err
				}
				if n, ok := rec.(*oneonone.Note); ok && learn {
					notes = append(notes, n)
				}
				records++
			}
		}
		return nil
	})
	var saved *store.Saved
	if err == nil {
		saved, err = st.Salvage()
	}
	if err == nil && saved.Damaged { // since it was read
		err = &store.Error{Path: st.Path(), Doing: "read", Reason: store.ErrDamaged}
	}
	if err != nil {
		s.failWith("store", err)
		return err
	}
	if saved.Here > 0 {
		s.warn("store", "`oneonone doctor --recover` puts them on file",
			"%s left in the file by a write that was cut off", count(saved.Here, "record"))
	}
	info, err := os.Stat(st.Path())
	if copies := st.Copies(); records == 0 && len(copies) > 0 {
		s.warn("store", "`oneonone backup --list` shows them, `oneonone restore` brings one back", "%s has no records, but there is more: %s of it", st.Path(), oneonone.Plural(len(copies), "copy", "copies"))
		return nil
	}
	if err != nil || version == 0 {
		s.ok("store", "%s: no records yet", st.Path())
		return nil
	}
	s.ok("store", "%s: %s, %s, version %d", st.Path(), count(records, "record"), size(info.Size()), version)
	if n := len(brief.Examples(notes)); n > 0 {
		s.ok("learn", "%s %s what kinds are; `config set learn false` leaves them out", oneonone.Plural(n, "note", "notes"), teaches(n))
	}
	if copies := st.Copies(); len(copies) > 0 {
		s.ok("copies", "%s in %s, the last of %s", oneonone.Plural(len(copies), "copy", "copies"), st.Daily.Folder, copies[len(copies)-1].At.Format("2 Jan 2006"))
	}
	for _, path := range []string{st.Path(), filepath.Dir(st.Path())} {
		if open, mode := openToOthers(path); open && (path == st.Path() || filepath.Base(path) == "oneonone") {
			s.warn("store", "`chmod go= "+path+"` closes it", "%s is open to others (%s)", path, mode)
		}
	}
	return nil
}

func teaches(n int) string {
	if n == 1 {
		return "teaches"
	}
	return "teach"
}

func size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1023)>>10)
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// checkConfig says which file holds, and whether somebody else may change what
// it starts.
func (a *App) checkConfig(s *section, cfg Config, err error) {
	path, _, ok := a.configPath()
	if err != nil {
		s.failWith("config", err)
		return
	}
	info, err := os.Stat(path)
	if !ok || err != nil {
		s.ok("config", "there is no config file: all settings have their defaults")
		return
	}
	s.ok("config", "%s", path)
	if _, mode := openToOthers(path); mode != "" && info.Mode().Perm()&0o022 != 0 {
		s.warn("config", "`chmod go-w "+path+"` closes it: it names programs to run", "%s can be changed by others (%s)", path, mode)
	}
	for _, named := range append(append([]string{}, cfg.Git...), cfg.Notes...) {
		if _, err := os.Stat(expandHome(named, a.Getenv("HOME"))); errors.Is(err, fs.ErrNotExist) {
			s.fail("config", "correct the path in the config", "%s is not there", named)
		}
	}
}

// programTime is how long a program may take to tell its version.
const programTime = 2 * time.Second

// checkGit asks git for its version. It is needed by those who read
// histories.
func (a *App) checkGit(ctx context.Context, s *section, cfg Config) {
	missing := s.warn
	if len(cfg.Git) > 0 {
		missing = s.fail
	}
	path, err := exec.LookPath("git")
	if err != nil {
		missing("git", "install git to read your work from repositories", "there is no program git")
		return
	}
	ctx, cancel := context.WithTimeout(ctx, programTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "version")
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		missing("git", "run `git version` by hand to see why", "%s does not work: %v", path, err)
		return
	}
	s.ok("git", "%s, version %s", path, strings.TrimPrefix(firstLine(string(out)), "git version "))
}

// checkEditor finds the editor. Only a wrong setting is a failure: all can be
// done without one.
func (a *App) checkEditor(s *section) {
	path, err := a.Screen().Editor()
	switch {
	case err == nil:
		s.ok("editor", "%s", path)
	case a.Getenv("VISUAL")+a.Getenv("EDITOR") != "":
		s.fail("editor", "set EDITOR to yours", "%v", err)
	default:
		s.warn("editor", "set EDITOR to yours", "there is no editor to write in")
	}
}
