package coach

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// recap checks the answer entry by entry against the lines that each cites. An
// answer of which nothing stands is an AnswerError.
func (l *listener) recap(w wireRecap) (judged[oneonone.Recap], error) {
	r := oneonone.Recap{
		ID: oneonone.DeriveID("recap", l.n.Meeting.ID, stamp(l.n.Now)), Meeting: l.n.Meeting,
		Summary:       l.summary(w.Summary),
		KeyPoints:     l.all("key_points", w.KeyPoints),
		OpenQuestions: l.all("open_questions", w.OpenQuestions),
		Ideas:         l.all("ideas", w.Ideas),
		ActionItems:   l.actions(w.ActionItems),
		Feedback:      l.feedback(w.Feedback),
		Topics:        l.topics(w.Topics),
	}
	r.Decisions = l.decisions(w.Decisions)
	r.Findings = l.list
	standing := len(r.KeyPoints) + len(r.Decisions) + len(r.ActionItems) + len(r.Feedback) + len(r.OpenQuestions) + len(r.Ideas)
	if r.Summary == "" && standing == 0 && len(l.list) > 0 {
		return judged[oneonone.Recap]{complaints: l.complaints()}, &AnswerError{Reason: "nothing in it stands in the notes"}
	}
	return judged[oneonone.Recap]{draft: r, standing: standing, complaints: l.complaints()}, nil
}

// inDecisions is where the findings about decisions are.
const inDecisions = "decisions"

// said checks one entry.
func (l *listener) said(where, text string, numbers []int) (oneonone.Said, bool) {
	text = line(text)
	lines := l.cited(numbers)
	if text == "" {
		return oneonone.Said{}, false
	}
	if len(lines) == 0 {
		l.add("grounded", where, fixLine, "left out what no line of the notes says: “%s”", short(text))
		return oneonone.Said{}, false
	}
	s := l.supportOf(lines)
	if where == inDecisions && l.saidAgainst(lines) { // what was turned down is told as what it was
		s.clauses = nil
	}
	if missing := s.lacksAny(text); missing != "" {
		l.add("grounded", where, fixLine, "left out, since line %s of the notes lacks %s: “%s”", numbersOf(lines), missing, short(text))
		return oneonone.Said{}, false
	}
	return oneonone.Said{Text: text, Lines: lines}, true
}

func numbersOf(lines []int) string {
	parts := make([]string, len(lines))
	for i, n := range lines {
		parts[i] = fmt.Sprint(n)
	}
	return strings.Join(parts, ", ")
}

func (l *listener) all(where string, list []wireSaid) []oneonone.Said {
	var out []oneonone.Said
	for _, w := range list {
		said, ok := l.said(where, w.Text, w.Lines)
		twice := slices.ContainsFunc(out, func(s oneonone.Said) bool { return fold(s.Text) == fold(said.Text) })
		if ok && !twice {
			out = append(out, said)
		}
	}
	return out
}

func (l *listener) summary(list []wireSaid) string {
	var parts []string
	for _, s := range l.all("summary", list) {
		parts = append(parts, sentence(s.Text))
	}
	return strings.Join(parts, " ")
}

func (l *listener) actions(list []wireAction) []oneonone.ActionSaid {
	var out []oneonone.ActionSaid
	for _, w := range list {
		said, ok := l.said("action_items", w.Text, w.Lines)
		if !ok {
			continue
		}
		id := "a-" + oneonone.DeriveID("action", l.n.Meeting.ID, fold(said.Text), numbersOf(said.Lines))[:8]
		if slices.ContainsFunc(out, func(a oneonone.ActionSaid) bool { return a.ID == id }) {
			continue
		}
		out = append(out, oneonone.ActionSaid{
			ID: id, Text: said.Text, Lines: said.Lines,
			Owner: l.owner(id, value(w.Owner), said.Lines), Due: l.due(id, value(w.Due), said.Lines),
		})
	}
	return out
}

// owner keeps an owner whom the lines name, or who speaks in them.
func (l *listener) owner(where, name string, lines []int) oneonone.Maybe {
	who := l.who(name)
	if who == "" {
		return ""
	}
	if l.present(who, lines) {
		return oneonone.Maybe(who)
	}
	l.add("grounded", where, "say who, or leave it open", "left out an owner whom line %s of the notes does not name: %s", numbersOf(lines), short(who))
	return ""
}

// who resolves a name to oneonone.Me, to the spelling on file, or to itself.
func (l *listener) who(name string) string {
	name = line(strings.TrimPrefix(name, "@"))
	switch strings.ToLower(name) {
	case "", "null", "none", "nobody", "unknown":
		return ""
	case "me", "i", "myself":
		return oneonone.Me
	}
	if l.isMe(name) {
		return oneonone.Me
	}
	for _, known := range l.people {
		if oneonone.SameName(known, name) {
			return known
		}
	}
	return name
}

// present tells whether one of the lines names the person, or is theirs to
// say "I" in.
func (l *listener) present(who string, lines []int) bool {
	for _, text := range l.texts(lines) {
		speaker, rest := l.speaker(text)
		if speaker == who || who == oneonone.Me && speaker == "" && firstPerson(rest) {
			return true
		}
		if slices.ContainsFunc(prose.Words(rest), func(w prose.Word) bool { return l.calls(w.Text, who) }) || l.meansOther(who, rest) {
			return true
		}
	}
	return false
}

// meansOther tells whether a "he" or "she" of a line is the other person: nobody
// else is named before it, and the user does nothing in the line.
func (l *listener) meansOther(who, line string) bool {
	if !oneonone.SameName(who, string(l.n.Meeting.With)) || firstPerson(line) {
		return false
	}
	for _, w := range prose.Words(line) {
		if w.Lower == "he" || w.Lower == "she" {
			return true
		}
		if slices.ContainsFunc(l.people, func(name string) bool { return l.calls(w.Text, name) }) {
			return false
		}
	}
	return false
}

// speaker tells whose words a line is by its label, "" when it has none.
func (l *listener) speaker(text string) (who, rest string) {
	label, rest, ok := prose.CutLabel(text)
	if !ok {
		return "", text
	}
	if who, known := l.cast.Who(label); known {
		return who, rest
	}
	return "", text
}

// calls tells whether a word of the notes is a name of the person. A single
// letter is one only as an initial in capitals, and never I or A.
func (l *listener) calls(word, who string) bool {
	name := owner(word)
	if len(name) == 1 {
		if name == "I" || name == "A" || name == strings.ToLower(name) {
			return false
		}
	}
	if found, known := l.cast.Who(name); known {
		return found == who
	}
	return who != oneonone.Me && partOf(name, who)
}

func firstPerson(text string) bool {
	for _, w := range prose.Words(text) {
		switch w.Lower {
		case "i", "me", "my", "myself", "mine", "i'll", "i'm", "i've", "i'd":
			return true
		}
	}
	return false
}

// base is the day that "by Friday" counts from.
func (l *listener) base() time.Time { return l.n.Meeting.On.Time(time.UTC) }

// due keeps a date that the lines say, in words or in full.
func (l *listener) due(where, text string, lines []int) oneonone.Date {
	if text == "" {
		return oneonone.Date{}
	}
	d, err := oneonone.ParseDate(text)
	if err == nil && slices.ContainsFunc(l.texts(lines), func(said string) bool { return l.says(said, d) }) {
		return d
	}
	l.add("grounded", where, "say by when, or leave it open", "left out a date that line %s of the notes does not give: %s", numbersOf(lines), short(text))
	return oneonone.Date{}
}

func (l *listener) says(text string, d oneonone.Date) bool {
	if strings.Contains(text, d.String()) {
		return true
	}
	if t, _, ok := prose.Due(text, l.base(), l.n.Locale); ok && oneonone.DateOf(t) == d {
		return true
	}
	return slices.ContainsFunc(prose.Dates(text, l.base(), l.n.Locale), func(span prose.DateSpan) bool {
		return oneonone.DateOf(span.Day) == d || oneonone.DateOf(span.Until) == d
	})
}

// decisions keeps what was decided. What the lines only suppose, ask or leave
// open is none.
func (l *listener) decisions(list []wireDecision) []oneonone.DecisionSaid {
	var out []oneonone.DecisionSaid
	for _, d := range list {
		said, ok := l.said(inDecisions, d.Text, d.Lines)
		if !ok {
			continue
		}
		if l.allOpen(said.Lines) {
			l.add("grounded", inDecisions, fixLine, "left out a decision, since line %s of the notes decides nothing: “%s”", numbersOf(said.Lines), short(d.Text))
			continue
		}
		declined := d.Declined
		if !declined && l.saidAgainst(said.Lines) && !deniesSomething(said.Text) {
			l.add("grounded", inDecisions, fixLine, "taken as a no, since line %s of the notes is one: “%s”", numbersOf(said.Lines), short(d.Text))
			declined = true
		}
		out = append(out, oneonone.DecisionSaid{Text: said.Text, Declined: declined, Lines: said.Lines})
	}
	return out
}

// saidAgainst tells whether all of the lines turn something down.
func (l *listener) saidAgainst(lines []int) bool {
	return !slices.ContainsFunc(l.texts(lines), func(text string) bool {
		h := prose.Hear(text)
		return !h.Declines() && !h.Says("decided against", "against it", "agreed not to", "decided not to")
	})
}

// deniesSomething tells whether a text says no itself.
func deniesSomething(text string) bool {
	return slices.ContainsFunc(prose.Clauses(text), func(c prose.Clause) bool { return len(c.Denied)+len(c.Turning) > 0 })
}

// allOpen tells whether none of the lines decides and each supposes, asks or
// leaves open.
func (l *listener) allOpen(lines []int) bool {
	return !slices.ContainsFunc(l.texts(lines), func(text string) bool {
		h := prose.Hear(text)
		return h.Decides() || h.Declines() || !h.Supposes() && !h.Undecided() && !h.Asks()
	})
}

func (l *listener) feedback(list []wireFeedback) []oneonone.FeedbackSaid {
	var out []oneonone.FeedbackSaid
	for _, w := range list {
		said, ok := l.said("feedback", w.Text, w.Lines)
		if !ok {
			continue
		}
		f := oneonone.FeedbackSaid{Text: said.Text, Lines: said.Lines}
		if who := l.who(value(w.From)); who != "" && (l.present(who, said.Lines) || who == line(string(l.n.Meeting.With))) {
			f.From = oneonone.Maybe(who)
		}
		if about := value(w.About); about != "" && l.supportOf(said.Lines).shares(about) >= enough {
			f.About = oneonone.Maybe(about)
		}
		out = append(out, f)
	}
	return out
}
