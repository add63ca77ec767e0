package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// The names of the reflection rules.
const (
	EveryGoal       = "every-goal"
	Quantified      = "quantified"
	FeedbackSince   = "feedback-since"
	PromisesCounted = "promises-counted"
	NoFlattery      = "no-flattery"
	OneThing        = "one-thing"
	SaysWhatLacks   = "says-what-lacks"
)

// reflectionRules are those that every reflection is held to: evidence for and
// against, counted by the program, and no praise.
func reflectionRules() []Rule {
	return []Rule{
		{
			Name: EveryGoal, Of: Reflections, Severity: oneonone.SeverityError, reflection: (*reflectionCase).everyGoal,
			Flags: "a goal that is open and of which nothing is said, or progress without a record",
			Why:   "A goal that is left out was given up without anybody deciding it.",
			Fix:   "say how far it is, or that nothing on record says so",
			Bad:   "Three goals are open, two are told of.",
			Good:  "Two goals moved; on the third no progress is on record in this period.",
		},
		{
			Name: Quantified, Of: Reflections, Severity: oneonone.SeverityError, reflection: (*reflectionCase).quantified,
			Flags: "an achievement without a record behind it, or with a figure that its records don't have",
			Why:   "The first figure that does not hold takes the others with it.",
			Fix:   "take the figure out, or cite the record that has it",
			Bad:   "Search is 40% faster. The note: \"search is faster now\".",
			Good:  "Search is faster now. Which figure shows it?",
		},
		{
			Name: FeedbackSince, Of: Reflections, Severity: oneonone.SeverityError, reflection: (*reflectionCase).feedbackSince,
			Flags: "feedback of the period that is not told of",
			Why:   "What somebody took the trouble to say is the best there is to look back on.",
			Fix:   "tell it, with what changed since",
			Bad:   "Joost's feedback of 5 October is on file, and not in the reflection.",
			Good:  "Joost: depot support gets the calls. Since then: nothing is on record.",
		},
		{
			Name: PromisesCounted, Of: Reflections, Severity: oneonone.SeverityError, reflection: (*reflectionCase).promisesCounted,
			Flags: "a count of promises that is not what the records count",
			Why:   "The share of kept promises is the one figure that nobody can argue with.",
			Fix:   "count them",
			Bad:   "All promises kept. On file: five made, three kept.",
			Good:  "Five made, three kept in time, one late, one open.",
		},
		{
			Name: NoFlattery, Of: Reflections, Severity: oneonone.SeverityError, reflection: (*reflectionCase).noFlattery,
			Flags: "missed promises passed over, or a stock phrase that praises (spearheaded, leveraged)",
			Why:   "Whoever reads it knows the phrase, and stops believing the rest.",
			Fix:   "say what was done, and what was missed",
			Bad:   "Spearheaded the rollout and leveraged synergies.",
			Good:  "Led the rollout to 22 of 38 depots; two promises missed their date.",
		},
		{
			Name: OneThing, Of: Reflections, Severity: oneonone.SeverityWarning, reflection: (*reflectionCase).oneThing,
			Flags: "nothing to start, to stop or to continue, although the period has records",
			Why:   "Looking back is for what comes next.",
			Fix:   "which one thing would you start, stop, continue?",
			Bad:   "A list of what was done.",
			Good:  "Stop: putting up with the red nightly as it is (6 notes).",
		},
		{
			Name: SaysWhatLacks, Of: Reflections, Severity: oneonone.SeverityWarning, reflection: (*reflectionCase).saysWhatLacks,
			Flags: "no question to yourself",
			Why:   "Records show what was written down. The rest has to be asked.",
			Fix:   "what do the records of this period not show?",
			Bad:   "A reflection that ends with its last achievement.",
			Good:  "Nobody's feedback is on record for this period: whom could you ask, about which piece of work?",
		},
	}
}

// reflectionCase is a reflection with what it may rest on, before the rules.
type reflectionCase struct {
	docket
	oneonone.Reflection
	rests *brief.Brief
}

func newReflectionCase(r oneonone.Reflection, rests *brief.Brief) *reflectionCase {
	return &reflectionCase{Reflection: r, rests: rests}
}

func (c *reflectionCase) everyGoal() {
	for _, g := range c.rests.Goals {
		it := c.rests.Item(g.ID)
		told := slices.ContainsFunc(c.Goals, func(p oneonone.GoalProgress) bool { return p.GoalID == g.ID && p.Progress != "" })
		if g.Open() && !told && it != nil && !it.Hostile {
			c.add("goals", fmt.Sprintf("nothing is said of “%s”", g.Text), "")
		}
	}
	for _, p := range c.Goals {
		if len(p.Evidence) == 0 {
			c.add("goals", fmt.Sprintf("no record stands behind “%s”", p.Progress), "")
		}
	}
}

func (c *reflectionCase) quantified() {
	for _, a := range c.Achievements {
		var words strings.Builder
		for _, id := range a.Evidence {
			if it := c.rests.Item(id); it != nil {
				words.WriteString(it.Words() + "\n")
			}
		}
		if words.Len() == 0 {
			c.add("achievements", fmt.Sprintf("no record stands behind “%s”", a.Text), "")
			continue
		}
		for _, figure := range digits(string(a.Metric)) {
			if !strings.Contains(words.String(), figure) {
				c.add("achievements", fmt.Sprintf("%s of “%s” stands in no record that it cites", figure, a.Text), "")
			}
		}
	}
}

func (c *reflectionCase) feedbackSince() {
	for _, f := range c.rests.Feedback {
		inside := !f.On().Before(c.From) && !f.On().After(c.To)
		told := slices.ContainsFunc(c.FeedbackThemes, func(t oneonone.FeedbackTheme) bool { return slices.Contains(t.Evidence, f.ID) })
		if it := c.rests.Item(f.ID); inside && !told && it != nil && !it.Hostile {
			c.add("feedback_themes", fmt.Sprintf("the feedback of %s is not told of", f.On().Short(c.rests.Today)), "")
		}
	}
}

func (c *reflectionCase) promisesCounted() {
	if want := brief.CountPromises(c.rests.Actions, c.From, c.To); c.Promises != want {
		c.add("promises", fmt.Sprintf("the records count %d made, %d kept, %d late, %d open", want.Made, want.Kept, want.Late, want.Open), "")
	}
}

// stock are the phrases of self-praise that say nothing; a reviewer of
// self-reviews lists them as what gives a drafted text away.
var stock = []string{
	"spearheaded", "spearheading", "leveraged", "leveraging", "pioneered", "synergy", "synergies",
	"passionate about", "results-driven", "proven track record", "game-changing", "game changer", "best-in-class", "world-class",
	"cutting-edge", "thought leader", "went above and beyond", "above and beyond",
}

func (c *reflectionCase) noFlattery() {
	texts := []string{c.Summary, string(c.Start), string(c.Stop), string(c.Continue)}
	for _, a := range c.Achievements {
		texts = append(texts, a.Text)
	}
	for _, g := range c.Goals {
		texts = append(texts, g.Progress)
	}
	for _, text := range texts {
		for _, phrase := range stock {
			if prose.Read(prose.WithoutQuoted(text)).Says(phrase) {
				c.add("", fmt.Sprintf("“%s” praises and says nothing", phrase), "")
			}
		}
	}
	said := append(c.Questions, c.Summary, string(c.Stop))
	if missed := c.Promises.Late + c.overdue(); missed > 0 && !slices.ContainsFunc(said, tellsMissed) {
		c.add("promises", fmt.Sprintf("%s missed, and nothing is said of it", oneonone.Plural(missed, "promise was", "promises were")), "")
	}
}

// overdue counts the user's promises of the period that are open past their
// day.
func (c *reflectionCase) overdue() int {
	n := 0
	for _, a := range c.rests.Actions {
		if a.Owner == oneonone.Me && a.Overdue(c.rests.Today) && !a.On().Before(c.From) && !a.On().After(c.To) {
			n++
		}
	}
	return n
}

func tellsMissed(text string) bool {
	return prose.Read(text).Says("late", "missed", "overdue", "open", "not kept")
}

func (c *reflectionCase) oneThing() {
	if len(c.Evidence) > 3 && c.Start+c.Stop+c.Continue == "" {
		c.add("", "nothing to start, to stop or to continue", "")
	}
}

func (c *reflectionCase) saysWhatLacks() {
	if len(c.Questions) == 0 {
		c.add("questions", "it asks nothing", "")
	}
}
