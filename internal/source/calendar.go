package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"oneonone/internal/oneonone"
)

// What can be wrong with a calendar, in the user's words.
var (
	ErrNotCalendar = errors.New("it is no calendar: an iCalendar file (*.ics) begins with BEGIN:VCALENDAR")
	ErrCutEntry    = errors.New("an entry has no end: the file is cut off or broken there")
	ErrNoTime      = errors.New("the entry has no time that can be read")
	ErrNoRule      = errors.New("how the entry repeats can't be read")
	ErrNoZone      = errors.New("its time zone is neither known nor described, so its times are taken as yours")
	ErrManyEntries = errors.New("there is more than is read")
	// ErrLargeCalendar tells a file, or all of a folder, above the bound.
	ErrLargeCalendar = errors.New("it is too large to be a calendar; export the last year alone")
)

// The bounds of a calendar: bytes of all its files, how many files, and how many entries that name somebody asked for. Calendar
// programs keep one file for each entry, or twenty years in one.
const (
	mostCalendar = 64 << 20
	mostFiles    = 20000
	// mostMeant bounds the entries with those names that lie in the window, mostTried all of them.
	mostMeant, mostTried = 300, 3000
)

// CalendarOptions bounds what is read of a calendar.
type CalendarOptions struct {
	// From and Until bound when what is given ends and begins.
	From, Until time.Time
	// Zone is where times without a zone are meant, and in which times are given; nil is UTC.
	Zone *time.Location
	// Names are names of whom entries are wanted; what has none of them anywhere is left out.
	Names []string
	// MaxBytes bounds all files together; 0 is 64 MiB.
	MaxBytes int64
}

// Appointment is one entry of a calendar, at one time.
type Appointment struct {
	Summary string
	Starts  time.Time
	// Minutes is how long it is, 0 for days that it takes whole.
	Minutes int
	AllDay  bool
	// Repeats tells one of a series.
	Repeats bool
	// MovedFrom is the day on which its series has it, absent where it is that one.
	MovedFrom oneonone.Date
	// People are who is invited, Host who invites; rooms and things are left out.
	People []Attendee
	Host   Attendee
	// File is the name of the file.
	File string
}

// Attendee is somebody in a calendar's entry.
type Attendee struct {
	Name, Address string
	// Declined tells that they don't come.
	Declined bool
}

// CalendarReport says what was read and what was not.
type CalendarReport struct {
	Files, Entries int
	// Skipped lists files that could not be read, and entries of them.
	Skipped []Skipped
}

// Calendar reads the entries of an iCalendar file (RFC 5545), or of all *.ics files in a folder and the folders in it, in the
// order of their times. Series are taken apart: what was moved is where it is now, what was cancelled or declined by its
// host is gone. A time zone is that of its name, else as the file describes it.
//
// A named file must be readable (ErrNoNotes, ErrNoAccess, ErrNotText, ErrLargeCalendar, ErrNotCalendar); an entry or a file in a
// folder that is not is in the report.
func Calendar(ctx context.Context, name string, o CalendarOptions) ([]Appointment, CalendarReport, error) {
	r := &calendarReader{o: o, series: map[string]*series{}, left: cmp.Or(o.MaxBytes, mostCalendar)}
	if o.Zone == nil {
		r.o.Zone = time.UTC
	}
	for _, n := range o.Names {
		if words := strings.Fields(n); len(words) > 0 {
			r.first = append(r.first, strings.ToLower(words[0]))
		}
	}
	if err := r.read(ctx, name); err != nil {
		return nil, r.report, fmt.Errorf("reading the calendar %s: %w", cleanPath(name), err)
	}
	var out []Appointment
	meant, tried := 0, 0
	for _, uid := range r.order {
		if ctx.Err() != nil {
			return nil, r.report, context.Cause(ctx)
		}
		if s := r.series[uid]; s.named && meant < mostMeant && tried < mostTried {
			tried++
			if given := r.appointments(s); len(given) > 0 {
				meant++
				out = append(out, given...)
			}
		}
	}
	if meant == mostMeant || tried == mostTried {
		r.skip(name, fmt.Errorf("%w: %d entries with those names were looked at", ErrManyEntries, tried))
	}
	slices.SortStableFunc(out, func(x, y Appointment) int {
		return cmp.Or(x.Starts.Compare(y.Starts), strings.Compare(x.Summary, y.Summary))
	})
	return out, r.report, nil
}

// calendarReader reads files one after the other.
type calendarReader struct {
	o      CalendarOptions
	series map[string]*series
	order  []string
	first  []string // of each name the first word
	left   int64
	rules  ruler
	report CalendarReport
}

// series is an entry, and what stands in the place of single times of it.
type series struct {
	entry   *vevent
	instead []*vevent
	named   bool
}

// vevent is one entry: its lines, read when it is known to count.
type vevent struct {
	block string
	props map[string][]*ics.BaseProperty
	file  string
	zones *zones
	// called tells that the whole file calls off what is in it, named that somebody asked for is named.
	called, named bool
}

func (r *calendarReader) skip(file string, err error) {
	r.report.Skipped = append(r.report.Skipped, Skipped{Path: cleanPath(file), Err: plainError(err)})
}

func (r *calendarReader) read(ctx context.Context, name string) error {
	full, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	info, err := os.Stat(full)
	if err != nil {
		return plainError(err)
	}
	if !info.IsDir() {
		return r.file(os.DirFS(filepath.Dir(full)), filepath.Base(full))
	}
	root, err := os.OpenRoot(full)
	if err != nil {
		return plainError(err)
	}
	defer root.Close()
	files := 0
	return fs.WalkDir(root.FS(), ".", func(file string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil && file == ".":
			return plainError(err)
		case err != nil:
			r.skip(file, err)
			return nil
		case d.IsDir() && file != "." && d.Name()[0] == '.':
			return fs.SkipDir
		case !d.Type().IsRegular() || !strings.EqualFold(path.Ext(file), ".ics"):
			return nil
		}
		if files++; files > mostFiles {
			r.skip(file, fmt.Errorf("%w: a folder of more than %d files", ErrManyEntries, mostFiles))
			return fs.SkipAll
		}
		if err := r.file(root.FS(), file); err != nil {
			r.skip(file, err)
		}
		return nil
	})
}

// file reads the entries of one file.
func (r *calendarReader) file(fsys fs.FS, file string) error {
	text, _, _, err := readText(fsys, file, r.left)
	if errors.Is(err, ErrTooLarge) {
		return ErrLargeCalendar
	}
	if err != nil {
		return err
	}
	r.left -= int64(len(text))
	text = unfold(text)
	if !strings.HasPrefix(text, "\nBEGIN:VCALENDAR\n") {
		return ErrNotCalendar
	}
	r.report.Files++
	z := &zones{text: text, own: r.o.Zone, known: map[string]*zone{}, rules: &r.rules}
	called, cut := strings.Contains(text, "\nMETHOD:CANCEL\n"), false
	for block := range blocks(text, "VEVENT") {
		r.report.Entries++
		cut = cut || block == ""
		if !r.mayLie(block) {
			continue
		}
		e := &vevent{block: block, file: path.Base(file), zones: z, called: called, named: r.names(block)}
		if e.named || e.replaces() { // whatever a replacement says now
			r.add(e)
		}
	}
	if cut {
		r.skip(file, ErrCutEntry)
	}
	return nil
}

// names tells whether an entry names anywhere somebody asked for.
func (r *calendarReader) names(block string) bool {
	low := strings.ToLower(block)
	return slices.ContainsFunc(r.first, func(n string) bool { return hasWord(low, n) })
}

// hasWord tells whether a text has a word, and not as a part of another: "Jo" is not in "join".
func hasWord(text, word string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		after, _ := utf8.DecodeRuneInString(text[to:])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		at = to
	}
}

// mayLie tells by a glance whether an entry may lie in the window: it repeats, stands in the place of another one, or begins
// near.
func (r *calendarReader) mayLie(block string) bool {
	if rule, ok := strings.CutPrefix(block[max(0, strings.Index(block, "\nRRULE")):], "\nRRULE"); ok && !strings.Contains(block, "\nRDATE") {
		rule, _, _ = strings.Cut(rule, "\n")
		if _, until, ends := strings.Cut(rule, "UNTIL="); ends && len(until) >= len(dayForm) && until[:len(dayForm)] < r.o.From.AddDate(0, 0, -2).Format(dayForm) {
			return false // its last time is over
		}
	}
	if strings.Contains(block, "\nRECURRENCE-ID") || strings.Contains(block, "\nRRULE") || strings.Contains(block, "\nRDATE") {
		return true
	}
	_, line, _ := strings.Cut(block, "\nDTSTART")
	line, _, _ = strings.Cut(line, "\n")
	day := line[strings.LastIndexByte(line, ':')+1:]
	day = day[:min(len(day), len(dayForm))]
	if _, err := time.Parse(dayForm, day); err != nil {
		return true // to be said
	}
	return day >= r.o.From.AddDate(0, 0, -2).Format(dayForm) && day <= r.o.Until.AddDate(0, 0, 2).Format(dayForm)
}

// replaces tells that an entry stands in the place of one time of a series.
func (e *vevent) replaces() bool { return strings.Contains(e.block, "\nRECURRENCE-ID") }

// add puts an entry into its series: of two versions the later one counts.
func (r *calendarReader) add(e *vevent) {
	uid := e.raw("UID")
	if uid == "" {
		uid = "entry " + strconv.Itoa(r.report.Entries)
	}
	s := r.series[uid]
	if s == nil {
		s = &series{}
		r.series[uid] = s
		r.order = append(r.order, uid)
	}
	s.named = s.named || e.named
	switch {
	case e.replaces():
		s.instead = append(s.instead, e)
	case s.entry == nil || e.version() >= s.entry.version():
		s.entry = e
	}
}

// raw gives the value of the first line of a name that has no parameters, unread.
func (e *vevent) raw(name string) string {
	_, line, _ := strings.Cut(e.block, "\n"+name+":")
	line, _, _ = strings.Cut(line, "\n")
	return line
}

func (e *vevent) has(name string) bool { return len(e.props[name]) > 0 }

func (e *vevent) text(name string) string {
	if !e.has(name) {
		return ""
	}
	return oneLine(oneonone.Clean(e.props[name][0].Value), 300)
}

func (e *vevent) version() int {
	n, _ := strconv.Atoi(e.raw("SEQUENCE")) // none is the first
	return n
}

// off tells that it does not take place.
func (e *vevent) off() bool { return e.called || strings.EqualFold(e.text("STATUS"), "CANCELLED") }

// people gives who is invited, each once, and who invites.
func (e *vevent) people() (invited []Attendee, host Attendee) {
	for _, p := range e.props["ATTENDEE"] {
		kind := strings.ToUpper(parameter(p, "CUTYPE"))
		if kind == "ROOM" || kind == "RESOURCE" || strings.EqualFold(parameter(p, "ROLE"), "NON-PARTICIPANT") {
			continue
		}
		who := attendee(p)
		if !slices.ContainsFunc(invited, func(a Attendee) bool { return a.Address == who.Address && who.Address != "" }) {
			invited = append(invited, who)
		}
	}
	if e.has("ORGANIZER") {
		host = attendee(e.props["ORGANIZER"][0])
	}
	return invited, host
}

func attendee(p *ics.BaseProperty) Attendee {
	address := strings.ToLower(oneLine(oneonone.Clean(p.Value), 300))
	return Attendee{
		Name:    oneLine(oneonone.Clean(parameter(p, "CN")), 300),
		Address: strings.TrimPrefix(address, "mailto:"), Declined: strings.EqualFold(parameter(p, "PARTSTAT"), "DECLINED"),
	}
}

func parameter(p *ics.BaseProperty, name string) string {
	if values := p.ICalParameters[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// unfold joins the lines that were folded, and gives every line, the first too, a line feed before it and one after it.
func unfold(text string) string {
	var b strings.Builder
	b.Grow(len(text) + 2)
	b.WriteByte('\n')
	for line := range strings.Lines(strings.TrimLeft(text, "\r\n \t")) {
		line = strings.TrimRight(line, "\r\n")
		if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
			b.WriteString(line[1:])
			continue
		}
		if b.Len() > 1 {
			b.WriteByte('\n')
		}
		b.WriteString(line)
	}
	b.WriteByte('\n')
	return b.String()
}

// blocks gives the inside of each component of the name, with a line feed before its first line and after its last; "" for one
// without an end.
func blocks(text, name string) func(func(string) bool) {
	begin, end := "\nBEGIN:"+name+"\n", "\nEND:"+name+"\n"
	return func(yield func(string) bool) {
		at := strings.Index(text, begin)
		for at >= 0 {
			text = text[at+len(begin)-1:]
			part := text
			if at = strings.Index(text, begin); at >= 0 {
				part = text[:at+1]
			}
			if !yield(part[:strings.Index(part, end)+1]) {
				return
			}
		}
	}
}

// properties reads the lines of a component, those of components in it left out, by their names. A line that is broken is
// not there.
func properties(block string) map[string][]*ics.BaseProperty {
	out := map[string][]*ics.BaseProperty{}
	inner := 0
	for line := range strings.SplitSeq(strings.Trim(block, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "BEGIN:"):
			inner++
		case strings.HasPrefix(line, "END:"):
			inner--
		case inner == 0 && len(line) < longLine && !strings.HasPrefix(line, "DESCRIPTION"):
			if p, err := ics.ParseProperty(ics.ContentLine(line)); err == nil && p != nil {
				name := strings.ToUpper(p.IANAToken)
				out[name] = append(out[name], p)
			}
		}
	}
	return out
}
