package source

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
)

// What is compared by its patch is bounded, so that a vendored tree or a pile
// of old branches costs no time. Beyond it, copies are still told by author,
// time, subject and files.
const (
	patchLines  = 20_000
	squashTries = 100
)

// copies finds the commits that do again what another one does.
type copies struct {
	place
	read []entry
	// patch has the patch id of a commit, where it was needed.
	patch map[string]string
	// absorbed has the commits of branches that were squashed into another.
	absorbed map[string]bool
}

// withoutCopies keeps one commit of each piece of work: the one on the main
// line if there is one, else the first that was read.
func (p place) withoutCopies(ctx context.Context, read []entry) ([]entry, error) {
	c := copies{place: p, read: read, absorbed: map[string]bool{}}
	if err := c.comparePatches(ctx); err != nil {
		return nil, err
	}
	if err := c.findSquashes(ctx); err != nil {
		return nil, err
	}
	byPatch, byMark := map[string][]entry{}, map[string][]entry{}
	var kept []entry
	for _, e := range read {
		patch, mark := c.patch[e.Hash], e.mark()
		again := c.absorbed[e.Hash] ||
			patch != "" && slices.ContainsFunc(byPatch[patch], e.repeats) ||
			slices.ContainsFunc(byMark[mark], e.repeatsBeside)
		if again {
			continue
		}
		kept = append(kept, e)
		byPatch[patch] = append(byPatch[patch], e)
		byMark[mark] = append(byMark[mark], e)
	}
	return kept, nil
}

// mark is what a cherry-picked or rebased copy keeps even when a conflict
// changed its patch: author, author date, subject, and the files.
func (e entry) mark() string {
	var b strings.Builder
	b.WriteString(strings.ToLower(e.Email) + "\x00" + e.Time.UTC().String() + "\x00" + e.Subject)
	for _, f := range e.Files {
		b.WriteString("\x00" + f.Path)
	}
	return b.String()
}

// sameLine tells whether both are on the main line, or on one branch.
func (e entry) sameLine(o entry) bool {
	return e.merged && o.merged || e.merged == o.merged && e.ref == o.ref
}

// stands tells whether the kept commit can stand for e: the user's work is
// never dropped in favour of somebody else's commit.
func (e entry) stands(kept entry) bool { return kept.Mine || !e.Mine }

// repeats tells whether e, which has the same patch as the kept one, is a copy
// of it. On one line of history a patch is only there twice because it was
// taken back between: that is work of its own, unless the date is the same.
func (e entry) repeats(kept entry) bool {
	if e.Time.Equal(kept.Time) {
		return e.stands(kept)
	}
	again := strings.Contains(e.Body, "This reverts commit ") || strings.Contains(kept.Body, "This reverts commit ")
	return e.stands(kept) && !e.sameLine(kept) && !again
}

// repeatsBeside is repeats for commits that have the same mark.
func (e entry) repeatsBeside(kept entry) bool { return e.stands(kept) && !e.sameLine(kept) }

// comparePatches computes patch ids where a copy is possible: for the user's
// commits when some of them are not merged, and for commits that share author
// and date.
func (c *copies) comparePatches(ctx context.Context) error {
	beside := slices.ContainsFunc(c.read, func(e entry) bool { return e.Mine && !e.merged })
	same := map[string]int{}
	when := func(e entry) string { return strings.ToLower(e.Email) + e.Time.UTC().String() }
	for _, e := range c.read {
		same[when(e)]++
	}
	var lines []string
	for _, e := range c.read {
		if comparable(e) && (same[when(e)] > 1 || beside && e.Mine) {
			lines = append(lines, e.Hash)
		}
	}
	ids, err := c.patchIDs(ctx, lines)
	c.patch = ids
	return err
}

// comparable tells whether a patch id says what the commit does: it says
// little about binary files, and costs much for a huge change.
func comparable(e entry) bool {
	inserted, deleted := e.Lines()
	binary := slices.ContainsFunc(e.Files, func(f oneonone.FileChange) bool { return f.Binary })
	return len(e.Files) > 0 && !binary && inserted+deleted <= patchLines
}

// patchIDs gives the patch id of each line: "commit", or "commit base" for all
// that lies between the two.
func (r repo) patchIDs(ctx context.Context, lines []string) (map[string]string, error) {
	if len(lines) == 0 {
		return nil, nil
	}
	read, write := io.Pipe()
	var out []byte
	err := together(
		func() error {
			err := r.pipe(ctx, strings.NewReader(strings.Join(lines, "\n")+"\n"), write,
				"diff-tree", "--stdin", "-r", "--root", "-p", "--no-renames", "--full-index", "--no-ext-diff", "--no-textconv", "--no-color")
			write.CloseWithError(err)
			return err
		},
		func() (err error) {
			out, err = r.run(ctx, read, "patch-id", "--stable")
			read.CloseWithError(err)
			return err
		})
	ids := map[string]string{}
	for line := range bytes.Lines(out) {
		if f := strings.Fields(string(line)); len(f) == 2 {
			ids[f[1]] = f[0]
		}
	}
	return ids, err
}
