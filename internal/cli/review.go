package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/term"
)

// review lets the user keep, change or drop each action item and each piece of
// feedback before they go on file, and say what the program is not sure of. It asks
// on a terminal only; Ctrl-D keeps what is left, and leaves open what is unsure.
func (a *App) review(ctx context.Context, o *draftOptions, r *oneonone.Recap) error {
	if !o.saves() || a.opts.yes || a.opts.json || !a.Screen().Interactive() {
		return nil
	}
	v := &reviewer{App: a, recap: r}
	if len(r.ActionItems)+len(r.Feedback) > 0 {
		a.Screen().Say("before these go on file (Enter keeps, n drops, or type it anew; Ctrl-D keeps the rest):")
		if err := errors.Join(v.promises(ctx), v.opinions(ctx)); err != nil {
			return err
		}
	}
	if len(r.NotSure) == 0 || v.ended {
		return nil
	}
	a.Screen().Say("not sure of these (a an action item, d a decision, f feedback, or type it anew; Enter leaves it out):")
	return v.unsure(ctx)
}

// reviewer goes through a recap with the user.
type reviewer struct {
	*App
	recap *oneonone.Recap
	// ended tells that the user has left with Ctrl-D.
	ended bool
}

// ask gives the answer to a line of the recap, "" when there is none (any more).
func (v *reviewer) ask(ctx context.Context, line string) (string, error) {
	if v.ended {
		return "", nil
	}
	answer, err := v.Screen().Ask(ctx, "  "+line+" —", "")
	if errors.Is(err, term.ErrNoAnswer) && ctx.Err() == nil {
		v.ended = true
		return "", nil
	}
	return strings.TrimSpace(answer), err
}

// keeps reads an answer about what would go on file: the words that take its place, "" for
// those it has.
func keeps(answer string) (text string, keep bool) {
	switch strings.ToLower(answer) {
	case "", "y", "yes":
		return "", true
	case "n", "no":
		return "", false
	}
	return clean(answer), true
}

func (v *reviewer) promises(ctx context.Context) error {
	var kept []oneonone.ActionSaid
	for _, item := range v.recap.ActionItems {
		answer, err := v.ask(ctx, saidLine(item, v.recap.Meeting.On))
		if err != nil {
			return err
		}
		if text, keep := keeps(answer); keep {
			kept = append(kept, v.retold(item, text))
		}
	}
	v.recap.ActionItems = kept
	return nil
}

func (v *reviewer) opinions(ctx context.Context) error {
	var kept []oneonone.FeedbackSaid
	for _, f := range v.recap.Feedback {
		answer, err := v.ask(ctx, "feedback, "+namePrefix(f.From)+oneLine(f.Text, 0))
		if err != nil {
			return err
		}
		text, keep := keeps(answer)
		if text != "" {
			f.Text = text
		}
		if keep {
			kept = append(kept, f)
		}
	}
	v.recap.Feedback = kept
	return nil
}

// unsure asks what each is that the program could not tell. What is left out stays in the
// recap as it is, and is no promise.
func (v *reviewer) unsure(ctx context.Context) error {
	var left []oneonone.NotSure
	for _, n := range v.recap.NotSure {
		answer, err := v.ask(ctx, namePrefix(n.Who)+oneLine(n.Text, 0)+" ("+n.As+"?)")
		if err != nil {
			return err
		}
		as, text := n.As, ""
		switch strings.ToLower(answer) {
		case "", "n", "no":
			left = append(left, n)
			continue
		case "y", "yes":
		case "a", "action":
			as = "action"
		case "d", "decision":
			as = "decision"
		case "f", "feedback":
			as = "feedback"
		default:
			text = clean(answer)
		}
		v.take(n, as, text)
	}
	v.recap.NotSure = left
	return nil
}

// take files what the user has said that it is.
func (v *reviewer) take(n oneonone.NotSure, as, text string) {
	r := v.recap
	switch as {
	case "action":
		r.ActionItems = append(r.ActionItems, v.retold(oneonone.SaidAction(r.Meeting, n.Text, n.Who, n.Due, n.Lines), text))
	case "decision":
		r.Decisions = append(r.Decisions, oneonone.DecisionSaid{Text: cmp.Or(text, n.Text), Lines: n.Lines})
	case "feedback":
		r.Feedback = append(r.Feedback, oneonone.FeedbackSaid{Text: cmp.Or(text, n.Text), From: n.Who, Lines: n.Lines})
	}
}

// retold gives an action item in the words that the user typed: a name before a colon is
// its owner, a day its date ("Ann: check the diagram by Tuesday").
func (a *App) retold(item oneonone.ActionSaid, text string) oneonone.ActionSaid {
	if text == "" {
		return item
	}
	if label, what, ok := prose.CutLabel(text); ok && what != "" && isNameTyped(label) {
		if owner, err := a.who(label); err == nil {
			item.Owner, text = owner, what
		}
	}
	item.Text = text
	cfg, err := a.Config()
	if due, _, ok := prose.Due(text, a.now, cfg.Locale()); ok && err == nil {
		item.Due = oneonone.DateOf(due)
	}
	return item
}

// isNameTyped tells whether what stands before a colon is somebody and not the subject: me,
// or one or two words that are written as names.
func isNameTyped(label string) bool {
	words := strings.Fields(label)
	if strings.EqualFold(label, oneonone.Me) {
		return true
	}
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) || prose.IsTaskVerb(strings.ToLower(w)) {
			return false
		}
	}
	return len(words) > 0 && len(words) <= 2
}

// saidLine gives an action item as the question shows it.
func saidLine(item oneonone.ActionSaid, on oneonone.Date) string {
	owner := "nobody named"
	switch {
	case item.Owner == oneonone.Me:
		owner = "I"
	case item.Owner != "":
		owner = string(item.Owner)
	}
	line := owner + ": " + oneLine(item.Text, 0)
	if !item.Due.IsZero() {
		line += fmt.Sprintf(", by %s", sayDay(item.Due, on))
	}
	return line
}
