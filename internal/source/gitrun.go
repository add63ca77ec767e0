package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"

	"oneonone/internal/oneonone"
)

// What can be wrong with a repository, in the user's words.
var (
	ErrNotFolder     = errors.New("there is no such folder")
	ErrNotRepository = errors.New("it is not a git repository")
	ErrNoGit         = errors.New("the git program is not installed")
	ErrNoAuthor      = errors.New("nothing tells which commits are yours: git has no user.email there")
)

// GitError is a failure of git itself. Said is what git said, on one line.
type GitError struct{ Said string }

func (e *GitError) Error() string {
	if e.Said == "" {
		return "git failed without saying why"
	}
	return "git says: " + e.Said
}

// repo is a folder in which git is run.
type repo struct {
	dir string
	env []string
}

func newRepo(dir string) (repo, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrPermission):
		return repo{}, errors.New("you have no permission to read it")
	case err != nil || !info.IsDir():
		return repo{}, ErrNotFolder
	}
	return repo{dir: dir, env: gitEnv(os.Environ())}, nil
}

// gitEnv gives git what it needs to find its settings and itself, and nothing else: what
// would lead it elsewhere or change what it prints is left out, and so are tokens and keys.
func gitEnv(environ []string) []string {
	var env []string
	for _, kv := range environ {
		if name, _, _ := strings.Cut(kv, "="); needed().MatchString(name) {
			env = append(env, kv)
		}
	}
	return append(env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
}

// needed finds the names of what git needs of the environment, on Windows too.
var needed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:PATH|HOME|USER|LOGNAME|TMPDIR|TE?MP|LANG|TZ|LC_.*|XDG_.*|GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM)|GIT_EXEC_PATH|` +
		`SYSTEMROOT|USERPROFILE|APPDATA|PROGRAMDATA|HOMEDRIVE|HOMEPATH|PATHEXT)$`)
})

// command prepares a run of git. The settings keep it from the network and
// from programs that a repository names.
func (r repo) command(ctx context.Context, args ...string) *exec.Cmd {
	safe := []string{"--no-pager", "-C", r.dir, "-c", "protocol.allow=never",
		"-c", "log.showSignature=false", "-c", "core.fsmonitor=false"}
	cmd := exec.CommandContext(ctx, "git", append(safe, args...)...)
	cmd.Env = r.env
	cmd.WaitDelay = time.Second
	return cmd
}

// run gives what git prints.
func (r repo) run(ctx context.Context, stdin io.Reader, args ...string) ([]byte, error) {
	var out bytes.Buffer
	err := r.pipe(ctx, stdin, &out, args...)
	return out.Bytes(), err
}

// pipe sends what git prints on.
func (r repo) pipe(ctx context.Context, stdin io.Reader, stdout io.Writer, args ...string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, longestRun, errTooLong)
	defer cancel()
	var said bytes.Buffer
	cmd := r.command(ctx, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, stdout, &said
	if err := cmd.Run(); err != nil {
		return gitFailure(ctx, err, said.String())
	}
	return nil
}

// longestRun is how long git may take for one thing; a folder on a network that is gone
// would be waited for without end.
const longestRun = 3 * time.Minute

var errTooLong = errors.New("git took longer than three minutes")

// line gives the one line that git prints; "" when git exits with 1, its way
// to say that there is none.
func (r repo) line(ctx context.Context, args ...string) (string, error) {
	out, err := r.run(ctx, nil, args...)
	if errors.Is(err, errNothing) {
		return "", nil
	}
	return strings.TrimSuffix(string(out), "\n"), err
}

// errNothing is git's exit 1 without a word.
var errNothing = errors.New("git found nothing")

// gitFailure says why a run of git failed.
func gitFailure(ctx context.Context, err error, said string) error {
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, exec.ErrNotFound):
		return ErrNoGit
	case strings.Contains(said, "not a git repository"):
		return ErrNotRepository
	case errors.As(err, &exit) && exit.ExitCode() == 1 && said == "":
		return errNothing
	case !errors.As(err, &exit):
		return fmt.Errorf("running git: %w", err)
	}
	return &GitError{Said: oneLine(strings.TrimPrefix(said, "fatal: "), 300)}
}

// oneLine gives a clean text on one line, cut to so many runes.
func oneLine(s string, limit int) string {
	s = strings.Join(strings.Fields(oneonone.Clean(s)), " ")
	if runes := []rune(s); len(runes) > limit {
		return strings.TrimSpace(string(runes[:limit])) + "…"
	}
	return s
}
