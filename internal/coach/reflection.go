package coach

import (
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
)

// reviewer makes a reflection of an answer.
type reviewer struct{ *court }

// reflection checks the answer entry by entry. One of which nothing stands is
// an AnswerError.
func (v *reviewer) reflection(w wireReflection) (judged[oneonone.Reflection], error) {
	r := oneonone.Reflection{
		ID: oneonone.DeriveID("reflection", v.b.From.String(), v.b.To.String(), stamp(v.b.Now)), From: v.b.From, To: v.b.To,
		Goals: v.goals(w.Goals), Achievements: v.achievements(w.Achievements), FeedbackThemes: v.themes(w.FeedbackThemes),
		Figures: figures.OverTime(v.b), Learned: v.facts("learned", w.Learned), Promises: brief.CountPromises(v.b.Actions, v.b.From, v.b.To),
	}
	said := v.facts("summary", w.Summary)
	standing := len(said) + len(r.Goals) + len(r.Achievements) + len(r.FeedbackThemes) + len(r.Learned)
	if standing == 0 {
		return judged[oneonone.Reflection]{cures: v.cures}, &AnswerError{Reason: "nothing in it rests on the records"}
	}
	for _, f := range said {
		r.Summary = strings.TrimSpace(r.Summary + " " + oneonone.Ended(f.Text))
	}
	v.proposals(&r, w)
	r.Evidence = v.evidence()
	r.Findings = v.list
	return judged[oneonone.Reflection]{draft: r, standing: standing, cures: v.cures, broken: len(v.list) >= manyWrong}, nil
}

// said gives what of a statement may stand, with the mark of what no record bears
// out for sure; its text is "" where nothing may.
func (v *reviewer) said(where, text string, cites []string) oneonone.Fact {
	l := v.state(where, text, cites)
	if l == nil {
		return oneonone.Fact{}
	}
	if l.Unsure {
		l.Text += " (?)"
	}
	return oneonone.Fact{Text: l.Text, Evidence: l.Evidence}
}

func (v *reviewer) facts(where string, list []wireLine) []oneonone.Fact {
	var out []oneonone.Fact
	for _, w := range list {
		if f := v.said(where, w.Text, w.Cites); f.Text != "" {
			out = append(out, f)
		}
	}
	return out
}

// goals gives each goal that has news, in the model's words.
func (v *reviewer) goals(list []wireProgress) []oneonone.GoalProgress {
	var out []oneonone.GoalProgress
	told := map[string]bool{}
	for _, w := range list {
		g := v.goal(w.Goal)
		if g == nil || told[g.ID] {
			continue
		}
		if f := v.said("goals", w.Progress, append(w.Cites, w.Goal)); f.Text != "" {
			told[g.ID] = true
			out = append(out, oneonone.GoalProgress{GoalID: g.ID, Text: safe(line(g.Text)), Progress: f.Text, Evidence: f.Evidence, Moved: true})
		}
	}
	return out
}

func (v *reviewer) achievements(list []wireAchievement) []oneonone.Achievement {
	const where = "achievements"
	var out []oneonone.Achievement
	for _, w := range list {
		if f := v.said(where, w.Text, w.Cites); f.Text != "" {
			metric := v.said(where, value(w.Metric), w.Cites).Text
			out = append(out, oneonone.Achievement{Text: f.Text, Metric: oneonone.Maybe(metric), Evidence: f.Evidence})
		}
	}
	return out
}

func (v *reviewer) themes(list []wireTheme) []oneonone.FeedbackTheme {
	const where = "feedback_themes"
	var out []oneonone.FeedbackTheme
	for _, w := range list {
		if f := v.said(where, w.Theme, w.Cites); f.Text != "" {
			since := v.said(where, value(w.Since), w.Cites).Text
			out = append(out, oneonone.FeedbackTheme{Theme: f.Text, Since: oneonone.Maybe(since), Evidence: f.Evidence})
		}
	}
	return out
}

// proposals fills in what proposes or asks.
func (v *reviewer) proposals(r *oneonone.Reflection, w wireReflection) {
	r.Start = oneonone.Maybe(v.propose("start", value(w.Start)))
	r.Stop = oneonone.Maybe(v.propose("stop", value(w.Stop)))
	r.Continue = oneonone.Maybe(v.propose("continue", value(w.Continue)))
	r.Questions, r.NextTopics = v.proposed("questions", w.Questions), v.proposed("next_topics", w.NextTopics)
}

func (v *reviewer) proposed(where string, list []string) []string {
	var out []string
	for _, text := range list {
		if text = v.propose(where, text); text != "" {
			out = append(out, text)
		}
	}
	return out
}
