//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hostileRepo is a repository that somebody else made, with a program that must never run.
type hostileRepo struct {
	t    *testing.T
	dir  string // its work tree
	trap string // a program that writes down that it ran
}

// hostile is one way to make a repository dangerous. Where it is sound all the same, its commits must be read.
type hostile struct {
	name  string
	sound bool
	make  func(r *hostileRepo)
}

func hostileEnv(home string) []string {
	env := slices.DeleteFunc(os.Environ(), func(kv string) bool {
		return strings.HasPrefix(kv, "GIT_") || strings.HasPrefix(kv, "OPENAI_") || strings.HasPrefix(kv, "ONEONONE_")
	})
	return append(env, "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home, "XDG_STATE_HOME="+home, "GIT_CONFIG_NOSYSTEM=1", "TZ=UTC", "ONEONONE_NOW=2026-11-30T15:00:00Z",
		"GIT_AUTHOR_DATE=2026-11-20T10:00:00Z", "GIT_COMMITTER_DATE=2026-11-20T10:00:00Z")
}

// git runs git to build; what it says of a broken repository does not matter.
func (r *hostileRepo) git(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-C", r.dir, "-c", "protocol.file.allow=always"}, args...)...)
	cmd.Env = hostileEnv(r.t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r *hostileRepo) file(name, text string) {
	r.t.Helper()
	full := filepath.Join(r.dir, name)
	err := os.MkdirAll(filepath.Dir(full), 0o700)
	if err == nil {
		_ = os.Remove(full) // objects are read only
		err = os.WriteFile(full, []byte(text), 0o700)
	}
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *hostileRepo) pipe(name string) string {
	r.t.Helper()
	full := filepath.Join(r.dir, name)
	_ = os.Remove(full) // it need not be there
	if err := syscall.Mkfifo(full, 0o600); err != nil {
		r.t.Fatal(err)
	}
	return full
}

func (r *hostileRepo) link(target, name string) {
	r.t.Helper()
	full := filepath.Join(r.dir, name)
	_ = os.RemoveAll(full) // it need not be there
	if err := os.Symlink(target, full); err != nil {
		r.t.Fatal(err)
	}
}

// object writes a commit as it stands, however wrong, and makes a branch of it.
func (r *hostileRepo) object(text string) {
	r.t.Helper()
	cmd := exec.Command("git", "-C", r.dir, "hash-object", "-t", "commit", "-w", "--stdin", "--literally")
	cmd.Env, cmd.Stdin = hostileEnv(r.t.TempDir()), strings.NewReader(strings.ReplaceAll(text, "TREE", r.git("rev-parse", "HEAD^{tree}")))
	out, err := cmd.Output()
	if err != nil {
		r.t.Fatal(err)
	}
	r.file(".git/refs/heads/odd", string(out))
}

// commit makes a commit with a message.
func (r *hostileRepo) commit(message string, args ...string) {
	r.file("more.txt", message)
	r.git("add", "more.txt")
	cmd := exec.Command("git", append([]string{"-C", r.dir, "commit", "-q", "--cleanup=verbatim", "-F", "-"}, args...)...)
	cmd.Env, cmd.Stdin = hostileEnv(r.t.TempDir()), strings.NewReader(message)
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("%v\n%s", err, out)
	}
}

// damage changes the middle of the newest object of a kind.
func (r *hostileRepo) damage(rev string, change func([]byte) []byte) {
	r.t.Helper()
	hash := r.git("rev-parse", rev)
	name := ".git/objects/" + hash[:2] + "/" + hash[2:]
	b, err := os.ReadFile(filepath.Join(r.dir, name))
	if err != nil {
		r.t.Fatal(err)
	}
	r.file(name, string(change(b)))
}

// hostileRepos are all of them.
func hostileRepos() []hostile {
	return slices.Concat(hostileHooks(), hostileSettings(), hostileWaits(), hostileStates())
}

// hostileHooks has a repository for each hook that git knows.
func hostileHooks() (all []hostile) {
	for _, hook := range strings.Fields(`applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit
		pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive post-update reference-transaction push-to-checkout
		pre-auto-gc post-rewrite sendemail-validate fsmonitor-watchman post-index-change`) {
		all = append(all, hostile{"hook " + hook, true, func(r *hostileRepo) { r.link(r.trap, ".git/hooks/"+hook) }})
	}
	return all
}

// hostileSettings has a repository for each setting that names a program or changes what git prints. TRAP is the program.
func hostileSettings() (all []hostile) {
	for _, setting := range []string{
		"core.fsmonitor=TRAP", "core.sshCommand=TRAP", "core.pager=TRAP", "pager.log=TRAP", "pager.diff-tree=TRAP", "core.editor=TRAP", "core.askPass=TRAP",
		"core.gitProxy=TRAP", "core.alternateRefsCommand=TRAP", "core.hooksPath=..", "diff.external=TRAP", "sequence.editor=TRAP", "interactive.diffFilter=TRAP",
		"gpg.program=TRAP", "gpg.ssh.program=TRAP", "gpg.x509.program=TRAP", "gpg.ssh.defaultKeyCommand=TRAP", "alias.log=!TRAP", "alias.rev-parse=!TRAP",
		"alias.diff-tree=!TRAP", "alias.config=!TRAP", "credential.helper=!TRAP", "credential.https://example.com.helper=!TRAP", "uploadpack.packObjectsHook=TRAP",
		"remote.origin.uploadpack=TRAP", "remote.origin.receivepack=TRAP", "remote.origin.vcs=TRAP", "remote.origin.url=ext::TRAP", "url.ext::TRAP.insteadOf=https://",
		"protocol.ext.allow=always", "trailer.sign.command=TRAP", "trailer.sign.cmd=TRAP", "tar.tgz.command=TRAP", "web.browser=TRAP", "browser.x.cmd=TRAP",
		"difftool.x.cmd=TRAP", "mergetool.x.cmd=TRAP", "sendemail.smtpServer=TRAP", "imap.tunnel=TRAP", "receive.procReceiveRefs=refs", "submodule.sub.update=!TRAP",
		"log.showSignature=true", "log.date=format:%H", "log.follow=true", "log.decorate=full", "log.mailmap=false", "log.diffMerges=on", "format.pretty=oneline",
		"color.ui=always", "color.diff=always", "core.quotePath=false", "core.abbrev=4", "core.commentChar=x", "diff.noprefix=true", "diff.mnemonicPrefix=true",
		"diff.renames=copies", "diff.algorithm=histogram", "diff.wordRegex=.", "diff.relative=true", "diff.submodule=log", "diff.orderFile=nothing", "i18n.logOutputEncoding=UTF-16",
		"i18n.commitEncoding=UTF-16", "transfer.hideRefs=refs/heads/x", "mailmap.blob=HEAD:a.go", "notes.displayRef=refs/*", "core.worktree=/", "core.useReplaceRefs=true",
		"core.commitGraph=true", "core.multiPackIndex=true", "core.preloadIndex=true", "core.untrackedCache=true", "core.sparseCheckout=true", "feature.manyFiles=true",
	} {
		key, value, _ := strings.Cut(setting, "=")
		all = append(all, hostile{setting, true, func(r *hostileRepo) {
			r.git("config", strings.ReplaceAll(key, "TRAP", r.trap), strings.ReplaceAll(value, "TRAP", r.trap))
		}})
	}
	driver := func(name, attribute string, settings ...string) hostile {
		return hostile{name, true, func(r *hostileRepo) {
			r.file(".git/info/attributes", "* "+attribute+"\n")
			r.file(".gitattributes", "* "+attribute+"\n")
			for _, key := range settings {
				r.git("config", key, r.trap)
			}
			r.git("config", "filter.trap.required", "true")
		}}
	}
	return append(all,
		driver("diff driver", "diff=trap", "diff.trap.command"), driver("text conversion", "diff=trap", "diff.trap.textconv"),
		hostile{"kept text conversion", true, func(r *hostileRepo) {
			driver("", "diff=trap", "diff.trap.textconv").make(r)
			r.git("config", "diff.trap.cachetextconv", "true")
		}},
		driver("filters", "filter=trap", "filter.trap.clean", "filter.trap.smudge", "filter.trap.process"), driver("merge driver", "merge=trap", "merge.trap.driver"),
		hostile{"a signed commit", true, func(r *hostileRepo) {
			r.git("config", "gpg.program", r.trap)
			r.git("config", "log.showSignature", "true")
			r.object("tree TREE\nauthor Sam <sam@example.com> 1795687200 +0000\ncommitter Sam <sam@example.com> 1795687200 +0000\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n -----END PGP SIGNATURE-----\n\nSign the plan\n")
		}},
		hostile{"settings that include each other", false, func(r *hostileRepo) { r.git("config", "include.path", "config") }},
		hostile{"settings of the worktree", true, func(r *hostileRepo) {
			r.git("config", "extensions.worktreeConfig", "true")
			r.file(".git/config.worktree", "[core]\n\tfsmonitor = "+r.trap+"\n\tpager = "+r.trap+"\n[diff]\n\texternal = "+r.trap+"\n")
		}},
		hostile{"included settings", true, func(r *hostileRepo) {
			r.file("more.cfg", "[core]\n\tfsmonitor = "+r.trap+"\n[alias]\n\tlog = !"+r.trap+"\n")
			r.git("config", "include.path", "../more.cfg")
			r.git("config", "includeIf.gitdir:/**.path", "../more.cfg")
		}},
	)
}

// hostileWaits has repositories in which git would wait for ever.
func hostileWaits() (all []hostile) {
	for _, key := range []string{"mailmap.file", "core.attributesFile", "include.path", "core.excludesFile", "blame.ignoreRevsFile", "commit.template", "gpg.ssh.allowedSignersFile", "diff.orderFile"} {
		all = append(all, hostile{"a pipe as " + key, false, func(r *hostileRepo) { r.git("config", key, r.pipe("pipe")) }})
	}
	for _, name := range []string{".mailmap", ".gitattributes", ".gitmodules", ".git/config", ".git/HEAD", ".git/packed-refs", ".git/index", ".git/shallow", ".git/commondir",
		".git/info/attributes", ".git/info/exclude", ".git/info/grafts", ".git/objects/info/alternates", ".git/objects/info/commit-graph", ".git/refs/heads/pipe", ".git/config.worktree"} {
		all = append(all, hostile{"a pipe in the place of " + name, false, func(r *hostileRepo) { r.pipe(name) }})
	}
	return all
}

// hostileStates has repositories with odd or broken contents.
func hostileStates() []hostile {
	cut := func(b []byte) []byte { return b[:len(b)/2] }
	flip := func(b []byte) []byte { b[len(b)/2] ^= 0xff; return b }
	commit := func(author, rest string) string {
		return "tree TREE\nauthor " + author + "\ncommitter Sam <sam@example.com> 1795687200 +0000" + rest
	}
	file := func(name, path, text string, sound bool) hostile {
		return hostile{name, sound, func(r *hostileRepo) { r.file(path, text) }}
	}
	return []hostile{
		{"a submodule with a program", false, func(r *hostileRepo) {
			r.file(".gitmodules", "[submodule \"sub\"]\n\tpath = sub\n\turl = ../sub\n\tupdate = !"+r.trap+"\n")
			r.git("config", "diff.submodule", "log")
		}},
		{"a submodule at ext::", true, func(r *hostileRepo) {
			r.file(".gitmodules", "[submodule \"sub\"]\n\tpath = sub\n\turl = ext::"+r.trap+"\n")
			r.git("update-index", "--add", "--cacheinfo", "160000,"+r.git("rev-parse", "HEAD")+",sub")
			r.commit("Add a submodule")
		}},
		{"a promisor at ext:: with objects missing", false, func(r *hostileRepo) {
			r.git("config", "extensions.partialClone", "origin")
			r.git("config", "core.repositoryformatversion", "1")
			r.git("config", "remote.origin.promisor", "true")
			r.git("config", "remote.origin.url", "ext::"+r.trap)
			r.git("config", "protocol.ext.allow", "always")
			r.damage("HEAD:a.go", func([]byte) []byte { return nil })
			r.git("config", "core.alternateRefsCommand", r.trap)
		}},
		{"alternates elsewhere", true, func(r *hostileRepo) {
			r.git("config", "core.alternateRefsCommand", r.trap)
			r.file(".git/objects/info/alternates", "/etc\n/nowhere\n../objects\n")
		}},
		{"replaced commits", false, func(r *hostileRepo) { r.git("replace", "HEAD", "HEAD~1") }},
		file("grafts", ".git/info/grafts", "nonsense\n0000000000000000000000000000000000000000 x\n", true),
		{"refs with odd names", true, func(r *hostileRepo) {
			hash := r.git("rev-parse", "HEAD")
			for _, name := range []string{"-x", "--upload-pack=touch", "a;b", "$(id)", "`id`", "ü", "a'b", "HEAD", strings.Repeat("x", 200), "refs/heads/main", "a\u202eb"} {
				r.file(".git/refs/heads/"+name, hash+"\n")
			}
		}},
		file("garbage in packed-refs", ".git/packed-refs", "\x00\xff# pack-refs with: peeled\nzzzz refs/heads/x\n", false),
		file("a ref with garbage", ".git/refs/heads/bad", "garbage\n", false),
		file("a ref to itself", ".git/refs/heads/loop", "ref: refs/heads/loop\n", false),
		file("locks", ".git/index.lock", "", true), file("a lock on HEAD", ".git/HEAD.lock", "", true), file("a broken index", ".git/index", "DIRC garbage", false),
		file("HEAD to nothing", ".git/HEAD", "ref: refs/heads/nothing\n", true), file("HEAD with garbage", ".git/HEAD", "garbage", false),
		file("HEAD outside", ".git/HEAD", "ref: ../../../etc/passwd\n", false), file("HEAD at no commit", ".git/HEAD", strings.Repeat("1", 40)+"\n", false),
		file("settings that are none", ".git/config", "[core\nx", false), file("settings of a newer git", ".git/config", "[core]\n\trepositoryformatversion = 99\n", false),
		file("unknown extensions", ".git/config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tnothing = true\n", false),
		file("settings without end", ".git/config", "[core]\n"+strings.Repeat("\tx = y\n", 200_000), false),
		file("garbage in shallow", ".git/shallow", "garbage\n", false),
		file("a broken commit-graph", ".git/objects/info/commit-graph", "CGPH\x01\x01garbage", true),
		file("a broken pack", ".git/objects/pack/pack-1.pack", "PACK garbage", true), file("a broken index of packs", ".git/objects/pack/multi-pack-index", "MIDX garbage", true),
		file("half a merge", ".git/MERGE_HEAD", "garbage", true), file("a rebase", ".git/rebase-merge/head-name", "garbage", true),
		{"HEAD as a link", false, func(r *hostileRepo) { r.link("/etc/passwd", ".git/HEAD") }},
		{".git as a link to itself", false, func(r *hostileRepo) { r.link(".git", ".git") }},
		{".git as a link elsewhere", false, func(r *hostileRepo) { r.link("/etc", ".git") }},
		{".git as a file that names itself", false, func(r *hostileRepo) { r.link("x", ".git"); r.link("/dev/null", "x"); r.file(".git", "gitdir: .git\n") }},
		{".git as a file that names nothing", false, func(r *hostileRepo) { r.link("x", ".git"); r.file(".git", "gitdir: /nowhere\n") }},
		{".git as a pipe", false, func(r *hostileRepo) { r.link("x", ".git"); r.pipe(".git") }},
		{"a worktree of a repository with traps", true, func(r *hostileRepo) {
			r.git("config", "core.fsmonitor", r.trap)
			r.git("worktree", "add", "-q", "tree")
			r.dir = filepath.Join(r.dir, "tree")
		}},
		{"a bare one", true, func(r *hostileRepo) {
			r.git("config", "core.bare", "true")
			r.git("config", "core.pager", r.trap)
			r.dir = filepath.Join(r.dir, ".git")
		}},
		{"a sparse one", true, func(r *hostileRepo) { r.git("sparse-checkout", "set", "nothing") }},
		{"a cut commit", false, func(r *hostileRepo) { r.damage("HEAD~1", cut) }}, {"a flipped commit", false, func(r *hostileRepo) { r.damage("HEAD", flip) }},
		{"a cut tree", false, func(r *hostileRepo) { r.damage("HEAD^{tree}", cut) }}, {"a flipped file", false, func(r *hostileRepo) { r.damage("HEAD:a.go", flip) }},
		{"an empty object", false, func(r *hostileRepo) { r.damage("HEAD", func([]byte) []byte { return nil }) }},
		{"no objects", false, func(r *hostileRepo) {
			if err := os.RemoveAll(filepath.Join(r.dir, ".git/objects")); err != nil {
				r.t.Fatal(err)
			}
		}},
		{"a subject of a megabyte", true, func(r *hostileRepo) { r.commit(strings.Repeat("x y ", 250_000)) }},
		{"escape sequences", true, func(r *hostileRepo) {
			r.commit("Mend \x1b]52;c;eA==\x07 and \x1b[31mred\u009b31m \u202e\n\nbody \x1b[2J", "--author", "S\x1b[1mam <sam@example.com>")
			r.file("a\x1b[31mb\u202e.go", "x")
			r.git("add", ".")
			r.git("commit", "-q", "-m", "An odd file")
			r.git("branch", "b\u202ed")
		}},
		{"1970", true, func(r *hostileRepo) { r.commit("Begin", "--date", "1970-01-02T00:00:00Z") }},
		{"2099", true, func(r *hostileRepo) { r.commit("End", "--date", "2099-12-31T00:00:00Z") }},
		{"a date before all", true, func(r *hostileRepo) { r.object(commit("Sam <sam@example.com> -1 +0000", "\n\nNegative\n")) }},
		{"a date beyond all", true, func(r *hostileRepo) {
			r.object(commit("Sam <sam@example.com> 99999999999999999999 +9999", "\n\nFar\n"))
		}},
		{"a date that is none", true, func(r *hostileRepo) { r.object(commit("Sam <sam@example.com> soon", "\n\nSoon\n")) }},
		{"no author", true, func(r *hostileRepo) { r.object("tree TREE\n\nNobody\n") }},
		{"an author of signs", true, func(r *hostileRepo) {
			r.object(commit("<<>> \"'`$(id)` <sam@example.com>> 1795687200 +0000", "\n\nSigns\n"))
		}},
		{"an unknown encoding", true, func(r *hostileRepo) {
			r.object(commit("Sam <sam@example.com> 1795687200 +0000", "\nencoding nothing\n\nL\xf6sung \xff\xfe\n"))
		}},
		{"a message with NUL", true, func(r *hostileRepo) {
			r.object(commit("Sam <sam@example.com> 1795687200 +0000", "\n\nBefore\x00after\n"))
		}},
		{"no message", true, func(r *hostileRepo) { r.object(commit("Sam <sam@example.com> 1795687200 +0000", "\n")) }},
		{"a parent that is not there", false, func(r *hostileRepo) {
			r.object("tree TREE\nparent " + strings.Repeat("2", 40) + "\nauthor Sam <sam@example.com> 1795687200 +0000\ncommitter Sam <sam@example.com> 1795687200 +0000\n\nOrphan\n")
		}},
		{"a co-author of a megabyte", true, func(r *hostileRepo) {
			r.commit("Pair\n\nCo-authored-by: " + strings.Repeat("x", 1<<20) + " <sam@example.com>")
		}},
		{"a thousand branches", true, func(r *hostileRepo) {
			hash := r.git("rev-parse", "HEAD")
			var b strings.Builder
			for n := range 1000 {
				fmt.Fprintf(&b, "%s refs/heads/b/%d\n", hash, n)
			}
			r.file(".git/packed-refs", b.String())
		}},
		{"no commit at all", false, func(r *hostileRepo) { r.git("switch", "-q", "--orphan", "new"); r.git("branch", "-D", "main") }},
	}
}

// hostileBase makes the repository that all others are copies of.
func hostileBase(t *testing.T) *hostileRepo {
	r := &hostileRepo{t: t, dir: filepath.Join(t.TempDir(), "base")}
	if err := os.Mkdir(r.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	r.git("init", "-q", "-b", "main")
	r.git("config", "user.email", "sam@example.com")
	r.git("config", "user.name", "Sam")
	for _, subject := range []string{"Retry payments twice", "Cache the cart totals"} {
		r.file("a.go", subject)
		r.git("add", ".")
		r.git("commit", "-q", "-m", subject)
	}
	return r
}

// longestHostile is how long a draft may take, whatever the repository is.
const longestHostile = 90 * time.Second

// readHostile drafts from a copy of base made hostile: nothing of it runs, all ends, with an exit code of the contract.
func readHostile(t *testing.T, base *hostileRepo, h hostile) {
	r := &hostileRepo{t: t, dir: filepath.Join(t.TempDir(), "shop")}
	if err := os.CopyFS(r.dir, os.DirFS(base.dir)); err != nil {
		t.Fatal(err)
	}
	ran := filepath.Join(t.TempDir(), "ran")
	r.trap = filepath.Join(t.TempDir(), "trap")
	script := fmt.Sprintf("#!/bin/sh\necho \"$0 $*\" >> %s\nexit 0\n", ran)
	if err := os.WriteFile(r.trap, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	h.make(r)
	_ = os.Remove(ran) // git itself may have run it while the repository was made
	ctx, cancel := context.WithTimeout(t.Context(), longestHostile)
	defer cancel()
	cmd := exec.CommandContext(ctx, "oneonone", "prep", "--offline", "--no-save", "--yes", "--git", r.dir)
	cmd.Env = hostileEnv(t.TempDir())
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	var exit *exec.ExitError
	switch code := cmd.ProcessState.ExitCode(); {
	case ctx.Err() != nil:
		t.Errorf("it does not end")
	case err != nil && !errors.As(err, &exit):
		t.Fatal(err)
	case h.sound && (code != 0 || !strings.Contains(said.String(), "of yours since")):
		t.Errorf("it is sound, and ends with %d", code)
	case code < 0 || code > 2:
		t.Errorf("it ends with %d", code)
	}
	if b, err := os.ReadFile(ran); err == nil {
		t.Errorf("it ran %s", b)
	}
	if text := said.String(); strings.Contains(text, "mistake in this program") || strings.ContainsAny(text, "\x1b\x07\u009b\u202e") {
		t.Errorf("it says what nobody may see")
	}
	if t.Failed() {
		t.Logf("%s", said.String())
	}
}

// TestTrapsRun holds that the traps work: git, left to itself, runs them.
func TestTrapsRun(t *testing.T) {
	base := hostileBase(t)
	ran := filepath.Join(t.TempDir(), "ran")
	trap := filepath.Join(t.TempDir(), "trap")
	if err := os.WriteFile(trap, []byte("#!/bin/sh\necho x >> "+ran+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	base.git("-c", "diff.external="+trap, "diff", "HEAD~1", "HEAD")
	if _, err := os.Stat(ran); err != nil {
		t.Fatal("git did not run the trap")
	}
}

// TestHostileRepositories reads a few of each kind; built with the tag sweep, TestSweepRepositories reads all.
func TestHostileRepositories(t *testing.T) {
	few := []string{"hook reference-transaction", "core.fsmonitor=TRAP", "diff.external=TRAP", "alias.log=!TRAP", "text conversion", "a signed commit", "included settings",
		"a promisor at ext:: with objects missing", "HEAD as a link", "a cut tree", "escape sequences", "i18n.logOutputEncoding=UTF-16"}
	base := hostileBase(t)
	found := 0
	for _, h := range hostileRepos() {
		if slices.Contains(few, h.name) {
			found++
			t.Run(h.name, func(t *testing.T) { t.Parallel(); readHostile(t, base, h) })
		}
	}
	if found != len(few) {
		t.Errorf("%d of %d were read", found, len(few))
	}
}
