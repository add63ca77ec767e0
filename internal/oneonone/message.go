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

// RecapMessage gives what was agreed in a meeting as one writes it to the other
// person: what was agreed in a sentence or two, who does what by when, what is
// open, thanks for praise. What was only thought (ideas, key points, a summary),
// what is not sure and what has no place stay out of it.
func RecapMessage(r Recap, form Form, praises func(string) bool) string {
	m := newMessage(form, r.Meeting.With)
	m.talk = r.Talk
	m.subject("Our 1:1 on " + r.Meeting.On.Long())
	agreed, tasks := m.agreed(r.Decisions), m.tasks(r)
	if agreed == "" && len(tasks) == 0 {
		m.greet("I noted nothing that we agreed, and no promise. Did I miss one?")
	} else {
		m.greet("this is what I took from our 1:1; please correct what I got wrong." + agreed)
	}
	for _, list := range tasks {
		m.list(list.name, list.items)
	}
	m.list("Still open", m.open(r.OpenQuestions))
	if thanks := m.thanks(r.Feedback, praises); thanks != "" {
		m.gap()
		m.para("Thank you for this: " + thanks)
	}
	return m.String()
}

// agreed gives what was agreed in a sentence, and each no in its own.
func (m *message) agreed(decisions []DecisionSaid) string {
	var yes []string
	out := ""
	for _, d := range decisions {
		text := strings.TrimRight(m.turned(d.Text), ".")
		switch {
		case !d.Declined && !answersNo(text):
			yes = append(yes, text)
		case refuses(text):
			out += " " + Ended(Sentence(text))
		default:
			out += " We said no to this: " + Ended(text)
		}
	}
	if len(yes) > 0 {
		out = " We agreed: " + Ended(strings.Join(yes, "; ")) + out
	}
	return out
}

// taskList is what one person does.
type taskList struct {
	name  string
	items []string
}

// tasks gives the promises by who made them: the user, the reader, the two, then
// others in the order in which they were named, then nobody.
func (m *message) tasks(r Recap) []taskList {
	names := []string{"On my list", "On yours", "For both of us"}
	items := map[string][]string{}
	nobody := "Nobody has taken this yet"
	for _, a := range r.ActionItems {
		name := nobody
		switch {
		case a.Owner == Me:
			name = names[0]
		case a.Owner == both:
			name = names[2]
		case a.Owner == "":
		case SameName(string(a.Owner), string(m.with)):
			name = names[1]
		default:
			name = string(a.Owner)
		}
		if !slices.Contains(names, name) && name != nobody {
			names = append(names, name)
		}
		items[name] = append(items[name], m.task(a, r.Meeting.On))
	}
	var out []taskList
	for _, name := range append(names, nobody) {
		if len(items[name]) > 0 {
			out = append(out, taskList{name, items[name]})
		}
	}
	return out
}

// open gives the questions that are left, without what no line says for sure.
func (m *message) open(questions []Said) []string {
	var out []string
	for _, q := range questions {
		if !strings.HasSuffix(q.Text, unsure) {
			out = append(out, m.turned(q.Text))
		}
	}
	return out
}

// thanks gives the praise of the reader.
func (m *message) thanks(feedback []FeedbackSaid, praises func(string) bool) string {
	var out []string
	for _, f := range feedback {
		switch {
		case f.From == "" || !SameName(string(f.From), string(m.with)) || !praises(f.Text):
		case m.talk:
			out = append(out, "“"+Ended(f.Text)+"”")
		default:
			out = append(out, Ended(m.turned(f.Text)))
		}
	}
	said := strings.Join(out, " ")
	if rest, yours := strings.CutPrefix(said, "You "); yours {
		return "you " + rest
	}
	return said
}

func (m *message) turned(text string) string { return turned(text, string(m.with), m.talk) }

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
	for i, t := range a.askedOnce().Topics {
		m.headed(fmt.Sprintf("%d. ", i+1) + m.text(t.Title+t.minutes()))
		m.topic(t, a.asksOnTop(t))
	}
	for _, l := range a.IfTime {
		if m.sends(l) {
			rest = append(rest, l.Text)
		}
	}
	m.list(a.restTitle(), rest)
	if len(a.Topics)+len(news) == 0 {
		m.para("Nothing from my side; what is on yours?")
	}
	return m.String()
}

func (m *message) topic(t Topic, onTop bool) {
	var say []string
	_, lines := t.headed()
	for _, l := range lines {
		if m.sends(l) && !t.complains(l) {
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
		case part.name == "Ask" && part.text == t.Title:
			m.bullet("Ask: just that.")
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

// complains tells whether a sentence is the complaint that the topic grew out of:
// it is said in the room, or not at all.
func (t Topic) complains(l Line) bool {
	was := strings.ToLower(strings.Trim(Unmarked(string(t.ReframedFrom)), " ."))
	return was != "" && strings.Contains(strings.ToLower(l.Text), was)
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
			if isThird(w) {
				pronoun = true
			} else {
				named = named || !opens && mayName(w) && !SameName(w, string(m.with))
			}
			opens = false
		}
		opens = opens || strings.ContainsAny(field[len(field)-1:], ".!?:")
	}
	return pronoun && !named
}

// isThird tells the pronouns of one other person.
func isThird(word string) bool {
	switch strings.ToLower(word) {
	case "she", "he", "her", "him", "his", "hers":
		return true
	}
	return false
}

// SpeaksOfSomebody tells whether a text has a pronoun for one other person.
func SpeaksOfSomebody(text string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }), isThird)
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

// message is written block by block in one form.
type message struct {
	strings.Builder
	form Form
	with Maybe
	// talk tells that the texts were said between the two.
	talk bool
}

func newMessage(form Form, with Maybe) *message { return &message{form: form, with: with} }

// text makes a text fit for the form.
func (m *message) text(s string) string {
	switch m.form {
	case Paste:
		return inline(s)
	case Slack:
		// A call ("<!channel>") opens with an angle; all else is left as people type it, for it is pasted.
		return strings.ReplaceAll(strings.Join(strings.Fields(Clean(s)), " "), "<", "&lt;")
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

func (m *message) task(a ActionSaid, on Date) string {
	theirs := SameName(string(a.Owner), string(m.with))
	another := a.Owner != "" && a.Owner != Me && a.Owner != both && !theirs
	text := AfterOwner(a.Owner, a.Text)
	if m.talk && theirs {
		text = answered(text)
	}
	line := Sentence(turned(text, string(m.with), another || m.talk))
	if !a.Due.IsZero() {
		line += ", by " + a.Due.Weekday().String() + " " + a.Due.Spelled(on)
	}
	return line
}

// String gives the message, ending in one newline.
func (m *message) String() string { return strings.TrimRight(m.Builder.String(), "\n") + "\n" }
