package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

func newShowCmd(a *App) *cobra.Command {
	evidence, diff, form := false, false, ""
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show one record in full",
		Long: `show prints one record in full: a note, a promise, feedback, a goal, a
person, or an agenda, a recap or a reflection that was saved. ID is any
beginning of its id that is unique; log shows ids. last is the agenda, recap or
reflection that was drafted last.

--evidence shows every claim of a draft beside the record and the words in it
that it rests on. --for gives an agenda or a recap as a message to the other
person, with nothing private in it. --diff shows what is different from the
version before: of the same meeting, or of the same period.`,
		Example: `  oneonone show k3f9
  oneonone show k3f9 --for email
  oneonone show last --evidence
  oneonone show k3f9 --json
  oneonone show k3f9 --plain > agenda.md`,
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, "", true),
		RunE: func(_ *cobra.Command, args []string) error {
			rec, err := a.findShown(args[0])
			if err != nil {
				return err
			}
			if diff {
				return runDiff(a, rec)
			}
			return runShow(a, rec, evidence, form)
		},
	}
	cmd.Flags().BoolVar(&diff, "diff", false, "show what is different from the version before")
	cmd.Flags().StringVar(&form, "for", "", "print a message to the other person: email, slack or markdown (`FORM`)")
	completeWords(cmd, "for", forms())
	cmd.Flags().BoolVar(&evidence, "evidence", false, "show what each claim of a draft rests on")
	return cmd
}

// findShown finds a record by its id, or the last draft.
func (a *App) findShown(id string) (oneonone.Record, error) {
	if id != "last" {
		return a.find("", id)
	}
	var last oneonone.Record
	err := a.view(func(r *store.Reader) error {
		for _, kind := range [...]oneonone.Kind{oneonone.KindAgenda, oneonone.KindRecap, oneonone.KindReflection} {
			drafts, err := r.Latest(kind, time.Time{}, 20)
			if err != nil {
				return err
			}
			for _, rec := range drafts {
				if last == nil || rec.Header().Created.After(last.Header().Created) {
					last = rec
				}
			}
		}
		return nil
	})
	if err == nil && last == nil {
		return nil, wrong("`oneonone prep` drafts an agenda and keeps it", "nothing was drafted yet")
	}
	return last, err
}

func runShow(a *App, rec oneonone.Record, evidence bool, word string) error {
	form, err := readForm(word)
	if err != nil {
		return err
	}
	if form != "" {
		return a.printMessage(rec, form)
	}
	if evidence {
		return runEvidence(a, rec)
	}
	if a.opts.json {
		return a.printJSON(rec)
	}
	return outputError(a.Screen().Markdown(markdownOf(rec, a.Today())))
}

// printMessage prints a stored agenda or recap as a message.
func (a *App) printMessage(rec oneonone.Record, form oneonone.Form) error {
	text := ""
	switch r := rec.(type) {
	case *oneonone.Kept[oneonone.Agenda]:
		text = a.agendaMessage(r.Draft, form)
	case *oneonone.Kept[oneonone.Recap]:
		text = oneonone.RecapMessage(r.Draft, form, brief.Praises)
	default:
		return wrong("--for takes an agenda or a recap", "%s is %s", rec.Header().ID, withArticle(wordFor(rec)))
	}
	return a.printSent(text)
}

// agendaMessage gives the message, and says which sentences are not in it: a page that
// lost some in silence would be sent as if it were whole.
func (a *App) agendaMessage(d oneonone.Agenda, form oneonone.Form) string {
	for _, l := range d.UnsureLines() {
		a.Screen().Say("not in the message, for no record bears it out for sure: %s", oneLine(l.Text, 0))
	}
	return oneonone.AgendaMessage(d, form)
}

// markdownOf writes any record as Markdown: drafts in their own form, or as
// the user left it when they edited it.
func markdownOf(rec oneonone.Record, today oneonone.Date) string {
	if text := rec.Header().Text; isDraft(rec) && text != "" {
		return text
	}
	switch r := rec.(type) {
	case *oneonone.Kept[oneonone.Agenda]:
		return oneonone.AgendaMarkdown(r.Draft)
	case *oneonone.Kept[oneonone.Recap]:
		return oneonone.RecapMarkdown(r.Draft)
	case *oneonone.Kept[oneonone.Reflection]:
		return oneonone.ReflectionMarkdown(r.Draft)
	}
	h := rec.Header()
	var b strings.Builder
	title := wordFor(rec)
	fmt.Fprintf(&b, "# %s%s of %s\n\n", strings.ToUpper(title[:1]), title[1:], h.On().Long())
	if h.Text != "" {
		b.WriteString(oneonone.VerbatimMarkdown(h.Text, h.Kind == oneonone.KindMeeting) + "\n\n")
	}
	for _, d := range details(rec, today) {
		if d.value != "" {
			fmt.Fprintf(&b, "- %s: %s\n", d.name, d.value)
		}
	}
	writeSteps(&b, rec)
	return b.String()
}

// isDraft tells whether a record was drafted.
func isDraft(rec oneonone.Record) bool {
	switch rec.Header().Kind {
	case oneonone.KindAgenda, oneonone.KindRecap, oneonone.KindReflection:
		return true
	}
	return false
}

// detail is a named fact of a record; an empty one is left out.
type detail struct{ name, value string }

// details lists what a record says besides its text.
func details(rec oneonone.Record, today oneonone.Date) []detail {
	h := rec.Header()
	all := append(ownDetails(rec, today),
		detail{"tags", strings.Join(h.Tags, ", ")},
		detail{"people", strings.Join(h.People, ", ")},
		detail{"projects", strings.Join(h.Projects, ", ")},
	)
	if oneonone.IsPrivate(rec) {
		all = append(all, detail{"private", "yes: in no draft, sent nowhere"})
	}
	if !h.Changed.Equal(h.Created) {
		all = append(all, detail{"changed", oneonone.DateOf(h.Changed).Long()})
	}
	return append(all, detail{"id", h.ID})
}

// ownDetails lists what records of its kind say.
func ownDetails(rec oneonone.Record, today oneonone.Date) []detail {
	switch r := rec.(type) {
	case *oneonone.Note:
		answers := ""
		if r.Fills != nil {
			answers = r.Fills.Question
		}
		return []detail{{"from", string(r.Source)}, {"answers", answers}, {"to act on", string(r.Cause)}}
	case *oneonone.Action:
		return []detail{
			{"owner", orElse(string(r.Owner), "nobody")}, {"with", string(r.With)},
			{"due", dueDetail(r.Due, r.Open(), today)}, {"status", status(r.Status, r.Closed)}, {"why", string(r.Why)},
		}
	case *oneonone.Feedback:
		return []detail{{"from", string(r.From)}, {"taken up with", string(r.With)}, {"about", string(r.About)}}
	case *oneonone.Goal:
		return []detail{
			{"kind", string(r.GoalKind)}, {"due", dueDetail(r.Due, r.Open(), today)}, {"status", status(r.Status, r.Closed)},
			{"serves", string(r.Serves)},
		}
	case *oneonone.Person:
		place := ""
		if r.Follows != nil {
			place = string(r.Follows.Of) + " on " + r.Follows.On.Long()
		}
		return []detail{{"role", string(r.Role)}, {"meets you", sayRhythm(r)}, {"took the place of", place}}
	case *oneonone.Decision:
		return []detail{{"with", string(r.With)}}
	case *oneonone.Initiative:
		return []detail{{"stands", r.Standing.Said()}, {"decides", string(r.With)}, {"goal", string(r.Goal)}}
	case *oneonone.Meeting:
		return []detail{{"meeting", meetingSummary(r)}}
	}
	return nil
}

func orElse(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

func dueDetail(d oneonone.Date, open bool, today oneonone.Date) string {
	switch {
	case d.IsZero():
		return ""
	case open && d.Before(today):
		return d.Long() + ", " + sayDue(d, today)
	}
	return d.Long()
}

func status(s oneonone.Status, closed oneonone.Date) string {
	if closed.IsZero() {
		return string(s)
	}
	return string(s) + " on " + closed.Long()
}

// writeSteps lists what was told about a record later.
func writeSteps(b *strings.Builder, rec oneonone.Record) {
	title, steps := "", oneonone.List[oneonone.Step](nil)
	switch r := rec.(type) {
	case *oneonone.Feedback:
		title, steps = "What was done about it", r.Acted
	case *oneonone.Goal:
		title, steps = "Progress", r.Progress
		defer writePlan(b, r.Plan)
	case *oneonone.Note:
		title = "Why"
		for _, w := range r.Whys {
			steps = append(steps, oneonone.Step{On: r.On(), Text: w.Question + " " + string(w.Answer)})
		}
	case *oneonone.Initiative:
		title = "Its life so far"
		for _, t := range r.Turns {
			steps = append(steps, oneonone.Step{On: t.On, Text: strings.TrimSuffix(t.To.Said()+": "+t.Text, ": ")})
		}
	}
	if len(steps) == 0 {
		return
	}
	fmt.Fprintf(b, "\n## %s\n\n", title)
	for _, s := range steps {
		fmt.Fprintf(b, "- %s: %s\n", s.On, oneLine(s.Text, 0))
	}
}

// writePlan lists how a goal is to be reached.
func writePlan(b *strings.Builder, p *oneonone.Plan) {
	if p == nil {
		return
	}
	b.WriteString("\n## Plan\n\n")
	for _, part := range []detail{{"missing", string(p.Gap)}, {"need", string(p.Need)}, {"trial", string(p.Trial)},
		{"measured by", string(p.Measure)}} {
		if part.value != "" {
			fmt.Fprintf(b, "- %s: %s\n", part.name, oneLine(part.value, 0))
		}
	}
	for _, m := range p.Milestones {
		state := "by " + m.Due.String()
		if !m.Done.IsZero() {
			state = "done on " + m.Done.String()
		}
		proof := ""
		if m.Proof != "" {
			proof = "; proof: " + oneLine(string(m.Proof), 0)
		}
		fmt.Fprintf(b, "- %s: %s%s\n", state, oneLine(m.Text, 0), proof)
	}
}
