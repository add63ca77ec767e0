package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/cli"
	"oneonone/internal/oneonone"
)

var updateReadme = flag.Bool("update-readme", false, "write the output of README's sessions into README.md")

// quoted are the blocks of README.md that show commands with what they print:
// sessions and helps.
var quoted = regexp.MustCompile("(?s)```(?:console|help)\n(.*?)```")

// TestReadme types the commands that README shows, one after the other into
// one empty home, and compares what comes out with what README says. The clock
// and the ids are fixed, nothing else.
func TestReadme(t *testing.T) {
	path, err := filepath.Abs(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	home := newTerminal(t)
	blocks := quoted.FindAllStringSubmatch(string(readme), -1)
	if len(blocks) < 5 {
		t.Fatalf("README.md shows %d blocks, too few to be the ones meant", len(blocks))
	}
	updated := string(readme)
	for _, b := range blocks {
		got := home.replay(b[1])
		updated = strings.Replace(updated, b[1], got, 1)
		if diff := cmp.Diff(b[1], got); diff != "" && !*updateReadme {
			t.Errorf("README shows (-) what the program does not print (+); go test ./cmd/oneonone -update-readme mends it\n%s", diff)
		}
	}
	if *updateReadme {
		if err := os.WriteFile(path, []byte(updated), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// terminal is a home to type commands in.
type terminal struct {
	t   *testing.T
	env []string
	ids int
	now time.Time
}

func newTerminal(t *testing.T) *terminal {
	home := t.TempDir()
	t.Chdir(home)
	return &terminal{
		t:   t,
		env: []string{"HOME=" + home, "XDG_DATA_HOME=" + home, "XDG_CONFIG_HOME=" + home, "NO_COLOR=1", "PATH=" + os.Getenv("PATH")},
		now: time.Date(2026, 11, 19, 16, 0, 0, 0, time.UTC),
	}
}

// replay types the commands of a session ("$ oneonone …", with a here-document
// if there is one) and gives the session as it really goes.
func (h *terminal) replay(block string) string {
	var out strings.Builder
	lines := strings.SplitAfter(block, "\n")
	for i := 0; i < len(lines); i++ {
		command, found := strings.CutPrefix(lines[i], "$ ")
		if !found {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(lines[i])
		var input strings.Builder
		command = strings.TrimSpace(command)
		if before, found := strings.CutSuffix(command, " <<'END'"); found {
			command = before
			for i++; i < len(lines); i++ {
				out.WriteString(lines[i])
				if lines[i] == "END\n" {
					break
				}
				input.WriteString(lines[i])
			}
		}
		out.WriteString(h.run(command, input.String()))
	}
	return out.String()
}

// run runs one command and gives all that it prints, in the order in which a
// terminal shows it.
func (h *terminal) run(command, input string) string {
	argv := words(command)
	if len(argv) == 0 || argv[0] != "oneonone" {
		h.t.Fatalf("README's session runs %q, which is not the program", command)
	}
	var screen bytes.Buffer
	h.now = h.now.Add(time.Minute)
	code := cli.Main(context.Background(), argv[1:], cli.Env{
		Stdin: strings.NewReader(input), Stdout: &screen, Stderr: &screen, Environ: h.env,
		Now: func() time.Time { return h.now },
		NewID: func() string {
			h.ids++
			return oneonone.DeriveID("readme", strconv.Itoa(h.ids))
		},
	})
	if code != 0 && !(code == 1 && len(argv) > 1 && argv[1] == "lint") { // it found something
		h.t.Errorf("%s: exit status %d", command, code)
	}
	return screen.String()
}

// words splits a command as a shell does: at spaces, except inside quotes.
func words(command string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(command, -1) {
		out = append(out, m[1]+m[2])
	}
	return out
}
