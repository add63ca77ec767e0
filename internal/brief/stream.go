package brief

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// Stream is a piece of work that shows in a git history: commits of the user
// that belong together.
type Stream struct {
	ID    string
	Repo  string
	Label string
	// Headline is the subject of the commit that carries most of it, without
	// its prefix; Rationale are sentences of the commit messages that give a
	// reason.
	Headline  string
	Rationale []string
	Commits   []oneonone.Commit
	// InWindow counts its commits in the window of the brief.
	InWindow          int
	First, Last       oneonone.Date
	Days              int
	Inserted, Deleted int
	Files             int
	Fixes, WithTests  int
	// Areas are where it happened, the most touched first.
	Areas []string
	// Branch holds most of it and is not merged; "" when there is none.
	Branch string
	// Size orders streams: how long and how broad the work was.
	Size float64
}

// streams groups the user's commits: by the scope that their subjects name
// ("restore: …", "feat(api): …") where the repository has that habit, else by
// the words and files they share.
func (b *Brief) streams(a *anatomy) []Stream {
	var mine []oneonone.Commit
	for _, c := range a.Commits {
		if c.Mine && !IsRevert(c.Subject) && !isHousekeeping(c) && !prose.AddressesMachine(c.Subject+"\n"+c.Body) {
			mine = append(mine, c)
		}
	}
	slices.SortStableFunc(mine, func(x, y oneonone.Commit) int {
		return cmp.Or(x.Time.Compare(y.Time), strings.Compare(x.Hash, y.Hash))
	})
	said := subjects{}
	for _, c := range mine {
		said[routine(c.Subject)]++
	}
	var out []Stream
	for _, group := range groupCommits(mine) {
		if !slices.ContainsFunc(group.commits, func(c oneonone.Commit) bool { return said.tells(c.Subject) }) {
			continue // "wip", ".", "vault backup: …": nobody can tell what it was
		}
		if s := b.stream(a, group); s.InWindow > 0 {
			out = append(out, s)
		}
	}
	return out
}

// subjects counts how often each subject is used, whatever figures are in it.
type subjects map[string]int

// routine gives a subject as a program that writes it again and again would: without figures.
func routine(subject string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, subject)
}

// tells tells whether a subject says what was done: at least two words besides "wip" and small ones, more of them before
// the day that a program puts behind them, and not the same again and again.
func (s subjects) tells(subject string) bool {
	words := strings.FieldsFunc(routine(unprefixed(subject)), func(r rune) bool { return !unicode.IsLetter(r) })
	words = slices.DeleteFunc(words, func(w string) bool { return w == "wip" || prose.IsStop(w) })
	enough := 2
	if len(subject)-len(routine(subject)) >= len("20261120") {
		enough = 3
	}
	return len(words) >= enough && s[routine(subject)] < 3
}

type group struct {
	scope   string
	commits []oneonone.Commit
}

func groupCommits(mine []oneonone.Commit) []group {
	byScope := map[string]int{}
	scoped := 0
	for _, c := range mine {
		if s := scopeOf(c.Subject); s != "" {
			byScope[s]++
			scoped++
		}
	}
	useScopes := scoped*3 >= len(mine)
	var groups []group
	index := map[string]int{}
	var rest []oneonone.Commit
	for _, c := range mine {
		s := scopeOf(c.Subject)
		if !useScopes || s == "" || byScope[s] < 2 {
			rest = append(rest, c)
			continue
		}
		i, found := index[s]
		if !found {
			i = len(groups)
			index[s] = i
			groups = append(groups, group{scope: s})
		}
		groups[i].commits = append(groups[i].commits, c)
	}
	return append(groups, cluster(rest)...)
}

// scopeOf gives the part of the product that a subject names before its colon:
// "restore" of "restore: add dry-run", "api" of "feat(api)!: …".
func scopeOf(subject string) string {
	head, _, found := strings.Cut(subject, ": ")
	if !found || len(head) > 30 || strings.ContainsAny(head, " \t") && !strings.Contains(head, "(") {
		return ""
	}
	head = strings.TrimSuffix(head, "!")
	if kind, scope, ok := strings.Cut(head, "("); ok {
		if isCommitType(strings.ToLower(kind)) {
			return strings.ToLower(strings.TrimSuffix(scope, ")"))
		}
		return ""
	}
	if isCommitType(strings.ToLower(head)) {
		return ""
	}
	return strings.ToLower(head)
}

func isCommitType(s string) bool {
	switch s {
	case "feat", "fix", "chore", "docs", "doc", "refactor", "test", "tests", "ci", "build", "perf", "style", "revert", "wip", "fixup!", "squash!", "merge", "bugfix", "hotfix":
		return true
	}
	return false
}

// unprefixed gives the subject without its scopes and types, in front of a
// colon or in brackets, and without the number of its pull request.
func unprefixed(subject string) string {
	if i := strings.LastIndex(subject, " ("); i > 0 && strings.HasSuffix(subject, ")") && strings.ContainsAny(subject[i+2:i+3], "#!") {
		subject = subject[:i]
	}
	if tag, rest, found := strings.Cut(subject, "] "); found && strings.HasPrefix(tag, "[") && !strings.Contains(tag, " ") {
		subject = rest
	}
	for range 2 {
		head, rest, found := strings.Cut(subject, ": ")
		if !found || rest == "" || !(scopeOf(subject) != "" || isCommitType(strings.ToLower(strings.TrimSuffix(head, "!"))) || strings.HasSuffix(head, ")")) {
			break
		}
		subject = rest
	}
	return subject
}

// isHousekeeping tells whether a commit keeps the project going without being
// a piece of its work: version bumps, formatting, merges of dependencies.
func isHousekeeping(c oneonone.Commit) bool {
	r := prose.Read(unprefixed(c.Subject))
	if r.Starts("bump", "release", "version", "update dependencies", "update changelog", "prepare release", "merge", "fix typo", "fix typos", "typo", "update readme", "changelog", "lint", "go mod tidy", "gofmt") {
		return true
	}
	return len(c.Files) > 0 && !slices.ContainsFunc(c.Files, func(f oneonone.FileChange) bool { return !isSideFile(f.Path) })
}

// cluster groups commits by the words of their messages and the files they
// touch: each joins the latest group that is near enough, or begins one.
// Files that most commits touch count for little, as frequent words do.
func cluster(commits []oneonone.Commit) []group {
	features := make([]map[string]bool, len(commits))
	df := map[string]int{}
	for i, c := range commits {
		features[i] = commitFeatures(c)
		for f := range features[i] {
			df[f]++
		}
	}
	weigh := func(f string) float64 { return math.Log(float64(len(commits)+1) / float64(df[f])) }
	var groups []group
	var bags []map[string]float64
	for i, c := range commits {
		best, bestAt := 0.22, -1
		for g := range groups {
			if s := similarity(features[i], bags[g], len(groups[g].commits), weigh); s > best {
				best, bestAt = s, g
			}
		}
		if bestAt < 0 {
			groups, bags = append(groups, group{}), append(bags, map[string]float64{})
			bestAt = len(groups) - 1
		}
		groups[bestAt].commits = append(groups[bestAt].commits, c)
		for f := range features[i] {
			bags[bestAt][f]++
		}
	}
	return groups
}

func commitFeatures(c oneonone.Commit) map[string]bool {
	out := map[string]bool{}
	for _, s := range prose.Content(unprefixed(c.Subject)) {
		if !isCommitVerb(s) {
			out[s] = true
		}
	}
	for _, f := range c.Files {
		if !isSideFile(f.Path) {
			out["/"+f.Path] = true
		}
	}
	return out
}

// isCommitVerb tells stems that begin half of all subjects and so name no
// piece of work.
func isCommitVerb(stem string) bool {
	switch stem {
	case "add", "fix", "updat", "remov", "chang", "improv", "refactor", "implement", "support", "allow", "test", "clean", "cleanup", "move", "renam", "introduc", "handl", "ensur", "avoid", "prevent", "simplifi", "minor", "delet", "bump", "merg", "revert", "correct", "check", "code", "file":
		return true
	}
	return false
}

// similarity is the weighted share of a commit's features that the group of n
// commits has. A feature counts in full when a third of the group has it, so
// that a large group does not swallow everything.
func similarity(features map[string]bool, bag map[string]float64, n int, weigh func(string) float64) float64 {
	shared, total := 0.0, 0.0
	for _, f := range sortedKeys(features) {
		w := weigh(f)
		total += w
		shared += w * min(1, 3*bag[f]/float64(n))
	}
	if total == 0 {
		return 0
	}
	return shared / total
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (b *Brief) stream(a *anatomy, g group) Stream {
	s := Stream{Repo: a.Repo, Commits: g.commits, First: oneonone.DateOf(g.commits[0].Time), Last: oneonone.DateOf(g.commits[len(g.commits)-1].Time)}
	days, files := map[oneonone.Date]bool{}, map[string]bool{}
	areas, branches := map[string]int{}, map[string]int{}
	for _, c := range g.commits {
		day := oneonone.DateOf(c.Time)
		days[day] = true
		if !day.Before(b.From) && !day.After(b.To) {
			s.InWindow++
		}
		if IsFix(c.Subject) {
			s.Fixes++
		}
		if slices.ContainsFunc(c.Files, func(f oneonone.FileChange) bool { return isTest(f.Path) }) {
			s.WithTests++
		}
		for _, f := range c.Files {
			if !isSideFile(f.Path) {
				files[f.Path] = true
				s.Inserted += f.Inserted
				s.Deleted += f.Deleted
			}
		}
		for _, area := range a.areasTouched(c) {
			areas[area]++
		}
		if c.Branch != "" {
			branches[c.Branch]++
		}
		s.Rationale = append(s.Rationale, rationale(c.Body)...)
	}
	s.Days, s.Files = len(days), len(files)
	s.Areas = byCount(areas)
	if top := most(branches); branches[top]*2 > len(g.commits) {
		s.Branch = top
	}
	s.Headline = headline(g.commits)
	s.Label = label(g)
	s.ID = oneonone.DeriveID("stream", a.Repo, g.commits[0].Hash)
	recent := 0.5 + 0.5*float64(s.InWindow)/float64(len(g.commits))
	s.Size = recent * (2*float64(s.Days) + float64(len(g.commits)) + math.Log2(float64(1+s.Inserted+s.Deleted)))
	return s
}

func byCount(counts map[string]int) []string {
	keys := sortedKeys(counts)
	slices.SortStableFunc(keys, func(x, y string) int { return counts[y] - counts[x] })
	return keys
}

// headline gives the subject of the commit that says best what the work was:
// the largest one that adds something.
func headline(commits []oneonone.Commit) string {
	best, bestScore := "", -1.0
	for _, c := range commits {
		inserted, _ := c.Lines()
		score := math.Log2(float64(2 + inserted))
		if IsFix(c.Subject) {
			score /= 2
		}
		if prose.Read(unprefixed(c.Subject)).Starts("add", "implement", "support", "introduce", "allow", "enable", "new") {
			score *= 1.5
		}
		if len(strings.Fields(unprefixed(c.Subject))) < 2 {
			score /= 8 // "wip"
		}
		if score > bestScore {
			best, bestScore = unprefixed(c.Subject), score
		}
	}
	return best
}

// label names the group: its scope, or the word that most of its commits have,
// or nothing.
func label(g group) string {
	if g.scope != "" {
		return g.scope
	}
	if len(g.commits) < 2 {
		return ""
	}
	counts, surface := map[string]int{}, map[string]string{}
	for _, c := range g.commits {
		seen := map[string]bool{}
		for _, w := range prose.Words(unprefixed(c.Subject)) {
			stem := prose.Stem(w.Lower)
			if len(w.Lower) < 3 || prose.IsStop(w.Lower) || isCommitVerb(stem) || seen[stem] {
				continue
			}
			seen[stem] = true
			counts[stem]++
			if surface[stem] == "" {
				surface[stem] = w.Text
			}
		}
	}
	if top := most(counts); counts[top]*2 > len(g.commits) {
		return surface[top]
	}
	return ""
}

// rationale finds the sentences of a commit message that give a reason. The
// lines of a paragraph are one text: messages are wrapped by hand.
func rationale(body string) []string {
	var out []string
	for _, paragraph := range strings.Split(body, "\n\n") {
		text := strings.Join(strings.Fields(paragraph), " ")
		for _, span := range prose.Sentences(text) {
			s := text[span.Start:span.End]
			if len(s) >= 30 && len(s) <= 240 && prose.GivesReason(s) && strings.HasSuffix(s, ".") {
				out = append(out, s)
			}
		}
	}
	return out
}

// streamItems makes evidence of the user's commits that belong to a stream.
func (b *Brief) streamItems() []*Item {
	var out []*Item
	seen := map[string]bool{}
	for _, s := range b.Streams {
		for _, c := range s.Commits {
			id := CommitID(c)
			if seen[id] {
				continue
			}
			seen[id] = true
			day := oneonone.DateOf(c.Time)
			out = append(out, &Item{
				Evidence: oneonone.Evidence{ID: id, Kind: oneonone.EvCommit, Date: day, Text: c.Subject, Source: "git: " + c.Repo},
				at:       c.Time,
				InWindow: !day.Before(b.From) && !day.After(b.To),
				stems:    uniq(b.known.Content(c.Subject)),
			})
		}
	}
	return out
}

// CommitID is the id under which a draft cites a commit: the beginning of its
// hash, as git itself abbreviates.
func CommitID(c oneonone.Commit) string { return c.Hash[:min(10, len(c.Hash))] }
