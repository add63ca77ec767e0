package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"oneonone/internal/archive"
	"oneonone/internal/decode"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/source"
)

// importing is an open import: a file to be read twice, or a folder.
type importing struct {
	name, form, folder string
	file               *os.File
	spooled            bool
	// undated counts the notes that nothing dates but the time of their file, gone those on
	// file that their files have no more.
	undated int
	gone    []oneonone.Record
	read    bool
	// unknown are the fields of records that this program does not know.
	unknown []string
}

// openImport finds out what a file or folder is.
func (a *App) openImport(ctx context.Context, form, name string) (*importing, error) {
	in := &importing{name: name, form: form}
	if name == "-" {
		return in, a.spool(ctx, in)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, wrong("name a file or a folder", "%s can't be read: %v", name, plainPathError(err))
	}
	markdown := strings.EqualFold(filepath.Ext(name), ".md") || strings.EqualFold(filepath.Ext(name), ".markdown")
	if info.IsDir() || form == formMarkdown || form == "" && markdown {
		if form != "" && form != formMarkdown {
			return nil, wrong("name a file", "%s is a folder", name)
		}
		if ownFolder(name) {
			return nil, wrong("`oneonone export --out FILE` and import that: it keeps everything", "%s is an export for people, which can't be read back whole", name)
		}
		in.folder, in.form = name, formMarkdown
		return in, nil
	}
	if !info.Mode().IsRegular() {
		return nil, wrong("pipe it in: oneonone import -", "%s is not a file: an import is read twice", name)
	}
	if in.file, err = os.Open(name); err != nil {
		return nil, wrong("name a file that you can read", "%s can't be read: %v", name, plainPathError(err))
	}
	return in, in.tell()
}

// spool keeps what comes through the pipe: it is read twice.
func (a *App) spool(ctx context.Context, in *importing) error {
	f, err := os.CreateTemp("", "oneonone-import-*") // 0600
	if err != nil {
		return failed(err, "make room there, or set TMPDIR", "there is no room for the import: %v", err)
	}
	in.name, in.file, in.spooled = "standard input", f, true
	if _, err := await(ctx, func() (int64, error) { return io.Copy(f, a.env.Stdin) }); err != nil {
		in.close()
		if errors.Is(err, errInterrupted) {
			return err
		}
		return failed(err, "try again", "standard input can't be read: %v", err)
	}
	return in.tell()
}

func (in *importing) close() {
	if in.file == nil {
		return
	}
	in.file.Close()
	if in.spooled {
		os.Remove(in.file.Name())
	}
}

// tell tells the form of a file from its name and its beginning.
func (in *importing) tell() error {
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(io.NewSectionReader(in.file, 0, int64(len(head))), head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		in.close()
		return wrong("name a file that you can read", "%s can't be read: %v", in.name, plainPathError(err))
	}
	head = head[:n-n%2] // UTF-16 has two bytes for a letter
	if n < 2 {
		head = head[:n]
	}
	if text, _, err := decode.Text(head); err == nil {
		head = []byte(text)
	}
	head = bytes.TrimSpace(head)
	switch {
	case in.form != "":
	case len(head) == 0:
		in.form = formLines
	case strings.EqualFold(filepath.Ext(in.name), ".csv"), strings.EqualFold(filepath.Ext(in.name), ".tsv"):
		in.form = formCSV
	case startsJournal(head):
		in.form = formJrnl
	case head[0] == '{' && bytes.Contains(head[:min(len(head), 4096)], []byte(`"entries"`)) && !bytes.HasPrefix(head, []byte(`{"id"`)):
		in.form = formJrnl
	case head[0] == '{' && !bytes.Contains(head[:min(len(head), 4096)], []byte(`"kind"`)):
		in.form = formJrnl // its tags come first
	case head[0] == '{':
		in.form = formLines
	default:
		in.close()
		return wrong("say so with --format jsonl, jrnl, markdown or csv", "it can't be told what %s is", in.name)
	}
	return nil
}

// startsJournal tells a journal of jrnl as text: it begins with a day and a time in brackets.
func startsJournal(head []byte) bool {
	first, _, _ := strings.Cut(string(head), "\n")
	_, _, ok := archive.JrnlStart(first, time.Unix(0, 0), prose.Locale{})
	return ok
}

// records reads the import from its beginning.
func (in *importing) records(ctx context.Context, a *App) iter.Seq2[oneonone.Record, error] {
	return func(yield func(oneonone.Record, error) bool) {
		if in.folder != "" {
			in.notes(ctx, a, yield)
			return
		}
		if _, err := in.file.Seek(0, io.SeekStart); err != nil {
			yield(nil, err)
			return
		}
		if in.form == formLines {
			r := bufio.NewReader(in.file)
			for rec, err := range archive.Lines(r, in.tellUnknown) {
				if err != nil {
					err = in.unreadable(err)
				} else {
					setClean(rec.Header())
				}
				if !yield(rec, err) {
					return
				}
			}
			return
		}
		list, err := in.whole(a)
		if err != nil {
			yield(nil, err)
			return
		}
		in.again(a, imported{timed: in.form == formJrnl}, list, in.coveredFile(list), yield)
	}
}

// coveredFile tells which records on file stood in the file of another program: those of that file; of jrnl, whose exports may
// be of a few days, those between its first and its last entry. What came through a pipe had no name.
func (in *importing) coveredFile(list []oneonone.Record) func(oneonone.Record) bool {
	var first, last time.Time
	for i, rec := range list {
		if at := rec.Header().At; i == 0 || at.Before(first) {
			first = at
		}
		if at := rec.Header().At; at.After(last) {
			last = at
		}
	}
	return func(old oneonone.Record) bool {
		if in.form == formJrnl {
			return fileOf(old) == formJrnl && !old.Header().At.Before(first) && !old.Header().At.After(last)
		}
		return !in.spooled && fileOf(old) == filepath.Base(in.name)
	}
}

func (in *importing) tellUnknown(field string) {
	if !slices.Contains(in.unknown, field) {
		in.unknown = append(in.unknown, field)
	}
}

// whole reads the file of another program.
func (in *importing) whole(a *App) ([]oneonone.Record, error) {
	b, err := io.ReadAll(in.file)
	if err != nil {
		return nil, wrong("name a file that you can read", "%s can't be read: %v", in.name, plainPathError(err))
	}
	text, encoding, err := decode.Text(b)
	if err != nil {
		return nil, wrong("save it as UTF-8 text first", "%s is not text", in.name)
	}
	cfg, err := a.Config()
	if err != nil {
		return nil, err
	}
	first := !in.read // it is read twice, and speaks once
	in.read = true
	if first {
		a.sayEncoding(in.name, encoding)
	}
	if in.form == formCSV {
		list, unknown, err := archive.Actions(text, filepath.Base(in.name), a.now, cfg.Locale())
		if err != nil {
			return nil, in.unreadable(err)
		}
		if len(unknown) > 0 && first {
			a.Screen().Say("taken for open: %s", strings.Join(unknown, ", "))
		}
		return list, a.ownTyped(list)
	}
	list, err := a.journal(text, cfg.Locale())
	if err != nil {
		return nil, in.unreadable(err)
	}
	for _, rec := range list {
		if n, ok := rec.(*oneonone.Note); ok {
			hearKind(n)
		}
	}
	return list, nil
}

// journal reads jrnl's JSON, or a journal as text.
func (a *App) journal(text string, loc prose.Locale) ([]oneonone.Record, error) {
	if strings.HasPrefix(strings.TrimSpace(text), "[") {
		return archive.JrnlText(text, a.now, loc)
	}
	return archive.Jrnl(strings.NewReader(text), a.now.Location())
}

// ownTyped gives action items of another program the owners that are known here: the user,
// by name or by the address before the @, and people on file.
func (a *App) ownTyped(list []oneonone.Record) error {
	cfg, err := a.Config()
	if err != nil {
		return err
	}
	for _, rec := range list {
		act, ok := rec.(*oneonone.Action)
		if !ok || act.Owner == "" {
			continue
		}
		for _, owner := range strings.FieldsFunc(string(act.Owner), func(r rune) bool { return r == ',' || r == ';' }) {
			name, _, _ := strings.Cut(owner, "@")
			name, _, _ = strings.Cut(name, "(")
			if isMe(strings.TrimSpace(strings.NewReplacer(".", " ", "_", " ").Replace(name)), cfg) {
				act.Owner = oneonone.Me
			}
		}
	}
	return nil
}

// setClean takes control characters out of a text that came from outside.
func setClean(h *oneonone.Head) {
	if c := oneonone.Clean(h.Text); c != h.Text {
		h.Text = c
	}
}

func (in *importing) unreadable(err error) error {
	var at *archive.LineError
	if errors.As(err, &at) {
		return wrong("nothing was imported; mend that line, or say what it is with --format", "%s:%d: %v", in.name, at.Line, at.Err)
	}
	return wrong("nothing was imported; say what it is with --format", "%s can't be read: %v", in.name, err)
}

// notes reads a folder of Markdown. A note is on file as it was typed there,
// dated by its file.
func (in *importing) notes(ctx context.Context, a *App, yield func(oneonone.Record, error) bool) {
	cfg, err := a.Config()
	if err != nil {
		yield(nil, err)
		return
	}
	list, report, err := source.Notes(ctx, in.folder, source.NotesOptions{Zone: a.now.Location(), Locale: cfg.Locale()})
	if err != nil {
		yield(nil, wrong("name a folder with *.md files", "%v", err))
		return
	}
	for _, s := range report.Skipped {
		a.Screen().Warn("left out %s: %v", s.Path, s.Err)
	}
	if !in.read { // it is read twice
		for _, f := range report.Encoded {
			a.sayEncoding(f.Path, f.Encoding)
		}
	}
	in.read = true
	slices.SortStableFunc(list, func(x, y *oneonone.Note) int { return x.At.Compare(y.At) })
	for _, n := range list {
		n.Created, n.Changed = n.At, n.At
	}
	b, err := a.newBoxes(cfg, report.Told)
	if err != nil {
		yield(nil, err)
		return
	}
	in.undated = report.Undated
	undated := map[string]bool{}
	for id, told := range report.Told {
		undated[id] = told.Undated
	}
	in.again(a, imported{undated: undated}, b.filed(list), in.covered(report), yield)
}

// covered tells which records on file stood in the files that were read: in a folder also those of files that are not there
// any more, but none of a file that could not be read.
func (in *importing) covered(report source.NotesReport) func(oneonone.Record) bool {
	full, err := filepath.Abs(in.folder)
	if err != nil {
		full = in.folder
	}
	base := filepath.Base(full)
	info, err := os.Stat(full)
	isFolder := err == nil && info.IsDir()
	return func(old oneonone.Record) bool {
		file := fileOf(old)
		if !isFolder {
			return file == base
		}
		_, inside, found := strings.Cut("/"+file, "/"+base+"/") // the folder may have been read from further up
		return found && !slices.ContainsFunc(report.Skipped, func(s source.Skipped) bool { return s.Path == inside })
	}
}

// again gives entries as they go on file beside what earlier imports brought.
func (in *importing) again(a *App, had imported, list []oneonone.Record, covers func(oneonone.Record) bool, yield func(oneonone.Record, error) bool) {
	if err := a.earlierImports(&had); err != nil {
		yield(nil, err)
		return
	}
	list, in.gone = had.settle(list, covers)
	for _, rec := range list {
		if !yield(rec, nil) {
			return
		}
	}
}

// ownFolder knows what export --markdown writes.
func ownFolder(name string) bool {
	for _, part := range []string{"people", "notes"} {
		if info, err := os.Stat(filepath.Join(name, part)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}
