package cli

import (
	"slices"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/store"
)

// imported holds what earlier imports took from the files that are imported again. A note is
// known by its place: what stands where it stood, or says nearly the same in that file, is the
// same note with another text or state.
type imported struct {
	byFile map[string][]*oneonone.Note
	now    time.Time
	// gone counts the notes on file that their files have no more.
	gone int
}

// sameText is from which share of common words on a text is an edited one.
const sameText = 0.5

// earlierImports finds the notes on file that came from the files of a list.
func (a *App) earlierImports(list []*oneonone.Note) (*imported, error) {
	e := &imported{byFile: map[string][]*oneonone.Note{}, now: a.now}
	for _, n := range list {
		e.byFile[fileOf(n)] = nil
	}
	err := a.view(func(r *store.Reader) error {
		for rec, err := range r.All(oneonone.KindNote) {
			if err != nil {
				return err
			}
			n := rec.(*oneonone.Note)
			if file := fileOf(n); file != "" {
				if _, asked := e.byFile[file]; asked {
					e.byFile[file] = append(e.byFile[file], n)
				}
			}
		}
		return nil
	})
	return e, err
}

// fileOf gives the file that a note was read from, without the line.
func fileOf(n *oneonone.Note) string {
	at := strings.LastIndexByte(string(n.Source), ':')
	if at < 0 {
		return ""
	}
	return string(n.Source)[:at]
}

// settle gives the notes of a list as they go on file: what is there already in its new
// state, what was edited in its new words, what is new as it is.
func (e *imported) settle(list []*oneonone.Note) []*oneonone.Note {
	out := make([]*oneonone.Note, len(list))
	var left []int
	for i, n := range list {
		if old := e.take(n, func(old *oneonone.Note) bool { return old.ID == n.ID || old.Text == n.Text && old.On() == n.On() }); old != nil {
			out[i] = e.renewed(old, n, old.Text)
			continue
		}
		left = append(left, i)
	}
	for _, i := range left {
		n := list[i]
		old := e.take(n, func(old *oneonone.Note) bool { return old.On() == n.On() && resembles(old.Text, n.Text) >= sameText })
		if old == nil {
			out[i] = n
			continue
		}
		out[i] = e.renewed(old, n, n.Text)
	}
	for _, rest := range e.byFile {
		e.gone += len(rest)
	}
	return out
}

// take finds a note of the same file and takes it off the list of those that are left.
func (e *imported) take(n *oneonone.Note, is func(*oneonone.Note) bool) *oneonone.Note {
	file := fileOf(n)
	at := slices.IndexFunc(e.byFile[file], is)
	if at < 0 {
		return nil
	}
	old := e.byFile[file][at]
	e.byFile[file] = slices.Delete(e.byFile[file], at, at+1)
	return old
}

// renewed gives the note on file with what its file says now; what the user said of it since
// stays.
func (e *imported) renewed(old, n *oneonone.Note, text string) *oneonone.Note {
	next := *old
	next.Text, next.Task, next.Private, next.Section = text, n.Task, old.Private || n.Private, n.Section
	if text != old.Text {
		next.Tags, next.People, next.Projects = n.Tags, n.People, n.Projects
	}
	if next.Text == old.Text && next.Task == old.Task && next.Private == old.Private && next.Section == old.Section {
		return old
	}
	next.Source, next.Changed = n.Source, e.now
	return &next
}

// resembles measures how many words two texts share, from 0 to 1 (Dice).
func resembles(a, b string) float64 {
	first, second := prose.Content(a), prose.Content(b)
	if len(first)+len(second) == 0 {
		return 0
	}
	shared := 0
	for _, w := range first {
		if slices.Contains(second, w) {
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(first)+len(second))
}
