package brief

import (
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// CountPromises counts the user's own action items made in the period: kept by
// their date (or without one), kept late, still open. Dropped ones count as
// made and as nothing else.
func CountPromises(actions []*oneonone.Action, from, to oneonone.Date) oneonone.Promises {
	var n oneonone.Promises
	for _, a := range actions {
		made := a.On()
		if a.Owner != oneonone.Me || made.Before(from) || made.After(to) {
			continue
		}
		n.Made++
		switch {
		case a.Open():
			n.Open++
		case a.Status != oneonone.StatusDone:
		case a.Due.IsZero() || !a.Closed.After(a.Due):
			n.Kept++
		default:
			n.Late++
		}
	}
	return n
}

// SamePromise tells whether an action item said in a meeting is one that is on
// file already: the same owner, and most of the words of the shorter one. When
// the notes say that it is on the list already, a little less will do.
func SamePromise(said oneonone.ActionSaid, onFile *oneonone.Action) bool {
	if said.Owner != onFile.Owner {
		return false
	}
	x, y := uniq(prose.Content(said.Text)), uniq(prose.Content(onFile.Text))
	shared := 0
	for _, stem := range x {
		if _, found := slices.BinarySearch(y, stem); found {
			shared++
		}
	}
	shorter := min(len(x), len(y))
	if prose.Read(said.Text).Says("on my list", "on the list", "already on", "as before", "still open", "carried over", "as agreed") {
		return shared >= 1 && shared*2 >= shorter
	}
	return shared >= 2 && shared*2 > shorter
}

// withoutTwins leaves out the promises that were cut out of the raw notes of a meeting
// though the user put them down by hand about that day: the user's own words count.
func withoutTwins(actions []*oneonone.Action) []*oneonone.Action {
	typed := slices.DeleteFunc(slices.Clone(actions), func(a *oneonone.Action) bool { return a.Meeting != "" })
	return slices.DeleteFunc(actions, func(a *oneonone.Action) bool {
		return a.Meeting != "" && slices.ContainsFunc(typed, func(own *oneonone.Action) bool {
			days := own.On().DaysSince(a.On())
			return days >= -1 && days <= 1 && SamePromise(oneonone.ActionSaid{Text: a.Text, Owner: a.Owner}, own)
		})
	})
}

// FollowUps lists the promises that the meeting can move, each once: those that
// are not between the user and somebody else. What gives orders to a program is
// left out.
func (b *Brief) FollowUps() []oneonone.Promise {
	var out []oneonone.Promise
	for _, a := range b.Promises {
		if it := b.Item(a.ID); it != nil && (it.Hostile || it.Elsewhere) {
			continue
		}
		done := oneonone.Maybe("")
		if it := b.DoneBy(a.Action); it != nil {
			done = oneonone.Maybe(it.ID)
		}
		out = append(out, oneonone.Promise{MaybeDone: done, ActionID: a.ID, Text: secret.Mask(oneonone.Spoken(a.Text)), Owner: a.Owner,
			Due: a.Due, Overdue: a.Overdue, AgeDays: a.AgeDays})
	}
	return out
}

// LateNews tells what is late between the two, one line a person: the user's own
// always, of the other's what was due when, for no record may say what came of
// it. What a later note tells as done is left to be asked about. Only those that
// which tells are named.
func (b *Brief) LateNews(which func(oneonone.Promise) bool) []oneonone.News {
	var out []oneonone.News
	for _, side := range []struct {
		lead string
		mine bool
	}{{"Late, mine: ", true}, {"Due, yours: ", false}} {
		var items, ids []string
		for _, p := range b.FollowUps() {
			yours := p.Owner != "" && oneonone.SameName(string(p.Owner), string(b.Meeting.With))
			if !p.Overdue || p.MaybeDone != "" || side.mine != (p.Owner == oneonone.Me) || !side.mine && !yours || !which(p) {
				continue
			}
			text := strings.TrimRight(oneonone.AfterOwner(p.Owner, p.Text), ". ")
			items, ids = append(items, text+" ("+p.Due.Short(b.Meeting.On)+")"), append(ids, p.ActionID)
		}
		if len(items) > 0 {
			out = append(out, oneonone.News{Kind: oneonone.LateNews,
				Line: oneonone.Line{Text: side.lead + strings.Join(items, "; ") + ".", Evidence: ids}})
		}
	}
	return out
}
