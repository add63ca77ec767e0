package coach

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"oneonone/internal/ground"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// recap checks the answer entry by entry against the lines that each cites. An
// answer of which nothing stands is an AnswerError.
func (l *listener) recap(w wireRecap) (judged[oneonone.Recap], error) {
	r := oneonone.Recap{
		ID: oneonone.DeriveID("recap", l.n.Meeting.ID, stamp(l.n.Now)), Meeting: l.n.Meeting, Talk: l.page.talk,
		Summary:       l.summary(w.Summary),
		KeyPoints:     l.all("key_points", w.KeyPoints),
		OpenQuestions: l.all("open_questions", w.OpenQuestions),
		Ideas:         l.all("ideas", w.Ideas),
		ActionItems:   l.actions(w.ActionItems),
		Feedback:      l.feedback(w.Feedback),
		Topics:        l.topics(w.Topics),
	}
	r.Decisions = l.decisions(w.Decisions)
	r.NotSure = l.notSure
	r.NotPlaced = l.notPlaced()
	r.Findings = l.list
	standing := len(r.KeyPoints) + len(r.Decisions) + len(r.ActionItems) + len(r.Feedback) + len(r.OpenQuestions) + len(r.Ideas)
	if r.Summary == "" && standing == 0 {
		return judged[oneonone.Recap]{cures: l.cures}, &AnswerError{Reason: "nothing in it stands in the notes"}
	}
	return judged[oneonone.Recap]{draft: r, standing: standing, cures: l.cures, broken: len(l.list) >= manyWrong}, nil
}

// said checks one entry: what of it the notes do not contradict, with the lines
// that say it, those that the answer named first.
func (l *listener) said(where, text string, numbers []int) (said oneonone.Said, unsure, ok bool) {
	lines := l.cited(numbers)
	var ids []string
	for _, n := range lines {
		ids = append(ids, lineID(n))
	}
	kept := sift(line(text), func(sentence string) (ground.Verdict, bool) {
		v := l.ground.Judge(sentence, ids)
		if v.Outcome == ground.Contradicted || len(v.Evidence) == 0 {
			l.add(oneonone.RuleGrounded, where, fixLine, "left out, since no line of the notes says it: “%s”", short(sentence))
			l.cure(sentence, cmp.Or(v.Wrong, "no line says it"), v.Cure)
			return v, false
		}
		return v, true
	})
	if kept.Text == "" {
		return said, false, false
	}
	if len(lines) == 0 {
		lines = linesOf(kept.Evidence)
	}
	for _, n := range lines {
		l.used[n] = l.used[n] || where != "summary" // a summary puts nothing in its place
	}
	return oneonone.Said{Text: strings.TrimRight(kept.Text, "."), Lines: lines}, kept.Unsure, true
}

// twice tells whether a section has the same of the same person already.
func (l *listener) twice(where, text, who string) bool {
	key := where + "\n" + fold(text) + "\n" + who
	was := l.had[key]
	l.had[key] = true
	return was
}

// fixLine is what to do about a statement that no line bears.
const fixLine = "add it to the notes if it was said, and draft again"

// lineID is the id of a line of the notes among the sources.
func lineID(n int) string { return "line " + strconv.Itoa(n) }

func linesOf(ids []string) []int {
	var out []int
	for _, id := range ids {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, "line ")); err == nil {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// wonder keeps what may be an action, a decision or feedback where the user can
// say which.
func (l *listener) wonder(as string, said oneonone.Said) {
	l.notSure = append(l.notSure, oneonone.NotSure{Text: said.Text, As: as, Lines: said.Lines})
}

// notPlaced gives the lines that no entry rests on, so that none is lost.
func (l *listener) notPlaced() []oneonone.Said {
	var out []oneonone.Said
	for i, text := range l.page.lines {
		says := strings.IndexFunc(text, unicode.IsLetter) >= 0 && !strings.HasPrefix(strings.TrimSpace(text), "#")
		if says && !l.used[i+1] {
			out = append(out, oneonone.Said{Text: line(text), Lines: []int{i + 1}})
		}
	}
	return out
}

func numbersOf(lines []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(lines), " ", ", "), "[]")
}

func (l *listener) all(where string, list []wireSaid) []oneonone.Said {
	var out []oneonone.Said
	for _, w := range list {
		said, unsure, ok := l.said(where, w.Text, w.Lines)
		if unsure {
			said.Text += " (?)"
		}
		if ok && !l.twice(where, said.Text, "") {
			out = append(out, said)
		}
	}
	return out
}

// mostSummed is how many sentences a summary has at most, however many parts the
// notes have.
const mostSummed = 6

func (l *listener) summary(list []wireSaid) string {
	var parts []string
	for _, s := range l.all("summary", list) {
		parts = append(parts, oneonone.Ended(s.Text))
	}
	return strings.Join(parts[:min(len(parts), mostSummed)], " ")
}

func (l *listener) actions(list []wireAction) []oneonone.ActionSaid {
	var out []oneonone.ActionSaid
	for _, w := range list {
		said, unsure, ok := l.said("action_items", w.Text, w.Lines)
		if unsure {
			l.wonder("action", said)
		}
		if !ok || unsure {
			continue
		}
		id := "a-" + oneonone.DeriveID("action", l.n.Meeting.ID, fold(said.Text), numbersOf(said.Lines))[:8]
		owner := l.owner(id, value(w.Owner), said.Lines)
		if l.twice("action_items", said.Text, string(owner)) {
			continue
		}
		due := l.due(id, value(w.Due), said.Lines)
		out = append(out, oneonone.ActionSaid{ID: id, Text: said.Text, Lines: said.Lines, Owner: owner, Due: due})
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
	l.add(oneonone.RuleGrounded, where, "say who, or leave it open",
		"left out an owner whom line %s of the notes does not name: %s", numbersOf(lines), short(who))
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
	return slices.ContainsFunc(l.texts(lines), func(text string) bool { return l.cast.Names(who, text) })
}

// fold makes texts comparable: case, white space and marks at the ends don't
// count.
func fold(text string) string {
	return strings.Trim(prose.Fold(line(text)), " .,;:!?")
}

// speaksOf tells whether the lines have half of a text's words at least.
func (l *listener) speaksOf(lines []int, text string) bool {
	n := sharedStems(text, strings.Join(l.texts(lines), " "))
	return n > 0 && n*2 >= len(prose.Content(text))
}

// due keeps a date that the lines say, in words or in full.
func (l *listener) due(where, text string, lines []int) oneonone.Date {
	if text == "" {
		return oneonone.Date{}
	}
	d, err := oneonone.ParseDate(text)
	if err == nil && slices.ContainsFunc(l.texts(lines), func(said string) bool { return l.says(said, d) }) {
		return d
	}
	l.add(oneonone.RuleGrounded, where, "say by when, or leave it open",
		"left out a date that line %s of the notes does not give: %s", numbersOf(lines), short(text))
	return oneonone.Date{}
}

func (l *listener) says(text string, d oneonone.Date) bool {
	if strings.Contains(text, d.String()) {
		return true
	}
	base := l.n.Meeting.On.Time(time.UTC) // "by Friday" counts from here
	if t, _, ok := prose.Due(text, base, l.n.Locale); ok && oneonone.DateOf(t) == d {
		return true
	}
	return slices.ContainsFunc(prose.Dates(text, base, l.n.Locale), func(span prose.DateSpan) bool {
		return oneonone.DateOf(span.Day) == d || oneonone.DateOf(span.Until) == d
	})
}

// decisions keeps what was decided. What the lines only suppose, ask or leave
// open is none.
func (l *listener) decisions(list []wireDecision) []oneonone.DecisionSaid {
	var out []oneonone.DecisionSaid
	for _, d := range list {
		said, unsure, ok := l.said("decisions", d.Text, d.Lines)
		if !ok || l.twice("decisions", said.Text, "") {
			continue
		}
		if unsure || l.allOpen(said.Lines) {
			l.wonder("decision", said)
			continue
		}
		declined := d.Declined || l.saidAgainst(said.Lines) && !deniesSomething(said.Text)
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
		said, unsure, ok := l.said("feedback", w.Text, w.Lines)
		if unsure {
			l.wonder("feedback", said)
		}
		if !ok || unsure || l.twice("feedback", said.Text, value(w.From)) {
			continue
		}
		f := oneonone.FeedbackSaid{Text: said.Text, Lines: said.Lines}
		if who := l.who(value(w.From)); who != "" && (l.present(who, said.Lines) || who == line(string(l.n.Meeting.With))) {
			f.From = oneonone.Maybe(who)
		}
		if about := value(w.About); about != "" && l.speaksOf(said.Lines, about) {
			f.About = oneonone.Maybe(about)
		}
		out = append(out, f)
	}
	return out
}
