package ground_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"oneonone/internal/brief"
	"oneonone/internal/coach"
	"oneonone/internal/figures"
	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/testdata/journals"
)

var _ = coach.ErrNoRecords
var _ = figures.Of

func inputOf(j *journals.Journal) brief.Input {
	in := brief.Input{Now: j.At(), Meeting: j.Slot(), From: j.Meetings[len(j.Meetings)-1].On, To: j.Now, Me: []string{j.Me}}
	for _, rec := range j.Records() {
		switch r := rec.(type) {
		case *oneonone.Note:
			in.Notes = append(in.Notes, r)
		case *oneonone.Action:
			in.Actions = append(in.Actions, r)
		case *oneonone.Feedback:
			in.Feedback = append(in.Feedback, r)
		case *oneonone.Goal:
			in.Goals = append(in.Goals, r)
		case *oneonone.Person:
			in.People = append(in.People, r)
		case *oneonone.Meeting:
			in.Held = append(in.Held, r)
		}
	}
	return in
}

// tally counts what became of the labelled statements.
type tally struct{ trues, lost, marked, falses, caught, doubted, slots, slotsCaught, slotsMarked int }

func TestStatements(t *testing.T) {
	files := os.DirFS("../../testdata/journals")
	sum := map[string]*tally{}
	for _, name := range strings.Fields(os.Getenv("JOURNALS")) {
		j, err := journals.Read(files, name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := journals.Statements(files, name)
		if err != nil {
			t.Fatal(err)
		}
		b := brief.New(inputOf(j))
		g := coach.GroundOf(b)
		recaps := map[oneonone.Date]*ground.Ground{}
		for _, m := range j.Meetings {
			var sources []ground.Source
			for i, line := range strings.Split(m.Raw, "\n") {
				if strings.TrimSpace(line) != "" {
					sources = append(sources, ground.Source{ID: "line " + strconv.Itoa(i+1), Text: line, On: m.On})
				}
			}
			names := []string{j.Me, j.Manager.Name}
			for _, p := range j.People {
				names = append(names, p.Name)
			}
			recaps[m.On] = ground.New(sources, m.On, prose.Locale{}, names)
		}
		for _, s := range list {
			use, cites := g, []string(nil)
			if s.Task == "recap" {
				use = recaps[s.Meeting]
				for _, n := range s.Lines {
					cites = append(cites, "line "+strconv.Itoa(n))
				}
			} else {
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
			}
			v := use.Judge(s.Text, cites)
			if e := os.Getenv("EXPLAIN"); e != "" && strings.Contains(s.Text, e) {
				fmt.Println(s.Text)
				use.Explain(s.Text, cites)
			}
			for _, key := range []string{name, s.Task, s.Voice, "all"} {
				if sum[key] == nil {
					sum[key] = &tally{}
				}
				sum[key].count(s, v)
			}
			if show := os.Getenv("SHOW"); show != "" {
				out := []string{"holds", "unsure", "contradicted"}[v.Outcome]
				if show == "all" || show == "contra" && v.Outcome == ground.Contradicted || show == "lost" && s.True && v.Outcome == ground.Contradicted || show == "marked" && s.True && v.Outcome == ground.Unsure || show == "passed" && !s.True && v.Outcome == ground.Holds || show == "slots" && s.Slot && v.Outcome != ground.Contradicted {
					fmt.Printf("%s %s %s true=%t slot=%t %s: %s\n   %s | %s\n", name, s.Task, s.Voice, s.True, s.Slot, out, s.Text, v.Wrong, s.Why)
				}
			}
		}
	}
	for key, n := range sum {
		fmt.Printf("%-8s true %d: lost %d (%.1f%%), marked %d (%.1f%%) | false %d: caught %d, marked %d, passed %.1f%% | slots %d: caught %d, marked %d\n", key, n.trues, n.lost, 100*float64(n.lost)/float64(n.trues), n.marked, 100*float64(n.marked)/float64(n.trues), n.falses, n.caught, n.doubted, 100*float64(n.falses-n.caught-n.doubted)/float64(max(1, n.falses)), n.slots, n.slotsCaught, n.slotsMarked)
	}
}

func (n *tally) count(s journals.Statement, v ground.Verdict) {
	if s.True {
		n.trues++
		switch v.Outcome {
		case ground.Contradicted:
			n.lost++
		case ground.Unsure:
			n.marked++
		}
		return
	}
	n.falses++
	if s.Slot {
		n.slots++
	}
	switch v.Outcome {
	case ground.Contradicted:
		n.caught++
		if s.Slot {
			n.slotsCaught++
		}
	case ground.Unsure:
		n.doubted++
		if s.Slot {
			n.slotsMarked++
		}
	}
}
