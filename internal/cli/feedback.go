package cli

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/store"
)

func newFeedbackCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feedback",
		Short: "What people said about your work",
		Long: `feedback keeps what people said about your work, and what you did about it.
Agendas come back to what is open.`,
		Example: `  oneonone feedback add "your reviews come late" --from dana --about reviews
  oneonone feedback acted f2m8 "an hour for reviews every morning"
  oneonone feedback list --open`,
	}
	makeGroup(cmd)
	cmd.AddCommand(newFeedbackAddCmd(a), newFeedbackListCmd(a), newFeedbackActedCmd(a),
		newFeedbackEditCmd(a), newRemoveCmd(a, oneonone.KindFeedback))
	return cmd
}

type feedbackOptions struct {
	from, with, on, about string
	private               bool
}

func (o *feedbackOptions) flags(a *App, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "", "who said it (`PERSON`)")
	f.StringVar(&o.with, "with", "", "whom you take it up with, if not who said it (`PERSON`)")
	f.StringVar(&o.on, "on", "", "when it was said (`DATE`)")
	f.StringVar(&o.about, "about", "", "what it was about (`WHAT`)")
	f.BoolVar(&o.private, "private", false, "never send it to a model, never put it in a draft")
	completePeople(a, cmd, "from")
	completePeople(a, cmd, "with")
}

func newFeedbackAddCmd(a *App) *cobra.Command {
	var o feedbackOptions
	cmd := &cobra.Command{
		Use:   "add [TEXT...]",
		Short: "Keep what somebody said",
		Long: `add keeps feedback, best in the words that were said. Without TEXT it reads
what is piped in, or opens your editor. An agenda takes up what the person met
said, or what was said for the meetings with that one (--with).` + "\n" + dateForms,
		Example: `  oneonone feedback add "your reviews come late" --from dana --on monday
  oneonone feedback add "great write-up" --from priya --about writing`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runFeedbackAdd(cmd.Context(), a, o, args)
		},
	}
	o.flags(a, cmd)
	return cmd
}

func runFeedbackAdd(ctx context.Context, a *App, o feedbackOptions, args []string) error {
	from, err := a.who(o.from)
	if err != nil {
		return err
	}
	with, err := a.who(o.with)
	if err != nil {
		return err
	}
	on, err := a.day("on", o.on, prose.Past)
	if err != nil {
		return err
	}
	t, err := a.readTyped(ctx, args, "", "feedback-*.md")
	if err != nil {
		return err
	}
	if t.text == "" {
		t.discard()
		return wrong(`write it after the command: oneonone feedback add "…" --from NAME`, "there is no feedback to keep")
	}
	r := &oneonone.Feedback{
		Head: a.newHead(oneonone.KindFeedback, t.text, a.momentOn(on), o.private),
		From: from, About: oneonone.Maybe(clean(o.about)), With: with,
	}
	if err := a.file(t, r); err != nil {
		return err
	}
	return a.printRecord(r, func(id string) string { return "feedback " + id + ": " + summary(r, a.Today()) })
}

type feedbackListOptions struct {
	from string
	open bool
}

func newFeedbackListCmd(a *App) *cobra.Command {
	var o feedbackListOptions
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List feedback, oldest first",
		Long:    "list shows the feedback on file, oldest first; [x] marks what you acted on.",
		Example: "  oneonone feedback list\n  oneonone feedback list --open --from dana",
		Args:    takes(),
		RunE:    func(*cobra.Command, []string) error { return runFeedbackList(a, o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "", "only what `PERSON` said")
	f.BoolVar(&o.open, "open", false, "only what you did not act on yet")
	completePeople(a, cmd, "from")
	return cmd
}

func runFeedbackList(a *App, o feedbackListOptions) error {
	if o.from != "" {
		err := a.view(func(r *store.Reader) (err error) {
			o.from, err = a.known("from", o.from, r)
			return err
		})
		if err != nil {
			return err
		}
	}
	records, err := collect[*oneonone.Feedback](a, oneonone.KindFeedback, !o.open)
	if err != nil {
		return err
	}
	records = slices.DeleteFunc(records, func(r *oneonone.Feedback) bool {
		return o.from != "" && !oneonone.SameName(string(r.From), o.from)
	})
	today, short := a.Today(), shortIDs(a, records)
	return printRecords(a, records, "no feedback on file", func(r *oneonone.Feedback) []string {
		return []string{short[r.ID], sayDay(r.On(), today), orElse(string(r.From), "somebody"), actedBox(r) + oneLine(r.Text, 0)}
	})
}

// actedBox marks feedback that the user acted on.
func actedBox(r *oneonone.Feedback) string {
	if r.Open() {
		return "[ ] "
	}
	return "[x] "
}

func newFeedbackActedCmd(a *App) *cobra.Command {
	var on string
	cmd := &cobra.Command{
		Use:               "acted ID TEXT...",
		Short:             "What you did about feedback",
		Long:              "acted adds what you did about a piece of feedback; it may be told many times.\n" + dateForms,
		Example:           `  oneonone feedback acted f2m8 "an hour for reviews every morning"`,
		Args:              takes("ID", "TEXT..."),
		ValidArgsFunction: completeIDs(a, oneonone.KindFeedback, true),
		RunE: func(_ *cobra.Command, args []string) error {
			return runFeedbackActed(a, args[0], args[1:], on)
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "when you did it (`DATE`; today if not given)")
	return cmd
}

func runFeedbackActed(a *App, id string, words []string, on string) error {
	step, err := a.step(words, on)
	if err != nil {
		return err
	}
	r, err := change(a, oneonone.KindFeedback, id, func(r *oneonone.Feedback) error {
		r.Acted = addStep(r.Acted, step)
		return nil
	})
	if err != nil {
		return err
	}
	return a.printRecord(r, func(id string) string { return "acted on " + id + ": " + oneLine(step.Text, 0) })
}

func newFeedbackEditCmd(a *App) *cobra.Command {
	var o feedbackOptions
	cmd := &cobra.Command{
		Use:   "edit ID [TEXT...]",
		Short: "Change feedback",
		Long: `edit changes the words of feedback, who said it, when, what it was about, or
whom you take it up with.
Without TEXT and without a flag it opens your editor on the words.` + "\n" + dateForms,
		Example: `  oneonone feedback edit f2m8 --from "Dana Ruiz" --on "last tuesday"
  oneonone feedback edit f2m8 "your reviews come two days late"`,
		Args:              takes("ID", "[TEXT...]"),
		ValidArgsFunction: completeIDs(a, oneonone.KindFeedback, true),
		RunE:              func(cmd *cobra.Command, args []string) error { return runFeedbackEdit(cmd, a, o, args) },
	}
	o.flags(a, cmd)
	return cmd
}

func runFeedbackEdit(cmd *cobra.Command, a *App, o feedbackOptions, args []string) error {
	from, err := a.who(o.from)
	if err != nil {
		return err
	}
	with, err := a.who(o.with)
	if err != nil {
		return err
	}
	on, err := a.day("on", o.on, prose.Past)
	if err != nil {
		return err
	}
	given := cmd.Flags().Changed
	rv := newRevision(cmd, oneonone.KindFeedback, args)
	rv.apply = func(rec oneonone.Record) error {
		r := rec.(*oneonone.Feedback)
		set(&r.From, from, given("from"))
		set(&r.With, with, given("with"))
		set(&r.About, oneonone.Maybe(clean(o.about)), given("about"))
		set(&r.Private, o.private, given("private"))
		set(&r.At, a.momentOn(on), !on.IsZero() && on != r.On())
		return nil
	}
	return a.revise(cmd.Context(), rv)
}
