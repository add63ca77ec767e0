package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/coach"
	"oneonone/internal/notes"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/rulebook"
	"oneonone/internal/secret"
	"oneonone/internal/store"
	"oneonone/testdata"
)

func newRecapCmd(a *App) *cobra.Command {
	var o draftOptions
	cmd := &cobra.Command{
		Use:   "recap [FILE]",
		Short: "Turn raw notes of a 1:1 into a recap",
		Long: `Turns raw notes into a recap that says what was said and nothing else, and
keeps its action items, decisions and feedback, so that the next agenda has
them. The notes come from FILE, from a pipe (or -), or from your editor, which
opens on the agenda. They are on file before anything is made of them. What is
marked #private stays on file, with all that hangs below it, and out of the
recap. On a terminal each promise and each piece of feedback is asked about
before it is kept; --yes keeps all.`,
		Example: `  oneonone recap notes.md --with Priya
  pbpaste | oneonone recap --on yesterday
  oneonone recap notes.md --for email
  oneonone recap --demo`,
		Args: takes(),
		RunE: func(cmd *cobra.Command, args []string) error { return runRecap(cmd.Context(), a, &o, args) },
	}
	cmd.Args = atMostOne("FILE")
	o.meetingFlags(a, cmd)
	o.drafterFlags(a, cmd)
	o.messageFlag(cmd)
	return cmd
}

// atMostOne takes one optional argument.
func atMostOne(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return wrong(seeHelp(cmd), "%s takes one %s, not %d", cmd.CommandPath(), name, len(args))
		}
		return nil
	}
}

func runRecap(ctx context.Context, a *App, o *draftOptions, args []string) error {
	form, err := readForm(o.form)
	if err != nil {
		return err
	}
	n, m, err := recapNotes(ctx, a, o, args)
	if err != nil {
		return err
	}
	lines := count(strings.Count(strings.TrimRight(n.Raw, "\n"), "\n")+1, "line")
	if n.Hidden > 0 {
		lines += " (" + count(n.Hidden, "private line") + " left out)"
	}
	a.Screen().Say("reading %s of your 1:1 %s on %s", lines, withName(m.With), m.On.Short(a.Today()))
	if day := notes.DayOf(n.Raw, m.On.Time(a.now.Location()), n.Locale); o.on == "" && !day.IsZero() && day != m.On && day.Before(a.Today()) {
		a.Screen().Say("these notes name %s as their day: add --on %s if the meeting was then", day, day)
	}
	if o.dryRun {
		return o.showRequest(ctx, a, func(c coach.Coach) (coach.Request, error) { return c.RecapRequest(n) })
	}
	recap, err := draft(ctx, a, o, func(d Drafter) (oneonone.Recap, error) { return d.Recap(ctx, n) })
	if err != nil {
		return err
	}
	if recap.IsEmpty() && n.Hidden > 0 {
		return failed(nil, "take the mark off what the other one may know, and run it again", "all of these notes are private: no recap can be made of them")
	}
	if recap.IsEmpty() {
		return failed(nil, "write below the headings what was said, and run it again", "there is nothing in these notes that anybody said")
	}
	if err := o.held(a, &recap.DraftedBy, &recap.Findings,
		func(book rulebook.Book) []oneonone.Finding { return book.Recap(recap, n) }); err != nil {
		return err
	}
	a.tellDrafted(recap.DraftedBy, recap.Findings)
	if err := a.review(ctx, o, &recap); err != nil {
		return err
	}
	doc, failed := o.edited(ctx, a, oneonone.RecapMarkdown(recap), "recap-*.md")
	kept := keep(a, oneonone.KindRecap, recap.ID, doc.text, recap)
	return errors.Join(doc.settle(a.finishRecap(ctx, o, m, n, kept, form)), failed)
}

// finishRecap keeps the recap with the records that it adds, and shows it.
func (a *App) finishRecap(ctx context.Context, o *draftOptions, m *meet, n brief.Notes, kept *oneonone.Kept[oneonone.Recap],
	form oneonone.Form) error {
	show := func() error {
		return a.showing(kept, kept.Draft, form, func() string { return oneonone.RecapMessage(kept.Draft, form, brief.Praises) })()
	}
	if !o.saves() {
		return a.finish(o, kept, show)
	}
	fresh, err := a.ledger(ctx, m, n, &kept.Draft)
	if err != nil {
		return errors.Join(err, show())
	}
	return a.finish(o, kept, show, fresh...)
}

// recapNotes finds the meeting and its raw notes, and puts the notes on file
// before anything is made of them.
func recapNotes(ctx context.Context, a *App, o *draftOptions, args []string) (brief.Notes, *meet, error) {
	if o.demo {
		return a.demoNotes(ctx, o)
	}
	cfg, err := a.Config()
	if err != nil {
		return brief.Notes{}, nil, err
	}
	m, err := o.findMeeting(ctx, a, cfg, prose.Past)
	if err != nil {
		return brief.Notes{}, nil, err
	}
	if m.On.DaysSince(a.Today()) > 1 { // where the other one is it may be tomorrow already
		return brief.Notes{}, nil, wrong("--on takes the day it was held, today if not given",
			"a 1:1 on %s is yet to come: there is nothing to recap", m.On)
	}
	topics, err := a.agendaOf(m)
	if err != nil {
		return brief.Notes{}, nil, err
	}
	t, err := a.readRaw(ctx, args, topics)
	if err != nil {
		return brief.Notes{}, nil, err
	}
	if strings.TrimSpace(t.text) == "" {
		t.discard()
		return brief.Notes{}, nil, wrong("write what was said, one line a thing", "there are no notes to recap")
	}
	if o.saves() {
		meeting := m.record(a)
		t.text = a.withOnFile(meeting, t.text)
		meeting.Text, meeting.Held = t.text, true
		if err := a.file(t, meeting); err != nil {
			return brief.Notes{}, nil, err
		}
		m.onFile = meeting
	}
	return m.notes(a, cfg, o.names(cfg), t.text, topics), m, nil
}

// withOnFile gives the raw notes together with those that are on file for the
// meeting. Notes that have half of their lines from there are a new version:
// the old one is kept beside them. Any others are added.
func (a *App) withOnFile(meeting *oneonone.Meeting, text string) string {
	old := meeting.Text
	if old == "" || old == text {
		return text
	}
	if shareLines(old, text) {
		meeting.Earlier = append(meeting.Earlier, old)
		return text
	}
	a.Screen().Say("added to the notes that are on file for this meeting")
	return old + "\n\n" + text
}

// shareLines tells whether half of the lines of either text stand in the
// other.
func shareLines(x, y string) bool {
	have := map[string]bool{}
	for line := range strings.Lines(x) {
		have[strings.TrimSpace(line)] = true
	}
	shared, lines := 0, 0
	for line := range strings.Lines(y) {
		if line = strings.TrimSpace(line); line != "" {
			lines++
			if have[line] {
				shared++
			}
		}
	}
	return shared*2 >= min(lines, len(have))
}

// notes gives what the recap may rest on, with the user's short forms spelled
// out. What is private, and secrets, are in the notes on file and nowhere else.
func (m *meet) notes(a *App, cfg Config, me []string, raw string, topics []oneonone.Topic) brief.Notes {
	raw, hidden := oneonone.WithoutPrivate(raw)
	raw = brief.Glossary(cfg.Glossary).Expand(raw)
	n := brief.Notes{Now: a.now, Meeting: m.Slot, Raw: secret.MaskLines(raw), Hidden: hidden, Me: me, Topics: topics, Locale: cfg.Locale().Of(raw)}
	for _, p := range m.people {
		n.People = append(n.People, *p)
	}
	return n
}

// agendaOf gives the topics of the agenda that was drafted for the meeting,
// the latest version.
func (a *App) agendaOf(m *meet) (topics []oneonone.Topic, err error) {
	err = a.view(func(r *store.Reader) error {
		kept, err := latestOf[*oneonone.Kept[oneonone.Agenda]](r, oneonone.KindAgenda, 20)
		for _, k := range kept {
			if k.Draft.Meeting.ID == m.ID {
				topics = k.Draft.Topics
			}
		}
		return err
	})
	return topics, err
}

// readRaw gets the raw notes. Unlike other texts they keep their lines as they
// are: a recap points at them.
func (a *App) readRaw(ctx context.Context, args []string, topics []oneonone.Topic) (typed, error) {
	if len(args) == 0 || args[0] == "-" {
		return a.readLines(ctx, args, template(topics), "notes-*.md")
	}
	return a.readFile(ctx, args[0], "name a file with the notes, or pipe them in")
}

// readFile gets the text of a file. The hint is for one that can't be read.
func (a *App) readFile(ctx context.Context, name, hint string) (typed, error) {
	text, err := await(ctx, func() ([]byte, error) { return readUpTo(name, maxInput+1) })
	var below *fs.PathError
	switch {
	case errors.Is(err, errInterrupted):
		return typed{}, err
	case errors.Is(err, fs.ErrNotExist):
		return typed{}, wrong(hint, "there is no file %s", name)
	case errors.As(err, &below):
		return typed{}, wrong(hint, "%s can't be read: %v", name, below.Err)
	case err != nil:
		return typed{}, err
	}
	if len(text) > maxInput {
		return typed{}, wrong("split it up", "%s is larger than 16 MB", name)
	}
	said, err := a.decoded(text, name)
	return typed{text: said}, err
}

// readUpTo reads a file, and no more of it than n bytes: some never end.
func readUpTo(name string, n int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // read only
	return io.ReadAll(io.LimitReader(f, n))
}

// template opens the editor on the agenda, with a place for notes under each
// topic.
func template(topics []oneonone.Topic) string {
	var b strings.Builder
	for _, t := range topics {
		fmt.Fprintf(&b, "## %s\n\n\n", t.Title)
	}
	return b.String()
}

// careerTalked tells whether a career topic was talked about: one of the
// agenda was discussed, or a line of the notes speaks of it.
func careerTalked(n brief.Notes, recap oneonone.Recap) bool {
	for _, t := range n.Topics {
		for _, o := range recap.Topics {
			if t.Area == oneonone.Career && o.TopicID == t.ID && o.Outcome == oneonone.Discussed {
				return true
			}
		}
	}
	for line := range strings.Lines(n.Raw) {
		if prose.SpeaksOfCareer(line) {
			return true
		}
	}
	return false
}

// demoNotes is recapNotes for the sample journal.
func (a *App) demoNotes(ctx context.Context, o *draftOptions) (brief.Notes, *meet, error) {
	s, err := a.readSample()
	if err != nil {
		return brief.Notes{}, nil, err
	}
	m, err := o.resolveMeeting(ctx, a, defaultConfig(), prose.Future, s.People, s.meetings)
	if err != nil {
		return brief.Notes{}, nil, err
	}
	return m.notes(a, defaultConfig(), testdata.Me(), testdata.RawNotes, nil), m, nil
}
