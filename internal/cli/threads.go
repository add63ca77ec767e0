package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/thread"
)

func newThreadsCmd(a *App) *cobra.Command {
	var o draftOptions
	var all bool
	cmd := &cobra.Command{
		Use:   "threads [THREAD]",
		Short: "What your records are about, and what is open in it",
		Long: `threads puts together what is about one thing since the last 1:1: notes,
promises, feedback, goals and decisions that share a project, a tag, a ticket, a
figure over time, or words that are rare in your journal. What comes first has
most reasons to be spoken of; prep takes its topics from there. With a THREAD,
by the words of its name or the beginning of its id, all its records are shown.` + "\n" + dateForms,
		Example: `  oneonone threads
  oneonone threads "frame time"
  oneonone threads --since 2026-09-01 --all`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runThreads(cmd.Context(), a, &o, all, strings.Join(args, " "))
		},
	}
	o.meetingFlags(a, cmd)
	o.sourceFlags(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "also what came up once")
	return cmd
}

func runThreads(ctx context.Context, a *App, o *draftOptions, all bool, name string) error {
	b, _, err := prepBrief(ctx, a, o)
	if err != nil {
		return err
	}
	threads := thread.Read(b, figures.Of(b))
	if name != "" {
		one := thread.Find(threads, name)
		if one == nil {
			return wrong("oneonone threads --all lists them", "no thread is called %q", name)
		}
		threads = []*thread.Thread{one}
	} else if !all {
		threads = slices.DeleteFunc(threads, func(t *thread.Thread) bool { return len(t.Items) < 2 && len(t.Reasons) == 0 })
	}
	for _, t := range threads {
		if err := a.print("%s", describeThread(b, t, name != "")); err != nil {
			return err
		}
	}
	return nil
}

func describeThread(b *brief.Brief, t *thread.Thread, whole bool) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%.2f %s  %s\n", t.Weight, t.Name(), t.ID[:6])
	for _, r := range t.Reasons {
		fmt.Fprintf(&out, "  [%s %s]", r.Why, r.Open.Short(b.Today))
	}
	out.WriteString("\n")
	for _, it := range t.Items {
		fmt.Fprintf(&out, "    %s %s %s: %s\n", it.Date.Short(b.Today), it.Kind, it.NoteKind, oneonone.AsTyped(it.Text))
	}
	return out.String()
}
