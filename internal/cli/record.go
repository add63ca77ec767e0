package cli

import (
	"fmt"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

// newHead makes the head of a new record.
func (a *App) newHead(kind oneonone.Kind, text string, at time.Time, private bool) oneonone.Head {
	h := oneonone.Head{
		ID: a.env.NewID(), Kind: kind, At: at, Private: private,
		Created: a.now, Changed: a.now,
	}
	setText(&h, text)
	return h
}

// setText gives a head its text and the marks in it. A text that keeps a part
// of itself private makes all of the record private.
func setText(h *oneonone.Head, text string) {
	h.Text = text
	h.Private = h.Private || oneonone.IsMarked(text)
	h.Tags, h.People, h.Projects = oneonone.Marks(text)
}

// file stores a record and, if that works, lets go of the text it was made of.
func (a *App) file(t typed, rec oneonone.Record) error {
	s, err := a.Store()
	if err == nil {
		err = s.Put(rec)
	}
	return t.settle(err)
}

// find gets a record of a kind; "" stands for every kind. A person is found
// by name, too.
func (a *App) find(kind oneonone.Kind, id string) (oneonone.Record, error) {
	s, err := a.Store()
	if err != nil {
		return nil, err
	}
	if kind == oneonone.KindPerson {
		people, err := a.peopleOnFile()
		if err != nil {
			return nil, err
		}
		if found := named(id, people); len(found) == 1 {
			return found[0], nil
		}
		if rec, err := s.Get(id); err == nil {
			return rec, checkKind(rec, kind)
		}
		return nil, nobodyCalled(id, people)
	}
	rec, err := s.Get(id)
	if err != nil {
		return nil, err
	}
	return rec, checkKind(rec, kind)
}

// checkKind refuses a record of another kind than the command is for.
func checkKind(rec oneonone.Record, kind oneonone.Kind) error {
	h := rec.Header()
	if kind == "" || h.Kind == kind {
		return nil
	}
	list := string(kind) + " list"
	if kind == oneonone.KindNote || kind == oneonone.KindMeeting || kind == oneonone.KindDecision {
		list = "log --kind " + string(kind)
	}
	hint := fmt.Sprintf("`oneonone show %s` shows it; `oneonone %s` lists what this command takes", h.ID[:min(8, len(h.ID))], list)
	return wrong(hint, "%s is %s, not %s", h.ID, withArticle(wordFor(rec)), withArticle(kindWord(kind)))
}

// change finds a record of a type and lets fn change it, in one transaction.
func change[R oneonone.Record](a *App, kind oneonone.Kind, id string, fn func(R) error) (R, error) {
	var none R
	s, err := a.Store()
	if err != nil {
		return none, err
	}
	rec, err := s.Edit(id, func(rec oneonone.Record) error {
		if err := checkKind(rec, kind); err != nil {
			return err
		}
		r, ok := rec.(R)
		if !ok {
			return fmt.Errorf("%s is of kind %s", rec.Header().ID, rec.Header().Kind)
		}
		return fn(r)
	})
	if err != nil {
		return none, err
	}
	return rec.(R), nil
}

// collect reads the records of a kind: all, or those that are open.
func collect[R oneonone.Record](a *App, kind oneonone.Kind, all bool) (records []R, err error) {
	err = a.view(func(r *store.Reader) error {
		seq := r.Open(kind)
		if all {
			seq = r.All(kind)
		}
		records, err = store.Collect[R](seq)
		return err
	})
	return records, err
}

// shortIDs gives the short ids of records by their id.
func shortIDs[R oneonone.Record](a *App, records []R) map[string]string {
	short := make(map[string]string, len(records))
	_ = a.view(func(r *store.Reader) error { // whole ids will do
		for _, rec := range records {
			id := rec.Header().ID
			short[id] = r.Shorten(id)
		}
		return nil
	})
	return short
}

// oneOf checks a word against those that a flag takes and gives it as they
// write it.
func oneOf[W ~string](flag, word string, words []W) (W, error) {
	var all []string
	for _, w := range words {
		if strings.EqualFold(string(w), word) {
			return w, nil
		}
		all = append(all, string(w))
	}
	hint := "it takes " + strings.Join(all, ", ")
	if near := nearest(word, all); near != "" {
		hint = "did you mean " + near + "?"
	}
	return "", wrong(hint, "--%s can't be %q", flag, word)
}
