package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/rulebook"
	"oneonone/internal/term"
)

func newLintCmd(a *App) *cobra.Command {
	strict := false
	cmd := &cobra.Command{
		Use:   "lint [FILE]",
		Short: "Check any text against the rulebook",
		Long: `Checks a text in Markdown, from FILE or from a pipe (or -), sentence by
sentence: what proposes something needs a figure and a day, what is promised an
owner; a complaint, a vague wish or a bare request leaves nothing to say yes to.
Prose about work is left alone. It exits with 1 when it finds an error.

rules_off in the config names rules that are not asked, rules_warn those that
are warnings only.`,
		Example: `  oneonone lint agenda.md
  oneonone prep --plain | oneonone lint
  oneonone lint --warnings-as-errors notes.md`,
		Args: atMostOne("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return runLint(cmd.Context(), a, args, strict) },
	}
	cmd.Flags().BoolVar(&strict, "warnings-as-errors", false, "exit with 1 for warnings, too")
	return cmd
}

func runLint(ctx context.Context, a *App, args []string, strict bool) error {
	cfg, err := a.Config()
	if err != nil {
		return err
	}
	name, text, err := a.readLint(ctx, args)
	if err != nil {
		return err
	}
	remarks := cfg.Rules().Lint(text, a.now, cfg.Locale())
	if err := a.printRemarks(name, remarks); err != nil {
		return err
	}
	return lintVerdict(remarks, strict)
}

// readLint gets the text, and the name by which findings call it.
func (a *App) readLint(ctx context.Context, args []string) (name, text string, err error) {
	if len(args) == 1 && args[0] != "-" {
		t, err := a.readFile(ctx, args[0], "name a file, or pipe a text in")
		return args[0], t.text, err
	}
	if len(args) == 0 && term.IsTerminal(a.env.Stdin) {
		return "", "", wrong("name a file, or pipe a text in", "there is no text to check")
	}
	t, err := a.readPiped(ctx)
	return "-", t.text, err
}

func (a *App) printRemarks(name string, remarks []rulebook.Remark) error {
	if a.opts.json {
		findings := make(oneonone.List[oneonone.Finding], len(remarks))
		for i, r := range remarks {
			findings[i] = r.Finding
		}
		return a.printJSON(findings)
	}
	for _, r := range remarks {
		if err := a.print("%s:%d:%d: %s: %s\n    %s", name, r.Line, r.Column, r.Rule, r.Message, r.Fix); err != nil {
			return err
		}
	}
	return nil
}

// lintVerdict makes the exit code.
func lintVerdict(remarks []rulebook.Remark, strict bool) error {
	failures, warnings := 0, 0
	for _, r := range remarks {
		if r.Severity == oneonone.SeverityError {
			failures++
		} else {
			warnings++
		}
	}
	if failures == 0 && !(strict && warnings > 0) {
		return nil
	}
	return failed(errors.New("lint"), "oneonone rules NAME explains a rule", "%s, %s", count(failures, "error"), count(warnings, "warning"))
}
