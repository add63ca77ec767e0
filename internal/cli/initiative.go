package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/secret"
)

func newInitiativeCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "initiative",
		Short: "What you propose, from the first time to a yes",
		Long: `initiative keeps what you propose and how it goes: one that was declined comes
back only realigned (tied to a goal) or reframed (about a more pressing need);
after a second no there is a polite way on. recap moves it by itself when the
notes say no to its topic.`,
		Example: `  oneonone initiative add "one review rota for both teams" --goal g5t1
  oneonone initiative declined i3k9 "no room before the freeze"
  oneonone initiative list`,
	}
	makeGroup(cmd)
	cmd.AddCommand(newInitiativeAddCmd(a), newInitiativeListCmd(a),
		newMoveCmd(a, oneonone.Agreed, "agreed ID [TEXT...]", "It got a yes", `oneonone initiative agreed i3k9 "from January, two hours a week"`),
		newMoveCmd(a, oneonone.TurnedDown, "declined ID [TEXT...]", "It got a no",
			`oneonone initiative declined i3k9 "no room before the freeze"`),
		newRealignCmd(a),
		newMoveCmd(a, oneonone.Reframed, "reframe ID TEXT...", "Make it about a more pressing need",
			`oneonone initiative reframe i3k9 "a rota for the importer, for a month"`),
		newEscalateCmd(a),
		newMoveCmd(a, oneonone.GivenUp, "drop ID [TEXT...]", "Give it up", `oneonone initiative drop i3k9 "the other team does it"`),
		newInitiativeEditCmd(a), newRemoveCmd(a, oneonone.KindInitiative))
	return cmd
}

func newInitiativeAddCmd(a *App) *cobra.Command {
	var goal, with string
	var private bool
	cmd := &cobra.Command{
		Use:   "add [TEXT...]",
		Short: "Propose something",
		Long:  "add keeps what you want to propose. Without TEXT it reads what is piped in, or\nopens your editor.",
		Example: `  oneonone initiative add "one review rota for both teams" --goal g5t1
  oneonone initiative add "builds in 10 minutes instead of 18" --with priya`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runInitiativeAdd(cmd.Context(), a, goal, with, private, args)
		},
	}
	cmd.Flags().StringVar(&goal, "goal", "", "the goal that it serves (`ID`)")
	cmd.Flags().StringVar(&with, "with", "", "who decides on it (`PERSON`)")
	cmd.Flags().BoolVar(&private, "private", false, "never send it to a model, never put it in a draft")
	completePeople(a, cmd, "with")
	return cmd
}

func runInitiativeAdd(ctx context.Context, a *App, goal, with string, private bool, args []string) error {
	served, err := a.goalID(goal)
	if err != nil {
		return err
	}
	people, err := a.peopleOnFile()
	if err != nil {
		return err
	}
	with = nameOnFile(clean(with), people)
	t, err := a.readTyped(ctx, args, "", "initiative-*.md")
	if err != nil {
		return err
	}
	if t.text == "" {
		t.discard()
		return wrong(`write it after the command: oneonone initiative add "…"`, "there is nothing to propose")
	}
	i := &oneonone.Initiative{
		Head: a.newHead(oneonone.KindInitiative, t.text, a.now, private), Standing: oneonone.Proposed, Goal: served, With: oneonone.Maybe(with),
		Turns: []oneonone.Turn{{On: a.Today(), To: oneonone.Proposed, Text: t.text}},
	}
	if err := a.file(t, i); err != nil {
		return err
	}
	return a.printRecord(i, func(id string) string { return "proposed " + id + ": " + withPrivate(i, oneLine(i.Text, 0)) })
}

// nameOnFile gives the full name of somebody on file, else the name as it is.
func nameOnFile(name string, people []*oneonone.Person) string {
	if found := named(name, people); len(found) == 1 {
		return found[0].Text
	}
	return name
}

// goalID finds a goal by any beginning of its id; "" and "none" are none.
func (a *App) goalID(id string) (oneonone.Maybe, error) {
	if id == "" || id == "none" {
		return "", nil
	}
	rec, err := a.find(oneonone.KindGoal, id)
	if err != nil {
		return "", err
	}
	return oneonone.Maybe(rec.Header().ID), nil
}

func newInitiativeListCmd(a *App) *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List what you propose",
		Long:    "list shows what is proposed and not decided, with where it stands. --all adds\nwhat was agreed or given up.",
		Example: "  oneonone initiative list\n  oneonone initiative list --all --json",
		Args:    takes(),
		RunE: func(*cobra.Command, []string) error {
			list, err := collect[*oneonone.Initiative](a, oneonone.KindInitiative, all)
			if err != nil {
				return err
			}
			short := shortIDs(a, list)
			return printRecords(a, list, "nothing is proposed", func(i *oneonone.Initiative) []string {
				return []string{short[i.ID], i.Standing.Said(), oneLine(i.Text, 0) + lastTurn(i, a.Today())}
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "also what was agreed or given up")
	return cmd
}

// lastTurn tells when the initiative came to where it stands, and what was said.
func lastTurn(i *oneonone.Initiative, today oneonone.Date) string {
	if len(i.Turns) < 2 {
		return ""
	}
	last := i.Turns[len(i.Turns)-1]
	text := " — " + last.On.Short(today)
	if last.Text != "" && last.Text != i.Text {
		text += ": " + oneLine(last.Text, 0)
	}
	return text
}

// newMoveCmd makes the command for one move in an initiative's life.
func newMoveCmd(a *App, to oneonone.Standing, use, short, example string) *cobra.Command {
	var on string
	name, _, _ := strings.Cut(use, " ")
	needsText := !strings.Contains(use, "[TEXT")
	cmd := &cobra.Command{
		Use: use, Short: short,
		Long:              name + " says where the initiative stands now. TEXT is what was said, or what it\nbecame.\n" + dateForms,
		Example:           "  " + example,
		Args:              takes("ID", map[bool]string{true: "TEXT...", false: "[TEXT...]"}[needsText]),
		ValidArgsFunction: completeIDs(a, oneonone.KindInitiative, false),
		RunE: func(_ *cobra.Command, args []string) error {
			i, err := a.moveInitiative(args[0], to, a.typedAs(args[1:]).text, on, "")
			if err != nil {
				return err
			}
			return a.printInitiative(i)
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "when it was (`DATE`; today if not given)")
	return cmd
}

func (a *App) printInitiative(i *oneonone.Initiative) error {
	return a.printRecord(i, func(id string) string { return i.Standing.Said() + " " + id + ": " + oneLine(i.Text, 0) })
}

// moveInitiative takes an initiative a step on. A goal, when one is given, is
// the one that it serves from now on.
func (a *App) moveInitiative(id string, to oneonone.Standing, text, on string, goal oneonone.Maybe) (*oneonone.Initiative, error) {
	day, err := a.closingDay(on)
	if err != nil {
		return nil, err
	}
	return change(a, oneonone.KindInitiative, id, func(i *oneonone.Initiative) error {
		if goal != "" {
			i.Goal = goal
		}
		from := i.Standing
		if n := len(i.Turns); n > 0 && day.Before(i.Turns[n-1].On) {
			return wrong("`oneonone show "+i.ID[:min(6, len(i.ID))]+"` tells its life so far", "it was %s on %s, which is later than %s",
				from.Said(), i.Turns[n-1].On, day)
		}
		if err := i.Move(to, day, text); errors.Is(err, oneonone.ErrMove) {
			return wrong(nextMoves(from), "it is %s, and can't be %s from there", from.Said(), to.Said())
		} else if err != nil {
			return err
		}
		return nil
	})
}

// nextMoves says what an initiative can become.
func nextMoves(from oneonone.Standing) string {
	var words []string
	for _, m := range oneonone.Moves(from) {
		words = append(words, m.Said())
	}
	if len(words) == 0 {
		return "its life is over; `oneonone initiative add` begins another"
	}
	return "from there it can be " + listWords(words, 9)
}

func newRealignCmd(a *App) *cobra.Command {
	var goal, on string
	cmd := &cobra.Command{
		Use:               "realign ID [TEXT...]",
		Short:             "Tie it to a goal of the team or company",
		Long:              "realign ties an initiative that was declined to a goal: so it can come back.\n" + dateForms,
		Example:           `  oneonone initiative realign i3k9 --goal g5t1 "counts toward the page goal"`,
		Args:              takes("ID", "[TEXT...]"),
		ValidArgsFunction: completeIDs(a, oneonone.KindInitiative, false),
		RunE: func(_ *cobra.Command, args []string) error {
			if goal == "" {
				return wrong("--goal names it; `oneonone goal list` lists them", "an initiative is realigned with a goal")
			}
			served, err := a.goalID(goal)
			if err != nil {
				return err
			}
			i, err := a.moveInitiative(args[0], oneonone.Realigned, a.typedAs(args[1:]).text, on, served)
			if err != nil {
				return err
			}
			return a.printInitiative(i)
		},
	}
	cmd.Flags().StringVar(&goal, "goal", "", "the goal that it serves (`ID`)")
	cmd.Flags().StringVar(&on, "on", "", "when it was (`DATE`; today if not given)")
	return cmd
}

func newEscalateCmd(a *App) *cobra.Command {
	var to string
	var sent bool
	cmd := &cobra.Command{
		Use:   "escalate ID",
		Short: "A polite way on after a second no",
		Long: `escalate drafts a message to whoever may hear it next, for you to send or not.
It names the goal and what was tried, and goes to the person who said no as
well. It comes after a second no, never before it was realigned or reframed.
--sent keeps that you went that way.`,
		Example: `  oneonone initiative escalate i3k9 --to "Dana Ruiz"
  oneonone initiative escalate i3k9 --sent`,
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, oneonone.KindInitiative, false),
		RunE:              func(_ *cobra.Command, args []string) error { return runEscalate(a, args[0], to, sent) },
	}
	cmd.Flags().StringVar(&to, "to", "", "who may hear it (`PERSON`; the skip-level manager on file if not given)")
	cmd.Flags().BoolVar(&sent, "sent", false, "it was sent: the initiative is escalated")
	completePeople(a, cmd, "to")
	return cmd
}

func runEscalate(a *App, id, to string, sent bool) error {
	rec, err := a.find(oneonone.KindInitiative, id)
	if err != nil {
		return err
	}
	i := rec.(*oneonone.Initiative)
	if sent {
		if i, err = a.moveInitiative(id, oneonone.Escalated, a.typedAs([]string{to}).text, "", ""); err != nil {
			return err
		}
		return a.printInitiative(i)
	}
	if oneonone.IsPrivate(i) {
		return wrong("a message is made to be sent; oneonone edit "+i.ID[:min(6, len(i.ID))]+" --private=false takes the mark back",
			"this initiative is private")
	}
	if i.Standing != oneonone.Refused && i.Standing != oneonone.Escalated {
		return wrong(nextMoves(i.Standing), "it is %s, and can't be escalated from there", i.Standing)
	}
	people, err := a.peopleOnFile()
	if err != nil {
		return err
	}
	if to == "" {
		for _, p := range people {
			if p.Role == oneonone.Skip {
				to = p.Text
			}
		}
	}
	if a.opts.json {
		return a.printJSON(i)
	}
	return a.print("%s", secret.MaskLines(a.escalation(i, nameOnFile(to, people))))
}

// escalation drafts the message: what it is, whom it serves, what was tried,
// and the question. What no record says is left to fill in.
func (a *App) escalation(i *oneonone.Initiative, to string) string {
	var b strings.Builder
	no := orElse(string(i.With), "[who said no?]")
	fmt.Fprintf(&b, "To: %s\nCc: %s\n\n", orElse(to, "[who sees both sides?]"), no)
	fmt.Fprintf(&b, "I would like your view on something that %s and I see differently: %s\n\n", no, oneLine(i.Text, 0))
	if goal, err := a.find(oneonone.KindGoal, string(i.Goal)); i.Goal != "" && err == nil && !oneonone.IsPrivate(goal) {
		fmt.Fprintf(&b, "It serves the goal %q.\n\n", oneLine(goal.Header().Text, 0))
	} else {
		b.WriteString("It serves the goal [which one?].\n\n")
	}
	b.WriteString("What was tried:\n")
	for _, t := range i.Turns {
		if t.To == oneonone.Escalated {
			continue
		}
		line := fmt.Sprintf("- %s: %s", t.On, t.To.Said())
		if t.Text != "" && !oneonone.IsMarked(t.Text) {
			line += " — " + oneLine(t.Text, 0)
		}
		b.WriteString(line + "\n")
	}
	b.WriteString("\nCould the three of us take 15 minutes, to a yes or to a no that I stop asking about?")
	return b.String()
}

func newInitiativeEditCmd(a *App) *cobra.Command {
	var goal, with string
	cmd := &cobra.Command{
		Use:   "edit ID [TEXT...]",
		Short: "Change an initiative",
		Long: "edit changes the text of an initiative, the goal it serves, or who decides.\nWithout TEXT and without a flag it " +
			"opens your editor on the text.",
		Example:           "  oneonone initiative edit i3k9 --goal g5t1",
		Args:              takes("ID", "[TEXT...]"),
		ValidArgsFunction: completeIDs(a, oneonone.KindInitiative, false),
		RunE: func(cmd *cobra.Command, args []string) error {
			served, err := a.goalID(goal)
			if err != nil {
				return err
			}
			rv := newRevision(cmd, oneonone.KindInitiative, args)
			rv.apply = func(rec oneonone.Record) error {
				i := rec.(*oneonone.Initiative)
				set(&i.Goal, served, cmd.Flags().Changed("goal"))
				set(&i.With, oneonone.Maybe(clean(with)), cmd.Flags().Changed("with"))
				return nil
			}
			return a.revise(cmd.Context(), rv)
		},
	}
	cmd.Flags().StringVar(&goal, "goal", "", "the goal that it serves (`ID`)")
	cmd.Flags().StringVar(&with, "with", "", "who decides on it (`PERSON`)")
	completePeople(a, cmd, "with")
	return cmd
}
