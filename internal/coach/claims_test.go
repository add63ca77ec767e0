package coach

import (
	"encoding/json"
	"testing"
	"time"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/ground"
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

// claims are statements about the parcels: true ones in the words that a careful
// model would find, and false ones, by what the program can do about them. What
// says of each what it is.
type claims struct {
	// True are true. Slots have a figure, a name, a day, a ticket or a quotation
	// that stands nowhere. Crossed tell figures on record the other way round. Sense
	// are false though all their
	// figures and names are on record, or in a way that the program can't see.
	True, Slots, Crossed, Sense []struct {
		What, Text string
		Cites      []string
	}
}

func readClaims(t *testing.T) claims {
	t.Helper()
	var c claims
	if err := json.Unmarshal([]byte(golden(t, "claims.json")), &c); err != nil {
		t.Fatal(err)
	}
	if len(c.True) < 40 || len(c.Slots) < 12 || len(c.Crossed) < 2 || len(c.Sense) < 20 {
		t.Fatalf("only %d, %d, %d and %d claims", len(c.True), len(c.Slots), len(c.Crossed), len(c.Sense))
	}
	return c
}

// TestClaims: what is true is never contradicted, what names something that stands
// nowhere always is, and what crosses figures never holds. Of what is false in sense the program promises nothing: it is
// told what passes, and a third at least should not.
func TestClaims(t *testing.T) {
	b := brief.New(parcels())
	g, labels := GroundOf(b), newCourt(b, newSheet(b, figures.Of(b), selection{}))
	all := readClaims(t)
	for _, claim := range all.True {
		if v := g.Judge(claim.Text, labels.cites(claim.Cites)); v.Outcome == ground.Contradicted {
			t.Errorf("%q is true, and taken out: %s", claim.Text, v.Wrong)
		}
	}
	for _, claim := range all.Slots {
		if v := g.Judge(claim.Text, labels.cites(claim.Cites)); v.Outcome != ground.Contradicted || v.Wrong == "" {
			t.Errorf("%s: %q stands", claim.What, claim.Text)
		}
	}
	for _, claim := range all.Crossed {
		if v := g.Judge(claim.Text, labels.cites(claim.Cites)); v.Outcome == ground.Holds {
			t.Errorf("%s: %q holds", claim.What, claim.Text)
		}
	}
	passed := 0
	for _, claim := range all.Sense {
		if v := g.Judge(claim.Text, labels.cites(claim.Cites)); v.Outcome == ground.Holds {
			passed++
			t.Logf("passes: %s: %q", claim.What, claim.Text)
		}
	}
	if passed*3 > len(all.Sense)*2 {
		t.Errorf("%d of %d pass that are false in sense", passed, len(all.Sense))
	}
}

// TestFalseInProposals: a proposal may have figures and days of its own, but no
// names, tickets or quotations. That somebody agreed to it is sense.
func TestFalseInProposals(t *testing.T) {
	b := brief.New(parcels())
	for text, stands := range map[string]bool{
		"It closes SHIP-999 as well.":                              false,
		"Could we ask Stefan for a day?":                           false,
		"Would it help if Mara said “you saved the whole team”?":   false,
		"Two days in December are enough, once Ines has agreed.":   true,
		"The fix of #881 is merged, so the import can be resumed.": true,
		"Could the rota be decided before the spring?":             true,
		"I write the design notes before the code.":                true,
		"From 12% flaky runs to 1% by 18 December.":                true,
	} {
		c := newCourt(b, newSheet(b, figures.Of(b), selection{}))
		if got := c.propose("x", text); (got == text) != stands || (len(c.list) == 0) != stands {
			t.Errorf("%q gives %q, findings %v", text, got, c.list)
		}
	}
}
