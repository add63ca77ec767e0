package source

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// graph is what lies beside the main line, on the branches that matter.
type graph struct {
	parents  map[string][]string
	subjects map[string]string
}

// findSquashes finds the commits of branches that are on the main line already
// as one squashed commit. A branch may have gone on since, so each of its
// commits is tried as the last one that was squashed.
func (c *copies) findSquashes(ctx context.Context) error {
	refs := map[string]bool{}
	for _, e := range c.read {
		if e.Mine && !e.merged {
			refs[e.ref] = true
		}
	}
	if len(refs) == 0 || c.base == "" {
		return nil
	}
	g, err := c.beside(ctx, slices.Sorted(maps.Keys(refs)))
	if err != nil {
		return err
	}
	var lines []string
	for _, e := range c.read {
		fork := g.fork(e.Hash)
		if fork != "" && len(lines) < squashTries && !slices.Contains(g.parents[e.Hash], fork) {
			lines = append(lines, e.Hash+" "+fork)
		}
	}
	ids, err := c.patchIDs(ctx, lines)
	if err != nil {
		return err
	}
	for hash, id := range ids {
		c.absorb(g, hash, id)
	}
	return nil
}

// beside reads how the branches hang together, down to the main line.
func (c *copies) beside(ctx context.Context, refs []string) (graph, error) {
	g := graph{parents: map[string][]string{}, subjects: map[string]string{}}
	args := append([]string{"log", "-z", "--format=%H%x00%P%x00%s"}, refs...)
	out, err := c.run(ctx, nil, append(append(append(args, "--not"), c.mains()...), "--")...)
	for f := range records(out, 3) {
		g.parents[f[0]] = strings.Fields(f[1])
		g.subjects[f[0]] = oneLine(f[2], 1000)
	}
	return g, err
}

// fork gives the commit of the main line that the branch stood on at the
// commit, by its first parents: where it began, or where the main line was
// last merged into it. It is "" for commits on the main line.
func (g graph) fork(hash string) string {
	for {
		parents := g.parents[hash]
		if len(parents) == 0 {
			return ""
		}
		for _, p := range slices.Backward(parents) {
			if _, beside := g.parents[p]; !beside {
				return p
			}
		}
		hash = parents[0]
	}
}

// upTo gives the commit and all below it on the branch.
func (g graph) upTo(hash string) map[string]bool {
	seen := map[string]bool{}
	for todo := []string{hash}; len(todo) > 0; {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if _, beside := g.parents[next]; beside && !seen[next] {
			seen[next] = true
			todo = append(todo, g.parents[next]...)
		}
	}
	return seen
}

// absorb drops what lies below the commit when a merged one does the same as
// all of it together.
func (c *copies) absorb(g graph, hash, id string) {
	below := g.upTo(hash)
	for _, squash := range c.read {
		if !squash.merged || c.patch[squash.Hash] != id && !c.lists(g, squash, below) {
			continue
		}
		for _, e := range c.read {
			if below[e.Hash] && e.stands(squash) {
				c.absorbed[e.Hash] = true
			}
		}
	}
}

// lists tells whether the message of a squashed commit lists exactly the
// commits below, as GitHub writes it ("* subject" lines): two or more, none of
// them younger than the squash, which touches no file that they don't.
func (c *copies) lists(g graph, squash entry, below map[string]bool) bool {
	listed := bullets(squash.Body)
	var subjects []string
	for hash := range below {
		if len(g.parents[hash]) < 2 {
			subjects = append(subjects, g.subjects[hash])
		}
	}
	slices.Sort(subjects)
	if len(subjects) < 2 || !slices.Equal(listed, subjects) {
		return false
	}
	paths, known := map[string]bool{}, 0
	for _, e := range c.read {
		if !below[e.Hash] {
			continue
		}
		if e.Time.After(squash.Time) {
			return false
		}
		known++
		for _, f := range e.Files {
			paths[f.Path] = true
		}
	}
	for _, f := range squash.Files {
		if !paths[f.Path] {
			return false
		}
	}
	return known == len(subjects)
}

// bullets gives the "* subject" lines, merges aside, sorted.
func bullets(body string) []string {
	var subjects []string
	for line := range strings.Lines(body) {
		subject, ok := strings.CutPrefix(line, "* ")
		if ok && !strings.HasPrefix(subject, "Merge ") {
			subjects = append(subjects, strings.TrimSpace(subject))
		}
	}
	slices.Sort(subjects)
	return subjects
}
