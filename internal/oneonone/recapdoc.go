package oneonone

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// RecapMarkdown gives the recap as one page: what was agreed, who does what,
// then what was said, each with the lines of the notes that say it. What the
// rules find stays in the data.
func RecapMarkdown(r Recap) string {
	var m markdown
	m.heading(1, r.title())
	if agreed := r.agreed(); agreed != "" {
		m.para("**Agreed:** " + inline(agreed))
	}
	m.section("Who does what", len(r.ActionItems), func(i int) string { return r.actionLine(r.ActionItems[i]) })
	m.section("Feedback", len(r.Feedback), func(i int) string { return r.feedbackLine(r.Feedback[i]) })
	m.said("Open", r.OpenQuestions)
	m.said("Said", r.KeyPoints)
	m.said("Ideas", r.Ideas)
	m.section("Not sure", len(r.NotSure), func(i int) string {
		n := r.NotSure[i]
		return quoted(n.Text) + lineRef(n.Lines) + ": " + n.question()
	})
	m.notPlaced(r.NotPlaced)
	return m.String()
}

func (r Recap) title() string {
	parts := []string{"Recap"}
	if r.Meeting.With != "" {
		parts = append(parts, inline(string(r.Meeting.With)))
	}
	if !r.Meeting.On.IsZero() {
		parts = append(parts, r.Meeting.On.Long())
	}
	return strings.Join(parts, " · ")
}

// agreed joins the decisions, those that say no with their no.
func (r Recap) agreed() string {
	var parts []string
	for _, d := range r.Decisions {
		parts = append(parts, Ended(Sentence(d.told())))
	}
	return strings.Join(parts, " ")
}

// told gives a decision so that nobody takes a refusal for a yes.
func (d DecisionSaid) told() string {
	if d.Declined && !refuses(d.Text) {
		return "No: " + d.Text
	}
	return d.Text
}

// refuses tells whether a text reads as a refusal by itself: it begins with a no,
// or answers with one.
func refuses(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	for i, w := range words {
		switch bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }); {
		case bare == "against":
			return true
		case bare != "no" && bare != "not" && bare != "never":
		case i == 0 || strings.ContainsAny(words[i-1][len(words[i-1])-1:], ":.;?->") || words[i-1] == "–" || words[i-1] == "—", words[i-1] == "→",
			words[i-1] == "said", words[i-1] == "says":
			return true
		}
	}
	return false
}

// answersNo tells whether a text goes on with a no to what it names first: "four days -> no".
func answersNo(text string) bool {
	_, rest, found := strings.Cut(text, " ")
	return found && !refuses(strings.SplitN(text, " ", 2)[0]) && refuses("· "+rest)
}

func (r Recap) actionLine(a ActionSaid) string {
	line := "[ ] **" + r.who(a.Owner) + ":** " + inline(Sentence(AfterOwner(a.Owner, a.Text)))
	if !a.Due.IsZero() {
		line += " · by " + a.Due.Weekday().String()[:3] + " " + a.Due.Short(r.Meeting.On)
	}
	return line + lineRef(a.Lines)
}

// who calls the person met by the first name, others as they are on record.
func (r Recap) who(owner Maybe) string {
	switch {
	case owner == Me:
		return "I"
	case owner == "":
		return "Nobody yet"
	case owner == both:
		return "Both of us"
	case SameName(string(owner), string(r.Meeting.With)):
		return inline(FirstName(string(owner)))
	}
	return inline(string(owner))
}

// both is the owner of what the two take on together.
const both = "both"

func (r Recap) feedbackLine(f FeedbackSaid) string {
	lead := ""
	switch {
	case f.From == Me:
		lead = "From me"
	case f.From != "":
		lead = r.who(f.From)
	}
	if f.About != "" {
		lead = upperFirst(strings.TrimPrefix(lead+", about "+inline(string(f.About)), ", "))
	}
	if lead != "" {
		lead = "**" + lead + ":** "
	}
	return lead + inline(f.Text) + lineRef(f.Lines)
}

// question asks what only the user can say.
func (n NotSure) question() string {
	switch n.As {
	case "action":
		return "a promise, or only an idea?"
	case "decision":
		return "agreed, or only talked about?"
	case "feedback":
		return "feedback, or said in passing?"
	}
	return "what is it?"
}

// said writes what the notes say, one line of the page for one of the notes.
func (m *markdown) said(name string, all []Said) {
	var lines []string
	for i, s := range all {
		text := inline(s.Text)
		if i > 0 && slices.Equal(all[i-1].Lines, s.Lines) && len(s.Lines) == 1 {
			last := strings.TrimSuffix(lines[len(lines)-1], lineRef(s.Lines))
			lines[len(lines)-1] = Ended(last) + " " + text + lineRef(s.Lines)
			continue
		}
		lines = append(lines, text+lineRef(s.Lines))
	}
	m.section(name, len(lines), func(i int) string { return lines[i] })
}

// mostNotPlaced is how many lines are quoted that have no place; of more than
// that, as in a talk taken down word by word, the numbers are enough.
const mostNotPlaced = 12

func (m *markdown) notPlaced(all []Said) {
	few := firstOf(all, mostNotPlaced)
	var rest []int
	for _, s := range all[len(few):] {
		rest = append(rest, s.Lines...)
	}
	m.section("Not placed", len(few), func(i int) string {
		line := quoted(Cut(few[i].Text, longestLine)) + lineRef(few[i].Lines)
		if i == len(few)-1 && len(rest) > 0 {
			line += "\n- and " + Plural(len(rest), "more line", "more lines") + lineRef(rest)
		}
		return line
	})
}

// quoted puts a text of the notes between quotation marks.
func quoted(text string) string { return "“" + inline(text) + "”" }

// lineRef points at the raw notes: " (l. 4)", " (l. 3–5, 9)".
func lineRef(lines []int) string {
	if len(lines) == 0 {
		return ""
	}
	var parts []string
	for i := 0; i < len(lines); {
		end := i
		for end+1 < len(lines) && lines[end+1] == lines[end]+1 {
			end++
		}
		part := strconv.Itoa(lines[i])
		if end > i {
			part = fmt.Sprintf("%d–%d", lines[i], lines[end])
		}
		parts, i = append(parts, part), end+1
	}
	return " (l. " + strings.Join(parts, ", ") + ")"
}
