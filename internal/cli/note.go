package cli

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/reader"
)

type noteOptions struct {
	kind    string
	at      string
	private bool
}

func newNoteCmd(a *App) *cobra.Command {
	var o noteOptions
	cmd := &cobra.Command{
		Use:   "note [TEXT...]",
		Short: "Write down what happened at work",
		Long: `note keeps a note about your work. Without TEXT it reads what is piped in, or
opens your editor. #tag, @person and +project in the text can be looked for
later. What the note is (a win, a blocker, ...) is told from its words; --kind
says it yourself. #private in the text, or --private, keeps all of it to you.` + "\n" + dateForms,
		Example: `  oneonone note "Search answers in 310 ms now, was 900 #win +search"
  oneonone note Blocked on access to the billing logs, asked @dana twice
  oneonone note --kind idea --at "yesterday 3pm" "one queue per tenant?"
  git log -3 --format=%s | oneonone note
  oneonone note --private "tired of being on call every second week"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runNote(cmd.Context(), a, o, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.kind, "kind", "", "what it is: "+listWords(noteKinds(), 9)+" (`KIND`)")
	f.StringVar(&o.at, "at", "", "when it was (`DATE`; today if not given)")
	f.BoolVar(&o.private, "private", false, "never send it to a model, never put it in a draft")
	completeWords(cmd, "kind", noteKinds())
	return cmd
}

func noteKinds() []string {
	var kinds []string
	for _, k := range oneonone.NoteKinds {
		kinds = append(kinds, string(k))
	}
	return kinds
}

func runNote(ctx context.Context, a *App, o noteOptions, args []string) error {
	kind, err := readNoteKind(o.kind)
	if err != nil {
		return err
	}
	at, _, err := a.moment(o.at)
	if err != nil {
		return err
	}
	t, err := a.readTyped(ctx, args, "", "note-*.md")
	if err != nil {
		return err
	}
	if t.text == "" {
		t.discard()
		return wrong(`write it after the command: oneonone note "…"`, "there is no text to note")
	}
	note := &oneonone.Note{Head: a.newHead(oneonone.KindNote, t.text, cmp.Or(at, a.now), o.private)}
	if note.NoteKind = oneonone.Maybe(kind); kind == oneonone.Plain {
		hearKind(note)
	}
	if err := a.file(t, note); err != nil {
		return err
	}
	return a.printRecord(note, func(id string) string { return sayNoted(note, id) })
}

// readNoteKind reads the value of --kind; without one the text tells.
func readNoteKind(word string) (oneonone.NoteKind, error) {
	if word == "" {
		return oneonone.Plain, nil
	}
	return oneOf("kind", word, oneonone.NoteKinds[:])
}

// hearKind gives a note the kind that its text tells.
func hearKind(n *oneonone.Note) {
	kind, guessed := tellKind(n.Text)
	n.NoteKind, n.KindGuessed = oneonone.Maybe(kind), guessed
}

// tellKind tells what a note is; guessed tells that nobody said so.
func tellKind(text string) (kind oneonone.NoteKind, guessed bool) {
	tags, _, _ := oneonone.Marks(text)
	kind, sure := brief.NoteKind(new(reader.Reader), text, tags)
	return kind, kind != oneonone.Plain && !sure
}

func sayNoted(n *oneonone.Note, id string) string {
	said := "noted " + id
	if n.NoteKind != "" && !n.KindGuessed {
		said += " as " + withArticle(string(n.NoteKind))
	}
	if n.Private {
		said += ", private"
	}
	return said
}
