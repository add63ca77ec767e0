package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/prompts"
)

// folderFS reads the files of a folder that need not be there.
func folderFS(folder string) fs.FS { return os.DirFS(folder) }

func newPromptsCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "prompts",
		Short: "What is said to a model, and how to change it",
		Long: `prompts shows the words that a model is asked with, one file for each task. A
file of the same name in your prompts folder is used instead of the program's:
prompts eject writes them there for you to change. They are Go templates; your
records are put in as data and are never read as a template. The form of the
answer can't be replaced, since the program checks answers by it.`,
		Example: "  oneonone prompts show prep\n  oneonone prompts eject",
	}
	makeGroup(cmd)
	cmd.AddCommand(newPromptsShowCmd(a), newPromptsPathCmd(a), newPromptsEjectCmd(a))
	return cmd
}

func newPromptsShowCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:     "show [NAME]",
		Short:   "Show a prompt as it is in force, or list them",
		Long:    "show prints a prompt: yours where you have one, else the program's. Without NAME\nit lists the prompts, with the checksum by which drafts name their wording.",
		Example: "  oneonone prompts show\n  oneonone prompts show recap",
		Args:    takes("[NAME]"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return promptNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return runPromptsList(a)
			}
			return runPromptsShow(a, args[0])
		},
	}
}

// promptNames are the names without the ending.
func promptNames() []string {
	var out []string
	for _, name := range prompts.Names() {
		out = append(out, strings.TrimSuffix(name, ".md"))
	}
	return out
}

// listedPrompt is a prompt as a list has it.
type listedPrompt struct {
	Name     string `json:"name"`
	Own      bool   `json:"own"`
	Checksum string `json:"checksum"`
	Text     string `json:"text"`
}

func (a *App) promptNamed(name string) (listedPrompt, error) {
	file := strings.TrimSuffix(name, ".md") + ".md"
	if !slices.Contains(prompts.Names(), file) {
		return listedPrompt{}, wrong("there are "+strings.Join(promptNames(), ", "), "there is no prompt %q", name)
	}
	set := a.promptsInForce()
	text, err := set.Text(file)
	if err != nil {
		return listedPrompt{}, unreadablePrompt(err)
	}
	sum, err := set.Checksum(file)
	if err != nil {
		return listedPrompt{}, unreadablePrompt(err)
	}
	given, err := prompts.Set{}.Text(file)
	return listedPrompt{Name: strings.TrimSuffix(file, ".md"), Own: text != given, Checksum: sum, Text: text}, err
}

func unreadablePrompt(err error) error {
	var below *fs.PathError
	if errors.As(err, &below) {
		return wrong("mend the file, or take it away to have the program's own", "your prompt %s can't be read: %v", below.Path, below.Err)
	}
	return err
}

func runPromptsList(a *App) error {
	var list oneonone.List[listedPrompt]
	var rows [][]string
	for _, name := range promptNames() {
		p, err := a.promptNamed(name)
		if err != nil {
			return err
		}
		whose := "the program's"
		if p.Own {
			whose = "yours"
		}
		list, rows = append(list, p), append(rows, []string{p.Name, p.Checksum, whose})
	}
	if a.opts.json {
		return a.printJSON(list)
	}
	return a.printTable(rows)
}

func runPromptsShow(a *App, name string) error {
	p, err := a.promptNamed(name)
	if err != nil {
		return err
	}
	if a.opts.json {
		return a.printJSON(p)
	}
	return outputError(a.Screen().Print(strings.TrimRight(p.Text, "\n") + "\n"))
}

func newPromptsPathCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:     "path",
		Short:   "Show the folder of your own prompts",
		Long:    "path prints the folder where your own prompts are, or would be.",
		Example: "  ls \"$(oneonone prompts path)\"",
		Args:    takes(),
		RunE: func(*cobra.Command, []string) error {
			folder, err := a.needPromptFolder()
			if err != nil {
				return err
			}
			if a.opts.json {
				return a.printJSON(map[string]string{"path": folder})
			}
			return a.print("%s", folder)
		},
	}
}

func (a *App) needPromptFolder() (string, error) {
	folder, ok := a.promptFolder()
	if !ok {
		return "", wrong("set HOME, or name a config file with --config or ONEONONE_CONFIG", "there is no home folder to keep prompts in")
	}
	return folder, nil
}

func newPromptsEjectCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "eject [NAME]",
		Short:   "Write the program's prompts into your folder, to change them",
		Long:    "eject writes a prompt, or all of them, into your prompts folder. A file that is\nthere stays as it is, unless --yes says to write over it.",
		Example: "  oneonone prompts eject\n  oneonone prompts eject prep --yes",
		Args:    takes("[NAME]"),
		RunE: func(_ *cobra.Command, args []string) error {
			names := prompts.Names()
			if len(args) == 1 {
				p, err := a.promptNamed(args[0])
				if err != nil {
					return err
				}
				names = []string{p.Name + ".md"}
			}
			return runPromptsEject(a, names)
		},
	}
	cmd.Flags().BoolVar(&a.opts.yes, "yes", false, "write over files that are there")
	return cmd
}

func runPromptsEject(a *App, names []string) error {
	folder, err := a.needPromptFolder()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return failed(err, "make the folder yourself, or name another config file with --config", "the folder %s can't be made", folder)
	}
	var kept []string
	for _, name := range names {
		text, err := prompts.Set{}.Text(name)
		if err != nil {
			return err
		}
		path := filepath.Join(folder, name)
		written, err := writePrompt(path, text, a.opts.yes)
		if err != nil {
			return failed(err, "make the folder yours to write", "%s can't be written: %v", path, err)
		}
		if !written {
			kept = append(kept, name)
			continue
		}
		if err := a.print("%s", path); err != nil {
			return err
		}
	}
	if len(kept) > 0 {
		return wrong("--yes writes over them", "left as they are, since they are there already: %s", strings.Join(kept, ", "))
	}
	return nil
}

// writePrompt writes a file that only the user reads, all of it or nothing: half a prompt would
// count as the user's. One that is there is written over only if it may be.
func writePrompt(path, text string, over bool) (written bool, err error) {
	if _, err := os.Lstat(path); err == nil && !over {
		return false, nil
	}
	return true, replaceFile(path, strings.NewReader(text))
}
