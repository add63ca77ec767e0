package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"strings"
	"time"

	"oneonone/internal/coach"
	"oneonone/internal/llm"
)

// examTime is how long a server may take to list its models, and a program to
// print the key. The test question may take as long as a draft may.
const examTime = 5 * time.Second

// checkModel examines the model that is set up.
func (a *App) checkModel(ctx context.Context, s *section, cfg Config) {
	o := &draftOptions{}
	provider := o.provider(a, cfg)
	if provider == "" {
		s.ok("model", "none is set up: the embedded drafter drafts, without a network")
		return
	}
	limited, cancel := context.WithTimeout(ctx, examTime)
	defer cancel()
	mc, err := o.modelConfig(limited, a, cfg, provider)
	if err != nil {
		s.failWith("key", a.inTime(limited, err))
		return
	}
	if provider == llm.ProviderCommand {
		a.examCommand(ctx, s, cfg, mc)
		return
	}
	a.examServer(ctx, s, cfg, mc)
}

// inTime says that the examination's own time was up.
func (a *App) inTime(ctx context.Context, err error) error {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return failed(err, "run it by hand: it may ask for something", "it did not end within %s", examTime)
	}
	return err
}

// examCommand looks for the program and asks it the test question.
func (a *App) examCommand(ctx context.Context, s *section, cfg Config, mc llm.Config) {
	m, err := llm.NewCommand(mc)
	if err != nil {
		s.failWith("model", modelFault(err))
		return
	}
	path, err := exec.LookPath(mc.Command[0])
	if err != nil {
		s.fail("command", "install it, or write its full path", "there is no command %s", mc.Command[0])
		return
	}
	s.ok("command", "%s", path)
	a.Screen().Say("asking the command %s a small test question that holds none of your records; it has %s", m.Name(), cfg.Timeout)
	begun := time.Now()
	got, err := llm.Probe(ctx, m)
	if err != nil {
		a.failedExam(s, err)
		return
	}
	s.ok("model", "it answers, in %s", short(time.Since(begun)))
	if !got.JSON {
		s.warn("schema", "", "it does not answer with JSON alone: the JSON is looked for in what it says")
	}
}

// examServer looks at the server, the key, the model and the form of answers.
func (a *App) examServer(ctx context.Context, s *section, cfg Config, mc llm.Config) {
	mc.Habits = llm.Habits{Ratio: mc.Habits.Ratio} // what was learned is learned anew, but for what takes a long prompt
	m, err := llm.NewOpenAI(mc)
	if err != nil {
		s.failWith("model", modelFault(err))
		return
	}
	if cfg.LocalOnly && !llm.IsLocal(m.Host()) {
		s.fail("server", "set base_url to a server on this computer, or local_only to false", "local only: %s is not this computer", m.Host())
		return
	}
	a.checkKey(s, mc, m.Host())
	server, err := a.inspectLoaded(ctx, m, cfg, examTime)
	if err != nil && !mayLackList(err) {
		a.failedExam(s, err)
		return
	}
	none := err == nil && len(server.Models) == 0
	if err != nil {
		s.warn("server", "", "%s does not list its models", m.Host())
	} else {
		s.ok("server", "%s answers and has %s", m.Host(), count(len(server.Models), "model"))
	}
	a.Screen().Say("asking %s at %s a small test question that holds none of your records; it has %s", mc.Model, m.Host(), cfg.Timeout)
	begun := time.Now()
	got, err := llm.Probe(ctx, m)
	if failed, ok := errors.AsType[*llm.Error](err); ok && failed.Kind == llm.NotFound && none {
		s.fail("model", fmt.Sprintf("give it one: Ollama does with `ollama pull %s`", mc.Model), "the server at %s has no models yet", m.Host())
		return
	}
	if err != nil {
		a.failedProbe(s, err, mc, server)
		return
	}
	s.ok("model", "%s answers, in %s", mc.Model, short(time.Since(begun)))
	if !server.HasModel && len(server.Models) > 0 && mc.APIVersion == "" {
		s.warn("model", nearModel(mc.Model, server.Models), "%s is not in the server's list", mc.Model)
	}
	a.keepHabits(cfg.BaseURL, mc.Model, m.Habits())
	checkSchema(s, got, mc.APIVersion)
	if server.Context == 0 { // some tell it of models that are loaded, which it is now
		server, _ = inspect(ctx, m, examTime)
	}
	if server.Context == 0 { // what a refusal told once may hold no longer
		a.keepContext(cfg.BaseURL, mc.Model, 0)
	}
	a.checkContext(s, server.Context, m.Habits().Ratio)
}

// mayLackList tells the failures after which a model may work all the same:
// not every server lists its models.
func mayLackList(err error) bool {
	failed, ok := errors.AsType[*llm.Error](err)
	return ok && (failed.Kind == llm.NotFound || failed.Kind == llm.NotAnAPI || failed.Kind == llm.BadRequest ||
		failed.Kind == llm.Forbidden || failed.Kind == llm.ServerFault)
}

// checkKey says where the key comes from, never what it is.
func (a *App) checkKey(s *section, mc llm.Config, host string) {
	switch u, err := url.Parse(mc.BaseURL); {
	case mc.Key == "":
		s.add(stateSkipped, "key", "", "none is set: a local server needs none")
	case err == nil && u.Scheme == "http" && !llm.IsLocal(u.Host):
		s.warn("key", "use https if the server speaks it", "the key from %s goes to %s without encryption", mc.KeyFrom, host)
	default:
		s.ok("key", "from %s", mc.KeyFrom)
	}
}

// failedExam says what is wrong with the server or the command.
func (a *App) failedExam(s *section, err error) {
	failed, ok := errors.AsType[*llm.Error](err)
	switch {
	case ok && failed.Kind == llm.BadKey:
		s.fail("key", failed.Hint, "%s", failed.Message)
	case ok && failed.Kind == llm.Unreachable:
		s.fail("server", failed.Hint, "%s", failed.Message)
	default:
		s.failWith("model", modelFault(err))
	}
}

// failedProbe adds what the server has instead of a model that it does not
// have.
func (a *App) failedProbe(s *section, err error, mc llm.Config, server llm.Server) {
	failed, ok := errors.AsType[*llm.Error](err)
	notThere := ok && (failed.Kind == llm.NotFound || failed.Kind == llm.BadRequest && !server.HasModel)
	if notThere && len(server.Models) > 0 {
		s.fail("model", nearModel(mc.Model, server.Models), "%s", failed.Message)
		return
	}
	a.failedExam(s, err)
}

// nearModel names what may have been meant, else what there is.
func nearModel(model string, models []string) string {
	var within []string
	for _, m := range models {
		if strings.Contains(strings.ToLower(m), strings.ToLower(model)) {
			within = append(within, m)
		}
	}
	if near := nearest(model, models); near != "" && len(within) == 0 {
		within = []string{near}
	}
	if len(within) > 0 {
		return "did you mean " + listWords(within, 5) + "?"
	}
	return "it has " + listWords(models, 9)
}

func checkSchema(s *section, got llm.Probed, apiVersion string) {
	hint := ""
	if apiVersion != "" {
		hint = "Azure holds answers to it from api_version 2024-08-01-preview on"
	}
	switch {
	case got.Kept:
		s.ok("schema", "answers are held to the JSON schema")
	case got.Form == llm.FormSchema:
		s.warn("schema", "", "the server takes the JSON schema and does not hold answers to it: they are checked, and asked for "+
			"again when they do not fit")
	case got.Form == llm.FormObject:
		s.warn("schema", hint, "the server refuses the JSON schema: it is asked for any JSON, and answers are checked")
	default:
		s.warn("schema", hint, "the server refuses the JSON schema and JSON alone: the schema is in the prompt, and answers are checked")
	}
}

func (a *App) checkContext(s *section, tokens int, ratio float64) {
	if tokens == 0 {
		s.add(stateSkipped, "context", "context_tokens in the config sets it", "the server does not say how much the model reads")
		return
	}
	r := shared(tokens, ratio)
	task, err := coach.Coach{Prompts: a.promptsInForce(), Budget: r.budget, AnswerRoom: r.answer}.TaskTokens()
	if err == nil && r.budget < task {
		s.fail("context", hintRoom,
			"the model reads and writes %d tokens: a prompt may have %d of them, and that of prep takes %d without a single record", tokens,
			r.budget, task)
		return
	}
	s.ok("context", "the model reads and writes %d tokens", tokens)
}

// short gives a duration as people say it.
func short(d time.Duration) string {
	return fmt.Sprintf("%.1f s", d.Seconds())
}
