package thread

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
)

// TestMain keeps the laws quick enough for every save, unless -rapid.checks says
// otherwise.
func TestMain(m *testing.M) {
	flag.Parse()
	chosen := false
	flag.Visit(func(f *flag.Flag) { chosen = chosen || f.Name == "rapid.checks" })
	if !chosen {
		if err := flag.Set("rapid.checks", "40"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

var now = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

const other = "Priya Nair"

// note is one of so many days ago.
func note(daysAgo int, text string) *oneonone.Note {
	at := now.AddDate(0, 0, -daysAgo)
	h := oneonone.Head{ID: oneonone.DeriveID(text, fmt.Sprint(daysAgo)), Kind: oneonone.KindNote, At: at, Text: text}
	h.Tags, h.People, h.Projects = oneonone.Marks(text)
	return &oneonone.Note{Head: h}
}

func input(notes ...*oneonone.Note) brief.Input {
	today := oneonone.DateOf(now)
	return brief.Input{Now: now, From: today.AddDays(-21), To: today, Notes: notes,
		Meeting: oneonone.Slot{ID: "m", On: today, With: other, Minutes: 30},
		People:  []*oneonone.Person{{Head: oneonone.Head{ID: "p", Kind: oneonone.KindPerson, Text: other}, Role: oneonone.Manager}}}
}

func read(in brief.Input) []*Thread {
	b := brief.New(in)
	return Read(b, figures.Of(b))
}

// things are what generated notes are about: words that no other thing has.
var things = [][]string{
	{"gateway", "timeouts", "handshake"}, {"importer", "columns", "mapping"}, {"billing", "rounding", "cents"},
	{"kiosk", "printer", "ribbon"}, {"tariff", "holiday", "surcharge"}, {"beacon", "firmware", "radio"},
}

// drawNotes gives notes about some of the things, each with a word of its own.
func drawNotes(t *rapid.T) []*oneonone.Note {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 3))
	var out []*oneonone.Note
	for i := range rapid.IntRange(0, 40).Draw(t, "notes") {
		thing := things[r.IntN(len(things))]
		text := fmt.Sprintf("%s %s %s w%dq", thing[0], thing[1+r.IntN(2)], thing[1+r.IntN(2)], i)
		switch r.IntN(6) {
		case 0:
			text += " again?"
		case 1:
			text = "+daily " + text
		case 2:
			text += fmt.Sprintf(" %d ms", 100+r.IntN(900))
		case 3:
			text = "blocked: " + text
		}
		out = append(out, note(r.IntN(60), text))
	}
	return out
}

// ids gives the records of threads, as sets that can be compared.
func ids(threads []*Thread) []string {
	var out []string
	for _, t := range threads {
		var own []string
		for _, it := range t.Items {
			own = append(own, it.ID)
		}
		slices.Sort(own)
		out = append(out, strings.Join(own, " "))
	}
	slices.Sort(out)
	return out
}

// The order of the records changes nothing.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		notes := drawNotes(t)
		first := read(input(notes...))
		mixed := slices.Clone(notes)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 4))
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		second := read(input(mixed...))
		for i := range first {
			if first[i].ID != second[i].ID || first[i].Name() != second[i].Name() || first[i].Weight != second[i].Weight {
				t.Fatalf("thread %d is %q %v, and %q %v in another order", i, first[i].Name(), first[i].Weight, second[i].Name(), second[i].Weight)
			}
		}
		if diff := cmp.Diff(ids(first), ids(second)); diff != "" {
			t.Errorf("(-first +second)\n%s", diff)
		}
	})
}

// No record belongs to two threads, and none to no thread.
func TestEachRecordOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		notes := drawNotes(t)
		count := map[string]int{}
		for _, thread := range read(input(notes...)) {
			for _, it := range thread.Items {
				count[it.ID]++
			}
		}
		for _, n := range notes {
			if count[n.ID] != 1 {
				t.Errorf("%q is in %d threads", n.Text, count[n.ID])
			}
		}
	})
}

// A record taken away changes no thread with which it has nothing in common, as long
// as every mark stays what it was: one that a third of all records have is no key, and
// a third of fewer is fewer.
func TestRemoved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		notes := slices.DeleteFunc(drawNotes(t), func(n *oneonone.Note) bool { // what different things have in common
			return strings.Contains(n.Text, "+daily") || strings.Contains(n.Text, "blocked:") || strings.Contains(n.Text, " ms")
		})
		if len(notes) == 0 {
			return
		}
		at := rapid.IntRange(0, len(notes)-1).Draw(t, "removed")
		gone := notes[at]
		thing := thingOf(gone)
		others := func(threads []*Thread) []string {
			return ids(slices.DeleteFunc(threads, func(t *Thread) bool {
				return slices.ContainsFunc(t.Items, func(it *brief.Item) bool { return strings.Contains(it.Text, thing) })
			}))
		}
		before := read(input(notes...))
		after := read(input(slices.Delete(slices.Clone(notes), at, at+1)...))
		if len(after) == 0 || !slices.Equal(commonMarks(before[0]), commonMarks(after[0])) {
			return
		}
		if diff := cmp.Diff(others(before), others(after)); diff != "" {
			t.Errorf("without %q (-before +after)\n%s", gone.Text, diff)
		}
	})
}

// commonMarks gives the marks that are no keys in the journal of a thread.
func commonMarks(t *Thread) []string {
	return slices.DeleteFunc(sortedKeys(t.common), func(key string) bool { return !t.common[key] })
}

func thingOf(n *oneonone.Note) string {
	for _, thing := range things {
		if strings.Contains(n.Text, thing[0]) {
			return thing[0]
		}
	}
	return ""
}

// Records about different things are never one thread, however many there are; those
// about one thing are together more often than not.
func TestApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		notes := slices.DeleteFunc(drawNotes(t), func(n *oneonone.Note) bool { // what different things have in common
			return strings.Contains(n.Text, "+daily") || strings.Contains(n.Text, "blocked:") || strings.Contains(n.Text, " ms")
		})
		for _, thread := range read(input(notes...)) {
			for _, it := range thread.Items {
				first, own := thread.Items[0].Record.(*oneonone.Note), it.Record.(*oneonone.Note)
				if thingOf(first) != thingOf(own) {
					t.Errorf("%q and %q are one thread", first.Text, own.Text)
				}
			}
		}
	})
	var notes []*oneonone.Note
	for i, thing := range things {
		for day := range 3 {
			notes = append(notes, note(i+day, fmt.Sprintf("%s %s on day %d", thing[0], thing[1], day)))
		}
	}
	if got := len(read(input(notes...))); got != len(things) {
		t.Errorf("%d threads of %d things", got, len(things))
	}
}

// What is open in a thread, and since when.
func TestReasons(t *testing.T) {
	day := func(daysAgo int) oneonone.Date { return oneonone.DateOf(now).AddDays(-daysAgo) }
	promise := func(owner oneonone.Maybe, due int) *oneonone.Action {
		return &oneonone.Action{Head: oneonone.Head{ID: "a", Kind: oneonone.KindAction, At: now.AddDate(0, 0, -30), Text: "send the gateway plan"},
			Owner: owner, Status: oneonone.StatusOpen, Due: day(due)}
	}
	goal := func(due int, steps ...oneonone.Step) *oneonone.Goal {
		return &oneonone.Goal{Head: oneonone.Head{ID: "g", Kind: oneonone.KindGoal, At: now.AddDate(0, 0, -60), Text: "gateway errors below 20 %"},
			GoalKind: oneonone.Company, Status: oneonone.StatusOpen, Due: day(due), Progress: steps}
	}
	no := &oneonone.Decision{Head: oneonone.Head{ID: "d", Kind: oneonone.KindDecision, At: now.AddDate(0, 0, -30), Text: "gateway handshake rewrite"}, Declined: true, With: other}
	tests := map[string]struct {
		in   brief.Input
		why  Why
		open oneonone.Date
		none bool
	}{
		"a question":                 {in: input(note(5, "who owns the gateway handshake?")), why: Asked, open: day(5)},
		"a question asked twice":     {in: input(note(18, "who owns the gateway handshake?"), note(5, "still: who owns the gateway handshake?")), why: Asked, open: day(18)},
		"a blocker":                  {in: input(note(5, "blocked: the gateway handshake")), why: Stuck, open: day(5)},
		"what came up on three days": {in: input(note(9, "gateway handshake slow"), note(7, "gateway handshake slow today"), note(5, "gateway handshake")), why: Repeats, open: day(9)},
		"on two":                     {in: input(note(9, "gateway handshake slow"), note(7, "gateway handshake slow today")), why: Repeats, none: true},
		"the person met, by name":    {in: input(note(5, "Priya asked for the handshake figures")), why: Named, open: day(5)},
		"by the first letter":        {in: input(note(5, "P wants the handshake figures")), why: Named, open: day(5)},
		"an article":                 {in: input(note(5, "A plan for the handshake")), why: Named, none: true},
		"a figure":                   {in: input(note(5, "the handshake took 812 ms")), why: Measured, open: day(5)},
		"my promise, late":           {in: with(input(), func(in *brief.Input) { in.Actions = append(in.Actions, promise(oneonone.Me, 3)) }), why: LateMine, open: day(3)},
		"my promise, not due":        {in: with(input(), func(in *brief.Input) { in.Actions = append(in.Actions, promise(oneonone.Me, -3)) }), why: LateMine, none: true},
		"theirs, late":               {in: with(input(), func(in *brief.Input) { in.Actions = append(in.Actions, promise(other, 3)) }), why: LateYours, open: day(3)},
		"somebody else's":            {in: with(input(), func(in *brief.Input) { in.Actions = append(in.Actions, promise("Sam", 3)) }), why: LateYours, none: true},
		"a goal that is over":        {in: with(input(), func(in *brief.Input) { in.Goals = append(in.Goals, goal(3)) }), why: Missed, open: day(3)},
		"told of on its day":         {in: with(input(), func(in *brief.Input) { in.Goals = append(in.Goals, goal(3, oneonone.Step{On: day(3), Text: "done"})) }), why: Missed, none: true},
		"a goal that is near":        {in: with(input(), func(in *brief.Input) { in.Goals = append(in.Goals, goal(-9)) }), why: Due, open: day(-9)},
		"a goal that is far":         {in: with(input(), func(in *brief.Input) { in.Goals = append(in.Goals, goal(-90)) }), why: Due, none: true},
		"behind its pace": {in: with(input(), func(in *brief.Input) {
			in.Goals = append(in.Goals, goal(-9, step(40, "errors at 60 %"), step(2, "errors at 58 %")))
		}), why: Behind, open: day(-9)},
		"on its way": {in: with(input(), func(in *brief.Input) {
			in.Goals = append(in.Goals, goal(-9, step(40, "errors at 60 %"), step(2, "errors at 22 %")))
		}), why: Behind, none: true},
		"refused, with something new":   {in: with(input(note(4, "idea: gateway handshake rewrite for one tenant")), func(in *brief.Input) { in.Decisions = append(in.Decisions, no) }), why: Refused, open: day(30)},
		"refused, and nothing since":    {in: with(input(), func(in *brief.Input) { in.Decisions = append(in.Decisions, no) }), why: Refused, none: true},
		"asked long ago, only in words": {in: input(note(40, "waiting for the gateway handshake, cannot go ahead")), why: Stuck, none: true},
	}
	for name, test := range tests {
		var got *Reason
		for _, thread := range read(test.in) {
			if r := thread.Because(test.why); r != nil {
				got = r
			}
		}
		switch {
		case test.none && got != nil:
			t.Errorf("%s: %s since %s", name, got.Why, got.Open)
		case !test.none && got == nil:
			t.Errorf("%s: not %s", name, test.why)
		case !test.none && got.Open != test.open:
			t.Errorf("%s: open since %s, want %s", name, got.Open, test.open)
		}
	}
}

func with(in brief.Input, change func(*brief.Input)) brief.Input {
	change(&in)
	return in
}

func step(daysAgo int, text string) oneonone.Step {
	return oneonone.Step{On: oneonone.DateOf(now).AddDays(-daysAgo), Text: text}
}

// A no is heard as it is scribbled, and only as a no.
func TestSaysNo(t *testing.T) {
	for text, want := range map[string]string{
		"GPU runner 34k -> NO, 'show me one'": "GPU runner 34k", "decoder: NO. output ends up": "decoder", "zweiter Server - nein.": "zweiter Server",
		"mais um box: não, sem verba": "mais um box", "E47: no logs from Renata": "E47: no logs from Renata", "there is no way": "there is no way",
	} {
		if got := WithoutNo(text); got != want {
			t.Errorf("%q without its no is %q, want %q", text, got, want)
		}
	}
}

// A question is perhaps answered by a later note about the same that asks nothing.
func TestAnswered(t *testing.T) {
	asked := func(later string) *Reason {
		for _, thread := range read(input(note(9, "who owns the gateway handshake?"), note(4, later))) {
			if r := thread.Because(Asked); r != nil {
				return r
			}
		}
		t.Fatalf("nothing is asked beside %q", later)
		return nil
	}
	if r := asked("the platform team owns the gateway handshake"); r.Answered == nil {
		t.Error("no answer is found")
	}
	if r := asked("lunch was cold"); r.Answered != nil {
		t.Errorf("%q answers nothing", r.Answered.Text)
	}
	if r := asked("again: who owns the gateway handshake?"); r.Answered != nil {
		t.Errorf("%q asks", r.Answered.Text)
	}
}

// What the user put together is together, whatever the words.
func TestByUser(t *testing.T) {
	a, b := note(9, "gateway handshake slow"), note(4, "good talk with Lea")
	if n := len(read(input(a, b))); n != 2 {
		t.Fatalf("%d threads of two things", n)
	}
	b.About = []string{a.ID}
	if n := len(read(input(a, b))); n != 1 {
		t.Errorf("%d threads of what the user put together", n)
	}
}

func BenchmarkRead(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var notes []*oneonone.Note
	for i := range 10_000 {
		notes = append(notes, note(r.IntN(300), fmt.Sprintf("w%dx w%dx w%dx w%dx", r.IntN(4000), r.IntN(4000), r.IntN(400), i)))
	}
	in := input(notes...)
	in.From = oneonone.DateOf(now).AddDays(-365)
	br := brief.New(in)
	facts := figures.Of(br)
	for b.Loop() {
		Read(br, facts)
	}
}
