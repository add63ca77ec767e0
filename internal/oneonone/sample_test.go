package oneonone_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"oneonone/internal/oneonone"
	"oneonone/testdata"
)

// The sample journal teaches by example, so it is held to what the program
// itself would have written.

func sampleJournal(t *testing.T) []oneonone.Record {
	t.Helper()
	records, err := testdata.Journal()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) < 80 {
		t.Fatalf("%d records, want two months of them", len(records))
	}
	return records
}

func sampleHistory(t *testing.T) oneonone.History {
	t.Helper()
	h, err := testdata.History()
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Commits) < 90 {
		t.Fatalf("%d commits, want ten weeks of them", len(h.Commits))
	}
	return h
}

// records picks those of one type.
func records[R oneonone.Record](t *testing.T) []R {
	t.Helper()
	var picked []R
	for _, r := range sampleJournal(t) {
		if one, ok := r.(R); ok {
			picked = append(picked, one)
		}
	}
	if len(picked) == 0 {
		t.Fatalf("the sample has no %T", *new(R))
	}
	return picked
}

func TestSampleIDs(t *testing.T) {
	wellFormed := regexp.MustCompile(`^[a-z2-7]{16}$`)
	seen := map[string]bool{}
	for _, r := range sampleJournal(t) {
		id := r.Header().ID
		if !wellFormed.MatchString(id) {
			t.Errorf("id %q is not 16 characters of lower-case base32", id)
		}
		if seen[id] {
			t.Errorf("id %s twice", id)
		}
		seen[id] = true
	}
}

func TestSampleTimes(t *testing.T) {
	now := testdata.Now()
	from := now.AddDate(0, -2, 0)
	var last time.Time
	for _, r := range sampleJournal(t) {
		h := r.Header()
		if h.At.Before(last) {
			t.Errorf("%s at %v comes after %v", h.ID, h.At, last)
		}
		last = h.At
		if h.At.Before(from) || h.Changed.After(now) {
			t.Errorf("%s at %v, changed %v: outside %v to %v", h.ID, h.At, h.Changed, from, now)
		}
		if h.Created.Before(h.At) || h.Changed.Before(h.Created) {
			t.Errorf("%s: at %v, created %v, changed %v are out of order", h.ID, h.At, h.Created, h.Changed)
		}
		if offset(h.At) != offset(h.At.In(rotterdam(h.At))) {
			t.Errorf("%s at %v: not the local time of that day", h.ID, h.At)
		}
	}
}

// rotterdam gives the engineer's zone at t without a zone database: summer
// time ended on 25 October 2026 at 01:00 UTC.
func rotterdam(t time.Time) *time.Location {
	if t.Before(time.Date(2026, time.October, 25, 1, 0, 0, 0, time.UTC)) {
		return time.FixedZone("CEST", 2*60*60)
	}
	return time.FixedZone("CET", 60*60)
}

func offset(t time.Time) int {
	_, seconds := t.Zone()
	return seconds
}

func TestSampleMarks(t *testing.T) {
	type marks struct{ Tags, People, Projects []string }
	for _, r := range sampleJournal(t) {
		h := r.Header()
		var want marks
		want.Tags, want.People, want.Projects = oneonone.Marks(h.Text)
		got := marks{h.Tags, h.People, h.Projects}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s %q: lists (-marked +listed):\n%s", h.ID, h.Text, diff)
		}
	}
}

func TestSampleEncodesAsRead(t *testing.T) {
	file, err := os.ReadFile("../../testdata/sample/journal.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(file), []byte("\n"))
	all := sampleJournal(t)
	if len(lines) != len(all) {
		t.Fatalf("%d lines, %d records", len(lines), len(all))
	}
	for i, r := range all {
		again, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(values(t, lines[i]), values(t, again)); diff != "" {
			t.Errorf("line %d (-file +encoded again):\n%s", i+1, diff)
		}
	}
}

func values(t *testing.T, line []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(line, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSampleMeetings(t *testing.T) {
	var planned []oneonone.Slot
	held := map[oneonone.Maybe]int{}
	for _, m := range records[*oneonone.Meeting](t) {
		if !m.Held {
			planned = append(planned, m.Slot())
			continue
		}
		held[oneonone.Maybe(m.ID)] = m.Number
		if m.Text == "" || m.Header().On() != m.On {
			t.Errorf("meeting %s of %s: held on %s, notes %q", m.ID, m.On, m.Header().On(), m.Text)
		}
	}
	next, err := testdata.Meeting()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]oneonone.Slot{next}, planned); diff != "" {
		t.Errorf("planned meetings (-want +got):\n%s", diff)
	}
	if want := len(held) + 1; next.Number != want || next.On != oneonone.DateOf(testdata.Now()) {
		t.Errorf("the next meeting is number %d on %s, want %d on the day of the clock", next.Number, next.On, want)
	}
	for _, ref := range meetingRefs(t) {
		if held[ref] == 0 {
			t.Errorf("meeting %s is named and not on file as held", ref)
		}
	}
}

// meetingRefs lists the meetings that other records name.
func meetingRefs(t *testing.T) []oneonone.Maybe {
	t.Helper()
	var refs []oneonone.Maybe
	for _, r := range sampleJournal(t) {
		switch r := r.(type) {
		case *oneonone.Action:
			refs = append(refs, r.Meeting)
		case *oneonone.Feedback:
			refs = append(refs, r.Meeting)
		case *oneonone.Decision:
			refs = append(refs, r.Meeting)
		}
	}
	refs = slices.DeleteFunc(refs, func(m oneonone.Maybe) bool { return m == "" })
	if len(refs) == 0 {
		t.Fatal("no record of the sample names a meeting")
	}
	return refs
}

func TestSampleActions(t *testing.T) {
	now := oneonone.DateOf(testdata.Now())
	got := map[string]int{}
	for _, a := range records[*oneonone.Action](t) {
		if a.Open() != a.Closed.IsZero() || (a.Status == oneonone.StatusDropped) != (a.Why != "") {
			t.Errorf("%q is %s, closed %q, why %q", a.Text, a.Status, a.Closed, a.Why)
		}
		whose := "theirs"
		if a.Owner == oneonone.Me {
			whose = "mine"
		}
		got[whose+" "+standing(a, now)]++
	}
	want := map[string]int{
		"mine kept": 3, "mine late": 1, "mine overdue": 1, "mine open": 1, "mine dropped": 1,
		"theirs kept": 1, "theirs late": 1, "theirs overdue": 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("promises (-want +got):\n%s", diff)
	}
}

func standing(a *oneonone.Action, day oneonone.Date) string {
	switch {
	case a.Overdue(day):
		return "overdue"
	case a.Status != oneonone.StatusDone:
		return string(a.Status)
	case !a.Due.IsZero() && a.Closed.After(a.Due):
		return "late"
	}
	return "kept"
}

// TestSamplePrivate keeps the one private note worth having: what it tells
// stands nowhere else.
func TestSamplePrivate(t *testing.T) {
	private := 0
	for _, r := range sampleJournal(t) {
		h := r.Header()
		tells := strings.Contains(h.Text, "interview")
		if h.Private {
			private++
		}
		if tells != h.Private {
			t.Errorf("%s %q: private %v", h.ID, h.Text, h.Private)
		}
	}
	if private != 1 || strings.Contains(testdata.RawNotes, "interview") {
		t.Errorf("%d private notes, want one that the raw notes don't repeat", private)
	}
}

func TestSampleHistory(t *testing.T) {
	h := sampleHistory(t)
	hash := regexp.MustCompile(`^[0-9a-f]{40}$`)
	seen, people := map[string]bool{}, map[string]bool{}
	next := h.Until
	for _, c := range h.Commits {
		if !hash.MatchString(c.Hash) || seen[c.Hash] {
			t.Errorf("hash %q of %q is malformed or there twice", c.Hash, c.Subject)
		}
		if c.Time.After(next) || c.Time.Before(h.Since) {
			t.Errorf("%q at %v is not between %v and %v", c.Subject, c.Time, h.Since, next)
		}
		author := slices.Contains(h.Authors, c.Email)
		together := strings.Contains(c.Body, "Co-authored-by: Daria")
		if c.Mine != (author || together) || c.CoAuthored != together {
			t.Errorf("%q of %s: mine %v, co-authored %v", c.Subject, c.Email, c.Mine, c.CoAuthored)
		}
		if ins, del := c.Lines(); ins+del == 0 || c.Repo != h.Repo {
			t.Errorf("%q changes %d lines in %q", c.Subject, ins+del, c.Repo)
		}
		seen[c.Hash], people[c.Email], next = true, true, c.Time
	}
	if len(people) != 4 || !h.Until.Equal(testdata.Now()) {
		t.Errorf("%d people until %v, want 4 until %v", len(people), h.Until, testdata.Now())
	}
}

// TestSampleAgrees holds figures of the journal against the history.
func TestSampleAgrees(t *testing.T) {
	h := sampleHistory(t)
	all, mine, fixes, ediFixes := 0, 0, 0, 0
	for _, c := range h.Commits {
		if touches(c, "calendar/") {
			all++
			if c.Mine {
				mine++
			}
		}
		if strings.Contains(c.Subject, ": fix ") {
			fixes++
			if touches(c, "edi/") {
				ediFixes++
			}
		}
		sql := func(f oneonone.FileChange) bool { return strings.HasSuffix(f.Path, ".sql") }
		if c.Mine && slices.ContainsFunc(c.Files, sql) && c.Time.Before(time.Date(2026, time.October, 20, 0, 0, 0, 0, c.Time.Location())) {
			t.Errorf("%q: the journal tells the first migration on 20 October", c.Subject)
		}
	}
	if slices.ContainsFunc(h.Earlier, func(p string) bool { return strings.HasSuffix(p, ".sql") }) {
		t.Error("SQL was touched in the year before, the journal says it was new")
	}
	if want := fmt.Sprintf("%d mine, %d wout", mine, all-mine); !noted(t, want) {
		t.Errorf("no note says of the calendar %q", want)
	}
	if 2*ediFixes < fixes {
		t.Errorf("%d of %d fixes in edi: the journal blames it for most", ediFixes, fixes)
	}
}

func touches(c oneonone.Commit, folder string) bool {
	return slices.ContainsFunc(c.Files, func(f oneonone.FileChange) bool { return strings.HasPrefix(f.Path, folder) })
}

func noted(t *testing.T, words string) bool {
	t.Helper()
	return slices.ContainsFunc(records[*oneonone.Note](t), func(n *oneonone.Note) bool { return strings.Contains(n.Text, words) })
}

func TestSampleRawNotes(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(testdata.RawNotes), "\n")
	if len(lines) < 15 || len(lines) > 25 {
		t.Errorf("%d lines, want 15 to 25", len(lines))
	}
	if clean := oneonone.Clean(testdata.RawNotes); clean != testdata.RawNotes {
		t.Error("the raw notes have control characters")
	}
}
