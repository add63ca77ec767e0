package oneonone

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var allKinds = []Kind{KindNote, KindAction, KindFeedback, KindGoal, KindPerson, KindDecision, KindMeeting, KindAgenda, KindRecap, KindReflection}

func TestDecodeGivesBackWhatWasEncoded(t *testing.T) {
	day := Date{2026, 11, 20}
	at := time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	head := func(k Kind) Head {
		return Head{ID: "id-" + string(k), Kind: k, At: at, Text: "text \"quoted\" of " + string(k), Tags: List[string]{"ci"}, Private: true, Created: at, Changed: at}
	}
	records := []Record{
		&Note{Head: head(KindNote), NoteKind: "win", Source: "a.md:3", Section: "Payments", Task: "done"},
		&Action{Head: head(KindAction), Owner: Me, Due: day, Status: StatusDropped, Closed: day, Why: "no need", With: "Sam", Meeting: "m1"},
		&Feedback{Head: head(KindFeedback), From: "Sam", About: "reviews", Acted: List[Step]{{On: day, Text: "smaller changes"}}, Meeting: "m1"},
		&Goal{Head: head(KindGoal), GoalKind: Company, Due: day, Status: StatusOpen, Progress: List[Step]{{On: day, Text: "half"}}},
		&Person{Head: head(KindPerson), Role: Mentor, EveryDays: 14, Minutes: 30},
		&Decision{Head: head(KindDecision), Declined: true, With: "Sam", Meeting: "m1"},
		&Meeting{Head: head(KindMeeting), On: day, With: "Sam", Length: 30, Number: 2, Held: true, Career: true},
		&Kept[Agenda]{Head: head(KindAgenda), Draft: Agenda{ID: "a", Meeting: Slot{ID: "m1", On: day}, Topics: List[Topic]{{ID: "t", Smart: &Smart{Specific: "x"}}}}},
		&Kept[Recap]{Head: head(KindRecap), Draft: Recap{ID: "r", KeyPoints: List[Said]{{Text: "x", Lines: List[int]{1}}}}},
		&Kept[Reflection]{Head: head(KindReflection), Draft: Reflection{ID: "f", From: day, Start: "x", Promises: Promises{Made: 2, Kept: 1}}},
	}
	if len(records) != len(allKinds) {
		t.Fatalf("%d records for %d kinds", len(records), len(allKinds))
	}
	for i, r := range records {
		t.Run(string(allKinds[i]), func(t *testing.T) {
			b, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			again, err := Decode(b)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(r, again, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("read back (-was +is):\n%s", diff)
			}
			if strings.Contains(string(b), `"tags":null`) || !strings.HasPrefix(string(b), `{"id":"id-`) {
				t.Errorf("the record is not flat, or has a list that is null: %s", b)
			}
		})
	}
}

func TestNewKnowsEveryKind(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range allKinds {
		r, err := New(k)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%T", r)
		if seen[name] {
			t.Errorf("two kinds make a %s", name)
		}
		seen[name] = true
	}
	for _, bad := range []string{`{"kind":"letter"}`, `{}`, `{"kind":5}`, `[]`, ``, `{"kind":"note","at":"noon"}`, `{"kind":"action","due":"soon"}`} {
		if r, err := Decode([]byte(bad)); err == nil {
			t.Errorf("%s is read as %T", bad, r)
		}
	}
}

func TestOpen(t *testing.T) {
	tests := []struct {
		name   string
		record Record
		want   bool
	}{
		{"plain note", &Note{}, false}, {"blocker", &Note{NoteKind: Maybe(Blocker)}, true}, {"question", &Note{NoteKind: Maybe(Question)}, true}, {"concern", &Note{NoteKind: Maybe(Concern)}, true}, {"win", &Note{NoteKind: Maybe(Win)}, false},
		{"action", &Action{Status: StatusOpen}, true}, {"action done", &Action{Status: StatusDone}, false}, {"action dropped", &Action{Status: StatusDropped}, false},
		{"feedback", &Feedback{}, true}, {"feedback acted on", &Feedback{Acted: List[Step]{{}}}, false}, {"goal", &Goal{Status: StatusOpen}, true}, {"goal reached", &Goal{Status: StatusDone}, false},
		{"person", &Person{}, true}, {"decision", &Decision{}, false}, {"meeting to come", &Meeting{}, true}, {"meeting held", &Meeting{Held: true}, false}, {"draft", &Kept[Agenda]{}, false},
	}
	for _, tt := range tests {
		if got := tt.record.Open(); got != tt.want {
			t.Errorf("%s: open %v", tt.name, got)
		}
	}
}

func TestOverdue(t *testing.T) {
	due := Date{2026, 11, 20}
	for _, tt := range []struct {
		name string
		a    Action
		day  Date
		want bool
	}{
		{"the day after", Action{Status: StatusOpen, Due: due}, due.AddDays(1), true}, {"on its day", Action{Status: StatusOpen, Due: due}, due, false}, {"before", Action{Status: StatusOpen, Due: due}, due.AddDays(-1), false},
		{"done", Action{Status: StatusDone, Due: due}, due.AddDays(9), false}, {"without a date", Action{Status: StatusOpen}, due, false},
	} {
		if got := tt.a.Overdue(tt.day); got != tt.want {
			t.Errorf("%s: overdue %v", tt.name, got)
		}
	}
}
