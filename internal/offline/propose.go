package offline

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// ideas makes initiatives of the user's own ideas. One that was declined
// before comes back only with what is different now.
func (p *planner) ideas() {
	open := p.open(oneonone.Idea)
	for _, it := range open {
		if p.taken[it.ID] || !it.InWindow && !p.promised(it) {
			continue
		}
		g := p.on(p.together(it, open)...)
		no := p.declined(g)
		it := concrete(g.seeds)
		if no != nil && prose.IsWish(it.Text) && !prose.Narrows(it.Text) {
			continue // the same wish again: it was answered
		}
		facts := p.facts(g, factsPerTopic)
		t := topic{
			Area: oneonone.InitiativeArea, Title: title(it), Facts: facts, Evidence: first(it.ID, g.ids(facts)),
			People: p.people(g), Ask: "May I try this as a small first piece, and what would you need to see to go on with it?",
		}
		if no != nil {
			t.ReframedFrom = oneonone.Maybe(tidy(shorten(oneonone.Spoken(no.Text), excerptLength)) + " (declined " + no.Date.Short(p.b.Today) + ")")
			t.Ask = p.afterRefusal(it, no)
			t.Evidence = append(t.Evidence, no.ID)
		}
		t.Smart, t.Blanks = p.smart(g, p.ideaInFull(it))
		p.lead(&t, it)
		p.takeStep(g)
		weight := 66 + p.pressure(g)
		switch {
		case no != nil: // what was refused and came back smaller waits for an answer
			weight += 20
		case g.step != nil:
			weight += 6
		}
		p.add(candidate{topic: t, weight: weight, want: 5, least: 3, ground: g})
	}
}

// lead turns a suggestion into a small piece that the user leads, and what
// they would do alone into something that others are for.
func (p *planner) lead(t *topic, it *brief.Item) {
	if t.ReframedFrom != "" {
		return
	}
	switch {
	case coalition(it.Text):
		t.ReframedFrom = own(it)
		t.Ask = "Who in this team and in others should be for this before I begin, and would you be one of them?"
	case leadSmall(it.Text):
		t.ReframedFrom = own(it)
		t.Ask = "May I lead a first small piece of this myself, and what would you need to see to go on with it?"
	}
}

// concrete gives the seed that says most exactly what to do: a wish comes
// last.
func concrete(seeds []*brief.Item) *brief.Item {
	for _, it := range seeds {
		if !prose.IsWish(it.Text) {
			return it
		}
	}
	return seeds[0]
}

// afterRefusal asks for another look at what was turned down. Only an idea
// that says so itself is called smaller.
func (p *planner) afterRefusal(it, no *brief.Item) string {
	by := no.Record.(*oneonone.Decision).With
	refused := p.refuser(by) + " turned this down on " + no.Date.Short(p.b.Today)
	what := tidy(refused) + "; here is what is different now"
	if prose.Contrast(it.Text) != "" || prose.Narrows(it.Text) {
		what = "This is smaller than what " + strings.Replace(refused, " this ", " ", 1)
	}
	return what + ": does it answer " + p.possessive(by) + " reasons, and if not, which one is left?"
}

// refuser names who said no: the other person, unless it was said elsewhere.
func (p *planner) refuser(with oneonone.Maybe) string {
	if with == "" || p.b.Meeting.With == "" || p.isOther(string(with)) {
		return "you"
	}
	return p.fullName(string(with))
}

func (p *planner) possessive(with oneonone.Maybe) string {
	if who := p.refuser(with); who != "you" {
		return who + "'s"
	}
	return "your"
}

// promised tells whether the user has an open promise about the item.
func (p *planner) promised(it *brief.Item) bool { return p.on(it).step != nil }

// takeStep keeps a promise from being the first step of two proposals.
func (p *planner) takeStep(g *ground) {
	if g.step != nil {
		p.taken[g.step.ID] = true
	}
}

// ideaInFull gives the idea in the user's words, without the sentences that
// only say what it is not.
func (p *planner) ideaInFull(it *brief.Item) string {
	text := ""
	for _, s := range said(it) {
		if prose.Read(s).Starts("not", "no") || prose.IsGrievance(s) {
			continue
		}
		if text != "" {
			text += " "
		}
		text += s
	}
	return tidy(shorten(afterLabel(text), wholeNote))
}

// declined finds the refusal that an idea answers: a decision that said no to
// what the idea sets itself off from ("not a …", "smaller than …"), or to
// something near it.
func (p *planner) declined(g *ground) *brief.Item {
	for _, it := range p.b.Items {
		d, ok := it.Record.(*oneonone.Decision)
		if !ok || !d.Declined || it.Elsewhere {
			continue
		}
		for _, s := range g.seeds {
			if s.Date.Before(it.Date) {
				continue
			}
			contrast := prose.Contrast(s.Text)
			if contrast != "" && p.b.Covers(contrast, []*brief.Item{it}) >= 0.5 || p.b.Near(s, it) || p.b.TakesUp(s, it) {
				return it
			}
		}
	}
	return nil
}

// health speaks of code health by what was counted: an area where fixes pile
// up, reverts, a file that everything goes through.
func (p *planner) health() {
	for i := range p.b.Signals {
		s := &p.b.Signals[i]
		if s.Kind != brief.FixShare && s.Kind != brief.Churn && s.Kind != brief.Reverts || p.taken[s.ID] {
			continue
		}
		p.add(p.healthTopic(s))
		return
	}
	p.healthNotes()
}

// healthNotes speaks of code health by the figures that the user wrote down,
// when no history was counted.
func (p *planner) healthNotes() {
	for _, change := range slices.Backward(p.healthSeries()) {
		if !p.taken[change.last.it.ID] {
			p.add(p.healthNote(change.last.it, p.change(change), change.first.it.ID))
			return
		}
	}
	var plain *brief.Item
	for _, it := range slices.Backward(p.b.Items) {
		if !it.InWindow || !it.IsNote() || !p.isFree(it) || it.NoteKind == oneonone.Idea || !p.tellsHealth(it) {
			continue
		}
		if len(prose.Changes(it.Text)) > 0 {
			p.add(p.healthNote(it, "", ""))
			return
		}
		if plain == nil {
			plain = it
		}
	}
	if plain != nil {
		p.add(p.healthNote(plain, "", ""))
	}
}

// tellsHealth tells whether a text has a figure about the code.
func (p *planner) tellsHealth(it *brief.Item) bool {
	return prose.SpeaksOfHealth(it.Text) && len(figuresIn(it.Text)) > 0 && !p.countsMended(it)
}

// healthNote is a topic about a figure of code health; change tells what it
// was before and where that stands.
func (p *planner) healthNote(it *brief.Item, change, before string) candidate {
	g := p.on(it)
	facts := p.facts(g, factsPerTopic)
	g.citeNotes()
	if change != "" {
		facts = append([]oneonone.Fact{{Text: change, Evidence: []string{before, it.ID}}}, facts...)
	}
	t := topic{
		Area: oneonone.TechnicalDebt, Title: "Code health: " + bareTitle(it), Facts: facts, Evidence: g.ids(facts), People: p.people(g),
		Ask:  "Is this the figure you would steer by, and may I keep time free each week for it?",
		Whys: p.whys("What do most of these have in common?", g),
	}
	t.Smart, t.Blanks = p.smart(g, p.proposalFor(g, nil))
	return candidate{topic: t, weight: 56 + p.pressure(g), want: 4, least: 3, ground: g}
}

func (p *planner) healthTopic(s *brief.Signal) candidate {
	seeds := []*brief.Item{p.b.Item(s.ID)}
	for _, other := range p.b.Signals {
		sameArea := other.Area == s.Area || within(other.Area, s.Area)
		if other.ID != s.ID && other.Repo == s.Repo && other.Kind != brief.FirstArea && other.Kind != brief.FirstLanguage &&
			other.Kind != brief.Share && sameArea {
			seeds = append(seeds, p.b.Item(other.ID))
		}
	}
	for _, it := range seeds {
		p.taken[it.ID] = true
	}
	g := p.on(seeds...)
	facts := p.facts(g, factsPerTopic)
	t := topic{
		Area: oneonone.TechnicalDebt, Facts: facts, Evidence: g.ids(facts), People: p.people(g),
		Whys: []oneonone.Why{{Question: healthWhy(s)}},
	}
	t.Title, t.Ask = healthWords(s)
	t.Smart, t.Blanks = p.healthProposal(g, s)
	weight := 58 + 3*min(s.Strength, 4)
	if s.Part < few { // true, and no matter for a first topic
		weight = 48
	}
	return candidate{topic: t, weight: weight, want: 5, least: 3, ground: g}
}

// few is how many of something are no pattern yet.
const few = 3

func within(path, area string) bool {
	return len(path) > len(area) && path[:len(area)] == area && path[len(area)] == '/'
}

func healthWhy(s *brief.Signal) string {
	switch s.Kind {
	case brief.FixShare:
		return fmt.Sprintf("Why does `%s` need fixes more often than the rest of %s?", s.Area, s.Repo)
	case brief.Reverts:
		return "What would have shown the fault before it was merged?"
	}
	return fmt.Sprintf("Why does so much of the work have to go through `%s`?", s.Area)
}

func healthWords(s *brief.Signal) (title, ask string) {
	switch s.Kind {
	case brief.FixShare:
		return fmt.Sprintf("Fixes pile up in `%s`: make it a figure we bring down", s.Area),
			fmt.Sprintf("Can I have a fixed share of the next weeks for `%s`, measured by its share of fixes?", s.Area)
	case brief.Reverts:
		return "Reverts: catch it before the merge",
			"Which check before the merge would you have trusted here, and may I add it?"
	}
	return fmt.Sprintf("`%s` changes with almost everything: what to split off first", s.Area),
		fmt.Sprintf("Would you back one bounded split of `%s` before the next feature goes in?", s.Area)
}

// healthProposal measures by the signal itself.
func (p *planner) healthProposal(g *ground, s *brief.Signal) (*oneonone.Smart, []oneonone.Blank) {
	specific := map[brief.SignalKind]string{
		brief.FixShare: fmt.Sprintf("find the cause that most fixes in `%s` have in common and remove it first", s.Area),
		brief.Reverts:  "one check that would have caught the reverted change, before the merge",
		brief.Churn:    fmt.Sprintf("take one responsibility out of `%s`, so that changes to it stop touching the rest", s.Area),
	}[s.Kind]
	smart, blanks := p.smart(g, specific)
	smart.Measurable = fmt.Sprintf("now: %s; target: "+toFill+", counted the same way", s.Text)
	blanks = without(blanks, "measurable")
	return smart, append(blanks, blank("measurable", fmt.Sprintf("From %d of %d to how many, over the same span of weeks?", s.Part, s.Whole)))
}

// blank asks for what no record says.
func blank(field, question string) oneonone.Blank {
	return oneonone.Blank{Field: field, Question: question}
}

// without leaves out the blanks of a field: another one asks for it better.
func without(blanks []oneonone.Blank, field string) []oneonone.Blank {
	return slices.DeleteFunc(blanks, func(b oneonone.Blank) bool { return b.Field == field })
}

// ownership asks to make official, or to share, what the user mostly holds.
func (p *planner) ownership() {
	for i := range p.b.Signals {
		s := &p.b.Signals[i]
		if s.Kind != brief.Share {
			continue
		}
		g := p.on(p.b.Item(s.ID))
		facts := p.facts(g, 3)
		t := topic{
			Area: oneonone.Ownership, Title: fmt.Sprintf("`%s`: own it, or share it?", s.Area), Facts: facts, Evidence: g.ids(facts),
			People: p.people(g), Ask: "Should I own this by name, with a second person who knows it, and who would that be?",
		}
		t.Smart, t.Blanks = p.smart(g, fmt.Sprintf("name an owner and a second person for `%s`", s.Area))
		t.Smart.Measurable = "now: " + s.Text + "; target: at least one other name, counted the same way"
		t.Blanks = without(t.Blanks, "measurable")
		p.add(candidate{topic: t, weight: 50 + s.Strength, want: 4, least: 2, ground: g})
		return
	}
}
