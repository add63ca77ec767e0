package coach

import (
	"encoding/json"
	"testing"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// parcels is the journal of somebody who works on the labels of parcels.
func parcels() brief.Input {
	note := func(id, on string, kind oneonone.NoteKind, text string, projects ...string) *oneonone.Note {
		h := head(id, on, text)
		h.Projects = projects
		return &oneonone.Note{Head: h, NoteKind: oneonone.Maybe(kind)}
	}
	return brief.Input{
		Now: time.Date(2026, 11, 16, 8, 0, 0, 0, time.UTC), From: day("2026-11-01"), To: day("2026-11-17"), Me: []string{"Luca"},
		Meeting: oneonone.Slot{ID: "meet9", On: day("2026-11-17"), With: "Ines Duarte", Minutes: 30, Number: 4},
		Notes: []*oneonone.Note{
			note("pimport", "2026-11-03", oneonone.Plain, "+import nightly import took 95 min today, was 40 in september", "import"),
			note("pindex", "2026-11-04", oneonone.Learning, "@mara found it: the index on orders was dropped by migration 118"),
			note("paudit", "2026-11-04", oneonone.Blocker, "waiting for access to the audit logs since 2 nov, can't finish SHIP-204 without"),
			note("pdouble", "2026-11-05", oneonone.Plain, "2 of 31 parcels labelled twice. no rollback, the fix went in at 14:20. nothing had to be sent again"),
			note("pkept", "2026-11-06", oneonone.Question, "how long do we keep labels? asked legal about the retention, no answer"),
			note("pretry", "2026-11-09", oneonone.Win, "+labels retries have a bound now, 5 at most, with backoff. no page from the label service since 5 nov", "labels"),
			note("pflaky", "2026-11-11", oneonone.Win, "+labels flaky runs of the label service: 12% in october, 3% now", "labels"),
			note("pown", "2026-11-12", oneonone.Plain, "told @ines: I'd rather not own the carrier contracts"),
			note("presume", "2026-11-13", oneonone.Plain, "#881 is merged, the import can be resumed. it doesn't get faster by it"),
		},
		Actions: []*oneonone.Action{
			{Head: head("aload", "2026-10-27", "load test for the label service"), Owner: oneonone.Me, Due: day("2026-11-13"), Status: oneonone.StatusOpen},
			{Head: head("acarrier", "2026-10-27", "decide about the second carrier"), Owner: "Ines Duarte", Due: day("2026-11-20"), Status: oneonone.StatusOpen},
		},
		Feedback: []*oneonone.Feedback{
			{Head: head("frunbook", "2026-11-06", "Your runbook got me through the night without calling anybody."), From: "Mara Lindqvist", About: "the label runbook"},
			{Head: head("fdesign", "2026-11-10", "I'd like design notes before the code is written, not after it."), From: "Jonas Weir", About: "the retry change"},
		},
		Goals: []*oneonone.Goal{
			{Head: head("ghour", "2026-09-01", "every parcel labelled within one hour by the end of the year"), GoalKind: oneonone.Company, Due: day("2026-12-31"), Status: oneonone.StatusOpen},
		},
		Decisions: []*oneonone.Decision{
			{Head: head("dfreeze", "2026-11-03", "no freeze this year, we ship until 22 december")},
			{Head: head("drota", "2026-11-03", "a second on-call rota, not before the spring"), Declined: true},
		},
		People: []*oneonone.Person{
			{Head: head("pines", "2026-09-01", "Ines Duarte"), Role: oneonone.Manager},
			{Head: head("pmara", "2026-09-01", "Mara Lindqvist"), Role: oneonone.Peer},
			{Head: head("pjonas", "2026-09-01", "Jonas Weir"), Role: oneonone.Peer},
		},
	}
}

// claims are statements about the parcels: true ones in the words that a
// careful model would find, and those of one that invents.
type claims struct {
	True, Invented, Quotes []struct {
		What, Text, Quote string
		Cites             []string
	}
}

func readClaims(t *testing.T) claims {
	t.Helper()
	var c claims
	if err := json.Unmarshal([]byte(golden(t, "claims.json")), &c); err != nil {
		t.Fatal(err)
	}
	if len(c.True) < 30 || len(c.Invented) < 30 || len(c.Quotes) < 3 {
		t.Fatalf("only %d, %d and %d claims", len(c.True), len(c.Invented), len(c.Quotes))
	}
	return c
}

// TestTrueClaims: nothing that is true is left out.
func TestTrueClaims(t *testing.T) {
	b := brief.New(parcels())
	for _, claim := range readClaims(t).True {
		c := newCourt(b, newSheet(b, selection{}))
		text, cited := c.fact("x", "a fact", claim.Text, claim.Cites)
		if text != claim.Text {
			t.Errorf("%q is lost: %v", claim.Text, c.list)
		}
		if claim.Quote != "" && c.quote("x", claim.Quote, cited) == "" {
			t.Errorf("the quotation %q is lost: %v", claim.Quote, c.list)
		}
	}
}

// TestInventedClaims: nothing that is invented is left in, and each is told.
func TestInventedClaims(t *testing.T) {
	b := brief.New(parcels())
	all := readClaims(t)
	for _, claim := range all.Invented {
		c := newCourt(b, newSheet(b, selection{}))
		if text, _ := c.fact("x", "a fact", claim.Text, claim.Cites); text != "" || len(c.list) != 1 {
			t.Errorf("%s: %q stands, findings %v", claim.What, claim.Text, c.list)
		}
	}
	for _, claim := range all.Quotes {
		c := newCourt(b, newSheet(b, selection{}))
		text, cited := c.fact("x", "a fact", claim.Text, claim.Cites)
		if text == "" || c.quote("x", claim.Quote, cited) != "" || len(c.list) != 1 {
			t.Errorf("%s: %q stands, findings %v", claim.What, claim.Quote, c.list)
		}
	}
}

// TestToldInProposals: what somebody is said to have done is no proposal,
// wherever it stands.
func TestToldInProposals(t *testing.T) {
	b := brief.New(parcels())
	for text, stands := range map[string]bool{
		"Ines approved two days a week for the retries.":                   false,
		"My manager promised me a raise once the labels are quick.":        false,
		"Legal has signed the retention rules, and nothing stands against": false,
		"The audit of the carriers is done and merged.":                    false,
		"It closes SHIP-999 as well.":                                      false,
		"Two days in December are enough, once Ines has agreed.":           true,
		"The fix of #881 is merged, so the import can be resumed.":         true,
		"Could the rota be decided before the spring?":                     true,
		"I write the design notes before the code.":                        true,
	} {
		c := newCourt(b, newSheet(b, selection{}))
		if got := c.proposed("x", "a part", text); (got == text) != stands {
			t.Errorf("%q gives %q, findings %v", text, got, c.list)
		}
	}
}

// TestSense: what turns the words of a record needs a record that says it.
func TestSense(t *testing.T) {
	in := parcels()
	in.Notes = append(in.Notes,
		&oneonone.Note{Head: head("pteams", "2026-11-10", "carrier team is away for 5 weeks. their api is the slowest of the three")},
		&oneonone.Note{Head: head("pchat", "2026-11-12", "4 questions in the chat today, all about labels. I answer because nobody else does")},
		&oneonone.Note{Head: head("pwave", "2026-11-12", "asked to demo wave 3 on friday, said no. longest lock 180 ms, was 2.1 s. pager: 29 pages in two weeks, the batch ran at 06:30")},
		&oneonone.Note{Head: head("pfreeze", "2026-11-12", "wave 3 is on the 18th, freeze on the 20th")},
		&oneonone.Note{Head: head("plive", "2026-11-13", "new label layout is live for 10% of parcels, 2 complaints")},
	)
	b := brief.New(in)
	label := map[string]string{}
	for _, r := range newSheet(b, selection{}).records() {
		label[r.key] = r.Label
	}
	for _, tt := range []struct {
		text, cites string
		stands      bool
	}{
		{"The carrier team is away for five weeks", "pteams", true},
		{"The carrier team is away for 5 days", "pteams", false},
		{"The carrier team's API is the fastest of the three", "pteams", false},
		{"The carrier team's API is the slowest of the three", "pteams", true},
		{"Nobody else answers the questions in the chat, so I do", "pchat", true},
		{"Everybody asks questions about labels in the chat", "pchat", false},
		{"All questions in the chat were about labels", "pchat", true},
		{"Most parcels have the new label layout", "plive", false},
		{"The new label layout caused 2 complaints", "plive", false},
		{"The new label layout got worse for 10% of parcels", "plive", false},
		{"It was my first label layout that is live", "plive", false},
		{"Wave 3 is live", "pfreeze", false},
		{"I agreed to demo wave 3 on Friday", "pwave", false},
		{"The longest lock is 2.1 s now and was 180 ms", "pwave", false},
		{"The longest lock is 180 ms now and was 2.1 s", "pwave", true},
		{"The pager brought 29 pages a week", "pwave", false},
		{"The batch ran in the morning, at 06:30", "pwave", true},
		{"The batch ran in the evening", "pwave", false},
		{"Mara got through the night without calling anybody", "frunbook", true},
		{"Mara labelled 31 parcels in 14 minutes", "pdouble", false},
		{"Jonas likes design notes before the code is written", "fdesign", true},
		{"I promised to decide about the second carrier", "acarrier", false},
		{"Ines promised to decide about the second carrier", "acarrier", true},
		{"Mara told me that the load test for the label service is open", "aload", false},
		{"Jonas asked for design notes before the code is written", "fdesign", true},
		{"Every parcel is labelled within one hour", "ghour", false},
		{"The company goal is that every parcel is labelled within one hour", "ghour", true},
	} {
		if label[tt.cites] == "" {
			t.Fatalf("%s is not shown", tt.cites)
		}
		c := newCourt(b, newSheet(b, selection{}))
		if text, _ := c.fact("x", "a fact", tt.text, []string{label[tt.cites]}); (text != "") != tt.stands {
			t.Errorf("%q stands: %t, findings %v", tt.text, text != "", c.list)
		}
	}
}
