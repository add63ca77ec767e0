package offline

import (
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/rulebook"
)

// The topics guide names eight pairs, "not X, but Y". Each is heard in the
// user's notes and turned into the form that can be agreed to; the user's own
// words stay beside it, and what the new form needs is asked, never invented.
//
//	mended faults     → a figure of code health      wishes, mended
//	a skill wished    → one named deep dive          skills, skillWish
//	a promotion       → a roadmap of contributions   career
//	feedback at large → feedback on one piece        wishes, feedbackWish
//	an outcome        → how it was decided           winDive
//	all projects      → the one with most to it      wishes, listed
//	a suggestion      → a small piece that I lead    ideas
//	alone             → with those who are for it    ideas

// wishes reframes notes that are bare wishes, reports and requests.
func (p *planner) wishes() {
	for _, it := range slices.Backward(p.b.Items) {
		now := it.InWindow || it.NoteKind == oneonone.Question
		if !now || !it.IsNote() || it.Settled || !p.isFree(it) || !bareForm(it) || !mayReframe(it.Text) {
			continue
		}
		text := oneonone.Spoken(prose.WithoutQuoted(it.Text))
		for _, f := range rulebook.Lint(text, p.b.Now, p.b.Locale) {
			if p.reframe(it, f.Rule) {
				p.taken[it.ID] = true
				break
			}
		}
	}
}

// mayReframe is a quick look before a note is read by the rules.
func mayReframe(text string) bool {
	return mayDemand(text) || tellsFaults(text) || listsWork(text) || prose.Read(text).Says("feedback", "am i doing", "do i stand",
		"i stand", "impression")
}

// mayDemand tells whether a text has a word of those by which wishes and
// demands are made.
func mayDemand(text string) bool {
	lower := strings.ToLower(text)
	return slices.ContainsFunc([]string{"want", "like to", "wish", "hope", "love to", "dream", "some day", "someday", "promot", "raise",
		"title", "level", "senior", "staff", "principal", "salary", "pay", "money", "bonus", "my turn"},
		func(word string) bool { return strings.Contains(lower, word) })
}

// bareForm leaves the kinds that other parts of the drafter turn into topics.
func bareForm(it *brief.Item) bool {
	switch it.NoteKind {
	case oneonone.Plain, oneonone.Win, oneonone.Question, oneonone.Idea:
		return true
	}
	return false
}

// countsMended tells whether a note only counts repaired faults: that figure
// says how busy somebody was, and nothing about the code.
func (p *planner) countsMended(it *brief.Item) bool {
	return tellsFaults(it.Text) && slices.ContainsFunc(rulebook.Lint(oneonone.Spoken(it.Text), p.b.Now, p.b.Locale),
		func(r rulebook.Remark) bool { return r.Rule == rulebook.StatusReport })
}

func tellsFaults(text string) bool {
	return prose.Read(text).Says("bug", "bugs", "fixes", "defects", "faults", "incidents")
}

// reframe makes the topic that belongs to a rule that fired on a note, and
// tells whether there is one.
func (p *planner) reframe(it *brief.Item, rule string) bool {
	switch {
	case rule == rulebook.VagueFeedback:
		return p.feedbackWish(it)
	case rule == rulebook.VagueAspiration && !ofCareer(it.Text):
		p.skillWished = it
		return true
	case rule == rulebook.VagueAspiration, rule == rulebook.PromotionAsk:
		p.careerWish(it)
		return true
	case rule == rulebook.StatusReport && tellsFaults(it.Text):
		p.mended(it)
		return true
	case rule == rulebook.StatusReport && listsWork(it.Text):
		p.listed(it)
		return true
	}
	return false
}

// ofCareer tells whether a wish is for a role rather than for a skill.
func ofCareer(text string) bool {
	return prose.NamesRole(text) || prose.Read(text).Says("lead", "leading", "senior", "staff", "manager", "promoted", "career",
		"next level", "more responsibility")
}

// own gives the user's words as they stand beside a proposal.
func own(it *brief.Item) oneonone.Maybe {
	return oneonone.Maybe(tidy(shorten(strings.Join(said(it), " "), excerptLength)))
}

// soften takes a bare wish or demand out of a heading and an ask, whatever the
// user called the note: it stays beside the topic as what it was before.
func (p *planner) soften(c *candidate) {
	const contributions = "Which two contributions would show you that I am ready, and who besides you has to see them?"
	if rule := p.demands(c.Title); rule != "" {
		if c.ReframedFrom == "" {
			c.ReframedFrom = oneonone.Maybe(c.Title)
		}
		c.Title = "One step towards what I wish for, with a date"
		if rule == rulebook.PromotionAsk {
			c.Title = "The contributions that come first, and by when"
		}
	}
	if p.demands(c.Ask) != "" {
		c.Ask = contributions
	}
}

// demands gives the rule by which a text is a bare wish or demand, "" when it
// is neither.
func (p *planner) demands(text string) string {
	if !mayDemand(text) {
		return ""
	}
	for _, f := range rulebook.Lint(text, p.b.Now, p.b.Locale) {
		if f.Rule == rulebook.VagueAspiration || f.Rule == rulebook.PromotionAsk {
			return f.Rule
		}
	}
	return ""
}

// mended turns a count of repaired faults into a figure that can go down.
func (p *planner) mended(it *brief.Item) {
	if slices.ContainsFunc(p.candidates, func(c candidate) bool { return c.Area == oneonone.TechnicalDebt }) {
		return // a figure is told already
	}
	g := p.on(it)
	t := topic{
		Area: oneonone.TechnicalDebt, Title: "Code health: what the faults have in common", Evidence: g.ids(nil),
		ReframedFrom: own(it), People: p.people(g),
		Whys: []oneonone.Why{{Question: "What do most of these have in common?"}},
		Ask:  "Which figure would you steer by here: how long a fault takes from report to fix, or how many come back?",
	}
	t.Smart, t.Blanks = p.smart(g, "")
	t.Blanks = append(without(t.Blanks, "measurable"),
		blank("measurable", "How long does a fault take from report to fix today, and what would be good enough two months from now?"))
	t.Smart.Measurable = ""
	p.add(candidate{topic: t, weight: 50, want: 4, least: 2, ground: g})
}

// skillWish turns a wish to learn into one skill, with dated steps to be
// named.
func (p *planner) skillWish(it *brief.Item) {
	g := p.on(it)
	t := topic{
		Area: oneonone.Skill, Title: "One skill to go deep on: " + tidy(shorten(prose.WithoutWish(oneonone.Spoken(it.Text)), titleLength)),
		Evidence: g.ids(nil), ReframedFrom: own(it), People: p.people(g),
		Ask: "Which piece of our work would need this first, and may I take it with somebody who knows it?",
		Blanks: []oneonone.Blank{
			blank("skill", "What could you not do lately because of it, and what would doing it well look like?"),
			blank("path", "Which two or three steps get you there within nine months, each with a date and a proof?"),
			blank("relevant", "Which need of the team does it fill?"),
		},
	}
	p.add(candidate{topic: t, weight: 47, want: 3, least: 2, ground: g})
}

// careerWish keeps a wish for a role, or for a promotion, for the career topic,
// which comes when it is due.
func (p *planner) careerWish(it *brief.Item) {
	if p.b.Career.Due {
		p.aspiration = it
		return
	}
	p.passOver(oneonone.Career, "%s is kept for the next career topic; %s", quote(string(own(it))), p.careerNotDue())
}

// feedbackWish asks about the newest piece of work that stands on file instead
// of asking at large; false when there is none.
func (p *planner) feedbackWish(it *brief.Item) bool {
	for _, work := range slices.Backward(p.b.Items) {
		done := work.NoteKind == oneonone.Win || work.NoteKind == oneonone.Decided
		if !done || !work.InWindow || work == it || work.Hostile || work.Corrected || !work.IsNote() {
			continue
		}
		p.add(candidate{topic: topic{
			Area: oneonone.FeedbackArea, Title: "Feedback on: " + bareTitle(work), Evidence: []string{work.ID, it.ID}, ReframedFrom: own(it),
			Ask:    "On this piece: what should I do again, what would you have done differently, and which one skill would have made it better?",
			Blanks: []oneonone.Blank{blank("skill", "Which skill do you want it judged by (design, tests, how it was explained)?")},
		}, weight: 50, want: 2, least: 2})
		return true
	}
	return false
}

// listsWork tells whether a report names at least three things.
func listsWork(text string) bool {
	return strings.Count(text, ", ")+strings.Count(text, " and ")+strings.Count(text, "\n") >= 2
}

// listed asks which one of many pieces of work has most to it.
func (p *planner) listed(it *brief.Item) {
	g := p.on(it)
	p.add(candidate{topic: topic{
		Area: oneonone.DeepDive, Title: "One of these in depth: " + tidy(shorten(oneonone.Spoken(it.Text), titleLength)),
		Evidence: g.ids(nil), ReframedFrom: own(it),
		Ask: "Which of these matters most to you, and may I show you how I decided there?",
		Blanks: []oneonone.Blank{
			blank("project", "Which one was most visible or most complex?"),
			blank("decision", "Which decision did you take in it, and which other way was there?"),
			blank("lesson", "What would you do differently next time?"),
		},
	}, weight: 45, want: 3, least: 2, ground: g})
}

// leadSmall and coalition are the last two pairs: a suggestion becomes a small
// piece that the user leads, what would be done alone gets supporters.
func leadSmall(text string) bool {
	return prose.Read(text).Says("we should", "somebody should", "someone should", "the team should", "they should", "we could",
		"it would be good if", "it would be nice if", "why don't we", "why do we not")
}

func coalition(text string) bool {
	return prose.Read(text).Says("do it alone", "do it myself", "by myself", "on my own time", "all by myself", "just do it",
		"without asking", "i alone")
}

// openHard gives a topic that the user marked as hard a slot of its own.
func (p *planner) openHard(c *candidate) {
	hard := slices.ContainsFunc(c.Evidence[:1], func(id string) bool {
		it := p.b.Item(id)
		return it != nil && it.Hard
	})
	if hard {
		c.own, c.short = true, false
	}
}

// carryTwice is from how many times on a topic that was not reached has its own
// slot.
const carryTwice = 2

// waits marks a topic as carried, and gives it its own slot when it
// was carried twice.
func (p *planner) waits(c *candidate, carried brief.Carried) {
	c.Carried = &oneonone.Carry{Times: carried.Times, Since: carried.Since}
	if carried.Times >= carryTwice {
		c.own, c.short = true, false
	}
}
