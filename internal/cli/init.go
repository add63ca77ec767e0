package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/term"
)

func newInitCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Set up in a minute, if you like",
		Long: `init asks a few questions: how notes call you, whom you meet and how often, what
you work toward, which repositories are yours, who drafts. Enter skips a
question, Ctrl-D the rest; each answer is on file as soon as it is given.
Nothing of it is required: oneonone works without.`,
		Example: "  oneonone init",
		Args:    takes(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runInit(cmd.Context(), a) },
	}
}

// interview asks the questions of init.
type interview struct {
	*App
	ctx context.Context
}

// errEnough ends the questions: the user pressed Ctrl-D.
var errEnough = errors.New("no more questions")

func runInit(ctx context.Context, a *App) error {
	if !a.Screen().Interactive() {
		return wrong("`oneonone config set`, `person add` and `goal add` do the same one by one", "init asks questions, and nobody can be asked here")
	}
	cfg, err := a.Config()
	if err != nil {
		return err
	}
	a.Screen().Say("Enter skips a question, Ctrl-D the rest.")
	i := interview{a, ctx}
	for _, part := range []func(Config) error{i.askMe, i.askPerson, i.askGoals, i.askRepositories, i.askDrafter} {
		if err := part(cfg); errors.Is(err, errEnough) {
			break
		} else if err != nil {
			return err
		}
	}
	return a.print("Ready. Note what happens with `oneonone note \"…\"`, and before the next 1:1 run `oneonone prep`.")
}

// ask puts a question; "" is a skipped one.
func (i interview) ask(question, suggestion string) (string, error) {
	answer, err := i.Screen().Ask(i.ctx, question, suggestion)
	if errors.Is(err, term.ErrNoAnswer) && i.ctx.Err() == nil {
		return "", errEnough
	}
	return clean(answer), err
}

func (i interview) askMe(cfg Config) error {
	name, err := i.ask("What do notes call you?", strings.Join(cfg.Me, ", "))
	if err != nil || name == "" || name == strings.Join(cfg.Me, ", ") {
		return err
	}
	var names []string
	for _, n := range strings.Split(name, ",") {
		if n = strings.TrimSpace(n); n != "" {
			names = append(names, n)
		}
	}
	return runConfigSet(i.App, "me", names)
}

func (i interview) askPerson(Config) error {
	name, err := i.ask("Whom do you meet 1:1?", "")
	if err != nil || name == "" {
		return err
	}
	if err := i.refuseDouble(name, ""); err != nil {
		i.Screen().Warn("%s", explain(err).what)
		return nil
	}
	o := personOptions{}
	for o.role == "" {
		word, err := i.ask("Who is it to you ("+listWords(roles(), 9)+")?", string(oneonone.Manager))
		if err != nil {
			return err
		}
		if o.role, err = oneOf("role", word, roles()); err != nil {
			i.Screen().Warn("%s", explain(err).hint)
			o.role = ""
		}
	}
	for {
		if o.every, err = i.ask("How often do you meet?", "2w"); err != nil {
			return err
		}
		if _, err := readEvery(o.every); err == nil {
			break
		}
		i.Screen().Warn("write it like %s", everyForms)
	}
	for {
		minutes, err := i.ask("For how many minutes?", "30")
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(minutes)
		if err == nil {
			err = checkMinutes(n)
		}
		if err == nil {
			o.minutes = n
			break
		}
		i.Screen().Warn("a number from %d to %d", minMinutes, maxMinutes)
	}
	return runPersonAdd(i.App, o, []string{name})
}

func (i interview) askGoals(Config) error {
	for {
		text, err := i.ask("A goal that you work toward?", "")
		if err != nil || text == "" {
			return err
		}
		o := goalOptions{kind: string(oneonone.Professional)}
		for {
			if o.due, err = i.ask("By when?", ""); err != nil {
				return err
			}
			if _, err := i.dueDay(o.due); err == nil {
				break
			}
			i.Screen().Warn("write it like 2026-12-31 or \"31 dec\"")
		}
		if err := runGoalAdd(i.ctx, i.App, o, []string{text}); err != nil {
			return err
		}
	}
}

func (i interview) askRepositories(cfg Config) error {
	repositories := cfg.Git
	suggestion := ""
	if dir, err := os.Getwd(); err == nil && isRepository(dir) && len(repositories) == 0 {
		suggestion = dir
	}
	for {
		path, err := i.ask("A git repository that you work in?", suggestion)
		if err != nil || path == "" {
			return err
		}
		suggestion = ""
		if full, err := filepath.Abs(path); err == nil {
			path = full
		}
		if !isRepository(path) {
			i.Screen().Warn("there is no repository in %s", path)
			continue
		}
		repositories = append(repositories, path)
		if err := runConfigSet(i.App, "git", repositories); err != nil {
			return err
		}
	}
}

func isRepository(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, ".git"))
	return err == nil
}

func (i interview) askDrafter(cfg Config) error {
	if cfg.Provider != "" {
		return nil // it is set up
	}
	choice, err := i.ask("Who drafts: 1 the embedded drafter, no network; 2 a model server; 3 a command that you have?", "1")
	if err != nil {
		return err
	}
	switch choice {
	case "2":
		return i.askServer()
	case "3":
		command, err := i.ask("Which command reads a prompt and writes the answer? (like: claude -p)", "")
		if err != nil || command == "" {
			return err
		}
		return errors.Join(runConfigSet(i.App, "command", strings.Fields(command)), runConfigSet(i.App, "provider", []string{"command"}))
	}
	return nil
}

func (i interview) askServer() error {
	suggestion := ""
	if found := lookAround(i.ctx, localPorts(), ""); len(found) > 0 {
		suggestion = "http://" + found[0].Address + "/v1"
	}
	url, err := i.ask("Where is it?", suggestion)
	if err != nil || url == "" {
		return err
	}
	model, err := i.ask("What is the model called?", "")
	if err != nil {
		return err
	}
	err = errors.Join(runConfigSet(i.App, "base_url", []string{url}), runConfigSet(i.App, "provider", []string{"openai"}))
	if model != "" {
		err = errors.Join(err, runConfigSet(i.App, "model", []string{model}))
	}
	i.Screen().Say("a key goes into OPENAI_API_KEY; `oneonone doctor` checks whether it works")
	return err
}
