package ground_test

import (
	"fmt"
	"io/fs"
	"os"
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
		b := brief.New(inputOf(j))
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

func TestStatements(t *testing.T) {
	sum := map[string]*tally{}
	eachStatement(t, func(s judged) {
		v := s.ground.Judge(s.Text, s.cites)
		for _, key := range []string{s.journal, s.Task, s.Voice, "all"} {
			if sum[key] == nil {
				sum[key] = &tally{}
			}
			sum[key].count(s.Statement, v)
		}
		if show := os.Getenv("SHOW"); show != "" {
			out := []string{"holds", "unsure", "contradicted"}[v.Outcome]
			if show == "all" || show == "contra" && v.Outcome == ground.Contradicted || show == "lost" && s.True && v.Outcome == ground.Contradicted || show == "marked" && s.True && v.Outcome == ground.Unsure || show == "passed" && !s.True && v.Outcome == ground.Holds || show == "slots" && s.Slot && v.Outcome != ground.Contradicted {
				fmt.Printf("%s %s %s true=%t slot=%t %s: %s\n   %s | %s\n", s.journal, s.Task, s.Voice, s.True, s.Slot, out, s.Text, v.Wrong+" {"+v.Cure+"}", s.Why)
			}
		}
	})
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
