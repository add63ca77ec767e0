package cli

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/store"
)

// imported holds what earlier imports took from elsewhere. An entry is known by its place: what stands where it stood, says
// nearly the same in that file, or says the same in another one that is read with it, is the same entry with another
// text or state.
type imported struct {
	on     []oneonone.Record
	taken  []bool
	byID   map[string]int
	byText map[string][]int
	byFile map[string][]int
	now    time.Time
	// undated has the ids of entries that nothing but their file's time dates; timed tells that
	// entries have a time of their own, by which they are known.
	undated map[string]bool
	timed   bool
}

// sameText is from which share of common words on a text is an edited one.
const sameText = 0.5

// earlierImports finds the notes and promises on file that imports brought.
func (a *App) earlierImports(e *imported) error {
	e.byID, e.byText, e.byFile, e.now = map[string]int{}, map[string][]int{}, map[string][]int{}, a.now
	err := a.view(func(r *store.Reader) error {
		for _, kind := range []oneonone.Kind{oneonone.KindNote, oneonone.KindAction} {
			for rec, err := range r.All(kind) {
				if err != nil {
					return err
				}
				if file := fileOf(rec); file != "" {
					n := len(e.on)
					e.on = append(e.on, rec)
					e.byID[rec.Header().ID] = n
					e.byText[textKey(rec)] = append(e.byText[textKey(rec)], n)
					e.byFile[file] = append(e.byFile[file], n)
				}
			}
		}
		return nil
	})
	e.taken = make([]bool, len(e.on))
	return err
}

// textKey is the same for records of a kind that say the same.
func textKey(rec oneonone.Record) string {
	return string(rec.Header().Kind) + "\n" + strings.TrimSpace(rec.Header().Text)
}

func sourceOf(rec oneonone.Record) string {
	switch r := rec.(type) {
	case *oneonone.Note:
		return string(r.Source)
	case *oneonone.Action:
		return string(r.Source)
	}
	return ""
}

// fileOf gives the file that a record was read from, without its place there; "" for what was typed.
func fileOf(rec oneonone.Record) string {
	file, _ := placeOf(rec)
	return file
}

// placeOf gives the file that a record was read from, and its place there: a line, or the key by which a tracker knows it.
func placeOf(rec oneonone.Record) (file, place string) {
	from := sourceOf(rec)
	at := strings.LastIndexByte(from, ':')
	if at < 0 || strings.ContainsAny(from[at:], " /") {
		return from, ""
	}
	return from[:at], from[at+1:]
}

// isKeyed tells a record that its tracker knows by a key, whatever its words are.
func isKeyed(rec oneonone.Record) bool {
	_, place := placeOf(rec)
	_, err := strconv.Atoi(place)
	return place != "" && (err != nil || len(place) > len("9999999"))
}

// settle gives the entries of an import as they go on file: what is there already in its new
// state, what was edited in its new words, what is new as it is. Gone are the records on file
// that stood in what the import covers, and stand there no more.
func (e *imported) settle(list []oneonone.Record, covers func(oneonone.Record) bool) (out, gone []oneonone.Record) {
	out = make([]oneonone.Record, len(list))
	for _, same := range []func(oneonone.Record) int{
		e.sameID,
		e.sameWords(func(old, rec oneonone.Record) bool {
			return fileOf(old) == fileOf(rec) && old.Header().On() == rec.Header().On()
		}),
		e.sameWords(func(old, rec oneonone.Record) bool { return fileOf(old) == fileOf(rec) }),
		e.likest,
		e.sameWords(func(old, _ oneonone.Record) bool { return covers(old) }),
		e.sameWords(func(old, rec oneonone.Record) bool {
			return path.Base(fileOf(old)) == path.Base(fileOf(rec)) && old.Header().On() == rec.Header().On()
		}),
	} {
		for i, rec := range list {
			if out[i] != nil {
				continue
			}
			if at := same(rec); at >= 0 {
				e.taken[at] = true
				out[i] = e.renewed(e.on[at], rec)
			}
		}
	}
	for i, rec := range list {
		if out[i] == nil {
			out[i] = rec
		}
	}
	for i, old := range e.on {
		if !e.taken[i] && covers(old) {
			gone = append(gone, old)
		}
	}
	return out, gone
}

func (e *imported) sameID(rec oneonone.Record) int {
	at, ok := e.byID[rec.Header().ID]
	if !ok || e.taken[at] || e.on[at].Header().Kind != rec.Header().Kind {
		return -1
	}
	return at
}

func (e *imported) sameWords(is func(old, rec oneonone.Record) bool) func(oneonone.Record) int {
	return func(rec oneonone.Record) int {
		for _, at := range e.byText[textKey(rec)] {
			if !e.taken[at] && is(e.on[at], rec) {
				return at
			}
		}
		return -1
	}
}

// likest finds what was edited: the record of the same file and day that has the most words in
// common, at least half of them; an entry with a time of its own is known by that.
func (e *imported) likest(rec oneonone.Record) int {
	best, most := -1, sameText
	for _, at := range e.byFile[fileOf(rec)] {
		old := e.on[at].Header()
		if e.taken[at] || old.Kind != rec.Header().Kind || old.Kind == oneonone.KindNote && old.On() != rec.Header().On() {
			continue
		}
		share := resembles(old.Text, rec.Header().Text)
		if e.timed && old.At.Equal(rec.Header().At) {
			share = 1
		}
		if share > most || share == most && best < 0 {
			best, most = at, share
		}
	}
	return best
}

// renewed gives a record on file with what its file says now; what the user said of it since
// stays.
func (e *imported) renewed(old, rec oneonone.Record) oneonone.Record {
	switch r := rec.(type) {
	case *oneonone.Note:
		return e.renewedNote(old.(*oneonone.Note), r)
	case *oneonone.Action:
		return e.renewedAction(old.(*oneonone.Action), r)
	}
	return rec
}

func (e *imported) renewedNote(old, n *oneonone.Note) oneonone.Record {
	next := *old
	changed := e.renewHead(&next.Head, n.Head, false)
	next.Private, next.Section = old.Private || n.Private, n.Section
	if n.On() != old.On() && !e.undated[n.ID] {
		next.At, changed = n.At, true
	}
	if !changed && next.Private == old.Private && next.Section == old.Section && fileOf(n) == fileOf(old) {
		return old
	}
	next.Source, next.Changed = n.Source, e.after(old.Changed)
	return &next
}

// renewedAction closes what is closed in its file; what was closed here is not opened again.
func (e *imported) renewedAction(old, a *oneonone.Action) oneonone.Record {
	next := *old
	changed := e.renewHead(&next.Head, a.Head, isKeyed(a))
	next.Private = old.Private || a.Private
	if !a.Due.IsZero() {
		next.Due = a.Due
	}
	if old.Open() && !a.Open() {
		next.Status, next.Closed = a.Status, a.Closed
		if next.Closed == a.On() { // nobody said when
			next.Closed = oneonone.DateOf(e.now)
		}
	}
	if !changed && next.Private == old.Private && next.Due == old.Due && next.Status == old.Status && fileOf(a) == fileOf(old) {
		return old
	}
	next.Source, next.Changed = a.Source, e.after(old.Changed)
	return &next
}

// after is now, but never before what it changes was changed last: a clock may stand still or go back.
func (e *imported) after(changed time.Time) time.Time {
	if e.now.After(changed) {
		return e.now
	}
	return changed.Add(time.Millisecond)
}

// renewHead takes over the words of an entry that was edited in its file, and tells whether it was. An entry that is known
// by the words it had first was edited here, if at all.
func (e *imported) renewHead(old *oneonone.Head, h oneonone.Head, keyed bool) bool {
	if old.ID == h.ID && !keyed || old.Text == h.Text {
		return false
	}
	old.Text, old.Tags, old.People, old.Projects = h.Text, h.Tags, h.People, h.Projects
	return true
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
