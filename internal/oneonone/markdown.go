package oneonone

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// AgendaMarkdown gives the agenda as a document to take along.
func AgendaMarkdown(a Agenda) string {
	var m markdown
	m.heading(1, meetingTitle(a.Meeting))
	m.para(agendaLine(a))
	m.para(inline(string(a.LastTime)))
	for i, t := range a.Topics {
		m.topic(i+1, t, a)
	}
	if len(a.Topics) == 0 {
		m.para("Nothing is on record that asks for a topic. One note a day is enough to change that: `oneonone note \"…\"`.")
	}
	if !slices.ContainsFunc(a.Topics, func(t Topic) bool { return t.Area == FollowUp }) && len(a.FollowUps) > 0 {
		m.heading(2, "Promises")
		m.promises(a)
	}
	if len(a.Considered) > 0 {
		m.heading(2, "Not this time")
		for _, c := range a.Considered {
			m.bullet(fmt.Sprintf("**%s**: %s", areaName(c.Area), inline(c.WhyNot)))
		}
		m.gap()
	}
	m.section("If there is time, ask", len(a.Questions), func(i int) string {
		q := a.Questions[i]
		return inline(q.Text) + " *(" + inline(q.Why) + ")*"
	})
	m.findings(slices.DeleteFunc(slices.Clone(a.Findings), func(f Finding) bool { return a.hasTopic(f.Where) }))
	return m.String()
}

func (a Agenda) hasTopic(id string) bool {
	return id != "" && slices.ContainsFunc(a.Topics, func(t Topic) bool { return t.ID == id })
}

func meetingTitle(s Slot) string {
	title := "1:1"
	if s.With != "" {
		title += " with " + inline(string(s.With))
	}
	if !s.On.IsZero() {
		title += ", " + s.On.Long()
	}
	return title
}

func agendaLine(a Agenda) string {
	parts := []string{fmt.Sprintf("%d minutes", a.Meeting.Minutes)}
	if a.Meeting.Number > 0 {
		parts = append(parts, "meeting no. "+fmt.Sprint(a.Meeting.Number))
	}
	parts = append(parts, draftedLine(a.DraftedBy, len(a.Evidence)))
	return strings.Join(parts, " · ")
}

func draftedLine(d DraftedBy, evidence int) string {
	rests := fmt.Sprintf("rests on %d of %d records", evidence, max(evidence, d.ConsideredRecords))
	if d.Engine == Offline {
		return rests + ", no model" + d.rulesLine()
	}
	by := string(d.Engine)
	if d.Model != "" {
		by = string(d.Model)
	}
	return rests + ", drafted by " + inline(by) + d.rulesLine()
}

// rules ends a document with what rulesLine says.
func (m *markdown) rules(d DraftedBy) {
	if line := d.rulesLine(); line != "" {
		m.para("*" + strings.TrimPrefix(line, " · ") + "*")
	}
}

// rulesLine says which rules the draft was not held to, or only loosely.
func (d DraftedBy) rulesLine() string {
	line := ""
	if len(d.RulesOff) > 0 {
		line += " · rules off: " + inline(strings.Join(d.RulesOff, ", "))
	}
	if len(d.RulesWarn) > 0 {
		line += " · warnings only: " + inline(strings.Join(d.RulesWarn, ", "))
	}
	return line
}

func (m *markdown) topic(n int, t Topic, a Agenda) {
	m.heading(2, fmt.Sprintf("%d. %s", n, inline(t.Title)))
	kind := areaName(t.Area)
	head := fmt.Sprintf("%d min · %s", t.Minutes, kind)
	if t.WhyNow != "" {
		head += " · " + inline(t.WhyNow)
	}
	m.para("*" + head + "*")
	if t.Area == FollowUp {
		m.promises(a)
	}
	if t.ReframedFrom != "" {
		m.para("From “" + inline(string(t.ReframedFrom)) + "” to " + reframedTo(t.Area) + ":")
	}
	for _, line := range t.lines() {
		if !t.quotes(line) {
			m.bullet(inline(line))
		}
	}
	m.smart(t.Smart)
	for _, w := range t.Whys {
		if w.Answer != "" {
			m.bullet("**" + cmp.Or(inline(w.Question), "Why?") + "** " + inline(string(w.Answer)))
		}
	}
	m.gap()
	m.para("**Ask:** " + inline(t.Ask))
	m.blanks(t)
	if len(t.People) > 1 {
		m.para("*" + stakes(t.People) + "*")
	}
	m.remarks(t, a)
	if t.Area != FollowUp {
		m.para("*Rests on " + cites(t.Evidence, a) + "*")
	}
}

// remarks says under a topic what the rules find in it: what must be mended,
// then what is worth a look.
func (m *markdown) remarks(t Topic, a Agenda) {
	for _, sort := range []struct {
		severity Severity
		lead     string
	}{{SeverityError, "**Mend this:** "}, {SeverityWarning, "**Worth a look:** "}} {
		var messages []string
		for _, f := range a.Findings {
			if t.ID != "" && f.Where == t.ID && f.Severity == sort.severity {
				messages = append(messages, inline(f.Message))
			}
		}
		if len(messages) > 0 {
			m.para(sort.lead + strings.Join(messages, "; "))
		}
	}
}

// quotes tells whether a line, its day left out, stands above the topic already
// as what it was before.
func (t Topic) quotes(line string) bool {
	before := strings.ToLower(strings.TrimRight(string(t.ReframedFrom), ". "))
	rest, found := strings.CutPrefix(strings.ToLower(line), before)
	return before != "" && found && (rest == "" || strings.HasPrefix(rest, " (") && strings.Count(rest, " ") < 4)
}

// reframedTo names what a complaint, a wish or a result was turned into.
func reframedTo(a Area) string {
	switch a {
	case DeepDive:
		return "how it was decided"
	case Career:
		return "a roadmap of contributions"
	case Skill:
		return "one skill with dated steps"
	case FeedbackArea:
		return "one piece of work"
	}
	return "a proposal"
}

// lines gives what the topic says, each once: the facts, then the talking
// points that are not facts.
func (t Topic) lines() []string {
	var out []string
	for _, f := range t.Facts {
		out = append(out, f.Text)
	}
	for _, p := range t.TalkingPoints {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

func (m *markdown) smart(s *Smart) {
	if s == nil {
		return
	}
	for _, part := range []struct{ name, text string }{
		{"Proposal", s.Specific}, {"Measured by", s.Measurable}, {"Doable because", s.Achievable}, {"Matters because", s.Relevant}, {"When", s.TimeBound},
	} {
		if part.text != "" {
			m.bullet("**" + part.name + ":** " + inline(part.text))
		}
	}
}

// blanks lists what no record says: the whys without an answer and the blanks.
func (m *markdown) blanks(t Topic) {
	var questions []string
	for _, w := range t.Whys {
		if w.Answer == "" {
			questions = append(questions, w.Question)
		}
	}
	for _, b := range t.Blanks {
		questions = append(questions, b.Question)
	}
	if len(questions) == 0 {
		return
	}
	m.para("To fill in before:")
	for _, q := range questions {
		m.bullet("[ ] " + inline(q))
	}
	m.gap()
}

func (m *markdown) promises(a Agenda) {
	for _, f := range a.FollowUps {
		m.bullet(promiseLine(f, a.Meeting.On) + doneLine(f, a))
	}
	m.gap()
}

func promiseLine(f Promise, on Date) string {
	owner := "nobody named"
	switch {
	case f.Owner == Me:
		owner = "I"
	case f.Owner != "":
		owner = inline(string(f.Owner))
	}
	when := fmt.Sprintf("no date, %s old", days(f.AgeDays))
	switch {
	case f.Overdue:
		when = fmt.Sprintf("due %s, **%s late**", f.Due.Short(on), days(on.DaysSince(f.Due)))
	case !f.Due.IsZero():
		when = "due " + f.Due.Short(on)
	}
	return fmt.Sprintf("**%s:** %s — %s", owner, inline(AfterOwner(f.Owner, f.Text)), when)
}

// doneLine asks about a promise that a note tells as done.
func doneLine(f Promise, a Agenda) string {
	for _, e := range a.Evidence {
		if f.MaybeDone != "" && e.ID == string(f.MaybeDone) {
			return fmt.Sprintf("; done, by my notes of %s `%s`?", e.Date.Short(a.Meeting.On), e.ID[:min(6, len(e.ID))])
		}
	}
	return ""
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

func stakes(people []Stakeholding) string {
	var parts []string
	for _, p := range people {
		parts = append(parts, inline(p.Name)+" "+map[Stake]string{Decides: "decides", Affected: "is affected", Supports: "supports it", ToWin: "is to be won"}[p.Role])
	}
	return strings.Join(parts, ", ")
}

// cites names the evidence of a topic by kind, day and the beginning of the
// id, which is enough for `oneonone show`; more than five are counted.
func cites(ids []string, a Agenda) string {
	const most = 5
	var parts []string
	for _, id := range ids {
		if len(parts) == most {
			break
		}
		for _, e := range a.Evidence {
			if e.ID == id {
				parts = append(parts, fmt.Sprintf("%s %s `%s`", e.Kind, e.Date.Short(a.Meeting.On), id[:min(6, len(id))]))
			}
		}
	}
	text := strings.Join(parts, ", ")
	if len(ids) > most {
		text += fmt.Sprintf(" and %d more", len(ids)-most)
	}
	return text
}

func areaName(a Area) string {
	if a == Blocked {
		return "blocker"
	}
	return strings.ReplaceAll(string(a), "_", " ")
}

// RecapMarkdown gives the recap as a document.
func RecapMarkdown(r Recap) string {
	var m markdown
	m.heading(1, "Recap: "+meetingTitle(r.Meeting))
	if r.Summary != "" {
		m.para(inline(r.Summary))
	}
	m.section("Key points", len(r.KeyPoints), func(i int) string { return inline(r.KeyPoints[i].Text) + lineRef(r.KeyPoints[i].Lines) })
	m.section("Decisions", len(r.Decisions), func(i int) string {
		d := r.Decisions[i]
		if d.Declined {
			return "**No:** " + inline(d.Text) + lineRef(d.Lines)
		}
		return inline(d.Text) + lineRef(d.Lines)
	})
	m.section("Action items", len(r.ActionItems), func(i int) string { return actionLine(r.ActionItems[i], r.Meeting.On) })
	m.section("Feedback", len(r.Feedback), func(i int) string { return feedbackLine(r.Feedback[i]) })
	m.section("Open questions", len(r.OpenQuestions), func(i int) string {
		return inline(r.OpenQuestions[i].Text) + lineRef(r.OpenQuestions[i].Lines)
	})
	m.section("Ideas", len(r.Ideas), func(i int) string { return inline(r.Ideas[i].Text) + lineRef(r.Ideas[i].Lines) })
	m.findings(r.Findings)
	m.rules(r.DraftedBy)
	return m.String()
}

func actionLine(a ActionSaid, on Date) string {
	owner := "nobody named"
	switch {
	case a.Owner == Me:
		owner = "I"
	case a.Owner != "":
		owner = inline(string(a.Owner))
	}
	due := "no date said"
	if !a.Due.IsZero() {
		due = "by " + a.Due.Weekday().String()[:3] + " " + a.Due.Short(on)
	}
	return fmt.Sprintf("[ ] **%s:** %s — %s%s", owner, inline(AfterOwner(a.Owner, a.Text)), due, lineRef(a.Lines))
}

func feedbackLine(f FeedbackSaid) string {
	line := inline(f.Text)
	if f.From == Me {
		line = "I said: " + line
	} else if f.From != "" {
		line = "**" + inline(string(f.From)) + ":** " + line
	}
	if f.About != "" {
		line += " (about " + inline(string(f.About)) + ")"
	}
	return line + lineRef(f.Lines)
}

// lineRef points at the raw notes.
func lineRef(lines []int) string {
	if len(lines) == 0 {
		return ""
	}
	word := " *(line "
	if len(lines) > 1 {
		word = " *(lines "
	}
	return word + strings.Trim(strings.ReplaceAll(fmt.Sprint(lines), " ", ", "), "[]") + ")*"
}

// ReflectionMarkdown gives the reflection as a document.
func ReflectionMarkdown(r Reflection) string {
	var m markdown
	m.heading(1, fmt.Sprintf("Looking back, %s to %s", r.From.Short(r.To), r.To.Short(r.From)+yearOf(r.To)))
	if r.Summary != "" {
		m.para(inline(r.Summary))
	}
	p := r.Promises
	if p.Made > 0 {
		m.heading(2, "Promises")
		m.para(fmt.Sprintf("%d made, %d kept in time, %d kept late, %d still open.", p.Made, p.Kept, p.Late, p.Open))
		for _, text := range r.Missed {
			m.bullet("missed its date: " + inline(text))
		}
		m.gap()
	}
	m.section("Goals", len(r.Goals), func(i int) string {
		return "**" + inline(r.Goals[i].Text) + ":** " + inline(r.Goals[i].Progress)
	})
	m.section("What is better now", len(r.Achievements), func(i int) string { return inline(r.Achievements[i].Text) })
	m.section("Feedback", len(r.FeedbackThemes), func(i int) string {
		f := r.FeedbackThemes[i]
		if f.Since == "" {
			return inline(f.Theme)
		}
		return inline(f.Theme) + " — since then: " + inline(string(f.Since))
	})
	m.section("Again and again", len(r.Recurring), func(i int) string { return inline(r.Recurring[i].Text) })
	m.section("Learned", len(r.Learned), func(i int) string { return inline(r.Learned[i].Text) })
	if r.Start+r.Stop+r.Continue != "" {
		m.heading(2, "Start, stop, continue")
		for _, part := range []struct{ name, text string }{{"Start", string(r.Start)}, {"Stop", string(r.Stop)}, {"Continue", string(r.Continue)}} {
			if part.text != "" {
				m.bullet("**" + part.name + ":** " + inline(part.text))
			}
		}
		m.gap()
	}
	m.section("Questions to myself", len(r.Questions), func(i int) string { return inline(r.Questions[i]) })
	m.section("For the next 1:1", len(r.NextTopics), func(i int) string { return inline(r.NextTopics[i]) })
	m.findings(r.Findings)
	m.rules(r.DraftedBy)
	return m.String()
}

func yearOf(d Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf(" %d", d.Year)
}

// markdown builds a document block by block, one empty line between two.
type markdown struct {
	strings.Builder
	inList bool
}

func (m *markdown) heading(level int, text string) {
	m.gap()
	m.WriteString(strings.Repeat("#", level) + " " + text + "\n\n")
}

func (m *markdown) para(text string) {
	if text == "" {
		return
	}
	m.gap()
	m.WriteString(text + "\n\n")
}

func (m *markdown) bullet(text string) {
	m.inList = true
	m.WriteString("- " + text + "\n")
}

// gap ends a list.
func (m *markdown) gap() {
	if m.inList {
		m.inList = false
		m.WriteByte('\n')
	}
}

// section writes a heading and its bullets; nothing when there are none.
func (m *markdown) section(name string, n int, line func(int) string) {
	if n == 0 {
		return
	}
	m.heading(2, name)
	for i := range n {
		m.bullet(line(i))
	}
	m.gap()
}

// findings ends a document with what must be mended, and with what is worth a
// look, each with the question or the step that mends it.
func (m *markdown) findings(findings []Finding) {
	for _, sort := range []struct {
		severity Severity
		heading  string
	}{{SeverityError, "Mend this before you use it"}, {SeverityWarning, "Worth a look before you use it"}} {
		some := slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool { return f.Severity != sort.severity })
		m.section(sort.heading, len(some), func(i int) string {
			line := inline(some[i].Message)
			if some[i].Fix != "" {
				line += " — " + inline(some[i].Fix)
			}
			return line
		})
	}
}

// Inline makes a text from outside safe to stand in a line of Markdown.
func Inline(s string) string { return inline(s) }

// String gives the document, ending in one newline.
func (m *markdown) String() string { return strings.TrimRight(m.Builder.String(), "\n") + "\n" }
