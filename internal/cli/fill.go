package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

func newFillCmd(a *App) *cobra.Command {
	var with string
	var private bool
	cmd := &cobra.Command{
		Use:   "fill [N [TEXT...]]",
		Short: "Answer what your agenda asks you to fill in",
		Long: `fill goes through the questions under "Before I go in" of your last agenda.
On a terminal it asks them one by one; Enter skips. Elsewhere it lists them with
their numbers, and N with TEXT answers one. Answers are kept as notes of their
own, each at once, and the next prep puts them in their place.`,
		Example: `  oneonone fill
  oneonone fill 3 "by 15 January"
  oneonone fill --with priya`,
		Args: func(*cobra.Command, []string) error { return nil },
		RunE: func(cmd *cobra.Command, args []string) error { return runFill(cmd.Context(), a, with, private, args) },
	}
	cmd.Flags().StringVar(&with, "with", "", "of the agenda for the 1:1 with `PERSON`")
	cmd.Flags().BoolVar(&private, "private", false, "never send the answers to a model, never put them in a draft")
	completePeople(a, cmd, "with")
	return cmd
}

// gap is a question of an agenda that waits for an answer.
type gap struct {
	N     int    `json:"n"`
	Topic string `json:"topic"`
	Title string `json:"title"`
	Field string `json:"field"`
	// Question is what is asked.
	Question string `json:"question"`
	about    string
}

// gapsOf lists the questions that the page of an agenda asks, by their numbers.
func gapsOf(agenda oneonone.Agenda) []gap {
	var out []gap
	for _, t := range agenda.Topics {
		for _, b := range t.Blanks {
			if b.N == 0 {
				continue
			}
			g := gap{N: b.N, Topic: t.ID, Title: t.Title, Field: b.Field, Question: b.Question}
			if len(t.Evidence) > 0 {
				g.about = t.Evidence[0]
			}
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(x, y gap) int { return x.N - y.N })
	return out
}

func runFill(ctx context.Context, a *App, with string, private bool, args []string) error {
	agenda, err := a.newestAgenda(with)
	if err != nil {
		return err
	}
	gaps, err := a.unfilled(gapsOf(agenda.Draft))
	if err != nil {
		return err
	}
	switch {
	case len(args) > 0:
		return a.fillOne(ctx, gaps, private, args)
	case len(gaps) == 0 && !a.opts.json:
		a.Screen().Say("nothing is left to fill in; `oneonone prep` drafts the agenda again")
		return nil
	case !a.Screen().Interactive() || a.opts.json:
		return a.listGaps(gaps)
	}
	return a.fillAll(ctx, gaps, private)
}

// newestAgenda gives the last agenda drafted, for one person if one is named.
func (a *App) newestAgenda(with string) (*oneonone.Kept[oneonone.Agenda], error) {
	var newest *oneonone.Kept[oneonone.Agenda]
	err := a.view(func(r *store.Reader) error {
		kept, err := latestOf[*oneonone.Kept[oneonone.Agenda]](r, oneonone.KindAgenda, 20)
		for _, k := range kept {
			theirs := with == "" || oneonone.SameName(string(k.Draft.Meeting.With), with)
			if theirs && !k.Removed && (newest == nil || k.Created.After(newest.Created)) {
				newest = k
			}
		}
		return err
	})
	if err == nil && newest == nil {
		return nil, wrong("`oneonone prep` drafts one", "there is no agenda to fill in%s", withWhom(oneonone.Maybe(with)))
	}
	return newest, err
}

// unfilled leaves out the questions that were answered since. The numbers stay
// as they are.
func (a *App) unfilled(gaps []gap) ([]gap, error) {
	notes, err := collect[*oneonone.Note](a, oneonone.KindNote, true)
	if err != nil {
		return nil, err
	}
	answered := map[string]bool{}
	for _, n := range notes {
		if n.Fills != nil {
			answered[n.Fills.Topic+"\x00"+n.Fills.Question] = true
		}
	}
	var out []gap
	for _, g := range gaps {
		if !answered[g.Topic+"\x00"+g.Question] {
			out = append(out, g)
		}
	}
	return out, nil
}

func (a *App) listGaps(gaps []gap) error {
	if a.opts.json {
		return a.printJSON(oneonone.List[gap](gaps))
	}
	title := ""
	for _, g := range gaps {
		if g.Title != title {
			title = g.Title
			if err := a.print("%s", oneLine(title, 0)); err != nil {
				return err
			}
		}
		if err := a.print("  %2d  %s", g.N, oneLine(g.Question, 0)); err != nil {
			return err
		}
	}
	return nil
}

// fillOne answers the question of a number.
func (a *App) fillOne(ctx context.Context, gaps []gap, private bool, args []string) error {
	n, err := strconv.Atoi(args[0])
	if err != nil {
		return wrong("`oneonone fill` lists them; for example: oneonone fill 3 \"by 15 January\"", "%q is not the number of a question", args[0])
	}
	for _, g := range gaps {
		if g.N != n {
			continue
		}
		t, err := a.readTyped(ctx, args[1:], "", "answer-*.md")
		if err != nil {
			return err
		}
		if t.text == "" {
			t.discard()
			return wrong("write it after the number", "there is no answer to %q", g.Question)
		}
		note, err := a.answer(g, t, private)
		if err != nil {
			return err
		}
		return a.printRecord(note, func(id string) string {
			return "filled in " + id + ": " + withPrivate(note, g.Question+" "+oneLine(note.Text, 0))
		})
	}
	return wrong("`oneonone fill` lists what is left", "no question with the number %d waits for an answer", n)
}

// answer keeps what the user says to a question.
func (a *App) answer(g gap, t typed, private bool) (*oneonone.Note, error) {
	note := &oneonone.Note{Head: a.newHead(oneonone.KindNote, t.text, a.now, private), Fills: &oneonone.Fill{Topic: g.Topic, About: g.about,
		Field: g.Field, Question: g.Question}}
	return note, a.file(t, note)
}

// fillAll asks one question after the other.
func (a *App) fillAll(ctx context.Context, gaps []gap, private bool) error {
	title, filled := "", 0
	for _, g := range gaps {
		if g.Title != title {
			title = g.Title
			a.Screen().Say("%s", "\n"+strings.TrimSpace(title))
		}
		text, err := a.Screen().Ask(ctx, "  "+g.Question, "")
		if errors.Is(err, term.ErrNoAnswer) && ctx.Err() == nil {
			break // Ctrl-D: what was answered is kept
		}
		if err != nil {
			return err
		}
		if text == "" {
			continue
		}
		if _, err := a.answer(g, typed{text: clean(text)}, private); err != nil {
			return err
		}
		filled++
	}
	return a.print("%s", fmt.Sprintf("filled in %d of %d; `oneonone prep` puts them in their place", filled, len(gaps)))
}
