package offline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Reflect looks back on the brief's window. It says what the records cannot
// show, and asks.
func (Drafter) Reflect(_ context.Context, b *brief.Brief) (oneonone.Reflection, error) {
	p := &planner{b: b, taken: map[string]bool{}}
	r := oneonone.Reflection{
		From: b.From, To: b.To,
		Goals:          p.goalProgress(),
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

// goalProgress tells for each goal what the window added, and says so when it
// added nothing.
func (p *planner) goalProgress() []oneonone.GoalProgress {
	var out []oneonone.GoalProgress
	for _, g := range p.b.Goals {
		if !g.Open() && (g.Closed.Before(p.b.From) || g.Closed.After(p.b.To)) {
			continue
		}
		out = append(out, oneonone.GoalProgress{GoalID: g.ID, Text: g.Text, Progress: p.progress(g), Evidence: []string{g.ID}})
	}
	return out
}

func (p *planner) progress(g *oneonone.Goal) string {
	var told []string
	for _, s := range g.Progress {
		if !s.On.Before(p.b.From) && !s.On.After(p.b.To) {
			told = append(told, p.dated(tidy(brief.Mask(s.Text)), s.On))
		}
	}
	state := strings.Join(told, "; ")
	switch {
	case !g.Open():
		return strings.TrimPrefix(state+"; reached on "+g.Closed.Short(p.b.Today), "; ")
	case state == "":
		state = "no progress on record in this period"
	}
	if !g.Due.IsZero() && g.Due.Before(p.b.Today) {
		state += "; due since " + g.Due.Short(p.b.Today)
	}
	return state
}

// achievements lists what is better: the wins that nothing took back, with
// the figure that shows it where one was written down.
func (p *planner) achievements() []oneonone.Achievement {
	var out []oneonone.Achievement
	for _, it := range p.b.Items {
		if !it.InWindow || it.NoteKind != oneonone.Win || it.Hostile || it.Corrected {
			continue
		}
		text := excerpt(it, nil)
		if text == "" {
			continue
		}
		metric := ""
		if changes := prose.Changes(text); len(changes) > 0 {
			metric = changes[0].Text
		} else if figures := prose.Quantities(text); len(figures) > 0 {
			metric = figures[0].Text
		}
		out = append(out, oneonone.Achievement{Text: p.dated(text, it.Date), Metric: oneonone.Maybe(metric), Evidence: []string{it.ID}})
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
			since = append(since, p.dated(tidy(brief.Mask(s.Text)), s.On))
		}
		out = append(out, oneonone.FeedbackTheme{Theme: p.dated(p.toldBy(f), f.On()), Since: oneonone.Maybe(strings.Join(since, "; ")), Evidence: []string{f.ID}})
	}
	return out
}

func (p *planner) learnings() []oneonone.Fact {
	var out []oneonone.Fact
	for _, it := range p.b.Items {
		if it.InWindow && it.NoteKind == oneonone.Learning && !it.Hostile && !it.Corrected {
			if text := excerpt(it, nil); text != "" {
				out = append(out, oneonone.Fact{Text: p.dated(text, it.Date), Evidence: []string{it.ID}})
			}
		}
	}
	return out
}

// startStopContinue takes each from the records: start what feedback or an
// idea asks for and nothing was done about, stop what cost the most notes,
// continue what was praised or worked. What no record gives stays absent.
func (p *planner) startStopContinue(r *oneonone.Reflection) {
	for _, f := range slices.Backward(p.b.Feedback) {
		if f.Open() && !prose.IsPraise(f.Text) && r.Start == "" {
			r.Start = oneonone.Maybe("act on " + p.toldBy(f))
		}
		if prose.IsPraise(f.Text) && r.Continue == "" && !f.On().Before(p.b.From) {
			r.Continue = oneonone.Maybe("what earned this: " + p.toldBy(f))
		}
	}
	if g, n := p.heaviestGrievance(); g != nil {
		name := subject(g)
		if name == "" {
			name = title(g.seeds[0])
		}
		r.Stop = oneonone.Maybe(fmt.Sprintf("putting up with this as it is: %s (%s)", name, plural(n, "note", "notes")))
	}
	if r.Continue == "" && len(r.Achievements) > 0 {
		r.Continue = oneonone.Maybe("what led to this: " + r.Achievements[len(r.Achievements)-1].Text)
	}
}

func (p *planner) heaviestGrievance() (*ground, int) {
	var best *ground
	most := 0
	for _, it := range p.b.Items {
		if !p.isGrievance(it) {
			continue
		}
		g := p.on(it)
		n := 1
		for _, other := range g.related {
			if other.InWindow && p.isGrievance(other) {
				n++
			}
		}
		if n >= most {
			best, most = g, n
		}
	}
	return best, most
}

// selfQuestions asks for what the records of the period cannot show.
func (p *planner) selfQuestions(r oneonone.Reflection) []string {
	var out []string
	for _, g := range p.b.Goals {
		if g.Open() && !p.touched(g) {
			out = append(out, "Nothing is on record for "+quote(g.Text)+" in this period: is it still your goal?")
		}
	}
	pr := r.Promises
	if pr.Late > 0 || pr.Open > 0 {
		out = append(out, fmt.Sprintf("Of %s %s kept in time: what did the others have in common?", plural(pr.Made, "promise", "promises"), wasWere(pr.Kept)))
	}
	for _, a := range r.Achievements {
		if a.Metric == "" {
			out = append(out, "What is the figure behind "+quote(a.Text)+"?")
			break
		}
	}
	if len(r.Learned) == 0 {
		out = append(out, "What do you know now that you did not know on "+p.b.From.Short(p.b.Today)+"? No record says.")
	}
	if len(r.FeedbackThemes) == 0 {
		out = append(out, "Nobody's feedback is on record for this period: whom could you ask, about which piece of work?")
	}
	return out
}

func (p *planner) touched(g *oneonone.Goal) bool {
	return slices.ContainsFunc(g.Progress, func(s oneonone.Step) bool { return !s.On.Before(p.b.From) && !s.On.After(p.b.To) })
}

func wasWere(n int) string {
	if n == 1 {
		return "1 was"
	}
	return fmt.Sprintf("%d were", n)
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

func (p *planner) summary(r oneonone.Reflection) string {
	notes, moved := 0, 0
	for _, it := range p.b.Items {
		if it.InWindow && (it.Kind == oneonone.EvNote || it.Kind == oneonone.EvFile) {
			notes++
		}
	}
	for _, g := range p.b.Goals {
		if p.touched(g) {
			moved++
		}
	}
	parts := []string{fmt.Sprintf("%s on file for this period.", plural(notes, "note", "notes"))}
	if n := openGoals(p.b.Goals); n > 0 {
		parts = append(parts, fmt.Sprintf("%d of %s moved.", moved, plural(n, "goal", "goals")))
	}
	if pr := r.Promises; pr.Made > 0 {
		missed := ""
		if pr.Late > 0 {
			missed = fmt.Sprintf(", %d late", pr.Late)
		}
		parts = append(parts, fmt.Sprintf("Of %s %d %s kept in time%s, %d %s open.", plural(pr.Made, "promise", "promises"), pr.Kept, isAre(pr.Kept, "was", "were"), missed, pr.Open, isAre(pr.Open, "is", "are")))
	}
	return strings.Join(parts, " ")
}

func isAre(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func openGoals(goals []*oneonone.Goal) int {
	n := 0
	for _, g := range goals {
		if g.Open() {
			n++
		}
	}
	return n
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
	for _, l := range r.Learned {
		mark(l.Evidence)
	}
	var out []oneonone.Evidence
	for _, it := range p.b.Items {
		if ids[it.ID] {
			out = append(out, it.Evidence)
		}
	}
	return out
}
