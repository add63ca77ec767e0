package offline

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/reader"
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
		Achievements:   p.achievements(measured),
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

// goalProgress tells for each goal what the window added: its figures over time, else
// the first and the last of its steps, else the day on which it was reached.
func (p *planner) goalProgress(measured []oneonone.Fact) []oneonone.GoalProgress {
	var out []oneonone.GoalProgress
	for _, g := range p.b.Goals {
		if !g.Open() && (g.Closed.Before(p.b.From) || g.Closed.After(p.b.To)) {
			continue
		}
		told := oneonone.GoalProgress{GoalID: g.ID, Text: g.Text, Evidence: []string{g.ID}, Moved: true}
		i := slices.IndexFunc(measured, func(f oneonone.Fact) bool { return slices.Contains(f.Evidence, g.ID) })
		first, last, n := figures.Steps(g, p.b.From, p.b.To)
		switch {
		case i >= 0:
			told.Progress, told.Evidence = measured[i].Text, measured[i].Evidence
		case n > 0:
			told.Progress = p.step(last)
			if n > 1 && first.Text != last.Text {
				told.Progress = p.step(first) + " → " + told.Progress
			}
		case !g.Open():
			told.Progress = "reached on " + g.Closed.Short(p.b.Today)
		case p.bearsOn(g) != nil:
			note := p.bearsOn(g)
			told.Progress, told.Evidence = strings.TrimRight(note.Quoted(p.b.Today), "."), append(told.Evidence, note.ID)
		default:
			told.Progress, told.Moved = "no progress on record in this period", false
		}
		out = append(out, told)
	}
	return out
}

func (p *planner) step(s oneonone.Step) string {
	return p.b.Dated(strings.TrimRight(oneonone.AsTyped(masked(s.Text)), "."), s.On)
}

func (p *planner) inWindow(d oneonone.Date) bool {
	return !d.Before(p.b.From) && !d.After(p.b.To)
}

const (
	// mostBetter is how many notes of what is better are told.
	mostBetter = 6
	// certain and likely are how sure the reader is at least of what is better, in percent,
	// doubtful from when on it may tell something else as well.
	certain, likely, doubtful = 88, 75, 40
)

// achievements lists what is better by a note that nothing took back and no goal's
// figures tell: what the user called a win, and what the reader is sure of that has a
// figure. The surest come first. What begins with somebody else's name is theirs.
func (p *planner) achievements(measured []oneonone.Fact) []oneonone.Achievement {
	type win struct {
		oneonone.Achievement
		chance int
	}
	var found []win
	for _, it := range p.b.Items {
		if !it.InWindow || !it.IsNote() || it.Hostile || it.Corrected || it.Elsewhere || p.isMeasured(it, measured) || p.isUndone(it) {
			continue
		}
		text, chance := p.gain(it)
		if text == "" {
			continue
		}
		metric := ""
		if changes := prose.Changes(text); len(changes) > 0 {
			metric = changes[0].Text
		} else if figures := prose.Quantities(text); len(figures) > 0 {
			metric = figures[0].Text
		}
		text = p.b.Dated(strings.TrimRight(capital(text), ". "), it.Date)
		found = append(found, win{oneonone.Achievement{Text: text, Metric: oneonone.Maybe(metric), Evidence: []string{it.ID}}, chance})
	}
	slices.SortStableFunc(found, func(x, y win) int { return cmp.Compare(y.chance, x.chance) })
	var out []oneonone.Achievement
	for _, w := range found[:min(len(found), mostBetter)] {
		out = append(out, w.Achievement)
	}
	return out
}

// gain gives what of a note tells what is better, and how surely: all of a short note,
// else the sentence that does. What the user called a win is one; the reader's word counts for a
// figure of which it is all but certain, or for a change from one figure to another.
func (p *planner) gain(it *brief.Item) (text string, chance int) {
	n, _ := it.Record.(*oneonone.Note)
	filed := n != nil && n.NoteKind == oneonone.Maybe(oneonone.Win) && !n.KindGuessed // by the user, or by a reader that was sure
	called := it.NoteKind == oneonone.Win && it.Sure && it.Does.Of(reader.Win) < reader.Sure ||
		filed && slices.ContainsFunc(n.Tags, func(tag string) bool { return strings.EqualFold(tag, string(oneonone.Win)) })
	if !called && (it.NoteKind != oneonone.Win || p.b.IsOfOther(it)) {
		return "", 0
	}
	read := func(s string, win int) int {
		does := new(reader.Reader).Read(reader.Journal, reader.Line{Text: s})
		doubt := max(does.Of(reader.Mistake), does.Of(reader.Concern), does.Of(reader.Trivia), does.Of(reader.Question))
		sure := (win >= certain || filed && win >= reader.Sure) && figures.Names(s) || win >= likely && len(prose.Changes(s)) > 0
		if utf8.RuneCountInString(s) > longQuote || !called && (doubt >= doubtful || !sure) {
			return 0
		}
		return max(1, win)
	}
	all := sentences(it)
	whole := strings.Join(all, " ")
	if called && utf8.RuneCountInString(whole) > longWin {
		text, _, _ = strings.Cut(it.Quoted(p.b.Today), " ("+it.Date.Short(p.b.Today)+")")
		return text, it.Does.Of(reader.Win)
	}
	if chance = read(whole, it.Does.Of(reader.Win)); chance > 0 && utf8.RuneCountInString(whole) <= longWin {
		return whole, chance
	}
	chance = 0
	for _, s := range all {
		if n := read(s, new(reader.Reader).Read(reader.Journal, reader.Line{Text: s}).Of(reader.Win)); n > chance {
			text, chance = s, n
		}
	}
	return text, chance
}

// longWin is up to how many characters a note is told whole.
const longWin = 160

// afterwards is within how many days something that went wrong may be with what went
// well, nextDays the same where nothing says that both are about one thing.
const afterwards, nextDays = 10, 2

func isWithin(later, it *brief.Item, most int) bool {
	days := later.Date.DaysSince(it.Date)
	return days > 0 && days <= most
}

// bearsOn finds a note of the window about a goal that tells what is better, nil for none.
func (p *planner) bearsOn(g *oneonone.Goal) *brief.Item {
	goal := p.b.Item(g.ID)
	if goal == nil {
		return nil
	}
	for _, it := range slices.Backward(p.b.Items) {
		if it.IsNote() && it.InWindow && !it.Corrected && it.NoteKind == oneonone.Win && p.b.Near(it, goal) && it.Quoted(p.b.Today) != "" {
			return it
		}
	}
	return nil
}

// isUndone tells whether a note of the days after tells that something went wrong.
func (p *planner) isUndone(it *brief.Item) bool {
	for _, later := range p.b.Items[p.behind(it):] {
		if later.Date.After(it.Date.AddDays(nextDays)) {
			break
		}
		if later.IsNote() && later.Does.Tells(reader.Incident) {
			return true
		}
	}
	t := p.of[it.ID]
	return t != nil && slices.ContainsFunc(t.Items, func(later *brief.Item) bool {
		wrong := max(later.Does.Of(reader.Incident), later.Does.Of(reader.Mistake), later.Does.Of(reader.Blocker))
		return later.IsNote() && isWithin(later, it, afterwards) && wrong >= doubtful
	})
}

// behind gives the place of the first item of a later day: items stand in the order of days.
func (p *planner) behind(it *brief.Item) int {
	return sort.Search(len(p.b.Items), func(i int) bool { return p.b.Items[i].Date.After(it.Date) })
}

// isMeasured tells whether figures over time rest on a note, or a step of a goal around its day has
// its figure.
func (p *planner) isMeasured(it *brief.Item, measured []oneonone.Fact) bool {
	if slices.ContainsFunc(measured, func(f oneonone.Fact) bool { return slices.Contains(f.Evidence, it.ID) }) {
		return true
	}
	same := func(x prose.Quantity) bool {
		return slices.ContainsFunc(prose.Quantities(it.Text), func(y prose.Quantity) bool { return x.Value == y.Value && x.Of == y.Of })
	}
	return slices.ContainsFunc(p.b.Goals, func(g *oneonone.Goal) bool {
		return slices.ContainsFunc(g.Progress, func(s oneonone.Step) bool {
			days := s.On.DaysSince(it.Date)
			return days >= -1 && days <= 1 && slices.ContainsFunc(prose.Quantities(s.Text), same)
		})
	})
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

// learnings lists what the user called learned, and what the reader is sure of.
func (p *planner) learnings() []oneonone.Fact {
	var out []oneonone.Fact
	for _, it := range p.b.Items {
		if it.InWindow && it.NoteKind == oneonone.Learning && it.Sure && !it.Hostile && !it.Corrected {
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
	if again := thread.Recurring(p.b, p.threads, p.facts); len(again) > 0 {
		r.Stop = oneonone.Maybe("putting up with this as it is: " + again[0].Text)
	}
	if r.Continue == "" && len(r.Achievements) > 0 {
		r.Continue = oneonone.Maybe("what led to this: " + r.Achievements[len(r.Achievements)-1].Text)
	}
}

// selfQuestions asks what this record raises, what costs most to leave open first: a
// promise that missed its day, a goal that its figures or its silence put in doubt, feedback of which
// nothing came. What no record raises is asked where nothing else is.
func (p *planner) selfQuestions(r oneonone.Reflection) []string {
	var out []string
	if late := p.missed(); len(late) > 0 {
		out = append(out, "What would have told me in time that "+quoted(oneonone.Unmarked(late[len(late)-1].Text))+" would be late?")
	}
	for _, g := range p.b.Goals {
		if q := p.doubt(g, r.Goals); q != "" {
			out = append(out, q)
			break
		}
	}
	for _, f := range slices.Backward(p.b.Feedback) {
		if it := p.b.Item(f.ID); f.Open() && p.inWindow(f.On()) && it != nil && it.Quoted(p.b.Today) != "" && !brief.Praises(f.Text) {
			out = append(out, "What do I take from this? "+p.b.Word(f))
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
	if len(r.FeedbackThemes) == 0 {
		out = append(out, "Whom could I ask what they think of my work, and of which piece?")
	}
	if len(out) == 0 {
		out = append(out, "What do I know now that I did not know on "+p.b.From.Spelled(p.b.Today)+"?")
	}
	return out
}

// silent is how many days without a word on a goal put it in doubt.
const silent = 28

// doubt asks about an open goal that was missed, that its pace does not reach, or of
// which nothing was told for long; "" where nothing speaks against it.
func (p *planner) doubt(g *oneonone.Goal, told []oneonone.GoalProgress) string {
	it := p.b.Item(g.ID)
	if it == nil || !g.Open() || p.b.To.DaysSince(g.On()) < silent/2 {
		return ""
	}
	goal := quoted(strings.TrimRight(oneonone.AsTyped(masked(g.Text)), ". "))
	f := p.series(g.ID)
	_, last, n := figures.Steps(g, p.b.From, p.b.To)
	if slices.ContainsFunc(told, func(t oneonone.GoalProgress) bool {
		return t.GoalID == g.ID && strings.Contains(t.Progress, figures.Later)
	}) {
		return ""
	}
	switch {
	case f != nil && (f.Reached || f.On.Before(p.b.From)):
	case f != nil && f.Behind && g.Due.Before(p.b.To):
		return goal + " was due on " + g.Due.Short(p.b.Today) + " and is not reached by its figures: what would I do differently?"
	case f != nil && f.Behind:
		return "At the pace so far " + goal + " is not reached by " + g.Due.Short(p.b.Today) + ": what do I change, or whom do I tell?"
	case f == nil && n == 0 && p.bearsOn(g) == nil:
		return "Is " + goal + " still my goal?"
	case f == nil && p.b.To.DaysSince(last.On) >= silent:
		return "The last step on file of " + goal + " is of " + last.On.Short(p.b.Today) + ": where does it stand?"
	}
	return ""
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

// summary says in one sentence what came of the goals, as their figures tell it, and of
// the promises; nothing where there were none. Figures that a later note puts right count for nothing.
func (p *planner) summary(r oneonone.Reflection) string {
	var reached, closer, farther, silent int
	for _, g := range r.Goals {
		f := p.series(g.GoalID)
		switch {
		case !g.Moved:
			silent++
		case f == nil || strings.Contains(g.Progress, figures.Later):
		case f.Reached && f.Whole:
			reached++
		case f.Closer:
			closer++
		case f.Worse:
			farther++
		}
	}
	var parts []string
	count := func(n int, one, many string) {
		if n == 1 {
			parts = append(parts, "1 "+one)
		} else if n > 1 {
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	count(reached, "is at the target", "are at the target")
	count(closer, "came closer", "came closer")
	count(farther, "is no closer", "are no closer")
	count(silent, "has no news", "have no news")
	if n := len(r.Goals); n > 0 && silent < n && len(parts) > 0 {
		parts = []string{"of " + oneonone.Plural(n, "goal", "goals") + " " + strings.Join(parts, ", ")}
	} else if n > 0 {
		parts = []string{fmt.Sprintf("there is news of %d of %s", n-silent, oneonone.Plural(n, "goal", "goals"))}
	}
	if late := len(p.missed()); late > 0 {
		parts = append(parts, oneonone.Plural(late, "promise missed its date", "promises missed their dates"))
	} else if kept := r.Promises.Kept; kept > 0 {
		parts = append(parts, oneonone.Plural(kept, "promise was", "promises were")+" kept in time and none missed its date")
	}
	if len(parts) == 0 {
		return ""
	}
	return oneonone.Sentence(strings.Join(parts, "; ")) + "."
}

// series gives the figures over time of a goal as far as they know its last step, nil for none.
func (p *planner) series(goal string) *figures.Fact {
	for _, g := range p.b.Goals {
		_, last, _ := figures.Steps(g, p.b.From, p.b.To)
		for i := range p.facts {
			if f := &p.facts[i]; g.ID == goal && f.GoalID == goal && f.Kind == figures.Series && f.Knows(last) {
				return f
			}
		}
	}
	return nil
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
