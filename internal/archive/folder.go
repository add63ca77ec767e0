package archive

import (
	"cmp"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"oneonone/internal/oneonone"
)

// File is one Markdown file of a folder. Name has slashes.
type File struct{ Name, Text string }

// Folder gives the records as Markdown for people: notes by day, a file for
// each person with a heading a day, goals, initiatives, and every draft. Notes
// pass through as they come, which must be in order; everything else is
// gathered first. Zone is where days begin and end.
func Folder(records iter.Seq2[oneonone.Record, error], zone *time.Location) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		f := folder{zone: zone, names: map[string]bool{}}
		for rec, err := range records {
			if err != nil {
				yield(File{}, err)
				return
			}
			if rec.Header().Removed {
				continue
			}
			if file, full := f.take(rec); full && !yield(file, nil) {
				return
			}
		}
		if f.page.Len() > 0 && !yield(f.dayFile(), nil) {
			return
		}
		for _, file := range f.rest() {
			if !yield(file, nil) {
				return
			}
		}
	}
}

// folder gathers what goes into files of its own.
type folder struct {
	zone *time.Location
	// day is the day of the page of notes that is being written.
	day  oneonone.Date
	page strings.Builder

	people      []*oneonone.Person
	meetings    []*oneonone.Meeting
	actions     []*oneonone.Action
	feedback    []*oneonone.Feedback
	decisions   []*oneonone.Decision
	goals       []*oneonone.Goal
	initiatives []*oneonone.Initiative
	drafts      []File
	names       map[string]bool
	// who has a file, once all is gathered.
	who []string
}

// take files a record away, and gives the page of a day that is full.
func (f *folder) take(rec oneonone.Record) (full File, ok bool) {
	switch r := rec.(type) {
	case *oneonone.Note:
		day := oneonone.DateOf(r.At.In(f.zone))
		if ok = f.page.Len() > 0 && day != f.day; ok {
			full = f.dayFile()
		}
		f.day = day
		f.note(r)
	case *oneonone.Person:
		f.people = append(f.people, r)
	case *oneonone.Meeting:
		f.meetings = append(f.meetings, r)
	case *oneonone.Action:
		f.actions = append(f.actions, r)
	case *oneonone.Feedback:
		f.feedback = append(f.feedback, r)
	case *oneonone.Decision:
		f.decisions = append(f.decisions, r)
	case *oneonone.Goal:
		f.goals = append(f.goals, r)
	case *oneonone.Initiative:
		f.initiatives = append(f.initiatives, r)
	case *oneonone.Kept[oneonone.Agenda]:
		f.draft("agendas", r.Draft.Meeting.On, string(r.Draft.Meeting.With), r.Text)
	case *oneonone.Kept[oneonone.Recap]:
		f.draft("recaps", r.Draft.Meeting.On, string(r.Draft.Meeting.With), r.Text)
	case *oneonone.Kept[oneonone.Reflection]:
		f.draft("reflections", r.Draft.To, "", r.Text)
	}
	return full, ok
}

// draft keeps a draft under a name that none other has.
func (f *folder) draft(dir string, on oneonone.Date, with, text string) {
	f.drafts = append(f.drafts, File{f.name(dir, on.String(), with), strings.TrimRight(text, "\n") + "\n"})
}

// name makes the name of a file out of its parts; a second one of that name, as disks see it that
// know no case, has a number.
func (f *folder) name(dir string, parts ...string) string {
	base := slug(strings.Join(parts, " "))
	name := base
	for n := 2; f.names[folded(dir+"/"+name)]; n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	f.names[folded(dir+"/"+name)] = true
	return dir + "/" + name + ".md"
}

// folded gives what is the same for names that a disk may take for one.
func folded(name string) string { return norm.NFKC.String(cases.Fold().String(name)) }

// longestName is how long the name of a file is, in bytes: every system takes that much.
const longestName = 100

// slug makes a text fit to name a file on every system: no signs but those of other languages and pictures, not too long,
// and no name that Windows keeps for devices.
func slug(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToLower(text)) {
		other := r >= 0x80 && (unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.So, unicode.Sk) || r == '\u200d') && !unicode.Is(unicode.Co, r)
		switch {
		case b.Len() > longestName:
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || other:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	name := cmp.Or(strings.Trim(b.String(), "-"), "unnamed")
	if isDevice().MatchString(name) {
		name += "-"
	}
	return name
}

// isDevice finds the names that Windows keeps for devices, whatever their ending.
var isDevice = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])$`) })

func (f *folder) dayFile() File {
	file := File{"notes/" + f.day.String() + ".md", "# " + f.day.String() + "\n\n" + f.page.String()}
	f.page.Reset()
	return file
}

// note writes a note as a list item; its further lines hang below it.
func (f *folder) note(n *oneonone.Note) {
	f.page.WriteString("- " + hang(text(n), "  "))
	if n.NoteKind != "" && !slices.Contains(n.Tags, string(n.NoteKind)) {
		f.page.WriteString(" #" + string(n.NoteKind))
	}
	if n.Private && !slices.Contains(n.Tags, "private") {
		f.page.WriteString(" #private")
	}
	f.page.WriteByte('\n')
	for _, w := range n.Whys {
		fmt.Fprintf(&f.page, "  - %s %s\n", line(w.Question), line(string(w.Answer)))
	}
	if n.Settled != nil {
		fmt.Fprintf(&f.page, "  - %s: %s\n", n.Settled.On, line(n.Settled.Text))
	}
}

// text gives what a note says, with the question that it answers.
func text(n *oneonone.Note) string {
	if n.Fills != nil {
		return n.Fills.Question + " " + n.Text
	}
	return n.Text
}

// hang indents the lines after the first.
func hang(text, indent string) string {
	return strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n"+indent)
}

// line folds a text into one line.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

// rest gives the files that could not be written before all was read.
func (f *folder) rest() []File {
	var out []File
	f.who = f.everybody()
	for _, who := range f.who {
		if file, any := f.person(who); any {
			out = append(out, file)
		}
	}
	if file, any := f.unnamed(); any {
		out = append(out, file)
	}
	if len(f.goals) > 0 {
		out = append(out, File{"goals.md", goals(f.goals)})
	}
	if len(f.initiatives) > 0 {
		out = append(out, File{"initiatives.md", initiatives(f.initiatives)})
	}
	return append(out, f.drafts...)
}

// everybody lists the people on file and those who are only spoken of, by name.
func (f *folder) everybody() []string {
	var names []string
	add := func(name string) {
		if name != "" && name != oneonone.Me && name != "both" && !slices.ContainsFunc(names, func(n string) bool { return oneonone.SameName(n, name) }) {
			names = append(names, name)
		}
	}
	for _, p := range f.people {
		add(p.Text)
	}
	for _, m := range f.meetings {
		add(string(m.With))
	}
	for _, fb := range f.feedback {
		add(string(fb.From))
	}
	for _, a := range f.actions {
		add(string(a.With))
		add(string(a.Owner))
	}
	for _, d := range f.decisions {
		add(string(d.With))
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Compare(slug(x), slug(y)) })
	return names
}

// entry is one thing under a day's heading.
type entry struct {
	on   oneonone.Date
	rank int
	text string
}

// person writes the file of one person: who they are, and what there is with
// them under a heading a day, oldest first.
func (f *folder) person(who string) (File, bool) {
	is := func(name oneonone.Maybe) bool { return name != "" && oneonone.SameName(string(name), who) }
	var entries []entry
	for _, m := range f.meetings {
		if is(m.With) {
			entries = append(entries, entry{m.On, 0, meeting(m)})
		}
	}
	for _, d := range f.decisions {
		if is(d.With) {
			entries = append(entries, entry{d.On(), 1, "- decided: " + hang(d.Text, "  ")})
		}
	}
	for _, a := range f.actions {
		if is(a.With) || is(a.Owner) {
			entries = append(entries, entry{a.On(), 2, promise(a)})
		}
	}
	for _, fb := range f.feedback {
		if is(fb.From) {
			entries = append(entries, entry{fb.On(), 3, opinion(fb)})
		}
	}
	role := ""
	for _, p := range f.people {
		if is(oneonone.Maybe(p.Text)) {
			role = string(p.Role)
		}
	}
	if len(entries) == 0 && role == "" {
		return File{}, false
	}
	var b strings.Builder
	b.WriteString("# " + line(who) + "\n")
	if role != "" {
		b.WriteString("\n" + role + "\n")
	}
	writeDays(&b, entries)
	return File{f.name("people", who), b.String()}, true
}

// filed tells whether one of the names is that of somebody who has a file. "-" is no name, and
// what is with me alone is in nobody's.
func (f *folder) filed(names ...oneonone.Maybe) bool {
	return slices.ContainsFunc(f.who, func(who string) bool {
		return slices.ContainsFunc(names, func(n oneonone.Maybe) bool { return oneonone.SameName(string(n), who) })
	})
}

// unnamed writes the meetings, promises, feedback and decisions that are in nobody's file.
func (f *folder) unnamed() (File, bool) {
	var entries []entry
	for _, m := range f.meetings {
		if !f.filed(m.With) {
			entries = append(entries, entry{m.On, 0, meeting(m)})
		}
	}
	for _, d := range f.decisions {
		if !f.filed(d.With) {
			entries = append(entries, entry{d.On(), 1, "- decided: " + hang(d.Text, "  ")})
		}
	}
	for _, a := range f.actions {
		if !f.filed(a.With, a.Owner) {
			entries = append(entries, entry{a.On(), 2, promise(a)})
		}
	}
	for _, fb := range f.feedback {
		if !f.filed(fb.From) {
			entries = append(entries, entry{fb.On(), 3, opinion(fb)})
		}
	}
	if len(entries) == 0 {
		return File{}, false
	}
	var b strings.Builder
	b.WriteString("# With nobody in particular\n")
	writeDays(&b, entries)
	return File{f.name("people", "nobody in particular"), b.String()}, true
}

func writeDays(b *strings.Builder, entries []entry) {
	slices.SortStableFunc(entries, func(x, y entry) int { return cmp.Or(x.on.Compare(y.on), cmp.Compare(x.rank, y.rank)) })
	var day oneonone.Date
	for _, e := range entries {
		if e.on != day {
			b.WriteString("\n## " + e.on.String() + "\n\n")
			day = e.on
		}
		b.WriteString(e.text + "\n")
	}
}

func meeting(m *oneonone.Meeting) string {
	state := "1:1"
	switch {
	case m.Cancelled != "":
		state = "1:1, cancelled: " + line(string(m.Cancelled))
	case m.Held && m.Number > 0:
		state = fmt.Sprintf("1:1, no. %d", m.Number)
	case !m.Held:
		state = "1:1, planned"
	}
	if strings.TrimSpace(m.Text) == "" {
		return state + "\n"
	}
	return state + "\n\n> " + strings.ReplaceAll(strings.TrimSpace(m.Text), "\n", "\n> ") + "\n"
}

func promise(a *oneonone.Action) string {
	box := map[oneonone.Status]string{oneonone.StatusDone: "[x]", oneonone.StatusDropped: "[-]"}[a.Status]
	owner := cmp.Or(string(a.Owner), "nobody named")
	s := fmt.Sprintf("- %s %s: %s", cmp.Or(box, "[ ]"), owner, hang(oneonone.AfterOwner(a.Owner, a.Text), "  "))
	if !a.Due.IsZero() {
		s += " (due " + a.Due.String() + ")"
	}
	if !a.Closed.IsZero() {
		s += fmt.Sprintf(" (%s %s)", a.Status, a.Closed)
	}
	if a.Why != "" {
		s += ": " + line(string(a.Why))
	}
	return s
}

func opinion(f *oneonone.Feedback) string {
	s := "- feedback: " + hang(f.Text, "  ")
	if f.About != "" {
		s += " (about " + line(string(f.About)) + ")"
	}
	for _, step := range f.Acted {
		s += fmt.Sprintf("\n  - %s: %s", step.On, line(step.Text))
	}
	return s
}

func goals(list []*oneonone.Goal) string {
	var b strings.Builder
	b.WriteString("# Goals\n")
	for _, g := range list {
		fmt.Fprintf(&b, "\n## %s\n\n%s, %s", line(g.Text), g.GoalKind, g.Status)
		if !g.Due.IsZero() {
			b.WriteString(", due " + g.Due.String())
		}
		b.WriteString("\n\n")
		for _, s := range g.Progress {
			fmt.Fprintf(&b, "- %s: %s\n", s.On, line(s.Text))
		}
	}
	return b.String()
}

func initiatives(list []*oneonone.Initiative) string {
	var b strings.Builder
	b.WriteString("# Initiatives\n")
	for _, i := range list {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", line(i.Text), i.Standing.Said())
		for _, t := range i.Turns {
			fmt.Fprintf(&b, "- %s %s: %s\n", t.On, t.To.Said(), line(t.Text))
		}
	}
	return b.String()
}
