package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
	"oneonone/internal/store"
)

// logDays is how far the log looks back by itself.
const logDays = 14

type logOptions struct {
	since, until string
	kinds        []string
	with         string
	project, tag string
	private      bool
	limit        int
}

func newLogCmd(a *App) *cobra.Command {
	var o logOptions
	cmd := &cobra.Command{
		Use:   "log",
		Short: "Look back: what is on file, by time",
		Long: `log lists what is on file, oldest first, a line for each: its short id, its
day, what it is, and its text. It goes back two weeks; --since goes back
further, --limit alone as far as it takes.` + "\n" + dateForms,
		Example: `  oneonone log
  oneonone log --since "last month" --kind win,feedback
  oneonone log --with priya --limit 10
  oneonone log --private --since monday
  oneonone log --json | jq -r '.[].text'`,
		Args: takes(),
		RunE: func(*cobra.Command, []string) error { return runLog(a, o) },
	}
	o.flags(a, cmd, "from this day on (`DATE`; 2 weeks ago if not given)")
	cmd.Flags().IntVar(&o.limit, "limit", 0, "only the last `N`")
	return cmd
}

// flags are the filters of everything that lists records.
func (o *logOptions) flags(a *App, cmd *cobra.Command, since string) {
	f := cmd.Flags()
	f.StringVar(&o.since, "since", "", since)
	f.StringVar(&o.until, "until", "", "up to this day (`DATE`)")
	f.StringSliceVar(&o.kinds, "kind", nil, "only these `KINDS`: note, win, blocker, action, feedback, ...")
	f.StringVar(&o.with, "with", "", "only what has to do with `PERSON`")
	f.StringVar(&o.project, "project", "", "only what is marked +`PROJECT`")
	f.StringVar(&o.tag, "tag", "", "only what is marked #`TAG`")
	f.BoolVar(&o.private, "private", false, "only what is private")
	completeWords(cmd, "kind", logKinds())
	completePeople(a, cmd, "with")
	completeMarks(a, cmd, "project", func(h *oneonone.Head) []string { return h.Projects })
	completeMarks(a, cmd, "tag", func(h *oneonone.Head) []string { return h.Tags })
}

// check refuses kinds that there are not and a limit that means nothing.
func (o *logOptions) check() error {
	if o.limit < 0 {
		return wrong("", "--limit takes a number, not %d", o.limit)
	}
	for _, k := range o.kinds {
		if _, err := oneOf("kind", k, logKinds()); err != nil {
			return err
		}
	}
	return nil
}

// logKinds are the words that --kind takes: kinds of records and of notes.
func logKinds() []string {
	kinds := []string{"note", "action", "promise", "feedback", "goal", "meeting", "agenda", "recap", "reflection", "person"}
	return append(kinds, noteKinds()...)
}

func runLog(a *App, o logOptions) error {
	w, err := o.window(a)
	if err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	var records []oneonone.Record
	err = a.view(func(r *store.Reader) (err error) {
		records, err = o.gather(a, r, w)
		return err
	})
	if err != nil {
		return err
	}
	return a.printLog(records, w)
}

// window is a stretch of time; a zero end is open.
type window struct{ from, to time.Time }

// window reads --since and --until; without both it is the last two weeks, but
// for a limit.
func (o logOptions) window(a *App) (window, error) {
	w, err := o.everWindow(a)
	if err == nil && w.from.IsZero() && o.limit == 0 {
		until := a.Today()
		if !w.to.IsZero() {
			until = earlier(until, oneonone.DateOf(w.to).AddDays(-1))
		}
		w.from = a.startOf(until.AddDays(-logDays))
	}
	return w, err
}

// everWindow reads --since and --until; without them it has no bounds.
func (o logOptions) everWindow(a *App) (w window, err error) {
	since, err := a.day("since", o.since, prose.Past)
	if err != nil {
		return w, err
	}
	until, err := a.day("until", o.until, prose.Past)
	if err != nil {
		return w, err
	}
	if !since.IsZero() {
		w.from = a.startOf(since)
	}
	if !until.IsZero() {
		w.to = a.startOf(until.AddDays(1))
	}
	if !since.IsZero() && !until.IsZero() && until.Before(since) {
		return w, wrong("", "--until %s comes before --since %s", until, since)
	}
	return w, nil
}

// earlier gives the earlier of two days, of which the second may be absent.
func earlier(d, maybe oneonone.Date) oneonone.Date {
	if !maybe.IsZero() && maybe.Before(d) {
		return maybe
	}
	return d
}

// gather reads the records of the window that the filters let pass, by time.
func (o logOptions) gather(a *App, r *store.Reader, w window) ([]oneonone.Record, error) {
	if o.with != "" {
		name, err := a.known("with", o.with, r)
		if err != nil {
			return nil, err
		}
		o.with = name
	}
	var records []oneonone.Record
	for _, kind := range r.Kinds() {
		for rec, err := range r.Window(kind, w.from, w.to) {
			if err != nil {
				return nil, err
			}
			if o.passes(rec) {
				records = append(records, rec)
			}
		}
	}
	slices.SortStableFunc(records, byTime)
	if o.limit > 0 && len(records) > o.limit {
		records = records[len(records)-o.limit:]
	}
	return records, nil
}

// byTime orders records by when they happened, then by when they were filed.
func byTime(x, y oneonone.Record) int {
	if c := x.Header().At.Compare(y.Header().At); c != 0 {
		return c
	}
	return x.Header().Created.Compare(y.Header().Created)
}

// passes tells whether the filters let a record pass. People are no events:
// they show only when they are asked for.
func (o logOptions) passes(rec oneonone.Record) bool {
	h := rec.Header()
	if len(o.kinds) == 0 && h.Kind == oneonone.KindPerson {
		return false
	}
	return o.fits(rec)
}

// fits is passes for every kind of record.
func (o logOptions) fits(rec oneonone.Record) bool {
	h := rec.Header()
	isKind := func(k string) bool {
		return strings.EqualFold(k, string(h.Kind)) || strings.EqualFold(k, strings.TrimSuffix(wordFor(rec), "?"))
	}
	return (!o.private || h.Private) &&
		(len(o.kinds) == 0 || slices.ContainsFunc(o.kinds, isKind)) &&
		(o.with == "" || concerns(rec, o.with)) &&
		(o.project == "" || hasMark(h.Projects, o.project, "+")) &&
		(o.tag == "" || hasMark(h.Tags, o.tag, "#"))
}

func hasMark(marks []string, mark, sign string) bool {
	mark = strings.TrimPrefix(mark, sign)
	return slices.ContainsFunc(marks, func(m string) bool { return strings.EqualFold(m, mark) })
}

// printLog prints the records a line each.
func (a *App) printLog(records []oneonone.Record, w window) error {
	none := "nothing on file"
	if !w.from.IsZero() {
		none = fmt.Sprintf("nothing on file since %s; --since goes back further", sayDay(oneonone.DateOf(w.from), a.Today()))
	}
	short := shortIDs(a, records)
	return printRecords(a, records, none, func(rec oneonone.Record) []string {
		h := rec.Header()
		return []string{short[h.ID], sayDay(h.On(), a.Today()), wordFor(rec), summary(rec, a.Today())}
	})
}
