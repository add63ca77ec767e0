package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

// mostWhys is how often why is asked: five times, as the method has it.
const mostWhys = 5

type whyOptions struct {
	because []string
	act     bool
	private bool
}

func newWhyCmd(a *App) *cobra.Command {
	var o whyOptions
	cmd := &cobra.Command{
		Use:   "why TEXT|ID",
		Short: "Ask why until somebody can act on the answer",
		Long: `why asks for the cause of a problem, up to five times, and stops at a cause that
you or somebody you can ask is able to change. The problem is kept as a concern
before the first question, each answer before the next; the next agenda goes on
from there. With the ID of a note it asks about that note, from where you
stopped. An answer that stands in your notes names them; any other is called
your assumption. Without a terminal --because gives the answers, or lines that
are piped in.`,
		Example: `  oneonone why "CI is flaky"
  oneonone why k3f9
  oneonone why "CI is flaky" --because "the runner runs out of memory" --act`,
		Args:              takes("TEXT..."),
		ValidArgsFunction: completeIDs(a, oneonone.KindNote, true),
		RunE:              func(cmd *cobra.Command, args []string) error { return runWhy(cmd.Context(), a, o, args) },
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.because, "because", nil, "the next answer (`TEXT`); may be given several times")
	f.BoolVar(&o.act, "act", false, "somebody can act on the last answer: stop there")
	f.BoolVar(&o.private, "private", false, "never send it to a model, never put it in a draft")
	return cmd
}

func runWhy(ctx context.Context, a *App, o whyOptions, args []string) error {
	known, err := collect[*oneonone.Note](a, oneonone.KindNote, true)
	if err != nil {
		return err
	}
	n, err := a.problem(o, args, known)
	if err != nil {
		return err
	}
	c := &inquiry{a: a, note: n, known: known}
	switch {
	case len(o.because) > 0:
		err = c.answers(o.because)
	case a.Screen().Interactive():
		err = c.ask(ctx)
	case !term.IsTerminal(a.env.Stdin):
		t, failed := a.readPiped(ctx)
		if err = failed; err == nil && t.text != "" {
			err = t.settle(c.answers(strings.Split(t.text, "\n")))
		}
	}
	if err == nil && o.act {
		err = c.settle()
	}
	if err != nil && (!errors.Is(err, term.ErrNoAnswer) || ctx.Err() != nil) {
		return err
	}
	return a.showChain(c.note) // Ctrl-D ends the questions: what was answered is kept
}

// problem gives the note that is asked about: one on file by its id or its
// text, else a new one, which is on file before anything is asked.
func (a *App) problem(o whyOptions, args []string, onFile []*oneonone.Note) (*oneonone.Note, error) {
	if len(args) == 1 && !strings.ContainsAny(strings.TrimSpace(args[0]), " \t\n") && strings.TrimSpace(args[0]) != "" {
		rec, err := a.find(oneonone.KindNote, args[0])
		if errors.Is(err, store.ErrNotFound) {
			return nil, wrong("a problem takes more than a word: oneonone why \"CI is flaky\"", "no note begins with the id %q", args[0])
		}
		if err != nil {
			return nil, err
		}
		return rec.(*oneonone.Note), nil
	}
	t := a.typedAs(args)
	if t.text == "" {
		return nil, wrong(`for example: oneonone why "CI is flaky"`, "there is no problem to ask about")
	}
	for _, n := range slices.Backward(onFile) {
		if strings.EqualFold(n.Text, t.text) {
			return n, nil
		}
	}
	n := &oneonone.Note{Head: a.newHead(oneonone.KindNote, t.text, a.now, o.private), NoteKind: oneonone.Maybe(oneonone.Concern)}
	return n, a.file(t, n)
}

// inquiry asks why about one note.
type inquiry struct {
	a     *App
	note  *oneonone.Note
	known []*oneonone.Note
}

// question is the next to ask.
func (c *inquiry) question() string {
	if len(c.note.Whys) == 0 {
		return "Why is that so: “" + oneLine(oneonone.Spoken(c.note.Text), 70) + "”?"
	}
	return "Why is that so: “" + oneLine(oneonone.Spoken(string(c.note.Whys[len(c.note.Whys)-1].Answer)), 70) + "”?"
}

// answers takes answers that were given at once.
func (c *inquiry) answers(list []string) error {
	list = slices.DeleteFunc(slices.Clone(list), func(text string) bool { return clean(text) == "" })
	if len(c.note.Whys)+len(list) > mostWhys {
		return wrong("act on the last answer (--act), or begin with a smaller problem",
			"why is asked %d times at most, and there are %s already", mostWhys, count(len(c.note.Whys), "answer"))
	}
	for _, text := range list {
		text = clean(text)
		if again := c.circle(text); again != "" {
			return wrong("say what lies behind it", "%q goes in a circle: %s", text, again)
		}
		if err := c.add(text); err != nil {
			return err
		}
	}
	return nil
}

// ask asks on a terminal. Enter alone ends it.
func (c *inquiry) ask(ctx context.Context) error {
	for len(c.note.Whys) < mostWhys {
		text, err := c.a.Screen().Ask(ctx, c.question(), "")
		if err != nil || text == "" {
			return err
		}
		if again := c.circle(text); again != "" {
			c.a.Screen().Say("that goes in a circle: %s; what lies behind it? (Enter ends)", again)
			continue
		}
		if err := c.add(text); err != nil {
			return err
		}
		act, err := c.a.Screen().Confirm(ctx, "Can you, or somebody you can ask, change that?")
		if err != nil {
			return err
		}
		if act {
			return errors.Join(c.settle(), c.firstStep(ctx))
		}
	}
	c.a.Screen().Say("those were %d; take the last answer to your 1:1", mostWhys)
	return nil
}

// circle tells where an answer was given before: it has nearly all the words of
// the problem or of an earlier answer.
func (c *inquiry) circle(text string) string {
	if sameWords(text, c.note.Text) {
		return "it is the problem itself"
	}
	for i, w := range c.note.Whys {
		if sameWords(text, string(w.Answer)) {
			return fmt.Sprintf("it was answer %d", i+1)
		}
	}
	return ""
}

// sameWords tells whether two texts say the same: two thirds of the words of
// both, small ones left out, are shared.
func sameWords(x, y string) bool {
	a, b := wordSet(x), wordSet(y)
	if digitsOf(x) != digitsOf(y) {
		return false // release 2 is not release 3
	}
	shared := 0
	for w := range a {
		if b[w] {
			shared++
		}
	}
	return shared > 0 && shared*3 >= (len(a)+len(b)-shared)*2
}

func digitsOf(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' }), " ")
}

func wordSet(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range prose.Words(text) {
		switch w.Lower {
		case "the", "a", "an", "is", "are", "was", "it", "because", "so", "that", "still", "just":
		default:
			out[prose.Stem(w.Lower)] = true
		}
	}
	return out
}

// add puts an answer on file.
func (c *inquiry) add(text string) error {
	text = withoutBecause(text)
	why := oneonone.Reason{Question: c.question(), Answer: oneonone.Maybe(text), Evidence: oneonone.Maybe(c.onRecord(text))}
	n, err := change(c.a, oneonone.KindNote, c.note.ID, func(n *oneonone.Note) error {
		n.Whys, n.Cause = append(slices.Clone(n.Whys), why), "" // it goes deeper
		n.Private = n.Private || oneonone.IsMarked(text)
		return nil
	})
	if err == nil {
		c.note = n
	}
	return err
}

// withoutBecause leaves out the word that the question says already.
func withoutBecause(text string) string {
	if rest := text[min(len("because "), len(text)):]; rest != "" && strings.EqualFold(text[:len(text)-len(rest)], "because ") {
		return rest
	}
	return text
}

// onRecord gives the id of the newest other note that has most of the words of
// an answer, "" when none has: then it is an assumption.
func (c *inquiry) onRecord(text string) string {
	words := prose.Content(text)
	if len(words) < 2 {
		return ""
	}
	for _, n := range slices.Backward(c.known) {
		if n.ID == c.note.ID || n.Fills != nil || oneonone.IsPrivate(n) && !c.note.Private {
			continue
		}
		has, shared := prose.Content(n.Text), 0
		for _, w := range words {
			if slices.Contains(has, w) {
				shared++
			}
		}
		if shared >= 2 && shared*3 >= len(words)*2 {
			return n.ID
		}
	}
	return ""
}

// settle makes the last answer the cause that somebody can act on.
func (c *inquiry) settle() error {
	if len(c.note.Whys) == 0 {
		return wrong("--because gives one", "there is no answer yet that somebody could act on")
	}
	n, err := change(c.a, oneonone.KindNote, c.note.ID, func(n *oneonone.Note) error {
		n.Cause = n.Whys[len(n.Whys)-1].Answer
		return nil
	})
	if err == nil {
		c.note = n
	}
	return err
}

// firstStep keeps what the user will do about the cause as a promise.
func (c *inquiry) firstStep(ctx context.Context) error {
	text, err := c.a.Screen().Ask(ctx, "What is your first step, and by when? (Enter for none)", "")
	if err != nil || text == "" {
		return err
	}
	cfg, err := c.a.Config()
	if err != nil {
		return err
	}
	act := &oneonone.Action{Head: c.a.newHead(oneonone.KindAction, text, c.a.now, c.note.Private), Owner: oneonone.Me,
		Status: oneonone.StatusOpen}
	if due, _, ok := prose.Due(text, c.a.now, cfg.Locale()); ok {
		act.Due = oneonone.DateOf(due)
	}
	if err := c.a.file(typed{}, act); err != nil {
		return err
	}
	c.a.Screen().Say("promise %s: %s — %s", c.a.shorten(act.ID), oneLine(act.Text, 0), sayDue(act.Due, c.a.Today()))
	return nil
}

// showChain prints the problem and the whys.
func (a *App) showChain(n *oneonone.Note) error {
	if a.opts.json {
		return a.printJSON(n)
	}
	if err := a.print("%s: %s", a.shorten(n.ID), oneLine(n.Text, 0)); err != nil {
		return err
	}
	return a.print("%s", strings.TrimRight(a.chainLines(n), "\n"))
}

// chainLines gives a chain of whys, each step further in.
func (a *App) chainLines(n *oneonone.Note) string {
	var b strings.Builder
	for i, w := range n.Whys {
		from := "my assumption"
		if w.Evidence != "" {
			from = "note " + a.shorten(string(w.Evidence))
		}
		fmt.Fprintf(&b, "%swhy? %s (%s)\n", strings.Repeat("  ", i+1), oneLine(string(w.Answer), 0), from)
	}
	switch {
	case n.Cause != "":
		fmt.Fprintf(&b, "to act on: %s\n", oneLine(string(n.Cause), 0))
	case len(n.Whys) == 0:
		fmt.Fprintf(&b, "  why? nobody has answered yet: oneonone why %s\n", a.shorten(n.ID))
	case len(n.Whys) < mostWhys:
		fmt.Fprintf(&b, "  why is that so? oneonone why %s asks on\n", a.shorten(n.ID))
	}
	return b.String()
}
