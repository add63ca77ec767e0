package cli

import (
	"context"
	"fmt"
	"net"
	"path/filepath"
	"strings"

	"oneonone/internal/coach"
	"oneonone/internal/oneonone"
	"oneonone/internal/rulebook"
	"oneonone/internal/term"
	"oneonone/prompts"
)

// equip gives a coach what the user set: the prompts in force, how much may be
// sent, and where to say what goes on.
func (o *draftOptions) equip(ctx context.Context, a *App, c *coach.Coach, cfg Config) error {
	c.Prompts = a.promptsInForce()
	r, err := o.roomFor(ctx, a, c, cfg)
	c.Budget, c.AnswerRoom = r.budget, r.answer
	c.Say = func(line string) { a.Screen().Say("%s", line) }
	if term.IsTerminal(a.env.Stderr) && !a.opts.quiet {
		c.Tell = a.tellArrivals()
	}
	return err
}

// hostOf is an address without its port.
func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = strings.Trim(address, "[]")
	}
	return host
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

// held holds a draft against the rulebook as the user set it, and says in the
// draft what was set.
func (o *draftOptions) held(a *App, by *oneonone.DraftedBy, findings *oneonone.List[oneonone.Finding],
	judge func(rulebook.Book) []oneonone.Finding) error {
	cfg, err := o.config(a)
	if err != nil {
		return err
	}
	by.RulesOff, by.RulesWarn = cfg.RulesOff, cfg.RulesWarn
	*findings = append(*findings, judge(cfg.Rules())...)
	return nil
}

// tellDrafted says what a model's draft came to: the tokens, and what in its
// answer did not hold.
func (a *App) tellDrafted(by oneonone.DraftedBy, findings []oneonone.Finding) {
	if by.Engine == oneonone.Offline {
		return
	}
	if by.SentTokens+by.ReceivedTokens > 0 {
		a.Screen().Say("%s sent, %s received", count(by.SentTokens, "token"), count(by.ReceivedTokens, "token"))
	} else {
		a.Screen().Say("drafted; nobody counted the tokens")
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
