package oneonone

import (
	"fmt"
	"strings"
)

// Review is a period of work as a performance cycle asks for it: what came of
// it, what shows that, and what it was good for, by competency or by goal. What
// no record says is asked.
type Review struct {
	From, To Date
	Parts    []ReviewPart
	Promises Promises
	// Missed are the user's own promises of the period that missed their date.
	Missed []string
	Gaps   []string
}

// ReviewPart is a competency, a goal, or what belongs to none.
type ReviewPart struct {
	Name string
	// Plain parts hold what was said or learned, which needs no impact.
	Plain   bool
	Entries []Result
}

// Result is one thing that came of the work. Impact is "" when no record says
// what it was good for.
type Result struct {
	On       Date
	Text     string
	Metric   Maybe
	Impact   string
	Evidence []Evidence
}

// ReviewMarkdown gives a review, ready to paste.
func ReviewMarkdown(r Review) string {
	var m markdown
	m.heading(1, fmt.Sprintf("Self-review, %s to %s", r.From.Short(r.To), r.To.Short(r.From)+yearOf(r.To)))
	for _, part := range r.Parts {
		m.heading(2, inline(part.Name))
		for _, e := range part.Entries {
			if part.Plain {
				m.bullet(strings.TrimSpace(inline(e.Text) + " " + idsOf(e)))
				continue
			}
			m.bullet("**Outcome:** " + inline(e.Text))
			m.WriteString("  - **Evidence:** " + evidenceOf(e, r.To) + "\n")
			impact := inline(e.Impact)
			if impact == "" {
				impact = "? Whom did it help, and what would have happened without it?"
			}
			m.WriteString("  - **Impact:** " + impact + "\n")
		}
		m.gap()
	}
	if p := r.Promises; p.Made > 0 {
		m.heading(2, "Promises")
		m.para(fmt.Sprintf("%d made, %d kept in time, %d kept late, %d still open.", p.Made, p.Kept, p.Late, p.Open))
		for _, text := range r.Missed {
			m.bullet("missed its date: " + inline(text))
		}
		m.gap()
	}
	m.section("What no record shows", len(r.Gaps), func(i int) string { return inline(r.Gaps[i]) })
	return m.String()
}

// evidenceOf names the records behind an outcome, and its figure.
func evidenceOf(e Result, to Date) string {
	var parts []string
	if e.Metric != "" {
		parts = append(parts, inline(string(e.Metric)))
	}
	for _, ev := range e.Evidence {
		parts = append(parts, fmt.Sprintf("%s %s `%s`", ev.Kind, ev.Date.Short(to), ev.ID[:min(6, len(ev.ID))]))
	}
	return strings.Join(parts, "; ")
}

// BragMarkdown gives the outcomes of a review as a running document, the newest
// month first.
func BragMarkdown(r Review) string {
	var m markdown
	m.heading(1, "What I did")
	var all []Result
	for _, part := range r.Parts {
		if !part.Plain {
			all = append(all, part.Entries...)
		}
	}
	all = newestFirst(all)
	if len(all) == 0 {
		m.para("No record tells of something that is better now. A note with #win does.")
	}
	month := ""
	for _, e := range all {
		if name := fmt.Sprintf("%s %d", e.On.Month, e.On.Year); name != month {
			month = name
			m.heading(2, month)
		}
		line := inline(e.Text)
		if e.Impact != "" {
			line += " — " + inline(e.Impact)
		}
		m.bullet(strings.TrimSpace(line + " " + idsOf(e)))
	}
	m.gap()
	return m.String()
}

// idsOf gives the beginnings of the ids behind an outcome.
func idsOf(e Result) string {
	var ids []string
	for _, ev := range e.Evidence {
		ids = append(ids, "`"+ev.ID[:min(6, len(ev.ID))]+"`")
	}
	return strings.Join(ids, " ")
}

// newestFirst orders outcomes by day and leaves out what was told twice.
func newestFirst(all []Result) []Result {
	var out []Result
	seen := map[string]bool{}
	for _, e := range all {
		if seen[e.Text] {
			continue
		}
		seen[e.Text] = true
		at := len(out)
		for at > 0 && out[at-1].On.Before(e.On) {
			at--
		}
		out = append(out[:at], append([]Result{e}, out[at:]...)...)
	}
	return out
}
