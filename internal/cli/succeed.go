package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

func newPersonSucceedCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "succeed OLD NEW",
		Short: "Somebody took another's place: a new manager",
		Long: `succeed says that NEW took the place of OLD. NEW gets the role of OLD, and the
rhythm and the minutes unless there are own ones; who is not on file yet is put
there. OLD stays on file as a stakeholder without a fixed rhythm.

What is open between OLD and you goes over as far as you say so, and keeps its
day: promises, feedback that you did not act on, proposals that OLD decides on,
topics that were not reached, the meetings that count until career is due. A
promise of OLD's own becomes NEW's. Goals stay with you, and what OLD turned
down stays a matter of OLD's. On a terminal each of these is asked about; --yes
lets all go over. Where nobody can be asked, it is listed, and nothing changes
without --yes. The command can be run again for what you left with OLD.`,
		Example: `  oneonone person succeed priya "Dana Ruiz"
  oneonone person succeed priya dana --yes`,
		Args: takes("OLD", "NEW..."),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runSucceed(cmd.Context(), a, args[0], personName(args[1:]))
		},
		ValidArgsFunction: completeIDs(a, oneonone.KindPerson, true),
	}
	cmd.Flags().BoolVar(&a.opts.yes, "yes", false, "let all of it go over")
	return cmd
}

func runSucceed(ctx context.Context, a *App, old, name string) error {
	from, to, err := a.placeOf(old, name)
	if err != nil {
		return err
	}
	h := &handover{from: from, to: to}
	if err := h.read(a); err != nil {
		return err
	}
	if !a.opts.yes && !a.Screen().Interactive() {
		err := wrong("--yes lets all of this go over; on a terminal you are asked about each",
			"nothing was changed: nobody is here to say what goes over from %s to %s", from.Text, to.Text)
		return errors.Join(h.show(a, h.everything()), err)
	}
	pieces, err := h.choose(ctx, a)
	if err != nil {
		return err
	}
	records := h.goOver(a, pieces)
	if err := a.putAll(records); err != nil {
		return err
	}
	if a.opts.json {
		return a.printJSON(records)
	}
	if err := h.show(a, pieces); err != nil {
		return err
	}
	h.tellRest(a)
	return nil
}

// placeOf finds whose place is taken, and by whom. Who is not on file yet is
// put there later, unless the name is most likely a slip.
func (a *App) placeOf(old, name string) (from, to *oneonone.Person, err error) {
	rec, err := a.find(oneonone.KindPerson, old)
	if err != nil {
		return nil, nil, err
	}
	from = rec.(*oneonone.Person)
	cfg, err := a.Config()
	if err != nil {
		return nil, nil, err
	}
	people, err := a.peopleOnFile()
	if err != nil {
		return nil, nil, err
	}
	found := named(name, people)
	switch {
	case name == "":
		return nil, nil, wrong(`for example: oneonone person succeed priya "Dana Ruiz"`, "who took the place needs a name")
	case isMe(name, cfg):
		return nil, nil, wrong("", "you can't take the place of %s in your own 1:1s", from.Text)
	case len(found) > 1:
		return nil, nil, nobodyCalled(name, people)
	case len(found) == 1 && found[0].ID == from.ID:
		return nil, nil, wrong("a full name tells two people apart", "%s can't take their own place", from.Text)
	case len(found) == 1:
		return from, found[0], nil
	}
	if near := nearestPerson(name, people); near != "" {
		hint := fmt.Sprintf("did you mean %s? `oneonone person add %q` puts somebody else on file first", near, name)
		return nil, nil, wrong(hint, "nobody on file is called %q", name)
	}
	return from, &oneonone.Person{Head: a.newHead(oneonone.KindPerson, name, a.now, false)}, nil
}

// handover is what goes over from one person to another.
type handover struct {
	from, to *oneonone.Person
	bundles  []bundle
	// goals counts those that stay, refused the proposals that do; planned is a
	// meeting with the old one that is still to come.
	goals, refused int
	planned        *oneonone.Meeting
}

// bundle is what is asked about at once.
type bundle struct {
	title  string
	pieces []piece
}

// piece is one thing that may go over. give does it, and gives the record that
// changes by it: nil where it is kept with the person.
type piece struct {
	bundle, line string
	give         func() oneonone.Record
}

func (h *handover) add(title, line string, give func() oneonone.Record) {
	if n := len(h.bundles); n == 0 || h.bundles[n-1].title != title {
		h.bundles = append(h.bundles, bundle{title: title})
	}
	b := &h.bundles[len(h.bundles)-1]
	b.pieces = append(b.pieces, piece{title, line, give})
}

func (h *handover) everything() []piece {
	var all []piece
	for _, b := range h.bundles {
		all = append(all, b.pieces...)
	}
	return all
}

// read finds what there is between the old one and the user, and makes the new
// one the successor.
func (h *handover) read(a *App) error {
	name := h.from.Text
	return a.view(func(r *store.Reader) error {
		meetings, err := store.Collect[*oneonone.Meeting](r.All(oneonone.KindMeeting))
		if err != nil {
			return err
		}
		meetings = slices.DeleteFunc(meetings, func(m *oneonone.Meeting) bool { return !oneonone.SameName(string(m.With), name) })
		h.takePlace(a.Today())
		if err := h.promises(a, r, meetings); err != nil {
			return err
		}
		if err := h.feedback(a, r, meetings); err != nil {
			return err
		}
		if err := h.proposals(r); err != nil {
			return err
		}
		goals, err := store.Collect[*oneonone.Goal](r.Open(oneonone.KindGoal))
		if err != nil {
			return err
		}
		h.goals = len(goals)
		return h.meetings(a, r, meetings)
	})
}

// takePlace gives the new one the role and the rhythm, once.
func (h *handover) takePlace(today oneonone.Date) {
	if f := h.to.Follows; f != nil && string(f.Of) == h.from.Text {
		again := *f
		h.to.Follows = &again
		return
	}
	h.to.Role = h.from.Role
	if h.to.EveryDays == 0 {
		h.to.EveryDays = h.from.EveryDays
	}
	if h.to.Minutes == 0 {
		h.to.Minutes = h.from.Minutes
	}
	h.to.Follows = &oneonone.Succession{Of: oneonone.Maybe(h.from.Text), On: today}
	h.from.Role, h.from.EveryDays, h.from.Minutes = oneonone.Stakeholder, 0, 0
}

func (h *handover) isOld(name oneonone.Maybe) bool {
	return oneonone.SameName(string(name), h.from.Text)
}

func (h *handover) promises(a *App, r *store.Reader, meetings []*oneonone.Meeting) error {
	open, err := store.Collect[*oneonone.Action](r.Open(oneonone.KindAction))
	if err != nil {
		return err
	}
	to := oneonone.Maybe(h.to.Text)
	shared := fmt.Sprintf("promises between %s and you", h.from.Text)
	own := fmt.Sprintf("%s's own promises, to become %s's", h.from.Text, h.to.Text)
	for _, p := range open {
		if !h.isOld(p.Owner) && (h.isOld(p.With) || p.With == "" && isOneOf(p.Meeting, meetings)) {
			h.add(shared, h.line(a, r, p), func() oneonone.Record { p.With = to; return p })
		}
	}
	for _, p := range open {
		if h.isOld(p.Owner) {
			h.add(own, h.line(a, r, p), func() oneonone.Record {
				p.Owner = to
				set(&p.With, to, h.isOld(p.With))
				return p
			})
		}
	}
	return nil
}

func isOneOf(id oneonone.Maybe, meetings []*oneonone.Meeting) bool {
	return slices.ContainsFunc(meetings, func(m *oneonone.Meeting) bool { return m.ID == string(id) })
}

func (h *handover) feedback(a *App, r *store.Reader, meetings []*oneonone.Meeting) error {
	open, err := store.Collect[*oneonone.Feedback](r.Open(oneonone.KindFeedback))
	for _, f := range open {
		theirs := f.With == "" && (h.isOld(f.From) || isOneOf(f.Meeting, meetings)) || h.isOld(f.With)
		if theirs && !brief.Praises(f.Text) {
			h.add("feedback that you did not act on", h.line(a, r, f), func() oneonone.Record { f.With = oneonone.Maybe(h.to.Text); return f })
		}
	}
	return err
}

// proposals go over as long as nobody said no to them: a no is that of who
// said it.
func (h *handover) proposals(r *store.Reader) error {
	open, err := store.Collect[*oneonone.Initiative](r.Open(oneonone.KindInitiative))
	for _, i := range open {
		switch {
		case !h.isOld(i.With):
		case len(i.Refusals()) > 0:
			h.refused++
		default:
			h.add(fmt.Sprintf("proposals that %s decides on", h.from.Text), r.Shorten(i.ID)+"  "+oneLine(i.Text, 0), func() oneonone.Record {
				h.decides(i.ID)
				i.With = oneonone.Maybe(h.to.Text)
				return i
			})
		}
	}
	return err
}

// decides gives the new one the old one's say on an initiative.
func (h *handover) decides(initiative string) {
	at := func(p *oneonone.Person) int {
		return slices.IndexFunc(p.Stances, func(s oneonone.Stance) bool { return s.Initiative == initiative })
	}
	i := at(h.from)
	if i < 0 || h.from.Stances[i].Part != oneonone.Decides {
		return
	}
	h.from.Stances[i].Part = ""
	j := at(h.to)
	if j < 0 {
		j, h.to.Stances = len(h.to.Stances), append(h.to.Stances, oneonone.Stance{Initiative: initiative})
	}
	h.to.Stances[j].Part = oneonone.Decides
}

// meetings finds what the meetings with the old one left: topics that were not
// reached, how many count until career is due, and one that is still planned.
func (h *handover) meetings(a *App, r *store.Reader, meetings []*oneonone.Meeting) error {
	place := h.to.Follows
	var held []*oneonone.Meeting
	for _, m := range meetings {
		switch {
		case m.Held:
			held = append(held, m)
		case m.Open() && !m.On.Before(a.Today()):
			h.planned = m
		}
	}
	if len(held) == 0 {
		return nil
	}
	slices.SortStableFunc(held, func(x, y *oneonone.Meeting) int { return x.On.Compare(y.On) })
	agendas, err := latestOf[*oneonone.Kept[oneonone.Agenda]](r, oneonone.KindAgenda, 20)
	if err != nil {
		return err
	}
	recaps, err := latestOf[*oneonone.Kept[oneonone.Recap]](r, oneonone.KindRecap, 20)
	if err != nil {
		return err
	}
	for _, t := range notReached(outcomeOf(held[len(held)-1], agendas, recaps)) {
		if !slices.Contains(place.Topics, t.ID) {
			h.add("topics that were not reached", oneLine(t.Title, 0), func() oneonone.Record {
				place.Topics = append(place.Topics, t.ID)
				return nil
			})
		}
	}
	if n := brief.CareerDue(held, false).MeetingsSince; n > 0 && !place.Career {
		h.add("the count until career is due", count(n, "meeting")+" held since it was talked about", func() oneonone.Record {
			place.Career = true
			return nil
		})
	}
	return nil
}

// notReached gives the topics that somebody else may be asked about as they
// are: not those that answer what the old one said.
func notReached(last *brief.LastAgenda) []oneonone.Topic {
	var out []oneonone.Topic
	for _, t := range last.Topics {
		waits := func(o oneonone.TopicOutcome) bool { return o.TopicID == t.ID && o.Outcome == oneonone.CarriedOver }
		if slices.ContainsFunc(last.Outcomes, waits) && t.Area != oneonone.FollowUp && t.Area != oneonone.FeedbackArea && t.ReframedFrom == "" {
			out = append(out, t)
		}
	}
	return out
}

// line gives a record as it stands now: what it becomes is not in it.
func (h *handover) line(a *App, r *store.Reader, rec oneonone.Record) string {
	return r.Shorten(rec.Header().ID) + "  " + strings.TrimPrefix(summary(rec, a.Today()), box(oneonone.StatusOpen))
}

// choose asks about each bundle; Ctrl-D leaves the rest with the old one.
func (h *handover) choose(ctx context.Context, a *App) ([]piece, error) {
	if a.opts.yes {
		return h.everything(), nil
	}
	var chosen []piece
	for _, b := range h.bundles {
		a.Screen().Say("%s:", b.title)
		for i, p := range b.pieces {
			a.Screen().Say("  %d  %s", i+1, p.line)
		}
		some, err := h.pick(ctx, a, b)
		if errors.Is(err, term.ErrNoAnswer) && ctx.Err() == nil {
			break
		}
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, some...)
	}
	return chosen, nil
}

func (h *handover) pick(ctx context.Context, a *App, b bundle) ([]piece, error) {
	question := fmt.Sprintf("over to %s? [y/N]", h.to.Text)
	if len(b.pieces) > 1 {
		question = fmt.Sprintf("over to %s? [y/N, or some: 1 2]", h.to.Text)
	}
	for {
		answer, err := a.Screen().Ask(ctx, question, "")
		if err != nil {
			return nil, err
		}
		if some, ok := picked(answer, b.pieces); ok {
			return some, nil
		}
		a.Screen().Warn("answer y, n, or the numbers of those that go over")
	}
}

// picked reads an answer: yes, no, or numbers.
func picked(answer string, pieces []piece) (some []piece, ok bool) {
	switch strings.ToLower(answer) {
	case "y", "yes":
		return pieces, true
	case "", "n", "no":
		return nil, true
	}
	for _, word := range strings.FieldsFunc(answer, func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || n > len(pieces) {
			return nil, false
		}
		some = append(some, pieces[n-1])
	}
	return some, true
}

// goOver does it, and gives all records that change.
func (h *handover) goOver(a *App, pieces []piece) []oneonone.Record {
	records := []oneonone.Record{h.from, h.to}
	for _, p := range pieces {
		if rec := p.give(); rec != nil {
			records = append(records, rec)
		}
	}
	for _, rec := range records {
		rec.Header().Changed = a.now
	}
	return records
}

// show lists what goes over.
func (h *handover) show(a *App, pieces []piece) error {
	if a.opts.json {
		return a.printJSON(h.goOver(a, pieces))
	}
	lines := []string{fmt.Sprintf("%s takes the place of %s: %s, %s", h.to.Text, h.from.Text, h.to.Role, sayRhythm(h.to))}
	for i, p := range pieces {
		if i == 0 || pieces[i-1].bundle != p.bundle {
			lines = append(lines, "  "+p.bundle)
		}
		lines = append(lines, "    "+p.line)
	}
	return a.print("%s", strings.Join(lines, "\n"))
}

// tellRest says what stays, and what still names the old one.
func (h *handover) tellRest(a *App) {
	say, old := a.Screen().Say, h.from.Text
	if h.goals > 0 {
		say("goals stay with you: %d open", h.goals)
	}
	if h.refused > 0 {
		say("what %s turned down stays there; `oneonone prep --about TEXT` brings it up with %s", old, h.to.Text)
	}
	if m := h.planned; m != nil {
		day, id := sayDay(m.On, a.Today()), a.shorten(m.ID)
		say("a 1:1 with %s is still planned for %s; `oneonone meeting cancel %s` if it does not take place", old, day, id)
	}
	if cfg, err := a.Config(); err == nil && oneonone.SameName(cfg.Meeting.With, old) {
		say("the config names %s as whom you meet; `oneonone config set meeting.with %q` changes that", cfg.Meeting.With, h.to.Text)
	}
}
