package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newManCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:   "man FOLDER",
		Short: "Write the man pages",
		Long: `man writes a man page for the program and one for each command into a folder,
for packagers and for ` + "`man -l`" + `. They say what --help says.`,
		Example: "  oneonone man ~/.local/share/man/man1",
		Args:    takes("FOLDER"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runMan(a, cmd.Root(), args[0]) },
	}
}

func runMan(a *App, root *cobra.Command, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return failed(err, "name another folder", "%s can't be made: %v", folder, plainPathError(err))
	}
	n := 0
	for _, cmd := range append([]*cobra.Command{root}, allCommands(root)...) {
		path := filepath.Join(folder, pageName(cmd)+".1")
		if err := os.WriteFile(path, []byte(manPage(cmd)), 0o644); err != nil {
			return failed(err, "name another folder", "%s can't be written: %v", path, plainPathError(err))
		}
		n++
	}
	return a.print("%s in %s", count(n, "page"), folder)
}

// allCommands lists the commands below one that the help shows.
func allCommands(cmd *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			out = append(append(out, c), allCommands(c)...)
		}
	}
	return out
}

func pageName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage writes the page of a command in the man macros. The library that
// cobra brings for this costs every command a millisecond when it is linked.
func manPage(cmd *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"oneonone %s\"\n", quoteRoff(strings.ToUpper(pageName(cmd))), roff(readVersion().Version))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n.SH SYNOPSIS\n.B %s\n", roff(pageName(cmd)), roff(cmd.Short), roff(usageLine(cmd)))
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s", paragraphs(about))
	if subs := cmd.Commands(); cmd.HasAvailableSubCommands() {
		b.WriteString(".SH COMMANDS\n")
		for _, c := range subs {
			if c.IsAvailableCommand() {
				fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(c.Name()), roff(c.Short))
			}
		}
	}
	nameStandardFlags(cmd)
	manFlags(&b, "OPTIONS", cmd.LocalNonPersistentFlags())
	if !cmd.HasParent() {
		manFlags(&b, "OPTIONS OF EVERY COMMAND", cmd.PersistentFlags())
		fmt.Fprintf(&b, ".SH EXIT STATUS\n.nf\n%s.fi\n", roff(strings.TrimPrefix(exitStatus, "EXIT STATUS\n")))
	}
	if cmd.Example != "" {
		fmt.Fprintf(&b, ".SH EXAMPLES\n.nf\n%s\n.fi\n", roff(strings.TrimRight(cmd.Example, "\n")))
	}
	if cmd.HasParent() {
		fmt.Fprintf(&b, ".SH SEE ALSO\n.BR %s (1)\n", roff(pageName(cmd.Parent())))
	}
	return b.String()
}

func manFlags(b *strings.Builder, title string, flags *pflag.FlagSet) {
	titled := false
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		if !titled {
			fmt.Fprintf(b, ".SH %s\n", title)
			titled = true
		}
		name, usage := pflag.UnquoteUsage(f)
		head := "--" + f.Name
		if f.Shorthand != "" {
			head = "-" + f.Shorthand + ", " + head
		}
		fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(strings.TrimSpace(head+" "+name)), roff(usage))
	})
}

// paragraphs writes a text whose blank lines part it.
func paragraphs(text string) string {
	var b strings.Builder
	for i, p := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		b.WriteString(roff(p) + "\n")
	}
	return b.String()
}

// roff escapes a text: a backslash, a dash that must stay one, and a line that
// begins like a macro.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}

func quoteRoff(text string) string { return `"` + roff(text) + `"` }
