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
by words of its name or the beginning of its id, all its records are shown.` + "\n" + dateForms,
		Example: `  oneonone threads
  oneonone threads "frame time"
  oneonone threads --since 2026-09-01 --all`,
		Args: takes("[THREAD...]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runThreads(cmd.Context(), a, &o, all, clean(strings.Join(args, " ")))
		},
	}
	o.meetingFlags(a, cmd)
	o.sourceFlags(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "also what came up once and asks for nothing")
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
			return wrong("`oneonone threads --all` lists them", "no thread is called %q", name)
		}
		return a.showThread(b, one)
	}
	if !all {
		threads = slices.DeleteFunc(threads, func(t *thread.Thread) bool {
			return len(t.Items) < 2 && !slices.ContainsFunc(t.Reasons, func(r thread.Reason) bool { return !r.IsSoft() })
		})
	}
	if a.opts.json {
		return a.printJSON(oneonone.List[threadView](threadViews(b, threads)))
	}
	if len(threads) == 0 {
		a.Screen().Say("nothing is on record since %s", b.From.Spelled(a.Today()))
		return nil
	}
	for i, t := range threads {
		if i > 0 {
			if err := a.print(""); err != nil {
				return err
			}
		}
		if err := a.print("%s", strings.Join(threadLines(b, t), "\n")); err != nil {
			return err
		}
	}
	return nil
}

// threadView is a thread as JSON.
type threadView struct {
	ID      string                `json:"id"`
	Name    string                `json:"name"`
	Since   oneonone.Date         `json:"since"`
	Last    oneonone.Date         `json:"last"`
	Reasons oneonone.List[string] `json:"reasons"`
	Figures oneonone.List[string] `json:"figures"`
	People  oneonone.List[string] `json:"people"`
	Records oneonone.List[string] `json:"records"`
}

func threadViews(b *brief.Brief, threads []*thread.Thread) []threadView {
	var out []threadView
	for _, t := range threads {
		v := threadView{ID: t.ID, Name: t.Name(), Since: t.Since(), Last: t.Items[len(t.Items)-1].Date, Reasons: reasonsOf(b, t)}
		for _, f := range t.Facts {
			if f.Kind == figures.Series {
				v.Figures = append(v.Figures, f.Text)
			}
		}
		for _, it := range t.Items {
			v.People = oneonone.AppendNew(v.People, it.People...)
			if !it.Said {
				v.Records = append(v.Records, it.ID)
			}
		}
		out = append(out, v)
	}
	return out
}

// threadLines tells a thread in three lines: its name, what is open, the newest word.
func threadLines(b *brief.Brief, t *thread.Thread) []string {
	last := t.Items[len(t.Items)-1]
	out := []string{fmt.Sprintf("%s  %s", oneLine(t.Name(), 0), t.ID[:shortID])}
	told := oneonone.Plural(len(t.Items), "record", "records") + " since " + t.Since().Short(b.Today)
	if reasons := reasonsOf(b, t); len(reasons) > 0 {
		told = strings.Join(reasons, " · ") + " · " + told
	}
	return append(out, "  "+told, "  "+recordLine(b, last))
}

// shortID is how many letters of a thread's id are shown.
const shortID = 6

func recordLine(b *brief.Brief, it *brief.Item) string {
	text := it.Quoted(b.Today)
	if text == "" {
		text = oneonone.Ended(b.Dated(oneLine(oneonone.AsTyped(it.Text), longRecord), it.Date))
	}
	return oneLine(text, 0)
}

// longRecord is up to how many characters of a long record one line shows.
const longRecord = 120

// showThread shows all records of a thread, oldest first, and its figures.
func (a *App) showThread(b *brief.Brief, t *thread.Thread) error {
	if a.opts.json {
		return a.printJSON(threadViews(b, []*thread.Thread{t})[0])
	}
	lines := []string{fmt.Sprintf("%s  %s", oneLine(t.Name(), 0), t.ID[:shortID])}
	for _, r := range reasonsOf(b, t) {
		lines = append(lines, "  "+r)
	}
	for _, f := range t.Facts {
		if f.Kind == figures.Series {
			lines = append(lines, "  "+oneLine(f.Text, 0))
		}
	}
	for _, it := range t.Items {
		id := "1:1 "
		if !it.Said {
			id = a.shorten(it.ID)
		}
		lines = append(lines, fmt.Sprintf("  %s  %s", id, recordLine(b, it)))
	}
	return a.print("%s", strings.Join(lines, "\n"))
}

// reasonsOf says in words what is open in a thread.
func reasonsOf(b *brief.Brief, t *thread.Thread) []string {
	var out []string
	for _, r := range t.Reasons {
		if text := reasonWords(r, t, b); text != "" {
			out = append(out, text)
		}
	}
	return out
}

func reasonWords(r thread.Reason, t *thread.Thread, b *brief.Brief) string {
	day := r.Open.Short(b.Today)
	switch r.Why {
	case thread.Refused:
		return "turned down " + day + ", something new since"
	case thread.LateMine:
		return "late, mine: due " + day
	case thread.LateYours:
		return "late, theirs: due " + day
	case thread.Missed:
		return "goal missed " + day
	case thread.Stuck:
		return "stands still since " + day
	case thread.Asked:
		if r.Answered != nil {
			return "asked " + day + ", perhaps answered " + r.Answered.Date.Short(b.Today)
		}
		return "asked " + day
	case thread.Told:
		return "feedback of " + day
	case thread.Worry:
		return "a concern since " + day
	case thread.Friction:
		return "between you and somebody, " + day
	case thread.Worse:
		return "a figure got worse"
	case thread.Behind:
		return "not there by " + day + " at its pace"
	case thread.Due:
		return "goal due " + day
	case thread.Ahead:
		return day + " is near"
	case thread.Idea:
		return "an idea of " + day
	case thread.Repeats:
		return fmt.Sprintf("on %d days", len(t.Days()))
	case thread.Met:
		return "spoken of " + day
	}
	return ""
}
