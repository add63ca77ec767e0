package figures

import (
	"fmt"
	"maps"
	"math/rand"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

var now = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

func day(s string) oneonone.Date {
	d, err := oneonone.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// note makes one from "2026-11-02 text"; its words give the project.
func note(line string) *oneonone.Note {
	on, text, _ := strings.Cut(line, " ")
	n := &oneonone.Note{Head: oneonone.Head{ID: "n" + oneonone.DeriveID(line), Kind: oneonone.KindNote, At: day(on).Time(time.UTC), Text: text}}
	for _, w := range strings.Fields(text) {
		if project, ok := strings.CutPrefix(w, "+"); ok {
			n.Projects = append(n.Projects, project)
		}
	}
	return n
}

// goal makes one from its text and lines like those of notes.
func goal(text string, steps ...string) *oneonone.Goal {
	g := &oneonone.Goal{Head: oneonone.Head{ID: "g" + oneonone.DeriveID(text), Kind: oneonone.KindGoal, At: day("2026-09-01").Time(time.UTC), Text: text}, Due: day("2026-12-31"), Status: oneonone.StatusOpen}
	for _, line := range steps {
		on, step, _ := strings.Cut(line, " ")
		g.Progress = append(g.Progress, oneonone.Step{On: day(on), Text: step})
	}
	return g
}

func input() brief.Input {
	return brief.Input{Now: now, Meeting: oneonone.Slot{On: day("2026-11-24"), With: "Marit Hoekstra"}, From: day("2026-08-20"), To: day("2026-11-20")}
}

func ofKind(facts []Fact, kind Kind) (out []Fact) {
	for _, f := range facts {
		if f.Kind == kind {
			out = append(out, f)
		}
	}
	return out
}

// figuresOf shows a series as its figures.
func figuresOf(f Fact) string {
	var parts []string
	for _, p := range f.Points {
		parts = append(parts, p.Figure)
	}
	return strings.Join(parts, " > ")
}

func TestSeriesOfNotes(t *testing.T) {
	for _, tt := range []struct {
		name  string
		notes []string
		want  []string
	}{
		{"one thing", []string{"2026-09-14 longest lock of the backfill 2.1 s", "2026-10-26 longest lock of the backfill 180 ms"}, []string{"2.1 s > 180 ms"}},
		{"a change", []string{"2026-10-26 the nightly build takes 16 min instead of 24"}, []string{"24 > 16 min"}},
		{"a change goes on", []string{"2026-09-26 +ci build 30 min", "2026-10-26 +ci build down from 24 min to 16 min"}, []string{"30 min > 24 min > 16 min"}},
		{"the later month first", []string{"2026-11-11 bill for staging 1,240 € in October, 980 € in September"}, []string{"980 € > 1,240 €"}},
		{"shares of one whole", []string{"2026-10-26 22 of 38 depots migrated", "2026-11-02 30 of 38 depots migrated"}, []string{"22 of 38 depots > 30 of 38 depots"}},
		{"other units", []string{"2026-09-14 longest lock of the backfill 2.1 s", "2026-10-26 longest lock of the backfill 4 GB"}, nil},
		{"other things", []string{"2026-09-14 the build takes 12 min", "2026-10-26 the depot call took 40 min"}, nil},
		{"another state", []string{"2026-09-14 22 of 38 depots have the grid", "2026-10-26 16 of 38 depots wait"}, nil},
		{"a part", []string{"2026-09-14 +web page load 2.1 s", "2026-10-26 +web page load 1.4 s, desktop only"}, nil},
		{"pointed at", []string{"2026-09-14 +web page load 2.1 s", "2026-10-26 +web page load in this group 1.4 s"}, nil},
		{"another percentile", []string{"2026-09-14 +web page load p50 2.1 s", "2026-10-26 +web page load p95 4.4 s"}, nil},
		{"another period", []string{"2026-09-14 47 pages of the pager in four weeks", "2026-10-26 12 pages of the pager in a week"}, nil},
		{"a plan", []string{"2026-09-14 +web page load 2.1 s", "2026-10-26 +web page load should be 1.4 s"}, nil},
		{"a bound", []string{"2026-09-14 +web page load 2.1 s", "2026-10-26 +web page load under 3 s"}, nil},
		{"one day", []string{"2026-09-14 +web page load 2.1 s", "2026-09-14 +web page load of the shop 1.4 s"}, nil},
		{"where it was", []string{"2026-09-14 +grid live at 6 depots", "2026-10-26 +grid live at 22 depots"}, nil},
		{"two in one note", []string{"2026-09-14 +web page load 2.1 s", "2026-10-26 +web page load shop 1.4 s and page load search 3 s"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := input()
			for _, n := range tt.notes {
				in.Notes = append(in.Notes, note(n))
			}
			var got []string
			for _, f := range ofKind(Of(brief.New(in)), Series) {
				got = append(got, figuresOf(f))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGoals(t *testing.T) {
	for _, tt := range []struct {
		name  string
		goal  *oneonone.Goal
		notes []string
		want  string
	}{
		{
			"above", goal("Payout errors under 0.10%", "2026-09-14 0.23%", "2026-10-30 0.14%"), nil,
			"“Payout errors under 0.10%”: 0.23% (14 Sep); 0.14% (30 Oct); goal 0.10% by 31 Dec: 0.04 points above it, falling",
		},
		{
			"reached", goal("Payout errors under 0.10%", "2026-09-14 0.23%", "2026-10-30 0.08%"), nil,
			"“Payout errors under 0.10%”: 0.23% (14 Sep); 0.08% (30 Oct); goal 0.10% by 31 Dec: 0.02 points below it, falling",
		},
		{
			"no word says which side, the way does", goal("Coverage of the parser: 80%", "2026-09-14 61%", "2026-10-30 82%"), nil,
			"“Coverage of the parser: 80%”: 61% (14 Sep); 82% (30 Oct); goal 80% by 31 Dec: 2 points above it, rising",
		},
		{
			"neither does", goal("Coverage of the parser: 80%", "2026-09-14 80%", "2026-10-30 82%"), nil,
			"“Coverage of the parser: 80%”: 80% (14 Sep); 82% (30 Oct); goal 80% by 31 Dec: 2 points above it, rising",
		},
		{
			"not everywhere", goal("Search within 500 ms at all 38 depots", "2026-09-14 1,900 ms at all 38 depots", "2026-10-30 0.31 s at 22 depots"), nil,
			"“Search within 500 ms at all 38 depots”: 1,900 ms at all 38 depots (14 Sep); 0.31 s at 22 depots (30 Oct); " +
				"goal 500 ms by 31 Dec: 190 ms below it where it was measured, falling",
		},
		{
			"a note goes on", goal("Payout errors under 0.10%", "2026-09-14 0.23%"), []string{"2026-10-30 payout errors 0.14%", "2026-11-02 the errors of the pager 3%"},
			"“Payout errors under 0.10%”: 0.23% (14 Sep); payout errors 0.14% (30 Oct); goal 0.10% by 31 Dec: 0.04 points above it, falling",
		},
		{
			"somewhere", goal("Payout errors under 0.10%", "2026-09-14 0.23%", "2026-10-30 0.08% in the beta"), nil,
			"“Payout errors under 0.10%”: 0.23% (14 Sep); 0.08% in the beta (30 Oct); goal 0.10% by 31 Dec: 0.02 points below it where it was measured, falling",
		},
		{
			"two units", goal("Cut the nightly load from 6 h to 2 h", "2026-09-14 still 5 h 30 min", "2026-10-30 210 min"), nil,
			"“Cut the nightly load from 6 h to 2 h”: still 5 h 30 min (14 Sep); 210 min (30 Oct); goal 2 h by 31 Dec: 1.5 h above it, falling",
		},
		{
			"minutes of hours", goal("Nightly from 11 h to under 6 h", "2026-09-14 8 h 50", "2026-10-30 7h20"), nil,
			"“Nightly from 11 h to under 6 h”: 8 h 50 (14 Sep); 7h20 (30 Oct); goal 6 h by 31 Dec: 1 h 20 min above it, falling",
		},
		{"its own day is no figure", goal("Every requirement has a test before the audit 31.12", "2026-09-14 89", "2026-10-30 103"), nil, ""},
		{"nothing measured", goal("Payout errors under 0.10%", "2026-09-14 asked for the numbers"), nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := input()
			in.Goals = []*oneonone.Goal{tt.goal}
			for _, n := range tt.notes {
				in.Notes = append(in.Notes, note(n))
			}
			got := ""
			for _, f := range ofKind(Of(brief.New(in)), Series) {
				got += f.Text
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// journal draws records that tell figures of a few things, some of one thing.
func journal(t *rapid.T) brief.Input {
	in := input()
	texts := rapid.SampledFrom([]string{
		"+web page load p95 %d ms", "page load of the shop %d ms", "+ci build %d min", "build down from %d min to 4 min", "%d pages last week +ops", "%d of 38 depots migrated",
		"%d open bugs in the parser", "payout errors %d%%", "+web on Friday %d people left", "should be %d ms for the page load", "the freeze is on 12 December, %d things left", "hm %d",
	})
	for i := range rapid.IntRange(0, 14).Draw(t, "notes") {
		on := day("2026-08-01").AddDays(rapid.IntRange(0, 110).Draw(t, "day"))
		text := fmt.Sprintf(texts.Draw(t, "text"), rapid.IntRange(1, 38).Draw(t, "value"))
		n := note(on.String() + " " + text)
		n.ID = fmt.Sprint("n", i)
		n.NoteKind = rapid.SampledFrom([]oneonone.Maybe{"", "", "win", "blocker", "question"}).Draw(t, "kind")
		in.Notes = append(in.Notes, n)
	}
	targets := rapid.SampledFrom([]string{"Payout errors under %d%%", "page load of the shop within %d ms (p95)", "Build time %d min", "At least %d of 38 depots migrated", "At most %d open bugs in the parser"})
	steps := rapid.SampledFrom([]string{"%d%%", "p95 %d ms", "%d ms, staging only", "from %d min to 3 min", "%d of 38 depots", "%d bugs"})
	for range rapid.IntRange(0, 3).Draw(t, "goals") {
		var lines []string
		for range rapid.IntRange(0, 4).Draw(t, "steps") {
			on := day("2026-08-01").AddDays(rapid.IntRange(0, 110).Draw(t, "day"))
			lines = append(lines, on.String()+" "+fmt.Sprintf(steps.Draw(t, "step"), rapid.IntRange(1, 38).Draw(t, "value")))
		}
		slices.Sort(lines)
		in.Goals = append(in.Goals, goal(fmt.Sprintf(targets.Draw(t, "goal"), rapid.IntRange(1, 38).Draw(t, "value")), lines...))
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "actions") {
		a := &oneonone.Action{Head: oneonone.Head{ID: fmt.Sprint("a", i), Kind: oneonone.KindAction, At: day("2026-10-01").Time(time.UTC), Text: fmt.Sprint("write the runbook ", i)}}
		a.Status, a.Owner = oneonone.StatusOpen, oneonone.Me
		if rapid.Bool().Draw(t, "dated") {
			a.Due = day("2026-11-01").AddDays(rapid.IntRange(0, 60).Draw(t, "due"))
		}
		in.Actions = append(in.Actions, a)
	}
	in.Goals = slices.CompactFunc(slices.SortedFunc(slices.Values(in.Goals), func(x, y *oneonone.Goal) int { return strings.Compare(x.ID, y.ID) }),
		func(x, y *oneonone.Goal) bool { return x.ID == y.ID })
	return in
}

func TestOrderOfRecordsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := journal(t)
		want := Of(brief.New(in))
		ids := map[string]bool{}
		for _, f := range want {
			if ids[f.ID] {
				t.Fatalf("two facts have one id: %s", f.Text)
			}
			ids[f.ID] = true
		}
		r := rand.New(rand.NewSource(rapid.Int64().Draw(t, "seed")))
		r.Shuffle(len(in.Notes), func(i, j int) { in.Notes[i], in.Notes[j] = in.Notes[j], in.Notes[i] })
		r.Shuffle(len(in.Goals), func(i, j int) { in.Goals[i], in.Goals[j] = in.Goals[j], in.Goals[i] })
		r.Shuffle(len(in.Actions), func(i, j int) { in.Actions[i], in.Actions[j] = in.Actions[j], in.Actions[i] })
		if diff := cmp.Diff(want, Of(brief.New(in))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A record that is taken away takes its own points along, and those of others
// only where too little is left.
func TestRemovedRecordTakesOnlyItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := journal(t)
		in.From = day("2026-08-01") // all are of the window
		if len(in.Notes) == 0 {
			return
		}
		before := ofKind(Of(brief.New(in)), Series)
		i := rapid.IntRange(0, len(in.Notes)-1).Draw(t, "removed")
		gone := in.Notes[i].ID
		in.Notes = slices.Delete(in.Notes, i, i+1)
		left := map[string]bool{}
		for _, f := range ofKind(Of(brief.New(in)), Series) {
			for _, p := range f.Points {
				left[p.ItemID+p.Figure] = true
				if p.ItemID == gone {
					t.Fatalf("%s is still there: %s", gone, f.Text)
				}
			}
		}
		for _, f := range before {
			rest := slices.DeleteFunc(slices.Clone(f.Points), func(p Point) bool { return p.ItemID == gone })
			values, on := map[float64]bool{}, map[oneonone.Date]bool{}
			for _, p := range rest {
				_, size := scale(p.Unit)
				values[p.Value*size], on[p.On] = true, true
			}
			for _, p := range rest {
				if len(values) > 1 && len(on) > 1 && !left[p.ItemID+p.Figure] {
					t.Fatalf("%s went with %s: %s", p.Figure, gone, f.Text)
				}
			}
		}
	})
}

func TestSeriesAreInOrderAndHonest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := brief.New(journal(t))
		for _, f := range ofKind(Of(b), Series) {
			if !slices.IsSortedFunc(f.Points, func(x, y Point) int { return x.On.Compare(y.On) }) {
				t.Fatalf("not in order: %s", f.Text)
			}
			at := slices.IndexFunc(b.Goals, func(g *oneonone.Goal) bool { return g.ID == f.GoalID })
			if at < 0 || f.Points[0].Of != 0 {
				continue
			}
			want := prose.Quantities(b.Goals[at].Text)[0]
			_, size := scale(want.Unit)
			if last := f.Points[len(f.Points)-1].size(); last > want.Value*size && strings.Contains(f.Text, "below it") ||
				last < want.Value*size && strings.Contains(f.Text, "above it") {
				t.Fatalf("told on the other side of the goal: %s", f.Text)
			}
		}
	})
}

var digits = regexp.MustCompile(`\d[\d,]*(\.\d+)?`)

// Every figure of a fact stands in a record it cites, is a day of it, or is
// what its How says.
func TestFiguresAreOnRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := brief.New(journal(t))
		for _, f := range Of(b) {
			known := map[string]bool{}
			add := func(s string) {
				for _, d := range digits.FindAllString(s, -1) {
					known[strings.TrimRight(d, ",")] = true
				}
			}
			on := []oneonone.Date{b.Meeting.On, b.From, f.On}
			for _, id := range f.Evidence {
				it := b.Item(id)
				add(it.Words())
				on = append(on, it.Date)
				switch r := it.Record.(type) {
				case *oneonone.Action:
					on = append(on, r.Due)
				case *oneonone.Goal:
					on = append(on, r.Due)
				}
			}
			for _, p := range f.Points {
				on = append(on, p.On)
			}
			for _, d := range on {
				add(d.Long())
			}
			for d := range maps.Clone(known) {
				n, err := strconv.ParseFloat(strings.ReplaceAll(d, ",", ""), 64)
				if err == nil && f.Kind == Series && strings.Contains(f.How, "less the") {
					for _, p := range f.Points {
						_, size := scale(p.Unit)
						for _, to := range []float64{1, 1e3, 60e3} {
							add(number(abs(p.Value*size/to - n)))
						}
					}
				}
			}
			if f.Kind != Series && strings.Contains(f.How, "days") {
				add(fmt.Sprint(len(f.Evidence)))
				for _, d := range on {
					add(fmt.Sprint(abs(float64(d.DaysSince(b.Meeting.On)))))
				}
				add(fmt.Sprint(day("2026-12-12").DaysSince(b.Meeting.On)))
				for n := range len(f.Evidence) {
					add(fmt.Sprint(n))
				}
			}
			if f.How == "" || len(f.Evidence) == 0 || f.On.IsZero() {
				t.Fatalf("no word of where it is from: %+v", f)
			}
			for _, d := range digits.FindAllString(f.Text, -1) {
				if !known[strings.TrimRight(d, ",")] {
					t.Fatalf("%s stands nowhere: %s (%s)", d, f.Text, f.How)
				}
			}
		}
	})
}

func abs(v float64) float64 { return max(v, -v) }

func FuzzOf(f *testing.F) {
	for _, s := range []string{"p95 840 ms → 410 ms", "was 46, now 19", "- [ ] 3 of 5: (12 open", "±3 % of 1,900 ms; £4k", "+x 4 s\n+x 9 min, but only 2"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, x, y string) {
		in := input()
		in.Goals = []*oneonone.Goal{goal(x, "2026-09-14 "+y)}
		in.Notes = []*oneonone.Note{note("2026-09-14 " + x), note("2026-11-14 " + y)}
		for _, fact := range Of(brief.New(in)) {
			if !slices.IsSortedFunc(fact.Points, func(x, y Point) int { return x.On.Compare(y.On) }) {
				t.Errorf("not in order: %q", fact.Text)
			}
		}
	})
}
