package cli

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

// ledger makes the records that a recap adds: the meeting as held, its action
// items, decisions and feedback. What an earlier recap of the same notes put
// on file stays as it is by now, and stays away if it was removed. An action item that is on file already is not
// doubled: the recap names the one on file, which takes the new date if one
// was said.
func (a *App) ledger(ctx context.Context, m *meet, n brief.Notes, recap *oneonone.Recap) ([]oneonone.Record, error) {
	meeting := m.record(a)
	meeting.Career = careerTalked(n, *recap)
	page := ledgerPage{entries: []oneonone.Record{meeting}}
	var told []*oneonone.Action
	err := a.view(func(r *store.Reader) error {
		known, err := a.promisesAt(r, m.On)
		if err != nil {
			return err
		}
		told = toldDone(m, known, recap)
		var fresh []oneonone.Record
		for i := range recap.ActionItems {
			said := &recap.ActionItems[i]
			if old := onFile(*said, known); old != nil {
				page.entries = append(page.entries, a.renewed(said, old)...)
				continue
			}
			fresh = append(fresh, a.promiseSaid(m, *said))
		}
		begun, moved, err := a.initiativesSaidNo(r, m, n, recap)
		if err != nil {
			return err
		}
		page.entries = append(page.entries, moved...)
		return page.add(r, append(append(fresh, begun...), a.otherRecords(m, recap)...))
	})
	if err != nil {
		return nil, err
	}
	closed, err := a.closeTold(ctx, m, told)
	return append(page.entries, closed...), err
}

// toldDone finds the promises on file, older than the meeting, that the recap
// tells as done and does not make again.
func toldDone(m *meet, known []*oneonone.Action, recap *oneonone.Recap) []*oneonone.Action {
	var told []*oneonone.Action
	for _, act := range known {
		again := slices.ContainsFunc(recap.ActionItems, func(s oneonone.ActionSaid) bool { return s.ID == act.ID || brief.SamePromise(s, act) })
		if !act.Open() || !act.On().Before(m.On) || again {
			continue
		}
		if slices.ContainsFunc(recap.KeyPoints, func(p oneonone.Said) bool { return brief.ToldDone(p.Text, act) }) {
			told = append(told, act)
		}
	}
	return told
}

// closeTold asks about each promise that was told as done, and closes it on a
// yes. Where nobody can be asked it says how.
func (a *App) closeTold(ctx context.Context, m *meet, told []*oneonone.Action) ([]oneonone.Record, error) {
	var closed []oneonone.Record
	for _, act := range told {
		what := ownerPrefix(act.Owner) + oneLine(oneonone.AfterOwner(act.Owner, act.Text), 70)
		if !a.opts.yes && (a.opts.json || !a.Screen().Interactive()) {
			a.Screen().Say("told as done: %s\n  close it with `oneonone action done %s --on %s`", what, a.shorten(act.ID), m.On)
			continue
		}
		yes, err := a.Screen().Confirm(ctx, "told as done: "+what+"; close it?")
		if errors.Is(err, term.ErrNoAnswer) && ctx.Err() == nil {
			break // Ctrl-D leaves the rest open
		}
		if err != nil {
			return closed, err
		}
		if !yes {
			continue
		}
		next := *act
		next.Status, next.Closed, next.Changed = oneonone.StatusDone, m.On, a.now
		closed = append(closed, &next)
		a.Screen().Say("done: %s (`oneonone action edit %s --reopen` takes it back)", what, a.shorten(act.ID))
	}
	return closed, nil
}

// ledgerPage is what goes on file with a recap.
type ledgerPage struct{ entries []oneonone.Record }

// add takes the records that are not on file and were not removed.
func (p *ledgerPage) add(r *store.Reader, records []oneonone.Record) error {
	removed := map[string]bool{}
	for rec, err := range r.Removed() {
		if err != nil {
			return err
		}
		removed[rec.Header().ID] = true
	}
	for _, rec := range records {
		id := rec.Header().ID
		_, err := r.Get(id)
		if errors.Is(err, store.ErrNotFound) && !removed[id] {
			p.entries = append(p.entries, rec)
		} else if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	return nil
}

// promisesAt gives the action items that were on file and not closed on a day.
func (a *App) promisesAt(r *store.Reader, day oneonone.Date) ([]*oneonone.Action, error) {
	var known []*oneonone.Action
	for _, seq := range []store.Records{r.Open(oneonone.KindAction), r.Window(oneonone.KindAction, a.startOf(day.AddDays(-contextDays)), time.Time{})} {
		actions, err := store.Collect[*oneonone.Action](seq)
		if err != nil {
			return nil, err
		}
		for _, act := range actions {
			seen := slices.ContainsFunc(known, func(k *oneonone.Action) bool { return k.ID == act.ID })
			if !seen && !act.On().After(day) && (act.Open() || !act.Closed.Before(day)) {
				known = append(known, act)
			}
		}
	}
	return known, nil
}

func onFile(said oneonone.ActionSaid, known []*oneonone.Action) *oneonone.Action {
	for _, act := range known {
		if act.ID != said.ID && brief.SamePromise(said, act) {
			return act
		}
	}
	return nil
}

// renewed lets a promise on file take the date that was said about it.
func (a *App) renewed(said *oneonone.ActionSaid, old *oneonone.Action) []oneonone.Record {
	said.ID = old.ID
	if said.Due.IsZero() || said.Due == old.Due || !old.Open() {
		return nil
	}
	act := *old
	act.Due, act.Changed = said.Due, a.now
	return []oneonone.Record{&act}
}

// initiativesSaidNo keeps the life of what was turned down in the meeting: an
// initiative on file is taken a step on, a proposal of the agenda that was none
// yet becomes one. A recap that is made again finds the step taken.
func (a *App) initiativesSaidNo(r *store.Reader, m *meet, n brief.Notes, recap *oneonone.Recap) (begun, moved []oneonone.Record, err error) {
	for _, o := range recap.Topics {
		i := slices.IndexFunc(n.Topics, func(t oneonone.Topic) bool { return t.ID == o.TopicID })
		if i < 0 {
			continue
		}
		topic := n.Topics[i]
		if o.Outcome == oneonone.Discussed {
			agreed, err := a.initiativeSaidYes(r, m, n, topic)
			if err != nil {
				return nil, nil, err
			}
			moved = append(moved, agreed...)
		}
		if o.Outcome != oneonone.Declined {
			continue
		}
		said := saidNo(topic, recap.Decisions, n.Raw)
		old, err := initiativeOf(r, topic)
		switch {
		case err != nil:
			return nil, nil, err
		case old == nil && topic.Smart != nil && topic.Smart.Specific != "":
			begun = append(begun, a.beginRefused(m, topic, said))
		case old != nil && len(old.Turns) > 0 && old.Turns[len(old.Turns)-1].On == m.On && len(old.Refusals()) > 0:
		case old != nil:
			next := *old
			if next.Move(oneonone.TurnedDown, m.On, said) == nil {
				next.Changed = a.now
				moved = append(moved, &next)
				a.Screen().Say("%s now: %s (`oneonone initiative list`)", next.Standing.Said(), oneLine(next.Text, 60))
			}
		}
	}
	return begun, moved, nil
}

// initiativeSaidYes takes an initiative to its yes when a line of the notes
// about it says so.
func (a *App) initiativeSaidYes(r *store.Reader, m *meet, n brief.Notes, t oneonone.Topic) ([]oneonone.Record, error) {
	i, err := initiativeOf(r, t)
	if err != nil || i == nil || i.Standing == oneonone.Agreed {
		return nil, err
	}
	for line := range strings.Lines(n.Raw) {
		h := prose.Hear(strings.Trim(line, " \t\n-*•"))
		yes := h.Says("yes", "go ahead", "agreed", "approved", "is fine with it", "ok to start", "okay to start", "may start", "said yes", "says yes")
		if !yes || h.Declines() || h.Supposes() || h.Asks() || h.Says("not", "nothing", "if") || !prose.SharesWords(line, i.Text) {
			continue
		}
		next := *i
		if next.Move(oneonone.Agreed, m.On, oneLine(strings.Trim(line, " \t\n-*•"), 0)) == nil {
			next.Changed = a.now
			a.Screen().Say("agreed: %s (`oneonone initiative list --all`)", oneLine(next.Text, 60))
			return []oneonone.Record{&next}, nil
		}
	}
	return nil, nil
}

// initiativeOf gives the initiative that a topic was made of, nil when it was
// none.
func initiativeOf(r *store.Reader, t oneonone.Topic) (*oneonone.Initiative, error) {
	for _, id := range t.Evidence {
		rec, err := r.Get(id)
		if errors.Is(err, store.ErrNotFound) {
			continue // a commit, or a figure
		}
		if err != nil {
			return nil, err
		}
		if i, ok := rec.(*oneonone.Initiative); ok {
			return i, nil
		}
	}
	return nil, nil
}

// beginRefused makes an initiative of a proposal that was turned down.
func (a *App) beginRefused(m *meet, t oneonone.Topic, said string) *oneonone.Initiative {
	head := a.newHead(oneonone.KindInitiative, t.Smart.Specific, a.momentOn(m.On), false)
	head.ID = oneonone.DeriveID("initiative", m.ID, t.ID)
	return &oneonone.Initiative{
		Head: head, Standing: oneonone.TurnedDown, With: m.With,
		Turns: []oneonone.Turn{{On: m.On, To: oneonone.Proposed, Text: t.Smart.Specific}, {On: m.On, To: oneonone.TurnedDown, Text: said}},
	}
}

// saidNo gives the decision that says no to a topic, or the line of the notes
// that does; "" when none is clearly about it.
func saidNo(t oneonone.Topic, decisions []oneonone.DecisionSaid, raw string) string {
	for _, d := range decisions {
		if d.Declined && prose.SharesWords(d.Text, t.Title+" "+t.Ask) {
			return d.Text
		}
	}
	for line := range strings.Lines(raw) {
		h := prose.Hear(strings.Trim(line, " \t\n-*•"))
		if (h.Declines() || h.Says("no", "said no", "says no")) && prose.SharesWords(line, t.Title) {
			return oneLine(strings.Trim(line, " \t\n-*•"), 0)
		}
	}
	return ""
}

func (a *App) promiseSaid(m *meet, s oneonone.ActionSaid) *oneonone.Action {
	head := a.newHead(oneonone.KindAction, s.Text, a.momentOn(m.On), false)
	head.ID = s.ID
	return &oneonone.Action{Head: head, Owner: s.Owner, Due: s.Due, Status: oneonone.StatusOpen, With: m.With, Meeting: oneonone.Maybe(m.ID)}
}

// otherRecords makes the decisions and the feedback about the user's work.
// What the user told the other person is in the recap alone.
func (a *App) otherRecords(m *meet, recap *oneonone.Recap) []oneonone.Record {
	var out []oneonone.Record
	head := func(kind oneonone.Kind, text string) oneonone.Head {
		h := a.newHead(kind, text, a.momentOn(m.On), false)
		h.ID = oneonone.DeriveID(string(kind), m.ID, text)
		return h
	}
	for _, s := range recap.Decisions {
		out = append(out, &oneonone.Decision{Head: head(oneonone.KindDecision, s.Text), Declined: s.Declined, With: m.With, Meeting: oneonone.Maybe(m.ID)})
	}
	for _, s := range recap.Feedback {
		if s.From != oneonone.Me {
			out = append(out, &oneonone.Feedback{Head: head(oneonone.KindFeedback, s.Text), From: s.From, About: s.About, Meeting: oneonone.Maybe(m.ID)})
		}
	}
	return out
}
