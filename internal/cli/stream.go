package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"oneonone/internal/coach"
	"oneonone/internal/oneonone"
	"oneonone/internal/term"
	"oneonone/prompts"
)

// contextTeller is a model that can say how many tokens it reads, prompt and
// answer together; 0 where it does not know.
type contextTeller interface {
	ContextTokens(ctx context.Context) int
}

// equip gives a coach what the user set: the prompts in force, how much may be
// sent, and where to say what goes on.
func (a *App) equip(ctx context.Context, c *coach.Coach, cfg Config) {
	c.Prompts = a.promptsInForce()
	c.Budget = budgetFor(ctx, c.Model, cfg)
	c.Say = func(line string) { a.Screen().Say("%s", line) }
	if term.IsTerminal(a.env.Stderr) && !a.opts.quiet {
		c.Tell = a.tellArrivals()
	}
}

// answerRoom is how many tokens of a model's context are left to its answer at
// most.
const answerRoom = 4000

// budgetFor says how many tokens may be sent: what the config says, else what
// the server reads, else what nearly every model does.
func budgetFor(ctx context.Context, m coach.Model, cfg Config) int {
	if cfg.ContextTokens > 0 {
		return cfg.ContextTokens
	}
	if teller, ok := m.(contextTeller); ok {
		if size := teller.ContextTokens(ctx); size > 0 {
			return size - min(size/3, answerRoom)
		}
	}
	return coach.DefaultBudget
}

// tellArrivals shows what arrives, line by line.
func (a *App) tellArrivals() func(string) {
	first := true
	return func(line string) {
		if first {
			a.Screen().Say("as it arrives, not checked yet:")
			first = false
		}
		a.Screen().Say("  · %s", line)
	}
}

// promptsInForce are the program's prompts with the user's own over them.
func (a *App) promptsInForce() prompts.Set {
	folder, ok := a.promptFolder()
	if !ok {
		return prompts.Set{}
	}
	return prompts.Set{Override: folderFS(folder)}
}

// promptFolder is where the user's own prompts lie: beside the config file.
func (a *App) promptFolder() (string, bool) {
	path, _, ok := a.configPath()
	return filepath.Join(filepath.Dir(path), "prompts"), ok
}

// tellDrafted says what a model's draft came to: the tokens, and what in its
// answer did not hold.
func (a *App) tellDrafted(by oneonone.DraftedBy, findings []oneonone.Finding) {
	if by.Engine == oneonone.Offline {
		return
	}
	if by.SentTokens+by.ReceivedTokens > 0 {
		a.Screen().Say("%s sent, %s received", count(by.SentTokens, "token"), count(by.ReceivedTokens, "token"))
	}
	unheld := 0
	for _, f := range findings {
		switch f.Rule {
		case "context":
			a.Screen().Warn("%s", f.Message)
		case "grounded", "quote":
			unheld++
		}
	}
	if unheld > 0 {
		hint := "; --verbose lists them"
		if a.opts.verbose {
			hint = ":"
		}
		a.Screen().Say("%s in the answer did not hold against your records%s", count(unheld, "thing"), hint)
	}
	if a.opts.verbose {
		for _, f := range findings {
			a.Screen().Say("  %s", strings.TrimSpace(fmt.Sprintf("%s: %s", f.Rule, f.Message)))
		}
	}
}
