package offline

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
	"oneonone/internal/rulebook"
)

// The topics guide names pairs, "not X, but Y". What lint calls a bare wish, a
// demand, a request for feedback at large or a report is turned into the form that
// can be agreed to; the user's own words stay beside it, and what the new form
// needs is asked, never invented.

// wishes finds such notes. Each is taken, so that no thread quotes it as it was felt.
func (p *planner) wishes() {
	read := 0
	for _, it := range slices.Backward(p.b.Items) {
		if !it.InWindow && it.NoteKind != oneonone.Question || !it.IsNote() || it.Settled || it.Hostile || it.Corrected || !isBare(it) {
			continue
		}
		if read++; read > mostWishes {
			return
		}
		for _, f := range rulebook.Lint(oneonone.Spoken(prose.WithoutQuoted(it.Text)), p.b.Now, p.b.Locale) {
			if p.reframe(it, f.Rule) {
				p.taken[it.ID] = true
				break
			}
		}
	}
}

// mostWishes is how many notes are read for wishes, the newest first.
const mostWishes = 60

// isBare leaves the kinds that threads turn into topics, and what says more than
// a wish does.
func isBare(it *brief.Item) bool {
	switch it.NoteKind {
	case oneonone.Plain, oneonone.Question:
		return len(sentences(it)) == 1
	}
	return false
}

// reframe makes what belongs to a rule that fired on a note, and tells whether
// there is something.
func (p *planner) reframe(it *brief.Item, rule string) bool {
	switch {
	case rule == rulebook.VagueFeedback:
		return p.feedbackWish(it)
	case rule == rulebook.VagueAspiration && !p.b.Career.Due:
		p.skillWished = it
		return true
	case rule == rulebook.VagueAspiration, rule == rulebook.PromotionAsk:
		p.careerWish(it)
		return true
	case rule == rulebook.StatusReport && len(prose.Quantities(it.Text)) > 0:
		p.mended(it)
		return true
	case rule == rulebook.StatusReport && strings.Count(it.Text, ", ") > 1:
		p.listed(it)
		return true
	}
	return false
}

// demands tells whether a heading is a bare wish or demand: it can't be agreed to.
func (p *planner) demands(title string) bool {
	return slices.ContainsFunc(rulebook.Lint(title, p.b.Now, p.b.Locale), func(f rulebook.Remark) bool {
		return f.Rule == rulebook.VagueAspiration || f.Rule == rulebook.PromotionAsk
	})
}

// mended turns a count of what was done into a figure that can go down.
func (p *planner) mended(it *brief.Item) {
	g := p.groundFor(it)
	t := topic{
		Area: oneonone.TechnicalDebt, Title: "Code health: what these have in common", Say: p.quote(it), Evidence: []string{it.ID},
		ReframedFrom: own(it), People: p.people(g), Whys: []oneonone.Why{{Question: "What do most of these have in common?"}},
		Ask:     "Which figure would you steer by here: how long one takes from report to fix, or how many come back?",
		Outcome: "one figure that we look at from now on.",
	}
	p.smart(&t, g, "")
	t.Blanks = append(without(t.Blanks, "measurable"),
		blank("measurable", "How long does one take from report to fix today, and what would be good enough two months from now?"))
	t.Smart.Measurable = ""
	p.add(candidate{topic: t, weight: worthwhile, want: 4, least: 2, filler: true})
}

// listed asks which one of many pieces of work has most to it.
func (p *planner) listed(it *brief.Item) {
	p.add(candidate{topic: topic{
		Area: oneonone.DeepDive, Title: "One of these in depth", Say: p.quote(it), Evidence: []string{it.ID}, ReframedFrom: own(it),
		Ask:     "Which of these matters most to you, and may I show you how I decided there?",
		Outcome: "the one that we look at together.",
		Blanks: []oneonone.Blank{
			blank("project", "Which one was most visible or most complex?"),
			blank("decision", "Which decision did you take in it, and which other way was there?"),
			blank("lesson", "What would you do differently next time?"),
		},
	}, weight: worthwhile, want: 3, least: 2, filler: true})
}

// careerWish keeps a wish for a role, or for a promotion, for the career topic,
// which comes when it is due.
func (p *planner) careerWish(it *brief.Item) {
	if p.b.Career.Due {
		p.aspiration = it
		return
	}
	p.passOver(oneonone.Career, "%s is kept for the next career topic; %s", quoted(string(own(it))), p.careerNotDue())
}

// feedbackWish asks about the newest piece of work that stands on file instead
// of asking at large; false when there is none.
func (p *planner) feedbackWish(it *brief.Item) bool {
	if p.feedbackWished { // one such question is enough
		return true
	}
	for _, work := range slices.Backward(p.b.Items) {
		done := work.NoteKind == oneonone.Win || work.NoteKind == oneonone.Decided
		if !done || !work.InWindow || work == it || work.Hostile || work.Corrected || !work.IsNote() || len(sentences(work)) == 0 {
			continue
		}
		p.feedbackWished = true
		p.add(candidate{topic: topic{
			Area: oneonone.FeedbackArea, Title: "Feedback on one piece of work", Say: p.quote(work), Evidence: []string{work.ID, it.ID},
			ReframedFrom: own(it), Outcome: "one thing to keep, and one to do differently.",
			Ask:    "On this piece: what should I do again, what would you have done differently, and which one skill would have made it better?",
			Blanks: []oneonone.Blank{blank("skill", "Which skill do you want it judged by (design, tests, how it was explained)?")},
		}, weight: worthwhile, want: 2, least: 2})
		return true
	}
	return false
}

// overloads tells how sure the reader is that a sentence of a note worries about work at
// hours when nobody should, in percent; 0 where it would rather not say so.
func (p *planner) overloads(it *brief.Item) int {
	most := 0
	if !offHours().MatchString(it.Text) {
		return 0
	}
	for _, s := range sentences(it) {
		if does := p.b.Does(s); offHours().MatchString(s) && does.Tells(reader.Concern) {
			most = max(most, does.Of(reader.Concern))
		}
	}
	return most
}

// offHours finds the times at which people do not work; "late" is one behind a verb.
var offHours = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:nights?|midnight|evenings?|weekends?|saturdays?|sundays?|\pL+ed late)\b`)
})

// shareForMe is how many minutes may go to what is not about the work itself.
func (p *planner) shareForMe() int {
	if !p.drafter.Rules.Holds(rulebook.NonTechnicalShare) {
		return p.b.Meeting.Minutes
	}
	return rulebook.NonTechnicalMinutes(p.b.Meeting.Minutes)
}
