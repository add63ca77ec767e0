package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// journal is a store into which records with sentinel words are put: each word is private, so it may stand in
// nothing that is sent, drafted or shared.
type journal struct {
	t     *testing.T
	home  string
	doors map[string]string // by sentinel, how it came in
}

func newJournal(t *testing.T) *journal {
	j := &journal{t, t.TempDir(), map[string]string{}}
	j.run("", "person", "add", "Priya Nair", "--role", "manager")
	return j
}

// command is the program with a private world; a model is set up at an address that nobody listens at.
func (j *journal) command(stdin string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(j.t.Context(), "oneonone", args...)
	cmd.Dir = j.home
	cmd.Env = []string{"HOME=" + j.home, "PATH=" + os.Getenv("PATH"), "ONEONONE_NOW=2026-11-20T09:00:00Z", "TZ=UTC",
		"OPENAI_BASE_URL=http://127.0.0.1:9/v1", "ONEONONE_MODEL=m", "GIT_CONFIG_GLOBAL=" + os.DevNull}
	cmd.Stdin = strings.NewReader(stdin)
	return cmd
}

func (j *journal) run(stdin string, args ...string) string {
	j.t.Helper()
	var errs bytes.Buffer
	cmd := j.command(stdin, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		j.t.Fatalf("%q: %v\n%s%s", args, err, out, errs.String())
	}
	return string(out)
}

// word gives a new sentinel for a door.
func (j *journal) word(door string) string {
	w := fmt.Sprintf("Zorbl%dax", len(j.doors)+100)
	j.doors[w] = door
	return w
}

func (j *journal) file(name, text string) string {
	j.t.Helper()
	path := filepath.Join(j.home, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		j.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		j.t.Fatal(err)
	}
	return name
}

// marks are the ways in which a line calls itself private; W stands for what it says.
func marks() []string {
	all := []string{
		"W #private", "private: W", "open %% W %% rest", "(private) W", "[private] W", "W #Private/health.", "open <!-- W --> rest",
		"#private W", "W #PRIVATE", "W #private, more", "W (#private)", "Private: W", "PRIVATE: W", "**private:** W", "- [ ] W #private",
		"1. W #private", "> W #private", "| W #private |", "W＃private", "W #private/a/b", "(Private) W", "Sam: private: W",
	}
	if long {
		return all
	}
	return all[:2]
}

// blocks are texts with a private part of several lines.
func blocks() []string {
	all := []string{
		"- money #private\n  - blocked by W until May",
		"## Money #private\n\nblocked by W until May\n",
		"> [!private]\n> blocked by W until May",
		"- private:\n  1. blocked by W\n\n     and W again",
		"%%\nblocked by W\n%%",
		"talk\n\n<!--\nblocked by W\n-->",
		"# Private\n\nblocked by W", "**Private**\n- blocked by W\n", "- a\n  - b #private\n    - blocked by W\n",
		"money #private:\n- blocked by W", "> [!private]- folded\n> blocked by W", "```\nx\n```\n- c #private\n\n  blocked by W",
		"private:\n\tblocked by W", "open %%\nblocked by W\n\nmore W\n%% end",
	}
	if long {
		return all
	}
	return all[:2]
}

// fill puts a sentinel in by every door there is.
func (j *journal) fill(marks, blocks []string) {
	j.t.Helper()
	add := func(door, text string, args ...string) {
		j.run("", append(args, strings.ReplaceAll(text, "W", "blocked by "+j.word(door+": "+text)))...)
	}
	kinds := map[string][]string{
		"note": {"note", "--kind", "blocker", "--"}, "action": {"action", "add", "--due", "2026-11-10", "--"},
		"goal":     {"goal", "add", "--kind", "professional", "--due", "2026-12-01", "--"},
		"feedback": {"feedback", "add", "--from", "Priya Nair", "--about", "reviews", "--"}, "initiative": {"initiative", "add", "--"},
	}
	var later [][]string
	for kind, args := range kinds {
		for _, mark := range marks {
			add(kind, mark, args...)
		}
		add(kind+" with the flag", "W", slices.Insert(slices.Clone(args), len(args)-1, "--private")...)
		// made private, removed afterwards
		for _, verb := range []string{"edit", "rm"} {
			var kept struct{ ID string }
			text := "blocked by " + j.word(kind+" then "+verb)
			out := j.run("", slices.Insert(slices.Concat(args, []string{text}), len(args)-1, "--json")...)
			if err := json.Unmarshal([]byte(out), &kept); err != nil {
				j.t.Fatalf("%q: %v", out, err)
			}
			later = append(later, append([]string{verb, kept.ID}, []string{"--private"}[:len(verb)/4]...))
		}
	}
	j.run("", "prep", "--offline", "--with", "Priya", "--yes")
	for _, args := range later {
		j.run("", args...)
	}
	for i, text := range slices.Concat(marks, blocks) {
		j.run("", "note", "--kind", "blocker", "--", strings.ReplaceAll(text, "W", j.word("note: "+text)))
		j.run(strings.ReplaceAll(text, "W", j.word("piped note: "+text)), "note")
		j.file(fmt.Sprintf("notes/n%d/2026-11-18.md", i), strings.ReplaceAll(text, "W", j.word("read from a folder: "+text))+"\n")
		j.file(fmt.Sprintf("vault/v%d/2026-11-17.md", i), strings.ReplaceAll(text, "W", j.word("imported Markdown: "+text))+"\n")
		j.file("raw.md", "- ship the cart by Friday\n\n"+strings.ReplaceAll(text, "W", j.word("raw notes: "+text))+"\n")
		j.run("", "recap", "--offline", "--yes", "--with", "Priya", "--on", fmt.Sprintf("2026-11-%02d", 1+i%19), "raw.md")
	}
	j.file("notes/front/2026-11-18.md", "---\nprivate: true\n---\nblocked by "+j.word("front matter")+"\n")
	j.file("notes/tags/2026-11-18.md", "\n---\ntags:\n  - private/health\n---\nblocked by "+j.word("tags of front matter")+"\n")
	j.file("jrnl.json", fmt.Sprintf(`{"tags":{},"entries":[{"title":"blocked by %s #private","body":"more","date":"2026-11-16","time":"10:00","tags":["#private"],"starred":false}]}`,
		j.word("jrnl")))
	j.file("todo.csv", "text,owner,due,done\nblocked by "+j.word("CSV")+" #private,me,2026-11-10,\n")
	j.run("", "import", "vault", "--yes")
	j.run("", "import", "jrnl.json", "--yes")
	j.run("", "import", "todo.csv", "--yes")
}

// told finds the sentinels in what is sent, drafted or shared.
func (j *journal) told() {
	j.run("", "note", "--kind", "blocker", "blocked by the landlord: the third rack has no power")
	j.file("open.md", "- Priya to ask the landlord by Friday\n- I'll send the list\n")
	outputs := [][]string{
		{"reflect", "--offline", "--no-save", "--yes"}, {"reflect", "--dry-run"}, {"reflect", "--offline", "--no-save", "--yes", "--for", "brag"},
		{"reflect", "--offline", "--no-save", "--yes", "--for", "review"}, {"threads"}, {"threads", "--json"},
		{"recap", "--offline", "--no-save", "--yes", "--with", "Priya", "open.md"}, {"recap", "--no-save", "--dry-run", "--with", "Priya", "open.md"},
	}
	for _, form := range []string{"", "email", "slack", "markdown", "json"} {
		for _, cmd := range [][]string{{"prep", "--offline", "--yes", "--with", "Priya", "--notes", "notes"}, {"show", "last"}} {
			switch {
			case form == "json":
				cmd = append(cmd, "--json")
			case form != "":
				cmd = append(cmd, "--for", form)
			}
			outputs = append(outputs, cmd)
		}
	}
	outputs = append(outputs, []string{"prep", "--dry-run", "--with", "Priya", "--notes", "notes"})
	sentinel := regexp.MustCompile(`(?i)zorbl\d+ax`)
	seen := 0
	for _, args := range outputs {
		out := j.run("", args...)
		seen += len(out)
		for _, w := range sentinel.FindAllString(out, -1) {
			j.t.Errorf("%s came in by %q and stands in oneonone %s", w, j.doors["Z"+strings.ToLower(w[1:])], strings.Join(args, " "))
		}
	}
	if out := j.run("", "prep", "--dry-run", "--with", "Priya"); !strings.Contains(out, "third rack") {
		j.t.Error("what is not private is not sent either")
	}
	if len(j.doors) < 40 || seen < 2000 {
		j.t.Errorf("%d doors were tried, %d bytes looked at", len(j.doors), seen)
	}
}

// What is private comes out nowhere, by whatever door it came in.
func TestPrivateIsNowhere(t *testing.T) {
	t.Parallel()
	j := newJournal(t)
	j.fill(marks(), blocks())
	j.told()
}
