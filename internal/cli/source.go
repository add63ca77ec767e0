package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/source"
)

// SourceConfig is a program that prints what the user works on.
type SourceConfig struct {
	Name    string        `toml:"name"`
	Command []string      `toml:"command"`
	Preset  string        `toml:"preset"`
	Map     source.Fields `toml:"map"`
	Open    []string      `toml:"open"`
	Done    []string      `toml:"done"`
	Dropped []string      `toml:"dropped"`
}

// fields gives where what stands; an error where the config does not make sense.
func (s SourceConfig) fields() (source.Fields, error) {
	preset, ok := source.Preset(s.Preset)
	switch {
	case s.Preset != "" && !ok:
		return preset, wrong("", "[[source]] %s: preset takes \"jira\", \"linear\" or \"notion\", not %q", s.Name, s.Preset)
	case s.Name == "" || s.Name == "github" || s.Name == "gitlab":
		return preset, wrong(`name = "jira"`, "each [[source]] needs a name of its own")
	case len(s.Command) == 0 || s.Command[0] == "":
		return preset, wrong(`command = ["jira", "issue", "list", "--raw"]`, "[[source]] %s needs a command", s.Name)
	}
	f := s.Map
	f.Open, f.Done, f.Dropped = slices.Concat(f.Open, s.Open), slices.Concat(f.Done, s.Done), slices.Concat(f.Dropped, s.Dropped)
	f = f.Over(preset)
	if f.Text == "" || f.Date == "" {
		return f, wrong(`map = { text = "title", date = "updated" }, or preset = "jira"`, "[[source]] %s: map needs text and date", s.Name)
	}
	return f, nil
}

// checkSources refuses sources that make no sense, and two of one name.
func checkSources(cfg *Config) error {
	seen := map[string]bool{}
	for _, s := range cfg.Source {
		if _, err := s.fields(); err != nil {
			return err
		}
		if seen[s.Name] {
			return wrong("", "two [[source]] are called %s", s.Name)
		}
		seen[s.Name] = true
	}
	return nil
}

// fed is a source that a program of the user's feeds.
type fed struct {
	name string
	source.Program
	places  []string
	tracker *source.Tracker
}

// fedBy lists the sources of the config that programs feed.
func (a *App) fedBy(cfg Config) []fed {
	hidden := append(strings.Fields("OPENAI_API_KEY"), cfg.APIKeyEnv)
	var out []fed
	forge := func(name, program string, places []string) {
		if len(places) > 0 {
			out = append(out, fed{name: name, Program: source.Program{Command: []string{program}, Hidden: hidden}, places: places})
		}
	}
	forge("github", "gh", cfg.GitHub)
	forge("gitlab", "glab", cfg.GitLab)
	for _, s := range cfg.Source {
		fields, _ := s.fields() // checked when it was read
		p := source.Program{Command: slices.Clone(s.Command), Hidden: hidden}
		p.Command[0] = expandHome(p.Command[0], a.Getenv("HOME"))
		out = append(out, fed{name: s.Name, Program: p, tracker: &source.Tracker{
			Program: p, Name: s.Name, Fields: fields, Me: cfg.Me, Locale: cfg.Locale(), Now: a.now,
		}})
	}
	return out
}

// gathered is what a source gave.
type gathered struct {
	source.Listed
	// told is its line among the sources, empty where nothing was read.
	told brief.Source
	// cached is when the older part was read; zero where all was read now.
	cached time.Time
	// me is who was logged in.
	me string
}

// reading says how a source is read.
type reading struct {
	since time.Time
	// refresh asks for all, keep puts what was read into the cache.
	refresh, keep bool
}

// read asks the program for what changed since a time.
func (f fed) read(ctx context.Context, a *App, r reading) (gathered, error) {
	if f.tracker != nil {
		l, err := f.tracker.List(ctx)
		g := gathered{Listed: l}
		g.told = g.line(a, f)
		return g, f.fault(err)
	}
	var kept answers
	if !r.refresh {
		kept = f.kept(a, r.since)
	}
	g, err := f.ask(ctx, a, r.since, kept)
	if err != nil {
		return gathered{}, f.fault(err)
	}
	if r.keep {
		f.keep(a, answers{At: a.now, Since: r.since, Me: g.me, Work: g.Work})
	}
	g.told = g.line(a, f)
	return g, nil
}

// ask asks a forge for what changed since what was kept, where anything was: of the last day of that all once more.
func (f fed) ask(ctx context.Context, a *App, since time.Time, kept answers) (gathered, error) {
	from := since
	if !kept.At.IsZero() {
		from = later(since, kept.At.AddDate(0, 0, -1))
	}
	got, err := source.Forge{Program: f.Program, GitLab: f.name == "gitlab", Places: f.places}.Work(ctx, from)
	if err != nil {
		return gathered{}, err
	}
	if !kept.At.IsZero() && kept.Me != got.Me { // another account sees other things
		return f.ask(ctx, a, since, answers{})
	}
	work := append(got.Work, kept.Work...)
	for i := range work {
		work[i] = work[i].In(a.now.Location())
	}
	return gathered{Listed: source.Listed{Work: source.Newest(work)}, cached: kept.At, me: got.Me}, nil
}

func later(x, y time.Time) time.Time {
	if x.After(y) {
		return x
	}
	return y
}

// answers is what a forge gave, as the cache has it; with a zero At it is nothing.
type answers struct {
	At, Since time.Time
	// Me is who was logged in.
	Me   string
	Work []oneonone.Work
}

// cachePath is a file for each source and what it is asked for, in the user's cache folder.
func (f fed) cachePath(a *App) (string, bool) {
	dir, ok := a.folder("XDG_CACHE_HOME", base{"LocalAppData", ".cache"})
	sum := sha256.Sum256([]byte(strings.Join(f.places, "\n")))
	return filepath.Join(dir, "oneonone", f.name+"-"+hex.EncodeToString(sum[:6])+".json"), ok
}

// kept gives what the cache has of the time since then, without what ended before; nothing where that is not all.
func (f fed) kept(a *App, since time.Time) answers {
	var kept answers
	path, ok := f.cachePath(a)
	if !ok {
		return answers{}
	}
	text, err := os.ReadFile(path)
	if err != nil || json.Unmarshal(text, &kept) != nil || kept.Since.After(since) || kept.At.After(a.now.Add(time.Hour)) {
		return answers{}
	}
	kept.Work = slices.DeleteFunc(kept.Work, func(w oneonone.Work) bool { return !w.Ended.IsZero() && w.Ended.Before(since) })
	return kept
}

// keep writes the cache. One that can't be written costs time, not a draft.
func (f fed) keep(a *App, all answers) {
	path, ok := f.cachePath(a)
	text, err := json.Marshal(all)
	if ok && err == nil && os.MkdirAll(filepath.Dir(path), 0o700) == nil {
		_ = replaceFile(path, strings.NewReader(string(text)))
	}
}

// fault says what to do about a program that gave nothing.
func (f fed) fault(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, errInterrupted) {
		return err
	}
	hint := "run `" + strings.Join(f.Command, " ") + "` by hand to see what it prints"
	switch {
	case errors.Is(err, source.ErrNoProgram) && f.tracker == nil:
		hint = fmt.Sprintf("install %s and run `%[1]s auth login`", f.Program.Name())
	case errors.Is(err, source.ErrNoProgram):
		hint = "correct the command in the config"
	case f.tracker == nil:
		hint = fmt.Sprintf("`%s auth status` says whether you are logged in there", f.Program.Name())
	}
	return failed(err, hint, "%s through %s: %v", f.name, f.Program.Name(), err)
}

// mayRun says in one sentence why the program of a source is not run; nil where it may.
func (a *App) mayRun(f fed, o *draftOptions, cfg Config) error {
	off := a.Getenv("ONEONONE_OFFLINE")
	switch {
	case o.localOnly || cfg.LocalOnly:
		return failed(nil, "set local_only to false to have it read", "%s: local only, and %s talks to the network", f.name, f.Program.Name())
	case o.offline:
		return failed(nil, "", "%s: offline, and %s talks to the network", f.name, f.Program.Name())
	case off != "" && off != "0":
		return failed(nil, "unset ONEONONE_OFFLINE to have it read", "%s: offline, and %s talks to the network", f.name, f.Program.Name())
	}
	return nil
}

// readWork reads what a program feeds, if it may run.
func (a *App) readWork(ctx context.Context, f fed, o *draftOptions, cfg Config, g *gathering) (gathered, error) {
	if err := a.mayRun(f, o, cfg); err != nil {
		return gathered{}, err
	}
	return f.read(ctx, a, reading{since: a.startOf(g.From.AddDays(-measured)), refresh: o.refresh, keep: true})
}

// line says what a source gave.
func (g gathered) line(a *App, f fed) brief.Source {
	mine := 0
	for _, w := range g.Work {
		if w.Mine {
			mine++
		}
	}
	s := brief.Source{Name: f.name + ": " + strings.Join(f.places, ", "), Count: mine, Unit: "of yours"}
	if f.tracker != nil {
		s.Name = f.name
	}
	var remarks []string
	add := func(when bool, format string, args ...any) {
		if when {
			remarks = append(remarks, fmt.Sprintf(format, args...))
		}
	}
	add(len(g.Work) > mine, "%d of others that you reviewed", len(g.Work)-mine)
	add(len(g.Unknown) > 0, "%s", g.unknown())
	add(g.Bare > 0, "%d without a text or a day left out", g.Bare)
	add(g.Others > 0, "%d of others left out", g.Others)
	add(g.Dropped > 0, "%d dropped left out", g.Dropped)
	add(!g.cached.IsZero(), "what did not change since is from a copy made %s; --refresh reads all", ago(a.now.Sub(g.cached)))
	s.Note = strings.Join(remarks, "; ")
	return s
}

func (g gathered) unknown() string {
	var names []string
	n := 0
	for _, state := range slices.Sorted(maps.Keys(g.Unknown)) {
		names = append(names, fmt.Sprintf("%q", state))
		n += g.Unknown[state]
	}
	return fmt.Sprintf("%d in a state that is not known, taken as open: %s", n, strings.Join(names[:min(3, len(names))], ", "))
}

func ago(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "just now"
	case d < time.Hour:
		return oneonone.Plural(int(d.Minutes()), "minute", "minutes") + " ago"
	case d < 48*time.Hour:
		return oneonone.Plural(int(d.Hours()), "hour", "hours") + " ago"
	}
	return oneonone.Plural(int(d.Hours()/24), "day", "days") + " ago"
}

func newSourceCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "source",
		Short: "The programs that feed your drafts: gh, glab, a tracker's",
		Long: `source lists what drafts read through programs of yours: pull requests through
gh and glab, tasks through any program that prints JSON or CSV. They are set up
in the config: github and gitlab name repositories or organisations, [[source]]
a program. They are logged in as you and talk to the network themselves;
oneonone has no key and no connection of its own. local_only refuses them.`,
		Example: "  oneonone source\n  oneonone source test github",
	}
	makeGroup(cmd)
	cmd.AddCommand(newSourceTestCmd(a))
	cmd.RunE = func(*cobra.Command, []string) error { return runSourceList(a) }
	return cmd
}

type listedSource struct {
	Name    string                `json:"name"`
	Command oneonone.List[string] `json:"command"`
	Places  oneonone.List[string] `json:"places"`
}

func runSourceList(a *App) error {
	cfg, err := a.Config()
	if err != nil {
		return err
	}
	var all oneonone.List[listedSource]
	for _, f := range a.fedBy(cfg) {
		all = append(all, listedSource{f.name, f.Command, f.places})
	}
	if a.opts.json {
		return a.printJSON(all)
	}
	if len(all) == 0 {
		a.Screen().Say("no program feeds your drafts; `oneonone config set github ORG` reads pull requests through gh")
	}
	for _, s := range all {
		if err := a.print("%-10s %s", s.Name, cmp.Or(strings.Join(s.Places, ", "), clean(strings.Join(s.Command, " ")))); err != nil {
			return err
		}
	}
	return nil
}

func newSourceTestCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:   "test NAME",
		Short: "Show what a source gives, and keep nothing of it",
		Long: `test runs the program of a source and shows what a draft would read: how many,
the newest, the figures, and what it could not place. Nothing is kept.`,
		Example: "  oneonone source test github\n  oneonone source test jira --json",
		Args:    takes("NAME"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runSourceTest(cmd.Context(), a, args[0]) },
	}
}

// testedSource is what a source gave, as --json prints it.
type testedSource struct {
	Name    string                    `json:"name"`
	Count   int                       `json:"count"`
	Remarks string                    `json:"remarks"`
	Figures oneonone.List[figureTold] `json:"figures"`
	Items   oneonone.List[itemTold]   `json:"items"`
}

type figureTold struct {
	Text string `json:"text"`
	How  string `json:"how"`
}

type itemTold struct {
	Ref     string        `json:"ref"`
	Project string        `json:"project"`
	Text    string        `json:"text"`
	State   string        `json:"state"`
	Date    oneonone.Date `json:"date"`
	Who     string        `json:"who"`
	Link    string        `json:"link"`
}

func runSourceTest(ctx context.Context, a *App, name string) error {
	cfg, err := a.Config()
	if err != nil {
		return err
	}
	all := a.fedBy(cfg)
	at := slices.IndexFunc(all, func(f fed) bool { return strings.EqualFold(f.name, name) })
	if at < 0 {
		return wrong("`oneonone source` lists them", "there is no source %q", name)
	}
	f := all[at]
	if err := a.mayRun(f, &draftOptions{}, cfg); err != nil {
		return err
	}
	progress := a.Screen().Progress("asking " + f.Program.Name())
	today := a.Today()
	got, err := f.read(ctx, a, reading{since: a.startOf(today.AddDays(-measured)), refresh: true})
	progress.Stop()
	if err != nil {
		return err
	}
	s := got.told
	tested := testedSource{Name: f.name, Count: s.Count, Remarks: s.Note}
	b := brief.New(brief.Input{Now: a.now, From: today.AddDays(-firstWindow), To: today, Work: got.Work})
	for _, x := range b.Signals {
		tested.Figures = append(tested.Figures, figureTold{x.Text, x.How})
	}
	for _, w := range b.Work {
		tested.Items = append(tested.Items, itemTold{w.Ref, w.Place, w.Title, string(w.State), w.On(), w.Who, w.Link})
	}
	return a.printTested(tested, s)
}

// shownItems is how many of what a source gave are shown.
const shownItems = 10

func (a *App) printTested(t testedSource, s brief.Source) error {
	if a.opts.json {
		return a.printJSON(t)
	}
	line := fmt.Sprintf("%s: %d %s", s.Name, s.Count, s.Unit)
	if s.Note != "" {
		line += " (" + s.Note + ")"
	}
	if err := a.print("%s", line); err != nil {
		return err
	}
	for _, x := range t.Items[:min(len(t.Items), shownItems)] {
		if err := a.print("  %s  %-6s  %s", x.Date, x.State, strings.TrimSpace(x.Project+" "+x.Ref+"  "+x.Text)); err != nil {
			return err
		}
	}
	if n := len(t.Items) - shownItems; n > 0 {
		if err := a.print("  and %d more", n); err != nil {
			return err
		}
	}
	for _, x := range t.Figures {
		if err := a.print("%s\n    counted: %s", oneonone.Sentence(x.Text), x.How); err != nil {
			return err
		}
	}
	return nil
}

// checkFed looks at each program, and asks gh and glab whether the user is logged in.
func (a *App) checkFed(ctx context.Context, s *section, cfg Config) {
	for _, f := range a.fedBy(cfg) {
		if err := a.mayRun(f, &draftOptions{}, cfg); err != nil {
			why := explain(err)
			s.warn(f.name, why.hint, "%s", why.what)
			continue
		}
		f.Patience = 5 * programTime
		if f.tracker != nil {
			a.checkTracker(ctx, s, f)
			continue
		}
		version, err := f.Version(ctx)
		if err == nil {
			err = f.LoggedIn(ctx)
		}
		if err != nil {
			s.failWith(f.name, f.fault(err))
			continue
		}
		s.ok(f.name, "%s, logged in", version)
	}
}

func (a *App) checkTracker(ctx context.Context, s *section, f fed) {
	f.tracker.Patience = f.Patience
	l, err := f.tracker.List(ctx)
	if err != nil {
		s.failWith(f.name, f.fault(err))
		return
	}
	if len(l.Work) == 0 && l.Bare > 0 {
		s.fail(f.name, "`oneonone source test "+f.name+"` shows what it reads; map says where what stands",
			"none of %d entries has a text and a day", l.Bare)
		return
	}
	s.ok(f.name, "%s gives %s", f.Program.Name(), oneonone.Plural(len(l.Work), "entry", "entries"))
	if len(l.Unknown) > 0 {
		s.warn(f.name, "name them under open or done", "%s", gathered{Listed: l}.unknown())
	}
}
