package cli

import (
	"time"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// draftOptions are the flags that prep, recap and reflect share.
type draftOptions struct {
	career                 bool
	form                   string
	last                   string
	with, on, since, until string
	minutes, topics        int
	git, notes, about      []string
	skip                   []string
	// pick are the records that topics are made of, in the order that the user chose.
	pick               []string
	authors, me        []string
	offline, localOnly bool
	model              string
	dryRun, edit       bool
	noSave, noFallback bool
	refresh            bool
	demo               bool
}

// meetingFlags say which meeting it is.
func (o *draftOptions) meetingFlags(a *App, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.with, "with", "", "whom you meet: a `PERSON` on file, or any name")
	f.StringVar(&o.on, "on", "", "the `DATE` of the meeting")
	f.IntVar(&o.minutes, "minutes", 0, "how long it is, in `MINUTES`")
	completePeople(a, cmd, "with")
}

// sourceFlags say what is read besides the records on file.
func (o *draftOptions) sourceFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.since, "since", "", "read from this `DATE` on")
	f.StringVar(&o.until, "until", "", "read up to this `DATE`, itself included")
	f.StringArrayVar(&o.git, "git", nil, "read the history of the repository `REPO` (repeatable)")
	f.StringArrayVar(&o.notes, "notes", nil, "read Markdown notes from the file or folder `PATH` (repeatable)")
	f.BoolVar(&o.refresh, "refresh", false, "ask gh and glab for everything again, not only for what changed")
	f.StringArrayVar(&o.authors, "author", nil, "`WHO` you are in the histories: an address or a name (repeatable)")
}

// drafterFlags say who drafts and what becomes of the draft.
func (o *draftOptions) drafterFlags(a *App, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&o.me, "me", nil, "a `NAME` by which notes call you (repeatable)")
	f.BoolVar(&o.offline, "offline", false, "use the embedded drafter: no network, no model")
	f.BoolVar(&o.localOnly, "local-only", false, "refuse any model that is not on this computer")
	f.StringVar(&o.model, "model", "", "the `NAME` of the model to ask")
	f.BoolVar(&o.dryRun, "dry-run", false, "print exactly what would be sent, and send nothing")
	f.BoolVar(&o.noFallback, "no-fallback", false, "fail when the model fails, instead of drafting without it")
	f.BoolVar(&o.edit, "edit", false, "open the draft in your editor before it is kept")
	f.BoolVar(&o.noSave, "no-save", false, "keep nothing")
	f.BoolVar(&a.opts.yes, "yes", false, "answer every question with yes")
	f.BoolVar(&o.demo, "demo", false, "use the built-in sample journal instead of yours, and keep nothing")
}

// messageFlag says that a message to the other person is wanted.
func (o *draftOptions) messageFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.form, "for", "", "print a message to the other person: email, slack or markdown (`FORM`)")
	completeWords(cmd, "for", forms())
}

func forms() []string {
	var words []string
	for _, f := range oneonone.Forms {
		words = append(words, string(f))
	}
	return words
}

// readForm reads the value of --for; "" is none.
func readForm(word string) (oneonone.Form, error) {
	if word == "" {
		return "", nil
	}
	form, err := oneOf("for", word, forms())
	return oneonone.Form(form), err
}

// config gives the settings. A demo without a model needs none of the user's,
// so that it works whatever is wrong with them.
func (o *draftOptions) config(a *App) (Config, error) {
	if o.demo && o.model == "" {
		return defaultConfig(), nil
	}
	return a.Config()
}

// saves tells whether the run keeps what it makes.
func (o *draftOptions) saves() bool { return !o.noSave && !o.demo && !o.dryRun }

// window gives the days to read, both included: what the flags say, else from
// the given day to today.
func (o *draftOptions) window(a *App, from oneonone.Date) (since, until oneonone.Date, err error) {
	if since, err = a.day("since", o.since, prose.Past); err != nil {
		return since, until, err
	}
	if until, err = a.day("until", o.until, prose.Past); err != nil {
		return since, until, err
	}
	if since.IsZero() {
		since = from
	}
	if until.IsZero() {
		until = a.Today()
	}
	if o.since == "" && !since.Before(until) {
		since = until.AddDays(-firstReflection)
	}
	if until.Before(since) {
		return since, until, wrong("--since comes first, --until after it", "the period ends (%s) before it begins (%s)", until, since)
	}
	return since, until, nil
}

// endOf gives the first moment after a day.
func (a *App) endOf(d oneonone.Date) time.Time { return d.AddDays(1).Time(a.now.Location()) }

// startOf gives the first moment of a day.
func (a *App) startOf(d oneonone.Date) time.Time { return d.Time(a.now.Location()) }

// names gives all names by which records may call the user.
func (o *draftOptions) names(cfg Config) []string {
	return append(append([]string{}, cfg.Me...), o.me...)
}

// lastAlone refuses two ways to say a period.
func (o *draftOptions) lastAlone() error {
	if o.last != "" && (o.since != "" || o.until != "") {
		return wrong("--last says both ends of the period", "--last and --since or --until exclude each other")
	}
	return nil
}
