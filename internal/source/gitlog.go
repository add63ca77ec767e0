package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"oneonone/internal/oneonone"
)

// entry is a commit as it was read.
type entry struct {
	oneonone.Commit
	// merged tells that it is on the main line; else ref led to it.
	merged bool
	ref    string
}

// self tells the user's commits from everybody else's.
type self struct {
	asked            []string
	addresses, names map[string]bool
}

// selfOf takes addresses, names, and both together ("Ana Diaz <ana@a.org>",
// where the address decides).
func selfOf(authors []string) self {
	s := self{addresses: map[string]bool{}, names: map[string]bool{}}
	for _, a := range authors {
		a = oneLine(a, 200)
		key := strings.ToLower(a)
		if _, rest, ok := strings.Cut(key, "<"); ok {
			key = strings.TrimSpace(strings.TrimSuffix(rest, ">"))
		}
		switch {
		case key == "":
			continue
		case strings.Contains(key, "@"):
			s.addresses[key] = true
		default:
			s.names[key] = true
		}
		s.asked = append(s.asked, a)
	}
	return s
}

func (s self) empty() bool { return len(s.asked) == 0 }

func (s self) is(name, email string) bool {
	return s.addresses[strings.ToLower(email)] || s.names[strings.ToLower(name)]
}

// logFields are what is asked of each commit. git ends each with NUL, which
// stands in none of them.
var logFields = [...]string{"%H", "%S", "%ad", "%an", "%ae", "%aN", "%aE", "%s", "%b"}

// within reads the commits that the revisions lead to and that were done from a time on,
// without their files. It looks at every commit's author date and never at its commit date:
// one that a clock, a rebase or an import made wrong must not hide what lies below it.
func (p place) within(ctx context.Context, since time.Time, revs ...string) ([]entry, error) {
	args := append(strings.Fields("log -z --no-merges --format=%H%x00%S%x00%at"), revs...)
	out, err := p.run(ctx, nil, append(args, "--")...)
	if err != nil {
		return nil, err
	}
	var hashes strings.Builder
	refs := map[string]string{}
	for f := range records(out, 3) {
		if at, err := strconv.ParseInt(f[2], 10, 64); err != nil || at >= since.Unix() {
			hashes.WriteString(f[0] + "\n")
			refs[f[0]] = f[1]
		}
	}
	if len(refs) == 0 {
		return nil, nil
	}
	shown := strings.Fields("log -z --no-walk=unsorted --stdin --date=raw")
	if out, err = p.run(ctx, strings.NewReader(hashes.String()), append(shown, "--format="+strings.Join(logFields[:], "%x00"))...); err != nil {
		return nil, err
	}
	var entries []entry
	for f := range records(out, len(logFields)) {
		f[1] = refs[f[0]]
		entries = append(entries, p.entry(f))
	}
	return entries, nil
}

// log reads the commits that the revisions lead to, without their files. since
// is compared with the commit dates, a day of grace for clocks that were wrong;
// it ends the walk, which is right for a look far back.
func (p place) log(ctx context.Context, since time.Time, revs ...string) ([]entry, error) {
	args := []string{"log", "-z", "--no-merges", "--date=raw",
		"--format=" + strings.Join(logFields[:], "%x00")}
	if since.Unix() > 0 {
		args = append(args, fmt.Sprintf("--since=@%d +0000", since.AddDate(0, 0, -1).Unix()))
	}
	out, err := p.run(ctx, nil, append(append(args, revs...), "--")...)
	if err != nil {
		return nil, err
	}
	var entries []entry
	for f := range records(out, len(logFields)) {
		entries = append(entries, p.entry(f))
	}
	return entries, nil
}

// records gives the fields of each record, n at a time.
func records(out []byte, n int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		fields := make([]string, 0, n)
		for field := range bytes.SplitSeq(out, []byte{0}) {
			fields = append(fields, string(field))
			if len(fields) < n {
				continue
			}
			if !yield(fields) {
				return
			}
			fields = fields[:0]
		}
	}
}

func (p place) entry(f []string) entry {
	author := p.me.is(f[3], f[4]) || p.me.is(f[5], f[6])
	body := clip(f[8], 32<<10)
	co := !author && p.coAuthored(body)
	return entry{ref: f[1], Commit: oneonone.Commit{
		Hash: f[0], Repo: p.name, Time: rawTime(f[2]),
		Name: oneLine(f[3], 200), Email: oneLine(f[4], 200),
		Mine: author || co, CoAuthored: co,
		Subject: oneLine(f[7], 1000), Body: strings.TrimSpace(oneonone.Clean(body)),
		Branch: branchName(f[1]),
	}}
}

// branchName names the branch that led to a commit; a HEAD on no branch is none.
func branchName(ref string) string {
	name, ok := strings.CutPrefix(ref, "refs/heads/")
	if !ok {
		return ""
	}
	return oneLine(name, 200)
}

// clip cuts a text to so many bytes, between two runes.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}

// coAuthored tells whether a co-author named in the message is the user.
// GitHub's squashed messages have such lines anywhere, not only at the end.
func (p place) coAuthored(body string) bool {
	const key = "co-authored-by:"
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if len(line) < len(key) || !strings.EqualFold(line[:len(key)], key) {
			continue
		}
		name, address, _ := strings.Cut(line[len(key):], "<")
		address, _, _ = strings.Cut(address, ">")
		if p.me.is(strings.TrimSpace(name), strings.TrimSpace(address)) {
			return true
		}
	}
	return false
}

// rawTime reads "1718380800 +0900", in the author's own zone. A date that git
// itself could not read is the zero time.
func rawTime(s string) time.Time {
	stamp, zone, _ := strings.Cut(s, " ")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return time.Time{}
	}
	t := time.Unix(seconds, 0).UTC()
	hhmm, err := strconv.Atoi(zone)
	if err != nil || hhmm == 0 || hhmm < -2359 || hhmm > 2359 {
		return t
	}
	return t.In(time.FixedZone("", (hhmm/100*60+hhmm%100)*60))
}

// readFiles fills in what each commit did to files, two halves at a time.
func (p place) readFiles(ctx context.Context, entries []entry) error {
	if len(entries) < 40 {
		return p.readNumbers(ctx, entries)
	}
	half := len(entries) / 2
	return together(
		func() error { return p.readNumbers(ctx, entries[:half]) },
		func() error { return p.readNumbers(ctx, entries[half:]) },
	)
}

// readNumbers leaves out the oldest commits of a shallow clone: git would show
// everything in the folder as their work.
func (p place) readNumbers(ctx context.Context, entries []entry) error {
	at := make(map[string]int, len(entries))
	var hashes strings.Builder
	for i, e := range entries {
		if !p.shallow[e.Hash] {
			at[e.Hash] = i
			hashes.WriteString(e.Hash + "\n")
		}
	}
	if len(at) == 0 {
		return nil
	}
	out, err := p.run(ctx, strings.NewReader(hashes.String()),
		"diff-tree", "--stdin", "-z", "-r", "--root", "-M", "--numstat", "--no-ext-diff", "--no-textconv")
	var lost *GitError
	if errors.As(err, &lost) && ctx.Err() == nil {
		return p.paths(ctx, hashes.String(), entries, at)
	}
	if err != nil {
		return err
	}
	return eachFile(out, func(hash string, f oneonone.FileChange) {
		if i, ok := at[hash]; ok {
			entries[i].Files = append(entries[i].Files, f)
		}
	})
}

// paths reads which files changed, without counting lines: all that can be
// told where the contents are not there (a clone with --filter=blob:none).
func (p place) paths(ctx context.Context, hashes string, entries []entry, at map[string]int) error {
	out, err := p.run(ctx, strings.NewReader(hashes), "diff-tree", "--stdin", "-z", "-r", "--root", "--no-renames", "--name-only")
	if err != nil {
		return err
	}
	i, found := 0, false
	for _, field := range strings.Split(string(out), "\x00") {
		if next, ok := at[field]; ok {
			i, found = next, true
			continue
		}
		if found && field != "" {
			entries[i].Files = append(entries[i].Files, oneonone.FileChange{Path: cleanPath(field)})
		}
	}
	return nil
}

// eachFile reads what diff-tree prints with --numstat -z: a hash, then
// "inserted TAB deleted TAB path"; a renamed file has an empty path, and its
// old and its new one follow.
func eachFile(out []byte, do func(hash string, f oneonone.FileChange)) error {
	fields := strings.Split(string(out), "\x00")
	hash := ""
	for i := 0; i < len(fields); i++ {
		parts := strings.SplitN(fields[i], "\t", 3)
		if len(parts) < 3 {
			hash = fields[i]
			continue
		}
		path := parts[2]
		if path == "" {
			if i += 2; i >= len(fields) {
				return errors.New("git's answer breaks off")
			}
			path = fields[i]
		}
		do(hash, fileChange(path, parts[0], parts[1]))
	}
	return nil
}

// fileChange reads the counts; git prints "-" for a binary file.
func fileChange(path, inserted, deleted string) oneonone.FileChange {
	f := oneonone.FileChange{Path: cleanPath(path), Binary: inserted == "-"}
	f.Inserted, f.Deleted = linesIn(inserted), linesIn(deleted)
	return f
}

func linesIn(count string) int {
	n, _ := strconv.ParseUint(count, 10, 31) // 0 for "-"
	return int(n)
}

// cleanPath makes a path safe to show, on one line.
func cleanPath(path string) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(oneonone.Clean(path))
}

// shallowCommits reads which commits a shallow clone has no parents of.
func shallowCommits(gitDir string) map[string]bool {
	b, err := os.ReadFile(filepath.Join(gitDir, "shallow"))
	if err != nil {
		return nil // not a shallow clone
	}
	commits := map[string]bool{}
	for _, hash := range strings.Fields(string(b)) {
		commits[hash] = true
	}
	return commits
}
