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
		Long: `Lists the rulebook: what lint holds any text to, and what every agenda, recap
and reflection is held to, whoever drafted it. With NAME it explains a rule:
what it finds, why that is a fault, what to write instead, with a bad example
and a good one. rules_off in the config turns a rule off, rules_warn makes it a
warning.`,
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
	Of       rulebook.Subject  `json:"of"`
	Severity oneonone.Severity `json:"severity"`
	Flags    string            `json:"flags"`
	Why      string            `json:"why"`
	Fix      string            `json:"fix"`
	Bad      string            `json:"bad"`
	Good     string            `json:"good"`
}

func show(r rulebook.Rule) shownRule {
	return shownRule{r.Name, r.Of, r.Severity, r.Flags, r.Why, r.Fix, r.Bad, r.Good}
}

func (a *App) listRules() error {
	if a.opts.json {
		var all oneonone.List[shownRule]
		for _, r := range rulebook.Rules() {
			all = append(all, show(r))
		}
		return a.printJSON(all)
	}
	of := rulebook.Subject("")
	for _, r := range rulebook.Rules() {
		if r.Of != of {
			if err := a.print("%sRules for %s", map[bool]string{true: "\n"}[of != ""], forWhat(r.Of)); err != nil {
				return err
			}
			of = r.Of
		}
		if err := a.print("  %-19s %-8s %s", r.Name, r.Severity, r.Flags); err != nil {
			return err
		}
	}
	return nil
}

// forWhat says what a rule is held against.
func forWhat(s rulebook.Subject) string {
	switch s {
	case rulebook.Agendas:
		return "an agenda"
	case rulebook.Recaps:
		return "a recap"
	case rulebook.Reflections:
		return "a reflection"
	}
	return "any text"
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
		return a.printJSON(show(r))
	}
	return a.print("%s (%s, for %s)\n\nFinds %s.\n\n%s\n\nInstead: %s.\n\nBad:   %s\nGood:  %s", r.Name, r.Severity, forWhat(r.Of), r.Flags, r.Why, r.Fix, r.Bad, r.Good)
}
