package coach

import (
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
)

// reviewer makes a reflection of an answer.
type reviewer struct {
	*court
	b *brief.Brief
}

func newReviewer(b *brief.Brief, s *sheet) *reviewer { return &reviewer{newCourt(b, s), b} }

// reflection checks the answer entry by entry. One of which nothing stands is
// an AnswerError.
func (v *reviewer) reflection(w wireReflection) (judged[oneonone.Reflection], error) {
	r := oneonone.Reflection{
		ID: oneonone.DeriveID("reflection", v.b.From.String(), v.b.To.String(), stamp(v.b.Now)), From: v.b.From, To: v.b.To,
		Goals: v.goals(w.Goals), Achievements: v.achievements(w.Achievements), FeedbackThemes: v.themes(w.FeedbackThemes),
		Learned: v.facts("learned", w.Learned), Promises: brief.CountPromises(v.b.Actions, v.b.From, v.b.To),
	}
	said := v.facts("summary", w.Summary)
	standing := len(said) + len(r.Goals) + len(r.Achievements) + len(r.FeedbackThemes) + len(r.Learned)
	if standing == 0 {
		return judged[oneonone.Reflection]{cures: v.cures}, &AnswerError{Reason: "nothing in it rests on the records"}
	}
	r.Summary = joined(said)
	v.proposals(&r, w)
	r.Evidence = v.evidence(v.b)
	r.Findings = v.list
	return judged[oneonone.Reflection]{draft: r, standing: standing, cures: v.cures, broken: len(v.list) >= manyWrong}, nil
}

func joined(facts []oneonone.Fact) string {
	parts := make([]string, len(facts))
	for i, f := range facts {
		parts[i] = sentence(f.Text)
	}
	return strings.Join(parts, " ")
}

// sentence ends a text with a period where it ends with nothing.
func sentence(text string) string {
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// marked gives a statement with the mark of one that no record bears out for
// sure.
func marked(l *oneonone.Line) string {
	if l.Unsure {
		return l.Text + " (?)"
	}
	return l.Text
}

func (v *reviewer) facts(where string, list []wireLine) []oneonone.Fact {
	var out []oneonone.Fact
	for _, w := range list {
		if l := v.state(where, w.Text, w.Cites); l != nil {
			out = append(out, oneonone.Fact{Text: marked(l), Evidence: l.Evidence})
		}
	}
	return out
}

// goals gives each goal that has news, in the model's words.
func (v *reviewer) goals(list []wireProgress) []oneonone.GoalProgress {
	var out []oneonone.GoalProgress
	told := map[string]bool{}
	for _, w := range list {
		it := v.b.Item(first(v.cites([]string{w.Goal})))
		if it == nil {
			continue
		}
		goal, ok := it.Record.(*oneonone.Goal)
		if l := v.state("goals", w.Progress, append(w.Cites, w.Goal)); ok && l != nil && !told[goal.ID] {
			told[goal.ID] = true
			out = append(out, oneonone.GoalProgress{GoalID: goal.ID, Text: safe(line(goal.Text)), Progress: marked(l), Evidence: l.Evidence})
		}
	}
	return out
}

func (v *reviewer) achievements(list []wireAchievement) []oneonone.Achievement {
	var out []oneonone.Achievement
	for _, w := range list {
		l := v.state("achievements", w.Text, w.Cites)
		if l == nil {
			continue
		}
		one := oneonone.Achievement{Text: marked(l), Evidence: l.Evidence}
		if m := v.state("achievements", value(w.Metric), w.Cites); m != nil {
			one.Metric = oneonone.Maybe(marked(m))
		}
		out = append(out, one)
	}
	return out
}

func (v *reviewer) themes(list []wireTheme) []oneonone.FeedbackTheme {
	var out []oneonone.FeedbackTheme
	for _, w := range list {
		l := v.state("feedback_themes", w.Theme, w.Cites)
		if l == nil {
			continue
		}
		one := oneonone.FeedbackTheme{Theme: marked(l), Evidence: l.Evidence}
		if since := v.state("feedback_themes", value(w.Since), w.Cites); since != nil {
			one.Since = oneonone.Maybe(marked(since))
		}
		out = append(out, one)
	}
	return out
}

// proposals fills in what proposes or asks.
func (v *reviewer) proposals(r *oneonone.Reflection, w wireReflection) {
	r.Start = oneonone.Maybe(v.propose("start", value(w.Start)))
	r.Stop = oneonone.Maybe(v.propose("stop", value(w.Stop)))
	r.Continue = oneonone.Maybe(v.propose("continue", value(w.Continue)))
	for _, q := range w.Questions {
		if q = v.propose("questions", q); q != "" {
			r.Questions = append(r.Questions, q)
		}
	}
	for _, t := range w.NextTopics {
		if t = v.propose("next_topics", t); t != "" {
			r.NextTopics = append(r.NextTopics, t)
		}
	}
}
