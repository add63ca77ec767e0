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
	standing := len(said) + len(r.Achievements) + len(r.FeedbackThemes) + len(r.Learned)
	if standing == 0 && len(w.Summary)+len(w.Achievements) > 0 {
		return judged[oneonone.Reflection]{complaints: v.complaints()}, &AnswerError{Reason: "nothing in it rests on the records"}
	}
	r.Summary = joined(said)
	v.proposals(&r, w)
	r.Evidence = v.evidence()
	r.Findings = v.list
	return judged[oneonone.Reflection]{draft: r, standing: standing, complaints: v.complaints()}, nil
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

func (v *reviewer) facts(where string, list []wireFact) []oneonone.Fact {
	var out []oneonone.Fact
	for _, w := range list {
		if text, cited := v.fact(where, "a statement", w.Text, w.Cites); text != "" {
			out = append(out, oneonone.Fact{Text: text, Evidence: v.ids(cited), Quote: oneonone.Maybe(v.quote(where, value(w.Quote), cited))})
		}
	}
	return out
}

// goals gives each goal on file once: the model's words where its records
// bear them, else that no record speaks of it.
func (v *reviewer) goals(list []wireProgress) []oneonone.GoalProgress {
	told := map[string]oneonone.GoalProgress{}
	for _, w := range list {
		goal := v.goal(w.Goal)
		if goal == nil {
			v.add("grounded", "goals", fixCite, "left out the progress of a goal that is not on file: “%s”", short(w.Progress))
			continue
		}
		text, cited := v.fact("goals", "the progress of a goal", w.Progress, append(w.Cites, w.Goal))
		if text != "" {
			told[goal.ID] = oneonone.GoalProgress{Progress: text, Evidence: v.ids(cited)}
		}
	}
	var out []oneonone.GoalProgress
	for _, g := range v.b.Goals {
		it := v.b.Item(g.ID)
		if it == nil || it.Hostile || !g.Open() && told[g.ID].Progress == "" {
			continue
		}
		p := told[g.ID]
		p.GoalID, p.Text = g.ID, safe(line(g.Text))
		if p.Progress == "" {
			p.Progress = "nothing on record says how far it is"
			p.Evidence = v.ids(v.cites([]string{v.sheet.labelOf[g.ID]}))
		}
		out = append(out, p)
	}
	return out
}

func (v *reviewer) goal(label string) *oneonone.Goal {
	for _, r := range v.cites([]string{label}) {
		return r.goal
	}
	return nil
}

func (v *reviewer) achievements(list []wireAchievement) []oneonone.Achievement {
	var out []oneonone.Achievement
	for _, w := range list {
		text, cited := v.fact("achievements", "an achievement", w.Text, w.Cites)
		if text == "" {
			continue
		}
		metric, _ := v.fact("achievements", "a figure", value(w.Metric), w.Cites)
		out = append(out, oneonone.Achievement{Text: text, Metric: oneonone.Maybe(metric), Evidence: v.ids(cited)})
	}
	return out
}

func (v *reviewer) themes(list []wireTheme) []oneonone.FeedbackTheme {
	var out []oneonone.FeedbackTheme
	for _, w := range list {
		theme, cited := v.fact("feedback_themes", "a theme of feedback", w.Theme, w.Cites)
		if theme == "" {
			continue
		}
		since, _ := v.fact("feedback_themes", "what was done about feedback", value(w.Since), w.Cites)
		out = append(out, oneonone.FeedbackTheme{Theme: theme, Since: oneonone.Maybe(since), Evidence: v.ids(cited)})
	}
	return out
}

// proposals fills in what proposes or asks. Any record may stand behind a
// figure in it.
func (v *reviewer) proposals(r *oneonone.Reflection, w wireReflection) {
	text := func(where, s string) string { return v.spoken(where, "a sentence", s, v.whole.lacks) }
	r.Start = oneonone.Maybe(text("start", value(w.Start)))
	r.Stop = oneonone.Maybe(text("stop", value(w.Stop)))
	r.Continue = oneonone.Maybe(text("continue", value(w.Continue)))
	for _, q := range w.Questions {
		if q = text("questions", q); q != "" {
			r.Questions = append(r.Questions, q)
		}
	}
	for _, t := range w.NextTopics {
		if t = text("next_topics", t); t != "" {
			r.NextTopics = append(r.NextTopics, t)
		}
	}
}
