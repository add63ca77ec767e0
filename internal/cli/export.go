package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/archive"
	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

func newExportCmd(a *App) *cobra.Command {
	var folder, out string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "All your data, for any other program",
		Long: `export writes everything on file, private records included, as JSON Lines: a
record a line, with all that belongs to it. import reads it back as it was, on
this computer or another. --markdown writes a folder for people instead: notes
by day, a file for each person with a heading a day, goals, every draft.`,
		Example: `  oneonone export > journal.jsonl
  oneonone export --out journal.jsonl
  oneonone export --markdown ~/journal
  oneonone export | jq -r 'select(.kind == "feedback") | .text'`,
		Args: takes(),
		RunE: func(*cobra.Command, []string) error { return runExport(a, out, folder) },
	}
	cmd.Flags().StringVar(&out, "out", "", "write to this `FILE`")
	cmd.Flags().StringVar(&folder, "markdown", "", "write Markdown into this `FOLDER`, which must be new or empty")
	return cmd
}

func runExport(a *App, out, folder string) error {
	if folder != "" && out != "" {
		return wrong("choose one", "--out and --markdown exclude each other")
	}
	if folder != "" {
		if err := emptyFolder(folder); err != nil {
			return err
		}
	}
	if out != "" {
		if err := a.mayWrite(out, `{"id":"`); err != nil {
			return err
		}
	}
	copied, n, err := a.copyRecords()
	if err != nil {
		return err
	}
	defer removeFile(copied)
	switch {
	case folder != "":
		return a.exportFolder(copied, folder)
	case out != "":
		if err := replaceFile(out, copied); err != nil {
			return failed(err, "name another file with --out", "the export can't be written: %v", plainPathError(err))
		}
		a.Screen().Say("%s written to %s", count(n, "record"), out)
		return nil
	}
	w := bufio.NewWriter(a.env.Stdout)
	if _, err := io.Copy(w, copied); err != nil {
		return outputError(err)
	}
	return outputError(w.Flush())
}

// copyRecords writes every record and every tombstone, a line each, into a file
// that nobody else can read: the store is open while that takes, and not while
// somebody reads the result at their own pace.
func (a *App) copyRecords() (copied *os.File, n int, err error) {
	copied, err = os.CreateTemp("", "oneonone-export-*") // 0600
	if err != nil {
		return nil, 0, failed(err, "make room there, or set TMPDIR", "there is no room for the export: %v", err)
	}
	w := bufio.NewWriter(copied)
	err = a.view(func(r *store.Reader) error {
		n = 0
		if err := r.Sound(); err != nil {
			return err // what is no record is not carried on
		}
		for raw := range r.Raws(time.Time{}, time.Time{}) {
			w.Write(raw.JSON) // Flush tells what went wrong
			w.WriteByte('\n')
			n++
		}
		for raw := range r.RawsRemoved() {
			w.Write(raw.JSON)
			w.WriteByte('\n')
		}
		return nil
	})
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		_, err = copied.Seek(0, io.SeekStart)
	}
	if err != nil {
		removeFile(copied)
		return nil, 0, err
	}
	return copied, n, nil
}

func removeFile(f *os.File) {
	f.Close()
	os.Remove(f.Name())
}

// emptyFolder refuses a folder that has something in it: what is there is not
// overwritten.
func emptyFolder(folder string) error {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return wrong("name a folder", "%s can't be read: %v", folder, plainPathError(err))
	case len(entries) > 0:
		return wrong("name one that is new or empty", "the folder %s is not empty", folder)
	}
	return nil
}

func plainPathError(err error) error {
	var below *fs.PathError
	if errors.As(err, &below) {
		return below.Err
	}
	return err
}

// exportFolder writes the records as Markdown.
func (a *App) exportFolder(copied io.Reader, folder string) error {
	n := 0
	for file, err := range archive.Folder(archive.Lines(copied, nil), a.now.Location()) {
		if err != nil {
			return err
		}
		path := filepath.Join(folder, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return failed(err, "name another folder", "%s can't be made: %v", filepath.Dir(path), plainPathError(err))
		}
		if err := os.WriteFile(path, []byte(file.Text), 0o600); err != nil {
			return failed(err, "name another folder", "%s can't be written: %v", path, plainPathError(err))
		}
		n++
	}
	if n == 0 {
		a.Screen().Say("nothing on file")
		return nil
	}
	return a.print("%s in %s", count(n, "file"), folder)
}

// tallied counts records by what they are, in a sentence.
func tallied(records iter.Seq[oneonone.Record]) string {
	var words []string
	counts := map[string]int{}
	for rec := range records {
		word := kindWord(rec.Header().Kind)
		if rec.Header().Removed {
			word = "removed record"
		}
		if counts[word] == 0 {
			words = append(words, word)
		}
		counts[word]++
	}
	s := ""
	for i, word := range words {
		if i > 0 {
			s += ", "
		}
		switch {
		case word == "feedback":
			s += fmt.Sprintf("%d feedback", counts[word])
		case word == "person" && counts[word] > 1:
			s += fmt.Sprintf("%d people", counts[word])
		default:
			s += count(counts[word], word)
		}
	}
	return s
}
