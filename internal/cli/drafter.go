package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"

	"oneonone/internal/brief"
	"oneonone/internal/coach"
	"oneonone/internal/llm"
	"oneonone/internal/offline"
	"oneonone/internal/oneonone"
	"oneonone/internal/recap"
	"oneonone/internal/term"
)

// Drafter makes drafts: the embedded one, or a coach with a model.
type Drafter interface {
	Prep(ctx context.Context, b *brief.Brief) (oneonone.Agenda, error)
	Recap(ctx context.Context, n brief.Notes) (oneonone.Recap, error)
	Reflect(ctx context.Context, b *brief.Brief) (oneonone.Reflection, error)
}

// provider says who drafts: what the flags say, else the environment, else the
// config; a key in the environment with no config counts as OpenAI. The sample
// journal is drafted without a model unless one is named.
func (o *draftOptions) provider(a *App, cfg Config) string {
	off := a.Getenv("ONEONONE_OFFLINE")
	switch {
	case o.offline, off != "" && off != "0", o.demo && o.model == "":
		return ""
	case cfg.Provider == "offline" && o.model == "":
		return ""
	case cfg.Provider == llm.ProviderCommand, cfg.Provider == llm.ProviderOpenAI:
		return cfg.Provider
	case o.model != "", cfg.BaseURL != "", a.Getenv("OPENAI_API_KEY") != "":
		return llm.ProviderOpenAI
	}
	return ""
}

// usualModel is asked at OpenAI's own address when nobody names one, so that a
// key in the environment is enough.
const usualModel = "gpt-4o-mini"

// modelConfig gives what the provider needs to know.
func (o *draftOptions) modelConfig(ctx context.Context, a *App, cfg Config, provider string) (llm.Config, error) {
	c := llm.Config{
		Provider: provider, Model: cfg.Model, BaseURL: cfg.BaseURL, Command: cfg.Command,
		APIVersion: cfg.APIVersion, MaxTokens: cfg.MaxTokens,
		Timeout: cfg.Patience(), IdleTimeout: cfg.IdlePatience(), AnswerTimeout: cfg.AnswerPatience(),
	}
	if o.model != "" {
		c.Model = o.model
	}
	if c.Model == "" && c.BaseURL == "" && provider == llm.ProviderOpenAI {
		c.Model = usualModel
	}
	if provider != llm.ProviderOpenAI {
		return c, nil
	}
	c.Habits = a.learned(cfg.BaseURL, c.Model).Habits
	var err error
	c.Key, c.KeyFrom, err = a.apiKey(ctx, cfg)
	return c, err
}

// coachFor makes the drafter that asks a model, and says who it is.
func (o *draftOptions) coachFor(ctx context.Context, a *App, cfg Config, provider string) (coach.Coach, error) {
	mc, err := o.modelConfig(ctx, a, cfg, provider)
	if err != nil {
		return coach.Coach{}, err
	}
	model, err := llm.New(mc)
	if err != nil {
		return coach.Coach{}, modelFault(err)
	}
	engine := oneonone.OpenAI
	if provider == llm.ProviderCommand {
		engine = oneonone.Command
	}
	c := coach.Coach{Model: model, Engine: engine, Name: mc.Model, Small: cfg.ModelSize == "small", Large: cfg.ModelSize == "large"}
	if err := o.equip(ctx, a, &c, cfg); err != nil {
		return coach.Coach{}, modelFault(err)
	}
	c.To = recipient(c)
	if c.Second, err = secondReader(cfg, mc, model); err != nil {
		return coach.Coach{}, modelFault(err)
	}
	if len(cfg.Redact) > 0 {
		c.Model = llm.Redacted{Model: c.Model, Words: cfg.Redact}
		if c.Second != nil {
			c.Second = llm.Redacted{Model: c.Second, Words: cfg.Redact}
		}
	}
	return c, nil
}

// secondReader gives the model that is asked about what the program is not sure
// of, nil when nobody is.
func secondReader(cfg Config, mc llm.Config, drafts coach.Model) (coach.Model, error) {
	switch {
	case cfg.Verify != "model":
		return nil, nil
	case cfg.VerifyModel == "":
		return drafts, nil
	}
	mc.Model = cfg.VerifyModel
	return llm.New(mc)
}

// hintRoom says how a model is let read more.
const hintRoom = "let the server read more (Ollama: OLLAMA_CONTEXT_LENGTH=16384, llama-server: -c 16384 for each of its slots), or raise " +
	"context_tokens in the config"

// hintOffline is for those who got no draft.
const hintOffline = "--offline drafts without a model"

// modelFault puts a model's error into the two lines that users see.
func modelFault(err error) error {
	var failed *llm.Error
	var ours *fault
	var useless *coach.AnswerError
	var room *coach.RoomError
	switch {
	case errors.As(err, &ours):
		return err
	case errors.As(err, &failed):
		return noModel(err, failed.Hint, "%s", failed.Message)
	case errors.As(err, &room):
		return noModel(err, hintRoom, "%v", room)
	case isCut(err):
		errors.As(err, &useless)
		return noModel(err, hintRoom, "%v", useless)
	case errors.As(err, &useless):
		return noModel(err, hintOffline, "%v", useless)
	}
	return noModel(err, hintOffline, "the model gave no usable draft: %v", err)
}

// draft makes a draft with the model that is set up, or without one. When the
// model fails, the embedded drafter stands in, unless the user forbids it.
func draft[D any](ctx context.Context, a *App, o *draftOptions, make func(Drafter) (D, error)) (D, error) {
	var none D
	cfg, err := o.config(a)
	if err != nil {
		return none, err
	}
	provider := o.provider(a, cfg)
	if provider == "" {
		return interruptible(ctx, func() (D, error) { return make(o.embedded(cfg)) })
	}
	d, err := askModel(ctx, a, o, cfg, provider, make)
	if err == nil || ctx.Err() != nil {
		return d, err
	}
	if o.noFallback {
		return none, modelFault(err)
	}
	f := explain(modelFault(err))
	a.Screen().Warn("%s; drafting without a model", f.what)
	if f.hint != "" && f.hint != hintOffline {
		a.Screen().Say("hint: %s", f.hint)
	}
	return interruptible(ctx, func() (D, error) { return make(o.embedded(cfg)) })
}

// embedded drafts without a model.
type embedded struct {
	offline.Drafter
	recap.Reader
}

func (o *draftOptions) embedded(cfg Config) embedded {
	return embedded{Drafter: offline.Drafter{Rules: cfg.Rules(), Topics: o.topics, Skip: o.skip, Pick: o.pick}}
}

// interruptible lets Ctrl-C end work that does not look for it. What goes on
// behind ends with the process.
func interruptible[D any](ctx context.Context, work func() (D, error)) (D, error) {
	type result struct {
		draft D
		err   error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- result{err: &bug{panicked: p, stack: debug.Stack()}}
			}
		}()
		d, err := work()
		done <- result{d, err}
	}()
	select {
	case r := <-done:
		return r.draft, r.err
	case <-ctx.Done():
		var none D
		return none, ctx.Err()
	}
}

func askModel[D any](ctx context.Context, a *App, o *draftOptions, cfg Config, provider string, make func(Drafter) (D, error)) (D, error) {
	var none D
	c, err := o.coachFor(ctx, a, cfg, provider)
	if err != nil {
		return none, err
	}
	model := behind(c.Model)
	if err := o.mayAsk(ctx, a, cfg, model); err != nil {
		return none, err
	}
	who := c.To
	a.Screen().Say("asking %s", who)
	progress := a.Screen().Progress("waiting for " + who)
	defer progress.Stop()
	d, err := make(c)
	if r, why := a.roomAfter(ctx, cfg, c, err); why != "" {
		a.Screen().Say("%s %s: asking again with fewer records", who, why)
		c.Budget, c.AnswerRoom = r.budget, r.answer
		first := err
		d, err = make(c)
		if _, tooLittle := errors.AsType[*coach.RoomError](err); tooLittle && isCut(first) {
			err = first // what it reads is more than it did
		}
	}
	_, useless := errors.AsType[*coach.AnswerError](err)
	a.rememberHabits(cfg, c.Name, model, useless)
	if server, ok := model.(*llm.OpenAI); ok && err == nil && a.learned(cfg.BaseURL, c.Name).Context == 0 {
		a.contextLoaded(ctx, cfg, c.Name, server)
	}
	return d, err
}

// rememberHabits keeps what a draft taught about the server: of answers that
// were of no use, only how it counts.
func (a *App) rememberHabits(cfg Config, name string, model coach.Model, useless bool) {
	m, ok := model.(*llm.OpenAI)
	if !ok {
		return
	}
	habits := m.Habits()
	if useless {
		ratio := habits.Ratio
		habits = a.learned(cfg.BaseURL, name).Habits
		habits.Ratio = ratio
	}
	a.keepHabits(cfg.BaseURL, name, habits)
}

// behind gives the model itself, without what is put before it.
func behind(m coach.Model) coach.Model {
	if r, ok := m.(llm.Redacted); ok {
		return r.Model
	}
	return m
}

// recipient names whom the records go to.
func recipient(c coach.Coach) string {
	switch m := c.Model.(type) {
	case *llm.OpenAI:
		return fmt.Sprintf("%s at %s", orElse(c.Name, "the model"), m.Host())
	case *llm.Command:
		return "the command " + m.Name()
	}
	return c.Name
}

// showRequest prints byte for byte what would be sent.
func (o *draftOptions) showRequest(ctx context.Context, a *App, request func(coach.Coach) (coach.Request, error)) error {
	cfg, err := o.config(a)
	if err != nil {
		return err
	}
	provider := o.provider(a, cfg)
	if provider == "" {
		a.Screen().Say("nothing would be sent: the embedded drafter drafts")
		return nil
	}
	c, err := o.coachFor(ctx, a, cfg, provider)
	if err != nil {
		return err
	}
	r, err := request(c)
	if errors.Is(err, coach.ErrNoRecords) {
		a.Screen().Say("nothing would be sent: nothing is on record for this")
		return nil
	}
	if err != nil {
		return modelFault(err)
	}
	return a.printRequest(c, r)
}

func (a *App) printRequest(c coach.Coach, r coach.Request) error {
	if hides, ok := c.Model.(llm.Redacted); ok {
		r, _ = hides.Hide(r)
	}
	switch m := behind(c.Model).(type) {
	case *llm.OpenAI:
		body, header, address, err := m.Body(r)
		if err != nil {
			return modelFault(err)
		}
		a.Screen().Say("POST %s", address)
		for _, name := range slices.Sorted(maps.Keys(header)) {
			a.Screen().Say("%s: %s", name, header.Get(name))
		}
		return a.printExactly(body)
	case *llm.Command:
		a.Screen().Say("the standard input of %s", m.Name())
		return a.printExactly(m.Stdin(r))
	}
	return nil
}

// printExactly writes bytes as they are; on a terminal a line ends.
func (a *App) printExactly(b []byte) error {
	if term.IsTerminal(a.env.Stdout) && !bytes.HasSuffix(b, []byte("\n")) {
		b = append(b, '\n')
	}
	_, err := a.env.Stdout.Write(b)
	return outputError(err)
}
