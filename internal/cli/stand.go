package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/store"
)

// standing says where the user stands: the next 1:1, what is late, what is asked, and
// what to do next. It reads what is open and the notes since the last 1:1, and nothing
// else: it is what the program says when it is called alone.
type standing struct {
	Next *oneonone.Slot `json:"next"`
	// Starts is when that is by the calendar, null when none says; Also are the next 1:1s with others there.
	Starts    *time.Time                 `json:"starts"`
	Also      oneonone.List[alsoLine]    `json:"also"`
	LateMine  oneonone.List[lateLine]    `json:"late_mine"`
	LateYours oneonone.List[lateLine]    `json:"late_theirs"`
	Questions oneonone.List[openLine]    `json:"questions"`
	Notes     int                        `json:"notes"`
	Since     oneonone.Date              `json:"since"`
	Do        oneonone.List[nextCommand] `json:"next_steps"`
}

// alsoLine is a 1:1 with somebody else.
type alsoLine struct {
	With    string        `json:"with"`
	On      oneonone.Date `json:"on"`
	Minutes int           `json:"minutes"`
	when    string
}

type lateLine struct {
	ID   string        `json:"id"`
	Text string        `json:"text"`
	Due  oneonone.Date `json:"due"`
}

type openLine struct {
	ID   string        `json:"id"`
	Text string        `json:"text"`
	On   oneonone.Date `json:"on"`
}

// nextCommand is a command to run next, and why.
type nextCommand struct {
	Command string `json:"command"`
	Why     string `json:"why"`
}

// standAlone is what the program does without a command: it says where the user
// stands, and on a new store how to begin.
func standAlone(a *App) func(cmd *cobra.Command, args []string) error {
	return func(cmd *cobra.Command, _ []string) error {
		s, any, err := a.standing(cmd.Context())
		switch {
		case err != nil:
			return err
		case a.opts.json:
			return a.printJSON(s)
		case !any:
			return cmd.Help()
		}
		return a.print("%s", strings.Join(a.standingLines(s), "\n"))
	}
}

// standing reads where the user stands; any tells whether something is on file.
func (a *App) standing(ctx context.Context) (s standing, any bool, err error) {
	cfg, err := a.Config()
	if err != nil {
		return s, false, err
	}
	people, meetings, err := a.readMeetings()
	if err != nil {
		return s, false, err
	}
	o := draftOptions{}
	m, err := o.resolveMeeting(ctx, a, cfg, prose.Future, people, meetings)
	if err != nil {
		return s, false, err
	}
	s.Since = m.last()
	if s.Since.IsZero() {
		s.Since = a.Today().AddDays(-firstWindow)
	}
	var actions []*oneonone.Action
	var notes, asked []*oneonone.Note
	err = a.view(func(r *store.Reader) error {
		if actions, err = store.Collect[*oneonone.Action](r.Open(oneonone.KindAction)); err != nil {
			return err
		}
		if notes, err = store.Collect[*oneonone.Note](r.Window(oneonone.KindNote, a.startOf(s.Since), a.endOf(a.Today()))); err != nil {
			return err
		}
		asked, err = store.Collect[*oneonone.Note](r.Window(oneonone.KindNote, a.startOf(a.Today().AddDays(-askedDays)), a.endOf(a.Today())))
		return err
	})
	if err != nil {
		return s, false, err
	}
	if m.With != "" || m.onFile != nil {
		slot := m.Slot
		s.Next = &slot
		s.Starts = m.starts()
	}
	for _, o := range m.calendar.others(m.With) {
		s.Also = append(s.Also, alsoLine{o.with, o.day(), o.Minutes, o.when(a.Today())})
	}
	s.late(a, m, actions)
	s.questions(asked)
	s.Notes = len(notes)
	s.advise(a, m, notes, meetings)
	return s, len(actions)+len(notes)+len(asked)+len(meetings)+len(people) > 0, nil
}

// askedDays is how many days back a question that nobody settled is still told.
const askedDays = 60

// late finds what is late between the two.
func (s *standing) late(a *App, m *meet, actions []*oneonone.Action) {
	slices.SortStableFunc(actions, func(x, y *oneonone.Action) int { return x.Due.Compare(y.Due) })
	for _, act := range actions {
		if act.Private || !act.Overdue(a.Today()) {
			continue
		}
		line := lateLine{act.ID, oneonone.AsTyped(act.Text), act.Due}
		switch {
		case act.Owner == oneonone.Me:
			s.LateMine = append(s.LateMine, line)
		case m.With != "" && oneonone.SameName(string(act.Owner), string(m.With)):
			s.LateYours = append(s.LateYours, line)
		}
	}
}

func (s *standing) questions(notes []*oneonone.Note) {
	for _, n := range notes {
		if !n.Private && n.Settled == nil && oneonone.NoteKind(n.NoteKind) == oneonone.Question {
			s.Questions = append(s.Questions, openLine{n.ID, oneonone.AsTyped(n.Text), n.On()})
		}
	}
}

// fewUnplaced is from how many notes of no kind on triage is worth a minute.
const fewUnplaced = 5

// advise says what to do next.
func (s *standing) advise(a *App, m *meet, notes []*oneonone.Note, meetings []*oneonone.Meeting) {
	do := func(command, why string) { s.Do = append(s.Do, nextCommand{command, why}) }
	for _, held := range meetings {
		if !held.Held && held.Cancelled == "" && held.On.Before(a.Today()) && a.Today().DaysSince(held.On) < firstWindow {
			do("oneonone recap --on "+held.On.String(), "what was said on "+held.On.Short(a.Today())+"?")
			break
		}
	}
	unplaced := 0
	for _, n := range notes {
		if (n.NoteKind == "" || n.KindGuessed) && !n.Placed && n.Settled == nil && n.Fills == nil && !n.Private {
			unplaced++
		}
	}
	if unplaced >= fewUnplaced {
		do("oneonone triage", oneonone.Plural(unplaced, "note has", "notes have")+" no place yet")
	}
	if s.Next != nil && s.Next.On.DaysSince(a.Today()) <= 2 {
		do("oneonone prep", "the 1:1 is near")
	}
	if !slices.ContainsFunc(notes, func(n *oneonone.Note) bool { return n.On() == a.Today() }) {
		do(`oneonone note "…"`, "nothing is noted today")
	}
}

// standingLines tells it in a screen that is read at a glance.
func (a *App) standingLines(s standing) []string {
	var out []string
	if s.Next != nil {
		line := "Next 1:1"
		if s.Next.With != "" {
			line += " with " + oneLine(string(s.Next.With), 0)
		}
		line += ": " + s.Next.On.Long()
		if s.Starts != nil {
			line += s.Starts.Format(" at 15:04")
		}
		switch days := s.Next.On.DaysSince(a.Today()); {
		case days == 0:
			line += ", today"
		case days == 1:
			line += ", tomorrow"
		case days > 1:
			line += fmt.Sprintf(", in %d days", days)
		}
		out = append(out, line)
	}
	list := func(lead string, texts []string) {
		for i, text := range texts[:min(len(texts), mostLines)] {
			out = append(out, fmt.Sprintf("%-14s%s", pickText(i == 0, lead, ""), text))
		}
		if n := len(texts) - mostLines; n > 0 {
			out = append(out, fmt.Sprintf("%-14sand %d more", "", n))
		}
	}
	var also []string
	for _, o := range s.Also {
		also = append(also, oneLine(o.With, 0)+": "+o.when)
	}
	list("Also", also)
	list("Late, mine", a.lateTexts(s.LateMine))
	list("Late, theirs", a.lateTexts(s.LateYours))
	var asked []string
	for _, q := range s.Questions {
		asked = append(asked, oneLine(q.Text, longLine)+" ("+q.On.Short(a.Today())+")")
	}
	list("Asked", asked)
	out = append(out, fmt.Sprintf("%-14s%d since %s", "Notes", s.Notes, s.Since.Spelled(a.Today())))
	for i, d := range s.Do {
		out = append(out, fmt.Sprintf("%-14s%s: %s", pickText(i == 0, "To do next", ""), d.Command, d.Why))
	}
	return out
}

// mostLines bounds how many of each are told, longLine how long a line is.
const (
	mostLines = 3
	longLine  = 70
)

func (a *App) lateTexts(lines []lateLine) []string {
	var out []string
	for _, l := range lines {
		out = append(out, oneLine(l.Text, longLine)+" ("+l.Due.Short(a.Today())+")")
	}
	return out
}

func pickText(first bool, x, y string) string {
	if first {
		return x
	}
	return y
}
