package rulebook

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
)

// Remark is a finding in a text, and where it stands: line and column from 1,
// the column in characters.
type Remark struct {
	oneonone.Finding
	Line, Column int
}

// Lint holds a text to the text rules. Today decides which deadlines have
// passed, the locale how numeric dates are read. Remarks come in the order of
// the text, each rule once for a paragraph or list item.
func Lint(source string, today time.Time, loc prose.Locale) []Remark {
	l := &linter{source: source, today: today, loc: loc}
	all := readSentences(source, blocks([]byte(source)))
	for len(all) > 0 {
		n := slices.IndexFunc(all, func(s *sentence) bool { return s.block.section != all[0].block.section })
		if n < 0 {
			n = len(all)
		}
		l.section(all[:n])
		all = all[n:]
	}
	return l.remarks()
}

// section reads what stands under one heading. A proposal may say its figure
// and its day in lines of their own, or ask for them there.
func (l *linter) section(all []*sentence) {
	l.asksFigure, l.asksDay = false, false
	for _, s := range all {
		l.asksFigure = l.asksFigure || figurePart().MatchString(s.says)
		l.asksDay = l.asksDay || dayPart().MatchString(s.says)
	}
	for rest := all; len(rest) > 0; {
		n := slices.IndexFunc(rest, func(s *sentence) bool { return s.block != rest[0].block })
		if n < 0 {
			n = len(rest)
		}
		l.block(rest[:n])
		rest = rest[n:]
	}
	l.complaints(all)
}

// block judges the sentences of a block.
func (l *linter) block(sentences []*sentence) {
	for i, s := range sentences {
		if s.box != ticked && !s.silent {
			s.near = sentences[max(0, i-1):min(i+2, len(sentences))]
			s.about = s.text[s.near[0].Start:s.near[len(s.near)-1].End]
			l.owes(s)
			l.speaks(s)
		}
	}
}

// figurePart and dayPart are the parts of a proposal that stand in lines of
// their own: "Measured by: …", "By when?".
var (
	figurePart = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\s*(?:measur(?:ed by|e|able)|metric|baseline|target|success)\b[^.:\n]{0,20}:|` +
			`(?:how much|what would you count|which figure)\b.*\?`)
	})
	dayPart = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^\s*(?:when|by when|due|deadline|time-bound|date)\b[^.:\n]{0,12}:|\bby when\b.*\?`)
	})
)

type linter struct {
	source string
	today  time.Time
	loc    prose.Locale
	found  []at
	// asksFigure and asksDay tell that the section at hand has these parts of a
	// proposal in lines of their own.
	asksFigure, asksDay bool
}

// at is a finding at a byte of the source.
type at struct {
	rule, message string
	block, place  int
}

func (l *linter) add(rule string, s *sentence, format string, args ...any) {
	for _, f := range slices.Backward(l.found) {
		if f.block != s.start {
			break
		}
		if f.rule == rule {
			return
		}
	}
	l.found = append(l.found, at{rule, fmt.Sprintf(format, args...), s.start, s.start + s.Start})
}

// remarks puts the findings in order and counts their lines.
func (l *linter) remarks() []Remark {
	slices.SortStableFunc(l.found, func(a, b at) int { return cmp.Compare(a.place, b.place) })
	var out []Remark
	line, start, seen := 1, 0, 0
	for _, f := range l.found {
		for i := seen; i < f.place; i++ {
			if l.source[i] == '\n' {
				line, start = line+1, i+1
			}
		}
		seen = f.place
		rule, _ := Named(f.rule)
		column := utf8.RuneCountInString(l.source[start:f.place]) + 1
		out = append(out, Remark{oneonone.Finding{
			Rule: f.rule, Severity: rule.Severity, Message: f.message, Fix: rule.Fix, Where: fmt.Sprintf("%d:%d", line, column),
		}, line, column})
	}
	return out
}

// owes asks of a sentence what is due from a proposal, a promise, an action item.
func (l *linter) owes(s *sentence) {
	switch {
	case s.isAction():
		l.late(s)
		l.bounds(s)
		l.owner(s)
	case s.mainly == reader.Proposal:
		l.metric(s)
		l.deadline(s)
		l.bounds(s)
	case s.mainly == reader.Promise:
		l.late(s)
		l.bounds(s)
	}
}

// speaks finds what should not be said as it is.
func (l *linter) speaks(s *sentence) {
	if s.mainly == reader.Quoted || s.isAction() {
		return
	}
	switch {
	case s.mainly == reader.Wish && s.does(reader.Wish):
		l.aspiration(s)
	case s.mainly == reader.Report && s.does(reader.Report):
		l.status(s)
	}
	if s.does(reader.VagueFeedback) {
		l.add(VagueFeedback, s, "feedback on what?")
	}
	if s.does(reader.Promotion) && !may(s.near, reader.Earned) && len(prose.Changes(s.about)) == 0 {
		l.add(PromotionAsk, s, "a title or pay is asked for without the contributions that would earn it")
	}
	l.blame(s)
}

// complaints finds grievances in a section that neither proposes anything nor
// asks for a decision.
func (l *linter) complaints(section []*sentence) {
	if slices.ContainsFunc(section, (*sentence).offers) {
		return
	}
	for _, s := range section {
		if s.does(reader.Grievance) && s.mainly != reader.Quoted && !s.silent && s.box != ticked {
			l.add(Complaint, s, "a complaint with nothing to say yes to")
			return
		}
	}
}

// offers tells what somebody can say yes to: a proposal, a promise, or a question
// that is not about how one is doing.
func (s *sentence) offers() bool {
	if s.silent || s.box == ticked {
		return false
	}
	return s.mainly == reader.Proposal || s.mainly == reader.Promise || s.mainly == "" && may([]*sentence{s}, reader.Proposal) ||
		s.Of(reader.Ask) >= mostly && !s.does(reader.VagueFeedback) && !s.does(reader.Promotion)
}

func (l *linter) metric(s *sentence) {
	if !l.asksFigure && !l.measures(s.text[s.Start:s.near[len(s.near)-1].End]) {
		l.add(NoMetric, s, "this proposal has nothing to measure")
	}
}

// measures tells whether a text has a figure that is no part of a date.
func (l *linter) measures(text string) bool {
	dates := prose.Dates(text, l.today, l.loc)
	for _, q := range prose.Quantities(text) {
		if !slices.ContainsFunc(dates, func(d prose.DateSpan) bool { return q.Start < d.End && d.Start < q.End }) {
			return true
		}
	}
	return len(l.days(text)) < len(dates) || shares().MatchString(text)
}

// days gives the dates in a text. Hours are no date ("an answer within 24 hours"), and where
// another date says from when on, days are none ("within a day from 1 December").
func (l *linter) days(text string) []prose.DateSpan {
	all := prose.Dates(text, l.today, l.loc)
	return slices.DeleteFunc(slices.Clone(all), func(d prose.DateSpan) bool {
		q := prose.Quantities("2 " + d.Text[strings.LastIndexByte(d.Text, ' ')+1:])
		return len(q) > 0 && (q[0].Unit == "h" || q[0].Unit == "min" || q[0].Unit == "day" && len(all) > 1)
	})
}

// shares are the words that are figures.
var shares = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:halve|half|double|a third|a quarter of|zero|none)\b`)
})

// windows are times that name no day.
var windows = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:this|next|per|each|every)(?: \w+)? (?:sprint|release|iteration|cycle|half)s?\b`)
})

func (l *linter) deadline(s *sentence) {
	if l.late(s) {
		return
	}
	if !l.asksDay && !l.dated(s.text) {
		l.add(NoDeadline, s, "this proposal says no day")
	}
}

// dated tells whether a text names a day to come, or a window. What was
// measured today or last week is a baseline.
func (l *linter) dated(text string) bool {
	if due, span, ok := prose.Due(text, l.today, l.loc); ok && (due.Before(day(l.today)) || limited().MatchString(text[:span.Start])) {
		return true // "today" alone is when something was measured
	}
	return l.daysAhead(text) > 0 || windows().MatchString(text)
}

// daysAhead counts the days to come that a text names.
func (l *linter) daysAhead(text string) int {
	n := 0
	for _, d := range l.days(text) {
		if d.Until.After(day(l.today)) {
			n++
		}
	}
	return n
}

// limited ends with a word that makes a day a limit.
var limited = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:by|until|till|before|due|from|starting)\s*:?\s*$`)
})

// late tells whether the day of a sentence has passed; an action item without one has that
// of its heading.
func (l *linter) late(s *sentence) bool {
	due, span, ok := prose.Due(s.says, l.today, l.loc)
	if !ok {
		due, span, ok = l.lastDay(s)
	}
	if !ok && s.isAction() {
		due, span, ok = prose.Due(s.under, l.today, l.loc)
	}
	if !ok || !due.Before(day(l.today)) {
		return false
	}
	l.add(PastDeadline, s, "%s has passed", strings.TrimSpace(span.Text))
	return true
}

// lastDay gives the day that ends an action item, which is its due date
// without saying so ("send the numbers, 16 November").
func (l *linter) lastDay(s *sentence) (time.Time, prose.DateSpan, bool) {
	spans := prose.Dates(s.says, l.today, l.loc)
	if len(spans) == 0 {
		return time.Time{}, prose.DateSpan{}, false
	}
	last := spans[len(spans)-1]
	before := strings.TrimRight(s.says[:last.Start], " ")
	ends := strings.Trim(s.says[last.End:], " .)]*_") == ""
	return last.Until, last, ends && before != "" && strings.ContainsAny(before[len(before)-1:], ",(–-—[")
}

func day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// step are the words of a first step.
var step = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:(?:first|next) steps?|step 1|start(?:ing)? (?:with|by)|by \w+ing)\b`)
})

// aspiration finds a wish that leads to nothing: a day and a first step make it a
// plan, be it a second day or what is promised beside it.
func (l *linter) aspiration(s *sentence) {
	dated := l.dated(s.about)
	stepped := step().MatchString(s.about) || l.daysAhead(s.about) > 1 || may(others(s.near, s), reader.Promise, reader.Proposal)
	if !dated || !stepped {
		l.add(VagueAspiration, s, "a wish without %s", missing(dated, stepped))
	}
}

func missing(dated, stepped bool) string {
	switch {
	case dated:
		return "a first step"
	case stepped:
		return "a day"
	}
	return "a day and a first step"
}

// others gives the sentences around one.
func others(around []*sentence, one *sentence) []*sentence {
	return slices.DeleteFunc(slices.Clone(around), func(s *sentence) bool { return s == one })
}

// status finds a report from which nobody learns what is better. Its own outcome must be
// about as plain as that it is a report.
func (l *linter) status(s *sentence) {
	better := 3*s.Of(reader.Outcome) > s.Of(reader.Report) || may(others(s.near, s), reader.Outcome) ||
		len(prose.Changes(s.about)) > 0
	if !better && !may([]*sentence{s}, reader.Grievance, reader.Blame) {
		l.add(StatusReport, s, "nobody learns what is better now")
	}
}
