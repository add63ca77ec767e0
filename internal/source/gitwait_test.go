//go:build unix

package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestGitWaitsForNoPipe reads repositories whose files or settings are a pipe that nobody writes into: git would wait for it
// without end.
func TestGitWaitsForNoPipe(t *testing.T) {
	setting := func(key string) func(*testRepo, string) {
		return func(r *testRepo, pipe string) { r.git("config", key, pipe) }
	}
	file := func(name string) func(*testRepo, string) {
		return func(r *testRepo, pipe string) {
			full := filepath.Join(r.dir, name)
			_ = os.Remove(full) // it need not be there
			if err := syscall.Mkfifo(full, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, make := range map[string]func(*testRepo, string){
		"mailmap.file": setting("mailmap.file"), "core.attributesFile": setting("core.attributesFile"), "include.path": setting("include.path"),
		".mailmap": file(".mailmap"), ".gitattributes": file(".gitattributes"), "attributes": file(".git/info/attributes"),
		"config": file(".git/config"), "HEAD": file(".git/HEAD"), "packed-refs": file(".git/packed-refs"),
	} {
		t.Run(name, func(t *testing.T) {
			r := newTestRepo(t)
			r.commit("Add the till", "till.go", "till", 3)
			pipe := filepath.Join(t.TempDir(), "pipe")
			if err := syscall.Mkfifo(pipe, 0o600); err != nil {
				t.Fatal(err)
			}
			make(r, pipe)
			if _, err := Git(t.Context(), r.dir, GitOptions{Authors: []string{"ana@example.org"}, Patience: 500 * time.Millisecond}); !errors.Is(err, ErrSilent) {
				t.Errorf("it says %v", err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(100*time.Millisecond, cancel)
			if _, err := Git(ctx, r.dir, GitOptions{Authors: []string{"ana@example.org"}, Patience: time.Hour}); !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled, it says %v", err)
			}
		})
	}
}

// TestGitEnvironment lets through what says where git is and who the user is, and no key.
func TestGitEnvironment(t *testing.T) {
	got := strings.Join(gitEnv([]string{"PATH=/bin", "OPENAI_API_KEY=sk-1", "GITHUB_TOKEN=t", "GIT_DIR=/elsewhere", "GIT_SSH_COMMAND=touch x", "GIT_ASKPASS=x", "PAGER=x",
		"GIT_CONFIG_GLOBAL=other.cfg", "GIT_CONFIG_COUNT=3", "GIT_CONFIG_KEY_0=http.extraHeader", "GIT_CONFIG_VALUE_0=Authorization: t", "GIT_CONFIG_KEY_1=user.email",
		"GIT_CONFIG_VALUE_1=o@example.org", "GIT_CONFIG_KEY_2=safe.directory", "GIT_CONFIG_VALUE_2=*"}), "\n")
	here, err := filepath.Abs("other.cfg")
	if err != nil {
		t.Fatal(err)
	}
	want := "PATH=/bin\nGIT_CONFIG_GLOBAL=" + here + "\nGIT_CONFIG_KEY_0=user.email\nGIT_CONFIG_VALUE_0=o@example.org\nGIT_CONFIG_KEY_1=safe.directory\nGIT_CONFIG_VALUE_1=*\n" +
		"GIT_CONFIG_COUNT=2\nLC_ALL=C\n"
	if !strings.HasPrefix(got, want) {
		t.Errorf("git gets\n%s\nwant\n%s", got, want)
	}
}
