package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/term"
)

// review lets the user keep, change or drop each action item and each piece of
// feedback before they go on file. It asks on a terminal only; Ctrl-D keeps
// what is left.
func (a *App) review(ctx context.Context, o *draftOptions, r *oneonone.Recap) error {
	if !o.saves() || a.opts.yes || a.opts.json || !a.Screen().Interactive() || len(r.ActionItems)+len(r.Feedback) == 0 {
		return nil
	}
	a.Screen().Say("before these go on file (Enter keeps, n drops, or type it anew; Ctrl-D keeps the rest):")
	var items []oneonone.ActionSaid
	var told []oneonone.FeedbackSaid
	ended := false
	ask := func(line string) (text string, keep bool, err error) {
		if ended {
			return "", true, nil
		}
		answer, err := a.Screen().Ask(ctx, "  "+line+" —", "")
		if errors.Is(err, term.ErrNoAnswer) && ctx.Err() == nil {
			ended = true
			return "", true, nil
		}
		switch strings.ToLower(answer) {
		case "", "y", "yes":
			return "", true, err
		case "n", "no":
			return "", false, err
		}
		return clean(answer), true, err
	}
	for _, item := range r.ActionItems {
		text, keep, err := ask(saidLine(item, r.Meeting.On))
		if err != nil {
			return err
		}
		if keep {
			items = append(items, a.retold(item, text))
		}
	}
	for _, f := range r.Feedback {
		text, keep, err := ask("feedback, " + namePrefix(f.From) + oneLine(f.Text, 0))
		if err != nil {
			return err
		}
		if text != "" {
			f.Text = text
		}
		if keep {
			told = append(told, f)
		}
	}
	r.ActionItems, r.Feedback = items, told
	return nil
}

// retold gives an action item in the words that the user typed; a day in them
// is its date.
func (a *App) retold(item oneonone.ActionSaid, text string) oneonone.ActionSaid {
	if text == "" {
		return item
	}
	item.Text = text
	cfg, err := a.Config()
	if due, _, ok := prose.Due(text, a.now, cfg.Locale()); ok && err == nil {
		item.Due = oneonone.DateOf(due)
	}
	return item
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
