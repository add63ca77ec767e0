package coach

import (
	"encoding/json"
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
// lost.
func TestDemoCareful(t *testing.T) {
	for _, task := range []string{taskPrep, taskRecap, taskReflect} {
		_, findings := draftDemo(t, task, "demo."+task+".careful.json")
		for _, f := range findings {
			t.Errorf("%s: %s", task, f.Message)
		}
	}
}

// TestDemoSloppy: nothing of what a sloppy model makes up about the sample is
// in the draft.
func TestDemoSloppy(t *testing.T) {
	for task, invented := range map[string][]string{
		taskPrep: {
			"is finished", "nearly there", "12 November to ask", "8.5 s", "next year", "Joost says a connection", "12 s", "31 of the 40", "126 bookings", "Joost was paged", "Wout set the limit",
			"Wout fixes", "Ingrid", "brilliant", "called at night", "everybody says", "!999", "DOCK-12", "1 Nov",
		},
		taskRecap: {
			"senior title", "before Christmas", "late\",\"declined\":false", "2026-11-13", "Joost", "new cluster", "best engineer", "38 of 38", "\"discussed\"", "\"declined\": \"", "declined\"}",
		},
		taskReflect: {"0 of 100", "130 ms", "12 services", "none since", "g9", "can run inside", "it works inside", "kept in time", "admires", "Ingrid"},
	} {
		t.Run(task, func(t *testing.T) {
			draft, findings := draftDemo(t, task, "demo."+task+".sloppy.txt")
			text := withoutFindings(t, draft)
			for _, claim := range invented {
				if strings.Contains(text, claim) {
					t.Errorf("%q is in the draft", claim)
				}
			}
			if len(findings) < 8 {
				t.Errorf("only %d findings", len(findings))
			}
		})
	}
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
