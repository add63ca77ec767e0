package offline

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// later is a note that came some days before today.
func later(daysAgo int, text string) *oneonone.Note {
	at := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC).AddDate(0, 0, -daysAgo)
	h := oneonone.Head{ID: oneonone.DeriveID(text), Kind: oneonone.KindNote, At: at, Text: text}
	h.Tags, h.People, h.Projects = oneonone.Marks(text)
	return &oneonone.Note{Head: h}
}

func TestPrepLeavesOutWhatIsSettled(t *testing.T) {
	done := func(status oneonone.Status, text string) *oneonone.Action {
		return &oneonone.Action{Head: later(6, text).Head, Owner: oneonone.Me, Status: status, Closed: oneonone.Date{Year: 2026, Month: 11, Day: 18}}
	}
	tests := []struct {
		name   string
		first  *oneonone.Note
		then   *oneonone.Note
		action *oneonone.Action
	}{
		{"blocker fixed", later(9, "Blocked on the signing certificate for the quarzan gateway"), later(2, "Got the signing certificate for the quarzan gateway at last, can go on"), nil},
		{"blocker granted", later(9, "Still waiting for access to the quarzan warehouse"), later(2, "Access to the quarzan warehouse was granted today"), nil},
		{"question answered by an action", later(9, "Who owns the quarzan alerts?"), nil, done(oneonone.StatusDone, "Ask Priya who owns the quarzan alerts")},
		{"question whose action was dropped", later(9, "Do we keep the quarzan mirror?"), nil, done(oneonone.StatusDropped, "Decide on the quarzan mirror")},
		{"idea given up", later(9, "Idea: render the quarzan report at night"), later(2, "No quarzan report at night, decided with Ana"), nil},
	}
	for _, tt := range tests {
		now := tt.first.At.AddDate(0, 0, 9)
		alone := brief.Input{Now: now, From: oneonone.DateOf(now).AddDays(-21), To: oneonone.DateOf(now), Meeting: oneonone.Slot{Minutes: 30}, Notes: []*oneonone.Note{tt.first}}
		if !makesTopic(prep(t, alone), tt.first) {
			t.Errorf("%s: %q makes no topic while it is open", tt.name, tt.first.Text)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		tt := rapid.SampledFrom(tests).Draw(t, "case")
		w := drawWorld(t)
		w.Meeting.Minutes = 120
		w.Notes = append(w.Notes, tt.first)
		if tt.then != nil {
			w.Notes = append(w.Notes, tt.then)
		} else {
			w.Actions = append(w.Actions, tt.action)
		}
		for _, topic := range prep(t, w.Input).Topics {
			if topic.Evidence[0] == tt.first.ID {
				t.Errorf("%s: %q is settled and makes the topic %s", tt.name, tt.first.Text, encode(t, topic))
			}
		}
	})
}

// makesTopic tells whether a topic is made of the note: it is what the topic
// cites first.
func makesTopic(a oneonone.Agenda, n *oneonone.Note) bool {
	return slices.ContainsFunc(a.Topics, func(t oneonone.Topic) bool { return len(t.Evidence) > 0 && t.Evidence[0] == n.ID })
}

func TestPrepCorrected(t *testing.T) {
	corrections := []string{
		"Correction: the quarzan tests took 41234 ms, not 61234 ms",
		"The quarzan tests never took 61234 ms: somebody else used the machine",
	}
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.Meeting.Minutes = 120
		wrong := later(8, "Flaky quarzan tests in CI: 61234 ms on the median run")
		wrong.NoteKind = oneonone.Maybe(rapid.SampledFrom([]oneonone.NoteKind{"", oneonone.Win, oneonone.Learning, oneonone.Concern, oneonone.Idea, oneonone.Decided, oneonone.Blocker}).Draw(t, "kind"))
		w.Notes = append(w.Notes, wrong, later(2, rapid.SampledFrom(corrections).Draw(t, "correction")))
		a := prep(t, w.Input)
		if makesTopic(a, wrong) {
			t.Errorf("%q is taken back and makes a topic", wrong.Text)
		}
		for _, topic := range a.Topics {
			for _, l := range topic.Say {
				if slices.Contains(l.Evidence, wrong.ID) {
					t.Errorf("%q states %q, which is taken back", topic.Title, l.Text)
				}
			}
		}
		for _, l := range aside(a) {
			if slices.Contains(l.Evidence, wrong.ID) {
				t.Errorf("the page states %q, which is taken back", l.Text)
			}
		}
		for _, done := range reflect(t, w.Input).Achievements {
			if slices.Contains(done.Evidence, wrong.ID) {
				t.Errorf("achieved %q, which is taken back", done.Text)
			}
		}
	})
}

// TestPrepCorrectsTheRightOne tells two notes apart that have a figure in
// common.
func TestPrepCorrectsTheRightOne(t *testing.T) {
	right := later(5, "Flaky login tests in CI: 61234 ms on the median run")
	b := brief.New(brief.Input{Now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), Notes: []*oneonone.Note{
		later(8, "The quarzan export takes 61234 ms"), right, later(2, "Correction: the quarzan export took 41234 ms, not 61234 ms"),
	}})
	for _, it := range b.Items {
		if want := strings.HasPrefix(it.Text, "The quarzan"); it.Corrected != want {
			t.Errorf("%q: corrected %v, want %v", it.Text, it.Corrected, want)
		}
	}
}
