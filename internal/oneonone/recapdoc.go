package oneonone

import (
	"fmt"
	"strings"
)

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
