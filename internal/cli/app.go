package cli

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
	"oneonone/internal/term"
)

// App is what the commands of one run share. What may fail or costs something
// is a function that does its work when first called.
type App struct {
	// Config gives the settings: the file with the environment over it.
	Config func() (Config, error)
	// Store gives the store. It opens no file yet.
	Store func() (*store.Store, error)
	// Screen is where the program meets the user.
	Screen func() *term.Screen

	env  Env
	opts globalOptions
	// typed is the last text that the user typed; textPiped tells that one may wait in a pipe.
	typed     typed
	textPiped bool
	// now is the moment of this run: one for all that it does.
	now time.Time
}

// globalOptions are the flags of every command.
type globalOptions struct {
	json    bool
	plain   bool
	quiet   bool
	verbose bool
	db      string
	config  string
	// yes answers every question; the commands that ask declare the flag.
	yes bool
}

func newApp(ctx context.Context, env Env) *App {
	a := &App{env: env}
	a.Config = sync.OnceValues(func() (Config, error) { return a.loadConfig(ctx) })
	a.Store = sync.OnceValues(a.findStore)
	a.Screen = sync.OnceValue(a.makeScreen)
	return a
}

// Getenv gives an environment variable, or "".
func (a *App) Getenv(name string) string { return a.env.Getenv(name) }

// Now is the moment of this run, in the user's zone.
func (a *App) Now() time.Time { return a.now }

// Today is the day of this run.
func (a *App) Today() oneonone.Date { return oneonone.DateOf(a.now) }

// setClock reads the clock, which ONEONONE_NOW may set.
func (a *App) setClock() error {
	a.now = a.env.Now().Truncate(time.Millisecond)
	value := a.Getenv("ONEONONE_NOW")
	if value == "" {
		return nil
	}
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return wrong("write it like 2026-11-20T09:00:00Z, or unset it", "ONEONONE_NOW is %q, which is not a moment", value)
	}
	a.now = t
	return nil
}

// findStore names the store: the flag beats the environment beats the user's
// data folder.
func (a *App) findStore() (*store.Store, error) {
	path := a.opts.db
	if path == "" {
		path = a.Getenv("ONEONONE_DB")
	}
	if path == "" {
		var err error
		if path, err = a.defaultStorePath(); err != nil {
			return nil, err
		}
	}
	s := store.New(path)
	s.Now = a.Now
	s.Daily = store.Daily{Folder: filepath.Join(filepath.Dir(path), "backups"), Keep: dailyCopies}
	return s, nil
}

// dailyCopies is for how many days with a write the copy made before it stays.
const dailyCopies = 7

// view reads the store, all of one moment.
func (a *App) view(fn func(*store.Reader) error) error {
	s, err := a.Store()
	if err != nil {
		return err
	}
	return s.View(fn)
}

// makeScreen does without the style of a config that can't be read: commands
// that need the config say so themselves.
func (a *App) makeScreen() *term.Screen {
	cfg, _ := a.Config()
	return term.New(a.env.Stdin, a.env.Stdout, a.env.Stderr, a.Getenv, term.Options{
		Plain: a.opts.plain, Quiet: a.opts.quiet, Verbose: a.opts.verbose, Yes: a.opts.yes, Background: cfg.Style,
	})
}
