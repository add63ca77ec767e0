package cli

import (
	"context"
	"errors"
	"fmt"

	"oneonone/internal/oneonone"
	"oneonone/internal/secret"
)

// keep makes the record of a draft. Its text is the document as the user left
// it.
func keep[D any](a *App, kind oneonone.Kind, id, text string, draft D) *oneonone.Kept[D] {
	head := a.newHead(kind, "", a.now, false)
	head.ID, head.Text = id, text
	return &oneonone.Kept[D]{Head: head, Draft: draft}
}

// edited lets the user edit a document before it is kept, if they asked to. A
// document whose editor failed, or that came back empty, stays as it was: a
// draft is not lost with it.
func (o *draftOptions) edited(ctx context.Context, a *App, text, file string) (typed, error) {
	if !o.edit {
		return typed{text: text}, nil
	}
	sheet, err := a.Screen().Edit(ctx, text, file)
	if err != nil {
		return typed{text: text}, err
	}
	if clean(sheet.Text) == "" {
		a.Screen().Warn("the draft came back empty; it stays as it was")
		return typed{text: text, sheet: sheet}, nil
	}
	return typed{text: clean(sheet.Text) + "\n", sheet: sheet}, nil
}

// finish keeps a draft with what belongs to it and shows it. Both are tried:
// a draft that can't be kept is shown all the same.
func (a *App) finish(o *draftOptions, kept oneonone.Record, show func() error, others ...oneonone.Record) error {
	var stored error
	if o.saves() {
		stored = a.putAll(append(others, kept))
	}
	if shown := show(); shown != nil {
		return errors.Join(stored, shown)
	}
	if stored == nil && o.saves() {
		a.Screen().Say("kept as %s", a.shorten(kept.Header().ID))
	}
	return stored
}

func (a *App) putAll(records []oneonone.Record) error {
	s, err := a.Store()
	if err != nil {
		return err
	}
	return s.Put(records...)
}

// showing shows a draft: as JSON, as a message when a form is wanted, else as
// the document.
func (a *App) showing(kept oneonone.Record, value any, form oneonone.Form, message func() string) func() error {
	return func() error {
		switch {
		case a.opts.json:
			return a.printJSON(value)
		case form != "":
			return a.printSent(message())
		}
		return outputError(a.Screen().Markdown(kept.Header().Text))
	}
}

// printSent prints a message to somebody else: no secret is in it, whoever wrote what it is made of.
func (a *App) printSent(message string) error {
	_, err := fmt.Fprint(a.env.Stdout, secret.MaskLines(message))
	return outputError(err)
}
