package cli

import (
	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/rulebook"
)

func newRulesCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules [NAME]",
		Short: "List the rulebook, explain a rule",
		Long: `Lists the rules that lint holds a text to. With NAME it explains one: what it
finds, why that is a fault, what to write instead, with a bad example and a
good one.`,
		Example: "  oneonone rules\n  oneonone rules no-metric",
		Args:    atMostOne("NAME"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listRules()
			}
			return a.explainRule(args[0])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return ruleNames(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	return cmd
}

func ruleNames() []string {
	var names []string
	for _, r := range rulebook.Rules() {
		names = append(names, r.Name)
	}
	return names
}

// shownRule is a rule as --json prints it.
type shownRule struct {
	Name     string            `json:"name"`
	Severity oneonone.Severity `json:"severity"`
	Flags    string            `json:"flags"`
	Why      string            `json:"why"`
	Fix      string            `json:"fix"`
	Bad      string            `json:"bad"`
	Good     string            `json:"good"`
}

func (a *App) listRules() error {
	if a.opts.json {
		var all oneonone.List[shownRule]
		for _, r := range rulebook.Rules() {
			all = append(all, shownRule(r))
		}
		return a.printJSON(all)
	}
	for _, r := range rulebook.Rules() {
		if err := a.print("%-17s %-8s %s", r.Name, r.Severity, r.Flags); err != nil {
			return err
		}
	}
	return nil
}

func (a *App) explainRule(name string) error {
	r, ok := rulebook.Named(name)
	if !ok {
		hint := "oneonone rules lists them"
		if near := nearest(name, ruleNames()); near != "" {
			hint = "did you mean " + near + "?"
		}
		return wrong(hint, "there is no rule %s", name)
	}
	if a.opts.json {
		return a.printJSON(shownRule(r))
	}
	return a.print("%s (%s)\n\nFinds %s.\n\n%s\n\nInstead: %s.\n\nBad:   %s\nGood:  %s", r.Name, r.Severity, r.Flags, r.Why, r.Fix, r.Bad, r.Good)
}
