package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"oneonone/internal/oneonone"
)

type editOptions struct {
	kind    string
	at      string
	private bool
}

func newEditCmd(a *App) *cobra.Command {
	var o editOptions
	cmd := &cobra.Command{
		Use:   "edit ID [TEXT...]",
		Short: "Change a record",
		Long: `edit changes the text of a record. Without TEXT and without a flag it opens
your editor on the text. What else a promise, feedback, a goal or a person
says is changed by action edit, feedback edit, goal edit and person edit.` + "\n" + dateForms,
		Example: `  oneonone edit k3f9
  oneonone edit k3f9 "Search answers in 290 ms now, was 900 #win"
  oneonone edit k3f9 --kind learning --at monday
  oneonone edit k3f9 --private`,
		Args:              takes("ID", "[TEXT...]"),
		ValidArgsFunction: completeIDs(a, "", true),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runEdit(cmd, a, o, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.kind, "kind", "", "what the note is: "+listWords(noteKinds(), 9)+" (`KIND`)")
	f.StringVar(&o.at, "at", "", "when it was (`DATE`)")
	f.BoolVar(&o.private, "private", false, "never send it to a model; --private=false takes that back")
	completeWords(cmd, "kind", noteKinds())
	return cmd
}

func runEdit(cmd *cobra.Command, a *App, o editOptions, args []string) error {
	kind, err := readNoteKind(o.kind)
	if err != nil {
		return err
	}
	at, clock, err := a.moment(o.at)
	if err != nil {
		return err
	}
	rv := newRevision(cmd, "", args)
	rv.apply = func(rec oneonone.Record) error {
		h := rec.Header()
		if !at.IsZero() && (clock || oneonone.DateOf(at) != h.On()) {
			h.At = at
		}
		if cmd.Flags().Changed("private") {
			h.Private = o.private
		}
		return setNoteKind(rec, kind)
	}
	return a.revise(cmd.Context(), rv)
}

// setNoteKind changes what a note is; Plain leaves it.
func setNoteKind(rec oneonone.Record, kind oneonone.NoteKind) error {
	if kind == oneonone.Plain {
		return nil
	}
	n, ok := rec.(*oneonone.Note)
	if !ok {
		return wrong("", "--kind is for notes, and %s is %s", rec.Header().ID, withArticle(wordFor(rec)))
	}
	n.NoteKind, n.KindGuessed = oneonone.Maybe(kind), false
	return nil
}

// revision is what is to change in a record.
type revision struct {
	kind oneonone.Kind // "" is any
	id   string
	// words are its new text; without words and flags an editor opens.
	words []string
	flags bool
	// apply changes everything else.
	apply func(oneonone.Record) error
}

// newRevision reads "ID [TEXT...]" and whether the command has a flag of its
// own.
func newRevision(cmd *cobra.Command, kind oneonone.Kind, args []string) revision {
	own := cmd.LocalNonPersistentFlags()
	flags := false
	cmd.Flags().Visit(func(f *pflag.Flag) { flags = flags || own.Lookup(f.Name) != nil })
	return revision{kind: kind, id: args[0], words: args[1:], flags: flags}
}

// revise changes a record and says so. The store is closed while the editor
// is open; what another program changed meanwhile is not overwritten.
func (a *App) revise(ctx context.Context, rv revision) error {
	before, err := a.find(rv.kind, rv.id)
	if err != nil {
		return err
	}
	if err := refuseFixed(before); err != nil {
		return err
	}
	t, err := rv.newText(ctx, a, before.Header().Text)
	if err != nil {
		return err
	}
	h := before.Header()
	rec, err := change(a, rv.kind, h.ID, func(rec oneonone.Record) error {
		if err := retext(rec, h.Text, t.text); err != nil {
			return err
		}
		was := rec.Header().Private
		return errors.Join(rv.apply(rec), keepMarked(rec, was))
	})
	if err := t.settle(err); err != nil {
		return err
	}
	return a.printRecord(rec, func(id string) string {
		return "changed " + wordFor(rec) + " " + id + ": " + summary(rec, a.Today())
	})
}

// keepMarked keeps a record private whose text says so; was tells whether it
// was.
func keepMarked(rec oneonone.Record, was bool) error {
	h := rec.Header()
	if h.Private || !oneonone.IsPrivate(rec) {
		return nil
	}
	if h.Private = !was; h.Private {
		return nil
	}
	return wrong("take the mark (#private, private:, %% %%) out of its text first", "%s is marked private in its text", h.ID)
}

// newText gets the new text of a record; the old one when only flags are given.
func (rv revision) newText(ctx context.Context, a *App, old string) (typed, error) {
	if len(rv.words) == 0 && rv.flags {
		return typed{text: old}, nil
	}
	t, err := a.readTyped(ctx, rv.words, old+"\n", "record-*.md")
	if err == nil && t.text == "" {
		t.discard()
		return t, wrong("`oneonone rm` removes a record", "there is no text left; nothing was changed")
	}
	return t, err
}

// retext gives a record a new text. A note whose kind was told from its text
// has it told again.
func retext(rec oneonone.Record, old, text string) error {
	h := rec.Header()
	if text == old || text == h.Text {
		return nil
	}
	if h.Text != old {
		return failed(nil, "run the command again to see it", "%s was changed by another program meanwhile", h.ID)
	}
	told, _ := tellKind(old)
	n, ok := rec.(*oneonone.Note)
	setText(h, text)
	if ok && oneonone.NoteKind(n.NoteKind) == told {
		hearKind(n)
	}
	return nil
}

// refuseFixed refuses records that are kept as they were made.
func refuseFixed(rec oneonone.Record) error {
	switch h := rec.Header(); {
	case h.Kind == oneonone.KindMeeting:
		return wrong("a recap points at its lines; add what was left out with `oneonone note`", "the raw notes of a meeting stay as they were")
	case isDraft(rec):
		return wrong("", "%s is a draft, and drafts stay as they were saved", h.ID)
	}
	return nil
}
