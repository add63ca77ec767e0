package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpWidth is the widest line of a help text.
const helpWidth = 79

// exitStatus stands at the end of the help of the program.
const exitStatus = `EXIT STATUS
  0    done
  1    it did not work out
  2    wrong usage or bad input
  3    the store can't be opened, read or written
  4    the model failed, and no fallback was allowed
  130  interrupted
`

// dateForms stands in the help of commands that take a date.
const dateForms = `
A DATE is 2026-11-24, 24 nov, today, tomorrow, mon, "last friday",
"2 weeks ago" or "in 3 days".`

// setHelp makes the help of all commands ours.
func setHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		fmt.Fprint(cmd.OutOrStdout(), helpOf(cmd))
	})
	root.SetHelpCommand(&cobra.Command{
		Use: "help [COMMAND]", Short: "Show the help of a command",
		Long:    "help shows how a command is used, as `--help` after it does.",
		Example: "  oneonone help note\n  oneonone help action add",
		RunE: func(cmd *cobra.Command, args []string) error {
			target, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return wrong(seeHelp(root), "there is no command %q to help with", strings.Join(args, " "))
			}
			return target.Help()
		},
	})
}

// helpOf writes the help of a command.
func helpOf(cmd *cobra.Command) string {
	var b strings.Builder
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	fmt.Fprintf(&b, "%s\n\nUSAGE\n  %s\n", strings.TrimSpace(about), usageLine(cmd))
	for _, g := range cmd.Groups() {
		writeCommands(&b, cmd, g.ID, g.Title)
	}
	writeCommands(&b, cmd, "", "COMMANDS")
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\nEXAMPLES\n%s\n", strings.TrimRight(cmd.Example, "\n"))
	}
	nameStandardFlags(cmd)
	writeFlags(&b, "FLAGS", cmd.LocalNonPersistentFlags())
	if !cmd.HasParent() {
		writeFlags(&b, "FLAGS OF EVERY COMMAND", cmd.PersistentFlags())
		fmt.Fprintf(&b, "\n%s", exitStatus)
	} else {
		fmt.Fprintf(&b, "\nFlags of every command: --json --plain --quiet --verbose --db --config;\n`%s --help` explains them.\n", cmd.Root().Name())
	}
	return b.String()
}

// nameStandardFlags puts the flags that cobra adds into our words.
func nameStandardFlags(cmd *cobra.Command) {
	for name, usage := range map[string]string{"help": "show this help", "version": "show which version this is"} {
		if f := cmd.Flags().Lookup(name); f != nil {
			f.Usage = usage
		}
	}
}

func usageLine(cmd *cobra.Command) string {
	if cmd.HasAvailableSubCommands() {
		return cmd.CommandPath() + " COMMAND [flags]"
	}
	return cmd.UseLine()
}

// writeCommands lists the commands of a group.
func writeCommands(b *strings.Builder, cmd *cobra.Command, group, title string) {
	titled := false
	for _, c := range cmd.Commands() {
		if c.GroupID != group || !c.IsAvailableCommand() && c.Name() != "help" {
			continue
		}
		if !titled {
			fmt.Fprintf(b, "\n%s\n", title)
			titled = true
		}
		fmt.Fprintf(b, "  %-11s %s\n", c.Name(), c.Short)
	}
}

func writeFlags(b *strings.Builder, title string, flags *pflag.FlagSet) {
	usages := flags.FlagUsagesWrapped(helpWidth)
	if strings.TrimSpace(usages) != "" {
		fmt.Fprintf(b, "\n%s\n%s", title, strings.TrimLeft(usages, "\n"))
	}
}
