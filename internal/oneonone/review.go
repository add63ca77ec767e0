package oneonone

import (
	"fmt"
	"strings"
)

// Review is a period of work as a performance cycle asks for it: figures over
// time, then what came of the work and what it was good for, by competency or by
// goal. What no record says is asked of the user.
type Review struct {
	From, To Date
	Figures  []Fact
	Parts    []ReviewPart
	Promises Promises
	// Missed are the user's own promises of the period that missed their date.
	Missed []string
	// Gaps are questions.
	Gaps []string
}

// ReviewPart is a competency, a goal, or what belongs to none.
type ReviewPart struct {
	Name    string
	Entries []Result
	// Keep is how many entries stay as long as there is any room, Extra that there
	// are none where there is little.
	Keep  int
	Extra bool
}

// Result is one thing that came of the work. Impact is "" when no record says
// what it was good for.
type Result struct {
	On     Date
	Text   string
	Impact string
	// Core is what of the text may show a skill, Evidence the records behind it.
	Core     string
	Evidence []string
}

// ReviewMarkdown gives a review, ready to paste down to the line; below it
// stands what only the user can say.
func ReviewMarkdown(r Review) string {
	var m markdown
	m.heading(1, "Self-review · "+spanned(r.From, r.To))
	chapters := []chapter{{name: "Figures", lines: inlined(r.Figures), keep: 6, core: coreFigures}}
	for _, part := range r.Parts {
		chapters = append(chapters, chapter{name: inline(part.Name), lines: r.results(part), keep: part.Keep, extra: part.Extra})
	}
	asked := firstOf(r.Gaps, mostAsked)
	words := RoomBack(r.From, r.To)
	for _, q := range asked {
		words -= wordsIn(Cut(q, longestLine))
	}
	chapters = append(chapters, chapter{name: "Promises", lines: promiseLines(r.Promises, r.Missed, nil), keep: keptMissed})
	m.chapters(words-wordsIn(settleTitle), chapters)
	if len(asked) > 0 {
		m.gap()
		m.WriteString(ruler + "\n\n")
		m.heading(3, settleTitle)
		for _, q := range asked {
			m.bullet(inline(Cut(q, longestLine)))
		}
	}
	return m.String()
}

// coreFigures is how many figures over time stay as long as anything else can go.
const coreFigures = 3

// settleTitle stands above what is no part of a review.
const settleTitle = "For me, before I hand it in"

func (r Review) results(part ReviewPart) []string {
	var out []string
	for _, e := range part.Entries {
		out = append(out, e.line(r.To))
	}
	return out
}

// line tells an outcome with its day and what it was good for.
func (e Result) line(near Date) string {
	text := strings.TrimRight(inline(e.Text), ".")
	if day := "(" + e.On.Short(near) + ")"; !e.On.IsZero() && !strings.HasSuffix(text, day) {
		text += " " + day
	}
	if e.Impact != "" {
		text += " — " + strings.TrimRight(inline(e.Impact), ".")
	}
	return Ended(Sentence(text))
}

// BragMarkdown gives the outcomes of a review as a running document: figures over
// time, then month by month, the newest first.
func BragMarkdown(r Review) string {
	var m markdown
	m.heading(1, "What I did")
	var all []Result
	for _, part := range r.Parts {
		if !part.Extra {
			all = append(all, part.Entries...)
		}
	}
	all = newestFirst(all)
	if len(all)+len(r.Figures) == 0 {
		m.para("No record tells of something that is better now. A note with #win does.")
	}
	chapters := []chapter{{name: "Figures", lines: inlined(r.Figures), keep: 3}}
	oldest := r.To
	for _, e := range all {
		if e.On.Before(oldest) {
			oldest = e.On
		}
		name := fmt.Sprintf("%s %d", e.On.Month, e.On.Year)
		if last := &chapters[len(chapters)-1]; last.name != name {
			chapters = append(chapters, chapter{name: name})
		}
		last := &chapters[len(chapters)-1]
		last.lines = append(last.lines, e.line(r.To))
	}
	m.chapters(RoomBack(oldest, r.To), chapters)
	return m.String()
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
