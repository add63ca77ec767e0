package cli

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
)

func newDoctorCmd(a *App) *cobra.Command {
	var mend bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check what works, and say how to mend what does not",
		Long: `doctor checks your records, your settings, the programs that oneonone calls and
the model, if one is set up. The model is asked a small test question; none of
your records is sent. doctor also looks whether a model's server listens on this
computer, without sending it anything.

A store that is damaged can be recovered: --recover saves what can still be read
in it and in its latest copy, and keeps the damaged file.

The exit code is 0 when all that is set up works, 1 when something does not, and
3 when it is the store.`,
		Example: "  oneonone doctor\n  oneonone doctor --json\n  oneonone doctor --recover",
		Args:    takes(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if mend {
				return runRecover(cmd.Context(), a)
			}
			return runDoctor(cmd.Context(), a)
		},
	}
	cmd.Flags().BoolVar(&mend, "recover", false, "save what can be saved of a damaged store")
	cmd.Flags().BoolVar(&a.opts.yes, "yes", false, "do not ask")
	return cmd
}

// The states of a check.
const (
	stateOK      = "ok"
	stateWarning = "warning"
	stateFailed  = "failed"
	stateSkipped = "skipped"
)

// check is one thing that was looked at.
type check struct {
	Name  string         `json:"name"`
	State string         `json:"state"`
	Text  string         `json:"text"`
	Hint  oneonone.Maybe `json:"hint"`
}

// checkup is all that doctor found.
type checkup struct {
	OK     bool                       `json:"ok"`
	Checks oneonone.List[check]       `json:"checks"`
	Local  oneonone.List[localServer] `json:"local_servers"`
}

func (c checkup) failures() int {
	n := 0
	for _, c := range c.Checks {
		if c.State == stateFailed {
			n++
		}
	}
	return n
}

// section is a part of a checkup that is done beside the others.
type section struct {
	checks []check
}

func (s *section) add(state, name, hint, format string, args ...any) {
	text := oneLine(fmt.Sprintf(format, args...), 0)
	s.checks = append(s.checks, check{name, state, text, oneonone.Maybe(oneLine(hint, 0))})
}

func (s *section) ok(name, format string, args ...any) { s.add(stateOK, name, "", format, args...) }

func (s *section) warn(name, hint, format string, args ...any) {
	s.add(stateWarning, name, hint, format, args...)
}

func (s *section) fail(name, hint, format string, args ...any) {
	s.add(stateFailed, name, hint, format, args...)
}

// failWith adds an error in the words that the user would get.
func (s *section) failWith(name string, err error) {
	f := explain(err)
	s.fail(name, f.hint, "%s", f.what)
}

// runDoctor looks at everything at once: what is slow is waiting.
func runDoctor(ctx context.Context, a *App) error {
	var (
		storage, setup, feeds, model section
		storeErr                     error
		local                        []localServer
		all                          sync.WaitGroup
	)
	cfg, cfgErr := a.Config()
	all.Go(func() { storeErr = a.checkStore(&storage, cfgErr == nil && cfg.Learn) })
	all.Go(func() {
		a.checkConfig(&setup, cfg, cfgErr)
		a.checkCalendar(ctx, &setup, cfg)
		a.checkGit(ctx, &setup, cfg)
		a.checkEditor(&setup)
	})
	all.Go(func() {
		if cfgErr == nil {
			a.checkFed(ctx, &feeds, cfg)
		}
	})
	all.Go(func() {
		if cfgErr == nil {
			a.checkModel(ctx, &model, cfg)
		}
	})
	all.Go(func() { local = lookAround(ctx, localPorts(), cfg.BaseURL) })
	all.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	found := checkup{OK: true, Local: local}
	for _, s := range []section{storage, setup, feeds, model} {
		found.Checks = append(found.Checks, s.checks...)
	}
	wrong := found.failures()
	found.OK = wrong == 0
	if err := a.printCheckup(found); err != nil {
		return err
	}
	return verdict(wrong, storeErr)
}

// verdict gives the error that makes the exit code.
func verdict(n int, storeErr error) error {
	if n == 0 {
		return nil
	}
	what := fmt.Sprintf("%s failed", count(n, "check"))
	if storeErr != nil {
		return &fault{code: exitStore, what: what, err: storeErr}
	}
	return failed(nil, "", "%s", what)
}

func (a *App) printCheckup(found checkup) error {
	if a.opts.json {
		return a.printJSON(found)
	}
	for _, c := range found.Checks {
		if err := a.print("%-8s %-8s %s", c.State, c.Name, c.Text); err != nil {
			return err
		}
		if c.Hint != "" {
			if err := a.print("%-17s hint: %s", "", c.Hint); err != nil {
				return err
			}
		}
	}
	for _, l := range found.Local {
		err := a.print("\nSomething listens at %s, where %s usually does. To use it, put into your config:\n\n  %s",
			l.Address, l.Name, strings.Join(l.Config, "\n  "))
		if err != nil {
			return err
		}
	}
	return nil
}
