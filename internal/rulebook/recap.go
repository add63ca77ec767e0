package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// The names of the recap rules.
const (
	SaidOnly        = "said-only"
	Decided         = "decided"
	ActionItem      = "action-item"
	FeedbackKept    = "feedback-kept"
	Shareable       = "shareable"
	ClosesTheLoop   = "closes-the-loop"
	longestLineRead = 4096
)

// recapRules are those that every recap is held to: it says what the raw notes
// say, and closes the loop.
func recapRules() []Rule {
	return []Rule{
		{
			Name: SaidOnly, Of: Recaps, Severity: oneonone.SeverityError, recap: (*recapCase).saidOnly,
			Flags: "a statement that points at no line of the raw notes, or a figure that those lines don't have",
			Why:   "Two people remember a meeting by its recap. What nobody said must not become what was agreed.",
			Fix:   "take it out, or point at the line that says it",
			Bad:   "Key point: \"the migration saves 20%\". The notes: \"migration will save something\".",
			Good:  "Key point: \"the migration will save something\".",
		},
		{
			Name: Decided, Of: Recaps, Severity: oneonone.SeverityError, recap: (*recapCase).decided,
			Flags: "something considered, supposed or put off, told as decided",
			Why:   "A decision that was none is the quarrel of the next meeting.",
			Fix:   "keep it as an open question or as an idea",
			Bad:   "Decision: move to the new cluster. The notes: \"maybe move to the new cluster, not decided\".",
			Good:  "Open question: move to the new cluster?",
		},
		{
			Name: ActionItem, Of: Recaps, Severity: oneonone.SeverityError, recap: (*recapCase).actionItem,
			Flags: "an action item with an owner or a day that nobody said",
			Why:   "Nobody keeps a promise that somebody else wrote down for them.",
			Fix:   "leave it open: nobody named, no date said",
			Bad:   "Sam: send the load test by 4 December. The notes: \"load test to be sent\".",
			Good:  "Nobody named: send the load test, no date said.",
		},
		{
			Name: FeedbackKept, Of: Recaps, Severity: oneonone.SeverityWarning, recap: (*recapCase).feedbackKept,
			Flags: "feedback without who gave it",
			Why:   "Feedback of nobody can't be asked about again.",
			Fix:   "who said it, and about which piece of work?",
			Bad:   "Feedback: docs come late.",
			Good:  "Marit: the design docs come late (about the search rollout).",
		},
		{
			Name: Shareable, Of: Recaps, Severity: oneonone.SeverityError, recap: (*recapCase).shareable,
			Flags: "a secret in what is made to be sent",
			Why:   "The other person gets the recap as it is.",
			Fix:   "take it out",
			Bad:   "Key point: the password is hunter2-correct-horse.",
			Good:  "Key point: the password was changed.",
		},
		{
			Name: ClosesTheLoop, Of: Recaps, Severity: oneonone.SeverityError, recap: (*recapCase).closesTheLoop,
			Flags: "a topic of the agenda of which nothing is told: neither talked about, nor carried over, nor turned down",
			Why:   "What falls out between two meetings does not come back by itself.",
			Fix:   "say what became of it",
			Bad:   "The agenda had four topics, the recap tells of three.",
			Good:  "Three were talked about, one is carried over.",
		},
	}
}

// recapCase is a recap with the raw notes, before the rules.
type recapCase struct {
	docket
	oneonone.Recap
	notes brief.Notes
	lines []string
}

func newRecapCase(r oneonone.Recap, n brief.Notes) *recapCase {
	return &recapCase{Recap: r, notes: n, lines: strings.Split(n.Raw, "\n")}
}

// statement is anything that a recap says, with the lines that say it.
type statement struct {
	where, text string
	lines       []int
}

func (c *recapCase) statements() []statement {
	var out []statement
	for _, s := range c.KeyPoints {
		out = append(out, statement{"key_points", s.Text, s.Lines})
	}
	for _, s := range c.Decisions {
		out = append(out, statement{"decisions", s.Text, s.Lines})
	}
	for _, s := range c.ActionItems {
		out = append(out, statement{"action_items", s.Text, s.Lines})
	}
	for _, s := range c.Recap.Feedback {
		out = append(out, statement{"feedback", s.Text, s.Lines})
	}
	for _, s := range c.OpenQuestions {
		out = append(out, statement{"open_questions", s.Text, s.Lines})
	}
	for _, s := range c.Ideas {
		out = append(out, statement{"ideas", s.Text, s.Lines})
	}
	return out
}

// at gives the lines of the notes that a statement points at, "" when one of
// them is not there.
func (c *recapCase) at(lines []int) string {
	var b strings.Builder
	for _, n := range lines {
		if n < 1 || n > len(c.lines) {
			return ""
		}
		b.WriteString(c.lines[n-1] + "\n")
	}
	return b.String()
}

func (c *recapCase) saidOnly() {
	for _, s := range c.statements() {
		said := c.at(s.lines)
		if strings.TrimSpace(said) == "" {
			c.add(s.where, fmt.Sprintf("no line of the notes says “%s”", s.text), "")
			continue
		}
		for _, figure := range digits(s.text) {
			if !strings.Contains(said, figure) && !strings.Contains(c.notes.Raw, figure) {
				c.add(s.where, fmt.Sprintf("%s in “%s” stands nowhere in the notes", figure, s.text), "")
			}
		}
	}
}

// digits gives the runs of digits of a text.
func digits(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}

// decided holds decisions against their lines: one that is only supposed or
// left open there was not taken.
func (c *recapCase) decided() {
	for _, d := range c.Decisions {
		open := len(d.Lines) > 0
		for _, n := range d.Lines {
			h := prose.Hear(cut(c.at([]int{n})))
			open = open && (h.Undecided() || h.Supposes() && !h.Decides())
		}
		if open {
			c.add("decisions", fmt.Sprintf("“%s” was talked about, and not decided", d.Text), "")
		}
	}
}

// cut keeps a line to a length that can be read.
func cut(line string) string {
	return strings.ToValidUTF8(line[:min(len(line), longestLineRead)], "")
}

// actionItem: an owner stands in the notes or is the user, and a day only
// where the lines name one.
func (c *recapCase) actionItem() {
	raw := strings.ToLower(c.notes.Raw)
	for _, a := range c.ActionItems {
		known := a.Owner == "" || a.Owner == oneonone.Me || a.Owner == "both" ||
			oneonone.SameName(string(a.Owner), string(c.notes.Meeting.With)) ||
			strings.Contains(raw, strings.ToLower(oneonone.FirstName(string(a.Owner)))) ||
			slices.ContainsFunc(c.notes.People, func(p oneonone.Person) bool { return oneonone.SameName(p.Text, string(a.Owner)) })
		if !known {
			c.add("action_items", fmt.Sprintf("the notes name no %s for “%s”", a.Owner, a.Text), "")
		}
	}
}

func (c *recapCase) feedbackKept() {
	for _, f := range c.Recap.Feedback {
		if f.From == "" {
			c.add("feedback", fmt.Sprintf("who said “%s”?", f.Text), "")
		}
	}
}

func (c *recapCase) shareable() {
	for _, s := range append(c.statements(), statement{where: "summary", text: c.Summary}) {
		if masked := secret.Mask(s.text); masked != s.text {
			c.add(s.where, fmt.Sprintf("“%s” tells a secret", masked), "")
		}
	}
}

func (c *recapCase) closesTheLoop() {
	for _, t := range c.notes.Topics {
		n := 0
		for _, o := range c.Topics {
			if o.TopicID == t.ID {
				n++
			}
		}
		if n != 1 {
			c.add(t.ID, fmt.Sprintf("what became of “%s” is told %d times", t.Title, n), "")
		}
	}
}
