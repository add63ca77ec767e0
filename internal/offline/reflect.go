package offline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
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
		text, evidence := p.progress(g)
		out = append(out, oneonone.GoalProgress{GoalID: g.ID, Text: g.Text, Progress: text, Evidence: evidence})
	}
	return out
}

func (p *planner) progress(g *oneonone.Goal) (string, []string) {
	evidence := []string{g.ID}
	var told []string
	for _, s := range g.Progress {
		if p.inWindow(s.On) {
			told = append(told, p.dated(tidy(secret.Mask(s.Text)), s.On))
		}
	}
	state := strings.Join(told, "; ")
	switch {
	case !g.Open():
		return strings.TrimPrefix(state+"; reached on "+g.Closed.Short(p.b.Today), "; "), evidence
	case state == "":
		state = "no progress on record in this period"
		if note := p.bearsOn(g); note != nil {
			state = "no progress told; a note bears on it: " + p.dated(excerpt(note, stemsOf(g.Text)), note.Date)
			evidence = append(evidence, note.ID)
		}
	}
	if !g.Due.IsZero() && g.Due.Before(p.b.Today) {
		state += "; due since " + g.Due.Short(p.b.Today)
	}
	return state, evidence
}

func (p *planner) inWindow(d oneonone.Date) bool {
	return !d.Before(p.b.From) && !d.After(p.b.To)
}

// bearsOn finds the newest note of the window with a figure that has much of a
// goal's words.
func (p *planner) bearsOn(g *oneonone.Goal) *brief.Item {
	for _, it := range slices.Backward(p.b.Sharing(p.b.Item(g.ID))) {
		if it.InWindow && it.IsNote() && !it.Hostile && !it.Corrected && len(figuresIn(it.Text)) > 0 &&
			p.b.Covers(g.Text, []*brief.Item{it}) >= 2*goalNear && excerpt(it, stemsOf(g.Text)) != "" {
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
			since = append(since, p.dated(tidy(secret.Mask(s.Text)), s.On))
		}
		out = append(out, oneonone.FeedbackTheme{Theme: p.dated(p.toldBy(f), f.On()), Since: oneonone.Maybe(strings.Join(since, "; ")), Evidence: []string{f.ID}})
	}
	return out
}

// wholeNote is how much of a note is told where all of it may matter.
const wholeNote = 240

func (p *planner) learnings() []oneonone.Fact {
	var out []oneonone.Fact
	for _, it := range p.b.Items {
		if it.InWindow && it.NoteKind == oneonone.Learning && !it.Hostile && !it.Corrected {
			if text := tidy(shorten(strings.Join(said(it), " "), wholeNote)); text != "" {
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
		r.Stop = oneonone.Maybe(fmt.Sprintf("putting up with this as it is: %s (%s)", name, oneonone.Plural(n, "note", "notes")))
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
		if g.Open() && !p.touched(g) && p.bearsOn(g) == nil && g.On().Before(p.b.To.AddDays(-13)) {
			out = append(out, "Nothing is on record for "+quote(g.Text)+" in this period: is it still your goal?")
		}
	}
	if missed := r.Promises.Late + p.overdue(); missed > 0 {
		out = append(out, fmt.Sprintf("%s: what would have told you in time?", oneonone.Plural(missed, "promise missed its date", "promises missed their dates")))
	}
	for _, a := range r.Achievements {
		if a.Metric == "" {
			out = append(out, "What is the figure behind "+quote(a.Text)+"?")
			break
		}
	}
	if len(p.b.Streams) > 0 {
		w := p.b.Streams[0]
		out = append(out, fmt.Sprintf("What is better now through %s (%s since %s)? No record says.", quote(w.Headline), oneonone.Plural(len(w.Commits), "commit", "commits"), w.First.Short(p.b.Today)))
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
	return slices.ContainsFunc(g.Progress, func(s oneonone.Step) bool { return p.inWindow(s.On) })
}

// overdue counts the user's own promises of the period that are open and late.
func (p *planner) overdue() int {
	n := 0
	for _, a := range p.b.Actions {
		if a.Owner == oneonone.Me && a.Overdue(p.b.Today) && p.inWindow(a.On()) {
			n++
		}
	}
	return n
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
		if it.InWindow && it.IsNote() {
			notes++
		}
	}
	for _, g := range p.b.Goals {
		if p.touched(g) || !g.Open() && p.inWindow(g.Closed) {
			moved++
		}
	}
	parts := []string{fmt.Sprintf("%s on file for this period.", oneonone.Plural(notes, "note", "notes"))}
	if n := len(r.Goals); n > 0 {
		parts = append(parts, fmt.Sprintf("%d of %s moved.", moved, oneonone.Plural(n, "goal", "goals")))
	}
	if pr := r.Promises; pr.Made > 0 {
		missed := ""
		if pr.Late > 0 {
			missed = fmt.Sprintf(", %d late", pr.Late)
		}
		parts = append(parts, fmt.Sprintf("Of %s %d %s kept in time%s, %d %s open.", oneonone.Plural(pr.Made, "promise", "promises"), pr.Kept, isAre(pr.Kept, "was", "were"), missed, pr.Open, isAre(pr.Open, "is", "are")))
	}
	return strings.Join(parts, " ")
}

func isAre(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
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
