package brief

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
)

// news gives the lines about what is late, each with the ids that it rests on.
func news(b *Brief) []string {
	var out []string
	for _, n := range b.LateNews(func(oneonone.Promise) bool { return true }) {
		out = append(out, string(n.Kind)+" | "+n.Text+" | "+strings.Join(n.Evidence, " "))
	}
	return out
}

// What is late stands in one line a person, the user's own always; of the other's
// only what was due when. What a later note tells as done is left to be asked
// about, and what is between the user and somebody else stays there.
func TestLateNews(t *testing.T) {
	now := time.Date(2026, 11, 12, 9, 0, 0, 0, time.UTC)
	today := oneonone.DateOf(now)
	promise := func(id, text string, owner, with oneonone.Maybe, due int) *oneonone.Action {
		h := oneonone.Head{ID: id, Kind: oneonone.KindAction, At: now.AddDate(0, 0, -30), Text: text}
		return &oneonone.Action{Head: h, Owner: owner, With: with, Due: today.AddDays(due), Status: oneonone.StatusOpen}
	}
	done := promise("f", "draft the depot survey", oneonone.Me, "", -4)
	undated := promise("g", "read the contract", oneonone.Me, "", 0)
	undated.Due = oneonone.Date{}
	closed := promise("h", "order the scanners", oneonone.Me, "", -9)
	closed.Status, closed.Closed = oneonone.StatusDone, today
	in := Input{
		Now: now, From: today.AddDays(-21), To: today, Meeting: oneonone.Slot{ID: "m", On: today, With: "Marit Hoekstra", Minutes: 30},
		People: []*oneonone.Person{{Head: oneonone.Head{Text: "Marit Hoekstra"}}, {Head: oneonone.Head{Text: "Ruth Adeyemi"}}},
		Actions: []*oneonone.Action{
			promise("a", "runbook for stuck EDI messages.", oneonone.Me, "", -13), promise("b", "send the figures", oneonone.Me, "Marit", -2),
			promise("c", "Marit finds a fourth person for the rota", "Marit", "", -7),
			promise("d", "write the offer", oneonone.Me, "", 5), promise("e", "rename the flags", oneonone.Me, "Ruth Adeyemi", -5),
			done, undated, closed,
			promise("i", "renew the licence", "Ruth Adeyemi", "", -5), promise("j", "book the room", "", "", -5),
		},
		Notes: []*oneonone.Note{{Head: oneonone.Head{ID: "n", At: now.AddDate(0, 0, -2), Text: "Drafted the depot survey, it is out"}}},
	}
	want := []string{
		"late | Late, mine: runbook for stuck EDI messages (30 Oct); send the figures (10 Nov). | a b",
		"late | Due, yours: find a fourth person for the rota (5 Nov). | c",
	}
	b := New(in)
	if diff := cmp.Diff(want, news(b)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	listed := func(id string) bool {
		return slices.ContainsFunc(b.FollowUps(), func(p oneonone.Promise) bool { return p.ActionID == id })
	}
	for id, want := range map[string]bool{"a": true, "c": true, "d": true, "e": false, "f": true, "g": true, "h": false} {
		if listed(id) != want {
			t.Errorf("%s is open between the two: %v", id, listed(id))
		}
	}
	in.Meeting.With = ""
	if got := news(New(in)); len(got) != 1 || !strings.HasPrefix(got[0], "late | Late, mine: ") {
		t.Errorf("with nobody named: %q", got)
	}
	in.Actions = nil
	if got := news(New(in)); got != nil {
		t.Errorf("of nothing: %q", got)
	}
}

func TestCountPromises(t *testing.T) {
	made := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	day := oneonone.DateOf(made)
	promise := func(owner oneonone.Maybe, status oneonone.Status, due, closed int) *oneonone.Action {
		return &oneonone.Action{Head: oneonone.Head{At: made}, Owner: owner, Status: status, Due: day.AddDays(due), Closed: day.AddDays(closed)}
	}
	undated := promise(oneonone.Me, oneonone.StatusDone, 0, 9)
	undated.Due = oneonone.Date{}
	actions := []*oneonone.Action{
		promise(oneonone.Me, oneonone.StatusDone, 5, 5), undated,
		promise(oneonone.Me, oneonone.StatusDone, 5, 6), promise(oneonone.Me, oneonone.StatusDropped, 5, 6),
		promise(oneonone.Me, oneonone.StatusOpen, 5, 0), promise("Sam", oneonone.StatusOpen, 5, 0),
	}
	if got, want := CountPromises(actions, day, day), (oneonone.Promises{Made: 5, Kept: 2, Late: 1, Open: 1}); got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
	if got := CountPromises(actions, day.AddDays(1), day.AddDays(9)); got.Made != 0 {
		t.Errorf("counted %+v outside of the period", got)
	}
}
