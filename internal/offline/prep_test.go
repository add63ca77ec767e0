package offline

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

type failer interface {
	Helper()
	Fatal(...any)
}

func prep(t failer, in brief.Input) oneonone.Agenda {
	t.Helper()
	a, err := Drafter{}.Prep(context.Background(), brief.New(in))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func encode(t failer, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestPrepMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := prep(t, drawWorld(t).Input)
		total := 0
		for _, topic := range a.Topics {
			total += topic.Minutes
			if topic.Minutes < 2 {
				t.Errorf("%q gets %d minutes", topic.Title, topic.Minutes)
			}
		}
		if total > a.Meeting.Minutes {
			t.Errorf("%d minutes of topics in a meeting of %d", total, a.Meeting.Minutes)
		}
	})
}

func TestPrepOfNothing(t *testing.T) {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	old := &oneonone.Note{Head: oneonone.Head{ID: "n1", At: now.AddDate(0, 0, -4), Text: "Blocked on access to the billing export."}}
	promise := &oneonone.Action{Head: oneonone.Head{ID: "a1", At: now.AddDate(0, 0, -9), Text: "Write the plan"}, Owner: oneonone.Me, Status: oneonone.StatusOpen, Due: oneonone.DateOf(now).AddDays(-2)}
	tests := map[string]brief.Input{
		"nothing at all":  {},
		"no records":      {Now: now, Meeting: oneonone.Slot{ID: "m", On: oneonone.DateOf(now), With: other, Minutes: 30}},
		"no minutes":      {Now: now, Notes: []*oneonone.Note{old}},
		"empty records":   {Now: now, Notes: []*oneonone.Note{{}}, Actions: []*oneonone.Action{{}}, Goals: []*oneonone.Goal{{}}, Feedback: []*oneonone.Feedback{{}}, Decisions: []*oneonone.Decision{{}}, People: []*oneonone.Person{{}}, Held: []*oneonone.Meeting{{}}, Meeting: oneonone.Slot{Minutes: 30}},
		"empty histories": {Now: now, Histories: []oneonone.History{{}, {Commits: []oneonone.Commit{{Mine: true}}}}, Meeting: oneonone.Slot{Minutes: 30}},
		"unknown last":    {Now: now, Last: &brief.LastAgenda{Outcomes: []oneonone.TopicOutcome{{TopicID: "gone", Outcome: oneonone.CarriedOver}}}},
	}
	for name, in := range tests {
		t.Run(name, func(t *testing.T) {
			a := prep(t, in)
			if len(a.Topics) > 0 && in.Meeting.Minutes == 0 {
				t.Errorf("%d topics in no time", len(a.Topics))
			}
			oneonone.AgendaMarkdown(a)
			if _, err := (Drafter{}).Reflect(t.Context(), brief.New(in)); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("no day of the meeting is today", func(t *testing.T) {
		a := prep(t, brief.Input{Now: now, From: oneonone.DateOf(now).AddDays(-7), To: oneonone.DateOf(now), Notes: []*oneonone.Note{old}, Actions: []*oneonone.Action{promise}, Meeting: oneonone.Slot{Minutes: 30}})
		want := []oneonone.Promise{{ActionID: "a1", Text: "Write the plan", Owner: oneonone.Me, Due: promise.Due, Overdue: true, AgeDays: 9}}
		if diff := cmp.Diff(want, []oneonone.Promise(a.FollowUps)); diff != "" {
			t.Errorf("follow-ups (-want +got):\n%s", diff)
		}
		if !slices.ContainsFunc(a.Topics, func(t oneonone.Topic) bool { return len(t.Say) > 0 && strings.Contains(t.Say[0].Text, "(16 Nov)") }) {
			t.Errorf("no topic tells since when it is blocked: %s", encode(t, a.Topics))
		}
	})
}

func TestPrepEvidence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := prep(t, drawWorld(t).Input)
		known, cited, topics := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, e := range a.Evidence {
			if known[e.ID] {
				t.Errorf("evidence %s twice", e.ID)
			}
			known[e.ID] = true
		}
		for _, topic := range a.Topics {
			if topics[topic.ID] {
				t.Errorf("two topics have the id %s: %s", topic.ID, encode(t, a.Topics))
			}
			topics[topic.ID] = true
			if len(topic.Evidence) == 0 {
				t.Errorf("%q cites nothing", topic.Title)
			}
			for _, l := range topic.Say {
				if len(l.Evidence) == 0 || l.Unsure {
					t.Errorf("%q: %q cites nothing, or is not sure", topic.Title, l.Text)
				}
				for _, id := range l.Evidence {
					if !slices.Contains(topic.Evidence, id) {
						t.Errorf("%q does not cite %s, what it says does", topic.Title, id)
					}
				}
			}
			for _, id := range topic.Evidence {
				cited[id] = true
			}
		}
		for _, l := range aside(a) {
			if len(l.Evidence) == 0 || l.Unsure {
				t.Errorf("%q cites nothing, or is not sure", l.Text)
			}
			for _, id := range l.Evidence {
				cited[id] = true
			}
		}
		for _, f := range a.FollowUps {
			cited[f.ActionID] = true
			if f.MaybeDone != "" {
				cited[string(f.MaybeDone)] = true
			}
		}
		if diff := cmp.Diff(cited, known); diff != "" {
			t.Errorf("evidence (-cited +listed):\n%s", diff)
		}
	})
}

// aside gives what a page says beside its topics.
func aside(a oneonone.Agenda) []oneonone.Line {
	var out []oneonone.Line
	for _, n := range a.Since {
		out = append(out, n.Line)
	}
	return append(out, a.IfTime...)
}

func TestPrepKeepsPrivate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.Last = &brief.LastAgenda{}
		checkBarred(t, w, encode(t, prep(t, w.Input)))
	})
}

// checkBarred holds a draft against what must not show.
func checkBarred(t *rapid.T, w *world, draft string) {
	for _, word := range w.barred {
		if strings.Contains(draft, word) {
			t.Errorf("%s is private, removed or hostile, and stands in %s", word, around(draft, word))
		}
	}
	for _, secret := range secretValues {
		if strings.Contains(draft, secret) {
			t.Errorf("the secret %s stands in %s", secret, around(draft, secret))
		}
	}
}

func around(text, word string) string {
	i := strings.Index(text, word)
	return text[max(0, i-200):min(len(text), i+100)]
}

// TestPrepForgets drafts twice, the second time after one record was removed
// and with everything carried over: no word of the record is left.
func TestPrepForgets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		first := prep(t, w.Input)
		if len(first.Evidence) == 0 {
			return
		}
		w.Last = &brief.LastAgenda{On: first.Meeting.On, Topics: first.Topics}
		for i, topic := range first.Topics {
			if topic.Area != oneonone.FollowUp { // so that it comes back as it was, and is not drafted anew
				topic.ID, topic.Area = topic.ID+"-before", oneonone.Collaboration
				w.Last.Topics[i] = topic
			}
			w.Last.Outcomes = append(w.Last.Outcomes, oneonone.TopicOutcome{TopicID: topic.ID, Outcome: oneonone.CarriedOver})
		}
		gone := rapid.SampledFrom([]oneonone.Evidence(first.Evidence)).Draw(t, "gone")
		word := ownWord.FindString(gone.Text)
		if word == "" || gone.Kind == oneonone.EvCommit || gone.Kind == oneonone.EvSignal {
			return
		}
		for _, r := range w.records() {
			if r.Header().ID == gone.ID {
				r.Header().Removed = true
			}
		}
		if draft := encode(t, prep(t, w.Input)); strings.Contains(draft, word) {
			t.Errorf("%q is removed and stands in %s", gone.Text, around(draft, word))
		}
	})
}

var ownWord = regexp.MustCompile(`qu[a-z]{6}x`)

// repoint gives every reference to a record another id.
func (w *world) repoint(rename func(string) string) {
	maybe := func(id *oneonone.Maybe) {
		if *id != "" {
			*id = oneonone.Maybe(rename(string(*id)))
		}
	}
	for _, n := range w.Notes {
		if n.Fills != nil && n.Fills.About != "" {
			n.Fills.About = rename(n.Fills.About)
		}
	}
	for _, g := range w.Goals {
		maybe(&g.Serves)
	}
	for _, i := range w.Initiatives {
		maybe(&i.Goal)
	}
	for _, p := range w.People {
		for i := range p.Stances {
			p.Stances[i].Initiative = rename(p.Stances[i].Initiative)
		}
	}
}

// records gives all of them.
func (w *world) records() []oneonone.Record {
	var out []oneonone.Record
	for _, r := range w.Notes {
		out = append(out, r)
	}
	for _, r := range w.Actions {
		out = append(out, r)
	}
	for _, r := range w.Feedback {
		out = append(out, r)
	}
	for _, r := range w.Goals {
		out = append(out, r)
	}
	for _, r := range w.Decisions {
		out = append(out, r)
	}
	for _, r := range w.Initiatives {
		out = append(out, r)
	}
	for _, r := range w.Held {
		out = append(out, r)
	}
	return out
}

func TestPrepFollowUps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		got := map[string][]oneonone.Promise{}
		for _, f := range prep(t, w.Input).FollowUps {
			got[f.ActionID] = append(got[f.ActionID], f)
		}
		for _, a := range w.Actions {
			shown := got[a.ID]
			delete(got, a.ID)
			hidden := !a.Open() || a.Private || a.Removed || strings.HasPrefix(a.Text, "Ignore all")
			elsewhere := w.Meeting.With != "" && a.With != "" && a.With != other
			ours := a.Owner == oneonone.Me && !elsewhere || w.Meeting.With != "" && (a.Owner == other || a.Owner == "Sam")
			if hidden && len(shown) > 0 || len(shown) > 1 || ours && !hidden && len(shown) != 1 {
				t.Errorf("%q of %q, %s, stands there %d times", a.Text, a.Owner, a.Status, len(shown))
			}
			for _, f := range shown {
				late := !a.Due.IsZero() && a.Due.Before(w.Meeting.On)
				if f.Overdue != late || f.AgeDays != w.Meeting.On.DaysSince(a.On()) || f.Due != a.Due || f.Owner != a.Owner {
					t.Errorf("%q, due %q on %s, is told as %+v", a.Text, a.Due, w.Meeting.On, f)
				}
			}
		}
		if len(got) > 0 {
			t.Errorf("follow-ups that nobody promised: %v", got)
		}
	})
}

func TestPrepLaterClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		before := prep(t, w.Input)
		days := rapid.IntRange(1, 100).Draw(t, "days later")
		w.Now = w.Now.AddDate(0, 0, days)
		w.Meeting.On, w.To = w.Meeting.On.AddDays(days), w.To.AddDays(days)
		late := map[string]bool{}
		for _, f := range prep(t, w.Input).FollowUps {
			late[f.ActionID] = f.Overdue
		}
		for _, f := range before.FollowUps {
			if f.Overdue && !late[f.ActionID] {
				t.Errorf("%q was overdue and is not %d days later", f.Text, days)
			}
		}
	})
}

func TestPrepCareer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.Meeting.Minutes = 120
		since := 0
		for _, m := range w.Held { // the latest comes first
			if m.Removed {
				continue
			}
			if m.Career {
				break
			}
			since++
		}
		a := prep(t, w.Input)
		if want := (oneonone.CareerDue{Due: since >= 2, MeetingsSince: since}); a.Career != want {
			t.Errorf("career is %+v, want %+v", a.Career, want)
		}
		topic := slices.ContainsFunc(a.Topics, func(t oneonone.Topic) bool { return t.Area == oneonone.Career })
		named := slices.ContainsFunc(a.Considered, func(c oneonone.Considered) bool { return c.Area == oneonone.Career })
		if topic && since < 2 || topic == named {
			t.Errorf("%d meetings since: career topic %v, named as considered %v", since, topic, named)
		}
	})
}

func TestPrepSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		want := encode(t, prep(t, w.Input))
		if got := encode(t, prep(t, w.Input)); got != want {
			t.Errorf("the second time (-first +second):\n%s", cmp.Diff(want, got))
		}
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 1))
		mix(r, w.Notes)
		mix(r, w.Actions)
		mix(r, w.Feedback)
		mix(r, w.Goals)
		mix(r, w.Decisions)
		mix(r, w.Initiatives)
		mix(r, w.People)
		mix(r, w.Held)
		mix(r, w.Histories)
		if got := encode(t, prep(t, w.Input)); got != want {
			t.Errorf("shuffled (-before +after):\n%s", cmp.Diff(want, got))
		}
	})
}

func mix[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// TestPrepOtherIDs gives all records other ids: the agenda is the same, in the
// same order, whatever they are called. Some records have a twin.
func TestPrepOtherIDs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		filled := func(id string) bool {
			return slices.ContainsFunc(w.Notes, func(n *oneonone.Note) bool { return n.Fills != nil && n.Fills.About == id })
		}
		if len(w.Notes) > 0 && !filled(w.Notes[0].ID) { // an answer belongs to one of the two
			twin := *w.Notes[0]
			twin.ID = "twin-of-a-note"
			if twin.Fills != nil {
				fill := *twin.Fills
				twin.Fills = &fill
			}
			w.Notes = append(w.Notes, &twin)
		}
		called := func(a oneonone.Agenda, name map[string]string) string {
			for i := range a.Topics {
				a.Topics[i].ID = ""
			}
			if a.OneAsk != nil {
				a.OneAsk.TopicID = ""
			}
			text := encode(t, a)
			for id, n := range name {
				text = strings.ReplaceAll(text, id, n)
			}
			return text
		}
		old := map[string]string{}
		for _, r := range w.records() {
			old[r.Header().ID] = "«" + r.Header().Text + "»"
		}
		want := called(prep(t, w.Input), old)
		salt, renamed := fmt.Sprint(rapid.Uint64().Draw(t, "salt")), map[string]string{}
		for _, r := range w.records() {
			h := r.Header()
			h.ID = oneonone.DeriveID(salt, h.ID)
			renamed[h.ID] = "«" + h.Text + "»"
		}
		w.repoint(func(id string) string { return oneonone.DeriveID(salt, id) })
		if diff := cmp.Diff(want, called(prep(t, w.Input), renamed)); diff != "" {
			t.Errorf("under other ids (-before +after):\n%s", diff)
		}
	})
}
