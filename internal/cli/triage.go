package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/reader"
	"oneonone/internal/term"
	"oneonone/internal/thread"
)

func newTriageCmd(a *App) *cobra.Command {
	var o draftOptions
	cmd := &cobra.Command{
		Use:   "triage [ID WHAT [THING...]]",
		Short: "Say what the notes are that the program is not sure of",
		Long: `triage goes through the notes since the last 1:1 that nobody said the kind of,
the newest first. On a terminal one key and Enter says what each is; Enter alone
leaves it a plain note. Elsewhere it lists them, and ID with WHAT places one:
` + listWords(noteKinds(), 9) + `.
"private" keeps it out of every draft, "settled" takes it off the list, "plain"
leaves it as it is, and "about" with words of a thread, a goal or a person puts
it together with them.` + "\n" + dateForms,
		Example: `  oneonone triage
  oneonone triage ab3d win
  oneonone triage ab3d about "frame time"`,
		Args: func(*cobra.Command, []string) error { return nil },
		RunE: func(cmd *cobra.Command, args []string) error { return runTriage(cmd.Context(), a, &o, args) },
	}
	o.meetingFlags(a, cmd)
	f := cmd.Flags()
	f.StringVar(&o.since, "since", "", "look at the notes from this `DATE` on")
	f.StringVar(&o.until, "until", "", "look at the notes up to this `DATE`, itself included")
	return cmd
}

// pending is a note that waits to be placed.
type pending struct {
	ID    string         `json:"id"`
	On    oneonone.Date  `json:"on"`
	Text  string         `json:"text"`
	Guess oneonone.Maybe `json:"guess"`
	// Chance is how sure the reader is of the guess, in percent, and Because the
	// words that speak most for it.
	Chance  int                   `json:"chance"`
	Because oneonone.List[string] `json:"because"`
	// Thread names what it may be about.
	Thread oneonone.Maybe `json:"thread"`
}

func runTriage(ctx context.Context, a *App, o *draftOptions, args []string) error {
	b, _, err := prepBrief(ctx, a, o)
	if err != nil {
		return err
	}
	threads := thread.Read(b, figures.Of(b))
	if len(args) > 0 {
		return a.placeOne(b, threads, args)
	}
	waiting := pendingOf(b, threads)
	switch {
	case a.opts.json:
		return a.printJSON(oneonone.List[pending](waiting))
	case len(waiting) == 0:
		a.Screen().Say("every note since %s has its place", b.From.Spelled(a.Today()))
		return nil
	case !a.Screen().Interactive():
		return a.listPending(waiting)
	}
	return a.placeAll(ctx, b, threads, waiting)
}

// pendingOf lists the notes of the window that nobody said the kind of, the newest
// first.
func pendingOf(b *brief.Brief, threads []*thread.Thread) []pending {
	var out []pending
	for _, it := range slices.Backward(b.Items) {
		n, ok := it.Record.(*oneonone.Note)
		if !ok || it.Kind != oneonone.EvNote || !it.IsNote() || !it.InWindow || n.Placed || n.Settled != nil || len(n.About) > 0 ||
			it.Sure && it.NoteKind != oneonone.Plain {
			continue
		}
		p := pending{ID: it.ID, On: it.Date, Text: it.Text, Guess: oneonone.Maybe(it.NoteKind)}
		if p.Guess != "" {
			p.Chance, p.Because = it.Does.Of(reader.Label(it.NoteKind)), b.Because(it)
		}
		i := slices.IndexFunc(threads, func(t *thread.Thread) bool { return t.Has(it.ID) })
		if i >= 0 && len(threads[i].Items) > 1 {
			p.Thread = oneonone.Maybe(threads[i].Name())
		}
		out = append(out, p)
	}
	return out
}

func (a *App) listPending(waiting []pending) error {
	rows := make([][]string, 0, len(waiting))
	for _, p := range waiting {
		guess := ""
		if p.Guess != "" {
			guess = fmt.Sprintf("%s? %d %%", p.Guess, p.Chance)
			if a.opts.verbose {
				guess += " (" + strings.Join(p.Because, ", ") + ")"
			}
		}
		rows = append(rows, []string{a.shorten(p.ID), p.On.Short(a.Today()), guess, oneLine(p.Text, 0)})
	}
	return a.printTable(rows)
}

// placeOne does what the arguments say: ID WHAT, or ID about THING.
func (a *App) placeOne(b *brief.Brief, threads []*thread.Thread, args []string) error {
	if len(args) < 2 {
		return wrong("for example: oneonone triage "+args[0]+" win", "what is %s? %s", args[0], placesWords())
	}
	rec, err := a.find(oneonone.KindNote, args[0])
	if err != nil {
		return err
	}
	p := place{what: strings.ToLower(args[1])}
	if p.what == placeAbout {
		if p.about, err = aboutOf(b, threads, clean(strings.Join(args[2:], " "))); err != nil {
			return err
		}
	} else if len(args) > 2 {
		return wrong(placesWords(), "%q is not what a note can be", strings.Join(args[1:], " "))
	}
	note, err := a.place(rec.Header().ID, p)
	if err != nil {
		return err
	}
	return a.printRecord(note, func(id string) string { return id + " is " + p.said() })
}

// What a note can be besides its kinds.
const (
	placePrivate = "private"
	placeSettled = "settled"
	placePlain   = "plain"
	placeAbout   = "about"
)

func placesWords() string {
	return "it can be " + listWords(append(noteKinds(), placePrivate, placeSettled, placePlain, placeAbout+" THING"), 12)
}

// place says what a note is, and what it is about.
type place struct {
	what  string
	about nameOf
}

// nameOf is a record with the name that the user gave for it.
type nameOf struct {
	id, name string
	person   bool
}

func (p place) said() string {
	switch p.what {
	case placePrivate, placeSettled:
		return p.what
	case placePlain:
		return "a plain note"
	case placeAbout:
		return "about " + p.about.name
	}
	return withArticle(p.what)
}

// aboutOf finds the thread, the goal or the person that the user means.
func aboutOf(b *brief.Brief, threads []*thread.Thread, text string) (nameOf, error) {
	if text == "" {
		return nameOf{}, wrong("for example: oneonone triage ab3d about \"frame time\"", "about what?")
	}
	for _, person := range b.People {
		if oneonone.SameName(person.Text, text) {
			return nameOf{person.ID, person.Text, true}, nil
		}
	}
	if t := thread.Find(threads, text); t != nil {
		for _, it := range t.Items {
			if !it.Said {
				return nameOf{it.ID, t.Name(), false}, nil
			}
		}
	}
	for _, g := range b.Goals {
		if strings.Contains(strings.ToLower(g.Text), strings.ToLower(text)) {
			return nameOf{g.ID, g.Text, false}, nil
		}
	}
	return nameOf{}, wrong("`oneonone threads --all` lists what there is", "no thread, goal or person is called %q", text)
}

// place keeps what a note is.
func (a *App) place(id string, p place) (*oneonone.Note, error) {
	kind := oneonone.NoteKind("")
	switch p.what {
	case placePrivate, placeSettled, placePlain, placeAbout:
	default:
		var err error
		if kind, err = readNoteKind(p.what); err != nil {
			return nil, wrong(placesWords(), "%q is not what a note can be", p.what)
		}
	}
	return change(a, oneonone.KindNote, id, func(n *oneonone.Note) error {
		switch p.what {
		case placePrivate:
			n.Private = true
		case placeSettled:
			n.Settled = &oneonone.Step{On: a.Today(), Text: "settled in triage"}
		case placePlain:
			n.NoteKind, n.KindGuessed, n.Placed = "", false, true
		case placeAbout:
			n.About = oneonone.AppendNew(n.About, p.about.id)
			if p.about.person {
				n.People = oneonone.AppendNew(n.People, p.about.name)
			}
		default:
			n.NoteKind, n.KindGuessed = oneonone.Maybe(kind), false
		}
		return nil
	})
}

// ofKey gives what a key on a terminal says, false for one that says nothing.
func ofKey(key string) (what string, ok bool) {
	switch key {
	case "":
		return placePlain, true
	case "a":
		return placeAbout, true
	case "p":
		return placePrivate, true
	case "s":
		return placeSettled, true
	}
	for _, kind := range noteKinds() {
		if key == kind[:1] {
			return kind, true
		}
	}
	return "", false
}

// placeAll asks for one note after the other.
func (a *App) placeAll(ctx context.Context, b *brief.Brief, threads []*thread.Thread, waiting []pending) error {
	a.Screen().Say("w win · b blocker · q question · c concern · d decision · l learning · i idea · p private · s settled")
	a.Screen().Say("a about something · Enter: a plain note · Ctrl-D: enough for today")
	placed := 0
	for _, p := range waiting {
		done, err := a.placeAsking(ctx, b, threads, p)
		if errors.Is(err, term.ErrNoAnswer) && ctx.Err() == nil {
			break
		}
		if err != nil {
			return err
		}
		if done {
			placed++
		}
	}
	return a.print("placed %d of %d", placed, len(waiting))
}

func (a *App) placeAsking(ctx context.Context, b *brief.Brief, threads []*thread.Thread, p pending) (bool, error) {
	text := p.On.Short(a.Today()) + "  " + oneLine(p.Text, 0)
	if p.Guess != "" {
		text += "  [" + string(p.Guess) + "?]"
	}
	a.Screen().Say("\n%s", text)
	for {
		answer, err := a.Screen().Ask(ctx, "  what is it?", "")
		if err != nil {
			return false, err
		}
		what, known := ofKey(strings.ToLower(strings.TrimSpace(answer)))
		to := place{what: what}
		if what == placeAbout {
			about, err := a.Screen().Ask(ctx, "  about what?", string(p.Thread))
			if err != nil {
				return false, err
			}
			if to.about, err = aboutOf(b, threads, clean(about)); err != nil {
				a.Screen().Say("  %s", explain(err).what)
				continue
			}
		} else if !known {
			a.Screen().Say("  one of the keys above, please")
			continue
		}
		_, err = a.place(p.ID, to)
		return err == nil, err
	}
}
