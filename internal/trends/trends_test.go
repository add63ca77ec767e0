package trends

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
)

func day(y, m, d int) oneonone.Date { return oneonone.Date{Year: y, Month: time.Month(m), Day: d} }

// Every day of a period lies in exactly one bucket, and the buckets follow each
// other.
func TestBuckets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := day(2020, 1, 1).AddDays(rapid.IntRange(0, 2000).Draw(t, "from"))
		to := from.AddDays(rapid.IntRange(0, 3000).Draw(t, "days"))
		_, list := buckets(from, to)
		if len(list) < 2 || list[0].From.After(from) || list[len(list)-1].To.Before(to) {
			t.Fatalf("%v to %v: %v", from, to, list)
		}
		for i := 1; i < len(list); i++ {
			if list[i].From != list[i-1].To.AddDays(1) {
				t.Fatalf("a gap before %v", list[i])
			}
		}
		c := counter{Input: Input{From: from, To: to}, buckets: list}
		d := from.AddDays(rapid.IntRange(0, to.DaysSince(from)).Draw(t, "day"))
		if i := c.at(d); i < 0 || d.Before(list[i].From) || d.After(list[i].To) {
			t.Fatalf("%v is in bucket %d", d, i)
		}
		if c.at(from.AddDays(-1)) >= 0 || c.at(to.AddDays(1)) >= 0 {
			t.Fatal("a day outside is counted")
		}
	})
}

// What is counted adds up, in whatever order the records come.
func TestCountsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := Input{From: day(2026, 1, 1), To: day(2026, 11, 20)}
		inside := 0
		for i := range rapid.IntRange(0, 30).Draw(t, "n") {
			on := day(2025, 12, 1).AddDays(rapid.IntRange(0, 400).Draw(t, "on"))
			a := &oneonone.Action{Head: oneonone.Head{ID: fmt.Sprint(i), At: on.Time(time.UTC)}, Owner: oneonone.Me, Status: rapid.SampledFrom([]oneonone.Status{oneonone.StatusOpen, oneonone.StatusDone}).Draw(t, "status"), Due: on.AddDays(7), Closed: on.AddDays(rapid.IntRange(0, 20).Draw(t, "closed"))}
			in.Actions = append(in.Actions, a)
			if !on.Before(in.From) && !on.After(in.To) {
				inside++
			}
		}
		r := New(in)
		sum := int64(0)
		for _, s := range r.Pictures[0].Series {
			sum += s.Sum()
		}
		if sum != int64(inside) {
			t.Fatalf("%d counted of %d", sum, inside)
		}
		in.Actions = rapid.Permutation(in.Actions).Draw(t, "order")
		if !reflect.DeepEqual(New(in), r) {
			t.Fatal("the order counts")
		}
	})
}

func sampleReport() Report {
	slot := oneonone.Slot{ID: "m1", On: day(2026, 11, 3), With: "Priya"}
	old := &oneonone.Kept[oneonone.Agenda]{Head: oneonone.Head{Created: time.Unix(1, 0)}, Draft: oneonone.Agenda{Meeting: slot, Topics: []oneonone.Topic{{Area: oneonone.Career}}}}
	now := &oneonone.Kept[oneonone.Agenda]{Head: oneonone.Head{Created: time.Unix(2, 0)}, Draft: oneonone.Agenda{Meeting: slot, Topics: []oneonone.Topic{{Area: oneonone.TechnicalDebt}, {Area: oneonone.TechnicalDebt}, {Area: oneonone.Career}, {Area: oneonone.FollowUp}}}}
	at := func(d, h int) time.Time { return time.Date(2026, 11, d, h, 0, 0, 0, time.UTC) }
	return New(Input{
		From: day(2026, 10, 1), To: day(2026, 11, 20), Agendas: []*oneonone.Kept[oneonone.Agenda]{old, now},
		Notes: []*oneonone.Note{{Head: oneonone.Head{At: at(3, 9)}, NoteKind: "win"}, {Head: oneonone.Head{At: at(4, 9)}}},
		Histories: []oneonone.History{{Repo: `a<script>"&`, Commits: []oneonone.Commit{
			{Mine: true, Time: at(3, 10), Subject: "add it"}, {Mine: true, Time: at(3, 22), Subject: "fix it"}, {Mine: true, Time: at(7, 10), Subject: "Revert it"}, {Time: at(4, 10), Subject: "more"},
		}}},
	})
}

func TestReport(t *testing.T) {
	r := sampleReport()
	got := map[string]string{}
	for _, p := range r.Pictures {
		for _, s := range p.Series {
			b, err := json.Marshal(s.Values)
			if err != nil {
				t.Fatal(err)
			}
			got[p.ID+"/"+s.Name] = string(b)
		}
	}
	for name, want := range map[string]string{
		"topics/technical debt": "[0,0,0,0,0,2,0,0]",
		"topics/career":         "[0,0,0,0,0,1,0,0]", // the last version counts
		"shares/technical":      "[null,null,null,null,null,67,null,null]",
		"notes/wins":            "[0,0,0,0,0,1,0,0]",
		"commits/yours":         "[0,0,0,0,0,3,0,0]",
		"commits/others'":       "[0,0,0,0,0,1,0,0]",
		"health/fixes":          "[null,null,null,null,null,25,null,null]",
		"health/reverts":        "[null,null,null,null,null,25,null,null]",
		"workload/late":         "[null,null,null,null,null,33,null,null]",
		"workload/on a weekend": "[null,null,null,null,null,33,null,null]",
	} {
		if got[name] != want {
			t.Errorf("%s is %s, want %s", name, got[name], want)
		}
	}
}

// The page needs nothing from elsewhere, takes no name for markup, and every
// chart in it is well formed.
func TestHTML(t *testing.T) {
	for _, r := range []Report{sampleReport(), New(Input{From: day(2026, 11, 1), To: day(2026, 11, 1)})} {
		var page bytes.Buffer
		if err := r.HTML(&page); err != nil {
			t.Fatal(err)
		}
		text := page.String()
		for _, bad := range []string{"<script", "src=", "href=", "@import", "url(", "http://", "https://"} {
			if i := strings.Index(strings.ReplaceAll(strings.ReplaceAll(text, "http://www.w3.org/2000/svg", ""), "http://www.w3.org/1999/xlink", ""), bad); i >= 0 {
				t.Errorf("the page has %q", bad)
			}
		}
		for rest := text; ; {
			i := strings.Index(rest, "<svg")
			if i < 0 {
				break
			}
			end := strings.Index(rest[i:], "</svg>")
			d := xml.NewDecoder(strings.NewReader(rest[i : i+end+6]))
			for {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%v in %.300s", err, rest[i:])
				}
			}
			rest = rest[i+end+6:]
		}
	}
}

func TestText(t *testing.T) {
	text := sampleReport().Text(80)
	for _, want := range []string{"# Trends, 2026-10-01 to 2026-11-20, by week", "## Topics by area", "technical debt      2 ███", "yours, 3 in all", "fixes, 25% at most", "Nothing on record in this period."} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// Whatever the figures, everything can be drawn.
func TestDraws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := day(2021, 1, 1)
		r := Report{From: from, To: from.AddDays(rapid.IntRange(0, 2000).Draw(t, "days"))}
		r.Unit, r.Buckets = buckets(r.From, r.To)
		p := Picture{ID: "p", Title: "P", Share: rapid.Bool().Draw(t, "share"), Many: rapid.Bool().Draw(t, "many")}
		for range rapid.IntRange(0, 9).Draw(t, "series") {
			s := Series{Name: rapid.String().Draw(t, "name")}
			for range r.Buckets {
				s.Values = append(s.Values, Figure(rapid.Int64Range(-1, 100).Draw(t, "v")))
			}
			p.Series = append(p.Series, s)
		}
		r.Pictures = []Picture{p}
		if err := r.HTML(io.Discard); err != nil {
			t.Fatal(err)
		}
		_ = r.Text(40)
	})
}
