package offline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/thread"
)

// Reflect looks back on the brief's window: in the user's own words, with what
// nothing says left to questions.
func (Drafter) Reflect(_ context.Context, b *brief.Brief) (oneonone.Reflection, error) {
	p := newPlanner(b, Drafter{})
	measured := figures.OverTime(b)
	r := oneonone.Reflection{
		From: b.From, To: b.To,
		Figures:        measured,
		Goals:          p.goalProgress(measured),
		Achievements:   p.achievements(),
		FeedbackThemes: p.feedbackThemes(),
		Promises:       brief.CountPromises(b.Actions, b.From, b.To),
		Learned:        p.learnings(),
		DraftedBy:      oneonone.DraftedBy{Engine: oneonone.Offline, ConsideredRecords: len(b.Items)},
	}
	p.startStopContinue(&r)
	r.Questions = p.selfQuestions(r)
	r.NextTopics = p.nextTopics()
	r.Summary = p.summary(r)
	r.Evidence = p.citedBy(r)
	r.ID = oneonone.DeriveID("reflection", b.From.String(), b.To.String(), b.Now.Format("20060102150405"))
	return r, nil
}

// goalProgress tells for each goal what the window added.
func (p *planner) goalProgress(measured []oneonone.Fact) []oneonone.GoalProgress {
	var out []oneonone.GoalProgress
	for _, g := range p.b.Goals {
		if !g.Open() && (g.Closed.Before(p.b.From) || g.Closed.After(p.b.To)) {
			continue
		}
		told := p.progress(g)
		if i := slices.IndexFunc(measured, func(f oneonone.Fact) bool { return slices.Contains(f.Evidence, g.ID) }); i >= 0 && !told.Moved {
			told.Progress, told.Evidence, told.Moved = measured[i].Text, measured[i].Evidence, true
		}
		out = append(out, told)
	}
	return out
}

// mostSteps is how many steps of a goal are told.
const mostSteps = 2

func (p *planner) progress(g *oneonone.Goal) oneonone.GoalProgress {
	out := oneonone.GoalProgress{GoalID: g.ID, Text: g.Text, Evidence: []string{g.ID}, Moved: true}
	var told []string
	for _, s := range g.Progress {
		if p.inWindow(s.On) {
			told = append(told, p.b.Dated(strings.TrimRight(oneonone.AsTyped(s.Text), "."), s.On))
		}
	}
	told = told[max(0, len(told)-mostSteps):]
	if !g.Open() {
		told = append(told, "reached on "+g.Closed.Short(p.b.Today))
	}
	if note := p.bearsOn(g); note != nil && len(told) == 0 {
		told = append(told, strings.TrimRight(note.Quoted(p.b.Today), "."))
		out.Evidence = append(out.Evidence, note.ID)
	}
	if len(told) == 0 {
		out.Progress, out.Moved = "no progress on record in this period", false
		return out
	}
	reached := slices.ContainsFunc(p.facts, func(f figures.Fact) bool { return f.GoalID == g.ID && f.Reached })
	if !g.Due.IsZero() && g.Due.Before(p.b.Today) && g.Open() && !reached {
		told = append(told, "due since "+g.Due.Short(p.b.Today))
	}
	out.Progress = strings.Join(told, "; ")
	return out
}

func (p *planner) inWindow(d oneonone.Date) bool {
	return !d.Before(p.b.From) && !d.After(p.b.To)
}

// bearsOn finds the newest note of the window in the thread of a goal that tells
// what is better, or a figure.
func (p *planner) bearsOn(g *oneonone.Goal) *brief.Item {
	t := p.of[g.ID]
	if t == nil {
		return nil
	}
	for _, it := range slices.Backward(t.Notes()) {
		if it.InWindow && !it.Corrected && it.Quoted(p.b.Today) != "" && (it.NoteKind == oneonone.Win || figures.Names(it.Text)) {
			return it
		}
	}
	return nil
}

// achievements lists what is better: the wins that nothing took back, with
// the figure that shows it where one was written down.
func (p *planner) achievements() []oneonone.Achievement {
	var out []oneonone.Achievement
	for _, it := range p.b.Items {
		better := it.NoteKind == oneonone.Win && (it.Sure || len(prose.Changes(it.Text)) > 0)
		if !it.InWindow || !better || it.Hostile || it.Corrected {
			continue
		}
		text := strings.TrimRight(it.Quoted(p.b.Today), ".")
		if text == "" {
			continue
		}
		metric := ""
		if changes := prose.Changes(it.Text); len(changes) > 0 {
			metric = changes[0].Text
		} else if figures := prose.Quantities(it.Text); len(figures) > 0 {
			metric = figures[0].Text
		}
		out = append(out, oneonone.Achievement{Text: text, Metric: oneonone.Maybe(metric), Evidence: []string{it.ID}})
	}
	return out
}

func (p *planner) feedbackThemes() []oneonone.FeedbackTheme {
	var out []oneonone.FeedbackTheme
	for _, f := range p.b.Feedback {
		if f.On().Before(p.b.From) || f.On().After(p.b.To) {
			continue
		}
		var since []string
		for _, s := range f.Acted {
			since = append(since, p.b.Dated(strings.TrimRight(oneonone.AsTyped(s.Text), "."), s.On))
		}
		out = append(out, oneonone.FeedbackTheme{Theme: p.b.Word(f), Since: oneonone.Maybe(strings.Join(since, "; ")), Evidence: []string{f.ID}})
	}
	return out
}

func (p *planner) learnings() []oneonone.Fact {
	var out []oneonone.Fact
	for _, it := range p.b.Items {
		if it.InWindow && it.NoteKind == oneonone.Learning && !it.Hostile && !it.Corrected {
			if text := strings.TrimRight(it.Quoted(p.b.Today), "."); text != "" {
				out = append(out, oneonone.Fact{Text: text, Evidence: []string{it.ID}})
			}
		}
	}
	return out
}

// startStopContinue takes each from the records: start what feedback asks for and
// nothing was done about, stop what came up most often and is open, continue what
// was praised or worked. What no record gives stays absent.
func (p *planner) startStopContinue(r *oneonone.Reflection) {
	for _, f := range slices.Backward(p.b.Feedback) {
		if f.Open() && !brief.Praises(f.Text) && r.Start == "" {
			r.Start = oneonone.Maybe("act on " + p.b.Word(f))
		}
		if brief.Praises(f.Text) && r.Continue == "" && !f.On().Before(p.b.From) {
			r.Continue = oneonone.Maybe("what earned this: " + p.b.Word(f))
		}
	}
	if again := thread.Recurring(p.b, p.threads); len(again) > 0 {
		r.Stop = oneonone.Maybe("putting up with this as it is: " + again[0].Text)
	}
	if r.Continue == "" && len(r.Achievements) > 0 {
		r.Continue = oneonone.Maybe("what led to this: " + r.Achievements[len(r.Achievements)-1].Text)
	}
}

// selfQuestions asks what the records of the period cannot show, one question of
// a kind, what costs most to leave open first.
func (p *planner) selfQuestions(r oneonone.Reflection) []string {
	var out []string
	if late := p.missed(); len(late) > 0 {
		out = append(out, "What would have told me in time that "+quoted(oneonone.Unmarked(late[len(late)-1].Text))+" would be late?")
	}
	for _, g := range p.b.Goals {
		moved := slices.ContainsFunc(r.Goals, func(told oneonone.GoalProgress) bool { return told.GoalID == g.ID && told.Moved })
		if g.Open() && !moved && g.On().Before(p.b.To.AddDays(-13)) {
			out = append(out, "Is "+quoted(oneonone.AsTyped(g.Text))+" still my goal?")
			break
		}
	}
	for _, f := range slices.Backward(p.b.Feedback) {
		if it := p.b.Item(f.ID); f.Open() && p.inWindow(f.On()) && it != nil && it.Quoted(p.b.Today) != "" && !brief.Praises(f.Text) {
			out = append(out, "What came of this? "+p.b.Word(f))
			break
		}
	}
	for _, a := range r.Achievements {
		if a.Metric == "" {
			out = append(out, "What is the figure behind "+quoted(a.Text)+"?")
			break
		}
	}
	if len(p.b.Streams) > 0 {
		w := p.b.Streams[0]
		commits := oneonone.Plural(len(w.Commits), "commit", "commits")
		out = append(out, fmt.Sprintf("What is better through %s (%s since %s)?", quoted(w.Headline), commits, w.First.Short(p.b.Today)))
	}
	if len(r.Learned) == 0 {
		out = append(out, "What do I know now that I did not know on "+p.b.From.Spelled(p.b.Today)+"?")
	}
	if len(r.FeedbackThemes) == 0 {
		out = append(out, "Whom could I ask what they think of my work, and of which piece?")
	}
	return out
}

// missed gives the user's own promises of the period that missed their date, the
// one that was due last at the end.
func (p *planner) missed() []*oneonone.Action {
	var out []*oneonone.Action
	for _, a := range p.b.Actions {
		late := a.Overdue(p.b.Today) || a.Status == oneonone.StatusDone && !a.Due.IsZero() && a.Closed.After(a.Due)
		if it := p.b.Item(a.ID); a.Owner == oneonone.Me && late && p.inWindow(a.On()) && it != nil && !it.Hostile {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(x, y *oneonone.Action) int { return cmp.Or(x.Due.Compare(y.Due), strings.Compare(x.ID, y.ID)) })
	return out
}

// nextTopics names what an agenda drafted now would begin with.
func (p *planner) nextTopics() []string {
	p.considerAll()
	var out []string
	for _, c := range p.candidates {
		if len(out) == 3 {
			break
		}
		out = append(out, c.Title)
	}
	return out
}

// summary says in one sentence how many goals moved and what came of the promises;
// nothing where there were none.
func (p *planner) summary(r oneonone.Reflection) string {
	var parts []string
	if n := len(r.Goals); n > 0 {
		moved := 0
		for _, g := range r.Goals {
			if g.Moved {
				moved++
			}
		}
		parts = append(parts, fmt.Sprintf("there is news of %d of %s", moved, oneonone.Plural(n, "goal", "goals")))
	}
	if late := len(p.missed()); late > 0 {
		parts = append(parts, oneonone.Plural(late, "promise missed its date", "promises missed their dates"))
	} else if kept := r.Promises.Kept; kept > 0 {
		parts = append(parts, oneonone.Plural(kept, "promise was", "promises were")+" kept in time and none missed its date")
	}
	if len(parts) == 0 {
		return ""
	}
	return oneonone.Sentence(strings.Join(parts, ", ")) + "."
}

func (p *planner) citedBy(r oneonone.Reflection) []oneonone.Evidence {
	ids := map[string]bool{}
	mark := func(list []string) {
		for _, id := range list {
			ids[id] = true
		}
	}
	for _, g := range r.Goals {
		mark(g.Evidence)
	}
	for _, a := range r.Achievements {
		mark(a.Evidence)
	}
	for _, f := range r.FeedbackThemes {
		mark(f.Evidence)
	}
	for _, l := range slices.Concat(r.Learned, r.Figures) {
		mark(l.Evidence)
	}
	var out []oneonone.Evidence
	for _, it := range p.b.Items {
		if ids[it.ID] {
			out = append(out, it.Told())
		}
	}
	return out
}
