package source

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
)

// earlierCommits bounds the look-back; a longer one begins later, and
// EarlierFrom says so.
const earlierCommits = 3000

// earlier lists the paths that the user touched between the look-back's begin
// and Since, sorted, and where it began.
func (p place) earlier(ctx context.Context, o GitOptions) ([]string, time.Time, error) {
	if o.Since.IsZero() {
		return nil, time.Time{}, nil
	}
	from := o.Lookback
	if from.IsZero() {
		from = o.Since.AddDate(-1, 0, 0)
	}
	cut, err := p.shallowSince(ctx)
	if err != nil || !cut.Before(o.Since) {
		return nil, time.Time{}, err
	}
	if cut.After(from) {
		from = cut
	}
	mine, err := p.mine(ctx, from)
	if err != nil {
		return nil, time.Time{}, err
	}
	mine = slices.DeleteFunc(mine, func(e entry) bool {
		return e.Time.Before(from) || !e.Time.Before(o.Since)
	})
	if len(mine) > earlierCommits {
		slices.SortStableFunc(mine, func(a, b entry) int { return b.Time.Compare(a.Time) })
		mine = mine[:earlierCommits]
		from = mine[len(mine)-1].Time
	}
	paths, err := p.touched(ctx, mine)
	return paths, from, err
}

// mine gives the user's commits since a time. git looks for the names and
// addresses first, so that few commits are printed: among the authors with and
// without the .mailmap, and in the messages. What it finds is compared exactly.
func (p place) mine(ctx context.Context, since time.Time) ([]entry, error) {
	var found [3][]entry
	search := func(i int, option string, more ...string) func() error {
		args := append(more, "--fixed-strings", "--regexp-ignore-case")
		for _, words := range []map[string]bool{p.me.addresses, p.me.names} {
			for _, w := range slices.Sorted(maps.Keys(words)) {
				args = append(args, option+w)
			}
		}
		args = append(args, p.tips()...)
		return func() (err error) { found[i], err = p.log(ctx, since, args...); return err }
	}
	err := together(search(0, "--author=", "--no-mailmap"), search(1, "--author=", "--mailmap"), search(2, "--grep="))
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Concat(found[:]...), func(e entry) bool {
		again := seen[e.Hash]
		seen[e.Hash] = true
		return again || !e.Mine
	}), nil
}

// touched lists the paths that the commits changed, sorted.
func (p place) touched(ctx context.Context, commits []entry) ([]string, error) {
	var hashes strings.Builder
	for _, e := range commits {
		if !p.shallow[e.Hash] {
			hashes.WriteString(e.Hash + "\n")
		}
	}
	if hashes.Len() == 0 {
		return nil, nil
	}
	out, err := p.run(ctx, strings.NewReader(hashes.String()), "diff-tree", "--stdin", "-z", "-r", "--root", "--raw")
	if err != nil {
		return nil, err
	}
	paths := map[string]bool{}
	isPath := false // a path follows each ":mode mode hash hash status"
	for field := range strings.SplitSeq(string(out), "\x00") {
		if isPath {
			paths[cleanPath(field)] = true
		}
		isPath = !isPath && strings.HasPrefix(field, ":")
	}
	return slices.Sorted(maps.Keys(paths)), nil
}

// shallowSince gives the time from which a shallow clone has everything; the
// zero time when the clone is whole.
func (p place) shallowSince(ctx context.Context) (time.Time, error) {
	if len(p.shallow) == 0 {
		return time.Time{}, nil
	}
	hashes := strings.Join(slices.Sorted(maps.Keys(p.shallow)), "\n") + "\n"
	out, err := p.run(ctx, strings.NewReader(hashes), "log", "-z", "--no-walk", "--stdin", "--date=raw", "--format=%cd")
	if err != nil {
		return time.Time{}, err
	}
	var last time.Time
	for f := range records(out, 1) {
		if t := rawTime(f[0]); t.After(last) {
			last = t
		}
	}
	return last, nil
}
