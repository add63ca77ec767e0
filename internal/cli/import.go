package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

// importBatch is how many records go on file in one commit: the store is
// written briefly, and memory stays small.
const importBatch = 1000

// The forms that import reads.
const (
	formLines    = "jsonl"
	formJrnl     = "jrnl"
	formMarkdown = "markdown"
	formCSV      = "csv"
)

func newImportCmd(a *App) *cobra.Command {
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import FILE|FOLDER",
		Short: "Take over what another program or computer has",
		Long: `import puts records on file: those of an export, the entries of jrnl (as JSON or
as text), the notes of a folder of Markdown (Obsidian's and Logseq's, too; their
tasks are promises), action items of a CSV or TSV file (columns text, owner,
due, status, created, with). The same file can be imported again: what is there
already stays, what was edited or closed in it is taken over. It says what it
found before it begins; on a terminal it asks. --dry-run only says it.`,
		Example: `  oneonone import journal.jsonl
  oneonone import ~/vault/daily --dry-run
  jrnl --format json | oneonone import - --format jrnl
  oneonone import actions.csv`,
		Args: takes("FILE|FOLDER"),
		RunE: func(cmd *cobra.Command, args []string) error { return runImport(cmd.Context(), a, o, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.form, "format", "", "what it is: jsonl, jrnl, markdown or csv (`FORMAT`; told from the file if not given)")
	f.BoolVar(&o.dryRun, "dry-run", false, "say what would be imported, import nothing")
	f.BoolVar(&a.opts.yes, "yes", false, "do not ask")
	completeWords(cmd, "format", importForms())
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return cmd
}

func importForms() []string { return []string{formLines, formJrnl, formMarkdown, formCSV} }

type importOptions struct {
	form   string
	dryRun bool
}

func runImport(ctx context.Context, a *App, o importOptions, name string) error {
	if o.form != "" {
		var err error
		if o.form, err = oneOf("format", o.form, importForms()); err != nil {
			return err
		}
	}
	in, err := a.openImport(ctx, o.form, name)
	if err != nil {
		return err
	}
	defer in.close()
	p, err := a.preview(ctx, in)
	if err != nil {
		return err
	}
	a.Screen().Say("%s: %s", in.name, p.says())
	if len(in.unknown) > 0 {
		a.Screen().Warn("%s has what this version of oneonone does not know, and leaves out: %s", in.name, strings.Join(in.unknown, ", "))
	}
	if len(in.gone) > 0 {
		a.Screen().Say("no longer in the files: %s of an earlier import, left on file (`oneonone log` shows, `oneonone rm` removes)", tallied(slices.Values(in.gone)))
	}
	if in.undated > 0 && p.fresh > 0 {
		a.Screen().Say("%s dated by nothing but the time of their file: a heading or a file name with a day would say it", count(in.undated, "note"))
	}
	if o.dryRun || p.fresh+p.changed == 0 {
		return a.printImported(p, 0)
	}
	if !a.opts.yes && a.Screen().Interactive() && !a.opts.json {
		switch yes, err := a.Screen().Confirm(ctx, "import them?"); {
		case err != nil && !errors.Is(err, term.ErrNoAnswer):
			return err
		case !yes:
			return a.printImported(p, 0)
		}
	}
	n, err := a.importAll(ctx, in)
	if err != nil {
		return err
	}
	return a.printImported(p, n)
}

// previewed says what an import would do.
type previewed struct {
	fresh, changed, same int
	kinds                string
}

func (p previewed) says() string {
	if p.fresh+p.changed+p.same == 0 {
		return "there is nothing to import"
	}
	s := p.kinds + "; " + fmt.Sprintf("%d new", p.fresh)
	if p.changed > 0 {
		s += fmt.Sprintf(", %d changed", p.changed)
	}
	if p.same > 0 {
		s += fmt.Sprintf(", %d on file already", p.same)
	}
	return s
}

func (a *App) printImported(p previewed, n int) error {
	if a.opts.json {
		return a.printJSON(map[string]int{"imported": n, "new": p.fresh, "changed": p.changed, "on_file": p.same})
	}
	if n == 0 {
		a.Screen().Say("nothing imported")
		return nil
	}
	return a.print("%s imported", count(n, "record"))
}

// preview reads everything once, so that a line that can't be read is known
// before anything goes on file, and holds it against what is there.
func (a *App) preview(ctx context.Context, in *importing) (p previewed, err error) {
	last := map[string]time.Time{} // of several versions of a record the last one counts
	p.kinds = tallied(func(yield func(oneonone.Record) bool) {
		for rec, failed := range in.records(ctx, a) {
			if err = failed; err != nil {
				return
			}
			h := rec.Header()
			if changed, ok := last[h.ID]; !ok || h.Changed.After(changed) {
				last[h.ID] = h.Changed
			}
			if !yield(rec) {
				return
			}
		}
	})
	if err != nil {
		return p, err
	}
	return p, a.view(func(r *store.Reader) error {
		for id, changed := range last {
			switch filed, ok := r.Filed(id); {
			case !ok:
				p.fresh++
			case filed.ID != id:
				return wrong("give it another id there; nothing was imported", "%s: the ids %s and %s, which is on file, differ only in case",
					in.name, id, filed.ID)
			case changed.After(filed.Changed):
				p.changed++
			default:
				p.same++
			}
		}
		return nil
	})
}

// importAll files the records, a batch a commit. Cut off in the middle, it can
// be run again.
func (a *App) importAll(ctx context.Context, in *importing) (n int, err error) {
	s, err := a.Store()
	if err != nil {
		return 0, err
	}
	var batch []oneonone.Record
	for rec, err := range in.records(ctx, a) {
		if err != nil {
			return n, err
		}
		if batch = append(batch, rec); len(batch) == importBatch {
			merged, err := s.Merge(batch...)
			if n += merged; err != nil {
				return n, err
			}
			batch = batch[:0]
		}
	}
	merged, err := s.Merge(batch...)
	return n + merged, err
}
