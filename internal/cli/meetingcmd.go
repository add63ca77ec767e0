package cli

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/store"
)

func newMeetingCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "meeting",
		Short: "Your 1:1s: planned, held, moved, cancelled",
		Long: `meeting keeps the meetings themselves. prep plans one, recap holds it. What is
open stays open when a meeting is moved or cancelled: the next agenda has it.`,
		Example: `  oneonone meeting list
  oneonone meeting move next --to thursday
  oneonone meeting cancel next --why "Priya is ill"`,
	}
	makeGroup(cmd)
	cmd.AddCommand(newMeetingListCmd(a), newMeetingMoveCmd(a), newMeetingCancelCmd(a), newTopicDropCmd(a))
	return cmd
}

func newMeetingListCmd(a *App) *cobra.Command {
	with := ""
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List your 1:1s, the latest first",
		Long:    "list shows the meetings with whom, how long, and what became of them.",
		Example: "  oneonone meeting list\n  oneonone meeting list --with priya --json",
		Args:    takes(),
		RunE:    func(*cobra.Command, []string) error { return runMeetingList(a, with) },
	}
	cmd.Flags().StringVar(&with, "with", "", "only those with `PERSON`")
	completePeople(a, cmd, "with")
	return cmd
}

func runMeetingList(a *App, with string) error {
	meetings, err := collect[*oneonone.Meeting](a, oneonone.KindMeeting, true)
	if err != nil {
		return err
	}
	meetings = slices.DeleteFunc(meetings, func(m *oneonone.Meeting) bool {
		return with != "" && !oneonone.SameName(string(m.With), with)
	})
	slices.SortStableFunc(meetings, func(x, y *oneonone.Meeting) int { return y.On.Compare(x.On) })
	short := shortIDs(a, meetings)
	return printRecords(a, meetings, "no meeting is on file; `oneonone prep` plans one", func(m *oneonone.Meeting) []string {
		return []string{short[m.ID], sayDay(m.On, a.Today()), orElse(string(m.With), "-"), meetingState(m)}
	})
}

// meetingState says what became of a meeting.
func meetingState(m *oneonone.Meeting) string {
	switch {
	case m.Cancelled != "":
		return "cancelled: " + oneLine(string(m.Cancelled), 0)
	case m.Held:
		return "held"
	}
	return "planned"
}

func newMeetingMoveCmd(a *App) *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:               "move ID|next",
		Short:             "A meeting is on another day",
		Long:              "move gives a planned meeting another day; its agenda goes with it.\n" + dateForms,
		Example:           "  oneonone meeting move next --to thursday\n  oneonone meeting move m4k2 --to 2026-12-01",
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, oneonone.KindMeeting, false),
		RunE:              func(_ *cobra.Command, args []string) error { return runMeetingMove(a, args[0], to) },
	}
	cmd.Flags().StringVar(&to, "to", "", "the new `DATE`")
	return cmd
}

func runMeetingMove(a *App, id, to string) error {
	day, err := a.day("to", to, prose.Future)
	if err != nil {
		return err
	}
	if day.IsZero() {
		return wrong("--to says it", "to which day?")
	}
	planned, err := a.plannedMeeting(id)
	if err != nil {
		return err
	}
	meetings, err := collect[*oneonone.Meeting](a, oneonone.KindMeeting, true)
	if err != nil {
		return err
	}
	for _, m := range meetings {
		if m.ID != planned.ID && m.On == day && m.Cancelled == "" && oneonone.SameName(string(m.With), string(planned.With)) {
			return wrong("`oneonone meeting list` shows it", "there is a 1:1%s on %s already", withWhom(m.With), sayDay(day, a.Today()))
		}
	}
	m, err := change(a, oneonone.KindMeeting, planned.ID, func(m *oneonone.Meeting) error {
		if m.MovedFrom.IsZero() {
			m.MovedFrom = m.On
		}
		m.On, m.At = day, a.momentOn(day)
		return nil
	})
	if err != nil {
		return err
	}
	return a.printRecord(m, func(id string) string {
		return "moved " + id + ": 1:1" + withWhom(m.With) + " on " + sayDay(day, a.Today())
	})
}

// plannedMeeting finds a meeting that is still to be held: by its id, or the
// next one.
func (a *App) plannedMeeting(id string) (*oneonone.Meeting, error) {
	if id != "next" {
		rec, err := a.find(oneonone.KindMeeting, id)
		if err != nil {
			return nil, err
		}
		m := rec.(*oneonone.Meeting)
		if m.Held || m.Cancelled != "" {
			return nil, wrong("`oneonone meeting list` shows those that are planned", "the meeting of %s is %s", sayDay(m.On, a.Today()), strings.TrimSuffix(meetingState(m)[:min(9, len(meetingState(m)))], ":"))
		}
		return m, nil
	}
	meetings, err := collect[*oneonone.Meeting](a, oneonone.KindMeeting, true)
	if err != nil {
		return nil, err
	}
	var next *oneonone.Meeting
	for _, m := range meetings {
		if !m.Held && m.Cancelled == "" && (next == nil || m.On.Before(next.On)) {
			next = m
		}
	}
	if next == nil {
		return nil, wrong("`oneonone prep` plans one", "no meeting is planned")
	}
	return next, nil
}

func newMeetingCancelCmd(a *App) *cobra.Command {
	var why string
	cmd := &cobra.Command{
		Use:               "cancel ID|next",
		Short:             "A meeting does not take place",
		Long:              "cancel keeps that a planned meeting does not take place. It counts for nothing,\nand all that is open goes to the next agenda.",
		Example:           `  oneonone meeting cancel next --why "Priya is ill"`,
		Args:              takes("ID"),
		ValidArgsFunction: completeIDs(a, oneonone.KindMeeting, false),
		RunE: func(_ *cobra.Command, args []string) error {
			planned, err := a.plannedMeeting(args[0])
			if err != nil {
				return err
			}
			m, err := change(a, oneonone.KindMeeting, planned.ID, func(m *oneonone.Meeting) error {
				m.Cancelled = oneonone.Maybe(orElse(clean(why), "no reason given"))
				return nil
			})
			if err != nil {
				return err
			}
			return a.printRecord(m, func(id string) string {
				return "cancelled " + id + ": 1:1" + withWhom(m.With) + " on " + sayDay(m.On, a.Today())
			})
		},
	}
	cmd.Flags().StringVar(&why, "why", "", "the reason (`TEXT`)")
	return cmd
}

func newTopicDropCmd(a *App) *cobra.Command {
	var why string
	cmd := &cobra.Command{
		Use:   "drop N",
		Short: "A topic of the last agenda is not worth carrying on",
		Long: `drop takes topic N of the last agenda off the list, with the reason: the note
that it was made of is settled, and no agenda brings it back. Promises,
feedback, goals and initiatives have commands of their own for that.`,
		Example: `  oneonone meeting drop 3 --why "the other team does it"`,
		Args:    takes("N"),
		RunE:    func(_ *cobra.Command, args []string) error { return runTopicDrop(a, args[0], why) },
	}
	cmd.Flags().StringVar(&why, "why", "", "the reason (`TEXT`)")
	return cmd
}

func runTopicDrop(a *App, number, why string) error {
	if why = clean(why); why == "" {
		return wrong("--why says it", "a topic is dropped with a reason")
	}
	agenda, err := a.newestAgenda("")
	if err != nil {
		return err
	}
	topic, err := topicNumbered(agenda.Draft, number)
	if err != nil {
		return err
	}
	if len(topic.Evidence) == 0 {
		return wrong("", "“%s” rests on nothing that could be dropped", oneLine(topic.Title, 60))
	}
	first, err := a.find("", topic.Evidence[0]) // the first is what the topic was made of
	if _, isNote := first.(*oneonone.Note); errors.Is(err, store.ErrNotFound) || err == nil && !isNote {
		return wrong("action drop, feedback acted, goal done and initiative drop close the others", "“%s” was not made of a note on file", oneLine(topic.Title, 60))
	}
	if err != nil {
		return err
	}
	_, err = change(a, oneonone.KindNote, first.Header().ID, func(n *oneonone.Note) error {
		n.Settled = &oneonone.Step{On: a.Today(), Text: why}
		return nil
	})
	if err != nil {
		return err
	}
	return a.print("dropped: %s — %s", oneLine(topic.Title, 0), why)
}

// topicNumbered gives the topic with the number that the agenda shows.
func topicNumbered(agenda oneonone.Agenda, number string) (oneonone.Topic, error) {
	for i, t := range agenda.Topics {
		if number == t.ID || number == strconv.Itoa(i+1) {
			return t, nil
		}
	}
	return oneonone.Topic{}, wrong("`oneonone show` numbers them", "the last agenda has no topic %s", number)
}
