package oneonone

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Form is the form of a message to the other person.
type Form string

// The forms.
const (
	Email Form = "email"
	Slack Form = "slack"
	Paste Form = "markdown"
)

// Forms lists them.
var Forms = [...]Form{Email, Slack, Paste}

// RecapMessage gives what was agreed in a meeting as a message to the other
// person: decisions, who does what by when, open questions, thanks for
// feedback. What was only thought (ideas, key points, a summary) stays out of
// it.
func RecapMessage(r Recap, form Form) string {
	m := newMessage(form, r.Meeting.With)
	m.subject("Our 1:1 on " + r.Meeting.On.Long())
	m.greet("thank you for the time today. This is what I took from it; please correct what I got wrong.")
	var agreed, tasks, open, thanks []string
	for _, d := range r.Decisions {
		if d.Declined {
			agreed = append(agreed, "No: "+d.Text)
		} else {
			agreed = append(agreed, d.Text)
		}
	}
	for _, a := range r.ActionItems {
		tasks = append(tasks, m.task(a, r.Meeting.On))
	}
	for _, q := range r.OpenQuestions {
		open = append(open, q.Text)
	}
	for _, f := range r.Feedback {
		if f.From != "" && SameName(string(f.From), string(r.Meeting.With)) {
			thanks = append(thanks, f.Text)
		}
	}
	m.list("What we agreed", agreed)
	m.list("Who does what", tasks)
	m.list("Still open", open)
	m.list("Thank you for the feedback", thanks)
	if len(agreed)+len(tasks)+len(open)+len(thanks) == 0 {
		m.para("Nothing was agreed and nothing promised, as far as my notes go.")
	}
	return m.String()
}

// AgendaMessage gives the part of an agenda that may be sent as a message before
// the meeting. What the program is not sure of stays out of it, and so does a
// sentence that calls its reader "she" or "he".
func AgendaMessage(a Agenda, form Form) string {
	m := newMessage(form, a.Meeting.With)
	m.subject("Our 1:1 on " + a.Meeting.On.Long())
	m.greet("this is what I would like to talk about. Is anything missing from your side?")
	a = m.toReader(a)
	if a.OneAsk != nil {
		m.para("One ask: " + a.OneAsk.Text)
	}
	var news, rest []string
	for _, n := range a.Since {
		if m.sends(n.Line) {
			news = append(news, n.Text)
		}
	}
	m.list(a.sinceTitle(), news)
	for i, t := range a.Topics {
		m.headed(fmt.Sprintf("%d. ", i+1) + m.text(t.Title+t.minutes()))
		m.topic(t, a.asksOnTop(t))
	}
	for _, l := range a.IfTime {
		if m.sends(l) {
			rest = append(rest, l.Text)
		}
	}
	m.list("If there is time", rest)
	if len(a.Topics)+len(news) == 0 {
		m.para("Nothing from my side; what is on yours?")
	}
	return m.String()
}

func (m *message) topic(t Topic, onTop bool) {
	var say []string
	for _, l := range t.Say {
		if m.sends(l) {
			say = append(say, l.Text)
		}
	}
	if len(say) > 0 {
		m.para(strings.Join(say, " "))
	}
	for _, part := range []struct{ name, text string }{{"Ask", t.Ask}, {"Outcome", t.Outcome}, {"Proposal", t.Proposal}} {
		switch {
		case part.name == "Ask" && onTop:
			m.bullet("Ask: the one on top.")
		case part.text != "" && !m.speaksOfReader(part.text):
			m.bullet(part.name + ": " + part.text)
		}
	}
}

// toReader takes out the ask and the titles that speak of the reader; a topic
// without a title is called by what it is about.
func (m *message) toReader(a Agenda) Agenda {
	if a.OneAsk != nil && m.speaksOfReader(a.OneAsk.Text) {
		a.OneAsk = nil
	}
	a.Topics = slices.Clone(a.Topics)
	for i, t := range a.Topics {
		if m.speaksOfReader(t.Title) {
			a.Topics[i].Title = Sentence(strings.ReplaceAll(string(t.Area), "_", " "))
		}
	}
	return a
}

// sends tells whether a sentence may go to the reader of the message.
func (m *message) sends(l Line) bool { return !l.Unsure && !m.speaksOfReader(l.Text) }

// speaksOfReader tells whether a text has a "she" or a "he" and nobody else
// named whom it could mean. A day, an acronym and the first word of a sentence
// name nobody.
func (m *message) speaksOfReader(text string) bool {
	pronoun, named, opens := false, false, true
	for _, field := range strings.Fields(text) {
		for _, w := range strings.FieldsFunc(field, func(r rune) bool { return !unicode.IsLetter(r) }) {
			switch strings.ToLower(w) {
			case "she", "he", "her", "him", "his", "hers":
				pronoun = true
			default:
				named = named || !opens && mayName(w) && !SameName(w, string(m.with))
			}
			opens = false
		}
		opens = opens || strings.ContainsAny(field[len(field)-1:], ".!?:")
	}
	return pronoun && !named
}

// mayName tells whether a word may be somebody's name: it has a capital, then
// small letters, and is no day and no month.
func mayName(w string) bool {
	if !unicode.IsUpper([]rune(w)[0]) || strings.ToUpper(w) == w {
		return false
	}
	for _, layout := range []string{"Jan", "January", "Mon", "Monday"} {
		if _, err := time.Parse(layout, w); err == nil {
			return false
		}
	}
	return true
}

// WithoutPrivate empties the lines of raw notes that are marked private, by
// #private or by beginning with the word: no draft and no message has them. The
// other lines keep their numbers.
func WithoutPrivate(raw string) string {
	lines := strings.Split(raw, "\n")
	for i, line := range lines {
		lower := strings.ToLower(strings.TrimLeft(line, " \t-*•>"))
		marked := strings.HasPrefix(lower, "private:") || strings.HasPrefix(lower, "(private)") || strings.HasPrefix(lower, "[private]")
		if marked || strings.Contains(lower, "#private") {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}

// message is written block by block in one form.
type message struct {
	strings.Builder
	form Form
	with Maybe
}

func newMessage(form Form, with Maybe) *message { return &message{form: form, with: with} }

// text makes a text fit for the form.
func (m *message) text(s string) string {
	switch m.form {
	case Paste:
		return inline(s)
	case Slack:
		return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(strings.Join(strings.Fields(Clean(s)), " "))
	}
	return strings.Join(strings.Fields(Clean(s)), " ")
}

func (m *message) subject(s string) {
	switch m.form {
	case Email:
		m.WriteString("Subject: " + m.text(s) + "\n\n")
	case Slack:
		m.WriteString("*" + m.text(s) + "*\n\n")
	default:
		m.WriteString("# " + m.text(s) + "\n\n")
	}
}

func (m *message) greet(s string) {
	name := FirstName(string(m.with))
	if name == "" {
		m.para(strings.ToUpper(s[:1]) + s[1:])
		return
	}
	m.para("Hi " + name + ", " + s)
}

func (m *message) para(s string) {
	if s = m.text(s); s != "" {
		m.WriteString(s + "\n\n")
	}
}

func (m *message) heading(s string) { m.headed(m.text(s)) }

// headed is heading for a text that fits the form already.
func (m *message) headed(s string) {
	m.gap()
	switch m.form {
	case Slack:
		m.WriteString("*" + s + "*\n")
	case Paste:
		m.WriteString("## " + s + "\n\n")
	default:
		m.WriteString(s + "\n")
	}
}

func (m *message) bullet(s string) {
	mark := "- "
	if m.form == Slack {
		mark = "• "
	}
	m.WriteString(mark + m.text(s) + "\n")
}

// gap leaves one empty line after what stands there.
func (m *message) gap() {
	if s := m.Builder.String(); s != "" && !strings.HasSuffix(s, "\n\n") {
		m.WriteByte('\n')
	}
}

func (m *message) list(name string, items []string) {
	if len(items) == 0 {
		return
	}
	m.heading(name)
	for _, item := range items {
		m.bullet(item)
	}
}

// who names the owner of a promise as one says it to the other person.
func (m *message) who(owner Maybe) string {
	switch {
	case owner == Me:
		return "I"
	case owner == "":
		return "Nobody yet"
	case SameName(string(owner), string(m.with)):
		return "You"
	}
	return string(owner)
}

func (m *message) task(a ActionSaid, on Date) string {
	line := m.who(a.Owner) + ": " + AfterOwner(a.Owner, a.Text)
	if !a.Due.IsZero() {
		line += ", by " + a.Due.Weekday().String() + " " + a.Due.Short(on)
	}
	return line
}

// String gives the message, ending in one newline.
func (m *message) String() string { return strings.TrimRight(m.Builder.String(), "\n") + "\n" }
