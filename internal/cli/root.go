package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The groups of commands in the help.
const (
	groupJournal = "journal"
	groupMeeting = "meeting"
	groupRules   = "rules"
	groupRecords = "records"
	groupData    = "data"
	groupProgram = "program"
)

func newRootCmd(a *App) *cobra.Command {
	root := &cobra.Command{
		Use:   "oneonone",
		Short: "Prepare your 1:1s from what you really did",
		Long: `oneonone is a coach for engineers who lead nobody. Note what happens as it
happens; before a 1:1 it drafts the agenda from your own records, after it
keeps what was said and promised, and in between it helps you look back.

Every fact in a draft is from your records. Nothing leaves this computer
unless you set up a model.`,
		Example: `  oneonone note "Search answers in 310 ms now, was 900 #win"
  oneonone action add "send Priya the load test" --owner me --due friday
  oneonone log --since "last monday"`,
		SilenceUsage: true, SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, args []string) error {
			a.expectTyped(cmd.Use, args)
			return a.setClock()
		},
	}
	makeGroup(root)
	addGlobalFlags(root.PersistentFlags(), &a.opts)
	addCommands(root, a)
	root.RunE = standAlone(a)
	setHelp(root)
	root.Version = readVersion().line()
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetIn(a.env.Stdin)
	root.SetOut(a.env.Stdout)
	root.SetErr(a.env.Stderr)
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	return root
}

// addCommands puts every command in its group.
func addCommands(root *cobra.Command, a *App) {
	add := func(group, title string, cmds ...*cobra.Command) {
		root.AddGroup(&cobra.Group{ID: group, Title: title})
		for _, c := range cmds {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	add(groupJournal, "YOUR JOURNAL", newNoteCmd(a), newLogCmd(a), newSearchCmd(a), newShowCmd(a), newEditCmd(a), newRemoveCmd(a, ""),
		newForgetCmd(a))
	add(groupMeeting, "YOUR 1:1", newPrepCmd(a), newFillCmd(a), newRecapCmd(a), newMeetingCmd(a), newReflectCmd(a), newThreadsCmd(a), newTriageCmd(a), newTrendsCmd(a))
	add(groupRules, "THE RULEBOOK", newLintCmd(a), newRulesCmd(a), newWhyCmd(a), newSkillCmd(a))
	add(groupRecords, "WHAT YOU KEEP TRACK OF", newActionCmd(a), newFeedbackCmd(a), newGoalCmd(a), newInitiativeCmd(a), newPersonCmd(a))
	add(groupData, "YOUR DATA", newExportCmd(a), newImportCmd(a), newBackupCmd(a), newRestoreCmd(a))
	add(groupProgram, "THE PROGRAM", newInitCmd(a), newConfigCmd(a), newSourceCmd(a), newDoctorCmd(a), newPromptsCmd(a), newSchemaCmd(a), newManCmd(a), newVersionCmd(a))
	root.SetHelpCommandGroupID(groupProgram)
	root.SetCompletionCommandGroupID(groupProgram)
}

func addGlobalFlags(f *pflag.FlagSet, o *globalOptions) {
	f.BoolVar(&o.json, "json", false, "print one JSON value")
	f.BoolVar(&o.plain, "plain", false, "print Markdown as it is, on a terminal too")
	f.BoolVar(&o.quiet, "quiet", false, "print results and errors only")
	f.BoolVar(&o.verbose, "verbose", false, "print what lies below an error, a guess, a draft")
	f.StringVar(&o.db, "db", "", "keep the records in `FILE`")
	f.StringVar(&o.config, "config", "", "read the settings from `FILE`")
}

// makeGroup makes a command that only leads to others: alone it shows its
// help, and a name that it does not know gets a suggestion.
func makeGroup(cmd *cobra.Command) {
	cmd.SuggestionsMinimumDistance = 2
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		hint := seeHelp(cmd)
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			hint = fmt.Sprintf("did you mean `%s %s`?", cmd.CommandPath(), near[0])
		}
		return wrong(hint, "%s has no command %q", cmd.CommandPath(), args[0])
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
}

func seeHelp(cmd *cobra.Command) string {
	return fmt.Sprintf("`%s --help` shows what there is", cmd.CommandPath())
}

// flagError puts cobra's words about flags into ours.
func flagError(cmd *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		empty   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return err
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &empty):
		f := empty.GetFlag()
		return wrong(seeHelp(cmd), "--%s needs a value", f.Name)
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		return wrong(flagUse(f), "--%s can't be %q", f.Name, invalid.GetValue())
	}
	return wrong(seeHelp(cmd), "%v", err)
}

// unknownFlag suggests the flag that was meant, or how to write a text that
// begins with a dash.
func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	name := err.GetSpecifiedName()
	if letters := err.GetSpecifiedShortnames(); letters != "" {
		return wrong("put -- before a text that begins with a dash; "+seeHelp(cmd), "there is no flag -%s", letters)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	hint := seeHelp(cmd)
	if near := nearest(name, names); near != "" {
		hint = fmt.Sprintf("did you mean --%s?", near)
	}
	return wrong(hint, "%s has no flag --%s", cmd.CommandPath(), name)
}

// flagUse tells what a flag is for.
func flagUse(f *pflag.Flag) string {
	value, usage := pflag.UnquoteUsage(f)
	return fmt.Sprintf("--%s %s: %s", f.Name, strings.ToUpper(value), usage)
}

// takes checks the number of arguments. The names are the words of the usage
// line: one in brackets may be missing, one that ends in dots be repeated.
func takes(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < len(names) && !strings.HasPrefix(names[len(args)], "[") {
			return wrong(exampleOf(cmd), "%s needs %s", cmd.CommandPath(), withArticle(strings.TrimRight(names[len(args)], ".")))
		}
		many := len(names) > 0 && strings.HasSuffix(strings.TrimSuffix(names[len(names)-1], "]"), "...")
		if len(args) > len(names) && !many {
			return wrong(seeHelp(cmd), "%s takes no argument %q", cmd.CommandPath(), args[len(names)])
		}
		return nil
	}
}

// exampleOf gives the first example of a command.
func exampleOf(cmd *cobra.Command) string {
	first, _, _ := strings.Cut(strings.TrimSpace(cmd.Example), "\n")
	return "for example: " + first
}
