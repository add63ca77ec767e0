package cli

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/source"
	"oneonone/internal/store"
)

// boxes makes action items of notes with a box before them.
type boxes struct {
	cfg    Config
	people []*oneonone.Person
	told   map[string]source.Told
}

func (a *App) newBoxes(cfg Config, told map[string]source.Told) (b boxes, err error) {
	b = boxes{cfg: cfg, told: told}
	err = a.view(func(r *store.Reader) error {
		b.people, err = store.Collect[*oneonone.Person](r.All(oneonone.KindPerson))
		return err
	})
	return b, err
}

// promise makes an action item of a note with a box. It is the user's own unless it begins with the name of somebody on
// file; its due day is the one that its program wrote, else the one that the text states.
func (b boxes) promise(n *oneonone.Note) *oneonone.Action {
	p := &oneonone.Action{Head: n.Head, Owner: oneonone.Me, Status: oneonone.Status(n.Task), Source: n.Source}
	p.Kind, p.ID = oneonone.KindAction, oneonone.DeriveID(string(oneonone.KindAction), n.ID)
	if name, rest, labelled := strings.Cut(n.Text, ": "); labelled {
		switch found := named(name, b.people); {
		case isMe(name, b.cfg):
			p.Text = rest
		case len(found) == 1:
			p.Owner, p.Text = oneonone.Maybe(found[0].Text), rest
		}
	}
	told := b.told[n.ID]
	p.Due = told.Due
	if due, _, stated := prose.Due(p.Text, n.At, b.cfg.Locale()); stated && p.Due.IsZero() {
		p.Due = oneonone.DateOf(due)
	}
	if !p.Open() {
		if p.Closed = told.Closed; p.Closed.IsZero() {
			p.Closed = n.On()
		}
	}
	return p
}

// filed gives the records of notes in their order: a promise for each box. An open one that
// stands again in a later file was carried over: it is one promise, made on the first day.
func (b boxes) filed(list []*oneonone.Note) []oneonone.Record {
	var out []oneonone.Record
	later := map[string]*oneonone.Action{}
	for _, n := range slices.Backward(list) {
		if n.Task == "" {
			hearKind(n)
			out = append(out, n)
			continue
		}
		p := b.promise(n)
		key := string(p.Owner) + "\n" + p.Text
		if next := later[key]; next != nil && p.Open() && fileOf(p) != fileOf(next) {
			next.At, next.Created, next.Changed = p.At, p.Created, p.Changed
			continue
		}
		later[key] = p
		out = append(out, p)
	}
	slices.Reverse(out)
	return out
}
