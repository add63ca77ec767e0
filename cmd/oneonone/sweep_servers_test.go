package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"oneonone/internal/cli"
)

// sweepKey must be in nothing that the program prints or keeps.
const sweepKey = "sk-sweep-0123456789-Zz"

// behaviour is what a server does with each request, or only with questions
// where it lists its models as others do.
type behaviour struct {
	name   string
	lists  bool
	handle http.HandlerFunc
}

// sweepRun is a run of a command against a behaviour, and what it may end with.
type sweepRun struct {
	name  string
	args  []string
	codes []int
}

// sweepRuns are the commands that ask a model.
func sweepRuns() []sweepRun {
	return []sweepRun{
		{"prep", []string{"prep", "--no-fallback"}, []int{0, 4}},
		{"recap", []string{"recap", "--no-fallback"}, []int{0, 4}},
		{"reflect", []string{"reflect", "--no-fallback"}, []int{0, 4}},
		{"doctor", []string{"doctor"}, []int{0, 1}},
		{"prep, falling back", []string{"prep", "--json"}, []int{0}},
		{"recap, falling back", []string{"recap", "--json"}, []int{0}},
		{"reflect, falling back", []string{"reflect", "--json"}, []int{0}},
	}
}

const sweepConfig = `timeout = "700ms"
idle_timeout = "300ms"
answer_timeout = "2s"
`

// sweepNotes are what the meeting of a recap left.
const sweepNotes = "decided: the importer moves to the new vendor\nI call them on monday\n"

// sweepLimit is how long a run may take on a computer that has other things to
// do: the times of the config, for each of the few questions of a run.
const sweepLimit = time.Minute

// sweepWorld is a home with a store to copy for each run.
func sweepWorld(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	for _, text := range []string{"the importer fails at night, 3 times this week", "staging deploys failed 4 of the last 9 times",
		"who owns the vendor's contract?"} {
		var out bytes.Buffer
		if code := cli.Main(t.Context(), []string{"note", text}, sweepEnv(home, "", &out)); code != 0 {
			t.Fatalf("note ends with %d: %s", code, &out)
		}
	}
	return home
}

func sweepEnviron(home, url string) []string {
	return []string{
		"HOME=" + home, "XDG_DATA_HOME=" + home + "/data", "XDG_CONFIG_HOME=" + home + "/config", "XDG_STATE_HOME=" + home + "/state",
		"TZ=UTC", "ONEONONE_NOW=2026-11-20T09:00:00Z", "OPENAI_API_KEY=" + sweepKey, "OPENAI_BASE_URL=" + url, "ONEONONE_MODEL=m",
	}
}

func sweepEnv(home, url string, out io.Writer) cli.Env {
	env := cli.System()
	env.Stdin, env.Stdout, env.Stderr, env.Environ = strings.NewReader(sweepNotes), out, out, sweepEnviron(home, url)
	return env
}

// sweepHome makes a home of its own for a run.
func sweepHome(t *testing.T, world string) string {
	t.Helper()
	home := t.TempDir()
	err := os.CopyFS(home, os.DirFS(world))
	if err == nil {
		err = os.MkdirAll(home+"/config/oneonone", 0o700)
	}
	if err == nil {
		err = os.WriteFile(home+"/config/oneonone/config.toml", []byte(sweepConfig), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return home
}

// runner runs a command in a home, with a server at a URL, and gives the exit code
// and all that was printed.
type runner func(ctx context.Context, home, url string, args []string) (int, string)

// sweepOne runs a command against a behaviour and checks what holds whatever a
// server does.
func sweepOne(t *testing.T, world string, b behaviour, r sweepRun, run runner) time.Duration {
	t.Helper()
	server := httptest.NewUnstartedServer(b.handler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	defer server.Close()
	defer server.CloseClientConnections()
	home := sweepHome(t, world)
	ctx, cancel := context.WithTimeout(t.Context(), sweepLimit)
	defer cancel()
	begun := time.Now()
	code, out := run(ctx, home, server.URL+"/v1", r.args)
	took := time.Since(begun)
	if ctx.Err() != nil {
		t.Errorf("not done in %s", sweepLimit)
	}
	if !slices.Contains(r.codes, code) {
		t.Errorf("ends with %d\n%s", code, out)
	}
	for _, sign := range []string{"mistake in this program", "Unsolicited", "panic", "goroutine ", "\x1b", "\x00"} {
		if strings.Contains(out, sign) {
			t.Errorf("%q is printed\n%s", sign, out)
		}
	}
	if !utf8.ValidString(out) {
		t.Errorf("what is printed is no text\n%q", out)
	}
	if strings.Contains(out, sweepKey) {
		t.Errorf("the key is printed\n%s", out)
	}
	checkNoKeyIn(t, home)
	return took
}

func checkNoKeyIn(t *testing.T, home string) {
	err := filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		kept, err := os.ReadFile(path)
		if bytes.Contains(kept, []byte(sweepKey)) {
			t.Errorf("the key is kept in %s", filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// inProcess runs a command in this process.
func inProcess(ctx context.Context, home, url string, args []string) (int, string) {
	var out lockedBuffer
	code := cli.Main(ctx, args, sweepEnv(home, url, &out))
	return code, out.String()
}

// lockedBuffer takes what several goroutines write.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestServersThatMisbehave takes a part of the sweep, another command for each
// behaviour: the build tag sweep runs all of it.
func TestServersThatMisbehave(t *testing.T) {
	all, runs := behaviours(), sweepRuns()
	if len(all) < 190 {
		t.Fatalf("%d behaviours", len(all))
	}
	world := sweepWorld(t)
	const apart = 18
	for i := 0; i < len(all); i += apart {
		b, r := all[i], runs[i/apart%len(runs)]
		t.Run(b.name+", "+r.name, func(t *testing.T) {
			t.Parallel()
			sweepOne(t, world, b, r, inProcess)
		})
	}
}
