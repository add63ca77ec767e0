package offline

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// checkLength holds a page to what can be read in its meeting.
func checkLength(t errorer, a oneonone.Agenda) {
	t.Helper()
	sent, kept, _ := strings.Cut(oneonone.AgendaMarkdown(a), "\n---\n")
	room := oneonone.RoomFor(a.Meeting.Minutes).Quoted()
	if n := wordsOf(sent); n > room.Words {
		t.Errorf("%d words are sent for %d minutes, %d at most\n%s", n, a.Meeting.Minutes, room.Words, sent)
	}
	if n := len(a.Topics); n > room.Topics {
		t.Errorf("%d topics in %d minutes, %d at most", n, a.Meeting.Minutes, room.Topics)
	}
	if n := wordsOf(kept); n > 150 || kept == "" {
		t.Errorf("%d words are for me\n%s", n, kept)
	}
}

type errorer interface {
	Helper()
	Errorf(string, ...any)
}

func wordsOf(text string) int {
	marksOnly := func(w string) bool {
		return !strings.ContainsFunc(w, unicode.IsLetter) && !strings.ContainsFunc(w, unicode.IsDigit)
	}
	return len(slices.DeleteFunc(strings.Fields(text), marksOnly))
}

// again carries all topics of an agenda over into the next meeting.
func (w *world) again(a oneonone.Agenda) {
	w.Last = &brief.LastAgenda{On: a.Meeting.On.AddDays(-14), Topics: a.Topics}
	for _, topic := range a.Topics {
		w.Last.Outcomes = append(w.Last.Outcomes, oneonone.TopicOutcome{TopicID: topic.ID, Outcome: oneonone.CarriedOver})
	}
}

// TestPrepKeepsThePage: the page has the length of its meeting, whatever the
// journal, also when topics come back.
func TestPrepKeepsThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a := prep(t, w.Input)
		checkLength(t, a)
		w.again(a)
		a = prep(t, w.Input)
		a.NumberBlanks(oneonone.Agenda{})
		checkLength(t, a.Fit(oneonone.RoomFor(a.Meeting.Minutes).Quoted()))
	})
}

// TestPrepKeepsThePageOfMuch does so for a thousand notes.
func TestPrepKeepsThePageOfMuch(t *testing.T) {
	in := bigInput()
	in.Notes = in.Notes[:1000]
	for _, minutes := range []int{5, 15, 30, 60} {
		in.Meeting.Minutes = minutes
		a := prep(t, in)
		checkLength(t, a)
		if len(a.Topics) == 0 {
			t.Errorf("no topic in %d minutes", minutes)
		}
	}
}

// typed gives what a record says without the signs of its marks, as the
// templates of the journal have them.
func typed(text string) string {
	return strings.NewReplacer("@mara", "Mara", "@jo", "Jo", "+billing", "billing", " #ci", "", " #hard", "", " #review", "").Replace(text)
}

// quotes tells whether a sentence is a part of what a record says, but for its
// first letter, its full stop and the day behind it.
func quotes(said, record string, on oneonone.Date, today oneonone.Date) bool {
	said, dated := strings.CutSuffix(strings.TrimSuffix(said, "."), " ("+on.Short(today)+")")
	_, first := utf8.DecodeRuneInString(said)
	as := typed(record)
	return dated && said != "" && strings.Contains(as, said[first:]) && strings.Contains(strings.ToLower(as), strings.ToLower(said))
}

// TestPrepQuotes: what a topic says of a record is what the user typed, whole
// sentences of it, with its day, and no record is quoted twice in a topic. It is
// so when the topic comes back, too.
func TestPrepQuotes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		today := oneonone.DateOf(w.Now)
		said := map[string]*oneonone.Head{}
		for _, r := range w.records() {
			if k := r.Header().Kind; k != oneonone.KindGoal && k != oneonone.KindInitiative { // of them a plan or a turn may be told
				said[r.Header().ID] = r.Header()
			}
		}
		check := func(a oneonone.Agenda) {
			for _, topic := range a.Topics {
				told := map[string]bool{}
				for _, l := range topic.Say {
					h := said[l.Evidence[0]]
					if h == nil { // a figure, a commit or a goal
						continue
					}
					if len(l.Evidence) == 1 && !quotes(l.Text, h.Text, h.On(), today) {
						t.Errorf("%q is not what the record says: %q", l.Text, h.Text)
					}
					if told[h.ID] {
						t.Errorf("%q quotes %q twice", topic.Title, h.Text)
					}
					told[h.ID] = true
				}
			}
		}
		first := prep(t, w.Input)
		check(first)
		w.again(first)
		check(prep(t, w.Input))
	})
}

// TestPrepCountsPrivate: no part of a page rests on a private note; those of the
// window are counted.
func TestPrepCountsPrivate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		for _, n := range w.Notes {
			n.Private = n.Private || rapid.IntRange(0, 3).Draw(t, "private") == 0
		}
		a, private, counted := prep(t, w.Input), map[string]bool{}, 0
		for _, n := range w.Notes {
			if private[n.ID] = n.Private; n.Private && !n.Removed && !n.On().Before(w.From) && !n.On().After(w.To) {
				counted++
			}
		}
		for id := range a.Cites() {
			if private[id] {
				t.Errorf("the page rests on %s, which is private", id)
			}
		}
		if a.ForMe.Private != counted {
			t.Errorf("%d private notes are counted, there are %d", a.ForMe.Private, counted)
		}
	})
}

// TestPrepQuotesLongNotes: of a note that is too long for a page, whole
// sentences are quoted, and never a part of one.
func TestPrepQuotesLongNotes(t *testing.T) {
	const first, second = "Blocked on the signing certificate for the quarzan gateway.",
		"The people who could sign it are on a training until the end of the month, and nobody stands in for them."
	long := strings.TrimSuffix(strings.Repeat("and it goes on, ", 20), ", ")
	both := strings.TrimSuffix(first+" "+second, ".") + " (11 Nov)."
	for text, want := range map[string]string{
		first: strings.TrimSuffix(first, ".") + " (11 Nov).", first + " " + second: both, first + " " + second + " So " + long + ".": both,
	} {
		n := later(9, text)
		now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
		a := prep(t, brief.Input{Now: now, From: oneonone.DateOf(now).AddDays(-21), To: oneonone.DateOf(now),
			Meeting: oneonone.Slot{Minutes: 30}, Notes: []*oneonone.Note{n}})
		if !makesTopic(a, n) || a.Topics[0].Say[0].Text != want {
			t.Errorf("%q is told as %s", prose.Content(text), encode(t, a.Topics))
		}
	}
}
