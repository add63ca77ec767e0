package brief

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/secret"
)

// What is counted in pull requests, issues and tasks.
const (
	// ReviewWait and MergeWait: the median time to the first review and to the merge; PullSize: the median of changed lines.
	ReviewWait SignalKind = "review_wait"
	MergeWait  SignalKind = "merge_wait"
	PullSize   SignalKind = "pull_size"
	// Rounds: reviews that asked for changes; Reviews: given and received.
	Rounds  SignalKind = "review_rounds"
	Reviews SignalKind = "reviews"
	// Pulls: opened, merged, closed; Issues: ended by the user.
	Pulls  SignalKind = "pulls"
	Issues SignalKind = "issues"
	// Waiting: one that nobody has looked at.
	Waiting SignalKind = "waiting"
)

const (
	// enoughPulls is of how many a median is told, enoughDays how long one waits until that is told.
	enoughPulls = 3
	enoughDays  = 2
)

// publicWork leaves out what is marked private.
func publicWork(all []oneonone.Work) []oneonone.Work {
	return slices.DeleteFunc(slices.Clone(all), func(w oneonone.Work) bool { return oneonone.IsMarked(w.Title) })
}

// shown gives a copy in which no text holds a secret; false where the title gives orders to a program. Most are
// only counted, so this is done for the few whose words are told.
func shown(w oneonone.Work) (oneonone.Work, bool) {
	w.Title, w.Place, w.Ref = secret.Mask(oneonone.Clean(w.Title)), secret.Mask(oneonone.Clean(w.Place)), secret.Mask(oneonone.Clean(w.Ref))
	return w, !prose.AddressesMachine(w.Title)
}

// workCount counts in the work of one source.
type workCount struct {
	b      *Brief
	source string
	work   []oneonone.Work
	out    []Signal
}

// measureWork counts in the pull requests, issues and tasks, each source for itself.
func (b *Brief) measureWork(all []oneonone.Work) {
	bySource := map[string][]oneonone.Work{}
	for _, w := range all {
		bySource[w.Source] = append(bySource[w.Source], w)
	}
	for _, name := range sortedKeys(bySource) {
		c := &workCount{b: b, source: name, work: bySource[name]}
		c.tally()
		c.reviews()
		c.issues()
		c.medians()
		c.rounds()
		c.waiting()
		b.Signals = append(b.Signals, c.out...)
	}
}

// in tells whether a time lies in the window of the brief.
func (b *Brief) in(at time.Time) bool {
	day := oneonone.DateOf(at)
	return !at.IsZero() && !day.Before(b.From) && !day.After(b.To)
}

// before tells whether a time lies in the eight weeks before the window.
func (b *Brief) before(at time.Time) bool {
	day := oneonone.DateOf(at)
	return !at.IsZero() && day.Before(b.From) && !day.Before(b.From.AddDays(-earlierDays))
}

// earlierDays is how far before the window the figures reach that it is compared with.
const earlierDays = 56

// pulls gives the user's pull requests; a draft is not there to be looked at yet.
func (c *workCount) pulls(keep func(oneonone.Work) bool) []oneonone.Work {
	var out []oneonone.Work
	for _, w := range c.work {
		if w.Pull && w.Mine && !w.Draft && keep(w) {
			out = append(out, w)
		}
	}
	return out
}

func (c *workCount) add(kind SignalKind, area string, s Signal) {
	s.Kind, s.Repo, s.Area, s.On = kind, c.source, area, c.b.To
	s.ID = oneonone.DeriveID("signal", c.source, string(kind), area)
	c.out = append(c.out, s)
}

// forge tells a forge from a tracker: it has pull requests, or their name.
func (c *workCount) forge() bool { return c.source == "github" || c.source == "gitlab" }

func (c *workCount) since() string { return longDay(c.b.From, c.b.To) }

// tally tells how many were opened, merged, closed and are open still.
func (c *workCount) tally() {
	opened := c.pulls(func(w oneonone.Work) bool { return c.b.in(w.Ready) })
	merged := c.pulls(func(w oneonone.Work) bool { return w.State == oneonone.WorkMerged && c.b.in(w.Ended) })
	closed := c.pulls(func(w oneonone.Work) bool { return w.State == oneonone.WorkClosed && c.b.in(w.Ended) })
	open := c.pulls(func(w oneonone.Work) bool { return w.State == oneonone.WorkOpen })
	if len(opened)+len(merged)+len(closed) == 0 {
		return
	}
	text := fmt.Sprintf("pull requests since %s: %d opened, %d merged", c.since(), len(opened), len(merged))
	if len(closed) > 0 {
		text += fmt.Sprintf(", %d closed without a merge", len(closed))
	}
	text += fmt.Sprintf("; %s open today", pick(len(open) == 1, "1 is", fmt.Sprintf("%d are", len(open))))
	c.add(Pulls, "", Signal{Part: len(merged), Whole: len(opened), Text: text,
		How: "pull requests by me that " + c.source + " lists, by the day of each step; a draft counts from the day it was ready"})
}

func (c *workCount) issues() {
	done := 0
	for _, w := range c.work {
		if !w.Pull && w.Mine && w.State == oneonone.WorkClosed && c.b.in(w.Ended) {
			done++
		}
	}
	text := oneonone.Plural(done, "issue", "issues") + " closed by me"
	how := "issues that " + c.source + " gives as closed by me in the window"
	if !c.forge() {
		text = oneonone.Plural(done, "task", "tasks") + " of mine done in " + c.source
		how = "what " + c.source + " lists as done, by the day on which it was"
	}
	if done > 0 {
		c.add(Issues, "", Signal{Part: done, Whole: done, Text: text + " since " + c.since(), How: how})
	}
}

// medians compares waits and sizes with the weeks before.
func (c *workCount) medians() {
	wait := func(w oneonone.Work) (float64, time.Time, bool) {
		d, ok := w.Wait()
		return d.Hours(), w.Ready, ok
	}
	merge := func(w oneonone.Work) (float64, time.Time, bool) {
		return w.Ended.Sub(w.Ready).Hours(), w.Ended, w.State == oneonone.WorkMerged && w.Ended.After(w.Ready)
	}
	lines := func(w oneonone.Work) (float64, time.Time, bool) { return float64(w.Lines()), w.Ready, w.Lines() > 0 }
	c.median(ReviewWait, wait, "the first review of my pull requests took %s at the median", hours,
		"hours by the clock, nights and weekends included, from when each was ready to the first review by a person who is not me, "+
			"for those that were ready in the span and have one")
	c.median(MergeWait, merge, "my pull requests took %s from ready to merged at the median", hours,
		"hours by the clock, nights and weekends included, from when each was ready to its merge, for those merged in the span")
	c.median(PullSize, lines, "my pull requests change %s at the median",
		func(n float64) string { return oneonone.Plural(int(n+0.5), "line", "lines") },
		"lines inserted and deleted by each that was ready in the span")
}

// figure is what a median is taken of: its value, when it counts, and whether it is there.
type figure func(oneonone.Work) (value float64, at time.Time, ok bool)

func (c *workCount) median(kind SignalKind, of figure, text string, unit func(float64) string, how string) {
	var now, then []float64
	for _, w := range c.pulls(func(oneonone.Work) bool { return true }) {
		v, at, ok := of(w)
		switch {
		case ok && c.b.in(at):
			now = append(now, v)
		case ok && c.b.before(at):
			then = append(then, v)
		}
	}
	if len(now) < enoughPulls {
		return
	}
	m := middle(now)
	s := Signal{Part: int(m + 0.5), Whole: len(now), Strength: 1, How: how + "; as " + c.source + " lists them"}
	s.Text = fmt.Sprintf(text, unit(m)) + fmt.Sprintf(" (%d since %s)", len(now), c.since())
	if len(then) >= enoughPulls {
		was := middle(then)
		s.Text += fmt.Sprintf("; in the eight weeks before it was %s (%d)", unit(was), len(then))
		s.Strength = m / max(was, 0.1)
	}
	c.add(kind, "", s)
}

// middle gives the median.
func middle(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}

// hours tells a time as people say it: hours up to two days, then days.
func hours(h float64) string {
	switch {
	case h < 1:
		return oneonone.Plural(int(h*60+0.5), "minute", "minutes")
	case h < 48:
		return oneonone.Plural(int(h+0.5), "hour", "hours")
	}
	return oneonone.Plural(int(h/24+0.5), "day", "days")
}

func (c *workCount) rounds() {
	looked := c.pulls(func(w oneonone.Work) bool { return c.b.in(w.On().Time(time.UTC)) && len(w.Looks) > 0 })
	again := 0
	for _, w := range looked {
		if w.Rounds() > 0 {
			again++
		}
	}
	if len(looked) >= enoughPulls && again > 0 {
		c.add(Rounds, "", Signal{Part: again, Whole: len(looked),
			Text: fmt.Sprintf("changes were asked for on %d of my %d reviewed pull requests since %s", again, len(looked), c.since()),
			How:  "reviews that request changes, on pull requests by me that ended or were ready in the span"})
	}
}

func (c *workCount) reviews() {
	given, got := 0, 0
	on, by := map[string]bool{}, map[string]bool{}
	for _, w := range c.work {
		for _, l := range w.Looks {
			switch {
			case !c.b.in(l.At):
			case l.Mine && !w.Mine:
				given++
				on[w.Link+w.Name()] = true
			case w.Mine:
				got++
				by[l.Who] = true
			}
		}
	}
	if given+got == 0 {
		return
	}
	text := fmt.Sprintf("reviews since %s: %d given", c.since(), given)
	if given > 0 {
		text += " on " + oneonone.Plural(len(on), "pull request", "pull requests")
	}
	text += fmt.Sprintf(", %d received", got)
	if got > 0 {
		text += " from " + oneonone.Plural(len(by), "person", "people")
	}
	c.add(Reviews, "", Signal{Part: given, Whole: given + got, Text: text,
		How: "each review that " + c.source + " keeps counts once, up to 50 for each pull request; bots that it marks as such are left out"})
}

// waiting tells which pull requests nobody has looked at, the longest wait first.
func (c *workCount) waiting() {
	for _, w := range c.pulls(func(w oneonone.Work) bool { return w.State == oneonone.WorkOpen && len(w.Looks) == 0 }) {
		n := c.b.Meeting.On.DaysSince(oneonone.DateOf(w.Ready))
		if n < enoughDays || !c.b.in(w.Ready) && !c.b.before(w.Ready) { // what waited for years is no ask of this meeting
			continue
		}
		w, ok := shown(w)
		if !ok {
			continue
		}
		c.add(Waiting, w.Name(), Signal{Part: n, Whole: n, Strength: float64(n) / 10,
			Text: fmt.Sprintf("nobody has looked at %s “%s” yet (%s): it was ready on %s, %s before the meeting",
				w.Name(), w.Title, oneonone.Plural(w.Lines(), "line", "lines"),
				oneonone.DateOf(w.Ready).Short(c.b.Today), oneonone.Plural(n, "day", "days")),
			How: "days from when it was ready to the meeting; " + c.source + " has no review of it by anybody else"})
	}
}

// workItems makes evidence of the user's own work that a record names by its number or ticket, or that commits went
// through: the rest is counted, and no list.
func (b *Brief) workItems(all []oneonone.Work, notes []*oneonone.Note) []*oneonone.Note {
	named := b.namedWork(notes)
	for i := range b.Streams {
		for _, w := range b.PullsOf(&b.Streams[i]) {
			named["#"+strings.TrimLeft(w.Ref, "#!")] = true
		}
	}
	var out []*oneonone.Note
	for _, w := range all {
		at := w.Ended
		if at.IsZero() {
			at = w.Ready
		}
		if !w.Mine || !b.in(at) && !b.before(at) {
			continue
		}
		if !slices.ContainsFunc(numbersOf(w.Ref+" "+w.Title), func(key string) bool { return named[key] }) {
			continue
		}
		id := WorkID(w)
		w, ok := shown(w)
		if !ok {
			continue
		}
		text, name := w.Title, w.Name()
		if name != "" && !strings.Contains(text, name) {
			text += " (" + name + ")"
		}
		b.works[id] = true
		out = append(out, &oneonone.Note{
			Head: oneonone.Head{ID: id, At: at, Text: text}, Placed: true,
			Source: oneonone.Maybe(w.Source + ": " + strings.Trim(w.Place+" "+w.Ref, " ")),
		})
	}
	return out
}

// namedWork gives the numbers and tickets that the records name.
func (b *Brief) namedWork(notes []*oneonone.Note) map[string]bool {
	named := map[string]bool{}
	if len(b.Work) == 0 {
		return named
	}
	mention(named, notes)
	mention(named, b.Actions)
	mention(named, b.Feedback)
	mention(named, b.Goals)
	mention(named, b.Decisions)
	mention(named, b.Initiatives)
	return named
}

func mention[R oneonone.Record](named map[string]bool, records []R) {
	for _, r := range records {
		for _, key := range numbersOf(r.Header().Text) {
			named[key] = true
		}
	}
}

// numbersOf gives the pull requests, issues and tickets that a text names: "#412" for "PR 412" and "!412" too, and
// "pay-12".
func numbersOf(text string) []string {
	var out []string
	for _, m := range numbered().FindAllStringSubmatch(text, -1) {
		if m[1] != "" {
			out = append(out, "#"+m[1])
		} else {
			out = append(out, strings.ToLower(m[2]))
		}
	}
	return out
}

var numbered = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:[#!]|\b[PM]R\s?)(\d{1,7})\b|\b([A-Za-z]{1,7}-\d{1,7})\b`)
})

// PullsOf gives the pull requests that a piece of work went through: those that its commits name by their number, and
// whose branch it is on.
func (b *Brief) PullsOf(s *Stream) []oneonone.Work {
	var out []oneonone.Work
	for _, w := range b.Work {
		if w.Pull && w.Mine && strings.HasSuffix("/"+w.Place, "/"+s.Repo) && s.through(w) {
			out = append(out, w)
		}
	}
	return out
}

func (s *Stream) through(w oneonone.Work) bool {
	return slices.ContainsFunc(s.Commits, func(c oneonone.Commit) bool {
		return strings.HasSuffix(c.Subject, "("+w.Ref+")") || c.Branch != "" && c.Branch == w.Branch
	})
}

// Course tells in one sentence what became of a pull request.
func (b *Brief) Course(w oneonone.Work) string {
	parts := []string{oneonone.Plural(w.Lines(), "line", "lines")}
	wait, ok := w.Wait()
	switch {
	case ok:
		parts = append(parts, "first review after "+hours(wait.Hours()))
	case len(w.Looks) > 0:
		parts = append(parts, "reviewed as a draft")
	default:
		parts = append(parts, "no review by anybody else")
	}
	if n := w.Rounds(); n > 0 {
		parts = append(parts, "asked for changes "+pick(n == 1, "once", fmt.Sprintf("%d times", n)))
	}
	switch w.State {
	case oneonone.WorkMerged:
		parts = append(parts, "merged on "+oneonone.DateOf(w.Ended).Short(b.Today))
	case oneonone.WorkClosed:
		parts = append(parts, "closed without a merge on "+oneonone.DateOf(w.Ended).Short(b.Today))
	default:
		parts = append(parts, "open since "+oneonone.DateOf(w.Ready).Short(b.Today))
	}
	w, _ = shown(w)
	return w.Name() + ": " + strings.Join(parts, ", ")
}

// IsWork tells that an item is what a forge or a tracker lists: it says what was worked on, not what to speak of.
func (b *Brief) IsWork(it *Item) bool { return b.works[it.ID] }

// Refs gives the pull requests and issues that an item names by their number ("!#412").
func (b *Brief) Refs(it *Item) []string {
	if len(b.works) == 0 {
		return nil
	}
	var out []string
	for _, key := range numbersOf(it.Text) {
		if key[0] == '#' {
			out = oneonone.AppendNew(out, "!"+key)
		}
	}
	return out
}

// WorkID is the id under which a draft cites a pull request, an issue or a task.
func WorkID(w oneonone.Work) string {
	return oneonone.DeriveID("work", w.Source, w.Link, w.Place, w.Ref)
}
