package store

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
)

// model is the store as a plain map: folded id → record.
type model map[string]oneonone.Record

// put copies the record, as a store does.
func (m model) put(rec oneonone.Record) {
	switch r := rec.(type) {
	case *oneonone.Note:
		c := *r
		m[fold(c.ID)] = &c
	case *oneonone.Action:
		c := *r
		m[fold(c.ID)] = &c
	}
}

// find gives the ids that a prefix means: one, none or several.
func (m model) find(prefix string) []string {
	if m[fold(prefix)] != nil {
		return []string{fold(prefix)}
	}
	var ids []string
	for id := range m {
		if prefix != "" && strings.HasPrefix(id, fold(prefix)) {
			ids = append(ids, id)
		}
	}
	return ids
}

// list gives the JSON of the records of a kind that pass, in their order.
func (m model) list(t *testing.T, kind oneonone.Kind, pass func(oneonone.Record) bool) []string {
	var recs []oneonone.Record
	for _, rec := range m {
		if rec.Header().Kind == kind && pass(rec) {
			recs = append(recs, rec)
		}
	}
	slices.SortFunc(recs, func(a, b oneonone.Record) int {
		x, y := a.Header(), b.Header()
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(fold(x.ID), fold(y.ID)))
	})
	list := []string{}
	for _, rec := range recs {
		list = append(list, asJSON(t, rec))
	}
	return list
}

// What rapid draws from: few ids and moments, so that they meet often.
var (
	drawID   = rapid.StringMatching(`[abAB]{1,4}`)
	drawTime = rapid.Custom(func(t *rapid.T) time.Time {
		return time.Unix(rapid.Int64Range(-3, 3).Draw(t, "second"), rapid.Int64Range(0, 1).Draw(t, "nano")).UTC()
	})
	drawKind   = rapid.SampledFrom([]oneonone.Kind{oneonone.KindNote, oneonone.KindAction})
	drawRecord = rapid.Custom(func(t *rapid.T) oneonone.Record {
		id, at, text := drawID.Draw(t, "id"), drawTime.Draw(t, "at"), rapid.String().Draw(t, "text")
		if drawKind.Draw(t, "kind") == oneonone.KindNote {
			n := note(id, at, text)
			n.NoteKind = rapid.SampledFrom([]oneonone.Maybe{"", "blocker"}).Draw(t, "note kind")
			return n
		}
		a := action(id, at, text)
		a.Status = rapid.SampledFrom([]oneonone.Status{oneonone.StatusOpen, oneonone.StatusDone}).Draw(t, "status")
		return a
	})
)

// machine runs the same operations on a store and on the model of it.
type machine struct {
	t     *testing.T
	store *Store
	model model
}

func (m *machine) put(t *rapid.T) {
	recs := rapid.SliceOfN(drawRecord, 1, 4).Draw(t, "records")
	if err := m.store.Put(recs...); err != nil {
		t.Fatal(err)
	}
	for _, rec := range recs {
		m.model.put(rec)
	}
}

func (m *machine) remove(t *rapid.T) {
	id := drawID.Draw(t, "id")
	err := m.store.Remove(id)
	if was := m.model[fold(id)] != nil; was != (err == nil) || !was && !errors.Is(err, ErrNotFound) {
		t.Fatalf("Remove(%q): %v, on file: %v", id, err, was)
	}
	delete(m.model, fold(id))
}

func (m *machine) edit(t *rapid.T) {
	prefix, at := drawID.Draw(t, "prefix"), drawTime.Draw(t, "at")
	change := func(r oneonone.Record) error {
		r.Header().At, r.Header().Changed = at, day(100)
		switch r := r.(type) {
		case *oneonone.Note:
			r.NoteKind = "question"
		case *oneonone.Action:
			r.Status = oneonone.StatusDropped
		}
		return nil
	}
	_, err := m.store.Edit(prefix, change)
	m.checkFound(t, prefix, err)
	if ids := m.model.find(prefix); len(ids) == 1 {
		_ = change(m.model[ids[0]])
	}
}

func (m *machine) get(t *rapid.T) {
	prefix := drawID.Draw(t, "prefix")
	got, err := m.store.Get(prefix)
	m.checkFound(t, prefix, err)
	if ids := m.model.find(prefix); len(ids) == 1 {
		if diff := gocmp.Diff(asJSON(m.t, m.model[ids[0]]), asJSON(m.t, got)); diff != "" {
			t.Fatalf("Get(%q) (-model +store):\n%s", prefix, diff)
		}
	}
}

// checkFound compares how a prefix was found.
func (m *machine) checkFound(t *rapid.T, prefix string, err error) {
	want := m.model.find(prefix)
	got := len(want) == 1
	var several *AmbiguousError
	switch {
	case errors.As(err, &several):
		got = len(want) > 1 && (len(several.Candidates) == len(want) || several.More && len(want) > maxCandidates)
	case errors.Is(err, ErrNotFound):
		got = len(want) == 0
	case err != nil:
		got = false
	}
	if !got {
		t.Fatalf("%q: %v, the model finds %v", prefix, err, want)
	}
}

// read compares all that a Reader gives of a window of one kind.
func (m *machine) read(t *rapid.T) {
	kind, from, to := drawKind.Draw(t, "kind"), drawTime.Draw(t, "from"), drawTime.Draw(t, "to")
	n := rapid.IntRange(0, 3).Draw(t, "n")
	before := m.model.list(m.t, kind, func(r oneonone.Record) bool { return r.Header().At.Before(to) })
	want := map[string][]string{
		"all":    m.model.list(m.t, kind, func(oneonone.Record) bool { return true }),
		"open":   m.model.list(m.t, kind, oneonone.Record.Open),
		"latest": before[max(0, len(before)-n):],
		"window": m.model.list(m.t, kind, func(r oneonone.Record) bool {
			return !r.Header().At.Before(from) && r.Header().At.Before(to)
		}),
	}
	got := map[string][]string{}
	must(m.t, m.store.View(func(r *Reader) error {
		latest, err := r.Latest(kind, to, n)
		must(m.t, err)
		got["latest"] = jsons(m.t, latest)
		for name, seq := range map[string]Records{"all": r.All(kind), "open": r.Open(kind), "window": r.Window(kind, from, to)} {
			recs, err := Collect[oneonone.Record](seq)
			must(m.t, err)
			got[name] = jsons(m.t, recs)
		}
		return nil
	}))
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Fatalf("(-model +store):\n%s", diff)
	}
}

func jsons(t *testing.T, recs []oneonone.Record) []string {
	list := []string{}
	for _, rec := range recs {
		list = append(list, asJSON(t, rec))
	}
	return list
}

// check runs after every operation: short ids find their records, and no
// record is counted twice.
func (m *machine) check(t *rapid.T) {
	must(m.t, m.store.View(func(r *Reader) error {
		if n := r.Count(oneonone.KindNote) + r.Count(oneonone.KindAction); n != len(m.model) {
			t.Fatalf("%d records, the model has %d", n, len(m.model))
		}
		for id, rec := range m.model {
			got, err := r.Get(r.Shorten(rec.Header().ID))
			if err != nil || fold(got.Header().ID) != id {
				t.Fatalf("%s, shortened to %s, finds %v, %v", id, r.Shorten(id), got, err)
			}
		}
		return nil
	}))
}

func TestStoreIsAMap(t *testing.T) {
	dir, runs := quickDir(t), 0
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		m := &machine{t, New(filepath.Join(dir, fmt.Sprint(runs))), model{}}
		m.store.Now = func() time.Time { return day(100) }
		rt.Repeat(map[string]func(*rapid.T){
			"put": m.put, "remove": m.remove, "edit": m.edit, "get": m.get, "read": m.read, "": m.check,
		})
		checkFile(t, m.store)
	})
}

// Keys sort as the moments they stand for, and equal moments have equal keys.
func TestStampsSortAsTime(t *testing.T) {
	moment := rapid.Custom(func(t *rapid.T) time.Time {
		zone := time.FixedZone("", rapid.IntRange(-12, 14).Draw(t, "hours")*3600)
		return time.Unix(rapid.Int64Range(-62135596800, 253402300799).Draw(t, "s"), rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).In(zone)
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := moment.Draw(t, "a"), moment.Draw(t, "b")
		if got, want := strings.Compare(string(stamp(a)), string(stamp(b))), a.Compare(b); got != want {
			t.Fatalf("keys of %v and %v compare %d, the moments %d", a, b, got, want)
		}
		if string(stamp(a)) != string(stamp(a.UTC())) {
			t.Fatalf("%v has another key in another zone", a)
		}
	})
}
