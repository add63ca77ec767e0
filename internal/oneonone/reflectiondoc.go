package oneonone

import "fmt"

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
