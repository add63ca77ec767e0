package coach

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/testdata"
)

// demo is the sample journal from a day on.
func demo(t *testing.T, from string) brief.Input {
	t.Helper()
	records, err := testdata.Journal()
	if err != nil {
		t.Fatal(err)
	}
	history, err := testdata.History()
	if err != nil {
		t.Fatal(err)
	}
	in := brief.Input{
		Now: testdata.Now(), Me: testdata.Me(), From: day(from), To: day("2026-11-12"), Histories: []oneonone.History{history},
		Meeting: oneonone.Slot{ID: "demo", On: day("2026-11-12"), With: "Marit Hoekstra", Minutes: 30, Number: 3},
	}
	for _, rec := range records {
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
		case *oneonone.Decision:
			in.Decisions = append(in.Decisions, r)
		case *oneonone.Meeting:
			if r.Held {
				in.Held = append(in.Held, r)
			}
		}
	}
	return in
}

// demoNotes is the raw notes of the sample meeting, with an agenda of which
// one topic was reached.
func demoNotes(t *testing.T) brief.Notes {
	in := demo(t, "2026-10-22")
	n := brief.Notes{Now: in.Now, Meeting: in.Meeting, Raw: testdata.RawNotes, Me: in.Me, Topics: []oneonone.Topic{
		{ID: "t-reviews", Title: "Shorter waiting times for reviews"}, {ID: "t-hiring", Title: "A second engineer for the portal"}, {ID: "t-edi", Title: "Get rid of D96A"},
	}}
	for _, p := range in.People {
		n.People = append(n.People, *p)
	}
	return n
}

// labelled gives an answer of testdata with the labels that the records have
// in this run: the files cite records by "@" and their id.
func labelled(t *testing.T, file string, b *brief.Brief) counting {
	text := golden(t, file)
	for id, label := range newSheet(b, figures.Of(b), selection{}).labelOf {
		text = strings.ReplaceAll(text, `"@`+id+`"`, `"`+label+`"`)
	}
	return counting{text, 0}
}

// draftDemo drafts from the sample with a model that answers as in the file
// of testdata, as often as it is asked.
func draftDemo(t *testing.T, task, file string) (draft any, findings []oneonone.Finding) {
	t.Helper()
	switch task {
	case taskPrep:
		b := brief.New(demo(t, "2026-10-22"))
		a, err := Coach{Model: labelled(t, file, b)}.Prep(t.Context(), b)
		if err != nil {
			t.Fatal(err)
		}
		return a, a.Findings
	case taskRecap:
		r, err := Coach{Model: counting{golden(t, file), 0}}.Recap(t.Context(), demoNotes(t))
		if err != nil {
			t.Fatal(err)
		}
		return r, r.Findings
	}
	b := brief.New(demo(t, "2026-09-17"))
	r, err := Coach{Model: labelled(t, file, b)}.Reflect(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	return r, r.Findings
}

// TestDemoCareful: nothing of what a careful model says about the sample is
// lost, at one request.
func TestDemoCareful(t *testing.T) {
	for _, task := range []string{taskPrep, taskRecap, taskReflect} {
		_, findings := draftDemo(t, task, "demo."+task+".careful.json")
		for _, f := range findings {
			t.Errorf("%s: %s", task, f.Message)
		}
	}
}

// TestDemoSloppy: no figure, name, ticket or quotation that a sloppy model makes
// up about the sample is in the draft. What is false in words of the records is
// another matter: the program marks what it can, and is told here what it can't.
func TestDemoSloppy(t *testing.T) {
	for task, tt := range map[string]struct{ gone, sense []string }{
		taskPrep: {
			gone:  []string{"nearly there", "8.5 s", "next year", "31 of the 40", "called at night", "!999", "DOCK-12", "Ingrid", "Wout set the limit"},
			sense: []string{"two more people", "Joost was paged", "is finished", "Joost says a connection", "Wout fixes"},
		},
		taskRecap: {
			gone:  []string{"2026-11-13", "\"Joost\"", "\"discussed\"", "\"declined\"}"},
			sense: []string{"before Christmas\"", "new cluster", "best engineer", "38 of 38", "senior title", "We page reporting's on-call"},
		},
		taskReflect: {
			gone:  []string{"0 of 100", "130 ms", "g9", "Ingrid"},
			sense: []string{"12 services", "none since", "can run inside", "kept in time", "admires"},
		},
	} {
		t.Run(task, func(t *testing.T) {
			draft, findings := draftDemo(t, task, "demo."+task+".sloppy.txt")
			text := withoutFindings(t, draft)
			for _, claim := range tt.gone {
				if strings.Contains(text, claim) {
					t.Errorf("%q is in the draft", claim)
				}
			}
			passed := 0
			for _, claim := range tt.sense {
				if strings.Contains(text, claim) && !isMarked(draft, text, claim) {
					passed++
					t.Logf("passes: %q", claim)
				}
			}
			if passed == len(tt.sense) {
				t.Error("nothing that is false in sense is marked")
			}
			if len(findings) < 2 {
				t.Errorf("only %d findings", len(findings))
			}
		})
	}
}

// isMarked tells whether a draft says that it is not sure of a claim, or leaves
// it to the user.
func isMarked(draft any, text, claim string) bool {
	switch d := draft.(type) {
	case oneonone.Agenda:
		return slices.ContainsFunc(d.UnsureLines(), func(l *oneonone.Line) bool { return strings.Contains(l.Text, claim) })
	case oneonone.Recap:
		if slices.ContainsFunc(d.NotSure, func(n oneonone.NotSure) bool { return strings.Contains(n.Text, claim) }) {
			return true
		}
	}
	return regexp.MustCompile(regexp.QuoteMeta(claim) + `[^"]*\(\?\)`).MatchString(text)
}

// withoutFindings gives what a draft says: neither what was left out of it nor
// the records themselves.
func withoutFindings(t *testing.T, draft any) string {
	b, err := json.Marshal(draft)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(b, &fields); err != nil {
		t.Fatal(err)
	}
	delete(fields, "findings")
	delete(fields, "evidence")
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(fields); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
