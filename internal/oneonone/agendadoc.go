package oneonone

import (
	"fmt"
	"slices"
	"strings"
)

// AgendaMarkdown gives the agenda as one page to take along: what may be sent,
// a line, and what the user keeps.
func AgendaMarkdown(a Agenda) string {
	var m markdown
	m.agenda(a)
	m.forMe(a)
	return m.String()
}

// ruler parts what may be sent from what is the user's own.
const ruler = "---"

// ForMeTitle is the heading of what the user keeps.
const ForMeTitle = "For me, not sent"

// agenda writes what may be sent.
func (m *markdown) agenda(a Agenda) {
	m.heading(1, meetingTitle(a.Meeting))
	if a.OneAsk != nil {
		m.para("**One ask:** " + inline(a.OneAsk.Text))
	}
	if len(a.Since) > 0 {
		m.heading(2, a.sinceTitle())
		for _, n := range a.Since {
			m.bullet(inline(n.Text))
		}
		m.gap()
	}
	for i, t := range a.askedOnce().Topics {
		m.topic(i+1, t, a.asksOnTop(t))
	}
	if len(a.Topics) == 0 && len(a.Since) == 0 {
		m.para("Nothing is on record that asks for a topic. One note a day is enough to change that: `oneonone note \"…\"`.")
	}
	m.section(a.restTitle(), len(a.IfTime), func(i int) string { return inline(a.IfTime[i].Text) })
}

func meetingTitle(s Slot) string {
	parts := []string{"1:1"}
	if s.With != "" {
		parts[0] += " with " + inline(string(s.With))
	}
	if !s.On.IsZero() {
		parts = append(parts, s.On.Long())
	}
	if s.Minutes > 0 {
		parts = append(parts, fmt.Sprintf("%d min", s.Minutes))
	}
	return strings.Join(parts, " · ")
}

// sinceTitle says since when, and that this part is read and not talked
// through.
func (a Agenda) sinceTitle() string {
	if a.LastOn.IsZero() {
		return "Where things stand · to read"
	}
	return fmt.Sprintf("Since %s · %d min, to read", a.LastOn.Spelled(a.Meeting.On), ReadingMinutes(len(a.Since)))
}

// ReadingMinutes is how long so many lines of news take to read together.
func ReadingMinutes(lines int) int { return min(2, (lines+2)/3) }

// restTitle names what follows the topics. A model is asked there for small matters
// that a yes, a name or a day settles: they have minutes of their own, for some of
// them expire.
func (a Agenda) restTitle() string {
	if n := a.quickMinutes(); n > 0 {
		return fmt.Sprintf("Quick answers · %d min", n)
	}
	return "If there is time"
}

// asksOnTop tells whether the topic's ask is the one on top of the page.
func (a Agenda) asksOnTop(t Topic) bool {
	return a.OneAsk != nil && t.ID != "" && a.OneAsk.TopicID == t.ID
}

func (m *markdown) topic(n int, t Topic, onTop bool) {
	title, lines := t.headed()
	m.heading(2, fmt.Sprintf("%d. %s", n, inline(title)+t.minutes()))
	var say []string
	for _, l := range lines {
		say = append(say, inline(l.Text))
	}
	m.para(strings.Join(say, " "))
	var settle []string
	switch {
	case onTop:
		settle = append(settle, "**Ask:** the one on top.")
	case t.Ask == t.Title:
		settle = append(settle, "**Ask:** just that.")
	case t.Ask != "":
		settle = append(settle, "**Ask:** "+inline(t.Ask))
	}
	if t.Outcome != "" {
		settle = append(settle, "**Outcome:** "+inline(t.Outcome))
	}
	if t.Proposal != "" {
		settle = append(settle, "**Proposal:** "+inline(t.Proposal))
	}
	m.para(strings.Join(settle, "  \n"))
}

// headed gives the heading of a topic and what is said below it. Words that the
// heading says already are not read twice: where a quotation begins with them it goes
// on behind them, and where it has no more to say its day goes up.
func (t Topic) headed() (title string, say []Line) {
	title = t.Title
	bare := strings.TrimRight(t.Title, ".!?")
	for _, l := range t.Say {
		if len(l.Text) <= len(bare) || bare == "" || !strings.EqualFold(l.Text[:len(bare)], bare) || strings.HasSuffix(title, ")") {
			say = append(say, l)
			continue
		}
		rest := strings.TrimLeft(l.Text[len(bare):], ".!,;:?")
		switch day, only := strings.CutPrefix(rest, " ("); {
		case only && strings.Count(rest, "(") == 1 && strings.HasSuffix(rest, ")."):
			title += " (" + strings.TrimSuffix(day, ".")
		case l.Text[len(bare)] == '.' || l.Text[len(bare)] == '!' || l.Text[len(bare)] == '?': // the heading is a whole sentence of it
			l.Text = Sentence(strings.TrimSpace(rest))
			say = append(say, l)
		default:
			say = append(say, l)
		}
	}
	return title, say
}

func (t Topic) minutes() string {
	if t.Minutes == 0 {
		return ""
	}
	return fmt.Sprintf(" · %d min", t.Minutes)
}

// forMe writes what the user keeps: the questions to be ready for, what to
// settle before, what is left, and what the page rests on.
func (m *markdown) forMe(a Agenda) {
	m.gap()
	m.WriteString(ruler + "\n\n")
	m.heading(3, ForMeTitle)
	for _, p := range a.mine() {
		switch all := p.all(); {
		case len(p.pieces) == 0:
		case p.listed && len(all) > 1 && wordsIn(p.line()) > longestRow:
			m.nested(p.name, all)
		default:
			m.bullet(p.line())
		}
	}
	if n := a.ForMe.Private; n > 0 {
		m.bullet(Plural(n, "private note is", "private notes are") + " from this time: `oneonone log --private" + a.sinceFlag() + "`")
	}
	m.gap()
	m.rules(a.DraftedBy)
}

// longestRow is how many words of a written page stand in one row below the line; more
// are a list.
const longestRow = 30

func (m *markdown) nested(name string, pieces []string) {
	m.bullet("**" + name + ":**")
	for _, p := range pieces {
		m.WriteString("  - " + p + "\n")
	}
}

// sinceFlag makes the log go back as far as the agenda; two weeks, as before a
// first meeting, it goes by itself.
func (a Agenda) sinceFlag() string {
	if a.LastOn.IsZero() {
		return ""
	}
	return " --since " + a.LastOn.String()
}

func (a Agenda) mayAskName() string {
	if name := FirstName(string(a.Meeting.With)); name != "" {
		return inline(name) + " may ask"
	}
	return "I may be asked"
}

func (a Agenda) mayAsk() []string {
	var out []string
	for _, q := range a.ForMe.MayAsk {
		out = append(out, inline(q.Question))
	}
	return out
}

func (a Agenda) before() []string {
	var out []string
	for _, l := range firstOf(a.ForMe.Before, mostDeeds) {
		out = append(out, inline(Cut(l.Text, longestDeed)))
	}
	for i, t := range a.Topics {
		for _, b := range t.Blanks {
			if b.N > 0 {
				out = append(out, fmt.Sprintf("(%d) on %d: %s", b.N, i+1, inline(Cut(b.Question, longestQuestion))))
			}
		}
	}
	return out
}

func (a Agenda) notToday() []string {
	var out []string
	for _, n := range a.ForMe.NotToday {
		text := inline(Cut(n.Text, longestTitle))
		if n.Why != "" {
			text += " (" + inline(Cut(n.Why, longestTitle)) + ")"
		}
		out = append(out, text)
	}
	return out
}

// unsure names each sentence that the program could not make out on record, with the
// day of the record that comes closest. The mark stands here and not in the sentence:
// above the line the page is one that can be sent.
func (a Agenda) unsure() []string {
	var out []string
	for _, l := range a.UnsureLines() {
		closest := "no record"
		if e := a.evidence(first(l.Evidence)); e != nil {
			closest = e.Date.Short(a.Meeting.On)
		}
		out = append(out, fmt.Sprintf("“%s” (%s)", inline(Cut(l.Text, fewWords)), closest))
	}
	return out
}

// fewWords are enough of a sentence to find it again.
const fewWords = 7

// Cut cuts a text to so many words.
func Cut(text string, words int) string {
	all := strings.Fields(text)
	if len(all) <= words {
		return strings.Join(all, " ")
	}
	return strings.TrimRight(strings.Join(all[:words], " "), ",;:. ") + " …"
}

func (a Agenda) remarks() []string {
	var out []string
	for _, text := range a.ForMe.WorthALook {
		out = append(out, inline(text))
	}
	return out
}

// restsOn names for each topic the days of what it rests on, and whose word it
// is where it is another's.
func (a Agenda) restsOn() []string {
	var out []string
	for i, t := range a.Topics {
		var days []string
		for _, id := range t.Evidence {
			if e := a.evidence(id); e != nil && !e.Date.IsZero() {
				if day := e.Date.Short(a.Meeting.On); !slices.Contains(days, day) {
					days = append(days, day)
				}
			}
		}
		const most = 4
		if len(days) > most {
			days = append(days[:most], "…")
		}
		if len(days) > 0 {
			out = append(out, fmt.Sprintf("%d: %s", i+1, strings.Join(days, ", ")))
		}
	}
	if len(out) > 0 {
		out = append(out, "`oneonone show last --evidence`")
	}
	return out
}

func (a Agenda) evidence(id string) *Evidence {
	if i := slices.IndexFunc(a.Evidence, func(e Evidence) bool { return id != "" && e.ID == id }); i >= 0 {
		return &a.Evidence[i]
	}
	return nil
}
