package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"oneonone/internal/brief"
	"oneonone/internal/oneonone"
	"oneonone/internal/source"
	"oneonone/internal/store"
)

const (
	// firstWindow is how many days are read when no meeting was held yet.
	firstWindow = 14
	// measured is over how many days histories are measured at least: the
	// share of fixes in two weeks says nothing.
	measured = 56
	// contextNotes bounds how many notes from before the window are read to
	// understand those in it, contextDays how far back.
	contextNotes = 400
	contextDays  = 182
	// recentMeetings bounds how many meetings are looked at.
	recentMeetings = 60
)

// gathering is one reading of all sources for a draft.
type gathering struct {
	brief.Input
	agendas []*oneonone.Kept[oneonone.Agenda]
	recaps  []*oneonone.Kept[oneonone.Recap]
}

// readMeetings reads who is on file and what was held with whom, which decides
// the window.
func (a *App) readMeetings() (people []*oneonone.Person, meetings []*oneonone.Meeting, err error) {
	err = a.view(func(r *store.Reader) error {
		if people, err = store.Collect[*oneonone.Person](r.All(oneonone.KindPerson)); err != nil {
			return err
		}
		latest, err := r.Latest(oneonone.KindMeeting, a.startOf(a.Today().AddDays(730)), recentMeetings)
		if err != nil {
			return err
		}
		for _, rec := range latest {
			if m, ok := rec.(*oneonone.Meeting); ok {
				meetings = append(meetings, m)
			}
		}
		return nil
	})
	slices.SortStableFunc(meetings, func(x, y *oneonone.Meeting) int { return x.On.Compare(y.On) })
	return people, meetings, err
}

// readRecords reads what a draft over the window needs: the window itself,
// what is open whatever its age, and some context.
func (a *App) readRecords(g *gathering) error {
	from, to := a.startOf(g.From), a.endOf(g.To)
	return a.view(func(r *store.Reader) (err error) {
		if g.Notes, err = store.Collect[*oneonone.Note](r.Window(oneonone.KindNote, from, to)); err != nil {
			return err
		}
		if err := g.addContext(a, r); err != nil {
			return err
		}
		if g.Actions, err = openAndRecent[*oneonone.Action](a, r, oneonone.KindAction, g); err != nil {
			return err
		}
		if g.Feedback, err = openAndRecent[*oneonone.Feedback](a, r, oneonone.KindFeedback, g); err != nil {
			return err
		}
		if g.Goals, err = openAndRecent[*oneonone.Goal](a, r, oneonone.KindGoal, g); err != nil {
			return err
		}
		if g.Decisions, err = openAndRecent[*oneonone.Decision](a, r, oneonone.KindDecision, g); err != nil {
			return err
		}
		if g.Initiatives, err = openAndRecent[*oneonone.Initiative](a, r, oneonone.KindInitiative, g); err != nil {
			return err
		}
		if g.agendas, err = latestOf[*oneonone.Kept[oneonone.Agenda]](r, oneonone.KindAgenda, 20); err != nil {
			return err
		}
		g.recaps, err = latestOf[*oneonone.Kept[oneonone.Recap]](r, oneonone.KindRecap, 20)
		return err
	})
}

// addContext adds the last notes before the window: what is still stuck or
// unanswered is among them, and what the notes of the window grew out of.
func (g *gathering) addContext(a *App, r *store.Reader) error {
	earliest := a.startOf(g.From.AddDays(-contextDays))
	before, err := r.Latest(oneonone.KindNote, a.startOf(g.From), contextNotes)
	if err != nil {
		return err
	}
	for _, rec := range before {
		if n, ok := rec.(*oneonone.Note); ok && !n.At.Before(earliest) {
			g.Notes = append(g.Notes, n)
		}
	}
	return nil
}

// openAndRecent reads the records of a kind that are open, and those of the
// window and the half year before it.
func openAndRecent[R oneonone.Record](a *App, r *store.Reader, kind oneonone.Kind, g *gathering) ([]R, error) {
	all, err := store.Collect[R](r.Window(kind, a.startOf(g.From.AddDays(-contextDays)), a.endOf(g.To)))
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, rec := range all {
		have[rec.Header().ID] = true
	}
	for rec, err := range r.Open(kind) {
		if err != nil {
			return nil, err
		}
		if typed, ok := rec.(R); ok && !have[rec.Header().ID] && rec.Header().At.Before(a.endOf(g.To)) {
			all = append(all, typed)
		}
	}
	return all, nil
}

func latestOf[R oneonone.Record](r *store.Reader, kind oneonone.Kind, n int) ([]R, error) {
	var out []R
	latest, err := r.Latest(kind, time.Time{}, n)
	for _, rec := range latest {
		if typed, ok := rec.(R); ok {
			out = append(out, typed)
		}
	}
	return out, err
}

// readSources reads the repositories and the Markdown notes, side by side. A
// source named on the command line must be readable; one from the config that
// is not is left out with a warning.
func (a *App) readSources(ctx context.Context, o *draftOptions, cfg Config, g *gathering) error {
	reading := "reading your histories and notes"
	for _, f := range a.fedBy(cfg) {
		reading += ", " + f.name
	}
	progress := a.Screen().Progress(reading)
	defer progress.Stop()
	repos, notes := once(a.repositories(append(slices.Clone(cfg.Git), o.git...))), once(append(slices.Clone(cfg.Notes), o.notes...))
	histories := make([]*oneonone.History, len(repos))
	read, told := make([][]*oneonone.Note, len(notes)), make([]brief.Source, len(notes))
	var group errgroup.Group
	for i, path := range repos {
		group.Go(func() error {
			h, err := a.readHistory(ctx, path, o, cfg, g)
			if err == nil {
				histories[i] = &h
			}
			return a.forgive(ctx, gitFault(err), slices.Contains(cfg.Git, path))
		})
	}
	for i, path := range notes {
		group.Go(func() (err error) {
			read[i], told[i], err = a.readNotes(ctx, path, cfg, g)
			return a.forgive(ctx, notesFault(err), i < len(cfg.Notes))
		})
	}
	feeds := a.fedBy(cfg)
	got := make([]gathered, len(feeds))
	for i, f := range feeds {
		group.Go(func() error {
			work, err := a.readWork(ctx, f, o, cfg, g)
			if err == nil {
				got[i] = work
			}
			return a.forgive(ctx, err, true)
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	g.Histories = append(g.Histories, a.eachOnce(histories)...)
	for i, list := range read {
		g.Notes = append(g.Notes, list...)
		if told[i].Name != "" {
			g.Read = append(g.Read, told[i])
		}
	}
	for _, one := range got {
		if g.Work = append(g.Work, one.Work...); one.told.Name != "" {
			g.Read = append(g.Read, one.told)
		}
	}
	return nil
}

// repositories gives the repositories in a folder that is none itself: people keep theirs side
// by side.
func (a *App) repositories(paths []string) []string {
	var out []string
	for _, path := range paths {
		full := expandHome(path, a.Getenv("HOME"))
		inside, _ := filepath.Glob(filepath.Join(full, "*", ".git"))
		if len(inside) == 0 || source.IsRepository(full) {
			out = append(out, path)
			continue
		}
		for _, git := range inside {
			out = append(out, filepath.Dir(git))
		}
	}
	return out
}

// eachOnce gives the histories with each commit in one of them: a worktree or a clone beside
// its repository tells nothing new.
func (a *App) eachOnce(histories []*oneonone.History) []oneonone.History {
	var out []oneonone.History
	seen := map[string]string{}
	for _, h := range histories {
		if h == nil {
			continue
		}
		had, all := "", len(h.Commits)
		h.Commits = slices.DeleteFunc(h.Commits, func(c oneonone.Commit) bool {
			first, again := seen[c.Hash]
			if again {
				had = first
				return true
			}
			seen[c.Hash] = h.Path
			return false
		})
		if all > 0 && len(h.Commits) == 0 {
			a.Screen().Say("%s has the same history as %s: it counts once", h.Path, had)
			continue
		}
		out = append(out, *h)
	}
	return out
}

// once leaves out the paths that stand in the list already.
func once(paths []string) []string {
	var out []string
	for _, p := range paths {
		if clean := filepath.Clean(p); p != "" && !slices.ContainsFunc(out, func(have string) bool { return filepath.Clean(have) == clean }) {
			out = append(out, p)
		}
	}
	return out
}

// forgive turns the error of a source from the config into a warning.
func (a *App) forgive(ctx context.Context, err error, fromConfig bool) error {
	if err == nil || !fromConfig || ctx.Err() != nil {
		return err
	}
	a.Screen().Warn("left out: %v", err)
	return nil
}

// gitFault says what to do about a repository that can't be read.
func gitFault(err error) error {
	switch {
	case errors.Is(err, source.ErrNotFolder), errors.Is(err, source.ErrNotRepository):
		return wrong("--git takes the folder of a repository", "%v", err)
	case errors.Is(err, source.ErrNoAuthor):
		return wrong("--author says who you are, and so does emails in the config", "%v", err)
	case errors.Is(err, source.ErrSilent):
		return failed(err, "`git config --list --show-origin` there names the files that it reads", "%v", err)
	}
	return err
}

// notesFault says what to do about notes that can't be read.
func notesFault(err error) error {
	for _, kind := range []error{source.ErrNoNotes, source.ErrNoAccess, source.ErrNotText, source.ErrTooLarge} {
		if errors.Is(err, kind) {
			return wrong("--notes takes a file or a folder of Markdown notes", "%v", err)
		}
	}
	return err
}

func (a *App) readHistory(ctx context.Context, path string, o *draftOptions, cfg Config, g *gathering) (oneonone.History, error) {
	authors := o.authors
	if len(authors) == 0 {
		authors = cfg.Emails
	}
	since := g.From
	if early := g.To.AddDays(-measured); early.Before(since) {
		since = early
	}
	return source.Git(ctx, expandHome(path, a.Getenv("HOME")), source.GitOptions{
		Authors: authors, Since: a.startOf(since), Until: a.endOf(g.To),
	})
}

// readNotes reads Markdown notes of the window and of the weeks before it,
// which serve as context.
func (a *App) readNotes(ctx context.Context, path string, cfg Config, g *gathering) ([]*oneonone.Note, brief.Source, error) {
	path = expandHome(path, a.Getenv("HOME"))
	notes, report, err := source.Notes(ctx, path, source.NotesOptions{
		Since: a.startOf(g.From.AddDays(-measured)), Until: a.endOf(g.To), Zone: a.now.Location(), Locale: cfg.Locale(),
	})
	if err != nil {
		return nil, brief.Source{}, err
	}
	told := brief.Source{Name: "notes: " + path, Count: len(notes), Unit: "from " + count(report.Files, "file")}
	var remarks []string
	if report.Undated > 0 {
		remarks = append(remarks, fmt.Sprintf("%d dated by the file's time alone", report.Undated))
	}
	if n := len(report.Skipped); n > 0 {
		remarks = append(remarks, fmt.Sprintf("%s not read, the first: %v", count(n, "file"), report.Skipped[0].Err))
	}
	if n := len(report.Encoded); n > 0 {
		remarks = append(remarks, fmt.Sprintf("%s not in UTF-8, the first read as %s", count(n, "file"), report.Encoded[0].Encoding))
	}
	told.Note = strings.Join(remarks, "; ")
	return notes, told, nil
}

// expandHome reads a leading ~/, which config files and quoted arguments have
// unexpanded.
func expandHome(path, home string) string {
	if rest, found := strings.CutPrefix(path, "~/"); found && home != "" {
		return home + "/" + rest
	}
	return path
}

// tellSources shows, before anything is drafted, what the draft rests on.
func (a *App) tellSources(b *brief.Brief, days string) {
	a.Screen().Say("%s", days)
	for _, s := range b.Sources {
		line := fmt.Sprintf("  %s: %d %s", s.Name, s.Count, s.Unit)
		if s.Note != "" {
			line += " (" + s.Note + ")"
		}
		a.Screen().Say("%s", line)
	}
}
