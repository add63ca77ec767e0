package source

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
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
	ErrSilent        = errors.New("git waits for something and says nothing: one of its files (its settings, a .mailmap, a .gitattributes) may be a pipe")
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
	// patience is how long git may say nothing.
	patience time.Duration
}

func newRepo(dir string, patience time.Duration) (repo, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrPermission):
		return repo{}, errors.New("you have no permission to read it")
	case err != nil || !info.IsDir():
		return repo{}, ErrNotFolder
	}
	return repo{dir: dir, env: gitEnv(os.Environ()), patience: cmp.Or(patience, 10*time.Second)}, nil
}

// gitEnv gives git what it needs to find its settings and itself, and nothing else: what
// would lead it elsewhere or change what it prints is left out, and so are tokens and keys.
func gitEnv(environ []string) []string {
	var env []string
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		if !needed().MatchString(name) {
			continue
		}
		if full, err := filepath.Abs(value); err == nil && value != "" && (name == "GIT_CONFIG_GLOBAL" || name == "GIT_CONFIG_SYSTEM") {
			kv = name + "=" + full // git runs in another folder
		}
		env = append(env, kv)
	}
	env = append(env, ownSettings(environ)...)
	return append(env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
}

// ownSettings gives the settings in the environment that say who the user is and which folders they trust; any other may
// hold a password.
func ownSettings(environ []string) []string {
	values := map[string]string{}
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		values[name] = value
	}
	var env []string
	count, _ := strconv.Atoi(values["GIT_CONFIG_COUNT"])
	n := 0
	for i := range min(count, maxSettings) {
		key, value := values[fmt.Sprintf("GIT_CONFIG_KEY_%d", i)], values[fmt.Sprintf("GIT_CONFIG_VALUE_%d", i)]
		if section, _, _ := strings.Cut(strings.ToLower(key), "."); section == "user" || section == "safe" {
			env = append(env, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", n, key), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", n, value))
			n++
		}
	}
	if n > 0 {
		env = append(env, fmt.Sprintf("GIT_CONFIG_COUNT=%d", n))
	}
	return env
}

// maxSettings bounds how many settings of the environment are looked at.
const maxSettings = 1000

// needed finds the names of what git needs of the environment, on Windows too.
var needed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:PATH|HOME|USER|LOGNAME|TMPDIR|TE?MP|LANG|TZ|LC_.*|XDG_.*|GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM)|GIT_EXEC_PATH|` +
		`SYSTEMROOT|USERPROFILE|APPDATA|PROGRAMDATA|HOMEDRIVE|HOMEPATH|PATHEXT)$`)
})

// command prepares a run of git. The settings keep it from the network and
// from programs that a repository names.
func (r repo) command(ctx context.Context, args ...string) *exec.Cmd {
	safe := []string{"--no-pager", "-C", r.dir, "-c", "protocol.allow=never",
		"-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "i18n.logOutputEncoding=UTF-8"}
	cmd := exec.CommandContext(ctx, "git", append(safe, args...)...)
	cmd.Env = r.env
	cmd.WaitDelay = 5 * time.Second // a busy computer may take a while to hand over what git said
	return cmd
}

// run gives what git prints.
func (r repo) run(ctx context.Context, stdin io.Reader, args ...string) ([]byte, error) {
	var out bytes.Buffer
	err := r.pipe(ctx, stdin, &out, args...)
	return out.Bytes(), err
}

// pipe sends what git prints on. A git that says nothing for long is ended: it waits for a file that is a pipe, or for a folder
// on a network that is gone.
func (r repo) pipe(ctx context.Context, stdin io.Reader, stdout io.Writer, args ...string) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(r.patience, func() { cancel(ErrSilent) })
	defer silence.Stop()
	var said bytes.Buffer
	cmd := r.command(ctx, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, heard{stdout, silence, r.patience}, &said
	if err := cmd.Run(); err != nil {
		return gitFailure(ctx, err, said.String())
	}
	return nil
}

// heard puts the end of git's time off with everything that git says.
type heard struct {
	io.Writer
	silence  *time.Timer
	patience time.Duration
}

func (h heard) Write(p []byte) (int, error) {
	h.silence.Reset(h.patience)
	return h.Writer.Write(p)
}

// patient is the same folder, for work that takes git a while before it says anything: a walk over
// a long history, one huge change.
func (r repo) patient() repo {
	r.patience *= 3
	return r
}

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
