package cli

import (
	"cmp"
	"context"
	"errors"
	"time"

	"oneonone/internal/coach"
	"oneonone/internal/llm"
)

// inspectTime is how long a server on this computer has to say what it reads,
// loadingPause how long it is left alone that still loads its model.
const (
	inspectTime  = 3 * time.Second
	loadingPause = 500 * time.Millisecond
)

// answerRoom is how many tokens of a model's context are left to its answer at
// most.
const answerRoom = 4000

// room is how many tokens a prompt may have, and how many are left to the
// answer.
type room struct{ budget, answer int }

// trusted is how much more than our estimate a server may count before the
// prompt has to be smaller: the estimate has a margin, of which a part stays.
const trusted = 1.1

// shared divides what a model reads and writes between prompt and answer. A
// server that counts ratio tokens for one by our estimate reads less of ours.
func shared(context int, ratio float64) room {
	answer := min(context/3, answerRoom)
	return room{int(float64(context-answer) / max(1, ratio/trusted)), answer}
}

// roomFor says how many tokens may be sent: what the config says, else what
// a server on this computer reads, else what nearly every model does. Local
// servers are those that read little and cut the rest without a word; others
// are asked nothing before the user's request, and a dry run asks nobody: it
// goes by what the server said last. The answer has the rest.
func (o *draftOptions) roomFor(ctx context.Context, a *App, c *coach.Coach, cfg Config) (room, error) {
	usual := room{coach.HostedBudget, answerRoom}
	server, ok := c.Model.(*llm.OpenAI)
	local := ok && llm.IsLocal(hostOf(server.Host()))
	if local {
		usual.budget = coach.LocalBudget
	}
	switch {
	case cfg.ContextTokens > 0:
		return room{cfg.ContextTokens, answerRoom}, nil
	case !ok:
		return usual, nil
	}
	known := a.learned(cfg.BaseURL, c.Name)
	if local && !o.dryRun {
		told, err := a.inspectLoaded(ctx, server, cfg, inspectTime)
		if isLoading(err) || ctx.Err() != nil {
			return usual, err
		}
		if told.Context > 0 {
			known.Context = told.Context
			a.keepContext(cfg.BaseURL, c.Name, told.Context)
		}
	}
	switch r := shared(known.Context, known.Habits.Ratio); {
	case known.Context > 0 && (local || r.budget < usual.budget):
		return r, nil
	case local && o.dryRun:
		a.Screen().Say("%s was not asked yet how much it reads: a draft asks it, and may then hold more records or fewer", server.Host())
	}
	return usual, nil
}

// inspectLoaded asks a server about itself, and waits for one that still loads
// its model: it does not know before how much it reads.
func (a *App) inspectLoaded(ctx context.Context, server *llm.OpenAI, cfg Config, limit time.Duration) (llm.Server, error) {
	told, err := inspect(ctx, server, limit)
	if !isLoading(err) {
		return told, err
	}
	a.Screen().Say("%s is still loading the model: waiting for it", server.Host())
	for begun := time.Now(); isLoading(err) && time.Since(begun) < cfg.Patience(); {
		select {
		case <-ctx.Done():
			return told, context.Cause(ctx)
		case <-time.After(loadingPause):
		}
		told, err = inspect(ctx, server, limit)
	}
	return told, err
}

func inspect(ctx context.Context, server *llm.OpenAI, limit time.Duration) (llm.Server, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	return server.Inspect(ctx)
}

func isLoading(err error) bool {
	failed, ok := errors.AsType[*llm.Error](err)
	return ok && failed.Kind == llm.Loading
}

// roomAfter is the room for a second prompt, and why there is to be one: the
// model refused the first as too long, or read only a part of it. How much it
// reads is remembered. There is none where it would be no smaller.
func (a *App) roomAfter(ctx context.Context, cfg Config, c coach.Coach, err error) (r room, why string) {
	server, ok := behind(c.Model).(*llm.OpenAI)
	if !ok {
		return room{}, ""
	}
	refused, tooLong := errors.AsType[*llm.Error](err)
	switch {
	case tooLong && refused.Context > 0:
		a.keepContext(cfg.BaseURL, c.Name, refused.Context)
		r, why = roomTold(refused), "reads less than it seemed"
	case isCut(err):
		r, why = shared(a.contextLoaded(ctx, cfg, c.Name, server), 0), "read only a part of what was sent"
		if float64(server.ReadInPart().Sent)*coach.Margin <= float64(r.budget) {
			return room{}, "" // it would have had room for all of it
		}
	}
	return r, why
}

func isCut(err error) bool {
	useless, ok := errors.AsType[*coach.AnswerError](err)
	return ok && useless.Cut
}

// contextLoaded is how much a server reads that has its model loaded by now: what
// it says, which is remembered, else said before, else has read of a prompt that
// it cut.
func (a *App) contextLoaded(ctx context.Context, cfg Config, name string, server *llm.OpenAI) int {
	if llm.IsLocal(server.Host()) {
		if told, _ := inspect(ctx, server, inspectTime); told.Context > 0 {
			a.keepContext(cfg.BaseURL, name, told.Context)
			return told.Context
		}
	}
	return cmp.Or(a.learned(cfg.BaseURL, name).Context, server.ReadInPart().Read)
}

// roomTold is the room at a model that refused a prompt and said how much it
// reads. A prompt that fits is smaller than the one that did not.
func roomTold(refused *llm.Error) room {
	ratio, most := 0.0, refused.Estimated*3/4
	if refused.Counted > 0 && refused.Estimated > 0 {
		ratio, most = float64(refused.Counted)/float64(refused.Estimated), refused.Estimated
	}
	r := shared(refused.Context, ratio)
	r.budget = min(r.budget, most)
	return r
}
