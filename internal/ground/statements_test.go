package ground_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"oneonone/internal/brief"
	"oneonone/internal/coach"
	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/testdata/journals"
)

// judged is a labelled statement with what it is judged by.
type judged struct {
	journals.Statement
	journal string
	ground  *ground.Ground
	cites   []string
}

// eachStatement visits the statements of all journals that have some.
func eachStatement(t *testing.T, visit func(judged)) {
	t.Helper()
	files := os.DirFS("../../testdata/journals")
	names := strings.Fields(os.Getenv("JOURNALS"))
	if len(names) == 0 {
		found, err := fs.Glob(files, "*.statements.jsonl")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			names = append(names, strings.TrimSuffix(f, ".statements.jsonl"))
		}
	}
	for _, name := range names {
		j, err := journals.Read(files, name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := journals.Statements(files, name)
		if err != nil {
			t.Fatal(err)
		}
		b := brief.New(j.Input())
		prep, recaps := coach.GroundOf(b), recapsOf(j)
		for _, s := range list {
			use := judged{Statement: s, journal: name, ground: prep, cites: citesOf(b, s)}
			if s.Task == "recap" {
				use.ground, use.cites = recaps[s.Meeting], nil
				for _, n := range s.Lines {
					use.cites = append(use.cites, "line "+strconv.Itoa(n))
				}
			}
			visit(use)
		}
	}
}

// recapsOf gives the grounds of the recaps: the lines of each meeting's notes.
func recapsOf(j *journals.Journal) map[oneonone.Date]*ground.Ground {
	recaps := map[oneonone.Date]*ground.Ground{}
	names := []string{j.Me, j.Manager.Name}
	for _, p := range j.People {
		names = append(names, p.Name)
	}
	for _, m := range j.Meetings {
		var sources []ground.Source
		for i, line := range strings.Split(m.Raw, "\n") {
			if strings.TrimSpace(line) != "" {
				sources = append(sources, ground.Source{ID: "line " + strconv.Itoa(i+1), Text: line, On: m.On})
			}
		}
		recaps[m.On] = ground.New(sources, m.On, prose.Locale{}, names)
	}
	return recaps
}

// citesOf finds the records that hold the pieces which a statement was made of.
func citesOf(b *brief.Brief, s journals.Statement) []string {
	var cites []string
	for _, piece := range s.From {
		for _, it := range b.Items {
			if strings.Contains(it.Words(), piece) {
				cites = append(cites, it.ID)
			}
		}
		for _, it := range b.Said {
			if strings.Contains(it.Text, piece) {
				cites = append(cites, it.ID)
			}
		}
	}
	return cites
}

// tally counts what became of labelled statements.
type tally struct{ trues, lost, marked, falses, caught, doubted, slots, slotsCaught, slotsDoubted int }

func (n *tally) count(s journals.Statement, o ground.Outcome) {
	is := func(b bool) int { return int(btof(b)) }
	n.trues += is(s.True)
	n.lost += is(s.True && o == ground.Contradicted)
	n.marked += is(s.True && o == ground.Unsure)
	n.falses += is(!s.True)
	n.caught += is(!s.True && o == ground.Contradicted)
	n.doubted += is(!s.True && o == ground.Unsure)
	n.slots += is(s.Slot)
	n.slotsCaught += is(s.Slot && o == ground.Contradicted)
	n.slotsDoubted += is(s.Slot && o == ground.Unsure)
}

func (n *tally) String() string {
	return fmt.Sprintf("%3d true: %4.1f%% lost, %4.1f%% marked | %3d false: %3d caught, %3d marked, %4.1f%% passed | %2d slots: %2d caught, %2d marked",
		n.trues, n.lostShare(), n.markedShare(), n.falses, n.caught, n.doubted, n.passedShare(), n.slots, n.slotsCaught, n.slotsDoubted)
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }

func (n *tally) lostShare() float64   { return percent(n.lost, n.trues) }
func (n *tally) markedShare() float64 { return percent(n.marked, n.trues) }
func (n *tally) passedShare() float64 { return percent(n.falses-n.caught-n.doubted, n.falses) }
func (n *tally) slotsShare() float64  { return percent(n.slots-n.slotsCaught-n.slotsDoubted, n.slots) }

// TestStatements holds what becomes of the labelled statements to what was reached.
// The rules were made with these journals in view: those about a1, b1, c1 and d1 are
// by the four who wrote the journals and knew nothing of the program, the others by one
// later author who made the first rules. docs/evaluation.md has what each came to at
// first sight, which is what to expect of others. What the weights do for authors that
// they were not learned from is what TestWeights logs. SHOW=lost, marked, passed, slots
// or all prints statements, JOURNALS="a1 c1" takes some journals only.
func TestStatements(t *testing.T) {
	sum := map[string]*tally{}
	eachStatement(t, func(s judged) {
		v := s.ground.Judge(s.Text, s.cites)
		for _, key := range []string{s.journal, s.Task, s.Voice, "all"} {
			if sum[key] == nil {
				sum[key] = &tally{}
			}
			sum[key].count(s.Statement, v.Outcome)
		}
		if shown(os.Getenv("SHOW"), s.Statement, v.Outcome) {
			t.Logf("%s %s %s true=%t slot=%t %d: %s\n   %s {%s} | %s",
				s.journal, s.Task, s.Voice, s.True, s.Slot, v.Outcome, s.Text, v.Wrong, v.Cure, s.Why)
		}
	})
	for _, key := range slices.Sorted(maps.Keys(sum)) {
		t.Logf("%-8s %s", key, sum[key])
	}
	if os.Getenv("JOURNALS") != "" {
		return
	}
	all := sum["all"]
	for _, bound := range []struct {
		what       string
		have, most float64
	}{
		{"true statements lost", all.lostShare(), 3},
		{"true statements marked", all.markedShare(), 15},
		{"false statements passed", all.passedShare(), 27},
		{"slots passed", all.slotsShare(), 17},
	} {
		if bound.have > bound.most {
			t.Errorf("%s: %.1f%%, more than %.1f%%", bound.what, bound.have, bound.most)
		}
	}
}

// shown tells whether a statement is one of those to be printed.
func shown(what string, s journals.Statement, o ground.Outcome) bool {
	switch what {
	case "all":
		return true
	case "lost":
		return s.True && o == ground.Contradicted
	case "marked":
		return s.True && o == ground.Unsure
	case "passed":
		return !s.True && o == ground.Holds
	case "slots":
		return s.Slot && o != ground.Contradicted
	}
	return false
}
