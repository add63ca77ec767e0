package source

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/oneonone"
)

func TestGitReadsWhatEachCommitIs(t *testing.T) {
	r := newTestRepo(t)
	hash := r.commit("Add the till\n\nIt counts coins.\n", "till.go", "till", 3)
	when := r.now.Add(-time.Hour)
	got := r.read(GitOptions{Since: at("2026-09-01 00:00")})
	root, err := filepath.EvalSymlinks(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	want := oneonone.History{
		Repo: "shop", Path: root, Authors: []string{"ana@example.org"},
		Since: at("2026-09-01 00:00"), EarlierFrom: at("2025-09-01 00:00"),
		Commits: []oneonone.Commit{{
			Hash: hash, Repo: "shop", Time: when, Email: "ana@example.org", Name: "Ana Diaz", Mine: true,
			Subject: "Add the till", Body: "It counts coins.",
			Files: []oneonone.FileChange{{Path: "till.go", Inserted: 3}},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGitCountsEachPieceOfWorkOnce(t *testing.T) {
	all := GitOptions{Since: at("2026-09-01 00:00")}
	tests := []struct {
		name    string
		make    func(r *testRepo)
		want    []string
		doubles int
	}{
		{"work not merged yet names its branch", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("Count coins", "coin", "c", 2)
			r.git("switch", "-q", "main")
		}, []string{"Count coins [coins] mine coin+2-0", "base mine base+9-0"}, 0},
		{"merged work does not, and the merge is no work", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("Count coins", "coin", "c", 2)
			r.git("switch", "-q", "main")
			r.git("merge", "-q", "--no-ff", "-m", "Merge it", "coins")
		}, []string{"Count coins mine coin+2-0", "base mine base+9-0"}, 0},
		{"the main line is not unmerged when a branch is checked out", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("Count coins", "coin", "c", 2)
			r.git("switch", "-q", "main")
			r.commit("Sell tea", "tea", "t", 1)
			r.git("switch", "-q", "coins")
		}, []string{"Sell tea mine tea+1-0", "Count coins [coins] mine coin+2-0", "base mine base+9-0"}, 0},
		{"a HEAD on no branch", func(r *testRepo) {
			r.git("switch", "-q", "--detach")
			r.commit("Adrift", "a", "a", 1)
		}, []string{"Adrift mine a+1-0", "base mine base+9-0"}, 0},
		{"cherry-picked", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			pick := r.commit("Count coins", "coin", "c", 2)
			r.git("switch", "-q", "main")
			r.commit("Sell tea", "tea", "t", 1)
			r.git("cherry-pick", pick)
		}, []string{"Sell tea mine tea+1-0", "Count coins mine coin+2-0", "base mine base+9-0"}, 1},
		{"cherry-picked with a new date and subject", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			pick := r.commit("Count coins", "coin", "c", 2)
			r.git("switch", "-q", "main")
			r.git("cherry-pick", pick)
			r.git("commit", "-q", "--amend", "--reset-author", "-m", "Coins")
		}, []string{"Coins mine coin+2-0", "base mine base+9-0"}, 1},
		{"cherry-picked through a conflict", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			pick := r.commit("Change the base", "base", "mine", 9)
			r.git("switch", "-q", "main")
			r.commit("Other base", "base", "other", 4)
			r.git("cherry-pick", "-X", "theirs", pick)
		}, []string{"Other base mine base+4-9", "Change the base mine base+9-4", "base mine base+9-0"}, 1},
		{"a rebased branch beside its old self", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("Count coins", "coin", "c", 2)
			r.git("branch", "old-coins")
			r.git("switch", "-q", "main")
			r.commit("Sell tea", "tea", "t", 1)
			r.git("rebase", "-q", "main", "coins")
		}, []string{"Sell tea mine tea+1-0", "Count coins [coins] mine coin+2-0", "base mine base+9-0"}, 1},
		{"both merged: picked into a release that came back", func(r *testRepo) {
			pick := r.commit("Count coins", "coin", "c", 2)
			r.git("switch", "-qc", "release", "HEAD~1")
			r.git("cherry-pick", pick)
			r.git("switch", "-q", "main")
			r.git("merge", "-q", "--no-ff", "-m", "Back", "release")
		}, []string{"Count coins mine coin+2-0", "base mine base+9-0"}, 1},
		{"squashed", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("wip", "coin", "c", 2)
			r.commit("more", "coin", "d", 3)
			r.git("switch", "-q", "main")
			r.commit("Sell tea", "tea", "t", 1)
			r.git("merge", "-q", "--squash", "coins")
			r.commitAll("Count coins (#7)")
		}, []string{"Count coins (#7) mine coin+3-0", "Sell tea mine tea+1-0", "base mine base+9-0"}, 2},
		{"squashed, the main line merged into the branch before", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("wip", "coin", "c", 2)
			r.git("switch", "-q", "main")
			r.commit("Sell tea", "tea", "t", 1)
			r.git("switch", "-q", "coins")
			r.git("merge", "-q", "--no-edit", "main")
			r.commit("more", "coin", "d", 3)
			r.git("switch", "-q", "main")
			r.git("merge", "-q", "--squash", "coins")
			r.commitAll("Count coins")
		}, []string{"Count coins mine coin+3-0", "Sell tea mine tea+1-0", "base mine base+9-0"}, 2},
		{"squashed, the branch went on", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("wip", "coin", "c", 2)
			r.commit("more", "coin", "d", 3)
			r.git("switch", "-q", "main")
			r.git("merge", "-q", "--squash", "coins")
			r.commitAll("Count coins")
			r.git("switch", "-q", "coins")
			r.commit("Next", "next", "n", 1)
		}, []string{"Next [coins] mine next+1-0", "Count coins mine coin+3-0", "base mine base+9-0"}, 2},
		{"squashed by a site that lists the subjects, context changed since", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("wip", "base", "c", 2)
			r.commit("more", "base", "d", 3)
			r.git("switch", "-q", "main")
			r.commit("Trim", "base", "base", 5)
			r.commit("Count coins (#7)\n\n* wip\n\n* more\n", "base", "d", 3)
		}, []string{"Count coins (#7) mine base+3-5", "Trim mine base+0-4", "base mine base+9-0"}, 2},
		{"a list of other subjects is no squash", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("wip", "base", "c", 2)
			r.commit("more", "base", "d", 3)
			r.git("switch", "-q", "main")
			r.commit("Count coins (#7)\n\n* wip\n\n* more\n\n* polish\n", "base", "e", 3)
		}, []string{"Count coins (#7) mine base+3-9", "more [coins] mine base+3-2", "wip [coins] mine base+2-9", "base mine base+9-0"}, 0},
		{"squashed under somebody else's name stays mine", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("wip", "coin", "c", 2)
			r.commit("more", "coin", "d", 3)
			r.git("switch", "-q", "main")
			r.git("merge", "-q", "--squash", "coins")
			r.who = bo
			r.commitAll("Count coins\n\n* wip\n\n* more\n")
		}, []string{"Count coins coin+3-0", "more [coins] mine coin+3-2", "wip [coins] mine coin+2-0", "base mine base+9-0"}, 0},
		{"taken back and done again on one line", func(r *testRepo) {
			r.commit("Count coins", "coin", "c", 2)
			r.git("revert", "--no-edit", "HEAD")
			r.commit("Count coins again", "coin", "c", 2)
			r.git("switch", "-qc", "tea") // work beside it makes patches worth comparing
			r.commit("Sell tea", "tea", "t", 1)
		}, []string{"Sell tea [tea] mine tea+1-0", "Count coins again mine coin+2-0", `Revert "Count coins" mine coin+0-2`, "Count coins mine coin+2-0", "base mine base+9-0"}, 0},
		{"the same kind of change twice is two", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("Bump", "coin", "c", 2)
			r.git("switch", "-q", "main")
			r.commit("Bump", "coin", "c", 3)
		}, []string{"Bump mine coin+3-0", "Bump [coins] mine coin+2-0", "base mine base+9-0"}, 0},
		{"binary files say nothing about their patch", func(r *testRepo) {
			r.git("switch", "-qc", "coins")
			r.commit("Logo", "logo", "\x00a", 1)
			r.git("switch", "-q", "main")
			r.commit("Another logo", "logo", "\x00b", 1)
		}, []string{"Another logo mine logo+0-0 binary", "Logo [coins] mine logo+0-0 binary", "base mine base+9-0"}, 0},
		{"empty commits are not copies of each other", func(r *testRepo) {
			r.commitAll("Start")
			r.git("switch", "-qc", "coins")
			r.commitAll("Trigger")
			r.git("switch", "-q", "main")
		}, []string{"Trigger [coins] mine", "Start mine", "base mine base+9-0"}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newTestRepo(t)
			r.commit("base", "base", "base", 9)
			tt.make(r)
			h := r.read(all)
			if diff := cmp.Diff(tt.want, told(h)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, r.git("log", "--graph", "--oneline", "--all"))
			}
			if h.Doubles != tt.doubles {
				t.Errorf("%d doubles, want %d", h.Doubles, tt.doubles)
			}
		})
	}
}

func TestGitTellsWhoseItIs(t *testing.T) {
	tests := []struct {
		name    string
		authors []string
		want    []string
	}{
		{"the repository's own address", nil, []string{"by ana", "with ana"}},
		{"an address in any case", []string{"BO@example.ORG"}, []string{"by bo", "with ana"}},
		{"a name", []string{"cy park"}, []string{"by cy", "with cy"}},
		{"a name and its address", []string{"Somebody <ana@example.org>"}, []string{"by ana", "with ana"}},
		{"several", []string{"ana@example.org", "cy@old.example.org"}, []string{"by ana", "by cy", "with ana"}},
		{"what the mailmap corrects", []string{"cy@example.org"}, []string{"by cy", "with cy"}},
		{"part of a name is nobody", []string{"Ana", "example.org"}, nil},
		{"an option is only a name", []string{"--all", ".*"}, nil},
	}
	r := newTestRepo(t)
	r.commit("by ana", ".mailmap", "Cy Park <cy@example.org> <cy@old.example.org>", 1)
	r.who = bo
	r.commit("by bo", "b", "b", 1)
	r.commit("with ana\n\nText.\nco-authored-by: Ana Diaz <Ana@Example.org>\n\nCo-authored-by: nobody\n", "b", "bb", 1)
	r.who = "Cy Park <cy@old.example.org>"
	r.commit("by cy", "c", "c", 1)
	r.who = "Di <di@example.org>"
	r.commit("with cy\n\n* step\n\nCo-authored-by: Cy Park <cy@example.org>\n\n* other step\n", "d", "d", 1)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			touched := map[string]bool{}
			for _, c := range r.read(GitOptions{Authors: tt.authors}).Commits {
				if !c.Mine {
					continue
				}
				got = append(got, c.Subject)
				for _, f := range c.Files {
					touched[f.Path] = true
				}
			}
			earlier := r.read(GitOptions{Authors: tt.authors, Since: r.now.Add(time.Hour)}).Earlier
			if diff := cmp.Diff(slices.Sorted(maps.Keys(touched)), earlier); diff != "" {
				t.Errorf("touched earlier (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.want, sorted(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestGitKeepsToTheWindow(t *testing.T) {
	r := newTestRepo(t)
	days := []string{"2025-03-01 10:00", "2026-02-01 10:00", "2026-06-01 10:00", "2026-09-30 10:00", "2026-10-20 10:00", "2026-11-20 10:00"}
	for _, day := range days {
		r.now = at(day)
		r.commit(day[:10], "f/"+day[:10], "x", 1)
	}
	r.git("switch", "-qc", "late") // committed in the window, done before it
	r.git("commit", "-q", "--allow-empty", "--date", "2026-09-01T10:00:00Z", "-m", "rebased")
	h := r.read(GitOptions{Since: at("2026-09-30 00:00"), Until: at("2026-10-20 23:59"), Lookback: at("2026-01-01 00:00")})
	if diff := cmp.Diff([]string{"2026-10-20 mine f/2026-10-20+1-0", "2026-09-30 mine f/2026-09-30+1-0"}, told(h)); diff != "" {
		t.Errorf("commits (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"f/2026-02-01", "f/2026-06-01"}, h.Earlier); diff != "" {
		t.Errorf("earlier (-want +got):\n%s", diff)
	}
}

func TestGitFiles(t *testing.T) {
	r := newTestRepo(t)
	r.commit("start", "old name.go", "x", 20)
	r.git("mv", "old name.go", "new\nname.go")
	r.write("odd\xff.txt", "y", 1)
	r.write("ünï/–dash", "z", 2)
	r.write("raw", "\x00", 1)
	r.commitAll("move")
	h := r.read(GitOptions{})
	want := []string{"move mine new name.go+0-0 odd?.txt+1-0 raw+0-0 binary ünï/–dash+2-0", "start mine old name.go+20-0"}
	if diff := cmp.Diff(want, told(h)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGitTextsAreClean(t *testing.T) {
	r := newTestRepo(t)
	r.commit("a", "a", "a", 1)
	// git commit mends texts, other programs write them as they are
	raw := "tree " + r.git("rev-parse", "HEAD^{tree}") + "\n" +
		"author Ana \x1b[31mDiaz\u202e <ana@example.org> 1790000000 +0200\n" +
		"committer Ana <ana@example.org> 1790000000 +0200\n\n" +
		"caf\xe9 \x1b]0;owned\a\x1b[2Jopen\tnow\n\nbody\x1b[0m \u2066x\r\nnext\x07\x00hidden\n"
	file := filepath.Join(t.TempDir(), "commit")
	if err := os.WriteFile(file, []byte(raw), 0o600); err != nil {
		t.Fatal(err)
	}
	r.git("reset", "-q", "--hard", r.git("hash-object", "-t", "commit", "-w", "--literally", file))
	c := r.read(GitOptions{}).Commits[0]
	got := []string{c.Name, c.Subject, c.Body, c.Time.Format(time.RFC3339)}
	if diff := cmp.Diff([]string{"Ana Diaz", "caf? open now", "body x\nnext", "2026-09-21T16:13:20+02:00"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestGitRecodesMessages(t *testing.T) {
	r := newTestRepo(t)
	r.git("config", "i18n.commitEncoding", "ISO-8859-1")
	r.commit("Gr\xf6\xdfe", "a", "a", 1)
	if got := r.read(GitOptions{}).Commits[0].Subject; got != "Größe" {
		t.Errorf("the subject is %q", got)
	}
}

func TestGitIsNotLedAstray(t *testing.T) {
	other := newTestRepo(t)
	other.commit("other", "o", "o", 1)
	r := newTestRepo(t)
	r.commit("right", "a", "a", 1)
	mark := filepath.Join(t.TempDir(), "ran")
	for _, key := range []string{"diff.external", "core.pager", "core.fsmonitor", "gpg.program", "diff.x.textconv", "diff.x.command"} {
		r.git("config", key, "touch "+mark+"; false")
	}
	gpg := filepath.Join(t.TempDir(), "gpg")
	if err := os.WriteFile(gpg, []byte("#!/bin/sh\ntouch "+mark+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	r.git("config", "gpg.program", gpg)
	r.git("config", "log.showSignature", "true")
	r.commit("attributes", ".gitattributes", "* diff=x", 1)
	signed := strings.Replace(r.git("cat-file", "commit", "HEAD"), "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n -----END PGP SIGNATURE-----\n\n", 1)
	file := filepath.Join(t.TempDir(), "commit")
	if err := os.WriteFile(file, []byte(signed+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.git("reset", "-q", "--hard", r.git("hash-object", "-t", "commit", "-w", file))
	os.Remove(mark) // git itself may have run one while the test committed
	t.Setenv("GIT_DIR", filepath.Join(other.dir, ".git"))
	t.Setenv("GIT_WORK_TREE", other.dir)
	t.Setenv("GIT_EXTERNAL_DIFF", "touch "+mark)
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(r.dir))
	want := []string{"attributes mine .gitattributes+1-0", "right mine a+1-0"}
	if diff := cmp.Diff(want, told(r.read(GitOptions{}))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("a program that the repository names was run")
	}
}

func TestGitFindsTheRepository(t *testing.T) {
	r := newTestRepo(t)
	r.commit("Add\n", "deep/er/a", "a", 1)
	dir := t.TempDir()
	bare, tree, odd, link := dir+"/copy.git", dir+"/hot fix", dir+"/-odd\nname", dir+"/link"
	r.git("clone", "-q", "--bare", r.dir, bare)
	r.git("worktree", "add", "-q", "-b", "hot", tree)
	r.git("clone", "-q", r.dir, odd)
	if err := os.Symlink(filepath.Join(r.dir, "deep"), link); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, path, repo string }{
		{"subfolder", filepath.Join(r.dir, "deep", "er"), "shop"},
		{"bare", bare, "copy"},
		{"worktree", tree, "shop"},
		{"odd name", odd, "-odd name"},
		{"link to a subfolder", link, "shop"},
		{"the .git folder", filepath.Join(r.dir, ".git"), "shop"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, err := Git(t.Context(), tt.path, GitOptions{Authors: []string{"ana@example.org"}})
			if err != nil {
				t.Fatal(err)
			}
			if h.Repo != tt.repo {
				t.Errorf("it is called %q, want %q", h.Repo, tt.repo)
			}
			if diff := cmp.Diff([]string{"Add mine deep/er/a+1-0"}, told(h)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestGitShallowClone(t *testing.T) {
	r := newTestRepo(t)
	r.commit("one", "one", "x", 5)
	r.commit("two", "two", "x", 5)
	cut := r.now.Add(-time.Hour)
	r.commit("three", "three", "x", 5)
	last := r.now.Add(-time.Hour)
	dir := filepath.Join(t.TempDir(), "shallow")
	r.git("clone", "-q", "--depth=2", "file://"+r.dir, dir)
	me := []string{"ana@example.org"}
	h, err := Git(t.Context(), dir, GitOptions{Authors: me})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"three mine three+5-0", "two mine"}, told(h)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	h, err = Git(t.Context(), dir, GitOptions{Authors: me, Since: last})
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Earlier) != 0 || !h.EarlierFrom.Equal(cut) {
		t.Errorf("looked at %q from %v, want nothing from %v", h.Earlier, h.EarlierFrom, cut)
	}
	h, err = Git(t.Context(), dir, GitOptions{Authors: me, Since: at("2026-01-01 00:00")})
	if err != nil {
		t.Fatal(err)
	}
	if !h.EarlierFrom.IsZero() {
		t.Errorf("claims to have looked back to %v", h.EarlierFrom)
	}
}

func TestGitErrors(t *testing.T) {
	r := newTestRepo(t)
	plain, file := t.TempDir(), filepath.Join(r.dir, "file")
	r.commit("a", "file", "a", 1)
	tests := []struct {
		name, path string
		prepare    func(t *testing.T)
		want       error
	}{
		{"nothing there", filepath.Join(plain, "no"), nil, ErrNotFolder},
		{"a file", file, nil, ErrNotFolder},
		{"a folder", plain, nil, ErrNotRepository},
		{"no git", r.dir, func(t *testing.T) { t.Setenv("PATH", plain) }, ErrNoGit},
		{"no address", r.dir, func(*testing.T) { r.git("config", "--unset", "user.email") }, ErrNoAuthor},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.prepare != nil {
				tt.prepare(t)
			}
			_, err := Git(t.Context(), tt.path, GitOptions{})
			if !errors.Is(err, tt.want) {
				t.Errorf("the error is %v, want %v", err, tt.want)
			}
			if err != nil && !strings.HasPrefix(err.Error(), "reading the git history of "+tt.path+": ") {
				t.Errorf("%q does not say what was being done", err)
			}
		})
	}
}

func TestGitSaysWhatGitSaid(t *testing.T) {
	r := newTestRepo(t)
	hash := r.commit("a", "a", "a", 1)
	if err := os.Remove(filepath.Join(r.dir, ".git/objects", hash[:2], hash[2:])); err != nil {
		t.Fatal(err)
	}
	_, err := Git(t.Context(), r.dir, GitOptions{})
	var git *GitError
	if !errors.As(err, &git) || git.Said == "" || strings.ContainsAny(git.Said, "\n\x1b") {
		t.Errorf("the error is %v", err)
	}
}

func TestGitStopsWhenToldTo(t *testing.T) {
	r := newTestRepo(t)
	r.commit("a", "a", "a", 1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Git(ctx, r.dir, GitOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

func TestGitWithoutCommits(t *testing.T) {
	r := newTestRepo(t)
	h := r.read(GitOptions{Since: at("2026-01-01 00:00")})
	if h.Repo != "shop" || len(h.Commits) != 0 {
		t.Errorf("read %+v", h)
	}
}
