package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

func newBackupCmd(a *App) *cobra.Command {
	var list bool
	cmd := &cobra.Command{
		Use:   "backup [FILE]",
		Short: "Copy the whole store, while it is in use",
		Long: `backup writes a copy of everything on file, as of one moment, into FILE; without
one into the folder backups beside the store. Before the first write of each day
such a copy is made by itself, and those of the last seven days stay. restore
brings one back.`,
		Example: `  oneonone backup
  oneonone backup ~/usb/oneonone.db
  oneonone backup --list`,
		Args: atMostOne("FILE"),
		RunE: func(_ *cobra.Command, args []string) error {
			if list {
				return runBackupList(a)
			}
			return runBackup(a, args)
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, "show the copies that there are")
	return cmd
}

func runBackup(a *App, args []string) error {
	s, err := a.Store()
	if err != nil {
		return err
	}
	path := s.CopyPath(a.now.Format("2006-01-02-150405"))
	if len(args) > 0 {
		path = args[0]
	}
	switch err := s.BackupTo(path); {
	case errors.Is(err, store.ErrMissing):
		return wrong(`begin with oneonone note "…"`, "there is nothing on file yet to copy")
	case errors.Is(err, fs.ErrExist):
		return wrong("name another", "%s exists already", path)
	case isStoreError(err):
		return err
	case err != nil:
		return failed(err, "name another file", "the copy can't be written: %v", plainPathError(err))
	}
	if a.opts.json {
		return a.printJSON(map[string]string{"path": path})
	}
	return a.print("%s", path)
}

func isStoreError(err error) bool {
	var s *store.Error
	return errors.As(err, &s)
}

// listedCopy is a copy as --json prints it.
type listedCopy struct {
	Path string    `json:"path"`
	At   time.Time `json:"at"`
	Size int64     `json:"bytes"`
}

func runBackupList(a *App) error {
	s, err := a.Store()
	if err != nil {
		return err
	}
	var rows [][]string
	var all oneonone.List[listedCopy]
	for _, c := range s.Copies() {
		all = append(all, listedCopy{c.Path, c.At, c.Size})
		rows = append(rows, []string{c.At.Format("2006-01-02 15:04"), fmt.Sprintf("%d KB", (c.Size+1023)/1024), c.Path})
	}
	if a.opts.json {
		return a.printJSON(all)
	}
	if len(rows) == 0 {
		a.Screen().Say("there is no copy yet; one is made before the first write of each day")
		return nil
	}
	return a.printTable(rows)
}

func newRestoreCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Bring back a copy of the store",
		Long: `restore replaces everything on file by what a copy holds: a file that backup
wrote, or the day of a daily copy. What is on file now is copied first, so that
a restore can be taken back. It asks before it begins; --yes answers.`,
		Example: `  oneonone restore 2026-11-19
  oneonone restore ~/usb/oneonone.db --yes`,
		Args: takes("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return runRestore(cmd.Context(), a, args[0]) },
	}
	cmd.Flags().BoolVar(&a.opts.yes, "yes", false, "do not ask")
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return cmd
}

func runRestore(ctx context.Context, a *App, name string) error {
	s, err := a.Store()
	if err != nil {
		return err
	}
	path, err := copyCalled(s, name)
	if err != nil {
		return err
	}
	n, err := a.countIn(path)
	if err != nil {
		return wrong("`oneonone backup --list` shows the copies that there are", "%s is no copy of a store: %s", path, explain(err).what)
	}
	yes, err := a.Screen().Confirm(ctx, fmt.Sprintf("replace everything on file by the %s in %s?", count(n, "record"), path))
	switch {
	case errors.Is(err, term.ErrNoTerminal):
		return wrong("add --yes", "restore replaces everything on file, and nobody can be asked")
	case err != nil && !errors.Is(err, term.ErrNoAnswer):
		return err
	case !yes:
		a.Screen().Say("nothing restored")
		return nil
	}
	before := s.NewCopyPath(a.now.Format("2006-01-02-150405") + "-before-restore")
	switch err := s.Restore(path, before); {
	case errors.Is(err, store.ErrDamaged):
		return failed(err, "`oneonone doctor --recover` saves what can be saved first", "what is on file now can't be copied, so nothing was restored")
	case errors.As(err, new(*fs.PathError)), errors.Is(err, fs.ErrExist):
		return failed(err, "make room there", "what is on file now can't be copied, so nothing was restored: %v", plainPathError(err))
	case err != nil:
		return err
	}
	if _, err := os.Lstat(before); err != nil {
		before = "" // there was nothing to lose
	}
	if before != "" {
		a.Screen().Say("what was on file is in %s", before)
	}
	return a.print("%s restored", count(n, "record"))
}

// copyCalled finds a copy by its path, or by the day of a daily one.
func copyCalled(s *store.Store, name string) (string, error) {
	info, err := os.Stat(name)
	if err == nil {
		if own, statErr := os.Stat(s.Path()); statErr == nil && os.SameFile(info, own) {
			return "", wrong("name a copy of it", "%s is the store itself", name)
		}
		return name, nil
	}
	for _, c := range s.Copies() {
		base := filepath.Base(c.Path)
		if base == name || base[:len(base)-len(".db")] == name || len(base) > len(name)+3 && base[len(base)-len(name)-3:] == name+".db" {
			return c.Path, nil
		}
	}
	return "", wrong("`oneonone backup --list` shows the copies that there are", "there is no copy called %s", name)
}

// countIn counts the records of a copy, which also tells whether it is one.
func (a *App) countIn(path string) (n int, err error) {
	err = store.New(path).View(func(r *store.Reader) error {
		for _, kind := range r.Kinds() {
			n += r.Count(kind)
		}
		return nil
	})
	return n, err
}
