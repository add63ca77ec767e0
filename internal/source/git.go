package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"oneonone/internal/oneonone"
)

// GitOptions bounds what is read of a repository.
type GitOptions struct {
	// Authors are the user's addresses and names, whole ones, in any case. With
	// none, the address that git would put on a commit there (user.email).
	Authors []string
	// Since and Until bound the dates on which the work was done (git's author
	// dates), both included. A zero time sets no bound.
	Since, Until time.Time
	// Lookback is where the look for what the user had touched before Since
	// begins; zero means a year before it.
	Lookback time.Time
	// Patience is how long git may wait before it says a word; zero is ten seconds.
	Patience time.Duration
}

// Git reads the history of the repository that path lies in: everybody's
// commits on HEAD, on the local branches and on the main line as it was fetched, merges left
// out, each piece of work once. A repository without commits gives a history without commits.
//
// A commit is the user's when its author or a co-author in its message is one
// of the authors asked for, as recorded or as the repository's .mailmap
// corrects it. Its branch is named when the commit is not on the main line:
// the local branch that origin's HEAD names, else main or master when there is
// only one of them, else HEAD itself.
//
// In a shallow clone the oldest commits have no files, since nothing tells
// what they changed, and EarlierFrom says how far back the look really went:
// the zero time when there was nothing to look at.
//
// The errors are ErrNotFolder, ErrNotRepository, ErrNoGit, ErrNoAuthor, ErrSilent, a
// GitError, or the context's.
func Git(ctx context.Context, path string, o GitOptions) (oneonone.History, error) {
	h, err := readGit(ctx, path, o)
	if err != nil {
		return oneonone.History{}, fmt.Errorf("reading the git history of %s: %w", cleanPath(path), err)
	}
	return h, nil
}

func readGit(ctx context.Context, path string, o GitOptions) (oneonone.History, error) {
	r, err := newRepo(path, o.Patience)
	if err != nil {
		return oneonone.History{}, err
	}
	p, err := survey(ctx, r, o.Authors)
	if err != nil {
		return oneonone.History{}, err
	}
	h := oneonone.History{Repo: p.name, Path: p.root, Authors: p.me.asked, Since: o.Since, Until: o.Until}
	if p.base == "" && !p.branches {
		return h, nil
	}
	err = together(
		func() (err error) { h.Commits, h.Doubles, err = p.window(ctx, o); return err },
		func() (err error) { h.Earlier, h.EarlierFrom, err = p.earlier(ctx, o); return err },
	)
	if err != nil {
		return oneonone.History{}, err
	}
	h.Alike = p.alike(h.Commits)
	h.Gone, err = p.gone(ctx, h.Commits)
	return h, err
}

// gone gives the paths of merged commits that the main line has no more, here or as it was fetched.
func (p place) gone(ctx context.Context, commits []oneonone.Commit) ([]string, error) {
	if p.base == "" {
		return nil, nil
	}
	touched := map[string]bool{}
	for _, c := range commits {
		for _, f := range c.Files {
			touched[f.Path] = touched[f.Path] || c.Branch != ""
		}
	}
	for _, tip := range p.mains() {
		out, err := p.run(ctx, nil, "ls-tree", "-r", "-z", "--name-only", "--full-tree", tip)
		if err != nil {
			return nil, err
		}
		for path := range bytes.SplitSeq(out, []byte{0}) {
			delete(touched, cleanPath(string(path)))
		}
	}
	var gone []string
	for path, beside := range touched {
		if !beside {
			gone = append(gone, path)
		}
	}
	slices.Sort(gone)
	return gone, nil
}

// alike gives the addresses of others who have the user's name: of the web pages of a server, of another computer.
func (p place) alike(commits []oneonone.Commit) (addresses []string) {
	names := map[string]bool{strings.ToLower(p.called): p.called != ""}
	for _, c := range commits {
		if c.Mine && !c.CoAuthored {
			names[strings.ToLower(c.Name)] = true
		}
	}
	for _, c := range commits {
		if !c.Mine && names[strings.ToLower(c.Name)] && !slices.Contains(addresses, c.Email) {
			addresses = append(addresses, c.Email)
		}
	}
	return addresses
}

// together does independent work at the same time and gives the first error
// in the order of the list.
func together(work ...func() error) error {
	errs := make([]error, len(work))
	var wg sync.WaitGroup
	for i, do := range work {
		wg.Go(func() { errs[i] = do() })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// place is what must be known of a repository before its history is read.
type place struct {
	repo
	name, root string
	me         self
	// called is the user's name in git's settings.
	called string
	// base is the main line, "" when there is none; detached tells that HEAD
	// is on no branch.
	base string
	// remote is the same line as it was fetched last, "" when there is none: what was merged on
	// the server counts before it is pulled.
	remote             string
	branches, detached bool
	// shallow has the commits whose parents were not cloned.
	shallow map[string]bool
}

// envAuthors gives the addresses that git takes from the environment before its settings.
func envAuthors(environ []string) []string {
	var out []string
	for _, kv := range environ {
		if name, value, _ := strings.Cut(kv, "="); (name == "GIT_AUTHOR_EMAIL" || name == "EMAIL") && strings.Contains(value, "@") {
			out = append(out, value)
		}
	}
	return out
}

func survey(ctx context.Context, r repo, authors []string) (place, error) {
	p := place{repo: r}
	var common, cdup, head, own, email, refs string
	ask := func(answer *string, args ...string) func() error {
		return func() (err error) { *answer, err = r.line(ctx, args...); return err }
	}
	work := []func() error{
		r.answers(ctx, "log", "-1", "--format=%aN"),
		r.answers(ctx, "check-attr", "--all", "--", "file"),
		ask(&common, "rev-parse", "--git-common-dir"),
		ask(&cdup, "rev-parse", "--show-cdup"),
		ask(&head, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"),
		ask(&refs, "for-each-ref", "--format=%(HEAD)%00%(refname)%00%(symref)", "refs/heads", "refs/remotes/origin"),
	}
	if len(authors) == 0 {
		work = append(work, ask(&own, "config", "--get-regexp", `^user\.(email|name)$`))
		authors = envAuthors(os.Environ())
	}
	if err := together(work...); err != nil {
		return place{}, err
	}
	for line := range strings.Lines(own) { // the last of each counts
		switch key, value, _ := strings.Cut(strings.TrimSpace(line), " "); key {
		case "user.email":
			email = value
		case "user.name":
			p.called = value
		}
	}
	if email != "" {
		authors = append(authors, email)
	}
	if p.me = selfOf(authors); p.me.empty() {
		return place{}, ErrNoAuthor
	}
	p.repo = r.patient()
	p.locate(common, cdup)
	p.orient(head != "", refs)
	return p, nil
}

// answers tells whether git says anything at all where it reads the files that every later run reads, too: of names, of
// attributes. What else may be wrong there, those runs say.
func (r repo) answers(ctx context.Context, args ...string) func() error {
	return func() error {
		if err := r.pipe(ctx, nil, io.Discard, args...); errors.Is(err, ErrSilent) {
			return err
		}
		return nil
	}
}

// locate names the repository after its folder, whichever of its worktrees and
// subfolders was asked for.
func (p *place) locate(common, cdup string) {
	dir := p.dir
	if full, err := filepath.EvalSymlinks(dir); err == nil {
		dir = full
	}
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	if !filepath.IsAbs(common) {
		common = filepath.Join(dir, common)
	}
	p.shallow = shallowCommits(common)
	p.root = cleanPath(filepath.Join(dir, cdup))
	if filepath.Base(common) == ".git" {
		common = filepath.Dir(common)
	}
	p.name = cleanPath(strings.TrimSuffix(filepath.Base(common), ".git"))
}

// orient finds the main line among the branches.
func (p *place) orient(hasHead bool, refs string) {
	const local, remotes = "refs/heads/", "refs/remotes/origin/"
	var names, fetched []string
	origin, onBranch := "", false
	for line := range strings.Lines(refs) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\x00")
		switch {
		case len(f) != 3:
		case strings.HasPrefix(f[1], local):
			names = append(names, f[1])
			onBranch = onBranch || f[0] == "*"
		case f[2] != "":
			origin = local + strings.TrimPrefix(f[2], remotes)
		default:
			fetched = append(fetched, f[1])
		}
	}
	p.branches = len(names) > 0
	p.detached = hasHead && !onBranch
	main, master := slices.Contains(names, local+"main"), slices.Contains(names, local+"master")
	switch {
	case slices.Contains(names, origin):
		p.base = origin
	case main && !master:
		p.base = local + "main"
	case master && !main:
		p.base = local + "master"
	case hasHead:
		p.base = "HEAD"
	}
	if name, ok := strings.CutPrefix(p.base, local); ok && slices.Contains(fetched, remotes+name) {
		p.remote = remotes + name
	}
}

// mains gives the main line, here and as it was fetched.
func (p place) mains() []string {
	if p.remote == "" {
		return []string{p.base}
	}
	return []string{p.base, p.remote}
}

// tips gives the revisions to read.
func (p place) tips() []string {
	tips := []string{"--glob=refs/heads/"}
	if p.detached {
		tips = append(tips, "HEAD")
	}
	return tips
}

// window gives the commits of the window, newest first, and how many copies
// were left out.
func (p place) window(ctx context.Context, o GitOptions) ([]oneonone.Commit, int, error) {
	read, err := p.readWindow(ctx, o)
	if err != nil {
		return nil, 0, err
	}
	kept, err := p.withoutCopies(ctx, read)
	if err != nil {
		return nil, 0, err
	}
	commits := make([]oneonone.Commit, len(kept))
	for i, e := range kept {
		commits[i] = e.Commit
	}
	slices.SortStableFunc(commits, func(a, b oneonone.Commit) int { return b.Time.Compare(a.Time) })
	return commits, len(read) - len(kept), nil
}

// readWindow reads the main line and what is beside it, the main line first.
func (p place) readWindow(ctx context.Context, o GitOptions) ([]entry, error) {
	var merged, beside []entry
	err := together(
		func() (err error) {
			if p.base != "" {
				merged, err = p.within(ctx, o.Since, p.mains()...)
			}
			return err
		},
		func() (err error) {
			revs := p.tips()
			if p.base != "" {
				revs = append(append(revs, "--not"), p.mains()...)
			}
			beside, err = p.within(ctx, o.Since, revs...)
			return err
		})
	if err != nil {
		return nil, err
	}
	for i := range merged {
		merged[i].merged, merged[i].Branch = true, ""
	}
	read := slices.DeleteFunc(append(merged, beside...), func(e entry) bool {
		return e.Time.Before(o.Since) || !o.Until.IsZero() && e.Time.After(o.Until)
	})
	return read, p.readFiles(ctx, read)
}

// IsRepository tells whether a folder is a repository, or lies in one.
func IsRepository(path string) bool {
	for dir := filepath.Clean(path); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			return true
		}
		if _, err := os.Stat(filepath.Join(dir, "objects")); err == nil && dir == filepath.Clean(path) {
			return true // a bare one
		}
		if filepath.Dir(dir) == dir {
			return false
		}
	}
}
