package brief

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"oneonone/internal/oneonone"
)

// SignalKind says what was counted.
type SignalKind string

// The signals. They follow the topics guide's advice to speak of code health
// over time and of ownership, not of fixed bugs.
const (
	// FixShare: an area where fixes are a larger share of the commits than
	// elsewhere in the repository.
	FixShare SignalKind = "fix_share"
	// Reverts: commits taken back.
	Reverts SignalKind = "reverts"
	// Churn: a file changed again and again.
	Churn SignalKind = "churn"
	// Share: an area where most commits are the user's.
	Share SignalKind = "share"
	// FirstArea and FirstLanguage: touched for the first time.
	FirstArea     SignalKind = "first_area"
	FirstLanguage SignalKind = "first_language"
	// Cadence: meetings held since career was last a topic, when that makes it
	// due. It comes from the meetings on file, not from a history.
	Cadence SignalKind = "cadence"
	// LadderGap: a skill of the user's ladder that no record shows.
	LadderGap SignalKind = "ladder_gap"
)

// Signal is a figure counted from a git history.
type Signal struct {
	ID   string
	Kind SignalKind
	Repo string
	Area string
	// Text is the figure as a sentence, How tells how it was counted.
	Text, How string
	On        oneonone.Date
	// Part of Whole is the figure.
	Part, Whole int
	// Strength orders signals: how far the figure is from what chance gives.
	Strength float64
}

func (s Signal) evidence() oneonone.Evidence {
	return oneonone.Evidence{ID: s.ID, Kind: oneonone.EvSignal, Date: s.On, Text: s.Text, Source: s.How}
}

// measure fills Signals and Streams from the histories.
func (b *Brief) measure(histories []oneonone.History) {
	for _, h := range histories {
		h.Commits = slices.Clone(h.Commits)
		for i, c := range h.Commits {
			h.Commits[i] = maskCommit(c)
		}
		a := newAnatomy(h, b.Now)
		b.Signals = append(b.Signals, a.signals()...)
		b.Streams = append(b.Streams, b.streams(a)...)
	}
	slices.SortStableFunc(b.Signals, func(x, y Signal) int {
		return cmp.Or(cmp.Compare(y.Strength, x.Strength), strings.Compare(x.Text, y.Text), strings.Compare(x.Repo, y.Repo))
	})
	slices.SortStableFunc(b.Streams, func(x, y Stream) int {
		return cmp.Or(cmp.Compare(y.Size, x.Size), strings.Compare(x.Label, y.Label), strings.Compare(x.ID, y.ID))
	})
}

// measureCadence makes evidence of a career topic being due.
func (b *Brief) measureCadence() {
	if !b.Career.Due {
		return
	}
	n := b.Career.MeetingsSince
	s := Signal{
		ID: oneonone.DeriveID("signal", string(Cadence), string(b.Meeting.With)), Kind: Cadence, Part: n,
		Text: oneonone.Plural(n, "meeting was", "meetings were") + " held since career was last a topic",
		How:  "meetings on file, counted from the last one that talked about it",
	}
	for _, m := range b.Held {
		if m.On.After(s.On) {
			s.On = m.On
		}
	}
	b.Signals = append(b.Signals, s)
}

// anatomy is a history cut into areas.
type anatomy struct {
	oneonone.History
	since, until oneonone.Date
	areaOf       func(path string) string
	areas        map[string]*tally
	gone         map[string]bool // paths that are there no more
	total        tally
}

// tally counts the commits of an area.
type tally struct {
	all, mine, fixes, reverts int
	mineFixes                 int
}

func newAnatomy(h oneonone.History, now time.Time) *anatomy {
	until := h.Until
	if until.IsZero() || until.After(now) {
		until = now
	}
	a := &anatomy{History: h, since: oneonone.DateOf(h.Since), until: oneonone.DateOf(until), areas: map[string]*tally{}, gone: map[string]bool{}}
	for _, path := range h.Gone {
		a.gone[path] = true
	}
	areaOf := areasOf(h.Commits)
	a.areaOf = func(path string) string {
		if a.gone[path] {
			return "" // nothing is left to be done there
		}
		return areaOf(path)
	}
	for _, c := range h.Commits {
		a.total.add(c)
		for _, area := range a.areasTouched(c) {
			if a.areas[area] == nil {
				a.areas[area] = &tally{}
			}
			a.areas[area].add(c)
		}
	}
	return a
}

func (t *tally) add(c oneonone.Commit) {
	t.all++
	fix := IsFix(c.Subject)
	if fix {
		t.fixes++
	}
	if IsRevert(c.Subject) {
		t.reverts++
	}
	if c.Mine {
		t.mine++
		if fix {
			t.mineFixes++
		}
	}
}

// areasTouched lists the areas of a commit, each once, sorted. Files that only
// accompany code (tests, change logs, locks) belong to none.
func (a *anatomy) areasTouched(c oneonone.Commit) []string {
	var out []string
	for _, f := range c.Files {
		if isSideFile(f.Path) || isTest(f.Path) {
			continue
		}
		if area := a.areaOf(f.Path); area != "" && !slices.Contains(out, area) {
			out = append(out, area)
		}
	}
	slices.Sort(out)
	return out
}

func (a *anatomy) sortedAreas() []string {
	out := make([]string, 0, len(a.areas))
	for area := range a.areas {
		out = append(out, area)
	}
	slices.Sort(out)
	return out
}

// least is how many commits an area needs before a share of them says
// anything.
const least = 8

func (a *anatomy) signals() []Signal {
	var out []Signal
	for _, area := range a.sortedAreas() {
		t := a.areas[area]
		out = append(out, a.fixShare(area, t)...)
		out = append(out, a.share(area, t)...)
	}
	out = append(out, a.revertSignal()...)
	out = append(out, a.churn()...)
	return append(out, a.firsts()...)
}

// fixShare compares the share of fixes in an area with the rest of the
// repository (two proportions, pooled z). It counts everybody's commits, for
// the health of an area is not one person's, but only areas the user works in.
func (a *anatomy) fixShare(area string, t *tally) []Signal {
	rest := tally{all: a.total.all - t.all, fixes: a.total.fixes - t.fixes}
	if t.all < least || t.fixes < 3 || t.mine < 3 || rest.all < least {
		return nil
	}
	z := zScore(t.fixes, t.all, rest.fixes, rest.all)
	if z < 1.3 {
		return nil
	}
	return []Signal{a.signal(Signal{
		Kind: FixShare, Area: area, Part: t.fixes, Whole: t.all, Strength: 1 + z,
		Text: fmt.Sprintf("fixes are %d of %d commits in `%s` since %s, %d of %d elsewhere", t.fixes, t.all, area,
			a.day(a.since), rest.fixes, rest.all),
		How: fmt.Sprintf("everybody's commits in %s since %s, merges left out; a fix says fix, bug, regression or the like in its subject",
			a.Repo, a.since),
	})}
}

func zScore(x, n, y, m int) float64 {
	p := float64(x+y) / float64(n+m)
	se := math.Sqrt(p * (1 - p) * (1/float64(n) + 1/float64(m)))
	if se == 0 {
		return 0
	}
	return (float64(x)/float64(n) - float64(y)/float64(m)) / se
}

// share names an area where the user made most of the commits while others
// work in the same repository: knowledge that one person holds.
func (a *anatomy) share(area string, t *tally) []Signal {
	others := a.total.all - a.total.mine
	if t.mine < least || others < least || t.mine*10 < t.all*6 {
		return nil
	}
	return []Signal{a.signal(Signal{
		Kind: Share, Area: area, Part: t.mine, Whole: t.all,
		Strength: float64(t.mine) / float64(t.all) * math.Log2(float64(t.mine)),
		Text:     fmt.Sprintf("%d of the %d commits in `%s` since %s are yours", t.mine, t.all, area, a.day(a.since)),
		How: fmt.Sprintf("commits by %s against everybody's in %s since %s, merges left out",
			strings.Join(a.Authors, ", "), a.Repo, a.since),
	})}
}

func (a *anatomy) revertSignal() []Signal {
	mine, areas := 0, map[string]int{}
	for _, c := range a.Commits {
		if !c.Mine || !IsRevert(c.Subject) {
			continue
		}
		mine++
		for _, area := range a.areasTouched(c) {
			areas[area]++
		}
	}
	if mine == 0 {
		return nil
	}
	area := most(areas)
	return []Signal{a.signal(Signal{
		Kind: Reverts, Area: area, Part: mine, Whole: a.total.mine, Strength: 0.8 + float64(mine)/2,
		Text: fmt.Sprintf("%d of your %d commits since %s %s", mine, a.total.mine, a.day(a.since), pick(mine == 1, "is a revert", "are reverts")),
		How:  fmt.Sprintf("commits by %s in %s whose subject begins with Revert", strings.Join(a.Authors, ", "), a.Repo),
	})}
}

// churn names the file that the user's commits changed most often, when it
// stands out.
func (a *anatomy) churn() []Signal {
	count, days := map[string]int{}, map[string]map[oneonone.Date]bool{}
	for _, c := range a.Commits {
		if !c.Mine {
			continue
		}
		for _, f := range c.Files {
			if isSideFile(f.Path) || isTest(f.Path) || f.Binary || a.gone[f.Path] {
				continue
			}
			count[f.Path]++
			if days[f.Path] == nil {
				days[f.Path] = map[oneonone.Date]bool{}
			}
			days[f.Path][oneonone.DateOf(c.Time)] = true
		}
	}
	path := most(count)
	n := count[path]
	if n < 6 || len(days[path]) < 4 || n*8 < a.total.mine {
		return nil
	}
	return []Signal{a.signal(Signal{
		Kind: Churn, Area: path, Part: n, Whole: a.total.mine, Strength: 1 + 2*float64(n)/float64(a.total.mine),
		Text: fmt.Sprintf("`%s` was changed by %d of your %d commits since %s, on %d days", path, n, a.total.mine,
			a.day(a.since), len(days[path])),
		How: fmt.Sprintf("files of the commits by %s in %s, merges left out; the file changed by most of them",
			strings.Join(a.Authors, ", "), a.Repo),
	})}
}

// firsts names the areas and languages that the user touched for the first
// time since the look-back began.
func (a *anatomy) firsts() []Signal {
	if len(a.Earlier) == 0 {
		return nil
	}
	oldAreas, oldLangs := map[string]bool{}, map[string]bool{}
	for _, p := range a.Earlier {
		oldAreas[a.areaOf(p)] = true
		oldLangs[language(p)] = true
	}
	areas, langs := map[string]int{}, map[string]int{}
	for _, c := range a.Commits {
		if !c.Mine {
			continue
		}
		for _, area := range a.areasTouched(c) {
			if !oldAreas[area] {
				areas[area]++
			}
		}
		for _, lang := range languages(c) {
			if !oldLangs[lang] {
				langs[lang]++
			}
		}
	}
	out := a.first(FirstArea, areas, "`%s` is an area you touched for the first time since %s: %s")
	return append(out, a.first(FirstLanguage, langs, "%s is a language you used here for the first time since %s: %s")...)
}

func (a *anatomy) first(kind SignalKind, counts map[string]int, text string) []Signal {
	what := most(counts)
	n := counts[what]
	if n < 2 {
		return nil
	}
	from := oneonone.DateOf(a.EarlierFrom)
	return []Signal{a.signal(Signal{
		Kind: kind, Area: what, Part: n, Whole: a.total.mine, Strength: math.Log2(float64(n)),
		Text: fmt.Sprintf(text, what, a.day(from), oneonone.Plural(n, "commit", "commits")),
		How: fmt.Sprintf("paths of the commits by %s in %s since %s against those before, back to %s",
			strings.Join(a.Authors, ", "), a.Repo, a.since, from),
	})}
}

func (a *anatomy) signal(s Signal) Signal {
	s.Repo, s.On = a.Repo, a.until
	s.ID = oneonone.DeriveID("signal", a.Repo, string(s.Kind), s.Area)
	return s
}

func (a *anatomy) day(d oneonone.Date) string { return longDay(d, a.until) }

// longDay gives "1 October", with the year when it is another one.
func longDay(d, near oneonone.Date) string {
	layout := "2 January"
	if d.Year != near.Year {
		layout = "2 January 2006"
	}
	return d.Time(time.UTC).Format(layout)
}

// most gives the key with the highest count, the first by name among equals.
func most(counts map[string]int) string {
	best := ""
	for k, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && k < best {
			best = k
		}
	}
	return best
}

func pick(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}
