package source

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/yuin/goldmark/parser"

	"oneonone/internal/decode"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// What can be wrong with notes, in the user's words.
var (
	ErrNoNotes  = errors.New("there is no such file or folder")
	ErrNoAccess = errors.New("you have no permission to read it")
	ErrNotText  = errors.New("it is not text")
	ErrTooLarge = errors.New("it is too large to be notes")
	ErrLongLine = errors.New("the line is too long to be a note")
)

// longLine is the length from which a line is data, an embedded picture say:
// what nobody wrote, and what would take a parser very long.
const longLine = 16 << 10

// NotesOptions bounds what is read of notes.
type NotesOptions struct {
	// Since and Until bound the days of the notes, both included. A zero time
	// sets no bound.
	Since, Until time.Time
	// Zone is where the dates in the notes are meant; nil is UTC.
	Zone *time.Location
	// Locale is how the days in the notes are written where they can be read in two ways.
	Locale prose.Locale
	// MaxBytes bounds a file; 0 is 4 MiB.
	MaxBytes int64
}

// NotesReport says what was read and what was not.
type NotesReport struct {
	// Files counts the files that were opened and read.
	Files int
	// Undated counts the notes given that nothing dated but the time at which
	// their file was last changed.
	Undated int
	// Skipped lists the files that could not be read, by path, and lines that
	// are not notes (ErrLongLine), by path and number.
	Skipped []Skipped
	// Unclear lists the files whose front matter could not be read, by path.
	// It is then read as text, and where it speaks of "private" all of the
	// file is.
	Unclear []string
	// Told is what the files say of notes beside their text, by the notes' ids.
	Told map[string]Told
	// Encoded lists the files that were not written in UTF-8, by path.
	Encoded []Encoded
}

// Encoded is a file, and the encoding in which it was read.
type Encoded struct {
	Path     string
	Encoding decode.Encoding
}

// Skipped is a file that was not read, and why.
type Skipped struct {
	Path string
	Err  error
}

// Notes reads the notes of a Markdown file, or of all *.md and *.markdown
// files in a folder and the folders in it, by path and line. A file that is
// named itself may be of any kind of text. Hidden folders, node_modules and
// symbolic links in a folder are left alone.
//
// A note is dated by the nearest of a date heading above it, the file's name,
// its front matter, and the file's time of change. A note is private when any
// of its lines is, and all are in a file whose front matter says so. Comments
// are no part of it. The ID of a note depends on its text and its path in the
// folder alone.
//
// A named file must be readable (ErrNoNotes, ErrNoAccess, ErrNotText,
// ErrTooLarge); a file in a folder that is not is in the report.
func Notes(ctx context.Context, name string, o NotesOptions) ([]*oneonone.Note, NotesReport, error) {
	notes, report, err := readNotes(ctx, name, o)
	if err != nil {
		return nil, NotesReport{}, fmt.Errorf("reading the notes in %s: %w", cleanPath(name), err)
	}
	return notes, report, nil
}

func readNotes(ctx context.Context, name string, o NotesOptions) ([]*oneonone.Note, NotesReport, error) {
	c := &collector{o: o, md: newMarkdown(), report: NotesReport{Told: map[string]Told{}}}
	c.o.MaxBytes = cmp.Or(o.MaxBytes, 4<<20)
	if o.Zone == nil {
		c.o.Zone = time.UTC
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, NotesReport{}, plainError(err)
	}
	full, err := filepath.Abs(name)
	if err != nil {
		return nil, NotesReport{}, err
	}
	if !info.IsDir() {
		c.fsys = os.DirFS(filepath.Dir(full))
		err := c.file(filepath.Base(full))
		return c.notes, c.report, err
	}
	root, err := os.OpenRoot(full)
	if err != nil {
		return nil, NotesReport{}, plainError(err)
	}
	defer root.Close()
	c.fsys, c.folder = root.FS(), filepath.Base(full)
	err = c.walk(ctx)
	return c.notes, c.report, err
}

// plainError puts the system's errors into the user's words.
func plainError(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrNoNotes
	case errors.Is(err, fs.ErrPermission):
		return ErrNoAccess
	}
	return err
}

// collector reads files one after the other.
type collector struct {
	o      NotesOptions
	md     parser.Parser
	fsys   fs.FS
	folder string // the name of the folder asked for, "" for a single file
	// templates is the folder that Obsidian's own settings name for templates, "" for none.
	templates string
	notes     []*oneonone.Note
	report    NotesReport
}

func (c *collector) walk(ctx context.Context) error {
	c.templates = templatesOf(c.fsys)
	return fs.WalkDir(c.fsys, ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil && file == ".":
			return plainError(err)
		case err != nil:
			c.skip(file, err)
			return nil
		case d.IsDir() && file != "." && (d.Name()[0] == '.' || d.Name() == "node_modules" || isTemplates(d.Name()) || file == c.templates):
			return fs.SkipDir
		case !d.Type().IsRegular() || !isMarkdown(file):
			return nil
		}
		if day, cal := calendarOf(file, oneonone.Date{}, c.o.Locale); day == cal.base && !day.IsZero() && !c.within(day) {
			return nil
		}
		if err := c.file(file); err != nil {
			c.skip(file, err)
		}
		return nil
	})
}

// isTemplates tells a folder in which a vault keeps its templates: Templates, _templates, "05 Templates".
func isTemplates(folder string) bool {
	words := strings.FieldsFunc(strings.ToLower(folder), func(r rune) bool { return !unicode.IsLetter(r) })
	return len(words) > 0 && strings.TrimSuffix(words[len(words)-1], "s") == "template"
}

// templatesOf reads which folder a vault of Obsidian has for its templates.
func templatesOf(vault fs.FS) string {
	const file, longest = ".obsidian/templates.json", 64 << 10
	info, err := fs.Stat(vault, file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > longest {
		return ""
	}
	var settings struct {
		Folder string `json:"folder"`
	}
	b, err := fs.ReadFile(vault, file)
	if err != nil || json.Unmarshal(b, &settings) != nil {
		return ""
	}
	return strings.Trim(settings.Folder, "/")
}

func isMarkdown(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".md", ".markdown":
		return path.Base(file)[0] != '.'
	}
	return false
}

func (c *collector) skip(file string, err error) {
	c.report.Skipped = append(c.report.Skipped, Skipped{Path: cleanPath(file), Err: plainError(err)})
}

// within tells whether a day is in the window.
func (c *collector) within(day oneonone.Date) bool {
	if !c.o.Since.IsZero() && day.Before(oneonone.DateOf(c.o.Since.In(c.o.Zone))) {
		return false
	}
	return c.o.Until.IsZero() || !day.After(oneonone.DateOf(c.o.Until.In(c.o.Zone)))
}

// file reads the notes of one file.
func (c *collector) file(file string) error {
	src, changed, err := c.load(file)
	if err != nil {
		return err
	}
	c.report.Files++
	// A key over several lines is one only before the file is cut into notes.
	p := oneonone.ReadPrivacy(c.withoutLongLines(file, secret.MaskLines(src)))
	src = shallow(p.Shown()) // what is private was told by how deep it really hangs
	block, body, skipped, isTOML := splitFront(src)
	f := front{}
	if skipped > 0 {
		ok := false
		if f, ok = readFront(block, isTOML); !ok {
			f.private = strings.Contains(strings.ToLower(block), "private")
			body, skipped = src, 0
			c.report.Unclear = append(c.report.Unclear, cleanPath(file))
		}
	}
	day, cal := calendarOf(file, oneonone.DateOf(changed.In(c.o.Zone)), c.o.Locale.Of(body))
	if day.IsZero() && !f.date.IsZero() {
		day, cal.base = f.date, f.date
	}
	seen := map[string]int{}
	for _, n := range passages(c.md, body, cal) {
		n.line, n.last = n.line+skipped, n.last+skipped
		n.private = f.private || p.Private(n.line, n.last)
		seen[n.text]++
		c.keep(file, n, f, day, changed, seen[n.text])
	}
	return nil
}

// load reads the text of a file, clean, and when it was last changed.
func (c *collector) load(file string) (string, time.Time, error) {
	text, encoding, changed, err := readText(c.fsys, file, c.o.MaxBytes)
	if err != nil {
		return "", time.Time{}, err
	}
	if encoding != decode.UTF8 {
		c.report.Encoded = append(c.report.Encoded, Encoded{Path: cleanPath(file), Encoding: encoding})
	}
	return oneonone.Clean(text), changed, nil
}

// readText reads the text of a file of at most so many bytes, how it was written, and when it was last changed.
func readText(fsys fs.FS, file string, most int64) (string, decode.Encoding, time.Time, error) {
	none := time.Time{}
	// A pipe or a device would be waited for: look before opening.
	info, err := fs.Stat(fsys, file)
	switch {
	case err != nil:
		return "", "", none, plainError(err)
	case !info.Mode().IsRegular():
		return "", "", none, ErrNotText
	}
	in, err := fsys.Open(file)
	if err != nil {
		return "", "", none, plainError(err)
	}
	defer in.Close()
	if info.Size() > most {
		return "", "", none, fmt.Errorf("%w: more than %d KiB", ErrTooLarge, most>>10)
	}
	var b bytes.Buffer
	b.Grow(int(info.Size()) + bytes.MinRead)
	_, err = b.ReadFrom(io.LimitReader(in, most+1))
	switch {
	case err != nil:
		return "", "", none, plainError(err)
	case int64(b.Len()) > most: // it grows
		return "", "", none, fmt.Errorf("%w: more than %d KiB", ErrTooLarge, most>>10)
	}
	text, encoding, err := decode.Text(b.Bytes())
	if err != nil {
		return "", "", none, ErrNotText
	}
	return text, encoding, info.ModTime(), nil
}

// deepestLine is how far in, in bytes, a line of a list counts: nobody nests deeper, and Markdown
// takes time with the square of the depth and more.
const deepestLine = 100

// shallow takes the indentation beyond the deepest away; every line stays where it is.
func shallow(src string) string {
	if !strings.Contains(src, strings.Repeat(" ", deepestLine)) && !strings.Contains(src, strings.Repeat("\t", deepestLine)) {
		return src
	}
	var b strings.Builder
	for line := range strings.Lines(src) {
		if in := len(line) - len(strings.TrimLeft(line, " \t")); in > deepestLine {
			line = line[in-deepestLine:]
		}
		b.WriteString(line)
	}
	return b.String()
}

// withoutLongLines empties lines that nobody wrote, and reports them.
func (c *collector) withoutLongLines(file, src string) string {
	if len(src) < longLine {
		return src
	}
	var b strings.Builder
	n := 0
	for line := range strings.Lines(src) {
		if n++; len(line) > longLine {
			c.skip(fmt.Sprintf("%s:%d", file, n), ErrLongLine)
			line = "\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// keep makes a note of a passage if it is in the window; nth counts passages
// with the same text in the file.
func (c *collector) keep(file string, p passage, f front, day oneonone.Date, changed time.Time, nth int) {
	if !p.date.IsZero() {
		day = p.date
	}
	at := day.Time(c.o.Zone)
	undated := day.IsZero()
	if undated {
		at = changed.In(c.o.Zone)
	}
	if !c.within(oneonone.DateOf(at)) {
		return
	}
	if undated {
		c.report.Undated++
	}
	tags, people, projects := oneonone.Marks(p.marked)
	note := &oneonone.Note{
		Head: oneonone.Head{
			ID: noteID(file, p.text, nth), Kind: oneonone.KindNote, At: at, Text: p.text,
			Tags: union(f.tags, tags), People: union(f.people, people), Projects: union(f.projects, projects),
			Created: changed, Changed: changed,
		},
		Source:  oneonone.Maybe(fmt.Sprintf("%s:%d", cleanPath(path.Join(c.folder, file)), p.line)),
		Section: oneonone.Maybe(oneLine(strings.Join(p.sections, " › "), 300)),
		Task:    oneonone.Maybe(p.task),
	}
	note.Private = p.private || oneonone.IsPrivateTag(note.Tags)
	c.notes = append(c.notes, note)
	if p.told.Undated = undated; p.told != (Told{}) {
		c.report.Told[note.ID] = p.told
	}
}

// union gives the words of both, each once whatever its case.
func union(a, b []string) []string {
	var all []string
	for _, w := range slices.Concat(a, b) {
		if !slices.ContainsFunc(all, func(o string) bool { return strings.EqualFold(o, w) }) {
			all = append(all, w)
		}
	}
	return all
}

// noteID gives the same note the same id on each reading.
func noteID(file, text string, nth int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", file, text, nth))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}
